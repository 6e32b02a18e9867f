"""PDF files as the reader wants them: what a document says of itself, and what each page draws."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedReader, BytesIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdftypes import PDFStream

from pipeline.edges.pdf.catalogue import Sheet, count_announced, describe, list_sheets
from pipeline.edges.pdf.content import draw_sheet
from pipeline.edges.pdf.drawing import Drawing
from pipeline.edges.pdf.fonts import FontShelf
from pipeline.edges.pdf.objects import ObjectParser, Objects
from pipeline.errors import Unreadable
from pipeline.records import DrawnDocument, DrawnPage, RecognisedPage

if TYPE_CHECKING:
    from pipeline.edges.ocr import Engine

HEADER = b"%PDF-"
HEADER_WITHIN = 1024
LARGE_STREAM = 16384
MOST_OBJECTS = 20000
MOST_OBJECT_STREAMS = 64

EMPTY = "This file is empty. Download it again or ask for another copy."
NO_PDF = "This file is not a PDF, whatever its name says. Download it again or ask for another copy."
LOCKED = "This PDF is encrypted in a way that cannot be opened here. Ask its publisher for a copy that is not."
LOST_PAGE = "This page is damaged and could not be read."

Source = BufferedReader | BytesIO


class OpenPDF:
    """An open PDF: `document` is what it says of itself, `pages()` what its pages draw.

    `recognise` gives, for a page's number, the words of its picture; None when there is nothing to read pictures with.
    """

    recognise: Callable[[int], RecognisedPage] | None = None

    def __init__(self, source: Source, objects: Objects, sheets: list[Sheet]) -> None:
        self.document: DrawnDocument = describe(objects, sheets)
        self._source = source
        self._objects = objects
        self._sheets = sheets

    def pages(self) -> Iterator[DrawnPage]:
        """What each page draws, in order. A page that cannot be read comes empty or in part, and its `trouble` says so."""
        fonts = FontShelf()
        for number, sheet in enumerate(self._sheets, 1):
            known = len(self._objects._cached_objs)
            yield self._draw(sheet, number, fonts)
            _forget(self._objects, known)

    def _draw(self, sheet: Sheet, number: int, fonts: FontShelf) -> DrawnPage:
        """The page as our interpreter sees it; where that fails or doubts what it sees, as pdfplumber does; else empty."""
        drawn: DrawnPage | None = None
        try:
            drawn, sound = draw_sheet(sheet, number, fonts)
            if sound:
                return drawn
        except MemoryError:
            raise
        except Exception:
            drawn = None
        from pipeline.edges.pdf.stock import draw_stock_page

        try:
            return draw_stock_page(self._source, self._objects, sheet, number)
        except MemoryError:
            raise
        except Exception:
            return drawn or Drawing(sheet.mediabox, sheet.rotation).finish(number, LOST_PAGE)


@contextmanager
def open_pdf(path: Path, engine: Engine | None = None) -> Iterator[OpenPDF]:
    """The PDF at `path`, mended first where it is broken; `engine` is there for pages that are pictures.

    Raises Unreadable, in a clerk's words, when it cannot be opened.
    """
    with path.open("rb") as file:
        pdf = _open(path, file)
        if engine is None:
            yield pdf
            return
        from pipeline.edges.ocr import PictureReader

        copy = pdf._source if isinstance(pdf._source, BytesIO) else None
        with PictureReader(engine, copy or path, pdf._sheets) as reader:
            pdf.recognise = reader.recognise
            yield pdf


def _open(path: Path, file: BufferedReader) -> OpenPDF:
    start = file.read(HEADER_WITHIN)
    if not start:
        raise Unreadable(EMPTY)
    try:
        objects = Objects(ObjectParser(file))
        sheets = list_sheets(objects)
        if sheets and len(sheets) >= count_announced(objects):
            return OpenPDF(file, objects, sheets)
    except MemoryError:
        raise
    except Exception as error:
        return _open_mended(path, start, error)
    opened = OpenPDF(file, objects, sheets)
    try:
        mended = _open_mended(path, start, None)
    except Unreadable:
        if not sheets:
            raise
        return opened
    return mended if mended.document.page_count > len(sheets) else opened


def _open_mended(path: Path, start: bytes, trouble: Exception | None) -> OpenPDF:
    """A mended copy of the PDF. Raises Unreadable, saying what the trouble with the file was, when there is none."""
    from pipeline.edges.pdf.mending import DAMAGED, count_written, mend

    try:
        copy = mend(path)
        objects = Objects(ObjectParser(copy))
        sheets = list_sheets(objects)
    except Unreadable as error:
        if isinstance(trouble, (PDFPasswordIncorrect, PDFEncryptionError)) and str(error) == DAMAGED:
            raise Unreadable(LOCKED) from trouble
        if HEADER not in start and str(error) == DAMAGED:
            raise Unreadable(NO_PDF) from trouble
        raise
    except MemoryError:
        raise
    except Exception as error:
        raise Unreadable(DAMAGED) from error
    if not sheets:
        raise Unreadable(DAMAGED)
    opened = OpenPDF(copy, objects, sheets)
    opened.document.lost_pages = max(0, count_written(path) - len(sheets))
    return opened


def _forget(objects: Objects, known: int) -> None:
    """Let go of what a page has loaded and later pages are not likely to want, so that a long document needs no more than a short one."""
    loaded = objects._cached_objs
    if len(loaded) > MOST_OBJECTS:
        loaded.clear()
    for number in list(islice(reversed(loaded), max(0, len(loaded) - known))):
        held = loaded[number][0]
        if isinstance(held, PDFStream) and len(held.rawdata or b"") + len(held.data or b"") > LARGE_STREAM:
            del loaded[number]
    if len(objects._parsed_objs) > MOST_OBJECT_STREAMS:
        objects._parsed_objs.clear()
