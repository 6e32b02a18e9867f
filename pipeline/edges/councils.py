"""What the papers of one council share, in the database: its officers, threads, links and registers. No other council has a part in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import cache

import msgspec

from pipeline.edges import registers
from pipeline.edges.rows import Changed, fill_linked, record, replace_rows, step_of_database
from pipeline.edges.schemas import LinkRows, Row, quoted, tables
from pipeline.edges.scope import OF_PAPERS, Scope, scope_of
from pipeline.records import Finding

_SETTING = "links of "
_LINKS_OF_NO_COUNCIL = f"where from_document_id {OF_PAPERS} or to_document_id {OF_PAPERS}"
_LINKS_OF_COUNCIL = f"where from_document_id {OF_PAPERS} and to_document_id not in (select id from main.documents where council is null)"
"""A link between a paper of a council and one of none is made with the latter's."""


class Council(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the database that was linked together: the papers under some `names` of one council, or those of no known one (None).

    `stamp` is a digest of what the links were made from; `doubts` are the findings of linking that are about no paper.
    """

    stamp: str
    names: list[str | None]
    doubts: list[Finding] = []


def known_councils(connection: sqlite3.Connection) -> dict[str, Council]:
    """The councils whose papers were linked, by their keys."""
    found = connection.execute("select name, value from settings where name glob ?", (f"{_SETTING}*",))
    return {name.removeprefix(_SETTING): msgspec.json.decode(value, type=Council) for name, value in found}


def councils_of(connection: sqlite3.Connection, documents: Iterable[str]) -> dict[str, str | None]:
    """The council of each of these documents, as far as they are loaded."""
    fill_linked(connection, ((document, None) for document in documents))
    return dict(connection.execute("select d.id, d.council from temp.linked as l cross join documents as d on d.id = l.id"))


def replace_council(
    connection: sqlite3.Connection, key: str, council: Council, documents: Iterable[str], links: LinkRows, at: str
) -> Changed:
    """How many rows changed when the links between the papers of a council, `documents`, became `links`; its registers follow.

    To be called inside a transaction. Without documents and doubts, nothing is known of the council any more. Corrections, and findings
    about no paper, are left as they are: they belong to no council.
    """
    known = connection.execute("select value from settings where name = ?", (_SETTING + key,)).fetchone()
    names = {*council.names, *(msgspec.json.decode(known[0], type=Council).names if known else ())}
    scope = scope_of(connection, names, documents)
    changed = replace_links(connection, links, at, scope)
    if council.names or council.doubts:
        value = msgspec.json.encode(council).decode()
        connection.execute("insert or replace into settings (name, value) values (?, ?)", (_SETTING + key, value))
    else:
        connection.execute("delete from settings where name = ?", (_SETTING + key,))
    return changed


def rows_counted(connection: sqlite3.Connection, documents: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """The row that counts for each row of these documents, and the thread of each row that is in one."""
    fill_linked(connection, ((document, None) for document in documents))
    found: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for mapping, values in zip(("canonical", "thread_of"), found, strict=True):
        for table, column in _linked_columns(mapping):
            where = f"where document_id in (select id from temp.linked) and {quoted(column)} is not null order by id"
            values.update(connection.execute(f"select id, {quoted(column)} from {quoted(table)} {where}"))
    return found


def replace_links(connection: sqlite3.Connection, links: LinkRows, at: str, scope: Scope | None = None) -> Changed:
    """How many rows changed when the links within `scope`, or between all papers, became `links`; the registers follow."""
    changed = Changed()
    for name, where, parameters in _shared(scope):
        changed += replace_rows(connection, tables()[name], links.tables.get(name, ()), where, parameters, at)
    touched: dict[str, set[str]] = {}
    for mapping, values in links.columns.items():
        fill_linked(connection, values.items())
        for table, column in _linked_columns(mapping):
            touched.setdefault(table, set()).update(_link(connection, table, column, mapping == "canonical", scope))
    for table, ids in touched.items():
        record(connection, at, "changed", {table: sorted(ids)})
        changed += Changed(changed=len(ids))
    step_of_database("fill the registers")
    registers.fill(connection, scope)
    return changed


def _shared(scope: Scope | None) -> list[tuple[str, str, Row]]:
    """The tables that papers share, each with the condition for its rows within the scope."""
    if scope is None:
        whole = ("officers", "action_leads", "action_threads", "document_links", "corrections")
        return [*((name, "", ()) for name in whole), ("findings", "where stage = 'link'", ())]
    return [
        ("officers", f"where {scope.where}", scope.parameters),
        ("action_leads", f"where action_id in (select id from actions where document_id {OF_PAPERS})", ()),
        ("action_threads", f"where {scope.where}", scope.parameters),
        ("document_links", _LINKS_OF_NO_COUNCIL if scope.unknown else _LINKS_OF_COUNCIL, ()),
        ("findings", f"where stage = 'link' and document_id {OF_PAPERS}", ()),
    ]


def _link(connection: sqlite3.Connection, table: str, column: str, own_id: bool, scope: Scope | None) -> list[str]:
    """The ids of the rows whose linked column was not yet what `temp.linked` says, and now is."""
    table, column = quoted(table), quoted(column)
    value = f"(select value from temp.linked where linked.id = {table}.id)"
    value = f"coalesce({value}, {table}.id)" if own_id else value
    where = f"{column} is not {value}" + (f" and document_id {OF_PAPERS}" if scope else "")
    ids = [row[0] for row in connection.execute(f"select id from {table} where {where}")]
    if ids:
        connection.execute(f"update {table} set {column} = {value} where {where}")
    return ids


@cache
def _linked_columns(mapping: str) -> list[tuple[str, str]]:
    return [(table.name, name) for table in tables().values() for name, column in table.columns.items() if column.linked == mapping]
