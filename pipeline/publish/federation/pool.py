"""Connections to many databases, of which only so many are open at a time."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from datasette.database import Database

from pipeline.publish.public.database import PublicDatabase

MOST_IDLE = 64

Key = tuple[str, int, int]


class Pool:
    """The connections that nobody uses just now; when there are more than `most`, those that were used longest ago are closed."""

    def __init__(self, most: int = MOST_IDLE) -> None:
        self._most = most
        self._idle: list[tuple[Key, sqlite3.Connection]] = []
        self._lock = threading.Lock()

    def take(self, key: Key, make: Callable[[], sqlite3.Connection]) -> sqlite3.Connection:
        """A connection to a file, by which nobody else is asking."""
        with self._lock:
            for place in range(len(self._idle) - 1, -1, -1):
                if self._idle[place][0] == key:
                    return self._idle.pop(place)[1]
        return make()

    def give(self, key: Key, connection: sqlite3.Connection) -> None:
        """Take a connection back."""
        with self._lock:
            self._idle.append((key, connection))
            away = [connection for _, connection in self._idle[: -self._most]]
            del self._idle[: -self._most]
        for old in away:
            old.close()

    def close(self) -> None:
        """Close what is idle."""
        with self._lock:
            away, self._idle = self._idle, []
        for _, connection in away:
            connection.close()

    def __len__(self) -> int:
        return len(self._idle)


class Pooled(Database):  # type: ignore[misc]
    """A database of Datasette's whose connections come from a pool, and are opened when somebody asks."""

    pool: Pool

    async def execute_fn(self, fn: Callable[[Any], Any]) -> Any:
        """What a function gives that asks the database. Raises what it raises, and OperationalError when the file is not there."""

        def ask() -> Any:
            key = _key(self.path)
            connection = self.pool.take(key, self._opened)
            try:
                return fn(connection)
            finally:
                self.pool.give(key, connection)

        return await asyncio.get_running_loop().run_in_executor(self.ds.executor, ask)

    def _opened(self) -> sqlite3.Connection:
        connection: sqlite3.Connection = self.connect()
        self._all_file_connections.remove(connection)  # the pool closes it
        self.ds._prepare_connection(connection, self.name)
        return connection


class PublicPooled(PublicDatabase, Pooled):
    """A public copy whose connections come from a pool."""


def _key(path: str) -> Key:
    try:
        state = Path(path).stat()
    except OSError:
        raise sqlite3.OperationalError("The database of this council is not at hand.") from None
    return (path, state.st_dev, state.st_ino)
