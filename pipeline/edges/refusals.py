"""What it means when SQLite refuses: in the words, and with the exit codes, of our own errors."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import Busy, DamagedDatabase, MinutebookError, NotWritten

_DAMAGED = ("unsupported file format", "malformed", "not a database")


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Whatever SQLite refuses in here, it is raised as `meaning` has it; what is refused for a fault of the program stays as it is."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        meant = meaning(error, path)
        if meant is None:
            raise
        raise meant from error


def meaning(error: sqlite3.DatabaseError, path: Path) -> MinutebookError | None:
    """Busy when another process is writing the database at `path`, DamagedDatabase when the file is not one that can be read, NotWritten
    when the system would not write or read; None when the program asked for something that cannot be.
    """
    said = str(error)
    if "locked" in said:
        return Busy(f"{path} is being written by another ingest ({said}). Try again when it has ended, or choose another output folder.")
    if any(words in said for words in _DAMAGED) or type(error) is sqlite3.DatabaseError:
        return DamagedDatabase(f"{path} cannot be used as a database ({said}). Move the file away and ingest again.")
    if isinstance(error, sqlite3.OperationalError) and not said.startswith(("no such", "near ")):
        return NotWritten(f"{path} cannot be written ({said}). See whether the disk is full; nothing is lost.")
    return None
