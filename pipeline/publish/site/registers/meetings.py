"""The meetings as a page: every one once, whether papers announce or record it, narrowed by council, committee and day."""

from __future__ import annotations

from typing import Any

from pipeline.publish.site.registers.asked import Asked, dated_conditions, read_asked
from pipeline.publish.site.registers.choices import choices
from pipeline.publish.site.registers.found import Question, find

ORDERS = {"date": "t.date desc, t.rowid", "-date": "t.date, t.rowid"}
FILTERS = {"council": None, "committee": None, "from": None, "to": None}

_ROWS = """
select m.id, m.document_id, m.page, m.start_time, m.end_time, m.venue, m.committee, t.council, t.committee_id, t.date, t.present,
  t.apologies, t.agenda_items, t.resolutions, t.papers, coalesce(d.title, d.filename) as paper, d.source_url
from registered_meetings as t
join meetings as m on m.id = t.id
join documents as d on d.id = m.document_id
where t.id in ({keys})
"""


def asked_of(arguments: Any) -> Asked:
    """What an address asks of the register; the latest come first unless it says otherwise."""
    return read_asked(arguments, FILTERS, tuple(ORDERS))


def question_of(asked: Asked) -> Question:
    """How the database is asked for it."""
    columns = {"council": "council", "committee": "committee_id"}
    conditions = dated_conditions(asked, columns)
    return Question("registered_meetings", "registered_meetings as t", conditions, dict(asked.filters), ORDERS[asked.order], _ROWS)


async def meetings_context(db: Any, asked: Asked) -> dict[str, Any]:
    """What the template of the register shows."""
    return {"asked": asked, "found": await find(db, question_of(asked), asked), "choices": await choices(db, dict(asked.filters))}
