"""Ctrl-C: the first asks a run to stop when it can, the second ends everything at once."""

from __future__ import annotations

import multiprocessing
import os
import signal
from contextlib import suppress
from types import FrameType, TracebackType
from typing import Any, Self

FIRST = b"\nStopping after the papers at work; what is finished is kept. Press Ctrl-C again to stop at once.\n"
SECOND = b"\nStopped at once. Nothing finished is lost; run the same command again to go on.\n"
EXIT_CODE = 130


class Stopping:
    """While it is open as a context manager, `asked()` tells whether somebody pressed Ctrl-C, or asked the process to end.

    `first` is what the first Ctrl-C says.
    """

    def __init__(self, first: bytes = FIRST) -> None:
        self._first = first
        self._times = 0
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        for number in (signal.SIGINT, signal.SIGTERM):
            self._before[number] = signal.signal(number, self._signalled)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def asked(self) -> bool:
        """Whether to stop."""
        return self._times > 0

    def _signalled(self, number: int, frame: FrameType | None) -> None:
        self._times += 1
        if self._times == 1:
            _say(self._first)
            return
        _say(SECOND)
        for child in multiprocessing.active_children():
            with suppress(OSError, ValueError):
                child.kill()
        os._exit(EXIT_CODE)


def _say(words: bytes) -> None:
    """Write to the terminal past Python's own streams, which may be in the middle of a write when the signal comes."""
    with suppress(OSError):
        os.write(2, words)
