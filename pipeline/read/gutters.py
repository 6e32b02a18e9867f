"""White space between a table and what stands beside it: a column of running text, another table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from pipeline.read.columns import Columns, Phrase, SpacedLine, is_leader
from pipeline.read.pieces import Piece

AROUND = 6
"""So many lines above and below a table tell whether it stands beside running text."""
SAME = 2.5
NARROWEST = 12
"""So many letter heights is a column of running text wide at least."""
FULL = 0.72
"""The share of the lines of running text that fill their column."""
FEWEST_WORDS = 5
"""A line of running text has so many words."""


def gutter_beside(lines: Sequence[SpacedLine], first: int, last: int) -> float | None:
    """Where running text beside the lines from `first` to `last` ends, or begins, in points; None when there is none.

    In running text most lines go on from the one above and fill their column; a table's long labels and remarks begin anew in each row.
    The lines around are looked at too, for text goes on above and below a table.
    """
    run = lines[first : last + 1]
    around = lines[max(0, first - AROUND) : last + 1 + AROUND]
    left = _common_start([line.phrases[0] for line in run], len(run))
    if left is not None:
        texts = [_words(line.phrases[0].pieces) for line in around if abs(line.phrases[0].x0 - left) < SAME]
        others = [line.phrases[1].x0 for line in run if len(line.phrases) > 1]
        end = max([pieces[-1].x1 for pieces in texts])
        if others and end < min(others) and is_running(texts):
            return (end + min(others)) / 2
    right = _common_start([phrase for line in run for phrase in line.phrases[1:]], len(run))
    if right is not None:
        texts = [pieces for line in around if (pieces := _from(line, right))]
        if is_running(texts):
            return right - SAME
    return None


def _words(pieces: Sequence[Piece]) -> list[Piece]:
    """Words without the dots that lead away from them."""
    return [piece for piece in pieces if not is_leader(piece)]


def _from(line: SpacedLine, x: float) -> list[Piece]:
    """The words of the phrase that starts at a place, and of those that follow it closely, as justified text may."""
    pieces: list[Piece] = []
    for phrase in line.phrases:
        if abs(phrase.x0 - x) < SAME or (pieces and phrase.x0 - pieces[-1].x1 < 2 * phrase.pieces[0].size):
            pieces += phrase.pieces
    return pieces


def _common_start(phrases: Sequence[Phrase], lines: int) -> float | None:
    """Where the long ones among some phrases start, when most of them start there and so do many of the lines."""
    starts = sorted([phrase.x0 for phrase in phrases if len(phrase.pieces) >= FEWEST_WORDS])
    if len(starts) < 0.3 * lines:
        return None
    middle = starts[len(starts) // 2]
    return middle if sum([abs(start - middle) < SAME for start in starts]) > 0.8 * len(starts) else None


def is_running(texts: Sequence[Sequence[Piece]], least_full: float = FULL) -> bool:
    """Whether lines below each other are running text: long ones, five at least, most of which (a share of `least_full`) fill their column
    and go on below."""
    if len(texts) < 5 or sum([len(pieces) for pieces in texts]) < FEWEST_WORDS * len(texts):
        return False
    left, right = min([pieces[0].x0 for pieces in texts]), max([pieces[-1].x1 for pieces in texts])
    if right - left < NARROWEST * texts[0][0].size:
        return False
    reach = [(pieces[-1].x1 - left) / (right - left) for pieces in texts]
    full = sum([share > 0.75 for share in reach])
    to_the_end = sum([share > 0.95 for share in reach])
    going_on = sum([pieces[0].text[:1].islower() for pieces in texts])
    return full > least_full * len(texts) and (going_on > 0.5 * len(texts) or to_the_end > 0.7 * len(texts))


def gutter_between(lines: Sequence[SpacedLine], columns: Columns, values: set[int]) -> float | None:
    """Where two tables stand side by side, in points between them; None when the columns are those of one.

    The second opens with labels behind the figures of the first, after more white space than lies between figures, and its rows are not
    all level with those of the first.
    """
    extents = columns.extents
    rivers = [after[0] - before[1] for before, after in pairwise(extents)]
    for number in range(2, len(extents) - 1):
        if number in values or number - 1 not in values or not any(column in values for column in range(number + 1, len(extents))):
            continue
        x = (extents[number - 1][1] + extents[number][0]) / 2
        between_figures = [river for at, river in enumerate(rivers) if at in values and at + 1 in values]
        if rivers[number - 1] < max([1.5 * median([line.line.size for line in lines]), *(1.2 * river for river in between_figures)]):
            continue
        one_sided = sum([line.phrases[-1].x1 < x or line.phrases[0].x0 > x for line in lines])
        if one_sided > 0.12 * len(lines):
            return x
    return None
