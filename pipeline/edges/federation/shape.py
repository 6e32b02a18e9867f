"""The shape of the index: the tables that it has of each council's database, those of its own, and how they are made."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path

import msgspec
import yaml

from pipeline.edges import schemas
from pipeline.edges.codes import schemas_folder
from pipeline.edges.schemas import Column, Table
from pipeline.edges.structure import make_lasting, make_tables

SHARD = "shard"
_OWN = ("runs", "settings")
"""Tables that every database has, and that the index fills by itself."""
_MADE = ("shards", "aliases")
"""Tables that only an index has."""
_WHOSE = Column(type="integer", description="The council's database that the row was copied from.", references="shards", index=True)


class Plan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`schemas/federation/index.yml`: which tables are copied, without which columns, and what is special about some of them."""

    copied: list[str]
    left_out: list[str]
    keyed: dict[str, list[str]]
    days: dict[str, str]
    kept: dict[str, str]


@cache
def plan() -> Plan:
    """What the index holds of each database."""
    return msgspec.convert(yaml.safe_load((_folder() / "index.yml").read_text(encoding="utf-8")), Plan)


@cache
def index_tables(public: bool) -> dict[str, Table]:
    """Every table of an index by name, over public copies where `public` says so: then only with the columns that may be published."""
    every = schemas.public_tables() if public else schemas.tables()
    found = {name: _own(name) for name in _MADE}
    for name in plan().copied:
        columns = {column: part for column, part in every[name].columns.items() if column not in plan().left_out}
        found[name] = msgspec.structs.replace(every[name], columns={**columns, SHARD: _WHOSE})
    found.update({name: every[name] for name in _OWN})
    return {name: _pointing_inside(table, found) for name, table in found.items()}


@cache
def copied_columns(name: str, public: bool) -> list[str]:
    """The columns of a table that are copied from the databases."""
    return [column for column in index_tables(public)[name].columns if column != SHARD]


@cache
def index_digest(public: bool) -> str:
    """A digest of everything that an index depends on; one with another digest is made anew."""
    told = [schemas.digest(), repr(plan()), str(public), repr([list(table.columns) for table in index_tables(public).values()])]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


def make_index(connection: sqlite3.Connection, public: bool) -> None:
    """Give an empty database the tables of an index, which can be filled now."""
    make_tables(connection, index_tables(public))


def complete_index(connection: sqlite3.Connection, public: bool) -> None:
    """Give a filled index its indexes, views and search, which are kept up from now on."""
    make_lasting(connection, index_tables(public), schemas.public_views() if public else schemas.views())


def is_federation(path: Path) -> bool:
    """Whether the database at `path` is an index over several."""
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            return bool(connection.execute("select 1 from sqlite_master where type = 'table' and name = 'shards'").fetchone())
    except sqlite3.DatabaseError:
        return False


def _own(name: str) -> Table:
    read = msgspec.convert(yaml.safe_load((_folder() / f"{name}.yml").read_text(encoding="utf-8")), Table)
    return msgspec.structs.replace(read, name=name)


def _pointing_inside(table: Table, there: dict[str, Table]) -> Table:
    """The table, whose columns point to none that the index has not, and whose search is over columns that it has."""
    columns = {
        name: msgspec.structs.replace(column, references=None) if column.references not in there else column
        for name, column in table.columns.items()
    }
    return msgspec.structs.replace(
        table,
        columns=columns,
        search={name: weight for name, weight in table.search.items() if name in columns},
        indexes=[names for names in table.indexes if set(names) <= set(columns)],
    )


def _folder() -> Path:
    return schemas_folder() / "federation"
