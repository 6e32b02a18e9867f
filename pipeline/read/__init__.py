"""Stage 2, read: what a PDF draws becomes pages of words, lines and tables in the order in which a person reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.edges.patience import Guard, unguarded
from pipeline.edges.shelves import Shelf, Shelves
from pipeline.errors import PageLost
from pipeline.read.aligned_tables import find_aligned_tables
from pipeline.read.furniture import Sketch, set_furniture_apart
from pipeline.read.garbled import Fonts
from pipeline.read.lines import find_lines
from pipeline.read.loose_heads import add_loose_heads
from pipeline.read.losses import document_findings, find_verdict
from pipeline.read.open_tables import find_open_tables
from pipeline.read.page import build_page
from pipeline.read.painted_tables import join_painted
from pipeline.read.refined_tables import refine
from pipeline.read.sources import Look, Notes, Recognise, Seen, give_up, see
from pipeline.read.tables import fill_cells, find_ruled_tables
from pipeline.read.turned_heads import add_turned_heads
from pipeline.records import DrawnDocument, DrawnPage, Page, Reading

VERSION = 1


def read(
    document_id: str,
    drawn: DrawnDocument,
    pages: Iterable[DrawnPage],
    recognise: Recognise | None = None,
    shelves: Shelves | None = None,
    guard: Guard = unguarded,
    glance: Look | None = None,
) -> Reading:
    """The whole document as read, its pages in order (on the shelf `pages`, where `shelves` are given), and what a person should know
    of them.

    `recognise` gives, for a page's number, the words of its picture; it is asked only for pages that have no honest words of their own.
    `glance` gives what a second engine sees on it; it is asked where a page seems blank, or is torn. `guard` minds the work on each page:
    one that it gives up is empty, and the document `partial`.
    """
    notes = Notes()
    read: Shelf[Page] = shelves.shelf("pages", Page, packs=True) if shelves is not None else Shelf(Page)
    for page in read_pages(drawn, pages, recognise, notes, guard, glance):
        read.append(page)
    verdict = find_verdict(notes.lost, drawn)
    return Reading(
        document_id=document_id,
        status=verdict.status,
        error=verdict.error,
        failure=verdict.failure,
        pdf_title=drawn.pdf_title,
        producer=drawn.producer,
        created=drawn.created,
        outline=drawn.outline,
        pages=read,
        pictures=notes.pictures,
        findings=[*document_findings(drawn), *notes.without_repeated(read)],
    )


def read_pages(
    drawn: DrawnDocument,
    pages: Iterable[DrawnPage],
    recognise: Recognise | None = None,
    notes: Notes | None = None,
    guard: Guard = unguarded,
    glance: Look | None = None,
) -> Iterator[Page]:
    """The pages of a document one after the other, a few held at a time; how each was seen goes into `notes`."""

    fonts = Fonts()
    noted = notes or Notes()

    def look_at(page: DrawnPage) -> tuple[Seen, Sketch]:
        seen = see(page, recognise, fonts, glance)
        return seen, _sketch(seen)

    def sketches() -> Iterator[Sketch]:
        for page in pages:
            try:
                seen, sketch = guard(page.number, lambda page=page: look_at(page))  # type: ignore[misc]
            except PageLost as error:
                seen = give_up(page, error.failure)
                sketch = _sketch(seen)
            noted.take(seen)
            yield sketch

    for sketch in set_furniture_apart(sketches()):
        label = drawn.page_labels[sketch.number - 1] if sketch.number <= len(drawn.page_labels) else None
        try:
            page = guard(sketch.number, lambda sketch=sketch, label=label: build_page(sketch, label, drawn.producer))  # type: ignore[misc]
        except PageLost as error:
            noted.give_up(sketch.number, error.failure)
            page = Page(number=sketch.number, width=sketch.width, height=sketch.height, rotation=sketch.rotation, text_source="none")
        yield page


def _sketch(seen: Seen) -> Sketch:
    page, pieces = seen.page, seen.pieces
    tables, rest = find_ruled_tables(page, pieces)
    tables, rest = join_painted(tables, rest, page)
    open_tables, rest = find_open_tables(page, rest, tables)
    for table in (*tables, *open_tables):
        refine(table)
    lines = find_lines([piece for piece in rest if piece.upright])
    aligned, lines = find_aligned_tables(page, lines)
    lines = add_loose_heads(tables, lines)
    lines, turned = add_turned_heads([*open_tables, *aligned], lines, [piece for piece in rest if not piece.upright])
    tables = sorted([*tables, *open_tables, *aligned], key=lambda table: (table.box[1], table.box[0]))
    for table in tables:
        fill_cells(table, page)
    return Sketch(
        number=page.number,
        width=page.width,
        height=page.height,
        rotation=page.rotation,
        lines=lines,
        tables=tables,
        turned=turned,
        images=page.images,
        furniture=seen.furniture,
        source=seen.source,
        turn=seen.frame.turn,
        slant=seen.frame.slant,
    )
