"""Asking the database, which may have more rows than an answer can wait for."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from time import monotonic
from typing import Any, TypeVar

from datasette.database import QueryInterrupted
from datasette.utils import sqlite_timelimit
from datasette.views.base import DatasetteError

PATIENCE_SECONDS = 2.0
TOO_SLOW = "This took longer than the site waits. Ask for less: one council or committee, or a shorter span of days."

Answer = TypeVar("Answer")

Parameters = Mapping[str, Any] | Sequence[Any]


@dataclass
class Haste:
    """Whether something was left out of an answer since the database took longer than the site waits."""

    left_out: bool = False


haste: ContextVar[Haste | None] = ContextVar("haste", default=None)
"""Where `rows_of` notes that it left something out, for whoever keeps what is worked out."""


async def rows_of(db: Any, sql: str, parameters: Parameters = ()) -> list[dict[str, Any]] | None:
    """The rows that answer a question; None when the database took longer than the site waits."""
    try:
        return [dict(row) for row in (await db.execute(sql, parameters)).rows]
    except QueryInterrupted:
        noted = haste.get()
        if noted is not None:
            noted.left_out = True
        return None


async def every_row(db: Any, sql: str, parameters: Parameters = ()) -> list[dict[str, Any]]:
    """The rows that answer a question; none when the database took longer than the site waits."""
    return await rows_of(db, sql, parameters) or []


async def one_row(db: Any, sql: str, parameters: Parameters = ()) -> dict[str, Any] | None:
    """The first row that answers a question; None when there is none."""
    found = await every_row(db, sql, parameters)
    return found[0] if found else None


def rows_in(connection: sqlite3.Connection, sql: str, parameters: Parameters = ()) -> list[dict[str, Any]]:
    """The rows that answer a question, for a function that `worked_out` calls."""
    return [dict(row) for row in connection.execute(sql, parameters)]


async def worked_out(db: Any, work: Callable[[sqlite3.Connection], Answer], seconds: float = PATIENCE_SECONDS) -> Answer:
    """What a function makes of the database, that asks it more than one thing. An error with the status 503 when it takes too long."""

    def within(connection: sqlite3.Connection) -> Answer:
        end = monotonic() + seconds
        try:
            with sqlite_timelimit(connection, seconds * 1000):
                return work(connection)
        except sqlite3.OperationalError:
            if monotonic() < end:
                raise
            raise DatasetteError(TOO_SLOW, title="That took too long", status=503) from None  # SQLite says so in several ways

    answer: Answer = await db.execute_fn(within)
    return answer
