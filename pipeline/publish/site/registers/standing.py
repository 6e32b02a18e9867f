"""How many actions are overdue, due or done today, for everything or for one council, committee or lead."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple

from pipeline.publish.site.asking import every_row, one_row

Scope = Literal["council", "committee_id", "officer_id"]

STATUSES = (
    "red", "amber", "green", "blue", "not-started", "in-progress", "complete", "deferred", "suspended", "superseded", None,
)  # fmt: skip

_COUNTED = "select standing, status, sum(actions) as actions from action_counts where {which} group by standing, status"
_TODAY = """
select
  (select count(*) from {tracked} and t.standing = 'passed' and t.due_end >= :today) as to_come,
  (select count(*) from {tracked} and t.standing = 'open' and t.due_end < :today) as unreported
"""
_TRACKED = {
    None: "tracked_actions as t where 1",
    "council": "tracked_actions as t where t.council = :key",
    "committee_id": "tracked_actions as t where t.committee_id = :key",
    "officer_id": "action_leads as l cross join tracked_actions as t on t.id = l.action_id where l.officer_id = :key",
}


class Standings(NamedTuple):
    """How many actions stand how today. `statuses` are those that the last papers give, in a fixed order, None for no status."""

    actions: int = 0
    overdue: int = 0
    unreported: int = 0
    ahead: int = 0
    undated: int = 0
    complete: int = 0
    statuses: tuple[tuple[str | None, int], ...] = ()


async def standings(db: Any, scope: Scope | None = None, key: str | None = None) -> Standings:
    """The counts for one council, committee or lead, or for everything.

    What was counted when the registers were filled is set right by the day: a date may have passed since then, and one that had passed by
    the date of a paper for a meeting to come may not have passed yet.
    """
    which = "officer_id is null" if scope is None else f"{scope} = :key" + ("" if scope == "officer_id" else " and officer_id is null")
    asked = {"key": key, "today": today()}
    counted = await every_row(db, _COUNTED.format(which=which), asked)
    moved = await one_row(db, _TODAY.format(tracked=_TRACKED[scope]), asked) if counted else None
    return added_up(counted, (moved or {}).get("to_come") or 0, (moved or {}).get("unreported") or 0)


def added_up(counted: list[dict[str, Any]], to_come: int, unreported: int) -> Standings:
    """The counts of rows by standing and status; `to_come` of those that had passed and `unreported` of the open ones are set right."""
    by_standing: dict[str, int] = {}
    by_status: dict[str | None, int] = {}
    for row in counted:
        by_standing[row["standing"]] = by_standing.get(row["standing"], 0) + row["actions"]
        by_status[row["status"]] = by_status.get(row["status"], 0) + row["actions"]
    passed, still_open = by_standing.get("passed", 0), by_standing.get("open", 0)
    return Standings(
        actions=sum(by_standing.values()),
        overdue=passed - to_come,
        unreported=unreported,
        ahead=still_open - unreported + to_come,
        undated=by_standing.get("no due date", 0),
        complete=by_standing.get("complete", 0),
        statuses=tuple((status, by_status[status]) for status in STATUSES if status in by_status),
    )


def today() -> str:
    """The day in UTC, as SQLite's `date('now')` has it."""
    return datetime.now(UTC).date().isoformat()
