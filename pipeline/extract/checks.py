"""Where a document disagrees with itself: the days of its meetings in the agenda, the minutes and the file's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline.edges.codes import codes
from pipeline.extract.dates import DateContext, find_dates
from pipeline.extract.material import Material
from pipeline.extract.paper_date import filename_day, filename_days, writes_month_first
from pipeline.records import Finding, Meeting


def check_meetings(material: Material, meetings: Sequence[Meeting]) -> list[Finding]:
    """Findings on a document's meetings: an agenda that names another day for the minutes in its pack, a file's name with another day."""
    return [*_agenda_against_minutes(material, meetings), *_filename_against_meetings(material, meetings)]


def _agenda_against_minutes(material: Material, meetings: Sequence[Meeting]) -> list[Finding]:
    recorded = {meeting.date for meeting in meetings if meeting.role == "recorded"}
    if not recorded:
        return []
    findings: list[Finding] = []
    for section in material.sections("agenda"):
        for paragraph in material.paragraphs_of(section):
            told = _minutes_of().search(paragraph.text)
            days = find_dates(paragraph.text, DateContext()) if told else []
            days = [day for day in days if day.precision == "day" and told is not None and day.start_at > told.start()]
            if not days or any(day.start in recorded for day in days):
                continue
            source = material.source(paragraph)
            held = ", ".join(sorted(day for day in recorded if day))
            message = (
                f"The agenda speaks of minutes of {days[0].text}; those in this file record a meeting on {held}. Check which is right."
            )
            code = "meeting-date-conflict"
            findings.append(Finding(code=code, severity="warning", page=source.page, quote=source.quote, message=message))
    return findings


def _filename_against_meetings(material: Material, meetings: Sequence[Meeting]) -> list[Finding]:
    month_first = material.once(writes_month_first)
    named = filename_day(material.paper.filename, month_first)
    if named is None or len(named) < 10 or not meetings:
        return []
    days = filename_days(material.paper.filename, DateContext(document_date=meetings[0].date, month_first=month_first))
    if any(meeting.date in days for meeting in meetings):
        return []
    first = meetings[0]
    message = f"The file's name says {named}, the paper says {first.date}. Check which is right."
    return [Finding(code="filename-date-conflict", severity="warning", page=first.source.page, quote=first.source.quote, message=message)]


@cache
def _minutes_of() -> re.Pattern[str]:
    return re.compile(codes("meetings")["minutes_of"], re.I)
