"""The frame in which a person reads a scanned page: turned and straightened until its lines are level."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.records import Box, Page, RecognisedWord

LONG_LINE = 120.0
"""Points that a line is long at least to tell how much a page slants."""
STANDING = re.compile(r"[A-PR-Za-fhik-or-xz0-9.]*[A-PR-Za-fhik-or-xz0-9][A-PR-Za-fhik-or-xz0-9.]*")
LEAST_SLANT, MOST_SLANT = 0.002, 0.15


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page of `width` by `height` points, as it is shown, is laid for reading.

    `turn` is how far, in degrees clockwise, its words are turned away from the reader; `slant` how far, after that, a line sinks
    from left to right, per point.
    """

    width: float
    height: float
    turn: int = 0
    slant: float = 0.0

    @property
    def laid_size(self) -> tuple[float, float]:
        """The width and height of the page when it is laid for reading."""
        return (self.height, self.width) if self.turn in (90, 270) else (self.width, self.height)

    def laid(self, box: Box) -> Box:
        """A box of the page as it is shown, laid for reading: turned, then moved to where its middle is on the straightened page."""
        x0, top, x1, bottom = box
        if self.turn == 90:
            x0, top, x1, bottom = top, self.width - x1, bottom, self.width - x0
        elif self.turn == 180:
            x0, top, x1, bottom = self.width - x1, self.height - bottom, self.width - x0, self.height - top
        elif self.turn == 270:
            x0, top, x1, bottom = self.height - bottom, x0, self.height - top, x1
        width, height = self.laid_size
        right = self.slant * ((top + bottom) / 2 - height / 2)
        down = -self.slant * ((x0 + x1) / 2 - width / 2)
        return x0 + right, top + down, x1 + right, bottom + down

    def laid_rule(self, rule: tuple[str, float, float, float, float]) -> tuple[str, float, float, float, float]:
        """A rule of the page as it is shown (`h` or `v`, left, right, top, bottom), laid for reading."""
        kind, left, right, top, bottom = rule
        x0, y0, x1, y1 = self.laid((left, top, right, bottom))
        turned = kind if self.turn in (0, 180) else "v" if kind == "h" else "h"
        return turned, x0, x1, y0, y1

    def shown(self, box: Box) -> Box:
        """The box on the page as it is shown that holds a box laid for reading."""
        x0, top, x1, bottom = self._slanted(box)
        if self.turn == 90:
            return self.width - bottom, x0, self.width - top, x1
        if self.turn == 180:
            return self.width - x1, self.height - bottom, self.width - x0, self.height - top
        if self.turn == 270:
            return top, self.height - x1, bottom, self.height - x0
        return x0, top, x1, bottom

    def _slanted(self, box: Box) -> Box:
        """The upright box around a box of the straightened page when it slants again."""
        if not self.slant:
            return box
        across, down = self.laid_size[0] / 2, self.laid_size[1] / 2
        shrunk = 1 + self.slant**2
        corners = [(x - across, y - down) for x in (box[0], box[2]) for y in (box[1], box[3])]
        xs = [(x - self.slant * y) / shrunk + across for x, y in corners]
        ys = [(y + self.slant * x) / shrunk + down for x, y in corners]
        return min(xs), min(ys), max(xs), max(ys)


def find_frame(words: Sequence[RecognisedWord], width: float, height: float) -> Frame:
    """The frame in which most of the lines of a recognised page run level from left to right.

    How much a line slants is told by words that stand on its base without hanging below it.
    """
    across = down = 0.0
    for first, last in _ends(words):
        across += _middle(last.x0, last.x1) - _middle(first.x0, first.x1)
        down += _middle(last.top, last.bottom) - _middle(first.top, first.bottom)
    turn = (0 if across >= 0 else 180) if abs(across) >= abs(down) else (90 if down > 0 else 270)
    frame = Frame(width, height, turn)
    slants = []
    for first, last in _ends([word for word in words if STANDING.fullmatch(word.text)]):
        left, right = (frame.laid((word.x0, word.top, word.x1, word.bottom)) for word in (first, last))
        length = _middle(right[0], right[2]) - _middle(left[0], left[2])
        if length >= LONG_LINE:
            slants.append((right[3] - left[3]) / length)
    slant = median(slants) if slants else 0.0
    return Frame(width, height, turn, round(slant, 5) if LEAST_SLANT <= abs(slant) <= MOST_SLANT else 0.0)


def _ends(words: Sequence[RecognisedWord]) -> list[tuple[RecognisedWord, RecognisedWord]]:
    """The first and the last word of each line."""
    ends: dict[int, tuple[RecognisedWord, RecognisedWord]] = {}
    for word in words:
        ends[word.line] = (ends.get(word.line, (word, word))[0], word)
    return list(ends.values())


def shown_box(page: Page, box: Box) -> Box:
    """Where a box of a page stands on the page as it is shown; the same box, except on a scan that was turned or straightened."""
    if not page.turn and not page.slant:
        return box
    width, height = (page.height, page.width) if page.turn in (90, 270) else (page.width, page.height)
    x0, top, x1, bottom = Frame(width, height, page.turn, page.slant).shown(box)
    return round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1)


def _middle(low: float, high: float) -> float:
    return (low + high) / 2
