"""Minutebook's plugin for Datasette: links from every row to its page, search in the registers, searches that forgive."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator
from functools import cache
from typing import Any, TypeVar

from datasette import hookimpl
from datasette.filters import FilterArguments
from datasette.utils.asgi import Base400
from datasette.views.base import DatasetteError
from markupsafe import Markup

from pipeline.edges.schemas import tables, views
from pipeline.publish.public.database import is_public
from pipeline.publish.public.troubles import answer_trouble, said_of
from pipeline.publish.site import (
    OWN_PAGES,
    REGISTER_PAGES,
    feed_of,
    labelled,
    page_address,
    pair,
    routes,
    row_of,
    search_phrase,
    spoken_date,
    tilde_encode,
)
from pipeline.publish.site.within import within

F = TypeVar("F", bound=Callable[..., Any])

LONGEST_VALUE = 20_000_000


def _hook(*, last: bool = False) -> Callable[[F], F]:
    """Mark a function as an implementation of Datasette's hook of that name; `last` to run after Datasette's own."""

    def mark(function: F) -> F:
        hookimpl(function, trylast=last)
        return function

    return mark


@_hook(last=True)  # Datasette's own would put its escape_fts in the place of ours
def prepare_connection(conn: Any) -> None:
    """Give queries our `escape_fts`, and bound the length of a value: Datasette's time limit does not stop one long function call."""
    conn.create_function("escape_fts", 1, search_phrase, deterministic=True)
    if hasattr(conn, "setlimit"):
        conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)


@_hook()
def render_cell(row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any) -> Markup | None:
    """A link where a cell names a row that Datasette does not link by itself.

    In tables that is the page of a fact, and the row that a finding or change is about; in views and ready-made questions it is every
    column that points to a row, and the page in the file that the council published. A link to a page goes to the page as it is
    printed, with the words of the row marked on it.
    """
    if value in (None, "") or isinstance(value, dict):
        return None
    if column == "row_id":
        target = _table_of(row, str(value))
        return _link(datasette, database, target, value, value) if target else None
    if table in tables():
        if column == ("number" if table == "pages" else "page") and "document_id" in row.keys():  # noqa: SIM118 (a sqlite3.Row is no mapping)
            return _to_page(datasette, _plain(row["document_id"]), value, _fact(row), value)
        return None
    if column == "page_url":
        return _outside(str(value))
    if (table, column) == ("shards", "name") and value in getattr(datasette, "councils", {}):
        return Markup('<a href="{}">{}</a>').format(str(datasette.urls.path(f"/{value}/-/")), value)
    target = _target(table, column)
    if target == "pages" and str(value).count("-") == 2:
        document_id, _, number = str(value).split("-")
        return _to_page(datasette, document_id, number, _fact(row), f"page {number}")
    return _link(datasette, database, target, value, value) if target else None


@_hook()
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """The pages of our own, and their styles."""
    return routes()


@_hook()
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    """What our templates need to make addresses of keys, and to say dates and counts, on pages of errors too."""
    env.globals["site_title"] = lambda: (datasette.metadata() or {}).get("title") or "Minutebook"
    env.globals["served"] = lambda: datasette.get_database().name
    env.globals["councils_served"] = lambda: getattr(datasette, "councils", {})
    env.globals["council_here"] = within.get
    env.filters["tilde"] = lambda key: tilde_encode(str(key))
    env.filters["day"] = spoken_date
    env.filters["count"] = pair
    env.filters["labelled"] = labelled
    env.filters["pair_of"] = lambda value: (value, value)
    env.filters["status_pair"] = lambda value: (value, "no status given" if value == "none" else value)
    env.filters["start"] = lambda words: str(words)[:1].upper() + str(words)[1:]
    env.globals["page_address"] = page_address
    env.globals["row_of"] = row_of
    env.globals["own_pages"] = OWN_PAGES
    env.globals.update(REGISTER_PAGES)
    env.globals["feed_of"] = feed_of
    for table, address in OWN_PAGES.items():
        env.globals[f"{table}_address"] = address


@hookimpl(hookwrapper=True)  # type: ignore[untyped-decorator]
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Generator[None, Any, None]:
    """Say in the house what was foreseen, without writing all that Datasette knows of it to the log, which can take half a minute."""
    outcome = yield
    foreseen = isinstance(exception, Base400) or (isinstance(exception, DatasetteError) and not exception.message_is_html)
    if foreseen and not is_public(datasette):
        outcome.force_result([answer_trouble(datasette, request, exception, said_of(exception))])


@_hook(last=True)  # Datasette's own says that there is no search, as it sees no index of a view
def filters_from_request(request: Any, database: str, table: str, datasette: Any) -> FilterArguments | None:
    """Search in a view, by the index of the table whose rows it shows."""
    view = views().get(table)
    if view is None or view.search_of is None:
        return None
    asked = request.args.get("_search") or ""
    context = {"supports_search": True, "search": asked}
    if not asked:
        return FilterArguments([], extra_context=context)
    index = f"{view.search_of}_fts"
    found = f"select id from {view.search_of} where rowid in (select rowid from {index} where {index} match escape_fts(:search))"
    return FilterArguments([f"id in ({found})"], {"search": asked}, [f'search matches "{asked}"'], context)


def _fact(row: Any) -> str | None:
    """The id of the row of a paper that a row shows: its own in tables and registers, and in questions whichever it gives."""
    given = row.keys()
    for name in ("id", "row_id", "resolution_id", "action_id"):
        if name in given and row_of(str(_plain(row[name]))):
            return str(_plain(row[name]))
    return None


def _plain(value: Any) -> Any:
    """A value without the label that Datasette puts beside it."""
    return value["value"] if isinstance(value, dict) else value


def _to_page(datasette: Any, document_id: Any, number: Any, row_id: str | None, text: Any) -> Markup:
    return Markup('<a href="{}">{}</a>').format(str(datasette.urls.path(page_address(str(document_id), number, row_id))), text)


def _target(table: str | None, column: str) -> str | None:
    """The table that a column of a view or of a query points to; queries name such columns as the schemas do."""
    if table in views():
        described = views()[table].columns.get(column)
        return described.references if described else None
    return None if table is not None or column == "id" else _pointing().get(column)


@cache
def _pointing() -> dict[str, str]:
    """The table that each column name stands for, where it stands for the same one everywhere."""
    every = [part for table in (*tables().values(), *views().values()) for part in table.columns.items()]
    named = {name: column.references for name, column in every if column.references and name not in ("id", "canonical_id")}
    return {**named, "finding_id": "findings"}


def _table_of(row: Any, key: str) -> str | None:
    """The table of a row that is named by its id: what the row beside it says, or the second part of an id that comes from a paper."""
    named = row["table_name"] if "table_name" in row.keys() else key.split("-")[1] if key.count("-") >= 2 else None  # noqa: SIM118
    return named if named in tables() else None


def _outside(address: str) -> Markup | None:
    """A link to a page of a published file, in few words; nothing for what is no web address."""
    if not address.startswith(("https://", "http://")):
        return None
    return Markup('<a href="{}">page {} of the PDF</a>').format(address, address.rpartition("=")[2])


def _link(datasette: Any, database: str, table: str, key: Any, text: Any) -> Markup:
    """A link to the page of ours that shows a row, else to the row among the data."""
    own = OWN_PAGES.get(table)
    address = datasette.urls.path(own(str(key))) if own else datasette.urls.row(database, table, tilde_encode(str(key)))
    return Markup('<a href="{}">{}</a>').format(str(address), text)
