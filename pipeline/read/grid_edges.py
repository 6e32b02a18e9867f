"""The edges that draw a page's tables: those that nobody sees left out, sides left open closed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, deque
from collections.abc import Sequence
from itertools import compress

from pipeline.read.grid import Edge, Grid, find_grids
from pipeline.read.pieces import Piece
from pipeline.records import Box, DrawnPage

THIN = 4.0
"""Points below which a painted rectangle is a rule."""
DOT = 3.0
"""Points that a rule is long at least; shorter edges are those of dots, unless they make a line together."""
FEWEST_DOTS = 12
CUT = 8.0
"""Points by which uprights go on below the last level rule of a table at least, where a page's end cuts its last row."""
OUTSIDE = 12.0
"""Points by which rules go on beyond an open side at least."""
NEAR = 4.0
"""Points by which the ends of such rules may differ."""


Stretch = tuple[float, float, float]


def seen_edges(page: DrawnPage) -> Sequence[Edge]:
    """The edges of a page without those of dots, and of rectangles painted upon a larger one in its own colour, which nobody sees.

    Source: word processors that paint a cell and then each of its lines. White is kept: a white cell on white paper is still a cell.
    """
    hidden: Counter[Edge] = Counter()
    recent: dict[str, deque[Box]] = {}
    for box, colour in page.fills:
        x0, top, x1, bottom = box
        if colour == "#ffffff" or bottom - top < THIN or x1 - x0 < THIN:
            continue
        around = recent.setdefault(colour, deque(maxlen=8))
        for left, upper, right, lower in around:
            if left <= x0 + 0.5 and upper <= top + 0.5 and right >= x1 - 0.5 and lower >= bottom - 0.5:
                hidden.update(_sides(box))
                break
        else:
            around.append(box)
    edges = _without(_without_dots(page.edges), hidden)
    white = [box for box, colour in page.fills if colour == "#ffffff" and box[3] - box[1] >= THIN and box[2] - box[0] >= THIN]
    return _without_white(edges, white) if white else edges


def _without(edges: Sequence[Edge], left_out: Counter[Edge]) -> Sequence[Edge]:
    if not left_out:
        return edges
    seen: list[Edge] = []
    for edge in edges:
        if left_out[edge] > 0:
            left_out[edge] -= 1
        else:
            seen.append(edge)
    return seen


def _sides(box: Box) -> list[Edge]:
    x0, top, x1, bottom = box
    return [("h", x0, x1, y, y) for y in (top, bottom)] + [("v", x, x, top, bottom) for x in (x0, x1)]


def _without_white(edges: Sequence[Edge], white: Sequence[Box]) -> Sequence[Edge]:
    """The edges without those of white boxes inside the cells that the other edges draw.

    Source: word processors that paint each line of words copied from a web page.
    """
    others = _without(edges, Counter([edge for box in white for edge in _sides(box)]))
    white = _within_reach(white, others)
    if not white:
        return edges
    cells = [cell for grid in find_grids(others) for cell in grid.cells]
    cells.sort(key=lambda cell: cell[1])
    tops = [cell[1] for cell in cells]
    tallest = max([cell[3] - cell[1] for cell in cells], default=0.0)
    inside: Counter[Edge] = Counter()
    for box in white:
        around = cells[bisect_left(tops, box[3] - tallest - 1) : bisect_right(tops, box[1] + 1)]
        if any(c[0] - 1 <= box[0] and box[2] <= c[2] + 1 and box[3] <= c[3] + 1 for c in around):
            inside.update(_sides(box))
    return _without(edges, inside)


def _within_reach(boxes: Sequence[Box], edges: Sequence[Edge]) -> Sequence[Box]:
    """The boxes that may lie inside a cell that some edges draw: none that is as large as the page, or beside all that is ruled."""
    across = [edge[1] for edge in edges if edge[0] == "v"]
    down = [edge[3] for edge in edges if edge[0] == "h"]
    if not across or not down:
        return []
    left, right, upper, lower = min(across) - 2, max(across) + 2, min(down) - 2, max(down) + 2
    return [box for box in boxes if left <= box[0] and box[2] <= right and upper <= box[1] and box[3] <= lower]


def _without_dots(edges: Sequence[Edge]) -> Sequence[Edge]:
    """The edges without the sides of dots across a dotted line; those along it, which make it a line, are kept.

    The dots of a line to sign on stand so close to each other that their sides would draw a table's own rules away from their place.
    """
    if len(edges) < FEWEST_DOTS:
        return edges
    short = [(bottom - top if side == "v" else x1 - x0) < DOT for side, x0, x1, top, bottom in edges]
    if short.count(True) < FEWEST_DOTS:
        return edges
    lines: dict[tuple[str, int], list[Stretch]] = {}
    for edge in compress(edges, short):
        across, start, end = (edge[1], edge[3], edge[4]) if edge[0] == "v" else (edge[3], edge[1], edge[2])
        lines.setdefault(_line_of(edge), []).append((across, start, end))
    gone = {line for line, stretches in lines.items() if _reach(stretches) < DOT}
    if not gone:
        return edges
    gone -= {_line_of(edge) for edge, is_short in zip(edges, short, strict=True) if not is_short}  # what is long on a line makes it one
    return [edge for edge, is_short in zip(edges, short, strict=True) if not is_short or _line_of(edge) not in gone]


def _line_of(edge: Edge) -> tuple[str, int]:
    """The line that an edge is a part of: whether it stands or lies, and where, to a point."""
    return edge[0], round(edge[1] if edge[0] == "v" else edge[3])


def _reach(stretches: Sequence[Stretch]) -> float:
    """How long the longest line is that stretches with small gaps between them make."""
    longest, begin, end = 0.0, -1e9, -1e9
    for _, start, stop in sorted(stretches, key=lambda stretch: stretch[1]):
        if start > end + DOT:
            begin = start
        end = max(end, stop)
        longest = max(longest, end - begin)
    return longest


def open_sides(grids: Sequence[Grid], edges: Sequence[Edge], pieces: Sequence[Piece]) -> list[Edge]:
    """Edges that close the left and right sides of grids whose rules go on beyond their last upright ones, over words.

          |  Farms  |  Works  |
    ------+---------+---------+------
    1991  |   11.0  |   40.7  |  48.4
    ------+---------+---------+------
    """
    closing: list[Edge] = []
    rules: list[Stretch] = []
    for grid in grids:
        left, top, right, bottom = grid.box
        levels = {round(y / NEAR) for cell in grid.cells for y in (cell[1], cell[3])}
        if len(levels) < 3 or len(grid.cells) < 4 or all(cell[0] == left for cell in grid.cells):
            continue
        rules = rules or _level_rules(edges)
        for beyond in (
            [(y, x0) for y, x0, x1 in rules if top - NEAR < y < bottom + NEAR and x0 < left - OUTSIDE and x1 > right - NEAR],
            [(y, x1) for y, x0, x1 in rules if top - NEAR < y < bottom + NEAR and x1 > right + OUTSIDE and x0 < left + NEAR],
        ):
            x = _common([end for _, end in beyond])
            if x is None:
                continue
            heights = [y for y, end in beyond if abs(end - x) < NEAR]
            if len({round(y / NEAR) for y in heights}) < max(2, 0.3 * len(levels)) or max(heights) < bottom - NEAR:
                continue
            x0, x1 = (x, left) if x < left else (right, x)
            if sum([x0 < piece.x0 and piece.x1 < x1 and top < (piece.top + piece.bottom) / 2 < bottom for piece in pieces]) > 1:
                closing.append(("v", x, x, min(heights), max(heights)))
    return closing


def _level_rules(edges: Sequence[Edge]) -> list[Stretch]:
    """Level rules as height, start and end, stretches that meet as one."""
    rules: list[Stretch] = []
    for y, x0, x1 in sorted((edge[3], edge[1], edge[2]) for edge in edges if edge[0] == "h"):
        if rules and rules[-1][0] == y and x0 <= rules[-1][2] + NEAR:
            rules[-1] = (y, rules[-1][1], max(rules[-1][2], x1))
        else:
            rules.append((y, x0, x1))
    return rules


def _common(ends: Sequence[float]) -> float | None:
    """The place where most of some rules end, None when they end here and there."""
    if not ends:
        return None
    place = sorted(ends)[len(ends) // 2]
    return place if sum([abs(end - place) < NEAR for end in ends]) > 0.6 * len(ends) else None


def open_ends(grids: Sequence[Grid], edges: Sequence[Edge], pieces: Sequence[Piece]) -> list[Edge]:
    """Edges that close the lower side of grids whose uprights go on beyond their last level rule, over words: a page cuts their last row.

    ----+---------+------
     5  |  Oil    |  May
    ----+---------+------
     6  |  Drums  |  June
        |  away   |
    """
    lowest = max([grid.box[3] for grid in grids], default=0.0)
    last = [grid for grid in grids if grid.box[3] > lowest - NEAR]
    uprights = [edge for edge in edges if edge[0] == "v" and edge[4] > lowest] if last else []
    closing: list[Edge] = []
    for grid in last:
        left, _, right, bottom = grid.box
        beyond = [edge for edge in uprights if left - NEAR < edge[1] < right + NEAR and edge[3] < bottom + NEAR and edge[4] > bottom + CUT]
        sides = {round(x / NEAR) for cell in grid.cells for x in (cell[0], cell[2])}
        y = _common([edge[4] for edge in beyond])
        if y is None or len(sides) < 3 or len({round(edge[1] / NEAR) for edge in beyond}) < 0.6 * len(sides):
            continue
        if any(edge[0] == "h" and bottom + NEAR < edge[3] < y + NEAR and edge[1] < right and edge[2] > left for edge in edges):
            continue
        if any(left < piece.x0 and piece.x1 < right + NEAR and bottom < (piece.top + piece.bottom) / 2 < y for piece in pieces):
            closing.append(("h", left, right, y, y))
    return closing
