"""A paper: what it is, its parts, what was read from it, and what is doubtful."""

from __future__ import annotations

from typing import Any

from pipeline.edges.schemas import closed_list, tables
from pipeline.publish.clearance import SHOWN
from pipeline.publish.site.addresses import original_address, page_address
from pipeline.publish.site.asking import every_row, one_row
from pipeline.publish.site.page_view import web_address
from pipeline.publish.site.papers import papers_of

SAID = {
    "duplicate-of": ("The same paper as", "The same paper is"),
    "contains": ("Has in it", "Stands in"),
    "supersedes": ("A later version of", "A later version is"),
    "minutes-of": ("The minutes of the meeting announced in", "Its meeting is minuted in"),
    "agenda-of": ("The agenda of the meeting recorded in", "Its meeting was announced in"),
    "update-of": ("Reports on the plan", "Reported on by"),
    "supplement-to": ("Goes with the agenda", "Supplemented by"),
}
MOST_ROWS = 300
MOST_NAMED = 40

_SECTIONS = """
select s.*, i.number as item_number, i.title as item_title from sections as s
left join agenda_items as i on i.id = s.agenda_item_id
where s.document_id = ? order by s.ordinal
"""
_PAGES = "select number, printed_label, text_source from pages where document_id = ? order by number"
_SHUT = """
select page_start, coalesce(page_end, page_start) as page_end from sections where document_id = :id and restricted = 1 and page_start is not null
union select page_start, coalesce(page_end, page_start) from agenda_items where document_id = :id and part = 'exempt' and page_start is not null
"""  # noqa: E501
_TABLES = "select id, page, page_end, heading, rows from tables where document_id = ? order by ordinal limit ?"
_FINDINGS = """
select f.*, c.value as cleared_by, c.reason as cleared_because from findings as f
left join corrections as c on c.row_id = f.id and c.table_name = 'findings' and c.field = 'cleared'
where f.document_id = ?
order by case severity when 'error' then 1 when 'warning' then 2 else 3 end, f.page, f.id limit ?
"""
_MEETINGS = "select coalesce(canonical_id, id) as id, committee, date, role from meetings where document_id = ? order by page, id"
_NAMED = """
select o.id, o.name, o.post, count(*) as times from officer_mentions as m join officers as o on o.id = m.officer_id
where m.document_id = ? group by o.id order by times desc, o.id limit ?
"""
_REPORTS = "select id, page, report_number, title from reports where document_id = ? order by page, id limit ?"
_LINKS = """
select l.kind, l.from_document_id = :id as ours, d.id, d.kind as paper_kind, coalesce(d.title, d.filename) as title
from document_links as l
join documents as d on d.id = case when l.from_document_id = :id then l.to_document_id else l.from_document_id end
where :id in (l.from_document_id, l.to_document_id)
order by l.kind, title
"""


async def document_context(db: Any, document: Any) -> dict[str, Any]:
    """What the template of a paper shows. Of a paper that is withheld, only that it is there and why it is not shown."""
    key = document["id"]
    shown = document["status"] in SHOWN
    files = await _files(db, key)
    papers = await papers_of(db)
    shut = [range(row["page_start"], row["page_end"] + 1) for row in await every_row(db, _SHUT, {"id": key})]
    pages = [
        {**row, "shut": row["text_source"] == "withheld" or any(row["number"] in part for part in shut)}
        for row in await every_row(db, _PAGES, [key])
    ]
    closed = {row["number"] for row in pages if row["shut"]}
    return {
        "document": document,
        "title": document["title"] or document["filename"] or key,
        "kind": closed_list("document_kinds").get(document["kind"], document["kind"]),
        "status": closed_list("document_status").get(document["status"], document["status"]),
        "files": list(dict.fromkeys(row["filename"] for row in files if not row["gone"])),
        "original": original_address(key) if shown and await papers.offers_original(document) else None,
        "public": papers.public,
        "source": web_address(document["source_url"]),
        "pages": pages,
        "open_pages": {row["number"] for row in pages} - closed if shown else set(),
        "sections": [{**row, "shut": row["restricted"] or row["page_start"] in closed} for row in await every_row(db, _SECTIONS, [key])],
        "section_kinds": closed_list("section_kinds"),
        "meetings": await every_row(db, _MEETINGS, [key]),
        "reports": await every_row(db, _REPORTS, [key, MOST_ROWS]),
        "named": await every_row(db, _NAMED, [key, MOST_NAMED]) if shown else [],
        "tables": await every_row(db, _TABLES, [key, MOST_ROWS]),
        "findings": await every_row(db, _FINDINGS, [key, MOST_ROWS]),
        "links": [{**row, "said": SAID.get(row["kind"], (row["kind"],) * 2)[not row["ours"]]} for row in await _links(db, key)],
        "counts": await _counts(db, key),
        "to_page": lambda number, row_id=None: page_address(key, number, row_id),
    }


async def _files(db: Any, document_id: str) -> list[dict[str, Any]]:
    """The files of a paper; none in a public copy, which does not say where they lie."""
    if not await db.table_exists("files"):
        return []
    return await every_row(db, "select filename, gone from files where document_id = ? order by path", [document_id])


async def _links(db: Any, document_id: str) -> list[dict[str, Any]]:
    return await every_row(db, _LINKS, {"id": document_id})


async def _counts(db: Any, document_id: str) -> list[tuple[str, str, int]]:
    """How many rows each table has from the paper, as (name, label, rows); without those that have none."""
    there = set(await db.table_names())
    named = [(name, table) for name, table in tables().items() if table.provenance and table.rows_of == "document" and name in there]
    selects = ", ".join(f'(select count(*) from "{name}" where document_id = :id) as "{name}"' for name, _ in named)
    found = await one_row(db, f"select {selects}", {"id": document_id}) or {}
    return [(name, table.label, found[name]) for name, table in named if found.get(name)]
