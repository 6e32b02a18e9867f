"""Painting pages of a PDF by a process with limits, started for some pages of one file at a time."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Literal, NamedTuple

from pipeline.edges.painting import OTHER_FILE, UNPAINTABLE

SECONDS = 20.0
"""How long a page may take, by the clock; the first of a process, with its start."""
MOST_PICTURE_BYTES = 20_000_000
MOST_LINE_BYTES = 200
AT_ONCE = 100
"""So many pages are painted by one process."""

Trouble = Literal["time", "broken", "other-file"]


class PaintedPage(NamedTuple):
    """A page that was to be painted: its PNG and the share that pictures cover, or why there is none.

    `other-file` says that the file is not the one that was read, or is no more there.
    """

    number: int
    png: bytes = b""
    pictures: float = 0.0
    trouble: Trouble | None = None


def painted_pages(file: Path, sha256: str, pages: int, numbers: Sequence[int]) -> Iterator[PaintedPage]:
    """The pages of those numbers, in that order, as they are painted.

    A page that takes too long, too much memory or breaks PDFium costs itself: the others are painted by another process. `sha256` is the
    digest of the file's bytes, `pages` how many pages the reader has counted.
    """
    left = list(numbers)
    while left:
        part = left[:AT_ONCE]
        for page in _painted(file, sha256, pages, part):
            left.pop(0)
            yield page
            if page.trouble == "other-file":
                return


def _painted(file: Path, sha256: str, pages: int, numbers: Sequence[int]) -> Iterator[PaintedPage]:
    """The pages up to the first that ends the process, with that one."""
    if not file.is_file():
        yield PaintedPage(numbers[0], trouble="other-file")
        return
    command = [sys.executable, "-m", "pipeline.edges.painting", str(file), sha256, str(pages), *map(str, numbers)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(part for part in sys.path if part)}
    try:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)
    except OSError:
        yield PaintedPage(numbers[0], trouble="broken")
        return
    assert process.stdout is not None
    ready: queue.Queue[PaintedPage | None] = queue.Queue(maxsize=2)
    stopped = threading.Event()
    threading.Thread(target=_read, args=(process.stdout, ready, stopped), daemon=True).start()
    try:
        for number in numbers:
            try:
                page = ready.get(timeout=SECONDS)
            except queue.Empty:
                yield PaintedPage(number, trouble="time")
                return
            if page is None or page.number != number:
                code = _ended(process)
                if code == UNPAINTABLE:
                    yield from (PaintedPage(each, trouble="broken") for each in numbers)
                else:
                    yield PaintedPage(number, trouble="other-file" if code == OTHER_FILE else "broken")
                return
            yield page if page.png else page._replace(trouble="broken")
    finally:
        stopped.set()
        process.kill()
        process.wait()


def _ended(process: subprocess.Popen[bytes]) -> int | None:
    """How a process ended that has closed its output."""
    with suppress(subprocess.TimeoutExpired):
        return process.wait(timeout=SECONDS)
    return None


def _read(stream: IO[bytes], ready: queue.Queue[PaintedPage | None], stopped: threading.Event) -> None:
    """Take the pages from the process, and None at its end or when it says what it cannot mean."""
    with stream:
        for page in _pages(stream):
            while not stopped.is_set():
                with suppress(queue.Full):
                    ready.put(page, timeout=0.2)
                    break
            if stopped.is_set():
                return


def _pages(stream: IO[bytes]) -> Iterator[PaintedPage | None]:
    while True:
        words = stream.readline(MOST_LINE_BYTES).split()
        try:
            number, pictures, length = int(words[0]), float(words[1]), int(words[2])
        except (ValueError, IndexError):
            break
        if not 0 <= length <= MOST_PICTURE_BYTES:
            break
        png = stream.read(length)
        if len(png) != length:
            break
        yield PaintedPage(number, png, pictures)
    yield None
