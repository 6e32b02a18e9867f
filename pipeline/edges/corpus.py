"""The corpus as it lies on disk: its files, their first bytes and hashes, and the manifests and settings beside them.

A folder in which nothing was touched since the last look is one value: its files are not gone through. For that the disk is asked about
every one of them all the same.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Callable, Container, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

import msgspec

from pipeline.edges.folders import Folder, folders_of
from pipeline.edges.known_files import KnownFile, KnownFolder, Looked, by_folder
from pipeline.edges.places import is_far
from pipeline.edges.said import MANIFEST, SETTINGS, read_manifest, read_settings
from pipeline.edges.stand_ins import ADDRESS
from pipeline.errors import UsageError
from pipeline.register.seen import HEAD_BYTES, FolderSettings, ManifestLine, SeenFile, is_paper_name, type_of

BLOCK = 1 << 20
_ASKED_EVERY = 64
_SAY_SOMETHING = frozenset({MANIFEST, SETTINGS})


class Corpus(msgspec.Struct, kw_only=True):
    """What lies in a corpus folder. Folders that are `still`, for nothing in them was touched, are not unpacked: `seen` and `known` have
    the files of the others, and of those that were woken.

    `looked` is to be kept for the next look, beside what is still; `links` lead out of the corpus and were not followed; `places` tells
    where those files lie that were read or whose place cannot be told from their path, by an address when that is far, and `place` where
    any of them lies; `read` counts the files whose bytes were read. Without `complete`, the look was broken off.
    """

    root: Path
    seen: list[SeenFile] = []
    manifest: list[ManifestLine] = []
    settings: list[FolderSettings] = []
    known: dict[str, KnownFile] = {}
    looked: dict[str, Looked] = {}
    still: dict[str, KnownFolder] = {}
    links: list[str] = []
    places: dict[str, str] = {}
    read: int = 0
    complete: bool = True

    def place(self, path: str) -> str:
        """Where a file of the corpus lies."""
        return self.places.get(path) or f"{self.root}{os.sep}{path.replace('/', os.sep)}"

    @property
    def marks(self) -> dict[str, str]:
        """By what each folder is known to be as it is; empty where that cannot be told."""
        return {folder: known.mark for part in (self.still, self.looked) for folder, known in part.items()}

    def wake(self, folders: Iterable[str]) -> list[SeenFile]:
        """The files of folders that are still; from now on they are among the others."""
        woken = [file for folder in folders for file in self.still[folder].unpacked()]
        self.known.update((file.seen.path, file) for file in woken)
        self.seen += [file.seen for file in woken]
        return [file.seen for file in woken]


class Unknown(msgspec.Struct, frozen=True):
    """A file that has to be looked into: its path in the corpus, its place, its size, and its mark where that is far."""

    path: str
    place: str
    bytes: int
    mark: str = ""


class Told(msgspec.Struct, frozen=True):
    """What somebody else has found in a file, and the mark that it had."""

    seen: SeenFile
    mark: str = ""


def look(
    root: Path,
    known: Mapping[str, KnownFile],
    *,
    still: Mapping[str, KnownFolder] = MappingProxyType({}),
    leave_out: Path | None = None,
    go_on: Callable[[str], bool] = lambda path: True,
    growing: Container[str] = (),
    told: Mapping[str, Told] = MappingProxyType({}),
) -> Corpus:
    """The corpus at `root`, reading only the files that `known` does not hold already, and of which nothing is `told` that holds still.

    Folders that are as `still` has them stay packed. Left out: the folder `leave_out`, hidden files and folders, those with the names of
    unfinished ones, `hand/`, manifests, settings, READMEs; links to folders and links that lead out of the corpus; whatever is no plain
    file (pipes and devices are never opened). A file that is `growing` is left out while it is new, and taken as it was known before.
    `go_on` is asked before every file that is read, and now and then among the others. Of a folder that stands for a far corpus, it is that
    one's. Raises UsageError when `root` is no folder, or a manifest or settings file cannot be understood.
    """
    if not root.is_dir():
        raise UsageError(f"There is no folder {root}. Name the folder that holds the papers: minutebook ingest FOLDER.")
    root = root.resolve()
    if (root / ADDRESS).exists():
        from pipeline.edges.far_corpus import look_far

        corpus = look_far(root, known, go_on, growing, told)
        corpus.looked = {folder: Looked("", [], files) for folder, files in by_folder(corpus.known.values()).items()}
        return corpus
    corpus = Corpus(root=root)
    for folder in folders_of(root, leave_out):
        before = still.get(folder.path)
        if before and before.holds_for(folder.mark):
            if not go_on(folder.path):
                corpus.complete = False
                break
            corpus.still[folder.path] = before
            for name in before.speaks:
                _hear(corpus, folder, name)
        elif not _look_into_folder(corpus, folder, known, go_on, growing, told):
            break
    return corpus


def _look_into_folder(
    corpus: Corpus,
    folder: Folder,
    known: Mapping[str, KnownFile],
    go_on: Callable[[str], bool],
    growing: Container[str],
    told: Mapping[str, Told],
) -> bool:
    """Bring the files of a folder into the corpus; whether the look goes on."""
    found: list[KnownFile] = []
    speaks: list[str] = []
    mark = folder.mark
    for path, place, name, status in folder.files(corpus.root, corpus.links):
        if name.lower() in _SAY_SOMETHING:
            _hear(corpus, folder, name)
            speaks.append(name)
            continue
        before = known.get(path)
        holds = before is not None and status is not None and before.holds_for(status)
        if (not holds or len(corpus.seen) % _ASKED_EVERY == 0) and not go_on(path):
            corpus.complete = False
            break
        if before is not None and (holds or path in growing):
            corpus.known[path] = before
            corpus.seen.append(before.seen)
            if not place.endswith(path):  # its name is not that on the disk
                corpus.places[path] = place
        elif path not in growing:
            _see(corpus, path, place, told.get(path))
        now = corpus.known.get(path)
        if now:
            found.append(now)
        if not (now and status and now.holds_for(status)):
            mark = ""
    if not corpus.complete:  # what was known of the others is still known
        there = {file.seen.path for file in found}
        found += [known[path] for path, *_ in folder.files(corpus.root, []) if path not in there and path in known]
    if found or speaks:
        corpus.looked[folder.path] = Looked(mark if corpus.complete else "", speaks, found)
    return corpus.complete


def _hear(corpus: Corpus, folder: Folder, name: str) -> None:
    """Take in what a file says of the papers of a folder."""
    place = Path(folder.place, name)
    if name.lower() == MANIFEST:
        corpus.manifest += read_manifest(place, folder.prefix)
    else:
        corpus.settings += read_settings(place, folder.prefix)


def unknown_files(
    root: Path, known: Mapping[str, KnownFile], leave_out: Path | None = None, still: Mapping[str, KnownFolder] = MappingProxyType({})
) -> list[Unknown]:
    """The files of a corpus that `look` would have to read. What cannot be looked at is left out. Raises UsageError as `look` does."""
    root = root.resolve()
    if (root / ADDRESS).exists():
        from pipeline.edges.far_corpus import unknown_far_files

        return unknown_far_files(root, known)
    found = []
    for folder in folders_of(root, leave_out):
        if (kept := still.get(folder.path)) and kept.holds_for(folder.mark):
            continue
        for path, place, name, status in folder.files(root, []):
            before = known.get(path)
            if name.lower() in _SAY_SOMETHING or not status or not stat.S_ISREG(status.st_mode):
                continue
            if not (before and before.holds_for(status)):
                found.append(Unknown(path, place, status.st_size))
    return found


def looked_into(file: Unknown) -> Told | None:
    """What is in a file; None when it cannot be read, which whoever asked finds out for himself."""
    try:
        if is_far(file.place):
            from pipeline.edges.far_corpus import look_into_far

            return look_into_far(file)
        return Told(_look_into(file.path, Path(file.place)))
    except OSError:
        return None


def _see(corpus: Corpus, path: str, place: str, told: Told | None) -> None:
    try:
        status = os.stat(place)  # noqa: PTH116
        if not stat.S_ISREG(status.st_mode):
            return
        looked = time.time_ns()
        if told is not None and (told.seen.bytes, told.seen.modified_ns) == (status.st_size, status.st_mtime_ns):
            seen = told.seen
        else:
            seen = _look_into(path, Path(place))
    except FileNotFoundError:
        return
    except OSError as error:
        trouble = (error.strerror or type(error).__name__).lower()
        if is_paper_name(place):
            corpus.seen.append(SeenFile(path=path, bytes=0, modified_ns=0, type="unknown", trouble=trouble))
        return
    corpus.read += 1
    corpus.places[path] = place
    corpus.seen.append(seen)
    corpus.known[path] = KnownFile(seen.bytes, seen.modified_ns, status.st_ctime_ns, looked, seen)


def _look_into(path: str, place: Path) -> SeenFile:
    """A file by its first bytes, and hashed if it may be a paper; never waits on a pipe that took the file's place meanwhile."""
    descriptor = os.open(place, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise FileNotFoundError(place)
        block = file.read(BLOCK)
        kind = type_of(block[:HEAD_BYTES], len(block))
        digest = None
        size = status.st_size
        if kind == "pdf" or is_paper_name(place.name):
            hashed = hashlib.sha256(block)
            size = len(block)
            while block := file.read(BLOCK):
                hashed.update(block)
                size += len(block)
            digest = hashed.hexdigest()
    return SeenFile(path=path, bytes=size, modified_ns=status.st_mtime_ns, type=kind, sha256=digest)


def is_unchanged(place: Path, size: int, modified_ns: int) -> bool:
    """Whether a file still has the size and time that it was seen with."""
    try:
        status = place.stat()
    except OSError:
        return False
    return (status.st_size, status.st_mtime_ns) == (size, modified_ns)
