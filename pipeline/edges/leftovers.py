"""What lies in an output folder that nobody needs any more."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.edges.backups import being_restored
from pipeline.edges.steps import step
from pipeline.edges.traces import CACHE, set_aside_databases


class Leftover(NamedTuple):
    """A file that nobody needs: which sort of leftover it is, and its bytes."""

    path: Path
    sort: str
    bytes: int


STAGES = "stages' files of papers that are gone"
HALVES = "half files that a break has left"
PICTURES = "pictures of pages of papers that are gone"
DAMAGED = "damaged databases that were set aside"


def find_leftovers(out: Path, stages: Iterable[str], needed: Container[str]) -> list[Leftover]:
    """The leftovers of an output folder, in the order of their sorts and paths; `needed` are the documents that are known.

    To be asked while no ingest is at work, for its half files would be taken for leftovers.
    """
    return [Leftover(path, sort, path.stat().st_size) for sort, path in _found(out, stages, needed) if path.is_file()]


def take_leftovers(leftovers: Iterable[Leftover]) -> None:
    """No leftovers any more."""
    for each in leftovers:
        step("remove a leftover")
        each.path.unlink(missing_ok=True)


def _found(out: Path, stages: Iterable[str], needed: Container[str]) -> Iterator[tuple[str, Path]]:
    folders = [out / stage for stage in stages]
    for folder in folders:
        for path in _files(folder):
            if path.name[0] != "." and path.stem not in needed:
                yield STAGES, path
    for folder in [out, *folders, *(out / name for name in ("register", "link", "load", CACHE))]:
        for path in _files(folder):
            if path.name.startswith(".") and path.name.endswith(".part"):
                yield HALVES, path
    for path in sorted(being_restored(out).rglob("*")):
        yield HALVES, path
    for path in _files(out / CACHE):
        if path.name[0] != "." and path.name.partition("-")[0] not in needed:
            yield PICTURES, path
    for path in set_aside_databases(out):
        yield DAMAGED, path


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.is_symlink()) if folder.is_dir() else []
