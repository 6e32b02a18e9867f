"""A table from a run of lines: its columns and figures, headings above, rows, and the grid of its cells."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise, takewhile
from statistics import median

from pipeline.read.close_columns import close_columns
from pipeline.read.columns import Columns, Phrase, SpacedLine, find_columns, level_together, value_columns
from pipeline.read.gutters import gutter_beside, gutter_between
from pipeline.read.heads import YEAR, are_years, find_headings, head_above, heads_years, is_level, is_marked
from pipeline.read.not_tables import is_chart, lists_fields, lists_pages, lists_people
from pipeline.read.rows import Row, continues, find_rows, is_cut, leads
from pipeline.read.tables import GridCell, GridTable
from pipeline.records import DrawnPage

TITLE = re.compile(r"(?:table|schedule|annex|appendix)\s+[\dA-Z]{1,3}\b", re.I)
FEWEST_LINES = 3
"""A table has so many lines at least, headings included."""
NEAR = 2.5
"""Points by which the edges of two phrases may differ and still be aligned."""
GOES_ON = 0.6
"""A second line of headings stands closer to the first than so many letter heights."""
NEAR_MIDDLE = 0.08
"""The share of a table's width by which twice what stands in its middle may be off it."""
FURTHER = 0.2
"""What is further below headings than their lines are by so many letter heights is none of them."""
OUTDENT = 3.0
"""So many letter heights may the heading of a group stand left of what it heads."""


def table_of_lines(
    lines: Sequence[SpacedLine], start: int, first: int, last: int, page: DrawnPage, *, sure: bool
) -> tuple[GridTable, int] | float | None:
    """The table that the lines from `first` to `last` make, and the number of the line behind it; None when they make none.

    Lines from `start` on may be its headings. `sure` when rules say that it is a table. When running text or another table stands
    beside, the place in points between the two, where the lines have to be cut.
    """
    gutter = gutter_beside(lines, first, last)
    if gutter is not None:
        return gutter
    members = [line for line in level_together(lines[first : last + 1]) if len(line.phrases) > 1]
    valued = _without_headings([line for line in members if line.values])
    columns = find_columns(valued if len(valued) >= 2 else members)
    columns = close_columns(valued, columns) if len(valued) >= FEWEST_LINES else columns
    if len(columns.extents) < 2:
        return None
    values = value_columns(members, columns) - {0}
    if not values:
        return _table_of_texts(lines, start, first, last, page, sure)
    gutter = gutter_between(members, columns, values)
    if gutter is not None:
        return gutter
    body = [n for n in range(first, last + 1) if any(c in values and p.is_value for c, p in columns.cut(lines[n]))]
    if not body:
        return None
    while len(body) > 1 and (
        heads_years(lines[body[0]], lines[body[0] + 1], columns, values)
        or _says_more(lines, body, columns, values)
        or _is_under_heading(lines, start, body, columns, values)
    ):
        body.pop(0)
    top = _group_above(lines, start, body[0], columns, values)
    head = head_above(lines, start, top, columns, values)
    if _ends_in_band(head, columns, values, page):
        head.pop()
        top -= 1
    tail = _tail(lines, body[-1], columns)
    rows = find_rows(lines[top : tail + 1], columns)
    if not _is_table(rows, head, columns, values) or lists_people(head):
        return None
    if lists_pages(rows, columns, values) or lists_fields(rows, columns) or is_chart(rows, head, columns):
        return None
    return _grid(head, rows, columns, page, values), tail + 1


def _without_headings(valued: Sequence[SpacedLine]) -> list[SpacedLine]:
    """Lines with values without the first ones that are years beside headings over several columns of the rest."""
    left = min([line.phrases[0].x0 for line in valued], default=0.0)
    above = list(takewhile(lambda line: _are_years_beside_words(line, left), valued))
    rest = valued[len(above) :]
    if not above or len(rest) < 2:
        return list(valued)
    columns = find_columns(rest)
    words = [phrase for line in above for phrase in line.phrases if not phrase.is_value and phrase.x0 > left + NEAR]
    return list(rest if all(len(columns.under(phrase.x0, phrase.x1)) > 1 for phrase in words) else valued)


def _are_years_beside_words(line: SpacedLine, left: float) -> bool:
    words = [phrase for phrase in line.phrases if not phrase.is_value and phrase.x0 > left + NEAR]
    return bool(words) and all(YEAR.fullmatch(phrase.text) for phrase in line.phrases if phrase.is_value)


def _says_more(lines: Sequence[SpacedLine], body: Sequence[int], columns: Columns, values: set[int]) -> bool:
    """Whether the first line with values has more words than values over columns of figures, or no label and few values, as one of
    headings with a figure in them (`per 1,000`) has."""
    placed = columns.cut(lines[body[0]])
    are_values = [phrase.is_value for column, phrase in placed if column in values]
    if 2 * sum(are_values) < len(are_values):
        return True
    usual = median([lines[number].values for number in body])
    following = columns.cut(lines[body[1]])
    return placed[0][0] > 0 and following[0][0] == 0 and 2 * sum(are_values) <= usual and len(placed) < len(following)


def _is_under_heading(lines: Sequence[SpacedLine], start: int, body: Sequence[int], columns: Columns, values: set[int]) -> bool:
    """Whether the first line with values is years, none of which comes again below, right under a heading over several columns."""
    line, placed = lines[body[0]], columns.cut(lines[body[0]])
    if body[0] == start or sum([column in values for column, _ in placed]) < 2 or not are_years(placed, values):
        return False
    above = lines[body[0] - 1]
    if line.top - above.bottom > line.height or are_years(columns.cut(lines[body[1]]), values):
        return False
    wide = [phrase for phrase in above.phrases if len(columns.under(phrase.x0, phrase.x1)) > 1 or phrase.x0 > columns.extents[0][1]]
    return len(wide) == len(above.phrases) and len(wide) < len(placed) and not any(phrase.is_value for phrase in wide)


def _table_of_texts(
    lines: Sequence[SpacedLine], start: int, first: int, last: int, page: DrawnPage, sure: bool
) -> tuple[GridTable, int] | None:
    """A table without figures: short texts in three columns and more that keep to their left sides, below headings that are marked."""
    columns = find_columns([line for line in level_together(lines[first : last + 1]) if len(line.phrases) > 1])
    count = len(columns.extents)
    if count < (2 if sure else 3):
        return None
    body = first + 1
    sure = sure or (count > 2 and first > start and _is_titled(lines[first - 1], lines[first], columns))
    if not sure and not is_marked(lines[first], lines[body : last + 1], columns, page):
        return None
    while body < last and _is_bold(lines[body]) and lines[body].top - lines[body - 1].bottom < GOES_ON * lines[body].height:
        body += 1
    if _is_bold(lines[last]):
        body = first + 1
    tail = _tail(lines, last, columns)
    rows = find_rows(lines[body : tail + 1], columns)
    if not _are_short(rows, columns) or lists_people([lines[first]]):
        return None
    head = [*head_above(lines, start, first, columns, range(count)), *lines[first:body]]
    return _grid(head, rows, columns, page), tail + 1


def _is_titled(line: SpacedLine, head: SpacedLine, columns: Columns) -> bool:
    """Whether a line says that a table follows (`Table 4: ...`), and what follows has words over each column."""
    titled = TITLE.match(line.line.text) is not None and head.top - line.bottom < 3 * line.height
    return titled and len({column for column, _ in columns.cut(head)}) == len(columns.extents)


def _is_bold(line: SpacedLine) -> bool:
    return all(piece.bold for phrase in line.phrases for piece in phrase.pieces)


def _are_short(rows: Sequence[Row], columns: Columns) -> bool:
    """Whether most rows have short texts in two columns at least that keep to the columns' left sides or middles."""
    filled = [row for row in rows if len({column for places in row.placed for column, _ in places}) > 1]
    if len(filled) < 2 or len(filled) < 0.7 * len(rows):
        return False
    phrases = [(column, phrase) for row in filled for places in row.placed for column, phrase in places]
    if sum([len(phrase.pieces) for _, phrase in phrases]) > 6 * len(phrases):
        return False
    centred = {column for column in range(len(columns.extents)) if _is_centred([phrase for at, phrase in phrases if at == column])}
    level = sum([column in centred or abs(phrase.x0 - columns.extents[column][0]) < NEAR for column, phrase in phrases])
    return level > 0.7 * len(phrases)


def _is_centred(phrases: Sequence[Phrase]) -> bool:
    """Whether words of several lengths all stand around one middle, as in a column of short texts."""
    middles, widths = [(phrase.x0 + phrase.x1) / 2 for phrase in phrases], [phrase.x1 - phrase.x0 for phrase in phrases]
    return len(phrases) > FEWEST_LINES and max(middles) - min(middles) < NEAR and max(widths) - min(widths) > 2 * NEAR


def _group_above(lines: Sequence[SpacedLine], start: int, body: int, columns: Columns, values: set[int]) -> int:
    """The number of the body's first line: that of the first figures, or that of the heading of a group between these and headings."""
    if body > start and _label_goes_on(lines[body - 1], lines[body], columns):
        body -= 1
    for number in range(body - 1, max(start, body - 4), -1):
        line = lines[number]
        if lines[number + 1].top - line.bottom > 1.6 * line.height or len(line.phrases) > 1:
            return body
        above = line.top - lines[number - 1].bottom
        if above < 0.5 * line.height and above + 0.3 * line.height < lines[number + 1].top - line.bottom:
            return body
        at_side = abs(line.phrases[0].x0 - columns.extents[0][0]) < OUTDENT * line.height
        narrow = len(columns.under(line.phrases[0].x0, line.phrases[0].x1)) == 1
        if not (at_side and narrow) and _band_from(line.phrases, columns, values) is None:
            return body
        over_figures = columns.cut(lines[number - 1])[0][0] > 0
        if (len(lines[number - 1].phrases) > 1 or over_figures) and head_above(lines, start, number, columns, values):
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


def _is_table(rows: Sequence[Row], head: Sequence[SpacedLine], columns: Columns, values: set[int]) -> bool:
    """Whether there are rows enough: three with the headings, or one below headings of three columns of figures."""
    filled = [row for row in rows if len({column for places in row.placed for column, _ in places}) > 1]
    if len(filled) >= 2 and len(filled) + bool(head) >= FEWEST_LINES:
        return True
    headed = {column for line in head for column, _ in columns.cut(line)}
    return len(filled) > 0 and len(values) > 2 and values <= headed


def _grid(head: Sequence[SpacedLine], rows: Sequence[Row], columns: Columns, page: DrawnPage, values: Collection[int] = ()) -> GridTable:
    head_rows, headings = find_headings(head, columns, page)
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
        first = _band_from(next(iter(by_column.values())), columns, values) if len(by_column) == 1 else None
        if first is not None:
            add(number, number, first, len(columns.extents) - 1, next(iter(by_column.values())))
            continue
        for column, phrases in sorted(by_column.items()):
            reach = max([columns.under(phrase.x0, phrase.x1)[-1] for phrase in phrases])
            following = min([other for other in by_column if other > column], default=len(columns.extents))
            add(number, number, column, min(reach, following - 1), phrases)
    for place, column in sorted(free):
        add(place, place, column, column, [])
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return GridTable((sides[0], levels[0], sides[-1], levels[-1]), len(tops), len(columns.extents), cells, ruled=False)


def _band_from(phrases: Sequence[Phrase], columns: Columns, values: Collection[int] = ()) -> int | None:
    """The column from which on the words of a row stand in the middle: the first, or the second where they name what follows in all columns
    behind the labels (`Percent`); None when they stand in no middle.

    The first of several columns of figures may reach up to the labels, for its figures stand at its right side.
    """
    left, right, count = columns.extents[0][0], columns.extents[-1][1], len(columns.extents)
    near = NEAR_MIDDLE * (right - left)
    if all(abs(phrase.x0 + phrase.x1 - left - right) < near and phrase.x0 > left + NEAR for phrase in phrases):
        return 0
    if count < 3 or len(values) < count - 1:
        return None
    after, first = columns.extents[0][1], columns.extents[1][0]
    near = NEAR_MIDDLE * (right - first)
    for phrase in phrases:
        middle = phrase.x0 + phrase.x1
        if phrase.is_value or phrase.x0 < after or not after + right - near < middle < first + right + near:
            return None
    return 1


def _ends_in_band(head: Sequence[SpacedLine], columns: Columns, values: set[int], page: DrawnPage) -> bool:
    """Whether the last line of headings is the first row, in the middle of the columns of figures, all of which have headings above it;
    it is no last line of one of these, right below the line above."""
    if len(head) < 2 or len(head[-1].phrases) > 1 or len(values) < 2 or _band_from(head[-1].phrases, columns, values) is None:
        return False
    above, line = head[-2], head[-1]
    usual = [after.top - before.bottom for before, after in pairwise(head[:-1])]
    close = max([gap for gap in usual if gap < GOES_ON * line.height], default=GOES_ON * line.height) + FURTHER * line.height
    x = line.phrases[0].x0
    ruled = any(edge[0] == "h" and above.bottom - 2 < edge[3] < line.top + 2 and edge[1] < x < edge[2] for edge in page.edges)
    if not ruled and line.top - above.bottom < close and any(is_level(line.phrases[0], phrase) for phrase in above.phrases):
        return False
    return values <= {column for line in head[:-1] for column, _ in columns.cut(line)}
