"""Where the words of a page come from: its text layer where that is honest, else its picture, as far as somebody can read it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from msgspec.structs import replace

from pipeline.read.drawn_bullets import find_drawn_bullets
from pipeline.read.frames import Frame, find_frame
from pipeline.read.garbled import Fonts
from pipeline.read.glyphs import UNKNOWN
from pipeline.read.hidden import WAYS, Hidden, comments_finding, find_hidden, hidden_findings, layer, without, words_of
from pipeline.read.losses import engines_disagree, given_up, read_otherwise, shows_more, torn_page
from pipeline.read.outlines import find_outlined_lines, without_strokes
from pipeline.read.overlays import find_overlays
from pipeline.read.pieces import Piece, find_pieces
from pipeline.read.recognised import find_recognised_pieces
from pipeline.read.turned_pages import as_shown, laid_page
from pipeline.records import Box, DrawnPage, Failure, Finding, Furniture, Glance, Page, RecognisedPage, RecognisedWord, TextSource

Recognise = Callable[[int], RecognisedPage]
Look = Callable[[int], Glance | None]
Lack = Literal["picture", "outlines", "garbled", "damaged", "unread"]

TOP_MARGIN, BOTTOM_MARGIN, SIDE_MARGIN = 0.12, 0.88, 0.06
"""Shares of a page's height and width; words stamped on a scan (a page number, an agenda item) stand outside them."""
STAMPED_PICTURE = 0.4
"""The share of a page that pictures cover when the page is a scan with words stamped on it."""
PICTURE = 0.02
"""The share of a page without any words that is worth looking at."""
FEWEST_OUTLINES, FEWEST_BESIDE_STAMPS = 8, 32
"""So many filled shapes on a page without words, or with stamps only, are letters drawn as outlines."""
FEWEST_OF_LAYER = 12
"""Words that lie unseen under a picture are a scanner's reading of it when there are so many."""
AGREEING = 0.6
"""The share of the words unseen on a page that stand on its picture, when they are an honest copy of it."""
SURE = 60.0
FEWEST_UNSURE, MOST_UNSURE = 5, 0.05
"""A reading is doubtful when so many of its words, and such a share of them, have a confidence below `SURE`, out of 100."""
LONG_WORD = re.compile(r"\w{3,}")

LACKING = {
    "picture": "Page {page} is a picture without a text layer",
    "outlines": "The letters of page {page} are drawn as outlines, without text",
    "garbled": "The text stored with page {page} is not what it shows",
    "damaged": "Page {page} is damaged and gives no text",
    "unread": "Page {page} shows more than its text layer gives",
}
SEE_DOCTOR = "With tesseract it is read from its picture: `minutebook doctor` says how to get that."


@dataclass(slots=True)
class Seen:
    """The words of a page and where they come from; `furniture` are watermarks and the like. `page` is as it is laid for reading in
    `frame`; `is_picture` says that it has to be read from its picture, whether it was or not; `lost` why it could not be read, or not
    whole; `cut_away` are words that a clip or a layer keeps from being shown."""

    page: DrawnPage
    pieces: list[Piece]
    source: TextSource
    frame: Frame
    furniture: list[Furniture] = field(default_factory=list)
    is_picture: bool = False
    lost: Failure | None = None
    findings: list[Finding] = field(default_factory=list)
    cut_away: list[str] = field(default_factory=list)

    def tell(self, code: str, severity: Literal["warning", "info"], message: str) -> None:
        """Add a finding about the page."""
        self.findings.append(Finding(code=code, severity=severity, page=self.page.number, message=message))


@dataclass(slots=True)
class Notes:
    """What is noted of the pages of a document as they are read: those that are pictures, those that are lost, and all findings."""

    pictures: list[int] = field(default_factory=list)
    lost: dict[int, Failure] = field(default_factory=dict)
    cut_away: dict[int, list[str]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def take(self, seen: Seen) -> None:
        """Note a page."""
        if seen.is_picture:
            self.pictures.append(seen.page.number)
        if seen.lost:
            self.lost[seen.page.number] = seen.lost
        if seen.cut_away:
            self.cut_away[seen.page.number] = seen.cut_away
        self.findings += seen.findings

    def without_repeated(self, pages: Sequence[Page]) -> list[Finding]:
        """The findings, but for those about words that are cut away where the paper shows them elsewhere: the heads of a table that goes on
        over pages, a line that did not fit its cell."""
        if not self.cut_away:
            return self.findings
        shown = "".join("".join(filter(str.isalnum, page.text)) for page in pages)
        repeated = {number for number, words in self.cut_away.items() if all(word in shown for word in words)}
        return [finding for finding in self.findings if finding.page not in repeated or WAYS["cut"] not in finding.message]

    def give_up(self, number: int, failure: Failure) -> None:
        """Note a page that had to be given up after it was seen."""
        self.lost[number] = failure
        self.findings.append(given_up(number, failure))


def give_up(page: DrawnPage, failure: Failure) -> Seen:
    """The page without anything on it."""
    bare = replace(page, letters="", **{name: [] for name in page.__struct_fields__ if isinstance(getattr(page, name), list)})
    return Seen(bare, [], "none", Frame(page.width, page.height), lost=failure, findings=[given_up(page.number, failure)])


def see(page: DrawnPage, recognise: Recognise | None, fonts: Fonts, glance: Look | None = None, *, turn: bool = True) -> Seen:
    """The words of a page, and what a person should know of them; `fonts` are those of the document, as far as they are known.

    A page most of whose words are turned is laid for reading, unless `turn` is false; a picture is turned as its words are found to be.

    Words that nobody sees are left out, and words that are not what they look like. A page that shows words but has none, or none but
    stamps in its margins, is read from its picture by `recognise`, when there is one; so are words that are not what they look like.
    A page that seems blank, and one that is torn, is also looked at by the second engine, `glance`.
    """
    if page.lost:
        return give_up(page, page.lost)
    page = drawn = as_shown(page)
    page, frame = laid_page(page) if turn else (page, Frame(page.width, page.height))
    pieces = find_pieces(page, fonts.glyphs)
    shown = page
    hidden = find_hidden(page, pieces)
    if hidden is not None:
        shown = without(page, hidden.characters)
        pieces = find_pieces(shown, fonts.glyphs)
    overlaid, furniture = find_overlays(shown, pieces)
    if overlaid:
        shown = without(shown, overlaid)
        pieces = find_pieces(shown, fonts.glyphs)
    pieces, garbled = fonts.part(shown, pieces)
    pieces += find_drawn_bullets(shown, pieces)
    torn = [piece for piece in pieces if UNKNOWN.search(piece.text)] if fonts.glyphs.undecided else []
    seen = Seen(shown, pieces, "native" if pieces else "none", frame, furniture)
    lack: Lack | None = "garbled" if garbled and _letters(garbled) > _letters(pieces) else find_lack(page, pieces)
    other = glance(page.number) if glance and (page.trouble or (lack is None and not pieces)) else None
    if lack is None and not pieces and other and shows_more(page, other):
        lack = "unread"
        seen.findings += [finding for finding in [engines_disagree(page, other)] if finding]
    if page.trouble and pieces:
        seen.lost = "corrupt"
        seen.findings.append(torn_page(page, other))
    seen.findings += comments_finding(page) + read_otherwise(page)
    if lack is not None and frame.turn:
        return see(drawn, recognise, fonts, glance, turn=False)
    if lack is not None:
        _look(seen, page, hidden, lack, recognise, fonts)
        return seen
    if hidden is not None:
        seen.findings += hidden_findings(page, hidden)
        seen.cut_away = words_of(page, hidden.ways["cut"])
    outlined = find_outlined_lines(shown, pieces)
    if outlined:
        seen.page = without_strokes(shown, outlined)
    if garbled or torn or outlined:
        _look_at(seen, garbled, torn, outlined, recognise)
    elif not pieces:
        seen.tell("no-text", "info", f"Page {page.number} is blank.")
    return seen


def find_lack(page: DrawnPage, pieces: list[Piece]) -> Lack | None:
    """Why a page has to be read from its picture; None when its own words are enough, or it is blank."""
    if not all(_is_marginal(piece, page) for piece in pieces):
        return None
    covered = sum(_area(image, page) for image in page.images)
    if covered >= (STAMPED_PICTURE if pieces else PICTURE) * page.width * page.height:
        return "picture"
    if len(page.shapes) >= (FEWEST_BESIDE_STAMPS if pieces else FEWEST_OUTLINES):
        return "outlines"
    return "damaged" if page.trouble and not pieces else None


def _look(seen: Seen, page: DrawnPage, hidden: Hidden | None, lack: Lack, recognise: Recognise | None, fonts: Fonts) -> None:
    """Read a page from its picture, when it can be; else take what a scanner has laid unseen under the picture, or say why there is
    nothing."""
    seen.is_picture = True
    looked = recognise(page.number) if recognise else None
    below: list[Piece] = []
    if hidden is not None:
        unseen = layer(page, hidden.characters)
        below, _ = fonts.part(unseen, find_pieces(unseen))
    if looked is not None and not looked.trouble:
        if hidden is not None and not _agree(below, looked):
            seen.findings += hidden_findings(page, hidden)
        _take_recognised(seen, looked, lack)
    elif len(below) >= FEWEST_OF_LAYER:
        _take_layer(seen, below)
    else:
        if hidden is not None:
            seen.findings += hidden_findings(page, hidden)
        _tell_lack(seen, looked, lack)


def _take_recognised(seen: Seen, looked: RecognisedPage, lack: Lack) -> None:
    """Add the words of the page's picture and the rules of its tables to its own. When it has no words, it stays as it is."""
    page = seen.page
    if lack == "garbled":
        seen.tell("garbled-text", "info", f"{LACKING[lack].format(page=page.number)}; it was read from its picture.")
    words = [word for word in looked.words if not any(_lies_on((word.x0, word.top, word.x1, word.bottom), piece) for piece in seen.pieces)]
    frame = find_frame(words, page.width, page.height)
    pieces = find_recognised_pieces(words, frame)
    if not pieces:
        if not seen.pieces:
            seen.tell("no-text", "info", f"{LACKING[lack].format(page=page.number)}; no words were found on it.")
        return
    _tell_doubts(seen, words)
    width, height = frame.laid_size
    edges = [frame.laid_rule(rule) for rule in looked.rules]
    seen.page = replace(page, width=width, height=height, edges=edges, fills=[], images=[frame.laid(image) for image in page.images])
    seen.pieces = pieces + [_laid(piece, frame) for piece in seen.pieces]
    seen.source = "ocr"
    seen.frame = frame


def _tell_doubts(seen: Seen, words: Sequence[RecognisedWord]) -> None:
    """Tell of a reading of which too much is doubtful."""
    unsure = sum(word.confidence < SURE for word in words)
    if unsure >= max(FEWEST_UNSURE, MOST_UNSURE * len(words)):
        read = f"Page {seen.page.number} was read from its picture; {unsure} of its {len(words)} words are doubtful"
        seen.tell("ocr-low-confidence", "warning", f"{read}. Compare them with the page.")


def _look_at(seen: Seen, garbled: list[Piece], torn: list[Piece], outlined: list[Box], recognise: Recognise | None) -> None:
    """Read parts of a page from its picture, when it can be: garbled words, words with a glyph that nobody knows, outlined lines.

    When it cannot, garbled words and outlined lines are left out, and a word with an unknown glyph has U+FFFD in its place.
    """
    number = seen.page.number
    seen.is_picture = True
    looked = recognise(number) if recognise else None
    wrong = garbled + torn
    what = f"{len(wrong)} words stored with page {number} are not what it shows"
    drawn = f"{len(outlined)} lines of page {number} are drawn as outlines, without text"
    if looked is not None and not looked.trouble:
        kept = {id(piece) for piece in torn}
        seen.pieces = [piece for piece in seen.pieces if id(piece) not in kept]
        placed = [(word, seen.frame.laid((word.x0, word.top, word.x1, word.bottom))) for word in looked.words]
        instead = [word for word, box in placed if any(_lies_on(box, piece) for piece in wrong)]
        if outlined:
            beside = [word for word, box in placed if word not in instead and _is_outlined(box, outlined, seen.pieces)]
            _tell_doubts(seen, beside)
            read = "they were read from its picture" if beside else "no words were found in them"
            seen.tell("garbled-text", "info", f"{drawn}; {read}.")
            if sum([len(word.text) for word in beside]) > _letters(seen.pieces):
                seen.source = "ocr"
            instead += beside
        if wrong:
            seen.tell("garbled-text", "info", f"{what}; they were read from its picture.")
        seen.pieces += find_recognised_pieces(instead, seen.frame)
        return
    for piece in torn:
        piece.text = UNKNOWN.sub("\ufffd", piece.text)
    if outlined:
        seen.tell("garbled-text", "warning", f"{drawn}; they were left out. {SEE_DOCTOR}")
    if wrong:
        left_out = f"{len(garbled)} were left out. " if garbled else ""
        seen.tell("garbled-text", "warning", f"{what}; {left_out}{SEE_DOCTOR}")


def _is_outlined(box: Box, outlined: Sequence[Box], pieces: Sequence[Piece]) -> bool:
    """Whether a word that was read stands in a line that is drawn as outlines, and is none of the text."""
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    stands = any(line[0] - 1 <= across <= line[2] + 1 and line[1] - 1 <= down <= line[3] + 1 for line in outlined)
    return stands and not any(_lies_on(box, piece) for piece in pieces)


def _take_layer(seen: Seen, below: list[Piece]) -> None:
    """Add the words that somebody has laid unseen under the page's picture, as scanners do: nobody has compared them with it."""
    number = seen.page.number
    message = f"The words of page {number} lie unseen under its picture, as a scanner read them; nobody compared them. {SEE_DOCTOR}"
    seen.tell("hidden-text", "warning", message)
    seen.pieces = below + seen.pieces
    seen.source = "ocr"


def _tell_lack(seen: Seen, looked: RecognisedPage | None, lack: Lack) -> None:
    """Say why the page's picture was not read."""
    what = LACKING[lack].format(page=seen.page.number)
    seen.lost = "corrupt" if lack in ("damaged", "unread") else None
    code = "garbled-text" if lack == "garbled" else "no-text"
    if looked is None:
        seen.tell(code, "warning", f"{what}; nothing on it was read. {SEE_DOCTOR}")
    elif looked.trouble == "time":
        what += "; there was no time left to read it. Give the paper more: minutebook ingest --timeout SECONDS."
        seen.tell("time-limit", "warning", what)
        seen.lost = "time"
    else:
        seen.tell(code, "warning", f"{what}; tesseract could not read it. Look at the page.")


def _agree(below: list[Piece], looked: RecognisedPage) -> bool:
    """Whether most of the words that lie unseen on a page are on its picture."""
    words = Counter(match for piece in below for match in LONG_WORD.findall(piece.text.casefold()))
    shown = Counter(match for word in looked.words for match in LONG_WORD.findall(word.text.casefold()))
    return (words & shown).total() >= AGREEING * words.total()


def _letters(pieces: list[Piece]) -> int:
    return sum([len(piece.text) for piece in pieces])


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
