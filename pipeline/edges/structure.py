"""The shape of the database: made from `schemas/*.yml`, brought up to date when the schemas have changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.edges import registers, schemas
from pipeline.edges.schemas import Column, Table, quoted
from pipeline.edges.sizes import count_all
from pipeline.errors import SchemaTooNew, UsageError

if TYPE_CHECKING:
    import sqlite_utils

VERSION = 1
TOKENIZER = "porter unicode61 remove_diacritics 2"


class Migration(NamedTuple):
    """A step from one version to the next that added tables and columns don't cover: a renamed column, a value with another meaning."""

    version: int
    says: str
    run: Callable[[sqlite3.Connection], None]


MIGRATIONS: tuple[Migration, ...] = ()
"""Every migration, oldest first; the last one's version is VERSION once there is any."""


def bring_up_to_date(
    connection: sqlite3.Connection, path: Path, migrations: tuple[Migration, ...] = MIGRATIONS, version: int = VERSION
) -> None:
    """Give an empty database its tables, views and search; run the migrations and add what is missing in an older one.

    Nothing is written when the database has this version's shape already; what is written is one transaction.
    Raises SchemaTooNew for a database of a later version, UsageError for one that is not Minutebook's.
    """
    registers.give_functions(connection)
    found = int(connection.execute("pragma user_version").fetchone()[0])
    refuse_index(connection, path)
    if found > version:
        raise SchemaTooNew(
            f"{path} was written by a later Minutebook (database version {found}; this one knows {version}). "
            "Install that version, or move the file away and ingest again."
        )
    if found == 0 and connection.execute("select count(*) from sqlite_master").fetchone()[0]:
        raise UsageError(f"{path} is a database, but not one of Minutebook's. Choose another output folder, or move the file away.")
    if found == version and _setting(connection, "schema") == schemas.digest():
        return
    connection.execute("begin immediate")
    try:
        run = [migration for migration in migrations if 0 < found < migration.version]
        for migration in run:
            migration.run(connection)
        filled = found > 0 and not run and _setting(connection, "registers") == registers.digest()
        added = _complete(connection, filled)
        if added or not filled:
            registers.fill_all(connection)
        count_all(connection)
        if run or added:  # the values of new columns, and of those that have another meaning, come with the rows
            connection.execute("update loads set stamp = ''")
        connection.execute("insert or replace into settings (name, value) values ('registers', ?)", [registers.digest()])
        connection.execute("insert or replace into settings (name, value) values ('schema', ?)", [schemas.digest()])
        connection.execute(f"pragma user_version = {version}")
        connection.execute("commit")
    except BaseException:
        if connection.in_transaction:  # SQLite takes back by itself what a full disk has cut short
            connection.execute("rollback")
        raise


def refuse_index(connection: sqlite3.Connection, path: Path) -> None:
    """Nothing, if the database is one of papers. Raises UsageError when it is an index over those of several councils."""
    try:
        is_index = connection.execute("select 1 from sqlite_master where type = 'table' and name = 'shards'").fetchone()
    except sqlite3.DatabaseError:
        return  # what cannot be read is told by whoever reads it
    if is_index:
        raise UsageError(
            f"{path} is an index over several councils. Name the folder of one of them: minutebook federate --list --out {path.parent}"
        )


def make_tables(connection: sqlite3.Connection, tables: Mapping[str, Table]) -> None:
    """Give an empty database these tables, with the columns that they have here and no others; they can be filled now."""
    for table in tables.values():
        connection.execute(_create_table(table, tables))


def make_lasting(connection: sqlite3.Connection, tables: Mapping[str, Table], views: Mapping[str, Table], version: int = VERSION) -> None:
    """Give filled tables their indexes, search and views. Triggers keep the search up: the rows can go on changing.

    A transaction a table, so that no more than one is written twice at a time; what a break left undone is done when it is called again.
    """
    for table in tables.values():
        connection.execute("begin immediate")
        _index(connection, table)
        if table.search:
            _make_searchable(connection, table)
        connection.execute("commit")
    connection.execute("begin immediate")
    for old in _names(connection, "view") & views.keys():
        connection.execute(f"drop view {quoted(old)}")
    for view in views.values():
        _make_view(connection, view)
    connection.execute(f"pragma user_version = {version}")
    connection.execute("commit")


def finish(connection: sqlite3.Connection, tables: Mapping[str, Table], views: Mapping[str, Table], version: int = VERSION) -> None:
    """Give filled tables their indexes, search and views. Nothing keeps the search up: the database is not to change any more."""
    for table in tables.values():
        _index(connection, table)
        searched = [name for name in table.search if name in table.columns]
        if searched:
            _make_search(connection, table, searched)
            _weigh(connection, table, searched)
    for view in views.values():
        _make_view(connection, view)
    connection.execute(f"pragma user_version = {version}")


def _setting(connection: sqlite3.Connection, name: str) -> str | None:
    row = connection.execute("select value from settings where name = ?", [name]).fetchone()
    return row[0] if row else None


def _opened(connection: sqlite3.Connection) -> sqlite_utils.Database:
    """The connection as sqlite-utils has it, which is loaded only where tables or searches that are there may have to change."""
    import sqlite_utils

    return sqlite_utils.Database(connection, execute_plugins=False)


def _names(connection: sqlite3.Connection, kind: str) -> set[str]:
    """The names of all tables, or views, of a database."""
    return {name for (name,) in connection.execute("select name from sqlite_master where type = ?", [kind])}


def _complete(connection: sqlite3.Connection, filled: bool) -> bool:
    """Add what is missing, and make anew what holds nothing of its own, but registers that are `filled` as they should be; whether there
    are columns now that papers have values for."""
    added = False
    for old in _names(connection, "view"):
        connection.execute(f"drop view {quoted(old)}")
    there = _names(connection, "table")
    for table in schemas.tables().values():
        if table.name in there and table.rows_of == "registers" and not filled:
            connection.execute(f"drop table {quoted(table.name)}")
            there.remove(table.name)
        if table.name in there:
            added = _add_missing_columns(connection, table) or added
        else:
            connection.execute(_create_table(table))
            added = added or table.rows_of in ("document", "links")
        _index(connection, table)
        if table.search:
            _make_searchable(connection, table)
    for view in schemas.views().values():
        _make_view(connection, view)
    return added


def _create_table(table: Table, others: Mapping[str, Table] | None = None) -> str:
    columns = [_definition(name, column, table, others) for name, column in table.columns.items()]
    columns += [f"unique ({quoted(*names)})" for names in table.unique]
    return f"create table {quoted(table.name)} (\n  " + ",\n  ".join(columns) + "\n)"


def _definition(name: str, column: Column, table: Table, others: Mapping[str, Table] | None = None) -> str:
    kind = {int: "INTEGER", float: "REAL"}.get(schemas.SQL_TYPES.get(column.type, str), "TEXT")
    key = " primary key" if name == table.key else ""
    points = ""
    if column.references:
        pointed = (others or {}).get(column.references) or schemas.tables()[column.references]
        points = f" references {quoted(pointed.name)} ({quoted(pointed.key)})"
    return f"{quoted(name)} {kind}{key}{points}"


def _add_missing_columns(connection: sqlite3.Connection, table: Table) -> bool:
    """Whether some were missing."""
    there = {column.name for column in _opened(connection).table(table.name).columns}
    missing = {name: column for name, column in table.columns.items() if name not in there}
    for name, column in missing.items():
        connection.execute(f"alter table {quoted(table.name)} add column {_definition(name, column, table)}")
    return bool(missing)


def _index(connection: sqlite3.Connection, table: Table) -> None:
    single = [[name] for name, column in table.columns.items() if name != table.key and (column.index or column.references)]
    for names in (*single, *table.indexes):
        index = quoted(f"idx_{table.name}_{'_'.join(names)}")
        connection.execute(f"create index if not exists {index}\n    on {quoted(table.name)} ({quoted(*names)})")


def _make_view(connection: sqlite3.Connection, view: Table) -> None:
    connection.execute(f"create view {quoted(view.name)} as {(view.view or '').strip()}")


def _make_searchable(connection: sqlite3.Connection, table: Table) -> None:
    """An external-content FTS5 index kept by triggers; an update that touches no searched column leaves it alone.

    One that is there, known by its triggers, stays if it has the right columns. `rank` weighs the columns as the schema says, so that a
    reference counts for more than the same words in running text.
    """
    if f"{table.name}_fts" in _names(connection, "table"):
        _opened(connection).table(table.name).enable_fts(table.search, tokenize=TOKENIZER, create_triggers=True, replace=True)
    else:
        _make_search(connection, table, table.search)
    index, columns = quoted(f"{table.name}_fts"), quoted(*table.search)
    _weigh(connection, table, table.search)
    old, new = (", ".join(f'{side}."{name}"' for name in table.search) for side in ("old", "new"))
    delete = f"  insert into {index} ({index}, rowid, {columns}) values ('delete', old.rowid, {old});\n"
    insert = f"  insert into {index} (rowid, {columns}) values (new.rowid, {new});\n"
    events = {"ai": ("insert", insert), "ad": ("delete", delete), "au": (f"update of {columns}", delete + insert)}
    for end, (event, then) in events.items():
        trigger = quoted(f"{table.name}_{end}")
        connection.execute(f"drop trigger if exists {trigger}")
        connection.execute(f"create trigger {trigger} after {event} on {quoted(table.name)} begin\n{then}end")


def _make_search(connection: sqlite3.Connection, table: Table, columns: Iterable[str]) -> None:
    """The index of what the table has; in the words in which sqlite-utils makes one, by which it sees later that it is as it should be."""
    index, named = quoted(f"{table.name}_fts"), quoted(*columns)
    shape = ",\n    ".join([named, f"tokenize='{TOKENIZER}'", f"content={quoted(table.name)}"])
    connection.execute(f"CREATE VIRTUAL TABLE {index} USING FTS5 (\n    {shape}\n)")
    connection.execute(f"insert into {index} (rowid, {named}) select rowid, {named} from {quoted(table.name)}")


def _weigh(connection: sqlite3.Connection, table: Table, columns: Iterable[str]) -> None:
    index, weights = quoted(f"{table.name}_fts"), ", ".join(str(table.search[name]) for name in columns)
    connection.execute(f"insert into {index} ({index}, rank) values ('rank', 'bm25({weights})')")
