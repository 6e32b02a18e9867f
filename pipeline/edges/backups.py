"""A backup: a folder with the database, the files of the stages and what people have judged, and a list of them with their checksums."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

import msgspec

from pipeline.edges.steps import step
from pipeline.edges.whole_files import remove_folder, write_json
from pipeline.errors import NotWritten, UsageError

LIST = "backup.json"
FORMAT = 1
_BLOCK = 1 << 20
_SPARE = 64 << 20


class BackedUp(msgspec.Struct, frozen=True, kw_only=True):
    """A file of a backup, by its path in it."""

    path: str
    bytes: int
    sha256: str


class Backup(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup says of itself: when and by which version it was made, the shape of its database, up to where its changes are numbered,
    when its last run ended, how many documents it has; its files."""

    format: int = FORMAT
    made_at: str
    version: str
    database_version: int
    shape: str
    changes: int
    last_run: str
    documents: int
    files: list[BackedUp] = []


@contextmanager
def whole_or_nothing(place: Path) -> Iterator[Path]:
    """A folder beside `place` to write into, which takes that place when all has gone well and is gone otherwise.

    Raises UsageError when there is something at `place` already.
    """
    if place.exists():
        raise UsageError(f"{place} is there already. Wait a second, or choose another folder.")
    half = place.with_name(f".{place.name}.part")
    remove_folder(half)
    half.mkdir(parents=True)
    try:
        yield half
        step("put a folder in its place")
        half.replace(place)
    except BaseException:
        remove_folder(half)
        raise


def being_restored(out: Path) -> Path:
    """Where a backup is laid out before it takes the place of an output folder: as deep as that, since the database knows the papers by the
    way from its own folder. A break leaves it behind."""
    return out.with_name(f".{out.name}.restoring")


def needs_room(place: Path, size: int) -> None:
    """Raise NotWritten when the disk of a folder, or of the nearest above it that is there, has no room for `size` bytes and a few more."""
    there = next(folder for folder in (place, *place.absolute().parents) if folder.exists())
    free, needed = shutil.disk_usage(there).free, size + _SPARE
    if free < needed:
        raise NotWritten(f"{there} has {free / 1e6:,.0f} MB of room, and {needed / 1e6:,.0f} MB are needed. Make room, and try again.")


def copied(source: Path, target: Path) -> BackedUp:
    """A copy of a file at `target`, synced, with its checksum; its path is still to be said."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    step("copy a file")
    with source.open("rb") as read, target.open("wb") as written:
        while block := read.read(_BLOCK):
            digest.update(block)
            size += len(block)
            written.write(block)
        written.flush()
        os.fsync(written.fileno())
    return BackedUp(path=target.name, bytes=size, sha256=digest.hexdigest())


def summed(place: Path) -> BackedUp:
    """A file that is there, with its checksum."""
    with place.open("rb") as file:
        return BackedUp(path=place.name, bytes=place.stat().st_size, sha256=hashlib.file_digest(file, "sha256").hexdigest())


def files_below(folder: Path, parts: Iterable[str]) -> list[str]:
    """The files of some parts (files or folders) of a folder, as paths from there, in order; halves and locks are left out."""
    found = []
    for part in parts:
        place = folder / part
        places = place.rglob("*") if place.is_dir() else [place]
        whole = (path for path in places if path.is_file() and not path.is_symlink() and path.name[0] != ".")
        found += [path.relative_to(folder).as_posix() for path in whole]
    return sorted(found)


def size_of(folder: Path, files: Iterable[str]) -> int:
    """The bytes of some files of a folder together; those that have gone count nothing."""
    total = 0
    for name in files:
        with suppress(FileNotFoundError):
            total += (folder / name).stat().st_size
    return total


def write_list(folder: Path, backup: Backup) -> None:
    """Write down what is in a backup; it is none before."""
    write_json(folder / LIST, backup)


def read_list(folder: Path) -> Backup:
    """What a backup says of itself. Raises UsageError when it is none, or one that this version does not know."""
    try:
        backup = msgspec.json.decode((folder / LIST).read_bytes(), type=Backup)
    except FileNotFoundError as error:
        raise UsageError(f"{folder} is no backup: it has no {LIST}. Name the folder that `minutebook backup` made.") from error
    except (OSError, msgspec.MsgspecError) as error:
        raise UsageError(f"The list of the backup, {folder / LIST}, cannot be read ({error}). Take another backup.") from error
    if backup.format > FORMAT:
        raise UsageError(f"{folder} was made by a later Minutebook ({backup.version}). Install that version.")
    for file in backup.files:
        path = PurePosixPath(file.path)
        if path.is_absolute() or ".." in path.parts or "\\" in file.path or ":" in file.path:
            raise UsageError(f"The list of the backup names {file.path!r}, which is no file of a backup. Take another backup.")
    return backup


def what_is_wrong(folder: Path, backup: Backup, tell: Callable[[int, int], None] = lambda done, of: None) -> list[str]:
    """What of a backup is not as it was written, a sentence a file; `tell` is told how many files have been looked at."""
    wrong = []
    for count, file in enumerate(backup.files, 1):
        place = folder / file.path
        try:
            if place.is_symlink() or msgspec.structs.replace(summed(place), path=file.path) != file:
                wrong.append(f"{file.path} is not as it was written.")
        except OSError as error:
            wrong.append(f"{file.path} cannot be read ({error.strerror}).")
        tell(count, len(backup.files))
    return wrong
