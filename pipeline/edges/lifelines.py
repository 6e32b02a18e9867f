"""Processes that end with the one that started them, and take no more than they may; where the system can do it."""

from __future__ import annotations

import signal
import sys
from contextlib import suppress

_SET_PARENT_DEATH_SIGNAL = 1
_libc = None
if sys.platform == "linux":
    import ctypes

    with suppress(OSError):
        _libc = ctypes.CDLL(None)


def end_with_parent() -> None:
    """Let the system kill this process when the thread that started it ends, however that happens. Linux only; nothing elsewhere."""
    if _libc is not None:
        _libc.prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)


def limit(memory: int, file: int) -> None:
    """Bound the address space of this process and of those that it starts, and the files that they write, in bytes."""
    with suppress(ImportError):
        import resource

        for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, file), (resource.RLIMIT_CORE, 0)):
            with suppress(ValueError, OSError):
                resource.setrlimit(kind, (most, most))


def limit_processor(seconds: float) -> None:
    """Let the system end this process when it takes so many more seconds of processor; what it starts may take as many."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        taken = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(taken.ru_utime + taken.ru_stime + seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))
