"""Resolutions: the decisions that minutes and decision notices record, and the recorded votes on them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from pipeline.extract.material import Material
from pipeline.extract.minuted import MinutedItem, minuted_items
from pipeline.extract.resolutions.clauses import Clause
from pipeline.extract.resolutions.decisions import read_decisions
from pipeline.extract.resolutions.ledger import Decision
from pipeline.extract.resolutions.markers import find_markers, is_formal
from pipeline.extract.resolutions.notices import read_notice
from pipeline.extract.resolutions.people import full_name
from pipeline.extract.series import is_tracker
from pipeline.records import Attendance, Found, Minute, Resolution, Source, Vote


def find_resolutions(
    material: Material, minutes: Sequence[Minute], attendance: Sequence[Attendance]
) -> tuple[Found[Resolution], list[Vote]]:
    """Every decision of the document, in printed order, and the votes recorded by name.

    Sub-clauses are a row each under their printed label. Only minutes and decision notices decide; `minutes` are those that
    `find_minutes` gave for the same material, `attendance` resolves the initials of movers.
    """
    found: Found[Resolution] = Found()
    votes: list[Vote] = []
    by_place = {(minute.source.page, minute.source.bbox): minute for minute in minutes}
    for section in material.sections("minutes", "decision_notice"):
        if section.kind == "decision_notice":
            for decision in read_notice(material.paragraphs_of(section)):
                _write(material, decision, None, attendance, found.records, votes)
            continue
        items = minuted_items(material, section)
        texts = [paragraph.text for item in items for paragraph in item.body]
        formal = is_formal(texts)
        language = not any(find_markers(text) for text in texts)
        for item in items:
            minute = _minute_of(material, item, by_place)
            body = [p for p in item.body if p.table < 0 or not is_tracker(p, material.pages)]
            for decision in read_decisions(body, formal, language):
                _write(material, decision, minute, attendance, found.records, votes)
    return found, votes


def _minute_of(
    material: Material, item: MinutedItem, by_place: dict[tuple[int, tuple[float, float, float, float]], Minute]
) -> Minute | None:
    """The minute that was made of an item."""
    if item.heading is None:
        return None
    rest = item.heading.rest
    source = material.source(item.heading.paragraph, 0, rest if rest > 0 else None)
    return by_place.get((source.page, source.bbox))


def _write(
    material: Material,
    decision: Decision,
    minute: Minute | None,
    attendance: Sequence[Attendance],
    rows: list[Resolution],
    votes: list[Vote],
) -> None:
    """Adds the rows of one decision and its recorded votes, which hang on its first row."""
    counts = decision.counts
    here = [person for person in attendance if minute is None or person.meeting_id in (None, minute.meeting_id)]
    first: Resolution | None = None
    for clause in decision.clauses:
        if not clause.text.strip():
            continue
        source = _source(material, clause)
        row = Resolution(
            id=material.next_id("resolutions", source.page),
            meeting_id=minute.meeting_id if minute is not None else None,
            minute_id=minute.id if minute is not None else None,
            ordinal=1 + sum(1 for other in rows if other.minute_id == (minute.id if minute is not None else None)),
            text=clause.text,
            source=source,
            reference=decision.reference or (minute.reference if minute is not None else None) or decision.number,
            label=clause.label,
            verb=decision.verb,
            outcome=decision.outcome,
            mover=full_name(decision.mover, here),
            seconder=full_name(decision.seconder, here),
            votes_for=counts.votes_for if counts is not None else None,
            votes_against=counts.votes_against if counts is not None else None,
            votes_abstained=counts.votes_abstained if counts is not None else None,
            kind=decision.kind,
        )
        rows.append(row)
        first = first or row
    if first is None or decision.recorded is None:
        return
    for side, name, paragraph, start, end in decision.recorded.names:
        votes.append(
            Vote(
                id=material.next_id("votes", paragraph.page),
                resolution_id=first.id,
                name=full_name(name, here) or name,
                vote=side,
                source=material.source(paragraph, start, end),
            )
        )


def _source(material: Material, clause: Clause) -> Source:
    """The place of a row: its first words, and the page that its last ones stand on."""
    pieces = [piece for piece in clause.pieces if piece.text]
    source = material.source(pieces[0].paragraph, pieces[0].start, pieces[0].end)
    last = material.source(pieces[-1].paragraph, pieces[-1].start, pieces[-1].end)
    end = last.page_end or last.page
    return msgspec.structs.replace(source, page_end=end if end > source.page else None)
