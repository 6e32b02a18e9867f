"""Tables drawn with lines: from the edges on a page to grids of cells, and which characters stand in each cell.

The rules are pdfplumber's default line strategy: edges within three points of each other are snapped to their mean, edges
on one line are joined over gaps of three points, where they cross are corners, the smallest rectangles between connected corners
are cells, cells that share a corner are one table. The work is done in the order of the page, so it grows with the number of crossings.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter

import msgspec

from pipeline.read.clusters import number_clusters
from pipeline.read.words import cell_text
from pipeline.records import Box, DrawnPage

TOLERANCE = 3.0
SHORTEST_EDGE = 1.0 - 1e-6
SHORTEST_RULE = 3.0

Edge = tuple[str, float, float, float, float]
Rule = tuple[float, float, float]
Point = tuple[float, float]
Corners = dict[float, dict[float, tuple[int, float]]]
"""Corners by the place of a line and their place on it: the rules of that line through each, as bits, and how far the last one leads."""


class Grid(msgspec.Struct, frozen=True):
    """A table made of lines: the boxes of its cells, from left to right and in each column from top to bottom."""

    cells: list[Box]

    @property
    def box(self) -> Box:
        x0, top, x1, bottom = zip(*self.cells, strict=True)
        return min(x0), min(top), max(x1), max(bottom)

    @property
    def rows(self) -> list[list[Box | None]]:
        """The cells row by row, one place for each left edge of a cell in the table; None where no cell starts."""
        places = sorted({cell[0] for cell in self.cells})
        by_row = groupby(sorted(self.cells, key=itemgetter(1, 0)), key=itemgetter(1))
        return [[cells.get(x) for x in places] for cells in ({cell[0]: cell for cell in row} for _, row in by_row)]


def find_grids(edges: Iterable[Edge]) -> list[Grid]:
    """The tables that the edges of a page draw, from the top of the page; empty when there is none of at least two cells."""
    upright: list[Rule] = []
    level: list[Rule] = []
    for orientation, x0, x1, top, bottom in edges:
        if orientation == "v":
            if bottom - top >= SHORTEST_EDGE:
                upright.append((x0, top, bottom))
        elif orientation == "h" and x1 - x0 >= SHORTEST_EDGE:
            level.append((top, x0, x1))
    if not upright or not level:
        return []
    return _join_cells(_find_cells(_merge_edges(upright), _merge_edges(level)))


def find_cell_characters(page: DrawnPage, grid: Grid) -> list[list[int]]:
    """For each cell of the grid the indices of the characters whose middle stands in it, in drawing order."""
    xs = sorted({x for cell in grid.cells for x in (cell[0], cell[2])})
    tops = sorted({y for cell in grid.cells for y in (cell[1], cell[3])})
    owners, overlap = _own_squares(grid.cells, xs, tops)
    found: list[list[int]] = [[] for _ in grid.cells]
    left, right, upper, lower = xs[0], xs[-1], tops[0], tops[-1]
    width = len(xs)
    # Characters are mostly drawn cell by cell: the cell of the last one is tried first.
    inside: list[int] = []
    a = b = c = d = 0.0
    for index, (x0, x1, top, bottom) in enumerate(zip(page.x0, page.x1, page.top, page.bottom, strict=True)):
        middle, centre = (x0 + x1) / 2, (top + bottom) / 2
        if a <= middle < c and b <= centre < d:
            inside.append(index)
        elif not (upper <= centre < lower and left <= middle < right):
            continue
        elif overlap:
            for number, (x, y, x_end, y_end) in enumerate(grid.cells):
                if x <= middle < x_end and y <= centre < y_end:
                    found[number].append(index)
        else:
            owner = owners.get((bisect_right(tops, centre) - 1) * width + bisect_right(xs, middle) - 1)
            if owner is not None:
                a, b, c, d = grid.cells[owner]
                inside = found[owner]
                inside.append(index)
    return found


def stock_tables(page: DrawnPage) -> list[list[list[str | None]]]:
    """The tables of a page as pdfplumber's `extract_tables()` gives them: rows of cell texts, None where no cell starts."""
    tables: list[list[list[str | None]]] = []
    for grid in find_grids(page.edges):
        characters = find_cell_characters(page, grid)
        texts = {cell: cell_text(page, inside) if inside else "" for cell, inside in zip(grid.cells, characters, strict=True)}
        tables.append([[None if cell is None else texts[cell] for cell in row] for row in grid.rows])
    return tables


def _merge_edges(edges: list[Rule]) -> list[Rule]:
    """Edges of one orientation as `(position, start, end)`, snapped, joined, without the short ones; sorted."""
    number_of = number_clusters([edge[0] for edge in edges], TOLERANCE)
    clusters: dict[int, list[Rule]] = {}
    for edge in edges:
        clusters.setdefault(number_of[edge[0]], []).append(edge)
    lines: dict[float, list[Point]] = {}
    for number in sorted(clusters):
        cluster = clusters[number]
        mean = sum([edge[0] for edge in cluster]) / len(cluster)
        for position, start, end in cluster:
            # Written as a move, not as `mean`: rounding may then leave two lines where there was one, as in pdfplumber.
            lines.setdefault(position + (mean - position), []).append((start, end))
    rules: list[Rule] = []
    for position in sorted(lines):
        stretches = sorted(lines[position])
        start, end = stretches[0]
        for next_start, next_end in stretches[1:]:
            if next_start <= end + TOLERANCE:
                end = max(end, next_end)
            else:
                if end - start >= SHORTEST_RULE:
                    rules.append((position, start, end))
                start, end = next_start, next_end
        if end - start >= SHORTEST_RULE:
            rules.append((position, start, end))
    return rules


def _find_crossings(upright: list[Rule], level: list[Rule]) -> tuple[Corners, Corners]:
    """What crosses where: for each x the heights of its corners from the top, for each height their xs from the left."""
    columns: Corners = {}
    rows: Corners = {}
    tops = [rule[0] for rule in level]
    level_bits = _bits(level)
    for (x, start, end), bit in zip(upright, _bits(upright), strict=True):
        column = columns.setdefault(x, {})
        first = bisect_left(tops, start - TOLERANCE - 1e-6)
        last = bisect_right(tops, end + TOLERANCE + 1e-6)
        for number in range(first, last):
            top, left, right = level[number]
            if x >= left - TOLERANCE and x <= right + TOLERANCE and start <= top + TOLERANCE and end >= top - TOLERANCE:
                row = rows.setdefault(top, {})
                through = column[top][0] if top in column else 0
                column[top] = through | bit, end + TOLERANCE + 1e-6
                through = row[x][0] if x in row else 0
                row[x] = through | level_bits[number], right + TOLERANCE + 1e-6
    return columns, rows


def _bits(rules: list[Rule]) -> list[int]:
    """A bit for each rule, which tells it from the others on its line."""
    bits: list[int] = []
    for number, rule in enumerate(rules):
        bits.append(bits[-1] << 1 if number and rules[number - 1][0] == rule[0] else 1)
    return bits


def _find_cells(upright: list[Rule], level: list[Rule]) -> list[Box]:
    """The smallest rectangle below and right of each corner whose sides are drawn."""
    columns, rows = _find_crossings(upright, level)
    across = {top: list(row) for top, row in rows.items()}
    cells: list[Box] = []
    for x, column in columns.items():
        tops = list(column)
        for place, top in enumerate(tops, 1):
            xs = across[top]
            cell = _find_cell((x, top), xs[bisect_right(xs, x) :], tops[place:], columns, rows)
            if cell is not None:
                cells.append(cell)
    return cells


def _find_cell(corner: Point, rights: list[float], belows: list[float], columns: Corners, rows: Corners) -> Box | None:
    """The smallest rectangle below and right of a corner, given the corners right of it and below; None when no such sides are drawn."""
    x, top = corner
    column, row = columns[x], rows[top]
    (left, lowest), (upper, farthest) = column[top], row[x]
    for below in belows if rights else ():
        if below > lowest:
            break
        if not left & column[below][0]:
            continue
        low = rows[below]
        for right in rights:
            if right > farthest:
                break
            other = columns[right]
            if upper & row[right][0] and below in other and other[below][0] & other[top][0] and low[right][0] & low[x][0]:
                return x, top, right, below
    return None


def _join_cells(cells: list[Box]) -> list[Grid]:
    """Cells that share a corner, directly or through others, as one grid; grids from the top of the page, those of one cell left out."""
    parent = list(range(len(cells)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    owner: dict[Point, int] = {}
    for number, (x0, top, x1, bottom) in enumerate(cells):
        for corner in ((x0, top), (x0, bottom), (x1, top), (x1, bottom)):
            if corner in owner:
                parent[root(number)] = root(owner[corner])
            else:
                owner[corner] = number
    groups: dict[int, list[Box]] = {}
    for number, cell in enumerate(cells):
        groups.setdefault(root(number), []).append(cell)
    ordered = sorted(groups.values(), key=lambda group: min((cell[1], cell[0]) for cell in group))
    return [Grid(group) for group in ordered if len(group) > 1]


def _own_squares(cells: Sequence[Box], xs: list[float], tops: list[float]) -> tuple[dict[int, int], bool]:
    """The cell that owns each square between neighbouring lines of the table, and whether two cells claim one square."""
    place_x = {x: place for place, x in enumerate(xs)}
    place_top = {top: place for place, top in enumerate(tops)}
    owners: dict[int, int] = {}
    claimed = 0
    for number, (x0, top, x1, bottom) in enumerate(cells):
        for row in range(place_top[top], place_top[bottom]):
            base = row * len(xs)
            for column in range(place_x[x0], place_x[x1]):
                owners[base + column] = number
                claimed += 1
    return owners, claimed != len(owners)
