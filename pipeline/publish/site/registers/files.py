"""The rows of a register as files: CSV that a spreadsheet opens without running anything in it, and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from typing import Any

from datasette.utils.asgi import AsgiStream

from pipeline.publish.site.registers import actions, attendance, meetings, resolutions
from pipeline.publish.site.registers.found import Question, every
from pipeline.publish.site.registers.standing import today
from pipeline.publish.spreadsheets import defused

Row = Mapping[str, Any]
Columns = Mapping[str, Callable[[Row], Any]]


def _of(name: str) -> Callable[[Row], Any]:
    return lambda row: row[name]


def _page_url(row: Row) -> str | None:
    return f"{row['source_url']}#page={row['page']}" if row["source_url"] else None


ACTIONS: Columns = {
    **{name: _of(name) for name in ("id", "council", "committee", "theme", "reference", "action", "detail")},
    "leads": lambda row: "; ".join(name for _, name in actions.leads_of(dict(row))) or None,
    **{name: _of(name) for name in ("leads_text", "due_text", "due_end")},
    "due_state": lambda row: actions.state_of(dict(row), today()),
    "days_overdue": lambda row: actions.days_overdue(dict(row), today()),
    **{name: _of(name) for name in ("status", "status_text", "as_of", "as_of_title", "as_of_document_id", "slips", "days_slipped")},
    **{name: _of(name) for name in ("thread_state", "thread_id", "document_id", "page")},
    "page_url": _page_url,
}
MEETINGS: Columns = {
    **{name: _of(name) for name in ("id", "council", "committee", "date", "start_time", "end_time", "venue", "present", "apologies")},
    **{name: _of(name) for name in ("agenda_items", "resolutions", "papers", "committee_id", "paper", "document_id", "page")},
    "page_url": _page_url,
}
RESOLUTIONS: Columns = {
    **{name: _of(name) for name in ("id", "council", "committee", "date", "reference", "minute", "label", "verb", "text", "kind")},
    **{name: _of(name) for name in ("outcome", "mover", "seconder", "votes_for", "votes_against", "votes_abstained", "confirmed")},
    **{name: _of(name) for name in ("meeting_id", "report_id", "paper", "document_id", "page")},
    "page_url": _page_url,
}
ATTENDANCE: Columns = {
    **{name: _of(name) for name in ("id", "council", "committee", "date", "name", "capacity", "role", "post", "status", "note")},
    **{name: _of(name) for name in ("member_id", "meeting_id", "paper", "document_id", "page")},
    "page_url": _page_url,
}
FILES: Mapping[str, tuple[Columns, Callable[[Any], Question]]] = {
    "actions": (ACTIONS, lambda arguments: actions.question_of(actions.asked_of(arguments))),
    "meetings": (MEETINGS, lambda arguments: meetings.question_of(meetings.asked_of(arguments))),
    "resolutions": (RESOLUTIONS, lambda arguments: resolutions.question_of(resolutions.asked_of(arguments))),
    "attendance": (ATTENDANCE, lambda arguments: attendance.question_of(attendance.asked_of(arguments))),
}
TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json; charset=utf-8"}


def file_of(db: Any, register: str, kind: str, arguments: Any) -> Any:
    """The file of a register (one of FILES), of a kind of TYPES, with the filters of the address.

    It is sent as its rows are read, so that a long one begins at once.
    """
    columns, question_of = FILES[register]
    rows = every(db, question_of(arguments))
    pieces = _as_csv(rows, columns) if kind == "csv" else _as_json(rows, columns)

    async def send(writer: Any) -> None:
        async for piece in pieces:
            await writer.write(piece)

    shown = f'{"attachment" if kind == "csv" else "inline"}; filename="{register}.{kind}"'
    return AsgiStream(send, headers={"content-disposition": shown, "x-content-type-options": "nosniff"}, content_type=TYPES[kind])


async def _as_csv(rows: AsyncIterator[dict[str, Any]], columns: Columns) -> AsyncIterator[str]:
    yield _line(columns)
    async for row in rows:
        yield _line(defused(value(row)) for value in columns.values())


def _line(values: Iterable[object]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(values)
    return written.getvalue()


async def _as_json(rows: AsyncIterator[dict[str, Any]], columns: Columns) -> AsyncIterator[str]:
    before = "["
    async for row in rows:
        yield before + "\n" + json.dumps({name: value(row) for name, value in columns.items()}, ensure_ascii=False)
        before = ","
    yield "\n]\n" if before == "," else "[]\n"
