"""Columns of figures that stand in one drawn column of a ruled table."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.read.columns import Columns, SpacedLine, find_columns, spaced, value_columns
from pipeline.read.heads import YEAR
from pipeline.read.lines import find_lines
from pipeline.read.tables import GridCell, GridTable

FEWEST = 3
"""So many lines with figures in each column tell the columns."""

RIVER = 0.3
"""The least width of the white space between two columns of nothing but figures, in letter heights."""

FIGURE_ENDS = frozenset("0123456789)%-–")


def has_several(cells: Sequence[GridCell]) -> bool:
    """Whether figures stand side by side in the cells of a column; a cheap test before dividing it."""
    count = 0
    for cell in cells:
        before = cell.pieces[0]
        for piece in cell.pieces:
            if (
                piece.text[-1:] in FIGURE_ENDS
                and before.text[-1:] in FIGURE_ENDS
                and before.bottom == piece.bottom
                and before.x1 < piece.x0
            ):
                count += 1
            before = piece
    return count >= FEWEST


def divide_column(table: GridTable, number: int) -> None:
    """Divide a drawn column, in place, whose lines mostly hold two figures and more below each other; a lone heading stays over them.

    Source: budgets with one box a year around three columns of amounts.
    """
    cells = [cell for cell in table.cells if cell.column == number and cell.column_span == 1]
    lines = {id(cell): [spaced(line) for line in find_lines([piece for piece in cell.pieces if piece.upright])] for cell in cells}
    valued = [line for found in lines.values() for line in found if line.values]
    several = [line for line in valued if line.values > 1 and line.values == len(line.phrases)]
    if len(several) < FEWEST or len(several) < 0.7 * len(valued):
        return
    columns = find_columns(several, RIVER)
    count = len(columns.extents)
    if count < 2 or len(value_columns(several, columns)) < count:
        return
    for cell in table.cells:
        if cell.column > number:
            cell.column += count - 1
        elif cell.column + cell.column_span > number and cell.column_span > 1:
            cell.column_span += count - 1
    table.cells = [cell for cell in table.cells if id(cell) not in lines]
    for cell in cells:
        table.cells += _parts(cell, lines[id(cell)], columns)
    table.cells.sort(key=lambda cell: (cell.row, cell.column))
    table.columns += count - 1


def _parts(cell: GridCell, lines: list[SpacedLine], columns: Columns) -> list[GridCell]:
    """The cells that take the place of one; itself, over all columns, when its lines are one phrase each and no figures."""
    count = len(columns.extents)
    if lines and all(len(line.phrases) == 1 and (not line.values or YEAR.fullmatch(line.phrases[0].text)) for line in lines):
        cell.column_span = count
        return [cell]
    x0, top, x1, bottom = cell.box
    sides = [x0, *columns.sides[1:-1], x1]
    parts = [GridCell(cell.row, cell.column + n, cell.row_span, 1, (sides[n], top, sides[n + 1], bottom)) for n in range(count)]
    for line in lines:
        for column, phrase in columns.cut(line):
            parts[column].pieces += phrase.pieces
    return parts
