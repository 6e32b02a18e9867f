"""The public copy of the database: a fresh file of what the schemas allow, checked before it takes the place of the last one."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from pipeline.edges.public_checks import check
from pipeline.edges.public_rows import count, public_rows
from pipeline.edges.schemas import Row, digest, public_tables, public_views, quoted
from pipeline.edges.steps import step
from pipeline.edges.structure import finish, make_tables
from pipeline.errors import NotPublished, NotWritten
from pipeline.publish.checks import lost_rows
from pipeline.publish.masking import Masks

FOLDER = "public"
_AT_ONCE = 1000
CACHE_KILOBYTES = 1 << 16
"""What SQLite holds of the copy while it is made: its indexes grow everywhere at once, and what does not fit is read and written again."""


class Published(NamedTuple):
    """What was published: the rows of each table, those of the copy before (none when there was none), and how many values were masked."""

    path: Path
    rows: dict[str, int]
    before: dict[str, int]
    masked: int


def publish(
    source: Path,
    target: Path,
    masks: Masks,
    settings: dict[str, str],
    accept_fewer: bool = False,
    before_it_shows: Callable[[Path], None] = lambda copy: None,
) -> Published:
    """Make the public copy of a database at `target`, from what is committed in `source` at this moment.

    It is written beside its place and takes it only when every check is passed; a break leaves the copy that was there. `settings` are
    what the copy says about itself. Without `accept_fewer`, a copy that has lost many rows since the last one is not published.
    `before_it_shows` is called with the checked copy, before it takes its place.
    Raises NotPublished, with what failed, and NotWritten when the system will not write.
    """
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for half in target.parent.glob(f".{target.name}.*.part*"):
            half.unlink()
        before = counts(target)
        rows, masked = _write(source, beside, masks, {**settings, "schema": digest()})
        wrong = check(beside, masks, rows)
        if not accept_fewer:
            wrong += lost_rows(before, rows)
        if wrong:
            raise NotPublished(_refused(wrong, target, bool(before)))
        before_it_shows(beside)
        _settle(beside, target)
    except (OSError, sqlite3.OperationalError) as error:
        words = getattr(error, "strerror", None) or error
        raise NotWritten(f"The public copy could not be written ({words}). What was published before stays as it is.") from error
    finally:
        with suppress(OSError):
            beside.unlink()
    return Published(target, rows, before, masked)


def edition_of(path: Path) -> tuple[int, int, int] | None:
    """By what a public copy is told from one that takes its place; None when there is none.

    The system may give a number that it gave to a file which is gone to another, so the time is looked at too.
    """
    with suppress(OSError):
        state = path.stat()
        return (state.st_dev, state.st_ino, state.st_mtime_ns)
    return None


def tell_servers(path: Path) -> None:
    """Have a server that runs look at the copy again, as there is more beside it now: what readers' browsers keep is then out of date."""
    step("touch the public copy")
    os.utime(path)


def counts(path: Path) -> dict[str, int]:
    """How many rows the tables of a public copy have, by name; none when there is no copy, or none that can be read."""
    if path.is_file():
        with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as copy:
            there = {row[0] for row in copy.execute("select name from sqlite_master where type = 'table'")}
            return {name: count(copy, name) for name in public_tables() if name in there}
    return {}


def _write(source: Path, beside: Path, masks: Masks, settings: dict[str, str]) -> tuple[dict[str, int], int]:
    """The rows of each table, and how many values were masked. Everything comes from one moment of the database."""
    wanted: dict[str, int] = {}
    masked = 0
    step("open the public copy")
    house = sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
    copy = sqlite3.connect(beside, isolation_level=None)
    with closing(house), closing(copy):
        house.execute("begin")
        copy.execute("pragma journal_mode = off")
        copy.execute("pragma synchronous = off")
        copy.execute(f"pragma cache_size = -{CACHE_KILOBYTES}")
        copy.execute("begin")
        make_tables(copy, public_tables())
        for table in public_tables().values():
            step(f"copy the rows of {table.name}")
            insert = f"insert into {quoted(table.name)} ({quoted(*table.columns)}) values ({', '.join('?' * len(table.columns))})"
            for made, changed in _in_parts(public_rows(house, table, masks)):
                copy.executemany(insert, made)
                masked += changed
        copy.executemany("insert or replace into settings (name, value) values (?, ?)", settings.items())
        wanted = {name: count(copy, name) for name in public_tables()}
        finish(copy, public_tables(), public_views())
        copy.execute("commit")
        copy.execute("pragma analysis_limit = 400")
        copy.execute("analyze")
    return wanted, masked


def _in_parts(rows: Iterator[tuple[Row, int]]) -> Iterator[tuple[list[Row], int]]:
    part: list[Row] = []
    changed = 0
    for row, masked in rows:
        part.append(row)
        changed += masked
        if len(part) == _AT_ONCE:
            yield part, changed
            part, changed = [], 0
    yield part, changed


def _refused(wrong: list[str], target: Path, there: bool) -> str:
    stays = f"The copy at {target} stays as it was." if there else "Nothing is published yet."
    return "The public copy was not published, for a check failed:\n" + "\n".join(f"  {each}" for each in wrong) + f"\n{stays}"


def _settle(beside: Path, target: Path) -> None:
    """Put the copy in its place, so that whoever opens it finds the old one or the new one, whole."""
    step("sync the public copy")
    with beside.open("rb+") as file:
        os.fsync(file.fileno())
    step("put the public copy in its place")
    beside.replace(target)
    step("the public copy is in its place")
