"""What an export holds beside the rows: the same table said in each format, and its description for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

from pipeline.edges.schemas import Column, Row, Table, closed_list
from pipeline.publish.spreadsheets import MARK, csv_lines

Format = Literal["csv", "json", "parquet"]
ENDINGS: dict[Format, str] = {"csv": "csv", "json": "jsonl", "parquet": "parquet"}
MEDIA_TYPES: dict[Format, str] = {"csv": "text/csv", "json": "application/jsonl", "parquet": "application/vnd.apache.parquet"}
_FRICTIONLESS = {"integer": "integer", "real": "number", "boolean": "boolean", "date": "date", "json": "any"}


class Exported(NamedTuple):
    """A file of an export: its path within the folder, the table and format, and what it holds."""

    path: str
    table: str
    format: Format
    rows: int
    bytes: int
    sha256: str


class Part(NamedTuple):
    """A file of a bulk export: the rows of a table that belong to a council and a year (None: no paper tells it, or the table has none)."""

    path: str
    table: str
    council: str
    year: int | None
    rows: int
    bytes: int
    sha256: str


PAGE_ADDRESS = "/-/page/{document_id}/{page}?row={table}/{id}"
"""Where a row is shown on its page, from the address of the site; on a site of several councils, below its `council_key`."""


def bulk_manifest(
    tables: Mapping[str, Table], parts: Iterable[Part], made_of: Mapping[str, Any], pages: Iterable[Mapping[str, Any]], federated: bool
) -> dict[str, Any]:
    """What a bulk export is made of: its tables with their columns, and every file with its rows, bytes and checksum.

    `federated` says that every council is served below its own name, so that the addresses of pages begin with it.
    """
    files = list(parts)
    return {
        "made_of": dict(made_of),
        "partitioned_by": ["council_key", "year"],
        "page_address": ("/{council_key}" if federated else "") + PAGE_ADDRESS,
        "rows": sum(part.rows for part in files),
        "bytes": sum(part.bytes for part in files),
        "tables": {
            name: {
                "title": table.label,
                "description": table.description,
                "rows": sum(part.rows for part in files if part.table == name),
                "bytes": sum(part.bytes for part in files if part.table == name),
                "files": f"{name}/**/*.parquet",
                **_schema(table),
            }
            for name, table in tables.items()
        },
        "files": [*(part._asdict() for part in files), *pages],
    }


def csv_blocks(table: Table, rows: Iterable[Row]) -> Iterable[bytes]:
    """A table as CSV, a line at a time, that a spreadsheet opens as UTF-8 and runs nothing of."""
    yield MARK
    for line in csv_lines([list(table.columns)]):
        yield line.encode()
    for line in csv_lines(rows):
        yield line.encode()


def json_blocks(table: Table, rows: Iterable[Row]) -> Iterable[bytes]:
    """A table as JSON lines: an object a row, with every column; lists are lists, yes and no are true and false."""
    makers = [(name, column.type) for name, column in table.columns.items()]
    for row in rows:
        said = {name: plain(value, kind) for (name, kind), value in zip(makers, row, strict=True)}
        yield json.dumps(said, ensure_ascii=False).encode() + b"\n"


def plain(value: Any, kind: str) -> Any:
    """A value of the database as JSON has it."""
    if value is None:
        return None
    if kind == "json":
        return json.loads(value)
    return bool(value) if kind == "boolean" else value


def data_package(title: str, version: str, described: Mapping[str, Table], files: Iterable[Exported]) -> dict[str, Any]:
    """The export as a Data Package (the Frictionless standard), by which programs know its tables, columns, keys and references."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "minutebook",
        "title": title,
        "description": "Council agendas, minutes and plans as rows. Read by a program: check the page before you rely on a row.",
        "version": version,
        "resources": [_resource(described[file.table], file) for file in files],
    }


def _resource(table: Table, file: Exported) -> dict[str, Any]:
    return {
        "name": f"{table.name}-{file.format}".replace("_", "-"),
        "path": file.path,
        "title": table.label,
        "description": table.description,
        "format": ENDINGS[file.format],
        "mediatype": MEDIA_TYPES[file.format],
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(name, column) for name, column in table.columns.items()], "missingValues": [""]}
    if table.view is None:
        schema["primaryKey"] = [table.key]
    return schema


def _field(name: str, column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": name, "type": _FRICTIONLESS.get(column.type, "string"), "description": column.description}
    if column.note:
        field["description"] += f" {column.note}"
    if column.unit:
        field["unit"] = column.unit
    if column.references:
        field["references"] = column.references
    if column.type == "boolean":
        field.update(trueValues=["1", "true"], falseValues=["0", "false"])
    if column.values:
        field["categories"] = [{"value": value, "label": meaning} for value, meaning in closed_list(column.values).items()]
    return field
