"""The steps at which a run changes something on disk, each with a name. Outside tests a step does nothing.

A test names a file in `MINUTEBOOK_STEPS`: then every step, of the run and of its workers, is written into it, a record of `RECORD` bytes
each. With `MINUTEBOOK_STEP_FAULT` one of them goes wrong: `7:kill` ends the whole process group at the seventh step, as a power cut
would; `7:EIO` makes the seventh fail with that error of the system, `7+:ENOSPC` every one from the seventh on.
"""

from __future__ import annotations

import errno
import os
import re
import signal
from collections.abc import Callable

LOG = "MINUTEBOOK_STEPS"
FAULT = "MINUTEBOOK_STEP_FAULT"
RECORD = 80

_log: str | None = None
_fault: re.Match[str] | None = None


def arm(log: str | None, fault: str) -> None:
    """From now on, steps of this process are written into `log` and go wrong as `fault` says; with None they do nothing."""
    global _log, _fault
    _log, _fault = log, re.fullmatch(r"(\d+)(\+?):(kill|E[A-Z]+)", fault)


arm(os.environ.get(LOG), os.environ.get(FAULT, ""))


def step(name: str, error: Callable[[int, str], Exception] = OSError) -> None:
    """Something on disk is about to change, or has just changed. Raises `error` when a test wants this step to fail."""
    if _log is not None:
        _take(_log, name, error)


def _take(log: str, name: str, error: Callable[[int, str], Exception]) -> None:
    """Write the step down, and let it go wrong when it is its turn. Its number is where its record lies in the file that all append to."""
    file = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(file, name.encode()[: RECORD - 1].ljust(RECORD - 1) + b"\n")
        number = os.lseek(file, 0, os.SEEK_CUR) // RECORD
    finally:
        os.close(file)
    if _fault is None:
        return
    turn = int(_fault[1])
    if number != turn and not (_fault[2] and number > turn):
        return
    if _fault[3] == "kill":
        os.killpg(os.getpgrp(), signal.SIGKILL)
    code = getattr(errno, _fault[3])
    raise error(code, os.strerror(code))
