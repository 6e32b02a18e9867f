"""Labelled fields: what stands behind the labels of front sheets, contact lines and boxes, wherever the page sets it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.reports.labels import Group, Label, find_label, may_open, spellings
from pipeline.extract.reports.rows import LEAST_WIDE, WORD_START, Piece, Row, as_paragraph, cut, find_rows
from pipeline.records import Cell, Line, Page, Paragraph, Table

HANGING = 0.9
"""White space between a label and its value, in heights of the letters, from which the value's further lines hang below it."""
MOST_LINES = 14
"""Lines of a value at most."""
HINT = re.compile(r"\s*\((?!s\))[^()]*\)\s*$")
"""What a form says of how a field is to be filled in (`Contact Officer: (Name, Title)`)."""
SMALL_BOX = 4
"""Rows of a table at most in which a label's value is looked for below it."""


@dataclass(frozen=True, slots=True)
class Field:
    """A label as printed, its meaning, and the printed lines of its value in order (none: nothing is filled in)."""

    group: Group
    meaning: str
    label: Piece
    value: list[Piece]
    in_table: bool = False

    @property
    def words(self) -> Paragraph | None:
        """The value as one paragraph; None when there is none."""
        return as_paragraph(self.value) if self.value else None


def find_fields(page: Page, rows: Sequence[Row] | None = None, groups: Sequence[Group] = ()) -> list[Field]:
    """The labelled fields of a page, those outside tables first, each from the top; `rows` are those of its lines outside tables, where
    they are known already. With some `groups`, its tables are looked through only where one of them has a label of one of these."""
    if rows is None:
        rows = find_rows(page, [line for line in page.lines if line.table < 0])
    found = list(_in_rows(page, rows, page.width))
    lines_of = [[line for line in page.lines if line.table == number] for number in range(len(page.tables))]
    places_of = [_places_of_labels(page, lines) for lines in lines_of]
    if not groups or any(may_open(page.text, place, *groups) for places in places_of for place in places):
        for table, lines, places in zip(page.tables, lines_of, places_of, strict=True):
            found.extend(_in_table(page, table, lines, places))
    return found


def _in_rows(page: Page, rows: Sequence[Row], right: float, in_table: bool = False) -> Iterator[Field]:
    """Fields of lines that stand in one column of text: behind the label, in the line's next column, or below."""
    for index, row in enumerate(rows):
        first = in_table and index == 0
        labels = [(place, label) for place, piece in enumerate(row) if (label := _label_of(row, place, first)) is not None]
        for order, (place, label) in enumerate(labels):
            following = labels[order + 1][0] if order + 1 < len(labels) else len(row)
            edge = row[following].x0 - 3 if following < len(row) else right
            yield _field(rows, index, place, label, following, edge, in_table)


def _label_of(row: Row, place: int, first: bool = False) -> Label | None:
    """The label that a piece is or opens with, when it is meant as one: marked by a colon, a tab or by standing alone.

    `first` holds for the first line of a table's cell, where a label needs no mark.
    """
    piece = row[place]
    label = find_label(piece.text)
    if label is None or label.marked:
        return label
    alone = label.end >= len(piece.text.rstrip())
    if alone and place + 1 < len(row) and (place == 0 or find_label(row[place + 1].text) is None):
        return label
    if not alone or not (label.spelling in spellings("strong") or piece.bold or first):
        return None
    if label.group in ("people", "posts") or label.meaning == "purpose":
        return label
    return label if label.group == "fields" and (first or " " in label.spelling) else None


def _field(rows: Sequence[Row], index: int, place: int, label: Label, following: int, edge: float, in_table: bool) -> Field:
    row = rows[index]
    piece = row[place]
    inline = [part for part in [cut(piece, label.end), *row[place + 1 : following]] if part.text]
    printed = cut(piece, 0, label.end)
    left = row[place].x0 - 4
    hanging = bool(inline) and inline[0].start != piece.start + label.end and inline[0].x0 > piece.x0 + 4
    if inline and not hanging:
        value = [*inline, *_wrapped(rows, index, inline[-1], left, edge)]
    elif inline:
        value = [*inline, *_below(rows, index, left, inline[0].x0 - 7, edge, inline[0], label)]
    else:
        value = list(_below(rows, index, left, left, edge, piece, label))
    return Field(label.group, label.meaning, printed, value, in_table)


def _wrapped(rows: Sequence[Row], index: int, last: Piece, left: float, edge: float) -> Iterator[Piece]:
    """The lines that a value runs on over: close below, as long as the line before was full."""
    full = max((piece.x1 for row in rows[index : index + 6] for piece in row if piece.x1 <= edge), default=edge)
    for row in rows[index + 1 : index + MOST_LINES]:
        inside = [piece for piece in row if left <= piece.x0 < edge]
        if (
            not inside
            or inside[0].top - last.bottom > 0.55 * last.size
            or last.x1 < full - 0.22 * (full - left)
            or _label_of(row, row.index(inside[0]))
        ):
            return
        yield from inside
        last = inside[-1]


def _below(rows: Sequence[Row], index: int, margin: float, left: float, edge: float, first: Piece, label: Label) -> Iterator[Piece]:
    """The lines that hang below a value or stand under a label, until another label, a line that starts further left, or white space."""
    last, count, own = first, 0, False
    most = 2.6 if margin == left else 3.2
    for row in rows[index + 1 :]:
        inside = [piece for piece in row if left <= piece.x0 < edge]
        gap = row[0].top - last.bottom
        allowed = most if count == 0 or label.group == "people" else 1.1
        if gap > allowed * first.size or count >= MOST_LINES:
            return
        if any(margin <= piece.x0 < left for piece in row):
            return
        if not inside:
            continue
        further = _label_of(row, row.index(inside[0]))
        if further is not None and not (label.group == "people" and further.group == "contacts"):
            return
        if own and inside[0].bold and not last.bold and gap > 0.6 * first.size:
            return
        own = own or not inside[0].bold
        yield from inside
        last, count = inside[-1], count + 1


def _in_table(page: Page, table: Table, lines: Sequence[Line], places: Sequence[int]) -> Iterator[Field]:
    """Fields of a table's cells: a cell that is a label has its value in the next cell of its row, or below it in a small box; `places` are
    those where labels may stand."""
    if not places:
        return
    cells, starts = table.cells, [line.start for line in lines]

    def rows_in(cell: Cell) -> list[Row]:
        return find_rows(page, lines[bisect_left(starts, cell.start) : bisect_left(starts, cell.end)])

    rows_of = {n: rows_in(cell) for n, cell in enumerate(cells) if bisect_left(places, cell.start) < bisect_left(places, cell.end)}
    labels = {number: label for number, rows in rows_of.items() if (label := _whole_label(rows)) is not None}
    for number, rows in rows_of.items():
        label = labels.get(number)
        if label is None:
            yield from _in_rows(page, rows, cells[number].x1, in_table=True)
            continue
        value = _value_cell(table, labels, number, cells[number])
        pieces = [piece for row in rows_in(cells[value]) for piece in row] if value is not None else []
        yield Field(label.group, label.meaning, rows[0][0], pieces, True)


def _places_of_labels(page: Page, lines: Sequence[Line]) -> list[int]:
    """Where labels may stand in some lines of a page, by the words that open a line or follow white space wide enough for a column."""
    if not lines:
        return []
    words = page.words[bisect_left(page.words, lines[0].start, key=WORD_START) : bisect_left(page.words, lines[-1].end, key=WORD_START)]
    behind = [word.start for before, word in pairwise(words) if word.x0 - before.x1 > LEAST_WIDE]
    return sorted([place for place in {*(line.start for line in lines), *behind} if may_open(page.text, place)])


def _whole_label(rows: Sequence[Row]) -> Label | None:
    pieces = [piece for row in rows for piece in row]
    if not pieces or len(pieces) > 5:
        return None
    text = " ".join([piece.text for piece in pieces])
    if ")" in text:
        text = HINT.sub("", text)
    label = find_label(text)
    return label if label is not None and label.end >= len(text.rstrip()) else None


def _value_cell(table: Table, labels: Container[int], number: int, cell: Cell) -> int | None:
    """The cell that holds what stands behind a label; `labels` are the cells that are labels themselves."""
    beside = [n for n, c in enumerate(table.cells) if c.row == cell.row and c.column > cell.column]
    if beside and beside[0] not in labels:
        filled = next((n for n in beside if table.cells[n].end > table.cells[n].start), None)
        return filled if filled not in labels else None
    if table.rows > SMALL_BOX:
        return None
    below = [n for n, c in enumerate(table.cells) if c.row == cell.row + cell.row_span and c.column == cell.column]
    return below[0] if below and below[0] not in labels else None
