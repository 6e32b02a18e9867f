"""Pictures of pages for the site: painted when somebody asks, by a limited process, and kept in a cache beside the database."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from pipeline.edges.painters import painted_pages
from pipeline.edges.painting import KEYWORD, VERSION
from pipeline.edges.whole_files import write_whole

MOST_CACHE_BYTES = 500_000_000
HEADER_BYTES = 1200
"""The palette stands before what a picture says of itself."""
AT_ONCE = 2

_turn = threading.BoundedSemaphore(AT_ONCE)


class PagePicture(NamedTuple):
    """A page as a PNG file. `width` and `height` are those of the visible part of the sheet, `left` and `top` where it begins on the
    sheet as it is shown, all in points.
    """

    file: Path
    width: float
    height: float
    left: float
    top: float


class Shelf(NamedTuple):
    """Where the papers and their pictures are: the folder of the corpus, and that of the cache."""

    corpus: Path
    cache: Path

    def picture(self, document_id: str, paths: Iterable[str], sha256: str, number: int, pages: int) -> PagePicture | None:
        """The picture of a page, painted now or before; None when no file with those bytes is at hand or PDFium cannot paint it.

        `paths` are those of the document's files in the corpus. It may take seconds: not for an event loop.
        """
        kept = self._file(document_id, number)
        known = known_picture(kept)
        if known:
            with suppress(OSError):
                os.utime(kept)
            return known
        for file in files_inside(self.corpus, paths):
            with _turn:
                painted = known_picture(kept) is not None or self._paint(kept, file, sha256, number, pages)
            if painted:
                return known_picture(kept)
        return None

    def forget(self, document_id: str, number: int) -> None:
        """Take the picture of a page out of the cache, as it may no longer be shown."""
        with suppress(OSError):
            self._file(document_id, number).unlink()

    def original(self, paths: Iterable[str], sha256: str) -> Path | None:
        """The first of the files that has those bytes; None when none has."""
        return next((file for file in files_inside(self.corpus, paths) if has_bytes(file, sha256)), None)

    def _file(self, document_id: str, number: int) -> Path:
        return self.cache / f"{document_id}-{number}.png"

    def _paint(self, kept: Path, file: Path, sha256: str, number: int, pages: int) -> bool:
        painted = next(painted_pages(file, sha256, pages, [number]))
        if painted.trouble:
            return False
        try:
            write_whole(kept, [painted.png])
        except OSError:
            return False
        _prune(self.cache, MOST_CACHE_BYTES)
        return True


def files_inside(corpus: Path, paths: Iterable[str]) -> list[Path]:
    """The files that are there and lie in the corpus, whatever their names say."""
    corpus = corpus.resolve()
    found = []
    for path in paths:
        with suppress(OSError, RuntimeError, ValueError):  # links in a ring, or names that no file can have
            file = (corpus / path).resolve()
            if file.is_relative_to(corpus) and file.is_file():
                found.append(file)
    return found


def has_bytes(file: Path, sha256: str) -> bool:
    """Whether a file has the bytes of that digest."""
    with suppress(OSError), file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == sha256
    return False


def known_picture(file: Path) -> PagePicture | None:
    """What a picture says of itself; None when it is not there, not whole, or painted in an older way."""
    try:
        with file.open("rb") as stream:
            start = stream.read(HEADER_BYTES)
    except OSError:
        return None
    before, found, rest = start.partition(b"tEXt" + KEYWORD.encode() + b"\0")
    length = int.from_bytes(before[-4:], "big") - len(KEYWORD) - 1
    words = rest[: max(0, length)].split()
    if not found or len(rest) < length or len(words) != 5 or words[4] != str(VERSION).encode():
        return None
    try:
        width, height, left, top = (float(word) for word in words[:4])
    except ValueError:
        return None
    return PagePicture(file, width, height, left, top) if width > 0 and height > 0 else None


def _prune(cache: Path, most: int) -> None:
    """Throw the pictures away that nobody has asked for longest, until the others fit."""
    kept = []
    for file in cache.glob("*.png"):
        with suppress(OSError):
            state = file.stat()
            kept.append((state.st_mtime, state.st_size, file))
    total = sum(size for _, size, _ in kept)
    for _, size, file in sorted(kept):
        if total <= most:
            return
        with suppress(OSError):
            file.unlink()
        total -= size
