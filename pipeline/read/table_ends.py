"""Rows of a table that stand above its first rule or below its last: headings without a frame, a last row that is not striped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.read.columns import Columns, Phrase, SpacedLine
from pipeline.read.heads import find_headings, head_above
from pipeline.read.pieces import Piece
from pipeline.read.rows import Row, find_rows
from pipeline.read.tables import GridCell, GridTable, column_sides

NEAR = 3.0
"""Points by which words may stand off their column's sides or middle."""

BESIDE = 18.0
"""Points by which what belongs to a table may stand left or right of it."""


def extend(table: GridTable, lines: Sequence[SpacedLine]) -> None:
    """Add the rows outside a table's rules to it, in place; `lines` are all lines around it, top down, those inside included.

    They are taken for rows when two phrases and more stand in columns of their own, level with the words of these columns.
    Source: registers with rules between the rows only, stripes behind every other row.
    """
    columns = _columns(table)
    if columns is None:
        return
    lines = [part for line in lines if (part := part_at(line, table)) is not None]
    above = [line for line in lines if (line.top + line.bottom) / 2 < table.box[1]]
    first = next((line for line in lines if (line.top + line.bottom) / 2 > table.box[1]), None)
    if above and first is not None:
        head = head_above([*above, first], 0, len(above), columns, range(table.columns))
        if any(_keeps(line, columns) for line in head):
            _add_head(table, head, columns)
    _add_last_rows(table, [line for line in lines if (line.top + line.bottom) / 2 > table.box[3]], columns)


def part_at(line: SpacedLine, table: GridTable) -> SpacedLine | None:
    """What of a line does not stand far left or right of a table; None when all of it does."""
    phrases = [phrase for phrase in line.phrases if phrase.x1 > table.box[0] - BESIDE and phrase.x0 < table.box[2] + BESIDE]
    return replace(line, phrases=phrases) if phrases else None


def _columns(table: GridTable) -> Columns | None:
    """How far the words of each column reach; None when a column has none of its own."""
    found: list[list[float]] = [[] for _ in range(table.columns)]
    for cell in table.cells:
        if cell.column_span == 1:
            found[cell.column] += [x for piece in cell.pieces for x in (piece.x0, piece.x1)]
    if not all(found):
        return None
    extents = [(min(places), max(places)) for places in found]
    return Columns(extents)


def _keeps(line: SpacedLine, columns: Columns, others: Sequence[SpacedLine] = ()) -> bool:
    """Whether the phrases of a line stand each in a column of its own, at its sides or in its middle, or level with those of `others`."""
    placed = columns.cut(line)
    if len(placed) < max(2, 0.5 * len(columns.extents)) or len({column for column, _ in placed}) < len(placed):
        return False
    levels = [(phrase.x0, phrase.x1) for other in others for phrase in other.phrases]
    return all(
        column == 0 or _level(phrase, *columns.extents[column]) or any(_level(phrase, x0, x1) for x0, x1 in levels)
        for column, phrase in placed
    )


def _level(phrase: Phrase, left: float, right: float) -> bool:
    return abs(phrase.x0 - left) < NEAR or abs(phrase.x1 - right) < NEAR or abs(phrase.x0 + phrase.x1 - left - right) < 2 * NEAR


def _add_head(table: GridTable, head: Sequence[SpacedLine], columns: Columns) -> None:
    rows, headings = find_headings(head, columns)
    sides = column_sides(table)
    for cell in table.cells:
        cell.row += len(rows)
    levels = [min([line.top for line in members]) - 1 for members in rows] + [table.box[1]]
    free = {(row, column) for row in range(len(rows)) for column in range(table.columns)}
    for heading in headings:
        box = (sides[heading.first_column], levels[heading.first_row], sides[heading.last_column + 1], levels[heading.last_row + 1])
        pieces = [piece for phrase in heading.phrases for piece in phrase.pieces]
        row_span, column_span = heading.last_row - heading.first_row + 1, heading.last_column - heading.first_column + 1
        table.cells.append(GridCell(heading.first_row, heading.first_column, row_span, column_span, box, pieces=pieces))
        free -= {
            (r, c) for r in range(heading.first_row, heading.last_row + 1) for c in range(heading.first_column, heading.last_column + 1)
        }
    table.cells += [GridCell(row, c, 1, 1, (sides[c], levels[row], sides[c + 1], levels[row + 1])) for row, c in free]
    table.cells.sort(key=lambda cell: (cell.row, cell.column))
    table.rows += len(rows)
    table.box = (table.box[0], levels[0], table.box[2], table.box[3])


def _add_last_rows(table: GridTable, below: Sequence[SpacedLine], columns: Columns) -> None:
    taken: list[SpacedLine] = []
    end = table.box[3]
    for line in below:
        if line.top - end > (1.0 if not taken else 1.3) * line.height:
            break
        keeps = _keeps(line, columns, taken[-3:])
        inside = all(len(columns.under(phrase.x0, phrase.x1)) == 1 for phrase in line.phrases)
        if not keeps and (not taken or not inside or len(line.phrases) > 1):
            break
        taken.append(line)
        end = line.bottom
    if not taken:
        return
    rows = find_rows(taken, columns)
    while rows and not any(_keeps(line, columns, taken) for line in rows[-1].lines):
        rows.pop()
    if rows:
        add_rows(table, rows, rows[-1].bottom + 1)


def add_rows(table: GridTable, rows: Sequence[Row], bottom: float) -> None:
    """Put rows below a table, in place; the last ends at `bottom`."""
    top = table.box[3]
    for number, row in enumerate(rows):
        end = (row.bottom + rows[number + 1].top) / 2 if number + 1 < len(rows) else bottom
        table.cells += row_cells(table, table.rows, row, top, end)
        table.rows += 1
        top = end
    table.box = (*table.box[:3], top)


def row_cells(table: GridTable, number: int, row: Row, top: float, bottom: float) -> list[GridCell]:
    """The cells of a row, one in each column of the table."""
    held: dict[int, list[Piece]] = {}
    for places in row.placed:
        for column, phrase in places:
            held.setdefault(column, []).extend(phrase.pieces)
    sides = pairwise(column_sides(table))
    return [GridCell(number, n, 1, 1, (left, top, right, bottom), pieces=held.get(n, [])) for n, (left, right) in enumerate(sides)]
