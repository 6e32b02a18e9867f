"""The hooks of the public site. They do nothing in a Datasette that is not one."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

from datasette import hookimpl
from datasette.utils.asgi import NotFound, Response, asgi_send_file

from pipeline.edges.questions import tame
from pipeline.publish.public.database import PRAGMAS_OF_DATASETTE, PublicDatabase, is_public
from pipeline.publish.public.templates import make_strict
from pipeline.publish.public.troubles import answer_trouble

PIECE_BYTES = 1 << 20
ROBOTS = "User-agent: *\nDisallow: /*?*sql=\nDisallow: /*?*_facet\nDisallow: /*?*_sort\nDisallow: /*?*_where\nDisallow: /*.csv\n"


@hookimpl  # type: ignore[untyped-decorator]
def prepare_connection(conn: Any, database: str, datasette: Any) -> None:
    """Bound the connections that Datasette itself uses, as those of the processes that answer questions are."""
    served = datasette.databases.get(database)
    if isinstance(served, PublicDatabase):
        tame(conn, served.bounds, PRAGMAS_OF_DATASETTE)


@hookimpl  # type: ignore[untyped-decorator]
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    """Put the placeholder of the number used once on every script and style of the templates."""
    if is_public(datasette):
        make_strict(env, datasette.nonce_placeholder)


@hookimpl  # type: ignore[untyped-decorator]
def register_routes(datasette: Any) -> list[tuple[str, Callable[..., Any]]]:
    """What search engines may look at, and the download of the copy."""
    if not is_public(datasette):
        return []
    return [(r"^/robots\.txt$", robots), (r"^/(?P<database>[^/.]+)\.db$", hand_out_copy)]


async def robots() -> Any:
    """Pages and tables may be looked at, questions and sorted lists not."""
    return Response.text(ROBOTS)


@hookimpl(hookwrapper=True)  # type: ignore[untyped-decorator]
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Generator[None, Any, None]:
    """Answer in place of Datasette, which would show the words of any exception and print all that it knows of it."""
    outcome = yield
    if is_public(datasette):
        outcome.force_result([answer_trouble(datasette, request, exception)])


async def hand_out_copy(datasette: Any, request: Any, send: Any) -> None:
    """The public copy as a file, in larger pieces than Datasette's own. 404 when there is none of that name."""
    served = datasette.databases.get(request.url_vars["database"])
    if not isinstance(served, PublicDatabase):
        raise NotFound("There is no such database.")
    path = Path(served.path)
    headers = {"x-content-type-options": "nosniff"}
    await asgi_send_file(send, path, path.name, "application/vnd.sqlite3", PIECE_BYTES, headers)
