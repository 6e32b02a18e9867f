"""The index database: the rows of each council's database are brought in, kept up and taken out without touching any other's."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from pipeline.edges.database import now
from pipeline.edges.federation.copying import Brought, bring_table
from pipeline.edges.federation.renaming import Renaming
from pipeline.edges.federation.shape import complete_index, index_digest, index_tables, make_index, plan
from pipeline.edges.federation.shards import Shard, Told, stamp_of
from pipeline.edges.refusals import in_words
from pipeline.edges.schemas import digest, quoted
from pipeline.edges.steps import step
from pipeline.errors import UsageError

__all__ = ["Brought", "Index", "Known"]


class Known(NamedTuple):
    """What an index knows of a council's database."""

    id: int
    name: str
    council: str | None
    stamp: str


class Index:
    """An index that is open for writing. Use it as a context manager; what is brought in is kept council by council."""

    def __init__(self, path: Path, connection: sqlite3.Connection, public: bool) -> None:
        self.path = path
        self._connection = connection
        self._public = public

    @classmethod
    def open(cls, path: Path, public: bool, log: bool = True) -> Self:
        """The index at `path`, made when it is not there. With `log`, others can read it meanwhile.

        An index that another version made is emptied: it has nothing that the councils' databases do not have. Raises UsageError when the
        file is another database, DamagedDatabase when it cannot be read, NotWritten when the system will not write.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        with in_words(path):
            connection = sqlite3.connect(path.resolve().as_uri(), uri=True, timeout=10, isolation_level=None)
            try:
                if _made_by(connection, path, public) != index_digest(public):
                    connection.close()
                    for part in (path, *(path.with_name(path.name + ending) for ending in ("-wal", "-shm"))):
                        part.unlink(missing_ok=True)
                    connection = sqlite3.connect(path.resolve().as_uri(), uri=True, timeout=10, isolation_level=None)
                connection.execute("pragma cache_size = -65536")
                connection.execute("pragma secure_delete = on")
                if log:
                    connection.execute("pragma journal_mode = wal")
                connection.execute("pragma synchronous = normal")
                if not connection.execute("select 1 from sqlite_master limit 1").fetchone():
                    _begin(connection, public)
            except BaseException:
                connection.close()
                raise
        return cls(path, connection, public)

    @classmethod
    def look(cls, path: Path, public: bool) -> Self | None:
        """The index at `path` for looking only; None when there is none that is whole and that this version made."""
        if not path.is_file():
            return None
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=10, isolation_level=None)
        try:
            index = cls(path, connection, public)
            if _made_by(connection, path, public) == index_digest(public) and index.is_complete():
                return index
        except sqlite3.DatabaseError:
            pass
        except BaseException:
            connection.close()
            raise
        connection.close()
        return None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Put everything into the one file, unless somebody is reading it just now, and close it."""
        try:
            with suppress(sqlite3.OperationalError):  # what is open for looking only refuses
                self._connection.execute("pragma analysis_limit = 400")
                self._connection.execute("pragma optimize")
                self._connection.execute("pragma wal_checkpoint(truncate)")
                self._connection.execute("pragma busy_timeout = 0")
                self._connection.execute("pragma journal_mode = delete")
        finally:
            self._connection.close()

    def known(self) -> dict[str, Known]:
        """The councils' databases whose rows are in the index, by name."""
        rows = self._connection.execute("select id, name, council, stamp from shards order by name")
        return {row[1]: Known(*row) for row in rows}

    def rows(self) -> dict[str, int]:
        """How many rows the tables of the councils have in the index."""
        return {name: self._connection.execute(f"select count(*) from {quoted(name)}").fetchone()[0] for name in plan().copied}

    def bring(self, shard: Shard, told: Told) -> Brought:
        """What changed when the rows of a council's database were brought into the index; equal rows stay as they are.

        One transaction: nothing of it is kept when it fails, and no row of another council is touched. Raises UsageError when the
        database cannot be read, NotWritten when the index cannot be written.
        """
        path = shard.database(self._public)
        stamp = stamp_of(path)
        with in_words(self.path):
            try:
                self._connection.execute("attach database ? as council", [f"{path.resolve().as_uri()}?mode=ro"])
            except sqlite3.DatabaseError as error:
                raise UsageError(f"{shard.name}: {path} cannot be read as a database ({error}).") from error
            try:
                self._connection.execute("begin immediate")
                brought = self._copied(shard, told, stamp)
                _step("commit the rows of a council")
                self._connection.execute("commit")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("rollback")
                raise
            finally:
                with suppress(sqlite3.OperationalError):
                    self._connection.execute("detach database council")
        return brought

    def remove(self, name: str) -> int:
        """How many rows went with a council's database. Raises UsageError when the index has none of that name."""
        known = self.known().get(name)
        if known is None:
            raise UsageError(f"The index has no council {name}. It has {', '.join(self.known()) or 'none'}.")
        with in_words(self.path):
            self._connection.execute("begin immediate")
            try:
                gone = 0
                for table in (*plan().copied, "aliases"):
                    gone += self._connection.execute(f"delete from {quoted(table)} where shard = ?", [known.id]).rowcount
                self._connection.execute("delete from shards where id = ?", [known.id])
                self._connection.execute("commit")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("rollback")
                raise
        return gone

    def complete(self, settings: dict[str, str], started_at: str, version: str) -> None:
        """Give a new index what makes it quick, and note the run. `settings` are what the index says about itself."""
        with in_words(self.path):
            if not self.is_complete():
                complete_index(self._connection, self._public)
            self._connection.execute("begin immediate")
            try:
                self._set({**settings, "schema": digest(), "complete": "1"})
                self._connection.execute(
                    "insert or replace into runs (id, started_at, finished_at, version, documents, ok, failed, findings) "
                    "select ?, ?, ?, ?, count(*), coalesce(sum(status = 'ok'), 0), coalesce(sum(status = 'failed'), 0), null "
                    "from documents",
                    [started_at, started_at, now(), version],
                )
                self._connection.execute("commit")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("rollback")
                raise

    def compact(self) -> None:
        """Write the file anew, so that nothing is left in it of rows that were withdrawn."""
        searched = [f"{table.name}_fts" for table in index_tables(self._public).values() if table.search]
        with in_words(self.path):
            for index in searched:
                self._connection.execute(f"insert into {quoted(index)} ({quoted(index)}) values ('delete-all')")
            self._connection.execute("vacuum")
            for index in searched:
                self._connection.execute(f"insert into {quoted(index)} ({quoted(index)}) values ('rebuild')")

    def _copied(self, shard: Shard, told: Told, stamp: str) -> Brought:
        known = self.known().get(shard.name)
        number = known.id if known else self._connection.execute("select coalesce(max(id), 0) + 1 from shards").fetchone()[0]
        renaming = Renaming(self._connection, number, shard.name)
        renaming.find()
        withdrawn = known is not None and self._withdrawn(number)
        brought = Brought(withdrawn_papers=withdrawn)
        for name in plan().copied:
            _step(f"bring in the rows of {name}")
            brought += bring_table(self._connection, name, number, renaming, self._public, new=known is None)
        values = (number, shard.name, told.council, told.documents, told.pages, stamp, told.changes_seq, now())
        self._connection.execute("insert or replace into shards values (?, ?, ?, ?, ?, ?, ?, ?)", values)
        return brought

    def _withdrawn(self, number: int) -> bool:
        """Whether a paper whose rows are in the index was withdrawn, or is not in the council's database any more."""
        gone = (
            "select 1 from documents as d where d.shard = :shard and coalesce((select own_id from aliases where shard = :shard and "
            "table_name = 'documents' and id = d.id), d.id) not in (select id from council.documents where status <> 'withdrawn') limit 1"
        )
        return self._connection.execute(gone, {"shard": number}).fetchone() is not None

    def is_complete(self) -> bool:
        """Whether it has its indexes and its search, which a new index is given when all councils are in it."""
        return self._connection.execute("select 1 from settings where name = 'complete'").fetchone() is not None

    def _set(self, settings: dict[str, str]) -> None:
        self._connection.executemany("insert or replace into settings (name, value) values (?, ?)", settings.items())


def _step(name: str) -> None:
    """A step at which the index changes; it fails as SQLite fails."""
    step(name, lambda code, words: sqlite3.OperationalError(f"disk I/O error: {words}"))


def _begin(connection: sqlite3.Connection, public: bool) -> None:
    connection.execute("begin")
    make_index(connection, public)
    connection.execute("insert into settings (name, value) values ('index', ?)", [index_digest(public)])
    connection.execute("commit")


def _made_by(connection: sqlite3.Connection, path: Path, public: bool) -> str | None:
    """The digest that an index was made by; that of this version for an empty file. Raises UsageError for another database."""
    there = {name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")}
    if there and not {"shards", "settings"} <= there:
        raise UsageError(f"{path} is a database, but no index over councils. Choose another folder with --out.")
    if not there:
        return index_digest(public)
    found = connection.execute("select value from settings where name = 'index'").fetchone()
    return found[0] if found else None
