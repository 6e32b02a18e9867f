"""Lines of words that a page draws as shapes: they can be seen, but its text has none of them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from pipeline.read.pieces import Piece
from pipeline.records import Box, DrawnPage

SMALLEST, LARGEST = 1.5, 36.0
"""The height in points of a shape that may be a letter."""
WIDEST = 2.0
"""How wide a letter is at the most, in its heights, but for a few points: stops and dashes are flat."""
FLAT = 4.0
SAME_LINE = 2.5
"""Points between the lower sides of letters of one line, from the lowest to the next."""
FEWEST_IN_LINE, FEWEST_WIDTHS = 12, 5
"""So many letters stand in a line at least, of so many widths: what a chart or a pattern draws in a row is of one."""
FEWEST_LETTERS = 40
"""So many letters a page draws at least; fewer are the words of a crest."""


def find_outlined_lines(page: DrawnPage, pieces: Sequence[Piece]) -> list[Box]:
    """The boxes of lines whose letters are drawn as shapes, where no words of the text stand; empty when there are few such letters.

    Source: minutes in whose typeface a printer's driver did not trust, so that the body is shapes and the table, in another, is text.
    """
    if len(page.shapes) < FEWEST_LETTERS:
        return []
    rows = [row for row in _rows(page.shapes) if len(row) >= FEWEST_IN_LINE and _is_level(row)]
    lines = [line for row in rows if len(line := _uncovered(row, pieces)) >= FEWEST_IN_LINE and _is_lettering(line)]
    if sum(map(len, lines)) < FEWEST_LETTERS:
        return []
    return [(min(box[0] for box in line), min(box[1] for box in line), max(box[2] for box in line), line[-1][3]) for line in lines]


def without_strokes(page: DrawnPage, lines: Sequence[Box]) -> DrawnPage:
    """The page without the edges of the letters in such lines, which are no rules of tables."""
    edges = [edge for edge in page.edges if not any(_holds(line, edge) for line in lines)]
    return replace(page, edges=edges)


def _holds(line: Box, edge: tuple[str, float, float, float, float]) -> bool:
    _, x0, x1, top, bottom = edge
    return line[0] <= x0 and x1 <= line[2] and line[1] <= top and bottom <= line[3]


def _rows(shapes: Sequence[Box]) -> list[list[Box]]:
    """Shapes that may be letters, those of one place once, by the lines on which they stand."""
    letters = {box for box in shapes if SMALLEST < box[3] - box[1] < LARGEST and box[2] - box[0] < WIDEST * (box[3] - box[1]) + FLAT}
    rows: list[list[Box]] = []
    for box in sorted(letters, key=lambda box: box[3]):
        if rows and box[3] - rows[-1][-1][3] < SAME_LINE:
            rows[-1].append(box)
        else:
            rows.append([box])
    return rows


def _is_level(row: Sequence[Box]) -> bool:
    """Whether the lower sides of shapes, each near the next, lie within the height of the tallest; those of a map lie everywhere."""
    return row[-1][3] - row[0][3] < max([box[3] - box[1] for box in row])


def _uncovered(row: Sequence[Box], pieces: Sequence[Piece]) -> list[Box]:
    """The letters of a line that do not lie on a word of the text."""
    top, bottom = min(box[1] for box in row), row[-1][3]
    level = [piece for piece in pieces if piece.top < bottom and piece.bottom > top]
    return [box for box in row if not any(_lies_on(box, piece) for piece in level)]


def _lies_on(box: Box, piece: Piece) -> bool:
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return piece.x0 <= across <= piece.x1 and piece.top <= down <= piece.bottom


def _is_lettering(line: Sequence[Box]) -> bool:
    """Whether shapes side by side are as different in width as letters are."""
    return len({round(box[2] - box[0], 1) for box in line}) >= FEWEST_WIDTHS
