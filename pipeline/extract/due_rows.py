"""Dates in the due cells of action tables that a page's lines do not show as dates: over several narrow lines, a month alone."""

from __future__ import annotations

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
                here = _inside([row for row in rows if row.source.page == number], material, place)
                if not any((row.start, row.end) == (date.start, date.end) for row in here):
                    rows = [row for row in rows if row not in here]
                    rows.append(_row(material, place, date))
    return rows


def _places(page: Page, action: Action, date: FoundDate) -> Iterator[Span]:
    """Where a date stands in a cell of the action's row, whatever line ends run through it."""
    x0, top, x1, bottom = action.source.bbox
    words = date.text.split()
    for cell in (cell for table in page.tables for cell in table.cells if cell.end > cell.start):
        if x0 - 1 <= (cell.x0 + cell.x1) / 2 <= x1 + 1 and top - 1 <= (cell.top + cell.bottom) / 2 <= bottom + 1:
            inside = _find(words, page.text, cell.start, cell.end)
            if inside is not None and (action.due_text or "").startswith(" ".join(page.text[cell.start : inside[1]].split())):
                yield Span(page.number, *inside)


def _find(words: Sequence[str], text: str, low: int, high: int) -> tuple[int, int] | None:
    """Where some words first follow each other in `text[low:high]` with nothing but white space between them."""
    start = text.find(words[0], low, high)
    while start >= 0:
        end = start + len(words[0])
        for word in words[1:]:
            at = end
            while at < high and text[at].isspace():
                at += 1
            if at == end or not text.startswith(word, at, high):
                break
            end = at + len(word)
        else:
            return start, end
        start = text.find(words[0], start + 1, high)
    return None


def _inside(rows: Sequence[DateExpression], material: Material, place: Span) -> list[DateExpression]:
    """Those of some dates found on a page that stand within a place."""
    source = material.source_at(place)
    x0, top, x1, bottom = source.bbox
    return [
        row
        for row in rows
        if row.source.quote in source.quote
        and top - 1 <= (row.source.bbox[1] + row.source.bbox[3]) / 2 <= bottom + 1
        and x0 - 1 <= (row.source.bbox[0] + row.source.bbox[2]) / 2 <= x1 + 1
    ]


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
