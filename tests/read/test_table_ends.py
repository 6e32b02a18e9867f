"""Rows above the first rule of a table and below its last."""

from __future__ import annotations

from pages import Sheet
from typeset import page_of, rows_of, set_row, set_words

XS = (76.0, 250.0, 330.0)
ROWS = [["Ashby", "12", "14"], ["Barrow", "9", "8"], ["Carrick", "7", "5"], ["Dunmere", "31", "2"], ["Elm Bank", "4", "6"]]


def striped(heads: list[str] | None, rows: list[list[str]]) -> Sheet:
    """Every other row painted; what is painted has edges, the first and last rows may have none."""
    sheet = Sheet()
    if heads:
        set_row(sheet, 86, heads, XS, "lrr")
    for number, row in enumerate(rows):
        top = 100 + 16 * number
        if number % 2 == 0 and number < len(rows) - 1:
            sheet.box(72, top, 340, top + 16)
            sheet.fill((72, top, 340, top + 16), "#e6e6e6")
        set_row(sheet, top + 3, row, XS, "lrr")
    return sheet


def test_headings_above_the_first_stripe() -> None:
    page = page_of(striped(["Ward", "Trees", "Lamps"], ROWS[:4]))
    assert rows_of(page) == [["Ward", "Trees", "Lamps"], *ROWS[:4]]


def test_a_last_row_without_a_stripe() -> None:
    page = page_of(striped(None, ROWS))
    assert rows_of(page) == ROWS


def test_text_right_above_and_below_stays_outside() -> None:
    sheet = striped(None, ROWS[:4])
    set_words(sheet, "What was counted in the wards, as members had asked in March:", 72, 86)
    set_words(sheet, "The warden will count again next year, lamps first and trees later.", 72, 168)
    page = page_of(sheet)
    assert rows_of(page)[0] == ROWS[0]
    assert page.text.startswith("What was counted")
    assert page.text.endswith("later.")


def test_a_table_beside_it_lends_no_rows() -> None:
    sheet = striped(["Ward", "Trees", "Lamps"], ROWS[:4])
    for number in range(3):
        set_row(sheet, 135 + 16 * number, ["Rents", "990"], (400, 520), "lr")
    assert rows_of(page_of(sheet), page_of(sheet).tables[0])[-1] == ROWS[3]
