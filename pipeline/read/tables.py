"""Ruled tables: grids of drawn lines with the words that stand in their cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from pipeline.read.grid import find_grids
from pipeline.read.grid_edges import open_ends, open_sides, seen_edges
from pipeline.read.lines import PrintedLine, find_lines, find_turned_lines
from pipeline.read.marks import SUPERSCRIPT
from pipeline.read.pieces import Piece
from pipeline.records import Box, DrawnPage

MARGIN = 9.0
"""Points that the margin of a cell is wide at most."""
SNAP = 2.5
"""Sides of cells that lie closer than this, in points, are one rule of the grid."""


@dataclass(slots=True)
class GridCell:
    """A cell: its place and spans in the grid, its box, the colour behind it, its printed lines."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    fill: str | None = None
    pieces: list[Piece] = field(default_factory=list)
    lines: list[PrintedLine] = field(default_factory=list)


@dataclass(slots=True)
class GridTable:
    """A table of one page: its cells row by row."""

    box: Box
    rows: int
    columns: int
    cells: list[GridCell]
    ruled: bool = True


def find_ruled_tables(page: DrawnPage, pieces: list[Piece]) -> tuple[list[GridTable], list[Piece]]:
    """The ruled tables of a page, top to bottom, and the words that stand in none of them.

    A grid counts as a table when it has two columns and two cells with words; single boxes around text and empty drawings are none.
    Rotated words inside cells are kept in reading direction.
    """
    tables: list[GridTable] = []
    rest = pieces
    edges = seen_edges(page)
    grids = find_grids(edges)
    closing = open_sides(grids, edges, pieces) + open_ends(grids, edges, pieces)
    if closing:
        grids = find_grids([*edges, *closing])
    for boxes in sorted((grid.cells for grid in grids), key=len, reverse=True):
        table = _table(boxes)
        if table is None:
            continue
        inside, outside = _within(table.box, rest)
        placed, unplaced = _place(table, inside)
        if placed < 2 or _is_one_column(table):
            continue
        rest = outside + unplaced
        tables.append(table)
    tables.sort(key=lambda table: (table.box[1], table.box[0]))
    return tables, rest


def _is_one_column(table: GridTable) -> bool:
    """Whether words stand in one column only, and the others are too narrow for any: the margins of its painted cells."""
    worded = {column for cell in table.cells if cell.pieces for column in range(cell.column, cell.column + cell.column_span)}
    if len(worded) != 1:
        return False
    sides = column_sides(table)
    return all(right - left < MARGIN for column, (left, right) in enumerate(pairwise(sides)) if column not in worded)


def fill_cells(table: GridTable, page: DrawnPage) -> None:
    """Give each cell the printed lines of its words and the colour behind it."""
    grounds = grounds_of(page)
    for cell in table.cells:
        cell.lines = _cell_lines(cell.pieces)
        cell.fill = fill_behind(cell.box, grounds)


def column_sides(table: GridTable) -> list[float]:
    """The sides of a table's columns from left to right, in points: the medians of those of its cells."""
    found: list[list[float]] = [[] for _ in range(table.columns + 1)]
    for cell in table.cells:
        found[cell.column].append(cell.box[0])
        found[cell.column + cell.column_span].append(cell.box[2])
    sides: list[float] = []
    for places in found:
        sides.append(median(places) if places else sides[-1])
    return sides


def words_left(pieces: Sequence[Piece], table: GridTable) -> list[Piece]:
    """The words that do not stand in a table. A word in a cell may have been made of several: these stand in it, too."""
    held = [piece for cell in table.cells for piece in cell.pieces]
    taken, known = {id(piece) for piece in held}, {id(piece) for piece in pieces}
    made = [piece for piece in held if id(piece) not in known]
    return [piece for piece in pieces if id(piece) not in taken and not any(_is_part(piece, word) for word in made)]


def _is_part(piece: Piece, word: Piece) -> bool:
    """Whether a piece was made a part of a word: it stands in its place, and its text in that of the word."""
    if not (word.x0 <= piece.x0 and piece.x1 <= word.x1 and piece.top < word.bottom and word.top < piece.bottom):
        return False
    return piece.text in word.text or piece.text.translate(SUPERSCRIPT) in word.text


def _table(boxes: Sequence[Box]) -> GridTable | None:
    across, down = {side for box in boxes for side in (box[0], box[2])}, {side for box in boxes for side in (box[1], box[3])}
    columns, rows = _rules(across), _rules(down)
    if len(columns) < 3 or len(rows) < 2:
        return None
    cells: list[GridCell] = []
    column_of, row_of = {side: _index(columns, side) for side in across}, {side: _index(rows, side) for side in down}
    for box in boxes:
        left, upper, right, lower = column_of[box[0]], row_of[box[1]], column_of[box[2]], row_of[box[3]]
        if right > left and lower > upper:
            cells.append(GridCell(upper, left, lower - upper, right - left, box))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return GridTable((columns[0], rows[0], columns[-1], rows[-1]), len(rows) - 1, len(columns) - 1, cells)


def _rules(positions: Iterable[float]) -> list[float]:
    rules: list[float] = []
    for position in sorted(positions):
        if not rules or position - rules[-1] > SNAP:
            rules.append(position)
    return rules


def _index(rules: list[float], position: float) -> int:
    return max(0, bisect_right(rules, position + 0.01) - 1)


def _within(box: Box, pieces: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    left, top, right, bottom = box
    inside: list[Piece] = []
    outside: list[Piece] = []
    for piece in pieces:
        if top <= (piece.top + piece.bottom) / 2 <= bottom and left <= (piece.x0 + piece.x1) / 2 <= right:
            inside.append(piece)
        else:
            outside.append(piece)
    return inside, outside


def _place(table: GridTable, pieces: list[Piece]) -> tuple[int, list[Piece]]:
    """Put words into cells by their middles; the number of cells that hold words, and the words that found none."""
    by_row: dict[int, list[GridCell]] = {}
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            by_row.setdefault(row, []).append(cell)
    tops = _rules({side for cell in table.cells for side in (cell.box[1], cell.box[3])})
    unplaced: list[Piece] = []
    level: list[tuple[float, float, list[Piece]]] = []
    last = None
    for piece in pieces:
        down = (piece.top + piece.bottom) / 2
        if down != last:  # words of one line come together
            last = down
            row = max(0, bisect_right(tops, down) - 1)
            level = [
                (cell.box[0] - 0.5, cell.box[2] + 0.5, cell.pieces)
                for cell in by_row.get(row, ())
                if cell.box[1] - 0.5 <= down <= cell.box[3] + 0.5
            ]
        across = (piece.x0 + piece.x1) / 2
        for left, right, held in level:
            if left <= across < right:
                held.append(piece)
                break
        else:
            unplaced.append(piece)
    return sum(1 for cell in table.cells if cell.pieces), unplaced


def _cell_lines(pieces: list[Piece]) -> list[PrintedLine]:
    if len(pieces) < 2:
        return [PrintedLine([piece]) for piece in pieces]
    turned = [piece for piece in pieces if not piece.upright]
    return find_lines([piece for piece in pieces if piece.upright]) + find_turned_lines(turned) if turned else find_lines(pieces)


def grounds_of(page: DrawnPage) -> list[tuple[Box, str | None]]:
    """The rectangles of a page that are painted as a ground, the last first, with their colours: None for white, and for a background as
    large as half the page. Thinner ones are rules."""
    half_page = page.width * page.height / 2
    return [
        ((x0, top, x1, bottom), None if colour == "#ffffff" or (x1 - x0) * (bottom - top) > half_page else colour)
        for (x0, top, x1, bottom), colour in reversed(page.fills)
        if not (x1 - x0 < 3 or bottom - top < 3)
    ]


def fill_behind(box: Box, grounds: Sequence[tuple[Box, str | None]]) -> str | None:
    """The colour painted last behind the middle of a box, given the grounds of the page; None when there is none."""
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    for (x0, top, x1, bottom), colour in grounds:
        if x0 <= across <= x1 and top <= down <= bottom:
            return colour
    return None
