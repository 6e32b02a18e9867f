"""What changed, as a page for people, as JSON for programs that keep a copy, and as a feed."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Awaitable, Callable
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from datasette.utils import tilde_encode
from datasette.utils.asgi import Response

from pipeline.edges.schemas import tables
from pipeline.publish.site.addresses import document_address
from pipeline.publish.site.answering import answer, handed, opened, site_name, whole_addresses
from pipeline.publish.site.asking import worked_out
from pipeline.publish.site.feeds.atom import CONTENT_TYPE, Entry, Feed, as_atom
from pipeline.publish.site.feeds.changes import (
    MOST,
    Batch,
    Change,
    addresses_of,
    batches,
    change_kinds,
    changes_after,
    changes_before,
    last_seq,
    spoken_table,
)

ON_A_PAGE = 400
IN_A_BATCH = 40
IN_A_FEED = 50
FOR_A_FEED = 5_000
ENOUGH = 500


def changes_routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """The addresses of the changes."""
    return [(r"^/changes$", show_changes), (r"^/changes\.json$", give_json), (r"^/changes\.atom$", give_atom)]


async def show_changes(datasette: Any, request: Any) -> Any:
    """The latest changes, or those since a cursor, by time and paper."""
    db = await opened(datasette, request)
    asked = _asked(request.args)
    since, before = _number(request.args.get("since")), _number(request.args.get("before"))

    def work(connection: sqlite3.Connection) -> Any:
        if since is not None:
            found = changes_after(connection, since, asked["table"], asked["kind"], ON_A_PAGE)
        else:
            found = changes_before(connection, before, asked["table"], asked["kind"], ON_A_PAGE)
        return found, batches(connection, found.changes), addresses_of(connection, found.changes), last_seq(connection)

    found, parts, addresses, last = await worked_out(db, work)
    onward = {"since" if since is not None else "before": found.cursor}
    context = {
        "asked": asked,
        "since": since,
        "before": before,
        "times": [(at, list(together)) for at, together in groupby(parts, key=lambda part: part.at)],
        "most": IN_A_BATCH,
        "addresses": addresses,
        "last": last,
        "onward": _address("/changes", **asked, **onward) if found.more else None,
        "tables": {name: table.label for name, table in tables().items() if table.tracked},
        "kinds": change_kinds(),
        "of": _address,
        "spoken": spoken_table,
        "document_address": document_address,
    }
    return await answer(datasette, request, "changes.html", db, context)


async def give_json(datasette: Any, request: Any) -> Any:
    """The changes after a cursor, with the cursor to ask with next time. 400 for a cursor or limit that is no number."""
    db = await opened(datasette, request)
    asked = _asked(request.args)
    since, most = _number(request.args.get("since") or "0"), _number(request.args.get("limit") or str(ENOUGH))
    if since is None or not most:
        wrong = {"error": f"`since` has to be a cursor that an earlier answer gave as `next`, or 0; `limit` a number from 1 to {MOST}."}
        return Response.json(wrong, status=400)
    most = min(most, MOST)

    def work(connection: sqlite3.Connection) -> Any:
        found = changes_after(connection, since, asked["table"], asked["kind"], most)
        return found, addresses_of(connection, found.changes)

    found, addresses = await worked_out(db, work)
    whole = whole_addresses(datasette, request)
    limit = {"limit": most} if most != ENOUGH else {}
    answered = {
        "changes": [_as_json(datasette, db.name, change, addresses, whole) for change in found.changes],
        "next": found.cursor,
        "more": found.more,
        "next_url": whole(_address("/changes.json", **asked, since=found.cursor, **limit)),
    }
    return handed(request, json.dumps(answered, ensure_ascii=False, indent=1), "application/json; charset=utf-8")


async def give_atom(datasette: Any, request: Any) -> Any:
    """The latest changes as an Atom feed: an entry for each paper each time that rows of it changed."""
    db = await opened(datasette, request)
    asked = _asked(request.args)

    def work(connection: sqlite3.Connection) -> list[Batch]:
        found = changes_before(connection, None, asked["table"], asked["kind"], FOR_A_FEED)
        parts = batches(connection, found.changes)
        return parts[:-1] if found.more and len(parts) > 1 else parts  # the last may be cut off

    parts = await worked_out(db, work)
    whole, site = whole_addresses(datasette, request), site_name(datasette)
    own = _address("/changes.atom", **asked)
    feed = Feed(
        key=own,
        title=f"{site}: what changed",
        own_address=whole(own),
        page_address=whole(_address("/changes", **asked)),
        author=site,
        subtitle="Rows that were new, changed or withdrawn, by paper.",
    )
    return handed(request, as_atom(feed, (_entry(part, whole) for part in parts[:IN_A_FEED])), CONTENT_TYPE)


def _entry(part: Batch, whole: Callable[[str], str]) -> Entry:
    name = part.title or ("A paper that is no longer here" if part.document_id else "What papers share")
    here = part.title is not None and part.document_id is not None
    return Entry(
        key=f"changes:{part.at}:{part.document_id or 'shared'}",
        title=f"{name}: {part.words}",
        updated=part.at,
        address=whole(document_address(part.document_id or "") if here else _address("/changes", since=part.first - 1)),
        related=whole(_address("/changes", since=part.first - 1)),
        words=f"{part.council}: {part.words}" if part.council else part.words,
        categories=(part.council,) if part.council else (),
    )


def _as_json(datasette: Any, database: str, change: Change, addresses: dict[tuple[str, str], str], whole: Callable[[str], str]) -> Any:
    address = addresses.get((change.table, change.row_id))
    row = datasette.urls.row(database, change.table, tilde_encode(change.row_id), format="json") if change.kind != "withdrawn" else None
    return {
        "seq": change.seq,
        "at": change.at,
        "table": change.table,
        "row_id": change.row_id,
        "kind": change.kind,
        "document_id": change.document_id,
        "url": whole(address) if address and change.kind != "withdrawn" else None,
        "row_url": whole(str(row)) if row else None,
    }


def _asked(args: Any) -> dict[str, str]:
    """The table and kind that are asked for; others than there are, are no filter."""
    table, kind = args.get("table") or "", args.get("kind") or ""
    return {"table": table if table in tables() else "", "kind": kind if kind in change_kinds() else ""}


def _number(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"[0-9]{1,15}", text) else None


def _address(path: str, **asked: object) -> str:
    given = {name: value for name, value in asked.items() if value not in ("", None)}
    return path + (f"?{urlencode(given)}" if given else "")
