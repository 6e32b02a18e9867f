"""One page's table as rows under columns: odd edges evened out, merged cells filled, tables drawn as one told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.tables.cells import GridCell, GridRow
from pipeline.extract.tables.texts import CellTexts
from pipeline.records import Cell, Page, Table

NEAR = 4.0
"""Points by which two edges may differ and still be one."""
THIN = 9.0
"""Points below which a column without words is only a border."""

NOTHING = GridCell()
"""What stands in a column that no cell of a row reaches."""

Columns = tuple[tuple[float, float], ...]


@dataclass(slots=True)
class PageGrid:
    """A table, or one of several drawn as one, on one page; the rows are those of the page, not yet joined with other pages."""

    page: int
    table: int
    columns: Columns
    rows: list[GridRow]
    ruled: bool
    first: bool = True
    """Whether it opens the drawn table that it is part of."""
    last: bool = True


def page_grids(page: Page, texts: CellTexts) -> list[PageGrid]:
    """The tables of one page, in reading order; a table without words is left out."""
    grids: list[PageGrid] = []
    for index, table in enumerate(page.tables):
        runs = _runs(table)
        for run in runs:
            columns = _columns(run)
            grid = PageGrid(page.number, index, columns, _rows(page, index, table, run, columns, texts), table.ruled)
            grid.first, grid.last = run is runs[0], run is runs[-1]
            if grid.rows:
                grids.append(grid)
    return grids


Run = list[tuple[int, list[Cell]]]


def _runs(table: Table) -> list[Run]:
    """The rows of a table cut where the columns change altogether: two tables drawn without a gap between them."""
    by_row: dict[int, list[Cell]] = {row: [] for row in range(table.rows)}
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            by_row.setdefault(row, []).append(cell)
    runs: list[Run] = [[]]
    edges: set[float] = set()
    for row in sorted(by_row):
        inner = _inner_edges(by_row[row], table)
        apart = edges and not inner <= edges and 2 * _shared(inner, edges) < min(len(inner), len(edges))
        if apart and not any(cell.row < row for cell in by_row[row]):
            runs.append([])
            edges = set()
        runs[-1].append((row, by_row[row]))
        edges |= inner
    return [run for run in runs if run]


def _inner_edges(cells: Sequence[Cell], table: Table) -> set[float]:
    left, right = table.box[0] + THIN, table.box[2] - THIN
    return {edge for cell in cells for edge in (cell.x0, cell.x1) if left < edge < right}


def _shared(some: set[float], others: set[float]) -> int:
    return sum(any(abs(edge - other) < NEAR for other in others) for edge in some)


def _columns(run: Run) -> Columns:
    """The columns that most of the words stand in: the way of cutting a row that covers the most cells with words.

    A row with merged cells speaks for every finer way of cutting that keeps its edges.
    """
    cuts: Counter[tuple[tuple[int, int], ...]] = Counter()
    edges: dict[tuple[tuple[int, int], ...], Columns] = {}
    seen: dict[Columns, tuple[tuple[int, int], ...]] = {}
    for row, cells in run:
        wide = tuple(sorted([(cell.x0, cell.x1) for cell in cells if cell.x1 - cell.x0 > THIN or cell.end > cell.start]))
        near = seen.get(wide)
        if near is None:
            key = tuple((round(x0 / NEAR), round(x1 / NEAR)) for x0, x1 in wide)
            near = seen[wide] = next((known for known in edges if _alike(edges[known], wide)), key)
            edges.setdefault(near, wide)
        cuts[near] += 1 + 2 * sum([cell.end > cell.start and cell.row == row for cell in cells])
    if len(cuts) == 1:
        return edges[next(iter(cuts))]
    best = max(cuts, key=lambda cut: (sum(cuts[other] for other in cuts if _refines(edges[cut], edges[other])), len(cut)))
    return edges[best]


def _refines(fine: Columns, coarse: Columns) -> bool:
    """Whether every edge of one way of cutting a row is an edge of a finer one."""
    ends = {edge for column in fine for edge in column}
    return all(any(abs(edge - end) < NEAR for end in ends) for column in coarse for edge in column)


def _alike(some: Columns, others: Columns) -> bool:
    return len(some) == len(others) and all(abs(a[0] - b[0]) < NEAR and abs(a[1] - b[1]) < NEAR for a, b in zip(some, others, strict=True))


def _rows(page: Page, index: int, table: Table, run: Run, columns: Columns, texts: CellTexts) -> list[GridRow]:
    numbers = {(cell.row, cell.column): number for number, cell in enumerate(table.cells)}
    columns_of: dict[tuple[float, float], list[int]] = {}
    rows: list[GridRow] = []
    for row, cells in run:
        places: list[GridCell] = [NOTHING] * len(columns)
        filled: set[int] = set()
        for cell in sorted(cells, key=_filled_first):
            items = tuple(texts.items.get((index, numbers[cell.row, cell.column]), ()))
            sides = (cell.x0, cell.x1)
            covered = columns_of.get(sides)
            if covered is None:
                covered = columns_of[sides] = under(*sides, columns)
            for order, column in enumerate(covered):
                merged = order > 0 or cell.row < row
                if column not in filled:
                    places[column] = GridCell(items, cell.fill, merged, (cell.x0, cell.top, cell.x1, cell.bottom))
                elif items and not merged:
                    before = places[column]
                    places[column] = GridCell(before.items + items, before.fill or cell.fill, before.merged, before.box)
                if items or cell.end == cell.start:
                    filled.add(column)
        if not any(place.items and not place.merged for place in places):
            continue
        own = [cell for cell in cells if cell.row == row]
        rows.append(
            GridRow(
                cells=tuple(places),
                page=page.number,
                table=index,
                top=min([cell.top for cell in own], default=0.0),
                bottom=max([cell.bottom for cell in own], default=0.0),
                band=_is_band(own, columns),
            )
        )
    return rows


def _filled_first(cell: Cell) -> tuple[bool, float]:
    return cell.end == cell.start, cell.x0


def under(x0: float, x1: float, columns: Columns) -> list[int]:
    """The columns that a cell covers by half or more; the one it covers most when it covers none so far."""
    covered: list[int] = []
    most, best = 0.0, -1
    for column, (left, right) in enumerate(columns):
        if x0 < right and left < x1:
            share = (min(x1, right) - max(x0, left)) / max(right - left, 1.0)
            if share >= 0.5:
                covered.append(column)
            if share > most:
                most, best = share, column
    return covered if covered or best < 0 else [best]


def _is_band(cells: Sequence[Cell], columns: Columns) -> bool:
    """Whether a row is one text across the table, or across its first columns with nothing beside it."""
    worded = [cell for cell in cells if cell.end > cell.start]
    if len(columns) < 2 or len(worded) != 1:
        return False
    covered = under(worded[0].x0, worded[0].x1, columns)
    return len(covered) == len(columns) or (len(columns) > 2 and len(covered) > 1 and covered[0] == 0)
