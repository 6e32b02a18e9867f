"""Rows of tables without rules that are only the second line of the row above: put together again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from pipeline.extract.tables.cells import GridRow

CLOSE = 0.6
"""A line of the same row stands closer to the one above than this share of what usually parts two rows."""
MOST_FILLED = 0.8
"""The share of the rows that fill a column which no row leaves blank."""


def wrapped(rows: Sequence[GridRow]) -> list[bool]:
    """For each row whether it is the rest of the one above: set closer to it than rows are, with a cell blank that others fill."""
    gaps = [_gap(above, below) for above, below in pairwise(rows)]
    usual = median(gaps) if gaps else 0.0
    return [False, *(_is_rest(rows, below, gap, usual) for gap, (_, below) in zip(gaps, pairwise(rows), strict=True))] if rows else []


def _is_rest(rows: Sequence[GridRow], row: GridRow, gap: float, usual: float) -> bool:
    if row.band or gap > CLOSE * usual:
        return False
    others = [other for other in rows if other is not row and not other.band]
    filled = [column for column in range(len(row.cells)) if _share(others, column) >= MOST_FILLED]
    return any(not row.cells[column].items for column in filled)


def _share(rows: Sequence[GridRow], column: int) -> float:
    return sum(bool(row.cells[column].items) for row in rows) / max(1, len(rows))


def _gap(above: GridRow, below: GridRow) -> float:
    """The white space between the words of two rows, in points."""
    return min((item.top for item in below.items), default=below.top) - max((item.bottom for item in above.items), default=above.bottom)
