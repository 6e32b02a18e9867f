"""Tables joined over pages: repeated headings dropped, rows that a page's end cuts put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from msgspec.structs import replace
from rapidfuzz import fuzz

from pipeline.extract.material import Material
from pipeline.extract.tables.cells import GridCell, GridRow, TableGrid, joined_items
from pipeline.extract.tables.layout import PageGrid
from pipeline.extract.tables.titles import Titles
from pipeline.extract.tables.wrapped import wrapped
from pipeline.records import Page

EDGE_SHARE = 0.05
"""How far a column's edge may move from one page to the next, as a share of the table's width."""
DAY = re.compile(r"(?:by )?\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8} \d{4}", re.IGNORECASE)
"""A whole date, which no page's end cuts."""
UNFINISHED = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "our", "that", "the", "their", "to", "with"}
)
"""Words that no cell ends with."""


def joined(material: Material, grids: Iterable[PageGrid], titles: Titles) -> Iterator[TableGrid]:
    """The tables of a document, each with all its pages, in reading order."""
    parts: list[PageGrid] = []
    for grid in grids:
        if parts and not (_follows(material, parts[-1], grid) and _belongs(parts, grid)):
            yield _table(parts, titles)
            parts = []
        parts.append(grid)
    if parts:
        yield _table(parts, titles)


def _follows(material: Material, before: PageGrid, after: PageGrid) -> bool:
    """Whether nothing but the page's end stands between two tables."""
    if after.page != before.page + 1 or not before.last or not after.first:
        return False
    page, following = material.pages[before.page], material.pages[after.page]
    end = max(cell.end for cell in page.tables[before.table].cells)
    start = min(cell.start for cell in following.tables[after.table].cells)
    return _quiet(page, end, len(page.text)) and _quiet(following, 0, start)


def _quiet(page: Page, start: int, end: int) -> bool:
    """Whether a stretch of a page holds no words."""
    return not any(line.start >= start and line.end <= end and page.text[line.start : line.end].strip() for line in page.lines)


def _belongs(parts: Sequence[PageGrid], grid: PageGrid) -> bool:
    """Whether a table is the rest of the one on the page before: the same columns, and no headings of its own that differ."""
    before = parts[-1]
    if not same_columns(before, grid):
        return False
    if repeated(parts[0], grid):
        return True
    return not (leading(grid.rows) and leading(parts[0].rows))


def same_columns(some: PageGrid, others: PageGrid) -> bool:
    """Whether two tables have the same columns, wherever on their pages they stand."""
    if len(some.columns) != len(others.columns):
        return False
    shift = others.columns[0][0] - some.columns[0][0]
    allowed = max(12.0, EDGE_SHARE * (some.columns[-1][1] - some.columns[0][0]))
    return abs(shift) < 60 and all(abs(a[1] + shift - b[1]) <= allowed for a, b in zip(some.columns, others.columns, strict=True))


def leading(rows: Sequence[GridRow]) -> int:
    """How many rows at the top of a table are headings by their look: short, and bolder or painted otherwise than the rows below."""
    count = 0
    while count < min(3, len(rows) - 1) and rows[count].band:
        count += 1
    if count < len(rows) - 1 and _looks_like_headings(rows[count], rows[count + 1 :]):
        count += 1
        while count < len(rows) - 1 and _same_paint(rows[count - 1], rows[count]) and _looks_like_headings(rows[count], rows[count + 1 :]):
            count += 1
        return count
    return 0


def _looks_like_headings(row: GridRow, below: Sequence[GridRow]) -> bool:
    worded = [cell for cell in row.cells if cell.items]
    if row.band or len(worded) < 2 or any(len(cell.line) > 70 for cell in worded):
        return False
    others = [r for r in below if not r.band][:6]
    bold = all(cell.bold for cell in worded) and not all(c.bold for r in others for c in r.cells if c.items)
    fills = {cell.fill for cell in worded}
    painted = None not in fills and len(fills) == 1 and not any(c.fill in fills for r in others for c in r.cells)
    return bold or painted


def _same_paint(row: GridRow, other: GridRow) -> bool:
    return {cell.fill for cell in row.cells if cell.items} == {cell.fill for cell in other.cells if cell.items} != {None}


def repeated(first: PageGrid, grid: PageGrid) -> int:
    """How many rows at the top of `grid` repeat the headings of `first`, though mangled; 0 for none."""
    for count in range(min(4, len(first.rows), len(grid.rows)), 0, -1):
        pairs = list(zip(first.rows[:count], grid.rows[:count], strict=True))
        if all(_alike(a, b) for a, b in pairs) and not all(a.band for a, _ in pairs):
            return count
    return 0


def _alike(row: GridRow, other: GridRow) -> bool:
    mine, theirs = (" ".join(cell.line for cell in r.cells if not cell.merged) for r in (row, other))
    return bool(mine) and fuzz.ratio(mine.lower(), theirs.lower()) >= 80


def _table(parts: Sequence[PageGrid], titles: Titles) -> TableGrid:
    for part in parts:
        if not part.ruled:
            part.rows = _unwrapped(part.rows)
    rows = list(parts[0].rows)
    headings = leading(rows)
    for part in parts[1:]:
        fresh = part.rows[repeated(parts[0], part) :]
        if fresh and rows:
            fresh = _filled_from(rows[-1], fresh)
            if _cut(rows, fresh, headings):
                rows[-1] = _one_row(rows[-1], fresh[0])
                fresh = fresh[1:]
        rows.extend(fresh)
    rows = [replace(row, heading=position < headings and not row.band) for position, row in enumerate(rows)]
    heading = titles.above(parts[0].page, parts[0].rows[0].top)
    return TableGrid(
        columns=parts[0].columns,
        rows=tuple(rows),
        header_rows=headings,
        heading=heading.text if heading is not None else None,
        ruled=parts[0].ruled,
        tables=tuple((part.page, part.table) for part in parts),
    )


def _unwrapped(rows: Sequence[GridRow]) -> list[GridRow]:
    """The rows of a table without rules, each with its second lines."""
    whole: list[GridRow] = []
    for row, rest in zip(rows, wrapped(rows), strict=True):
        if rest:
            whole[-1] = replace(_one_row(whole[-1], row), bottom=row.bottom)
        else:
            whole.append(row)
    return whole


def _cut(rows: Sequence[GridRow], fresh: Sequence[GridRow], headings: int) -> bool:
    """Whether the first row on a new page is the rest of the last row on the page before.

    It is when a sentence goes on in small letters, or when columns that every row fills are blank in it; it is not when a
    short cell (a date, a status, a reference) is filled on both sides of the page's end.
    """
    last, row = rows[-1], fresh[0]
    if last.band or row.band or last.heading or _labels_again(rows, row):
        return False
    body = [r for r in [*rows[headings:], *fresh[1:]] if not r.band]
    score = 0.0
    for column, cell in enumerate(row.cells):
        before = last.cells[column].line
        if not cell.items:
            share = sum(bool(r.cells[column].items) for r in body) / max(1, len(body))
            score += 1.5 if share >= 0.8 else 0.5 if column == 0 else 0.0
        elif cell.merged:
            continue
        elif not before:
            score -= 0.5
        elif _unfinished(before, cell.line):
            score += 2
        elif _is_short(body, column) or (DAY.fullmatch(before) and DAY.fullmatch(cell.line)):
            score -= 2
    return score >= 1.5


def _labels_again(rows: Sequence[GridRow], row: GridRow) -> bool:
    """Whether a row has a label that its column has had above (`Share of the whole:`): it opens something new."""
    labels = [(column, cell.line) for column, cell in enumerate(row.cells) if cell.items and not cell.merged and cell.line.endswith(":")]
    return any(" " in label and any(above.cells[column].line == label for above in rows) for column, label in labels)


def _unfinished(before: str, after: str) -> bool:
    words = before.split()
    if after[:1].islower() and not before.endswith((".", "!", "?")):
        return True
    return before.endswith((",", "-", "&", "/")) or (len(words) > 1 and words[-1].lower() in UNFINISHED)


def _is_short(rows: Sequence[GridRow], column: int) -> bool:
    lengths = [len(row.cells[column].line.split()) for row in rows if row.cells[column].items and not row.cells[column].merged]
    return bool(lengths) and median(lengths) <= 2


def _filled_from(last: GridRow, fresh: list[GridRow]) -> list[GridRow]:
    """Rows at a page's top whose first cell is blank because the cell above reaches over the page's end: filled from it.

    Only a cell that spans several rows, or a blank one in a row that is not the rest of the last row, can be meant.
    """
    if last.band or fresh[0].band or not last.cells[0].items:
        return fresh
    blank = fresh[0].cells[0]
    if blank.items:
        return fresh
    filled = [fresh[0]]
    for row in fresh[1:]:
        cell = row.cells[0]
        if row.band or cell.items or cell.box != blank.box:
            break
        filled.append(replace(row, cells=(GridCell(last.cells[0].items, cell.fill, True, cell.box), *row.cells[1:])))
    return filled + list(fresh[len(filled) :])


def _one_row(last: GridRow, rest: GridRow) -> GridRow:
    cells = []
    for before, after in zip(last.cells, rest.cells, strict=True):
        items = before.items if after.merged else joined_items(before.items, after.items)
        cells.append(GridCell(items, before.fill or after.fill, before.merged, before.box))
    return replace(last, cells=tuple(cells))
