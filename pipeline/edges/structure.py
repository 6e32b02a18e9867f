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
        added = _complete(_opened(connection), filled)
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
    database = _opened(connection)
    for table in tables.values():
        connection.execute("begin immediate")
        _index(database, table)
        if table.search:
            _make_searchable(database, table)
        connection.execute("commit")
    connection.execute("begin immediate")
    for view in views.values():
        database.create_view(view.name, (view.view or "").strip(), replace=True)
    connection.execute(f"pragma user_version = {version}")
    connection.execute("commit")


def finish(connection: sqlite3.Connection, tables: Mapping[str, Table], views: Mapping[str, Table], version: int = VERSION) -> None:
    """Give filled tables their indexes, search and views. Nothing keeps the search up: the database is not to change any more."""
    database = _opened(connection)
    for table in tables.values():
        _index(database, table)
        searched = [name for name in table.search if name in table.columns]
        if searched:
            database.table(table.name).enable_fts(searched, tokenize=TOKENIZER)
            _weigh(database, table, searched)
    for view in views.values():
        database.create_view(view.name, (view.view or "").strip())
    connection.execute(f"pragma user_version = {version}")


def _setting(connection: sqlite3.Connection, name: str) -> str | None:
    row = connection.execute("select value from settings where name = ?", [name]).fetchone()
    return row[0] if row else None


def _opened(connection: sqlite3.Connection) -> sqlite_utils.Database:
    """The connection as sqlite-utils has it, which is loaded only where the shape of a database has to be made or changed."""
    import sqlite_utils

    return sqlite_utils.Database(connection, execute_plugins=False)


def _complete(database: sqlite_utils.Database, filled: bool) -> bool:
    """Add what is missing, and make anew what holds nothing of its own, but registers that are `filled` as they should be; whether there
    are columns now that papers have values for."""
    added = False
    for old in database.view_names():
        database.execute(f"drop view {quoted(old)}")
    there = set(database.table_names())
    for table in schemas.tables().values():
        if table.name in there and table.rows_of == "registers" and not filled:
            database.execute(f"drop table {quoted(table.name)}")
            there.remove(table.name)
        if table.name in there:
            added = _add_missing_columns(database, table) or added
        else:
            database.execute(_create_table(table))
            added = added or table.rows_of in ("document", "links")
        _index(database, table)
        if table.search:
            _make_searchable(database, table)
    for view in schemas.views().values():
        database.create_view(view.name, (view.view or "").strip())
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


def _add_missing_columns(database: sqlite_utils.Database, table: Table) -> bool:
    """Whether some were missing."""
    there = {column.name for column in database.table(table.name).columns}
    missing = {name: column for name, column in table.columns.items() if name not in there}
    for name, column in missing.items():
        database.execute(f"alter table {quoted(table.name)} add column {_definition(name, column, table)}")
    return bool(missing)


def _index(database: sqlite_utils.Database, table: Table) -> None:
    for name, column in table.columns.items():
        if name != table.key and (column.index or column.references):
            database.table(table.name).create_index([name], if_not_exists=True)
    for names in table.indexes:
        database.table(table.name).create_index(names, if_not_exists=True)


def _make_searchable(database: sqlite_utils.Database, table: Table) -> None:
    """An external-content FTS5 index kept by triggers; an update that touches no searched column leaves it alone.

    `rank` weighs the columns as the schema says, so that a reference counts for more than the same words in running text.
    """
    is_there = database.table(f"{table.name}_fts").exists()  # with its triggers, by which it is known to be one that is kept
    database.table(table.name).enable_fts(table.search, tokenize=TOKENIZER, create_triggers=is_there, replace=is_there)
    index, columns = quoted(f"{table.name}_fts"), quoted(*table.search)
    _weigh(database, table, table.search)
    old, new = (", ".join(f'{side}."{name}"' for name in table.search) for side in ("old", "new"))
    delete = f"  insert into {index} ({index}, rowid, {columns}) values ('delete', old.rowid, {old});\n"
    insert = f"  insert into {index} (rowid, {columns}) values (new.rowid, {new});\n"
    events = {"ai": ("insert", insert), "ad": ("delete", delete), "au": (f"update of {columns}", delete + insert)}
    for end, (event, then) in events.items():
        trigger = quoted(f"{table.name}_{end}")
        database.execute(f"drop trigger if exists {trigger}")
        database.execute(f"create trigger {trigger} after {event} on {quoted(table.name)} begin\n{then}end")


def _weigh(database: sqlite_utils.Database, table: Table, columns: Iterable[str]) -> None:
    index, weights = quoted(f"{table.name}_fts"), ", ".join(str(table.search[name]) for name in columns)
    database.execute(f"insert into {index} ({index}, rank) values ('rank', 'bm25({weights})')")
