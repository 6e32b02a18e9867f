"""A committee: its meetings, what it decided year by year, who came, and the actions that are still open."""

from __future__ import annotations

from typing import Any

from pipeline.publish.site.asking import every_row, one_row
from pipeline.publish.site.registers.standing import standings, today

MOST_MEETINGS = 100
MOST_MEMBERS = 200
MOST_ACTIONS = 10

_COMMITTEE = "select * from committees where id = ?"
_MEETINGS = """
select id, date, resolutions, agenda_items, papers, present from registered_meetings where committee_id = ?
order by date is null, date desc, id limit ?
"""
_YEARS = """
select substr(date, 1, 4) as year, count(*) as resolutions, sum(kind = 'decision') as decisions, sum(kind <> 'decision') as motions,
  sum(outcome = 'lost') as lost
from registered_resolutions where committee_id = ? and date is not null group by substr(date, 1, 4) order by 1 desc
"""
_MEMBERS = """
select r.member_id as id, p.name, sum(r.status = 'present') as present, sum(r.status = 'apologies') as apologies,
  sum(r.status = 'absent') as absent, max(r.date) as last
from registered_attendance as r join members as p on p.id = r.member_id
where r.committee_id = ? group by r.member_id order by p.name limit ?
"""
_OPEN = """
select a.id, a.action, a.detail, a.document_id, a.page, a.due_text, a.leads_text, a.thread_id, t.due_end, t.as_of,
  t.as_of_document_id, t.standing, t.status, coalesce(p.title, p.filename) as as_of_title,
  case when t.due_end >= :today then 3 when t.standing = 'passed' then 1 else 2 end as turn,
  cast(julianday(min(t.as_of, :today)) - julianday(t.due_end) as integer) as days_passed
from tracked_actions as t
join actions as a on a.id = t.id
left join documents as p on p.id = t.as_of_document_id
where t.committee_id = :id and {which} limit :most
"""
_OVERDUE = "t.standing = 'passed' and t.due_end < :today order by t.due_end, t.id"
_UNREPORTED = "t.standing = 'open' and t.due_end < :today order by t.due_end desc, t.id"
_AHEAD = "t.standing in ('open', 'passed') and t.due_end >= :today order by t.due_end, t.id"


async def committee_context(db: Any, committee_id: str) -> dict[str, Any] | None:
    """What the template of a committee shows; None when no paper names one of that key."""
    committee = await one_row(db, _COMMITTEE, [committee_id])
    if committee is None:
        return None
    day = today()
    asked = {"id": committee_id, "today": day, "most": MOST_ACTIONS}
    return {
        "committee": committee,
        "meetings": await every_row(db, _MEETINGS, [committee_id, MOST_MEETINGS]),
        "years": await every_row(db, _YEARS, [committee_id]),
        "people": await every_row(db, _MEMBERS, [committee_id, MOST_MEMBERS]),
        "standings": await standings(db, "committee_id", committee_id),
        "overdue": await every_row(db, _OPEN.format(which=_OVERDUE), asked),
        "unreported": await every_row(db, _OPEN.format(which=_UNREPORTED), asked),
        "ahead": await every_row(db, _OPEN.format(which=_AHEAD), asked),
    }
