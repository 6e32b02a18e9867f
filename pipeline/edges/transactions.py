"""Writing to a database whole or not at all: each part in a transaction of its own, or many small ones in a transaction that they share."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.edges.refusals import in_words
from pipeline.edges.rows import step_of_database
from pipeline.errors import NotWritten

MOST_TOGETHER = 60_000
"""After so many rows, those of its search among them, a transaction that several parts share is committed."""


class Transactions:
    """The transactions on a connection to the database at `path`. What SQLite refuses in them is raised as `refusals.meaning` has it."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._sharing = False
        self._committed = 0  # how many rows the connection had written when it last committed

    @contextmanager
    def part(self, large: bool = False) -> Iterator[None]:
        """Inside, everything is written or nothing: in a transaction of its own, or inside `together` in the one that is shared.

        A `large` part has its own there too.
        """
        with in_words(self._path):
            if self._sharing and not large:
                with self._saved():
                    yield
                if self._connection.total_changes - self._committed >= MOST_TOGETHER:
                    self._commit()
                return
            with self._taken_back():
                self._commit()
                self._begin()
                yield
                self._commit()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Inside, parts share a transaction until `MOST_TOGETHER` rows are written; then, and at the end, it is committed.

        A part that fails is taken back alone. When something else goes wrong in here, or the system refuses to write, what was not
        committed yet is taken back too. It is for small parts: what a part overwrites is kept in memory until the part is through.
        """
        self._sharing = True
        try:
            with in_words(self._path), self._taken_back():
                yield
                self._commit()
        finally:
            self._sharing = False

    @contextmanager
    def _saved(self) -> Iterator[None]:
        """A part of the shared transaction, which is begun for the first of them."""
        if not self._connection.in_transaction:
            self._begin()
        self._connection.execute("savepoint part")
        try:
            yield
        except BaseException as error:
            if self._connection.in_transaction:
                self._connection.execute("rollback to part")
                self._connection.execute("release part")
            elif isinstance(error, MemoryError):  # SQLite has taken back the parts before it too: it is not the matter of this one alone
                raise NotWritten(f"{self._path} cannot be written: the memory is full. Run it again; nothing is lost.") from error
            raise
        self._connection.execute("release part")

    @contextmanager
    def _taken_back(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            if self._connection.in_transaction:  # SQLite takes back by itself what a full disk has cut short
                self._connection.execute("rollback")
            raise

    def _begin(self) -> None:
        self._connection.execute("begin immediate")
        step_of_database("a transaction has begun")

    def _commit(self) -> None:
        """Make what was written last, if anything was."""
        if self._connection.in_transaction:
            step_of_database("commit")
            self._connection.execute("commit")
            self._committed = self._connection.total_changes
            step_of_database("committed")
