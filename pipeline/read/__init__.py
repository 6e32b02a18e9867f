"""Stage 2, read: what a PDF draws becomes pages of words, lines and tables in the order in which a person reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.read.furniture import Sketch, set_furniture_apart
from pipeline.read.lines import find_lines
from pipeline.read.open_tables import find_open_tables
from pipeline.read.page import build_page
from pipeline.read.pieces import find_pieces
from pipeline.read.tables import find_ruled_tables
from pipeline.records import DrawnDocument, DrawnPage, Finding, Page, Reading

VERSION = 1


def read(document_id: str, drawn: DrawnDocument, pages: Iterable[DrawnPage]) -> Reading:
    """The whole document as read, its pages in order; a page without characters gives a finding."""
    read = list(read_pages(drawn, pages))
    return Reading(
        document_id=document_id,
        status="ok",
        pdf_title=drawn.pdf_title,
        producer=drawn.producer,
        created=drawn.created,
        outline=drawn.outline,
        pages=read,
        findings=[finding for page in read for finding in _unread(page)],
    )


def read_pages(drawn: DrawnDocument, pages: Iterable[DrawnPage]) -> Iterator[Page]:
    """The pages of a document one after the other, a few held at a time."""
    for sketch in set_furniture_apart(_sketch(page) for page in pages):
        label = drawn.page_labels[sketch.number - 1] if sketch.number <= len(drawn.page_labels) else None
        yield build_page(sketch, label)


def _sketch(page: DrawnPage) -> Sketch:
    pieces = find_pieces(page)
    tables, rest = find_ruled_tables(page, pieces)
    open_tables, rest = find_open_tables(page, rest, tables)
    tables = sorted([*tables, *open_tables], key=lambda table: (table.box[1], table.box[0]))
    return Sketch(
        number=page.number,
        width=page.width,
        height=page.height,
        rotation=page.rotation,
        lines=find_lines(piece for piece in rest if piece.upright),
        tables=tables,
        turned=[piece for piece in rest if not piece.upright],
        images=page.images,
        has_characters=bool(pieces),
    )


def _unread(page: Page) -> list[Finding]:
    if page.text_source != "none":
        return []
    seen = "a picture without a text layer" if page.images else "blank"
    message = f"Page {page.number} is {seen}: nothing on it was read. Look at it, or install the OCR tools and ingest again."
    return [Finding(code="no-text", severity="warning" if page.images else "info", page=page.number, message=message)]
