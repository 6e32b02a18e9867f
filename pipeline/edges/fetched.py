"""A folder of fetched papers: the papers, the manifest that says where each came from, in `.fetched/` what is known for the next time."""

from __future__ import annotations

import csv
import hashlib
import io
import os
from pathlib import Path

import msgspec

from pipeline.edges.hand import HAND
from pipeline.edges.steps import step
from pipeline.edges.whole_files import read_checked, write_checked, write_whole
from pipeline.edges.withdrawals import NAME as WITHDRAWN
from pipeline.edges.withdrawals import read_list_of
from pipeline.errors import UsageError
from pipeline.publish.spreadsheets import as_csv

MANIFEST = "manifest.csv"
HIDDEN = ".fetched"
COLUMNS = ("file", "council", "source_url", "committee", "date", "kind", "title", "page", "fetched_at", "sha256")


class KnownPage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A page that was had: by which headers the site knows it, and, of a meeting's page, the meeting's day."""

    at: str
    address: str
    etag: str | None = None
    last_modified: str | None = None
    charset: str | None = None
    date: str | None = None


class KnownPaper(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A paper that was had: its file (from the folder), its hash, by which headers the site knows it, and the words of its link."""

    file: str
    sha256: str
    bytes: int
    words: str
    at: str
    etag: str | None = None
    last_modified: str | None = None


class Known(msgspec.Struct, kw_only=True):
    """What is known of earlier times: the addresses that were asked for, pages and papers by their address."""

    addresses: list[str] = []
    pages: dict[str, KnownPage] = {}
    papers: dict[str, KnownPaper] = {}


class ManifestRow(msgspec.Struct, frozen=True, kw_only=True):
    """What the manifest says of one paper."""

    file: str
    source_url: str
    council: str | None = None
    committee: str | None = None
    date: str | None = None
    kind: str
    title: str
    page: str
    fetched_at: str
    sha256: str


class FetchedFolder:
    """The folder `place`, which is made when it is not there."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.hidden = place / HIDDEN
        self.known: Known = read_checked(self.hidden / "known.json", Known) or Known()

    def save(self) -> None:
        """Write down what is known."""
        write_checked(self.hidden / "known.json", self.known)

    def half(self, address: str) -> Path:
        """Where a paper lies until it is whole."""
        return self.hidden / "halves" / f"{_digest(address)}.part"

    def page(self, address: str) -> bytes | None:
        """The content of a page as it was last had; None when it is not there any more."""
        try:
            return self._page(address).read_bytes()
        except OSError:
            return None

    def write_page(self, address: str, content: bytes) -> None:
        """Keep the content of a page."""
        write_whole(self._page(address), [content])

    def names(self, folder: str) -> set[str]:
        """The names of a folder of papers, in small letters."""
        place = self.place / folder
        return {entry.name.lower() for entry in place.iterdir()} if place.is_dir() else set()

    def has(self, paper: KnownPaper) -> bool:
        """Whether a paper is still there, with the size that it had."""
        place = self.place / paper.file
        return place.is_file() and place.stat().st_size == paper.bytes

    def by_digest(self) -> dict[str, KnownPaper]:
        """The papers that are there by their hash, as far as they are known, or the manifest speaks of them."""
        found = {}
        for line in _read(self.place / MANIFEST)[1]:
            place = self.place / line.get("file", "")
            if line.get("sha256") and place.is_file():
                size, at = place.stat().st_size, line.get("fetched_at", "")
                found[line["sha256"]] = KnownPaper(file=line["file"], sha256=line["sha256"], bytes=size, words="", at=at)
        return found | {paper.sha256: paper for paper in self.known.papers.values()}

    def withdrawn(self) -> set[str]:
        """The hashes of papers that were withdrawn from the corpus that the folder is, or is a part of."""
        above = [self.place.resolve(), *self.place.resolve().parents]
        return {each.sha256 for folder in above for each in read_list_of(folder / HAND / WITHDRAWN) if each.row is None}

    def take(self, half: Path, file: str) -> None:
        """Put a paper that has come whole into its place."""
        place = self.place / file
        place.parent.mkdir(parents=True, exist_ok=True)
        step("put a file in its place")
        os.replace(half, place)  # noqa: PTH105 (over nothing: the name was free)

    def note(self, row: ManifestRow) -> None:
        """Write a paper's line into the manifest; lines and columns that are there stay. Raises UsageError when it can't be read."""
        place = self.place / MANIFEST
        columns, lines = _read(place)
        columns += [name for name in COLUMNS if name not in columns]
        told = {name: value for name in COLUMNS if (value := getattr(row, name)) is not None}
        lines = [line for line in lines if line.get("file") != row.file]
        lines.append(told)
        lines.sort(key=lambda line: line.get("file", ""))
        write_whole(place, [as_csv(columns, ([line.get(name, "") for name in columns] for line in lines)).encode()])

    def _page(self, address: str) -> Path:
        return self.hidden / "pages" / f"{_digest(address)}.html"


def _read(place: Path) -> tuple[list[str], list[dict[str, str]]]:
    if not place.is_file():
        return [], []
    try:
        table = csv.DictReader(io.StringIO(place.read_bytes().decode("utf-8-sig"), newline=""), strict=True)
        lines = [{name: value for name, value in line.items() if name and isinstance(value, str)} for line in table]
    except (UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"The manifest {place} cannot be read: {error}. Put it right, or take it away.") from error
    return list(table.fieldnames or []), lines


def _digest(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()[:32]
