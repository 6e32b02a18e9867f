"""Which page of a single thing answers which address."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from datasette.utils import tilde_decode
from datasette.utils.asgi import NotFound, Response

from pipeline.publish.site.addresses import resolution_address
from pipeline.publish.site.answering import answer, opened
from pipeline.publish.site.things.committee_page import committee_context
from pipeline.publish.site.things.member_page import member_context
from pipeline.publish.site.things.officer_page import officer_context
from pipeline.publish.site.things.resolution_page import resolution_context


def things_routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """The addresses of these pages, as patterns, each with what answers it."""
    return [
        (r"^/-/resolution/(?P<key>[^/]+)$", show_resolution),
        (r"^/-/committee/(?P<key>[^/]+)$", show_committee),
        (r"^/-/member/(?P<key>[^/]+)$", show_member),
        (r"^/-/officer/(?P<key>[^/]+)$", show_officer),
    ]


async def show_resolution(datasette: Any, request: Any) -> Any:
    """A resolution, at the address of the row that the register counts; its other rows lead there. 404 when there is none."""
    db = await opened(datasette, request)
    context = await resolution_context(db, _key(request))
    if context is None:
        raise NotFound("There is no such resolution.")
    counted = context["resolution"]["counted"]
    if counted != context["resolution"]["id"]:
        return Response.redirect(str(datasette.urls.path(resolution_address(counted))))
    context["here"] = datasette.absolute_url(request, datasette.urls.path(resolution_address(counted)))
    return await answer(datasette, request, "resolution.html", db, context)


async def show_committee(datasette: Any, request: Any) -> Any:
    """A committee. 404 when no paper names one of that key."""
    return await _show(datasette, request, committee_context, "committee.html", "There is no such committee.")


async def show_member(datasette: Any, request: Any) -> Any:
    """A member. 404 when no paper names one of that key."""
    return await _show(datasette, request, member_context, "member.html", "There is no such member.")


async def show_officer(datasette: Any, request: Any) -> Any:
    """An officer or post. 404 when there is none."""
    return await _show(datasette, request, officer_context, "officer.html", "There is no such officer or post.")


async def _show(datasette: Any, request: Any, context_of: Callable[..., Awaitable[Any]], template: str, missing: str) -> Any:
    db = await opened(datasette, request)
    context = await context_of(db, _key(request))
    if context is None:
        raise NotFound(missing)
    return await answer(datasette, request, template, db, context)


def _key(request: Any) -> str:
    return str(tilde_decode(request.url_vars["key"]))
