"""The day of a paper and the time it covers: what dates printed without a year are counted from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline.extract.dates import DateContext, FoundDate, find_dates
from pipeline.extract.dates.words import month_names
from pipeline.extract.material import Material
from pipeline.records import Meeting, Report, Section

FEWEST = 2
"""Dates with the month first that make it a paper's way of writing them."""
OPENING = 14
"""How many paragraphs of a section its date is looked for in when no meeting or front sheet gives it."""
LONGEST_MONTH = 16
"""Characters of a line at most that holds nothing but a month and its year."""
ISO_DAY = re.compile(r"(?<!\d)(20\d\d|19\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
PLAIN_DAY = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])(20\d\d)(?!\d)")
SEPARATORS = re.compile(r"[_\s.]+|(?<=\d)-(?=\D)|(?<=\D)-(?=\d)")

DAY_AND_YEAR = re.compile(r"\d, (?:19|20)\d\d")
"""How a date ends that is written as in North America."""


def find_contexts(material: Material, meetings: Sequence[Meeting], reports: Sequence[Report]) -> dict[int, DateContext]:
    """For each section, by its ordinal: the day it was written for and the period that its title names.

    The day is that of its meeting (the last that it records), its front sheet, or the meeting that the pack is for; else of its title, its
    opening, the file's name; else the last of the month that a line of the opening names and nothing else.
    """
    announced = next((m.date for m in meetings if m.role == "announced" and m.date), None)
    contexts: dict[int, DateContext] = {}
    for section in material.division.sections:
        own = max((m.date for m in meetings if m.section == section.ordinal and m.date), default=None)
        reported = next((r.meeting_date for r in reports if r.section == section.ordinal and r.meeting_date), None)
        plain = DateContext(month_first=material.once(writes_month_first))
        titled = [] if own else find_dates(_title(material, section), plain)
        period = next((found for found in titled if found.precision in ("range", "year", "financial-year", "half-year")), None)
        day = (
            own
            or reported
            or announced
            or _last_day(titled)
            or _opening_day(material, section)
            or filename_day(material.paper.filename, plain.month_first)
        )
        day = day or _opening_month(material, section)
        period = period or (None if day else _opening_year(material, section))
        contexts[section.ordinal] = DateContext(
            document_date=day or (period.start if period else None),
            period_start=period.start if period else None,
            period_end=period.end if period else None,
            month_first=plain.month_first,
        )
    return contexts


def writes_month_first(material: Material) -> bool:
    """Whether a paper writes dates as North America does: `February 9, 2021` more than once, no day in front of a month, no pounds."""
    day_first, month_first = _orders()
    found = 0
    for page in material.pages.values():
        if "£" in page.text or day_first.search(page.text):
            return False
        found += len(month_first.findall(page.text)) if DAY_AND_YEAR.search(page.text) else 0
    return found >= FEWEST


@cache
def _orders() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A day in front of a month (`9th of February`), and behind it with the year (`February 9, 2021`)."""
    month = month_names()
    return (
        re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {month}\b", re.I),
        re.compile(rf"\b{month} \d{{1,2}}, (?:19|20)\d\d\b", re.I),
    )


def context_at(contexts: dict[int, DateContext], material: Material, page: int) -> DateContext:
    """The context of the section that a page belongs to; an empty one outside all sections."""
    section = material.section_at(page)
    return contexts.get(section.ordinal, DateContext()) if section else DateContext()


def _title(material: Material, section: Section) -> str:
    return " ".join(text for text in (section.title, material.division.title if section.ordinal == 1 else None) if text)


def _last_day(dates: Sequence[FoundDate]) -> str | None:
    """The end of the latest day or month among some dates."""
    return max((found.end for found in dates if found.end and found.precision in ("day", "month")), default=None)


def _opening_day(material: Material, section: Section) -> str | None:
    for paragraph in material.paragraphs_of(section)[:OPENING]:
        for found in find_dates(paragraph.text, DateContext()):
            if found.precision == "day" and not found.year_inferred and found.start:
                return found.start
    return None


def _opening_month(material: Material, section: Section) -> str | None:
    """The last day of the month that a paper is of: the first paragraph of the opening that is a month with its year (`May 2021`)."""
    for paragraph in material.paragraphs_of(section)[:OPENING]:
        found = find_dates(paragraph.text, DateContext()) if len(paragraph.text) <= LONGEST_MONTH else []
        if len(found) == 1 and found[0].precision == "month" and found[0].text == paragraph.text.strip():
            return found[0].end
    return None


def _opening_year(material: Material, section: Section) -> FoundDate | None:
    """The only financial year that the opening of a section speaks of; None when it names none, or several."""
    text = "\n".join(paragraph.text for paragraph in material.paragraphs_of(section)[:OPENING])
    years = {(found.start, found.end): found for found in find_dates(text, DateContext()) if found.precision == "financial-year"}
    return next(iter(years.values())) if len(years) == 1 else None


def filename_day(filename: str, month_first: bool = False) -> str | None:
    """The one day in a file's name (`2023-03-30`, `27th July 2023`, `12112025`), ISO; None when there is none or more than one.

    `month_first`: the paper writes the month before the day.
    """
    name = filename.rsplit(".", 1)[0]
    days = {"-".join(match.groups()) for match in ISO_DAY.finditer(name)}
    if not days:
        days = {f"{match[3]}-{match[2]}-{match[1]}" for match in PLAIN_DAY.finditer(name)}
    if not days:
        days = _days_in_words(name, DateContext(month_first=month_first))
    return days.pop() if len(days) == 1 else None


def filename_days(filename: str, context: DateContext) -> set[str]:
    """Every day in a file's name, however it is written: that of the folder it lay in may stand before the paper's own."""
    name = filename.rsplit(".", 1)[0]
    days = {"-".join(match.groups()) for match in ISO_DAY.finditer(name)}
    days |= {f"{match[3]}-{match[2]}-{match[1]}" for match in PLAIN_DAY.finditer(name)}
    return days | _days_in_words(ISO_DAY.sub(" ", name), context)


def _days_in_words(name: str, context: DateContext) -> set[str]:
    """The days in a name, whatever stands between their parts and in place of spaces."""
    found = [*find_dates(SEPARATORS.sub(" ", name), context), *find_dates(name.replace("_", " "), context)]
    return {date.start for date in found if date.precision == "day" and date.start and not date.year_inferred}
