"""The full-text search over a table: an index of its words, without a copy of the text, kept up by triggers where rows change."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from pipeline.edges.schemas import Table, quoted

TOKENIZER = "porter unicode61 remove_diacritics 2"


def make_searchable(connection: sqlite3.Connection, table: Table, columns: Sequence[str]) -> None:
    """Index the words in these columns of a table as it stands. Nothing keeps the index up: the table is not to change any more."""
    connection.execute(_create(table, columns))
    _fill(connection, table, columns)
    _weigh(connection, table, columns)


def keep_searchable(connection: sqlite3.Connection, table: Table) -> None:
    """Index the words in all searched columns of a table, and have triggers keep the index up.

    An index that is there already is made anew only when it is another one. An update that touches no searched column leaves it alone.
    """
    columns = list(table.search)
    index, names = quoted(_name(table)), quoted(*columns)
    old, new = (", ".join(f"{side}.{quoted(name)}" for name in columns) for side in ("old", "new"))
    insert = f"insert into {index} (rowid, {names}) values (new.rowid, {new});"
    delete = f"insert into {index} ({index}, rowid, {names}) values ('delete', old.rowid, {old});"
    triggers = {
        "ai": ("after insert", insert),
        "ad": ("after delete", delete),
        "au": (f"after update of {names}", f"{delete}\n  {insert}"),
    }
    there = dict(connection.execute("select name, sql from sqlite_master where name = ? or tbl_name = ?", [_name(table), table.name]))
    if there.get(_name(table)) != _create(table, columns) or not all(f"{table.name}_{end}" in there for end in triggers):
        connection.execute(f"drop table if exists {index}")
        connection.execute(_create(table, columns))
        _fill(connection, table, columns)
    _weigh(connection, table, columns)
    for end, (when, then) in triggers.items():
        name = quoted(f"{table.name}_{end}")
        connection.execute(f"drop trigger if exists {name}")
        connection.execute(f"create trigger {name} {when} on {quoted(table.name)} begin\n  {then}\nend")


def _name(table: Table) -> str:
    return f"{table.name}_fts"


def _create(table: Table, columns: Iterable[str]) -> str:
    """The SQL for an empty index, as older databases have it too, so that theirs are known again."""
    made = f"{quoted(*columns)},\n    tokenize='{TOKENIZER}',\n    content={quoted(table.name)}"
    return f"CREATE VIRTUAL TABLE {quoted(_name(table))} USING FTS5 (\n    {made}\n)"


def _fill(connection: sqlite3.Connection, table: Table, columns: Iterable[str]) -> None:
    names = quoted(*columns)
    connection.execute(f"insert into {quoted(_name(table))} (rowid, {names}) select rowid, {names} from {quoted(table.name)}")


def _weigh(connection: sqlite3.Connection, table: Table, columns: Iterable[str]) -> None:
    """Have `rank` weigh the columns as the schema says, so that a reference counts for more than the same words in running text."""
    index, weights = quoted(_name(table)), ", ".join(str(table.search[name]) for name in columns)
    connection.execute(f"insert into {index} ({index}, rank) values ('rank', 'bm25({weights})')")
