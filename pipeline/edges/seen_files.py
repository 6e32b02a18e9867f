"""Which of the files that the database knows are in the corpus, and which have gone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

LOST = "gone = 1, last_seen = max(last_seen, coalesce((select finished_at from runs order by id desc limit 1), last_seen))"
"""What is set of a file that is gone: the last run that is recorded still found it."""


def see(connection: sqlite3.Connection, paths: Iterable[str], folders: Iterable[str] | None, at: str) -> None:
    """Record that these files were found in the corpus, or in these folders of it, and that the others of the table are gone.

    To be called inside a transaction.
    """
    seen = set(paths)
    there = {path for question in _there(folders) for (path,) in connection.execute(*question)}
    connection.executemany(f"update files set {LOST} where id = ?", [(path,) for path in sorted(there - seen)])
    connection.executemany("update files set gone = 0, last_seen = ? where id = ?", [(at, path) for path in sorted(seen - there)])


def _there(folders: Iterable[str] | None) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """The questions for the files that are there, in all folders or in these."""
    there = "select id from files where gone = 0"
    if folders is None:
        yield there, ()
    for folder in folders or ():
        if folder:
            yield f"{there} and id > ? and id < ? and instr(substr(id, ?), '/') = 0", (f"{folder}/", f"{folder}0", len(folder) + 2)
        else:
            yield f"{there} and instr(id, '/') = 0", ()
