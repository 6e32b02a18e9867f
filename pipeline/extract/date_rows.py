"""Every date that a document prints, with the interval it means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.extract.dates import DateContext, FoundDate, find_dates
from pipeline.extract.days_ahead import DaysAhead
from pipeline.extract.due_rows import with_due_dates
from pipeline.extract.material import Material
from pipeline.extract.paper_date import context_at
from pipeline.records import Action, DateExpression, Finding, Found, Meeting, Page, Paragraph, Source, Span

CELLS = 5
"""How many paragraphs from a page's end one that goes on overleaf stands at most."""
CUT_DATE = re.compile(r"(?:\b\d{1,2}(?:st|nd|rd|th)?(?: of)?|\b[A-Z][a-z]{2,8},?(?: \d{1,2}(?:st|nd|rd|th)?,?)?)\s*\Z")
"""How a page ends inside a date: with a day, or a word that may be a month's or a weekday's."""


def find_date_rows(
    material: Material, contexts: dict[int, DateContext], meetings: Sequence[Meeting], actions: Sequence[Action]
) -> Found[DateExpression]:
    """The date expressions of all pages, in printed order. Those whose interval the paper does not decide are left out.

    Expressions without a year are `year-inferred` (info); a weekday that is not the date's, and a day that does not exist, are findings.
    """
    found: Found[DateExpression] = Found()
    told = {(m.source.page, m.source.quote) for m in meetings}
    dues: dict[int, list[Action]] = {}
    for action in actions:
        for number in range(action.source.page, (action.source.page_end or action.source.page) + 1):
            dues.setdefault(number, []).append(action)
    cut = {paragraph.page: paragraph for paragraph in _cut_in_a_date(material)}
    shown = [number for number in material.pages if (section := material.section_at(number)) is None or not section.restricted]
    dates = {number: list(_dates_of(material, material.pages[number], context_at(contexts, material, number), cut)) for number in shown}
    ahead = DaysAhead(date for of_page in dates.values() for date, _ in of_page)
    for number, of_page in dates.items():
        for printed, source in of_page:
            date = ahead.with_year(printed, context_at(contexts, material, number))
            if date.start is None and not date.impossible:
                continue
            if date.start is not None:
                found.records.append(
                    DateExpression(
                        id=material.next_id("dates", number),
                        text=date.text,
                        start=date.start,
                        end=date.end,
                        precision=date.precision,
                        role="due" if _is_due(dues.get(number, ()), date) else date.role,
                        source=source,
                    )
                )
            found.findings.extend(_doubts(date, source, told))
    found.records.extend(_days_of_grids(material, actions))
    return Found(with_due_dates(material, contexts, actions, found.records), found.findings)


def _cut_in_a_date(material: Material) -> Iterator[Paragraph]:
    """The paragraphs that a page's end may cut inside a date."""
    for number in material.pages:
        for paragraph in material.paragraphs_on(number)[-CELLS:]:
            if len(paragraph.spans) > 1 and CUT_DATE.search(paragraph.text, 0, _length(paragraph.spans[0])):
                yield paragraph


def _dates_of(material: Material, page: Page, context: DateContext, cut: Mapping[int, Paragraph]) -> Iterator[tuple[FoundDate, Source]]:
    """The dates of a page with their places; one that its end cuts is read with its rest, and the rest that opens a page is none."""
    over = _over_the_end(cut.get(page.number), context)
    before = cut.get(page.number - 1)
    opened = _over_the_end(before, context)
    begin = before.spans[1].start + opened.end_at - _length(before.spans[0]) - 1 if before is not None and opened is not None else 0
    whole = cut[page.number] if over is not None else None
    end = whole.spans[0].start + over.start_at if whole is not None and over is not None else len(page.text)
    for date in find_dates(page.text, context):
        if date.end_at > begin and date.start_at < end:
            yield date, material.source_at(Span(page.number, date.start_at, date.end_at))
    if whole is not None and over is not None:
        yield over, material.source(whole, over.start_at, over.end_at)


def _over_the_end(paragraph: Paragraph | None, context: DateContext) -> FoundDate | None:
    """The date of a paragraph that begins on one page and ends on the next."""
    if paragraph is None:
        return None
    edge = _length(paragraph.spans[0])
    return next((date for date in find_dates(paragraph.text, context) if date.start_at < edge < date.end_at), None)


def _length(span: Span) -> int:
    return span.end - span.start


def _doubts(date: FoundDate, source: Source, told: set[tuple[int, str]]) -> Iterator[Finding]:
    """What a person should look at: a wrong weekday (unless `told` with its meeting), a day that does not exist, a year worked out."""
    if date.weekday_mismatch and (source.page, source.quote) not in told:
        message = f"{source.quote}: {date.start} is no such weekday. Check which of the two is right."
        yield Finding(code="weekday-mismatch", severity="warning", page=source.page, quote=source.quote, message=message)
    if date.impossible:
        message = f"There is no such day as {source.quote}. Check what was meant."
        yield Finding(code="impossible-date", severity="warning", page=source.page, quote=source.quote, message=message)
    if date.year_inferred:
        message = f"{source.quote} is printed without its year, and was taken as {date.start}."
        yield Finding(code="year-inferred", severity="info", page=source.page, quote=source.quote, message=message)


def _is_due(actions: Sequence[Action], date: FoundDate) -> bool:
    """Whether a date is the one by which an action of its page was promised."""
    return any(action.due_start == date.start and action.due_text and date.text in action.due_text for action in actions)


def _days_of_grids(material: Material, actions: Sequence[Action]) -> Iterator[DateExpression]:
    """The days that stand alone in the cells of milestone grids (`4th` under `SEPT`), as the actions took them."""
    for action in actions:
        if action.origin != "milestone" or action.due_start is None or action.due_precision != "day" or not action.due_text:
            continue
        page = material.pages[action.source.page]
        x0, top, x1, bottom = action.source.bbox
        day = action.due_text.split()[-1]
        for cell in (cell for table in page.tables for cell in table.cells):
            inside = top - 1 <= (cell.top + cell.bottom) / 2 <= bottom + 1 and cell.x1 > x0 and cell.x0 < x1 + 1
            if inside and page.text[cell.start : cell.end].strip() == day and not find_dates(day, DateContext()):
                source = material.source_at(Span(page.number, cell.start, cell.end))
                yield DateExpression(
                    id=material.next_id("dates", page.number),
                    text=day,
                    start=action.due_start,
                    end=action.due_end,
                    precision="day",
                    role="due",
                    source=source,
                )
                break
