"""Exporting: the public copy as files for spreadsheets and programs, and what was written said in a few lines."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

from pipeline.edges import parquet
from pipeline.edges.bulk import Source, chosen_tables, export_bulk
from pipeline.edges.bulk_places import NO_COUNCIL
from pipeline.edges.exporting import export
from pipeline.edges.federation import is_federation
from pipeline.edges.federation.served import served_by
from pipeline.edges.public_serving import check_public
from pipeline.edges.swapping import MANIFEST
from pipeline.edges.traces import note_export, noted_exports
from pipeline.errors import MinutebookError, UsageError
from pipeline.operations.publishing import public_database
from pipeline.publish.exports import Exported, Format, Part

PARTITIONS = "parquet-by-council-year"
"""How an export by council and year is noted, among the formats of others."""


def export_public_copy(out: Path, folder: Path, formats: str | None, database: Path | None = None) -> list[Exported]:
    """The files that were written into `folder`, from the public copy below an output folder or from `database`.

    Where an export of an output folder lies is noted there, so that what is withdrawn can be taken out of it. Raises UsageError and
    NotWritten, as `export` does.
    """
    wanted = chosen(formats)
    copy = database or public_database(out)
    if is_federation(copy):
        raise UsageError(f"{copy} is an index over several councils. All their rows: minutebook export {folder} --parquet-by council,year")
    written = export(copy, folder, wanted)
    if database is None:
        note_export(out, folder, wanted)
    return written


def export_partitions(
    out: Path,
    folder: Path,
    tables: str | None = None,
    database: Path | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> list[Part]:
    """The Parquet files, by council and year, that were written into `folder` from a public copy, or from all those of a federation.

    Raises UsageError, also when a council's copy is missing, and NotWritten, as `export_bulk` does.
    """
    copy = database or public_database(out)
    check_public(copy)
    sources = [Source(copy)]
    if is_federation(copy):
        served = served_by(copy, public=True)
        if served.missing:
            raise UsageError(
                "\n".join(["Some councils cannot be exported. Put that right, or take them out of the index.", *served.missing])
            )
        sources = [Source(council.database, council.name) for council in served.councils]
    written = export_bulk(sources, folder, chosen_tables(tables), say)
    if database is None:
        note_export(out, folder, [PARTITIONS, *([tables] if tables else [])])
    return written


def export_again(out: Path) -> list[str]:
    """Make every export of an output folder anew, from the public copy as it is now; one that cannot be made is taken away. What became of
    each, a sentence each."""
    said = []
    for folder, formats in noted_exports(out):
        if not (folder / MANIFEST).is_file():
            continue
        try:
            if PARTITIONS in formats:
                export_partitions(out, folder, formats[1] if len(formats) > 1 else None)
            else:
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


def lines_about_partitions(folder: Path, parts: list[Part]) -> Iterator[str]:
    """What was written, for a person: rows and size of each table, how many councils and years."""
    for table in dict.fromkeys(part.table for part in parts):
        mine = [part for part in parts if part.table == table]
        rows, files = sum(part.rows for part in mine), len(mine)
        size = sum(part.bytes for part in mine) / 1_000_000
        yield f"{table:24} {rows:11,} rows {files:7,} {'file ' if files == 1 else 'files'} {size:11,.1f} MB"
    councils = {part.council for part in parts if part.rows and part.council not in NO_COUNCIL}
    years = sorted({part.year for part in parts if part.year})
    span = f", {years[0]} to {years[-1]}" if years else ""
    counted = f"{len(councils):,} {'council' if len(councils) == 1 else 'councils'}"
    yield f"Written to {folder}: {counted}{span}. To check the files: sha256sum -c SHA256SUMS"


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
