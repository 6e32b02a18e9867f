"""How a page of ours is answered: who may see it, and with which headers it goes out."""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import Response

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
    page = await datasette.render_template(template, {"database": db.name, "metadata": datasette.metadata(), **context}, request=request)
    return Response.html(page, status=status, headers=dict(GUARDED))
