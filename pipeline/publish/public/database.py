"""Datasette's database for a public site: every statement that somebody outside had a hand in is answered by a bounded process."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from datasette.database import Database, QueryInterrupted, Results
from datasette.views.base import DatasetteError

from pipeline.edges.questions import Answer, Answerers, Bounds, NobodyFree, Question, TookTooLong
from pipeline.publish.public.allowance import Allowance, CutShort, current
from pipeline.publish.public.through import Parameters, Rows, Through

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
_INTERRUPTED = "interrupted"
"""What SQLite says of a question that was not let finish."""


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
        allowance = self._allowance()
        seconds = self._seconds(sql, truncate, custom_time_limit, allowance)
        rows = self._most_rows(page_size) if truncate else None

        def ask() -> Answer:
            return self._asked(sql, params if params is not None else (), seconds, rows, allowance)

        try:
            answer = await asyncio.get_running_loop().run_in_executor(self.ds.executor, ask)
        except sqlite3.OperationalError as error:
            if error.args == (_INTERRUPTED,):
                raise _interrupted(error, sql, params, allowance) from None
            if allowance.strict:
                raise DatasetteError(str(error), title="Invalid SQL", status=400) from None
            raise
        found = Rows(answer)
        return Results(found.fetchall(), found.cut, found.description)

    async def execute_fn(self, fn: Callable[[Any], Any]) -> Any:
        """What a function gives that asks the database more than one thing; all that it asks comes off what the request may take.

        Raises what the function raises: for it, a question that took too long is interrupted.
        """
        allowance = self._allowance()

        def ask(sql: str, parameters: Parameters) -> Answer:
            return self._asked(sql, parameters, min(self.bounds.seconds, allowance.seconds), None, allowance)

        return await super().execute_fn(lambda own: fn(Through(own, ask)))

    def _asked(self, sql: str, parameters: Parameters, seconds: float, rows: int | None, allowance: Allowance) -> Answer:
        """The answer, which has no trouble. What it took comes off the allowance: all at first, so that what is asked at the same time
        finds less."""
        if seconds < _SHORTEST_SECONDS:
            allowance.hurried = True
            raise sqlite3.OperationalError(_INTERRUPTED)
        by_name = isinstance(parameters, Mapping)
        question = Question(
            sql=sql,
            named=dict(parameters) if by_name else {},
            placed=[] if by_name else list(parameters),
            seconds=seconds,
            rows=rows,
            cells=self.bounds.cells,
            weight=allowance.weight,
        )
        allowance.seconds -= seconds
        taken = seconds
        try:
            answer = self._answerers.ask(question)
            taken = answer.seconds
        except TookTooLong as error:
            taken = error.seconds
            allowance.hurried = True
            raise sqlite3.OperationalError(_INTERRUPTED) from None
        except NobodyFree as error:
            taken = 0.0
            allowance.hurried = True
            raise Busy(str(error)) from None
        finally:
            allowance.seconds += seconds - taken
        if answer.trouble:
            raise sqlite3.OperationalError(answer.words)
        return answer

    def _allowance(self) -> Allowance:
        return current.get() or Allowance(self.bounds.request_seconds, self.bounds.weight)

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


def _interrupted(error: Exception, sql: str, params: Any, allowance: Allowance) -> BaseException:
    if allowance.begun:
        return CutShort("The answer cannot go on.")
    interrupted: Exception = QueryInterrupted(error, sql, params)
    return interrupted
