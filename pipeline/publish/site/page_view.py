"""A page of a paper, as a picture with the box of a fact on it, and its words beside it."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from pipeline.edges.page_pictures import PagePicture
from pipeline.edges.schemas import tables
from pipeline.publish.site.addresses import original_address, page_address, picture_address, row_of
from pipeline.publish.site.clearance import page_is_shut
from pipeline.publish.site.papers import papers_of
from pipeline.publish.site.wording import marked, one_of, spoken_row

LEAST_PERCENT = 0.6
AROUND = 2.0


class Mark(NamedTuple):
    """Where the box of a fact stands on the picture of its page, in percent of the picture's width and height."""

    left: float
    top: float
    width: float
    height: float


def mark_on(picture: PagePicture, bbox: str | None) -> Mark | None:
    """The box of a row, two points wider on every side, on the picture; None without a box, or where it lies outside of the picture."""
    try:
        x0, top, x1, bottom = json.loads(bbox or "null")
    except (TypeError, ValueError):
        return None
    left, right = _part(x0 - AROUND - picture.left, picture.width), _part(x1 + AROUND - picture.left, picture.width)
    upper, lower = _part(top - AROUND - picture.top, picture.height), _part(bottom + AROUND - picture.top, picture.height)
    if right <= left or lower <= upper:
        return None
    return Mark(round(left, 2), round(upper, 2), round(max(right - left, LEAST_PERCENT), 2), round(max(lower - upper, LEAST_PERCENT), 2))


def _part(points: float, whole: float) -> float:
    return min(100.0, max(0.0, 100 * points / whole))


async def document_of(db: Any, document_id: str) -> Any:
    """The row of a document; None when there is none."""
    return (await db.execute("select * from documents where id = ?", [document_id])).first()


async def page_context(db: Any, document: Any, number: int, asked: str) -> dict[str, Any] | None:
    """What the template of a page shows; None when the document has no such page.

    `asked` names the row to mark as `table/id`; a row of another document, or none of that name, is passed over.
    """
    page = (await db.execute("select * from pages where document_id = ? and number = ?", [document["id"], number])).first()
    if page is None:
        return None
    shut = await page_is_shut(db, document, number)
    row = await _row(db, document["id"], asked)
    here = row if row is not None and row["page"] == number else None
    papers = await papers_of(db)
    picture = await papers.picture(document, number)
    fact = None
    if row is not None:
        table = row_of(row["id"]) or ""
        fact = {
            "kind": one_of(table),
            "table": table,
            "id": row["id"],
            "fields": spoken_row(tables()[table], row),
            "page": row["page"],
            "page_end": row["page_end"] if "page_end" in row.keys() else None,  # noqa: SIM118 (a sqlite3.Row is no mapping)
            "address": page_address(document["id"], row["page"], row["id"]),
        }
    row_id = row["id"] if row is not None else None
    return {
        "document": document,
        "title": document["title"] or document["filename"],
        "number": number,
        "label": page["printed_label"],
        "shut": shut,
        "picture": picture_address(document["id"], number) if picture else None,
        "size": (round(picture.width * 2), round(picture.height * 2)) if picture else None,
        "no_picture": None if picture else await papers.why_no_picture(document, page),
        "public": papers.public,
        "mark": mark_on(picture, here["bbox"]) if picture and here is not None else None,
        "text": "" if shut else marked(page["text"] or "", here["quote"] if here is not None else None),
        "text_source": page["text_source"],
        "fact": fact if not shut else None,
        "before": page_address(document["id"], number - 1, row_id) if number > 1 else None,
        "after": page_address(document["id"], number + 1, row_id) if number < (document["pages"] or 0) else None,
        "original": original_address(document["id"]) if await papers.offers_original(document) else None,
        "source": web_address(document["source_url"]),
    }


async def _row(db: Any, document_id: str, asked: str) -> Any:
    from datasette.utils import tilde_decode

    table, _, key = asked.partition("/")
    row_id = tilde_decode(key)
    if not key or row_of(row_id) != table or not await db.table_exists(table):
        return None
    return (await db.execute(f'select * from "{table}" where id = ? and document_id = ?', [row_id, document_id])).first()


def web_address(address: str | None) -> str | None:
    """An address that may be made a link; None for what is no web address."""
    return address if address and address.startswith(("https://", "http://")) else None
