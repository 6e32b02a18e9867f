"""Folders at addresses that fsspec knows, such as s3://bucket/papers: whole files are put there and fetched from there.

An address with `file://`, or without a scheme, is a folder of this machine, and none of this is for it.
"""

from __future__ import annotations

import errno
import importlib.util
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, NamedTuple
from urllib.parse import unquote, urlsplit

from pipeline.edges.steps import step
from pipeline.errors import MinutebookError, UsageError

NOT_INSTALLED = "{address} needs fsspec, which is not installed: pip install 'minutebook[scale]'"
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*(?:::|://)", re.IGNORECASE)
_HERE = ("file", "local")
_TELLING = ("ETag", "etag", "generation", "md5Hash", "content_md5", "mtime", "LastModified", "last_modified", "updated", "created")
"""By what different kinds of places tell that a file is another one than before."""


class FarFile(NamedTuple):
    """A file at a far place: its size, and a mark that changes when it does."""

    bytes: int
    mark: str


def is_far(place: str) -> bool:
    """Whether a place is an address for fsspec, and no folder of this machine."""
    return bool(_SCHEME.match(place)) and place.partition("://")[0].lower() not in _HERE


def path_of(place: str) -> Path:
    """The folder of this machine that a place names which is not far."""
    if _SCHEME.match(place):
        told = urlsplit(place)
        return Path(unquote(told.netloc + told.path))
    return Path(place)


class FarFolder:
    """The folder at an address. What goes wrong there is an OSError, whatever the place calls it.

    Raises UsageError when there is no such kind of place, or what reaches it is not installed.
    """

    def __init__(self, address: str) -> None:
        if importlib.util.find_spec("fsspec") is None:
            raise UsageError(NOT_INSTALLED.format(address=address))
        from fsspec.core import url_to_fs

        self.address = address.rstrip("/")
        try:
            self._system, root = url_to_fs(address, use_listings_cache=False)
        except (ImportError, ValueError) as error:
            raise UsageError(f"{address} cannot be reached: {error}. See the kinds of places in docs/scale.md.") from error
        self._root = str(root).rstrip("/")

    def files(self, folder: str = "") -> dict[str, FarFile]:
        """All files below a folder of it, by their paths relative to it; none when there is no such folder."""
        start = f"{self._root}/{folder}".rstrip("/")
        with _as_system_errors(self.address):
            self._system.invalidate_cache()
            found: dict[str, Any] = self._system.find(start, detail=True)
            return {name.removeprefix(start).lstrip("/"): _far_file(told) for name, told in sorted(found.items()) if told["type"] == "file"}

    def about(self, path: str) -> FarFile | None:
        """A file as it is now; None when there is none."""
        with _as_system_errors(self.address), suppress(FileNotFoundError):
            self._system.invalidate_cache()
            return _far_file(self._system.info(self._place(path)))
        return None

    @contextmanager
    def opened(self, path: str) -> Iterator[IO[bytes]]:
        """A file, open to be read from its beginning."""
        with _as_system_errors(self.address), self._system.open(self._place(path), "rb") as file:
            yield file

    def read(self, path: str) -> bytes | None:
        """What is in a small file; None when there is none."""
        with _as_system_errors(self.address), suppress(FileNotFoundError):
            content: bytes = self._system.cat_file(self._place(path))
            return content
        return None

    def fetch(self, path: str, to: Path, see: Callable[[bytes], None] = lambda block: None) -> None:
        """Copy a file to this machine; `see` is shown each block. Raises FileNotFoundError when there is none."""
        with self.opened(path) as file, to.open("wb") as copy:
            while block := file.read(_BLOCK_BYTES):
                see(block)
                copy.write(block)

    def put(self, path: str, file: Path) -> None:
        """Put a copy of a file of this machine there, in one piece: others see the old one or the new."""
        step("put a far file")
        with _as_system_errors(self.address):
            self._make_folder(path)
            self._system.put_file(str(file), self._place(path))
        step("a far file is in its place")

    def put_bytes(self, path: str, content: bytes) -> None:
        """Put a small file there, in one piece."""
        step("put a far file")
        with _as_system_errors(self.address):
            self._make_folder(path)
            self._system.pipe_file(self._place(path), content)
        step("a far file is in its place")

    def remove(self, path: str) -> None:
        """No file there any more."""
        step("remove a far file")
        with _as_system_errors(self.address), suppress(FileNotFoundError):
            self._system.rm_file(self._place(path))

    def _place(self, path: str) -> str:
        return f"{self._root}/{path}"

    def _make_folder(self, path: str) -> None:
        """Make the folder of a file, where the place has folders."""
        with suppress(NotImplementedError, FileExistsError):
            self._system.makedirs(self._place(path).rpartition("/")[0], exist_ok=True)


_BLOCK_BYTES = 1 << 20


def _far_file(told: dict[str, Any]) -> FarFile:
    size = int(told.get("size") or 0)
    marks = [f"{name}={told[name]}" for name in _TELLING if told.get(name) is not None]
    return FarFile(size, " ".join([f"bytes={size}", *marks]))


@contextmanager
def _as_system_errors(address: str) -> Iterator[None]:
    """Let what goes wrong at a far place be an OSError, as it is on this machine."""
    try:
        yield
    except (OSError, MinutebookError):
        raise
    except Exception as error:
        raise OSError(errno.EIO, f"{type(error).__name__}: {error}", address) from error
