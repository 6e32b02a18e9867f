"""The schemas of `schemas/*.yml`: what every table and view of the database is, read once and checked strictly."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec
import yaml

from pipeline.edges.codes import codes, schemas_folder

Value = str | int | float | None
Row = tuple[Value, ...]
Rows = Mapping[str, Sequence[Row]]
"""Rows by table; each row has one value for each of the table's `given` columns, in their order."""

ColumnType = Literal["text", "lines", "integer", "real", "boolean", "date", "time", "timestamp", "json", "url"]
SQL_TYPES: dict[str, type] = {"integer": int, "boolean": int, "real": float}
Owner = Literal["document", "links", "people", "pipeline", "registers"]


class LinkRows(NamedTuple):
    """What `load.link_rows` makes of Links.

    `tables` has all rows of the tables that documents share (officers, action_leads, action_threads, document_links, corrections) and
    the findings of linking; `columns` has, for each mapping of Links, the value for each row id.
    """

    tables: Rows
    columns: Mapping[str, Mapping[str, str]]


class Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A column: what it means, its type, and how it is used.

    `text` is one line, `lines` has a list item a line. `references` names the table whose key it holds. `values` names a
    list of `closed_lists.yml`, or `findings`. `linked` names the mapping of Links that fills it. `clock` columns are set
    by the database when it stores a row (`first`) or stores another version of it (`last`).
    """

    type: ColumnType
    description: str
    unit: str | None = None
    references: str | None = None
    values: str | None = None
    facet: bool = False
    index: bool = False
    note: str | None = None
    linked: Literal["canonical", "thread_of", "agenda_item_of", "report_of", "follows", "officer_of_mention"] | None = None
    clock: Literal["first", "last"] | None = None


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table, or a view when it has `view` (its SQL).

    `rows_of` says who writes it: one document, the links between all, people, the pipeline about itself, or the registers, which
    the database fills by itself with what `filled_by` (a SELECT that gives every column) finds in the tables before it. `search` lists
    the columns of its full-text index with their weights; `search_of` names the table whose index finds a view's rows by
    id. `indexes` are those over several columns. `tracked` tables have their changes recorded. `provenance` adds page, page_end,
    quote and bbox.

    `public` lists the columns that may leave the house: whatever is not named there is in no public copy and no export, and a table
    without it is not there at all. `public_rows` is the SQL condition for those of its rows that may.
    """

    label: str
    description: str
    columns: dict[str, Column]
    rows_of: Owner = "document"
    key: str = "id"
    name: str = ""
    view: str | None = None
    note: str | None = None
    provenance: bool = False
    filled_by: str | None = None
    unique: list[list[str]] = []
    indexes: list[list[str]] = []
    search: dict[str, float] = {}
    search_of: str | None = None
    label_column: str | None = None
    sort: str | None = None
    sort_descending: str | None = None
    tracked: bool = True
    hidden: bool = False
    public: list[str] = []
    public_rows: str | None = None

    @property
    def given(self) -> list[str]:
        """The columns that a row is handed over with: all but those the database's clock sets."""
        return [name for name, column in self.columns.items() if column.clock is None]


class Query(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question that Datasette offers ready made: its SQL and the parameters that it asks for."""

    title: str
    description: str
    sql: str
    parameters: dict[str, str] = {}


@cache
def tables() -> dict[str, Table]:
    """Every table of the database by name, in the order in which a reader meets them."""
    return {name: table for name, table in _schemas(schemas_folder()).items() if table.view is None}


@cache
def views() -> dict[str, Table]:
    """Every view of the database by name."""
    return {name: table for name, table in _schemas(schemas_folder()).items() if table.view is not None}


@cache
def public_tables() -> dict[str, Table]:
    """The tables that may be published, by name, each with only the columns that may."""
    return {name: _published(table) for name, table in tables().items() if table.public}


@cache
def public_views() -> dict[str, Table]:
    """The views that may be published, by name, each with only the columns that may."""
    return {name: _published(table) for name, table in views().items() if table.public}


@cache
def queries() -> dict[str, Query]:
    """The ready-made questions of `schemas/queries/*.yml` by name."""
    return {path.stem: _decoded(path, Query) for path in sorted((schemas_folder() / "queries").glob("*.yml"))}


def closed_list(name: str) -> dict[str, str]:
    """The values that a column may have, each with its meaning."""
    found: dict[str, str] = codes("findings") if name == "findings" else codes("closed_lists")[name]
    return found


@cache
def digest() -> str:
    """A digest of everything that the shape of the database depends on; another digest means that tables or views have changed."""
    whole = hashlib.sha256()
    for name, table in {**tables(), **views()}.items():
        shape = [(column, part.type, part.references, part.index) for column, part in table.columns.items()]
        whole.update(repr((name, table.key, table.unique, table.indexes, table.search, table.view, table.filled_by, shape)).encode())
    return whole.hexdigest()[:16]


def quoted(*names: str) -> str:
    """Names as SQL identifiers, separated by commas."""
    return ", ".join(f'"{name}"' for name in names)


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The safe loader that libyaml makes quick, where it is there."""


def _schemas(folder: Path) -> dict[str, Table]:
    order: list[str] = yaml.safe_load((folder / "shared" / "order.yml").read_text(encoding="utf-8"))
    provenance = _decoded(folder / "shared" / "provenance.yml", dict[str, Column])
    found = {path.stem: _decoded(path, Table) for path in folder.glob("*.yml")}
    if set(order) != set(found):
        raise ValueError(f"schemas/shared/order.yml and schemas/*.yml differ in {sorted(set(order) ^ set(found))}")
    return {name: _complete(name, found[name], provenance) for name in order}


def _complete(name: str, table: Table, provenance: dict[str, Column]) -> Table:
    columns = dict(table.columns)
    if table.provenance:
        columns.update({column: part for column, part in provenance.items() if column not in columns})
    unknown = sorted(set(table.public) - set(columns))
    if unknown:
        raise ValueError(f"{name}.yml publishes {', '.join(unknown)}, which is no column of it")
    return msgspec.structs.replace(table, name=name, columns=columns)


def _published(table: Table) -> Table:
    return msgspec.structs.replace(table, columns={name: table.columns[name] for name in table.columns if name in table.public})


def _decoded(path: Path, kind: Any) -> Any:
    try:
        return msgspec.convert(yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER), kind)
    except msgspec.ValidationError as error:
        raise ValueError(f"{path.name}: {error}") from error
