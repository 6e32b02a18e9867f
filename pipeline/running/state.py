"""What the database was last made from, by which a run knows that there is nothing to be done, or that the database is another one."""

from __future__ import annotations

from pathlib import Path

import msgspec

from pipeline.edges.whole_files import read_checked

DATABASE = "minutebook.db"
STATE = Path("load", "state.json")


class State(msgspec.Struct, frozen=True):
    """What the database was last made from, and the marks by which it is known to be that database still."""

    fingerprint: str
    marks: tuple[int, int, int]


def state_of(out: Path) -> State | None:
    """What the last run that came to its end has noted; None when it did not, or somebody has taken that away."""
    state: State | None = read_checked(out / STATE, State)
    return state


def is_as_left(out: Path) -> bool:
    """Whether the database is the one that the last run left, as it left it, and that run had come to its end."""
    state = state_of(out)
    return state is not None and state.marks == marks_of(out / DATABASE)


def marks_of(database: Path) -> tuple[int, int, int]:
    """By what a database file is known to be the one that was left: which file it is, its size and its time."""
    try:
        status = database.stat()
    except OSError:
        return (0, 0, 0)
    return (status.st_ino, status.st_size, status.st_mtime_ns)
