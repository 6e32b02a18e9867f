"""Fonts whose text is not what their letters look like: told by what they spell, font by font, over the pages of a document.

A font that says nothing of its letters, or something false, spells other signs, or letters in an order that no language has. Languages
are told by pairs of letters: of the pairs in English or Welsh words more than three fifths are among the 184 below, of those in other
languages that councils print in more than half, of those in garbled text seldom more than two fifths.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pipeline.read.glyphs import UNKNOWN, Glyphs
from pipeline.read.pieces import Piece
from pipeline.records import DrawnPage

ENGLISH = """
th in re he er an on en ti nd or at es te ng ed nt ar to al it co me ve io st se is ro ce de ou of le ra as ha ic il
nc pr li ea un be ri ll fo ta ca ne si om ec vi po ch et ee la ac ns rt el di hi ct ge ur em ma ci pe ss wi pl tr su
rs lo na ho ie ni pa ut ad ts ol iv ov op ag us no so mi ul ty ai fi we ir pp ot ev ia id gr os mm up ke ly im wa ab
oc mp ow ep da ld am du mo sh lt ig ap bl rk sa ry fe ay cl wh tt wo rd av sc ei ff rm mb eg rn bu cu oo ex tu rv sp
fr ue nu qu
"""
"""The commonest pairs of letters in English council papers."""
WELSH = """
yn yr dd wy yd gy dy ny fy hy gw dw ew yw ae oe rh rw yf yl yg cy aw nw
"""
"""Pairs that are common in Welsh besides."""
PAIRS = frozenset(ENGLISH.split() + WELSH.split())
LEAST_PAIRS = 0.48
FEWEST_PAIRS = 60
SETTLED, SETTLED_PAGES = 200, 5
"""A font with so many pairs that passed, or on so many pages, is not judged again."""
MOST_WORDS = 60
"""Words of a font that are judged on one page."""
FEWEST_SIGNS = 40
LEAST_PLAIN = 0.35
"""The share of letters and figures among all signs but rows of dots; papers with nothing but sums have more than half."""
MOST_ODD = 0.5
"""The share of letters with marks (from é to ɏ) among all letters."""
FEWEST_UNKNOWN, MOST_UNKNOWN = 5, 0.2

WORD = re.compile(r"[a-z]{2,}")
ADDRESS = re.compile(r"(?:www\.|https?:)\S*|\S+@\S+")
LEADERS = re.compile(r"([._–—…·=*|/-])\1+|[•▪■●○✓✗☑☒☐]")
MARKED = re.compile(r"[\u00c0-\u024f]")
PLAIN = re.compile(r"[0-9A-Za-z\u00c0-\u024f]+|[^\W\d_]+")


@dataclass(slots=True)
class Spelling:
    """What a font has spelled so far: pairs of letters and how many of them are common, signs by their kind."""

    pages: int = 0
    pairs: int = 0
    common: int = 0
    signs: int = 0
    plain: int = 0
    letters: int = 0
    marked: int = 0
    unknown: int = 0

    def add(self, words: Iterable[str]) -> None:
        """Take in the words of a page."""
        self.pages += 1
        text = " ".join(words)
        if "(cid:" in text or not text.isascii():
            self.unknown += len(UNKNOWN.findall(text))
            text = UNKNOWN.sub("", text)
        text = LEADERS.sub("", text)
        if "@" in text or "www." in text or "http" in text:
            text = ADDRESS.sub("", text)
        if not text.isascii():
            self.marked += len(MARKED.findall(text))
        self.signs += len(text) - text.count(" ")
        self.plain += sum(map(len, PLAIN.findall(text)))
        words = WORD.findall(text.lower())
        letters = sum(map(len, words))
        self.letters += letters
        self.pairs += letters - len(words)
        self.common += sum(map(_common_pairs, words))

    @property
    def is_garbled(self) -> bool:
        """Whether no language is spelled like that."""
        if self.unknown >= FEWEST_UNKNOWN and self.unknown > MOST_UNKNOWN * (self.signs + self.unknown):
            return True
        if self.signs >= FEWEST_SIGNS and self.plain < LEAST_PLAIN * self.signs:
            return True
        if self.letters + self.marked >= FEWEST_SIGNS and self.marked > MOST_ODD * (self.letters + self.marked):
            return True
        return self.pairs >= FEWEST_PAIRS and self.common < LEAST_PAIRS * self.pairs

    @property
    def is_settled(self) -> bool:
        return (self.pairs >= SETTLED or self.pages >= SETTLED_PAGES) and not self.is_garbled


@lru_cache(maxsize=4096)
def _common_pairs(word: str) -> int:
    """How many of the pairs of letters in a word are common."""
    return sum([word[place : place + 2] in PAIRS for place in range(len(word) - 1)])


class Fonts:
    """The fonts of a document, judged as its pages are read."""

    def __init__(self) -> None:
        self._spellings: dict[str, Spelling] = {}
        self._settled: set[str] = set()
        self.glyphs = Glyphs()

    def part(self, page: DrawnPage, pieces: list[Piece]) -> tuple[list[Piece], list[Piece]]:
        """The words of a page whose fonts spell what they show, and those of garbled ones."""
        by_font: dict[int, list[Piece]] = {number: [] for number, name in enumerate(page.fonts) if name not in self._settled}
        if not by_font:
            return pieces, []
        for piece in pieces:
            font = page.font[piece.first]
            if font in by_font:
                by_font[font].append(piece)
        garbled: set[int] = set()
        for font, own in by_font.items():
            name = page.fonts[font]
            spelling = self._spellings.setdefault(name, Spelling())
            spelling.add(piece.text for piece in own[:MOST_WORDS])
            if spelling.is_garbled:
                garbled.update(map(id, own))
            elif spelling.is_settled:
                self._settled.add(name)
                del self._spellings[name]
        if not garbled:
            return pieces, []
        return [piece for piece in pieces if id(piece) not in garbled], [piece for piece in pieces if id(piece) in garbled]
