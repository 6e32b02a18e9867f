"""The registers as feeds: what is overdue, due soon or slipped, and every action, resolution and meeting, what changed last first."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from pipeline.publish.site.addresses import OWN_PAGES, document_address, page_address
from pipeline.publish.site.addresses import REGISTERS as PAGES
from pipeline.publish.site.feeds.atom import Entry, Feed, as_atom
from pipeline.publish.site.feeds.narrowed import Narrowed, Within, within
from pipeline.publish.site.feeds.seen import Seen, seen
from pipeline.publish.site.names import Names
from pipeline.publish.site.registers.actions import DAYS_AHEAD, STATES
from pipeline.publish.site.registers.standing import today
from pipeline.publish.site.wording import pair, spoken_date

LOOKED_AT = 2_000
BY_DATE = 200
MOST = 100
LONGEST_TITLE = 160

Row = Mapping[str, Any]


class Register(NamedTuple):
    """A register as a feed: its name for people, what it has, the view with its rows, and the table that the view is made from.

    `held` is true of the rows of that table (`t`) that are in the register, `order` puts those first that a reader wants first where
    nothing changed. `changed` is the table in whose changes news of the register shows, `told` gives the title and words of a row.
    """

    title: str
    says: str
    view: str
    kept: str
    held: str
    order: str
    changed: str
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


def _of_actions(state: str, title: str, order: str, told: Callable[[Row], tuple[str, str]]) -> Register:
    described = STATES[state]
    return Register(title, described.means, "action_tracker", "tracked_actions", described.condition, order, "actions", told)


REGISTERS = {
    "overdue": _of_actions("overdue", "Overdue actions", "t.due_end desc", _overdue),
    "unreported": _of_actions("unreported", "Actions due, with no later report", "t.due_end desc", _due),
    "soon": _of_actions("soon", "Actions due soon", "t.due_end", _due),
    "slipped": _of_actions("slipped", "Slipped actions", "t.slips desc", _slipped),
    "silent": _of_actions("silent", "Actions that papers fell silent on", "t.due_end desc", _any_action),
    "actions": _of_actions("all", "All actions", "t.due_end desc", _any_action),
    "resolutions": Register(
        title="Resolutions",
        says="Every decision, motion and amendment that minutes record.",
        view="resolution_register",
        kept="registered_resolutions",
        held="1",
        order="t.date desc",
        changed="resolutions",
        told=_resolution,
    ),
    "meetings": Register(
        title="Meetings",
        says="Every meeting that a paper announces or records.",
        view="meeting_register",
        kept="registered_meetings",
        held="1",
        order="t.date desc",
        changed="meetings",
        told=_meeting,
    ),
}
"""Every register that has a feed, by its name in addresses; those of actions by the state that the action tracker shows."""


def entries_of(connection: sqlite3.Connection, name: str, asked: Narrowed, names: Names) -> Entries:
    """The rows of a register whose changes are the latest; at most MOST.

    Of what changed, the LOOKED_AT latest rows are looked at, and besides those BY_DATE that come first by date, so that a feed that is
    narrowed to little is never empty for want of news.
    """
    register = REGISTERS[name]
    asked_within = within(connection, asked, names)
    where = " and ".join([f"({register.held})", *asked_within.conditions])
    sql = f"""
    select t.id from (
      select distinct row_id from (
        select row_id from changes where table_name = :changed and kind <> 'withdrawn' order by seq desc limit {LOOKED_AT}
      )
    ) as c cross join {register.kept} as t on t.id = c.row_id where {where}
    union
    select id from (select t.id from {register.kept} as t where {where} and {asked_within.among} order by {register.order} limit {BY_DATE})
    """
    day = today()
    soon = (date.fromisoformat(day) + timedelta(days=DAYS_AHEAD)).isoformat()
    values = {**asked_within.values, "changed": register.changed, "today": day, "soon": soon}
    found = [row[0] for row in connection.execute(sql, values)]
    times = seen(connection, found)
    latest = sorted(found, key=lambda key: (times.get(key, Seen()).last, key), reverse=True)[:MOST]
    rows = {row["id"]: row for row in rows_in(connection, register.view, latest)}
    return Entries([(rows[key], times.get(key, Seen())) for key in latest if key in rows], asked_within)


def rows_in(connection: sqlite3.Connection, view: str, ids: Sequence[str]) -> list[Row]:
    """The rows of a view that have these ids, in no order."""
    cursor = connection.execute(f"select * from {view} where id in (select value from json_each(?))", [json.dumps(list(ids))])
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, values, strict=True)) for values in cursor]


def register_atom(name: str, asked: Narrowed, entries: Entries, site: str, whole: Callable[[str], str]) -> str:
    """A register as an Atom feed."""
    register = REGISTERS[name]
    own = asked.address(f"/-/feeds/{name}.atom")
    feed = Feed(
        key=own,
        title=f"{site}: {register.title}" + (f", {entries.within.words}" if entries.within.words else ""),
        own_address=whole(own),
        page_address=whole(page_of(name, entries.within.exactly)),
        author=site,
        subtitle=register.says,
    )
    return as_atom(feed, (_entry(name, register, row, times, whole) for row, times in entries.rows))


def page_of(name: str, exactly: Narrowed) -> str:
    """The address of the page with the rows of a feed."""
    if name in ("meetings", "resolutions"):
        return exactly.without_lead.address(PAGES[f"{name}_register"])
    address = exactly.address(PAGES["actions_register"])
    return address if name == "actions" else f"{address}{'&' if '?' in address else '?'}state={name}"


def feed_of(page: str, filters: Mapping[str, str]) -> str | None:
    """The address of the feed of a page of a register, narrowed as it is; None for a register that has none."""
    names = {PAGES["resolutions_register"]: "resolutions", PAGES["meetings_register"]: "meetings"}
    name = names.get(page, filters.get("state") or "actions" if page == PAGES["actions_register"] else None)
    name = "actions" if name == "all" else name
    if name not in REGISTERS:
        return None
    asked = Narrowed(*(filters.get(part, "") for part in ("council", "committee", "lead")))
    return asked.address(f"/-/feeds/{name}.atom")


def _entry(name: str, register: Register, row: Row, times: Seen, whole: Callable[[str], str]) -> Entry:
    title, words = register.told(row)
    return Entry(
        key=f"{name}:{row['id']}",
        title=title,
        updated=times.last,
        published=times.first,
        address=whole(thing_address(register.changed, row)),
        related=whole(page_address(row["document_id"], str(row["page_id"]).rpartition("-")[2], row["id"])),
        words=words,
        categories=tuple(part for part in (row["council"], row["committee"]) if part),
    )


def thing_address(table: str, row: Row) -> str:
    """The page of ours about a row of a register: its own, else that of the action or meeting that it belongs to, else its paper."""
    keys = ((table, row["id"]), ("action_threads", row.get("thread_id")), ("meetings", row.get("meeting_id")))
    for own, key in keys:
        if key and own in OWN_PAGES:
            return OWN_PAGES[own](str(key))
    return document_address(str(row["document_id"]))
