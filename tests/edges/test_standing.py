"""Whether a database has been written to."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from pipeline.edges.standing import standing


def test_writing_changes_it_and_reading_does_not(tmp_path: Path) -> None:
    path = tmp_path / "some.db"
    assert standing(path) == ()
    connection = sqlite3.connect(path)
    connection.execute("pragma journal_mode = wal")
    connection.execute("create table words (word)")
    connection.commit()
    before = standing(path)
    assert connection.execute("select * from words").fetchall() == []
    assert standing(path) == before
    connection.execute("insert into words values ('bin')")
    connection.commit()  # goes to the log beside the file first
    assert standing(path) != before
    connection.close()
