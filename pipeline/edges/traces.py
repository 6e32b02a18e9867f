"""Traces of papers in the output folder, outside of the database and of the files of the stages."""

from __future__ import annotations

import mmap
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from pipeline.edges.steps import step
from pipeline.edges.whole_files import read_json, write_json

CACHE = "cache"
EXPORTS = "exports.json"
BACKUPS = "backups.json"


def leave_no_picture(out: Path, document_id: str, pages: range) -> None:
    """Take the pictures of a document's pages out of the cache; those of some pages only when `pages` begins above 0."""
    for picture in (out / CACHE).glob(f"{document_id}-*"):
        number = picture.name.removeprefix(f"{document_id}-").partition(".")[0].partition("-")[0]
        if pages.start == 0 or not number.isdigit() or int(number) in pages:
            step("remove a picture")
            picture.unlink(missing_ok=True)


def note_export(out: Path, folder: Path, formats: Sequence[str]) -> None:
    """Note where an export of an output folder lies, and in which formats."""
    noted = {str(place): list(each) for place, each in noted_exports(out)}
    write_json(out / EXPORTS, {**noted, str(folder.resolve()): list(formats)})


def noted_exports(out: Path) -> list[tuple[Path, list[str]]]:
    """Where the exports of an output folder lie, as far as they were noted, each with its formats."""
    noted: dict[str, list[str]] = read_json(out / EXPORTS, dict[str, list[str]]) or {}
    return [(Path(folder), formats) for folder, formats in noted.items()]


def note_backup(out: Path, folder: Path) -> None:
    """Note where a backup of an output folder lies."""
    write_json(out / BACKUPS, sorted({*map(str, noted_backups(out)), str(folder.resolve())}))


def noted_backups(out: Path) -> list[Path]:
    """The backups of an output folder that are still where they were made, in order of time."""
    noted: list[str] = read_json(out / BACKUPS, list[str]) or []
    return sorted((place for place in map(Path, noted) if place.is_dir()), key=lambda place: place.name)


def set_aside_databases(out: Path) -> list[Path]:
    """The damaged databases that runs have set aside."""
    return sorted(out.glob("*.damaged-*"))


def take_away(files: Iterable[Path]) -> list[Path]:
    """The files, which are not there any more."""
    gone = []
    for path in files:
        step("remove a file")
        path.unlink(missing_ok=True)
        gone.append(path)
    return gone


def files_with(folder: Path, words: Iterable[str]) -> list[Path]:
    """The files below a folder whose bytes hold one of these passages, in the order of their names.

    Links are not followed. Pictures, of which there may be hundreds of thousands, hold no words that could be found in their bytes.
    """
    wanted = [passage.encode() for passage in words]
    found = []
    for path in sorted(folder.rglob("*")):
        if path.suffix != ".png" and path.is_file() and not path.is_symlink() and path.stat().st_size:
            with suppress(FileNotFoundError), path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as held:
                if any(held.find(passage) >= 0 for passage in wanted):
                    found.append(path)
    return found
