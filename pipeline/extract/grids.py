"""Attendance grids: names down, meetings across, a mark in each cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.edges.codes import codes
from pipeline.extract.dates import DateContext, find_dates
from pipeline.extract.material import Material
from pipeline.extract.officers.names import find_names
from pipeline.records import Attendance, Cell, Meeting, Page, Section, Span, Table


class MarkGrid(NamedTuple):
    """A table of marks: its page, which of the page's tables it is, and the column of a meeting's day."""

    page: Page
    table: int
    column: int


def find_grids(material: Material, meeting: Meeting, section: Section) -> list[MarkGrid]:
    """The tables on a section's first pages that have a column for this meeting's day; empty when there is none."""
    found: list[MarkGrid] = []
    for number in range(section.page_start, min(section.page_end, section.page_start + 3) + 1):
        page = material.pages.get(number)
        for index, table in enumerate(page.tables if page else ()):
            column = _meeting_column(page, table, meeting) if page else None
            if page is not None and column is not None:
                found.append(MarkGrid(page, index, column))
    return found


def find_marked(material: Material, meeting: Meeting, grid: MarkGrid) -> list[Attendance]:
    """The people who have a mark in the column of this meeting's day, row by row; empty where the table holds something else.

    What a mark means is in `schemas/codes/attendance.yml` (`marks`); a mark that is not there gives no row.
    """
    return list(_rows(material, meeting, grid.page, grid.page.tables[grid.table], grid.column))


def _meeting_column(page: Page, table: Table, meeting: Meeting) -> int | None:
    for cell in table.cells:
        if cell.row > 2 or cell.column == 0 or cell.end <= cell.start:
            continue
        dates = find_dates(page.text[cell.start : cell.end], DateContext(document_date=meeting.date))
        if any(date.start == meeting.date and date.precision == "day" for date in dates):
            return cell.column
    return None


def _rows(material: Material, meeting: Meeting, page: Page, table: Table, column: int) -> Iterator[Attendance]:
    marks: dict[str, str] = codes("attendance")["marks"]
    capacities: dict[str, str] = codes("attendance")["grid_capacities"]
    by_place: dict[tuple[int, int], Cell] = {(cell.row, cell.column): cell for cell in table.cells}
    for row in range(table.rows):
        name_cell = by_place.get((row, 0))
        mark_cell = by_place.get((row, column))
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
