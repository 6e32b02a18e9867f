"""The folders of a corpus as they lie on disk, each with the files in it and a mark by which it is known that nothing in it was touched."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from operator import attrgetter
from pathlib import Path
from typing import Any

import msgspec

from pipeline.errors import UsageError
from pipeline.register.unfinished import is_temporary_name

HAND = "hand"
_MARKS_OF_SYSTEMS = frozenset({"thumbs.db", "desktop.ini"})
_SPEAK_OF_PAPERS = ("readme", *sorted(_MARKS_OF_SYSTEMS))
_encode = msgspec.json.Encoder().encode


class Folder:
    """A folder of the corpus, by its path there and its place on disk, with what lies in it in the order of names; and its mark."""

    def __init__(self, path: str, place: str, entries: list[os.DirEntry[str]]) -> None:
        self.path, self.place, self.entries = path, place, entries
        self.prefix = f"{path}/" if path else ""
        self.mark = _mark_of(entries)

    def files(self, root: Path, links: list[str]) -> Iterator[tuple[str, str, str, os.stat_result | None]]:
        """The files that may be papers or say something of them: the path in the corpus, the place on disk, the name, and what the disk
        says of it, None when it cannot say. Links that lead out of the corpus are added to `links`."""
        for entry in self.entries:
            name = entry.name
            if is_temporary_name(name) or entry.is_dir(follow_symlinks=False):
                continue
            lowered = name.lower()
            path = self.prefix + (name if name.isascii() else text_of(name))
            place = f"{self.place}{os.sep}{name}"
            if entry.is_symlink():
                if not _stays_inside(Path(place), root):
                    links.append(path)
                    continue
            elif not entry.is_file(follow_symlinks=False):
                continue
            if not (lowered.startswith(_SPEAK_OF_PAPERS) and is_about_papers(lowered)):
                try:
                    status = entry.stat()
                except OSError:
                    yield path, place, name, None
                else:
                    yield path, place, name, status


def folders_of(root: Path, leave_out: Path | None) -> Iterator[Folder]:
    """The folders at and below `root` that may hold papers. Raises UsageError when one cannot be opened."""
    left_out = os.fspath(leave_out.resolve()) if leave_out else None
    waiting = [("", os.fspath(root))]
    while waiting:
        path, place = waiting.pop()
        try:
            listed = _Listed(place)
        except OSError as error:
            raise UsageError(f"The folder {place} cannot be opened ({error.strerror}). Give yourself the right to read it.") from error
        with listed as entries:
            folder = Folder(path, place, entries)
            yield folder
            for entry in entries:
                if not entry.is_dir(follow_symlinks=False):
                    continue
                name = entry.name
                inside = f"{place}{os.sep}{name}"
                if not (is_temporary_name(name) or inside == left_out or (path == "" and name == HAND)):
                    waiting.append((folder.prefix + (name if name.isascii() else text_of(name)), inside))


class _Listed:
    """The entries of a folder in the order of their names; a context manager. Raises OSError when it cannot be opened.

    It stays open meanwhile, where the system can do that: so more is asked of each entry in less time.
    """

    def __init__(self, folder: str) -> None:
        self._descriptor = os.open(folder, os.O_RDONLY) if os.scandir in os.supports_fd else None
        try:
            self._entries = sorted(os.scandir(folder if self._descriptor is None else self._descriptor), key=attrgetter("name"))
        except BaseException:
            self.__exit__()
            raise

    def __enter__(self) -> list[os.DirEntry[str]]:
        return self._entries

    def __exit__(self, *_: object) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)


def _stays_inside(link: Path, root: Path) -> bool:
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):
        return False
    return target.is_file() and target.is_relative_to(root)


def is_about_papers(name: str) -> bool:
    """Whether a file's name says that it speaks of the papers: a README, or the marks that systems leave in folders."""
    return (name.startswith("readme") and name.partition(".")[0] == "readme") or name in _MARKS_OF_SYSTEMS


def _mark_of(entries: Iterable[os.DirEntry[str]]) -> str:
    """A digest of what the disk says of all that lies in a folder: names, sorts, which files, sizes, when they were written to or altered.

    Of folders in it only the names count. It is empty when something in it is a link, or can hardly be named or looked at.
    """
    said: list[Any] = []
    add = said.append
    try:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                add(entry.name)
            elif entry.is_symlink():
                return ""
            else:
                status = entry.stat(follow_symlinks=False)
                add((entry.name, status.st_mode, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns))
        return hashlib.blake2b(_encode(said), digest_size=16).hexdigest()
    except (OSError, UnicodeEncodeError):
        return ""


def text_of(name: str) -> str:
    """A file's name as text that can be stored; a byte that is no UTF-8 becomes `\\xNN`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
