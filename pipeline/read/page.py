"""The text of a page and the place of every word, line and table in it."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.read.furniture import Sketch, printed_label
from pipeline.read.lines import PrintedLine
from pipeline.read.notes import part_notes, put_notes
from pipeline.read.order import reading_order
from pipeline.read.tables import GridTable
from pipeline.records import Cell, Line, Page, Table, Word

NUMBER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-z])[.):]{0,2}")
"""A number or letter that a line's words stand behind."""
HYPHENS = ("\u2010", "\u00ad", "\ufffe")
"""What stands at a line's end where a program broke a word; a hyphen that a person wrote is another character."""
SETS_HYPHENS = re.compile(r"tex\b|typst|groff|indesign|quark|scribus", re.I)
"""Programs that break words at a line's end, and print a plain hyphen there."""
BROKEN = re.compile(r"[^\W\d_]-$")
OWN_HYPHEN = re.compile(r"\W*(?:self|non|well|long|full|half|high|low|multi|cross)-", re.I)
"""The first halves of words that are written with a hyphen."""


class _Text:
    """The growing text of a page, with the words and lines that stand in it."""

    def __init__(self, breaks: bool = False) -> None:
        self.breaks = breaks
        self.texts: list[str] = []
        self.length = 0
        self.words: list[Word] = []
        self.lines: list[Line] = []

    def add(self, line: PrintedLine, table: int) -> None:
        start = self.length
        pieces = line.pieces
        if not pieces:
            return
        add_word, place = self.words.append, start
        top = bottom = upper = lower = 0.0
        for piece in pieces:
            if piece.top != top or piece.bottom != bottom:
                top, bottom = piece.top, piece.bottom
                upper, lower = (top * 10.0 + 0.5) // 1.0 / 10.0, (bottom * 10.0 + 0.5) // 1.0 / 10.0
            add_word(Word(place, (piece.x0 * 10.0 + 0.5) // 1.0 / 10.0, upper, (piece.x1 * 10.0 + 0.5) // 1.0 / 10.0, lower))
            place += len(piece.text) + 1
        self.length = place
        self.texts.append(line.text)
        even = line.even_look
        size, is_bold, italic, colour = even or line.look
        bold = 0 if even else _bold_opening(line)
        self.lines.append(
            Line(
                start,
                self.length - 1,
                self.words[-len(pieces)].x0 if line.x0 == pieces[0].x0 else _round(line.x0),
                upper if line.top == top else _round(line.top),
                self.words[-1].x1 if line.x1 == pieces[-1].x1 else _round(line.x1),
                lower if line.bottom == bottom else _round(line.bottom),
                size,
                is_bold,
                italic,
                colour,
                table,
                self.words[bold - len(pieces)].start - 1 if bold else 0,
            )
        )


def build_page(sketch: Sketch, page_label: str | None, producer: str | None = None) -> Page:
    """The page of a sketch, its furniture already apart. Coordinates are rounded to a tenth of a point.

    `producer` is the program that set the paper: of some, a plain hyphen at a line's end may be one that they broke a word with.
    """
    breaks = producer is not None and SETS_HYPHENS.search(producer) is not None
    text = _Text(breaks)
    tables: list[Table] = []
    lines, notes = part_notes(sketch.lines)
    blocks = put_notes(reading_order(lines, sketch.tables), notes)
    _mend_words([block for block in blocks if isinstance(block, PrintedLine)], breaks)
    for block in blocks:
        if isinstance(block, GridTable):
            tables.append(_table(text, block, len(tables)))
        else:
            text.add(block, -1)
    return Page(
        number=sketch.number,
        width=_round(sketch.width),
        height=_round(sketch.height),
        rotation=sketch.rotation,
        printed_label=printed_label(sketch.furniture, sketch.number, page_label),
        text="\n".join(text.texts),
        text_source=sketch.source,
        words=text.words,
        lines=text.lines,
        tables=tables,
        furniture=sketch.furniture,
        images=sketch.images,
        turn=sketch.turn,
        slant=sketch.slant,
    )


def _bold_opening(line: PrintedLine) -> int:
    """How many bold words a line opens with, of which the others are not bold; 0 when it does not. A number in front may be plain."""
    pieces = line.pieces
    if pieces[-1].bold:
        return 0
    first = 0 if pieces[0].bold or not NUMBER.fullmatch(pieces[0].text) else 1
    if first == len(pieces) or not pieces[first].bold:
        return 0
    bold = next(place for place, piece in enumerate(pieces) if place > first and not piece.bold)
    return 0 if any([piece.bold for piece in pieces[bold:]]) else bold  # noqa: C419 (a list is quicker)


def _mend_words(lines: list[PrintedLine], breaks: bool) -> None:
    """Join the halves of words that are broken at a line's end, on the upper line; a hyphen that a person wrote stays. Where the program
    `breaks` words with plain hyphens, only those of compounds do (`well-kept`, or what stands with a hyphen inside a line too).

    The upper line then reaches as far as its last word would: whoever joins lines to paragraphs takes it for a full line.
    """
    compounds = {piece.text.strip(",.;:()") for line in lines for piece in line.pieces if "-" in piece.text[1:-1]} if breaks else set()
    for line, following in pairwise(lines):
        if not line.pieces or not following.pieces:
            continue
        last, first = line.pieces[-1], following.pieces[0]
        if len(last.text) < 2 or first.text in ("and", "or", "to"):
            continue
        set_by_program = last.text.endswith(HYPHENS) or (
            breaks and BROKEN.search(last.text) is not None and not _is_compound(last.text + first.text, compounds)
        )
        if set_by_program and first.text[:1].islower():
            last.text = last.text[:-1] + first.text
        elif last.text[-1] == "-" and last.text[-2].isalpha() and first.text[:1].isalpha() and len(following.pieces) > 1:
            last.text += first.text
        else:
            continue
        line.x1 += first.x1 - first.x0
        following.pieces.pop(0)
    lines[:] = [line for line in lines if line.pieces]


def _is_compound(word: str, compounds: set[str]) -> bool:
    """Whether a word has a hyphen of its own: it stands so inside a line too, or opens with what is written with one (`self-`)."""
    return word.strip(",.;:()") in compounds or OWN_HYPHEN.match(word) is not None


def _table(text: _Text, grid: GridTable, index: int) -> Table:
    cells: list[Cell] = []
    for cell in grid.cells:
        start = text.length
        _mend_words(cell.lines, text.breaks)
        for line in cell.lines:
            text.add(line, index)
        end = text.length - 1 if cell.lines else start
        x0, top, x1, bottom = map(_round, cell.box)
        cells.append(Cell(cell.row, cell.column, cell.row_span, cell.column_span, start, end, x0, top, x1, bottom, cell.fill))
    box = (_round(grid.box[0]), _round(grid.box[1]), _round(grid.box[2]), _round(grid.box[3]))
    return Table(box=box, rows=grid.rows, columns=grid.columns, cells=cells, ruled=grid.ruled)


def _round(points: float) -> float:
    return (points * 10.0 + 0.5) // 1.0 / 10.0
