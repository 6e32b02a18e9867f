"""The tiny stages, and beside them ways of writing that are wrong on purpose: the tests of crashes have to catch every one of them.

`MINUTEBOOK_MUTANT` names the one to be used; without it everything is as it should be.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec
from tiny_stages import divide, extract, link, open_pdf, read  # noqa: F401 (what the run asks this module for)

from pipeline.edges import stage_files, stage_format, whole_files
from pipeline.edges.steps import step

CHOSEN = "MINUTEBOOK_MUTANT"
stage_format.BLOCK_BYTES = 200  # so that a tiny file is written in more than one block, in the run and in its workers


def torn() -> None:
    """Files are written in their places, block by block."""

    def write(path: Path, blocks: Iterable[bytes], sync: bool = True) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb", buffering=0) as file:
            for block in blocks:
                step("write a block")
                file.write(block)
            step("a file is in its place")

    whole_files.write_whole = stage_files.write_whole = write


def trusting() -> None:
    """Files are written in their places, and a file that has a stamp is believed to be whole."""

    def stamp(self: stage_files.StageFiles, stage: str, name: str) -> stage_format.Stamp | None:
        try:
            with self.path(stage, name).open("rb") as file:
                return msgspec.json.decode(file.readline(), type=stage_format.Stamp)
        except (FileNotFoundError, msgspec.MsgspecError):
            return None

    def believe(path: Path, lines: Iterable[bytes], end: bytes) -> None:
        pass

    torn()
    stage_files.StageFiles.stamp = stamp  # type: ignore[method-assign]
    stage_format._check = believe


def without_transactions() -> None:
    """Every row is on its own."""
    from pipeline.edges import database

    @contextmanager
    def bare(self: database.Database) -> Iterator[None]:
        yield

    database.Database._transaction = bare  # type: ignore[method-assign]


def stamp_first() -> None:
    """A document counts as loaded before its rows are there."""
    from pipeline.edges import database

    replace = database.Database.replace_document

    def write(self: database.Database, document_id: str, rows: Any, stamp: str = "", at: str | None = None) -> database.Changed:
        self._connection.execute("insert or replace into loads (document_id, stamp) values (?, ?)", (document_id, stamp))
        return replace(self, document_id, rows, stamp, at)

    database.Database.replace_document = write  # type: ignore[method-assign]


def forgiving_files() -> None:
    """A file is put in its place although the system would not write all of it."""

    def write(path: Path, blocks: Iterable[bytes], sync: bool = True) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.part")
        with beside.open("wb") as file:
            for block in stage_format._gathered(blocks):
                with suppress(OSError):
                    step("write a block")
                    file.write(block)
        beside.replace(path)
        step("a file is in its place")

    whole_files.write_whole = stage_files.write_whole = write


def forgiving_rows() -> None:
    """A transaction is committed although a part of it failed."""
    from pipeline.edges import database

    @contextmanager
    def careless(self: database.Database) -> Iterator[None]:
        self._connection.execute("begin immediate")
        with suppress(sqlite3.OperationalError):
            yield
        self._connection.execute("commit")

    database.Database._transaction = careless  # type: ignore[method-assign]


MUTANTS: dict[str, Callable[[], None]] = {
    "a write that is not atomic": torn,
    "a torn file that is believed": trusting,
    "rows outside the transaction": without_transactions,
    "a document that counts as loaded too early": stamp_first,
    "a file that is kept although its write failed": forgiving_files,
    "rows that are kept although one failed": forgiving_rows,
}


def apply() -> None:
    """Make the chosen mistake, in this process."""
    if os.environ.get(CHOSEN):
        MUTANTS[os.environ[CHOSEN]]()


if os.environ.get("MINUTEBOOK_STEPS"):
    apply()  # a worker imports this module and nothing else of the tests
