"""The tables that the database fills by itself from the others, so that registers and counts of any size answer at once."""

from __future__ import annotations

import hashlib
import sqlite3
from functools import cache, lru_cache

from pipeline.edges.schemas import Row, Table, quoted, tables
from pipeline.edges.scope import OF_PAPERS, Scope, scope_of, see_alone, seen_alone
from pipeline.edges.sizes import note
from pipeline.link.names import could_be_short_for, person_key, slug
from pipeline.link.series import council_key

UNKNOWN = "council-unknown"
REMEMBERED = 100_000
"""How many names are kept with their keys: a council prints the same few thousand all the time."""


def fill(connection: sqlite3.Connection, scope: Scope | None = None) -> None:
    """Make every table of the registers, or its rows within a scope, what its schema says that it is filled by, in their order.

    Only rows that differ are written: a row more costs a page of each of its table's indexes. To be called inside a transaction, when
    everything else is in its place, on a connection that was given the functions, and for a scope what `see_alone` makes.
    """
    for table in of_registers():
        _make_equal(connection, table, scope)


def fill_all(connection: sqlite3.Connection) -> None:
    """Make every table of the registers what its schema says, council by council, so that many councils take no more memory than one."""
    councils: dict[str, list[str | None]] = {}
    for (name,) in connection.execute("select distinct council from documents order by council").fetchall():
        councils.setdefault(council_key(name), []).append(name)
    if councils:
        see_alone(connection)
    for names in councils.values():
        fill(connection, scope_of(connection, names, ()))


def give_functions(connection: sqlite3.Connection) -> None:
    """Let SQL on a connection call the functions that registers are filled with. Called once, for it has SQLite forget every statement."""
    for function, count in ((body_id, 2), (person_id, 2), (surname, 1), (may_be, 2), (are_initials, 2)):
        connection.create_function(function.__name__, count, function, deterministic=True)


def _make_equal(connection: sqlite3.Connection, table: Table, scope: Scope | None) -> None:
    """Make the rows of a register that are within the scope what its schema says that it is filled by."""
    where, parameters = _within(table, scope)
    name, columns, key = quoted(table.name), quoted(*table.columns), quoted(table.key)
    rows = seen_alone(table.filled_by or "") if scope else table.filled_by
    if connection.execute(f"select 1 from {name} {where} limit 1", parameters).fetchone() is None:
        note(connection, table.name, connection.execute(f"insert into {name} ({columns}) {rows}").rowcount)
        return
    filled = f"temp.{quoted(f'filled_{table.name}')}"
    connection.execute(f"create temp table if not exists {filled.removeprefix('temp.')} as select {columns} from {name} where false")
    connection.execute(f"delete from {filled}")
    connection.execute(f"insert into {filled} ({columns}) {rows}")
    gone = f"{where} {'and' if where else 'where'} {key} not in (select {key} from {filled})"
    note(connection, table.name, -connection.execute(f"delete from {name} {gone}", parameters).rowcount)
    new = f"select {columns} from {filled} except select {columns} from {name} {where}"
    values = ", ".join(f"{quoted(column)} = excluded.{quoted(column)}" for column in table.columns if column != table.key)
    marks = ", ".join("?" * len(table.columns))
    write = f"insert into {name} ({columns}) values ({marks}) on conflict ({key}) do update set {values}"
    others = connection.execute(new, parameters).fetchall()
    there = f"select count(*) from {name} where {key} = ?"
    place = list(table.columns).index(table.key)
    note(connection, table.name, sum(not connection.execute(there, (row[place],)).fetchone()[0] for row in others))
    connection.executemany(write, others)
    connection.execute(f"delete from {filled}")


def _within(table: Table, scope: Scope | None) -> tuple[str, Row]:
    """The condition for the rows of a register that are within the scope: by the paper that they come from, else by their council."""
    if scope is None:
        return "", ()
    return (f"where document_id {OF_PAPERS}", ()) if "document_id" in table.columns else (f"where {scope.where}", scope.parameters)


def forget(connection: sqlite3.Connection, document_id: str) -> None:
    """Take the rows of a document out of the tables of the registers."""
    for table in of_registers():
        if "document_id" in table.columns:
            gone = connection.execute(f"delete from {quoted(table.name)} where document_id = ?", (document_id,)).rowcount
            note(connection, table.name, -gone)


@cache
def digest() -> str:
    """A digest of what the registers are and how they are filled; another digest means that they have to be filled anew."""
    shapes = [(table.name, table.filled_by, [(name, part.type) for name, part in table.columns.items()]) for table in of_registers()]
    return hashlib.sha256(repr(shapes).encode()).hexdigest()[:16]


def of_registers() -> list[Table]:
    """The tables that the registers fill, in the order in which they have to be filled."""
    return [table for table in tables().values() if table.rows_of == "registers"]


@lru_cache(REMEMBERED)
def body_id(council: str | None, committee: str | None) -> str | None:
    """The key of a committee; None where it is not named."""
    return f"{_place(council)}--{slug(committee)}" if committee else None


@lru_cache(REMEMBERED)
def person_id(council: str | None, name: str | None) -> str | None:
    """The key of a member, from the council and the printed name without titles; None without a name."""
    return f"{_place(council)}--{slug(' '.join(person_key(name)))}" if name else None


@lru_cache(REMEMBERED)
def surname(name: str | None) -> str | None:
    """The last word of a name in small letters without accents; None without a name."""
    words = person_key(name) if name else ()
    return words[-1] if words else None


@lru_cache(REMEMBERED)
def may_be(printed: str | None, listed: str | None) -> bool:
    """Whether a name may stand for one in a list: the same name, its surname alone, or its initials and surname."""
    short, full = person_key(printed or ""), person_key(listed or "")
    return bool(short) and (short == full or full[-len(short) :] == short or could_be_short_for(short, full))


@lru_cache(REMEMBERED)
def are_initials(printed: str | None, listed: str | None) -> bool:
    """Whether capitals by themselves (`JS`, `J.S.`) are the initials of a name in a list, of all its words or of the first and the last."""
    letters = "".join(part for part in printed or "" if part.isalpha())
    words = person_key(listed or "")
    if not 1 < len(letters) < 5 or not letters.isupper() or len(words) < 2:
        return False
    return letters.lower() in ("".join(word[0] for word in words), words[0][0] + words[-1][0])


def _place(council: str | None) -> str:
    return slug(council) if council else UNKNOWN
