"""Which register answers which address."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from pipeline.publish.site.addresses import REGISTER_PAGES
from pipeline.publish.site.answering import answer, opened
from pipeline.publish.site.registers import actions, attendance, meetings, resolutions
from pipeline.publish.site.registers.charts import charts_context
from pipeline.publish.site.registers.counts import counts_context
from pipeline.publish.site.registers.files import file_of


def register_routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """The addresses of the registers, as patterns, each with what answers it."""
    return [
        (f"^{REGISTER_PAGES['actions_register']}$", show_actions),
        (f"^{REGISTER_PAGES['actions_counts']}$", show_counts),
        (f"^{REGISTER_PAGES['meetings_register']}$", show_meetings),
        (f"^{REGISTER_PAGES['resolutions_register']}$", show_resolutions),
        (f"^{REGISTER_PAGES['attendance_register']}$", show_attendance),
        (f"^{REGISTER_PAGES['charts_page']}$", show_charts),
        (r"^/-/(?P<register>actions|meetings|resolutions|attendance)\.(?P<kind>csv|json)$", hand_out),
    ]


async def show_actions(datasette: Any, request: Any) -> Any:
    """The action tracker."""
    db = await opened(datasette, request)
    context = await actions.actions_context(db, actions.asked_of(request.args))
    return await answer(datasette, request, "actions.html", db, context)


async def show_counts(datasette: Any, request: Any) -> Any:
    """The counts of actions by council, committee and lead."""
    db = await opened(datasette, request)
    return await answer(datasette, request, "counts.html", db, await counts_context(db, request.args.get("council")))


async def show_meetings(datasette: Any, request: Any) -> Any:
    """The meetings."""
    db = await opened(datasette, request)
    context = await meetings.meetings_context(db, meetings.asked_of(request.args))
    return await answer(datasette, request, "meetings.html", db, context)


async def show_resolutions(datasette: Any, request: Any) -> Any:
    """The resolution register."""
    db = await opened(datasette, request)
    context = await resolutions.resolutions_context(db, resolutions.asked_of(request.args))
    return await answer(datasette, request, "resolutions.html", db, context)


async def show_attendance(datasette: Any, request: Any) -> Any:
    """The attendance register."""
    db = await opened(datasette, request)
    context = await attendance.attendance_context(db, attendance.asked_of(request.args))
    return await answer(datasette, request, "attendance.html", db, context)


async def show_charts(datasette: Any, request: Any) -> Any:
    """The charts."""
    db = await opened(datasette, request)
    return await answer(datasette, request, "charts.html", db, await charts_context(db, request.args))


async def hand_out(datasette: Any, request: Any) -> Any:
    """The rows of a register as a file, with the filters of the address."""
    db = await opened(datasette, request)
    return file_of(db, request.url_vars["register"], request.url_vars["kind"], request.args)
