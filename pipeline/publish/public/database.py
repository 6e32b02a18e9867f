"""Datasette's database for a public site: every statement that somebody outside had a hand in is answered by a bounded process."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from datasette.database import Database, QueryInterrupted, Results
from datasette.views.base import DatasetteError

from pipeline.edges.questions import Answer, Answerers, Bounds, NobodyFree, Question, TookTooLong
from pipeline.publish.public.allowance import Allowance, current

PRAGMAS_OF_DATASETTE = frozenset(
    {
        "data_version",
        "database_list",
        "foreign_key_list",
        "index_info",
        "index_list",
        "index_xinfo",
        "query_only",
        "schema_version",
        "table_info",
        "table_xinfo",
    }
)
"""What Datasette itself asks to know which tables and columns there are."""
_OWN = frozenset({"PRAGMA schema_version", "PRAGMA database_list;"})
_COUNTING = "select count(*) "
"""How Datasette begins when it counts what a table or view has. A table is shown without its count when that takes too long."""
_SHORTEST_SECONDS = 0.02
_BLANK = sqlite3.connect(":memory:", check_same_thread=False)
"""A database without anything, whose cursors give rows their column names."""


class Busy(Exception):
    """Too many people ask at once."""


class PublicDatabase(Database):  # type: ignore[misc]
    """A database that nobody changes, asked through processes with limits. What Datasette asks about tables is asked in this one."""

    def __init__(self, datasette: Any, path: Path, answerers: Answerers, bounds: Bounds) -> None:
        super().__init__(datasette, str(path), is_mutable=False)
        self._answerers = answerers
        self.bounds = bounds

    async def execute(
        self,
        sql: str,
        params: Any = None,
        truncate: bool = False,
        custom_time_limit: int | None = None,
        page_size: int | None = None,
        log_sql_errors: bool = True,
    ) -> Any:
        """The rows that answer a statement.

        Raises QueryInterrupted when it takes too long, or when the request has used up what it may take; sqlite3.OperationalError
        with words for whoever asked when it is refused or cannot be answered; Busy.
        """
        if sql in _OWN:
            return await super().execute(sql, params)
        allowance = current.get() or Allowance(self.bounds.request_seconds, self.bounds.weight)
        seconds = self._seconds(sql, truncate, custom_time_limit, allowance)
        if seconds < _SHORTEST_SECONDS:
            raise _interrupted(sql, params)
        question = Question(
            sql=sql,
            named=dict(params) if isinstance(params, Mapping) else {},
            placed=[] if params is None or isinstance(params, Mapping) else list(params),
            seconds=seconds,
            rows=self._most_rows(page_size) if truncate else None,
            cells=self.bounds.cells,
            weight=allowance.weight,
        )
        allowance.seconds -= seconds  # so that what is asked at the same time finds less
        taken = seconds
        try:
            answer = await asyncio.get_running_loop().run_in_executor(self.ds.executor, self._answerers.ask, question)
            taken = answer.seconds
        except TookTooLong as error:
            taken = error.seconds
            raise _interrupted(sql, params) from None
        except NobodyFree as error:
            taken = 0.0
            raise Busy(str(error)) from None
        finally:
            allowance.seconds += seconds - taken
        if answer.trouble and allowance.strict:
            raise DatasetteError(answer.words, title="Invalid SQL", status=400)
        if answer.trouble:
            raise sqlite3.OperationalError(answer.words)
        return _results(answer)

    def _seconds(self, sql: str, truncate: bool, custom_time_limit: int | None, allowance: Allowance) -> float:
        """What a statement may take. Facets (which have a limit of their own) and counts leave something for the rows, and a page that
        has used up what it had still gets its small things: which tables there are, the names behind keys."""
        most = min(self.bounds.seconds, float(self.ds.sql_time_limit_ms) / 1000)
        if custom_time_limit is not None:
            return min(most, custom_time_limit / 1000, allowance.seconds - self.bounds.kept_seconds)
        if not truncate and sql.startswith(_COUNTING):
            return min(most, self.bounds.count_seconds, allowance.seconds - self.bounds.kept_seconds)
        return min(most, max(allowance.seconds, self.bounds.small_seconds))

    def _most_rows(self, page_size: int | None) -> int | None:
        most: int | None = self.ds.max_returned_rows
        return most + 1 if most and most == (page_size or self.ds.page_size) else most


def is_public(datasette: Any) -> bool:
    """Whether a Datasette is one that stands on the open internet."""
    return any(isinstance(database, PublicDatabase) for database in datasette.databases.values())


def _interrupted(sql: str, params: Any) -> Exception:
    error: Exception = QueryInterrupted(sqlite3.OperationalError("interrupted"), sql, params)
    return error


def _results(answer: Answer) -> Any:
    """Rows of the kind that Datasette knows: made by a cursor that has the same columns."""
    cursor = _BLANK.execute(_names(tuple(answer.columns)))
    description = cursor.description
    rows = [sqlite3.Row(cursor, tuple(row)) for row in answer.rows]
    return Results(rows, answer.cut, description)


@lru_cache(maxsize=256)
def _names(columns: tuple[str, ...]) -> str:
    quoted = ", ".join('null as "{}"'.format(name.replace('"', '""')) for name in columns)
    return f"select {quoted or 'null'}"
