"""Headings in bold that stand above the columns of a ruled table, outside its rules."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from pipeline.read.lines import PrintedLine
from pipeline.read.pieces import Piece
from pipeline.read.tables import GridCell, GridTable, column_sides

NEAR = 0.9
"""White space between headings and the rules below them at most, in heights of their letters."""
APART = 1.0
"""White space between two headings at least, in heights of their letters."""
OVER = 3.0
"""Points by which a heading may reach over the sides of its column."""


def add_loose_heads(tables: Sequence[GridTable], lines: list[PrintedLine]) -> list[PrintedLine]:
    """The lines of a page without those that head a ruled table from above, which gains a first row of them, in place.

        ITEM                                              BY WHOM    BY WHEN
        +--------+---------------------------------------+----------+---------+
        | 19/24  | Post the key of the depot             | Clerk    | asap    |

    Each heading stands over a column of its own, half of the columns have one and two at least behind the first, and
    what is ruled below is not bold.
    """
    for table in tables:
        if not table.ruled or table.columns < 3 or _is_headed(table):
            continue
        above = [line for line in lines if -2 < table.box[1] - line.bottom < NEAR * line.size and line.x0 > table.box[0] - OVER]
        heads = _heads(table, above)
        if heads is None:
            continue
        sides = column_sides(table)
        top = min([piece.top for pieces in heads.values() for piece in pieces])
        for cell in table.cells:
            cell.row += 1
        table.cells[:0] = [
            GridCell(0, column, 1, 1, (sides[column], top, sides[column + 1], table.box[1]), pieces=heads.get(column, []))
            for column in range(table.columns)
        ]
        table.rows += 1
        table.box = (table.box[0], top, table.box[2], table.box[3])
        lines = [line for line in lines if line not in above]
    return lines


def _is_headed(table: GridTable) -> bool:
    """Whether most words of a table's first row are bold, as headings are."""
    pieces = [piece for cell in table.cells if cell.row == 0 for piece in cell.pieces]
    return sum([piece.bold for piece in pieces]) * 2 > len(pieces)


def _heads(table: GridTable, above: Sequence[PrintedLine]) -> dict[int, list[Piece]] | None:
    """The words over each column; None unless all of them are bold and each heading keeps to its column."""
    pieces = sorted([piece for line in above for piece in line.pieces], key=lambda piece: piece.x0)
    if not pieces or not all(piece.bold for piece in pieces):
        return None
    phrases: list[list[Piece]] = [[pieces[0]]]
    for before, piece in itertools.pairwise(pieces):
        if piece.x0 - before.x1 > APART * piece.size:
            phrases.append([])
        phrases[-1].append(piece)
    sides = column_sides(table)
    heads: dict[int, list[Piece]] = {}
    for phrase in phrases:
        x0, x1 = phrase[0].x0, phrase[-1].x1
        column = next((at for at in range(table.columns) if sides[at] - OVER < x0 and x1 < sides[at + 1] + OVER), None)
        if column is None or column in heads:
            return None
        heads[column] = phrase
    return heads if len(heads.keys() - {0}) > 1 and len(heads) * 2 >= table.columns else None
