"""The resolution register as a page: every decision once, narrowed by council, committee, member, words of the marker and day."""

from __future__ import annotations

from typing import Any

from pipeline.edges.schemas import closed_list
from pipeline.publish.site.registers.asked import Asked, dated_conditions, read_asked
from pipeline.publish.site.registers.choices import choices
from pipeline.publish.site.registers.found import Question, find

ORDERS = {"date": "t.date desc, t.rowid", "-date": "t.date, t.rowid"}
FILTERS = {
    "council": None,
    "committee": None,
    "member": None,
    "verb": frozenset(closed_list("verbs")),
    "kind": frozenset(closed_list("resolution_kinds")),
    "outcome": frozenset(closed_list("outcomes")),
    "from": None,
    "to": None,
}

_ROWS = """
select r.id, r.document_id, r.page, r.reference, r.label, r.verb, r.text, r.kind, r.outcome, r.mover, r.seconder, r.votes_for,
  r.votes_against, r.votes_abstained, r.report_id, n.title as minute, n.confirmed, t.council, t.committee_id, t.meeting_id, t.date,
  coalesce(c.committee, m.committee) as committee, coalesce(d.title, d.filename) as paper, d.source_url
from registered_resolutions as t
join resolutions as r on r.id = t.id
join documents as d on d.id = r.document_id
left join minutes as n on n.id = r.minute_id
left join meetings as m on m.id = r.meeting_id
left join meetings as c on c.id = t.meeting_id
where t.id in ({keys})
"""


def asked_of(arguments: Any) -> Asked:
    """What an address asks of the register; the latest come first unless it says otherwise."""
    return read_asked(arguments, FILTERS, tuple(ORDERS))


def question_of(asked: Asked) -> Question:
    """How the database is asked for it."""
    columns = {"council": "council", "committee": "committee_id", "verb": "verb", "kind": "kind", "outcome": "outcome"}
    conditions = dated_conditions(asked, columns)
    if "member" in asked.filters:
        conditions.append("t.id in (select resolution_id from member_acts where member_id = :member)")
    return Question("registered_resolutions", "registered_resolutions as t", conditions, dict(asked.filters), ORDERS[asked.order], _ROWS)


async def resolutions_context(db: Any, asked: Asked) -> dict[str, Any]:
    """What the template of the register shows."""
    return {
        "asked": asked,
        "found": await find(db, question_of(asked), asked),
        "choices": await choices(db, dict(asked.filters), "members"),
        "verbs": closed_list("verbs"),
        "kinds": closed_list("resolution_kinds"),
        "outcomes": closed_list("outcomes"),
    }
