"""Tables told by their paint: rows without paint between painted ones, rows below painted headings."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.read.columns import Columns, SpacedLine, all_spaced, value_columns
from pipeline.read.gutters import is_running
from pipeline.read.lines import find_lines
from pipeline.read.pieces import Piece
from pipeline.read.rows import Row, find_rows
from pipeline.read.rules import Rule, divides, find_rules, is_inside
from pipeline.read.table_ends import add_rows, part_at, row_cells
from pipeline.read.tables import GridTable, column_sides, fill_behind, grounds_of
from pipeline.records import DrawnPage

NEAR = 4.0
"""Points by which the columns of painted rows may differ."""
RULED = 3.0
"""Lines that a rule parts may be so many letter heights apart."""
APART = 1.3
"""Lines further apart than so many letter heights do not follow each other."""
HIGHEST = 2.2
"""What stands between two painted rows is one row unless it is so many times as high as they are."""

HIGHEST_HEADINGS = 60.0
CLOSE = 0.6
"""Lines closer than so many letter heights are of one cell."""


def join_painted(tables: list[GridTable], pieces: list[Piece], page: DrawnPage) -> tuple[list[GridTable], list[Piece]]:
    """The ruled tables of a page with those joined that are painted rows of one, the rows between and below taken in; and the other words.

        ######################   painted
        Ashby       12      14
        ######################   painted
        Carrick      7       5

    A row without paint has the same columns: no word of it lies on a side of theirs.
    """
    painted = [table for table in tables if table.columns > 1 and _is_painted(table, page)]
    if not painted:
        return tables, pieces
    lines = all_spaced(find_lines([piece for piece in pieces if piece.upright]))
    painted.sort(key=lambda table: table.box[1])
    gone: set[int] = set()
    for number, table in enumerate(painted):
        if id(table) in gone:
            continue
        joined = False
        near = [part for line in lines if (part := part_at(line, table)) is not None]
        for other in painted[number + 1 :]:
            if id(other) in gone or not _same_columns(table, other):
                continue
            between = [line for line in near if table.box[3] - 1 < _middle(line) < other.box[1] + 1]
            columns = _columns(table)
            if not between or not all(_keeps(line, columns) for line in between):
                break
            rows = _rows_between(between, columns, other.box[1] - table.box[3], _height(table))
            if not any(_is_whole(row, table) for row in rows):
                break
            add_rows(table, rows, other.box[1])
            _add_table(table, other)
            gone.add(id(other))
            joined = True
        if joined:
            _add_row_above(table, [line for line in near if _middle(line) < table.box[1]])
        if table.rows <= 2 or joined:
            _add_rows_below(table, [line for line in near if _middle(line) > table.box[3]], _dividing(table, page))
    taken = {id(piece) for table in painted for cell in table.cells for piece in cell.pieces}
    return [table for table in tables if id(table) not in gone], [piece for piece in pieces if id(piece) not in taken]


def _middle(line: SpacedLine) -> float:
    return (line.top + line.bottom) / 2


def _is_painted(table: GridTable, page: DrawnPage) -> bool:
    """Whether there is paint behind all cells of the first row that hold words."""
    worded = [cell for cell in table.cells if cell.row == 0 and cell.pieces]
    grounds = grounds_of(page)
    return len(worded) > 1 and all(fill_behind(cell.box, grounds) is not None for cell in worded)


def _same_columns(table: GridTable, other: GridTable) -> bool:
    if table.columns != other.columns or other.box[1] < table.box[3] - NEAR:
        return False
    return all(abs(a - b) < NEAR for a, b in zip(column_sides(table), column_sides(other), strict=True))


def _columns(table: GridTable) -> Columns:
    return Columns([(left + 1, right - 1) for left, right in pairwise(column_sides(table))])


def _keeps(line: SpacedLine, columns: Columns) -> bool:
    """Whether each word of a line stands within one column."""
    pieces = [piece for phrase in line.phrases for piece in phrase.pieces]
    return all(any(left - 3 < piece.x0 and piece.x1 < right + 3 for left, right in columns.extents) for piece in pieces)


def _height(table: GridTable) -> float:
    return (table.box[3] - table.box[1]) / table.rows


def _rows_between(lines: Sequence[SpacedLine], columns: Columns, height: float, usual: float) -> list[Row]:
    """The rows that stand between two painted ones: one, unless there is room for more and they tell themselves apart."""
    if height > HIGHEST * usual or value_columns(lines, columns) - {0}:
        return find_rows(lines, columns)
    return [Row(list(lines), [columns.cut(line) for line in lines])]


def _add_table(table: GridTable, other: GridTable) -> None:
    for cell in other.cells:
        cell.row += table.rows
    table.cells += other.cells
    table.rows += other.rows
    table.box = (min(table.box[0], other.box[0]), table.box[1], max(table.box[2], other.box[2]), other.box[3])


def _dividing(table: GridTable, page: DrawnPage) -> list[float]:
    """The heights of the level rules below a table that go over all its columns, or over its last ones."""
    first = Rule(table.box[3], list(pairwise(column_sides(table))))
    below = [rule for rule in find_rules(page) if rule.y > table.box[3] + NEAR and is_inside(rule, first)]
    return [rule.y for rule in below if divides(rule, first)]


def _add_rows_below(table: GridTable, lines: Sequence[SpacedLine], rules: Sequence[float]) -> None:
    """Take in the lines right below a table that keep to its columns, two phrases at least in each row; rules between them part the rows.

    None when other lines follow closely, or a column is running text: words below painted boxes that are no rows.
    """
    if table.rows == 1 and table.box[3] - table.box[1] > HIGHEST_HEADINGS:
        return
    columns = _columns(table)
    taken: list[SpacedLine] = []
    end = table.box[3]
    for line in lines:
        room = RULED if any(end < y < line.top + NEAR for y in rules) else APART
        if line.top - end > room * line.height:
            break
        if not _keeps(line, columns):
            return
        taken.append(line)
        end = line.bottom
    last = taken[-1].top if taken else end
    if sum(y < last for y in rules) > 0 and max(rules) > last:
        _add_ruled_rows(table, taken, [y for y in rules if y < last or y == min(r for r in rules if r > last)], columns)
        return
    texts: dict[int, list[list[Piece]]] = {}
    for line in taken:
        for column, phrase in columns.cut(line):
            texts.setdefault(column, []).append(phrase.pieces)
    if not taken or any(is_running(lines) for lines in texts.values()):
        return
    rows: list[Row] = []
    for row in find_rows(taken, columns):
        if _is_whole(row, table):
            rows.append(row)
        elif rows and row.top - rows[-1].bottom < CLOSE * row.lines[0].height:
            rows[-1] = Row(rows[-1].lines + row.lines, rows[-1].placed + row.placed)
        else:
            break
    if rows:
        add_rows(table, rows, rows[-1].bottom + 1)


def _add_ruled_rows(table: GridTable, lines: Sequence[SpacedLine], rules: Sequence[float], columns: Columns) -> None:
    """Put a row below a table for all lines between two rules, in place."""
    top = table.box[3]
    for bottom in rules:
        inside = [line for line in lines if top < _middle(line) < bottom]
        if inside:
            add_rows(table, [Row(inside, [columns.cut(line) for line in inside])], bottom)
        top = bottom


def _add_row_above(table: GridTable, lines: Sequence[SpacedLine]) -> None:
    """Take in the line right above the first stripe, in place, when it is a row."""
    columns = _columns(table)
    line = lines[-1] if lines else None
    if line is None or table.box[1] - line.bottom > APART * line.height or not _keeps(line, columns):
        return
    row = Row([line], [columns.cut(line)])
    if _is_whole(row, table):
        for cell in table.cells:
            cell.row += 1
        top = line.top - 2
        table.cells[:0] = row_cells(table, 0, row, top, table.box[1])
        table.rows += 1
        table.box = (table.box[0], top, *table.box[2:])


def _is_whole(row: Row, table: GridTable) -> bool:
    """Whether a row has words in two columns, and in half of all."""
    return len({column for places in row.placed for column, _ in places}) >= max(2, 0.5 * table.columns)
