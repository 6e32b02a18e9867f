"""Running headers, footers, page numbers and stamps: told from the words of a page by where they stand and that they return."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from pipeline.read.lines import PrintedLine, find_turned_lines, split_line
from pipeline.read.pieces import Piece
from pipeline.read.tables import GridTable
from pipeline.records import Box, Furniture, FurnitureRole, TextSource

TOP_MARGIN, BOTTOM_MARGIN = 0.12, 0.88
"""Shares of the page's height above and below which a line can be furniture."""
LOW_MARGIN = 0.85
"""Share of the height below which a line with figures in it (a page's number, a version) can be furniture that stands above other."""
REACH = 3
"""How many pages away a running line may return (odd and even pages have their own)."""
SHARE = 0.45
"""The share of the pages within reach on which a running line returns; a slide's title on a few slides does not."""

NUMBER = r"(?:\d{1,4}|[ivxlc]{1,6})"
PAGE_NUMBER = re.compile(
    rf"[-–—|\s]*(?:(?P<word>page|pg\.?|p\.|tudalen)[-–—|\s]*)?(?P<number>{NUMBER})(?:\s*(?:of|/|o)\s*(?P<last>[1-9]\d{{0,3}}))?"
    r"(?:\s*[-–—|]\s*(?P<word_behind>page))?[-–—|\s]*",
    re.I,
)
AGENDA_STAMP = re.compile(r"(?:agenda\s+item|eitem|item)\s*(?:no\.?|number)?\s*:?\s*(\d{1,3}[a-z]?(?:\.\d{1,2})?)\.?", re.I)
PRINT_STAMP = re.compile(
    r"\d{1,2}/\d{1,2}/\d{2,4},? \d{1,2}[:.]\d\d(?: ?[AP]M)?\b.*|(?:https?://|www\.)\S+(?: \d{1,3}/\d{1,3})?|file:///.*", re.I
)
"""What a browser prints above and below a page: day and time, the page's title, its address."""
DIGITS = re.compile(r"\d+")


@dataclass(slots=True)
class Sketch:
    """A page on the way to its text: its lines outside tables, its tables, its rotated words, its pictures; where its words come from,
    and how it was turned and straightened for reading."""

    number: int
    width: float
    height: float
    rotation: int
    lines: list[PrintedLine]
    tables: list[GridTable]
    turned: list[Piece]
    images: list[Box]
    source: TextSource = "native"
    turn: int = 0
    slant: float = 0.0
    furniture: list[Furniture] = field(default_factory=list)

    @property
    def body(self) -> tuple[float, float]:
        """Between which heights, in points, no line is furniture."""
        return TOP_MARGIN * self.height, LOW_MARGIN * self.height

    def may_return(self, line: PrintedLine) -> bool:
        """Whether a line stands where furniture does, or low on the page with figures in it."""
        return self.in_margin(line) or (line.top > LOW_MARGIN * self.height and DIGITS.search(line.text) is not None)

    def in_margin(self, line: PrintedLine) -> bool:
        return line.bottom < TOP_MARGIN * self.height or line.top > BOTTOM_MARGIN * self.height


def set_furniture_apart(sketches: Iterable[Sketch]) -> Iterator[Sketch]:
    """The same sketches, in order, their furniture moved out of `lines` into `furniture`.

    A line in the top or bottom margin that returns at the same height with the same words (numbers aside) on enough of the pages
    around it is a running header or footer; the first page keeps its header, which is often the paper's only title. At most
    `REACH` pages are held at a time on either side.
    """
    window: list[tuple[Sketch, set[tuple[str, int]]]] = []
    at = 0
    end: list[Sketch | None] = [None] * REACH
    for sketch in chain(sketches, end):
        if sketch is not None:
            sketch.lines = _margin_lines_split(sketch)
            top, foot = sketch.body
            around = [line for line in sketch.lines if line.bottom < top or line.top > foot]
            window.append((sketch, {_running_key(line) for line in around if sketch.may_return(line)}))
        ready = at < len(window) and (sketch is None or len(window) > at + REACH)
        if ready:
            yield _apart(window, at)
            if at == REACH:
                window.pop(0)
            else:
                at += 1
    while at < len(window):
        yield _apart(window, at)
        at += 1


def _apart(window: list[tuple[Sketch, set[tuple[str, int]]]], at: int) -> Sketch:
    sketch, _ = window[at]
    around = window[max(0, at - REACH) : at] + window[at + 1 : at + 1 + REACH]
    kept: list[PrintedLine] = []
    top, foot = sketch.body
    for line in sketch.lines:
        role = _role(sketch, line, around) if line.bottom < top or line.top > foot else None
        if role is None:
            kept.append(line)
        else:
            sketch.furniture.append(Furniture(text=line.text, box=line.box, role=role))
    sketch.lines = kept
    _set_turned_apart(sketch)
    return sketch


def _margin_lines_split(sketch: Sketch) -> list[PrintedLine]:
    """The page's lines, those of the margins cut where a page number or a stamp stands far from other words."""
    lines: list[PrintedLine] = []
    top, foot = sketch.body
    for line in sketch.lines:
        near = line.bottom < top or line.top > foot
        parts = split_line(line, 3 * line.size) if near and sketch.in_margin(line) else [line]
        if len(parts) > 1 and any(_page_number(part.text) or AGENDA_STAMP.fullmatch(part.text) for part in parts):
            lines.extend(parts)
        else:
            lines.append(line)
    return lines


def _role(sketch: Sketch, line: PrintedLine, around: list[tuple[Sketch, set[tuple[str, int]]]]) -> FurnitureRole | None:
    if not sketch.in_margin(line):
        return "footer" if sketch.may_return(line) and _returns(sketch, line, around) else None
    text = line.text
    if _page_number(text):
        return "page-number"
    if line.top < TOP_MARGIN * sketch.height and AGENDA_STAMP.fullmatch(text):
        return "agenda-stamp"
    if PRINT_STAMP.fullmatch(text):
        return "header" if line.bottom < TOP_MARGIN * sketch.height else "footer"
    if _returns(sketch, line, around):
        at_top = line.bottom < TOP_MARGIN * sketch.height
        if at_top and sketch.number == 1:
            return None
        return "header" if at_top else "footer"
    return None


def _returns(sketch: Sketch, line: PrintedLine, around: Sequence[tuple[Sketch, set[tuple[str, int]]]]) -> bool:
    """Whether a line stands on enough of the pages around, or on every other page with one other line between, as in a bound volume."""
    words, height = _running_key(line)
    returns = 0
    alternate = True
    between: list[set[str]] = []
    for other, keys in around:
        there = {key[0] for key in keys if abs(key[1] - height) <= 1}
        returns += words in there
        if (other.number - sketch.number) % 2:
            between += [there] if other.number > 1 else []
        else:
            alternate = alternate and words in there
    if not returns:
        return False
    return returns >= SHARE * len(around) or (alternate and len(between) > 1 and bool(set.intersection(*between)))


def _page_number(text: str) -> re.Match[str] | None:
    """The page number that a text is, with or without the last page's (`24/17` is none: a minute's reference)."""
    match = PAGE_NUMBER.fullmatch(text)
    if match and match["last"] and match["number"].isdigit() and int(match["number"]) > int(match["last"]):
        return None
    return match


def _running_key(line: PrintedLine) -> tuple[str, int]:
    return DIGITS.sub("#", line.text.casefold()), round(line.top / 4)


def _set_turned_apart(sketch: Sketch) -> None:
    """Words that stand upright to the reader only when the page is turned: stamps and page numbers of turned sheets."""
    for line in find_turned_lines(sketch.turned):
        text = line.text
        role: FurnitureRole = "agenda-stamp" if AGENDA_STAMP.fullmatch(text) else "page-number" if _page_number(text) else "margin"
        sketch.furniture.append(Furniture(text=text, box=line.box, role=role))
    sketch.turned = []


def printed_label(furniture: list[Furniture], number: int, page_label: str | None) -> str | None:
    """The number printed on the page: one introduced by the word page first, then the one nearest the page's own count."""
    found: list[tuple[bool, int, str]] = []
    for item in furniture:
        match = _page_number(item.text) if item.role == "page-number" else None
        if match:
            label = match["number"]
            away = abs(int(label) - number) if label.isdigit() else 999
            found.append((match["word"] is None and match["word_behind"] is None, away, label))
    return min(found)[2] if found else page_label


def agenda_stamp(furniture: list[Furniture]) -> str | None:
    """The number of the agenda item stamped on a page (`Agenda Item 5` gives `5`), None without a stamp."""
    for item in furniture:
        match = AGENDA_STAMP.fullmatch(item.text) if item.role == "agenda-stamp" else None
        if match:
            return match[1]
    return None
