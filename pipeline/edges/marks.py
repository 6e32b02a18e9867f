"""A folder by the marks of its files (size, times, place on the disk): what a look from outside gives, without opening any of them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from pipeline.edges.folders import text_of
from pipeline.register.seen import HEAD_BYTES, is_paper_name, type_of
from pipeline.register.unfinished import is_temporary_name

_END = b"%%EOF"
_TAIL = 2048


class Mark(NamedTuple):
    """By what a file is known to be as it was: its size in bytes, its times in nanoseconds, and which file of the disk it is."""

    size: int
    modified_ns: int
    changed_ns: int
    inode: int


class Marks(NamedTuple):
    """The files of a folder and below it by their path from there, and those with temporary names, which are passed over otherwise."""

    files: dict[str, Mark]
    temporary: dict[str, Mark]


def marks_of(folder: Path, leave_out: Path | None = None) -> Marks:
    """What lies in a folder now. Hidden files are not looked at, nor is what lies in `leave_out`; links to folders are not followed.

    Raises OSError when the folder is not there, or a folder in it cannot be opened.
    """
    found = Marks({}, {})
    for path, entry in _walk(folder.resolve(), leave_out.resolve() if leave_out else None):
        try:
            status = entry.stat()
            if os.name == "nt":
                status = Path(entry.path).stat()  # what the folder knows of a file there lags behind
        except OSError:
            continue  # it went away meanwhile, or is a link to nowhere
        if not stat.S_ISREG(status.st_mode):
            continue
        mark = Mark(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
        (found.temporary if is_temporary_name(entry.name) else found.files)[path] = mark
    return found


def has_end(place: Path) -> bool:
    """Whether a file is there to its end, as far as its bytes tell: what begins as a PDF has to end as one. Other files are believed."""
    if not is_paper_name(place.name):
        return True
    try:
        with place.open("rb") as file:
            head = file.read(HEAD_BYTES)
            return type_of(head, len(head)) not in ("pdf", "empty") or ends_as_pdf(file)
    except OSError:
        return False


def ends_as_pdf(file: BinaryIO) -> bool:
    """Whether the last bytes of an open file are those of a PDF."""
    file.seek(max(0, os.fstat(file.fileno()).st_size - _TAIL))
    return _END in file.read()


def _walk(root: Path, leave_out: Path | None) -> Iterator[tuple[str, os.DirEntry[str]]]:
    folders = [("", root)]
    while folders:
        prefix, folder = folders.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                path = prefix + text_of(entry.name)
                if entry.name.startswith("."):
                    continue
                if not entry.is_dir(follow_symlinks=False):
                    yield path, entry
                elif Path(entry.path) != leave_out and not is_temporary_name(entry.name):
                    folders.append((f"{path}/", Path(entry.path)))
