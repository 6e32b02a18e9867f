"""Pictures of pages for the site: painted when somebody asks, by a limited process, and kept in a cache beside the database."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from pipeline.edges.files import write_whole
from pipeline.edges.painting import KEYWORD

SECONDS = 20.0
MOST_PICTURE_BYTES = 20_000_000
MOST_CACHE_BYTES = 500_000_000
HEADER_BYTES = 300
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
        known = _known(kept)
        if known:
            with suppress(OSError):
                os.utime(kept)
            return known
        for file in self._inside(paths):
            with _turn:
                painted = _known(kept) is not None or self._paint(kept, file, sha256, number, pages)
            if painted:
                return _known(kept)
        return None

    def forget(self, document_id: str, number: int) -> None:
        """Take the picture of a page out of the cache, as it may no longer be shown."""
        with suppress(OSError):
            self._file(document_id, number).unlink()

    def original(self, paths: Iterable[str], sha256: str) -> Path | None:
        """The first of the files that has those bytes; None when none has."""
        for file in self._inside(paths):
            with suppress(OSError), file.open("rb") as stream:
                if hashlib.file_digest(stream, "sha256").hexdigest() == sha256:
                    return file
        return None

    def _file(self, document_id: str, number: int) -> Path:
        return self.cache / f"{document_id}-{number}.png"

    def _inside(self, paths: Iterable[str]) -> list[Path]:
        """The files that are there and lie in the corpus, whatever their names say."""
        corpus = self.corpus.resolve()
        found = []
        for path in paths:
            with suppress(OSError, RuntimeError, ValueError):  # links in a ring, or names that no file can have
                file = (corpus / path).resolve()
                if file.is_relative_to(corpus) and file.is_file():
                    found.append(file)
        return found

    def _paint(self, kept: Path, file: Path, sha256: str, number: int, pages: int) -> bool:
        command = [sys.executable, "-m", "pipeline.edges.painting", str(file), sha256, str(number), str(pages)]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(part for part in sys.path if part)}
        try:
            done = subprocess.run(command, capture_output=True, timeout=SECONDS, stdin=subprocess.DEVNULL, env=environment, check=False)
        except (subprocess.TimeoutExpired, OSError):
            return False
        if done.returncode != 0 or len(done.stdout) > MOST_PICTURE_BYTES:
            return False
        try:
            self.cache.mkdir(parents=True, exist_ok=True)
            write_whole(kept, [done.stdout])
        except OSError:
            return False
        _prune(self.cache, MOST_CACHE_BYTES)
        return True


def _known(file: Path) -> PagePicture | None:
    """What the picture says of itself; None when it is not there or not whole."""
    try:
        with file.open("rb") as stream:
            start = stream.read(HEADER_BYTES)
    except OSError:
        return None
    _, found, rest = start.partition(b"tEXt" + KEYWORD)
    words = rest[:HEADER_BYTES].split(b"IDAT")[0][:-8].split()
    if not found or len(words) != 4:
        return None
    try:
        width, height, left, top = (float(word) for word in words)
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
