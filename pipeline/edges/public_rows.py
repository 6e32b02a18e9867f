"""The rows of a table that may be published, with what is personal taken out of their texts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

from pipeline.edges.schemas import Row, Table, Value, quoted
from pipeline.publish.masking import Masks

_TEXTS = ("text", "lines", "url")

Mask = Callable[[str, str | None], Value]


def public_rows(connection: sqlite3.Connection, table: Table, masks: Masks) -> Iterator[tuple[Row, int]]:
    """Each row that may be published, with the columns that `table` has here, and how many of its values something was taken out of."""
    columns = list(table.columns)
    takers = [_mask(part.type, masks) if name != table.key and not part.references else None for name, part in table.columns.items()]
    paper = columns.index("document_id") if "document_id" in columns else columns.index("id") if table.name == "documents" else None
    rows = connection.execute(f"select {quoted(*columns)} from {quoted(table.name)} where {table.public_rows or '1'}")
    for row in rows:
        document_id = None if paper is None else row[paper]
        made = tuple(
            take(value, document_id) if take and isinstance(value, str) else value for take, value in zip(takers, row, strict=True)
        )
        yield made, sum(new != old for new, old in zip(made, row, strict=True))


def count(connection: sqlite3.Connection, table: str) -> int:
    """How many rows a table has."""
    return int(connection.execute(f"select count(*) from {quoted(table)}").fetchone()[0])


def _mask(kind: str, masks: Masks) -> Mask | None:
    if kind == "json":
        return lambda value, document_id: _masked_json(value, document_id, masks)
    return masks.masked if kind in _TEXTS else None


def _masked_json(value: str, document_id: str | None, masks: Masks) -> str:
    """JSON with its texts masked; letter for letter as it was when nothing in it has to go."""

    def through(part: Any) -> Any:
        if isinstance(part, str):
            return masks.masked(part, document_id)
        if isinstance(part, list):
            return [through(each) for each in part]
        return {masks.masked(name, document_id): through(each) for name, each in part.items()} if isinstance(part, dict) else part

    before = json.loads(value)
    after = through(before)
    return value if after == before else json.dumps(after, ensure_ascii=False)
