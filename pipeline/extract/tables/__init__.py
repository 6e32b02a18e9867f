"""Tables as a reader sees them: joined over pages, merged cells filled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter

from pipeline.edges.shelves import Shelf
from pipeline.extract.material import Material
from pipeline.extract.tables.cells import CellItem, GridCell, GridRow, TableGrid
from pipeline.extract.tables.joining import joined
from pipeline.extract.tables.layout import PageGrid, page_grids
from pipeline.extract.tables.texts import CellTexts
from pipeline.extract.tables.titles import Titles
from pipeline.records import Found, JoinedTable

__all__ = ["CellItem", "GridCell", "GridRow", "TableGrid", "find_grids", "find_tables"]

SPAN_START = attrgetter("start")


def find_grids(material: Material) -> Sequence[TableGrid]:
    """The tables of a document in reading order, each with all its pages; tables without words are left out."""
    shelf: Shelf[TableGrid] = material.shelf("grids", TableGrid)
    for grid in joined(material, _page_grids(material), material.once(Titles)):
        shelf.append(grid)
    return shelf


def _page_grids(material: Material) -> Iterator[PageGrid]:
    for number, page in material.pages.items():
        if page.tables and material.paragraphs_on(number):
            yield from page_grids(page, CellTexts(material, number))


def find_tables(material: Material, grids: Sequence[TableGrid] | None = None) -> Found[JoinedTable]:
    """A record for each table, whatever it holds; pass `grids` when they are there already.

    The source is the table's first row on its first page.
    """
    found: Found[JoinedTable] = Found()
    for ordinal, grid in enumerate(find_grids(material) if grids is None else grids, start=1):
        number = grid.page
        section = material.section_at(number)
        own = (item for row in grid.rows if row.page == number for item in row.items)
        first = min([span for item in own for span in item.spans if span.page == number], key=SPAN_START)
        found.records.append(
            JoinedTable(
                id=material.next_id("tables", number),
                section=section.ordinal if section is not None else None,
                ordinal=ordinal,
                header_rows=grid.header_rows,
                rows=[row.texts for row in grid.rows],
                heading=grid.heading,
                source=material.source_at(first, grid.page_end),
            )
        )
    return found
