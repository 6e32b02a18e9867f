"""Processes that end with the one that started them, and take no more than they may; where the system can do it."""

from __future__ import annotations

import os
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


def leave_fork_server() -> None:
    """Let the server that forks workers end with the process that started it, in a worker of it.

    It ends when nobody holds the other end of its pipe any more, and gives that end to all its workers, so that they could ask it for
    more. Ours never do.
    """
    server = getattr(sys.modules.get("multiprocessing.forkserver"), "_forkserver", None)
    held = getattr(server, "_forkserver_alive_fd", None)
    if isinstance(held, int):
        with suppress(OSError):
            os.close(held)
        server._forkserver_alive_fd = None  # type: ignore[union-attr]


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
