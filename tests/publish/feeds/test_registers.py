"""Registers as feeds."""

from __future__ import annotations

import html
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from publish.feeds.atom_rules import ATOM, checked

from pipeline.publish.site.feeds import narrowed
from pipeline.publish.site.feeds.narrowed import Narrowed
from pipeline.publish.site.feeds.registers import FEEDS, feed_of, page_of

PACK, MINUTES, UPDATE = (digit * 16 for digit in "abc")


def titles(get: Any, address: str, **parameters: str) -> list[str]:
    return [entry.findtext(f"{ATOM}title") or "" for entry in checked(get(address, **parameters).text).iter(f"{ATOM}entry")]


@pytest.mark.parametrize("name", list(FEEDS))
def test_every_feed_is_valid_and_leads_to_pages(get: Any, name: str) -> None:
    response = get(f"/-/feeds/{name}.atom")
    assert response.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = checked(response.text)
    links = [link.get("href") or "" for link in feed.iter(f"{ATOM}link")]
    assert links
    for address in set(links):
        assert get(address.removeprefix("http://localhost"), expect=302 if "/-/meeting/a" in address else 200)


@pytest.mark.parametrize("name", [name for name in FEEDS if name != "meetings"])
def test_feeds_of_the_sample_have_the_rows_of_their_registers(sample: Any, name: str) -> None:
    page = page_of(name, Narrowed())
    rows = sample(page.replace("?", ".json?") if "?" in page else f"{page}.json").json()
    rows = rows["rows"] if isinstance(rows, dict) else rows
    assert len(titles(sample, f"/-/feeds/{name}.atom")) == len(rows)
    assert rows or name in ("soon", "silent", "unreported")


def test_overdue_says_as_of_which_paper(get: Any) -> None:
    feed = checked(get("/-/feeds/overdue.atom").text)
    found = {entry.findtext(f"{ATOM}title"): entry.findtext(f"{ATOM}summary") or "" for entry in feed.iter(f"{ATOM}entry")}
    assert len(found) == 2
    late = next(title for title in found if title and title.startswith("138 days overdue"))
    assert "as of Lanes plan: half-year update, 15 September 2021" in late
    assert "printed" not in found[late]
    assert "due “April 2021”" in found[late]


@pytest.mark.parametrize(
    ("parameters", "count"),
    [
        ({"council": "wexcombe"}, 1),
        ({"council": "Wexcombe", "committee": "highways"}, 1),
        ({"committee": "wexcombe-district-council--highways-committee"}, 1),  # the key of the committee
        ({"committee": "planning"}, 0),
        ({"council": "elsewhere"}, 0),
        ({"lead": "nobody"}, 1),  # a resolution has no lead
    ],
)
def test_a_feed_is_narrowed(get: Any, parameters: dict[str, str], count: int) -> None:
    assert len(titles(get, "/-/feeds/resolutions.atom", **parameters)) == count


@pytest.mark.parametrize(("lead", "count"), [("dee hart", 2), ("Head of Streets", 1), ("%", 0), ("wexcombe/clerk", 2)])
def test_actions_are_narrowed_by_lead(get: Any, lead: str, count: int) -> None:
    assert len(titles(get, "/-/feeds/overdue.atom", lead=lead)) == count


def test_a_lead_of_very_many_actions_has_a_feed_too(get: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = titles(get, "/-/feeds/actions.atom", lead="dee hart")
    few = narrowed._AMONG.replace(f"limit {narrowed.MOST_OF_LEADS}", "limit 0")
    monkeypatch.setattr(narrowed, "_AMONG", few)
    assert titles(get, "/-/feeds/actions.atom", lead="Dee Hart") == whole != []  # by what changed alone


def test_what_changed_last_comes_first(tmp_path: Path, filled: Any, site_of: Any) -> None:
    filled(tmp_path / "minutebook.db")
    with sqlite3.connect(tmp_path / "minutebook.db") as connection:
        key = connection.execute(
            "select id from tracked_actions where standing <> 'reported on later' order by due_end limit 1"
        ).fetchone()[0]
        connection.execute(
            "insert into changes (at, table_name, row_id, kind) values ('2031-01-01T00:00:00Z', 'actions', ?, 'changed')", [key]
        )
    connection.close()
    feed = checked(site_of(tmp_path / "minutebook.db")("/-/feeds/actions.atom").text)
    assert feed.findtext(f"{ATOM}updated") == feed.findtext(f"{ATOM}entry/{ATOM}updated") == "2031-01-01T00:00:00Z"
    links = [link.get("href") or "" for link in feed.findall(f"{ATOM}entry")[0].findall(f"{ATOM}link")]
    assert any(key in link for link in links)


def test_readers_that_have_it_are_told_so(get: Any) -> None:
    tag = get("/-/feeds/meetings.atom").headers["etag"]
    assert get("/-/feeds/meetings.atom", headers={"if-none-match": tag}, expect=304).content == b""


def test_a_feed_that_is_none_is_not_found(get: Any) -> None:
    assert "There is no such feed. The feeds are overdue, " in get("/-/feeds/nothing.atom", expect=404).text
    assert "The calendars are meetings, deadlines." in get("/-/calendars/nothing.ics", expect=404).text


def test_the_page_names_every_address_and_says_when_a_name_is_unknown(get: Any) -> None:
    page = get("/-/feeds", committee="highways", lead="clerk").text
    for name in FEEDS:
        assert f'href="http://localhost/-/feeds/{name}.atom?committee=highways' in page
    assert "meetings.atom?committee=highways&amp;lead" not in page
    assert 'href="http://localhost/-/calendars/deadlines.ics?committee=highways&amp;lead=clerk"' in page
    assert "No committee here has “planning” in its name." in get("/-/feeds", committee="planning").text
    assert "No officer or post here has “nobody” in the name." in get("/-/feeds", lead="nobody").text
    assert "<script" not in get("/-/feeds", council="<script>").text


@pytest.mark.parametrize(
    ("page", "filters", "feed"),
    [
        ("/-/actions", {}, "/-/feeds/actions.atom"),
        ("/-/actions", {"state": "all", "status": "red"}, "/-/feeds/actions.atom"),
        ("/-/actions", {"state": "overdue", "lead": "wexcombe/clerk"}, "/-/feeds/overdue.atom?lead=wexcombe%2Fclerk"),
        ("/-/actions", {"state": "undated"}, None),
        ("/-/resolutions", {"council": "Wexcombe", "kind": "motion"}, "/-/feeds/resolutions.atom?council=Wexcombe"),
        ("/-/attendance", {}, None),
    ],
)
def test_a_page_of_a_register_names_its_feed(page: str, filters: dict[str, str], feed: str | None) -> None:
    assert feed_of(page, filters) == feed


@pytest.mark.parametrize("page", ["/", "/-/actions?state=overdue", "/-/resolutions", "/-/search?q=salt", "/changes", "/-/feeds"])
def test_pages_with_a_feed_name_it_for_readers_and_for_people(get: Any, page: str) -> None:
    text = get(page).text
    named = [html.unescape(address) for address in re.findall(r'<link rel="alternate" type="application/atom[^>]*href="([^"]+)"', text)]
    assert named
    assert any(f'<a href="{html.escape(address)}"' in text for address in named)
    for address in named:
        checked(get(address.removeprefix("http://localhost")).text)
