"""Headings read from the bottom up above columns that are not drawn."""

from __future__ import annotations

from pages import Sheet
from typeset import page_of, rows_of, set_row, set_rows

ROWS = [["Ashby", "12", "14"], ["Barrow", "9", "8"], ["Carrick", "7", "5"]]


def counted() -> Sheet:
    sheet = Sheet()
    set_rows(sheet, 200, ROWS, (72, 250, 300), "lrr")
    return sheet


def test_turned_headings_are_the_first_row() -> None:
    sheet = counted()
    sheet.turned("Trees", 240, 192, size=9)
    sheet.turned("Lamps", 290, 192, size=9)
    set_row(sheet, 183, ["Ward"], (72,), "l")
    page = page_of(sheet)
    assert rows_of(page) == [["Ward", "Trees", "Lamps"], *ROWS]
    assert page.furniture == []


def test_turned_words_beside_a_table_are_none_of_its_headings() -> None:
    sheet = counted()
    sheet.turned("Draft", 30, 230, size=9)
    page = page_of(sheet)
    assert rows_of(page) == ROWS
    assert [(item.text, item.role) for item in page.furniture] == [("Draft", "margin")]
