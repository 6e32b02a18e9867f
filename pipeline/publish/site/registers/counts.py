"""How many actions stand how, and at which status: for every council, and in one of them for every committee and every lead."""

from __future__ import annotations

from itertools import groupby
from typing import Any, NamedTuple

from pipeline.publish.site.asking import every_row
from pipeline.publish.site.lasting import kept
from pipeline.publish.site.registers.choices import choices
from pipeline.publish.site.registers.standing import STATUSES, Standings, added_up, today

MOST_LEADS = 500

_COUNCILS = """
select council as key, council as name, standing, status, sum(actions) as actions from action_counts
where officer_id is null group by council, standing, status order by council is null, council
"""
_COMMITTEES = """
select n.committee_id as key, c.committee as name, n.standing, n.status, n.actions
from action_counts as n left join committees as c on c.id = n.committee_id
where n.officer_id is null and n.council = :council order by c.committee is null, c.committee, n.committee_id
"""
_LEADS = """
select n.officer_id as key, coalesce(o.post || coalesce(' (' || o.name || ')', ''), o.name, o.id) as name, n.standing, n.status, n.actions
from action_counts as n join officers as o on o.id = n.officer_id
where n.council = :council order by name, key
"""
_MOVED_COUNCILS = """
select c.council as key,
  (
    select count(*) from tracked_actions as t where t.council is c.council and t.standing = 'passed' and t.due_end >= :today
  ) as to_come,
  (
    select count(*) from tracked_actions as t where t.council is c.council and t.standing = 'open' and t.due_end < :today
  ) as unreported
from (select distinct council from action_counts) as c
"""
_MOVED = """
select {key} as key, sum(t.standing = 'passed') as to_come, sum(t.standing = 'open') as unreported from {tracked}
where (t.standing = 'passed' and t.due_end >= :today or t.standing = 'open' and t.due_end < :today) and {council} group by {key}
"""
_LED = "tracked_actions as t cross join action_leads as l on l.action_id = t.id"


class Counted(NamedTuple):
    """The standings of one council, committee or lead."""

    key: str | None
    name: str | None
    standings: Standings

    def of(self, status: str | None) -> int:
        """How many have that status."""
        return dict(self.standings.statuses).get(status, 0)


async def counts_context(db: Any, council: str | None) -> dict[str, Any]:
    """What the template of the counts shows: by council, and for one council (the only one, or the one asked for) by committee and lead."""
    chosen = await choices(db, {"council": council} if council else {})
    return {"choices": chosen, **await kept(db, ("counts", today(), chosen.council), lambda: _counts(db, chosen.council))}


async def council_counts(db: Any) -> list[Counted]:
    """The standings of every council."""
    return _counted(await every_row(db, _COUNCILS), await every_row(db, _MOVED_COUNCILS, {"today": today()}))


async def _counts(db: Any, council: str | None) -> dict[str, Any]:
    asked = {"council": council, "today": today()}
    councils: list[Counted] = []
    committees: list[Counted] = []
    leads: list[Counted] = []
    if council is None:
        councils = await council_counts(db)
    else:
        moved = _MOVED.format(key="t.committee_id", tracked="tracked_actions as t", council="t.council = :council")
        committees = _counted(await every_row(db, _COMMITTEES, asked), await every_row(db, moved, asked))
        moved = _MOVED.format(key="l.officer_id", tracked=_LED, council="t.council = :council")
        leads = _counted(await every_row(db, _LEADS, asked), await every_row(db, moved, asked))
    used = {status for row in (*councils, *committees, *leads) for status, _ in row.standings.statuses}
    return {
        "councils": councils,
        "committees": committees,
        "leads": sorted(leads, key=lambda row: (-row.standings.overdue, -row.standings.actions, row.name or ""))[:MOST_LEADS],
        "leads_left_out": max(len(leads) - MOST_LEADS, 0),
        "statuses": [status for status in STATUSES if status in used],
    }


def _counted(rows: list[dict[str, Any]], moved: list[dict[str, Any]]) -> list[Counted]:
    later = {row["key"]: row for row in moved}
    found = []
    for (key, name), group in groupby(rows, key=lambda row: (row["key"], row["name"])):
        now = later.get(key) or {}
        found.append(Counted(key, name, added_up(list(group), now.get("to_come") or 0, now.get("unreported") or 0)))
    return found
