"""Resolutions: the decisions that minutes and decision notices record, and the recorded votes on them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.material import Material
from pipeline.extract.minuted import MinutedItem, minuted_items
from pipeline.extract.minutes import place_of
from pipeline.extract.resolutions.decisions import read_decisions
from pipeline.extract.resolutions.markers import find_markers, is_formal
from pipeline.extract.resolutions.notices import read_notice
from pipeline.extract.resolutions.rows import Rows
from pipeline.extract.series import is_tracker
from pipeline.records import Attendance, Box, Found, Minute, Resolution, Section, Vote


def find_resolutions(
    material: Material, minutes: Sequence[Minute], attendance: Sequence[Attendance]
) -> tuple[Found[Resolution], list[Vote]]:
    """Every decision of the document, in printed order, and the votes recorded by name.

    Sub-clauses are a row each under their printed label. Only minutes and decision notices decide; `minutes` are those that
    `find_minutes` gave for the same material, `attendance` resolves the initials of movers. A recorded vote whose printed count is
    not the number of its names is a finding.
    """
    rows = Rows(material, attendance)
    for section in material.sections("minutes", "decision_notice"):
        if section.kind == "decision_notice" and not _lists_decisions(material, section):
            for decision in read_notice(material.paragraphs_of(section)):
                rows.write(decision, None, None)
        else:
            _read_minutes(material, section, minutes, rows)
    return Found(rows.resolutions, rows.findings), rows.votes


def _lists_decisions(material: Material, section: Section) -> bool:
    """Whether a notice is a list of what one meeting decided: several numbered items, each with a marker of its own."""
    decided = [item for item in minuted_items(material, section) if any(find_markers(p.text) for p in item.body)]
    return len([item for item in decided if item.heading is not None and item.heading.reference]) > 1


def _read_minutes(material: Material, section: Section, minutes: Sequence[Minute], rows: Rows) -> None:
    """Writes the decisions of one minutes section."""
    own = [minute for minute in minutes if section.page_start <= minute.source.page <= section.page_end]
    by_place = {(minute.source.page, minute.source.bbox): minute for minute in own}
    items = minuted_items(material, section)
    texts = [paragraph.text for item in items for paragraph in item.body]
    formal = is_formal(texts)
    language = not any(find_markers(text) for text in texts) and any(find_markers(text, language=True) for text in texts)
    meeting_id = own[0].meeting_id if own else rows.only_meeting()
    in_tables = {(p.page, p.table): p for item in items for p in item.body if p.table >= 0}
    trackers = {place for place, paragraph in in_tables.items() if is_tracker(paragraph, material.pages)}
    for item in items:
        minute = _minute_of(material, item, by_place)
        body = rows.without_marks([p for p in item.body if (p.page, p.table) not in trackers])
        for decision in read_decisions(body, formal, language):
            if minute is None and item.heading is not None:
                decision.reference = decision.reference or item.heading.reference
            rows.write(decision, minute, minute.meeting_id if minute is not None else meeting_id)


def _minute_of(material: Material, item: MinutedItem, by_place: dict[tuple[int, Box], Minute]) -> Minute | None:
    """The minute that was made of an item."""
    if item.heading is None:
        return None
    source = place_of(material, item.heading)
    return by_place.get((source.page, source.bbox))
