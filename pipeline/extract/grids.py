"""Attendance grids: names down, and across them meetings with a mark in each cell, or a column for each way to be there or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.edges.codes import codes
from pipeline.extract.beside_names import INITIALS, are_initials_of
from pipeline.extract.dates import DateContext, find_dates
from pipeline.extract.groups import attendance_pattern
from pipeline.extract.material import Material
from pipeline.extract.officers.names import find_names
from pipeline.extract.officers.posts import names_post
from pipeline.records import Attendance, Box, Cell, Meeting, Page, Section, Span, Table

BRACKET = re.compile(r"\s*\([^()]*\)\s*$")
HEADS_ABOVE = 40.0
"""How far above a grid a table of its days may stand, in points."""
Columns = dict[float, str | None]
"""Columns of marks by their middles, in points: what a mark in each says, None where the mark itself says it."""


class Marked(NamedTuple):
    """What a grid tells: a row for each of its people with a mark, and the tables it takes up as `(page, index)`."""

    rows: list[Attendance]
    tables: set[tuple[int, int]]


def find_marked(material: Material, meeting: Meeting, section: Section) -> Marked:
    """The people on a section's first pages who have a mark in the column of this meeting's day, or in one for those present or absent.

    What a mark means is in `schemas/codes/attendance.yml` (`marks`), unless its column says it (`Present`, `Apologies`); a mark that is
    not there gives no row. A grid goes on at the top of the next page in a table as wide.
    """
    found = Marked([], set())
    last: tuple[int, Box, Columns] | None = None
    first, end = section.page_start, min(section.page_end, section.page_start + 3)
    pages = [material.pages[number] for number in range(first, end + 1) if number in material.pages]
    tables = [(page, index) for page in pages for index in range(len(page.tables))]
    for page, index in tables:
        table = page.tables[index]
        columns = _meeting_column(page, table, meeting) or _status_columns(page, table) or _columns_above(page, index, meeting)
        goes_on = not columns and last is not None and index == 0 and last[0] == page.number - 1 and _as_wide(last[1], table.box)
        if goes_on and last is not None:
            columns = last[2]
        rows = list(_rows(material, meeting, page, table, columns)) if columns else []
        if columns and (rows or goes_on):
            found.rows.extend(rows)
            found.tables.add((page.number, index))
            last = (page.number, table.box, columns)
    return found


def _as_wide(box: Box, other: Box) -> bool:
    return abs(box[0] - other[0]) < 3 and abs(box[2] - other[2]) < 3


def _columns_above(page: Page, index: int, meeting: Meeting) -> Columns:
    """The column of a meeting's day where the days stand in a table of their own above the grid."""
    if not index:
        return {}
    above, table = page.tables[index - 1], page.tables[index]
    near = above.rows <= 2 and 0 <= table.box[1] - above.box[3] < HEADS_ABOVE
    return _meeting_column(page, above, meeting, first=0) if near else {}


def _meeting_column(page: Page, table: Table, meeting: Meeting, first: int = 1) -> Columns:
    """The column that is headed by the day of a meeting, from the `first` on; none when none is.

    Where none is, one headed by the same day of another year, which is then misprinted: a grid has a column a meeting.
    """
    misprinted: list[Columns] = []
    for cell in table.cells:
        if cell.row > 2 or cell.column < first or cell.end <= cell.start:
            continue
        dates = find_dates(page.text[cell.start : cell.end], DateContext(document_date=meeting.date))
        if any(date.start == meeting.date and date.precision == "day" for date in dates):
            return {(cell.x0 + cell.x1) / 2: None}
        if meeting.date and any((date.start or "")[4:] == meeting.date[4:] and date.precision == "day" for date in dates):
            misprinted.append({(cell.x0 + cell.x1) / 2: None})
    return misprinted[0] if len(misprinted) == 1 else {}


def _status_columns(page: Page, table: Table) -> Columns:
    """The columns headed by what a mark in them says (`Present`, `Apologies`), or one for the marks of all (`Attendance`)."""
    heads = codes("attendance")["grid_heads"]
    found: Columns = {}
    for cell in table.cells:
        if cell.row > 1 or cell.column == 0:
            continue
        words = _words(page, cell).strip(" :?").lower()
        status = next((status for status, pattern in heads.items() if re.fullmatch(pattern, words)), None)
        if status is not None:
            found[(cell.x0 + cell.x1) / 2] = None if status == "any" else status
    return found if len(found) > 1 else dict.fromkeys(found)


def _status(page: Page, table: Table, row: int, columns: Columns) -> tuple[str, Cell] | None:
    """What the marks in a row say, and the cell that says it."""
    marks: dict[str, str] = codes("attendance")["marks"]
    for cell in table.cells:
        status = next((column for column in columns.items() if cell.x0 <= column[0] < cell.x1), None) if cell.row == row else None
        mark = BRACKET.sub("", _words(page, cell)).strip(". ").lower() if status is not None else ""
        if status is not None and mark in marks:
            return status[1] or marks[mark], cell
    return None


def _rows(material: Material, meeting: Meeting, page: Page, table: Table, columns: Columns) -> Iterator[Attendance]:
    capacities: dict[str, str] = codes("attendance")["grid_capacities"]
    by_place: dict[tuple[int, int], Cell] = {(cell.row, cell.column): cell for cell in table.cells}
    for row in range(table.rows):
        name_cell = by_place.get((row, 0))
        told = _status(page, table, row, columns)
        if name_cell is None or told is None:
            continue
        status, mark_cell = told
        words = _words(page, name_cell)
        names = find_names(words if not words.isupper() else words.title())
        if len(names) != 1:
            continue
        beside = [_words(page, by_place[row, at]) for at in (1, 2, 3) if (row, at) in by_place and by_place[row, at] is not mark_cell]
        seats = [re.sub(r".*\bco-?opted\b.*", "co-opted", text.lower()) for text in beside]
        kind = next((seat for seat in seats if seat in capacities), "")
        name = words[names[0].start : names[0].end]
        post = kind.title() if capacities.get(kind) == "officer" else next((text for text in beside if not kind and names_post(text)), None)
        noted = BRACKET.search(_words(page, mark_cell))
        yield Attendance(
            id=material.next_id("attendance", page.number),
            meeting_id=meeting.id,
            name=name.title() if name.isupper() else name,
            capacity="officer" if post else capacities.get(kind, "member"),  # type: ignore[arg-type]
            role=_role(words[names[0].end :]) or next((text for text in beside if not post and _is_role(text)), None),
            post=post,
            note=noted[0].strip(" ()") if noted else None,
            initials=next((text for text in beside if INITIALS.fullmatch(text) and are_initials_of(text, name)), None),
            status=status,  # type: ignore[arg-type]
            source=material.source_at(Span(page.number, name_cell.start, max(mark_cell.end, name_cell.end))),
        )


def _is_role(text: str) -> bool:
    return attendance_pattern("roles").fullmatch(text) is not None


def _role(rest: str) -> str | None:
    match = attendance_pattern("roles").search(rest)
    return match[0] if match else None


def _words(page: Page, cell: Cell) -> str:
    return " ".join(page.text[cell.start : cell.end].split())
