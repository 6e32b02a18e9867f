"""What people come for, from end to end: a journalist and a decision, an analyst and what is overdue, a clerk and what failed."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from story import find_and_see

ROOT = Path(__file__).resolve().parents[2]
ATOM = "{http://www.w3.org/2005/Atom}"
Visit = Callable[..., Any]


def fetched(page: Any, link: Any) -> tuple[str, str]:
    """The type of what a link leads to, and its text without the mark in front that tells spreadsheets how to read it."""
    answer = page.request.get(page.evaluate("link => link.href", link.element_handle()))
    assert answer.ok
    return answer.headers["content-type"], answer.text().removeprefix("\ufeff")


def test_a_journalist_finds_a_decision(visit: Visit, sample_database: Path) -> None:
    page = visit("/")
    kept = find_and_see(page, sample_database)

    page.goto(kept)
    kind, feed = fetched(page, page.get_by_role("link", name=re.compile("Atom")).first)
    assert kind.startswith("application/atom+xml")
    entries = ElementTree.fromstring(feed).findall(f"{ATOM}entry")
    assert entries
    assert all(entry.find(f"{ATOM}link") is not None for entry in entries)


def test_a_search_is_had_as_csv_and_json(visit: Visit) -> None:
    page = visit("/-/search?q=20mph")
    shown = page.locator("main li:has(mark)").count()
    _, rows = fetched(page, page.get_by_role("link", name="CSV", exact=True))
    _, told = fetched(page, page.get_by_role("link", name="JSON", exact=True))
    assert len(list(csv.DictReader(io.StringIO(rows)))) >= shown > 0
    assert json.loads(told)


def test_an_analyst_takes_what_is_overdue(visit: Visit, sample_database: Path) -> None:
    page = visit("/-/actions?state=overdue")
    everybody = page.locator("table.register tbody tr").count()
    lead = page.locator("table.register tbody tr [data-label='Led by'] a").first.inner_text()
    page.get_by_label("Led by").select_option(label=lead)
    page.get_by_role("button", name="Narrow").click()
    rows = page.locator("table.register tbody tr")
    assert 0 < rows.count() <= everybody
    assert all(lead in row.inner_text() for row in rows.all())
    assert all("overdue" in row.inner_text() and "as of" in row.inner_text().lower() for row in rows.all())

    kind, text = fetched(page, page.get_by_role("link", name="CSV", exact=True))
    assert kind.startswith("text/csv")
    taken = list(csv.DictReader(io.StringIO(text)))
    assert len(taken) == rows.count()
    with closing(sqlite3.connect(sample_database)) as opened:
        due = {row[0] for row in opened.execute("select id from action_tracker where due_state = 'overdue'")}
    assert {row["id"] for row in taken} <= due

    page.get_by_role("link", name="All data").click()
    page.get_by_label("Question in SQL").fill("select due_state, count(*) as actions from action_tracker group by 1 order by 1")
    page.get_by_role("button", name="Run SQL").click()
    answers = dict(row.locator("td").all_inner_texts() for row in page.locator("table.rows-and-columns tbody tr").all())
    assert answers["overdue"].strip() == str(len(due))


def test_a_clerk_sees_what_failed_and_why(visit: Visit) -> None:
    page = visit("/")
    failed = page.locator("li", has_text="password")
    assert "Ask its publisher for a copy without one" in failed.inner_text()
    failed.get_by_role("link").click()
    assert "password" in page.locator("main").inner_text()
    page.goto(page.url.partition("/-/")[0] + "/")
    page.get_by_role("link", name="What a person should check").click()
    assert "Harbour Quay" in page.locator("main").inner_text()
