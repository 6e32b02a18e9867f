"""Columns of figures in one drawn column."""

from __future__ import annotations

from pages import Sheet
from typeset import page_of, set_row, set_words, spans_of

SIDES = (72.0, 200.0, 360.0)


def budget(rows: list[tuple[str, list[str]]]) -> Sheet:
    """A ruled table with one drawn column around three of amounts, a row a line."""
    sheet = Sheet()
    for number, (label, amounts) in enumerate([("", ["2025-26"]), *rows]):
        top = 100 + 20 * number
        for left, right in ((SIDES[0], SIDES[1]), (SIDES[1], SIDES[2])):
            sheet.box(left, top, right, top + 20)
        set_words(sheet, label, SIDES[0] + 4, top + 5) if label else None
        xs = (240, 295, 350) if len(amounts) > 1 else (280,)
        set_row(sheet, top + 5, amounts, xs, "r" * len(amounts) if len(amounts) > 1 else "c")
    return sheet


def test_amounts_in_one_drawn_column_are_columns() -> None:
    rows = [("Pay", ["1,250", "-40", "1,210"]), ("Prices", ["990", "0", "990"]), ("Fees", ["-31", "-2", "-33"]), ("Rents", ["7", "1", "8"])]
    page = page_of(budget(rows))
    assert page.tables[0].columns == 4
    assert [text for text, *_ in spans_of(page, 1)] == ["Pay", "1,250", "-40", "1,210"]
    assert spans_of(page, 0)[1] == ("2025-26", 1, 3, 1)


def test_a_few_figures_in_texts_are_not() -> None:
    rows = [("Pay", ["12", "lamps in", "2025"]), ("Prices", ["No", "change", "known"]), ("Fees", ["from", "2 to 3", "pounds"])]
    assert page_of(budget(rows)).tables[0].columns == 2
