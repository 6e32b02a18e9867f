"""What somebody reads when a page cannot be had: what was wrong, in words that help, and nothing of the machine."""

from __future__ import annotations

import sqlite3
import traceback
from typing import Any, NamedTuple

from datasette.database import QueryInterrupted
from datasette.utils import InvalidSql
from datasette.utils.asgi import Base400, Response
from datasette.views.base import DatasetteError

from pipeline.publish.public.database import Busy
from pipeline.publish.public.door import BUSY

LATE = (
    "The question took too long: a page has less than a second of the processor. Ask for less: look in fewer rows (a council, a year), "
    "put a limit, or use a search in place of LIKE. The whole data can be downloaded and asked on your own machine."
)
NOTHING = "There is no such page. The address may be mistyped, or the row may have gone with its paper."
UNKNOWN = "Something went wrong on this side, and was written down. Try again; if it stays, tell whoever runs the site."


class Trouble(NamedTuple):
    """What an exception means to whoever asked."""

    status: int
    title: str
    words: str


def trouble_of(error: Exception) -> Trouble:
    """What to say for an exception. Only words that are meant for readers are passed on."""
    if isinstance(error, Busy):
        return Trouble(503, "Busy", BUSY)
    if isinstance(error, DatasetteError):
        if error.title == "SQL Interrupted":
            return Trouble(400, "That took too long", LATE)
        return Trouble(400 if error.status == 500 else error.status, error.title or "Not possible", str(error.message))
    if isinstance(error, Base400):
        if error.status == 404:
            return Trouble(404, "Not found", NOTHING)
        return Trouble(error.status, "Not possible", str(error.args[0]) if error.args else "This is not possible here.")
    if isinstance(error, QueryInterrupted) or (isinstance(error, sqlite3.OperationalError) and error.args == ("interrupted",)):
        return Trouble(400, "That took too long", LATE)
    if isinstance(error, InvalidSql | sqlite3.OperationalError):
        return Trouble(400, "Invalid SQL", str(error))
    if isinstance(error, ValueError | OverflowError):
        return Trouble(400, "Not possible", "A part of the address means nothing here.")
    return Trouble(500, "Something went wrong", UNKNOWN)


def said_of(error: Base400 | DatasetteError) -> Trouble:
    """The words that came with an exception that was foreseen, for whoever runs the site in the house."""
    if isinstance(error, DatasetteError):
        return Trouble(error.status, error.title or "Not possible", str(error.message))
    return Trouble(error.status, f"Error {error.status}", str(error.args[0]) if error.args else NOTHING)


async def answer_trouble(datasette: Any, request: Any, error: Exception, trouble: Trouble | None = None) -> Any:
    """The page, or the JSON, that says what the trouble is. What nobody foresaw is written to the log."""
    trouble = trouble or trouble_of(error)
    if trouble.status >= 500 and not isinstance(error, Busy):
        traceback.print_exception(error)
    headers = {"retry-after": "5"} if isinstance(error, Busy) else {}
    if request.path.endswith((".json", ".jsono")):
        said = {"ok": False, "error": trouble.words, "status": trouble.status, "title": trouble.title}
        return Response.json(said, status=trouble.status, headers=headers)
    if request.path.endswith(".csv"):
        return Response.text(trouble.words, status=trouble.status, headers=headers)
    context = {"title": trouble.title, "status": trouble.status, "error": trouble.words, "asked": _asked(request)}
    page = await datasette.render_template("error.html", context, request=request)
    return Response.html(page, status=trouble.status, headers=headers)


def _asked(request: Any) -> dict[str, Any] | None:
    """The question in SQL that could not be answered, with its parameters, so that it need not be typed again."""
    sql = request.args.get("sql")
    others = [(name, value) for name in request.args if name != "sql" for value in request.args.getlist(name)]
    return {"sql": sql, "others": others} if sql else None
