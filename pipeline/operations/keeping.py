"""Keeping what was made: backups of an output folder, and bringing one back without bringing back what was withdrawn."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import msgspec

from pipeline import __version__
from pipeline.edges.backups import (
    BackedUp,
    Backup,
    being_restored,
    copied,
    files_below,
    needs_room,
    read_list,
    size_of,
    summed,
    what_is_wrong,
    whole_or_nothing,
    write_list,
)
from pipeline.edges.changes_carried import carry_changes
from pipeline.edges.database import Database, now
from pipeline.edges.hand import HAND
from pipeline.edges.known_files import known_files
from pipeline.edges.locks import only_one
from pipeline.edges.schemas import digest
from pipeline.edges.steps import step
from pipeline.edges.structure import VERSION
from pipeline.edges.traces import EXPORTS, files_with, note_backup
from pipeline.edges.whole_files import remove, remove_folder, write_checked, write_json
from pipeline.edges.withdrawals import NAME as WITHDRAWN
from pipeline.edges.withdrawals import read_list_of, read_withdrawals, write_withdrawals
from pipeline.errors import Damaged, SchemaTooNew, UsageError
from pipeline.operations.withdrawing import corpus_of, passages_of
from pipeline.records import Withdrawal
from pipeline.running.plan import Limits, Stages
from pipeline.running.report import Silence
from pipeline.running.run import OWNER, Run, owner
from pipeline.running.state import DATABASE

Say = Callable[[str], None]
_LOAD = "load"
_REGISTER = "register"
_TAILS = ("-wal", "-shm", "-journal")
_EVERY = 5_000


class Restored(NamedTuple):
    """What a backup brought back: what it says of itself, the folder of the papers, the withdrawals that it did not know of, and what else
    is to be known."""

    backup: Backup
    corpus: Path
    newer: list[Withdrawal]
    notes: list[str]


# --- making one -------------------------------------------------------------------------------------------------------


def back_up(out: Path, to: Path, stages: Stages, say: Say, stage_files: bool = True) -> tuple[Path, Backup]:
    """The backup of an output folder that was made in the folder `to`, and what is in it.

    Others may read the database meanwhile, or serve it. Raises Busy when an ingest is at work, NotWritten when there is no room, Damaged
    when the database is not whole.
    """
    if to.resolve().is_relative_to(out.resolve()):
        raise UsageError(f"{to} lies in the folder that is to be backed up. Choose one elsewhere, on another disk if you can.")
    corpus = corpus_of(out)
    with only_one(out):
        parts = [_REGISTER, WITHDRAWN, EXPORTS, *(_stage_folders(stages) if stage_files else ())]
        files = files_below(out, parts)
        judgments = files_below(corpus, [HAND])
        needs_room(to, size_of(out, [DATABASE, *files]) + size_of(corpus, judgments))
        place = to / f"minutebook-{now().replace('-', '').replace(':', '')}"
        with whole_or_nothing(place) as half:
            backup = _copied_database(out, half, say)
            kept = [msgspec.structs.replace(summed(half / DATABASE), path=DATABASE)]
            for root, names in ((out, files), (corpus, judgments)):
                kept += _copied(root, names, half, say)
            backup = msgspec.structs.replace(backup, files=kept)
            write_list(half, backup)
        note_backup(out, place)
    return place, backup


def _copied_database(out: Path, half: Path, say: Say) -> Backup:
    said = 0

    def tell(done: int, of: int) -> None:
        nonlocal said
        if of and done * 10 // of > said:
            said = done * 10 // of
            say(f"Database: {said * 10} %")

    with Database.read(out / DATABASE) as database:
        database.copy_to(half / DATABASE, tell)
    with Database.read(half / DATABASE) as copy:
        if not copy.is_whole():
            raise Damaged(f"{out / DATABASE} is damaged, so there is nothing to keep. Run `minutebook ingest`, which makes it anew.")
        return _said_by(copy)


def _said_by(database: Database) -> Backup:
    (row,) = database.rows(
        "select (select value from settings where name = 'schema') as shape, (select coalesce(max(seq), 0) from changes) as changes, "
        "(select coalesce(max(finished_at), '') from runs) as last_run, (select count(*) from documents) as documents, "
        "(select user_version from pragma_user_version) as version"
    )
    return Backup(
        made_at=now(),
        version=__version__,
        database_version=row["version"],
        shape=row["shape"] or "",
        changes=row["changes"],
        last_run=row["last_run"],
        documents=row["documents"],
    )


def _copied(root: Path, names: list[str], half: Path, say: Say) -> list[BackedUp]:
    kept = []
    for count, name in enumerate(names, 1):
        kept.append(msgspec.structs.replace(copied(root / name, half / name), path=name))
        if count % _EVERY == 0:
            say(f"Files: {count:,} of {len(names):,}")
    return kept


def _stage_folders(stages: Stages) -> list[str]:
    return [*stages.names, stages.link.name]


# --- looking into one -------------------------------------------------------------------------------------------------


def check_backup(folder: Path, say: Say) -> Backup:
    """What a backup says of itself, when it is whole.

    Raises Damaged when a file of it is not as it was written, UsageError when it is none, SchemaTooNew when a later version wrote its
    database.
    """
    backup = read_list(folder)
    wrong = what_is_wrong(folder, backup, lambda done, of: say(f"Checked {done:,} of {of:,} files") if done % _EVERY == 0 else None)
    if wrong:
        more = f" and {len(wrong) - 3} more" if len(wrong) > 3 else ""
        raise Damaged(f"The backup {folder} is damaged: {' '.join(wrong[:3])}{more} Nothing was changed. Take another backup.")
    if backup.database_version > VERSION:
        raise SchemaTooNew(
            f"The database of {folder} was written by a later Minutebook (version {backup.version}, database version "
            f"{backup.database_version}; this one knows {VERSION}). Install that version."
        )
    with Database.read(folder / DATABASE) as database:
        if not database.is_whole():
            raise Damaged(f"The database of {folder} is damaged. Take another backup.")
    return backup


# --- bringing one back ------------------------------------------------------------------------------------------------


def restore(folder: Path, out: Path, stages: Stages, say: Say, corpus: Path | None = None, force: bool = False) -> Restored:
    """What was brought back from a backup into the output folder `out`, in place of what is there.

    All is verified, and everything that was withdrawn since the backup is taken out of its copy, before anything is replaced. Raises
    UsageError when what is there is newer and `force` is not given, or when it can't be told where the papers lie.
    """
    backup = check_backup(folder, say)
    papers = _papers(folder, out, corpus)
    half = being_restored(out)
    with only_one(out):
        present = _present(out)
        if present and not force and (present.changes, present.last_run) > (backup.changes, backup.last_run):
            raise UsageError(
                f"{out / DATABASE} is newer (last run {present.last_run}) than the backup (last run {backup.last_run}). To go back all the "
                "same: --force"
            )
        known = read_withdrawals(papers, out)
        of_then = {(each.document_id, each.row) for each in read_list_of(folder / WITHDRAWN)}
        newer = [each for each in known if (each.document_id, each.row) not in of_then]
        remove_folder(half)
        needs_room(out.parent, size_of(folder, (file.path for file in backup.files)))
        try:
            _prepared(folder, backup, half, papers, say)
            _without(half, papers, newer, stages, say)
            if present and present.changes > backup.changes:
                with Database.open(half / DATABASE) as database:
                    carry_changes(database, out / DATABASE, backup.changes)
            write_withdrawals(papers, out, read_withdrawals(papers, half))
            _put_in_place(half, out, stages)
        finally:
            remove_folder(half)
        notes = _judgments_back(folder, backup, papers)
    return Restored(backup, papers, newer, notes)


def _papers(folder: Path, out: Path, corpus: Path | None) -> Path:
    """Where the papers lie: as is said, as the output folder knows, or as the backup does. Raises UsageError when they are not there."""
    with Database.read(folder / DATABASE) as database:
        named = database.rows("select value from settings where name = 'corpus'")
    known = owner(out)
    if corpus and known and known != corpus.resolve() and (out / DATABASE).is_file():
        raise UsageError(f"{out} holds the papers of {known}, not of {corpus}. Restore into another folder with --out.")
    place = corpus or known or ((out.resolve() / named[0]["value"]).resolve() if named else None)
    if place is None or not place.is_dir():
        raise UsageError(f"The folder of the papers{f', {place},' if place else ''} is not there. Name it: --corpus FOLDER")
    return place.resolve()


def _present(out: Path) -> Backup | None:
    """What the database that is there says of itself; None when there is none, or none that can be read."""
    try:
        with Database.read(out / DATABASE) as database:
            return _said_by(database)
    except (UsageError, sqlite3.DatabaseError):
        return None


def _prepared(folder: Path, backup: Backup, half: Path, papers: Path, say: Say) -> None:
    """Lay the backup's files into a folder, each verified once more as it is copied."""
    for count, file in enumerate(backup.files, 1):
        if file.path.startswith(f"{HAND}/"):
            continue
        if msgspec.structs.replace(copied(folder / file.path, half / file.path), path=file.path) != file:
            raise Damaged(f"{folder / file.path} changed while it was read. Nothing was changed in the output folder.")
        if count % _EVERY == 0:
            say(f"Copied {count:,} of {len(backup.files):,} files")
    with closing(sqlite3.connect(half / DATABASE)) as connection, connection:
        way = Path(os.path.relpath(papers, half.resolve())).as_posix()
        connection.execute("insert or replace into settings (name, value) values ('corpus', ?)", [way])
    write_checked(half / OWNER, str(papers))


def _without(half: Path, papers: Path, newer: list[Withdrawal], stages: Stages, say: Say) -> None:
    """Take out of the copy what was withdrawn since the backup, as a withdrawal does, and make sure that nothing is left of its words."""
    both = {(each.document_id, each.row): each for each in [*read_list_of(half / WITHDRAWN), *newer]}
    write_json(half / WITHDRAWN, sorted(both.values(), key=lambda each: each.at))
    if not newer:
        return
    say(f"Taking out what was withdrawn since the backup ({len(newer)})")
    _must_be_there(half, papers)
    with Database.open(half / DATABASE) as database:
        passages = [passage for each in newer for passage in passages_of(database, each)]
    did = Run(papers, half, stages, Silence(), Limits(), 0).ingest(only={each.document_id for each in newer})
    left = files_with(half, passages)
    if left or did.troubles:
        told = did.troubles[0].partition("\n")[0] if did.troubles else f"{left[0].name} still has its words."
        raise Damaged(f"What was withdrawn since the backup could not be taken out of it: {told} Nothing was restored.")


def _must_be_there(half: Path, papers: Path) -> None:
    known = known_files(half)
    there = sum((papers / path).is_file() for path in known)
    if there * 2 < len(known):
        raise UsageError(
            "Something was withdrawn since the backup, and has to be taken out of it. For that the papers have to be there: of "
            f"{len(known)} files, {there} are in {papers}. Put them back first, or name their folder: --corpus FOLDER"
        )


def _put_in_place(half: Path, out: Path, stages: Stages) -> None:
    """Let the copy take the place of what is there. Broken off in between, it is done again by restoring again; meanwhile an ingest makes
    right what does not fit, for every file says what it was made from."""
    remove_folder(out / _LOAD)  # by which marks all was known holds for what was there
    for tail in _TAILS:
        remove(out / f"{DATABASE}{tail}")
    step("put the database in its place")
    (half / DATABASE).replace(out / DATABASE)
    for name in [*_stage_folders(stages), _REGISTER]:
        if (half / name).is_dir():
            remove_folder(out / name)
            step("put a folder in its place")
            (half / name).replace(out / name)
    if (half / EXPORTS).is_file() and not (out / EXPORTS).exists():
        (half / EXPORTS).replace(out / EXPORTS)


def _judgments_back(folder: Path, backup: Backup, papers: Path) -> list[str]:
    """Put back the judgments that are gone; one that is there now, and says something else, stays."""
    notes = []
    for file in backup.files:
        name = file.path.removeprefix(f"{HAND}/")
        if name == file.path or name == WITHDRAWN:
            continue
        place = papers / HAND / name
        if not place.exists():
            copied(folder / file.path, place)
            notes.append(f"{place} was gone, and is back.")
        elif msgspec.structs.replace(summed(place), path=file.path) != file:
            notes.append(f"{place} says something else than the one in the backup ({folder / file.path}), and was left as it is.")
    return notes


def shape_is_ours(backup: Backup) -> bool:
    """Whether the database of a backup has the shape of this version; another is brought up to it with the next ingest."""
    return backup.shape == digest()
