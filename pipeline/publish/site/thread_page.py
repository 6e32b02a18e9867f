"""An action from paper to paper: each paper's own words on when it is due and how it stands, in the order of time."""

from __future__ import annotations

from typing import Any

from pipeline.edges.schemas import closed_list
from pipeline.publish.site.asking import every_row, one_row
from pipeline.publish.site.registers.actions import leads_of

_STEPS = """
select a.*, coalesce(d.title, d.filename) as paper, d.council,
  (
    select group_concat(part, char(31)) from (
      select o.id || char(30) || coalesce(o.post || coalesce(' (' || o.name || ')', ''), o.name, o.id) as part
      from action_leads as l join officers as o on o.id = l.officer_id where l.action_id = a.id order by l.ordinal
    )
  ) as led,
  t.committee_id, m.committee, m.id as of_meeting
from actions as a join documents as d on d.id = a.document_id
left join tracked_actions as t on t.id = a.id
left join meetings as m on m.id = a.meeting_id
where a.thread_id = ? order by a.reported_on is null desc, a.reported_on, a.document_id, a.page, a.id
"""
_STANDING = """
select due_state, days_overdue, as_of, as_of_title, as_of_document_id, as_of_due_end, as_of_status from action_tracker
where thread_id = ? and due_state <> 'reported on later' limit 1
"""


async def thread_context(db: Any, thread_id: str) -> dict[str, Any] | None:
    """What the template of an action shows; None when there is no such action.

    `steps` are its rows, a paper without a date first; each says how its due date lies to the last one given before it.
    """
    thread = await one_row(db, "select * from action_threads where id = ?", [thread_id])
    if thread is None:
        return None
    steps: list[dict[str, Any]] = []
    before: str | None = None
    for row in await every_row(db, _STEPS, [thread_id]):
        steps.append({**row, "moved": moved(before, row["due_end"]), "before": before, "leads": leads_of(row)})
        before = row["due_end"] or before
    return {
        "thread": thread,
        "state": closed_list("thread_states").get(thread["state"], thread["state"]),
        "steps": steps,
        "standing": await one_row(db, _STANDING, [thread_id]),
        "due_states": closed_list("due_states"),
    }


def moved(before: str | None, now: str | None) -> str | None:
    """`later`, `earlier` or `same`, for the last day of a due date beside that of the paper before; None where one is not given."""
    if before is None or now is None:
        return None
    if now == before:
        return "same"
    return "later" if now > before else "earlier"
