"""Tables without rules: lines whose phrases stand below each other in columns, most of them columns of figures."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.read.columns import SpacedLine, all_spaced, runs_over
from pipeline.read.heads import YEAR
from pipeline.read.line_tables import FEWEST_LINES, NEAR, table_of_lines
from pipeline.read.lines import DOTS, PrintedLine
from pipeline.read.tables import GridTable
from pipeline.read.text_columns import parts_beside
from pipeline.records import DrawnPage

ABOVE = 3
"""So many rows above a title say over which columns it runs."""
MOST_STRANGERS, MOST_LABEL_LINES = 4, 8
"""So many lines in a row may have nothing below the others: of any kind, and of one label."""
APART = 3.5
"""Lines further apart than so many letter heights belong to different tables."""


def find_aligned_tables(page: DrawnPage, lines: list[PrintedLine]) -> tuple[list[GridTable], list[PrintedLine]]:
    """The tables without rules among the lines of a page, top down, and the lines that stand in none.

    Of a line that a table shares with a column of running text beside it, the running text is left.
    """
    if not _has_chance(lines):
        return [], lines
    tables: list[GridTable] = []
    for part in parts_beside(all_spaced(lines)):
        tables += tables_among(part, page)
    if not tables:
        return [], lines
    taken = {id(piece) for table in tables for cell in table.cells for piece in cell.pieces}
    rest: list[PrintedLine] = []
    for line in lines:
        left = [piece for piece in line.pieces if id(piece) not in taken]
        if len(left) == len(line.pieces):
            rest.append(line)
        elif left:
            rest.append(PrintedLine(left))
    return tables, rest


def tables_among(lines: Sequence[SpacedLine], page: DrawnPage, *, sure: bool = False, depth: int = 0) -> list[GridTable]:
    """The tables that some lines, top down, make; `sure` when rules around them say that they are one."""
    tables: list[GridTable] = []
    start = 0
    for first, last in _runs(lines):
        if first < start:
            continue
        found = table_of_lines(lines, start, first, last, page, sure=sure)
        if isinstance(found, float):
            if depth < 2:
                upper, lower = _between(lines, start, first, last, found)
                left, right = _parted(lines[upper : lower + 1], found)
                for part in (left, right):
                    tables += tables_among(part, page, sure=sure, depth=depth + 1)
                start = lower + 1
        elif found is not None:
            table, start = found
            tables.append(table)
    return tables


def _between(lines: Sequence[SpacedLine], start: int, first: int, last: int, gutter: float) -> tuple[int, int]:
    """The first and last of the lines around a run that no phrase leads over a gutter."""
    while first > start and not _crosses(lines[first - 1], gutter):
        first -= 1
    while last + 1 < len(lines) and not _crosses(lines[last + 1], gutter):
        last += 1
    return first, last


def _crosses(line: SpacedLine, x: float) -> bool:
    return any(phrase.x0 < x < phrase.x1 for phrase in line.phrases)


def _parted(lines: Sequence[SpacedLine], gutter: float) -> tuple[list[SpacedLine], list[SpacedLine]]:
    """What of some lines stands left and right of a gutter."""
    sides: tuple[list[SpacedLine], list[SpacedLine]] = ([], [])
    for line in lines:
        for side, phrases in zip(
            sides, ([p for p in line.phrases if p.x1 <= gutter], [p for p in line.phrases if p.x1 > gutter]), strict=True
        ):
            if phrases:
                pieces = [piece for phrase in phrases for piece in phrase.pieces]
                part = PrintedLine(pieces)
                side.append(SpacedLine(part, phrases, part.top, part.bottom, line.space))
    return sides


def _has_chance(lines: Sequence[PrintedLine]) -> bool:
    """Whether some lines hold figures behind white space or dots, or three phrases."""
    count = 0
    for line in lines:
        wide = 0
        for before, piece in pairwise(line.pieces):
            if piece.x0 - before.x1 > piece.size * 0.9 or before.text[:4] == DOTS:
                wide += 1
                if wide > 1 or piece.text[-1:].isdigit() or piece.text[:1].isdigit() or piece.text[1:2].isdigit():
                    count += 1
                    break
        if count == FEWEST_LINES - 1:
            return True
    return False


def _runs(lines: Sequence[SpacedLine]) -> list[tuple[int, int]]:
    """First and last number of runs of lines with aligned phrases, three of them at least."""
    runs: list[tuple[int, int]] = []
    number = 0
    while number < len(lines):
        if len(lines[number].phrases) < 2:
            number += 1
            continue
        recent = [number]
        at = number
        strangers = 0
        while at + 1 < len(lines):
            at += 1
            line = lines[at]
            if line.top - lines[recent[-1]].bottom > (APART + strangers * 1.5) * line.height or strangers > MOST_LABEL_LINES:
                break
            if strangers > MOST_STRANGERS and line.line.x1 > lines[recent[-1]].phrases[1].x0:
                break
            if len(line.phrases) == 1 and len(recent) >= FEWEST_LINES and _opens_another(lines, at, recent):
                break
            if len(line.phrases) > 1 and any(_aligned(line, lines[other]) for other in recent[-4:]):
                recent.append(at)
                strangers = 0
            elif _is_prose(line, lines[number]):
                break
            else:
                strangers += 1
        if len(recent) >= 2:
            runs.append((number, recent[-1]))
            number = recent[-1] + 1
        else:
            number += 1
    return runs


def _opens_another(lines: Sequence[SpacedLine], number: int, rows: Sequence[int]) -> bool:
    """Whether a line of one phrase is the title of another table: it runs across the columns of the rows above, and headings, figures none
    of them, follow before the next figures do."""
    above = [lines[row] for row in rows[-ABOVE:]]
    if not all(line.values for line in above) or not runs_over(lines[number].phrases[0], above):
        return False
    for line in lines[number + 1 : number + 1 + MOST_LABEL_LINES]:
        figures = [other for other in line.phrases if other.is_value and not YEAR.fullmatch(other.text)]
        if figures:
            return False
        if len(line.phrases) > 2 or (len(line.phrases) == 2 and line.phrases[0].x0 > above[0].phrases[0].x1):
            return True
    return False


def _aligned(line: SpacedLine, other: SpacedLine) -> bool:
    """Whether phrases other than the first stand below each other: by their left ends, right ends or middles."""
    for phrase in line.phrases[1:]:
        for above in other.phrases[1:]:
            if abs(phrase.x0 - above.x0) < NEAR or abs(phrase.x1 - above.x1) < NEAR or abs(phrase.x0 + phrase.x1 - above.x0 - above.x1) < 4:
                return True
    return False


def _is_prose(line: SpacedLine, first: SpacedLine) -> bool:
    """Whether a line is running text across the columns of a run."""
    widest = max([len(phrase.pieces) for phrase in line.phrases])
    return widest > 7 and len(line.phrases) < 3 and line.line.x1 > first.phrases[1].x0
