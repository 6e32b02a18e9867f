"""A page as stock pdfplumber draws it: the way out for a page that our own interpreter cannot read, and the measure of it in tests."""

from __future__ import annotations

from io import BufferedReader, BytesIO
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfplumber.page import Page

from pipeline.edges.pdf.catalogue import Sheet
from pipeline.edges.pdf.colours import BLACK, to_hex
from pipeline.edges.pdf.drawing import SHORTEST_EDGE, is_turned
from pipeline.records import Box, DrawnPage


def draw_stock_page(source: BufferedReader | BytesIO, objects: PDFDocument, sheet: Sheet, number: int) -> DrawnPage:
    """What pdfplumber sees on a page of an open file. Raises whatever pdfplumber raises."""
    page = PDFPage(objects, sheet.object_number, sheet.entries, None)
    return to_drawn(Page(pdfplumber.open(source), page, number))


def to_drawn(page: Any) -> DrawnPage:
    """A page of pdfplumber in our columns."""
    characters = page.chars
    names: dict[str, int] = {}
    fonts = [names.setdefault(str(character["fontname"]), len(names)) for character in characters]
    fills = [(_box(shape), _colour(shape["non_stroking_color"]) or BLACK) for shape in page.rects if shape.get("fill")]
    return DrawnPage(
        number=page.page_number,
        width=float(page.width),
        height=float(page.height),
        rotation=int(page.rotation or 0),
        fonts=list(names),
        text=[character["text"] for character in characters],
        x0=[character["x0"] for character in characters],
        x1=[character["x1"] for character in characters],
        top=[character["top"] for character in characters],
        bottom=[character["bottom"] for character in characters],
        font=fonts,
        size=[character["size"] for character in characters],
        upright=[character["upright"] for character in characters],
        colour=[_visible(_colour(character["non_stroking_color"])) for character in characters],
        edges=[
            (edge["orientation"], edge["x0"], edge["x1"], edge["top"], edge["bottom"])
            for edge in page.edges
            if edge["orientation"] and edge["height" if edge["orientation"] == "v" else "width"] >= SHORTEST_EDGE
        ],
        fills=fills,
        images=[_box(image) for image in page.images],
        fill_places=[0] * len(fills),
        image_places=[0] * len(page.images),
        turned=[index for index, character in enumerate(characters) if character["upright"] and is_turned(character["matrix"])],
        shapes=[_box(shape) for shape in page.curves if shape.get("fill")],
    )


def _box(shape: dict[str, Any]) -> Box:
    return shape["x0"], shape["top"], shape["x1"], shape["bottom"]


def _colour(value: Any) -> str | None:
    """A colour of pdfplumber as `#rrggbb`; None for a pattern."""
    parts = value if isinstance(value, (tuple, list)) else (value,)
    return to_hex(parts) if all(isinstance(part, (int, float)) for part in parts) else None


def _visible(colour: str | None) -> str | None:
    return None if colour == BLACK else colour
