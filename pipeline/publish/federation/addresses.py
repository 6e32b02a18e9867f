"""The addresses of a site over several councils: a council's pages stand below its name, and the root leads to the council's own page."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode

from datasette.utils import tilde_decode, tilde_encode

from pipeline.edges.federation.shards import NAME
from pipeline.publish.site.asking import one_row
from pipeline.publish.site.routes import routes
from pipeline.publish.site.within import within

App = Callable[[Any, Any, Any], Awaitable[None]]

NOWHERE = "/-/not-here"
ID_LENGTH = 16
THINGS = {
    "page": "documents",
    "document": "documents",
    "original": "documents",
    "meeting": "meetings",
    "action": "action_threads",
    "resolution": "resolutions",
    "committee": "committees",
    "member": "members",
    "officer": "officers",
}
"""The pages of single things, which only the council's own database has, with the tables of the index that know whose they are."""

_THING = re.compile(rf"/-/({'|'.join(THINGS)})/([^/.]+)((?:/|\.).*)?")
_WHOSE = """
select s.name, coalesce(a.own_id, p.own_id || substr(t.id, 17)) as own_id from {table} as t join shards as s on s.id = t.shard
left join aliases as a on a.id = t.id
left join aliases as p on p.id = substr(t.id, 1, 16) and p.table_name = 'documents'
where t.id = :id
"""
_PAPERS = """
select s.name, a.own_id || substr(:id, 17) as own_id from documents as t join shards as s on s.id = t.shard
left join aliases as a on a.id = t.id where t.id = substr(:id, 1, 16)
"""


def addresses_below() -> list[re.Pattern[str]]:
    """The addresses that there may be below the name of a council: those of our own pages, and of the tables."""
    name = NAME.pattern
    own = [f"^/{name}{_below(pattern)}" for pattern, _ in routes() if pattern.startswith(("^/-/", "^/changes", "^/$"))]
    return [re.compile(pattern) for pattern in (*own, rf"^/{name}(?:\.[a-z]+)?/?$", rf"^/{name}/(?!-/).")]


class Addresses:
    """An ASGI application around Datasette's, that knows whose pages an address is about."""

    def __init__(self, app: App, datasette: Any) -> None:
        self._app = app
        self._datasette = datasette
        self._own = [re.compile(pattern) for pattern, _ in routes() if pattern.startswith(("^/-/", "^/changes", "^/$"))]

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = (scope.get("raw_path") or scope["path"].encode()).decode("latin-1").partition("?")[0]
        name, inner = self._parts(path)
        if name is None:
            thing = _THING.fullmatch(path)
            if thing is None:
                await self._app(scope, receive, send)
            elif (place := await self._place(thing, scope["query_string"].decode("latin-1"))) is None:
                await self._app(_at(scope, NOWHERE), receive, send)
            else:
                await _redirect(place, send)
            return
        mark = within.set(name)
        try:
            await self._app(_at(scope, inner), receive, send)
        finally:
            within.reset(mark)

    def _parts(self, path: str) -> tuple[str | None, str]:
        """The council that an address is about, and the address as Datasette has it; nobody's where the first part is no council."""
        first, _, rest = path[1:].partition("/")
        name = first.partition(".")[0]
        if name not in self._datasette.councils:
            return None, path
        if rest != "-" and not rest.startswith("-/"):
            return name, path
        inner = rest[1:] or "/"
        inner = inner if inner == "/" or inner.startswith("/changes") else f"/-{inner}"
        return name, inner if any(pattern.match(inner) for pattern in self._own) else NOWHERE

    async def _place(self, thing: re.Match[str], query: str) -> str | None:
        """Where the page of a thing is; None when no council has it."""
        kind, key, rest = thing[1], str(tilde_decode(thing[2])), thing[3] or ""
        index = self._datasette.index
        found = await one_row(index, _WHOSE.format(table=THINGS[kind]), {"id": key}) or await one_row(index, _PAPERS, {"id": key})
        if found is None or found["name"] not in self._datasette.databases:
            return None
        own = found["own_id"] or key
        asked = [(name, _own_row(value, key, own) if name == "row" else value) for name, value in parse_qsl(query, keep_blank_values=True)]
        return f"/{found['name']}/-/{kind}/{tilde_encode(own)}{rest}" + (f"?{urlencode(asked, safe='/')}" if asked else "")


def _below(pattern: str) -> str:
    inner = pattern.removeprefix("^")
    if inner == "/$":
        return "/-/?$"
    return inner if inner.startswith("/-/") else f"/-{inner}"


def _own_row(row: str, key: str, own: str) -> str:
    """`table/id` with the id that the row has in the council's own database."""
    return row.replace(f"/{key[:ID_LENGTH]}", f"/{own[:ID_LENGTH]}", 1) if key != own else row


def _at(scope: Any, path: str) -> dict[str, Any]:
    return {**scope, "path": path if "%" not in path else scope["path"], "raw_path": path.encode("latin-1")}


async def _redirect(place: str, send: Any) -> None:
    headers = [(b"location", place.encode("latin-1")), (b"content-length", b"0"), (b"cache-control", b"public, max-age=300")]
    await send({"type": "http.response.start", "status": 302, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
