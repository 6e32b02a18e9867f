"""The addresses of our pages, which stay the same as long as the ids of the rows do."""

from __future__ import annotations

from datasette.utils import tilde_encode

from pipeline.edges.schemas import tables


def page_address(document_id: str, number: object, row_id: str | None = None) -> str:
    """The page of a paper, with a fact marked on it where its row is given."""
    table = row_of(row_id) if row_id else None
    asked = f"?row={table}/{tilde_encode(row_id)}" if table and row_id else ""
    return f"/-/page/{tilde_encode(document_id)}/{number}{asked}"


def picture_address(document_id: str, number: int) -> str:
    return f"/-/page/{tilde_encode(document_id)}/{number}.png"


def original_address(document_id: str) -> str:
    return f"/-/original/{tilde_encode(document_id)}.pdf"


def row_of(row_id: str) -> str | None:
    """The table of a row that comes from a page, which its id names after the document; None for the ids of other rows."""
    parts = row_id.split("-")
    table = tables().get(parts[1]) if len(parts) > 2 else None
    return table.name if table is not None and table.provenance else None
