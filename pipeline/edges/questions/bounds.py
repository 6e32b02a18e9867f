"""What a question may do and take: SQLite's own limits, and which tables, functions and pragmas it may touch."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from typing import NamedTuple

PRAGMAS_OF_SEARCH = frozenset({"data_version"})
"""What FTS5 asks of the database by itself, whenever its index is searched."""
READABLE_FUNCTIONS = frozenset({"json_each", "json_tree"})
"""Functions that stand where a table does, and read nothing but their arguments."""
CLOSED_FUNCTIONS = frozenset(
    {
        "load_extension",  # code from a file
        "fts3_tokenizer",  # reads and writes addresses in memory
        "readfile",
        "writefile",
        "edit",
        "fts5",  # the address of the search engine
        "fts5_source_id",
        "rtreecheck",
        "rtreenode",
        "sqlite_source_id",
        "sqlite_compileoption_get",
        "sqlite_compileoption_used",
    }
)
_TOLD_BY_SQLITE = ("pragma_", "sqlite_", "dbstat", "fts", "rtree", "bytecode", "tables_used")
"""How the names of the tables begin that SQLite has of itself."""
_SCHEMA_TABLES = frozenset({"sqlite_master", "sqlite_schema"})


class Bounds(NamedTuple):
    """The limits. Lengths are in bytes, `seconds` in processor time of one question, `request_seconds` of all that one
    request asks, `stream_seconds` of one that gets all rows, a page after the other,
    `count_seconds` of counting the rows that a table would show, without which it is shown too. Counts and facets leave `kept_seconds` to
    the rest, and the rest has `small_seconds` whatever was left.

    `waiting_seconds` is how long a question may stand in line, and `wall_seconds` how long its answer may take on a busy machine. Of
    `at_once` requests the answers are made at a time, and each part of one may take `sending_seconds` to be taken.
    `memory` is what a process may take beyond what it takes at its start, `heap` what SQLite may, `file` the size of a file that
    SQLite sorts in.
    """

    length: int = 2_000_000
    sql_length: int = 50_000
    columns: int = 200
    expression_depth: int = 200
    compound_selects: int = 50
    operations: int = 50_000
    arguments: int = 64
    attached: int = 0
    like_pattern: int = 200
    variables: int = 2_500
    triggers: int = 1
    threads: int = 0
    seconds: float = 0.7
    request_seconds: float = 0.75
    count_seconds: float = 0.12
    kept_seconds: float = 0.1
    small_seconds: float = 0.05
    stream_seconds: float = 10.0
    waiting_seconds: float = 5.0
    wall_seconds: float = 10.0
    at_once: int = 12
    sending_seconds: float = 30.0
    weight: int = 8_000_000
    unpacked_weight: int = 1_000_000
    cells: int = 40_000
    memory: int = 64 << 20
    heap: int = 40 << 20
    file: int = 64 << 20


PUBLIC = Bounds()


def tame(
    connection: sqlite3.Connection,
    bounds: Bounds,
    pragmas: Iterable[str] = PRAGMAS_OF_SEARCH,
    refused: Callable[[str], None] = lambda _: None,
) -> None:
    """Set the limits of a connection, and let it only read the tables and views that the database has now.

    No other database can be attached, nothing written, no pragma asked but those named, no function called that reaches beyond the
    data. `refused` is told in words what was not allowed. There is no way back: whoever may ask cannot lift it.
    """
    connection.execute("pragma query_only = 1")
    connection.execute("pragma trusted_schema = 0")
    for limit, most in _limits(bounds).items():
        connection.setlimit(limit, most)
    tables = {str(name) for (name,) in connection.execute("select name from sqlite_master where type in ('table', 'view')").fetchall()}
    readable = tables | _SCHEMA_TABLES | READABLE_FUNCTIONS
    for name in sorted(tables | READABLE_FUNCTIONS):  # a virtual table says what columns it has when it is first met, as if it made a table
        connection.execute('select 1 from "{}" limit 0'.format(name.replace('"', '""')))
    allowed = frozenset(pragmas)

    def allow(action: int, first: str | None, second: str | None, database: str | None, trigger: str | None) -> int:
        if action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE):
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_READ and (first in readable or (second == "" and _is_named_here(first or ""))):
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() not in CLOSED_FUNCTIONS:
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_PRAGMA and (first or "").lower() in allowed:
            return sqlite3.SQLITE_OK
        refused(_said(action, first, second))
        return sqlite3.SQLITE_DENY

    connection.set_authorizer(allow)


def _is_named_here(name: str) -> bool:
    """Whether a table of which no column is read (it is counted) may be one that the question makes itself, by `with`."""
    return not name.lower().startswith(_TOLD_BY_SQLITE)


def _limits(bounds: Bounds) -> dict[int, int]:
    return {
        sqlite3.SQLITE_LIMIT_LENGTH: bounds.length,
        sqlite3.SQLITE_LIMIT_SQL_LENGTH: bounds.sql_length,
        sqlite3.SQLITE_LIMIT_COLUMN: bounds.columns,
        sqlite3.SQLITE_LIMIT_EXPR_DEPTH: bounds.expression_depth,
        sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: bounds.compound_selects,
        sqlite3.SQLITE_LIMIT_VDBE_OP: bounds.operations,
        sqlite3.SQLITE_LIMIT_FUNCTION_ARG: bounds.arguments,
        sqlite3.SQLITE_LIMIT_ATTACHED: bounds.attached,
        sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: bounds.like_pattern,
        sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: bounds.variables,
        sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: bounds.triggers,
        sqlite3.SQLITE_LIMIT_WORKER_THREADS: bounds.threads,
    }


def _said(action: int, first: str | None, second: str | None) -> str:
    if action == sqlite3.SQLITE_READ:
        return f"There is no table {first} to ask here."
    if action == sqlite3.SQLITE_FUNCTION:
        return f"The function {second} is not open here."
    if action == sqlite3.SQLITE_PRAGMA:
        return f"The pragma {first} is not open here."
    return "A question can only read the tables and views that are here; sqlite_master says which, with their columns."
