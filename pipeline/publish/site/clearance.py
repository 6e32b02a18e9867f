"""What of a paper may be shown: which pages as pictures, and whether the original may be handed out."""

from __future__ import annotations

from typing import Any

from pipeline.publish.clearance import DOUBTS, SHOWN, STANDS, listed

WITHHELD_PAPER = "This paper is not published here, and none of its pages is shown."
WITHDRAWN_PART = (
    "Something on this page was withdrawn, so its picture is not shown. What was withdrawn stands as blocks in the words of the page."
)
WITHHELD_PAGE = "This page is exempt or restricted, so it is not shown here, and none of its words is stored."

_KEPT_BACK = f"""
select exists (select 1 from pages where document_id = :document and text_source = 'withheld')
  or exists (select 1 from sections where document_id = :document and restricted = 1)
  or exists (select 1 from agenda_items where document_id = :document and part = 'exempt')
  or exists (select 1 from withdrawals where document_id = :document)
  or exists (select 1 from findings where document_id = :document and code in ({listed(DOUBTS)}) and {STANDS}) as kept
"""
_SHUT = """
select exists (select 1 from pages where document_id = :document and number = :number and text_source = 'withheld')
  or exists (select 1 from sections where document_id = :document and restricted = 1 and :number between page_start and coalesce(page_end, page_start))
  or exists (
    select 1 from agenda_items
    where document_id = :document and part = 'exempt' and :number between page_start and coalesce(page_end, page_start)
  ) as shut
"""  # noqa: E501
_WITHDRAWN = """
select exists (
  select 1 from withdrawals where document_id = :document and :number between page and coalesce(page_end, page)
) as part
"""


async def page_is_shut(db: Any, document: Any, number: int) -> str | None:
    """Why a page may not be shown, in a sentence; None when it may.

    A page is shut when its text is withheld, when it lies in a restricted part, or among the papers of an exempt item of the agenda:
    where the reader and the agenda disagree, the more careful of the two is followed.
    """
    if document["status"] not in SHOWN:
        return WITHHELD_PAPER
    found = (await db.execute(_SHUT, {"document": document["id"], "number": number})).first()
    return WITHHELD_PAGE if found["shut"] else None


async def picture_is_shut(db: Any, document: Any, number: int) -> str | None:
    """Why the picture of a page may not be shown, in a sentence; None when it may.

    A picture shows everything: not only where the page is shut, but also where a part of it was withdrawn.
    """
    shut = await page_is_shut(db, document, number)
    if shut:
        return shut
    found = (await db.execute(_WITHDRAWN, {"document": document["id"], "number": number})).first()
    return WITHDRAWN_PART if found["part"] else None


async def original_is_shut(db: Any, document: Any) -> bool:
    """Whether the original may not be handed out, as something in it is withheld, restricted or hidden, or might be.

    The file has everything that its pages do not show. A finding that somebody should check for exempt papers, words under a box or
    personal data is enough, until the paper is cleared.
    """
    if document["status"] not in SHOWN:
        return True
    return bool((await db.execute(_KEPT_BACK, {"document": document["id"]})).first()["kept"])
