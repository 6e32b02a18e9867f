"""What lies in an output folder that nobody needs any more."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.edges.backups import being_restored
from pipeline.edges.stage_files import StageFiles
from pipeline.edges.steps import step
from pipeline.edges.traces import CACHE, set_aside_databases


class Leftover(NamedTuple):
    """A file that nobody needs: which sort of leftover it is, its bytes on this machine, and whose file of which stage it is, if of any."""

    path: Path
    sort: str
    bytes: int
    of: tuple[str, str] | None = None


STAGES = "stages' files of papers that are gone"
HALVES = "half files that a break has left"
PICTURES = "pictures of pages of papers that are gone"
DAMAGED = "damaged databases that were set aside"


def find_leftovers(files: StageFiles, stages: Sequence[str], needed: Container[str]) -> list[Leftover]:
    """The leftovers of an output folder, in the order of their sorts and paths.

    `files` are those of its stages, wherever they are kept, and `needed` the documents that are known.

    To be asked while no ingest is at work, for its half files would be taken for leftovers.
    """
    found = []
    for stage in stages:
        for name in sorted(name for name in files.names(stage) if name not in needed):
            path = files.path(stage, name)
            found.append(Leftover(path, STAGES, path.stat().st_size if path.is_file() else 0, (stage, name)))
    others = [(sort, path) for sort, path in _found(files.out, stages, needed) if path.is_file()]
    return found + [Leftover(path, sort, path.stat().st_size) for sort, path in others]


def take_leftovers(files: StageFiles, leftovers: Iterable[Leftover]) -> None:
    """No leftovers any more."""
    for each in leftovers:
        if each.of is not None:
            files.remove(*each.of)
        else:
            step("remove a leftover")
            each.path.unlink(missing_ok=True)


def _found(out: Path, stages: Sequence[str], needed: Container[str]) -> Iterator[tuple[str, Path]]:
    folders = [out / stage for stage in stages]
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
