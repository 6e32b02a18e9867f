"""The files that the stages write under `extracted/`: a folder for each stage, in it a file for each document, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

from pipeline.edges.shelves import Shelf, Shelves
from pipeline.edges.stage_format import BLOCK_BYTES, MOST_LINE_BYTES, Stamp, as_blocks, read_pages, read_record, read_stamp
from pipeline.edges.steps import step
from pipeline.edges.whole_files import write_whole
from pipeline.records import Page, Reading

R = TypeVar("R")
P = TypeVar("P")


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
                return read_stamp(file.readline(MOST_LINE_BYTES), file)
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
            return read_record(path, first, file, kind, paged=stage == "read")

    def stamped(self, stage: str, name: str, kind: type[R]) -> tuple[Stamp | None, R | None]:
        """What `stamp` gives and, where that is one, what `record` gives, from one look at the file."""
        path = self.path(stage, name)
        try:
            file = open(self._place(stage, name), "rb", BLOCK_BYTES)  # noqa: PTH123, SIM115 (as in `marks`; closed below)
        except FileNotFoundError:
            return None, None
        with file:
            first = file.readline(MOST_LINE_BYTES)
            stamp = read_stamp(first, file)
            if stamp is None:
                return None, None
            file.seek(len(first))
            return stamp, read_record(path, first, file, kind, paged=stage == "read")

    def pages(self, name: str, kind: type[P] = Page) -> Iterator[P]:  # type: ignore[assignment]
        """The pages of a document as read, one after the other, as far as `kind` has them; none when it was never read.

        Raises Damaged, at the last page at the latest, when the file is not as it was written.
        """
        path = self.path("read", name)
        with suppress(FileNotFoundError), path.open("rb", BLOCK_BYTES) as file:
            yield from read_pages(path, file, kind)

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
