"""The papers of a made meeting: its agenda pack, its minutes, the tracker of what was promised, and now and then a report by itself."""

from __future__ import annotations

import random
from calendar import monthrange
from collections.abc import Callable, Iterator
from typing import NamedTuple

from made_council import POSTS, Council, Item, Sitting
from made_document import Document

from pipeline.records import (
    Action,
    AgendaItem,
    Attendance,
    DateExpression,
    Declaration,
    Lead,
    Meeting,
    Minute,
    OfficerMention,
    PaperKind,
    Recommendation,
    Report,
    Resolution,
    Source,
    Vote,
)

REPORTS_IN_A_PACK, PAGES_OF_A_REPORT, PAGES_APART = 2, 4, 12
MINUTES_IN_THE_NEXT_PACK, REPORT_APART = 0.33, 0.5
ITEMS_A_PAGE, ROWS_A_PAGE = 4, 5


class Paper(NamedTuple):
    """A paper to be made: the name of its file, what it is, and how it is written into its document."""

    name: str
    kind: PaperKind
    title: str
    sitting: Sitting
    write: Callable[[Document], None]


def papers_of(council: Council, sitting: Sitting, before: Sitting | None) -> Iterator[Paper]:
    """The papers of a sitting in the order in which they come out; `before` is the body's last one."""
    day = f"{sitting.day.day} {sitting.day:%B %Y}"
    name = f"{sitting.body.lower().replace(' ', '-')}-{sitting.day.isoformat()}"
    chance = council.chance
    earlier = before if chance.random() < MINUTES_IN_THE_NEXT_PACK else None
    yield Paper(f"{name}-pack.pdf", "agenda_pack", f"{sitting.body}, {day}", sitting, lambda document: _pack(document, sitting, earlier))
    if sitting.tracked:
        title = f"{sitting.body} action tracker, {day}"
        yield Paper(f"{name}-tracker.pdf", "plan_update", title, sitting, lambda document: _tracker(document, sitting))
    if chance.random() < REPORT_APART:
        item = sitting.items[-1]
        yield Paper(f"{name}-report.pdf", "report", item.title, sitting, lambda document: _report(document, sitting, item, PAGES_APART))
    title = f"Minutes of the {sitting.body}, {day}"
    yield Paper(f"{name}-minutes.pdf", "minutes", title, sitting, lambda document: _minutes(document, sitting))


def _meeting(document: Document, sitting: Sitting, announced: bool) -> str:
    """The heading of a paper with its meeting; the meeting's id."""
    key = document.id_of("meetings")
    day = f"{sitting.day.day} {sitting.day:%B %Y}"
    source = document.say(f"{sitting.body} on {day} at the Town Hall", f"{sitting.body} on {day}")
    document.facts["meetings"].append(
        Meeting(
            id=key,
            committee=sitting.body,
            date=sitting.day.isoformat(),
            source=source,
            start_time="19:00",
            venue="Town Hall",
            role="announced" if announced else "recorded",
            section=document.next_section,
        )
    )
    document.facts["dates"].append(
        DateExpression(
            id=document.id_of("dates"),
            text=day,
            start=sitting.day.isoformat(),
            end=sitting.day.isoformat(),
            precision="day",
            role="meeting",
            source=Source(page=source.page, quote=day, bbox=source.bbox),
        )
    )
    return key


def _pack(document: Document, sitting: Sitting, earlier: Sitting | None) -> None:
    meeting = _meeting(document, sitting, announced=True)
    reported = [item for item in sitting.items if item.advice][:REPORTS_IN_A_PACK]
    starts = {item.number: 3 + PAGES_OF_A_REPORT * place for place, item in enumerate(reported)}
    for item in sitting.items:
        if item.number == len(sitting.items) // 2:
            document.turn()
        start = starts.get(item.number)
        document.facts["agenda_items"].append(
            AgendaItem(
                id=document.id_of("agenda_items"),
                meeting_id=meeting,
                ordinal=item.number,
                number=str(item.number),
                title=item.title,
                source=document.say(f"{item.number} {item.title}", item.title),
                page_start=start,
                page_end=start + PAGES_OF_A_REPORT - 1 if start else None,
            )
        )
    document.close_section("agenda", document.title, 1)
    for item in reported:
        _report(document, sitting, item, PAGES_OF_A_REPORT)
    if earlier:
        _minutes(document, earlier)


def _report(document: Document, sitting: Sitting, item: Item, pages: int) -> None:
    first, council = document.page, document.council
    post = POSTS[item.number % len(POSTS)]
    report = document.id_of("reports")
    document.facts["reports"].append(
        Report(
            id=report,
            section=document.next_section,
            title=item.title,
            source=document.say(item.title),
            report_number=f"R{item.reference}",
            decision_maker=sitting.body,
            meeting_date=sitting.day.isoformat(),
            purpose=council.text(12, 24),
        )
    )
    name = council.holders[post]
    document.facts["officer_mentions"].append(
        OfficerMention(
            id=document.id_of("officer_mentions"),
            name_text=name,
            post_text=post,
            role="author",
            source=document.say(f"Report of {name}, {post}", f"{name}, {post}"),
        )
    )
    for number, words in enumerate((item.advice, "That " + council.text(12, 20).lower()), start=1):
        if words:
            recommendation = document.id_of("recommendations")
            source = document.say(f"({number}) {words}", words)
            document.facts["recommendations"].append(
                Recommendation(id=recommendation, report_id=report, ordinal=number, text=words, source=source, number=f"({number})")
            )
    for _ in range(pages - 1):
        document.turn()
    document.close_section("report", item.title, first, str(item.number))


def _minutes(document: Document, sitting: Sitting) -> None:
    """The minutes, in the same words wherever they are printed."""
    first = document.page
    outside = document.chance, document.day
    document.chance, document.day = random.Random(f"{document.council.name} {sitting.body} {sitting.day}"), sitting.day
    meeting = _meeting(document, sitting, announced=False)
    _attendance(document, sitting, meeting)
    for place, item in enumerate(sitting.items):
        if place % ITEMS_A_PAGE == 0:
            document.turn()
        _minute(document, sitting, meeting, item)
    document.close_section("minutes", f"Minutes of the {sitting.body}", first)
    document.chance, document.day = outside


def _attendance(document: Document, sitting: Sitting, meeting: str) -> None:
    for status, names in (("present", sitting.present), ("apologies", sitting.apologies)):
        line = f"{status.title()}: {', '.join(names)}"
        for name in names:
            document.facts["attendance"].append(
                Attendance(
                    id=document.id_of("attendance"),
                    meeting_id=meeting,
                    name=name,
                    capacity="member",
                    status="present" if status == "present" else "apologies",
                    source=Source(page=document.page, quote=name, bbox=(72.0, 120.0, 300.0, 132.0)),
                    role="Chair" if name == sitting.present[0] else None,
                )
            )
        document.say(line)


def _minute(document: Document, sitting: Sitting, meeting: str, item: Item) -> None:
    minute = document.id_of("minutes")
    source = document.say(f"{item.reference} {item.title}", item.title)
    document.say(item.text)
    document.facts["minutes"].append(
        Minute(
            id=minute,
            meeting_id=meeting,
            ordinal=item.number,
            reference=item.reference,
            title=item.title,
            text=item.text,
            source=source,
            confirmed="draft",
        )
    )
    if item.decision:
        resolution = document.id_of("resolutions")
        voted = sitting.votes if item.number == 4 else {}
        document.facts["resolutions"].append(
            Resolution(
                id=resolution,
                meeting_id=meeting,
                minute_id=minute,
                ordinal=item.number,
                text=item.decision,
                source=document.say(f"RESOLVED {item.decision}", item.decision),
                reference=item.reference,
                verb="resolved",
                outcome="carried",
                mover=item.mover,
                seconder=item.seconder,
            )
        )
        for name, vote in voted.items():
            source = Source(page=document.page, quote=name, bbox=(72.0, 400.0, 300.0, 412.0))
            document.facts["votes"].append(
                Vote(id=document.id_of("votes"), resolution_id=resolution, name=name, vote=vote, source=source)  # type: ignore[arg-type]
            )
        if voted:
            document.say("Voting: " + ", ".join(f"{name} {vote}" for name, vote in voted.items()))
    if item.title.startswith("Declarations") and sitting.day.day % 4 == 0:
        name = sitting.present[0]
        source = document.say(f"{name} declared a personal interest.", name)
        document.facts["declarations"].append(
            Declaration(id=document.id_of("declarations"), meeting_id=meeting, name=name, kind="personal", source=source)
        )
    if item.promise:
        words, post = item.promise.words, item.promise.post
        source = document.say(f"{words} ACTION: {post}", words)
        document.facts["actions"].append(
            Action(
                id=document.id_of("actions"),
                section=document.next_section,
                origin="minute",
                action=words,
                source=source,
                reference=item.promise.reference,
                leads_text=post,
                leads=[Lead(post=post)],
            )
        )


def _tracker(document: Document, sitting: Sitting) -> None:
    _meeting(document, sitting, announced=True)
    heads = ["Reference", "Action", "Due", "Lead", "Status", "Progress"]
    table = [[one.reference, one.words, f"{one.due:%B %Y}", one.post, one.status, one.progress] for one in sitting.tracked]
    document.table("Actions of earlier meetings", [heads, *table], shown=ROWS_A_PAGE)
    for place, (promise, row) in enumerate(zip(sitting.tracked, table, strict=True)):
        if place and place % ROWS_A_PAGE == 0:
            document.turn()
            document.lines += [" ".join(each) for each in table[place : place + ROWS_A_PAGE]]
        due = promise.due
        last = due.replace(day=monthrange(due.year, due.month)[1])
        document.facts["actions"].append(
            Action(
                id=document.id_of("actions"),
                section=document.next_section,
                origin="table",
                action=promise.words,
                source=Source(page=document.page, quote=" ".join(row), bbox=(72.0, 150.0, 520.0, 180.0)),
                theme="Actions of earlier meetings",
                reference=promise.reference,
                due_text=row[2],
                due_start=due.replace(day=1).isoformat(),
                due_end=last.isoformat(),
                due_precision="month",
                leads_text=promise.post,
                leads=[Lead(post=promise.post)],
                status_text=promise.status,
                status=promise.status,
                progress=promise.progress or None,
            )
        )
    document.close_section("plan_update", document.title, 1)
