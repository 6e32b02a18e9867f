"""The heading that a table stands under."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.edges.codes import codes
from pipeline.extract.material import Material
from pipeline.records import Paragraph

MOST_WORDS = 30
CLOSE = 40.0
"""Points between a caption and its table."""
OVERLAP = 6.0
"""Points by which a heading may reach into the table below it."""
MOST_WORDS_OF_PRIORITY = 60
"""Priorities and outcomes of plans are headings of several lines."""
MOST_WORDS_BEHIND_NUMBER = 12
"""A short line behind a number heads a minute, though it looks like the text."""
NUMBER = re.compile(r"(?:\w{1,3}|[\d.]+)[.)]\s+")
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z‘“'\"])")


class Titles:
    """The paragraphs of a document that look like headings, in reading order."""

    def __init__(self, material: Material) -> None:
        outside = [p for p in material.paragraphs if p.table < 0]
        sizes = Counter[float]()
        for paragraph in outside:
            sizes[round(paragraph.size)] += len(paragraph.text)
        self._priorities = tuple(codes("headings")["theme_words"])
        self._body = sizes.most_common(1)[0][0] if sizes else 10
        self._by_page: dict[int, list[tuple[float, Paragraph]]] = {}
        self._lines: dict[int, list[tuple[float, Paragraph]]] = {}
        for paragraph in outside:
            page, span = material.pages[paragraph.page], paragraph.spans[0]
            bottom = max((line.bottom for line in page.lines if line.start < span.end and line.end > span.start), default=0.0)
            if self.is_heading(paragraph):
                self._by_page.setdefault(paragraph.page, []).append((bottom, paragraph))
            self._lines.setdefault(paragraph.page, []).append((bottom, paragraph))

    def is_heading(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph is set apart by its look and short enough to be a heading."""
        words = first_sentence(paragraph.words)
        letters = [c for c in words if c.isalpha()]
        count = len(words.split())
        if len(letters) < 3 or words.endswith((",", ";")):
            return False
        capitals = all(c.isupper() for c in letters)
        large = paragraph.size >= self._body + 1.5
        coloured = paragraph.colour is not None and not _grey(paragraph.colour)
        if capitals or large or paragraph.bold or coloured:
            return count <= (MOST_WORDS_OF_PRIORITY if words.lower().startswith(self._priorities) else MOST_WORDS)
        numbered = paragraph.label is not None and paragraph.label[:1].isdigit()
        return numbered and count <= MOST_WORDS_BEHIND_NUMBER and words[-1:] not in ".:"

    def above(self, page: int, top: float) -> Paragraph | None:
        """The nearest heading above a height of a page, in points; None when the page has none there."""
        close = [(bottom, paragraph) for bottom, paragraph in self._lines.get(page, []) if top - CLOSE < bottom <= top + OVERLAP]
        nearest = max(close, key=lambda found: found[0])[1] if close else None
        if nearest is not None and is_caption(nearest):
            return nearest
        above = [(bottom, paragraph) for bottom, paragraph in self._by_page.get(page, []) if bottom <= top + OVERLAP]
        return max(above, key=lambda found: found[0])[1] if above else None

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
    number = NUMBER.match(text.strip())
    start = number.end() if number is not None else 0
    parts: Sequence[str] = SENTENCE.split(text.strip()[start:], maxsplit=1)
    return text.strip()[:start] + parts[0].rstrip(" .") if len(parts) > 1 else text.strip()


def _grey(colour: str) -> bool:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return max(red, green, blue) - min(red, green, blue) < 24
