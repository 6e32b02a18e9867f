"""The files that the stages write under `extracted/`: whole or not at all, each with a stamp that says what it was made from.

A stage file is JSON, a line for each value: first the stamp, then the record. Of a Reading the record stands there without its pages.
They follow page by page, so that a long document can be read so, each as MessagePack behind its length and its checksum. The last line of a
file is the checksum of all before it.
"""

from __future__ import annotations

import os
import shutil
import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, TypeVar

import msgspec

from pipeline.edges.shelves import Shelf, Shelves, pack
from pipeline.edges.steps import step
from pipeline.errors import Busy, Damaged, TooMuch
from pipeline.records import Failure, Page, Reading

R = TypeVar("R")
P = TypeVar("P")

LOCK = "ingest.lock"
SCRATCH = ".scratch"
BLOCK_BYTES = 1 << 16
"""How much of a file is written at a time."""
MOST_LINE_BYTES = 256 << 20
"""How long a value in a stage's file may be: a page, or all facts of a paper. None comes near it."""
_FRAME = struct.Struct(">II")
"""What stands in front of a page: its length in bytes and its checksum."""
_AT_ONCE = 256
_encoder = msgspec.json.Encoder()
_END = b"# %08x\n"
_END_BYTES = len(_END % 0)


class Sight(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """By what the pictures of a document were read: the engine's name, and the seconds after which it had to stop, None when it had not."""

    engine: str
    stopped_after: float | None = None


class Stamp(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a stage file was made from and how it went.

    `fingerprint` covers the stage's version and everything it was given. With an `error`, the stage gave no record: its
    words are for a clerk, `failure` says it in a word, `trace` is for a developer. `limit` is the time in seconds, `memory` the memory in
    megabytes that was not enough, for all of it or for some pages; None when that was not the matter. `pages` and `pages_ocr` count a
    Reading's pages; `sight` is by what its pictures were read, None when it has none.
    """

    stage: str
    version: str
    fingerprint: str
    seconds: float = 0.0
    error: str | None = None
    failure: Failure | None = None
    trace: str | None = None
    limit: float | None = None
    memory: int | None = None
    pages: int = 0
    pages_ocr: int = 0
    sight: Sight | None = None


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


def _gathered(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in fewer blocks."""
    held = bytearray()
    for block in blocks:
        held += block
        if len(held) >= BLOCK_BYTES:
            yield bytes(held)
            held.clear()
    if held:
        yield bytes(held)


class StageFiles:
    """The stage files under one output folder."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self._folder = os.fspath(out)

    @property
    def address(self) -> str | None:
        """The far place at which they are kept; None when that is here."""
        return None

    def path(self, stage: str, name: str) -> Path:
        """Where a stage keeps the file of a document."""
        return self.out / stage / f"{name}{_ending(stage)}"

    def stamp(self, stage: str, name: str) -> Stamp | None:
        """The stamp of a stage's file; None when there is no such file, or none that is whole and can be understood."""
        try:
            with open(self._place(stage, name), "rb") as file:  # noqa: PTH123 (as in `marks`)
                return _stamp(file.readline(MOST_LINE_BYTES), file)
        except FileNotFoundError:
            return None

    def fingerprint(self, stage: str, name: str) -> str | None:
        """What a stage's file was made from; None when there is no such file."""
        stamp = self.stamp(stage, name)
        return stamp.fingerprint if stamp else None

    def write(self, stamp: Stamp, name: str, record: msgspec.Struct | None) -> None:
        """A stage's file: its stamp, and its record if it gave one. What a power cut takes of it is made anew by the next run.

        Raises TooMuch when it would be larger than whoever reads it takes.
        """
        write_whole(self.path(stamp.stage, name), as_blocks(stamp, record), sync=False)

    def record(self, stage: str, name: str, kind: type[R]) -> R | None:
        """The record of a stage's file; None when the stage gave none. A Reading comes without its pages.

        Raises FileNotFoundError, and Damaged when the file is not as it was written (of a Reading, `pages` tells).
        """
        path = self.path(stage, name)
        with open(self._place(stage, name), "rb", BLOCK_BYTES) as file:  # noqa: PTH123 (as in `marks`)
            first = file.readline(MOST_LINE_BYTES)
            return self._record(path, stage, first, file, kind)

    def stamped(self, stage: str, name: str, kind: type[R]) -> tuple[Stamp | None, R | None]:
        """What `stamp` gives and, where that is one, what `record` gives, from one look at the file."""
        path = self.path(stage, name)
        try:
            file = open(self._place(stage, name), "rb", BLOCK_BYTES)  # noqa: PTH123, SIM115 (as in `marks`; closed below)
        except FileNotFoundError:
            return None, None
        with file:
            first = file.readline(MOST_LINE_BYTES)
            stamp = _stamp(first, file)
            if stamp is None:
                return None, None
            file.seek(len(first))
            return stamp, self._record(path, stage, first, file, kind)

    def _record(self, path: Path, stage: str, first: bytes, file: IO[bytes], kind: type[R]) -> R | None:
        """The record that stands behind the first line of a file."""
        line = file.readline(MOST_LINE_BYTES)
        lines = [first] if _is_end(line) else [first, line]
        end = line if _is_end(line) else file.read(_END_BYTES)
        if stage != "read" or _is_end(end):
            _check(path, lines, end)
        if len(lines) == 1:
            return None
        try:
            return msgspec.json.decode(line, type=kind)
        except msgspec.MsgspecError as error:
            raise Damaged(str(path)) from error

    def pages(self, name: str, kind: type[P] = Page) -> Iterator[P]:  # type: ignore[assignment]
        """The pages of a document as read, one after the other, as far as `kind` has them; none when it was never read.

        Raises Damaged, at the last page at the latest, when the file is not as it was written.
        """
        path = self.path("read", name)
        unpack = msgspec.msgpack.Decoder(kind).decode
        with suppress(FileNotFoundError), path.open("rb") as file:
            head = file.readline(MOST_LINE_BYTES)
            line = file.readline(MOST_LINE_BYTES)
            checksum = zlib.crc32(head)
            if not _is_end(line):
                checksum = zlib.crc32(line, checksum)
                while not (front := file.read(_FRAME.size)).startswith(_END[:2]):
                    packed = _packed(file, front)
                    if packed is None:
                        raise Damaged(str(path))
                    checksum = zlib.crc32(packed, zlib.crc32(front, checksum))
                    try:
                        page = unpack(packed)
                    except (msgspec.MsgspecError, ValueError) as error:
                        raise Damaged(str(path)) from error
                    yield page
                line = front + file.read(_END_BYTES - _FRAME.size)
            if line != _END % checksum:
                raise Damaged(str(path))

    def reading(self, name: str, shelves: Shelves | None = None) -> Reading | None:
        """A document as read, with its pages: on the shelf `pages`, where `shelves` are given."""
        head = self.record("read", name, Reading)
        if head is None:
            return None
        if shelves is None:
            return msgspec.structs.replace(head, pages=list(self.pages(name, Page)))
        shelf: Shelf[Page] = shelves.shelf("pages", Page)
        for page in self.pages(name, Page):
            shelf.append(page)
        return msgspec.structs.replace(head, pages=shelf)

    def mark(self, name: str) -> Path:
        """Where a worker notes which page of a document it is at; swept away as a half when a break leaves it behind."""
        return self.out / "read" / f".{name}.page.part"

    def names(self, stage: str) -> set[str]:
        """The documents that a stage has files of."""
        ending = _ending(stage)
        return {name.removesuffix(ending) for name in self._listed(stage) if name.endswith(ending) and not name.startswith(".")}

    def marks(self, stages: Iterable[str], name: str) -> list[tuple[int, int]]:
        """The sizes and times of a document's files, in the order of the stages, up to the first that is not there."""
        found: list[tuple[int, int]] = []
        with suppress(FileNotFoundError):
            for stage in stages:
                status = os.stat(self._place(stage, name))  # noqa: PTH116 (there may be hundreds of thousands)
                found.append((status.st_size, status.st_mtime_ns))
        return found

    def remove(self, stage: str, name: str) -> None:
        """No file of that document any more."""
        step("remove a file")
        self.path(stage, name).unlink(missing_ok=True)

    def sweep(self, stages: Iterable[str], keep: set[str]) -> None:
        """Only the documents to keep have files; halves that a break left are gone, and what earlier versions called by other names."""
        for stage in stages:
            for name in self.names(stage) - keep:
                self.remove(stage, name)
            ending = _ending(stage)
            for name in self._listed(stage):
                if name.endswith(".part") if name.startswith(".") else not name.endswith(ending):
                    step("remove a half")
                    (self.out / stage / name).unlink(missing_ok=True)

    def _place(self, stage: str, name: str) -> str:
        """The same as `path`, in a third of the time."""
        return f"{self._folder}/{stage}/{name}{_ending(stage)}"

    def _listed(self, stage: str) -> list[str]:
        with suppress(FileNotFoundError), os.scandir(self.out / stage) as entries:
            return [entry.name for entry in entries]
        return []


def _ending(stage: str) -> str:
    return ".pages" if stage == "read" else ".json"


def as_blocks(stamp: Stamp, record: msgspec.Struct | None) -> Iterator[bytes]:
    """What the file of a stage consists of: its stamp, its record if it gave one, its checksum. Raises TooMuch when that is too much."""
    return _with_end(_values(stamp, record))


def _values(stamp: Stamp, record: msgspec.Struct | None) -> Iterator[bytes]:
    yield _encoder.encode(stamp) + b"\n"
    if isinstance(record, Reading):
        yield _encoder.encode(msgspec.structs.replace(record, pages=[])) + b"\n"
        for page in record.pages.packed() if isinstance(record.pages, Shelf) else map(pack, record.pages):
            yield from _no_longer([_FRAME.pack(len(page), zlib.crc32(page)), page])
    elif record is not None:
        yield from _no_longer(_in_parts(record))
        yield b"\n"


def _packed(file: IO[bytes], front: bytes) -> bytes | None:
    """The page behind what stands in front of it; None when it is not as it was written."""
    if len(front) < _FRAME.size:
        return None
    length, checksum = _FRAME.unpack(front)
    packed = file.read(length) if length <= MOST_LINE_BYTES else b""
    return packed if len(packed) == length and zlib.crc32(packed) == checksum else None


def _stamp(first: bytes, file: IO[bytes]) -> Stamp | None:
    """The stamp in the first line of a file; None when it makes no sense, or the file has no end."""
    try:
        stamp = msgspec.json.decode(first, type=Stamp)
    except msgspec.MsgspecError:
        return None
    file.seek(max(0, os.fstat(file.fileno()).st_size - _END_BYTES))
    return stamp if file.read(2) == _END[:2] else None


def _in_parts(record: msgspec.Struct) -> Iterator[bytes]:
    """A record as JSON, a value of its lists at a time: the facts of a long document are many."""
    before = b"{"
    for name in record.__struct_fields__:
        value = getattr(record, name)
        yield before + _encoder.encode(name) + b":"
        before = b","
        if isinstance(value, list):
            yield b"["
            for start in range(0, len(value), _AT_ONCE):
                yield b"," * (start > 0) + _encoder.encode(value[start : start + _AT_ONCE])[1:-1]
            yield b"]"
        else:
            yield _encoder.encode(value)
    yield b"}"


def _no_longer(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The parts of a value. Raises TooMuch when they are longer together than a value may be."""
    length = 0
    for part in parts:
        length += len(part)
        if length > MOST_LINE_BYTES:
            raise TooMuch
        yield part


def _with_end(values: Iterable[bytes]) -> Iterator[bytes]:
    """The values in blocks, and behind them the line that holds their checksum."""
    checksum, held = 0, b""
    for block in _gathered(values):
        if held:
            yield held
        checksum, held = zlib.crc32(block, checksum), block
    yield held + _END % checksum


def _is_end(line: bytes) -> bool:
    return len(line) == _END_BYTES and line.startswith(_END[:2])


def _check(path: Path, lines: Iterable[bytes], end: bytes) -> None:
    """Raise Damaged when the last line of a file is not the checksum of the others."""
    if end != _END % zlib.crc32(b"".join(lines)):
        raise Damaged(str(path))


def read_json(path: Path, kind: Any) -> Any:
    """The value of a JSON file; None when there is no such file, or none that can be understood."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (FileNotFoundError, msgspec.MsgspecError):
        return None


def write_json(path: Path, value: Any) -> None:
    """The value as a JSON file."""
    write_whole(path, [_encoder.encode(value), b"\n"])


def read_checked(path: Path, kind: Any) -> Any:
    """The value of a file that `write_checked` wrote; None when there is none, or it is not as it was written."""
    summed = read_summed(path, kind)
    return summed[0] if summed else None


def read_summed(path: Path, kind: Any) -> tuple[Any, int] | None:
    """The same with its checksum."""
    try:
        content = memoryview(path.read_bytes())
        checksum = zlib.crc32(content[:-_END_BYTES])
        return (msgspec.json.decode(content[:-_END_BYTES], type=kind), checksum) if content[-_END_BYTES:] == _END % checksum else None
    except (FileNotFoundError, msgspec.MsgspecError):
        return None


def write_checked(path: Path, value: Any) -> int:
    """Write the value as a line of JSON, and its checksum, which comes back, as another."""
    line = _encoder.encode(value) + b"\n"
    checksum = zlib.crc32(line)
    write_whole(path, [line, _END % checksum])
    return checksum


def remove(path: Path) -> None:
    """No file there any more."""
    step("remove a file")
    path.unlink(missing_ok=True)


def scratch_of(out: Path) -> Path:
    """The folder in an output folder for what is needed only while a run works."""
    return out / SCRATCH


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
