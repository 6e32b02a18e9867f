"""The pages of committees, members, officers and posts."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from publish.reading import part, read

from pipeline.edges.database import Database

PACK, MINUTES, UPDATE, BROKEN, CLOSED = (digit * 16 for digit in "abcde")
PLACE = "wexcombe-district-council"
SCRUTINY = "skelbourne-borough-council--environment-and-place-scrutiny-committee"


# --- committees -------------------------------------------------------------------------------------------------------


def test_a_committee_shows_its_meetings_decisions_and_people(get: Any) -> None:
    page = get(f"/-/committee/{PLACE}--highways-committee").text
    assert "1 meeting, 10 March 2021; 1 decision, motion or amendment; 3 actions." in read(page)
    assert f'href="/-/meeting/{MINUTES}-meetings-1-1"' in page
    assert "2021 1 0 0" in part(page, "years")
    assert f'href="/-/resolutions?committee={PLACE}--highways-committee&amp;from=2021-01-01&amp;to=2021-12-31"' in page
    actions = part(page, "actions")
    assert "138 days overdue, due 30 April 2021 (printed “April 2021”)" in actions
    assert "as of Lanes plan: half-year update, 15 September 2021" in actions
    assert "Ann Field 1 0 0 10 March 2021" in part(page, "people")
    assert "Dee Hart" not in part(page, "people")  # an officer


def test_an_action_that_is_only_due_is_not_called_overdue(get: Any) -> None:
    page = get(f"/-/committee/{PLACE}--highways-committee").text
    section = page[page.index("Due, with no later report</h3>") :]
    assert "write to the contractor" in section
    assert "No later report: due 1 May 2021" in read(section)


def test_what_is_still_to_come_stands_by_itself(tmp_path: Path, filled: Any, site_of: Any) -> None:
    path = tmp_path / "minutebook.db"
    filled(path)
    connection = sqlite3.connect(path)
    connection.execute("update actions set due_end = '2999-12-31', due_text = 'one day' where id = ?", (f"{MINUTES}-actions-2-1",))
    connection.commit()
    connection.close()
    with Database.open(path) as database:
        database.fill_registers()
    page = site_of(path)(f"/-/committee/{PLACE}--highways-committee").text
    assert "Due 31 December 2999 (printed “one day”)" in read(page[page.index("Not yet due</h3>") :])
    assert "no later report</h3>" not in page


# --- members ----------------------------------------------------------------------------------------------------------


def test_a_member_shows_attendance_motions_and_votes(get: Any) -> None:
    page = get(f"/-/member/{PLACE}--ann-field").text
    assert "Named at 1 meeting: present at 1" in part(page, "came")
    assert "10 March 2021 Highways Committee Present, Chair page 1" in part(page, "came")
    assert "Moved · Highways Committee, 10 March 2021" in part(page, "moved")
    assert "Voted for" in part(page, "votes")
    assert "Highways Committee, 10 March 2021: personal" in part(page, "declared")
    assert f'href="/-/resolution/{MINUTES}-resolutions-2-1"' in page
    assert "Two people of one name would stand here together" in read(page)


def test_a_member_named_by_surname_says_on_what_ground(sample: Any) -> None:
    text = read(sample("/-/member/skelbourne-borough-council--aled-prytherch").text)
    assert "“Prytherch” is taken for this member where the list of names of the same meeting has nobody else who fits." in text


def test_members_who_share_a_surname_are_named_and_kept_apart(tmp_path: Path, filled: Any, site_of: Any) -> None:
    path = tmp_path / "minutebook.db"
    filled(path)
    connection = sqlite3.connect(path)
    connection.execute("update attendance set name = 'Bo Field' where name = 'Bo Marsh'")
    connection.commit()
    connection.close()
    with Database.open(path) as database:
        database.fill_registers()
    alike = part(site_of(path)(f"/-/member/{PLACE}--ann-field").text, "alike")
    assert "Bo Field" in alike
    assert "the papers do not say" in alike


def test_who_never_voted_by_name_has_an_empty_list_that_says_why(get: Any) -> None:
    assert "No vote of this member is recorded by name" in part(get(f"/-/member/{PLACE}--cy-reed").text, "votes")


# --- officers and posts -----------------------------------------------------------------------------------------------


def test_an_officer_shows_actions_with_what_is_late_first(get: Any) -> None:
    page = get("/-/officer/wexcombe~2Fclerk").text
    assert "Dee Hart Clerk" in read(page)
    actions = part(page, "actions")
    assert "2 1 0 0 0" in actions  # overdue, due with no later report, and the rest
    assert actions.index("138 days overdue") < actions.index("122 days overdue") < actions.index("No later report: due 1 May 2021")
    assert 'href="/-/actions?lead=wexcombe/clerk"' in page


def test_a_post_shows_where_it_is_named_and_which_reports_it_answers_for(get: Any) -> None:
    page = get("/-/officer/wexcombe~2Fhead-of-streets").text
    assert "A post, whoever holds it." in read(page)
    assert "Winter gritting routes ACH21-044" in part(page, "reports")
    assert f'href="/-/page/{PACK}/2?row=officer_mentions/{PACK}-officer_mentions-2-1"' in page
    assert "Highways Committee agenda" in part(page, "papers")


# --- all of them ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/-/committee/none", "/-/member/none", "/-/officer/none", "/-/resolution/none"])
def test_what_is_not_there(get: Any, address: str) -> None:
    get(address, expect=404)


@pytest.mark.parametrize(
    ("kind", "table"), [("committee", "committees"), ("member", "members"), ("officer", "officers"), ("resolution", "resolutions")]
)
def test_everything_in_the_sample_has_its_page(sample: Any, sample_database: Path, kind: str, table: str) -> None:
    connection = sqlite3.connect(sample_database)
    where = "where canonical_id = id" if table == "resolutions" else ""
    keys = [row[0] for row in connection.execute(f"select id from {table} {where} limit 60")]
    connection.close()
    assert keys
    for key in keys:
        page = sample(f"/-/{kind}/{key}").text
        assert "<script" not in page
        assert " style=" not in page


def test_other_pages_lead_to_them(sample: Any, sample_database: Path) -> None:
    connection = sqlite3.connect(sample_database)
    (meeting,) = connection.execute("select id from meetings where canonical_id = id and committee like '%Scrutiny%' limit 1").fetchone()
    (thread,) = connection.execute("select thread_id from actions join action_leads on action_id = actions.id limit 1").fetchone()
    (paper,) = connection.execute("select document_id from officer_mentions where officer_id is not null limit 1").fetchone()
    connection.close()
    page = sample(f"/-/meeting/{meeting}").text
    for words in (f'href="/-/committee/{SCRUTINY}"', 'href="/-/member/', 'href="/-/resolution/', 'href="/-/officer/'):
        assert words in page
    assert 'href="/-/officer/' in sample(f"/-/action/{thread}").text
    assert 'href="/-/officer/' in sample(f"/-/document/{paper}").text
    assert f'href="/-/committee/{SCRUTINY}"' in sample("/").text
