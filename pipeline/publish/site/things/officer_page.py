"""An officer or post, or anybody else who leads actions: the actions and how they stand, the reports, and where they are named."""

from __future__ import annotations

from typing import Any

from pipeline.edges.schemas import closed_list
from pipeline.publish.site.asking import every_row, one_row
from pipeline.publish.site.registers.standing import standings, today

MOST_ACTIONS = 50
MOST_PAPERS = 100
OF_REPORTS = ("author", "contact officer", "chief officer", "lead officer", "executive lead", "presenter")

_OFFICER = "select * from officers where id = ?"
_ACTIONS = """
with led as (
  select t.id, t.due_end, t.standing, cast(julianday(min(t.as_of, :today)) - julianday(t.due_end) as integer) as days_passed,
    case when t.standing = 'passed' and t.due_end < :today then 1 when t.standing = 'open' and t.due_end < :today then 2
      when t.due_end >= :today and t.standing <> 'complete' then 3 when t.standing = 'complete' then 5 else 4 end as turn
  from action_leads as l cross join tracked_actions as t on t.id = l.action_id
  where l.officer_id = :id and t.standing <> 'reported on later'
  order by turn, t.due_end desc, t.id limit :most
)
select led.turn, led.due_end, led.days_passed, a.id, a.document_id, a.page, a.action, a.detail, a.due_text, a.status_text, a.thread_id,
  t.status, t.as_of, t.as_of_document_id, coalesce(p.title, p.filename) as as_of_title, m.committee, t.committee_id
from led
join actions as a on a.id = led.id
join tracked_actions as t on t.id = led.id
left join documents as p on p.id = t.as_of_document_id
left join meetings as m on m.id = a.meeting_id
order by led.turn, led.due_end desc, a.id
"""
_REPORTS = """
select distinct r.id, r.document_id, r.page, r.title, r.report_number, r.meeting_date, coalesce(d.title, d.filename) as paper, m.role
from officer_mentions as m
join reports as r on r.document_id = m.document_id
join documents as d on d.id = r.document_id
left join sections as s on s.id = r.section_id
where m.officer_id = ? and m.role in ({roles}) and m.page between coalesce(s.page_start, r.page) and coalesce(s.page_end, r.page)
order by r.meeting_date is null, r.meeting_date desc, r.id, m.role limit ?
"""
_PAPERS = """
select m.document_id, coalesce(d.title, d.filename) as paper, d.kind, d.published_on, count(*) as times, min(m.page) as page, m.id,
  group_concat(distinct m.role) as roles
from officer_mentions as m join documents as d on d.id = m.document_id
where m.officer_id = ? group by m.document_id order by d.published_on is null, d.published_on desc, m.document_id limit ?
"""
_SAME_POST = "select id, name, post from officers where post = :post and council is :council and id <> :id order by name limit 20"


async def officer_context(db: Any, officer_id: str) -> dict[str, Any] | None:
    """What the template of an officer or post shows; None when there is none. `actions` come with what is late first."""
    officer = await one_row(db, _OFFICER, [officer_id])
    if officer is None:
        return None
    roles = ", ".join("?" * len(OF_REPORTS))
    return {
        "officer": officer,
        "title": officer["name"] or officer["post"] or officer_id,
        "kind": closed_list("officer_kinds").get(officer["kind"], ""),
        "standings": await standings(db, "officer_id", officer_id),
        "actions": await every_row(db, _ACTIONS, {"id": officer_id, "today": today(), "most": MOST_ACTIONS}),
        "reports": _with_roles(await every_row(db, _REPORTS.format(roles=roles), [officer_id, *OF_REPORTS, 3 * MOST_PAPERS])),
        "papers": await every_row(db, _PAPERS, [officer_id, MOST_PAPERS]),
        "most_papers": MOST_PAPERS,
        "same_post": await every_row(db, _SAME_POST, officer) if officer["post"] else [],
    }


def _with_roles(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each report once, with all roles that the officer has in it."""
    once: dict[str, dict[str, Any]] = {}
    for row in rows:
        once.setdefault(row["id"], {**row, "roles": []})["roles"].append(row["role"])
    return list(once.values())
