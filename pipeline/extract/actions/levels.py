"""Which paragraph each mark of a margin stands beside, where marks have slipped by half a line or a whole one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.extract.actions.passages import Passage, commits, level_of

TOUCHES = 0.5
"""How far, in points, a mark's upper edge may stand below a paragraph that it still touches."""
A_LINE_OFF = 1.6
"""How far from a mark's middle, in its heights, a sentence begins or ends that the mark may have slipped from."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark in a margin: its page, its upper and lower edge in points, the names that it stands for."""

    page: int
    top: float
    bottom: float
    names: tuple[str, ...]


def passages_beside(passages: Sequence[Passage], marks: Sequence[Mark]) -> list[Passage | None]:
    """The paragraph that each mark stands for: the one level with it, but

    - of two marks at one paragraph, the upper stands for the paragraph above when it touches that, and no other mark does;
    - a mark of somebody whom its paragraph does not name stands for the paragraph above or below in which they undertake something.
    """
    level = [_level(passages, mark) for mark in marks]
    for at in range(len(marks) - 1):
        place = level[at]
        if place is None or place != level[at + 1] or place == 0 or place - 1 in level:
            continue
        last = passages[place - 1].lines[-1]
        if last.page == marks[at].page and marks[at].top <= last.bottom + TOUCHES and marks[at].bottom < marks[at + 1].bottom:
            level[at] = place - 1
    for at, mark in enumerate(marks):
        place = level[at]
        if place is None or _names(passages[place], mark.names):
            continue
        others = [p for p in (place - 1, place + 1) if 0 <= p < len(passages) and p not in level]
        undertaking = [p for p in others if _undertakes_near(passages[p], mark)]
        if len(undertaking) == 1:
            level[at] = undertaking[0]
    return [None if place is None else passages[place] for place in level]


def _level(passages: Sequence[Passage], mark: Mark) -> int | None:
    found = level_of(passages, mark.page, (mark.top + mark.bottom) / 2)
    return next((place for place, passage in enumerate(passages) if passage is found[0]), None) if found is not None else None


def _names(passage: Passage, names: Iterable[str]) -> bool:
    return any(name in passage.text for name in names)


def _undertakes_near(passage: Passage, mark: Mark) -> bool:
    """Whether one of those meant undertakes something in a sentence of a paragraph that begins or ends next to the mark."""
    middle, reach = (mark.top + mark.bottom) / 2, A_LINE_OFF * (mark.bottom - mark.top)
    for sentence in passage.sentences:
        ends = passage.lines[sentence.first], passage.lines[sentence.last]
        near = [line.page == mark.page and min(abs(line.top - middle), abs(line.bottom - middle)) < reach for line in ends]
        if any(near) and commits(passage.text[sentence.start : sentence.end], mark.names):
            return True
    return False
