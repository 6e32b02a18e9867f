"""A member: attendance meeting by meeting, what they moved and seconded, and how they voted, all under one printed name."""

from __future__ import annotations

from typing import Any

from pipeline.publish.site.asking import every_row, one_row

MOST = 200
MOST_ALIKE = 20
MOVED = ("moved", "seconded")

_MEMBER = "select * from members where id = ?"
_CAME = """
select a.id, a.document_id, a.page, a.name, a.role, a.note, r.status, r.capacity, r.date, r.meeting_id, r.committee_id, m.committee
from registered_attendance as r
join attendance as a on a.id = r.id
left join meetings as m on m.id = r.meeting_id
where r.member_id = ? order by r.date is null, r.date desc, r.id limit ?
"""
_BODIES = """
select r.committee_id, c.committee, sum(r.status = 'present') as present, sum(r.status = 'apologies') as apologies,
  sum(r.status = 'absent') as absent, min(r.date) as first, max(r.date) as last
from registered_attendance as r left join committees as c on c.id = r.committee_id
where r.member_id = ? group by r.committee_id order by c.committee is null, c.committee
"""
_ACTS = """
select m.id as act, m.role, m.name_text, m.by_list, m.date, m.meeting_id, r.id, r.document_id, r.page, r.reference, r.label, r.verb, r.text,
  r.kind, r.outcome, n.title as minute, g.committee_id, c.committee
from member_acts as m
join resolutions as r on r.id = m.resolution_id
left join registered_resolutions as g on g.id = m.resolution_id
left join committees as c on c.id = g.committee_id
left join minutes as n on n.id = r.minute_id
where m.member_id = ? order by m.date is null, m.date desc, r.document_id, r.page, r.rowid, m.role limit ?
"""
_DECLARED = """
select d.id, d.document_id, d.page, d.name, d.kind, d.item, m.date, m.meeting_id, c.committee
from member_acts as m
join declarations as d on d.id = m.id
left join registered_meetings as g on g.id = m.meeting_id
left join committees as c on c.id = g.committee_id
where m.member_id = ? and m.role = 'declared' order by m.date is null, m.date desc, d.id limit ?
"""
_PRINTED = "select name_text, sum(by_list) as by_list, count(*) as times from member_acts where member_id = ? group by name_text order by 1"
_WAYS = "select role, count(*) as votes from member_acts where member_id = ? and role <> 'declared' group by role"
_ALIKE = "select id, name from members where council is ? and id <> ? and id like ? order by name limit ?"
_LEADS = "select id from officers where council is ? and name = ? and kind = 'member'"


async def member_context(db: Any, member_id: str) -> dict[str, Any] | None:
    """What the template of a member shows; None when no paper names one of that key.

    `alike` are the other members of the council with the same last name: who they are is for the reader to say.
    """
    member = await one_row(db, _MEMBER, [member_id])
    if member is None:
        return None
    acts = await every_row(db, _ACTS, [member_id, MOST])
    ways = {row["role"]: row["votes"] for row in await every_row(db, _WAYS, [member_id])}
    last = member_id.rpartition("--")[2].rpartition("-")[2]
    return {
        "member": member,
        "meetings": member["present"] + member["apologies"] + member["absent"],
        "came": await every_row(db, _CAME, [member_id, MOST]),
        "bodies": await every_row(db, _BODIES, [member_id]),
        "motions": [act for act in acts if act["role"] in MOVED],
        "votes": [act for act in acts if act["role"] not in MOVED],
        "declared": await every_row(db, _DECLARED, [member_id, MOST]),
        "ways": {way: count for way, count in ways.items() if way not in MOVED},
        "most": MOST,
        "printed": [row for row in await every_row(db, _PRINTED, [member_id]) if row["by_list"]],
        "alike": await every_row(db, _ALIKE, [member["council"], member_id, f"%-{last}", MOST_ALIKE]),
        "lead": await one_row(db, _LEADS, [member["council"], member["name"]]),
    }
