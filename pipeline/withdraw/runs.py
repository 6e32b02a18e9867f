"""Where words of a passage turn up in a text, as runs of words, however they are spaced, broken and punctuated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

BLOCK = "█"
_WORD = re.compile(r"[^\W_]+")
_MARK = re.compile(r"\S")


def words_in(text: str) -> list[str]:
    """The words of a text in small letters, without marks."""
    return [word.casefold() for word in _WORD.findall(text)]


def runs_of(text: str, passage: Sequence[str], fewest: int, goes_on: bool = False) -> list[tuple[int, int]]:
    """The slices of a text that have a run of at least `fewest` words of the passage (or all of it, when it is shorter), in order.

    With `goes_on`, the passage may begin before the text or end behind it, so that its first or last words alone at the text's edge count.
    """
    found = list(_WORD.finditer(text))
    spoken = [word.group().casefold() for word in found]
    length = min(fewest, len(passage))
    if not length or len(spoken) < (1 if goes_on else length):
        return []
    runs = {tuple(passage[start : start + length]) for start in range(len(passage) - length + 1)}
    marked = [False] * len(spoken)
    for start in range(len(spoken) - length + 1):
        if tuple(spoken[start : start + length]) in runs:
            marked[start : start + length] = [True] * length
    if goes_on:
        for count in range(min(length, len(spoken), len(passage)), 0, -1):
            if not marked[0] and spoken[:count] == list(passage[-count:]):
                marked[:count] = [True] * count
            if not marked[-1] and spoken[-count:] == list(passage[:count]):
                marked[-count:] = [True] * count
    slices: list[tuple[int, int]] = []
    for place, word in enumerate(found):
        if marked[place]:
            if place and marked[place - 1]:
                slices[-1] = (slices[-1][0], word.end())
            else:
                slices.append((word.start(), word.end()))
    return slices


def blacked(text: str, slices: Iterable[tuple[int, int]]) -> str:
    """The text with every letter and mark of these slices as a block: as long as before, its words as many."""
    for start, end in slices:
        text = text[:start] + _MARK.sub(BLOCK, text[start:end]) + text[end:]
    return text
