"""The page of all feeds and calendars, and what answers their addresses."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any

from datasette.utils.asgi import NotFound

from pipeline.publish.site.answering import answer, handed, opened, site_name, whole_addresses
from pipeline.publish.site.asking import worked_out
from pipeline.publish.site.feeds import atom, calendars
from pipeline.publish.site.feeds.calendars import CALENDARS, as_calendar, events_of
from pipeline.publish.site.feeds.narrowed import Narrowed, narrowed_by, within
from pipeline.publish.site.feeds.registers import FEEDS, entries_of, register_atom
from pipeline.publish.site.lasting import kept
from pipeline.publish.site.names import Names, names_in

MOST_TO_CHOOSE = 60


def feeds_routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """The addresses of feeds and calendars."""
    return [
        (r"^/-/feeds$", show_feeds),
        (r"^/-/feeds/(?P<name>[a-z-]+)\.atom$", give_feed),
        (r"^/-/calendars/(?P<name>[a-z]+)\.ics$", give_calendar),
    ]


async def show_feeds(datasette: Any, request: Any) -> Any:
    """Every feed and calendar with its address, for everything or narrowed to what is asked for."""
    db = await opened(datasette, request)
    asked, names = narrowed_by(request.args), await _names(db)
    whole = whole_addresses(datasette, request)
    known = await worked_out(db, lambda connection: within(connection, asked, names))
    context = {
        "asked": asked,
        "words": known.words,
        "unknown": known.unknown,
        "committee": names.bodies_like(asked.committee)[0].committee if known.exactly.committee else asked.committee,
        "feeds": [
            (feed.title, feed.says, whole(_of_register(asked, name).address(f"/-/feeds/{name}.atom"))) for name, feed in FEEDS.items()
        ],
        "calendars": [
            (title, says, whole(_of_calendar(asked, name).address(f"/-/calendars/{name}.ics"))) for name, (title, says) in CALENDARS.items()
        ],
        "changes": whole("/changes.atom"),
        "councils": names.councils if len(names.councils) <= MOST_TO_CHOOSE else (),
        "all_councils": names.councils,
        "committees": names.committees_of(asked.council),
    }
    return await answer(datasette, request, "feeds.html", db, context)


async def give_feed(datasette: Any, request: Any) -> Any:
    """A register as an Atom feed. 404 when there is none of that name."""
    name = request.url_vars["name"]
    if name not in FEEDS:
        raise NotFound(f"There is no such feed. The feeds are {', '.join(FEEDS)}.")
    db = await opened(datasette, request)
    asked, names = _of_register(narrowed_by(request.args), name), await _names(db)

    def work(connection: sqlite3.Connection) -> Any:
        return entries_of(connection, name, asked, names)

    entries = await kept(db, ("feed", name, asked), lambda: worked_out(db, work))
    text = register_atom(name, asked, entries, site_name(datasette), whole_addresses(datasette, request))
    return handed(request, text, atom.CONTENT_TYPE)


async def give_calendar(datasette: Any, request: Any) -> Any:
    """Meetings or deadlines as a calendar. 404 when there is none of that name."""
    name = request.url_vars["name"]
    if name not in CALENDARS:
        raise NotFound(f"There is no such calendar. The calendars are {', '.join(CALENDARS)}.")
    db = await opened(datasette, request)
    asked, names = _of_calendar(narrowed_by(request.args), name), await _names(db)
    whole = whole_addresses(datasette, request)

    async def written() -> bytes:
        events = await worked_out(db, lambda connection: events_of(connection, name, asked, names))
        return as_calendar(name, events, site_name(datasette), whole)

    body = await kept(db, ("calendar", name, asked, whole("/")), written)
    return handed(request, body, calendars.CONTENT_TYPE)


async def _names(db: Any) -> Names:
    return await kept(db, "names", lambda: worked_out(db, names_in))


def _of_register(asked: Narrowed, name: str) -> Narrowed:
    """Only actions have leads."""
    return asked if FEEDS[name].register.table == "actions" else asked.without_lead


def _of_calendar(asked: Narrowed, name: str) -> Narrowed:
    return asked if name == "deadlines" else asked.without_lead
