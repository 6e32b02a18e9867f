"""How long a page may take: one that takes longer, or too much memory, is given up, and costs that page and not the paper.

What a page may take is counted in seconds of the processor, so that a page is not lost because the machine is busy; by the clock it may
take some times as long. Python's own code can be stopped at any place; code in C cannot. For that there is a mark on disk that says which
page is at work: when the worker is ended from outside, the run reads it and tries the paper again without that page.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType, TracebackType
from typing import Protocol, Self, TypeVar

from pipeline.errors import PageLost

T = TypeVar("T")

MARK_BYTES = 8
_AGAIN_SECONDS = 1.0
_BY_THE_CLOCK = 3.0
"""How many times as long a page may take by the clock as by the processor."""


class Guard(Protocol):
    """Somebody who minds what works on a page: it may raise PageLost instead of giving what the work gives."""

    def __call__(self, number: int, do: Callable[[], T]) -> T:
        """What `do` gives."""


def unguarded(number: int, do: Callable[[], T]) -> T:
    """What `do` gives, however long it takes."""
    return do()


class _Alarm(BaseException):
    """The time is up. Not an Exception: whoever passes over exceptions does not mean this one."""


class Patience:
    """Calls what works on a page, and stops it after `page_seconds` of the processor; after `seconds` by the clock no other is begun.

    `mark` is the file that says which page is at work. Use it as a context manager, in the main thread; elsewhere nothing is stopped.
    """

    def __init__(self, page_seconds: float, seconds: float, mark: Path | None = None) -> None:
        self._page_seconds = page_seconds
        self._end = time.monotonic() + seconds
        self._mark = mark
        self._file: int | None = None
        self._minds = threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer")

    def __enter__(self) -> Self:
        if self._minds:
            self._before = {number: signal.signal(number, _raise) for number in (signal.SIGALRM, signal.SIGPROF)}
        if self._mark is not None:
            with suppress(OSError):
                self._mark.parent.mkdir(parents=True, exist_ok=True)
                self._file = os.open(self._mark, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._minds:
            self._set(0, 0)
            for number, handler in self._before.items():
                signal.signal(number, handler)
        if self._file is not None:
            os.close(self._file)
        if self._mark is not None:
            with suppress(OSError):
                self._mark.unlink(missing_ok=True)

    def __call__(self, number: int, do: Callable[[], T]) -> T:
        """What `do` gives, which works on the page of that number. Raises PageLost when it takes too long, or too much memory."""
        left = min(_BY_THE_CLOCK * self._page_seconds, self._end - time.monotonic())
        if left <= 0:
            raise PageLost("time")
        self._note(number)
        try:
            self._set(self._page_seconds, left)
            try:
                return do()
            finally:
                self._set(0, 0)
                self._note(0)
        except _Alarm:
            self._set(0, 0)
            raise PageLost("time") from None
        except MemoryError:
            raise PageLost("memory") from None

    def aside(self, do: Callable[[int], T]) -> Callable[[int], T]:
        """The same function of a page's number, the time of which is minded by others: the page's own stands still meanwhile."""
        if not self._minds:
            return do

        def without_alarm(number: int) -> T:
            left = [signal.getitimer(timer)[0] for timer in (signal.ITIMER_PROF, signal.ITIMER_REAL)]
            self._set(0, 0)
            try:
                return do(number)
            finally:
                self._set(*left)

        return without_alarm

    def _note(self, number: int) -> None:
        if self._file is not None:
            with suppress(OSError):
                os.pwrite(self._file, b"%*d" % (MARK_BYTES, number), 0)

    def _set(self, processor: float, clock: float) -> None:
        """Let it ring after so many seconds; 0 for never."""
        if self._minds:
            signal.setitimer(signal.ITIMER_PROF, processor)
            signal.setitimer(signal.ITIMER_REAL, clock)


def page_at_work(mark: Path) -> int | None:
    """The page that a worker was at when it was ended; None when it was at none, or nobody knows."""
    try:
        with mark.open("rb") as file:
            return int(file.read(MARK_BYTES)) or None
    except (OSError, ValueError):
        return None


def _raise(number: int, frame: FrameType | None) -> None:
    """Stop what is being done, and ring again a little later: whoever calls back from C may lose the first."""
    signal.setitimer(signal.ITIMER_REAL, _AGAIN_SECONDS)
    raise _Alarm
