"""What stands in the file of a stage: a stamp that says what it was made from, the record, and a checksum of all.

It is JSON, a line for each value: first the stamp, then the record. Of a Reading the record stands there without its pages.
They follow page by page, so that a long document can be read so, each as MessagePack behind its length and its checksum. The last line of a
file is the checksum of all before it but the pages themselves: what is in front of them tells whether they are as they were.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TypeVar

import msgspec

from pipeline.edges.shelves import Shelf, pack
from pipeline.edges.whole_files import END, END_BYTES
from pipeline.errors import Damaged, TooMuch
from pipeline.records import Failure, Reading

R = TypeVar("R")
P = TypeVar("P")

BLOCK_BYTES = 1 << 16
"""How much of a file is written at a time."""
MOST_LINE_BYTES = 256 << 20
"""How long a value in a stage's file may be: a page, or all facts of a paper. None comes near it."""
_FRAME = struct.Struct(">II")
"""What stands in front of a page: its length in bytes and its checksum."""
_AT_ONCE = 256
_encoder = msgspec.json.Encoder()


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


def as_blocks(stamp: Stamp, record: msgspec.Struct | None) -> Iterator[bytes]:
    """What the file of a stage consists of: its stamp, its record if it gave one, its checksum. Raises TooMuch when that is too much."""
    return _gathered(_parts(stamp, record))


def _parts(stamp: Stamp, record: msgspec.Struct | None) -> Iterator[bytes]:
    checksum = 0
    for part in _values(stamp, record):
        checksum = zlib.crc32(part, checksum)
        yield part
    if isinstance(record, Reading):
        for page in record.pages.packed() if isinstance(record.pages, Shelf) else map(pack, record.pages):
            front = _FRAME.pack(len(page), zlib.crc32(page))
            checksum = zlib.crc32(front, checksum)
            yield from _no_longer([front, page])
    yield END % checksum


def _values(stamp: Stamp, record: msgspec.Struct | None) -> Iterator[bytes]:
    """The lines of the stamp and of the record, a Reading's without its pages."""
    yield _encoder.encode(stamp) + b"\n"
    if isinstance(record, Reading):
        yield _encoder.encode(msgspec.structs.replace(record, pages=[])) + b"\n"
    elif record is not None:
        yield from _no_longer(_in_parts(record))
        yield b"\n"


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


def read_stamp(first: bytes, file: IO[bytes]) -> Stamp | None:
    """The stamp in the first line of a file; None when it makes no sense, or the file has no end."""
    try:
        stamp = msgspec.json.decode(first, type=Stamp)
    except msgspec.MsgspecError:
        return None
    file.seek(max(0, os.fstat(file.fileno()).st_size - END_BYTES))
    return stamp if file.read(2) == END[:2] else None


def read_record(path: Path, first: bytes, file: IO[bytes], kind: type[R], paged: bool) -> R | None:
    """The record behind the first line of the file at `path`, None when it has none. Raises Damaged when it is not as it was written.

    Of a `paged` file, which holds a Reading, that is known only if it has no pages; else `read_pages` tells.
    """
    line = file.readline(MOST_LINE_BYTES)
    lines = [first] if _is_end(line) else [first, line]
    end = line if _is_end(line) else file.read(END_BYTES)
    if not paged or _is_end(end):
        _check(path, lines, end)
    if len(lines) == 1:
        return None
    try:
        return msgspec.json.decode(line, type=kind)
    except msgspec.MsgspecError as error:
        raise Damaged(str(path)) from error


def read_pages(path: Path, file: IO[bytes], kind: type[P]) -> Iterator[P]:
    """The pages in the file at `path`, one after the other, as far as `kind` has them.

    Raises Damaged, at the last page at the latest, when the file is not as it was written.
    """
    unpack = msgspec.msgpack.Decoder(kind).decode
    head = file.readline(MOST_LINE_BYTES)
    line = file.readline(MOST_LINE_BYTES)
    checksum = zlib.crc32(head)
    if not _is_end(line):
        checksum = zlib.crc32(line, checksum)
        while not (front := file.read(_FRAME.size)).startswith(END[:2]):
            packed = _packed(file, front)
            if packed is None:
                raise Damaged(str(path))
            checksum = zlib.crc32(front, checksum)
            try:
                page = unpack(packed)
            except (msgspec.MsgspecError, ValueError) as error:
                raise Damaged(str(path)) from error
            yield page
        line = front + file.read(END_BYTES - _FRAME.size)
    if line != END % checksum:
        raise Damaged(str(path))


def _packed(file: IO[bytes], front: bytes) -> bytes | None:
    """The page behind what stands in front of it; None when it is not as it was written."""
    if len(front) < _FRAME.size:
        return None
    length, checksum = _FRAME.unpack(front)
    packed = file.read(length) if length <= MOST_LINE_BYTES else b""
    return packed if len(packed) == length and zlib.crc32(packed) == checksum else None


def _is_end(line: bytes) -> bool:
    return len(line) == END_BYTES and line.startswith(END[:2])


def _check(path: Path, lines: Iterable[bytes], end: bytes) -> None:
    """Raise Damaged when the last line of a file is not the checksum of the others."""
    if end != END % zlib.crc32(b"".join(lines)):
        raise Damaged(str(path))
