"""Upkeep of an output folder: what nobody needs goes, and the database takes no more room than its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from pipeline.edges.backups import being_restored, needs_room
from pipeline.edges.database import Database
from pipeline.edges.far_files import files_of
from pipeline.edges.known_files import known_files
from pipeline.edges.leftovers import Leftover, find_leftovers, take_leftovers
from pipeline.edges.locks import only_one
from pipeline.edges.whole_files import remove_folder
from pipeline.running.plan import Stages
from pipeline.running.state import DATABASE


class Compacted(NamedTuple):
    """What compacting did: the bytes of the database before and after, and whether bytes of removed rows may still be there, because
    somebody was reading it."""

    before: int
    after: int
    still_read: bool


def collect(out: Path, stages: Stages, dry_run: bool) -> list[Leftover]:
    """What nobody needs in an output folder, and is gone now, unless it was only to be told.

    Needed is what belongs to a paper that the database has, or that the last look at the folder of papers has found: a drive that is
    missing costs nothing. Raises Busy when an ingest is at work.
    """
    with only_one(out):
        with Database.read(out / DATABASE) as database:
            needed = {row["id"] for row in database.rows("select id from documents where status <> 'withdrawn'")}
            withdrawn = {row["id"] for row in database.rows("select id from documents where status = 'withdrawn'")}
        needed |= {file.seen.sha256[:16] for file in known_files(out).values() if file.seen.sha256} - withdrawn
        files = files_of(out)
        found = find_leftovers(files, stages.names, needed)
        if not dry_run:
            take_leftovers(files, found)
            remove_folder(being_restored(out))
        return found


def lines_about(found: list[Leftover], dry_run: bool) -> list[str]:
    """What was, or would be, taken away, a line for each sort."""
    if not found:
        return ["There is nothing that nobody needs."]
    counts = Counter(each.sort for each in found)
    sizes = Counter[str]()
    for each in found:
        sizes[each.sort] += each.bytes
    lines = [f"{counts[sort]:>8,}  {sizes[sort] / 1e6:>10,.1f} MB  {sort}" for sort in counts]
    total = f"{sum(counts.values()):>8,}  {sum(sizes.values()) / 1e6:>10,.1f} MB  "
    return [*lines, total + ("would be taken away (without --dry-run)" if dry_run else "taken away")]


def compact(out: Path, tell: Callable[[str], None]) -> Compacted:
    """Write the database anew, without the room and the bytes that removed rows have left; `tell` is told of each step.

    Raises Busy when an ingest is at work, NotWritten when the disk has no room for a second copy and its log.
    """
    database_path = out / DATABASE
    with only_one(out):
        with Database.read(database_path).made_by_this_version():
            before = database_path.stat().st_size
        needs_room(out, before * 2)
        with Database.open(database_path) as database:
            database.compact(tell)
        still_read = database_path.with_name(f"{DATABASE}-wal").exists()
        return Compacted(before, database_path.stat().st_size, still_read)
