"""Calendars (RFC 5545) of meetings and of deadlines."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from pipeline.publish.site.feeds.atom import lasting_id
from pipeline.publish.site.feeds.narrowed import Narrowed, within
from pipeline.publish.site.feeds.registers import Entries, Row, action_words, address_of, rows_in
from pipeline.publish.site.feeds.seen import Seen, seen
from pipeline.publish.site.names import Names
from pipeline.publish.site.registers.described import REGISTERS, Register

CONTENT_TYPE = "text/calendar; charset=utf-8"
COUNCIL_TIME = ZoneInfo("Europe/London")
MOST = 500
DAYS_BACK = 365

CALENDARS = {
    "meetings": ("Council meetings", "The meetings that papers announce or record, the latest five hundred."),
    "deadlines": ("Council deadlines", "When actions are due that no paper calls complete: those of the last year and to come."),
}
"""The calendars by their name in addresses, each with its title and what it has."""

_MEETINGS = """
select t.id from registered_meetings as t where {where} and t.date is not null order by t.date desc limit {most}
"""
_DEADLINES = """
select t.id from tracked_actions as t
where t.standing in ('open', 'passed') and t.due_end >= date('now', '-{days} days') and {where} order by t.due_end limit {most}
"""
_FROM = {"meetings": (REGISTERS["meetings"], _MEETINGS), "deadlines": (REGISTERS["actions"], _DEADLINES)}


def events_of(connection: sqlite3.Connection, name: str, asked: Narrowed, names: Names) -> Entries:
    """The rows of a calendar in the order of their days, with when they were seen; at most MOST."""
    register, sql = _FROM[name]
    asked_within = within(connection, asked, names)
    where = " and ".join([*asked_within.conditions, asked_within.among])
    found = [row[0] for row in connection.execute(sql.format(where=where, days=DAYS_BACK, most=MOST), asked_within.values)]
    times = seen(connection, found)
    day = "date" if name == "meetings" else "as_of_due_end"
    rows = sorted(rows_in(connection, register.view, found), key=lambda row: (row[day], row["id"]))
    return Entries([(row, times.get(row["id"], Seen())) for row in rows], asked_within)


def as_calendar(name: str, events: Entries, site: str, whole: Callable[[str], str]) -> bytes:
    """A calendar of meetings or deadlines. Ids last; times are the data's own."""
    title, says = CALENDARS[name]
    calendar = Calendar()
    calendar.add("prodid", "-//Minutebook//Council papers//EN")
    calendar.add("version", "2.0")
    words = ", ".join(part for part in (title, events.within.words) if part)
    for field in ("name", "x-wr-calname"):
        calendar.add(field, f"{words} ({site})")
    calendar.add("x-wr-caldesc", says)
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"value": "DURATION"})
    for row, times in events.rows:
        calendar.add_component(_meeting(row, times, whole) if name == "meetings" else _deadline(row, times, whole))
    written: bytes = calendar.to_ical()
    return written


def _meeting(row: Row, times: Seen, whole: Callable[[str], str]) -> Event:
    event = _event(f"meeting:{row['id']}", REGISTERS["meetings"], row, times, whole)
    event.add("summary", ", ".join(part for part in (row["committee"] or "Meeting", row["council"]) if part))
    day = date.fromisoformat(row["date"])
    begins, ends = _at(day, row["start_time"]), _at(day, row["end_time"])
    event.add("dtstart", begins or day)
    if begins and ends and ends > begins:
        event.add("dtend", ends)
    if row["venue"]:
        event.add("location", row["venue"])
    return event


def _deadline(row: Row, times: Seen, whole: Callable[[str], str]) -> Event:
    event = _event(f"deadline:{row['thread_id'] or row['id']}", REGISTERS["actions"], row, times, whole)
    event.add("summary", f"Due: {action_words(row)}")
    day = date.fromisoformat(row["as_of_due_end"])
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    says = [
        row["detail"] if row["detail"] and " ".join(row["detail"].split()) not in action_words(row) else None,
        f"Printed: {row['due_text']}" if row["due_text"] else None,
        f"Led by {row['leads'] or row['leads_text']}" if row["leads"] or row["leads_text"] else None,
        ", ".join(part for part in (row["committee"], row["council"]) if part),
        f"{row['due_state'].capitalize()}, as of {row['as_of_title'] or 'an untitled paper'}"
        + (f" ({row['as_of']})" if row["as_of"] else ""),
        whole(address_of(REGISTERS["actions"], row)),
    ]
    event.add("description", "\n".join(part for part in says if part))
    return event


def _event(key: str, register: Register, row: Row, times: Seen, whole: Callable[[str], str]) -> Event:
    event = Event()
    event.add("uid", lasting_id(key).removeprefix("urn:uuid:"))
    changed = datetime.fromisoformat(times.last.replace("Z", "+00:00"))
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("url", whole(address_of(register, row)))
    return event


def _at(day: date, printed: Any) -> datetime | None:
    """The moment of a printed time on a day, in UTC, which every calendar understands; None where no time is printed."""
    try:
        return datetime.combine(day, time.fromisoformat(str(printed)), tzinfo=COUNCIL_TIME).astimezone(UTC)
    except ValueError:
        return None
