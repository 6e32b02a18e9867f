"""The first page: what came last, what is late, and what the database covers; and what it says when there is nothing."""

from __future__ import annotations

import html
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from publish.reading import part

from pipeline.edges.accuracy import write_accuracy
from pipeline.edges.database import Database
from pipeline.evaluate.published import AccuracyRow
from pipeline.evaluate.records import Figure
from pipeline.publish.site.home import gaps

PACK, MINUTES, UPDATE, BROKEN, CLOSED = (digit * 16 for digit in "abcde")


@pytest.mark.parametrize(
    ("months", "missing"),
    [
        (["2021-01", "2021-02"], []),
        (["2021-01", "2021-03"], ["February 2021"]),
        (["2020-11", "2021-03", "2021-05"], ["December 2020 to February 2021", "April 2021"]),  # over a new year
        ([], []),
    ],
)
def test_months_without_papers(months: list[str], missing: list[str]) -> None:
    assert gaps(months) == missing


def test_the_search_box_leads_to_the_search(get: Any) -> None:
    page = get("/").text
    assert 'action="/-/search"' in page
    assert 'name="q"' in page
    assert "A21/17" in html.unescape(get("/-/search", q="A21/17").text)


def test_overdue_says_as_of_which_paper_and_keeps_apart_what_is_not_known(get: Any) -> None:
    page = get("/").text
    late, unreported = part(page, "late"), part(page, "unreported")
    assert "138 days overdue, due 30 April 2021 (printed “April 2021”) · Clerk" in late
    assert "as of Lanes plan: half-year update, 15 September 2021" in late
    assert "that paper does not call it complete" in late
    assert "write to the contractor" in unreported
    assert "overdue" not in unreported.lower()
    assert "It may have been done" in unreported
    assert f'href="/-/page/{MINUTES}/2?row=actions/{MINUTES}-actions-2-1"' in page


def test_meetings_stand_once_the_latest_first(sample: Any) -> None:
    """The one meeting that the pack and the minutes both have, too; whether the scanned minutes are read depends on the machine."""
    latest = part(sample("/").text, "latest")
    days = [day for day in re.findall(r"\d+ [A-Z]\w+ 2025", latest) if day != "3 October 2025"]
    assert days == ["17 December 2025", "12 November 2025", "10 September 2025", "8 September 2025"]


def test_what_slipped_comes_with_both_dates(sample: Any) -> None:
    assert re.search(r"From \d+ \w+ \d{4} to \d+ \w+ \d{4}: \d+ days later, moved once", part(sample("/").text, "slipped"))


def test_what_is_missing_is_said(get: Any) -> None:
    covers = part(get("/").text, "covers")
    assert "Wexcombe District Council 3 papers" in covers
    assert "Highways Committee: 1 meeting, 10 March 2021" in covers
    assert "broken.pdf: The file is not a PDF." in covers
    assert "1 paper failed, 1 paper withheld" in covers
    assert "nobody may know" not in get("/").text


def test_the_page_is_light_and_asks_nobody_else(sample: Any) -> None:
    answer = sample("/")
    assert len(answer.content) < 100_000
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "<script" not in answer.text
    assert " style=" not in answer.text
    loaded = re.findall(r'(?:src=|<link rel="(?!alternate)[^>]* href=)"([^"]+)"', answer.text)
    assert loaded == ["/-/minutebook/site.css"]
    styles = sample(loaded[0])
    assert styles.headers["content-type"].startswith("text/css")
    assert "url(" not in styles.text
    assert "@import" not in styles.text
    assert '<html lang="en-GB">' in answer.text


def test_an_empty_database_says_why_there_is_nothing(tmp_path: Path, site_of: Any) -> None:
    path = tmp_path / "minutebook.db"
    Database.open(path).close()
    page = site_of(path)("/").text
    assert "No paper has been read yet" in part(page, "covers")
    assert "No paper here announces or records a meeting" in part(page, "latest")
    for name in ("late", "unreported", "soon"):
        assert "No paper here has any action in it" in part(page, name)
    assert "No action could be followed over several papers" in part(page, "slipped")
    assert "Nobody has held this database against its papers" in part(page, "sure")
    assert "No run has been recorded" in part(page, "sure")


def test_the_page_follows_the_database(tmp_path: Path, filled: Any, site_of: Any) -> None:
    path = tmp_path / "minutebook.db"
    filled(path)
    get = site_of(path)
    unmeasured = part(get("/").text, "sure")
    assert "Nobody has held this database against its papers" in unmeasured and "minutebook" not in unmeasured
    assert "that it had not seen before" in unmeasured and "Papers not seen before" in unmeasured
    write_accuracy(path, [AccuracyRow("actions", None, "towns", Figure(precision=0.9, recall=1.0, f1=0.947, rows=40))], "2026-01-02")
    sure = part(get("/").text, "sure")
    assert "Held against papers that people read (towns), 2 January 2026" in sure
    assert "actions 95 40" in sure and "not seen before" not in sure
    connection = sqlite3.connect(path)
    connection.execute("insert into runs values ('r', '2026-01-02T10:00:00Z', '2026-01-02T10:05:00Z', '1', 5, 4, 1, 3)")
    connection.commit()
    connection.close()
    assert "Last built on 2 January 2026 at 10:05 UTC, from 5 papers: 4 read, 1 not." in part(get("/").text, "sure")


def test_what_is_due_soon(tmp_path: Path, filled: Any, site_of: Any) -> None:
    path = tmp_path / "minutebook.db"
    filled(path)
    connection = sqlite3.connect(path)
    connection.execute("update actions set due_end = date('now', '+3 days'), due_text = 'soon' where id = ?", (f"{MINUTES}-actions-2-1",))
    connection.commit()
    connection.close()
    with Database.open(path) as database:
        database.fill_registers()
    soon = part(site_of(path)("/").text, "soon")
    assert "write to the contractor" in soon
    assert "(printed “soon”) · Clerk" in soon


def test_titles_are_text(tmp_path: Path, filled: Any, site_of: Any) -> None:
    path = tmp_path / "minutebook.db"
    filled(path)
    connection = sqlite3.connect(path)
    connection.execute("update documents set title = '<script>x</script>', error = '<script>y</script>', filename = '<script>z</script>'")
    connection.execute("update meetings set committee = '<script>m</script>'")
    connection.execute("update actions set action = '<script>a</script>', detail = '<script>d</script>'")
    connection.commit()
    connection.close()
    page = site_of(path)("/").text
    assert "<script" not in page
    assert "&lt;script&gt;a" in page
