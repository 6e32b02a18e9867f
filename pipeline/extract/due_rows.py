"""Dates in the due cells of action tables that a page's lines do not show as dates: over several narrow lines, a month alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.extract.dates import DateContext, FoundDate, find_due_dates
from pipeline.extract.material import Material
from pipeline.extract.paper_date import context_at
from pipeline.records import Action, DateExpression, Page, Span


def with_due_dates(
    material: Material, contexts: dict[int, DateContext], actions: Sequence[Action], found: Sequence[DateExpression]
) -> list[DateExpression]:
    """The dates found on the pages, those in due cells as the cells read them in place of what the page's lines gave there.

    31
    January        one date, though its first line might be any number
    2026
    """
    rows = list(found)
    for action in actions:
        if action.origin != "table" or action.due_start is None or not action.due_text:
            continue
        number = action.source.page
        page = material.pages[number]
        for date in find_due_dates(action.due_text, context_at(contexts, material, number)):
            for place in _places(page, action, date):
                here = [row for row in rows if row.source.page == number and _lies_in(row, material, place)]
                if not any((row.start, row.end) == (date.start, date.end) for row in here):
                    rows = [row for row in rows if row not in here]
                    rows.append(_row(material, place, date))
    return rows


def _places(page: Page, action: Action, date: FoundDate) -> Iterator[Span]:
    """Where a date stands in a cell of the action's row, whatever line ends run through it."""
    x0, top, x1, bottom = action.source.bbox
    pattern = re.compile(r"\s+".join(re.escape(word) for word in date.text.split()))
    for cell in (cell for table in page.tables for cell in table.cells if cell.end > cell.start):
        if x0 - 1 <= (cell.x0 + cell.x1) / 2 <= x1 + 1 and top - 1 <= (cell.top + cell.bottom) / 2 <= bottom + 1:
            inside = pattern.search(page.text, cell.start, cell.end)
            if inside is not None and (action.due_text or "").startswith(" ".join(page.text[cell.start : inside.end()].split())):
                yield Span(page.number, inside.start(), inside.end())


def _lies_in(row: DateExpression, material: Material, place: Span) -> bool:
    """Whether a date that was found stands within a place."""
    words = " ".join(material.pages[place.page].text[place.start : place.end].split())
    box, around = row.source.bbox, material.source_at(place).bbox
    level = around[1] - 1 <= (box[1] + box[3]) / 2 <= around[3] + 1
    return row.source.quote in words and level and around[0] - 1 <= (box[0] + box[2]) / 2 <= around[2] + 1


def _row(material: Material, place: Span, date: FoundDate) -> DateExpression:
    return DateExpression(
        id=material.next_id("dates", place.page),
        text=date.text,
        start=date.start,
        end=date.end,
        precision=date.precision,
        role="due",
        source=material.source_at(place),
    )
