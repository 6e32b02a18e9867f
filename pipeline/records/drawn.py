"""Between the PDF and 2 read: what a file says of itself, what a page draws, what an engine sees on its picture. None of it is stored."""

from __future__ import annotations

from typing import Literal

import msgspec

from pipeline.records.base import Box, Failure, Record


class OutlineEntry(Record, frozen=True, kw_only=True):
    """A bookmark of the PDF: depth from 0, its words, the page it leads to (None when it leads nowhere)."""

    depth: int
    title: str
    page: int | None = None


class DrawnPage(msgspec.Struct, kw_only=True):
    """What one page of a PDF draws, before it is read; passes from the PDF edge to the reader and is never stored.

    Characters are columns of one length, in drawing order: `text`, `x0`, `x1`, `top`, `bottom`, `font` (index into `fonts`), `size`,
    `upright`, `colour` (`#rrggbb`, None for black). `edges` are drawn lines and sides of rectangles as
    `(orientation, x0, x1, top, bottom)`, orientation `h` or `v`; `fills` are painted rectangles as `(box, colour)` in painting order.
    `fill_places` and `image_places` say for each fill and each image how many characters were drawn before it, 0 for what lets them shine
    through, so that words painted over can be told; `invisible` are the indices of characters drawn without ink. `shapes` are the boxes of
    all else that is painted: filled shapes that are no rectangles, patterns, shadings. `inks` are colours whose look is not known, for
    they are amounts of an ink or the like. `covers` are other things that hide what lies below them (bars drawn as shapes or thick lines,
    marks laid on the page), `cover_places` the characters before each. `cut` are the indices of characters that a clip cuts away or that
    stand on a layer that is switched off; `visible` is the part of the sheet that is shown, None for all of it; `comments` counts the
    notes that are not shown but hold words. `stretches` are the numbers of the characters with which stretches begin, each up to the next:
    characters that look alike and stand on one line from left to right, as drawn, with less than 3 points and a fifth of their size between
    them, one letter each if they are several; it is empty when that is not known. `letters` are all characters in one text, when each is
    one letter; else empty. `turned` are the indices of characters that stand as `upright`, for pdfplumber has them so, but are turned by a
    right angle all but a hair.
    `trouble` says, in a clerk's words, why the page is empty or not whole, and `lost` says it in a word; both are None when it is whole.
    `failed` is the kind of error over which our own interpreter broke down, when pdfplumber has drawn the page in its place.
    """

    number: int
    width: float
    height: float
    rotation: int
    fonts: list[str]
    text: list[str]
    x0: list[float]
    x1: list[float]
    top: list[float]
    bottom: list[float]
    font: list[int]
    size: list[float]
    upright: list[bool]
    colour: list[str | None]
    edges: list[tuple[str, float, float, float, float]]
    fills: list[tuple[Box, str]]
    images: list[Box]
    fill_places: list[int] = []
    image_places: list[int] = []
    shapes: list[Box] = []
    inks: list[str] = []
    invisible: list[int] = []
    covers: list[Box] = []
    cover_places: list[int] = []
    cut: list[int] = []
    turned: list[int] = []
    visible: Box | None = None
    comments: int = 0
    stretches: list[int] = []
    letters: str = ""
    trouble: str | None = None
    lost: Failure | None = None
    failed: str | None = None


class RecognisedWord(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A word read from the picture of a page: its box in points, how sure the engine is (0 to 100), and the number of its printed line."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float
    line: int


class RecognisedPage(msgspec.Struct, kw_only=True):
    """What an OCR engine saw on the picture of a page, in its order of reading; passes from the edge to the reader and is never stored.

    `rules` are those of ruled tables on it, as `DrawnPage.edges` has them. `trouble` is `time` when the time was up, `failure` when the
    page could not be painted or the engine gave up; None when it was read.
    """

    words: list[RecognisedWord] = []
    rules: list[tuple[str, float, float, float, float]] = []
    trouble: Literal["time", "failure"] | None = None


class Glance(msgspec.Struct, frozen=True, kw_only=True):
    """What a second engine sees on a page: how many letters its text layer has, and whether anything is painted on it at all."""

    letters: int
    ink: bool


class DrawnDocument(msgspec.Struct, kw_only=True):
    """What a PDF says of itself, before its pages are read. `page_labels` has one entry a page, or none at all.

    `lost_pages` counts the pages that the document announces and that are nowhere in the file, `cut_off` says that the file has no end;
    `other_count` is how many pages a second engine finds, None when it was not asked, for nothing was doubtful. `carries` names what else
    it brings along: `attachments`, `scripts`.
    """

    page_count: int
    lost_pages: int = 0
    cut_off: bool = False
    other_count: int | None = None
    pdf_title: str | None = None
    producer: str | None = None
    created: str | None = None
    outline: list[OutlineEntry] = []
    page_labels: list[str] = []
    carries: list[str] = []
