"""The feed of changes: from a cursor to the next, and as a page."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from publish.feeds.atom_rules import ATOM, checked
from publish.reading import read

from pipeline.publish.site.feeds import changes

PACK, MINUTES = "a" * 16, "b" * 16


@pytest.fixture
def site(tmp_path: Path, filled: Any, site_of: Any) -> Any:
    filled(tmp_path / "minutebook.db")
    return site_of(tmp_path / "minutebook.db")


def test_a_reader_that_goes_on_sees_every_change_once(get: Any) -> None:
    recorded = get("/minutebook/changes.json", _shape="array", _size="max").json()
    seen, answer = [], {"next": 0, "more": True}
    while answer["more"]:
        answer = get("/changes.json", since=str(answer["next"]), limit="7").json()
        assert len(answer["changes"]) <= 7
        seen += answer["changes"]
    assert [change["seq"] for change in seen] == sorted(row["seq"] for row in recorded)
    again = get(answer["next_url"].removeprefix("http://localhost")).json()
    assert (again["changes"], again["more"], again["next"]) == ([], False, answer["next"])


def test_a_filter_does_not_stop_the_cursor(get: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "LOOKED_AT", 5)
    found, answer, asked = [], {"next": 0, "more": True}, 0
    while answer["more"]:
        answer = get("/changes.json", since=str(answer["next"]), table="resolutions").json()
        found += answer["changes"]
        asked += 1
    assert {change["table"] for change in found} == {"resolutions"}
    assert len(found) == len(get("/minutebook/changes.json", _shape="array", table_name="resolutions").json())
    assert asked > 3


def test_a_change_leads_to_its_row_and_page(get: Any) -> None:
    every = get("/changes.json", limit="1000").json()["changes"]
    resolution = next(change for change in every if change["table"] == "resolutions")
    assert resolution["document_id"] == MINUTES
    get(resolution["row_url"].removeprefix("http://localhost"))
    assert resolution["url"].startswith("http://localhost/-/")
    for address in {change["url"] for change in every if change["url"]}:
        path = address.removeprefix("http://localhost")
        shut = path.startswith(f"/-/page/{PACK}/4") or f"/-/page/{'e' * 16}" in path  # exempt, or withheld
        get(path, expect=403 if shut else 302 if path.startswith("/-/meeting/a") else 200)
    assert next(change for change in every if change["table"] == "officers")["document_id"] is None


@pytest.mark.parametrize("parameters", [{"since": "x"}, {"since": "-1"}, {"limit": "0"}, {"limit": "many"}])
def test_a_cursor_that_is_none_is_refused_with_what_to_do(get: Any, parameters: dict[str, str]) -> None:
    assert "`next`" in get("/changes.json", expect=400, **parameters).json()["error"]


def test_the_page_says_what_happened_to_which_paper(get: Any) -> None:
    page = get("/changes").text
    assert "New: 1 document, " in read(page)
    assert f'href="/-/document/{MINUTES}"' in page
    assert f'href="/-/page/{MINUTES}/2?row=resolutions/{MINUTES}-resolutions-2-1"' in page or f"/-/resolution/{MINUTES}" in page
    assert "What papers share" in page
    last = re.findall(r'href="/changes\?since=(\d+)">What changes from now on', page)[0]
    assert "Nothing changed since then." in get("/changes", since=last).text
    assert 'value="votes" selected' in get("/changes", table="votes").text
    assert "<script" not in get("/changes", table="<script>", kind="<script>", since="<script>").text


def test_what_is_withdrawn_is_named_without_a_link(tmp_path: Path, site: Any) -> None:
    with sqlite3.connect(tmp_path / "minutebook.db") as connection:
        end = connection.execute("select max(seq) from changes").fetchone()[0]
        gone = ("0123456789abcdef", "0123456789abcdef-resolutions-p1-1")
        rows = [("2031-01-01T00:00:00Z", table, key, "withdrawn") for table, key in zip(("documents", "resolutions"), gone, strict=True)]
        connection.executemany("insert into changes (at, table_name, row_id, kind) values (?, ?, ?, ?)", rows)
    connection.close()
    page = site("/changes", since=str(end)).text
    assert "1 January 2031, 00:00 UTC A paper that is no longer here (0123456789abcdef) Withdrawn: 1 document, 1 resolution" in read(page)
    assert f">{gone[1]}<" not in page.replace(f"{gone[1]}</li>", "")
    answer = site("/changes.json", since=str(end)).json()["changes"]
    assert [(change["row_id"], change["url"], change["row_url"]) for change in answer] == [(key, None, None) for key in gone]
    entry = checked(site("/changes.atom").text).findall(f"{ATOM}entry")[0]
    assert entry.findtext(f"{ATOM}title") == "A paper that is no longer here: withdrawn: 1 document, 1 resolution"


def test_the_feed_has_an_entry_for_each_paper(get: Any) -> None:
    feed = checked(get("/changes.atom").text)
    titles = [entry.findtext(f"{ATOM}title") or "" for entry in feed.iter(f"{ATOM}entry")]
    assert any(title.startswith("Minutes of the Highways Committee: new: 1 document") for title in titles)
    assert any(title.startswith("What papers share: new: ") for title in titles)


def test_earlier_changes_follow(get: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.publish.site.feeds import changes_page

    monkeypatch.setattr(changes_page, "ON_A_PAGE", 10)
    page, seen = get("/changes").text, 0
    while "Earlier changes" in page:
        seen += 1
        page = get(re.findall(r'href="(/changes\?before=\d+)"', page)[0]).text
    assert seen > 3


def test_there_may_be_no_change_yet(tmp_path: Path, site: Any) -> None:
    with sqlite3.connect(tmp_path / "minutebook.db") as connection:
        connection.execute("delete from changes")
    connection.close()
    assert "No change is recorded yet." in site("/changes").text
    assert site("/changes.json").json()["more"] is False
    assert checked(site("/changes.atom").text).findall(f"{ATOM}entry") == []
