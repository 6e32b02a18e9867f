"""What SQLite refuses is said in our own words, with our own exit codes."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from pipeline.edges.refusals import in_words, meaning
from pipeline.errors import Busy, DamagedDatabase, MinutebookError, NotWritten

PLACE = Path("out/minutebook.db")
CASES: list[tuple[sqlite3.DatabaseError, type[MinutebookError] | None, str]] = [
    (sqlite3.OperationalError("database is locked"), Busy, "another process writes"),
    (sqlite3.OperationalError("disk I/O error"), NotWritten, "the disk is broken"),
    (sqlite3.OperationalError("database or disk is full"), NotWritten, "the disk is full"),
    (sqlite3.OperationalError("attempt to write a readonly database"), NotWritten, "a right is missing"),
    (sqlite3.OperationalError("unable to open database file"), NotWritten, "a right to the folder is missing"),
    (sqlite3.OperationalError("unsupported file format"), DamagedDatabase, "bytes in the header are wrong"),
    (sqlite3.DatabaseError("database disk image is malformed"), DamagedDatabase, "bytes in the middle are wrong"),
    (sqlite3.DatabaseError("file is not a database"), DamagedDatabase, "another file"),
    (sqlite3.IntegrityError("UNIQUE constraint failed"), None, "a fault of the program"),
    (sqlite3.OperationalError("no such column: x"), None, "a fault of the program"),
    (sqlite3.OperationalError('near "selec": syntax error'), None, "a fault of the program"),
]


@pytest.mark.parametrize(("error", "kind", "case"), CASES, ids=[str(case[0])[:30] for case in CASES])
def test_meaning(error: sqlite3.DatabaseError, kind: type[MinutebookError] | None, case: str) -> None:
    meant = meaning(error, PLACE)
    assert type(meant) is (kind or type(None)), case
    assert meant is None or (str(PLACE) in str(meant) and str(error) in str(meant))


def test_only_what_sqlite_refuses_is_changed() -> None:
    with pytest.raises(NotWritten), in_words(PLACE):
        raise sqlite3.OperationalError("disk I/O error")
    with pytest.raises(sqlite3.IntegrityError), in_words(PLACE):
        raise sqlite3.IntegrityError("UNIQUE constraint failed")
    with pytest.raises(KeyError), in_words(PLACE):
        raise KeyError("rows")
