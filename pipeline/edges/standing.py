"""Whether a database has been written to since somebody last looked."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

Standing = tuple[tuple[int, int], ...]


def standing(database: Path) -> Standing:
    """Something that is another after each time the database was written to: the sizes and times of its file and its log."""
    found = []
    for file in (database, database.with_name(f"{database.name}-wal")):
        with suppress(OSError):
            state = file.stat()
            found.append((state.st_mtime_ns, state.st_size))
    return tuple(found)
