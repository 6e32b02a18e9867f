"""Files that are written whole or not at all, and small ones of JSON, with or without a checksum, that are read back as one value."""

from __future__ import annotations

import os
import shutil
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from pipeline.edges.steps import step

END = b"# %08x\n"
"""The last line of a file with a checksum: that of all before it."""
END_BYTES = len(END % 0)
_encode = msgspec.json.Encoder().encode


def write_whole(path: Path, blocks: Iterable[bytes], sync: bool = True) -> None:
    """Make the file at `path` of these blocks: written beside its place, synced, renamed: a break leaves the old file or the new.

    Without `sync` that holds for a program that is killed, but a power cut may leave any part of the new file, or nothing: for files whose
    readers see by a checksum whether they are whole, and that can be made again.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        step("open a new file")
        with beside.open("wb") as file:
            for block in blocks:
                step("write a block")
                file.write(block)
            if sync:
                file.flush()
                step("sync a file")
                os.fsync(file.fileno())
        step("put a file in its place")
        beside.replace(path)
        step("a file is in its place")
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def read_json(path: Path, kind: Any) -> Any:
    """The value of a JSON file; None when there is no such file, or none that can be understood."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (FileNotFoundError, msgspec.MsgspecError):
        return None


def write_json(path: Path, value: Any) -> None:
    """The value as a JSON file."""
    write_whole(path, [_encode(value), b"\n"])


def read_checked(path: Path, kind: Any) -> Any:
    """The value of a file that `write_checked` wrote; None when there is none, or it is not as it was written."""
    summed = read_summed(path, kind)
    return summed[0] if summed else None


def read_summed(path: Path, kind: Any) -> tuple[Any, int] | None:
    """The same with its checksum."""
    try:
        content = memoryview(path.read_bytes())
        checksum = zlib.crc32(content[:-END_BYTES])
        return (msgspec.json.decode(content[:-END_BYTES], type=kind), checksum) if content[-END_BYTES:] == END % checksum else None
    except (FileNotFoundError, msgspec.MsgspecError):
        return None


def write_checked(path: Path, value: Any) -> int:
    """Write the value as a line of JSON, and its checksum, which comes back, as another."""
    line = _encode(value) + b"\n"
    checksum = zlib.crc32(line)
    write_whole(path, [line, END % checksum])
    return checksum


def remove(path: Path) -> None:
    """No file there any more."""
    step("remove a file")
    path.unlink(missing_ok=True)


def remove_folder(folder: Path) -> None:
    """No folder there any more, as far as the system lets it go."""
    shutil.rmtree(folder, ignore_errors=True)


def set_aside(path: Path) -> str:
    """The new name of a file that is kept beside its place, with what SQLite keeps beside a database."""
    number = next(number for number in range(1, 1_000_000) if not path.with_name(f"{path.name}.damaged-{number}").exists())
    for tail in ("-wal", "-shm", ""):
        part = path.with_name(path.name + tail)
        if part.exists():
            step("set a file aside")
            part.replace(path.with_name(f"{path.name}.damaged-{number}{tail}"))
    return f"{path.name}.damaged-{number}"
