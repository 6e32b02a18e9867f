"""The public copy: what gets into it, what stops it, and that the copy before stays as it was."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pipeline.edges.database import Database
from pipeline.edges.public_copy import counts, publish
from pipeline.edges.schemas import public_tables, public_views
from pipeline.errors import NotPublished, NotWritten
from pipeline.load import link_rows, rows_of
from pipeline.publish.masking import Masks, Personal

PACK, MINUTES, UPDATE, BROKEN, CLOSED = (digit * 16 for digit in "abcde")
NO_MASKS = Masks([])


@pytest.fixture
def house(tmp_path: Path, corpus: Any) -> Path:
    path = tmp_path / "minutebook.db"
    with Database.open(path) as database:
        for paper, pages in corpus.papers:
            database.replace_document(paper.document_id, rows_of(paper, pages, corpus.links))
        database.replace_links(link_rows(corpus.links))
    return path


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Callable[[str], list[tuple[Any, ...]]]]:
    """What asks the public copy."""

    def asked(sql: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(tmp_path / "public" / "minutebook.db")) as copy:
            return copy.execute(sql).fetchall()

    yield asked


def change(path: Path, sql: str, *values: Any) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(sql, values)


def copy_of(house: Path, masks: Masks = NO_MASKS, **options: bool) -> Path:
    target = house.parent / "public" / "minutebook.db"
    publish(house, target, masks, {"published_at": "2026-01-01T00:00:00Z"}, **options)
    return target


def test_it_has_the_rows_that_may_be_published(house: Path, ask: Any) -> None:
    target = copy_of(house)
    with Database.read(house) as database:
        for name, table in public_tables().items():
            if name != "settings":
                wanted = database.rows(f'select count(*) as n from "{name}" where {table.public_rows or 1}')[0]["n"]
                assert counts(target)[name] == wanted, name


def test_it_has_nothing_else(house: Path, ask: Any) -> None:
    copy_of(house)
    there = {name for (name,) in ask("select name from sqlite_master where type in ('table', 'view', 'trigger')")}
    indexes = {name for name in there if "_fts" in name or name.startswith("sqlite_")}
    assert there - indexes == {*public_tables(), *public_views()}
    assert "path" not in {row[1] for row in ask("pragma table_info(documents)")}


def test_where_the_papers_lie_is_not_told(house: Path) -> None:
    change(house, "insert into settings (name, value) values ('corpus', '../secret-folder')")
    change(house, "update documents set path = 'secret-folder/' || path")
    assert b"secret-folder" not in copy_of(house).read_bytes()


def test_findings_for_the_clerk_stay_in_the_house(house: Path, ask: Any) -> None:
    change(house, "update findings set code = 'personal-data' where document_id = ?", MINUTES)
    copy_of(house)
    assert ask("select count(*) from findings where code in ('personal-data', 'hidden-text')") == [(0,)]


def test_it_can_be_searched(house: Path, ask: Any) -> None:
    copy_of(house)
    assert ask("select count(*) from pages where rowid in (select rowid from pages_fts where pages_fts match 'gritting')")[0][0] > 0
    assert ask(
        "select count(*) from resolutions where rowid in (select rowid from resolutions_fts where resolutions_fts match 'adopted')"
    ) == [(1,)]


def test_the_same_rows_make_the_same_bytes(house: Path) -> None:
    assert copy_of(house).read_bytes() == copy_of(house).read_bytes()


def test_words_are_taken_out_of_every_column(house: Path, ask: Any) -> None:
    change(house, "update pages set text = replace(text, 'Grit bins', 'Ask ivy@homemail.example') where document_id = ?", PACK)
    change(house, "update tables set rows = ?", json.dumps([["Ask", "ivy@homemail.example\nat home"]]))
    target = copy_of(house, Masks([Personal(PACK, "e-mail", "ivy@homemail.example")]))
    assert b"ivy@homemail" not in target.read_bytes()
    assert ask("select count(*) from pages where text like '%[e-mail address removed]%'") == [(1,)]
    assert json.loads(ask("select rows from tables")[0][0]) == [["Ask", "[e-mail address removed]\nat home"]]
    assert ask("select count(*) from pages_fts where pages_fts match 'homemail'") == [(0,)]


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("update pages set text = 'Secret terms' where text_source = 'withheld'", "withheld pages have their text"),
        ("update pages set text_source = 'withheld', text = '', furniture = null where number = 2", "rows from withheld pages"),
        ("update documents set status = 'withdrawn' where id = 'aaaaaaaaaaaaaaaa'", "papers that are withheld or withdrawn"),
        ("update documents set status = 'so-so'", "closed list"),
        ("insert into votes (id, document_id, resolution_id) values ('x', 'aaaaaaaaaaaaaaaa', 'nowhere')", "lead to no row of resolutions"),
    ],
)
def test_a_failed_check_stops_it_and_the_copy_before_stays(house: Path, damage: str, said: str) -> None:
    before = copy_of(house).read_bytes()
    change(house, damage)
    with pytest.raises(NotPublished, match=said) as stopped:
        copy_of(house)
    assert "stays as it was" in str(stopped.value)
    assert (house.parent / "public" / "minutebook.db").read_bytes() == before
    assert [path.name for path in (house.parent / "public").iterdir()] == ["minutebook.db"]


def test_a_copy_that_lost_much_is_published_only_when_that_is_meant(house: Path) -> None:
    for number in range(100, 140):
        change(house, "insert into pages (id, document_id, number) values (?, ?, ?)", f"{PACK}-pages-{number}", PACK, number)
    copy_of(house)
    change(house, "delete from pages where number >= 100")
    with pytest.raises(NotPublished, match="--accept-fewer"):
        copy_of(house)
    assert counts(copy_of(house, accept_fewer=True))["pages"] < 40


def test_a_break_leaves_the_copy_before(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = copy_of(house).read_bytes()

    def fails(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(NotWritten, match="No space left"):
        copy_of(house)
    assert (house.parent / "public" / "minutebook.db").read_bytes() == before


def test_what_a_broken_off_try_left_is_taken_away(house: Path) -> None:
    (house.parent / "public").mkdir()
    (house.parent / "public" / ".minutebook.db.123.part").write_bytes(b"half")
    copy_of(house)
    assert [path.name for path in (house.parent / "public").iterdir()] == ["minutebook.db"]
