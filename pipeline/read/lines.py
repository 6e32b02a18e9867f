"""Words of a page with their look, and the printed lines they stand in."""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.read.words import find_words, word_text
from pipeline.records import Box, DrawnPage

BOLD = re.compile(r"bold|black|heavy|demi", re.I)
ITALIC = re.compile(r"italic|oblique", re.I)
BULLETS = "•▪■●○◦‣⁃∙·❖➢➤►▶✓✔"
PRIVATE_USE_BULLETS = re.compile("[\uf0a7\uf0b7\uf0d8\uf0fc\uf06e\uf0a8\uf076\uf0e0\uf02d\uf0de]")
INVISIBLE = re.compile("[\u00ad\ufffe](?!$)|[\u200b\u200c\u200d\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]")
ORDINAL = ("st", "nd", "rd", "th")
FEWEST_SPACES = 25
"""A page with fewer than one space in so many characters is set without spaces: words are told apart by their distance."""
CHAIN_STEP = 3.0
"""The tolerance in points within which characters of different heights share a line."""


@dataclass(slots=True)
class Piece:
    """A word as drawn: its text, box in points, and look. `colour` None is black; a turned word that `rises` is read from the bottom up."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    italic: bool
    colour: str | None
    upright: bool
    rises: bool = False


@dataclass(slots=True)
class PrintedLine:
    """Words that stand side by side, from left to right, with the box around them."""

    pieces: list[Piece]
    x0: float = field(init=False)
    top: float = field(init=False)
    x1: float = field(init=False)
    bottom: float = field(init=False)

    def __post_init__(self) -> None:
        pieces = self.pieces
        self.x0 = min([piece.x0 for piece in pieces])
        self.x1 = max([piece.x1 for piece in pieces])
        self.top = min([piece.top for piece in pieces])
        self.bottom = max([piece.bottom for piece in pieces])

    @property
    def text(self) -> str:
        return " ".join([piece.text for piece in self.pieces])

    @property
    def size(self) -> float:
        return self._most("size")

    @property
    def bold(self) -> bool:
        return self._share("bold")

    @property
    def italic(self) -> bool:
        return self._share("italic")

    @property
    def colour(self) -> str | None:
        first = self.pieces[0].colour
        if all([piece.colour == first for piece in self.pieces]):  # noqa: C419 (a list is quicker here)
            return first
        counts: Counter[str | None] = Counter()
        for piece in self.pieces:
            counts[piece.colour] += len(piece.text)
        return counts.most_common(1)[0][0]

    @property
    def box(self) -> Box:
        return (self.x0, self.top, self.x1, self.bottom)

    def _most(self, name: str) -> float:
        first: float = getattr(self.pieces[0], name)
        if all([getattr(piece, name) == first for piece in self.pieces]):  # noqa: C419
            return first
        counts: Counter[float] = Counter()
        for piece in self.pieces:
            counts[getattr(piece, name)] += len(piece.text)
        return counts.most_common(1)[0][0]

    def _share(self, name: str) -> bool:
        on = sum([len(piece.text) for piece in self.pieces if getattr(piece, name)])
        return on * 2 > sum([len(piece.text) for piece in self.pieces])


@lru_cache(maxsize=512)
def _look(font: str) -> tuple[bool, bool]:
    name = font.split("+", 1)[-1]
    return bool(BOLD.search(name)), bool(ITALIC.search(name))


def find_pieces(page: DrawnPage) -> list[Piece]:
    """The words of a page with their look, text repaired (bullets of symbol fonts, invisible characters)."""
    _turn_rising(page)
    pieces: list[Piece] = []
    top, bottom, x0, x1 = page.top, page.bottom, page.x0, page.x1
    words = _words(page)
    if page.text.count(" ") * FEWEST_SPACES < len(page.text):
        words = [part for word in words for part in _parted(page, word)]
    for word in words:
        rises = word[0] > word[-1] and not page.upright[word[0]]
        if rises:
            word = word[::-1]
        first, last = word[0], word[-1]
        text = word_text(page, word)
        if not text.isascii():
            text = _repaired(text)
            if not text:
                continue
        bold, italic = _look(page.fonts[page.font[first]])
        upper, lower = top[first], bottom[first]
        for character in word:
            if top[character] < upper:
                upper = top[character]
            if bottom[character] > lower:
                lower = bottom[character]
        upright = page.upright[first]
        left = x0[first] if upright else min([x0[c] for c in word])
        right = x1[last] if upright else max([x1[c] for c in word])
        pieces.append(Piece(text, left, upper, right, lower, round(page.size[first], 2), bold, italic, page.colour[first], upright, rises))
    return pieces


def _turn_rising(page: DrawnPage) -> None:
    """Mark characters as turned that are drawn one above the other though their matrix calls them upright.

    Source: narrow date columns whose headings were turned by a matrix with a trace of the old direction left in it.
    """
    x0, top, bottom = page.x0, page.top, page.bottom
    steps = [
        index
        for index, (here, there) in enumerate(itertools.pairwise(x0))
        if -0.05 < there - here < 0.05 and -1.0 < top[index] - bottom[index + 1] < 1.0
    ]
    for before, step in itertools.pairwise(steps):
        if step == before + 1:
            page.upright[before : step + 2] = [False, False, False]


def _words(page: DrawnPage) -> list[list[int]]:
    """The words of a page, each the indices of its characters.

    Lines of neighbouring columns that stand a few points apart can form a chain in which one line's tolerance leads to the next, and
    their characters interleave. Where heights chain like that, each run of characters drawn one after the other is read by itself.
    Source: slides with a small table beside small print.
    """
    chains = _chains(page.top)
    if not chains:
        return find_words(page)
    lows = [low for low, _ in chains]
    rest: list[int] = []
    runs: list[list[int]] = []
    last = -2
    for character, top in enumerate(page.top):
        at = bisect_right(lows, top) - 1
        if at < 0 or top > chains[at][1]:
            rest.append(character)
        elif character == last + 1 and abs(top - page.top[last]) <= CHAIN_STEP:
            runs[-1].append(character)
            last = character
        else:
            runs.append([character])
            last = character
    words = find_words(page, rest)
    for run in runs:
        words += find_words(page, run)
    return words


def _parted(page: DrawnPage, word: list[int]) -> list[list[int]]:
    """A word cut where its characters stand apart, on a page that is set without spaces."""
    parts = [[word[0]]]
    for before, character in itertools.pairwise(word):
        if page.x0[character] - page.x1[before] > 0.15 * page.size[character] and page.upright[character]:
            parts.append([])
        parts[-1].append(character)
    return parts


def _chains(tops: Sequence[float]) -> list[tuple[float, float]]:
    """Heights that lie within a tolerance of each other over more than two tolerances: the lowest and highest of each such chain."""
    chains: list[tuple[float, float]] = []
    first = last = -1e9
    for top in sorted(set(tops)):
        if top - last > CHAIN_STEP:
            if last - first > 2 * CHAIN_STEP:
                chains.append((first, last))
            first = top
        last = top
    if last - first > 2 * CHAIN_STEP:
        chains.append((first, last))
    return chains


def _repaired(text: str) -> str:
    """A word without invisible characters, symbol-font bullets as `•`, in NFC."""
    text = INVISIBLE.sub("", PRIVATE_USE_BULLETS.sub("•", text))
    return unicodedata.normalize("NFC", text)


def find_lines(pieces: Iterable[Piece]) -> list[PrintedLine]:
    """Lines of upright words, top to bottom: words whose middles lie within half a height of each other share a line.

    A raised ordinal (`5` and a small `th`) is joined to its number.
    """
    rows: list[tuple[float, float, list[Piece]]] = []
    for piece in sorted(pieces, key=_by_middle):
        middle = (piece.top + piece.bottom) / 2
        height = piece.bottom - piece.top
        for index in range(len(rows) - 1, max(-1, len(rows) - 4), -1):
            at, tall, members = rows[index]
            if abs(middle - at) <= 0.45 * min(height, tall) or (
                abs(middle - at) <= 0.45 * max(height, tall) and piece.text[:2].lower() in ORDINAL and height < tall
            ):
                members.append(piece)
                if height > tall * 1.05:
                    rows[index] = (middle, height, members)
                break
        else:
            rows.append((middle, height, [piece]))
    lines = []
    for _, _, members in rows:
        members.sort(key=_by_left)
        lines.append(PrintedLine(_joined(members)))
    lines.sort(key=_by_top)
    return lines


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Words of a line with what belongs together joined: a raised ordinal and its number, and two pieces of one word that touch
    (a space drawn across a letter cuts words in some papers' bold headings)."""
    joined: list[Piece] = [pieces[0]]
    for piece in pieces[1:]:
        before = joined[-1]
        space = piece.x0 - before.x1
        ordinal = space < 3 and piece.size < before.size and before.text[-1:].isdigit() and piece.text.rstrip(".,;:)").lower() in ORDINAL
        touching = -0.15 * before.size < space < 0.04 * before.size and piece.size == before.size and before.text not in BULLETS
        if ordinal or touching:
            joined[-1] = Piece(
                before.text + piece.text,
                before.x0,
                before.top,
                piece.x1,
                before.bottom,
                before.size,
                before.bold,
                before.italic,
                before.colour,
                before.upright,
            )
        else:
            joined.append(piece)
    return joined


def find_turned_lines(pieces: Iterable[Piece]) -> list[PrintedLine]:
    """Lines of turned words, from left to right: words above each other share a line; its words are joined where no space stands between.

    A line is read from the bottom up when most of its words rise, as the headings of narrow columns do.
    """
    columns: list[list[Piece]] = []
    for piece in sorted(pieces, key=_by_left):
        if columns and piece.x0 - columns[-1][0].x0 < 0.5 * max(piece.size, 4.0):
            columns[-1].append(piece)
        else:
            columns.append([piece])
    lines: list[PrintedLine] = []
    for column in columns:
        letters = sum(len(piece.text) for piece in column if len(piece.text) > 1)
        rises = 2 * sum(len(piece.text) for piece in column if piece.rises) >= letters
        column.sort(key=lambda piece: -piece.bottom if rises else piece.top)
        words = [column[0]]
        for piece in column[1:]:
            before = words[-1]
            space = before.top - piece.bottom if rises else piece.top - before.bottom
            if space < 0.18 * max(piece.x1 - piece.x0, 4.0):
                words[-1] = Piece(
                    before.text + piece.text,
                    min(before.x0, piece.x0),
                    min(before.top, piece.top),
                    max(before.x1, piece.x1),
                    max(before.bottom, piece.bottom),
                    before.size,
                    before.bold,
                    before.italic,
                    before.colour,
                    False,
                    rises,
                )
            else:
                words.append(piece)
        lines.append(PrintedLine(words))
    return lines


def split_line(line: PrintedLine, widest_gap: float) -> list[PrintedLine]:
    """The line cut where two neighbouring words are further apart than `widest_gap` points; itself when nowhere."""
    parts: list[list[Piece]] = [[line.pieces[0]]]
    for before, piece in zip(line.pieces, line.pieces[1:], strict=False):
        if piece.x0 - before.x1 > widest_gap:
            parts.append([])
        parts[-1].append(piece)
    return [line] if len(parts) == 1 else [PrintedLine(part) for part in parts]


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box around all of `boxes` (at least one)."""
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def _by_middle(piece: Piece) -> float:
    return piece.top + piece.bottom


def _by_left(piece: Piece) -> float:
    return piece.x0


def _by_top(line: PrintedLine) -> float:
    return line.top
