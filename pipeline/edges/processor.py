"""What this process has taken of the machine."""

from __future__ import annotations

import gc
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_SELDOM = (100_000, 20, 20)
_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)


def processor_seconds() -> float:
    """Seconds of processor of this process, and of those that it started and that have ended."""
    try:
        import resource
    except ImportError:  # Windows
        return time.process_time()
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


def most_memory() -> float:
    """The most memory that this process has taken at a time, in megabytes; 0 where the system does not say.

    Linux counts what the process that started this one took as well, except in the one place that is read here.
    """
    with suppress(OSError):
        found = _PEAK.search(Path("/proc/self/status").read_text("utf-8"))
        if found:
            return int(found[1]) / 1024
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / ((1 << 20) if sys.platform == "darwin" else 1024)


def collect_seldom() -> None:
    """Look for circles among the values of this process less often: what a page makes is mostly gone when the page is, without that.

    Looking takes an eighth of the time of reading a paper. What is there now is not looked at any more.
    """
    gc.freeze()
    expect_many()


def expect_many() -> None:
    """From now on look for circles less often: many papers are many values that stay. Looking takes a quarter of the time of linking.

    It stays so: as soon as it was as before, all that has come meanwhile would be looked through.
    """
    gc.set_threshold(*_SELDOM)


@contextmanager
def loading_for_good() -> Iterator[None]:
    """What is loaded within stays, and so does all that is there then: neither is looked through for circles, now or later.

    A large library is some hundred thousand values, and looking through them takes as long as reading twenty pages.
    """
    gc.collect()
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if looked:
            gc.enable()


def collect() -> None:
    """Look for circles among the values of this process now: what a long document has left would stay for long."""
    gc.collect()
