"""Parquet files, by pyarrow, which is there only when somebody asked for it."""

from __future__ import annotations

import datetime
import importlib.metadata
import importlib.util
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from pipeline.edges.schemas import Row, Table
from pipeline.errors import UsageError

ROWS_A_GROUP = 20_000


def is_there() -> bool:
    """Whether Parquet can be written here."""
    return importlib.util.find_spec("pyarrow") is not None


def version() -> str:
    """The version of pyarrow, on which the bytes of the files depend; empty when it is not there."""
    return importlib.metadata.version("pyarrow") if is_there() else ""


def write_parquet(path: Path, table: Table, rows: Iterable[Row]) -> int:
    """How many rows were written. Columns have the types and the descriptions of the schema; a group of rows is in memory at a time.

    Raises UsageError when pyarrow is not there.
    """
    if not is_there():
        raise UsageError("Parquet needs pyarrow: pip install 'minutebook[parquet]'. Or leave it out: --format csv,json.")
    import pyarrow
    from pyarrow import parquet

    types = {
        "integer": pyarrow.int64(),
        "boolean": pyarrow.bool_(),
        "real": pyarrow.float64(),
        "date": pyarrow.date32(),
        "timestamp": pyarrow.timestamp("us", tz="UTC"),
    }
    fields = [
        pyarrow.field(name, types.get(column.type, pyarrow.string()), metadata=_said(description=column.description, unit=column.unit))
        for name, column in table.columns.items()
    ]
    schema = pyarrow.schema(fields, metadata=_said(title=table.label, description=table.description))
    makers = [_MAKERS.get(column.type, _as_it_is) for column in table.columns.values()]
    written = 0
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for group in _groups(rows):
            columns = [[None if row[at] is None else make(row[at]) for row in group] for at, make in enumerate(makers)]
            arrays = [pyarrow.array(values, field.type) for values, field in zip(columns, fields, strict=True)]
            writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))
            written += len(group)
    return written


def _as_it_is(value: Any) -> Any:
    return value


_MAKERS: dict[str, Callable[[Any], Any]] = {
    "boolean": bool,
    "date": datetime.date.fromisoformat,
    "timestamp": datetime.datetime.fromisoformat,
}


def _said(**words: str | None) -> dict[str, str]:
    return {name: word for name, word in words.items() if word}


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    waiting = iter(rows)
    while group := list(islice(waiting, ROWS_A_GROUP)):
        yield group
