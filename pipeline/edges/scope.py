"""A part of the database: the papers of one council, and what is counted under its names."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from pipeline.edges.schemas import Row, quoted, tables

OF_PAPERS = "in (select id from temp.papers)"
"""The condition that a document is in the scope made last on this connection."""


class Scope(NamedTuple):
    """The condition that a row's column `council` has one of the scope's names, with its parameters; whether none is one of these."""

    where: str
    parameters: Row
    unknown: bool = False


def scope_of(connection: sqlite3.Connection, names: Iterable[str | None], documents: Iterable[str]) -> Scope:
    """The scope of these documents, and of all that the database has under one of these names of councils (None: under none)."""
    several = set(names)
    named = sorted(name for name in several if name is not None)
    conditions = [f"council in ({', '.join('?' * len(named))})"] * bool(named) + ["council is null"] * (None in several)
    scope = Scope(f"({' or '.join(conditions) or 'false'})", tuple(named), None in several)
    connection.execute("create temp table if not exists papers (id text primary key) without rowid")
    connection.execute("delete from temp.papers")
    connection.execute(f"insert into temp.papers select id from main.documents where {scope.where}", scope.parameters)
    connection.executemany("insert or ignore into temp.papers values (?)", ((name,) for name in documents))
    return scope


@contextmanager
def seen_alone(connection: sqlite3.Connection) -> Iterator[None]:
    """Inside, SQL that names a table without `main.` sees of it only the rows of the papers in the scope made last."""
    hidden = [name for name, table in tables().items() if name == "documents" or "document_id" in table.columns]
    for name in hidden:
        column = "id" if name == "documents" else "document_id"
        rows = f"select rowid, * from main.{quoted(name)} where {column} {OF_PAPERS}"
        connection.execute(f"create temp view {quoted(name)} as {rows}")
    leads = f"where action_id in (select id from main.actions where document_id {OF_PAPERS})"
    connection.execute(f"create temp view action_leads as select * from main.action_leads {leads}")
    try:
        yield
    finally:
        for name in (*hidden, "action_leads"):
            connection.execute(f"drop view temp.{quoted(name)}")
