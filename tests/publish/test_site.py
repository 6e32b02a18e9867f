"""What somebody sees who opens the database in Datasette."""

from __future__ import annotations

import csv
import html
import io
import re
from typing import Any

import pytest

from pipeline.edges.schemas import queries, tables, views

PACK, MINUTES, UPDATE, BROKEN, CLOSED = (digit * 16 for digit in "abcde")
SHOWN = [table.name for table in [*tables().values(), *views().values()]]


def rows(get: Any, address: str, **parameters: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = get(f"/minutebook/{address}.json", _shape="array", **parameters).json()
    return found


def plain(text: str) -> str:
    """A text of the schemas as the site shows it: with quotes for backticks."""
    return re.sub("`(.*?)`", r"“\1”", text)


# --- pages ------------------------------------------------------------------------------------------------------------


def test_the_home_page_says_what_this_is(get: Any) -> None:
    page = get("/").text
    for words in ("Minutebook", "Nothing is invented", "under the terms that each council publishes", "named with its file and address"):
        assert words in page


def test_the_database_page_lists_what_is_meant_to_be_read(get: Any) -> None:
    shown = {table["name"] for table in get("/minutebook.json").json()["tables"] if not table["hidden"]}
    assert shown == {table.name for table in tables().values() if not table.hidden}
    page = get("/minutebook").text
    for name in views():
        assert f'href="minutebook/{name}"' in page
    for query in queries().values():
        assert html.escape(query.title) in page


@pytest.mark.parametrize("name", SHOWN)
def test_every_table_and_view_opens_and_explains_its_columns(get: Any, name: str) -> None:
    described = {**tables(), **views()}[name]
    page = html.unescape(get(f"/minutebook/{name}").text)
    assert plain(described.description) in page
    for column in described.columns.values():
        assert plain(column.description) in page


@pytest.mark.parametrize("name", SHOWN)
def test_facets_are_those_of_the_schema_and_come_in_time(get: Any, name: str) -> None:
    described = {**tables(), **views()}[name]
    answer = get(f"/minutebook/{name}.json").json()
    assert set(answer["facet_results"]) == {column for column, part in described.columns.items() if part.facet}
    assert answer["suggested_facets"] == []


@pytest.mark.parametrize("name", ["action_tracker", "resolutions", "whats_overdue"])
def test_csv_has_the_rows_of_the_page(get: Any, name: str) -> None:
    table = list(csv.DictReader(io.StringIO(get(f"/minutebook/{name}.csv").text)))
    assert len(table) == len(rows(get, name)) > 0
    assert "page_id" in table[0] or "page" in table[0]


def test_sizes_have_their_unit(get: Any) -> None:
    assert "1.0\u00a0kB" in html.unescape(get("/minutebook/documents").text)


def test_lists_come_in_a_useful_order(get: Any) -> None:
    days = [row["due_end"] for row in rows(get, "overdue_actions")]
    assert days == sorted(days) and len(days) == 2


# --- links ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("actions", f"/-/page/{PACK}/3?row=actions/{PACK}-actions-3-1"),  # the page number of a fact, with its words marked
        ("pages", f"/-/page/{PACK}/2"),  # the page itself
        ("action_tracker", f"/-/page/{PACK}/3?row=actions/{PACK}-actions-3-1"),  # the page of a row of a register
        ("whats_overdue", f"/-/page/{PACK}/3?row=actions/{PACK}-actions-3-1"),
        ("actions", f"/minutebook/documents/{PACK}"),  # a foreign key, by Datasette itself
        ("action_tracker", f"/minutebook/actions/{PACK}-actions-3-1"),  # the row that a register counts
        ("action_tracker", f"/-/document/{UPDATE}"),  # the paper as of which it is overdue
        ("action_tracker", "https://wexcombe.example/pack.pdf#page=3"),  # the page that the council published
        ("resolution_register", f"/-/meeting/{MINUTES}-meetings-1-1"),
        ("whats_overdue", f"/minutebook/actions/{PACK}-actions-3-1"),  # from a ready-made question
        ("changes?table_name=votes", f"/minutebook/votes/{MINUTES}-votes-2-1"),
        ("what_to_check", f"/minutebook/findings/{PACK}-findings-3-year-inferred-1"),
        ("actions_by_lead", "/-/officer/wexcombe~2Fclerk"),  # a key with a stroke in it
    ],
)
def test_links_lead_to_rows_and_pages(get: Any, address: str, target: str) -> None:
    assert f'href="{target}"' in get(f"/minutebook/{address}").text
    if target.startswith("/"):
        get(target)


def test_a_page_says_what_was_read_from_it(get: Any) -> None:
    assert "Refill all grit bins" in get(f"/minutebook/pages/{PACK}-pages-3").text


# --- search -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "words", "found"),
    [
        ("resolutions", "A21/17", 1),  # a reference as typed
        ("resolutions", "A21/1", 0),
        ("minutes", "a21/17 gritting", 1),
        ("reports", "ACH21-044", 1),
        ("pages", "ACH21-044", 1),
        ("pages", "ACH21-04", 0),
        ("recommendations", "cafe routes", 1),  # without the accent
        ("actions", "replacing signs", 2),  # other forms of the words, in both papers
        ("action_tracker", "replacing signs", 1),  # a register has it once
        ("overdue_actions", "grit", 1),
        ("resolution_register", '"revised gritting routes"', 1),
        ("resolution_register", "“revised gritting routes”", 1),  # quotes as a word processor writes them
        ("resolution_register", '"gritting revised"', 0),
        ("resolution_register", "gritting – routes", 1),  # a dash on its own is no word
        ("resolution_register", "gritting (routes)", 1),
        ("resolution_register", 'gritting "routes', 1),  # a quote without its partner
        ("resolution_register", 'revised"gritting routes', 1),
        ("resolution_register", "gritting AND NOT routes", 0),  # no operators: words like others
        ("resolution_register", "---", 0),
    ],
)
def test_search_in_tables_and_registers(get: Any, address: str, words: str, found: int) -> None:
    assert len(rows(get, address, _search=words)) == found


def test_a_register_has_a_search_box_and_keeps_the_words(get: Any) -> None:
    page = get("/minutebook/resolution_register", _search="gritting").text
    assert 'name="_search" value="gritting"' in page
    assert "search matches" in page
    assert 'name="_search"' not in get("/minutebook/meeting_register").text


def test_search_and_facets_work_together(get: Any) -> None:
    answer = get("/minutebook/action_tracker.json", _search="signs", status="in-progress").json()
    assert [row[0] for row in answer["rows"]] == [f"{PACK}-actions-3-2"]
    assert get("/minutebook/action_tracker.json", _search="signs", status="complete").json()["rows"] == []


# --- ready-made questions ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in queries() if name != "search_everything"])
def test_every_question_opens_without_an_answer_to_its_own(get: Any, name: str) -> None:
    page = html.unescape(get(f"/minutebook/{name}").text)
    assert queries()[name].title in page
    assert plain(queries()[name].description) in page
    for parameter in queries()[name].parameters:
        assert f'name="{parameter}"' in page
    answer = get(f"/minutebook/{name}.json").json()
    assert answer["query_name"] == name
    assert answer["rows"] or name in ("whats_due_soon", "whats_slipped")


def only(found: list[dict[str, Any]], column: str) -> list[Any]:
    return [row[column] for row in found]


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({}, 1),  # nothing asked: all
        ({"words": "gritting"}, 1),
        ({"words": "A21/17"}, 1),
        ({"words": "  "}, 1),
        ({"words": "bins"}, 0),  # an action, not a resolution
        ({"words": "gritting", "committee": "highways"}, 1),
        ({"committee": "planning"}, 0),
        ({"councillor": "reed"}, 1),  # the seconder
        ({"councillor": "marsh"}, 0),
        ({"since": "2021-03-10", "until": "2021-03-10"}, 1),
        ({"since": "2021-03-11"}, 0),
        ({"until": "2021-03-09"}, 0),
    ],
)
def test_search_resolutions(get: Any, parameters: dict[str, str], found: int) -> None:
    assert only(rows(get, "search_resolutions", **parameters), "resolution_id") == [f"{MINUTES}-resolutions-2-1"][:found]


def test_what_is_overdue_says_as_of_which_paper(get: Any) -> None:
    found = rows(get, "whats_overdue")
    assert [(row["due_state"], row["days_overdue"], row["as_of"], row["as_of_title"]) for row in found] == [
        ("overdue", 138, "2021-09-15", "Lanes plan: half-year update"),
        ("overdue", 122, "2021-03-02", "Highways Committee agenda"),
        ("due, no later report", None, "2021-03-10", "Minutes of the Highways Committee"),
    ]
    assert len(rows(get, "whats_overdue", lead="head of")) == 1
    assert len(rows(get, "whats_overdue", committee="Highways", council="wexcombe")) == 3
    assert rows(get, "whats_overdue", council="elsewhere") == []


def test_actions_by_lead(get: Any) -> None:
    found = rows(get, "actions_by_lead")
    assert only(found, "lead") == ["Clerk (Dee Hart)"] * 3 + ["Head of Streets", None]
    assert only(rows(get, "actions_by_lead", lead="dee hart", status="in-progress"), "action") == ["Replace worn signs"]


def test_who_was_there(get: Any) -> None:
    found = rows(get, "who_was_there", capacity="member")
    assert [(row["name"], row["present"], row["apologies"], row["present_pct"]) for row in found] == [
        ("Ann Field", 1, 0, 100.0),
        ("Bo Marsh", 1, 0, 100.0),
        ("Cy Reed", 0, 1, 0.0),
    ]
    assert only(rows(get, "who_was_there", name="hart"), "capacity") == ["officer"]
    assert rows(get, "who_was_there", since="2022-01-01") == []


def test_what_to_check_starts_with_the_worst(get: Any) -> None:
    found = rows(get, "what_to_check")
    assert only(found, "severity") == sorted(only(found, "severity"), key=["error", "warning", "info"].index)
    assert only(rows(get, "what_to_check", code="year-inferred"), "quote") == ["October"]
    assert only(rows(get, "what_to_check", severity="error"), "code") == ["failed", "no-text"]
    assert rows(get, "what_to_check", code="failed")[0]["message"]


def test_search_everything_ranks_all_kinds_in_one_list(get: Any) -> None:
    found = rows(get, "search_everything", words="gritting")
    assert {"resolution", "minute", "report", "page"} <= set(only(found, "kind"))
    assert all("[grit" in row["words"].lower() for row in found)
    assert all(row["page_id"] for row in found)
    assert rows(get, "search_everything", words="gritting", council="elsewhere") == []


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("A21/17", {"minute", "resolution", "page"}),
        ("ACH21-044", {"report", "page"}),
        ("nobody", set()),  # stands in a withheld paper only
        ("", set()),
        ("…", set()),
    ],
)
def test_search_everything_finds_references(get: Any, words: str, kinds: set[str]) -> None:
    assert set(only(rows(get, "search_everything", words=words), "kind")) == kinds


# --- what a stranger may not do ---------------------------------------------------------------------------------------


def test_a_value_that_would_fill_the_memory_is_refused(get: Any) -> None:
    get("/minutebook.json", expect=400, sql="select length(hex(zeroblob(200000000)))")
