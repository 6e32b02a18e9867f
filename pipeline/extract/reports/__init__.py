"""Officers' reports, from their front sheets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline.edges.codes import codes
from pipeline.extract.dates import DateContext, find_dates
from pipeline.extract.material import Material
from pipeline.extract.minuted import minuted_items
from pipeline.extract.reports.fields import Field, find_fields
from pipeline.extract.reports.openings import read_opening
from pipeline.records import Found, Meeting, Paragraph, Report, Section, Source, Span

ENOUGH = 2
"""Fields by which a front sheet is told."""
LONGEST_WARDS = 240
PUNCTUATION = " \t,;:-–—()"


def find_reports(material: Material, meetings: Sequence[Meeting] = ()) -> Found[Report]:
    """The reports of a document: one for each section that opens with a front sheet, and one for each report that a minute names by
    its number (`Report ACH21-044` under a heading). A front sheet's date without a day is that of the pack's meeting in that month.
    """
    found: Found[Report] = Found()
    for section in material.division.sections:
        if section.restricted:
            continue
        if section.kind in ("report", "other"):
            report = _from_front_sheet(material, section, meetings)
            if report is not None:
                found.records.append(report)
        elif section.kind == "minutes":
            found.records.extend(_named_in_minutes(material, section))
    return found


def front_sheet(material: Material, section: Section) -> list[Field]:
    """The fields of a section's first page; with those of its second where the first is a cover and has hardly any."""
    fields = find_fields(material.pages[section.page_start])
    if len([field for field in fields if field.group == "fields" and field.value]) < ENOUGH and section.page_start < section.page_end:
        fields.extend(find_fields(material.pages[section.page_start + 1]))
    return fields


def _from_front_sheet(material: Material, section: Section, meetings: Sequence[Meeting]) -> Report | None:
    fields = front_sheet(material, section)
    opening = read_opening(material.pages[section.page_start], material.division.council, fields)
    labelled = _first(fields, "title")
    maker, day = _maker_and_day(fields, meetings)
    maker = maker or opening.maker
    day = day or (_day_of(opening.dated.text, meetings) if opening.dated is not None else None)
    title = labelled or (opening.title if opening.told else None)
    number = _number(fields)
    wards = _wards(fields)
    told = (
        sum(value is not None for value in (labelled, maker, day, number, wards))
        + opening.authored
        + len({f.meaning for f in fields if f.group == "people" and f.value and (f.label.page == section.page_start)})
    )
    if told < ENOUGH or (section.kind == "other" and (labelled is None or maker is None)):
        return None
    words = _joined(title) if title is not None else section.title
    if not words:
        return None
    source = material.source(title) if title is not None else _place_of(material, section, words)
    return Report(
        id=material.next_id("reports", source.page),
        section=section.ordinal,
        title=words,
        source=source,
        report_number=number,
        decision_maker=maker,
        meeting_date=day,
        decision_type=_decision_type(fields),
        wards=wards,
        purpose=_purpose(fields),
    )


def _named_in_minutes(material: Material, section: Section) -> list[Report]:
    reports: list[Report] = []
    for item in minuted_items(material, section):
        title = item.heading.title if item.heading is not None else section.title
        for paragraph in item.body:
            match = _named().fullmatch(paragraph.text.strip())
            if match is not None and title:
                source = material.source(paragraph)
                reports.append(
                    Report(
                        id=material.next_id("reports", source.page),
                        section=section.ordinal,
                        title=title,
                        source=source,
                        report_number=match["number"],
                    )
                )
    return reports


@cache
def _named() -> re.Pattern[str]:
    return re.compile(codes("front_sheets")["report_named"], re.I)


def _first(fields: Sequence[Field], meaning: str) -> Paragraph | None:
    """The value of the first field of a meaning that has one."""
    return next((field.words for field in fields if field.group == "fields" and field.meaning == meaning and _says(field.words)), None)


def _says(value: Paragraph | None) -> bool:
    return value is not None and value.text.strip(" .").lower() not in codes("front_sheets")["nothing"]


def _says_what_for(value: Paragraph | None) -> bool:
    """Whether a value says what a report is for (`Report for: Decision`), not whom."""
    return value is not None and re.fullmatch(codes("front_sheets")["report_for"], value.text.strip(), re.I) is not None


def _joined(value: Paragraph) -> str:
    return re.sub(r"(?<=\w)- (?=[a-z])", "-", " ".join(value.text.split()))


def _text(value: Paragraph | None) -> str | None:
    return _joined(value) if value is not None else None


def _purpose(fields: Sequence[Field]) -> str | None:
    values = [f.words for f in fields if f.group == "fields" and f.meaning == "purpose" and _says(f.words) and not _says_what_for(f.words)]
    return re.sub(r"^\d{1,2}(?:\.\d{1,2})*\.?\s+", "", _text(values[0]) or "") or None if values else None


def _number(fields: Sequence[Field]) -> str | None:
    pattern = codes("front_sheets")["report_number"]
    values = [_text(f.words) for f in fields if f.group == "fields" and f.meaning == "report_number" and _says(f.words)]
    return next((value for value in values if value and re.fullmatch(pattern, value)), None)


def _wards(fields: Sequence[Field]) -> str | None:
    value = (_text(_first(fields, "wards")) or "").strip(" ;:,.")
    if re.fullmatch(r"\([^()]*\)", value):
        value = value[1:-1]
    return value if value and len(value) <= LONGEST_WARDS else None


def _decision_type(fields: Sequence[Field]) -> str | None:
    """What stands behind `Decision Type`; else the label itself (`Key Decision`) where the sheet answers it with yes."""
    printed = _text(_first(fields, "decision_type"))
    if printed:
        return printed
    for field in fields:
        if field.meaning != "key_decision" or field.words is None:
            continue
        answer = field.words.text.strip()
        if re.match(r"(?:non-)?key\b", answer, re.I):
            return _joined(field.words)
        if re.match(r"yes\b", answer, re.I):
            return field.label.text.strip(" :?")
    return None


def _maker_and_day(fields: Sequence[Field], meetings: Sequence[Meeting]) -> tuple[str | None, str | None]:
    """Who decides, without the date printed behind the name, and the day of the meeting, from its own field or from there."""
    makers = [f for f in fields if f.meaning == "decision_maker" and _says(f.words) and not _says_what_for(f.words)]
    makers.sort(key=lambda field: "decision" not in field.label.text.lower())
    dated = [f.words for f in fields if f.meaning == "meeting_date" and f.words is not None]
    maker = None
    for field in makers:
        text = _text(field.words) or ""
        dates = find_dates(text, DateContext())
        if dates:
            before, after = text[: dates[0].start_at].strip(PUNCTUATION), text[dates[-1].end_at :].strip(PUNCTUATION)
            text = re.sub(r"\s+(?:on|held on|of)$", "", before) or after
        maker = maker or text.strip(PUNCTUATION) or None
    days = [day for value in [*dated, *(f.words for f in makers)] if value is not None and (day := _day_of(value.text, meetings))]
    return maker, days[0] if days else None


def _day_of(text: str, meetings: Sequence[Meeting]) -> str | None:
    """The day that a text names; where it names a month only, the day in it on which the document's meeting is."""
    dates = [date for date in find_dates(text, DateContext()) if date.start and date.end]
    exact = next((date.start for date in dates if date.precision == "day" and not date.year_inferred), None)
    if exact:
        return exact
    announced = [meeting.date for meeting in meetings if meeting.role == "announced" and meeting.date]
    return next((day for date in dates for day in announced if date.start and date.end and date.start <= day <= date.end), None)


def _place_of(material: Material, section: Section, words: str) -> Source:
    """Where a section's title stands on its first page; the start of the section when it is not found there as printed."""
    page = material.pages[section.page_start]
    match = re.search(r"\s+".join(re.escape(word) for word in words.split()), page.text)
    if match:
        return material.source_at(Span(page.number, match.start(), match.end()))
    return material.source(material.paragraphs_of(section)[0])
