"""A far place for tests: `tiny://` and the path of a folder, that all processes see, where files are put whole as in a store of objects.

A worker of Dask knows it when it has loaded this module (`--preload tiny_far`). While the folder holds a file BROKEN, nothing can be put.
"""

from __future__ import annotations

import shutil
import uuid
from pathlib import Path
from typing import Any

import fsspec
from fsspec.implementations.local import LocalFileSystem


class TinyFar(LocalFileSystem):
    """A folder of this machine that is treated as if it were far."""

    protocol = "tiny"

    @classmethod
    def _strip_protocol(cls, path: Any) -> Any:
        return super()._strip_protocol(str(path).removeprefix("tiny://"))

    def put_file(self, path1: str, path2: str, callback: Any = None, **options: Any) -> None:
        self._fail_when_broken(path2)
        beside = Path(path2).with_name(f".{uuid.uuid4().hex}")
        shutil.copyfile(path1, beside)
        beside.replace(path2)

    def pipe_file(self, path: str, value: bytes, mode: str = "overwrite", **options: Any) -> None:
        self._fail_when_broken(path)
        beside = Path(path).with_name(f".{uuid.uuid4().hex}")
        beside.write_bytes(value)
        beside.replace(path)

    @staticmethod
    def _fail_when_broken(path: str) -> None:
        if any((folder / "BROKEN").exists() for folder in Path(path).parents):
            raise PermissionError(13, "Forbidden", path)


fsspec.register_implementation("tiny", TinyFar, clobber=True)


def dask_setup(worker: Any) -> None:
    """Called by a worker of Dask that loads this module; there is nothing more to do."""
