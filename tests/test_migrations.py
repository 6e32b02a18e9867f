"""A database of every published shape is brought up to the present one, and goes on from there with nothing lost."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tiny_runs import STAGES

from pipeline.edges.database import Database
from pipeline.edges.schemas import digest, tables, views
from pipeline.edges.withdrawals import NAME
from pipeline.records import Withdrawal
from pipeline.running.plan import Limits
from pipeline.running.report import Silence
from pipeline.running.run import Ran, Run
from tools.keep_database import PAPERS, lay

KEPT = sorted((Path(__file__).parent / "databases").glob("*.sql"))
PRIVATE = "nobody should have published"


@pytest.fixture(params=KEPT, ids=lambda path: path.stem)
def place(request: Any, tmp_path: Path) -> Path:
    """A folder with the papers, and the database as it was kept."""
    lay(tmp_path / "papers")
    (tmp_path / "out").mkdir()
    connection = sqlite3.connect(tmp_path / "out/minutebook.db")
    connection.executescript(f"pragma synchronous = off; begin; {request.param.read_text(encoding='utf-8')} commit;")
    connection.close()
    return tmp_path


def rows(folder: Path, sql: str) -> list[Any]:
    connection = sqlite3.connect(folder / "minutebook.db")
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def ingest(place: Path, out: str = "out") -> Ran:
    did = Run(place / "papers", place / out, STAGES, Silence(), Limits(), workers=0).ingest()
    assert not did.troubles
    return did


def test_every_published_shape_is_kept_in_a_file_with_a_row_in_the_readme() -> None:
    told = re.findall(r"^\| `(.+?)` ", (KEPT[0].parent / "README.md").read_text(encoding="utf-8"), re.M)
    assert told == [path.name for path in KEPT]


def test_it_has_the_present_shape_and_its_rows(place: Path) -> None:
    before = rows(place / "out", "select count(*) from pages")[0][0]
    with Database.open(place / "out/minutebook.db") as database:
        assert database.check() == []
        assert database.rows("select count(*) from pages")[0][0] == before
        database.made_by_this_version()
    Database.open(place / "fresh/minutebook.db").close()
    for name in [*tables(), *views()]:
        shapes = [{row[1:4] for row in rows(place / folder, f'pragma table_info("{name}")')} for folder in ("out", "fresh")]
        assert shapes[0] == shapes[1], f"{name} has the columns of a new database, whatever their order"
    made = "select type, name from sqlite_master where name not like 'sqlite_%'"
    assert sorted(rows(place / "out", made)) == sorted(rows(place / "fresh", made))


def test_the_search_finds_what_was_there_before(place: Path) -> None:
    Database.open(place / "out/minutebook.db").close()
    found = rows(place / "out", "select text from pages where rowid in (select rowid from pages_fts where pages_fts match 'hedge')")
    assert len(found) == 1, "by its stem"


def test_the_next_ingest_makes_it_what_a_new_database_would_be(place: Path) -> None:
    keep_away(place)
    ingest(place)
    (place / "fresh").mkdir()
    keep_away(place, "fresh")
    ingest(place, "fresh")
    clocks = {column for table in tables().values() for column, part in table.columns.items() if part.clock}
    for table in tables().values():
        if table.rows_of in ("document", "links", "registers"):
            columns = ", ".join(f'"{name}"' for name in table.columns if name not in clocks)
            asked = f'select {columns} from "{table.name}" order by 1'
            assert rows(place / "out", asked) == rows(place / "fresh", asked), table.name
    assert rows(place / "out", "select value from settings where name = 'schema'") == [(digest(),)]


def test_what_was_told_before_stays_told(place: Path) -> None:
    """Cursors of those who follow the changes, the runs, and when a file was first seen, go on from where they were."""
    asked = {name: f"select * from {name} order by 1" for name in ("changes", "runs")}
    before = {name: rows(place / "out", sql) for name, sql in asked.items()}
    seen = dict(rows(place / "out", "select path, first_seen from files"))
    ingest(place)
    for name, sql in asked.items():
        assert rows(place / "out", sql)[: len(before[name])] == before[name], name
    assert dict(rows(place / "out", "select path, first_seen from files")).items() >= seen.items()
    numbers = [row[0] for row in rows(place / "out", "select seq from changes order by seq")]
    assert numbers == list(range(1, len(numbers) + 1))


def test_what_was_withdrawn_stays_away(place: Path) -> None:
    keep_away(place)
    ingest(place)
    assert PAPERS["withdrawn.pdf"][0].endswith(PRIVATE)
    assert rows(place / "out", "select status, title from documents where path = 'withdrawn.pdf' or status = 'withdrawn'") == [
        ("withdrawn", None)
    ]
    assert rows(place / "out", "select count(*) from withdrawals") == [(1,)]
    assert PRIVATE.encode() not in (place / "out/minutebook.db").read_bytes()


def keep_away(place: Path, out: str = "out") -> None:
    """The list by which the letter is withdrawn, as the program keeps it beside the database."""
    sha256 = hashlib.sha256((place / "papers/withdrawn.pdf").read_bytes()).hexdigest()
    withdrawal = Withdrawal(document_id=sha256[:16], sha256=sha256, at="2026-11-25T21:39:10Z", reason="A private letter")
    (place / out / NAME).write_bytes(msgspec.json.encode([withdrawal]))
