"""The action tracker as a page: what is overdue, due, slipped or silent, narrowed by council, committee, lead and status."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from pipeline.edges.schemas import closed_list
from pipeline.publish.site.asking import one_row
from pipeline.publish.site.lasting import kept
from pipeline.publish.site.registers.asked import Asked, read_asked
from pipeline.publish.site.registers.choices import choices
from pipeline.publish.site.registers.found import Question, find, find_first
from pipeline.publish.site.registers.standing import Scope, standings, today

DAYS_AHEAD = 90


class State(NamedTuple):
    """One way of looking at the tracker: its name, what it means, its condition, and the orders that suit it, the best one first."""

    name: str
    means: str
    condition: str
    orders: tuple[str, ...] = ("due", "-due")


STATES = {
    "all": State("All", "Every action once, however it stands.", "t.standing <> 'reported on later'"),
    "overdue": State(
        "Overdue",
        "The due date had passed at the date of the last paper that reports on the action, and that paper does not call it complete. "
        "Overdue is said as of that paper: it may have been done since.",
        "t.standing = 'passed' and t.due_end < :today",
        ("late", "due", "-due"),
    ),
    "unreported": State(
        "Due, no later report",
        "The due date has passed since the last paper that reports on the action, or nobody knows when that paper was written. It may have "
        "been done: no later paper here says.",
        "t.standing = 'open' and t.due_end < :today",
    ),
    "soon": State(
        "Due soon",
        f"Due in the next {DAYS_AHEAD} days, and not called complete.",
        "t.standing in ('open', 'passed') and t.due_end between :today and :soon",
        ("-due", "due"),
    ),
    "ahead": State(
        "Not yet due", "The due date is still to come.", "t.standing in ('open', 'passed') and t.due_end >= :today", ("-due", "due")
    ),
    "slipped": State(
        "Slipped",
        "A later paper moved the due date to a later day, once or more. An action that stands in one paper only cannot be seen to slip.",
        "t.slips > 0 and t.standing <> 'reported on later'",
        ("slips", "due", "-due"),
    ),
    "silent": State(
        "Silent",
        "It was followed over several papers, was not called complete, and the latest papers of the same kind do not mention it any more.",
        "t.thread_state = 'silent' and t.standing <> 'reported on later'",
    ),
    "undated": State("No due date", "No paper gives a date by which it is due.", "t.standing = 'no due date'", ("due",)),
    "complete": State("Complete", "The last paper that reports on it calls it complete.", "t.standing = 'complete'"),
}
ORDERS = {
    "due": "t.due_end desc",
    "-due": "t.due_end",
    "late": "t.days_passed desc",
    "slips": "t.slips desc, t.days_slipped desc",
}
NO_STATUS = "none"
FILTERS = {
    "state": frozenset(STATES),
    "council": None,
    "committee": None,
    "lead": None,
    "status": frozenset(closed_list("action_status")) | {NO_STATUS},
}
_SCOPES: dict[str, Scope] = {"lead": "officer_id", "committee": "committee_id", "council": "council"}

_ROWS = """
select a.id, a.document_id, a.page, a.theme, a.reference, a.action, a.detail, a.leads_text, a.due_text, a.status_text,
  a.thread_id,
  t.standing, t.due_end, t.days_passed, t.status, t.as_of, t.as_of_document_id, t.slips, t.days_slipped, t.thread_state, t.committee_id,
  d.council, d.source_url, m.committee, coalesce(p.title, p.filename) as as_of_title, h.first_due_end, h.current_due_end,
  (
    select group_concat(part, char(31)) from (
      select o.id || char(30) || coalesce(o.post || coalesce(' (' || o.name || ')', ''), o.name, o.id) as part
      from action_leads as l join officers as o on o.id = l.officer_id where l.action_id = a.id order by l.ordinal
    )
  ) as led
from tracked_actions as t
join actions as a on a.id = t.id
join documents as d on d.id = a.document_id
left join documents as p on p.id = t.as_of_document_id
left join meetings as m on m.id = a.meeting_id
left join action_threads as h on h.id = a.thread_id
where t.id in ({keys})
"""
_SLIPPED, _SILENT = (
    f"select count(*) as actions from tracked_actions as t where {STATES[state].condition}" for state in ("slipped", "silent")
)


def asked_of(arguments: Any) -> Asked:
    """What an address asks of the tracker; without an order, the one that suits the state."""
    state = STATES.get(arguments.get("state") or "all", STATES["all"])
    return read_asked(arguments, FILTERS, state.orders)


def question_of(asked: Asked, day: str | None = None) -> Question:
    """How the database is asked for it, as of today or of another `day`."""
    day = day or today()
    filters = asked.filters
    soon = (date.fromisoformat(day) + timedelta(days=DAYS_AHEAD)).isoformat()
    conditions = [STATES[filters.get("state", "all")].condition]
    if asked.order == "late":
        # asked in this way, the index in the order of the days is the better one, not that in the order of the dates
        conditions = ["t.standing = 'passed'", "t.days_passed > 0", "+t.due_end < :today"]
    for name, column in (("council", "t.council"), ("committee", "t.committee_id")):
        if name in filters:
            conditions.append(f"{column} = :{name}")
    if "status" in filters:
        column = "+t.status" if len(filters) - ("state" in filters) > 1 else "t.status"  # the index of the other filter is the better one
        conditions.append(f"{column} is null" if filters["status"] == NO_STATUS else f"{column} = :status")
    if asked.order == "-due":
        conditions.append("t.due_end is not null")  # what has no date would stand before everything else
    tables = "tracked_actions as t"
    if "lead" in filters:
        tables = "action_leads as l cross join tracked_actions as t on t.id = l.action_id"
        conditions.append("l.officer_id = :lead")
    return Question("tracked_actions", tables, conditions, {**filters, "today": day, "soon": soon}, ORDERS[asked.order], _ROWS)


async def actions_context(db: Any, asked: Asked) -> dict[str, Any]:
    """What the template of the tracker shows."""
    filters = dict(asked.filters)
    state = filters.get("state", "all")
    scope = next(((name, _SCOPES[name]) for name in _SCOPES if name in filters), None)
    narrow = "status" in filters or ("lead" in filters and "committee" in filters)
    tallies = {} if narrow else await _tallies(db, *((scope[1], filters[scope[0]]) if scope else (None, None)))
    counted = "lead" not in filters and len(filters.keys() & _SCOPES.keys()) < 2 and asked.order != "-due"  # that leaves out the undated
    found = await find(db, question_of(asked), asked, tallies.get(state) if counted else None)
    return {
        "asked": asked,
        "found": found._replace(rows=[_shown(row) for row in found.rows]),
        "state": state,
        "states": STATES,
        "tallies": tallies,
        "statuses": [*closed_list("action_status"), NO_STATUS],
        "choices": await choices(db, filters, "leads"),
        "days_ahead": DAYS_AHEAD,
        "day": today(),
    }


async def first_of(db: Any, state: str, most: int) -> list[dict[str, Any]]:
    """The first rows of a state, in the order that suits it best, as the tracker shows them."""
    asked = Asked({"state": state}, STATES[state].orders[0])
    return [_shown(row) for row in await find_first(db, question_of(asked), most)]


def state_of(row: dict[str, Any], day: str) -> str:
    """How a row stands on a day, in the words of `due_states`."""
    if row["standing"] not in ("passed", "open"):
        return str(row["standing"])
    if row["due_end"] >= day:
        return "not yet due"
    return "overdue" if row["standing"] == "passed" else "due, no later report"


def days_overdue(row: dict[str, Any], day: str) -> int | None:
    """How many days the due date had passed at the date of the last paper, or on the day for a paper to come; None if not overdue."""
    if state_of(row, day) != "overdue":
        return None
    return (date.fromisoformat(min(row["as_of"], day)) - date.fromisoformat(row["due_end"])).days


def leads_of(row: dict[str, Any]) -> list[tuple[str, str]]:
    """The leads of a row as pairs of key and name, in the order in which they are printed."""
    return [(key, name) for key, _, name in (part.partition("\x1e") for part in (row["led"] or "").split("\x1f")) if key]


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    day = today()
    return {**row, "due_state": state_of(row, day), "days_passed": days_overdue(row, day), "leads": leads_of(row)}


async def _tallies(db: Any, scope: Scope | None, key: str | None) -> dict[str, int]:
    """How many actions each state has, for everything or within one filter; what would take long to count is left out."""

    async def count() -> dict[str, int]:
        counted = await standings(db, scope, key)
        tallies = {
            "all": counted.actions,
            "overdue": counted.overdue,
            "unreported": counted.unreported,
            "ahead": counted.ahead,
            "undated": counted.undated,
            "complete": counted.complete,
        }
        for name, sql in (("slipped", _SLIPPED), ("silent", _SILENT)) if scope is None else ():
            row = await one_row(db, sql)
            if row:
                tallies[name] = row["actions"]
        return tallies

    return await kept(db, ("tallies", today(), scope, key), count)
