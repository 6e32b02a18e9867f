"""Minuted items of a document: references, titles, texts, and whether the minutes are a draft or confirmed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from msgspec.structs import replace

from pipeline.edges.codes import codes
from pipeline.extract.cover_agenda import cover_items
from pipeline.extract.headings import Heading, listed
from pipeline.extract.material import Material
from pipeline.extract.minuted import MinutedItem, minuted_items
from pipeline.records import Found, Meeting, Minute, Section, Source, Span

FEWEST_BEHIND = 8
"""Words behind a title that are a sentence of the minute, and not the rest of the title."""
DATE = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\s*[ /.-]\s*(?:\d{1,2}|[A-Z][a-z]{2,8})\s*[ /.-]\s*\d{2,4}\b")


def find_minutes(material: Material, meetings: Sequence[Meeting]) -> Found[Minute]:
    """The minuted items of all minutes sections, in printed order; empty for papers without minutes.

    `text` holds the paragraphs under the heading, a line each. `meeting_id` is the last recorded meeting of the section that starts at
    or before the item. Source: minutes with references in the margin, above the title, glued to it or in a table's first column.
    """
    found: Found[Minute] = Found()
    for section in material.sections("minutes"):
        status = _status(material, section)
        listed = {_figures(item.number): item.title for item in cover_items(material, section)}
        for item in minuted_items(material, section):
            if item.heading is None:
                continue
            meeting = meeting_of(meetings, section, place_of(material, item.heading))
            minute = _minute(material, item, meeting, status, len(found.records) + 1)
            found.records.append(_titled_as_listed(minute, listed.get(_figures(minute.reference or ""), "")))
    return found


def _figures(reference: str) -> tuple[int, ...]:
    return tuple(int(figures) for figures in re.findall(r"\d+", reference))


def _titled_as_listed(minute: Minute, listed: str) -> Minute:
    """A minute whose title runs on into its text, as a cell across two columns has both: its title is that of the agenda in front."""
    title, short = minute.title or "", listed.rstrip(" .:")
    behind = title[len(short) :]
    runs_on = short and title.lower().startswith(short.lower()) and re.match(r"[.:]?\s+[A-Z][a-z]", behind)
    if not runs_on or len(behind.split()) < FEWEST_BEHIND:
        return minute
    return replace(minute, title=title[: len(short)], text="\n".join(part for part in (behind.strip(" .:"), minute.text) if part))


def meeting_of(meetings: Sequence[Meeting], section: Section, place: Source) -> str | None:
    """The id of the recorded meeting that a place of a section is about: the last that starts above it, else the section's first."""
    own = [m for m in meetings if m.role == "recorded" and section.page_start <= m.source.page <= section.page_end]
    at = place.page, place.bbox[1]
    before = [m for m in own if (m.source.page, m.source.bbox[1]) <= at]
    chosen = before[-1] if before else own[0] if own else None
    return chosen.id if chosen is not None else None


def _minute(
    material: Material, item: MinutedItem, meeting_id: str | None, status: Literal["draft", "confirmed"] | None, ordinal: int
) -> Minute:
    heading = item.heading
    assert heading is not None
    return Minute(
        id=material.next_id("minutes", heading.paragraph.page),
        meeting_id=meeting_id,
        ordinal=ordinal,
        reference=heading.reference,
        title=heading.title,
        text="\n".join(paragraph.words.strip() for paragraph in item.body if paragraph.words.strip()),
        source=place_of(material, heading),
        confirmed=status,
    )


def place_of(material: Material, heading: Heading) -> Source:
    """The place of a minute: its heading, up to the end of its title where number and title stand in paragraphs or cells of their own."""
    paragraph, title = heading.paragraph, heading.title
    span = paragraph.spans[0]
    page = material.pages[span.page]
    if title and not paragraph.words.strip():
        words = re.compile(r"\s+".join(re.escape(word) for word in title.split()))
        match = words.search(page.text, span.start, span.end + len(title) + 200)
        if match:
            return material.source_at(Span(span.page, span.start, match.end()))
    return material.source(paragraph, 0, heading.rest if heading.rest > 0 else None)


def _status(material: Material, section: Section) -> Literal["draft", "confirmed"] | None:
    """What the paper says of its minutes: a watermark, a word in the title or the first lines, or a signature with its date."""
    pages = [material.pages[number] for number in range(section.page_start, section.page_end + 1) if number in material.pages]
    marks = [furniture.text for page in pages for furniture in page.furniture]
    paragraphs = material.paragraphs_of(section)
    opening = [paragraph.text for paragraph in paragraphs[:8] if len(paragraph.text) < 160]
    for text in (*marks, *opening):
        if len(text) < 160 and listed("draft").search(text):
            return "draft"
    if any(listed("confirmed").search(text) for text in (*marks, *opening)):
        return "confirmed"
    signature = re.compile(codes("minutes")["signature"], re.IGNORECASE)
    ending = [p.text for p in paragraphs[-40:] if len(p.text) < 160]
    for position, text in enumerate(ending):
        if signature.match(text) and DATE.search(text) and not re.search(r"next meeting|meetings?:", text, re.IGNORECASE):
            return "confirmed"
        if signature.match(text) and len(text) < 30 and position + 1 < len(ending) and DATE.fullmatch(ending[position + 1].strip()):
            return "confirmed"
    return None
