"""Backups are made and brought back, as a clerk does it: the commands over a small corpus, broken on purpose, and a search for bytes."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tiny_papers import put, tiny_pdf
from tiny_runs import copied

from pipeline.cli import main
from pipeline.edges.database import Database
from pipeline.edges.locks import only_one

LARCH = "RESOLVED that Ivy Larch of Gorse Cottage be asked to take down the plum hedge by 31 May 2024."
BENCH = "RESOLVED that the bench by the duck pond be painted green before the summer fair."
QUINCE = "Forty quince trees of the sort Meech will be planted by October 2024."


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of two papers that has been ingested and backed up, with a judgment."""
    folder = tmp_path_factory.mktemp("keeping")
    heading = "Minutes of the Wexcombe Parish Council\nheld on Tuesday 5 March 2024 at 7.00 pm in the Reading Room"
    put(folder / "papers", "council/March minutes.pdf", f"{heading}\n1. Hedges\n{LARCH}\n2. Benches\n{BENCH}")
    put(folder / "papers", "plans/Quince orchard plan.pdf", f"Quince orchard plan\n{QUINCE}")
    (folder / "papers/hand").mkdir()
    (folder / "papers/hand/2024.yml").write_text("[]\n")
    run(folder, "ingest", folder / "papers", "--no-ocr")
    run(folder, "backup", folder / "backups")
    return folder


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    """A copy of it, for a test that changes it."""
    folder = tmp_path / "work"
    copied(made, folder)
    (folder / "out/backups.json").unlink()
    return folder


def run(folder: Path, *arguments: object, status: int = 0) -> str:
    done = CliRunner().invoke(main, [*map(str, arguments), "--out", str(folder / "out")])
    assert done.exit_code == status, done.output
    return done.output


def backup_of(folder: Path) -> Path:
    (found,) = (folder / "backups").iterdir()
    return found


def rows(folder: Path, sql: str, *parameters: Any) -> list[Any]:
    with closing(sqlite3.connect(folder / "out/minutebook.db")) as connection:
        return connection.execute(sql, parameters).fetchall()


def dump(folder: Path) -> dict[str, list[Any]]:
    with Database.read(folder / "out/minutebook.db") as database:
        return {name: [tuple(row) for row in database.rows(f'select * from "{name}" order by 1')] for name in database.counts()}


def anywhere(folder: Path, words: str) -> list[str]:
    return [str(path) for path in folder.rglob("*") if path.is_file() and words.encode() in path.read_bytes()]


def the_id(folder: Path, words: str) -> str:
    found: str = rows(folder, "select id from resolutions where text like ?", f"%{words}%")[0][0]
    return found


# --- making one -------------------------------------------------------------------------------------------------------


def test_a_backup_is_a_folder_with_a_list_of_checksums(made: Path) -> None:
    listed = json.loads((backup_of(made) / "backup.json").read_text())
    assert listed["documents"] == 2
    paths = {file["path"] for file in listed["files"]}
    assert {"minutebook.db", "register/files.json", "hand/2024.yml"} <= paths
    assert {path.partition("/")[0] for path in paths} >= {"read", "divide", "extract"}
    assert not [path for path in paths if path.startswith("load/")], "by which marks the database is known holds only where it lies"
    assert "is whole: 2 documents" in run(made, "restore", "--check", backup_of(made))


def test_a_backup_without_the_stages_files(place: Path) -> None:
    shutil.rmtree(place / "backups")
    run(place, "backup", place / "backups", "--without-stages")
    assert not (backup_of(place) / "read").exists()
    shutil.rmtree(place / "out")
    run(place, "restore", backup_of(place))
    assert len(rows(place, "select 1 from documents")) == 2
    assert "2 in 2 files" in run(place, "ingest", place / "papers", "--no-ocr")


def test_others_read_and_write_nothing_while_a_backup_is_made(place: Path) -> None:
    shutil.rmtree(place / "backups")
    with closing(sqlite3.connect(place / "out/minutebook.db")) as reader:
        reader.execute("begin")
        reader.execute("select * from pages").fetchone()
        run(place, "backup", place / "backups")
    with only_one(place / "out"):
        assert "Another ingest" in run(place, "backup", place / "more", status=4)
    assert not (place / "more").exists()


def test_a_backup_of_a_damaged_database_is_none(place: Path) -> None:
    database = place / "out/minutebook.db"
    content = bytearray(database.read_bytes())
    content[4096 * 3 : 4096 * 30] = b"\x5a" * (4096 * 27)
    database.write_bytes(content)
    done = CliRunner().invoke(main, ["backup", str(place / "more"), "--out", str(place / "out")])
    assert done.exit_code in (2, 10), done.output
    assert not (place / "more").exists() or not list((place / "more").iterdir())


def test_a_backup_does_not_lie_in_what_is_backed_up(place: Path) -> None:
    assert "Choose one elsewhere" in run(place, "backup", place / "out/backups", status=2)


# --- bringing one back ------------------------------------------------------------------------------------------------


def test_all_rows_and_files_come_back(place: Path) -> None:
    before = dump(place)
    shutil.rmtree(place / "out")
    said = run(place, "restore", backup_of(place))
    assert "Restored to" in said
    assert dump(place) == before
    assert not list(place.glob(".out*"))


def test_nothing_is_read_again_after_restoring(place: Path) -> None:
    shutil.rmtree(place / "out")
    run(place, "restore", backup_of(place))
    assert "to work on" not in run(place, "ingest", place / "papers", "--no-ocr")


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda backup: (backup / "minutebook.db").write_bytes((backup / "minutebook.db").read_bytes()[:-1]), "minutebook.db is not as"),
        (lambda backup: next((backup / "read").iterdir()).unlink(), "cannot be read (No such file"),
        (lambda backup: next((backup / "extract").iterdir()).write_text("{}"), "is not as it was written"),
    ],
)
def test_a_damaged_backup_changes_nothing(place: Path, harm: Any, said: str) -> None:
    before = dump(place)
    harm(backup_of(place))
    assert said in run(place, "restore", "--force", backup_of(place), status=10)
    assert dump(place) == before


@pytest.mark.parametrize("path", ["../out/x", "/etc/x", "read/../../x", "C:x"])
def test_a_list_that_leads_out_of_the_backup_is_refused(place: Path, path: str) -> None:
    listed = json.loads((backup_of(place) / "backup.json").read_text())
    listed["files"][0]["path"] = path
    (backup_of(place) / "backup.json").write_text(json.dumps(listed))
    assert "which is no file of a backup" in run(place, "restore", backup_of(place), status=2)


def test_what_is_no_backup(place: Path) -> None:
    assert "is no backup" in run(place, "restore", place / "papers", status=2)
    listed = json.loads((backup_of(place) / "backup.json").read_text())
    (backup_of(place) / "backup.json").write_text(json.dumps({**listed, "database_version": 99}))
    assert "later Minutebook" in run(place, "restore", backup_of(place), status=6)


def test_a_newer_database_stays_unless_somebody_insists(place: Path) -> None:
    put(place / "papers", "new.pdf", "A new paper")
    run(place, "ingest", place / "papers", "--no-ocr")
    assert "is newer" in run(place, "restore", backup_of(place), status=2)
    assert len(rows(place, "select 1 from documents")) == 3
    run(place, "restore", "--force", backup_of(place))
    assert len(rows(place, "select 1 from documents")) == 2


def test_an_ingest_after_going_back_makes_it_what_it_was(place: Path) -> None:
    put(place / "papers", "new.pdf", "A new paper")
    (place / "papers/plans/Quince orchard plan.pdf").unlink()
    run(place, "ingest", place / "papers", "--no-ocr")
    before = dump(place)
    run(place, "restore", "--force", backup_of(place))
    run(place, "ingest", place / "papers", "--no-ocr")
    after = dump(place)
    assert {row[:3] for row in after["documents"]} == {row[:3] for row in before["documents"]}
    for name in ("pages", "sections", "resolutions", "meetings", "dates", "officers", "findings"):
        assert after[name] == before[name], name


def test_those_who_follow_the_changes_are_told_what_went_back(place: Path) -> None:
    put(place / "papers", "new.pdf", "A new paper")
    (place / "papers/council/March minutes.pdf").write_bytes(tiny_pdf(f"Minutes of the Wexcombe Parish Council\n1. Benches\n{BENCH}"))
    run(place, "ingest", place / "papers", "--no-ocr")
    followed = rows(place, "select * from changes order by seq")
    cursor = followed[-1][0]
    there = {name: {row[0] for row in rows(place, f"select id from {name}")} for name in ("documents", "pages", "resolutions")}
    run(place, "restore", "--force", backup_of(place))
    assert rows(place, "select * from changes where seq <= ? order by seq", cursor) == followed, "no number means two things"
    for name, ids in there.items():
        now = {row[0] for row in rows(place, f"select id from {name}")}
        told = dict(rows(place, "select row_id, kind from changes where seq > ? and table_name = ?", cursor, name))
        assert {row for row in ids - now if told.get(row) == "withdrawn"} == ids - now
        assert {row for row in now - ids if told.get(row) == "changed"} == now - ids


def test_judgments_made_since_stay_and_those_lost_come_back(place: Path) -> None:
    (place / "papers/hand/2025.yml").write_text("[]\n")
    (place / "papers/hand/2024.yml").unlink()
    assert "is back" in run(place, "restore", "--force", backup_of(place))
    assert {path.name for path in (place / "papers/hand").glob("*.yml")} == {"2024.yml", "2025.yml"}
    (place / "papers/hand/2024.yml").write_text("# another\n[]\n")
    assert "was left as it is" in run(place, "restore", "--force", backup_of(place))


def test_papers_that_lie_elsewhere_now(place: Path) -> None:
    shutil.rmtree(place / "out")
    (place / "papers").rename(place / "moved")
    assert "Name it: --corpus FOLDER" in run(place, "restore", backup_of(place), status=2)
    run(place, "restore", backup_of(place), "--corpus", place / "moved")
    assert "to work on" not in run(place, "ingest", place / "moved", "--no-ocr")


def test_a_break_in_between_is_put_right_by_restoring_again(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = dump(place)
    put(place / "papers", "new.pdf", "A new paper")
    run(place, "ingest", place / "papers", "--no-ocr")
    monkeypatch.setattr("pipeline.operations.keeping.remove_folder", raising_once())
    done = CliRunner().invoke(main, ["restore", "--force", str(backup_of(place)), "--out", str(place / "out")])
    assert done.exit_code != 0
    monkeypatch.undo()
    run(place, "restore", "--force", backup_of(place))
    assert dump(place)["documents"] == before["documents"]


def raising_once() -> Any:
    """A removal of folders that breaks down at the second one."""
    from pipeline.edges.whole_files import remove_folder

    calls: list[Path] = []

    def remove(folder: Path) -> None:
        calls.append(folder)
        if len(calls) == 2:
            raise OSError(5, "Input/output error")
        remove_folder(folder)

    return remove


# --- what was withdrawn -----------------------------------------------------------------------------------------------


def test_a_paper_withdrawn_since_does_not_come_back(place: Path) -> None:
    run(place, "withdraw", "Quince orchard plan.pdf", "--reason", "Not to be published")
    assert not anywhere(place / "out", "quince trees of the sort Meech")
    said = run(place, "restore", "--force", backup_of(place))
    assert "withdrawn since: 1" in said
    assert not anywhere(place / "out", "quince trees of the sort Meech")
    assert not list(place.glob(".out*"))
    run(place, "ingest", place / "papers", "--no-ocr")
    assert rows(place, "select status from documents order by status") == [("ok",), ("withdrawn",)]
    assert not anywhere(place / "out", "quince trees of the sort Meech")
    assert len(rows(place, "select 1 from resolutions")) == 2, "the other paper is there"


def test_a_fact_withdrawn_since_does_not_come_back(place: Path) -> None:
    run(place, "withdraw", the_id(place, "Ivy Larch"), "--reason", "A private person")
    run(place, "restore", "--force", backup_of(place))
    assert not anywhere(place / "out", "Ivy Larch of Gorse Cottage")
    assert anywhere(place / "out", "the duck pond be painted green")
    run(place, "ingest", place / "papers", "--no-ocr")
    assert not anywhere(place / "out", "Ivy Larch of Gorse Cottage")


def test_what_the_corpus_keeps_as_withdrawn_counts_when_the_output_folder_is_lost(place: Path) -> None:
    run(place, "withdraw", "Quince orchard plan.pdf", "--reason", "Not to be published")
    shutil.rmtree(place / "out")
    run(place, "restore", backup_of(place))
    assert not anywhere(place / "out", "quince trees of the sort Meech")
    assert "Not to be published" in run(place, "withdraw", "--list")


def test_without_the_papers_nothing_is_restored_that_has_to_be_taken_out(place: Path) -> None:
    run(place, "withdraw", "Quince orchard plan.pdf", "--reason", "Not to be published")
    before = dump(place)
    for paper in (place / "papers").rglob("*.pdf"):
        paper.unlink()
    assert "the papers have to be there" in run(place, "restore", "--force", backup_of(place), status=2)
    assert dump(place) == before
    assert not anywhere(place / "out", "quince trees of the sort Meech")


def test_what_was_withdrawn_before_the_backup_stays_so(place: Path) -> None:
    run(place, "withdraw", "Quince orchard plan.pdf", "--reason", "Not to be published")
    shutil.rmtree(place / "backups")
    run(place, "backup", place / "backups")
    assert not anywhere(place / "backups", "quince trees of the sort Meech")
    shutil.rmtree(place / "out")
    (place / "papers/hand/withdrawn.json").unlink()
    run(place, "restore", backup_of(place))
    run(place, "ingest", place / "papers", "--no-ocr")
    assert not anywhere(place / "out", "quince trees of the sort Meech")


def test_withdrawing_names_the_backups_that_still_have_the_words(place: Path) -> None:
    shutil.rmtree(place / "backups")
    run(place, "backup", place / "backups")
    said = run(place, "withdraw", "Quince orchard plan.pdf", "--reason", "Not to be published")
    assert f"The backup {backup_of(place).resolve()} was made before" in said
