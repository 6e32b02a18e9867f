"""Where the words of a page come from: its text layer where that is honest, else its picture, as far as somebody can read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from msgspec.structs import replace

from pipeline.read.frames import Frame, find_frame
from pipeline.read.pieces import Piece, find_pieces
from pipeline.read.recognised import confidence, find_recognised_pieces
from pipeline.records import Box, DrawnPage, Finding, RecognisedPage, TextSource

Recognise = Callable[[int], RecognisedPage]
Lack = Literal["picture", "outlines", "damaged"]

TOP_MARGIN, BOTTOM_MARGIN, SIDE_MARGIN = 0.12, 0.88, 0.06
"""Shares of a page's height and width; words stamped on a scan (a page number, an agenda item) stand outside them."""
STAMPED_PICTURE = 0.4
"""The share of a page that pictures cover when the page is a scan with words stamped on it."""
PICTURE = 0.02
"""The share of a page without any words that is worth looking at."""
FEWEST_OUTLINES = 8
DOUBTFUL = 75.0
"""The confidence, out of 100, below which a page's reading is doubtful."""

LACKING = {
    "picture": "Page {page} is a picture without a text layer",
    "outlines": "The letters of page {page} are drawn as outlines, without text",
    "damaged": "Page {page} is damaged and gives no text",
}
WITHOUT_ENGINE = "nothing on it was read. With tesseract it can be: `minutebook doctor` says how to get it."


@dataclass(slots=True)
class Seen:
    """The words of a page and where they come from. `page` is as it is laid for reading in `frame`; `is_picture` says that it has to be
    read from its picture, whether it was or not."""

    page: DrawnPage
    pieces: list[Piece]
    source: TextSource
    frame: Frame
    is_picture: bool = False
    findings: list[Finding] = field(default_factory=list)


@dataclass(slots=True)
class Notes:
    """What is noted of the pages of a document as they are read: those that are pictures, and all findings."""

    pictures: list[int] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def take(self, seen: Seen) -> None:
        """Note a page."""
        if seen.is_picture:
            self.pictures.append(seen.page.number)
        self.findings += seen.findings


def see(page: DrawnPage, recognise: Recognise | None) -> Seen:
    """The words of a page, and what a person should know of them.

    A page that shows words but has none, or none but stamps in its margins, is read from its picture by `recognise`, when there is one.
    """
    pieces = find_pieces(page)
    seen = Seen(page, pieces, "native" if pieces else "none", Frame(page.width, page.height))
    lack = find_lack(page, pieces)
    if lack is None:
        if not pieces:
            seen.findings.append(_finding("no-text", "info", page, f"Page {page.number} is blank."))
        return seen
    seen.is_picture = True
    looked = recognise(page.number) if recognise else None
    if looked is None or looked.trouble:
        seen.findings.append(_unread(page, lack, looked))
        return seen
    return _with_recognised(seen, looked, lack)


def find_lack(page: DrawnPage, pieces: list[Piece]) -> Lack | None:
    """Why a page has to be read from its picture; None when its own words are enough, or it is blank."""
    if not all(_is_marginal(piece, page) for piece in pieces):
        return None
    covered = sum(_area(image, page) for image in page.images)
    if covered >= (STAMPED_PICTURE if pieces else PICTURE) * page.width * page.height:
        return "picture"
    if len(page.shapes) >= FEWEST_OUTLINES * (4 if pieces else 1):
        return "outlines"
    return "damaged" if page.trouble and not pieces else None


def _with_recognised(seen: Seen, looked: RecognisedPage, lack: Lack) -> Seen:
    """The page with the words of its picture, beside its own; its own alone when the picture adds none."""
    page = seen.page
    words = [word for word in looked.words if not any(_lies_on((word.x0, word.top, word.x1, word.bottom), piece) for piece in seen.pieces)]
    frame = find_frame(words, page.width, page.height)
    pieces = find_recognised_pieces(words, frame)
    if not pieces:
        if not seen.pieces:
            words_of_it = LACKING[lack].format(page=page.number)
            seen.findings.append(_finding("no-text", "info", page, f"{words_of_it}; no words were found on it."))
        return seen
    sure = confidence(words)
    if sure < DOUBTFUL:
        message = (
            f"Page {page.number} was read from its picture, and the reading is doubtful ({sure:.0f} of 100). Compare it with the page."
        )
        seen.findings.append(_finding("ocr-low-confidence", "warning", page, message))
    width, height = frame.laid_size
    seen.page = replace(page, width=width, height=height, edges=[], fills=[], images=[frame.laid(image) for image in page.images])
    seen.pieces = pieces + [_laid(piece, frame) for piece in seen.pieces]
    seen.source = "ocr"
    seen.frame = frame
    return seen


def _unread(page: DrawnPage, lack: Lack, looked: RecognisedPage | None) -> Finding:
    what = LACKING[lack].format(page=page.number)
    if looked is None:
        return _finding("no-text", "warning", page, f"{what}; {WITHOUT_ENGINE}")
    if looked.trouble == "time":
        return _finding(
            "time-limit", "warning", page, f"{what}; reading it took too long. Give the paper more time: minutebook ingest --timeout."
        )
    return _finding("no-text", "warning", page, f"{what}; tesseract could not read it. Look at the page.")


def _finding(code: str, severity: Literal["warning", "info"], page: DrawnPage, message: str) -> Finding:
    return Finding(code=code, severity=severity, page=page.number, message=message)


def _is_marginal(piece: Piece, page: DrawnPage) -> bool:
    """Whether a word stands in a margin, where stamps are."""
    across, down = (piece.x0 + piece.x1) / 2 / page.width, (piece.top + piece.bottom) / 2 / page.height
    return not (TOP_MARGIN < down < BOTTOM_MARGIN and SIDE_MARGIN < across < 1 - SIDE_MARGIN)


def _area(box: Box, page: DrawnPage) -> float:
    """How much of the page a box covers, in square points."""
    x0, top, x1, bottom = box
    return max(0.0, min(x1, page.width) - max(x0, 0.0)) * max(0.0, min(bottom, page.height) - max(top, 0.0))


def _lies_on(box: Box, piece: Piece) -> bool:
    """Whether most of a box lies on a word."""
    width = min(box[2], piece.x1) - max(box[0], piece.x0)
    height = min(box[3], piece.bottom) - max(box[1], piece.top)
    return width > 0 and height > 0 and 2 * width * height > (box[2] - box[0]) * (box[3] - box[1])


def _laid(piece: Piece, frame: Frame) -> Piece:
    """A word of the page as it is shown, where it stands when the page is laid for reading."""
    piece.x0, piece.top, piece.x1, piece.bottom = frame.laid((piece.x0, piece.top, piece.x1, piece.bottom))
    piece.upright = piece.upright and not frame.turn
    return piece
