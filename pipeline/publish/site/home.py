"""The first page: what came last, what is late, what slipped, and what the database covers and does not."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NamedTuple

from pipeline.edges.schemas import closed_list
from pipeline.publish.site.asking import every_row, one_row
from pipeline.publish.site.councils_page import shard_names, shards_in
from pipeline.publish.site.lasting import kept
from pipeline.publish.site.registers.actions import DAYS_AHEAD, first_of
from pipeline.publish.site.registers.standing import standings, today
from pipeline.publish.site.wording import spoken_month

MOST = 5
MOST_FAILED = 10
MOST_GAPS = 12
FEW_COUNCILS = 8
"""Of so many councils the first page names the committees; of more it would become too long."""
MOST_COUNCILS = 60
FEWEST_ROWS = 20
"""Fewer rows say little of how right the program is."""
NOT_READ = ("failed", "partial", "withheld")

_LATEST = """
select g.id, g.date, g.resolutions, g.agenda_items, g.papers, m.council, m.committee
from registered_meetings as g join meetings as m on m.id = g.id
where g.date is not null order by g.date desc, g.id limit ?
"""
_LAST_DUE = """
select due_end from tracked_actions where standing <> 'reported on later' and due_end is not null order by due_end desc limit 1
"""
_COUNCILS = """
select d.council, count(*) as papers, sum(d.pages) as pages from documents as d
where d.status in ('ok', 'partial') group by d.council order by d.council is null, d.council
"""
_COMMITTEES = "select id, council, committee, meetings, first_date, last_date from committees order by council, committee"
_MONTHS = """
select council, substr(date, 1, 7) as month from meetings where date is not null
union select council, substr(published_on, 1, 7) from documents where published_on is not null and status in ('ok', 'partial')
order by council, month
"""
_FAILED = "select id, filename, status, error from documents where status in ('{states}') order by status, filename limit :most"
_NOT_READ = "select status, count(*) as papers from documents where status in ('{states}') group by status"
_BUILT = "select * from runs where finished_at is not null order by finished_at desc limit 1"
_OF_SHARDS = """
select s.council, s.documents as papers, s.pages, m.committees, m.first, m.last from shards as s
left join (select council, count(*) as committees, min(first_date) as first, max(last_date) as last from committees group by council) as m
on m.council = s.council order by s.council is null, s.council
"""
"""The councils of an index, from what it counted itself: it may have more papers than can be looked at while somebody waits."""
_ACCURACY = "select task, scope, f1, rows, measured_on from accuracy where field is null order by scope, task"


async def home_context(datasette: Any) -> dict[str, Any]:
    """What the template of the first page shows. It is worked out anew when the database has been written to, or on another day."""
    db = datasette.get_database()
    return await kept(db, ("home", today()), lambda: _home(db))


async def _home(db: Any) -> dict[str, Any]:
    shards = await shards_in(db)
    coverage = await (_coverage_of_index(db) if shards else _coverage(db))
    return {**await _registers(db), **coverage, "database": db.name, "shards": await shard_names(db), "is_index": bool(shards)}


async def _registers(db: Any) -> dict[str, Any]:
    last_due = await one_row(db, _LAST_DUE)
    return {
        "latest": await every_row(db, _LATEST, [MOST]),
        "counts": await standings(db),
        "last_due": last_due["due_end"] if last_due else None,
        "overdue": await first_of(db, "overdue", MOST),
        "unreported": await first_of(db, "unreported", MOST),
        "soon": await first_of(db, "soon", MOST),
        "days_ahead": DAYS_AHEAD,
        "slipped": await first_of(db, "slipped", MOST),
        "threads": (await one_row(db, "select count(*) as threads from action_threads") or {"threads": 0})["threads"],
    }


async def _coverage_of_index(db: Any) -> dict[str, Any]:
    councils = [
        {
            **row,
            "committees": range(row["committees"] or 0),
            "first": spoken_month(row["first"]) if row["first"] else None,
            "last": spoken_month(row["last"]) if row["last"] else None,
            "gaps": [],
        }
        for row in await every_row(db, _OF_SHARDS)
    ]
    return {
        "councils": councils,
        "few": False,
        "most_councils": FEW_COUNCILS,
        "built": await one_row(db, _BUILT),
        "accuracy": [],
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
        "few": len(councils) <= FEW_COUNCILS,
        "most_councils": MOST_COUNCILS,
        "failed": await every_row(db, _FAILED.format(states=states), {"most": MOST_FAILED}),
        "not_read": await every_row(db, _NOT_READ.format(states=states)),
        "meaning": closed_list("document_status"),
        "built": await one_row(db, _BUILT),
        **await _accuracy(db),
    }


class Right(NamedTuple):
    """How much of what a task gives was `right` of a hundred when it was measured, and on how many rows."""

    task: str
    right: int | None
    rows: int
    measured_on: str


async def _accuracy(db: Any) -> dict[str, Any]:
    """How right the database was when it was measured, by set of papers; where it was not, how right the program last was on papers that
    it had not seen before."""
    measured: dict[str, list[Right]] = {}
    for row in await every_row(db, _ACCURACY):
        measured.setdefault(row["scope"], []).append(Right(row["task"], _of_hundred(row["f1"]), row["rows"], row["measured_on"]))
    if measured:
        return {"accuracy": list(measured.items())}
    from pipeline.edges.accuracy import figures_of_program  # only here, for it brings all of measuring along

    last = max(figures_of_program().unseen, key=lambda unseen: unseen.read_on, default=None)
    if last is None:
        return {"accuracy": []}
    tried = [Right(found.task, _of_hundred(found.first), found.rows, last.read_on) for found in last.tasks if found.rows >= FEWEST_ROWS]
    return {"accuracy": [], "tried": tried, "tried_on": next((found.rows for found in last.tasks if found.task == "documents"), None)}


def _of_hundred(share: float | None) -> int | None:
    """A share of a hundred; only what is perfect is a hundred."""
    return None if share is None else 100 if share == 1 else min(99, round(100 * share))


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
