"""Tables without rules: lines whose phrases stand below each other in columns, most of them columns of figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.read.columns import Columns, Phrase, SpacedLine, find_columns, spaced, value_columns
from pipeline.read.heads import find_headings
from pipeline.read.lines import PrintedLine
from pipeline.read.rows import Row, find_rows
from pipeline.read.tables import GridCell, GridTable, fill_cells
from pipeline.records import DrawnPage

FEWEST_LINES = 3
NEAR = 2.5
"""Points by which the edges of two phrases may differ and still be aligned."""
APART = 3.5
"""Lines further apart than so many letter heights belong to different tables."""
CAPTION = re.compile(r"(?:table|figure|fig\.|chart|graph|schedule|annex|appendix|exhibit|map)\b.*", re.I)
PAGES = re.compile(r"\(?(?:pages?|pp?\.?)?\s*\d{1,4}(?:\s*[-–to]+\s*\d{1,4})?\)?", re.I)


def find_aligned_tables(page: DrawnPage, lines: list[PrintedLine]) -> tuple[list[GridTable], list[PrintedLine]]:
    """The tables without rules among the lines of a page, top down, and the lines that stand in none."""
    if not _has_chance(lines):
        return [], lines
    all_lines = [spaced(line) for line in lines]
    all_lines = [line for line in all_lines if line.phrases]
    tables: list[GridTable] = []
    taken: set[int] = set()
    start = 0
    for first, last in _runs(all_lines):
        if first < start:
            continue
        found = _table(all_lines, start, first, last)
        if found is None:
            continue
        table, used, start = found
        tables.append(table)
        taken.update(used)
    for table in tables:
        fill_cells(table, page)
    return tables, [line for line in lines if id(line) not in taken] if taken else lines


def _has_chance(lines: Sequence[PrintedLine]) -> bool:
    """Whether some lines hold figures behind white space."""
    count = 0
    for line in lines:
        for before, piece in pairwise(line.pieces):
            if piece.x0 - before.x1 > piece.size * 0.9 and any(letter.isdigit() for letter in piece.text):
                count += 1
                break
    return count >= FEWEST_LINES - 1


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
            if line.top - lines[recent[-1]].bottom > (APART + strangers * 1.5) * line.height or strangers > 4:
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


def _table(lines: Sequence[SpacedLine], start: int, first: int, last: int) -> tuple[GridTable, list[int], int] | None:
    """The table that a run of lines makes, with its lines and the number of the line behind it; None when it is none."""
    members = [line for line in lines[first : last + 1] if len(line.phrases) > 1]
    valued = [line for line in members if line.values]
    columns = find_columns(valued if len(valued) >= 2 else members)
    if len(columns.extents) < 2:
        return None
    values = value_columns(members, columns) - {0}
    if not values:
        return None
    body = [n for n in range(first, last + 1) if any(c in values and p.is_value for c, p in columns.cut(lines[n]))]
    if len(body) < 2:
        return None
    head = _head(lines, start, body[0], columns)
    tail = _tail(lines, body[-1], columns)
    rows = find_rows(lines[body[0] : tail + 1], columns)
    if not _is_table(lines, rows, head, columns, values):
        return None
    return _grid(head, rows, columns), [id(line.line) for line in [*head, *lines[body[0] : tail + 1]]], tail + 1


def _head(lines: Sequence[SpacedLine], start: int, body: int, columns: Columns) -> list[SpacedLine]:
    """The heading lines above the first line of figures, top down."""
    left, right = columns.extents[0][0], columns.extents[-1][1]
    size = lines[body].line.size
    head: list[SpacedLine] = []
    below = lines[body]
    for number in range(body - 1, max(start, body - 8) - 1, -1):
        line = lines[number]
        x0, x1 = line.phrases[0].x0, line.phrases[-1].x1
        if below.top - line.bottom > 1.3 * line.height or line.line.size > 1.2 * size or CAPTION.match(line.line.text):
            break
        if x0 < left - 12 or x1 > right + 30 or max([len(phrase.pieces) for phrase in line.phrases]) > 7:
            break
        covered = {column for phrase in line.phrases for column in columns.under(phrase.x0, phrase.x1)}
        if len(line.phrases) == 1 and 0 in covered and (len(covered) > 1 or not head or any(c == 0 for c, _ in columns.cut(head[0]))):
            break
        head.insert(0, line)
        below = line
    return head


def _tail(lines: Sequence[SpacedLine], body: int, columns: Columns) -> int:
    """The number of the last line that still belongs to the last row."""
    rows = find_rows(lines[body : body + 4], columns)
    return body + len(rows[0].lines) - 1


def _is_table(lines: Sequence[SpacedLine], rows: Sequence[Row], head: Sequence[SpacedLine], columns: Columns, values: set[int]) -> bool:
    filled = [row for row in rows if len({column for places in row.placed for column, _ in places}) > 1]
    return len(filled) >= 2 and len(filled) + bool(head) >= FEWEST_LINES


def _grid(head: Sequence[SpacedLine], rows: Sequence[Row], columns: Columns) -> GridTable:
    head_rows, headings = find_headings(head, columns)
    tops = [min([line.top for line in members]) for members in head_rows] + [row.top for row in rows]
    bottoms = [max([line.bottom for line in members]) for members in head_rows] + [row.bottom for row in rows]
    levels = [tops[0] - 1, *((bottom + top) / 2 for bottom, top in zip(bottoms, tops[1:], strict=False)), bottoms[-1] + 1]
    sides = columns.sides
    cells: list[GridCell] = []
    free = {(row, column) for row in range(len(tops)) for column in range(len(columns.extents))}

    def add(row: int, last_row: int, column: int, last_column: int, phrases: Sequence[Phrase]) -> None:
        box = (sides[column], levels[row], sides[last_column + 1], levels[last_row + 1])
        pieces = [piece for phrase in phrases for piece in phrase.pieces]
        cells.append(GridCell(row, column, last_row - row + 1, last_column - column + 1, box, pieces=pieces))
        free.difference_update((r, c) for r in range(row, last_row + 1) for c in range(column, last_column + 1))

    for heading in headings:
        add(heading.first_row, heading.last_row, heading.first_column, heading.last_column, heading.phrases)
    for number, row in enumerate(rows, len(head_rows)):
        by_column: dict[int, list[Phrase]] = {}
        for places in row.placed:
            for column, phrase in places:
                by_column.setdefault(column, []).append(phrase)
        for column, phrases in sorted(by_column.items()):
            reach = max([columns.under(phrase.x0, phrase.x1)[-1] for phrase in phrases])
            following = min([other for other in by_column if other > column], default=len(columns.extents))
            add(number, number, column, min(reach, following - 1), phrases)
    for place, column in sorted(free):
        add(place, place, column, column, [])
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return GridTable((sides[0], levels[0], sides[-1], levels[-1]), len(tops), len(columns.extents), cells, ruled=False)
