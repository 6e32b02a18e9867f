"""The tables that the database fills by itself: how things stand, who did what, and the counts of both."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace as replaced

from pipeline.edges.database import Database
from pipeline.edges.registers import are_initials, body_id, may_be, of_registers, person_id
from pipeline.edges.schemas import tables
from pipeline.load import link_rows, rows_of

PACK, MINUTES, UPDATE = (digit * 16 for digit in "abc")
COUNCIL = "Wexcombe District Council"
PLACE = "wexcombe-district-council"


@pytest.fixture
def database(tmp_path: Path, corpus: Any) -> Any:
    with Database.open(tmp_path / "minutebook.db") as opened:
        for paper, pages in corpus.papers:
            opened.replace_document(paper.document_id, rows_of(paper, pages, corpus.links))
        opened.replace_links(link_rows(corpus.links))
        yield opened


def with_names(database: Database, corpus: Any, attendees: list[str], voters: list[str], mover: str | None = None) -> None:
    """The minutes once more, with other people."""
    paper, pages = corpus.papers[1]
    first, vote = paper.facts.attendance[0], paper.facts.votes[0]
    facts = msgspec.structs.replace(
        paper.facts,
        attendance=[
            msgspec.structs.replace(first, id=f"{MINUTES}-attendance-1-{place}", name=name, role=None)
            for place, name in enumerate(attendees, start=1)
        ],
        votes=[msgspec.structs.replace(vote, id=f"{MINUTES}-votes-2-{place}", name=name) for place, name in enumerate(voters, start=1)],
        resolutions=[msgspec.structs.replace(paper.facts.resolutions[0], mover=mover, seconder=None)],
    )
    database.replace_document(MINUTES, rows_of(msgspec.structs.replace(paper, facts=facts), pages, corpus.links))
    database.fill_registers()


@pytest.mark.parametrize(
    ("printed", "member"),
    [
        ("Ann Field", "ann-field"),
        ("Field", "ann-field"),  # by the surname alone
        ("AF", "ann-field"),  # by initials
        ("Marsh", None),  # two of the list are called so
        ("Dee Hart", None),  # an officer
        ("Nobody Else", None),  # not on the list: whether a member, the paper does not say
    ],
)
def test_an_interest_is_that_of_the_member_whom_the_name_fits(database: Database, corpus: Any, printed: str, member: str | None) -> None:
    paper, pages = corpus.papers[1]
    first, told = paper.facts.attendance[0], paper.facts.declarations[0]
    people = ["Ann Field", "Bo Marsh", "Cy Marsh"]
    listed = [replaced(first, id=f"{MINUTES}-attendance-1-{place}", name=name) for place, name in enumerate(people, start=1)]
    facts = replaced(paper.facts, attendance=[*listed, paper.facts.attendance[-1]], declarations=[replaced(told, name=printed)])
    database.replace_document(MINUTES, rows_of(replaced(paper, facts=facts), pages, corpus.links))
    database.fill_registers()
    found = [tuple(row) for row in database.rows("select member_id, name_text, date from member_acts where role = 'declared'")]
    assert found == ([(f"{PLACE}--{member}", printed, "2021-03-10")] if member else [])
    assert database.rows("select count(*) from members where name in ('Dee Hart', 'Nobody Else')")[0][0] == 0
    assert {row["votes"] for row in database.rows(f"select votes from members where id = '{PLACE}--ann-field'")} == {1}


def acts(database: Database) -> list[tuple[Any, ...]]:
    return [
        tuple(row)
        for row in database.rows("select name_text, role, member_id, by_list from member_acts where role <> 'declared' order by id")
    ]


def test_every_table_of_the_registers_says_what_fills_it() -> None:
    assert {table.name for table in of_registers()} == {name for name, table in tables().items() if table.filled_by}
    assert not any(table.tracked for table in of_registers())


@pytest.mark.parametrize(
    ("printed", "listed", "may"),
    [
        ("Ann Field", "Ann Field", True),
        ("Field", "Ann Field", True),  # a surname by itself
        ("A Field", "Ann Field", True),  # an initial
        ("B Field", "Ann Field", False),
        ("Bo Field", "Ann Field", False),
        ("Field", "Ann Fielding", False),
        ("O’Dowda", "Catherine O'Dowda", True),  # another apostrophe
        ("Okoro-Hale", "Beatrice Okoro-Hale", True),
        ("", "Ann Field", False),
    ],
)
def test_whom_a_printed_name_may_stand_for(printed: str, listed: str, may: bool) -> None:
    assert may_be(printed, listed) is may


@pytest.mark.parametrize(
    ("printed", "listed", "are"),
    [
        ("AF", "Ann Field", True),
        ("A.F.", "Ann Field", True),
        ("ABF", "Ann B Field", True),
        ("AF", "Ann B Field", True),  # the first and the last
        ("BOH", "Beatrice Okoro-Hale", True),
        ("FA", "Ann Field", False),
        ("Af", "Ann Field", False),  # a short name
        ("A", "Ann Field", False),
        ("FIELD", "Ann Field", False),
        ("AF", "Field", False),
    ],
)
def test_whose_initials_they_are(printed: str, listed: str, are: bool) -> None:
    assert are_initials(printed, listed) is are


def test_initials_are_told_by_the_list_if_they_fit_one(database: Database, corpus: Any) -> None:
    with_names(database, corpus, ["Ann Field", "Bo Marsh", "Bea Moss"], ["AF", "BM"])
    assert acts(database) == [("AF", "for", f"{PLACE}--ann-field", 1), ("BM", "for", f"{PLACE}--bm", 0)]


def test_a_surname_is_told_by_the_list_of_its_own_meeting(database: Database, corpus: Any) -> None:
    with_names(database, corpus, ["Ann Field", "Bo Marsh"], ["Field", "Bo Marsh"], mover="Marsh")
    assert acts(database) == [
        ("Marsh", "moved", f"{PLACE}--bo-marsh", 1),
        ("Field", "for", f"{PLACE}--ann-field", 1),
        ("Bo Marsh", "for", f"{PLACE}--bo-marsh", 0),
    ]
    rows = database.rows("select id, name, present, motions, votes from members order by id")
    assert [tuple(row) for row in rows] == [
        (f"{PLACE}--ann-field", "Ann Field", 1, 0, 1),
        (f"{PLACE}--bo-marsh", "Bo Marsh", 1, 1, 1),
    ]


def test_a_surname_that_two_members_share_stays_by_itself(database: Database, corpus: Any) -> None:
    with_names(database, corpus, ["Ann Field", "Cy Field"], ["Field", "A Field"])
    assert acts(database) == [("Field", "for", f"{PLACE}--field", 0), ("A Field", "for", f"{PLACE}--ann-field", 1)]


def test_a_surname_that_the_list_does_not_have_stays_by_itself(database: Database, corpus: Any) -> None:
    with_names(database, corpus, ["Ann Field"], ["Marsh"])
    assert acts(database) == [("Marsh", "for", f"{PLACE}--marsh", 0)]


def test_officers_are_no_members(database: Database) -> None:
    assert [row["name"] for row in database.rows("select name from members order by name")] == ["Ann Field", "Bo Marsh", "Cy Reed"]


def test_a_committee_is_a_council_and_a_name(database: Database) -> None:
    rows = database.rows("select * from committees")
    assert [tuple(row) for row in rows] == [
        (f"{PLACE}--highways-committee", COUNCIL, "Highways Committee", 1, "2021-03-10", "2021-03-10", 1, 3)
    ]
    assert body_id(None, "Cabinet") == "council-unknown--cabinet"
    assert body_id(COUNCIL, None) is None
    assert person_id(COUNCIL, "Cllr Ann Field") == f"{PLACE}--ann-field"


def test_the_counts_are_those_of_the_tracker(database: Database) -> None:
    tracker = database.rows("select count(*) from action_tracker where due_state <> 'reported on later'")[0][0]
    assert database.rows("select sum(actions) from action_counts where officer_id is null")[0][0] == tracker
    lead = "select sum(actions) from action_counts where officer_id = 'wexcombe/clerk' and standing = 'passed'"
    assert database.rows(lead)[0][0] == 2
    overdue = "select count(*) from action_leads as l join overdue_actions as o on o.id = l.action_id where officer_id = 'wexcombe/clerk'"
    assert database.rows(overdue)[0][0] == 2


def test_figures_by_month(database: Database) -> None:
    rows = database.rows("select measure, month, value, rows from monthly_figures order by measure, month, value")
    assert [tuple(row) for row in rows if row["measure"] != "status"] == [
        ("attendance", "2021-03", "apologies", 1),
        ("attendance", "2021-03", "present", 2),
        ("resolutions", "2021-03", "decision", 1),
    ]
    status = sum(row["rows"] for row in rows if row["measure"] == "status")
    assert status == database.rows("select count(*) from actions where canonical_id = id and reported_on is not null")[0][0]


def test_a_paper_that_goes_takes_its_rows_along(database: Database) -> None:
    database.remove_document(MINUTES)
    for table in of_registers():
        if "document_id" in table.columns:
            assert database.rows(f"select count(*) from {table.name} where document_id = ?", [MINUTES])[0][0] == 0
