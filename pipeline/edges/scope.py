"""A part of the database: the papers of one council, and what is counted under its names."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from pipeline.edges.schemas import Row, quoted, tables

OF_PAPERS = "in (select id from temp.papers)"
"""The condition that a document is in the scope made last on this connection."""
_PREFIX = "alone_"
_NAMED = re.compile(r"\b(from|join)\s+(\w+)\b(?!\.)(\s+as\s+\w+)?")


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
    connection.execute("delete from temp.papers")
    connection.execute(f"insert into temp.papers select id from main.documents where {scope.where}", scope.parameters)
    connection.executemany("insert or ignore into temp.papers values (?)", ((name,) for name in documents))
    return scope


def see_alone(connection: sqlite3.Connection) -> None:
    """Make what `scope_of` fills and `seen_alone` asks. It stays as long as the connection, as `rows.make_temporary` has it."""
    connection.execute("create temp table if not exists papers (id text primary key) without rowid")
    for name, rows in _seen().items():
        connection.execute(f"create temp view if not exists {quoted(_PREFIX + name)} as {rows}")


@cache
def seen_alone(sql: str) -> str:
    """The SQL, which sees of each table that it names behind FROM or JOIN only the rows of the papers in the scope made last."""

    def seen(found: re.Match[str]) -> str:
        word, name, named = found.groups()
        return f"{word} temp.{_PREFIX}{name}{named or f' as {name}'}" if name in _seen() else found[0]

    return _NAMED.sub(seen, sql)


@cache
def _seen() -> dict[str, str]:
    """The tables of which only a part is in a scope, each with the SQL for that part."""
    mine = {name: f"document_id {OF_PAPERS}" for name, table in tables().items() if "document_id" in table.columns}
    mine["documents"] = f"id {OF_PAPERS}"
    mine["action_leads"] = f"action_id in (select id from main.actions where document_id {OF_PAPERS})"
    return {name: f"select rowid, * from main.{quoted(name)} where {where}" for name, where in mine.items()}
