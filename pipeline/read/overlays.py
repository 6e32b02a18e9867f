"""What lies over or under the words of a page and is no part of them: watermarks, and words that tracked changes have struck through."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from pipeline.read.pieces import Piece
from pipeline.read.stretches import of_stretches
from pipeline.records import Box, DrawnPage, Furniture

SMALLEST_WATERMARK = 24.0
"""The height in points of the box around a slanting letter of a watermark, at the least."""
SMALLEST_LEVEL = 40.0
"""The height in points of a letter of a watermark that does not slant; headings are seldom as large, and not pale."""
SLANT = 0.2
"""By so much of its height a slanting letter stands higher or lower than the one before it."""
FEWEST_LETTERS = 3
FEWEST_BELOW = 12
"""So many letters of the text lie on a watermark that does not slant."""
PALE_GREY, GREY = 0xA0, 0x18
"""A watermark's grey has all parts at or above the one, and no two further apart than the other."""
COLOURED = 0x30
"""The parts of a colour that tracked changes use are so far apart at the least."""
THIN = 2.0
UPPERMOST, LOWEST = 0.38, 0.62
"""Between these shares of a letter's height a line strikes it through; an underline is lower, even where a font's measures are off."""
OVERHANG = 3.0

Stroke = tuple[float, float, float, str | None]
"""A level line: its height, its left and right end, its colour, None when that is not known."""


def find_overlays(page: DrawnPage, pieces: Sequence[Piece]) -> tuple[set[int], list[Furniture]]:
    """The characters of a page's watermarks and struck words, and both as furniture; nothing, at little cost, where there are none.

    A watermark is large and slants, or is large, pale, and lies under the text. Struck words have the colour of the line through them.
    """
    found: list[tuple[list[int], Furniture]] = []
    if max(of_stretches(page, page.size), default=0.0) >= SMALLEST_WATERMARK:
        found += [(run, _furniture(page, run, "watermark")) for run in _watermarks(page)]
    colours = {colour for colour in set(of_stretches(page, page.colour)) if colour is not None and _is_coloured(colour)}
    coloured = [piece for piece in pieces if piece.colour in colours] if colours else []
    strokes = _strokes(page) if coloured else []
    if strokes and any(_strokes_through(strokes, piece.top, piece.bottom, piece.x0, piece.x1) for piece in coloured):
        found += [(run, _furniture(page, run, "deleted")) for run in _struck(page, strokes)]
    return {index for run, _ in found for index in run}, [furniture for _, furniture in found]


def _watermarks(page: DrawnPage) -> Iterator[list[int]]:
    """The runs of large letters that are watermarks, each as the indices of its characters."""
    starts = page.stretches or range(len(page.text))
    stretches = [range(start, end) for start, end in pairwise([*starts, len(page.text)]) if page.size[start] >= SMALLEST_WATERMARK]
    large = [index for stretch in stretches for index in stretch if not page.text[index].isspace()]
    for run in _runs(page, large):
        steps = [_middle(page.top, page.bottom, after) - _middle(page.top, page.bottom, before) for before, after in pairwise(run)]
        if len(run) < FEWEST_LETTERS:
            continue
        least = SLANT * min(page.size[index] for index in run)
        if all(step > least for step in steps) or all(step < -least for step in steps) or _lies_under(page, run):
            yield run


def _runs(page: DrawnPage, large: Sequence[int]) -> Iterator[list[int]]:
    """Large letters of one colour that were drawn one after the other, perhaps with spaces between."""
    run: list[int] = []
    for index in large:
        alike = run and page.colour[run[-1]] == page.colour[index] and abs(page.size[run[-1]] - page.size[index]) < 0.5 * page.size[index]
        if run and not (alike and all(page.text[between].isspace() for between in range(run[-1] + 1, index))):
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def _lies_under(page: DrawnPage, run: Sequence[int]) -> bool:
    """Whether large pale grey letters have letters of the text on them."""
    colour = page.colour[run[0]]
    if colour is None or min(page.size[index] for index in run) < SMALLEST_LEVEL:
        return False
    parts = _parts(colour)
    if min(parts) < PALE_GREY or max(parts) - min(parts) > GREY or min(parts) > 0xF8:
        return False
    x0, top, x1, bottom = _box(page, run)
    on_it = [
        index
        for index, size in enumerate(page.size)
        if size < SMALLEST_WATERMARK
        and x0 < _middle(page.x0, page.x1, index) < x1
        and top < _middle(page.top, page.bottom, index) < bottom
        and not page.text[index].isspace()
    ]
    return len(on_it) >= FEWEST_BELOW


def _struck(page: DrawnPage, strokes: Sequence[Stroke]) -> Iterator[list[int]]:
    """The runs of coloured characters that lines of their colour strike through, each run of one line.

    A line whose colour is not known must begin and end with the words that it strikes, as no side of a box or shape does.
    """
    run: list[int] = []
    lines: set[Stroke] = set()
    for index in range(len(page.text) + 1):
        through = _lines_through(page, strokes, index) if index < len(page.text) else []
        goes_on = bool(run) and (
            (bool(through) and abs(page.top[index] - page.top[run[-1]]) < THIN) or (index < len(page.text) and page.text[index].isspace())
        )
        if run and not goes_on:
            if any(line[3] is not None for line in lines) or all(_fits(page, run, line) for line in lines):
                yield run
            run, lines = [], set()
        if through:
            run.append(index)
            lines.update(through)


def _lines_through(page: DrawnPage, strokes: Sequence[Stroke], index: int) -> list[Stroke]:
    """The lines through a character that may be the strokes of a deletion: in its own colour, or in one that is not known."""
    colour = page.colour[index]
    if colour is None or not _is_coloured(colour):
        return []
    x = _middle(page.x0, page.x1, index)
    through = _strokes_through(strokes, page.top[index], page.bottom[index], x, x)
    return [stroke for stroke in through if stroke[3] in (None, colour)]


def _fits(page: DrawnPage, run: Sequence[int], stroke: Stroke) -> bool:
    """Whether a line begins and ends with a run of characters."""
    x0, _, x1, _ = _box(page, run)
    return abs(stroke[1] - x0) < OVERHANG and abs(stroke[2] - x1) < OVERHANG


def _strokes(page: DrawnPage) -> list[Stroke]:
    """The thin level lines of a page by their height: coloured rectangles, and drawn lines, whose colour is not known."""
    strokes: list[Stroke] = [
        ((box[1] + box[3]) / 2, box[0], box[2], colour) for box, colour in page.fills if box[3] - box[1] < THIN and _is_coloured(colour)
    ]
    strokes += [(top, x0, x1, None) for side, x0, x1, top, bottom in page.edges if side == "h"]
    return sorted(strokes, key=_height)


def _strokes_through(strokes: Sequence[Stroke], top: float, bottom: float, x0: float, x1: float) -> list[Stroke]:
    """The lines that run through the middle of a word or letter, from its left to its right or over half of it."""
    high, low = top + UPPERMOST * (bottom - top), top + LOWEST * (bottom - top)
    between = strokes[bisect_left(strokes, high, key=_height) : bisect_left(strokes, low, key=_height)]
    return [stroke for stroke in between if min(x1, stroke[2]) - max(x0, stroke[1]) >= 0.5 * (x1 - x0)]


def _height(stroke: Stroke) -> float:
    return stroke[0]


def _furniture(page: DrawnPage, run: Sequence[int], role: Literal["watermark", "deleted"]) -> Furniture:
    """A run of characters as furniture, with the spaces that were drawn between them."""
    text = "".join(page.text[run[0] : run[-1] + 1])
    x0, top, x1, bottom = _box(page, run)
    box = (round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1))
    return Furniture(text=" ".join(text.split()), box=box, role=role)


def _box(page: DrawnPage, run: Sequence[int]) -> Box:
    return (
        min(page.x0[index] for index in run),
        min(page.top[index] for index in run),
        max(page.x1[index] for index in run),
        max(page.bottom[index] for index in run),
    )


def _middle(low: Sequence[float], high: Sequence[float], index: int) -> float:
    return (low[index] + high[index]) / 2


@lru_cache(maxsize=256)
def _is_coloured(colour: str) -> bool:
    parts = _parts(colour)
    return max(parts) - min(parts) >= COLOURED


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
