"""What people put right is applied before linking, kept visible, and reported when it no longer fits."""

from __future__ import annotations

from typing import Any

import pytest
from made_papers import COUNCIL, action, meeting, paper, resolution
from msgspec.structs import replace

from pipeline.link import link
from pipeline.link.corrections import Corrected, correct
from pipeline.load import rows_of
from pipeline.records import Correction, Finding, Judgment, Lead, Links, OfficerMention, Paper, PersonalData, Source, Vote

PAPER = paper(
    "ferry report",
    kind="minutes",
    title="Ferry",
    path="river/ferry report.pdf",
    meetings=[meeting("River Committee", "2024-05-01")],
    resolutions=[resolution("That the ferry be mended.", "17")],
    actions=[action("Mend the ferry", "2024-10", reference="R1"), action("Write to the owner of the weir"), action("Paint", page=2)],
)
ROW = PAPER.facts.actions[0].id


def judgment(**said: Any) -> Judgment:
    return Judgment(**{"file": "river.yml", "place": 1, "reason": "The table is torn.", "document": "ferry report.pdf", **said})


def put_right(**said: Any) -> Corrected:
    return correct([PAPER], [judgment(**said)])


@pytest.mark.parametrize("document", [PAPER.document_id, "ferry report.pdf", "river/ferry report.pdf"])
@pytest.mark.parametrize("row", [ROW, "Mend the ferry", "mend the FERRY"])
def test_a_value_is_put_right(document: str, row: str) -> None:
    made = put_right(document=document, table="actions", row=row, field="due_end", value="2024-11-30")
    assert made.papers[0].facts.actions[0].due_end == "2024-11-30"
    assert made.papers[0].facts.actions[1:] == PAPER.facts.actions[1:]
    assert made.findings == []
    assert made.corrections == [
        Correction(
            table_name="actions",
            row_id=ROW,
            field="due_end",
            machine_value="2024-10-31",
            value="2024-11-30",
            reason="The table is torn.",
        )
    ]


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ({"table": "actions", "row": ROW, "field": "due_end", "value": None}, "None"),  # the paper does not say
        ({"table": "actions", "row": ROW, "field": "reference", "value": 17}, "'17'"),  # YAML makes a number of it
        (
            {"table": "actions", "row": ROW, "field": "leads", "value": [{"post": "Warden"}]},
            "[Lead(name=None, post='Warden', kind='officer')]",
        ),
        ({"table": "actions", "row": "Paint", "page": 2, "field": "status", "value": "complete"}, "'complete'"),
    ],
)
def test_values_of_all_kinds(said: dict[str, Any], read: str) -> None:
    made = put_right(**said)
    row = next(row for row in made.papers[0].facts.actions if row.id == made.corrections[0].row_id)
    assert repr(getattr(row, said["field"])) == read


HIDDEN = Finding(code="hidden-text", severity="warning", page=2, message="Words on page 2 lie under a box.")
OTHER = Finding(code="hidden-text", severity="warning", page=2, message="Words on page 2 are in no ink.")
PRIVATE = Finding(code="personal-data", severity="warning", page=1, message="Page 1 seems to hold an address.")
DAY = Finding(code="weekday-mismatch", severity="warning", page=1, message="It was a Monday.")


def looked_at(*findings: Finding, **said: Any) -> Corrected:
    """A paper with findings of two stages, and what a person who has looked makes of one of them."""
    address = PersonalData(id="p1", kind="address", source=Source(page=1, quote="1 Weir Lane", bbox=(0, 0, 1, 1)))
    other = PersonalData(id="p2", kind="name", source=Source(page=2, quote="I Larch", bbox=(0, 0, 1, 1)))
    facts = replace(PAPER.facts, personal_data=[address, other], findings=list(findings[1:]))
    told = replace(PAPER, findings=list(findings[:1]), facts=facts)
    return correct([told], [judgment(**{"table": "findings", "cleared": True, "by": "The Clerk", **said})])


@pytest.mark.parametrize(
    "said",
    [{"row": "hidden-text"}, {"row": "hidden-text", "page": 2}, {"row": "under a box"}, {"row": "hidden-text", "read": HIDDEN.message}],
)
def test_a_finding_is_cleared_and_stays(said: dict[str, Any]) -> None:
    made = looked_at(HIDDEN, DAY, **said)
    key = f"{PAPER.document_id}-findings-2-hidden-text-1"
    assert made.corrections == [
        Correction(table_name="findings", row_id=key, field="cleared", machine_value=None, value="The Clerk", reason="The table is torn.")
    ]
    assert made.papers[0].findings == [HIDDEN] and len(made.papers[0].facts.personal_data) == 2
    assert key in [row[0] for row in rows_of(made.papers[0], [], Links())["findings"]]


def test_of_two_findings_the_one_with_the_words_or_the_id_is_cleared() -> None:
    first, second = (f"{PAPER.document_id}-findings-2-hidden-text-{place}" for place in (1, 2))
    assert looked_at(HIDDEN, OTHER, row="no ink").corrections[0].row_id == second
    assert looked_at(HIDDEN, OTHER, row=first).corrections[0].row_id == first


def test_what_is_not_personal_is_not_listed() -> None:
    made = looked_at(PRIVATE, HIDDEN, row="personal-data")
    assert [row.id for row in made.papers[0].facts.personal_data] == ["p2"]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"row": "hidden-text"}, "2 rows of findings"),  # which of the two was looked at?
        ({"row": "hidden-text", "page": 3}, "no rows of findings"),
        ({"row": "weekday-mismatch"}, "keeps nothing in the house"),
        ({"row": "no ink", "read": "Words on page 2 lie under a box."}, "the finding now says"),
    ],
)
def test_what_was_not_looked_at_is_not_cleared(said: dict[str, Any], why: str) -> None:
    made = looked_at(HIDDEN, OTHER, DAY, **said)
    assert made.corrections == [] and made.papers[0].facts.personal_data
    ((_, finding),) = made.findings
    assert finding.code == "correction-unfit" and why in finding.message


def test_of_the_document_and_of_its_sections() -> None:
    made = put_right(table="documents", field="council", value="Ambleford Town Council")
    assert made.papers[0].division.council == "Ambleford Town Council"
    assert made.corrections[0].row_id == PAPER.document_id
    made = put_right(table="sections", row="Ferry", field="kind", value="report")
    assert made.papers[0].division.sections[0].kind == "report"
    assert made.corrections[0].row_id == f"{PAPER.document_id}-sections-1"


def test_a_row_that_is_none_is_withdrawn_with_what_hangs_on_it() -> None:
    row = PAPER.facts.resolutions[0]
    vote = Vote(id="v", resolution_id=row.id, name="Ann Field", vote="for", source=row.source)
    given = replace(PAPER, facts=replace(PAPER.facts, votes=[vote]))
    made = correct([given], [judgment(table="resolutions", row=row.id, withdrawn=True)])
    assert (made.papers[0].facts.resolutions, made.papers[0].facts.votes) == ([], [])
    assert (made.corrections[0].field, made.corrections[0].machine_value, made.corrections[0].value) == ("row", row.source.quote, None)
    made = correct([given], [judgment(table="meetings", row="River Committee", withdrawn=True)])
    assert made.papers[0].facts.resolutions[0].meeting_id is None


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"document": "gone.pdf", "table": "actions", "row": ROW, "field": "due_end", "value": None}, "no documents of that name"),
        ({"table": "actions", "row": "Sink the ferry", "field": "due_end", "value": None}, "no rows of actions have the words"),
        ({"table": "actions", "row": "the", "field": "due_end", "value": None}, "2 rows of actions have the words"),
        ({"table": "actions", "field": "due_end", "value": None}, "does not say which row"),
        ({"table": "actions", "row": ROW, "field": "due_end", "value": "2024-10-31"}, "now reads that value by itself"),
        ({"table": "actions", "row": ROW, "field": "due_end", "value": "2024-11-30", "read": "2023-10-31"}, "now reads '2024-10-31'"),
        ({"table": "actions", "row": ROW, "field": "id", "value": "x"}, "no field 'id' that can be put right"),
        ({"table": "actions", "row": ROW, "field": "due_precision", "value": "soon"}, "cannot be 'soon'"),
        ({"table": "promises", "row": ROW, "field": "due_end", "value": None}, "is no table of facts"),
        ({"table": "documents", "withdrawn": True}, "only a row of facts"),
    ],
)
def test_what_no_longer_fits_is_reported_and_not_applied(said: dict[str, Any], why: str) -> None:
    made = put_right(**said)
    assert (made.papers, made.corrections) == ([PAPER], [])
    ((document, finding),) = made.findings
    assert document == ("" if "document" in said else PAPER.document_id)
    assert finding.code == "correction-unfit" and why in finding.message and "river.yml" in finding.message


def test_what_the_machine_had_read_is_checked() -> None:
    assert put_right(table="actions", row=ROW, field="due_end", value="2024-11-30", read="2024-10-31").findings == []
    assert put_right(table="actions", row="Paint", field="due_end", value="2024-11-30", read=None).findings == []


def test_a_field_is_put_right_once() -> None:
    said = {"table": "actions", "row": ROW, "field": "due_end"}
    made = correct([PAPER], [judgment(**said, value="2024-11-30"), judgment(**said, place=2, value="2024-12-31")])
    assert made.papers[0].facts.actions[0].due_end == "2024-11-30"
    assert "another judgment" in made.findings[0][1].message


def test_two_files_of_one_name_are_told_apart_by_their_paths() -> None:
    other = paper("another", path="old/ferry report.pdf", actions=[action("Mend the ferry", "2020-10")])
    said = {"table": "actions", "row": "Mend the ferry", "field": "due_end", "value": None}
    assert "2 documents" in correct([PAPER, other], [judgment(**said)]).findings[0][1].message
    made = correct([PAPER, other], [judgment(**said, document="old/ferry report.pdf")])
    assert made.papers[0] is PAPER and made.papers[1].facts.actions[0].due_end is None


def test_a_slip_that_was_a_misprint_is_none() -> None:
    plan = paper("plan", kind="plan", title="River Plan", day="2024-04-01", actions=[action("Mend the ferry", "2024-10")])
    update = paper("up", kind="plan_update", title="River Plan update", day="2024-10-01", actions=[action("Mend the ferry", "2025-10")])
    assert link([plan, update]).threads[0].slips == 1
    said = judgment(document="up.pdf", table="actions", row="Mend the ferry", field="due_end", value="2024-10-31")
    made = correct([plan, update], [said])
    links = link(made.papers, made)
    assert links.threads[0].slips == 0
    assert links.corrections == made.corrections


# --- officers who are one ---------------------------------------------------------------------------------------------


def named(*names: str) -> Paper:
    source = PAPER.facts.actions[0].source
    mentions = [
        OfficerMention(id=f"m{place}", name_text=name, post_text=None, role="mentioned", source=source) for place, name in enumerate(names)
    ]
    led = replace(PAPER.facts.actions[0], leads=[Lead(post="Ferry Warden")])
    return replace(PAPER, facts=replace(PAPER.facts, officer_mentions=mentions, actions=[led]))


def officers(given: Paper, *said: list[str], council: str | None = COUNCIL) -> tuple[int, list[str]]:
    """How many officers there are, and the findings."""
    judgments = [judgment(document=None, officers=each, council=council) for each in said]
    links = link([given], correct([given], judgments))
    ids = [links.officer_of_mention[f"m{place}"] for place in range(len(given.facts.officer_mentions))]
    assert set(ids) <= {officer.id for officer in links.officers}
    return len(links.officers), [finding.code for _, finding in links.findings]


def test_officers_are_one_when_a_person_says_so() -> None:
    given = named("Jean Penn-Smith", "Jean Penn", "J Penn", "John Penn")
    assert officers(given)[0] == 5  # J Penn may be either of two
    assert officers(given, ["Jean Penn", "Jean Penn-Smith"]) == (4, ["lead-unresolved"])  # he still may be
    assert officers(given, ["Jean Penn", "Jean Penn-Smith"], ["J Penn", "Jean Penn"]) == (3, [])
    assert officers(given, ["Jean Penn", "Ferry Warden"])[0] == 4  # a person and a post


def test_officers_that_nobody_names_are_reported() -> None:
    given = named("Jean Penn", "John Penn")
    assert officers(given, ["Jean Penn", "Jane Penn"]) == (3, ["correction-unfit"])
    assert officers(given, ["Jean Penn", "John Penn"], council="Ambleford Town Council") == (3, ["correction-unfit"])
