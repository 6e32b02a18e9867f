"""Bullets that are drawn and not written: small discs, rings and squares before the first words of lines."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from pipeline.read.pieces import Piece
from pipeline.records import Box, DrawnPage

SMALLEST, LARGEST = 0.2, 0.62
"""A bullet's height and width, as shares of the size of the letters behind it."""
FARTHEST = 2.6
"""The white space between a bullet and its words, in sizes of their letters, at most."""
LEAST_ALIKE = 2
"""So many must stand one below the other on a page: a single spot may be anything."""


def find_drawn_bullets(page: DrawnPage, pieces: Sequence[Piece]) -> list[Piece]:
    """A bullet for each small shape that opens a line, as if it had been written; empty when there are no such shapes.

    Source: pages printed by web browsers, which draw the marks of lists as circles.
    """
    spots = [box for box in page.shapes if _is_spot(box)]
    if len(spots) < LEAST_ALIKE:
        return []
    upright = sorted((piece for piece in pieces if piece.upright), key=lambda piece: piece.x0)
    lefts = [piece.x0 for piece in upright]
    found = [(box, piece) for box in spots if (piece := _opened(box, upright, lefts)) is not None]
    return [_bullet(box, piece) for box, piece in found if sum(_alike(box, other) for other, _ in found) >= LEAST_ALIKE]


def _is_spot(box: Box) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return 1.5 < width < 10 and 1.5 < height < 10 and abs(width - height) < 0.2 * max(width, height)


def _opened(box: Box, pieces: Sequence[Piece], lefts: Sequence[float]) -> Piece | None:
    """The word that opens the line behind a spot; None where none is near, or where words stand before or under the spot too."""
    middle, width = (box[1] + box[3]) / 2, box[2] - box[0]
    level = [piece for piece in _between(pieces, lefts, box[0] - 40, box[2] + 40) if piece.top < middle < piece.bottom]
    behind = next((piece for piece in level if piece.x0 >= box[2] - 0.5), None)
    if behind is None or behind.x0 - box[2] > FARTHEST * behind.size or not SMALLEST * behind.size < width < LARGEST * behind.size:
        return None
    before = [piece for piece in level if piece.x0 < box[2] - 0.5 and piece.x1 > box[0] - 0.4 * behind.size]
    return behind if not before else None


def _between(pieces: Sequence[Piece], lefts: Sequence[float], low: float, high: float) -> Iterator[Piece]:
    yield from pieces[bisect_left(lefts, low) : bisect_right(lefts, high)]


def _alike(box: Box, other: Box) -> bool:
    return abs(box[0] - other[0]) < 1 and abs(box[2] - other[2]) < 1


def _bullet(box: Box, piece: Piece) -> Piece:
    return Piece("•", box[0], piece.top, box[2], piece.bottom, piece.size, False, False, None, True)
