"""Writing an export: the tables of the public copy as files in a folder, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from pipeline.edges import parquet
from pipeline.edges.public_serving import check_public
from pipeline.edges.schemas import Row, Table, public_tables, public_views, quoted
from pipeline.edges.swapping import MANIFEST, digest_of_synced, take_the_place, write_synced
from pipeline.errors import UsageError
from pipeline.publish.dictionary import exported_dictionary
from pipeline.publish.exports import ENDINGS, Exported, Format, csv_blocks, data_package, json_blocks

_AT_ONCE = 1000


def export(database: Path, folder: Path, formats: Sequence[Format]) -> list[Exported]:
    """The files of an export of the public copy at `database`, which takes the place of the folder's last export when it is whole.

    The same copy gives the same files, byte for byte. Raises UsageError when there is no public copy, when the folder holds anything but
    an export, or when a format cannot be written here; NotWritten when the system will not write.
    """
    check_public(database)
    if "parquet" in formats and not parquet.is_there():
        raise UsageError("Parquet needs pyarrow: pip install 'minutebook[parquet]'. Or leave it out: --format csv,json.")
    with take_the_place(folder) as (beside, _):
        return _written(database, beside, formats)


def _written(database: Path, folder: Path, formats: Sequence[Format]) -> list[Exported]:
    described = {**public_tables(), **public_views()}
    exported: list[Exported] = []
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)) as connection:
        connection.execute("begin")  # everything from one moment
        there = {name for (name,) in connection.execute("select name from sqlite_master where type in ('table', 'view')")}
        kept = dict(connection.execute("select name, value from settings")) if "settings" in there else {}
        for name, table in described.items():
            if name in there and not table.hidden:
                exported += [_file(connection, folder, table, each) for each in formats]
    version = kept.get("published_at", "")
    package = data_package("Minutebook", version, described, exported)
    pages = {"data-dictionary.md": exported_dictionary(), "datapackage.json": _json(package)}
    files = [file._asdict() for file in exported]
    for path, text in pages.items():
        write_synced(folder / path, text.encode())
        files.append({"path": path, "bytes": len(text.encode()), "sha256": hashlib.sha256(text.encode()).hexdigest()})
    made_of = {"minutebook": kept.get("version", ""), "published_at": version}
    write_synced(folder / MANIFEST, _json({"made_of": made_of, "files": files}).encode())
    write_synced(folder / "SHA256SUMS", "".join(f"{file['sha256']}  {file['path']}\n" for file in files).encode())
    return exported


def _file(connection: sqlite3.Connection, folder: Path, table: Table, each: Format) -> Exported:
    path = folder / each / f"{table.name}.{ENDINGS[each]}"
    path.parent.mkdir(exist_ok=True)
    rows = _Counted(_rows(connection, table))
    if each == "parquet":
        parquet.write_parquet(path, table, rows)
    else:
        with path.open("wb") as file:
            for block in csv_blocks(table, rows) if each == "csv" else json_blocks(table, rows):
                file.write(block)
    digest = digest_of_synced(path)
    return Exported(f"{each}/{path.name}", table.name, each, rows.count, path.stat().st_size, digest)


class _Counted:
    """Rows that are counted while they go by."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            self.count += 1
            yield row


def _rows(connection: sqlite3.Connection, table: Table) -> Iterator[Row]:
    """The rows of a table in the order of its key, of a view in that of its columns, so that the same rows make the same file."""
    columns = list(table.columns)
    order = quoted(table.key) if table.view is None or table.key in columns else ", ".join(str(at + 1) for at in range(len(columns)))
    cursor = connection.execute(f"select {quoted(*columns)} from {quoted(table.name)} order by {order}")
    while some := cursor.fetchmany(_AT_ONCE):
        yield from some


def _json(said: Any) -> str:
    return json.dumps(said, indent=1, ensure_ascii=False) + "\n"
