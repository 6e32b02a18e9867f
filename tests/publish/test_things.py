"""The pages of things: a paper, a meeting, an action from paper to paper."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from publish.reading import part, read

from pipeline.publish.site.thread_page import moved

PACK, MINUTES, UPDATE, BROKEN, CLOSED = (digit * 16 for digit in "abcde")
SECRET = "nobody may know"


def ids(database: Path, sql: str) -> list[str]:
    connection = sqlite3.connect(database)
    try:
        return [row[0] for row in connection.execute(sql)]
    finally:
        connection.close()


# --- a paper ----------------------------------------------------------------------------------------------------------


def test_a_paper_shows_its_parts_and_what_was_read_from_it(get: Any) -> None:
    page = get(f"/-/document/{PACK}").text
    assert "20" not in part(page, "pages")
    parts = part(page, "parts")
    assert "AGENDA (page 1)" in parts
    assert "Winter gritting routes (pages 2 to 3, item 2 of the agenda)" in parts
    assert f'href="/-/page/{PACK}/2?row=sections/{PACK}-sections-2"' in page
    assert "Actions: 2" in part(page, "rows")
    assert f'href="/minutebook/actions?document_id={PACK}"' in page
    assert "Winter gritting routes ACH21-044" in part(page, "reports")
    assert "Priority 1: Safer lanes page 3" in part(page, "tables")
    assert "Info: The year of a due date was worked out. October" in part(page, "doubts")
    beside = part(page, "beside")
    assert "Announces Highways Committee, 10 March 2021" in beside
    assert "Its meeting is minuted in Minutes of the Highways Committee" in beside


def test_an_exempt_part_is_named_and_not_linked(get: Any) -> None:
    page = get(f"/-/document/{PACK}").text
    assert "(page 4, item 3 of the agenda, not shown)" in part(page, "parts")
    assert f'href="/-/page/{PACK}/4' not in page
    assert f'href="/-/page/{PACK}/3"' in page
    assert "Download the original" not in page
    assert 'href="https://wexcombe.example/pack.pdf"' in page


@pytest.mark.parametrize(("document", "words"), [(BROKEN, "Failed: The file is not a PDF."), (CLOSED, "Withheld: The paper is exempt.")])
def test_a_paper_that_is_not_shown_says_why(get: Any, document: str, words: str) -> None:
    page = get(f"/-/document/{document}").text
    assert words in read(page)
    assert SECRET not in page
    assert "/-/page/" not in page
    assert "/-/original/" not in page


def test_a_clear_paper_offers_its_original(sample: Any, sample_database: Path) -> None:
    (plan,) = ids(sample_database, "select id from documents where kind = 'plan'")
    assert f'href="/-/original/{plan}.pdf"' in sample(f"/-/document/{plan}").text


# --- a meeting --------------------------------------------------------------------------------------------------------


def test_a_meeting_is_put_together_from_its_papers(get: Any) -> None:
    page = get(f"/-/meeting/{MINUTES}-meetings-1-1").text
    text = read(page)
    assert "Highways Committee, 10 March 2021" in text
    assert "From 19:00, Town Hall, Wexcombe" in text  # which only the agenda says
    agenda = part(page, "agenda")
    assert agenda.index("1 Apologies") < agenda.index("2 Winter gritting") < agenda.index("3 Depot lease")
    assert "2 Winter gritting papers: Winter gritting routes" in agenda
    assert "exempt: financial affairs; its papers are not shown" in agenda
    assert f'href="/-/page/{PACK}/4' not in page
    people = part(page, "people")
    assert "Present Ann Field, Chair p. 1, Ann Field Bo Marsh p. 1, Bo Marsh Dee Hart, Clerk officer p. 1, Dee Hart" in people
    assert "Apologies Cy Reed p. 1, Cy Reed" in people
    minutes = part(page, "minutes")
    assert "A21/17 Winter gritting" in minutes
    assert "Resolved that the revised gritting routes be adopted" in minutes
    assert "moved by Ann Field, seconded by Cy Reed, carried, 1 for, 1 against" in minutes
    assert "the report: Winter gritting routes" in minutes
    assert "How 2 voted Against: Bo Marsh For: Ann Field" in minutes
    assert "Draft, not confirmed yet" in minutes
    assert "Ann Field: personal" in part(page, "declared")
    papers = part(page, "papers")
    assert "Minutes of the Highways Committee minutes, records the meeting" in papers
    assert "Highways Committee agenda agenda pack, announces the meeting" in papers
    order = [page.index(f'aria-labelledby="{name}"') for name in ("agenda", "people", "declared", "minutes", "papers")]
    assert order == sorted(order)
    assert f'href="/-/page/{MINUTES}/2?row=resolutions/{MINUTES}-resolutions-2-1"' in page


def test_a_meeting_has_one_address(get: Any) -> None:
    answer = get(f"/-/meeting/{PACK}-meetings-1-1", expect=302)
    assert answer.headers["location"] == f"/-/meeting/{MINUTES}-meetings-1-1"


def test_a_meeting_without_papers_says_so(tmp_path: Path, filled: Any, site_of: Any) -> None:
    path = tmp_path / "minutebook.db"
    filled(path)
    connection = sqlite3.connect(path)
    for table in ("agenda_items", "attendance", "minutes", "resolutions", "declarations"):
        connection.execute(f"delete from {table}")
    connection.execute("update meetings set date = null")
    connection.commit()
    connection.close()
    text = read(site_of(path)(f"/-/meeting/{MINUTES}-meetings-1-1").text)
    for words in ("No agenda of this meeting", "No paper says who was there", "No minutes of this meeting", "No paper gives the date"):
        assert words in text


def test_every_meeting_and_decision_of_the_sample_is_on_a_page(sample: Any, sample_database: Path) -> None:
    meetings = ids(sample_database, "select id from meetings where canonical_id = id")
    assert len(meetings) >= 4
    pages = "".join(sample(f"/-/meeting/{meeting}").text for meeting in meetings)
    decided = ids(sample_database, "select id from resolutions where canonical_id = id and meeting_id is not null")
    assert decided
    for row in decided:
        assert f"?row=resolutions/{row}" in pages


# --- an action --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ("2021-03-31", "2021-06-30", "later"),
        ("2021-03-31", "2021-01-31", "earlier"),
        ("2021-03-31", "2021-03-31", "same"),
        (None, "2021-03-31", None),  # the first paper
        ("2021-03-31", None, None),  # a paper that gives no date
    ],
)
def test_how_a_date_moved(before: str | None, now: str | None, said: str | None) -> None:
    assert moved(before, now) == said


def test_an_action_is_told_from_paper_to_paper(sample: Any, sample_database: Path) -> None:
    sql = "select id from action_threads where slips = 1 and status = 'red' and first_due_end = '2026-03-31'"
    (thread,) = ids(sample_database, sql)
    page = sample(f"/-/action/{thread}").text
    papers = part(page, "papers")
    rows = ids(sample_database, f"select id from actions where thread_id = '{thread}'")
    assert len(rows) == 3
    for row in rows:
        assert f"?row=actions/{row}" in page
    assert (
        papers.index("A paper without a date: Greener Skelbourne Plan")
        < papers.index("30 September 2025:")
        < papers.index("31 March 2026:")
    )
    assert papers.count("moved later, from 31 March 2026") == 1
    assert "First due 31 March 2026, now 30 September 2026; moved later once." in read(page)
    assert "as of Greener Skelbourne Plan: Half Year Update, October 2025 to March 2026, 31 March 2026" in read(page)


def test_home_leads_to_the_pages_of_things(sample: Any) -> None:
    page = sample("/").text
    targets = sorted(set(re.findall(r'href="(/-/(?:meeting|document|action|page)/[^"]+)"', page)))
    assert {target.split("/")[2] for target in targets} == {"meeting", "document", "action", "page"}
    for target in targets:
        assert "<script" not in sample(target).text


# --- all of them ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/-/document/nothing", "/-/meeting/nothing", "/-/action/nothing", "/-/meeting/a~27~20or~201"])
def test_what_is_not_there(get: Any, address: str) -> None:
    get(address, expect=404)


def test_words_of_papers_are_text(tmp_path: Path, filled: Any, site_of: Any) -> None:
    path = tmp_path / "minutebook.db"
    filled(path)
    bad = "<script>x</script>"
    connection = sqlite3.connect(path)
    for table, columns in {
        "documents": ("title", "error", "council"),
        "meetings": ("committee", "venue"),
        "agenda_items": ("title", "exempt_reason"),
        "attendance": ("name", "role", "post", "note"),
        "minutes": ("title", "text", "reference"),
        "resolutions": ("text", "mover", "label", "verb"),
        "votes": ("name",),
        "sections": ("title",),
        "findings": ("message", "quote"),
        "reports": ("title",),
        "tables": ("heading",),
        "actions": ("action", "detail", "status_text", "due_text", "progress"),
    }.items():
        connection.execute(f"update {table} set {', '.join(f'{column} = ?' for column in columns)}", [bad] * len(columns))
    connection.execute("insert into action_threads (id, title, council, state) values ('w/x', ?, ?, 'open')", (bad, bad))
    connection.execute("update actions set thread_id = 'w/x'")
    connection.commit()
    connection.close()
    get = site_of(path)
    for address in (f"/-/document/{PACK}", f"/-/meeting/{MINUTES}-meetings-1-1", "/-/action/w~2Fx"):
        page = get(address).text
        assert "&lt;script&gt;" in page
        assert "<script" not in page
