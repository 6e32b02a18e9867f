"""Rows made equal to others: only what differs is written, and recorded among the changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
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


def insert_new(connection: sqlite3.Connection, rows: Mapping[str, Sequence[Row]], at: str) -> Changed:
    """Insert the rows of tables, by their names, that have none of them yet, and record them."""
    told: dict[str, list[Any]] = {}
    for name, several in rows.items():
        if several:
            table = tables()[name]
            _insert(connection, table, several, at)
            note(connection, name, len(several))
            if table.tracked:
                told[name] = [row[0] for row in several]
    if told:
        step_of_database("record what is new")
    record(connection, at, "new", told)
    return Changed(new=sum(map(len, told.values())))


def replace_rows(connection: sqlite3.Connection, table: Table, rows: Sequence[Row], where: str, parameters: Row, at: str) -> Changed:
    """Make the rows that `where` finds equal to `rows`, and record the difference."""
    statements = _statements(table.name)
    old = {row[0]: row for row in connection.execute(f"{statements.select} {where}", parameters)}
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
    if old:
        step_of_database(f"delete rows of {table.name}")
        connection.executemany(statements.delete, [(key,) for key in old])
    if changed:
        step_of_database(f"update rows of {table.name}")
        last = (at,) * statements.clocks[1]
        connection.executemany(statements.update, [(*row[1:], *last, row[0]) for row in changed])
    if new:
        _insert(connection, table, new, at)
    note(connection, table.name, len(new) - len(old))
    if table.tracked:
        if old or changed or new:
            step_of_database(f"record the changes of {table.name}")
        record(connection, at, "withdrawn", {table.name: list(old)})
        record(connection, at, "changed", {table.name: [row[0] for row in changed]})
        record(connection, at, "new", {table.name: [row[0] for row in new]})
    return Changed(len(new), len(changed), len(old)) if table.tracked else Changed()


def _insert(connection: sqlite3.Connection, table: Table, rows: Sequence[Row], at: str) -> None:
    """Insert rows; into a table that is searched many by one statement.

    With each statement the search writes down what it has been told before, a piece of its index that has to be joined to the others later:
    row by row that takes twice as long as all else together. So rows wait in a temporary table.
    """
    step_of_database(f"insert rows into {table.name}")
    statements = _statements(table.name)
    if clock := (at,) * sum(statements.clocks):
        rows = [row + clock for row in rows]
    if statements.gather is None or len(rows) == 1:
        connection.executemany(statements.insert, rows)
        return
    for start in range(0, len(rows), GATHERED):
        connection.executemany(statements.gather, rows[start : start + GATHERED])
        connection.execute(statements.insert_gathered)
        connection.execute("delete from temp.waiting")


def record(connection: sqlite3.Connection, at: str, kind: str, rows: Mapping[str, Sequence[Any]]) -> None:
    """Write down that rows of tables, by their ids, are new, changed or withdrawn."""
    if any(rows.values()):  # all by one statement, which takes half the time of a statement for each
        every = msgspec.json.encode(rows).decode()
        connection.execute(
            "insert into changes (at, table_name, row_id, kind) "
            "select ?, told.key, ids.value, ? from json_each(?) as told cross join json_each(told.value) as ids",
            (at, kind, every),
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
