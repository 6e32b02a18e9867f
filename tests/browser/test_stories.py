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

import pdfplumber

ROOT = Path(__file__).resolve().parents[2]
ATOM = "{http://www.w3.org/2005/Atom}"
Visit = Callable[..., Any]


def words_under(mark: dict[str, float], picture: dict[str, float], paper: Path, number: int) -> str:
    """The words that stand under a mark on the picture of a page, by another reader's eyes."""
    with pdfplumber.open(paper) as pdf:
        page = pdf.pages[number - 1]
        x, y = page.width / picture["width"], page.height / picture["height"]
        left, top = (mark["x"] - picture["x"]) * x, (mark["y"] - picture["y"]) * y
        box = (
            max(left - 2, 0),
            max(top - 2, 0),
            min(left + mark["width"] * x + 2, page.width),
            min(top + mark["height"] * y + 2, page.height),
        )
        return " ".join((page.crop(box).extract_text() or "").split())


def paper_of(database: Path, document: str) -> Path:
    with closing(sqlite3.connect(database)) as opened:
        (path,) = opened.execute("select path from documents where id = ?", [document]).fetchone()
    return ROOT / "corpus" / "sample" / path


def fetched(page: Any, link: Any) -> tuple[str, str]:
    """The type of what a link leads to, and its text without the mark in front that tells spreadsheets how to read it."""
    answer = page.request.get(page.evaluate("link => link.href", link.element_handle()))
    assert answer.ok
    return answer.headers["content-type"], answer.text().removeprefix("\ufeff")


def test_a_journalist_finds_a_decision(visit: Visit, sample_database: Path) -> None:
    page = visit("/")
    page.get_by_role("searchbox").fill("shelters")
    page.get_by_role("button", name="Search").click()
    everywhere = page.locator("main mark").count()
    assert everywhere

    page.get_by_text("Narrow it down").click()
    page.get_by_label("Committee").fill("Environment and Place Scrutiny Committee")
    page.get_by_label("Resolutions").check()
    page.get_by_role("button", name="Search").first.click()
    assert "committee=Environment" in page.url
    kept = page.url
    found = page.locator("li:has(mark)", has_text="Resolution").first
    assert "Environment and Place Scrutiny Committee" in found.inner_text()
    found.get_by_role("link", name=re.compile("see it on page")).click()

    mark = page.locator("svg .mark")
    text = page.locator("dl").first.inner_text()
    document, number = re.search(r"/-/page/([^/]+)/(\d+)", page.url).groups()  # type: ignore[union-attr]
    under = words_under(mark.bounding_box(), page.locator(".picture img").bounding_box(), paper_of(sample_database, document), int(number))
    assert "shelters" in under
    words = under.split()
    assert sum(word in text for word in words) > 0.8 * len(words), (under, text)

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
