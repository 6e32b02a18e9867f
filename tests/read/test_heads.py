"""Headings of tables whose cells are not drawn: over one column or several, close above the rows or further up."""

from __future__ import annotations

from pages import Sheet
from typeset import page_of, rows_of, set_row, set_rows, set_words, spans_of

XS = (72.0, 240.0, 290.0, 340.0, 390.0)
ROWS = [["Ashby", "12", "40", "31", "7"], ["Barrow", "9", "22", "25", "6"], ["Carrick", "3", "8", "6", "1"]]


def test_a_rule_below_a_heading_says_over_which_columns_it_stands() -> None:
    sheet = Sheet()
    set_words(sheet, "Grass", 275, 150, align="c")
    sheet.rule(215, 340, 161.5)
    set_row(sheet, 165, ["Ward", "Clubs", "Visits", "Open", "Closed"], XS, "lrrrr")
    set_rows(sheet, 181, ROWS, XS, "lrrrr")
    assert ("Grass", 1, 3, 1) in spans_of(page_of(sheet), 0)


def test_a_rule_below_all_headings_makes_none_of_them_wide() -> None:
    sheet = Sheet()
    set_row(sheet, 150, ["", "", "", "", "Days"], XS, "lrrrr")
    set_row(sheet, 162, ["Ward", "Clubs", "Visits", "Open", "closed"], XS, "lrrrr")
    sheet.rule(72, 390, 174)
    set_rows(sheet, 181, ROWS, XS, "lrrrr")
    assert rows_of(page_of(sheet))[0] == ["Ward", "Clubs", "Visits", "Open", "Days closed"]


def test_the_last_line_of_one_heading_in_the_middle_of_the_table_heads_no_group() -> None:
    sheet = Sheet()
    set_row(sheet, 150, ["Ward", "Clubs", "Value"], (72, 180, 260), "lcc")
    set_words(sheet, "(pounds)", 180, 162, align="c")
    set_rows(sheet, 190, [["Ashby", "12", "40"], ["Barrow", "9", "22"], ["Carrick", "3", "8"]], (72, 188, 270), "lrr")
    assert rows_of(page_of(sheet))[0] == ["Ward", "Clubs (pounds)", "Value"]


def test_what_its_figures_are_in_brackets_is_no_heading() -> None:
    sheet = Sheet()
    set_words(sheet, "[Number of homes unless noted]", 72, 150)
    set_row(sheet, 163, ["Ward", "Clubs", "Visits", "Open", "Closed"], XS, "lrrrr")
    set_rows(sheet, 179, ROWS, XS, "lrrrr")
    assert rows_of(page_of(sheet))[0] == ["Ward", "Clubs", "Visits", "Open", "Closed"]


def test_years_beside_a_heading_over_several_columns_part_these() -> None:
    sheet = Sheet()
    set_row(sheet, 150, ["2023", "All courts", "2026"], (240, 305, 390), "rcr")
    set_row(sheet, 163, ["Ward", "", "2024", "2025", ""], XS, "lrrrr")
    set_rows(sheet, 180, ROWS, XS, "lrrrr")
    page = page_of(sheet)
    assert [table.columns for table in page.tables] == [5]
    assert rows_of(page)[-3:] == ROWS


WIDE = (72.0, 270.0, 350.0, 470.0, 520.0)


def test_the_first_line_of_one_heading_is_not_over_the_columns_beside_it() -> None:
    sheet = Sheet()
    set_words(sheet, "Visits", 330, 150, align="c")
    set_words(sheet, "on foot", 330, 162, align="c")
    set_row(sheet, 162, ["Ward", "Clubs", "", "Open", "Closed"], WIDE, "lcrcc")
    set_rows(sheet, 178, [[label, first, f"{second},250", *rest] for label, first, second, *rest in ROWS], WIDE, "lrrrr")
    assert rows_of(page_of(sheet))[0] == ["Ward", "Clubs", "Visits on foot", "Open", "Closed"]


def test_a_year_flush_with_the_figures_of_one_column_may_be_over_two() -> None:
    sheet = Sheet()
    set_row(sheet, 150, ["2024", "2025"], (290, 390), "rr")
    set_row(sheet, 162, ["Ward", "Open", "Shut", "Open", "Shut"], (72, 262, 300, 362, 400), "lcccc")
    set_rows(sheet, 178, ROWS, (72, 290, 310, 390, 410), "lrrrr")
    assert spans_of(page_of(sheet), 0)[1:] == [("2024", 1, 2, 1), ("2025", 3, 2, 1)]


def test_units_in_the_middle_of_the_table_are_no_heading() -> None:
    sheet = Sheet()
    set_words(sheet, "(in thousands)", (72 + 390) / 2, 150, align="c")
    set_row(sheet, 163, ["", "Clubs", "Visits", "Open", "Closed"], XS, "lrrrr")
    set_rows(sheet, 179, ROWS, XS, "lrrrr")
    assert rows_of(page_of(sheet))[0] == ["", "Clubs", "Visits", "Open", "Closed"]


def test_the_end_of_a_note_above_the_labels_is_no_heading() -> None:
    sheet = Sheet()
    set_words(sheet, "or none.)", 72, 150)
    set_row(sheet, 161, ["", "Grass", "", "Courts", ""], (72, 265, 290, 365, 390), "lcrcr")
    set_row(sheet, 173, ["Ward", "Clubs", "Visits", "Open", "Closed"], XS, "lrrrr")
    set_rows(sheet, 189, ROWS, XS, "lrrrr")
    assert all("or none" not in cell for row in rows_of(page_of(sheet)) for cell in row)


def test_a_heading_off_its_column_is_over_several_though_their_figures_are_narrow() -> None:
    sheet = Sheet()
    set_row(sheet, 150, ["Canada", "Norway"], (268, 388), "cc")
    set_row(sheet, 162, ["Ward", "2024", "2025", "2024", "2025"], (72, 260, 310, 380, 430), "lrrrr")
    set_rows(sheet, 178, ROWS, (72, 260, 310, 380, 430), "lrrrr")
    assert spans_of(page_of(sheet), 0)[1:] == [("Canada", 1, 2, 1), ("Norway", 3, 2, 1)]
