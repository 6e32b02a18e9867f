"""How fast a site is asked: one request at a time, a pause between them, and longer ones when it says that it is too much."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from pipeline.edges.web.troubles import Stopped

_NAP = 0.1
_LONGEST_PAUSE = 60.0


class Pace:
    """The pauses of one site: at least `pause` seconds from the end of an answer to the next request."""

    def __init__(self, pause: float, stop: Callable[[], bool]) -> None:
        self.pause = pause
        self._stop = stop
        self._ready_at = 0.0

    def wait(self) -> None:
        """Wait until the site may be asked. Raises Stopped when somebody asks to stop meanwhile."""
        nap(self._ready_at - time.monotonic(), self._stop)

    def answered(self) -> None:
        """An answer has come to its end, well or not."""
        self._ready_at = time.monotonic() + self.pause

    def rest(self, seconds: float) -> None:
        """Leave the site alone for so long."""
        self._ready_at = max(self._ready_at, time.monotonic() + seconds)

    def slow_down(self) -> None:
        """Ask half as often from now on."""
        self.pause = max(self.pause, min(_LONGEST_PAUSE, self.pause * 2))


def nap(seconds: float, stop: Callable[[], bool]) -> None:
    """Wait so long. Raises Stopped when somebody asks to stop meanwhile, or has done so before."""
    until = time.monotonic() + seconds
    while True:
        if stop():
            raise Stopped
        left = until - time.monotonic()
        if left <= 0:
            return
        time.sleep(min(_NAP, left))


def seconds_to_wait(retry_after: str | None) -> float | None:
    """The seconds that a Retry-After means; None when there is none that can be understood."""
    said = (retry_after or "").strip()
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        when = parsedate_to_datetime(said)
    except ValueError:
        return None
    return max(0.0, ((when if when.tzinfo else when.replace(tzinfo=UTC)) - datetime.now(UTC)).total_seconds())
