"""Datasette's metadata, made from the schemas: titles, descriptions, facets, sort orders and ready-made questions."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import Any

from pipeline.edges.schemas import Column, Query, Table, closed_list, public_tables, public_views, queries, tables, views

TITLE = "Minutebook"
DESCRIPTION = (
    "Council agendas, minutes and plans as rows: what was resolved, who promised what by when, who was there. Every row leads to the words "
    "on its page. Nothing is invented: an empty cell means that the paper does not say. Read by a program, so check the page before you "
    "rely on a row; doubts are listed under findings."
)
LICENCE = "The words are the councils' own, under the terms that each council publishes them under"
SOURCE = "The papers in the corpus, each named with its file and address under documents"
PINT_UNITS = {"byte": "byte"}
MOST_VALUES = 12


def metadata(
    database: str = "minutebook",
    title: str = TITLE,
    licence: str = LICENCE,
    source: str = SOURCE,
    public: bool = False,
    report_to: str | None = None,
) -> dict[str, Any]:
    """The metadata for Datasette 0.65, for a database that is served under this name; of the public copy where `public` says so.

    `report_to` is where readers tell of mistakes, as `site.reporting` makes it of what was set.
    A table's description carries its design note, a column's its note, unit and closed list, so that they are read where the data is.
    """
    described = {**public_tables(), **public_views()} if public else {**tables(), **views()}
    return {
        "title": title,
        "description": DESCRIPTION,
        "license": licence,
        "source": source,
        "plugins": {"minutebook": {"report_to": report_to}},
        "databases": {database: described_database(database, described)},
    }


def described_database(database: str, described: Mapping[str, Table], asked: Container[str] | None = None) -> dict[str, Any]:
    """The metadata of one database with these tables and views; with the ready-made questions that are in `asked` (None: with all)."""
    return {
        "description_html": described_start(database),
        "tables": {name: _table(table) for name, table in described.items()},
        "queries": {name: _query(query) for name, query in queries().items() if asked is None or name in asked},
    }


def column_description(column: Column, most_values: int = MOST_VALUES) -> str:
    """What a column means, with its note, its unit and its closed list where that is short."""
    parts = [column.description, column.note or ""]
    if column.unit:
        parts.append(f"Unit: {column.unit}.")
    if column.values:
        values = list(closed_list(column.values))
        if len(values) <= most_values:
            parts.append(f"One of: {'; '.join(values)}.")
    return _plain(" ".join(part for part in parts if part))


def described_start(database: str) -> str:
    """The words above the tables of a database, with links to its registers."""
    registers = ", ".join(f'<a href="{database}/{name}">{view.label.lower()}</a>' for name, view in views().items())
    return (
        f"<p>Every fact once: {registers}. Or start with one of the questions below; the tables have everything, once for each paper.</p>"
    )


def _plain(text: str) -> str:
    """With quotes for the marks that Markdown puts around names and values, which Datasette would show as they are."""
    return re.sub("`([^`]*)`", r"“\1”", text)


def _table(table: Table) -> dict[str, Any]:
    described: dict[str, Any] = {
        "title": table.label,
        "description": _plain(" ".join(part for part in (table.description, table.note) if part)),
        "columns": {name: column_description(column) for name, column in table.columns.items()},
        "facets": [name for name, column in table.columns.items() if column.facet],
    }
    units = {name: PINT_UNITS[column.unit] for name, column in table.columns.items() if column.unit in PINT_UNITS}
    options = {
        "units": units,
        "label_column": table.label_column,
        "sort": table.sort,
        "sort_desc": table.sort_descending,
        "hidden": table.hidden,
    }
    described.update({name: value for name, value in options.items() if value})
    return described


def _query(query: Query) -> dict[str, Any]:
    asked = "; ".join(f"{name}: {meaning}" for name, meaning in query.parameters.items())
    return {
        "title": query.title,
        "description": _plain(f"{query.description} You can give {asked}." if asked else query.description),
        "sql": query.sql.strip(),
        "params": list(query.parameters),
        "hide_sql": True,
    }
