"""What looks like a connection, and has its questions answered by the bounded processes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from pipeline.edges.questions import Answer

Parameters = Mapping[str, Any] | Sequence[Any]

_BLANK = sqlite3.connect(":memory:", check_same_thread=False)
"""A database without anything, whose cursors give rows their column names."""


class Rows:
    """The rows of an answer, to be taken as from a cursor."""

    def __init__(self, answer: Answer) -> None:
        cursor = _BLANK.execute(_names(tuple(answer.columns)))
        self.description = cursor.description
        self.cut = answer.cut
        self._rows = iter([sqlite3.Row(cursor, tuple(row)) for row in answer.rows])

    def __iter__(self) -> Iterator[sqlite3.Row]:
        return self._rows

    def fetchone(self) -> sqlite3.Row | None:
        """The next row; None when there is none."""
        return next(self._rows, None)

    def fetchall(self) -> list[sqlite3.Row]:
        """The rows that are left."""
        return list(self._rows)


class Through:
    """A connection for those who only ask: pragmas are asked of `own`, which is bounded too, everything else of `ask`."""

    def __init__(self, own: sqlite3.Connection, ask: Callable[[str, Parameters], Answer]) -> None:
        self._own = own
        self._ask = ask

    def execute(self, sql: str, parameters: Parameters = ()) -> Any:
        """The rows that answer a statement."""
        if sql.lstrip()[:6].lower() == "pragma":
            return self._own.execute(sql, parameters)
        return Rows(self._ask(sql, parameters))

    def cursor(self) -> sqlite3.Cursor:
        """A cursor for the pragmas that Datasette asks."""
        return self._own.cursor()

    def set_progress_handler(self, handler: Callable[[], int | None] | None, operations: int) -> None:
        """Nothing: who asks has no say in how long it may take."""


@lru_cache(maxsize=256)
def _names(columns: tuple[str, ...]) -> str:
    quoted = ", ".join('null as "{}"'.format(name.replace('"', '""')) for name in columns)
    return f"select {quoted or 'null'}"
