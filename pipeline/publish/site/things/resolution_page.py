"""A resolution: its words among those of its minute, who moved it and how they voted, and what the report had recommended."""

from __future__ import annotations

from typing import Any

from pipeline.publish.site.asking import every_row, one_row
from pipeline.publish.site.wording import spoken_date

WAYS = ("for", "against", "abstained", "absent")

_RESOLUTION = """
select r.*, coalesce(r.canonical_id, r.id) as counted, g.meeting_id as register_meeting_id, g.council, g.committee_id, g.date,
  coalesce(c.committee, m.committee) as committee,
  n.title as minute, n.reference as minute_reference, n.text as minute_text, n.confirmed, n.page as minute_page,
  i.number as item_number, i.title as item_title, i.page as item_page, i.document_id as item_document_id,
  coalesce(d.title, d.filename) as paper, d.published_on, d.source_url
from resolutions as r
join documents as d on d.id = r.document_id
left join registered_resolutions as g on g.id = coalesce(r.canonical_id, r.id)
left join minutes as n on n.id = r.minute_id
left join agenda_items as i on i.id = r.agenda_item_id
left join meetings as m on m.id = r.meeting_id
left join meetings as c on c.id = g.meeting_id
where r.id = ?
"""
_CLAUSES = "select * from resolutions where minute_id = ? and canonical_id = id order by ordinal, rowid"
_ACTS = """
select m.*, p.name from member_acts as m left join members as p on p.id = m.member_id
where m.resolution_id = ? order by coalesce(p.name, m.name_text)
"""
_VOTES = "select * from votes where resolution_id = ? order by rowid"
_REPORT = "select * from reports where id = ?"
_RECOMMENDED = "select * from recommendations where report_id = ? order by ordinal, rowid"
_COPIES = """
select r.id, r.document_id, r.page, coalesce(d.title, d.filename) as paper
from resolutions as r join documents as d on d.id = r.document_id where r.canonical_id = :id and r.id <> :id order by r.id
"""
_CORRECTED = "select distinct field from corrections where row_id = ? order by field"


async def resolution_context(db: Any, resolution_id: str) -> dict[str, Any] | None:
    """What the template of a resolution shows; None when there is none. `resolution.counted` is the row that the register counts.

    `clauses` are all decisions of its minute in order, this one among them; `votes` the named votes by how they went.
    """
    row = await one_row(db, _RESOLUTION, [resolution_id])
    if row is None:
        return None
    report = await one_row(db, _REPORT, [row["report_id"]]) if row["report_id"] else None
    acts = await every_row(db, _ACTS, [resolution_id])
    clauses = await every_row(db, _CLAUSES, [row["minute_id"]]) if row["minute_id"] else []
    named = {act["id"]: act for act in acts}
    votes = [{**vote, "act": named.get(vote["id"])} for vote in await every_row(db, _VOTES, [resolution_id])]
    return {
        "resolution": row,
        "title": _title(row),
        "clauses": clauses if len(clauses) > 1 else [],
        "moved": next((act for act in acts if act["role"] == "moved"), None),
        "seconded": next((act for act in acts if act["role"] == "seconded"), None),
        "votes": [(way, people) for way in WAYS if (people := [vote for vote in votes if vote["vote"] == way])],
        "report": report,
        "recommended": await every_row(db, _RECOMMENDED, [report["id"]]) if report else [],
        "copies": await every_row(db, _COPIES, {"id": resolution_id}),
        "corrected": [made["field"].replace("_", " ") for made in await every_row(db, _CORRECTED, [resolution_id])],
        "citation": citation(row),
    }


def citation(row: dict[str, Any]) -> str:
    """How to cite a resolution, in one line: the council, the body, the day, the minute, the paper and its page."""
    reference = row["reference"] or row["minute_reference"]
    minute = " ".join(part for part in (f"minute {reference}" if reference else row["minute"], row["label"]) if part)
    paper = f"“{row['paper']}”" if row["paper"] else "an untitled paper"
    parts = [
        row["council"],
        row["committee"],
        spoken_date(row["date"]) if row["date"] else "",
        minute,
        paper,
        f"page {row['page']} of the PDF",
    ]
    return ", ".join(part for part in parts if part) + "."


def _title(row: dict[str, Any]) -> str:
    """What the page is headed with: the minute's reference and heading, and the clause."""
    reference = row["reference"] or row["minute_reference"]
    parts = [part for part in (reference, row["minute"], row["label"]) if part]
    return " ".join(parts) or "A decision without a heading"
