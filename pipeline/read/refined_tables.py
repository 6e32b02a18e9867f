"""Ruled tables refined: what their rules leave undrawn is told by their words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from pipeline.read.columns import Columns, Phrase, SpacedLine, all_spaced, spaced
from pipeline.read.figure_columns import divide_column, has_several
from pipeline.read.lines import find_lines
from pipeline.read.rows import Row, continues, find_rows
from pipeline.read.tables import GridCell, GridTable, column_sides


def refine(table: GridTable) -> None:
    """Divide cells of a ruled table in place: those over several columns whose words keep to these, columns that hold several of figures,
    and rows that hold lines of figures.

    Source: statistics with rules below their headings and around groups of rows only; rows painted as one bar without sides.
    """
    _divide_bars(table)
    in_column: dict[int, list[GridCell]] = {}
    for cell in table.cells:
        if cell.column_span == 1 and len(cell.pieces) > 1:
            in_column.setdefault(cell.column, []).append(cell)
    for column in sorted(in_column, reverse=True):
        if has_several(in_column[column]):
            divide_column(table, column)
    own: dict[int, list[GridCell]] = {}
    for cell in table.cells:
        if cell.row_span == 1:
            own.setdefault(cell.row, []).append(cell)
    for row in sorted(own, reverse=True):
        _divide_row(table, row, own[row])


def _divide_bars(table: GridTable) -> None:
    """Divide cells over several columns where each phrase keeps to one column and one of them is a value."""
    bars = [cell for cell in table.cells if cell.column_span > 1 and len(cell.pieces) > 1]
    if not bars:
        return
    sides = column_sides(table)
    found: list[tuple[GridCell, list[tuple[int, Phrase]]]] = []
    for cell in bars:
        lines = find_lines([piece for piece in cell.pieces if piece.upright])
        if len(lines) != 1:
            continue
        placed = [(_column(phrase, sides), phrase) for phrase in spaced(lines[0]).phrases]
        kept = [(column, phrase) for column, phrase in placed if column is not None]
        columns = [column for column, _ in kept]
        if len(columns) < len(placed) or len(columns) < 2 or len(set(columns)) < len(columns):
            continue
        if any(phrase.is_value for _, phrase in placed[1:]):
            found.append((cell, kept))
    if len(found) < 2 and not any(len(kept) > 2 for _, kept in found):
        return
    for cell, kept in found:
        table.cells.remove(cell)
        held = {column: phrase.pieces for column, phrase in kept}
        for column in range(cell.column, cell.column + cell.column_span):
            box = (sides[column], cell.box[1], sides[column + 1], cell.box[3])
            table.cells.append(GridCell(cell.row, column, cell.row_span, 1, box, pieces=held.get(column, [])))
    table.cells.sort(key=lambda cell: (cell.row, cell.column))


def _column(phrase: Phrase, sides: Sequence[float]) -> int | None:
    """The column that a phrase keeps to, None when it lies on a side."""
    column = bisect_right(sides, phrase.x0 + 0.5) - 1
    return column if 0 <= column < len(sides) - 1 and phrase.x1 <= sides[column + 1] + 0.5 else None


def _divide_row(table: GridTable, row: int, own: Sequence[GridCell]) -> None:
    """Divide a row, given the cells that stand in it alone, that holds lines of figures, each with its label, into a row a line."""
    if not any([_is_stack(cell) for cell in own[1:]]):  # noqa: C419 (a list is quicker here)
        return
    if sum([len(cell.pieces) > 1 for cell in own]) < 2 or any(cell.column_span > 1 and cell.pieces for cell in own):
        return
    upright = [piece for cell in own for piece in cell.pieces]
    if not all(piece.upright for piece in upright):
        return
    lines = find_lines(upright)
    placed = all_spaced(lines)
    if len(placed) < len(lines):  # dots to write on stand in no column
        return
    columns = Columns([(cell.box[0] + 1, cell.box[2] - 1) for cell in own])
    rows = _figures(placed, columns)
    if rows is not None:
        _put_rows(table, row, own, rows)


def _is_stack(cell: GridCell) -> bool:
    """Whether the words of a cell can be figures one below the other; a cheap test."""
    pieces = cell.pieces
    return len(pieces) > 1 and pieces[0].text[-1:].isdigit() | pieces[0].text.endswith("%") and pieces[-1].top > pieces[0].bottom - 2


def _figures(lines: Sequence[SpacedLine], columns: Columns) -> list[Row] | None:
    """The rows that lines of one drawn row make when each has figures and a label of its own; None when it is one row of texts."""
    placed = [columns.cut(line) for line in lines]
    values: dict[int, list[int]] = {}
    others: dict[int, list[int]] = {}
    for number, places in enumerate(placed):
        for column, phrase in places:
            (values if phrase.is_value else others).setdefault(column, []).append(number)
    stacks = [c for c, numbers in values.items() if len(numbers) > 1 and len(others.get(c, [])) <= 0.2 * len(numbers) and c != 0]
    anchors = sorted({number for column in stacks for number in values[column]})
    if len(anchors) < 2 or (len(stacks) < 2 and len(anchors) < 3):
        return None
    if any(len(values[column]) < 0.6 * len(anchors) for column in stacks):
        return None
    label = min([column for column in range(len(columns.extents)) if column not in stacks], default=None)
    if label is None:
        return find_rows(lines, columns) if len(stacks) > 2 and len(anchors) > 2 else None
    if len({*others.get(label, []), *values.get(label, [])} & set(anchors)) < 0.8 * len(anchors):
        return None
    labels = [next((phrase for column, phrase in places if column == label), None) for places in placed]
    going_on = [
        before is not None and phrase is not None and number + 1 in anchors and continues(before, phrase, 0, columns)
        for number, (before, phrase) in enumerate(pairwise(labels))
    ]
    if sum(going_on) > (0.25 * len(anchors) if len(stacks) > 1 and len(anchors) > 2 else 0):
        return None
    return find_rows(lines, columns)


def _put_rows(table: GridTable, row: int, own: Sequence[GridCell], rows: Sequence[Row]) -> None:
    """Put the rows found in place of one drawn row, the rows below moved down."""
    more = len(rows) - 1
    top, bottom = own[0].box[1], own[0].box[3]
    levels = [top, *((before.bottom + after.top) / 2 for before, after in pairwise(rows)), bottom]
    for cell in table.cells:
        if cell.row > row:
            cell.row += more
        elif cell.row_span > 1 and cell.row + cell.row_span > row:
            cell.row_span += more
    parted = {id(cell) for cell in own}
    table.cells = [cell for cell in table.cells if id(cell) not in parted]
    for cell in own:
        made = [
            GridCell(row + number, cell.column, 1, cell.column_span, (cell.box[0], levels[number], cell.box[2], levels[number + 1]))
            for number in range(len(rows))
        ]
        for piece in cell.pieces:
            at = min(max(bisect_left(levels, (piece.top + piece.bottom) / 2) - 1, 0), more)
            made[at].pieces.append(piece)
        table.cells += made
    table.cells.sort(key=lambda cell: (cell.row, cell.column))
    table.rows += more
