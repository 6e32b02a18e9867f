"""Rows of a page by where they stand: printed lines cut where a tab's white space is, side by side again when they share a height."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter

import msgspec

from pipeline.records import Line, Page, Paragraph, Span, Word

WORD_START = attrgetter("start")
PLACE, LEFT = attrgetter("top", "x0"), attrgetter("x0")
WIDE = 1.45
"""White space between words, in heights of their letters, that parts columns."""
SMALLEST = 4.0
"""Letters that are smaller count as so high, in points."""
LEAST_WIDE = WIDE * SMALLEST
"""White space that parts no columns when it is smaller, in points."""


class Piece(msgspec.Struct, frozen=True, gc=False):
    """A stretch of one printed line without wide white space in it: `page.text[start:end]`, its box in points, its look."""

    page: int
    text: str
    start: int
    end: int
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool


Row = list[Piece]


def find_rows(page: Page, lines: Iterable[Line]) -> list[Row]:
    """The rows of some lines of a page, from the top; the pieces of a row from the left."""
    pieces = _pieces(page, lines)
    if len(pieces) < 2:
        return [pieces] if pieces else []
    pieces.sort(key=PLACE)
    rows: list[Row] = []
    for piece in pieces:
        size = piece.size
        if rows and piece.top - rows[-1][0].top < 0.45 * (size if size > SMALLEST else SMALLEST):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    for row in rows:
        if len(row) > 1:
            row.sort(key=LEFT)
    return rows


def as_paragraph(pieces: Sequence[Piece]) -> Paragraph:
    """Pieces as one paragraph, a space where a line ends; its places lead back to the page."""
    return Paragraph(
        text=" ".join(piece.text for piece in pieces),
        spans=[Span(piece.page, piece.start, piece.end) for piece in pieces],
        x0=pieces[0].x0,
        size=pieces[0].size,
        bold=pieces[0].bold,
    )


def cut(piece: Piece, start: int, end: int | None = None) -> Piece:
    """The part of a piece from one of its characters on (to another), white space at its ends left out; its box stays whole."""
    text = piece.text[start:end]
    left = len(text) - len(text.lstrip())
    text = text.strip()
    first = piece.start + start + left
    return Piece(piece.page, text, first, first + len(text), piece.x0, piece.top, piece.x1, piece.bottom, piece.size, piece.bold)


def _pieces(page: Page, lines: Iterable[Line]) -> list[Piece]:
    """The pieces of some lines, line by line. Lines mostly follow each other, and so do the words of a page."""
    found: list[Piece] = []
    number, text, words, count = page.number, page.text, page.words, len(page.words)
    last = 0
    for line in lines:
        start, end, size = line.start, line.end, line.size
        first = last if last < count and words[last].start == start else bisect_left(words, start, key=WORD_START)
        last = first + text.count(" ", start, end) + 1
        if last > count or words[last - 1].start >= end or (last < count and words[last].start < end):
            last = bisect_left(words, end, lo=first, key=WORD_START)
        inside = words[first:last]
        if not inside:
            continue
        wide = WIDE * size if size > SMALLEST else LEAST_WIDE
        cuts = [at for at, (before, word) in enumerate(pairwise(inside), 1) if word.x0 - before.x1 > wide]
        if not cuts:
            found.append(Piece(number, text[start:end], start, end, inside[0].x0, line.top, inside[-1].x1, line.bottom, size, line.bold))
            continue
        for low, high in pairwise([0, *cuts, len(inside)]):
            found.append(_piece(page, line, inside[low:high]))
    return found


def _piece(page: Page, line: Line, words: list[Word]) -> Piece:
    start = words[0].start
    end = page.text.find(" ", words[-1].start, line.end)
    end = end if end >= 0 else line.end
    top, bottom = min([word.top for word in words]), max([word.bottom for word in words])
    return Piece(page.number, page.text[start:end], start, end, words[0].x0, top, words[-1].x1, bottom, line.size, line.bold)
