"""Ruled tables whose rules leave rows or columns undrawn: told by the words."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from pages import Sheet, read_sheets

from pipeline.records import Page

SIDES = (72.0, 232.0, 312.0, 392.0)


def read(sheet: Sheet) -> Page:
    return read_sheets(sheet)[0]


def rows(page: Page, table: int = 0) -> list[list[str]]:
    """The words of the cells, row by row."""
    found: list[list[str]] = [[] for _ in range(page.tables[table].rows)]
    for cell in page.tables[table].cells:
        found[cell.row].append(page.text[cell.start : cell.end])
    return found


def framed(body: Sequence[str], bottom: float) -> Sheet:
    """A table with a ruled heading and one ruled row below, whose cells hold `body`."""
    sheet = Sheet()
    sheet.table(SIDES, (100, 120, bottom), [("Ward", "Trees", "Benches"), body])
    return sheet


def test_lines_of_figures_with_labels_are_rows() -> None:
    page = read(framed(("Ashby\nBarrow\nCarrick", "14\n9\n120", "3\n-\n7"), 170))
    assert rows(page) == [["Ward", "Trees", "Benches"], ["Ashby", "14", "3"], ["Barrow", "9", "-"], ["Carrick", "120", "7"]]
    assert [(t.rows, t.columns, t.ruled) for t in page.tables] == [(4, 3, True)]


def test_a_label_on_two_lines_is_one_row() -> None:
    page = read(framed(("Ashby\nBarrow with the\nold harbour\nCarrick", "14\n9\n\n120", "3\n-\n\n7"), 180))
    assert rows(page)[2:] == [["Barrow with the\nold harbour", "9", "-"], ["Carrick", "120", "7"]]


@pytest.mark.parametrize(
    "body",
    [
        ("Plant limes along the\npromenade and water\nthem in the first year", "14\n9", "3"),  # one action, two figures of it
        ("Plant limes", "May 2026\nJune 2026", "Clerk\nWarden"),  # dates and people
        ("Plant limes\nMend benches", "Clerk\nWarden", "3"),  # two actions, no figures
        ("Plant limes along\nthe promenade", "2026\n2027", "-"),  # a sentence beside two years
    ],
)
def test_lines_of_texts_stay_one_row(body: Sequence[str]) -> None:
    page = read(framed(body, 170))
    assert rows(page) == [["Ward", "Trees", "Benches"], list(body)]


def test_rows_painted_as_one_bar_are_cut_at_the_columns() -> None:
    """Only the heading's cells have sides; each row below is one wide box."""
    sheet = Sheet()
    sheet.table(SIDES, (100, 120), [("Ward", "Trees", "Benches")])
    for number, texts in enumerate((("Ashby", "14", "3"), ("Barrow", "9", "7"))):
        sheet.box(SIDES[0], 120 + 20 * number, SIDES[-1], 140 + 20 * number)
        for x, text in zip(SIDES, texts, strict=False):
            sheet.write(text, x + 4, 124 + 20 * number, size=9)
    assert rows(read(sheet)) == [["Ward", "Trees", "Benches"], ["Ashby", "14", "3"], ["Barrow", "9", "7"]]


def test_a_band_over_all_columns_stays_one_cell() -> None:
    sheet = Sheet()
    sheet.table(SIDES, (100, 120), [("Ward", "Trees", "Benches")])
    sheet.box(SIDES[0], 120, SIDES[-1], 140)
    sheet.write("Wards north of the river in 2026", SIDES[0] + 4, 124, size=9)
    sheet.table(SIDES, (140, 160), [("Ashby", "14", "3")])
    assert rows(read(sheet))[1] == ["Wards north of the river in 2026"]
