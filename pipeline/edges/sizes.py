"""How many rows the tables have, kept beside them: to count the rows of a large database takes longer than to bring a paper into it."""

from __future__ import annotations

import sqlite3

from pipeline.edges.schemas import quoted, tables

_SETTING = "rows of "
COUNTED = ("document", "links", "registers", "people")
"""Whose rows are counted: what the pipeline writes about itself is not shown."""


def count_all(connection: sqlite3.Connection) -> None:
    """Count the rows of all tables once, so that from then on their number is kept."""
    for name, table in tables().items():
        if table.rows_of in COUNTED:
            count = connection.execute(f"select count(*) from {quoted(name)}").fetchone()[0]
            connection.execute("insert or replace into settings (name, value) values (?, ?)", (_SETTING + name, count))


def note(connection: sqlite3.Connection, name: str, more: int) -> None:
    """So many more rows are in a table, in the same transaction; fewer, where it is below 0."""
    if more:
        connection.execute("update settings set value = value + ? where name = ?", (more, _SETTING + name))


def kept(connection: sqlite3.Connection, name: str) -> int | None:
    """The number of rows of a table; None where it is not kept."""
    found = connection.execute("select value from settings where name = ?", (_SETTING + name,)).fetchone()
    return int(found[0]) if found else None
