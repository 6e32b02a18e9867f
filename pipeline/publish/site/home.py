"""The first page: what came last, what is late, what slipped, and what the database covers and does not."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from pipeline.edges.schemas import closed_list
from pipeline.edges.standing import standing
from pipeline.publish.site.asking import every_row, one_row, rows_of
from pipeline.publish.site.wording import spoken_month

MOST = 5
DAYS_AHEAD = 90
MOST_FAILED = 10
MOST_GAPS = 12
NOT_READ = ("failed", "partial", "withheld")

_LATEST = "select * from meeting_register where date is not null order by date desc, id limit :most"
_STATES = "select due_state, count(*) as actions, max(as_of_due_end) as last_due from action_tracker group by due_state"
_IN_STATE = "select * from action_tracker where due_state = :state order by {order} limit :most"
_SOON = """
select * from action_tracker
where due_state = 'not yet due' and as_of_due_end between :today and date(:today, '+' || :days || ' days')
order by as_of_due_end, id limit :most
"""
_SLIPPED = "select * from slipped_actions order by slips desc, days_slipped desc, id limit :most"
_COUNCILS = """
select d.council, count(*) as papers, sum(d.pages) as pages from documents as d
where d.status in ('ok', 'partial') group by d.council order by d.council is null, d.council
"""
_COMMITTEES = """
select council, committee, count(*) as meetings, min(date) as first, max(date) as last
from meetings where canonical_id = id group by council, committee order by council, committee
"""
_MONTHS = """
select council, substr(date, 1, 7) as month from meetings where date is not null
union select council, substr(published_on, 1, 7) from documents where published_on is not null and status in ('ok', 'partial')
order by council, month
"""
_FAILED = "select id, filename, status, error from documents where status in ('{states}') order by status, filename limit :most"
_NOT_READ = "select status, count(*) as papers from documents where status in ('{states}') group by status"
_BUILT = "select * from runs where finished_at is not null order by finished_at desc limit 1"
_ACCURACY = "select task, scope, f1, rows, measured_on from accuracy where field is null order by scope, task"

_kept: WeakKeyDictionary[Any, tuple[Any, dict[str, Any]]] = WeakKeyDictionary()


async def home_context(datasette: Any) -> dict[str, Any]:
    """What the template of the first page shows. It is worked out anew when the database has been written to, or on another day."""
    db = datasette.get_database()
    today = datetime.now(UTC).date()
    stands = (standing(Path(db.path)), today) if db.path else None
    known = _kept.get(datasette)
    if known and stands and known[0] == stands:
        return known[1]
    context = {**await _registers(db, today), **await _coverage(db), "database": db.name}
    if stands:
        _kept[datasette] = (stands, context)
    return context


async def _registers(db: Any, today: date) -> dict[str, Any]:
    most = {"most": MOST}
    states = await rows_of(db, _STATES)
    late = _IN_STATE.format(order="days_overdue desc, id")
    silent = _IN_STATE.format(order="as_of_due_end desc, id")
    return {
        "latest": await every_row(db, _LATEST, most),
        "counts": {row["due_state"]: row["actions"] for row in states or []},
        "actions": sum(row["actions"] for row in states or []),
        "too_slow": states is None,
        "last_due": max((row["last_due"] for row in states or [] if row["last_due"]), default=None),
        "overdue": await every_row(db, late, {"state": "overdue", **most}),
        "unreported": await every_row(db, silent, {"state": "due, no later report", **most}),
        "soon": await every_row(db, _SOON, {"today": today.isoformat(), "days": DAYS_AHEAD, **most}),
        "days_ahead": DAYS_AHEAD,
        "slipped": await every_row(db, _SLIPPED, most),
        "threads": (await one_row(db, "select count(*) as threads from action_threads") or {"threads": 0})["threads"],
    }


async def _coverage(db: Any) -> dict[str, Any]:
    states = "', '".join(NOT_READ)
    committees = await every_row(db, _COMMITTEES)
    months: dict[Any, list[str]] = {}
    for row in await every_row(db, _MONTHS):
        months.setdefault(row["council"], []).append(row["month"])
    councils = [
        {
            **row,
            "committees": [part for part in committees if part["council"] == row["council"]],
            "first": spoken_month(months[row["council"]][0]) if row["council"] in months else None,
            "last": spoken_month(months[row["council"]][-1]) if row["council"] in months else None,
            "gaps": gaps(months.get(row["council"], [])),
        }
        for row in await every_row(db, _COUNCILS)
    ]
    return {
        "councils": councils,
        "most_gaps": MOST_GAPS,
        "failed": await every_row(db, _FAILED.format(states=states), {"most": MOST_FAILED}),
        "not_read": await every_row(db, _NOT_READ.format(states=states)),
        "meaning": closed_list("document_status"),
        "built": await one_row(db, _BUILT),
        "accuracy": [(scope, list(rows)) for scope, rows in groupby(await every_row(db, _ACCURACY), key=lambda row: row["scope"])],
    }


def gaps(months: list[str]) -> list[str]:
    """The months (`2021-03`) that are missing between the first and the last of a sorted list, in words; those in a row as one."""
    missing = []
    for before, after in pairwise(months):
        first, last = _moved(before, 1), _moved(after, -1)
        if first <= last:
            missing.append(spoken_month(first) if first == last else f"{spoken_month(first)} to {spoken_month(last)}")
    return missing


def _moved(month: str, by: int) -> str:
    count = int(month[:4]) * 12 + int(month[5:]) - 1 + by
    return f"{count // 12:04d}-{count % 12 + 1:02d}"
