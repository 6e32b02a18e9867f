"""The registers: what they count, and when they call an action overdue."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from pipeline.edges.database import Database
from pipeline.edges.schemas import views
from pipeline.load import link_rows, rows_of
from pipeline.records import Links

PACK, MINUTES, UPDATE, BROKEN, CLOSED = (digit * 16 for digit in "abcde")
TODAY = date.today()
LATE, SOON, LATER = ((TODAY + timedelta(days=days)).isoformat() for days in (-30, 30, 60))


@pytest.fixture
def database(tmp_path: Path, corpus: Any) -> Any:
    with Database.open(tmp_path / "minutebook.db") as opened:
        for paper, pages in corpus.papers:
            opened.replace_document(paper.document_id, rows_of(paper, pages, corpus.links))
        opened.replace_links(link_rows(corpus.links))
        yield opened


def by_id(database: Database, view: str) -> dict[str, Any]:
    return {row["id"]: dict(row) for row in database.rows(f"select * from {view}")}


@pytest.mark.parametrize("name", list(views()))
def test_a_view_has_the_columns_of_its_schema(database: Database, name: str) -> None:
    assert [row["name"] for row in database.rows(f"pragma table_info({name})")] == list(views()[name].columns)


# --- actions ----------------------------------------------------------------------------------------------------------


def test_the_tracker_counts_each_action_once(database: Database) -> None:
    tracker = by_id(database, "action_tracker")
    assert set(tracker) == {
        f"{PACK}-actions-3-1",
        f"{PACK}-actions-3-2",
        f"{MINUTES}-actions-2-1",
        f"{UPDATE}-actions-1-2",
    }  # the signs stand in two papers


def test_a_row_of_the_tracker(database: Database) -> None:
    row = by_id(database, "action_tracker")[f"{PACK}-actions-3-1"]
    assert row["leads"] == "Head of Streets; Clerk (Dee Hart)"
    assert (row["council"], row["committee"]) == ("Wexcombe District Council", "Highways Committee")
    assert (row["page_id"], row["page_url"]) == (f"{PACK}-pages-3", "https://wexcombe.example/pack.pdf#page=3")
    assert (row["due_state"], row["days_overdue"], row["as_of"]) == ("overdue", 122, "2021-03-02")
    assert (row["as_of_document_id"], row["as_of_title"]) == (PACK, "Highways Committee agenda")


def test_a_later_paper_decides_whether_an_action_is_overdue(database: Database) -> None:
    row = by_id(database, "action_tracker")[f"{PACK}-actions-3-2"]
    assert row["status"] == "in-progress"  # what its own paper said, before the date
    assert (row["due_state"], row["as_of_document_id"], row["as_of"], row["as_of_status"]) == ("overdue", UPDATE, "2021-09-15", "amber")
    assert row["days_overdue"] == 138


def test_an_action_in_minutes_speaks_as_of_the_meeting(database: Database) -> None:
    row = by_id(database, "action_tracker")[f"{MINUTES}-actions-2-1"]
    assert (row["due_state"], row["as_of"], row["days_overdue"]) == ("due, no later report", "2021-03-10", None)


def test_what_is_called_complete_is_never_overdue(database: Database) -> None:
    assert by_id(database, "action_tracker")[f"{UPDATE}-actions-1-2"]["due_state"] == "complete"


def test_overdue_actions_are_those_that_a_paper_shows_to_be(database: Database) -> None:
    overdue = by_id(database, "overdue_actions")
    assert set(overdue) == {f"{PACK}-actions-3-1", f"{PACK}-actions-3-2"}
    assert overdue[f"{PACK}-actions-3-2"]["due_end"] == "2021-04-30"


@pytest.mark.parametrize(
    ("paper_date", "due_end", "due_text", "status", "state"),
    [
        ("2021-06-30", "2021-06-29", "June", "amber", "overdue"),  # passed the day before the paper
        ("2021-06-30", "2021-06-30", "June", "amber", "due, no later report"),  # due on the very day: not passed yet
        ("2021-06-30", "2021-06-29", "June", "complete", "complete"),
        ("2021-06-30", "2021-06-29", "June", "deferred", "overdue"),  # put off without a new date is not complete
        ("2021-06-30", "2021-06-29", "June", None, "overdue"),  # the paper says nothing of its status
        ("2021-06-30", None, "when money allows", "amber", "no due date"),
        ("2021-06-30", None, None, "amber", "no due date"),
        ("2021-06-30", SOON, "soon", "amber", "not yet due"),
        (None, "2021-06-29", "June", "amber", "due, no later report"),  # nobody knows when the paper was: no accusation
        (None, SOON, "soon", "amber", "not yet due"),
        (SOON, LATE, "late", "amber", "overdue"),  # a paper for a meeting to come: the date has passed already
        (LATER, SOON, "soon", "amber", "not yet due"),  # a paper for a meeting to come, and the date is still to come too
    ],
)
def test_due_states(
    database: Database, corpus: Any, paper_date: str | None, due_end: str | None, due_text: str | None, status: str | None, state: str
) -> None:
    paper, pages = corpus.papers[2]
    action = msgspec.structs.replace(paper.facts.actions[1], due_start=due_end, due_end=due_end, due_text=due_text, status=status)
    facts = msgspec.structs.replace(paper.facts, actions=[action])
    division = msgspec.structs.replace(paper.division, published_on=paper_date)
    database.replace_document(UPDATE, rows_of(msgspec.structs.replace(paper, facts=facts, division=division), pages, corpus.links))
    database.fill_registers()
    row = by_id(database, "action_tracker")[action.id]
    assert (row["due_state"], row["as_of"], row["as_of_document_id"]) == (state, paper_date, UPDATE)
    assert (row["days_overdue"] is not None) == (state == "overdue")


@pytest.mark.parametrize(
    ("due_text", "due_end", "state"),
    [
        (None, None, "overdue"),  # the update has no due column: what was promised before still holds
        ("see note", None, "no due date"),  # it gives another date that could not be read
        ("2099", "2099-12-31", "not yet due"),  # it gives a later date
    ],
)
def test_the_last_date_promised_holds(database: Database, corpus: Any, due_text: str | None, due_end: str | None, state: str) -> None:
    paper, pages = corpus.papers[2]
    action = msgspec.structs.replace(paper.facts.actions[0], due_text=due_text, due_start=due_end, due_end=due_end)
    facts = msgspec.structs.replace(paper.facts, actions=[action])
    database.replace_document(UPDATE, rows_of(msgspec.structs.replace(paper, facts=facts), pages, corpus.links))
    database.fill_registers()
    assert by_id(database, "action_tracker")[f"{PACK}-actions-3-2"]["due_state"] == state


def test_a_followed_action_is_overdue_once_and_as_of_the_last_paper(database: Database) -> None:
    thread = (
        "wexcombe/signs",
        "Wexcombe District Council",
        "Replace worn signs",
        PACK,
        UPDATE,
        "2021-02-28",
        "2021-04-30",
        1,
        "amber",
        "open",
        None,
    )
    database.replace_table("action_threads", [thread])
    database._connection.execute(  # as linking will do: two rows of their own in one thread
        "update actions set thread_id = 'wexcombe/signs', canonical_id = id where action = 'Replace worn signs'"
    )
    database.fill_registers()
    tracker = by_id(database, "action_tracker")
    assert tracker[f"{PACK}-actions-3-2"]["due_state"] == "reported on later"
    assert (tracker[f"{UPDATE}-actions-1-1"]["due_state"], tracker[f"{UPDATE}-actions-1-1"]["slips"]) == ("overdue", 1)
    assert set(by_id(database, "overdue_actions")) == {f"{PACK}-actions-3-1", f"{UPDATE}-actions-1-1"}
    slipped = by_id(database, "slipped_actions")
    assert list(slipped) == [f"{UPDATE}-actions-1-1"]
    assert (slipped[f"{UPDATE}-actions-1-1"]["days_slipped"], slipped[f"{UPDATE}-actions-1-1"]["slips"]) == (61, 1)


# --- meetings, attendance, resolutions --------------------------------------------------------------------------------


def test_the_meeting_register_has_a_meeting_once_with_all_that_papers_say(database: Database) -> None:
    register = by_id(database, "meeting_register")
    assert list(register) == [f"{MINUTES}-meetings-1-1"]
    row = register[f"{MINUTES}-meetings-1-1"]
    assert (row["present"], row["apologies"], row["agenda_items"], row["resolutions"], row["papers"]) == (3, 1, 3, 1, 2)


def test_attendance_recorded_by_two_papers_counts_once(database: Database, corpus: Any) -> None:
    paper, pages = corpus.papers[1]
    other = "f" * 16
    facts = msgspec.json.decode(msgspec.json.encode(paper.facts).replace(MINUTES.encode(), other.encode()), type=type(paper.facts))
    division = msgspec.structs.replace(paper.division, document_id=other)
    copy = msgspec.structs.replace(paper, facts=facts, division=division, files=[])
    links = Links(canonical={**corpus.links.canonical, f"{other}-meetings-1-1": f"{MINUTES}-meetings-1-1"})
    links.canonical[f"{other}-resolutions-2-1"] = f"{MINUTES}-resolutions-2-1"
    database.replace_document(other, rows_of(copy, pages, links))
    database.fill_registers()
    names = [row["name"] for row in database.rows("select name from attendance_register order by name")]
    assert names == ["Ann Field", "Bo Marsh", "Cy Reed", "Dee Hart"]
    assert {row["document_id"] for row in database.rows("select document_id from attendance_register")} == {MINUTES}
    assert [row["present"] for row in database.rows("select present from meeting_register")] == [3]
    assert len(by_id(database, "resolution_register")) == 1


def test_a_row_of_the_resolution_register(database: Database) -> None:
    row = by_id(database, "resolution_register")[f"{MINUTES}-resolutions-2-1"]
    assert (row["council"], row["committee"], row["date"]) == ("Wexcombe District Council", "Highways Committee", "2021-03-10")
    assert (row["reference"], row["minute"], row["verb"], row["votes_for"]) == ("A21/17", "Winter gritting", "resolved", 1)
    assert (row["page_id"], row["page_url"]) == (f"{MINUTES}-pages-2", None)  # nobody knows where the file was published


def test_a_decision_without_a_known_meeting_stays_in_the_register(database: Database, corpus: Any) -> None:
    paper, pages = corpus.papers[1]
    resolution = msgspec.structs.replace(paper.facts.resolutions[0], meeting_id=None, minute_id=None)
    facts = msgspec.structs.replace(paper.facts, resolutions=[resolution])
    database.replace_document(MINUTES, rows_of(msgspec.structs.replace(paper, facts=facts), pages, corpus.links))
    database.fill_registers()
    row = by_id(database, "resolution_register")[resolution.id]
    assert (row["council"], row["committee"], row["date"]) == ("Wexcombe District Council", None, None)
