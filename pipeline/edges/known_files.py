"""What was found out about the files of a corpus, kept by folder: of one in which nothing was touched it is not unpacked."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from pipeline.edges.kept import Kept
from pipeline.edges.whole_files import read_checked
from pipeline.register.seen import SeenFile

KNOWN_FILES = Path("register", "files.json")
"""What is known of the files of the corpus, below the output folder."""
_RECENT_NS = 2_000_000_000
_encode = msgspec.json.Encoder().encode


class KnownFile(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What was found out about a file, and the marks by which it is known to be the same still: at a far place, `mark`."""

    bytes: int
    modified_ns: int
    changed_ns: int
    looked_ns: int
    seen: SeenFile
    mark: str = ""

    def holds_for(self, status: os.stat_result) -> bool:
        """Whether the file has not been touched since; one written in the moment it was looked at is not trusted."""
        changed = self.changed_ns
        return (
            changed == status.st_ctime_ns
            and self.looked_ns - changed > _RECENT_NS
            and self.bytes == status.st_size
            and self.modified_ns == status.st_mtime_ns
            and stat.S_ISREG(status.st_mode)
        )


class KnownFolder(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What was found out about the files that lie in one folder, as it is written.

    `mark` is that of `mark_of`, by which nothing in it is known to have been touched since; empty when something in it was not known, or is
    not trusted. `speaks` names the files in it that say something of papers, `files` are the `KnownFile`s of the others.
    """

    mark: str
    speaks: list[str]
    files: msgspec.Raw

    def holds_for(self, mark: str) -> bool:
        """Whether nothing in the folder has been touched since, given the mark that it has now."""
        return self.mark != "" and self.mark == mark

    def unpacked(self) -> list[KnownFile]:
        """What is known of its files."""
        return _decode(self.files)


_decode = msgspec.json.Decoder(list[KnownFile]).decode


class Looked(msgspec.Struct, frozen=True):
    """What a look at a folder has found, as `KnownFolder` has it, but not yet packed."""

    mark: str
    speaks: list[str]
    files: list[KnownFile]


class KnownFiles(Mapping[str, KnownFile]):
    """The files that the last look at a corpus has found, by their paths; and its `folders`, by theirs."""

    def __init__(self, path: Path) -> None:
        self._kept: Kept[KnownFolder] = Kept(path, KnownFolder, _former)
        self._unpacked: dict[str, dict[str, KnownFile]] = {}

    @property
    def folders(self) -> Mapping[str, KnownFolder]:
        """What is known of each folder."""
        return self._kept.values

    def of(self, folder: str) -> Mapping[str, KnownFile]:
        """What is known of the files that lie in a folder, by their paths."""
        if folder not in self._unpacked:
            known = self._kept.values.get(folder)
            self._unpacked[folder] = {file.seen.path: file for file in known.unpacked()} if known else {}
        return self._unpacked[folder]

    def __getitem__(self, path: str) -> KnownFile:
        return self.of(folder_of(path))[path]

    def __iter__(self) -> Iterator[str]:
        return (path for folder in self._kept.values for path in self.of(folder))

    def __len__(self) -> int:
        return sum(len(self.of(folder)) for folder in self._kept.values)

    def __bool__(self) -> bool:
        return bool(self._kept.values)

    def packed(self, unwanted: Collection[str] = ()) -> Mapping[str, KnownFolder]:
        """What is known of each folder, if it was kept without files of these digests; else nothing, so that all are gone into."""
        return self.folders if self._kept.head == sorted(unwanted) else {}

    def write(self, looked: Mapping[str, Looked], still: Iterable[str], unwanted: Collection[str] = ()) -> None:
        """Keep what was found in these folders, what is known of those that are as they were, and nothing else.

        Nothing is kept of files with an `unwanted` digest, nor is anything of them left in what was kept before.
        """
        known = self._kept.values
        newly = bool(unwanted) and self._kept.head != sorted(unwanted)
        folders = {folder: _without(known[folder], unwanted) if newly else known[folder] for folder in still}
        folders |= {folder: _packed(found, unwanted) for folder, found in looked.items()}
        anew = newly and any(file.seen.sha256 in unwanted for file in self.values() if file.seen.sha256)
        self._kept.write(folders, sorted(unwanted), anew)
        self._unpacked = {}


def known_files(out: Path) -> KnownFiles:
    """The files that the last look at the corpus of an output folder found."""
    return KnownFiles(out / KNOWN_FILES)


def folder_of(path: str) -> str:
    """The folder that a file of the corpus lies in; empty for the corpus itself."""
    return path.rpartition("/")[0]


def by_folder(files: Iterable[KnownFile]) -> dict[str, list[KnownFile]]:
    """The files of each folder."""
    folders: dict[str, list[KnownFile]] = {}
    for file in files:
        folders.setdefault(folder_of(file.seen.path), []).append(file)
    return folders


def _packed(found: Looked, unwanted: Collection[str]) -> KnownFolder:
    wanted = [file for file in found.files if file.seen.sha256 is None or file.seen.sha256 not in unwanted]
    return KnownFolder(found.mark if len(wanted) == len(found.files) else "", found.speaks, msgspec.Raw(_encode(wanted)))


def _without(known: KnownFolder, unwanted: Collection[str]) -> KnownFolder:
    return _packed(Looked(known.mark, known.speaks, known.unpacked()), unwanted)


def _former(path: Path) -> tuple[Any, Mapping[str, KnownFolder]]:
    """What earlier versions kept: every file by its path."""
    by_path: Kept[KnownFile] = Kept(path, KnownFile, lambda place: (None, read_checked(place, dict[str, KnownFile]) or {}))
    folders = by_folder(by_path.values.values())
    return None, {folder: _packed(Looked("", [], files), ()) for folder, files in folders.items()}
