"""A paper comes from the web into a half file, which is whole at the end or waits for the next try."""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import httpx
import msgspec

from pipeline.edges.marks import ends_as_pdf
from pipeline.edges.steps import step
from pipeline.edges.web.troubles import NotHad, NotThere, Stopped, TooBig
from pipeline.edges.web.visitor import BROKEN, Visitor, in_words
from pipeline.edges.whole_files import read_json, write_json
from pipeline.register.seen import HEAD_BYTES, type_of

_TRIES = 5
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")


class Bounds(NamedTuple):
    """How much is taken of one paper: bytes, and seconds for one answer."""

    most_bytes: int = 500 << 20
    seconds: float = 1800.0


class Whole(NamedTuple):
    """A paper that has come whole: where its bytes lie, their hash and number, and by which headers it is known on the site."""

    place: Path
    sha256: str
    bytes: int
    etag: str | None
    last_modified: str | None


class NotPdf(NotHad):
    """What lies at the address is no PDF, whatever its name."""


class _Note(msgspec.Struct, frozen=True):
    """Of what a half file is the beginning: by this the site says whether it still has the same."""

    address: str
    mark: str


def download(
    visitor: Visitor,
    address: str,
    half: Path,
    known: Mapping[str, str],
    stop: Callable[[], bool],
    is_error_page: Callable[[str], bool],
    bounds: Bounds = Bounds(),  # noqa: B008
) -> Whole | None:
    """The paper at an address, written to `half`; None when it is still what the headers `known` speak of.

    A half file of the same paper is gone on with. Only a PDF, by its first bytes, is taken. Raises NotHad or one of its kinds; Stopped, and
    then what has come waits for the next run.
    """
    note = half.with_suffix(".json")
    half.parent.mkdir(parents=True, exist_ok=True)
    for turn in range(_TRIES):
        mark = _held(half, note, address)
        headers = {"Accept": "application/pdf,*/*;q=0.5", **({} if mark else known)}
        if mark:
            headers |= {"Range": f"bytes={half.stat().st_size}-", "If-Range": mark}
        with visitor.answer(address, headers) as response:
            if is_error_page(str(response.url)):
                raise NotThere("The site shows its page for what is not there.")
            if response.status_code == 304 and known and not mark:
                return None
            try:
                known_length = _take(response, half, note, address, stop, bounds)
                return _whole(half, note, response, known_length)
            except BROKEN as error:
                why = in_words(error)
            except _Again as error:
                why = str(error)
                if not error.keep:
                    forget(half)
            except (NotPdf, TooBig):
                forget(half)
                raise
        visitor.failed(response.url, turn, why)
    raise AssertionError("the last turn returns or raises")


def forget(half: Path) -> None:
    """Nothing of a half file any more."""
    step("remove a half")
    half.unlink(missing_ok=True)
    half.with_suffix(".json").unlink(missing_ok=True)


class _Again(Exception):
    def __init__(self, why: str, keep: bool) -> None:
        super().__init__(why)
        self.keep = keep


def _held(half: Path, note: Path, address: str) -> str | None:
    """By which mark a half file can be gone on with; None when it can't."""
    noted = read_json(note, _Note)
    usable = noted is not None and noted.address == address and half.is_file() and half.stat().st_size > 0
    return str(noted.mark) if usable and noted is not None else None


def _take(response: httpx.Response, half: Path, note: Path, address: str, stop: Callable[[], bool], bounds: Bounds) -> bool:
    """Write what comes into the half file, behind what is there when the site goes on from there; whether it is known to be all of it."""
    start, total = _place(response, half)
    if total is not None and total > bounds.most_bytes:
        raise TooBig(f"It has {total >> 20} MB; the most that is taken is {bounds.most_bytes >> 20} MB.")
    mark = _mark(response)
    if start == 0:
        note.unlink(missing_ok=True)
        if mark and "content-encoding" not in response.headers:
            write_json(note, _Note(address, mark))
    until = time.monotonic() + bounds.seconds
    step("write a half")
    with half.open("r+b" if start else "wb") as file:
        size = file.seek(start)
        head = b""
        for part in response.iter_bytes():
            if start == 0 and len(head) < HEAD_BYTES:
                head += part
                if len(head) >= HEAD_BYTES:
                    _must_be_pdf(head)
            size += len(part)
            if size > bounds.most_bytes:
                raise TooBig(f"It has more than {bounds.most_bytes >> 20} MB, the most that is taken.")
            file.write(part)
            if stop():
                raise Stopped
            if time.monotonic() > until:
                raise _Again("It comes too slowly.", keep=True)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())
    if total is not None and size != total:
        raise _Again(f"Of {total} bytes, {size} came.", keep=size < total)
    return total is not None


def _place(response: httpx.Response, half: Path) -> tuple[int, int | None]:
    """Where in the file the answer begins, and how many bytes there are in all, None when the site does not say."""
    if response.status_code == 416:
        raise _Again("The site has another paper there now.", keep=False)
    if response.status_code == 304:
        raise _Again("The site says that it has not changed, which it was not asked.", keep=False)
    if response.status_code == 206:
        found = _RANGE.fullmatch(response.headers.get("content-range", "").strip())
        if not found or not half.is_file() or int(found[1]) != half.stat().st_size:
            raise _Again("The site gave another part than was asked for.", keep=False)
        return int(found[1]), None if found[2] == "*" else int(found[2])
    length = response.headers.get("content-length", "")
    return 0, int(length) if length.isdigit() and "content-encoding" not in response.headers else None


def _mark(response: httpx.Response) -> str | None:
    """By what the site would know the same bytes again; a weak ETag does not promise that."""
    etag: str = response.headers.get("etag", "")
    modified: str | None = response.headers.get("last-modified")
    return etag if etag.startswith('"') else modified


def _must_be_pdf(head: bytes) -> None:
    kind = type_of(head[:HEAD_BYTES], len(head))
    if kind != "pdf":
        raise NotPdf(f"It is no PDF ({kind}).")


def _whole(half: Path, note: Path, response: httpx.Response, known_length: bool) -> Whole:
    with half.open("rb") as file:
        _must_be_pdf(file.read(HEAD_BYTES))
        if not known_length and not ends_as_pdf(file):
            raise _Again("Only a part of it came.", keep=False)
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    note.unlink(missing_ok=True)
    headers = response.headers
    return Whole(half, digest, half.stat().st_size, headers.get("etag"), headers.get("last-modified"))
