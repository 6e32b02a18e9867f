"""Whether a database is sound: the file, the references, the closed lists, the search indexes."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping

from pipeline.edges.schemas import Table, closed_list, quoted, tables
from pipeline.edges.sizes import kept


def check(connection: sqlite3.Connection, writable: bool, described: Mapping[str, Table] | None = None) -> list[str]:
    """What is wrong, a sentence each, in the order of the tables; empty when the database is sound.

    `described` are the tables that it should have, all of them unless they are given. The search indexes are held against their tables
    only where the database is open for writing, which SQLite asks for.
    """
    wrong = [row[0] for row in connection.execute("pragma integrity_check") if row[0] != "ok"]
    wrong += _lost_references(connection)
    for table in (tables() if described is None else described).values():
        wrong += _unknown_values(connection, table)
        wrong += _miscounted(connection, table)
        if table.search and writable:
            wrong += _search_out_of_step(connection, table)
    return wrong


def _lost_references(connection: sqlite3.Connection) -> list[str]:
    lost = Counter((table, other) for table, _, other, _ in connection.execute("pragma foreign_key_check"))
    return [f"{count} references from {table} lead to no row of {other}." for (table, other), count in sorted(lost.items())]


def _unknown_values(connection: sqlite3.Connection, table: Table) -> list[str]:
    wrong = []
    for name, column in table.columns.items():
        if column.values:
            known = {None, *closed_list(column.values)}
            seen = [row[0] for row in connection.execute(f"select distinct {quoted(name)} from {quoted(table.name)}")]
            wrong += [f"{table.name}.{name} has {value!r}, which its closed list does not." for value in seen if value not in known]
    return wrong


def _miscounted(connection: sqlite3.Connection, table: Table) -> list[str]:
    told = kept(connection, table.name)
    count = connection.execute(f"select count(*) from {quoted(table.name)}").fetchone()[0]
    return [] if told in (None, count) else [f"{table.name} has {count} rows, and {told} are on record."]


def _search_out_of_step(connection: sqlite3.Connection, table: Table) -> list[str]:
    index = quoted(f"{table.name}_fts")
    try:
        connection.execute(f"insert into {index} ({index}, rank) values ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        return [f"The search index of {table.name} is not in step with the table ({error})."]
    return []
