"""The corpus as it lies on disk: its files, their first bytes and hashes, and the manifests and settings beside them."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import re
import stat
import time
from collections.abc import Callable, Container, Iterator, Mapping
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType

import msgspec

from pipeline.edges.files import read_checked
from pipeline.edges.kept import Kept
from pipeline.edges.places import is_far
from pipeline.edges.stand_ins import ADDRESS
from pipeline.errors import UsageError
from pipeline.register.seen import HEAD_BYTES, FolderSettings, ManifestLine, SeenFile, is_paper_name, type_of
from pipeline.register.unfinished import unfinished_marks

KNOWN_FILES = Path("register", "files.json")
"""What is known of the files of the corpus, below the output folder."""
SETTINGS = "settings.yml"
MANIFEST = "manifest.csv"
HAND = "hand"
BLOCK = 1 << 20
FEWEST_DOTS, MOST_DOTS = 70, 600
_RECENT_NS = 2_000_000_000
_ASKED_EVERY = 64
_SAY_SOMETHING = frozenset({MANIFEST, SETTINGS})
_MARKS_OF_SYSTEMS = frozenset({"thumbs.db", "desktop.ini"})
_SPEAK_OF_PAPERS = ("readme", *sorted(_MARKS_OF_SYSTEMS))


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


def known_files(out: Path) -> Kept[KnownFile]:
    """The files that the last look at the corpus of an output folder found."""
    return Kept(out / KNOWN_FILES, KnownFile, lambda path: (None, read_checked(path, dict[str, KnownFile]) or {}))


class Corpus(msgspec.Struct, kw_only=True):
    """What lies in a corpus folder. `known` is to be kept for the next look; `links` lead out of it and were
    not followed; `places` tells where those files lie that were read or whose place cannot be told from their path, by an address when
    that is far, and `place` where any of them lies; `read` counts the files whose bytes were read.
    Without `complete`, the look was broken off.
    """

    root: Path
    seen: list[SeenFile]
    manifest: list[ManifestLine]
    settings: list[FolderSettings]
    known: dict[str, KnownFile]
    links: list[str]
    places: dict[str, str]
    read: int = 0
    complete: bool = True

    @classmethod
    def nothing(cls, root: Path) -> Corpus:
        """A corpus of which nothing is seen yet."""
        return cls(root=root, seen=[], manifest=[], settings=[], known={}, links=[], places={})

    def place(self, path: str) -> str:
        """Where a file of the corpus lies."""
        return self.places.get(path) or f"{self.root}{os.sep}{path.replace('/', os.sep)}"


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
    leave_out: Path | None = None,
    go_on: Callable[[str], bool] = lambda path: True,
    growing: Container[str] = (),
    told: Mapping[str, Told] = MappingProxyType({}),
) -> Corpus:
    """The corpus at `root`, reading only the files that `known` does not hold already, and of which nothing is `told` that holds still.

    Left out: the folder `leave_out`, hidden files and folders, those with the names of unfinished ones, `hand/`, manifests, settings,
    READMEs; links to folders and links that lead out of the corpus; whatever is no plain file (pipes and devices are never opened). A file
    that is `growing` is left out while it is new, and taken as it was known before. Raises UsageError when `root` is no folder, or a
    manifest or settings file cannot be understood. `go_on` is asked before every file that is read, and now and then among the others. Of
    a folder that stands for a far corpus, it is that one's.
    """
    if not root.is_dir():
        raise UsageError(f"There is no folder {root}. Name the folder that holds the papers: minutebook ingest FOLDER.")
    root = root.resolve()
    if (root / ADDRESS).exists():
        from pipeline.edges.far_corpus import look_far

        return look_far(root, known, go_on, growing, told)
    corpus = Corpus.nothing(root)
    found, seen = corpus.known, corpus.seen
    for path, place, name, status in _walk(root, leave_out.resolve() if leave_out else None, corpus):
        if name in _SAY_SOMETHING:
            if name == MANIFEST:
                corpus.manifest += read_manifest(Path(place), _folder(path))
            else:
                corpus.settings += read_settings(Path(place), _folder(path))
            continue
        before = known.get(path)
        holds = before is not None and status is not None and before.holds_for(status)
        if (not holds or len(seen) % _ASKED_EVERY == 0) and not go_on(path):
            corpus.complete = False
            break
        if before is not None and (holds or path in growing):
            found[path] = before
            seen.append(before.seen)
            if not place.endswith(path):  # its name is not that on the disk
                corpus.places[path] = place
        elif path not in growing:
            _see(corpus, path, place, told.get(path))
    return corpus


def unknown_files(root: Path, known: Mapping[str, KnownFile], leave_out: Path | None = None) -> list[Unknown]:
    """The files of a corpus that `look` would have to read. What cannot be looked at is left out. Raises UsageError as `look` does."""
    root = root.resolve()
    if (root / ADDRESS).exists():
        from pipeline.edges.far_corpus import unknown_far_files

        return unknown_far_files(root, known)
    found = []
    for path, place, name, status in _walk(root, leave_out.resolve() if leave_out else None, Corpus.nothing(root)):
        before = known.get(path)
        if name in _SAY_SOMETHING or not status or not stat.S_ISREG(status.st_mode):
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


def _walk(root: Path, leave_out: Path | None, corpus: Corpus) -> Iterator[tuple[str, str, str, os.stat_result | None]]:
    """The files below `root` that may be papers or say something of them, in the order of their names: the path relative to it, the place
    on disk, the name in small letters, and what the disk says of it, None when it cannot say."""
    folders = [("", os.fspath(root))]
    beginnings, endings = unfinished_marks()
    while folders:
        prefix, folder = folders.pop()
        try:
            listed = _Listed(folder)
        except OSError as error:
            raise UsageError(f"The folder {folder} cannot be opened ({error.strerror}). Give yourself the right to read it.") from error
        with listed as entries:
            for entry in entries:
                name = entry.name
                lowered = name.lower()
                if lowered.startswith(beginnings) or lowered.endswith(endings):
                    continue
                path = prefix + (name if name.isascii() else text_of(name))
                place = f"{folder}{os.sep}{name}"
                if entry.is_dir(follow_symlinks=False):
                    if not (prefix == "" and name == HAND) and Path(place) != leave_out:
                        folders.append((f"{path}/", place))
                    continue
                if entry.is_symlink():
                    if not _stays_inside(Path(place), root):
                        corpus.links.append(path)
                        continue
                elif not entry.is_file(follow_symlinks=False):
                    continue
                if not (lowered.startswith(_SPEAK_OF_PAPERS) and is_about_papers(lowered)):
                    try:
                        status = entry.stat()
                    except OSError:
                        yield path, place, lowered, None
                    else:
                        yield path, place, lowered, status


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


def read_manifest(place: Path, folder: str) -> list[ManifestLine]:
    """The lines of a manifest: a CSV file with the columns `file`, and if it likes `council` and `source_url`; others are passed over."""
    raw = place.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise UsageError(f"The manifest {folder}{place.name} cannot be read as CSV: {error}. Put it right, or take it away.") from error
    lines = []
    for row in rows:
        cells = {(name or "").strip().lower(): (value or "").strip() for name, value in row.items() if isinstance(value, str)}
        if cells.get("file"):
            url = cells.get("source_url", "")
            lines.append(
                ManifestLine(
                    file=folder + cells["file"].replace("\\", "/").removeprefix("./"),
                    council=cells.get("council") or None,
                    source_url=url if url.lower().startswith(("https://", "http://")) else None,
                )
            )
    return lines


def read_settings(place: Path, folder: str) -> list[FolderSettings]:
    """What a `settings.yml` says: `council: <its name>`; at the top of the corpus also in which languages, how finely pictures are read."""
    import yaml

    try:
        told = yaml.safe_load(place.read_text(encoding="utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UsageError(f"The settings {folder}{place.name} cannot be read: {error}. Put them right, or take them away.") from error
    if told is None:
        return []
    may_say = {"council"} if folder else {"council", "ocr_languages", "ocr_dots_an_inch"}
    if not isinstance(told, dict) or set(told) - may_say:
        raise UsageError(f"The settings {folder}{place.name} may say {', '.join(sorted(may_say))}, and say something else.")
    council, languages, dots = (told.get(name) for name in ("council", "ocr_languages", "ocr_dots_an_inch"))
    if not isinstance(council, str | None):
        raise UsageError(f"The settings {folder}{place.name} may say 'council: <the council's name>', and say it otherwise.")
    if not (languages is None or (isinstance(languages, str) and re.fullmatch(r"\w+(?:[+, ]+\w+)*", languages))):
        raise UsageError(f"The settings {folder}{place.name} may say 'ocr_languages: eng+cym', by the names that tesseract has for them.")
    if not (dots is None or (isinstance(dots, int) and FEWEST_DOTS <= dots <= MOST_DOTS)):
        raise UsageError(
            f"The settings {folder}{place.name} may say 'ocr_dots_an_inch: 300', or another number from {FEWEST_DOTS} to {MOST_DOTS}."
        )
    return [
        FolderSettings(
            folder=folder.rstrip("/"),
            council=(council or "").strip() or None,
            ocr_languages=re.findall(r"\w+", languages) if languages else None,
            ocr_dots_an_inch=dots,
        )
    ]


def _folder(path: str) -> str:
    """The folder of a path, with a slash behind it; empty for the corpus itself."""
    head, slash, _ = path.rpartition("/")
    return head + slash


def text_of(name: str) -> str:
    """A file's name as text that can be stored; a byte that is no UTF-8 becomes `\\xNN`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
