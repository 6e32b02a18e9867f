"""What nobody needs goes, what somebody needs stays; the database gets smaller, and keeps no bytes of rows that are gone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tiny_papers import put
from tiny_runs import STAGES

from pipeline.edges.database import Database
from pipeline.edges.far_files import FarStageFiles, files_of, keep_at
from pipeline.edges.leftovers import DAMAGED, HALVES, PICTURES
from pipeline.edges.leftovers import STAGES as STAGE_FILES
from pipeline.edges.locks import only_one
from pipeline.errors import Busy, NotWritten, UsageError
from pipeline.operations.upkeep import collect, compact, lines_about
from pipeline.running.plan import Limits
from pipeline.running.report import Silence
from pipeline.running.run import Run


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with two papers that were ingested."""
    put(tmp_path / "papers", "a.pdf", "Council\n2024-03-05", "A second page on quince trees")
    put(tmp_path / "papers", "b.pdf", "Parks\n2024-05-01")
    ingest(tmp_path)
    return tmp_path


def ingest(place: Path) -> None:
    Run(place / "papers", place / "out", STAGES, Silence(), Limits(), workers=0).ingest()


def document(place: Path, path: str) -> str:
    with closing(sqlite3.connect(place / "out/minutebook.db")) as connection:
        found: str = connection.execute("select id from documents where path = ?", [path]).fetchone()[0]
        return found


def test_there_is_nothing_to_take_away_after_an_ingest(place: Path) -> None:
    assert collect(place / "out", STAGES, dry_run=False) == []
    assert lines_about([], dry_run=False) == ["There is nothing that nobody needs."]


def test_leftovers_of_every_sort_go_and_nothing_else(place: Path) -> None:
    out = place / "out"
    before = {path for path in out.rglob("*") if path.is_file()}
    (out / "cache").mkdir()
    needed = out / f"cache/{document(place, 'a.pdf')}-1.png"
    needed.write_bytes(b"picture")
    for name in ("read/0123456789abcdef.pages", "extract/0123456789abcdef.json", "read/.a.page.part", "register/.files.json.77.part"):
        (out / name).write_bytes(b"x" * 1000)
    (out / "cache/0123456789abcdef-1.png").write_bytes(b"picture")
    (out / "minutebook.db.damaged-1").write_bytes(b"x")
    put(place / ".out.restoring", "read/x.pages", "of a restore that was broken off")
    told = collect(out, STAGES, dry_run=True)
    assert [each.sort for each in told] == [STAGE_FILES, STAGE_FILES, HALVES, HALVES, HALVES, PICTURES, DAMAGED]
    assert all(each.path.exists() for each in told), "it was only to be told"
    assert lines_about(told, dry_run=True)[-1].endswith("would be taken away (without --dry-run)")
    assert collect(out, STAGES, dry_run=False) == told
    assert {path for path in out.rglob("*") if path.is_file()} == {*before, needed}
    assert not (place / ".out.restoring").exists()


def test_leftovers_at_a_far_place_go_too(place: Path) -> None:
    keep_at(place / "out", f"memory://upkeep{place.as_posix()}", lambda words: None)
    files = files_of(place / "out")
    assert isinstance(files, FarStageFiles)
    files.far.put_bytes("read/0123456789abcdef.pages", b"of a paper that is gone")
    assert [each.of for each in collect(place / "out", STAGES, dry_run=False)] == [("read", "0123456789abcdef")]
    assert "0123456789abcdef" not in files.names("read")
    assert document(place, "a.pdf") in files.names("read")


def test_what_the_database_has_is_needed_though_the_folder_of_papers_is_gone(place: Path) -> None:
    (place / "papers").rename(place / "unplugged")
    assert collect(place / "out", STAGES, dry_run=False) == []


def test_only_while_nobody_else_is_at_work(place: Path) -> None:
    with only_one(place / "out"):
        with pytest.raises(Busy):
            collect(place / "out", STAGES, dry_run=False)
        with pytest.raises(Busy):
            compact(place / "out", lambda step: None)
    with pytest.raises(UsageError):
        collect(place / "nothing", STAGES, dry_run=False)


def test_compacting_leaves_no_byte_of_what_is_gone_and_all_that_is_there(place: Path) -> None:
    database_path = place / "out/minutebook.db"
    with Database.open(database_path) as database:
        database._connection.execute("pragma secure_delete = off")  # some systems have it on
        database.remove_document(document(place, "a.pdf"))
    assert b"quince trees" in database_path.read_bytes()
    steps: list[str] = []
    did = compact(place / "out", steps.append)
    assert steps[-1] == "the file"
    assert "the search over pages" in steps
    assert did.after <= did.before
    assert not did.still_read
    assert b"quince" not in database_path.read_bytes()
    with Database.open(database_path) as database:
        assert database.check() == []
        assert database.rows("select count(*) from pages_fts where pages_fts match 'parks'")[0][0] == 1
    ingest(place)
    assert document(place, "a.pdf")


def test_somebody_reads_meanwhile(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.edges.database.WAIT_SECONDS", 0.2)
    with closing(sqlite3.connect(place / "out/minutebook.db", isolation_level=None)) as reader:
        reader.execute("pragma journal_mode = wal")
        reader.execute("begin")
        assert reader.execute("select count(*) from documents").fetchone() == (2,)
        did = compact(place / "out", lambda step: None)
        assert did.still_read
        assert reader.execute("select count(*) from documents").fetchone() == (2,)
        reader.execute("commit")
    assert not compact(place / "out", lambda step: None).still_read


def test_without_room_nothing_is_begun(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.edges.backups._SPARE", 1 << 60)
    with pytest.raises(NotWritten, match="Make room"):
        compact(place / "out", lambda step: None)
