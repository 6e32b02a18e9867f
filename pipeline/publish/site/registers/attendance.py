"""The attendance register as a page: everybody at a meeting, or missing from it, once for each meeting; and the totals by member."""

from __future__ import annotations

from typing import Any

from pipeline.edges.schemas import closed_list
from pipeline.publish.site.asking import every_row
from pipeline.publish.site.registers.asked import Asked, dated_conditions, read_asked
from pipeline.publish.site.registers.choices import choices
from pipeline.publish.site.registers.found import Question, find

ORDERS = {"date": "t.date desc, t.rowid", "-date": "t.date, t.rowid"}
FILTERS = {
    "council": None,
    "committee": None,
    "member": None,
    "capacity": frozenset(closed_list("capacities")),
    "status": frozenset(closed_list("attendance_status")),
    "from": None,
    "to": None,
}
MOST_MEMBERS = 200

_ROWS = """
select a.id, a.document_id, a.page, a.name, a.role, a.post, a.note, t.status, t.capacity, t.council, t.committee_id, t.meeting_id, t.date,
  t.member_id, c.committee, coalesce(d.title, d.filename) as paper, d.source_url
from registered_attendance as t
join attendance as a on a.id = t.id
join documents as d on d.id = a.document_id
left join meetings as c on c.id = t.meeting_id
where t.id in ({keys})
"""
_TOTALS = """
select t.member_id as id, p.name, sum(t.status = 'present') as present, sum(t.status = 'apologies') as apologies,
  sum(t.status = 'absent') as absent
from registered_attendance as t join members as p on p.id = t.member_id
where {where} group by t.member_id order by p.name limit {most}
"""


def asked_of(arguments: Any) -> Asked:
    """What an address asks of the register; the latest meetings come first unless it says otherwise."""
    return read_asked(arguments, FILTERS, tuple(ORDERS))


def question_of(asked: Asked) -> Question:
    """How the database is asked for it."""
    columns = {"council": "council", "committee": "committee_id", "member": "member_id", "capacity": "capacity", "status": "status"}
    conditions = dated_conditions(asked, columns)
    return Question("registered_attendance", "registered_attendance as t", conditions, dict(asked.filters), ORDERS[asked.order], _ROWS)


async def attendance_context(db: Any, asked: Asked) -> dict[str, Any]:
    """What the template of the register shows; `totals` by member where it is narrowed to a committee."""
    question = question_of(asked)
    totals: list[dict[str, Any]] = []
    if "committee" in asked.filters and "member" not in asked.filters:
        totals = await every_row(db, _TOTALS.format(where=question.where, most=MOST_MEMBERS), question.parameters)
    return {
        "asked": asked,
        "found": await find(db, question, asked),
        "totals": totals,
        "choices": await choices(db, dict(asked.filters), "members"),
        "capacities": closed_list("capacities"),
        "ways": closed_list("attendance_status"),
    }
