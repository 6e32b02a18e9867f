"""Which page answers which address."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from datasette.utils import tilde_decode
from datasette.utils.asgi import AsgiFileDownload, NotFound, Response

from pipeline.publish.site.addresses import meeting_address
from pipeline.publish.site.answering import answer, opened
from pipeline.publish.site.councils_page import councils_context, shards_in
from pipeline.publish.site.document_page import document_context
from pipeline.publish.site.feeds.changes_page import changes_routes
from pipeline.publish.site.feeds.feeds_page import feeds_routes
from pipeline.publish.site.home import home_context
from pipeline.publish.site.meeting_page import meeting_context
from pipeline.publish.site.page_view import document_of, page_context
from pipeline.publish.site.papers import papers_of
from pipeline.publish.site.registers.routes import register_routes
from pipeline.publish.site.reporting import report_link
from pipeline.publish.site.search import search_routes
from pipeline.publish.site.things.routes import things_routes
from pipeline.publish.site.thread_page import thread_context

KEPT = {"cache-control": "private, no-cache", "x-content-type-options": "nosniff"}

STEADY = {"cache-control": "public, max-age=300", "x-content-type-options": "nosniff"}
STATIC = Path(__file__).parents[1] / "static"
STATIC_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}


WITHDRAWN = "withdrawn"


class Handed(AsgiFileDownload):  # type: ignore[misc]
    """A file that is sent as it is. One that went away in the meantime is not found, and where it was is not told."""

    async def asgi_send(self, send: Any) -> None:
        """Send the file, or raise NotFound."""
        try:
            await super().asgi_send(send)
        except OSError:
            raise NotFound("The file is not at hand.") from None


def routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """The addresses of our pages, as patterns, each with what answers it."""
    return [
        (r"^/$", show_home),
        (r"^/-/councils$", show_councils),
        (r"^/-/page/(?P<document>[^/]+)/(?P<number>\d{1,6})$", show_page),
        (r"^/-/page/(?P<document>[^/]+)/(?P<number>\d{1,6})\.png$", show_picture),
        (r"^/-/document/(?P<document>[^/]+)$", show_document),
        (r"^/-/meeting/(?P<meeting>[^/]+)$", show_meeting),
        (r"^/-/action/(?P<thread>[^/]+)$", show_thread),
        (r"^/-/minutebook/(?P<file>(?:site|data|registers)\.css|data\.js)$", show_static),
        (r"^/-/original/(?P<document>[^/]+)\.pdf$", hand_out),
        *search_routes(),
        *things_routes(),
        *register_routes(),
        *feeds_routes(),
        *changes_routes(),
    ]


async def show_home(datasette: Any, request: Any) -> Any:
    """The first page, in place of Datasette's own, which looks at every table each time."""
    db = await opened(datasette, request)
    return await answer(datasette, request, "index.html", db, await home_context(datasette))


async def show_councils(datasette: Any, request: Any) -> Any:
    """The councils that an index is over. 404 where there is one database only."""
    db = await opened(datasette, request)
    if not await shards_in(db):
        raise NotFound("There is one database here, and no list of councils.")
    return await answer(datasette, request, "councils.html", db, await councils_context(db))


async def show_page(datasette: Any, request: Any) -> Any:
    """A page of a paper. 404 when there is none; 403, saying why, when it may not be shown; 410 when the paper was withdrawn."""
    db, document = await _document(datasette, request)
    if document["status"] == WITHDRAWN:
        return await _gone(datasette, request, db, document)
    context = await page_context(db, document, int(request.url_vars["number"]), request.args.get("row") or "")
    if context is None:
        raise NotFound("The paper has no such page.")
    target = (datasette.plugin_config("minutebook") or {}).get("report_to")
    context["report"] = report_link(target, datasette.absolute_url(request, request.full_path))
    return await answer(datasette, request, "page_view.html", db, context, 403 if context["shut"] else 200)


async def show_picture(datasette: Any, request: Any) -> Any:
    """The picture of a page. 404 when there is none to show, whatever the reason."""
    db, document = await _document(datasette, request)
    number = int(request.url_vars["number"])
    there = (await db.execute("select 1 from pages where document_id = ? and number = ?", [document["id"], number])).first()
    papers = await papers_of(db)
    picture = await papers.picture(document, number) if there else None
    if picture is None:
        raise NotFound("There is no picture of this page.")
    return Handed(picture.file, content_type="image/png", headers=dict(STEADY if papers.public else KEPT))


async def show_document(datasette: Any, request: Any) -> Any:
    """A paper. 404 when there is none; 410 when it was withdrawn."""
    db, document = await _document(datasette, request)
    if document["status"] == WITHDRAWN:
        return await _gone(datasette, request, db, document)
    return await answer(datasette, request, "document.html", db, await document_context(db, document))


async def show_meeting(datasette: Any, request: Any) -> Any:
    """A meeting, at the address of the row that the registers count; its other rows lead there. 404 when there is none."""
    db = await opened(datasette, request)
    asked = tilde_decode(request.url_vars["meeting"])
    context = await meeting_context(db, asked)
    if context is None:
        document = await document_of(db, asked.partition("-")[0])
        if document is not None and document["status"] == WITHDRAWN:
            return await _gone(datasette, request, db, document)
        raise NotFound("There is no such meeting.")
    if context["meeting"]["id"] != asked:
        return Response.redirect(str(datasette.urls.path(meeting_address(context["meeting"]["id"]))))
    return await answer(datasette, request, "meeting.html", db, context)


async def show_thread(datasette: Any, request: Any) -> Any:
    """An action that was followed over papers. 404 when there is none."""
    db = await opened(datasette, request)
    context = await thread_context(db, tilde_decode(request.url_vars["thread"]))
    if context is None:
        raise NotFound("No action of that name was followed over papers.")
    return await answer(datasette, request, "thread.html", db, context)


async def show_static(request: Any) -> Any:
    """The styles of all pages (site), and the styles and script of Datasette's own (data)."""
    file = STATIC / request.url_vars["file"]
    return Handed(file, content_type=STATIC_TYPES[file.suffix], headers=dict(STEADY))


async def hand_out(datasette: Any, request: Any) -> Any:
    """The file of a paper as it was published. 404 when it may not be handed out or is not at hand."""
    db, document = await _document(datasette, request)
    papers = await papers_of(db)
    file = await papers.original(document)
    if file is None:
        raise NotFound("The original of this paper is not to be had here.")
    headers = dict(STEADY if papers.public else KEPT)
    return Handed(file, filename=f"{document['id']}.pdf", content_type="application/pdf", headers=headers)


async def _gone(datasette: Any, request: Any, db: Any, document: Any) -> Any:
    """The page of a paper that was withdrawn: that there was one, and no more."""
    return await answer(datasette, request, "withdrawn.html", db, {"said": document["error"]}, 410)


async def _document(datasette: Any, request: Any) -> tuple[Any, Any]:
    db = await opened(datasette, request)
    document = await document_of(db, tilde_decode(request.url_vars["document"]))
    if document is None:
        raise NotFound("There is no such paper.")
    return db, document
