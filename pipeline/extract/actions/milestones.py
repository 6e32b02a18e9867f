"""Milestone grids: milestones down, months or quarters across, a day or a mark in the cell."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.edges.codes import codes
from pipeline.extract.actions.drafts import Draft
from pipeline.extract.actions.headings import Columns
from pipeline.extract.actions.rows import row_span
from pipeline.extract.actions.segments import Segment
from pipeline.extract.actions.themes import band_theme, cleaned
from pipeline.extract.dates import DateContext, months_in_order, parse_due

LEAST_PERIODS = 3
LEAST_YEARS = 2
YEAR = re.compile(r"(?:20|19)\d\d(?:\s?[/–-]\s?(?:\d\d){1,2})?")
QUARTER = re.compile(r"\bq(?:tr|uarter)?\s?[1-4]\b|[a-z]{3,9}\s*[-–]\s*[a-z]{3,9}", re.IGNORECASE)
ORDINAL = re.compile(r"(?:by\s+|w/?c\s+)?\d{1,2}\s?(?:st|nd|rd|th)\b", re.IGNORECASE)
DAY = re.compile(r"\d{1,2}\Z")
YEAR_FIRST = re.compile(r"\A((?:20|19)\d\d(?:\s?[/–-]\s?\d\d(?:\d\d)?)?)\s+(\S.*)")
"""A year in the upper of two heading rows stands before its months."""
LONGEST_STEP = 14
"""Cells of more words on average tell what has been done in a quarter, not what will be."""


@dataclass(frozen=True, slots=True)
class Period:
    """What a column across a grid stands for: ISO days; `month` as `YYYY-MM` where it is one month, `yearly` where it is a year."""

    start: str
    end: str
    month: str | None = None
    yearly: bool = False


def periods_of(columns: Columns, context: DateContext) -> dict[int, Period]:
    """The months, quarters or years that columns stand for, by their index; empty when fewer than three (two years) stand side by side."""
    printed = [column.heading for column in columns.columns]
    headings = [YEAR_FIRST.sub(r"\2 \1", heading) if heading[:1] in ("1", "2") else heading for heading in printed]
    found: dict[int, Period] = {}
    for index, month in enumerate(months_in_order(headings, context)):
        if month is not None:
            year, number = map(int, month.split("-"))
            found[index] = Period(f"{month}-01", f"{month}-{monthrange(year, number)[1]:02}", month)
    if len(found) < LEAST_PERIODS:
        found = _quarters(headings, context) or _years(headings, context)
    beside = sum(index + 1 in found for index in found)
    least = LEAST_YEARS if any(period.yearly for period in found.values()) else LEAST_PERIODS
    return found if len(found) >= least and beside == len(found) - 1 else {}


def _years(headings: Sequence[str], context: DateContext) -> dict[int, Period]:
    """The years that headings name and nothing else, by their index."""
    found: dict[int, Period] = {}
    for index, heading in enumerate(headings):
        due = parse_due(heading, context) if YEAR.fullmatch(heading.strip()) else None
        if due is not None and due.start and due.end and due.precision in ("year", "financial-year"):
            found[index] = Period(due.start, due.end, yearly=True)
    return found


def _quarters(headings: Sequence[str], context: DateContext) -> dict[int, Period]:
    """The quarters that headings name, by their index; one without a year comes after the one to its left."""
    found: dict[int, Period] = {}
    last = ""
    for index, heading in enumerate(headings):
        due = parse_due(heading, context) if QUARTER.search(heading) else None
        if due is None or not due.start or not due.end or due.precision not in ("quarter", "range"):
            continue
        start, end = due.start, due.end
        while due.year_inferred and start < last:
            start, end = (f"{int(day[:4]) + 1}{day[4:]}" for day in (start, end))
        found[index] = Period(start, end)
        last = start
    return found


def drafts_of_grid(segment: Segment, theme: str | None, periods: dict[int, Period], context: DateContext) -> list[Draft] | None:
    """An action for each dated cell, row by row, with the step that it names as detail; None when the cells hold something else."""
    name = segment.columns.of("action") or segment.columns.of("aim") or segment.columns.of("detail")
    first = next((c for c in segment.columns.columns if c.index not in periods and not (c.roles and "reference" in c.roles)), None)
    name = name if name is not None and name.index not in periods else first
    if name is None:
        return None
    worded = not _holds_dates(segment, periods, context, bool(set(name.roles) & {"action", "aim"}))
    if worded and not _holds_steps(segment, periods):
        return None
    leads, reference, above = (segment.columns.of(role) for role in ("leads", "reference", "theme"))
    aim = segment.columns.of("aim")
    above = above or (aim if aim is not None and aim.index < name.index else None)
    drafts: list[Draft] = []
    held: str | None = None
    for row in segment.rows:
        if row.band:
            theme = band_theme(row.cells[0].line) or theme
            continue
        if above is not None and row.cells[above.index].items:
            held = cleaned(row.cells[above.index].line)
        action = row.cells[name.index].line
        if not action:
            continue
        items = tuple(item.text for item in row.cells[leads.index].items) if leads is not None else ()
        for index, period in sorted(periods.items()):
            cell = row.cells[index]
            if not cell.items or cell.merged:
                continue
            heading = segment.columns.columns[index].heading
            due_text = heading if worded else _due_text(cell.line, heading)
            drafts.append(
                Draft(
                    origin="milestone",
                    span=row_span(row),
                    page_end=row.page_end,
                    theme=held or theme,
                    reference=row.cells[reference.index].line or None if reference is not None and reference.index not in periods else None,
                    action=action,
                    detail=cell.text if worded else None,
                    due_text=due_text,
                    due_cell=YEAR_FIRST.sub(r"\2 \1", heading) if worded or _mark().match(cell.line) else cell.line,
                    dates=replace_period(context, period),
                    leads=items,
                    leads_text=" ".join(items) or None,
                )
            )
    return drafts


def _holds_dates(segment: Segment, periods: dict[int, Period], context: DateContext, named: bool) -> bool:
    """Whether the cells under the periods are days, dates or marks; figures are days only in a thin grid of milestones."""
    cells = [row.cells[index] for row in segment.rows if not row.band for index in periods]
    worded = [cell.line for cell in cells if cell.items and not cell.merged]
    if not worded or (any(period.yearly for period in periods.values()) and not all(map(_mark().match, worded))):
        return False
    figures = sum(DAY.match(text) is not None for text in worded)
    clear = sum(bool(ORDINAL.match(text) or _mark().match(text) or _is_date(text, context)) for text in worded)
    if figures and (not named or 2 * len(worded) > len(cells) or any(int(t) > 31 for t in worded if DAY.match(t))):
        return False
    return clear + figures >= 0.8 * len(worded)


def _holds_steps(segment: Segment, periods: dict[int, Period]) -> bool:
    """Whether the cells under the periods say in a few words what will be done in them: a plan that gives no other date."""
    columns = segment.columns
    if any(period.yearly for period in periods.values()):
        return False
    if columns.has("due", "due_revised", "status", "progress") or not columns.has("leads", "action", "aim") or columns.not_actions:
        return False
    cells = [row.cells[index] for row in segment.rows if not row.band for index in periods]
    said = [cell.line for cell in cells if cell.items and not cell.merged]
    phrases = [text for text in said if len(re.findall(r"[A-Za-z]{2,}", text)) >= 2 and not re.match(r"[\W\d]+%?\Z", text)]
    return bool(said) and len(phrases) >= 0.8 * len(said) and sum(len(text.split()) for text in said) <= LONGEST_STEP * len(said)


@cache
def _mark() -> re.Pattern[str]:
    """A cell that only marks the column's time: signs, or a word such as `Due`."""
    known = codes("status")
    return re.compile(rf"[{re.escape(known['milestone_signs'])}]+\Z|(?:{'|'.join(known['milestone_words'])})\Z", re.IGNORECASE)


def _is_date(text: str, context: DateContext) -> bool:
    months = [word.lower() for names in codes("calendar")["months"].values() for word in names]
    words = [word.lower().strip(".,") for word in text.split()]
    return len(words) <= 5 and any(word in months for word in words) and parse_due(text, context).start is not None


def _due_text(cell: str, heading: str) -> str:
    """The date as a reader puts it together: the column and the day, the day and month of the cell, or the column of a mark."""
    if _mark().match(cell):
        return heading
    return f"{heading} {cell}" if ORDINAL.match(cell) or DAY.match(cell) else cell


def replace_period(context: DateContext, period: Period) -> DateContext:
    """The context of a cell under a period: a date without a year falls into it."""
    return DateContext(document_date=context.document_date, period_start=period.start, period_end=period.end, column_month=period.month)
