"""PDF files as the reader wants them: what a document says of itself, and what each page draws."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
from pdfminer.pdfdocument import PDFPasswordIncorrect

from pipeline.errors import Unreadable
from pipeline.records import DrawnDocument, DrawnPage, OutlineEntry


class OpenPDF:
    """An open PDF: `document` is what it says of itself, `pages()` what its pages draw, in order."""

    def __init__(self, document: DrawnDocument, source: Any) -> None:
        self.document = document
        self._source = source

    def pages(self) -> Iterator[DrawnPage]:
        for page in self._source.pages:
            yield _drawn(page)
            page.close()


@contextmanager
def open_pdf(path: Path) -> Iterator[OpenPDF]:
    """The PDF at `path`. Raises Unreadable, in a clerk's words, when it cannot be opened."""
    try:
        source = pdfplumber.open(path)
    except PDFPasswordIncorrect as error:
        raise Unreadable("This PDF is protected by a password. Ask its publisher for a copy without one.") from error
    except Exception as error:
        raise Unreadable("This PDF is damaged and could not be opened. Download it again or ask for another copy.") from error
    try:
        yield OpenPDF(_document(path, source), source)
    finally:
        source.close()


def _document(path: Path, source: Any) -> DrawnDocument:
    metadata = source.metadata or {}
    outline: list[OutlineEntry] = []
    labels: list[str] = []
    with suppress(Exception), pikepdf.open(path) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        with pdf.open_outline() as tree:
            _walk_outline(pdf, tree.root, 0, numbers, outline)
        if "/PageLabels" in pdf.Root:
            labels = [page.label for page in pdf.pages]
    return DrawnDocument(
        page_count=len(source.pages),
        pdf_title=_text(metadata.get("Title")),
        producer=_text(metadata.get("Producer")),
        created=_text(metadata.get("CreationDate")),
        outline=outline,
        page_labels=labels,
    )


def _walk_outline(pdf: Any, items: Any, depth: int, numbers: dict[Any, int], out: list[OutlineEntry]) -> None:
    for item in items:
        page = None
        with suppress(Exception):
            destination = item.destination
            if destination is None and item.action is not None:
                destination = item.action.get("/D")
            if isinstance(destination, (str, pikepdf.String, pikepdf.Name)):
                destination = pikepdf.NameTree(pdf.Root.Names.Dests)[str(destination)]
            if isinstance(destination, pikepdf.Dictionary):
                destination = destination["/D"]
            if destination is not None:
                page = numbers.get(destination[0].objgen)
        out.append(OutlineEntry(depth=depth, title=str(item.title), page=page))
        if depth < 12:
            _walk_outline(pdf, item.children, depth + 1, numbers, out)


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _colour(value: Any) -> str | None:
    """A PDF colour as `#rrggbb`; None for black and for patterns."""
    if not isinstance(value, (tuple, list)) or not value or not all(isinstance(part, (int, float)) for part in value):
        return None
    if len(value) == 1:
        red = green = blue = float(value[0])
    elif len(value) == 3:
        red, green, blue = (float(part) for part in value)
    elif len(value) == 4:
        cyan, magenta, yellow, black = (float(part) for part in value)
        red, green, blue = ((1 - min(1, part + black)) for part in (cyan, magenta, yellow))
    else:
        return None
    rgb = "".join(f"{max(0, min(255, round(part * 255))):02x}" for part in (red, green, blue))
    return None if rgb == "000000" else f"#{rgb}"


def _drawn(page: Any) -> DrawnPage:
    chars = page.chars
    names: dict[str, int] = {}
    font = [names.setdefault(char["fontname"], len(names)) for char in chars]
    fills = []
    for shape in [*page.rects, *page.curves]:
        if shape.get("fill"):
            fills.append(((shape["x0"], shape["top"], shape["x1"], shape["bottom"]), _colour(shape.get("non_stroking_color")) or "#000000"))
    return DrawnPage(
        number=page.page_number,
        width=float(page.width),
        height=float(page.height),
        rotation=int(page.rotation or 0),
        fonts=list(names),
        text=[char["text"] for char in chars],
        x0=[char["x0"] for char in chars],
        x1=[char["x1"] for char in chars],
        top=[char["top"] for char in chars],
        bottom=[char["bottom"] for char in chars],
        font=font,
        size=[char["size"] for char in chars],
        upright=[char["upright"] for char in chars],
        colour=[_colour(char.get("non_stroking_color")) for char in chars],
        edges=[(edge["orientation"], edge["x0"], edge["x1"], edge["top"], edge["bottom"]) for edge in page.edges],
        fills=fills,
        images=[(image["x0"], image["top"], image["x1"], image["bottom"]) for image in page.images],
    )
