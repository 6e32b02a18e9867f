"""Pages of our own making: words set by hand on a sheet, so that reading, dividing and extracting are tested on what a PDF draws.

Every letter is half as wide as it is high, spaces too, so a line's end is easily counted: at 11 points a letter takes 5.5.
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import dedent

from pipeline.divide import divide
from pipeline.divide.paragraphs import find_paragraphs
from pipeline.extract.material import Material
from pipeline.read import read, read_pages
from pipeline.read.sources import Recognise
from pipeline.records import (
    Box,
    Division,
    DrawnDocument,
    DrawnPage,
    Page,
    PaperFile,
    Paragraph,
    Reading,
    RecognisedPage,
    RecognisedWord,
    Section,
    SectionKind,
)

PLAIN, BOLD, ITALIC = "ABCDEF+Arial", "ABCDEF+Arial-BoldMT", "Times-Italic"
LEFT, TOP, LEADING, TAB = 72.0, 120.0, 14.0, 36.0


class Sheet:
    """A sheet to write on; `drawn()` is what a PDF would draw of it. Places are points from the top left."""

    def __init__(self, number: int = 1, width: float = 595.0, height: float = 842.0) -> None:
        self._page = DrawnPage(
            number=number, width=width, height=height, rotation=0, fonts=[PLAIN, BOLD, ITALIC], text=[], x0=[], x1=[], top=[], bottom=[],
            font=[], size=[], upright=[], colour=[], edges=[], fills=[], images=[],
        )  # fmt: skip

    def write(
        self, words: str, x: float = LEFT, top: float = TOP, *, size: float = 11.0, font: str = PLAIN, colour: str | None = None,
        step: float | None = None, spaces: bool = True,
    ) -> float:  # fmt: skip
        """Write words from left to right; where they end. `step` sets letters apart; without `spaces` gaps are left blank."""
        for letter in words:
            if letter != " " or spaces:
                self._draw(letter, (x, top, x + size / 2, top + size), size, font, colour, upright=True)
            x += step or size / 2
        return x

    def turned(self, words: str, x: float, at: float, *, size: float = 11.0, rises: bool = True, upright: bool = False) -> None:
        """Write words upwards from `at` (read with the head tilted left), or downwards; `upright` is what their matrix says."""
        for letter in words:
            box = (x, at - size / 2, x + size, at) if rises else (x, at, x + size, at + size / 2)
            self._draw(letter, box, size, PLAIN, None, upright=upright)
            at += -size / 2 if rises else size / 2

    def lines(self, texts: Sequence[str], x: float = LEFT, top: float = TOP, *, size: float = 11.0, font: str = PLAIN) -> None:
        """Write one line below the other."""
        for place, text in enumerate(texts):
            self.write(text, x, top + LEADING * place, size=size, font=font)

    def box(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """Draw the four sides of a box."""
        for y in (top, bottom):
            self._page.edges.append(("h", x0, x1, y, y))
        for x in (x0, x1):
            self._page.edges.append(("v", x, x, top, bottom))

    def rule(self, x0: float, x1: float, y: float) -> None:
        """Draw a level line."""
        self._page.edges.append(("h", x0, x1, y, y))

    def table(self, xs: Sequence[float], tops: Sequence[float], rows: Sequence[Sequence[str]], *, font: str = PLAIN) -> None:
        """Draw a box for each text, at the left edges `xs` and the tops `tops` (both with the far side), and write the texts."""
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                self.box(xs[column], tops[row], xs[column + 1], tops[row + 1])
                self.lines(text.split("\n"), xs[column] + 4, tops[row] + 3, size=9, font=font)

    def fill(self, box: Box, colour: str) -> None:
        """Paint a rectangle over what stands there."""
        self._page.fills.append((box, colour))
        self._page.fill_places.append(len(self._page.text))

    def picture(self, box: Box, *, opaque: bool = True) -> None:
        """Lay a picture down over what stands there; it hides that when it is opaque."""
        self._page.images.append(box)
        self._page.image_places.append(len(self._page.text) if opaque else 0)

    def shape(self, box: Box) -> None:
        """Paint a shape that is no rectangle."""
        self._page.shapes.append(box)

    def glyphs(self, texts: Sequence[str], x: float = LEFT, top: float = TOP, *, font: str = PLAIN) -> float:
        """Write glyphs whose texts may be longer than a letter; each is as wide as a letter for every letter it shows. Where they end.

        A text in brackets, such as `(cid:415)`, is as wide as two letters; `~` in it begins what it is wide as: `(cid:425)~tt`.
        """
        for text in texts:
            text, _, wide = text.partition("~")
            width = 5.5 * (len(wide) if wide else 2 if text.startswith("(") else len(text))
            self._draw(text, (x, top, x + width, top + 11.0), 11.0, font, None, upright=True)
            x += width
        return x

    def unseen(self, words: str, x: float = LEFT, top: float = TOP) -> None:
        """Write words without ink."""
        before = len(self._page.text)
        self.write(words, x, top)
        self._page.invisible.extend(range(before, len(self._page.text)))

    def drawn(self) -> DrawnPage:
        """The sheet as the PDF edge hands it to the reader."""
        return self._page

    def _draw(self, letter: str, box: Box, size: float, font: str, colour: str | None, *, upright: bool) -> None:
        page = self._page
        page.text.append(letter)
        for column, value in zip((page.x0, page.top, page.x1, page.bottom), box, strict=True):
            column.append(value)
        page.font.append(page.fonts.index(font))
        page.size.append(size)
        page.upright.append(upright)
        page.colour.append(colour)


def typed(text: str, number: int = 1, top: float = TOP) -> Sheet:
    """A sheet typed line by line: `# ` before a line sets it as a bold heading, `*` in bold type, a tab goes to the next stop.

    An empty line leaves a line's height of white space. The sheet is as wide as its longest line wants: what is off it is not read.
    """
    longest = max(len(line) + TAB / 5.5 * line.count("\t") for line in text.split("\n"))
    sheet = Sheet(number, width=max(595.0, LEFT + 7.0 * longest))
    for line in dedent(text).strip("\n").split("\n"):
        heading = line.startswith("# ")
        size, font = (14.0, BOLD) if heading else (11.0, BOLD if line.startswith("*") else PLAIN)
        x = LEFT
        for place, part in enumerate(line.removeprefix("# ").removeprefix("*").split("\t")):
            if place:
                x = LEFT + TAB * ((x - LEFT + 6) // TAB + 1)
            x = sheet.write(part, x, top, size=size, font=font)
        top += LEADING + (size - 11)
    return sheet


def read_sheets(*sheets: Sheet, labels: Sequence[str] = (), producer: str | None = None) -> list[Page]:
    """The sheets, as one document, read."""
    drawn = DrawnDocument(page_count=len(sheets), page_labels=list(labels), producer=producer)
    return list(read_pages(drawn, [sheet.drawn() for sheet in sheets]))


def reading_of(*sheets: Sheet, document_id: str = "a" * 16, recognise: Recognise | None = None) -> Reading:
    """The reading of a document that holds these sheets; `recognise` looks at their pictures."""
    return read(document_id, DrawnDocument(page_count=len(sheets)), [sheet.drawn() for sheet in sheets], recognise)


def scanned(*lines: str, x: float = LEFT, top: float = TOP, size: float = 11.0, confidence: float = 95.0) -> RecognisedPage:
    """What an engine sees on a picture of some lines: words in boxes that fit their letters, as tall as these are."""
    words: list[RecognisedWord] = []
    for number, line in enumerate(lines):
        base, at = top + LEADING * number + 0.79 * size, x
        for word in line.split(" "):
            rises = any(letter.isupper() or letter.isdigit() or letter in "bdfhijkl" for letter in word)
            hangs = any(letter in "gjpqy" for letter in word)
            box = (at, base - (0.72 if rises else 0.52) * size, at + len(word) * size / 2, base + (0.21 if hangs else 0.0) * size)
            words.append(RecognisedWord(word, *box, confidence, number))
            at += (len(word) + 1) * size / 2
    return RecognisedPage(words=words)


def paragraphs_of(*sheets: Sheet) -> list[Paragraph]:
    """The paragraphs of some sheets, as one document."""
    return find_paragraphs(read_sheets(*sheets))


def paper_file(filename: str = "paper.pdf", council: str | None = None) -> PaperFile:
    """A file of the corpus, by its name."""
    return PaperFile(path=filename, filename=filename, bytes=1, modified_ns=0, sha256="a" * 64, document_id="a" * 16, council=council)


def material_of(
    *sheets: Sheet, kind: SectionKind | None = None, sections: Sequence[Section] = (), filename: str = "paper.pdf",
    council: str | None = None,
) -> Material:  # fmt: skip
    """A document for extractors: one section of a `kind` over all sheets, the `sections` given, or those that dividing finds."""
    reading = reading_of(*sheets)
    paper = paper_file(filename, council)
    if kind is not None:
        sections = [Section(ordinal=1, kind=kind, page_start=1, page_end=len(sheets))]
    if sections:
        division = Division(document_id=reading.document_id, kind="other", council=council, sections=list(sections))
    else:
        division = divide(paper, reading)
    return Material(paper, reading, division)
