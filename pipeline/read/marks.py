"""Footnote marks: small raised figures and signs behind (or before) a word, which are no part of it."""

from __future__ import annotations

import re

from pipeline.read.words import Word
from pipeline.records import DrawnPage

SMALL = 0.8
"""A mark is smaller than this share of the letters that it stands beside."""
RAISED = 0.12
"""The share of the size of type by which a mark's foot is above that of the letters."""
MARK = re.compile(r"\d{1,3}|[*†‡§¶]{1,3}")
UNIT = re.compile(r"(?:^|[\d.])(?:[kcm]?m|ft|in|sq|mi|yd)$")
POWER = ("2", "3")
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def split_mark(page: DrawnPage, word: Word) -> tuple[list[int], list[int]] | None:
    """The characters of a word without a mark, and those of the mark; None when it has none.

    A mark stands at the word's end, perhaps before a full stop or the like, or at its beginning, as before the footnote itself. A power
    behind a unit (`km` and a raised 2) belongs to the word.
    """
    sizes = [page.size[index] for index in word]
    limit = SMALL * max(sizes)
    small = [size < limit for size in sizes]
    if not any(small):
        return None
    first = small.index(True)
    last = len(small) - 1 - small[::-1].index(True)
    if not all(small[first : last + 1]) or all(small):
        return None
    mark, rest = [*word[first : last + 1]], [*word[:first], *word[last + 1 :]]
    behind = "".join([page.text[index] for index in word[last + 1 :]])
    if first and any(letter.isalnum() for letter in behind):
        return None
    foot = max([page.bottom[index] for index in rest])
    if not all(page.bottom[index] < foot - RAISED * max(sizes) for index in mark):
        return None
    text = "".join([page.text[index] for index in mark])
    if not MARK.fullmatch(text) or (text in POWER and UNIT.search("".join([page.text[index] for index in word[:first]]))):
        return None
    return rest, mark


def split_marks(page: DrawnPage, words: list[Word]) -> tuple[list[Word], dict[int, list[int]]]:
    """The words of a page without footnote marks, and the marks by the first character of the word that each stands beside."""
    size = page.size
    suspects = [
        number
        for number, word in enumerate(words)
        if not isinstance(word, range) and (size[word[0]] != size[word[-1]] or (len(word) > 2 and size[word[0]] != size[word[-2]]))
    ]
    marks: dict[int, list[int]] = {}
    for number in suspects:
        split = split_mark(page, words[number])
        if split is not None:
            words[number] = split[0]
            marks[split[0][0]] = split[1]
    return words, marks
