"""Attendance grids: names down, meetings across, a mark in each cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.edges.codes import codes
from pipeline.extract.dates import DateContext, find_dates
from pipeline.extract.material import Material
from pipeline.extract.officers.names import find_names
from pipeline.records import Attendance, Box, Cell, Meeting, Page, Section, Span, Table


class Marked(NamedTuple):
    """What a grid tells: a row for each of its people with a mark, and the tables it takes up as `(page, index)`."""

    rows: list[Attendance]
    tables: set[tuple[int, int]]


def find_marked(material: Material, meeting: Meeting, section: Section) -> Marked:
    """The people on a section's first pages who have a mark in the column of this meeting's day; nobody without such a column.

    What a mark means is in `schemas/codes/attendance.yml` (`marks`); a mark that is not there gives no row. A grid goes on at the
    top of the next page in a table as wide.
    """
    found = Marked([], set())
    last: tuple[int, Box, float] | None = None
    first, end = section.page_start, min(section.page_end, section.page_start + 3)
    tables = [(page, index) for page in material.pages.values() if first <= page.number <= end for index in range(len(page.tables))]
    for page, index in tables:
        table = page.tables[index]
        middle = _meeting_column(page, table, meeting)
        goes_on = middle is None and last is not None and index == 0 and last[0] == page.number - 1 and _as_wide(last[1], table.box)
        if goes_on and last is not None:
            middle = last[2]
        rows = list(_rows(material, meeting, page, table, middle)) if middle is not None else []
        if middle is not None and (rows or goes_on):
            found.rows.extend(rows)
            found.tables.add((page.number, index))
            last = (page.number, table.box, middle)
    return found


def _as_wide(box: Box, other: Box) -> bool:
    return abs(box[0] - other[0]) < 3 and abs(box[2] - other[2]) < 3


def _meeting_column(page: Page, table: Table, meeting: Meeting) -> float | None:
    """The middle, in points, of the column that is headed by the day of a meeting; None when none is."""
    for cell in table.cells:
        if cell.row > 2 or cell.column == 0 or cell.end <= cell.start:
            continue
        dates = find_dates(page.text[cell.start : cell.end], DateContext(document_date=meeting.date))
        if any(date.start == meeting.date and date.precision == "day" for date in dates):
            return (cell.x0 + cell.x1) / 2
    return None


def _rows(material: Material, meeting: Meeting, page: Page, table: Table, middle: float) -> Iterator[Attendance]:
    marks: dict[str, str] = codes("attendance")["marks"]
    capacities: dict[str, str] = codes("attendance")["grid_capacities"]
    by_place: dict[tuple[int, int], Cell] = {(cell.row, cell.column): cell for cell in table.cells}
    for row in range(table.rows):
        name_cell = by_place.get((row, 0))
        mark_cell = next((cell for cell in table.cells if cell.row == row and cell.x0 <= middle < cell.x1), None)
        if name_cell is None or mark_cell is None or mark_cell.end <= mark_cell.start:
            continue
        words = _words(page, name_cell)
        names = find_names(words if not words.isupper() else words.title())
        status = marks.get(_words(page, mark_cell).strip(".").lower())
        if len(names) != 1 or status is None:
            continue
        kind = next(
            (_words(page, cell).lower() for at in (1, 2) if (cell := by_place.get((row, at))) and _words(page, cell).lower() in capacities),
            "",
        )
        name = words[names[0].start : names[0].end]
        yield Attendance(
            id=material.next_id("attendance", page.number),
            meeting_id=meeting.id,
            name=name.title() if name.isupper() else name,
            capacity=capacities.get(kind, "member"),  # type: ignore[arg-type]
            role=_role(words[names[0].end :]),
            post=kind.title() if capacities.get(kind) == "officer" else None,
            status=status,  # type: ignore[arg-type]
            source=material.source_at(Span(page.number, name_cell.start, max(mark_cell.end, name_cell.end))),
        )


def _role(rest: str) -> str | None:
    match = re.search(codes("attendance")["roles"], rest, re.I)
    return match[0] if match else None


def _words(page: Page, cell: Cell) -> str:
    return " ".join(page.text[cell.start : cell.end].split())
