"""Columns of running text on a page: what stands beside one, as a table in the other column does, is looked at by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.read.columns import SpacedLine, is_leader, spaced
from pipeline.read.gutters import is_running
from pipeline.read.lines import PrintedLine, split_line
from pipeline.read.pieces import Piece

NARROWEST = 8.0
"""White space between two columns of text is so many points wide at least."""
GAP = 0.75
"""And so many letter heights."""
FEWEST = 5
"""So many lines begin at the left side of a column at least."""
LEAST_SHARE = 0.25
"""Each column takes so much of the width of the lines at least."""
ABOVE, BELOW = 3, 6
"""By so many lines running text that does not belong to a table stands out above it, or below."""
FULL = 0.55
"""The share of the lines of running text that fill a column; in a few short paragraphs many do not."""
SENTENCE = 7
"""A phrase of so many words is running text."""
FEWEST_ROWS = 3
"""So many rows that lead over a gutter are a table."""
PARAGRAPH = 6
"""So many lines below each other are a paragraph beside a table."""
WORDS = 0.6
APART = 0.25
"""Or so many of a table's lines are not level with one of the text."""


@dataclass(frozen=True, slots=True)
class Side:
    """The words of some lines on one side of a gutter, with the numbers of the lines that have any."""

    numbers: list[int]
    texts: list[list[Piece]]


def parts_beside(lines: Sequence[SpacedLine]) -> list[list[SpacedLine]]:
    """The lines of a page, top down, in parts that are read by themselves: what stands beside running text, and the text, are parts of
    their own; one part when nothing does."""
    found = _gutter(lines)
    if found is None:
        return [list(lines)]
    upper, lower, x = found
    upper, lower = _without_table_across(lines, upper, lower, x)
    sides: tuple[list[SpacedLine], list[SpacedLine]] = ([], [])
    for line in lines[upper:lower]:
        pieces = line.line.pieces
        for side, part in zip(sides, ([p for p in pieces if p.x0 < x], [p for p in pieces if p.x0 >= x]), strict=True):
            if part:
                made = spaced(PrintedLine(part))
                if made.phrases:
                    side.append(made)
    parts = [
        list(lines[:upper]),
        *parts_beside(sides[0]),
        *parts_beside(sides[1]),
        *(parts_beside(lines[lower:]) if lower < len(lines) else []),
    ]
    return [part for part in parts if part]


def _without_table_across(lines: Sequence[SpacedLine], upper: int, lower: int, x: float) -> tuple[int, int]:
    """The first of some lines, and the one behind the last, without those above and below the running text that make a table over both
    sides of a gutter: level with words on its left, figures only stand on its right."""
    texts = [n for n in range(upper, lower) if any(len(phrase.pieces) >= SENTENCE for phrase in lines[n].phrases)]
    if not texts:
        return upper, lower
    if sum([_leads_over(line, x) for line in lines[texts[-1] + 1 : lower]]) >= FEWEST_ROWS:
        lower = texts[-1] + 1
    if sum([_leads_over(line, x) for line in lines[upper : texts[0]]]) >= FEWEST_ROWS:
        upper = texts[0]
    return upper, lower


def _leads_over(line: SpacedLine, x: float) -> bool:
    """Whether figures, and nothing else, stand right of a place, level with figures left of it."""
    right = [phrase for phrase in line.phrases if phrase.x0 >= x]
    left = [phrase for phrase in line.phrases if phrase.x0 < x]
    return bool(right) and all(phrase.is_value for phrase in right) and any(phrase.is_value for phrase in left)


def _gutter(lines: Sequence[SpacedLine]) -> tuple[int, int, float] | None:
    """The first line, the one behind the last, and the place of a gutter between running text and something in columns."""
    starts: Counter[int] = Counter()
    for line in lines:
        starts.update({round(part.x0) for part in split_line(line.line, max(NARROWEST, GAP * line.line.size))})
    left = min([line.line.x0 for line in lines], default=0.0)
    for start, count in starts.most_common(6):
        if count < FEWEST:
            break
        if start - left < 5 * NARROWEST:
            continue
        for upper, lower in _free(lines, start):
            if _parts_text(lines, upper, lower, start - 1):
                return upper, lower, start - 1
    return None


def _free(lines: Sequence[SpacedLine], start: int) -> list[tuple[int, int]]:
    """The runs of lines, ten at least, none of which has a word in the white space left of `start`."""
    runs: list[tuple[int, int]] = []
    upper = 0
    for number, line in enumerate([*lines, None]):
        gap = max(NARROWEST, GAP * line.line.size) if line is not None else 0.0
        if line is None or any(piece.x0 < start - 1.5 and piece.x1 > start - gap for piece in line.line.pieces):
            if number - upper >= 2 * FEWEST:
                runs.append((upper, number))
            upper = number + 1
    return runs


def _parts_text(lines: Sequence[SpacedLine], upper: int, lower: int, x: float) -> bool:
    """Whether running text stands on one side of a gutter, and on the other something in columns that does not belong to it."""
    left, right = Side([], []), Side([], [])
    for number in range(upper, lower):
        pieces = [piece for piece in lines[number].line.pieces if not is_leader(piece)]
        for side, part in ((left, [p for p in pieces if p.x0 < x]), (right, [p for p in pieces if p.x0 >= x])):
            if part:
                side.numbers.append(number)
                side.texts.append(part)
    if not left.texts or not right.texts:
        return False
    x0 = min([texts[0].x0 for texts in left.texts])
    x1 = max([texts[-1].x1 for texts in right.texts])
    if min(max([texts[-1].x1 for texts in left.texts]) - x0, x1 - x) < LEAST_SHARE * (x1 - x0):
        return False
    return any(
        (is_running(text.texts, FULL) or _has_paragraph(text)) and _is_words(text) and _stands_apart(other, text)
        for text, other in ((left, right), (right, left))
    )


def _has_paragraph(side: Side) -> bool:
    """Whether some lines in a row on a side, so many that no cell has them, are running text: a table stands above them, or below."""
    run: list[list[Piece]] = []
    for texts in [*side.texts, []]:
        if len(texts) >= FEWEST and not any(after.x0 - before.x1 > before.size for before, after in pairwise(texts)):
            run.append(texts)
            continue
        if len(run) >= PARAGRAPH and is_running(run):
            return True
        run = []
    return False


def _is_words(side: Side) -> bool:
    """Whether most of what stands on a side are words, and not figures."""
    pieces = [piece for texts in side.texts for piece in texts]
    return sum([any(letter.isalpha() for letter in piece.text) for piece in pieces]) > WORDS * len(pieces)


def _stands_apart(table: Side, text: Side) -> bool:
    """Whether lines in columns are not the first cells, or the last, of rows whose others are a text."""
    wide = [
        number
        for number, pieces in zip(table.numbers, table.texts, strict=True)
        if any(after.x0 - before.x1 > before.size for before, after in pairwise(pieces))
    ]
    if len(wide) < 2:
        return False
    above = sum([number < wide[0] for number in text.numbers])
    below = sum([number > wide[-1] for number in text.numbers])
    level = set(text.numbers)
    return above >= ABOVE or below >= BELOW or sum([number not in level for number in wide]) > APART * len(wide)
