"""Second lines of rows in tables without rules."""

from __future__ import annotations

import pytest

from pipeline.extract.tables.cells import CellItem, GridCell, GridRow
from pipeline.extract.tables.wrapped import wrapped
from pipeline.records import Span


def row(top: float, *texts: str, band: bool = False) -> GridRow:
    cells = [GridCell((CellItem(text, (Span(1, 0, 1),), top=top, bottom=top + 10),) if text else ()) for text in texts]
    return GridRow(tuple(cells), 1, 0, top, top + 10, band=band)


ROWS = [
    ((100, "Scan the files", "Clerk", "December"), (112, "online", "", "2025"), True, "a line close below, its second cell blank"),
    ((100, "Scan the files", "Clerk", "December"), (120, "online", "", "2025"), False, "as far below as other rows are"),
    ((100, "Scan the files", "Clerk", "December"), (112, "Post them", "Warden", "May"), False, "close below, but no cell is blank"),
]


@pytest.mark.parametrize(("first", "second", "expected", "case"), ROWS, ids=[case for *_, case in ROWS])
def test_wrapped(first: tuple[float, str, str, str], second: tuple[float, str, str, str], expected: bool, case: str) -> None:
    others = [row(140 + 20 * place, "Mend the wall", "Clerk", "May 2025") for place in range(5)]
    assert wrapped([row(*first), row(*second), *others])[1] is expected, case


def test_no_rows() -> None:
    assert wrapped([]) == []
