"""Words of a page with their look, from the characters that it draws."""

from __future__ import annotations

import itertools
import operator
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from pipeline.read.glyphs import Glyphs
from pipeline.read.marks import SUPERSCRIPT, split_marks
from pipeline.read.stretches import of_stretches
from pipeline.read.words import Word, find_words, spelled, word_text
from pipeline.records import DrawnPage

BOLD = re.compile(r"bold|black|heavy|demi|cmbx|sfbx", re.I)
ITALIC = re.compile(r"italic|oblique", re.I)
PRIVATE_USE_BULLETS = re.compile("[\uf0a7\uf0b7\uf0d8\uf0fc\uf06e\uf0a8\uf076\uf0e0\uf02d\uf0de]")
INVISIBLE = re.compile("[\u00ad\ufffe](?!$)|[\u200b\u200c\u200d\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]")
FEWEST_SPACES = 25
"""A page with fewer than one space in so many characters is set without spaces: words are told apart by their distance."""
NARROWEST_SPACE = 0.21
"""The least width of a space, in shares of the size of type, where a page that draws spaces has left one out."""
BETWEEN_FIGURES = 0.3
"""The same between two figures: those of columns that stand close."""
LED = re.compile(r"\.{4,}|(?:(?!\.{4}).)+")
"""What dots that lead the eye part in a word drawn without spaces, and the dots."""
CHAIN_STEP = 3.0
"""The tolerance in points within which characters of different heights share a line."""


class Piece:
    """A word as drawn: its text, box in points, and look. `colour` None is black; a turned word that `rises` is read from the bottom up;
    `first` is the index of its earliest character on the drawn page, -1 when it was not drawn as text."""

    __slots__ = ("bold", "bottom", "colour", "first", "italic", "rises", "size", "text", "top", "upright", "x0", "x1")

    def __init__(
        self,
        text: str,
        x0: float,
        top: float,
        x1: float,
        bottom: float,
        size: float,
        bold: bool,
        italic: bool,
        colour: str | None,
        upright: bool,
        rises: bool = False,
        first: int = -1,
    ) -> None:
        self.text = text
        self.x0 = x0
        self.top = top
        self.x1 = x1
        self.bottom = bottom
        self.size = size
        self.bold = bold
        self.italic = italic
        self.colour = colour
        self.upright = upright
        self.rises = rises
        self.first = first

    def with_text(self, text: str, x0: float, top: float, x1: float, bottom: float) -> Piece:
        """Another text in another box, with the same look."""
        return Piece(text, x0, top, x1, bottom, self.size, self.bold, self.italic, self.colour, self.upright, self.rises, self.first)


@lru_cache(maxsize=512)
def _look(font: str) -> tuple[bool, bool]:
    name = font.split("+", 1)[-1]
    return bool(BOLD.search(name)), bool(ITALIC.search(name))


def find_pieces(page: DrawnPage, glyphs: Glyphs | None = None) -> list[Piece]:
    """The words of a page with their look, text repaired (bullets of symbol fonts, ligatures, invisible characters).

    `glyphs` knows what glyphs without a text turned out to stand for on the pages before, and learns from this one.
    """
    _turn_rising(page)
    pieces: list[Piece] = []
    top, bottom, x0, x1, font, sizes, colour, upright = (
        page.top, page.bottom, page.x0, page.x1, page.font, page.size, page.colour, page.upright,
    )  # fmt: skip
    number, exact, size, bold, italic = -1, -1.0, 0.0, False, False
    words = _words(page)
    if (page.letters or page.text).count(" ") * FEWEST_SPACES < len(page.text):
        words = [part for word in words for part in _parted(page, word)]
    else:
        words = _parted_at_spaces(page, words)
    (glyphs or Glyphs()).name(page, words)
    words, marks = split_marks(page, words)
    letters = page.letters
    for word in words:
        if isinstance(word, range):
            first, last, stands, rises = word.start, word.stop - 1, True, False
            upper, lower, left, right, earliest = top[first], bottom[first], x0[first], x1[last], first
            text = letters[first : word.stop]
        elif upright[word[0]] and word[-1] - word[0] == len(word) - 1 and word == list(range(word[0], word[-1] + 1)):
            first, last, stands, rises = word[0], word[-1], True, False
            upper, lower = min(top[first : last + 1]), max(bottom[first : last + 1])
            left, right, earliest = x0[first], x1[last], first
            text = letters[first : last + 1]
        else:
            stands = upright[word[0]]
            rises = word[0] > word[-1] and not stands
            if rises:
                word = word[::-1]
            first, last, earliest = word[0], word[-1], min(word)
            upper, lower = min([top[c] for c in word]), max([bottom[c] for c in word])
            left = x0[first] if stands else min([x0[c] for c in word])
            right = x1[last] if stands else max([x1[c] for c in word])
            text = ""
        if not text:
            text = word_text(page, word)
        if not text.isascii():
            text = _repaired(text)
        if not text:
            continue
        if font[first] != number:
            number = font[first]
            bold, italic = _look(page.fonts[number])
        if sizes[first] != exact:
            exact = sizes[first]
            size = round(exact, 2)
        if "...." in text and stands and len(text) == len(word):
            pieces += _led(page, word, text, (upper, lower, size, bold, italic))
        else:
            pieces.append(Piece(text, left, upper, right, lower, size, bold, italic, colour[first], stands, rises, earliest))
        if marks and first in marks:
            mark = marks[first]
            text = word_text(page, mark).translate(SUPERSCRIPT)
            small = round(page.size[mark[0]], 2)
            pieces.append(Piece(text, x0[mark[0]], upper, x1[mark[-1]], lower, small, False, italic, colour[first], stands, False, mark[0]))
    return pieces


def _led(page: DrawnPage, word: Word, text: str, look: tuple[float, float, float, bool, bool]) -> list[Piece]:
    """The pieces of a word that dots lead away from, or up to: what stands on each side of them, and the dots."""
    upper, lower, size, bold, italic = look
    parts = []
    for part in LED.finditer(text):
        characters = word[part.start() : part.end()]
        first, last = characters[0], characters[-1]
        box = (page.x0[first], upper, page.x1[last], lower)
        parts.append(Piece(part[0], *box, size, bold, italic, page.colour[first], True, False, min(characters)))
    return parts


def _turn_rising(page: DrawnPage) -> None:
    """Mark characters as turned that are drawn one above the other though their matrix calls them upright.

    Source: narrow date columns whose headings were turned by a matrix with a trace of the old direction left in it.
    """
    x0, top, bottom = page.x0, page.top, page.bottom
    if page.stretches:
        elsewhere = iter([start - 1 for start in page.stretches[1:] if top[start] != top[start - 1]])
    else:
        elsewhere = itertools.compress(itertools.count(), map(operator.ne, top, top[1:]))
    steps = [index for index in elsewhere if -0.05 < x0[index + 1] - x0[index] < 0.05 and -1.0 < top[index] - bottom[index + 1] < 1.0]
    for before, step in itertools.pairwise(steps):
        if step == before + 1:
            page.upright[before : step + 2] = [False, False, False]


def _words(page: DrawnPage) -> list[Word]:
    """The words of a page, each the indices of its characters.

    Lines of neighbouring columns that stand a few points apart can form a chain in which one line's tolerance leads to the next, and
    their characters interleave. Where heights chain like that, each run of characters drawn one after the other is read by itself.
    Source: slides with a small table beside small print.
    """
    chains = _chains(of_stretches(page, page.top))
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


def _parted(page: DrawnPage, word: Word) -> list[list[int]]:
    """A word cut where its characters stand apart, on a page that is set without spaces."""
    parts = [[word[0]]]
    for before, character in itertools.pairwise(word):
        if page.x0[character] - page.x1[before] > 0.15 * page.size[character] and page.upright[character]:
            parts.append([])
        parts[-1].append(character)
    return parts


def _parted_at_spaces(page: DrawnPage, words: list[Word]) -> list[Word]:
    """The words of a page that draws spaces, cut where one was left out: two characters stand as far apart as a space is wide, and the
    others of the word close together. Letters that are spaced all alike stay one word, and
    so do figures unless they stand further apart.

    Source: minutes from a printer's driver that now and then moves on instead of drawing a space.
    """
    text, x0, x1, upright, size = page.text, page.x0, page.x1, page.upright, page.size
    least = NARROWEST_SPACE * min(of_stretches(page, size), default=0.0)
    if page.stretches:  # inside of one, characters stand closer than that
        far = [(start, x0[start] - x1[start - 1]) for start in page.stretches[1:] if least < x0[start] - x1[start - 1] < 3.0]
    else:
        steps = enumerate(zip(x0[1:], x1, strict=False), 1)
        far = [(index, start - end) for index, (start, end) in steps if least < start - end < 3.0]
    apart = {index for index, step in far if NARROWEST_SPACE * size[index - 1] < step and upright[index]}
    wide = {index for index, step in far if step > BETWEEN_FIGURES * size[index - 1]}
    apart = {index for index in apart if index in wide or text[index].isalpha() or text[index - 1].isalpha()}
    if not apart:
        return words
    parted: list[Word] = []
    for word in words:
        if len(word) < 3 or isinstance(word, range) or apart.isdisjoint(word[1:]):
            parted.append(word)
            continue
        steps_in = [x0[character] - page.x1[before] for before, character in itertools.pairwise(word)]
        cuts = [place for place, character in enumerate(word) if place and character in apart and word[place - 1] == character - 1]
        close = [step for place, step in enumerate(steps_in, 1) if place not in cuts]
        if not close or 2 * max(close) > min([steps_in[place - 1] for place in cuts], default=0.0):
            cuts = []
        parted += [word[start:end] for start, end in itertools.pairwise([0, *cuts, len(word)])]
    return parted


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


@lru_cache(maxsize=4096)
def _repaired(text: str) -> str:
    """A word without invisible characters, symbol-font bullets as `•`, ligatures spelled out, in NFC."""
    text = INVISIBLE.sub("", PRIVATE_USE_BULLETS.sub("•", spelled(text)))
    return unicodedata.normalize("NFC", text)
