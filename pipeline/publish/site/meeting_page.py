"""A meeting, put together from every paper that announces or records it: agenda, attendance, minutes, decisions, papers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from pipeline.publish.site.asking import rows_in, worked_out

STATUSES = ("present", "apologies", "absent")

_GROUP = """
select m.*, d.title as paper, d.filename, d.kind as paper_kind from meetings as m join documents as d on d.id = m.document_id
where m.canonical_id = :id or m.id = :id order by m.id = :id desc, m.role desc, m.id
"""
_ITEMS = "select * from agenda_items where meeting_id = ? order by ordinal, rowid"
_PARTS = """
select agenda_item_id, document_id, kind, title, page_start from sections
where agenda_item_id in (select id from agenda_items where meeting_id = ?) and not restricted and kind <> 'blank'
order by document_id, ordinal
"""
_MINUTES = "select * from minutes where meeting_id = ? order by ordinal, rowid"
_RESOLUTIONS = """
select r.*, t.title as report, t.document_id as report_document_id, t.page as report_page
from resolutions as r left join reports as t on t.id = r.report_id
where r.canonical_id = r.id and r.meeting_id in ({marks}) order by r.document_id, r.page, r.rowid
"""
_VOTES = "select * from votes where resolution_id in (select id from resolutions where meeting_id in ({marks})) order by rowid"
_PEOPLE = """
select a.*, g.member_id from attendance as a left join registered_attendance as g on g.id = a.id
where a.meeting_id in ({marks}) order by a.rowid
"""
_ACTS = "select * from member_acts where resolution_id in (select id from resolutions where meeting_id in ({marks}))"
_COMMITTEE = "select committee_id from registered_meetings where id = ?"
_OFFICERS = (
    "select name_text, officer_id from officer_mentions where officer_id is not null and document_id in ({marks}) and role = 'attendee'"
)
_DECLARED = """
select d.*, (
  select g.member_id from attendance as a join registered_attendance as g on g.id = a.id
  where a.meeting_id in (select o.id from meetings as o where o.canonical_id = m.canonical_id) and lower(a.name) = lower(d.name)
  limit 1
) as member_id
from declarations as d join meetings as m on m.id = d.meeting_id where d.meeting_id = ? order by d.rowid
"""
_ACTIONS = "select * from actions where canonical_id = id and meeting_id in ({marks}) order by document_id, page, rowid"
_RELATED = """
select distinct d.id, coalesce(d.title, d.filename) as paper, d.kind as paper_kind from document_links as l
join documents as d on d.id in (l.from_document_id, l.to_document_id)
where (l.from_document_id in ({marks}) or l.to_document_id in ({marks})) and l.kind in ('minutes-of', 'agenda-of', 'supplement-to', 'contains')
order by paper
"""  # noqa: E501


async def meeting_context(db: Any, meeting_id: str) -> dict[str, Any] | None:
    """What the template of a meeting shows; None when there is no such meeting. `meeting.id` is the row that the registers count.

    Where several papers give the same thing, the agenda and the minutes are those of the paper that has most of them, the one that the
    registers count first among equals; people and decisions are counted once. All is asked in one go: a public site is asked by many, and
    each question that is asked by itself waits for its turn.
    """
    context: dict[str, Any] | None = await worked_out(db, lambda connection: _context(connection, meeting_id))
    return context


def _context(db: sqlite3.Connection, meeting_id: str) -> dict[str, Any] | None:
    known = rows_in(db, "select coalesce(canonical_id, id) as id from meetings where id = ?", [meeting_id])
    group = rows_in(db, _GROUP, {"id": known[0]["id"]}) if known else []
    if not group:
        return None
    key = known[0]["id"]
    ids = [part["id"] for part in group]
    agenda = _fullest(db, _ITEMS, ids)
    minutes = _fullest(db, _MINUTES, ids)
    votes: dict[str, list[dict[str, Any]]] = {}
    for vote in _every(db, _VOTES, ids):
        votes.setdefault(vote["resolution_id"], []).append(vote)
    acts: dict[str, dict[str, dict[str, Any]]] = {}
    for act in _every(db, _ACTS, ids):
        acts.setdefault(act["resolution_id"], {})[act["role"] if act["role"] in ("moved", "seconded") else act["id"]] = act
    decided = [{**part, "votes": votes.get(part["id"], []), "acts": acts.get(part["id"], {})} for part in _every(db, _RESOLUTIONS, ids)]
    held = {minute["id"] for minute in minutes}
    parts = rows_in(db, _PARTS, [agenda[0]["meeting_id"]]) if agenda else []
    documents = {part["document_id"]: part for part in group}
    committee = rows_in(db, _COMMITTEE, [key])
    return {
        "committee_id": committee[0]["committee_id"] if committee else None,
        "officers": {row["name_text"]: row["officer_id"] for row in _every(db, _OFFICERS, list(documents))},
        "meeting": _merged(group, key),
        "agenda": [{**item, "parts": [part for part in parts if part["agenda_item_id"] == item["id"]]} for item in agenda],
        "people": _people(_every(db, _PEOPLE, ids), key),
        "minutes": [{**minute, "resolutions": [part for part in decided if part["minute_id"] == minute["id"]]} for minute in minutes],
        "others": [part for part in decided if part["minute_id"] not in held],
        "decisions": len(decided),
        "declarations": _fullest(db, _DECLARED, ids),
        "actions": _every(db, _ACTIONS, ids),
        "papers": list(documents.values()),
        "related": [part for part in _every(db, _RELATED, list(documents), twice=True) if part["id"] not in documents],
    }


def _merged(group: list[dict[str, Any]], key: str) -> dict[str, Any]:
    """The meeting as the row that counts has it; what that row does not say, from the others."""
    whole = dict(group[0])
    for other in group[1:]:
        for name in ("council", "committee", "date", "start_time", "end_time", "venue"):
            whole[name] = whole[name] if whole[name] is not None else other[name]
    return {**whole, "id": key}


def _people(rows: Iterable[dict[str, Any]], key: str) -> list[tuple[str, list[dict[str, Any]]]]:
    """Everybody once, by what the papers say of them: present, apologies, absent. The row of the paper that counts goes first."""
    once: dict[tuple[str, str], dict[str, Any]] = {}
    for row in sorted(rows, key=lambda row: row["meeting_id"] != key):
        once.setdefault(((row["name"] or "").lower(), row["capacity"] or ""), row)
    found = [(status, [row for row in once.values() if row["status"] == status]) for status in STATUSES]
    return [(status, people) for status, people in found if people]


def _fullest(db: sqlite3.Connection, sql: str, ids: list[str]) -> list[dict[str, Any]]:
    """The rows of that one of the meeting's papers that has most of them."""
    fullest: list[dict[str, Any]] = []
    for key in ids:
        found = rows_in(db, sql, [key])
        if len(found) > len(fullest):
            fullest = found
    return fullest


def _every(db: sqlite3.Connection, sql: str, ids: list[str], twice: bool = False) -> list[dict[str, Any]]:
    marks = ", ".join("?" * len(ids))
    return rows_in(db, sql.replace("{marks}", marks), ids * 2 if twice else ids)
