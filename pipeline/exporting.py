"""Exporting: the public copy as files for spreadsheets and programs, and what was written said in a few lines."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from pipeline.edges import parquet
from pipeline.edges.exporting import MANIFEST, export
from pipeline.edges.traces import note_export, noted_exports
from pipeline.errors import MinutebookError, UsageError
from pipeline.publish.exports import Exported, Format
from pipeline.publishing import public_database


def export_public_copy(out: Path, folder: Path, formats: str | None, database: Path | None = None) -> list[Exported]:
    """The files that were written into `folder`, from the public copy below an output folder or from `database`.

    Where an export of an output folder lies is noted there, so that what is withdrawn can be taken out of it. Raises UsageError and
    NotWritten, as `export` does.
    """
    wanted = chosen(formats)
    written = export(database or public_database(out), folder, wanted)
    if database is None:
        note_export(out, folder, wanted)
    return written


def export_again(out: Path) -> list[str]:
    """Make every export of an output folder anew, from the public copy as it is now; one that cannot be made is taken away. What became of
    each, a sentence each."""
    said = []
    for folder, formats in noted_exports(out):
        if not (folder / MANIFEST).is_file():
            continue
        try:
            export(public_database(out), folder, [each for each in get_args(Format) if each in formats])
            said.append(f"The export in {folder} was made anew.")
        except MinutebookError as error:
            shutil.rmtree(folder)
            said.append(f"The export in {folder} was taken away, for it could not be made anew: {error}")
    return said


def chosen(formats: str | None) -> list[Format]:
    """The formats that were named, with commas between; when none is, all that can be written here. Raises UsageError for another."""
    known: tuple[Format, ...] = get_args(Format)
    if formats is None:
        return [each for each in known if each != "parquet" or parquet.is_there()]
    named = [name.strip().lower() for name in formats.split(",") if name.strip()]
    if not named or set(named) - set(known):
        raise UsageError(f"There is no format {formats}. Name some of {', '.join(known)}, with commas.")
    return [each for each in known if each in named]


def lines_about(folder: Path, files: list[Exported]) -> Iterator[str]:
    """What was written, for a person: the rows of each table, and how large the files are."""
    rows = {file.table: file.rows for file in files}
    for table, count in rows.items():
        yield f"{table:24} {count:11,}"
    for each in dict.fromkeys(file.format for file in files):
        size = sum(file.bytes for file in files if file.format == each)
        yield f"{each:24} {size / 1_000_000:11,.1f} MB"
    if not any(file.format == "parquet" for file in files) and not parquet.is_there():
        yield "Parquet was left out, as pyarrow is not there: pip install 'minutebook[parquet]'"
    yield f"Written to {folder}. To check the files: sha256sum -c SHA256SUMS"
