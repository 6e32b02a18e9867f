"""2 read: pages with their words, lines and tables in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from pipeline.records.base import Box, Failure, Finding, Record
from pipeline.records.drawn import OutlineEntry

FurnitureRole = Literal["header", "footer", "page-number", "agenda-stamp", "watermark", "margin", "deleted"]
TextSource = Literal["native", "ocr", "none", "withheld"]


class Word(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A word of a page: where it starts in the page's text (it ends at the next white space), and its box."""

    start: int
    x0: float
    top: float
    x1: float
    bottom: float


class Line(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A printed line (or, inside a table, a line of one cell): `page.text[start:end]`, its box and its look.

    `size` is the height in points of most of its characters, `bold` and `italic` hold when most of them are so,
    `colour` is the colour of most of them as `#rrggbb` (None is black). `table` is the index of the page's table that the
    line stands in, -1 outside tables. `lead` is where the bold words end that the line opens with when the others are not bold, else 0.
    """

    start: int
    end: int
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    italic: bool
    colour: str | None
    table: int
    lead: int = 0


class Cell(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A cell of a table: its place in the grid (from 0), `page.text[start:end]` (start == end: empty), box and fill.

    `fill` is the colour painted behind it as `#rrggbb`, None when none or white.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    start: int
    end: int
    x0: float
    top: float
    x1: float
    bottom: float
    fill: str | None


class Table(Record, frozen=True, kw_only=True):
    """A table on one page: a grid of `rows` by `columns`, its cells in printed order, row by row.

    The page's text holds the table's cells one after the other in that order, so a row is one slice of the text.
    `ruled` says whether the cells come from drawn lines (or shading) or from the alignment of words.
    """

    box: Box
    rows: int
    columns: int
    cells: list[Cell]
    ruled: bool = True


class Furniture(Record, frozen=True, kw_only=True):
    """A running header, footer, page number, stamp or watermark, or words that a tracked change has struck through (`deleted`), set apart
    from the page's text."""

    text: str
    box: Box
    role: FurnitureRole


class Page(Record, frozen=True, kw_only=True):
    """One page as read: its text in reading order, with the place of every word, line and table in it.

    `text` holds one printed line a line; a table's cells follow each other. `printed_label` is the number printed on the page
    (`Page 5` gives `5`), or the PDF's page label where none is printed. `images` are the boxes of pictures.

    A scan is laid for reading: turned back by `turn` degrees (its words are turned so far clockwise on the page as it is shown), and
    straightened (a line sinks by `slant` per point from left to right). All sizes and boxes are of the page as it is laid.
    """

    number: int
    width: float
    height: float
    rotation: int = 0
    printed_label: str | None = None
    text: str = ""
    text_source: TextSource = "native"
    words: list[Word] = []
    lines: list[Line] = []
    tables: list[Table] = []
    furniture: list[Furniture] = []
    images: list[Box] = []
    turn: int = 0
    slant: float = 0.0


class LoadedPage(Record, frozen=True, kw_only=True):
    """What of a page is brought into the database; its words alone are most of a page."""

    number: int
    printed_label: str | None = None
    text: str = ""
    text_source: TextSource = "native"
    lines: list[Line] = []
    furniture: list[Furniture] = []


class Reading(Record, frozen=True, kw_only=True):
    """A document as read: the PDF's own words about itself, and its pages in order.

    `status` is `failed` when nothing could be read, `partial` when some pages could not; `error` and `failure` then say why. `pictures`
    are the numbers of the pages whose words have to be read from their picture, whether they were or not.
    """

    document_id: str
    status: Literal["ok", "partial", "failed"]
    error: str | None = None
    failure: Failure | None = None
    pdf_title: str | None = None
    producer: str | None = None
    created: str | None = None
    outline: list[OutlineEntry] = []
    pages: Sequence[Page] = []
    pictures: list[int] = []
    findings: list[Finding] = []
