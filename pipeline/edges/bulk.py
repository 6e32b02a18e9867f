"""Writing public copies as Parquet files, one for each table, council and year, so that programs read no more than they need."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from pipeline import __version__
from pipeline.edges import parquet
from pipeline.edges.bulk_places import REST, Places, placed_by
from pipeline.edges.federation.shards import stamp_of
from pipeline.edges.schemas import Row, Table, digest, public_tables, public_views
from pipeline.edges.swapping import MANIFEST, digest_of_synced, take_the_place, write_synced
from pipeline.errors import UsageError
from pipeline.publish.dictionary import exported_dictionary
from pipeline.publish.exports import Part, bulk_manifest

NO_YEAR = "__HIVE_DEFAULT_PARTITION__"
"""How a folder is named whose rows have no year, by an old custom that the readers of Parquet know."""
LEFT_OUT = ("changes", "settings", "runs")
"""Tables that are about the database, not about councils: what changed is at `/changes`."""
_AT_ONCE = 1000


class Source(NamedTuple):
    """A public copy to be exported. `key` is the name of its council in addresses; None where the papers say which councils it has."""

    database: Path
    key: str | None = None


def chosen_tables(named: str | None) -> dict[str, Table]:
    """The public tables and registers that were named, with commas between; all when none is. Raises UsageError for another."""
    every = {**public_tables(), **public_views()}
    known = {name: table for name, table in every.items() if name not in LEFT_OUT and not table.hidden}
    if named is None:
        return known
    wanted = [name.strip() for name in named.split(",") if name.strip()]
    hidden = {name: table for name, table in every.items() if name not in LEFT_OUT}
    if not wanted or set(wanted) - set(hidden):
        raise UsageError(f"There is no table {', '.join(sorted(set(wanted) - set(hidden))) or named}. There are {', '.join(hidden)}.")
    return {name: table for name, table in hidden.items() if name in wanted}


def export_bulk(
    sources: Sequence[Source], folder: Path, tables: dict[str, Table], say: Callable[[str], None] = lambda _: None
) -> list[Part]:
    """The files of the export, which takes the place of the folder's last one when it is whole.

    The same rows give the same file, byte for byte; files of a copy that has not been written to since the last export are taken over
    from it. Rows go through memory a group at a time. Raises UsageError when the folder holds anything but an export, or Parquet cannot
    be written here; NotWritten when the system will not write.
    """
    if not parquet.is_there():
        raise UsageError("Parquet needs pyarrow: pip install 'minutebook[parquet]'.")
    with take_the_place(folder) as (beside, last):
        before = _Before(last)
        parts: list[Part] = []
        marks: dict[str, str] = {}
        for place, source in enumerate(sources, 1):
            mark = _mark(source)
            taken = before.taken_over(mark, tables, beside)
            written = taken if taken is not None else _written(source, beside, tables)
            parts += written
            marks.update(dict.fromkeys((part.council for part in written), mark))
            rows = sum(part.rows for part in written)
            say(f"[{place}/{len(sources)}] {source.key or source.database}: {rows:,} rows{'' if taken is None else ', as they were'}")
        parts += [_empty(beside, table, sources) for name, table in tables.items() if not any(part.table == name for part in parts)]
        _describe(beside, tables, parts, marks, federated=any(source.key for source in sources))
    return parts


class _Before:
    """The export that is in the folder, whose files may be taken over."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._parts: list[Part] = []
        self._marks: dict[str, str] = {}
        try:
            told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            self._marks = told["made_of"]["marks"]
            self._parts = [Part(**each) for each in told["files"] if "table" in each]
        except (OSError, ValueError, KeyError, TypeError):
            return

    def taken_over(self, mark: str, tables: dict[str, Table], beside: Path) -> list[Part] | None:
        """The files of the same copy, now in the new export too; None when there are none, or not of all tables."""
        councils = {council for council, known in self._marks.items() if known == mark}
        mine = [part for part in self._parts if part.council in councils and part.rows]
        if not mine or not tables.keys() <= {part.table for part in self._parts}:
            return None
        mine = [part for part in mine if part.table in tables]
        if any(not _is_whole(self._folder / part.path, part) for part in mine):
            return None
        for part in mine:
            path = beside / part.path
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(self._folder / part.path, path)
            except OSError:  # a file system without links
                shutil.copyfile(self._folder / part.path, path)
        return mine


def _is_whole(path: Path, part: Part) -> bool:
    return path.is_file() and path.stat().st_size == part.bytes


def _mark(source: Source) -> str:
    """Something that is another one when the files would be others."""
    told = f"{stamp_of(source.database)} {source.key} {digest()} {__version__} {parquet.version()}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _written(source: Source, folder: Path, tables: dict[str, Table]) -> list[Part]:
    uri = f"{source.database.resolve().as_uri()}?mode=ro"
    parts = []
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
        connection.execute("begin")  # everything from one moment
        places = placed_by(connection, source.key)
        for table in tables.values():
            for council, year, sql, values in places.of(table):
                if part := _part(folder, table, council, year, _rows(connection, sql, values)):
                    parts.append(part)
    return parts


def _part(folder: Path, table: Table, council: str, year: int | str | None, rows: Iterator[Row]) -> Part | None:
    """The file of a table, council and year; None when there are no rows."""
    first = next(rows, None)
    if first is None:
        return None
    return _file(folder, table, council, year, chain([first], rows))


def _file(folder: Path, table: Table, council: str, year: int | str | None, rows: Iterator[Row]) -> Part:
    years = "" if year == REST else f"/year={NO_YEAR if year is None else year}"
    path = folder / f"{table.name}/council_key={council}{years}/part.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    count = parquet.write_parquet(path, table, rows)
    sha256 = digest_of_synced(path)
    known = year if isinstance(year, int) else None
    return Part(path.relative_to(folder).as_posix(), table.name, council, known, count, path.stat().st_size, sha256)


def _empty(folder: Path, table: Table, sources: Sequence[Source]) -> Part:
    """A file without rows, for a table that has none: so that whoever reads it learns its columns."""
    return _file(folder, table, sources[0].key or "all", None if Places.has_years(table) else REST, iter(()))


def _rows(connection: sqlite3.Connection, sql: str, values: Sequence[Any]) -> Iterator[Row]:
    cursor = connection.execute(sql, values)
    while some := cursor.fetchmany(_AT_ONCE):
        yield from some


def _describe(folder: Path, tables: dict[str, Table], parts: list[Part], marks: dict[str, str], federated: bool) -> None:
    dictionary = exported_dictionary().encode()
    write_synced(folder / "data-dictionary.md", dictionary)
    pages = [{"path": "data-dictionary.md", "bytes": len(dictionary), "sha256": hashlib.sha256(dictionary).hexdigest()}]
    made_of = {"minutebook": __version__, "schema": digest(), "marks": marks}
    manifest = bulk_manifest(tables, parts, made_of, pages, federated)
    write_synced(folder / MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False).encode() + b"\n")
    sums = [(part.sha256, part.path) for part in parts] + [(page["sha256"], page["path"]) for page in pages]
    write_synced(folder / "SHA256SUMS", "".join(f"{sha256}  {path}\n" for sha256, path in sums).encode())
