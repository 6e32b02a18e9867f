"""What many tests start from: a small corpus as records (five papers of a council that never was), and the sample papers' database."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from pipeline.records import (
    Action,
    AgendaItem,
    Attendance,
    DateExpression,
    Declaration,
    Division,
    Facts,
    Finding,
    Furniture,
    JoinedTable,
    Lead,
    Line,
    Links,
    Measure,
    Meeting,
    Minute,
    Officer,
    OfficerMention,
    Page,
    Paper,
    PaperFile,
    Recommendation,
    Report,
    Resolution,
    Section,
    Source,
    Vote,
)

ROOT = Path(__file__).resolve().parents[1]
COUNCIL = "Wexcombe District Council"
PACK, MINUTES, UPDATE, BROKEN, CLOSED = (digit * 16 for digit in "abcde")

PACK_TEXT = {
    1: "Highways Committee\nWednesday 10 March 2021 at 7.00 pm\nTown Hall, Wexcombe\nAGENDA\n1 Apologies\n2 Winter gritting\n3 Depot lease",
    2: "Report No. ACH21-044\nWinter gritting routes\nReport of the Head of Streets\n"
    "The Committee is asked to adopt the revised café routes.",
    3: "Priority 1: Safer lanes\nGrit bins | Refill all grit bins | by end of October 2020 | Head of Streets | Amber\n"
    "Signs | Replace worn signs | April 2021 | Clerk | In progress",
    4: "",
}
MINUTES_TEXT = {
    1: "Minutes of the Highways Committee held on 10 March 2021\nPresent: Ann Field (Chair), Bo Marsh\nApologies: Cy Reed\n"
    "Officer: Dee Hart, Clerk",
    2: "A21/17 Winter gritting\nAnn Field declared a personal interest.\nRESOLVED that the revised gritting routes be adopted.\n"
    "For: Ann Field. Against: Bo Marsh.\nThe Clerk will write to the contractor by 1 May 2021.",
}
UPDATE_TEXT = {
    1: "Lanes plan: half-year update, September 2021\nSigns | Replace worn signs | April 2021 | Clerk | Amber\n"
    "Verges | Cut verges twice | 31 December 2021 | Head of Streets | Complete",
}


class Corpus(NamedTuple):
    """Papers with their pages, and the links between all of them."""

    papers: list[tuple[Paper, list[Page]]]
    links: Links


@pytest.fixture
def corpus() -> Corpus:
    """The corpus, for a test that may change it."""
    return make_corpus()


@pytest.fixture(scope="session")
def lasting_corpus() -> Corpus:
    """The corpus, for tests that only look."""
    return make_corpus()


@pytest.fixture(scope="session")
def sample_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of the papers in corpus/sample, made once by the command itself, for tests that only look."""
    out = tmp_path_factory.mktemp("sample")
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "ingest", "corpus/sample", "--out", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return out / "minutebook.db"


def make_corpus() -> Corpus:
    papers = [_pack(), _minutes(), _update(), _broken(), _closed()]
    return Corpus(papers, _links())


def _pages(texts: dict[int, str], sources: dict[int, Any] | None = None) -> list[Page]:
    made = []
    for number, text in texts.items():
        lines, start = [], 0
        for place, printed in enumerate(text.split("\n")):
            top = 72.0 + 14 * place
            end = start + len(printed)
            lines.append(Line(start, end, 72.0, top, 72.0 + 5 * len(printed), top + 11, 11.0, False, False, None, -1))
            start = end + 1
        furniture = [Furniture(text=f"Page {number}", box=(280, 800, 310, 810), role="page-number")]
        kind = (sources or {}).get(number, "native")
        made.append(
            Page(
                number=number,
                width=595,
                height=842,
                printed_label=str(number),
                text=text,
                text_source=kind,
                lines=lines,
                furniture=furniture,
            )
        )
    return made


def source(page: int, quote: str, page_end: int | None = None) -> Source:
    return Source(page=page, quote=quote, bbox=(72.0, 72.123, 300.5, 83.0), page_end=page_end)


def _file(document_id: str, path: str, address: str | None = None) -> PaperFile:
    return PaperFile(
        path=path,
        filename=path.rsplit("/", 1)[-1],
        bytes=1000,
        modified_ns=1,
        sha256=document_id * 4,
        document_id=document_id,
        council=COUNCIL,
        source_url=address,
    )


def _pack() -> tuple[Paper, list[Page]]:
    meeting = Meeting(
        id=f"{PACK}-meetings-1-1",
        committee="Highways Committee",
        date="2021-03-10",
        start_time="19:00",
        venue="Town Hall, Wexcombe",
        role="announced",
        section=1,
        source=source(1, "Wednesday 10 March 2021 at 7.00 pm"),
    )
    items = [
        AgendaItem(
            id=f"{PACK}-agenda_items-1-1", meeting_id=meeting.id, ordinal=1, number="1", title="Apologies", source=source(1, "1 Apologies")
        ),
        AgendaItem(
            id=f"{PACK}-agenda_items-1-2",
            meeting_id=meeting.id,
            ordinal=2,
            number="2",
            title="Winter gritting",
            source=source(1, "2 Winter gritting"),
            page_start=2,
            page_end=3,
        ),
        AgendaItem(
            id=f"{PACK}-agenda_items-1-3",
            meeting_id=meeting.id,
            ordinal=3,
            number="3",
            title="Depot lease",
            part="exempt",
            exempt_reason="financial affairs",
            source=source(1, "3 Depot lease"),
            page_start=4,
            page_end=4,
        ),
    ]
    report = Report(
        id=f"{PACK}-reports-2-1",
        section=2,
        title="Winter gritting routes",
        report_number="ACH21-044",
        decision_maker="Highways Committee",
        meeting_date="2021-03-10",
        purpose="to revise the routes",
        source=source(2, "Winter gritting routes"),
    )
    actions = [
        Action(
            id=f"{PACK}-actions-3-1",
            section=2,
            origin="table",
            theme="Priority 1: Safer lanes",
            reference="GB 1",
            action="Refill all grit bins",
            detail="the bins by the school \n\n  the bins on\u00a0the hill",
            due_text="by end of October 2020",
            due_start="2020-10-01",
            due_end="2020-10-31",
            due_precision="month",
            leads_text="Head of Streets\nClerk",
            status_text="Amber",
            status="amber",
            extra={"Budget": "£2,000  a year"},
            leads=[Lead(post="Head of Streets"), Lead(post="Clerk")],
            source=source(3, "Grit bins | Refill all grit bins | by end of October 2020 | Head of Streets | Amber"),
        ),
        Action(
            id=f"{PACK}-actions-3-2",
            section=2,
            origin="table",
            theme="Priority 1: Safer lanes",
            action="Replace worn signs",
            due_text="April 2021",
            due_start="2021-04-01",
            due_end="2021-04-30",
            due_precision="month",
            leads_text="Clerk",
            status_text="In progress",
            status="in-progress",
            leads=[Lead(post="Clerk")],
            source=source(3, "Signs | Replace worn signs | April 2021 | Clerk | In progress"),
        ),
        Action(
            id=f"{PACK}-actions-3-3",
            section=2,
            origin="table",
            action="Runs into the exempt page",
            source=source(3, "Signs", page_end=4),
        ),
    ]
    facts = Facts(
        document_id=PACK,
        meetings=[meeting],
        agenda_items=items,
        reports=[report],
        recommendations=[
            Recommendation(
                id=f"{PACK}-recommendations-2-1",
                report_id=report.id,
                ordinal=1,
                number="1.1",
                addressee="The Committee",
                text="adopt the revised cafe\u0301 routes",
                source=source(2, "The Committee is asked to adopt the revised café routes."),
            )
        ],
        actions=actions,
        measures=[Measure(id=f"{PACK}-measures-3-1", measure="Bins refilled", reported="12 of 15", source=source(3, "Grit bins"))],
        officer_mentions=[
            OfficerMention(
                id=f"{PACK}-officer_mentions-2-1",
                name_text=None,
                post_text="Head of Streets",
                role="author",
                source=source(2, "Report of the Head of Streets"),
            )
        ],
        dates=[
            DateExpression(
                id=f"{PACK}-dates-1-1",
                text="Wednesday 10 March 2021",
                start="2021-03-10",
                end="2021-03-10",
                precision="day",
                role="meeting",
                source=source(1, "Wednesday 10 March 2021"),
            )
        ],
        tables=[
            JoinedTable(
                id=f"{PACK}-tables-3-1",
                section=2,
                ordinal=1,
                header_rows=0,
                heading="Priority 1: Safer lanes",
                source=source(3, "Grit bins"),
                rows=[["Grit bins", "Refill all grit bins"], ["Signs", "Replace\nworn signs"]],
            )
        ],
        findings=[
            Finding(code="year-inferred", severity="info", message="The year of a due date was worked out.", page=3, quote="October")
        ],
    )
    division = Division(
        document_id=PACK,
        kind="agenda_pack",
        title="Highways Committee agenda",
        council=COUNCIL,
        published_on="2021-03-02",
        sections=[
            Section(ordinal=1, kind="agenda", page_start=1, page_end=1, title="AGENDA"),
            Section(ordinal=2, kind="report", page_start=2, page_end=3, title="Winter gritting routes", agenda_item="2"),
            Section(ordinal=3, kind="restricted", page_start=4, page_end=4, restricted=True, agenda_item="3"),
        ],
        findings=[Finding(code="exempt-marker", severity="info", message="Page 4 is marked exempt.", page=4)],
    )
    files = [_file(PACK, "highways/2021/pack.pdf", "https://wexcombe.example/pack.pdf"), _file(PACK, "copies/pack-again.pdf")]
    paper = Paper(files=files, status="ok", division=division, facts=facts, pages=4, producer="Writer 1.0")
    return paper, _pages(PACK_TEXT, {4: "withheld"})


def _minutes() -> tuple[Paper, list[Page]]:
    meeting = Meeting(
        id=f"{MINUTES}-meetings-1-1",
        committee="Highways Committee",
        date="2021-03-10",
        section=1,
        source=source(1, "Minutes of the Highways Committee held on 10 March 2021"),
    )
    people = [
        ("Ann Field", "member", "present", "Chair"),
        ("Bo Marsh", "member", "present", None),
        ("Cy Reed", "member", "apologies", None),
    ]
    attendance = [
        Attendance(
            id=f"{MINUTES}-attendance-1-{n}",
            meeting_id=meeting.id,
            name=name,
            capacity=capacity,
            status=status,
            role=role,
            source=source(1, name),
        )
        for n, (name, capacity, status, role) in enumerate(people, start=1)
    ]
    attendance.append(
        Attendance(
            id=f"{MINUTES}-attendance-1-4",
            meeting_id=meeting.id,
            name="Dee Hart",
            capacity="officer",
            status="present",
            post="Clerk",
            source=source(1, "Dee Hart, Clerk"),
        )
    )
    minute = Minute(
        id=f"{MINUTES}-minutes-2-1",
        meeting_id=meeting.id,
        ordinal=1,
        reference="A21/17",
        title="Winter gritting",
        confirmed="draft",
        text="Ann Field declared a personal interest.\nRESOLVED that the revised gritting routes be adopted.",
        source=source(2, "A21/17 Winter gritting"),
    )
    resolution = Resolution(
        id=f"{MINUTES}-resolutions-2-1",
        meeting_id=meeting.id,
        minute_id=minute.id,
        ordinal=1,
        reference="A21/17",
        verb="resolved",
        text="that the revised gritting routes be adopted",
        outcome="carried",
        mover="Ann Field",
        seconder="Cy Reed",
        votes_for=1,
        votes_against=1,
        source=source(2, "that the revised gritting routes be adopted"),
    )
    facts = Facts(
        document_id=MINUTES,
        meetings=[meeting],
        attendance=attendance,
        minutes=[minute],
        resolutions=[resolution],
        votes=[
            Vote(id=f"{MINUTES}-votes-2-1", resolution_id=resolution.id, name="Ann Field", vote="for", source=source(2, "For: Ann Field.")),
            Vote(
                id=f"{MINUTES}-votes-2-2",
                resolution_id=resolution.id,
                name="Bo Marsh",
                vote="against",
                source=source(2, "Against: Bo Marsh."),
            ),
        ],
        declarations=[
            Declaration(
                id=f"{MINUTES}-declarations-2-1",
                meeting_id=meeting.id,
                name="Ann Field",
                kind="personal",
                source=source(2, "Ann Field declared a personal interest."),
            )
        ],
        actions=[
            Action(
                id=f"{MINUTES}-actions-2-1",
                section=1,
                origin="minute",
                action="The Clerk will write to the contractor by 1 May 2021.",
                due_text="by 1 May 2021",
                due_start="2021-05-01",
                due_end="2021-05-01",
                due_precision="day",
                leads_text="Clerk",
                leads=[Lead(post="Clerk")],
                source=source(2, "The Clerk will write to the contractor by 1 May 2021."),
            )
        ],
    )
    division = Division(
        document_id=MINUTES,
        kind="minutes",
        title="Minutes of the Highways Committee",
        council=COUNCIL,
        published_on="2021-03-20",
        sections=[Section(ordinal=1, kind="minutes", page_start=1, page_end=2, title="Minutes of the\nHighways Committee")],
    )
    paper = Paper(files=[_file(MINUTES, "highways/2021/minutes.pdf")], status="ok", division=division, facts=facts, pages=2)
    return paper, _pages(MINUTES_TEXT)


def _update() -> tuple[Paper, list[Page]]:
    rows = [
        ("Replace worn signs", "April 2021", "2021-04-01", "2021-04-30", "month", "Amber", "amber", "Signs | Replace worn signs"),
        ("Cut verges twice", "31 December 2021", "2021-12-31", "2021-12-31", "day", "Complete", "complete", "Verges | Cut verges twice"),
    ]
    actions = [
        Action(
            id=f"{UPDATE}-actions-1-{n}",
            section=1,
            origin="table",
            action=action,
            due_text=due,
            due_start=start,
            due_end=end,
            due_precision=precision,
            status_text=words,
            status=status,
            source=source(1, quote),
        )
        for n, (action, due, start, end, precision, words, status, quote) in enumerate(rows, start=1)
    ]
    division = Division(
        document_id=UPDATE,
        kind="plan_update",
        title="Lanes plan: half-year update",
        council=COUNCIL,
        published_on="2021-09-15",
        sections=[Section(ordinal=1, kind="plan_update", page_start=1, page_end=1, title="Lanes plan: half-year update, September 2021")],
    )
    facts = Facts(document_id=UPDATE, actions=actions)
    paper = Paper(files=[_file(UPDATE, "lanes/update.pdf")], status="ok", division=division, facts=facts, pages=1)
    return paper, _pages(UPDATE_TEXT)


def _broken() -> tuple[Paper, list[Page]]:
    division = Division(document_id=BROKEN, kind="other", council=COUNCIL)
    findings = [Finding(code="no-text", severity="error", message="Nothing could be read.")]
    paper = Paper(
        files=[_file(BROKEN, "broken.pdf")],
        status="failed",
        error="The file is not a PDF.",
        division=division,
        facts=Facts(document_id=BROKEN),
        findings=findings,
    )
    return paper, []


def _closed() -> tuple[Paper, list[Page]]:
    secret = "The price that nobody may know"
    division = Division(
        document_id=CLOSED,
        kind="report",
        title=secret,
        council=COUNCIL,
        sections=[Section(ordinal=1, kind="restricted", page_start=1, page_end=1)],
    )
    facts = Facts(
        document_id=CLOSED, measures=[Measure(id=f"{CLOSED}-measures-1-1", measure=secret, reported=None, source=source(1, secret))]
    )
    findings = [Finding(code="exempt-marker", severity="info", message="The whole paper is exempt.", page=1, quote=secret)]
    paper = Paper(
        files=[_file(CLOSED, "closed.pdf")],
        status="withheld",
        error="The paper is exempt.",
        division=division,
        facts=facts,
        pages=1,
        findings=findings,
    )
    return paper, _pages({1: secret})


def _links() -> Links:
    streets, clerk = "wexcombe/head-of-streets", "wexcombe/clerk"
    return Links(
        officers=[
            Officer(id=streets, council=COUNCIL, name=None, post="Head of Streets", kind="officer"),
            Officer(id=clerk, council=COUNCIL, name="Dee Hart", post="Clerk", kind="officer"),
        ],
        officer_of_mention={f"{PACK}-officer_mentions-2-1": streets},
        leads_of_action={
            f"{PACK}-actions-3-1": [streets, clerk],
            f"{PACK}-actions-3-2": [clerk],
            f"{MINUTES}-actions-2-1": [clerk],
        },
        canonical={f"{PACK}-meetings-1-1": f"{MINUTES}-meetings-1-1", f"{UPDATE}-actions-1-1": f"{PACK}-actions-3-2"},
        agenda_item_of={
            f"{PACK}-sections-2": f"{PACK}-agenda_items-1-2",
            f"{PACK}-sections-3": f"{PACK}-agenda_items-1-3",
            f"{MINUTES}-minutes-2-1": f"{PACK}-agenda_items-1-2",
            f"{MINUTES}-resolutions-2-1": f"{PACK}-agenda_items-1-2",
        },
        report_of={f"{MINUTES}-resolutions-2-1": f"{PACK}-reports-2-1"},
        follows={f"{MINUTES}-resolutions-2-1": "as-recommended"},
        document_links=[(MINUTES, PACK, "minutes-of")],
        findings=[(PACK, Finding(code="superseded-document", severity="info", message="A later version may be there.", page=1))],
    )
