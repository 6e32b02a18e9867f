"""The database `minutebook.db`: a document whole or not at all, with a record of what changed; safe to interrupt at any time."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pipeline.edges import councils, registers, schemas, seen_files, sizes, soundness
from pipeline.edges.councils import Council
from pipeline.edges.refusals import in_words, meaning
from pipeline.edges.rows import Changed, fill_linked, insert_new, make_temporary, replace_rows, step_of_database
from pipeline.edges.schemas import LinkRows, Row, Rows, Table, quoted, tables
from pipeline.edges.scope import see_alone
from pipeline.edges.seen_files import LOST
from pipeline.edges.structure import bring_up_to_date, refuse_index
from pipeline.edges.transactions import Transactions
from pipeline.errors import Busy, DamagedDatabase, UsageError, WrongCorpus

WAIT_SECONDS = 10.0
CACHE_KILOBYTES, LOG_PAGES = 1 << 16, 1 << 14
"""What a connection that writes may hold of the database, and after how many pages of 4 KB its log is folded in. Ids begin with a paper's
chance number, so that each paper touches a page of every index: what is held and logged for longer is read and written less often."""
MOST_LINKED_TOGETHER = 50
"""The most documents of a council whose links are written in a transaction that others share."""
STATEMENTS = 512
"""How many statements a connection that writes keeps ready: all that there are. Making one ready takes longer than a row does."""


class Database:
    """A minutebook.db that is open for writing (by one process at a time) or for reading only.

    Use it as a context manager, or call `close`. While it is open for writing, others can go on reading it; afterwards
    it is a single file again.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, writable: bool) -> None:
        self.path = path
        self._connection = connection
        self._writable = writable
        self._transactions = Transactions(connection, path)

    @classmethod
    def open(cls, path: Path, corpus: Path | None = None) -> Self:
        """The database at `path` for writing, made when it is not there; `corpus` is the folder whose papers it holds.

        Raises WrongCorpus when it belongs to another folder, SchemaTooNew when a later version wrote it, DamagedDatabase when the file
        cannot be read as a database, UsageError when it is one of somebody else's, Busy when another process is writing it.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        with in_words(path):
            connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None, cached_statements=STATEMENTS)
            try:
                connection.execute(f"pragma cache_size = -{CACHE_KILOBYTES}")
                connection.execute("pragma temp_store = memory")
                step_of_database("open the database")
                bring_up_to_date(connection, path)
                make_temporary(connection)
                see_alone(connection)
                connection.execute("pragma journal_mode = wal")
                connection.execute("pragma synchronous = normal")
                connection.execute(f"pragma wal_autocheckpoint = {LOG_PAGES}")
                database = cls(path, connection, writable=True)
                if corpus is not None:
                    database._belong_to(corpus)
            except BaseException:
                connection.close()
                raise
        return database

    @classmethod
    def read(cls, path: Path) -> Self:
        """The database at `path` for reading only. Raises UsageError when it is not there, or is an index over several councils."""
        if not path.is_file():
            raise UsageError(f"There is no database at {path} yet. Run `minutebook ingest` first.")
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=WAIT_SECONDS, isolation_level=None)
        try:
            refuse_index(connection, path)
        except UsageError:
            connection.close()
            raise
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
                    step_of_database("fold the log into the database")
                    self._connection.execute("pragma wal_checkpoint(truncate)")
                    self._connection.execute("pragma busy_timeout = 0")
                    step_of_database("take the log away")
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
                replace_rows(self._connection, tables()["files"], [row], "where id = ?", (row[0],), at)
            changed = Changed()
            mine = (document_id,)
            others = [table for table in tables().values() if table.rows_of == "document" and table.name != "files"]
            if self._connection.execute("select 1 from documents where id = ?", mine).fetchone() is None:
                changed = insert_new(self._connection, {table.name: rows.get(table.name, ()) for table in others}, at)
                others = []
            for table in others:
                where = f"where {quoted(_document_column(table))} = ?"
                if table.name == "findings":
                    where += " and stage <> 'link'"
                changed += replace_rows(self._connection, table, rows.get(table.name, ()), where, mine, at)
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
            leads = "where action_id in (select id from actions where document_id = ?)"
            changed = replace_rows(self._connection, tables()["action_leads"], (), leads, mine, at)
            links = "where ? in (from_document_id, to_document_id)"
            changed += replace_rows(self._connection, tables()["document_links"], (), links, mine, at)
            if not forget_files:
                self._connection.execute(f"update files set {LOST}, document_id = null where document_id = ?", mine)
            registers.forget(self._connection, document_id)
            for table in tables().values():
                if table.rows_of == "document":
                    changed += replace_rows(self._connection, table, (), f"where {quoted(_document_column(table))} = ?", mine, at)
            self._connection.execute("delete from loads where document_id = ?", mine)
        return changed

    def stamps(self, documents: Iterable[str] | None = None) -> dict[str, str]:
        """The stamp that each loaded document was last replaced with, by document id; or each of these, in a database open for writing."""
        if documents is None:
            return dict(self._connection.execute("select document_id, stamp from loads"))
        fill_linked(self._connection, ((document, None) for document in documents))
        asked = "select l.document_id, l.stamp from temp.linked as a cross join loads as l on l.document_id = a.id"
        return dict(self._connection.execute(asked))

    def see_files(self, paths: Iterable[str], folders: Iterable[str] | None = None, at: str | None = None) -> None:
        """Record which files a run found in the corpus, or in these folders of it: the others there are gone. Those that are there as
        before are not touched.

        A file that has gone was last seen by the last run that is recorded; one that is back is seen now.
        """
        with self._transaction():
            seen_files.see(self._connection, paths, folders, at or now())

    # --- what documents share -----------------------------------------------------------------------------------------

    def replace_links(self, links: LinkRows, at: str | None = None) -> Changed:
        """How many rows changed when the links between all documents became `links` (from `load.link_rows`). One transaction.

        To be called after the documents were replaced or removed, with the links of the whole corpus. The registers follow.
        """
        with self._transaction():
            return councils.replace_links(self._connection, links, at or now())

    def councils(self) -> dict[str, Council]:
        """The councils whose papers were linked, by their keys."""
        return councils.known_councils(self._connection)

    def councils_of(self, documents: Iterable[str]) -> dict[str, str | None]:
        """The council of each of these documents, as far as they are loaded."""
        return councils.councils_of(self._connection, documents)

    def replace_council(self, key: str, council: Council, documents: Iterable[str], links: LinkRows) -> Changed:
        """How many rows changed when the links between the papers of one council, `documents`, became `links`. One transaction.

        To be called after these documents were replaced. The registers follow. Findings about no paper and corrections are no council's.
        Many documents are linked in a transaction of their own even inside `together`.
        """
        linked = list(documents)
        with self._transactions.part(large=len(linked) > MOST_LINKED_TOGETHER):
            return councils.replace_council(self._connection, key, council, linked, links, now())

    def rows_counted(self, documents: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
        """The row that counts for each row of these documents, and the thread of each row that is in one."""
        return councils.rows_counted(self._connection, documents)

    def replace_judged(self, corrections: Sequence[Row], findings: Sequence[Row]) -> None:
        """Make the corrections, and the findings of linking that are about no paper, equal to these. One transaction."""
        with self._transaction():
            replace_rows(self._connection, tables()["corrections"], corrections, "", (), now())
            replace_rows(self._connection, tables()["findings"], findings, "where stage = 'link' and document_id is null", (), now())

    def fill_registers(self) -> None:
        """Bring the registers up to the other tables, where these were changed without `replace_links`. A transaction of its own."""
        with self._transactions.part(large=True):
            registers.fill(self._connection)

    def replace_table(self, name: str, rows: Sequence[Row], at: str | None = None) -> Changed:
        """How many rows changed when a whole table that belongs to no document (accuracy, corrections) became `rows`."""
        if tables()[name].rows_of == "document":
            raise ValueError(f"The rows of {name} belong to documents: use replace_document.")
        with self._transaction():
            return replace_rows(self._connection, tables()[name], rows, "", (), at or now())

    def record_run(self, started_at: str, finished_at: str, version: str) -> None:
        """Add a run, with the counts of documents and findings as they stand now."""
        with self._transaction():
            self._connection.execute(
                "insert or replace into runs (id, started_at, finished_at, version, documents, ok, failed, findings) "
                "select ?, ?, ?, ?, ?, (select count(*) from documents where status = 'ok'), "
                "(select count(*) from documents where status = 'failed'), ?",
                (started_at, started_at, finished_at, version, self._count("documents"), self._count("findings")),
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

    def counts(self, leave_out: Container[str] = ()) -> dict[str, int]:
        """The number of rows of every table, by name, but of those to be left out."""
        return {name: self._count(name) for name in tables() if name not in leave_out}

    def _count(self, name: str) -> int:
        """The number of a table's rows: as it is kept, else counted, which takes long for a large one."""
        kept = sizes.kept(self._connection, name)
        return self._connection.execute(f"select count(*) from {quoted(name)}").fetchone()[0] if kept is None else kept

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

    def compact(self, tell: Callable[[str], None] = lambda step: None) -> None:
        """Write the file anew, so that nothing is left in it of rows that were removed. Takes as long as loading the text again.

        `tell` is told of each step before it begins. A break at any of them leaves a database that is whole, with its search.
        """
        with in_words(self.path):
            self._connection.execute("pragma temp_store = file")  # the second copy of the file is too big for the memory
            for table in tables().values():
                if table.search:
                    tell(f"the search over {table.name}")
                    index = quoted(f"{table.name}_fts")
                    step_of_database("make a search anew")
                    self._connection.execute(f"insert into {index} ({index}) values ('rebuild')")
            tell("the file")
            step_of_database("write the database anew")
            self._connection.execute("vacuum")
            self._connection.execute("pragma temp_store = memory")

    @contextmanager
    def attached(self, path: Path, name: str) -> Iterator[sqlite3.Connection]:
        """The connection with another database attached under a name, for one transaction."""
        with in_words(path):
            self._connection.execute(f"attach database ? as {quoted(name)}", [str(path)])
            try:
                with self._transaction():
                    yield self._connection
            finally:
                self._connection.execute(f"detach database {quoted(name)}")

    def copy_to(self, path: Path, tell: Callable[[int, int], None] = lambda done, of: None) -> None:
        """Make a database at `path` that is this one as it stands now, while others read it; `tell` is told how many pages are copied."""
        with in_words(path):
            step_of_database("copy the database")
            copy = sqlite3.connect(path, isolation_level=None)
            try:
                self._connection.backup(copy, pages=4096, progress=lambda _, left, total: tell(total - left, total), sleep=0)
                copy.execute("pragma journal_mode = delete")
            finally:
                copy.close()

    def together(self) -> AbstractContextManager[None]:
        """Inside, many small transactions share one, so that the disk waits for fewer; each is still written whole or not at all.

        One that fails is taken back alone. When something else goes wrong in here, what was not yet committed is taken back with it.
        """
        return self._transactions.together()

    # --- inside -------------------------------------------------------------------------------------------------------

    def _transaction(self) -> AbstractContextManager[None]:
        return self._transactions.part()

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


def _document_column(table: Table) -> str:
    return "id" if table.name == "documents" else "document_id"


def now() -> str:
    """The time now in UTC, to the second, as the database writes it."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
