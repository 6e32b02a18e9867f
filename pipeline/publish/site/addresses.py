"""The addresses of our pages, which stay the same as long as the ids of the rows do."""

from __future__ import annotations

import re

from datasette.utils import tilde_encode as encode_every_sign

from pipeline.edges.schemas import tables
from pipeline.publish.site.registers.described import REGISTERS

_PLAIN = re.compile(r"[A-Za-z0-9_-]*")


def tilde_encode(key: str) -> str:
    """A key as it stands in an address of Datasette's; nearly all are plain, and need not be looked at sign by sign."""
    return key if _PLAIN.fullmatch(key) else str(encode_every_sign(key))


def page_address(document_id: str, number: object, row_id: str | None = None) -> str:
    """The page of a paper, with a fact marked on it where its row is given."""
    table = row_of(row_id) if row_id else None
    asked = f"?row={table}/{tilde_encode(row_id)}" if table and row_id else ""
    return f"/-/page/{tilde_encode(document_id)}/{number}{asked}"


def document_address(document_id: str) -> str:
    return f"/-/document/{tilde_encode(document_id)}"


def meeting_address(meeting_id: str) -> str:
    return f"/-/meeting/{tilde_encode(meeting_id)}"


def action_address(thread_id: str) -> str:
    """The page of an action that was followed over papers."""
    return f"/-/action/{tilde_encode(thread_id)}"


def resolution_address(resolution_id: str) -> str:
    return f"/-/resolution/{tilde_encode(resolution_id)}"


def committee_address(committee_id: str) -> str:
    return f"/-/committee/{tilde_encode(committee_id)}"


def member_address(member_id: str) -> str:
    return f"/-/member/{tilde_encode(member_id)}"


def officer_address(officer_id: str) -> str:
    """The page of an officer or post, or of anybody else who leads actions."""
    return f"/-/officer/{tilde_encode(officer_id)}"


REGISTER_PAGES = {
    **{f"{name}_register": register.page for name, register in REGISTERS.items()},
    "actions_counts": "/-/actions/counts",
    "charts_page": "/-/charts",
}
"""The addresses of the registers, and of the pages that count them, under the names by which our templates call them."""

OWN_PAGES = {
    "documents": document_address,
    "meetings": meeting_address,
    "action_threads": action_address,
    "resolutions": resolution_address,
    "committees": committee_address,
    "members": member_address,
    "officers": officer_address,
}
"""The tables whose rows have a page of ours, with what gives its address."""


def thing_address(table: str, row_id: str, meeting_id: object = None, thread_id: object = None) -> str | None:
    """The page of ours about a row: its own, else that of the action over several papers or of the meeting that it belongs to; None
    where there is none."""
    for own, key in ((table, row_id), ("action_threads", thread_id), ("meetings", meeting_id)):
        if key and own in OWN_PAGES:
            return OWN_PAGES[own](str(key))
    return None


def picture_address(document_id: str, number: int) -> str:
    return f"/-/page/{tilde_encode(document_id)}/{number}.png"


def original_address(document_id: str) -> str:
    return f"/-/original/{tilde_encode(document_id)}.pdf"


def row_of(row_id: str) -> str | None:
    """The table of a row that comes from a page, which its id names after the document; None for the ids of other rows."""
    parts = row_id.split("-")
    table = tables().get(parts[1]) if len(parts) > 2 else None
    return table.name if table is not None and table.provenance else None
