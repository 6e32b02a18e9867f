"""The heading that a table stands under."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from typing import NamedTuple

from pipeline.edges.codes import codes
from pipeline.extract.material import Material
from pipeline.records import Paragraph

MOST_WORDS = 30
PAGES_REMEMBERED = 64
CLOSE = 40.0
"""Points between a caption and its table."""
OVERLAP = 6.0
"""Points by which a heading may reach into the table below it."""
MOST_WORDS_OF_PRIORITY = 60
"""Priorities and outcomes of plans are headings of several lines."""
MOST_WORDS_BEHIND_NUMBER = 12
"""A short line behind a number heads a minute, though it looks like the text."""
NUMBER = re.compile(r"(?:\w{1,3}|[\d.]+)[.)]\s+")
SMALL = re.compile(r"[^.!?a-z]*[a-z]")
"""A small letter in the first sentence, which is then not in capitals."""
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z‘“'\"])")


class _Line(NamedTuple):
    """A paragraph outside tables: how far down its page it reaches, in points, and whether it looks like a heading."""

    bottom: float
    paragraph: Paragraph
    heading: bool


class Titles:
    """The paragraphs of a document that look like headings, page by page in reading order."""

    def __init__(self, material: Material) -> None:
        sizes = Counter[float]()
        for paragraph in material.paragraphs:
            if paragraph.table < 0:
                sizes[round(paragraph.size)] += len(paragraph.text)
        self._material = material
        self._priorities = tuple(codes("headings")["theme_words"])
        self._body = sizes.most_common(1)[0][0] if sizes else 10
        self._remembered: dict[int, list[_Line]] = {}

    def _lines_of(self, number: int) -> list[_Line]:
        """The same as `_lines_on`, which the last pages that were asked for are remembered of."""
        if number not in self._remembered:
            if len(self._remembered) >= PAGES_REMEMBERED:
                del self._remembered[next(iter(self._remembered))]
            self._remembered[number] = self._lines_on(number)
        return self._remembered[number]

    def _lines_on(self, number: int) -> list[_Line]:
        """The paragraphs of a page outside tables."""
        printed = self._material.pages[number].lines
        starts, ends = [line.start for line in printed], [line.end for line in printed]
        lines = []
        for paragraph in self._material.paragraphs_on(number):
            if paragraph.table < 0:
                span = paragraph.spans[0]
                own = printed[bisect_right(ends, span.start) : bisect_left(starts, span.end)]
                bottom = max([line.bottom for line in own], default=0.0)
                lines.append(_Line(bottom, paragraph, self.is_heading(paragraph)))
        return lines

    def is_heading(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph is set apart by its look and short enough to be a heading."""
        large = paragraph.size >= self._body + 1.5
        set_apart = large or paragraph.bold or (paragraph.colour is not None and not _grey(paragraph.colour))
        numbered = paragraph.label is not None and paragraph.label[:1].isdigit()
        if not (set_apart or numbered) and SMALL.match(paragraph.words):
            return False
        words = first_sentence(paragraph.words)
        count = len(words.split())
        if words.endswith((",", ";")) or sum(map(str.isalpha, words[:12])) < 3 > sum(map(str.isalpha, words)):
            return False
        if set_apart or (words.isupper() and all(c.isupper() for c in words if c.isalpha())):
            return count <= (MOST_WORDS_OF_PRIORITY if words.lower().startswith(self._priorities) else MOST_WORDS)
        return numbered and count <= MOST_WORDS_BEHIND_NUMBER and words[-1:] not in ".:"

    def above(self, page: int, top: float) -> Paragraph | None:
        """The nearest heading above a height of a page, in points; None when the page has none there."""
        above = [line for line in self._lines_of(page) if line.bottom <= top + OVERLAP]
        nearest = max(above, key=_bottom, default=None)
        if nearest is not None and nearest.bottom > top - CLOSE and is_caption(nearest.paragraph):
            return nearest.paragraph
        heading = max((line for line in above if line.heading), key=_bottom, default=None)
        return heading.paragraph if heading is not None else None

    def before(self, page: int, top: float, first_page: int) -> Paragraph | None:
        """The nearest heading above a height, on its page or on an earlier one from `first_page` on."""
        found = self.above(page, top)
        for number in range(page - 1, first_page - 1, -1):
            if found is not None:
                break
            found = self.above(number, float("inf"))
        return found


def is_caption(paragraph: Paragraph) -> bool:
    """Whether a paragraph right above a table can be its caption, whatever its look: a few words without a full stop."""
    words = paragraph.words.strip()
    return 2 <= len(words.split()) <= MOST_WORDS_BEHIND_NUMBER and words[:1].isupper() and words[-1:] not in ".,;" and ":" not in words[:-1]


def first_sentence(text: str) -> str:
    """The words up to the first full stop that ends a sentence, without it; a number before them ends none."""
    text = text.strip()
    number = NUMBER.match(text)
    start = number.end() if number is not None else 0
    end = SENTENCE.search(text[start:])
    return text[:start] + text[start : start + end.start()].rstrip(" .") if end is not None else text


def _bottom(line: _Line) -> float:
    return line.bottom


def _grey(colour: str) -> bool:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return max(red, green, blue) - min(red, green, blue) < 24
