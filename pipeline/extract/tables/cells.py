"""The parts of a table as a reader sees it: items, cells, rows, and the grid that may run over several pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import attrgetter

import msgspec
from msgspec.structs import replace

from pipeline.records import Box, Span

PLACE = attrgetter("page", "start")
SENTENCE_END = (".", "!", "?", ":", ";")


class CellItem(msgspec.Struct, frozen=True):
    """A paragraph or list item of a cell: its words without a bullet, wrapped lines joined.

    `label` is what it opens with (a bullet, `a)`); a label with a letter or figure stands in `text` too. `top` and `bottom` are those
    of its part on its first page, in points. `lines` are its printed lines.
    """

    text: str
    spans: tuple[Span, ...]
    label: str | None = None
    bold: bool = False
    italic: bool = False
    x0: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    lines: tuple[str, ...] = ()

    @property
    def bullet(self) -> bool:
        """Whether it opens with a sign that is no letter or figure."""
        return self.label is not None and not any(c.isalnum() for c in self.label)

    @property
    def page(self) -> int:
        return self.spans[0].page


class GridCell(msgspec.Struct, frozen=True):
    """A cell under one column. `merged`: its words stand in the cell above or to the left, which reaches over this place."""

    items: tuple[CellItem, ...] = ()
    fill: str | None = None
    merged: bool = False
    box: Box = (0.0, 0.0, 0.0, 0.0)

    @property
    def text(self) -> str:
        """The words: an item a line."""
        return "\n".join(item.text for item in self.items)

    @property
    def line(self) -> str:
        """The words as one line."""
        items = self.items
        return items[0].text if len(items) == 1 else " ".join([item.text for item in items])

    @property
    def bold(self) -> bool:
        """Whether most of the words are bold."""
        letters = sum(len(item.text) for item in self.items)
        return letters > 0 and 2 * sum(len(item.text) for item in self.items if item.bold) > letters


class GridRow(msgspec.Struct, frozen=True):
    """A row as a reader sees it, one cell a column; `pages` are the pages that its words stand on (at least its first page).

    `band`: one text across the whole table. `heading`: a row of column headings.
    """

    cells: tuple[GridCell, ...]
    page: int
    table: int
    top: float
    bottom: float
    band: bool = False
    heading: bool = False

    @property
    def texts(self) -> list[str]:
        return [cell.text for cell in self.cells]

    @property
    def items(self) -> list[CellItem]:
        """Every item that stands in this row itself, cell by cell."""
        return [item for cell in self.cells if not cell.merged for item in cell.items]

    @property
    def spans(self) -> list[Span]:
        """The places of its own words, in the order of the pages."""
        spans = [span for item in self.items for span in item.spans]
        return sorted(spans, key=PLACE) if len(spans) > 1 else spans

    @property
    def page_end(self) -> int:
        pages = [span.page for cell in self.cells if not cell.merged for item in cell.items for span in item.spans]
        return max(pages, default=self.page)

    @property
    def blank(self) -> bool:
        return not any(cell.items for cell in self.cells)


@dataclass(frozen=True, slots=True)
class TableGrid:
    """A table, joined over pages: its rows in order, repeated headings left out after the first.

    `columns` are the left and right edges on the first page, in points. The first `header_rows` rows are headings (bands above the
    headings among them). `heading` is the line above the table, None where there is none on its page.
    """

    columns: tuple[tuple[float, float], ...]
    rows: tuple[GridRow, ...]
    header_rows: int = 0
    heading: str | None = None
    ruled: bool = True
    tables: tuple[tuple[int, int], ...] = field(default=())

    @property
    def page(self) -> int:
        return self.rows[0].page

    @property
    def page_end(self) -> int:
        return max(row.page_end for row in self.rows)

    @property
    def width(self) -> int:
        return len(self.columns)

    @property
    def body(self) -> tuple[GridRow, ...]:
        return self.rows[self.header_rows :]


def joined_items(before: tuple[CellItem, ...], after: tuple[CellItem, ...]) -> tuple[CellItem, ...]:
    """The items of a cell that a page's end cuts: the first item after it goes on with the last one before it unless that had ended."""
    if not before or not after or not goes_on(before[-1], after[0]):
        return before + after
    last, first = before[-1], after[0]
    glue = "" if last.text.endswith("-") else " "
    whole = replace(last, text=f"{last.text}{glue}{first.text}", spans=last.spans + first.spans, lines=last.lines + first.lines)
    return (*before[:-1], whole, *after[1:])


def goes_on(last: CellItem, first: CellItem) -> bool:
    """Whether an item that a page's end cuts goes on behind it."""
    if first.label is not None:
        return False
    return first.text[:1].islower() or not last.text.rstrip().endswith(SENTENCE_END)
