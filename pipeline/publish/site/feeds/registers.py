"""The registers as feeds: what is overdue, due soon or slipped, and every action, resolution and meeting, what changed last first."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from pipeline.publish.site.addresses import document_address, page_address, thing_address
from pipeline.publish.site.feeds.atom import Entry, Feed, as_atom
from pipeline.publish.site.feeds.narrowed import Narrowed, Within, within
from pipeline.publish.site.feeds.seen import Seen, seen
from pipeline.publish.site.names import Names
from pipeline.publish.site.registers.actions import DAYS_AHEAD, STATES
from pipeline.publish.site.registers.described import REGISTERS, Register
from pipeline.publish.site.registers.standing import today
from pipeline.publish.site.wording import pair, spoken_date

LOOKED_AT = 2_000
BY_DATE = 200
MOST = 100
LONGEST_TITLE = 160

Row = Mapping[str, Any]


class RegisterFeed(NamedTuple):
    """A register, or some of its rows, as a feed: its name for people and what it has.

    `held` is true of the rows that it has, in the table that says which count (`t`); `order` puts those first that a reader wants first
    where nothing changed; `told` gives the title and words of a row.
    """

    register: Register
    title: str
    says: str
    held: str
    order: str
    told: Callable[[Row], tuple[str, str]]


class Entries(NamedTuple):
    """The rows of a register with when they were seen, what changed last first; and what they are narrowed to."""

    rows: list[tuple[Row, Seen]]
    within: Within


def action_words(row: Row) -> str:
    """What is to be done, in a line that is not too long for a title."""
    words = " – ".join(" ".join(part.split()) for part in (row["action"], row["detail"]) if part) or "An action without words"
    return words if len(words) <= LONGEST_TITLE else words[:LONGEST_TITLE].rsplit(" ", 1)[0] + "…"


def _of(*parts: object) -> str:
    return " – ".join(" ".join(str(part).split()) for part in parts if part)


def _as_of(row: Row) -> str:
    paper = f"as of {row['as_of_title'] or 'an untitled paper'}"
    return f"{paper}, {spoken_date(row['as_of'])}" if row["as_of"] else paper


def _printed(row: Row) -> str | None:
    return f"due “{' '.join(row['due_text'].split())}”" if row["due_text"] else None


def _led(row: Row) -> str | None:
    leads = row["leads"] or row["leads_text"]
    return f"led by {leads}" if leads else None


def _overdue(row: Row) -> tuple[str, str]:
    head = f"{pair(row['days_overdue'], 'day')} overdue, {_as_of(row)}: {action_words(row)}"
    return head, _of(f"Due {spoken_date(row['as_of_due_end'])}", _printed(row), _led(row), row["committee"], row["council"])


def _due(row: Row) -> tuple[str, str]:
    return f"Due {spoken_date(row['as_of_due_end'])}: {action_words(row)}", _of(
        _as_of(row), _printed(row), _led(row), row["committee"], row["council"]
    )


def _slipped(row: Row) -> tuple[str, str]:
    times = "once" if row["slips"] == 1 else f"{row['slips']} times"
    words = _of(
        f"moved later {times}, now due {spoken_date(row['as_of_due_end'])}", _as_of(row), _led(row), row["committee"], row["council"]
    )
    return f"Slipped: {action_words(row)}", words


def _any_action(row: Row) -> tuple[str, str]:
    return action_words(row), _of(row["due_state"], _printed(row), row["status"], _led(row), row["committee"], row["council"])


def _resolution(row: Row) -> tuple[str, str]:
    head = _of(" ".join(part for part in (row["reference"], row["label"]) if part), row["minute"], row["committee"])
    words = _of(row["text"], row["outcome"], row["mover"] and f"moved by {row['mover']}", row["council"])
    return (head or "A resolution") + (f", {spoken_date(row['date'])}" if row["date"] else ""), words


def _meeting(row: Row) -> tuple[str, str]:
    head = _of(row["committee"] or "A meeting", row["council"]) + (f", {spoken_date(row['date'])}" if row["date"] else "")
    counts = ((row["resolutions"], "decision"), (row["agenda_items"], "agenda item"), (row["papers"], "paper"))
    at = f"at {row['start_time']}" if row["start_time"] else None
    return head, _of(at, row["venue"], ", ".join(pair(count, one) for count, one in counts if count))


def _of_actions(state: str, title: str, order: str, told: Callable[[Row], tuple[str, str]]) -> RegisterFeed:
    return RegisterFeed(REGISTERS["actions"], title, STATES[state].means, STATES[state].condition, order, told)


def _of_all(name: str, title: str, told: Callable[[Row], tuple[str, str]]) -> RegisterFeed:
    return RegisterFeed(REGISTERS[name], title, REGISTERS[name].says, "1", "t.date desc", told)


FEEDS = {
    "overdue": _of_actions("overdue", "Overdue actions", "t.due_end desc", _overdue),
    "unreported": _of_actions("unreported", "Actions due, with no later report", "t.due_end desc", _due),
    "soon": _of_actions("soon", "Actions due soon", "t.due_end", _due),
    "slipped": _of_actions("slipped", "Slipped actions", "t.slips desc", _slipped),
    "silent": _of_actions("silent", "Actions that papers fell silent on", "t.due_end desc", _any_action),
    "actions": _of_actions("all", "All actions", "t.due_end desc", _any_action),
    "resolutions": _of_all("resolutions", "Resolutions", _resolution),
    "meetings": _of_all("meetings", "Meetings", _meeting),
}
"""Every feed of a register by its name in addresses; those of actions are named for the state that the action tracker shows."""


def entries_of(connection: sqlite3.Connection, name: str, asked: Narrowed, names: Names) -> Entries:
    """The rows of a feed whose changes are the latest; at most MOST.

    Of what changed, the LOOKED_AT latest rows are looked at, and besides those BY_DATE that come first by date, so that a feed that is
    narrowed to little is never empty for want of news.
    """
    feed, kept = FEEDS[name], FEEDS[name].register.kept
    asked_within = within(connection, asked, names)
    where = " and ".join([f"({feed.held})", *asked_within.conditions])
    sql = f"""
    select t.id from (
      select distinct row_id from (
        select row_id from changes where table_name = :changed and kind <> 'withdrawn' order by seq desc limit {LOOKED_AT}
      )
    ) as c cross join {kept} as t on t.id = c.row_id where {where}
    union
    select id from (select t.id from {kept} as t where {where} and {asked_within.among} order by {feed.order} limit {BY_DATE})
    """
    day = today()
    soon = (date.fromisoformat(day) + timedelta(days=DAYS_AHEAD)).isoformat()
    values = {**asked_within.values, "changed": feed.register.table, "today": day, "soon": soon}
    found = [row[0] for row in connection.execute(sql, values)]
    times = seen(connection, found)
    latest = sorted(found, key=lambda key: (times.get(key, Seen()).last, key), reverse=True)[:MOST]
    rows = {row["id"]: row for row in rows_in(connection, feed.register.view, latest)}
    return Entries([(rows[key], times.get(key, Seen())) for key in latest if key in rows], asked_within)


def rows_in(connection: sqlite3.Connection, view: str, ids: Sequence[str]) -> list[Row]:
    """The rows of a view that have these ids, in no order."""
    cursor = connection.execute(f"select * from {view} where id in (select value from json_each(?))", [json.dumps(list(ids))])
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, values, strict=True)) for values in cursor]


def register_atom(name: str, asked: Narrowed, entries: Entries, site: str, whole: Callable[[str], str]) -> str:
    """A register as an Atom feed."""
    described = FEEDS[name]
    own = asked.address(f"/-/feeds/{name}.atom")
    feed = Feed(
        key=own,
        title=f"{site}: {described.title}" + (f", {entries.within.words}" if entries.within.words else ""),
        own_address=whole(own),
        page_address=whole(page_of(name, entries.within.exactly)),
        author=site,
        subtitle=described.says,
    )
    return as_atom(feed, (_entry(name, row, times, whole) for row, times in entries.rows))


def page_of(name: str, exactly: Narrowed) -> str:
    """The address of the page with the rows of a feed."""
    register = FEEDS[name].register
    if register.table != "actions":
        return exactly.without_lead.address(register.page)
    address = exactly.address(register.page)
    return address if name == "actions" else f"{address}{'&' if '?' in address else '?'}state={name}"


def feed_of(page: str, filters: Mapping[str, str]) -> str | None:
    """The address of the feed of a page of a register, narrowed as it is; None for a register that has none."""
    name = next((name for name, register in REGISTERS.items() if register.page == page), None)
    state = filters.get("state") or "all"
    if name == "actions" and state != "all":
        name = state
    if name not in FEEDS:
        return None
    asked = Narrowed(*(filters.get(part, "") for part in ("council", "committee", "lead")))
    return asked.address(f"/-/feeds/{name}.atom")


def _entry(name: str, row: Row, times: Seen, whole: Callable[[str], str]) -> Entry:
    feed = FEEDS[name]
    title, words = feed.told(row)
    return Entry(
        key=f"{name}:{row['id']}",
        title=title,
        updated=times.last,
        published=times.first,
        address=whole(address_of(feed.register, row)),
        related=whole(page_address(row["document_id"], str(row["page_id"]).rpartition("-")[2], row["id"])),
        words=words,
        categories=tuple(part for part in (row["council"], row["committee"]) if part),
    )


def address_of(register: Register, row: Row) -> str:
    """The page of ours about a row of a register, else about its paper."""
    own = thing_address(register.table, row["id"], row.get("meeting_id"), row.get("thread_id"))
    return own or document_address(str(row["document_id"]))
