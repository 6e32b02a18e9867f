"""The database `minutebook.db`: one transaction a document, with a record of what changed; safe to interrupt at any time."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from pipeline.edges import registers, schemas, soundness
from pipeline.edges.refusals import in_words, meaning
from pipeline.edges.schemas import LinkRows, Row, Rows, Table, tables
from pipeline.edges.steps import step
from pipeline.edges.structure import bring_up_to_date, quoted
from pipeline.errors import Busy, DamagedDatabase, UsageError, WrongCorpus

WAIT_SECONDS = 10.0


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


class Database:
    """A minutebook.db that is open for writing (by one process at a time) or for reading only.

    Use it as a context manager, or call `close`. While it is open for writing, others can go on reading it; afterwards
    it is a single file again.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, writable: bool) -> None:
        self.path = path
        self._connection = connection
        self._writable = writable

    @classmethod
    def open(cls, path: Path, corpus: Path | None = None) -> Self:
        """The database at `path` for writing, made when it is not there; `corpus` is the folder whose papers it holds.

        Raises WrongCorpus when it belongs to another folder, SchemaTooNew when a later version wrote it, DamagedDatabase when the file
        cannot be read as a database, UsageError when it is one of somebody else's, Busy when another process is writing it.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        with in_words(path):
            connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
            try:
                connection.execute("pragma cache_size = -16384")
                connection.execute("pragma temp_store = memory")
                _step("open the database")
                bring_up_to_date(connection, path)
                connection.execute("pragma journal_mode = wal")
                connection.execute("pragma synchronous = normal")
                database = cls(path, connection, writable=True)
                if corpus is not None:
                    database._belong_to(corpus)
            except BaseException:
                connection.close()
                raise
        return database

    @classmethod
    def read(cls, path: Path) -> Self:
        """The database at `path` for reading only. Raises UsageError when it is not there."""
        if not path.is_file():
            raise UsageError(f"There is no database at {path} yet. Run `minutebook ingest` first.")
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=WAIT_SECONDS, isolation_level=None)
        return cls(path, connection, writable=False)

    def made_by_this_version(self) -> Self:
        """The database itself, when it has the tables that this version asks. Raises UsageError when another version made it."""
        found = self._connection.execute("select value from settings where name = 'schema'").fetchone()
        if not found or found[0] != schemas.digest():
            raise UsageError(
                f"{self.path} was made by another version of Minutebook. Run `minutebook ingest`, which brings it up to this one."
            )
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if isinstance(error, sqlite3.DatabaseError) and (meant := meaning(error, self.path)):
            self._connection.close()
            raise meant from error
        self.close()

    def close(self) -> None:
        """Put everything into the one file, unless somebody is reading it just now (then the next close does), and close it."""
        try:
            if self._writable:
                with suppress(Busy), in_words(self.path):
                    self._connection.execute("pragma analysis_limit = 400")
                    self._connection.execute("pragma optimize")
                    _step("fold the log into the database")
                    self._connection.execute("pragma wal_checkpoint(truncate)")
                    self._connection.execute("pragma busy_timeout = 0")
                    _step("take the log away")
                    self._connection.execute("pragma journal_mode = delete")
        finally:
            self._connection.close()

    # --- documents ----------------------------------------------------------------------------------------------------

    def replace_document(self, document_id: str, rows: Rows, stamp: str = "", at: str | None = None) -> Changed:
        """How many rows changed when the document's rows became `rows` (from `load.rows_of`); nothing is written for equal rows.

        One transaction. `stamp` is kept for `stamps`, so that the caller can tell what need not be loaded again; `at` is the
        time to record. A file that the rows no longer name stays, for `see_files` to tell whether it is gone.
        """
        at = at or now()
        with self._transaction():
            for row in rows.get("files", ()):
                self._replace(tables()["files"], [row], "where id = ?", (row[0],), at)
            changed = Changed()
            for table in tables().values():
                if table.rows_of == "document" and table.name != "files":
                    where = f"where {quoted(_document_column(table))} = ?"
                    if table.name == "findings":
                        where += " and stage <> 'link'"
                    changed += self._replace(table, rows.get(table.name, ()), where, (document_id,), at)
            self._connection.execute("insert or replace into loads (document_id, stamp) values (?, ?)", (document_id, stamp))
        return changed

    def remove_document(self, document_id: str, at: str | None = None, forget_files: bool = False) -> Changed:
        """How many rows went with the document: its own, its actions' leads, and its links to others. One transaction.

        Its files stay on record as gone, without a document; with `forget_files` they go too. The words are gone from every table,
        but not yet from the bytes of the database: `compact` sees to that.
        """
        at = at or now()
        mine = (document_id,)
        with self._transaction():
            changed = self._replace(
                tables()["action_leads"], (), "where action_id in (select id from actions where document_id = ?)", mine, at
            )
            changed += self._replace(tables()["document_links"], (), "where ? in (from_document_id, to_document_id)", mine, at)
            if not forget_files:
                self._connection.execute("update files set gone = 1, document_id = null where document_id = ?", mine)
            registers.forget(self._connection, document_id)
            for table in tables().values():
                if table.rows_of == "document":
                    changed += self._replace(table, (), f"where {quoted(_document_column(table))} = ?", mine, at)
            self._connection.execute("delete from loads where document_id = ?", mine)
        return changed

    def stamps(self) -> dict[str, str]:
        """The stamp that each loaded document was last replaced with, by document id."""
        return dict(self._connection.execute("select document_id, stamp from loads"))

    def see_files(self, paths: Iterable[str], at: str | None = None) -> None:
        """Record which files a run found in the corpus: the others of the table are gone."""
        at = at or now()
        with self._transaction():
            self._temporary("seen", ((path, None) for path in paths))
            self._connection.execute("update files set gone = 0, last_seen = ? where id in (select id from temp.seen)", (at,))
            self._connection.execute("update files set gone = 1 where gone = 0 and id not in (select id from temp.seen)")

    # --- what documents share -----------------------------------------------------------------------------------------

    def replace_links(self, links: LinkRows, at: str | None = None) -> Changed:
        """How many rows changed when the links between all documents became `links` (from `load.link_rows`). One transaction.

        To be called after the documents were replaced or removed, with the links of the whole corpus. The registers follow.
        """
        at = at or now()
        with self._transaction():
            changed = Changed()
            for name, rows in links.tables.items():
                where = "where stage = 'link'" if name == "findings" else ""
                changed += self._replace(tables()[name], rows, where, (), at)
            touched: dict[str, set[str]] = {}
            for mapping, values in links.columns.items():
                self._temporary("linked", values.items())
                for table, column in _linked_columns(mapping):
                    touched.setdefault(table, set()).update(self._link(table, column, own_id=mapping == "canonical"))
            for table, ids in touched.items():
                self._record(at, table, "changed", sorted(ids))
                changed += Changed(changed=len(ids))
            _step("fill the registers")
            registers.fill(self._connection)
        return changed

    def fill_registers(self) -> None:
        """Bring the registers up to the other tables, where these were changed without `replace_links`. One transaction."""
        with self._transaction():
            registers.fill(self._connection)

    def replace_table(self, name: str, rows: Sequence[Row], at: str | None = None) -> Changed:
        """How many rows changed when a whole table that belongs to no document (accuracy, corrections) became `rows`."""
        if tables()[name].rows_of == "document":
            raise ValueError(f"The rows of {name} belong to documents: use replace_document.")
        with self._transaction():
            return self._replace(tables()[name], rows, "", (), at or now())

    def record_run(self, started_at: str, finished_at: str, version: str) -> None:
        """Add a run, with the counts of documents and findings as they stand now."""
        with self._transaction():
            self._connection.execute(
                "insert or replace into runs (id, started_at, finished_at, version, documents, ok, failed, findings) "
                "select ?, ?, ?, ?, count(*), coalesce(sum(status = 'ok'), 0), coalesce(sum(status = 'failed'), 0), "
                "(select count(*) from findings) from documents",
                (started_at, started_at, finished_at, version),
            )

    def is_whole(self) -> bool:
        """Whether the file can be read as a database from end to end."""
        try:
            return bool(self._connection.execute("pragma quick_check(1)").fetchone()[0] == "ok")
        except sqlite3.DatabaseError as error:
            if isinstance(meaning(error, self.path), DamagedDatabase):
                return False
            raise

    # --- looking ------------------------------------------------------------------------------------------------------

    def rows(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[sqlite3.Row]:
        """The rows that a SELECT gives; their values can be had by column name."""
        cursor = self._connection.cursor()
        cursor.row_factory = sqlite3.Row
        return cursor.execute(sql, parameters).fetchall()

    def counts(self) -> dict[str, int]:
        """The number of rows of every table, by name."""
        return {name: self._connection.execute(f"select count(*) from {quoted(name)}").fetchone()[0] for name in tables()}

    def check(self) -> list[str]:
        """What is wrong with the database, a sentence each; empty when it is sound."""
        return soundness.check(self._connection, self._writable)

    def forget_names(self) -> None:
        """Nothing among the changes about officers and threads that are not there any more: their keys are made of words."""
        with self._transaction():
            for table in tables().values():
                if table.rows_of == "links" and table.key in table.columns and not table.columns[table.key].references:
                    gone = f"row_id not in (select {quoted(table.key)} from {quoted(table.name)})"
                    self._connection.execute(f"delete from changes where table_name = ? and {gone}", (table.name,))

    def compact(self) -> None:
        """Write the file anew, so that nothing is left in it of rows that were removed. Takes as long as loading the text again."""
        searched = [table.name + "_fts" for table in tables().values() if table.search]
        for index in searched:
            self._connection.execute(f"insert into {quoted(index)} ({quoted(index)}) values ('delete-all')")
        self._connection.execute("vacuum")
        for index in searched:
            self._connection.execute(f"insert into {quoted(index)} ({quoted(index)}) values ('rebuild')")

    # --- inside -------------------------------------------------------------------------------------------------------

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with in_words(self.path):
            self._connection.execute("begin immediate")
            try:
                _step("a transaction has begun")
                yield
                _step("commit")
                self._connection.execute("commit")
            except BaseException:
                if self._connection.in_transaction:  # SQLite takes back by itself what a full disk has cut short
                    self._connection.execute("rollback")
                raise
            _step("committed")

    def _belong_to(self, corpus: Path) -> None:
        """Remember the corpus folder, relative to the database so that both can move together (and no home folder is published)."""
        try:
            folder = Path(os.path.relpath(corpus.resolve(), self.path.resolve().parent)).as_posix()
        except ValueError:  # another drive
            folder = corpus.resolve().as_posix()
        known = self._connection.execute("select value from settings where name = 'corpus'").fetchone()
        if known is None:
            self._connection.execute("insert into settings (name, value) values ('corpus', ?)", (folder,))
        elif known[0] != folder:
            raise WrongCorpus(
                f"{self.path} holds the papers of {known[0]} (seen from its own folder), not of {folder}. "
                "Choose another output folder for this corpus, or move the database away to start afresh."
            )

    def _replace(self, table: Table, rows: Sequence[Row], where: str, parameters: Row, at: str) -> Changed:
        """Make the rows that `where` finds equal to `rows`, and record the difference."""
        statements = _statements(table.name)
        old = {row[0]: row for row in self._connection.execute(f"{statements.select} {where}", parameters)}
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
            _step(f"delete rows of {table.name}")
            self._connection.executemany(statements.delete, [(key,) for key in old])
        if changed:
            _step(f"update rows of {table.name}")
            self._connection.executemany(statements.update, [(*row[1:], *(at,) * last, row[0]) for row in changed])
        if new:
            _step(f"insert rows into {table.name}")
            clock = (at,) * (first + last)
            self._connection.executemany(statements.insert, [row + clock for row in new] if clock else new)
        if table.tracked:
            if old or changed or new:
                _step(f"record the changes of {table.name}")
            self._record(at, table.name, "withdrawn", old)
            self._record(at, table.name, "changed", [row[0] for row in changed])
            self._record(at, table.name, "new", [row[0] for row in new])
        return Changed(len(new), len(changed), len(old)) if table.tracked else Changed()

    def _record(self, at: str, table: str, kind: str, ids: Iterable[Any]) -> None:
        self._connection.executemany(
            "insert into changes (at, table_name, row_id, kind) values (?, ?, ?, ?)", [(at, table, key, kind) for key in ids]
        )

    def _temporary(self, name: str, pairs: Iterable[tuple[str, str | None]]) -> None:
        """A temporary table of ids with a value each, for set-based updates."""
        self._connection.execute(f"drop table if exists temp.{name}")
        self._connection.execute(f"create temp table {name} (id text primary key, value text) without rowid")
        self._connection.executemany(f"insert into temp.{name} values (?, ?)", pairs)

    def _link(self, table: str, column: str, own_id: bool) -> list[str]:
        """The ids of the rows whose linked column was not yet what `temp.linked` says, and now is."""
        table, column = quoted(table), quoted(column)
        value = f"(select value from temp.linked where linked.id = {table}.id)"
        value = f"coalesce({value}, {table}.id)" if own_id else value
        ids = [row[0] for row in self._connection.execute(f"select id from {table} where {column} is not {value}")]
        if ids:
            self._connection.execute(f"update {table} set {column} = {value} where {column} is not {value}")
        return ids


def _step(name: str) -> None:
    """A step at which the database changes; it fails as SQLite fails."""
    step(name, lambda code, words: sqlite3.OperationalError(f"disk I/O error: {words}"))


class _Statements(NamedTuple):
    select: str
    insert: str
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
    return _Statements(
        select=f"select {quoted(*table.given)} from {quoted(name)}",
        insert=f"insert into {quoted(name)} ({quoted(*every)}) values ({', '.join('?' * len(every))})",
        update=f"update {quoted(name)} set {', '.join(f'{quoted(column)} = ?' for column in [*table.given[1:], *last])} where {key} = ?",
        delete=f"delete from {quoted(name)} where {key} = ?",
        clocks=(len(first), len(last)),
    )


def _document_column(table: Table) -> str:
    return "id" if table.name == "documents" else "document_id"


@cache
def _linked_columns(mapping: str) -> list[tuple[str, str]]:
    return [(table.name, name) for table in schemas.tables().values() for name, column in table.columns.items() if column.linked == mapping]


def now() -> str:
    """The time now in UTC, to the second, as the database writes it."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
