"""PDF files as the reader wants them: what a document says of itself, and what each page draws."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from io import BufferedReader, BytesIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdftypes import PDFStream

from pipeline.edges.patience import Guard, unguarded
from pipeline.edges.pdf.catalogue import Sheet, count_announced, describe, list_sheets
from pipeline.edges.pdf.content import draw_sheet
from pipeline.edges.pdf.drawing import Drawing
from pipeline.edges.pdf.fonts import FontShelf
from pipeline.edges.pdf.layers import layers_off
from pipeline.edges.pdf.objects import ObjectParser, Objects
from pipeline.edges.second_engine import SecondEngine
from pipeline.errors import PageLost, Unreadable
from pipeline.records import DrawnDocument, DrawnPage, Failure, Glance, RecognisedPage

if TYPE_CHECKING:
    from pipeline.edges.ocr import Engine

HEADER = b"%PDF-"
HEADER_WITHIN = 1024
LARGE_STREAM = 16384
MOST_OBJECTS = 3000
MOST_OBJECT_STREAMS = 64

EMPTY = "This file is empty. Download it again or ask for another copy."
NO_PDF = "This file is not a PDF, but holds what may be left of one: its beginning is missing. Download it again or ask for another copy."
LOCKED = "This PDF is encrypted in a way that cannot be opened here. Ask its publisher for a copy that is not."
CUT_OFF = "This PDF is cut off: its end is missing, and nothing of it can be read. Download it again."
LOST_PAGE = "This page is damaged and could not be read."
LEFT_OUT = "This page was given up."

Source = BufferedReader | BytesIO


class OpenPDF:
    """An open PDF: `document` is what it says of itself, `pages()` what its pages draw.

    `recognise` gives, for a page's number, the words of its picture; None when there is nothing to read pictures with. `glance` gives what
    a second engine sees on it.
    """

    recognise: Callable[[int], RecognisedPage] | None = None
    glance: Callable[[int], Glance | None] | None = None

    def __init__(self, source: Source, objects: Objects, sheets: list[Sheet]) -> None:
        self.document: DrawnDocument = describe(objects, sheets)
        self._source = source
        self._objects = objects
        self._sheets = sheets
        self._layers_off = layers_off(objects.catalog)

    def pages(self, guard: Guard = unguarded, without: Mapping[int, Failure] | None = None) -> Iterator[DrawnPage]:
        """What each page draws, in order. A page that cannot be read comes empty or in part, and its `trouble` says so.

        `guard` minds each page; one that it gives up comes empty, and so do those of `without`, for the reason given there.
        """
        fonts = FontShelf()
        for number, sheet in enumerate(self._sheets, 1):
            known = len(self._objects._cached_objs)
            yield self._draw_guarded(sheet, number, fonts, guard, without or {})
            _forget(self._objects, known)

    def _draw_guarded(self, sheet: Sheet, number: int, fonts: FontShelf, guard: Guard, without: Mapping[int, Failure]) -> DrawnPage:
        lost = without.get(number)
        if lost is None:
            try:
                return guard(number, lambda: self._draw(sheet, number, fonts))
            except PageLost as error:
                lost = error.failure
        page = Drawing(sheet.mediabox, sheet.rotation).finish(number, LEFT_OUT)
        page.lost = lost
        return page

    def _draw(self, sheet: Sheet, number: int, fonts: FontShelf) -> DrawnPage:
        """The page as our interpreter sees it; where that fails, which is noted, or doubts what it sees, as pdfplumber does; else empty."""
        drawn: DrawnPage | None = None
        failed: str | None = None
        try:
            drawn, sound = draw_sheet(sheet, number, fonts, self._layers_off)
            if sound:
                return drawn
        except (MemoryError, PageLost):
            raise
        except Exception as error:
            failed = type(error).__name__
        from pipeline.edges.pdf.stock import draw_stock_page

        try:
            page = draw_stock_page(self._source, self._objects, sheet, number)
        except (MemoryError, PageLost):
            raise
        except Exception:
            return drawn or Drawing(sheet.mediabox, sheet.rotation).finish(number, LOST_PAGE)
        page.failed = failed
        return page


@contextmanager
def open_pdf(path: Path, engine: Engine | None = None) -> Iterator[OpenPDF]:
    """The PDF at `path`, mended first where it is broken; `engine` is there for pages that are pictures.

    Raises Unreadable, in a clerk's words, when it cannot be opened.
    """
    with path.open("rb") as file:
        pdf = _open(path, file)
        copy = pdf._source if isinstance(pdf._source, BytesIO) else None
        with SecondEngine(copy or path) as second:
            pdf.glance = second.glance
            if engine is None:
                yield pdf
                return
            from pipeline.edges.ocr import PictureReader

            with PictureReader(engine, copy or path, pdf._sheets) as reader:
                pdf.recognise = reader.recognise
                yield pdf


def _open(path: Path, file: BufferedReader) -> OpenPDF:
    start = file.read(HEADER_WITHIN)
    if not start:
        raise Unreadable(EMPTY, "empty")
    try:
        objects = Objects(ObjectParser(file))
        sheets = list_sheets(objects)
        if sheets and len(sheets) >= count_announced(objects):
            return OpenPDF(file, objects, sheets)
    except MemoryError:
        raise
    except Exception as error:
        return _with_second_opinion(path, _open_mended(path, start, error))
    opened = OpenPDF(file, objects, sheets)
    try:
        mended = _open_mended(path, start, None)
    except Unreadable:
        if not sheets:
            raise
        return _with_second_opinion(path, opened)
    return _with_second_opinion(path, mended if mended.document.page_count > len(sheets) else opened)


def _with_second_opinion(path: Path, opened: OpenPDF) -> OpenPDF:
    """The PDF, which is doubtful, with how many pages PDFium finds in it; as PDFium writes it, where that has more of them."""
    from pipeline.edges.pdf.mending import is_cut_off, rewrite_with_pdfium

    document = opened.document
    with SecondEngine(path) as second:
        document.other_count = second.count_pages()
    if document.other_count is not None and document.other_count > document.page_count:
        with suppress(Exception):
            copy, _ = rewrite_with_pdfium(path)
            objects = Objects(ObjectParser(copy))
            sheets = list_sheets(objects)
            if len(sheets) > document.page_count:
                opened = OpenPDF(copy, objects, sheets)
                opened.document.other_count = document.other_count
                opened.document.lost_pages = max(0, document.lost_pages + document.page_count - len(sheets))
    opened.document.cut_off = is_cut_off(path)
    return opened


def _open_mended(path: Path, start: bytes, trouble: Exception | None) -> OpenPDF:
    """A mended copy of the PDF. Raises Unreadable, saying what the trouble with the file was, when there is none."""
    from pipeline.edges.pdf.mending import DAMAGED, count_written, is_cut_off, mend

    try:
        copy = mend(path)
        objects = Objects(ObjectParser(copy))
        sheets = list_sheets(objects)
        if not sheets:
            raise Unreadable(DAMAGED)
    except Unreadable as error:
        if str(error) != DAMAGED:
            raise
        if isinstance(trouble, (PDFPasswordIncorrect, PDFEncryptionError)):
            raise Unreadable(LOCKED, "encrypted") from trouble
        if HEADER not in start:
            raise Unreadable(NO_PDF, "not-a-pdf") from trouble
        if is_cut_off(path):
            raise Unreadable(CUT_OFF, "truncated") from trouble
        raise
    except MemoryError:
        raise
    except Exception as error:
        raise Unreadable(DAMAGED) from error
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
