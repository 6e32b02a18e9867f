"""Headings read from the bottom up that stand above the columns of a table whose cells are not drawn."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.read.lines import PrintedLine
from pipeline.read.pieces import Piece
from pipeline.read.tables import GridCell, GridTable, column_sides

NEAR = 16.0
"""Points above a table within which its turned headings end."""


def add_turned_heads(tables: Sequence[GridTable], lines: list[PrintedLine], turned: list[Piece]) -> tuple[list[PrintedLine], list[Piece]]:
    """The lines and turned words of a page without those that head one of the tables, which gain a first row of them, in place.

    Half of the columns behind the labels, and two at least, have turned words above them. An upright heading over the labels beside
    them belongs to the row.
    """
    for table in tables:
        if not turned:
            break
        heads = _heads(table, turned)
        if heads is None:
            continue
        top = min([piece.top for pieces in heads.values() for piece in pieces])
        sides = column_sides(table)
        over_labels = [line for line in lines if line.top >= top - 2 and line.bottom <= table.box[1] + 2 and line.x1 <= sides[1] + 2]
        over_labels = [line for line in over_labels if line.x0 >= sides[0] - 4]
        heads[0] = [piece for line in over_labels for piece in line.pieces]
        for cell in table.cells:
            cell.row += 1
        table.cells[:0] = [
            GridCell(0, column, 1, 1, (sides[column], top - 1, sides[column + 1], table.box[1]), pieces=heads.get(column, []))
            for column in range(table.columns)
        ]
        table.rows += 1
        table.box = (table.box[0], top - 1, table.box[2], table.box[3])
        taken = {id(piece) for pieces in heads.values() for piece in pieces}
        turned = [piece for piece in turned if id(piece) not in taken]
        lines = [line for line in lines if line not in over_labels]
    return lines, turned


def _heads(table: GridTable, turned: Sequence[Piece]) -> dict[int, list[Piece]] | None:
    """The turned words right above each column of a table; None when too few columns have any."""
    sides = column_sides(table)
    columns: dict[int, list[Piece]] = {}
    for piece in turned:
        middle = (piece.x0 + piece.x1) / 2
        column = next((number for number in range(1, table.columns) if sides[number] <= middle < sides[number + 1]), None)
        if column is not None and piece.bottom < table.box[1] + 2 and piece.bottom > table.box[1] - 200:
            columns.setdefault(column, []).append(piece)
    columns = {number: pieces for number, pieces in columns.items() if max([p.bottom for p in pieces]) > table.box[1] - NEAR}
    return columns if len(columns) >= max(2, (table.columns - 1) / 2) else None
