"""Columns that stand little further apart than words do."""

from __future__ import annotations

import pytest
from pages import Sheet

from pipeline.read.close_columns import close_columns
from pipeline.read.columns import find_columns, spaced
from pipeline.read.lines import find_lines
from pipeline.read.pieces import find_pieces


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        ([["Ashby", "12.5 31.0", "4"], ["Barrow", "17.0 28.4", "6"], ["Carrick", "10.1 16.3", "1"]], 4),
        ([["Ashby", "10 000", "4"], ["Barrow", "17 284", "6"], ["Carrick", "9 163", "1"]], 3),  # thousands set apart, flush right
        ([["Ashby", "12.5 Elm", "4"], ["Barrow", "17.0 Oak", "6"], ["Carrick", "10.1 Ash", "1"]], 4),  # labels of the next panel
        ([["Ashby", "12.5 each", "4"], ["Barrow", "17.0 each", "6"], ["Carrick", "10.1 each", "1"]], 3),
    ],
)
def test_columns_of_nothing_but_figures_may_stand_close(rows: list[list[str]], columns: int) -> None:
    sheet = Sheet()
    for number, (label, middle, last) in enumerate(rows):
        top = 100 + 14.0 * number
        sheet.write(label, 72, top, size=10)
        first, second = middle.split()
        x = 300 - 5.0 * len(second)
        sheet.write(second, x, top, size=10)
        sheet.write(first, x - 3.8 - 5.0 * len(first), top, size=10)
        sheet.write(last, 340, top, size=10)
    lines = [spaced(line) for line in find_lines(find_pieces(sheet.drawn()))]
    assert len(close_columns(lines, find_columns(lines)).extents) == columns
