"""Words in the colour of what they stand on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from pipeline.read.covers import Run, fills_of, frames_of, is_large
from pipeline.read.pieces import Piece
from pipeline.read.stretches import of_stretches
from pipeline.records import DrawnPage

PALE, DARK = 0xE8, 0x28
"""Colours with all parts at or above the one are as good as white, with all parts at or below the other as good as black."""
NEAR = 6
"""Two colours whose parts are no further apart are one to the eye."""
BLACK, WHITE = "#000000", "#ffffff"


def suspect_colours(page: DrawnPage) -> set[str | None]:
    """The colours of letters that may be those of their ground: white and the like, and any that something large is painted with."""
    colours = set(of_stretches(page, page.colour))
    colours -= {None if ink == BLACK else ink for ink in page.inks}
    painted = {colour for box, colour in page.fills if is_large(box)}
    return {ink for ink in colours if _is_pale(ink or BLACK) or any(_are_alike(ink or BLACK, ground) for ground in painted)}


class Grounds:
    """What words of a page stand on."""

    def __init__(self, page: DrawnPage) -> None:
        frames = frames_of(page)
        self.page = page
        self.fills = [(box, colour, place) for number, box, colour, place in fills_of(page) if is_large(box) and number not in frames]
        self.fills.reverse()
        self.unknown = [*page.images, *page.shapes]

    def hides(self, index: int, ink: str, x: float, top: float, bottom: float) -> bool:
        """Whether a character, or the word that begins with it, has the colour of its ground at a place of its middle height.

        Where a picture, a shape or a thick line may be the ground, it is not known, and the word counts as shown.
        """
        y = (top + bottom) / 2
        ground = WHITE
        for (x0, upper, x1, lower), colour, place in self.fills:
            if place <= index and x0 <= x <= x1 and upper <= y <= lower:
                ground = colour
                break
        if not _are_alike(ink, ground) or ground in self.page.inks:
            return False
        if any(x0 <= x <= x1 and upper <= y <= lower for x0, upper, x1, lower in self.unknown):
            return False
        return not any(side == "h" and x0 <= x <= x1 and top < at < bottom for side, x0, x1, at, _ in self.page.edges)


def are_unseen(page: DrawnPage, pieces: list[Piece], suspect: set[str | None]) -> bool:
    """Whether a word in one of the suspect colours has the colour of its ground."""
    words = [piece for piece in pieces if piece.colour in suspect] if suspect else []
    if not words:
        return False
    grounds = Grounds(page)
    return any(grounds.hides(word.first, word.colour or BLACK, (word.x0 + word.x1) / 2, word.top, word.bottom) for word in words)


def unseen(page: DrawnPage, runs: Iterable[Run]) -> Iterator[int]:
    """The characters of some runs that have the colour of their ground."""
    grounds = Grounds(page)
    for run in runs:
        ink = page.colour[run.start] or BLACK
        for index in range(run.start, run.end):
            x = (page.x0[index] + page.x1[index]) / 2
            if not page.text[index].isspace() and grounds.hides(index, ink, x, run.top, run.bottom):
                yield index


def _are_alike(ink: str, ground: str) -> bool:
    if (_is_pale(ink) and _is_pale(ground)) or (_is_dark(ink) and _is_dark(ground)):
        return True
    return max(abs(part - other) for part, other in zip(_parts_of(ink), _parts_of(ground), strict=True)) <= NEAR


def _is_pale(colour: str) -> bool:
    return min(_parts_of(colour)) >= PALE


def _is_dark(colour: str) -> bool:
    return max(_parts_of(colour)) <= DARK


@lru_cache(maxsize=1024)
def _parts_of(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
