"""Rows made equal to others: only what differs is written, and recorded among the changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

import msgspec

from pipeline.edges.schemas import Row, Table, quoted, tables
from pipeline.edges.sizes import note
from pipeline.edges.steps import step

GATHERED = 256
"""How many rows of a table that is searched are inserted at once: pages of text are large."""


class Changed(NamedTuple):
    """How many rows were new, changed and withdrawn."""

    new: int = 0
    changed: int = 0
    withdrawn: int = 0

    def __add__(self, other: object) -> Changed:
        """The sum of both, number by number."""
        if not isinstance(other, Changed):
            return NotImplemented
        return Changed(self.new + other.new, self.changed + other.changed, self.withdrawn + other.withdrawn)


def replace_rows(
    connection: sqlite3.Connection, table: Table, rows: Sequence[Row], where: str, parameters: Row, at: str, none_there: bool = False
) -> Changed:
    """Make the rows that `where` finds equal to `rows`, and record the difference. With `none_there` it is known to find none."""
    if none_there and not rows:
        return Changed()
    statements = _statements(table.name)
    found = () if none_there else connection.execute(f"{statements.select} {where}", parameters)
    old = {row[0]: row for row in found}
    if old:
        new, changed = [], []
        for row in rows:
            before = old.pop(row[0], None)
            if before is None:
                new.append(row)
            elif before != row:
                changed.append(row)
    else:
        new, changed = list(rows), []
    first, last = statements.clocks
    if old:
        step_of_database(f"delete rows of {table.name}")
        connection.executemany(statements.delete, [(key,) for key in old])
    if changed:
        step_of_database(f"update rows of {table.name}")
        connection.executemany(statements.update, [(*row[1:], *(at,) * last, row[0]) for row in changed])
    if new:
        step_of_database(f"insert rows into {table.name}")
        clock = (at,) * (first + last)
        _insert(connection, statements, [row + clock for row in new] if clock else new)
    note(connection, table.name, len(new) - len(old))
    if table.tracked:
        if old or changed or new:
            step_of_database(f"record the changes of {table.name}")
        record(connection, at, table.name, "withdrawn", old)
        record(connection, at, table.name, "changed", [row[0] for row in changed])
        record(connection, at, table.name, "new", [row[0] for row in new])
    return Changed(len(new), len(changed), len(old)) if table.tracked else Changed()


def _insert(connection: sqlite3.Connection, statements: _Statements, rows: Sequence[Row]) -> None:
    """Insert rows; into a table that is searched many by one statement.

    With each statement the search writes down what it has been told before, a piece of its index that has to be joined to the others later:
    row by row that takes twice as long as all else together. So rows wait in a temporary table.
    """
    if statements.gather is None or len(rows) == 1:
        connection.executemany(statements.insert, rows)
        return
    for start in range(0, len(rows), GATHERED):
        connection.executemany(statements.gather, rows[start : start + GATHERED])
        connection.execute(statements.insert_gathered)
        connection.execute("delete from temp.waiting")


def record(connection: sqlite3.Connection, at: str, table: str, kind: str, ids: Iterable[Any]) -> None:
    """Write down that rows of a table are new, changed or withdrawn."""
    told = list(ids)
    if told:  # all by one statement, which takes half the time of a statement for each
        every = msgspec.json.encode(told).decode()
        connection.execute(
            "insert into changes (at, table_name, row_id, kind) select ?, ?, value, ? from json_each(?)", (at, table, kind, every)
        )


def make_temporary(connection: sqlite3.Connection) -> None:
    """Make the temporary tables that rows (`waiting`), or ids and a value each (`linked`), go through. They stay as long as the connection:
    whatever is made or dropped has SQLite forget every statement."""
    most = max(len(table.columns) for table in tables().values() if table.search)
    connection.execute(f"create temp table waiting ({quoted(*_places(most))})")
    connection.execute("create temp table linked (id text primary key, value text) without rowid")


def fill_linked(connection: sqlite3.Connection, pairs: Iterable[tuple[str, str | None]]) -> None:
    """Fill `temp.linked` with ids and a value each, for set-based updates."""
    connection.execute("delete from temp.linked")
    connection.executemany("insert into temp.linked values (?, ?)", pairs)


def step_of_database(name: str) -> None:
    """A step at which the database changes; it fails as SQLite fails."""
    step(name, lambda code, words: sqlite3.OperationalError(f"disk I/O error: {words}"))


class _Statements(NamedTuple):
    """The statements for a table; to `gather` rows first and insert them all at once is for those that are searched."""

    select: str
    insert: str
    gather: str | None
    insert_gathered: str
    update: str
    delete: str
    clocks: tuple[int, int]


@cache
def _statements(name: str) -> _Statements:
    table = tables()[name]
    first = [column for column, part in table.columns.items() if part.clock == "first"]
    last = [column for column, part in table.columns.items() if part.clock == "last"]
    every = [*table.given, *first, *last]
    key = quoted(table.key)
    insert, values = f"insert into {quoted(name)} ({quoted(*every)})", f"values ({', '.join('?' * len(every))})"
    places = quoted(*_places(len(every)))
    return _Statements(
        select=f"select {quoted(*table.given)} from {quoted(name)}",
        insert=f"{insert} {values}",
        gather=f"insert into temp.waiting ({places}) {values}" if table.search else None,
        insert_gathered=f"{insert} select {places} from temp.waiting order by rowid",
        update=f"update {quoted(name)} set {', '.join(f'{quoted(column)} = ?' for column in [*table.given[1:], *last])} where {key} = ?",
        delete=f"delete from {quoted(name)} where {key} = ?",
        clocks=(len(first), len(last)),
    )


def _places(count: int) -> list[str]:
    """The columns of `temp.waiting` for a row of so many values."""
    return [f"value_{place}" for place in range(count)]
