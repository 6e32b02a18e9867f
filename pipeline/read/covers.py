"""What is painted over words of a page after they were drawn: rectangles, bars drawn as shapes or thick lines, pictures, marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from pipeline.records import Box, DrawnPage

SMALLEST = 3.0
"""Points that a rectangle is wide and high at least when it hides words or is their ground; thinner ones are rules."""
OUTSIDE = 5.0
"""Points by which a rectangle may stand out of the page; one that reaches further is cut to a shape that is not known."""
FRAME = 4.0
SAME = 0.2
"""Two rectangles painted one after the other whose sides lie so far apart, but no further, are the outer and inner side of a frame."""
BAND = 12.0
COVERED = 0.6
"""The share of a letter's height that is painted over when nobody can read it any more."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters drawn one after the other at one height: `page.text[start:end]`."""

    start: int
    end: int
    top: float
    bottom: float


def runs_of(page: DrawnPage) -> Iterator[Run]:
    """The characters of a page in runs of one height and colour, in drawing order."""
    start = 0
    for _, part in groupby(zip(page.top, page.bottom, page.colour, strict=True)):
        end = start + sum(1 for _ in part)
        yield Run(start, end, page.top[start], page.bottom[start])
        start = end


def fills_of(page: DrawnPage) -> Iterator[tuple[int, Box, str, int]]:
    """The painted rectangles of a page: number, box, colour, and how many characters were drawn before."""
    for number, (box, colour) in enumerate(page.fills):
        yield number, box, colour, page.fill_places[number] if page.fill_places else 0


def covers_of(page: DrawnPage) -> list[tuple[Box, int]]:
    """What was painted after words and hides what lies below it, with the number of characters before it."""
    others = [(box, place) for box, place in zip(page.covers, page.cover_places, strict=True) if is_large(box) and _is_inside(box, page)]
    if not any(page.fill_places):
        return others
    large = [(number, box, place) for number, box, _, place in fills_of(page) if place and is_large(box) and _is_inside(box, page)]
    frames = frames_of(page) if large else set()
    return [(box, place) for number, box, place in large if number not in frames] + others


def frames_of(page: DrawnPage) -> set[int]:
    """The numbers of the rectangles that are the sides of a frame, painted only between them."""
    frames: set[int] = set()
    for (before, box, colour, place), (number, other_box, other, other_place) in pairwise(fills_of(page)):
        if colour == other and place == other_place and abs(box[0] - other_box[0]) < FRAME and abs(box[1] - other_box[1]) < FRAME:
            apart = [abs(side - same) for side, same in zip(box, other_box, strict=True)]
            if SAME < max(apart) < FRAME:
                frames |= {before, number}
    return frames


def hides(box: Box, x: float, top: float, bottom: float) -> bool:
    """Whether a cover hides a letter of that height whose middle stands at `x`: an edge that only crosses it does not."""
    x0, upper, x1, lower = box
    return x0 <= x <= x1 and min(bottom, lower) - max(top, upper) >= COVERED * (bottom - top)


def painted_over(page: DrawnPage, covers: Iterable[tuple[Box, int]], bands: dict[int, list[Run]]) -> Iterator[int]:
    """The characters that were painted over after they were drawn."""
    for box, place in covers:
        for band in range(int(box[1] // BAND), int(box[3] // BAND) + 1):
            for run in bands.get(band, ()):
                if run.start < place and min(run.bottom, box[3]) - max(run.top, box[1]) >= COVERED * (run.bottom - run.top):
                    for index in range(run.start, min(run.end, place)):
                        if hides(box, (page.x0[index] + page.x1[index]) / 2, run.top, run.bottom) and not page.text[index].isspace():
                            yield index


def bands_of(runs: Iterable[Run]) -> dict[int, list[Run]]:
    """Runs by the height at which their middle stands."""
    bands: dict[int, list[Run]] = {}
    for run in runs:
        bands.setdefault(int((run.top + run.bottom) / 2 // BAND), []).append(run)
    return bands


def is_large(box: Box) -> bool:
    """Whether a box is more than a rule."""
    return box[2] - box[0] > SMALLEST and box[3] - box[1] > SMALLEST


def _is_inside(box: Box, page: DrawnPage) -> bool:
    return min(box[0], box[1]) >= -OUTSIDE and box[2] <= page.width + OUTSIDE and box[3] <= page.height + OUTSIDE
