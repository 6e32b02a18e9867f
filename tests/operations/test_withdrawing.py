"""Withdrawing, as a clerk does it: the command over a small corpus, and then a search through the bytes of every file."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tiny_papers import put
from tiny_runs import copied

from pipeline.cli import main
from pipeline.edges.database import Database

LETTERS = "Minutes of the Wexcombe Parish Council\nheld on Tuesday 5 March 2024 at 7.00 pm in the Reading Room"
LARCH = "RESOLVED that Ivy Larch of Gorse Cottage be asked to take down the plum hedge by 31 May 2024."
BENCH = "RESOLVED that the bench by the duck pond be painted green before the summer fair."


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of three papers, ingested and published, with a picture of a page."""
    folder = tmp_path_factory.mktemp("withdrawing")
    put(
        folder / "papers",
        "council/March minutes.pdf",
        f"{LETTERS}\n1. Hedges\n{LARCH}\n2. Benches\n{BENCH}",
        "3. Date of the next meeting\nTuesday 2 April 2024",
    )
    put(
        folder / "papers",
        "plans/Quince orchard plan.pdf",
        "Quince orchard plan\nForty quince trees of the sort Meech will be planted by October 2024.",
    )
    put(folder / "papers", "plans/Lanes plan.pdf", "Lanes plan\nPotholes of the deeper sort will be filled by October 2024.")
    said(folder, "ingest", str(folder / "papers"), "--no-ocr")
    said(folder, "publish")
    return folder


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    """A copy of it, for a test that changes it."""
    return copied(made, tmp_path / "work")


def told(folder: Path, *arguments: str, status: int = 0) -> Result:
    done = CliRunner().invoke(main, [*arguments, "--out", str(folder / "out")])
    assert done.exit_code == status, done.output
    return done


def said(folder: Path, *arguments: str, status: int = 0) -> str:
    return told(folder, *arguments, status=status).output


def rows(folder: Path, sql: str, file: str = "minutebook.db") -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(folder / "out" / file)) as database:
        return database.execute(sql).fetchall()


def holders(folder: Path, *words: str) -> set[str]:
    """The files of the output folder whose bytes have one of the words."""
    found = set()
    for path in sorted((folder / "out").rglob("*")):
        if path.is_file() and any(word.encode() in path.read_bytes() for word in words):
            found.add(str(path.relative_to(folder / "out")))
    return found


def document(folder: Path, name: str) -> str:
    return str(rows(folder, f"select id from documents where filename like '%{name}%'")[0][0])


def resolution(folder: Path, words: str) -> str:
    return str(rows(folder, f"select id from resolutions where text like '%{words}%'")[0][0])


# --- a paper ----------------------------------------------------------------------------------------------------------


def test_no_byte_of_a_withdrawn_paper_is_left(place: Path) -> None:
    key = document(place, "Quince")
    (place / "out/cache").mkdir()
    (place / f"out/cache/{key}-1.png").write_bytes(b"a picture of quinces")
    (place / "out/minutebook.db.damaged-1").write_bytes(b"Forty quince trees")
    before = holders(place, "Forty quince", "Meech")
    assert {"minutebook.db", "public/minutebook.db", f"read/{key}.pages"} <= before
    words = said(place, "withdraw", "Quince orchard plan.pdf", "--reason", "It names the owner.")
    assert holders(place, "Forty quince", "Meech", "quince", "Quince") == set()
    assert not list((place / "out/cache").iterdir())
    assert "none has its words" in words and "still in your folder of papers" in words


def test_the_tombstone_has_no_words(place: Path) -> None:
    key = document(place, "Quince")
    said(place, "withdraw", key, "--reason", "It names the owner.")
    (row,) = rows(place, f"select status, title, filename, path, error from documents where id = '{key}'")
    assert row[:4] == ("withdrawn", None, None, None) and row[4].startswith("This paper was withdrawn on")
    assert rows(place, "select id, table_name, reason from withdrawals") == [(key, "documents", "It names the owner.")]
    assert rows(place, "select id, table_name from withdrawals", "public/minutebook.db") == [(key, "documents")]
    assert b"names the owner" not in (place / "out/public/minutebook.db").read_bytes()


def test_other_papers_stay_as_they_were(place: Path) -> None:
    before = rows(place, "select * from resolutions order by id") + rows(place, "select id, text from pages where text like '%Potholes%'")
    said(place, "withdraw", document(place, "Quince"), "--reason", "x")
    after = rows(place, "select * from resolutions order by id") + rows(place, "select id, text from pages where text like '%Potholes%'")
    assert before == after
    with Database.open(place / "out/minutebook.db") as database:
        assert database.check() == []


def test_it_stays_away_when_it_is_read_again_under_another_name(place: Path) -> None:
    said(place, "withdraw", document(place, "Quince"), "--reason", "x")
    shutil.copy(place / "papers/plans/Quince orchard plan.pdf", place / "papers/fresh.pdf")
    said(place, "ingest", str(place / "papers"), "--no-ocr")
    assert holders(place, "Forty quince", "Quince", "fresh.pdf") == set()
    assert rows(place, "select count(*) from documents where status = 'ok'") == [(2,)]


def test_it_stays_away_from_a_new_database(place: Path) -> None:
    """The list is kept with the papers too."""
    said(place, "withdraw", document(place, "Quince"), "--reason", "x")
    shutil.rmtree(place / "out")
    said(place, "ingest", str(place / "papers"), "--no-ocr")
    assert holders(place, "Forty quince") == set()
    assert rows(place, "select count(*) from withdrawals") == [(1,)]


def test_the_second_ingest_after_it_does_nothing(place: Path) -> None:
    said(place, "withdraw", document(place, "Quince"), "--reason", "x")
    said(place, "ingest", str(place / "papers"), "--no-ocr")
    assert "Nothing has changed" in said(place, "ingest", str(place / "papers"), "--no-ocr")


# --- a fact -----------------------------------------------------------------------------------------------------------


def test_no_byte_of_a_withdrawn_fact_is_left(place: Path) -> None:
    key = resolution(place, "Ivy Larch")
    assert {"minutebook.db", "public/minutebook.db"} <= holders(place, "Gorse Cottage")
    words = said(place, "withdraw", key, "--reason", "Her address.")
    assert holders(place, "Ivy Larch", "Gorse Cottage", "plum hedge") == set()
    assert "none has its words" in words
    assert rows(place, "select count(*) from resolutions where text like '%duck pond%'") == [(1,)]
    assert rows(place, f"select count(*) from resolutions where id = '{key}'") == [(0,)]


def test_it_leaves_its_page_with_blocks(place: Path) -> None:
    said(place, "withdraw", resolution(place, "Ivy Larch"), "--reason", "x")
    ((text,),) = rows(place, "select text from pages where number = 1 and text like '%duck pond%'")
    assert "RESOLVED" in text and "██" in text


def test_a_fact_stays_away_when_its_paper_is_read_again(place: Path) -> None:
    key = resolution(place, "Ivy Larch")
    said(place, "withdraw", key, "--reason", "x")
    for stage in ("read", "divide", "extract"):
        shutil.rmtree(place / "out" / stage)
    (place / "out/minutebook.db").unlink()
    said(place, "ingest", str(place / "papers"), "--no-ocr")
    assert holders(place, "Ivy Larch", "Gorse Cottage", "plum hedge") == set()
    assert rows(place, "select count(*) from resolutions") == [(1,)]


def test_two_facts_of_one_paper(place: Path) -> None:
    first, second = resolution(place, "Ivy Larch"), resolution(place, "duck pond")
    said(place, "withdraw", first, "--reason", "x")
    said(place, "withdraw", second, "--reason", "y")
    assert holders(place, "plum hedge", "duck pond") == set()


def test_a_page_goes_with_all_that_stands_on_it(place: Path) -> None:
    key = document(place, "March minutes")
    said(place, "withdraw", f"{key}-pages-1", "--reason", "x")
    assert holders(place, "Ivy Larch", "duck pond", "Reading Room") == set()
    assert rows(place, f"select text_source from pages where document_id = '{key}' order by number") == [("withheld",), ("native",)]


# --- back, and what is refused ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["paper", "fact"])
def test_what_is_taken_back_comes_back_with_the_next_ingest(place: Path, what: str) -> None:
    before = rows(place, "select id, text from resolutions order by id"), rows(place, "select id, text from pages order by id")
    key = document(place, "March minutes") if what == "paper" else resolution(place, "Ivy Larch")
    said(place, "withdraw", key, "--reason", "x")
    assert "comes back when its paper is read again" in said(place, "withdraw", "--undo", key)
    said(place, "ingest", str(place / "papers"), "--no-ocr")
    assert (rows(place, "select id, text from resolutions order by id"), rows(place, "select id, text from pages order by id")) == before
    assert rows(place, "select count(*) from withdrawals") == [(0,)]


def test_the_list(place: Path) -> None:
    assert "Nothing was withdrawn" in said(place, "withdraw", "--list")
    said(place, "withdraw", document(place, "Quince"), "--reason", "The owner asked.")
    assert "The owner asked." in said(place, "withdraw", "--list")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["withdraw"], "Say what to withdraw"),
        (["withdraw", "Quince orchard plan.pdf"], "needs its reason"),
        (["withdraw", "no such paper", "--reason", "x"], "There is nothing"),
        (["withdraw", "--undo", "ffff"], "No withdrawals"),
    ],
)
def test_what_is_refused(place: Path, arguments: list[str], words: str) -> None:
    assert words in said(place, *arguments, status=2)


def test_a_list_that_cannot_be_read_stops_the_ingest(place: Path) -> None:
    """Nothing may come back because of a file that somebody has spoilt."""
    said(place, "withdraw", document(place, "Quince"), "--reason", "x")
    (place / "out/withdrawn.json").write_text("[{]")
    assert "cannot be read" in said(place, "ingest", str(place / "papers"), "--no-ocr", status=2)


def test_a_folder_of_papers_that_cannot_be_written_is_told(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "papers/hand").write_text("a file where the folder would be")
    words = said(place, "withdraw", document(place, "Quince"), "--reason", "x")
    assert "could not be written" in words
    assert holders(place, "Forty quince") == set()


def test_exports_are_made_anew(place: Path, tmp_path: Path) -> None:
    """Wherever they lie: where each was written to is noted."""
    said(place, "export", str(tmp_path / "far/export"), "--format", "csv,json")
    assert "quince" in (tmp_path / "far/export/csv/pages.csv").read_text()
    words = said(place, "withdraw", document(place, "Quince"), "--reason", "x")
    assert "The export in" in words
    assert not [path for path in (tmp_path / "far").rglob("*") if path.is_file() and b"quince" in path.read_bytes().lower()]


def test_a_public_copy_that_is_refused_is_taken_away(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(sqlite3.connect(place / "out/minutebook.db")) as database, database:
        database.execute("update pages set text_source = 'withheld' where text like '%Potholes%'")
    words = said(place, "withdraw", document(place, "Quince"), "--reason", "x")
    assert "The old public copy was taken away" in words
    assert not (place / "out/public/minutebook.db").exists()


def test_a_copy_elsewhere_is_named(place: Path) -> None:
    put(place / "papers", "other.pdf", f"Minutes of the Hedges Committee\n{LARCH}")
    said(place, "ingest", str(place / "papers"), "--no-ocr")
    joined = "resolutions as r join documents as d on d.id = r.document_id"
    key = rows(place, f"select r.id from {joined} where d.filename like 'March%' and text like '%Ivy%'")
    assert "Look at" in said(place, "withdraw", key[0][0], "--reason", "x")


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Ingests in these tests work in this process's folder only."""
    monkeypatch.chdir(Path(__file__).parents[2])
    yield
