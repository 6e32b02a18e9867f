"""Asking the database, which may have more rows than an answer can wait for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from datasette.database import QueryInterrupted

Parameters = Mapping[str, Any] | Sequence[Any]


async def rows_of(db: Any, sql: str, parameters: Parameters = ()) -> list[dict[str, Any]] | None:
    """The rows that answer a question; None when the database took longer than the site waits."""
    try:
        return [dict(row) for row in (await db.execute(sql, parameters)).rows]
    except QueryInterrupted:
        return None


async def every_row(db: Any, sql: str, parameters: Parameters = ()) -> list[dict[str, Any]]:
    """The rows that answer a question; none when the database took longer than the site waits."""
    return await rows_of(db, sql, parameters) or []


async def one_row(db: Any, sql: str, parameters: Parameters = ()) -> dict[str, Any] | None:
    """The first row that answers a question; None when there is none."""
    found = await every_row(db, sql, parameters)
    return found[0] if found else None
