"""The registers as pages: their filters, orders and files, the counts, and the charts."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from publish.reading import read

from pipeline.edges.database import Database
from pipeline.publish.site.registers.actions import STATES, asked_of, days_overdue, question_of, state_of
from pipeline.publish.site.registers.charts import chart, months_to, rounded_up
from pipeline.publish.site.registers.standing import added_up

PACK, MINUTES, UPDATE = (digit * 16 for digit in "abc")
PLACE = "wexcombe-district-council"
COMMITTEE = f"{PLACE}--highways-committee"


def table(page: str) -> str:
    """The words of the rows of the register."""
    found = re.search(r'<tbody role="rowgroup">(.*?)</tbody>', page, re.DOTALL)
    return read(found.group(1)) if found else ""


def ids(get: Any, address: str) -> list[str]:
    return [row["id"] for row in get(address).json()]


# --- the action tracker -----------------------------------------------------------------------------------------------


def test_the_tracker_says_as_of_which_paper(get: Any) -> None:
    page = get("/-/actions?state=overdue").text
    rows = table(page)
    assert "138 days overdue as of Lanes plan: half-year update, 15 September 2021" in rows
    assert rows.index("138 days") < rows.index("122 days")
    assert "it may have been done since" in read(page)
    assert f'href="/-/page/{PACK}/3?row=actions/{PACK}-actions-3-1"' in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {f"{PACK}-actions-3-1", f"{PACK}-actions-3-2", f"{MINUTES}-actions-2-1", f"{UPDATE}-actions-1-2"}),
        ("?state=overdue", {f"{PACK}-actions-3-1", f"{PACK}-actions-3-2"}),
        ("?state=unreported", {f"{MINUTES}-actions-2-1"}),
        ("?state=complete", {f"{UPDATE}-actions-1-2"}),
        ("?state=soon", set()),
        ("?state=slipped", set()),
        ("?lead=wexcombe%2Fhead-of-streets", {f"{PACK}-actions-3-1"}),
        ("?lead=wexcombe%2Fclerk&state=unreported", {f"{MINUTES}-actions-2-1"}),
        (f"?committee={COMMITTEE}&state=overdue", {f"{PACK}-actions-3-1", f"{PACK}-actions-3-2"}),
        ("?council=Wexcombe+District+Council&status=amber", {f"{PACK}-actions-3-1", f"{PACK}-actions-3-2"}),
        ("?council=Wexcombe+District+Council&status=red", set()),
        ("?council=Elsewhere", set()),
        ("?council=Elsewhere&state=overdue", set()),
        ("?lead=wexcombe%2Fhead-of-streets&state=overdue", {f"{PACK}-actions-3-1"}),
        (
            "?state=of+mind&sort=sideways&page=-1",
            {f"{PACK}-actions-3-1", f"{PACK}-actions-3-2", f"{MINUTES}-actions-2-1", f"{UPDATE}-actions-1-2"},
        ),
    ],
)
def test_filters_of_the_tracker(get: Any, query: str, found: set[str]) -> None:
    assert set(ids(get, f"/-/actions.json{query}")) == found
    rows = table(get(f"/-/actions{query}").text)
    assert bool(rows) == bool(found)


def test_an_empty_list_says_why(get: Any) -> None:
    assert "Take a filter away" in read(get("/-/actions?council=Elsewhere").text)
    assert "The lists above have the others" in read(get("/-/actions?state=soon").text)


def test_the_tabs_count_as_the_lists_do(sample: Any) -> None:
    page = sample("/-/actions").text
    tallies = dict(re.findall(r'state=(\w+)[^>]*>[^<]+ <span class="tally">([\d,]+)', page))
    assert {"all", "overdue", "unreported", "slipped", "silent", "complete"} <= set(tallies)
    for state, tally in tallies.items():
        assert len(sample(f"/-/actions.json?state={state}").json()) == int(tally.replace(",", ""))


NARROWED = ["", "&council=Skelbourne+Borough+Council", "&committee={body}", "&council=Elsewhere&committee={body}", "&lead={lead}"]


@pytest.mark.parametrize("sort", ["due", "-due"])
@pytest.mark.parametrize("narrowed", NARROWED)
def test_as_many_are_said_as_there_are(sample: Any, sample_database: Path, narrowed: str, sort: str) -> None:
    connection = sqlite3.connect(sample_database)
    (body,) = connection.execute("select committee_id from tracked_actions where committee_id is not null limit 1").fetchone()
    (lead,) = connection.execute("select officer_id from action_leads group by 1 order by count(*) desc limit 1").fetchone()
    connection.close()
    asked = narrowed.format(body=quote(body, safe=""), lead=quote(lead, safe=""))
    for state in STATES:
        query = f"?state={state}{asked}&sort={sort}"
        said = re.search(r"<p>([\d,]+) action", sample(f"/-/actions{query}").text)
        rows = len(sample(f"/-/actions.json{query}").json())
        assert (int(said[1].replace(",", "")) if said else 0) == rows, state


def test_the_tracker_agrees_with_the_view(sample: Any, sample_database: Path) -> None:
    connection = sqlite3.connect(sample_database)
    view = dict(connection.execute("select id, due_state from action_tracker where due_state <> 'reported on later'"))
    connection.close()
    assert {row["id"]: row["due_state"] for row in sample("/-/actions.json").json()} == view


@pytest.mark.parametrize(
    ("standing", "due", "as_of", "state", "days"),
    [
        ("passed", "2021-01-01", "2021-01-11", "overdue", 10),
        ("passed", "2021-01-01", "2021-12-31", "overdue", 31),  # a paper for a meeting to come: not more than until today
        ("passed", "2021-06-01", "2021-12-31", "not yet due", None),  # and a date that is still to come too
        ("open", "2021-01-01", None, "due, no later report", None),
        ("open", "2021-02-01", "2021-01-01", "not yet due", None),  # due today
        ("complete", "2021-01-01", "2021-01-11", "complete", None),
        ("no due date", None, "2021-01-11", "no due date", None),
    ],
)
def test_how_a_row_stands_on_a_day(standing: str, due: str | None, as_of: str | None, state: str, days: int | None) -> None:
    row = {"standing": standing, "due_end": due, "as_of": as_of}
    assert state_of(row, "2021-02-01") == state
    assert days_overdue(row, "2021-02-01") == days


def test_counts_are_set_right_by_the_day() -> None:
    rows = [
        {"standing": "passed", "status": "red", "actions": 5},
        {"standing": "open", "status": "red", "actions": 7},
        {"standing": "open", "status": None, "actions": 1},
        {"standing": "complete", "status": "complete", "actions": 2},
    ]
    found = added_up(rows, to_come=1, unreported=3)
    assert (found.actions, found.overdue, found.unreported, found.ahead, found.complete) == (15, 4, 3, 6, 2)
    assert found.statuses == (("red", 12), ("complete", 2), (None, 1))


@pytest.mark.parametrize("state", list(STATES))
@pytest.mark.parametrize("narrowed", [{}, {"council": "A"}, {"committee": "a--b"}, {"lead": "a--c"}, {"council": "A", "status": "red"}])
def test_every_list_is_found_by_an_index(sample_database: Path, state: str, narrowed: dict[str, str]) -> None:
    question = question_of(asked_of({"state": state, **narrowed}))
    connection = sqlite3.connect(sample_database)
    plan = connection.execute(
        f"explain query plan select t.id from {question.tables} where {question.where} order by {question.order} limit 51",
        question.parameters,
    ).fetchall()
    connection.close()
    for step in plan:
        assert not re.match(r"SCAN \w+$", step[3]), plan


# --- files ------------------------------------------------------------------------------------------------------------


def test_a_list_can_be_taken_as_csv(get: Any) -> None:
    answer = get("/-/actions.csv?state=overdue")
    assert answer.headers["content-type"].startswith("text/csv")
    assert 'filename="actions.csv"' in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["days_overdue"] for row in rows] == ["138", "122"]
    assert rows[0]["as_of_title"] == "Lanes plan: half-year update"
    assert rows[1]["leads"] == "Head of Streets; Clerk (Dee Hart)"


def test_a_spreadsheet_runs_nothing_of_it(tmp_path: Path, filled: Any, site_of: Any) -> None:
    path = tmp_path / "minutebook.db"
    filled(path)
    connection = sqlite3.connect(path)
    connection.execute("update actions set action = '=cmd()'")
    connection.commit()
    connection.close()
    rows = list(csv.DictReader(io.StringIO(site_of(path)("/-/actions.csv").text)))
    assert {row["action"] for row in rows} == {"'=cmd()"}


def test_lists_are_json_too(get: Any) -> None:
    (row,) = json.loads(get("/-/resolutions.json").text)
    assert (row["date"], row["mover"], row["votes_for"]) == ("2021-03-10", "Ann Field", 1)
    assert get("/-/actions.json?council=Elsewhere").json() == []
    assert {row["name"] for row in get("/-/attendance.json?status=apologies").json()} == {"Cy Reed"}


# --- resolutions and attendance ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("", True),
        (f"?committee={COMMITTEE}", True),
        (f"?member={PLACE}--ann-field", True),
        ("?verb=resolved&outcome=carried&kind=decision", True),
        ("?verb=noted", False),
        ("?from=2021-03-10&to=2021-03-10", True),
        ("?from=2021-03-11", False),
        ("?from=yesterday", True),  # what is no day is passed over
    ],
)
def test_filters_of_the_resolutions(get: Any, query: str, there: bool) -> None:
    page = get(f"/-/resolutions{query}").text
    assert ("10 March 2021 Highways Committee A21/17 Winter gritting Resolved" in table(page)) is there
    assert (f'href="/-/resolution/{MINUTES}-resolutions-2-1"' in page) is there


@pytest.mark.parametrize(
    ("query", "there"), [("", True), (f"?committee={COMMITTEE}", True), ("?to=2021-03-09", False), ("?council=B", False)]
)
def test_meetings(get: Any, query: str, there: bool) -> None:
    rows = table(get(f"/-/meetings{query}").text)
    assert ("10 March 2021 Highways Committee, 10 March 2021" in rows) is there
    assert ("1 decision, 3 agenda items, 3 present, 1 apology, 2 papers" in rows) is there
    assert len(get(f"/-/meetings.json{query}").json()) == there


def test_attendance_with_totals_of_a_committee(get: Any) -> None:
    text = read(get(f"/-/attendance?committee={COMMITTEE}").text)
    assert "Ann Field 1 0 0" in text
    assert "Cy Reed 0 1 0" in text
    rows = table(get(f"/-/attendance?member={PLACE}--cy-reed").text)
    assert "Cy Reed member apologies" in rows
    assert "Ann Field" not in rows


def test_lists_can_be_sorted_by_links(sample: Any) -> None:
    newest, oldest = (table(sample(f"/-/resolutions?sort={order}").text) for order in ("date", "-date"))
    assert newest.startswith("17 December 2025")
    assert oldest.startswith("8 September 2025")
    page = sample("/-/resolutions").text
    assert 'aria-sort="descending"><a href="/-/resolutions?sort=-date"' in page


def test_a_long_list_has_pages(tmp_path: Path, filled: Any, site_of: Any) -> None:
    path = tmp_path / "minutebook.db"
    filled(path)
    connection = sqlite3.connect(path)
    connection.executemany(
        "insert into resolutions (id, document_id, meeting_id, text, canonical_id, page) values (?1, ?2, ?3, 'one more', ?1, 2)",
        [(f"{MINUTES}-resolutions-5-{place}", MINUTES, f"{MINUTES}-meetings-1-1") for place in range(60)],
    )
    connection.commit()
    connection.close()
    with Database.open(path) as database:
        database.fill_registers()
    get = site_of(path)
    first, second = get("/-/resolutions").text, get("/-/resolutions?page=2").text
    assert "61 entries" in read(first)
    assert 'rel="next" href="/-/resolutions?sort=date&amp;page=2"' in first
    assert 'rel="prev"' in second
    assert 'rel="next"' not in second
    shown = [re.findall(r'href="/-/resolution/([^"]+)"', page) for page in (first, second)]
    assert (len(shown[0]), len(shown[1])) == (50, 11)
    assert not set(shown[0]) & set(shown[1])
    assert len(get("/-/resolutions.json").json()) == 61


# --- counts -----------------------------------------------------------------------------------------------------------


def test_counts_by_committee_and_post(get: Any) -> None:
    text = read(get("/-/actions/counts").text)
    assert "Highways Committee 3 2 1" in text
    assert "Clerk (Dee Hart) 3 2 1" in text
    assert "An action with two leads counts under both." in text


# --- charts -----------------------------------------------------------------------------------------------------------


def test_charts_have_their_figures_beside_them(sample: Any) -> None:
    page = sample("/-/charts").text
    assert page.count('<svg viewBox="0 0') == 4
    text = read(page)
    assert "September 2025 2 5 8" in text  # red, amber, green
    assert "Due dates moved later" in text
    assert " style=" not in page
    assert "<script" not in page


def test_a_chart_without_figures_says_why(get: Any) -> None:
    assert "No action could be seen to slip" in read(get("/-/charts").text)


def test_bars_stand_on_each_other_and_end_at_the_scale() -> None:
    window = months_to("2021-03", "2021-01")
    assert window == ["2020-10", "2020-11", "2020-12", "2021-01", "2021-02", "2021-03"]
    drawn = chart("attendance", {("2021-03", "present"): 6, ("2021-03", "absent"): 2, ("1999-01", "present"): 99}, window)
    assert [bar.says for bar in drawn.bars] == ["March 2021: 6 present", "March 2021: 2 absent"]
    lower, upper = drawn.bars
    assert lower.y == pytest.approx(upper.y + upper.height)
    assert upper.y == pytest.approx(drawn.scale[-1].at)
    assert drawn.scale[-1].text == "8"
    assert drawn.table[-1] == ("March 2021", [6, 2])


@pytest.mark.parametrize(("most", "top"), [(1, 4), (4, 4), (5, 8), (8, 8), (9, 20), (21, 40), (41, 80), (1001, 2000)])
def test_the_scale_ends_with_a_round_number(most: int, top: int) -> None:
    assert rounded_up(most) == top


def test_a_chart_with_figures_in_other_months_only_says_so() -> None:
    drawn = chart("slips", {("1999-01", "later"): 2}, months_to("2021-03", "1999-01"))
    assert (drawn.bars, drawn.empty) == ([], "There are none in these months.")


def test_months_at_most() -> None:
    assert len(months_to("2021-03", "1999-01")) == 24
    assert months_to(None, None) == []


# --- all of them ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/-/actions", "/-/meetings", "/-/resolutions", "/-/attendance", "/-/charts", "/-/actions/counts"])
def test_an_empty_database_says_so(tmp_path: Path, site_of: Any, address: str) -> None:
    path = tmp_path / "minutebook.db"
    Database.open(path).close()
    text = read(site_of(path)(address).text)
    assert re.search(r"No paper|No minutes", text), text


@pytest.mark.parametrize("address", ["/-/actions", "/-/resolutions", "/-/attendance"])
def test_what_somebody_types_is_text(get: Any, address: str) -> None:
    page = get(f"{address}?council=%22%3E%3Cscript%3E&committee='+or+1&from=%3Cb%3E").text
    assert "<script" not in page
    assert "<b>" not in page


def test_words_of_papers_are_text(tmp_path: Path, filled: Any, site_of: Any) -> None:
    path = tmp_path / "minutebook.db"
    filled(path)
    bad = "<script>x</script>"
    connection = sqlite3.connect(path)
    for name, columns in {
        "documents": ("title", "council"),
        "meetings": ("committee", "council"),
        "attendance": ("name", "role", "post", "note"),
        "minutes": ("title", "text", "reference"),
        "resolutions": ("text", "mover", "seconder", "label", "reference"),
        "votes": ("name",),
        "reports": ("title",),
        "recommendations": ("text", "number", "addressee"),
        "officers": ("name", "post", "council"),
        "actions": ("action", "detail", "status_text", "due_text", "leads_text", "theme", "reference"),
    }.items():
        connection.execute(f"update {name} set {', '.join(f'{column} = ?' for column in columns)}", [bad] * len(columns))
    connection.commit()
    connection.close()
    with Database.open(path) as database:
        database.fill_registers()
    get = site_of(path)
    member, committee = (get(f"/minutebook/{name}.json?_shape=array").json()[0]["id"] for name in ("members", "committees"))
    for address in (
        "/",
        "/-/actions",
        "/-/actions/counts",
        "/-/meetings",
        "/-/resolutions",
        "/-/attendance",
        "/-/charts",
        f"/-/resolution/{MINUTES}-resolutions-2-1",
        "/-/officer/wexcombe~2Fclerk",
        f"/-/member/{member}",
        f"/-/committee/{committee}",
    ):
        page = get(address).text
        assert "<script" not in page
        assert address == "/-/charts" or "&lt;script&gt;" in page
