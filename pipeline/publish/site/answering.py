"""How a page of ours is answered: who may see it, and with which headers it goes out."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from typing import Any

from datasette.utils.asgi import Response
from jinja2 import Environment

GUARDED = {
    "content-security-policy": "default-src 'none'; img-src 'self'; style-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
}


async def opened(datasette: Any, request: Any) -> Any:
    """The database that is served, once it is sure that whoever asks may see it."""
    db = datasette.get_database()
    await datasette.ensure_permissions(request.actor, [("view-database", db.name), "view-instance"])
    return db


async def answer(datasette: Any, request: Any, template: str, db: Any, context: dict[str, Any], status: int = 200) -> Any:
    """A page of ours, made from its template and from what it shows."""
    found = _prompt(datasette.jinja_env).get_template(template)
    page = found.render({"urls": datasette.urls, "database": db.name, "metadata": datasette.metadata(), **context})
    return Response.html(page, status=status, headers=dict(GUARDED))


@lru_cache(maxsize=4)
def _prompt(environment: Environment) -> Environment:
    """Datasette's environment for templates that wait for nothing, as ours do: looking at every value whether it has to be waited for
    takes as long as all the rest of filling them in."""
    return environment.overlay(enable_async=False, auto_reload=False)


def handed(request: Any, body: str | bytes, content_type: str, filename: str | None = None) -> Any:
    """What programs read; nothing but a 304 to whoever has it already, as feed readers and calendars ask often."""
    data = body.encode() if isinstance(body, str) else body
    tag = f'"{sha256(data).hexdigest()[:20]}"'
    headers = {"etag": tag, "cache-control": "no-cache", "x-content-type-options": "nosniff"}
    if filename:
        headers["content-disposition"] = f'attachment; filename="{filename}"'
    if tag in (request.headers.get("if-none-match") or ""):
        return Response(b"", status=304, headers=headers, content_type=content_type)
    return Response(data, headers=headers, content_type=content_type)


def whole_addresses(datasette: Any, request: Any) -> Callable[[str], str]:
    """What makes an address of ours whole, with scheme and host."""
    return lambda path: str(datasette.absolute_url(request, datasette.urls.path(path)))


def site_name(datasette: Any) -> str:
    """What the site calls itself."""
    return str((datasette.metadata() or {}).get("title") or "Minutebook")
