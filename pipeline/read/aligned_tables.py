"""Tables without rules: lines whose phrases stand below each other in columns, most of them columns of figures."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.read.columns import (
    Columns,
    Phrase,
    SpacedLine,
    find_columns,
    gutter_beside,
    gutter_between,
    level_together,
    spaced,
    value_columns,
)
from pipeline.read.heads import find_headings, head_above, is_marked
from pipeline.read.lines import PrintedLine
from pipeline.read.not_tables import lists_pages, lists_people
from pipeline.read.rows import Row, continues, find_rows, is_cut, leads
from pipeline.read.tables import GridCell, GridTable
from pipeline.records import DrawnPage

FEWEST_LINES = 3
OUTDENT = 3.0
"""So many letter heights may the heading of a group stand left of what it heads."""
NEAR = 2.5
"""Points by which the edges of two phrases may differ and still be aligned."""
APART = 3.5
"""Lines further apart than so many letter heights belong to different tables."""


def find_aligned_tables(page: DrawnPage, lines: list[PrintedLine]) -> tuple[list[GridTable], list[PrintedLine]]:
    """The tables without rules among the lines of a page, top down, and the lines that stand in none.

    Of a line that a table shares with a column of running text beside it, the running text is left.
    """
    if not _has_chance(lines):
        return [], lines
    tables = tables_among([line for line in map(spaced, lines) if line.phrases], page)
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
        found = _table(lines, start, first, last, page, sure)
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
                side.append(SpacedLine(part, phrases, part.top, part.bottom))
    return sides


def _has_chance(lines: Sequence[PrintedLine]) -> bool:
    """Whether some lines hold figures behind white space, or three phrases."""
    count = 0
    for line in lines:
        wide = 0
        for before, piece in pairwise(line.pieces):
            if piece.x0 - before.x1 > piece.size * 0.9:
                wide += 1
                if wide > 1 or piece.text[-1:].isdigit() or piece.text[:1].isdigit() or piece.text[1:2].isdigit():
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


def _table(
    lines: Sequence[SpacedLine], start: int, first: int, last: int, page: DrawnPage, sure: bool
) -> tuple[GridTable, int] | float | None:
    """The table that a run of lines makes, and the number of the line behind it; None when it is none.

    The place of a gutter, in points, when the run's lines have running text beside them.
    """
    gutter = gutter_beside(lines, first, last)
    if gutter is not None:
        return gutter
    members = [line for line in level_together(lines[first : last + 1]) if len(line.phrases) > 1]
    valued = [line for line in members if line.values]
    columns = find_columns(valued if len(valued) >= 2 else members)
    if len(columns.extents) < 2:
        return None
    values = value_columns(members, columns) - {0}
    if not values:
        return _table_of_texts(lines, start, first, last, page, sure)
    gutter = gutter_between(members, columns, values)
    if gutter is not None:
        return gutter
    body = [n for n in range(first, last + 1) if any(c in values and p.is_value for c, p in columns.cut(lines[n]))]
    if len(body) < 2:
        return None
    top = _group_above(lines, start, body[0], columns, values)
    head = head_above(lines, start, top, columns, values)
    tail = _tail(lines, body[-1], columns)
    rows = find_rows(lines[top : tail + 1], columns)
    if not _is_table(rows, head) or lists_pages(rows, columns, values) or lists_people(head):
        return None
    return _grid(head, rows, columns), tail + 1


def _table_of_texts(
    lines: Sequence[SpacedLine], start: int, first: int, last: int, page: DrawnPage, sure: bool
) -> tuple[GridTable, int] | None:
    """A table without figures: short texts in three columns and more that keep to their left sides, below headings that are marked."""
    columns = find_columns([line for line in level_together(lines[first : last + 1]) if len(line.phrases) > 1])
    count = len(columns.extents)
    if count < (2 if sure else 3):
        return None
    body = first + 1
    if not sure and not is_marked(lines[first], lines[body : last + 1], columns, page):
        return None
    tail = _tail(lines, last, columns)
    rows = find_rows(lines[body : tail + 1], columns)
    if not _are_short(rows, columns) or lists_people([lines[first]]):
        return None
    head = [*head_above(lines, start, first, columns, range(count)), lines[first]]
    return _grid(head, rows, columns), tail + 1


def _are_short(rows: Sequence[Row], columns: Columns) -> bool:
    """Whether most rows have short texts in two columns at least that begin at the columns' left sides."""
    filled = [row for row in rows if len({column for places in row.placed for column, _ in places}) > 1]
    if len(filled) < 2 or len(filled) < 0.7 * len(rows):
        return False
    phrases = [(column, phrase) for row in filled for places in row.placed for column, phrase in places]
    if sum([len(phrase.pieces) for _, phrase in phrases]) > 6 * len(phrases):
        return False
    level = sum([abs(phrase.x0 - columns.extents[column][0]) < NEAR for column, phrase in phrases])
    return level > 0.7 * len(phrases)


def _group_above(lines: Sequence[SpacedLine], start: int, body: int, columns: Columns, values: set[int]) -> int:
    """The number of the first line of the body when the first figures have the heading of a group above them, below headings of columns; else `body`."""
    if body > start and _label_goes_on(lines[body - 1], lines[body], columns):
        body -= 1
    for number in range(body - 1, max(start, body - 4), -1):
        line = lines[number]
        if lines[number + 1].top - line.bottom > 1.6 * line.height or len(line.phrases) > 1:
            return body
        at_side = abs(line.phrases[0].x0 - columns.extents[0][0]) < OUTDENT * line.height
        narrow = len(columns.under(line.phrases[0].x0, line.phrases[0].x1)) == 1
        if not (at_side and narrow) and not _is_band(line.phrases, columns):
            return body
        if len(lines[number - 1].phrases) > 1 and head_above(lines, start, number, columns, values):
            return number
    return body


def _label_goes_on(line: SpacedLine, next_line: SpacedLine, columns: Columns) -> bool:
    """Whether a line is the first of the label that goes on beside the first figures."""
    placed, following = columns.cut(line), columns.cut(next_line)
    if line.overlaps(next_line):
        return True
    (column, before), (next_column, label) = placed[0], following[0]
    if column or next_column or label.is_value or not leads(line, placed, Row([next_line], [following]), columns):
        return False
    texts = {column for column, _ in placed} - {column for column, _ in following}
    return is_cut(before, label) or (bool(texts) and continues(before, label, 0, columns))


def _tail(lines: Sequence[SpacedLine], body: int, columns: Columns) -> int:
    """The number of the last line that still belongs to the last row."""
    rows = find_rows(lines[body : body + 4], columns)
    return body + len(rows[0].lines) - 1


def _is_table(rows: Sequence[Row], head: Sequence[SpacedLine]) -> bool:
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
        if len(by_column) == 1 and _is_band(next(iter(by_column.values())), columns):
            add(number, number, 0, len(columns.extents) - 1, next(iter(by_column.values())))
            continue
        for column, phrases in sorted(by_column.items()):
            reach = max([columns.under(phrase.x0, phrase.x1)[-1] for phrase in phrases])
            following = min([other for other in by_column if other > column], default=len(columns.extents))
            add(number, number, column, min(reach, following - 1), phrases)
    for place, column in sorted(free):
        add(place, place, column, column, [])
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return GridTable((sides[0], levels[0], sides[-1], levels[-1]), len(tops), len(columns.extents), cells, ruled=False)


def _is_band(phrases: Sequence[Phrase], columns: Columns) -> bool:
    """Whether the words of a row stand in the middle of the table."""
    left, right = columns.extents[0][0], columns.extents[-1][1]
    return all(abs(phrase.x0 + phrase.x1 - left - right) < 0.08 * (right - left) and phrase.x0 > left + NEAR for phrase in phrases)
