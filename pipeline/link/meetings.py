"""One meeting for the papers that announce and record it, and what hangs on it: agenda items, minutes, reports, resolutions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from pipeline.link.advice import follows_advice
from pipeline.link.names import slug, words_of
from pipeline.records import AgendaItem, Links, Meeting, Paper, Recommendation, Report, Resolution

MeetingKey = tuple[str, str, str]
ALIKE = 90.0
"""Points of 100 from which two titles of one meeting's items are the same item."""


def link_meetings(papers: Sequence[Paper]) -> Links:
    """Which rows the registers count where a meeting or a resolution stands in several papers, what belongs to which agenda item,
    whether decisions follow their reports, and which documents are the minutes of which agenda.

    A recording goes before an announcement, then the smaller document id.
    """
    groups: dict[MeetingKey, list[tuple[Paper, Meeting]]] = defaultdict(list)
    for paper in papers:
        for meeting in paper.facts.meetings:
            if meeting.date and meeting.committee:
                groups[meeting_key(paper, meeting)].append((paper, meeting))
    canonical: dict[str, str] = {}
    agenda_item_of: dict[str, str] = {}
    report_of: dict[str, str] = {}
    follows: dict[str, str] = {}
    document_links: set[tuple[str, str, str]] = set()
    for group in groups.values():
        group.sort(key=lambda entry: (entry[1].role != "recorded", entry[0].document_id, entry[1].id))
        for _, meeting in group:
            canonical[meeting.id] = group[0][1].id
        recorded = sorted({p.document_id for p, m in group if m.role == "recorded"})
        announced = sorted({p.document_id for p, m in group if m.role == "announced"})
        document_links.update((minutes, agenda, "minutes-of") for minutes in recorded for agenda in announced if minutes != agenda)
        _link_group(group, canonical, agenda_item_of, report_of)
        follows.update(_follows(group, report_of))
    for paper in papers:
        _link_sections(paper, agenda_item_of)
    return Links(
        canonical=canonical, agenda_item_of=agenda_item_of, report_of=report_of, follows=follows, document_links=sorted(document_links)
    )


def meeting_key(paper: Paper, meeting: Meeting) -> MeetingKey:
    """What makes meetings in several papers one: the council, the committee's words, the day."""
    committee = " ".join(word for word in words_of(meeting.committee or "") if word not in ("the", "of", "meeting"))
    return slug(paper.division.council or ""), committee, meeting.date or ""


def _link_group(
    group: list[tuple[Paper, Meeting]], canonical: dict[str, str], agenda_item_of: dict[str, str], report_of: dict[str, str]
) -> None:
    """The minutes and resolutions of one meeting against its agenda items, reports and earlier copies."""
    items = [
        (" ".join(words_of(item.title)), paper, item)
        for paper, meeting in group
        for item in paper.facts.agenda_items
        if item.meeting_id == meeting.id
    ]
    seen: dict[tuple[str, str, tuple[str, ...]], str] = {}
    for paper, meeting in group:
        if meeting.role != "recorded":
            continue
        item_of_minute: dict[str, tuple[Paper, AgendaItem]] = {}
        for minute in paper.facts.minutes:
            if minute.meeting_id == meeting.id and minute.title:
                item = _same_title(minute.title, items)
                if item is not None:
                    agenda_item_of[minute.id] = item[1].id
                    item_of_minute[minute.id] = item
        for resolution in paper.facts.resolutions:
            if resolution.meeting_id != meeting.id:
                continue
            canonical[resolution.id] = seen.setdefault(_resolution_key(resolution), resolution.id)
            item = item_of_minute.get(resolution.minute_id or "")
            if item is not None:
                agenda_item_of[resolution.id] = item[1].id
                report = _only_report(*item)
                if report is not None:
                    report_of[resolution.id] = report.id


def _follows(group: Sequence[tuple[Paper, Meeting]], report_of: dict[str, str]) -> Iterator[tuple[str, str]]:
    """For the decisions of a meeting that have a report with recommendations: whether they follow these."""
    advice: dict[str | None, list[Recommendation]] = defaultdict(list)
    for paper in {paper.document_id: paper for paper, _ in group}.values():
        for recommendation in paper.facts.recommendations:
            advice[recommendation.report_id].append(recommendation)
    for paper, meeting in group:
        for resolution in paper.facts.resolutions:
            told = follows_advice(resolution, advice.get(report_of.get(resolution.id), [])) if resolution.meeting_id == meeting.id else None
            if told is not None:
                yield resolution.id, told


def _resolution_key(resolution: Resolution) -> tuple[str, str, tuple[str, ...]]:
    return resolution.reference or "", resolution.label or "", words_of(resolution.text)


def _same_title(title: str, items: Sequence[tuple[str, Paper, AgendaItem]]) -> tuple[Paper, AgendaItem] | None:
    """The one agenda item, each with the words of its own, that a minute's title names; None when none, or several of different numbers,
    are alike."""
    words = " ".join(words_of(title))
    scored = [(fuzz.token_set_ratio(words, of_item), paper, item) for of_item, paper, item in items]
    alike = [(score, paper, item) for score, paper, item in scored if score >= ALIKE]
    if not alike or len({item.number for _, _, item in alike}) > 1:
        return None
    _, paper, item = max(alike, key=lambda entry: (entry[0], entry[2].id))
    return paper, item


def _only_report(paper: Paper, item: AgendaItem) -> Report | None:
    sections = {section.ordinal for section in paper.division.sections if section.agenda_item == item.number}
    reports = [report for report in paper.facts.reports if report.section in sections]
    return reports[0] if len(reports) == 1 else None


def _link_sections(paper: Paper, agenda_item_of: dict[str, str]) -> None:
    numbers = {item.number: item.id for item in reversed(paper.facts.agenda_items)}
    for section in paper.division.sections:
        if section.agenda_item in numbers:
            agenda_item_of[f"{paper.document_id}-sections-{section.ordinal}"] = numbers[section.agenda_item]
