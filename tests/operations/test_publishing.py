"""Publishing, as a clerk does it: papers are read, the public copy is made, and what is personal or withheld is in neither its rows nor
its bytes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tiny_papers import put

from pipeline.cli import main

PERSONAL = ("ivy.larch@gmail.com", "12 Gorse Lane", "01632 960001")


def said(*arguments: str, status: int = 0) -> str:
    done = CliRunner().invoke(main, list(arguments))
    assert done.exit_code == status, done.output
    return done.output


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("publishing")
    put(
        folder / "papers",
        "minutes.pdf",
        "Minutes of the Wexcombe Parish Council\nheld on Tuesday 5 March 2024 at 7.00 pm in the Reading Room\n1. Hedges\n"
        "A resident, Mrs Ivy Larch, 12 Gorse Lane, wrote from ivy.larch@gmail.com and can be called on 01632 960001.\n"
        "RESOLVED that Mrs Ivy Larch, 12 Gorse Lane be thanked for her letter by 31 May 2024.\n"
        "Contact: Tom Reed, Clerk, 01632 960777, clerk@wexcombe.gov.uk",
    )
    put(folder / "papers", "report.pdf", "NOT FOR PUBLICATION\nSale of the depot\nThe offer of Isolde Farthingwick is recommended.")
    said("ingest", str(folder / "papers"), "--no-ocr", "--out", str(folder / "out"))
    return folder


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute(sql).fetchall()


def test_what_is_personal_is_listed_for_the_clerk(place: Path) -> None:
    listed = rows(place / "out/minutebook.db", "select distinct kind, quote from personal_data order by kind, quote")
    assert listed == [("address", "12 Gorse Lane"), ("e-mail", "ivy.larch@gmail.com"), ("telephone", "01632 960001")]
    assert rows(place / "out/minutebook.db", "select code, page from findings where code = 'personal-data'") == [("personal-data", 1)]


def test_it_is_in_no_row_and_no_byte_of_the_public_copy(place: Path) -> None:
    told = said("publish", "--out", str(place / "out"))
    assert "Personal data was taken out of" in told
    copy = place / "out/public/minutebook.db"
    data = copy.read_bytes()
    assert not [words for words in PERSONAL if words.encode() in data]
    ((text,),) = rows(copy, "select text from pages where text like '%Hedges%'")
    assert "[address removed]" in text and "[e-mail address removed]" in text and "[telephone number removed]" in text
    assert rows(copy, "select count(*) from resolutions where text like '%[address removed]%'") == [(1,)]
    assert rows(copy, "select count(*) from pages_fts where pages_fts match 'gorse'") == [(0,)]
    assert rows(copy, "select count(*) from findings where code = 'personal-data'") == [(0,)]


def test_work_contacts_stay(place: Path) -> None:
    said("publish", "--out", str(place / "out"))
    ((text,),) = rows(place / "out/public/minutebook.db", "select text from pages where text like '%Hedges%'")
    assert "01632 960777" in text and "clerk@wexcombe.gov.uk" in text


def test_an_exempt_paper_is_withheld_everywhere(place: Path) -> None:
    said("publish", "--out", str(place / "out"))
    for file in ("out/minutebook.db", "out/public/minutebook.db"):
        ((status, error),) = rows(place / file, "select status, error from documents where filename = 'report.pdf'")
        assert status == "withheld" and "exempt or confidential" in error
        assert b"Farthingwick" not in (place / file).read_bytes()
        assert rows(place / file, "select count(*) from findings where code = 'exempt-marker'") == [(1,)]


def test_a_value_that_was_missed_stops_it(place: Path) -> None:
    """The bytes are searched too: a check that knows nothing of tables finds what they missed."""
    copy = place / "out/public/minutebook.db"
    said("publish", "--out", str(place / "out"))
    before = copy.read_bytes()
    with closing(sqlite3.connect(place / "out/minutebook.db")) as database, database:
        database.execute("update sections set id = id || '-ivy.larch@gmail.com' where id = (select min(id) from sections)")
    told = said("publish", "--out", str(place / "out"), status=11)
    assert "The file's bytes still hold" in told and copy.read_bytes() == before


def test_there_has_to_be_a_database(tmp_path: Path) -> None:
    assert "Run `minutebook ingest` first" in said("publish", "--out", str(tmp_path), status=2)


def test_the_copy_cannot_take_the_place_of_the_database(place: Path) -> None:
    database = str(place / "out/minutebook.db")
    assert "Name another file" in said("publish", "--out", str(place / "out"), "--to", database, status=2)
