"""An output folder for one run at a time, and the scratch folder in it that a run leaves empty."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.edges.whole_files import remove_folder
from pipeline.errors import Busy

LOCK = "ingest.lock"
SCRATCH = ".scratch"


def scratch_of(out: Path) -> Path:
    """The folder in an output folder for what is needed only while a run works."""
    return out / SCRATCH


@contextmanager
def only_one(out: Path) -> Iterator[None]:
    """The output folder for oneself. Raises Busy when another ingest has it; a lock left by a process that died holds nobody up."""
    out.mkdir(parents=True, exist_ok=True)
    with (out / LOCK).open("a+b") as file:
        if not lock(file.fileno()):
            file.seek(0)
            owner = file.read(40).decode("ascii", "replace").strip()
            who = f" (process {owner})" if owner.isdigit() else ""
            raise Busy(f"Another ingest{who} is writing to {out}. Wait until it has finished, or choose another folder with --out.")
        file.truncate(0)
        file.write(f"{os.getpid()}\n".encode())
        file.flush()
        if scratch_of(out).exists():  # a run was killed
            remove_folder(scratch_of(out))
        yield
        if scratch_of(out).exists():
            remove_folder(scratch_of(out))


def lock(descriptor: int) -> bool:
    """Whether the file could be locked; the system lets go of it when the process ends, however it ends."""
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
