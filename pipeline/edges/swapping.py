"""A folder that is made beside its place, and takes it whole or not at all."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.errors import NotWritten, UsageError

MANIFEST = "manifest.json"
"""The file by which an export is known: a folder without it is not ours to replace."""


@contextmanager
def take_the_place(folder: Path) -> Iterator[tuple[Path, Path]]:
    """A new folder to write an export into, and the place that it will take, where the last export may be.

    Raises UsageError when the place holds anything but an export; NotWritten when the system will not write: then the last one stays.
    """
    folder = folder.resolve()
    beside, last = folder.with_name(f".{folder.name}.{os.getpid()}.part"), folder.with_name(f".{folder.name}.last")
    try:
        _clear(folder, last)
        beside.mkdir(parents=True)
        yield beside, folder
        if folder.exists():
            folder.rename(last)
        beside.rename(folder)
        shutil.rmtree(last, ignore_errors=True)
    except OSError as error:
        words = error.strerror or error
        raise NotWritten(f"The export could not be written ({words}). What was exported before stays as it is.") from error
    finally:
        if last.exists() and not folder.exists():
            last.rename(folder)
        shutil.rmtree(beside, ignore_errors=True)


def write_synced(path: Path, words: bytes) -> None:
    """Write a file, and have the system put it on the disk."""
    with path.open("wb") as file:
        file.write(words)
        file.flush()
        with suppress(OSError):
            os.fsync(file.fileno())


def digest_of_synced(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal, once the system has put it on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
        return hashlib.file_digest(file, "sha256").hexdigest()


def _clear(folder: Path, last: Path) -> None:
    """Make sure that nothing is lost when an export takes the place of the folder, and mend what a break left behind."""
    if last.exists() and not folder.exists():
        last.rename(folder)
    shutil.rmtree(last, ignore_errors=True)
    for half in folder.parent.glob(f".{folder.name}.*.part"):
        shutil.rmtree(half, ignore_errors=True)
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not (folder / MANIFEST).is_file())):
        raise UsageError(f"{folder} holds other things than an export. Choose another folder; nothing was touched.")
