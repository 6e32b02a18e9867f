"""Tables told by their lines: of texts below a title, and what is none."""

from __future__ import annotations

from pages import Sheet
from typeset import page_of, rows_of, set_rows, set_words, spans_of

XS = (72.0, 200.0, 340.0)
PEOPLE = [
    ["Name", "Office", "Telephone"],
    ["Rosa Dunmere", "Office of Rates", "(755) 555-1223"],
    ["Tom Kinsel", "Records Centre", "(734) 555-1112"],
    ["Ann Barrow", "Harbour Office", "(896) 555-3888"],
]


def test_texts_below_a_title_that_says_that_a_table_follows() -> None:
    sheet = Sheet()
    set_words(sheet, "Table 3: Whom to ask", 72, 130)
    set_rows(sheet, 150, PEOPLE, XS, "lll")
    assert rows_of(page_of(sheet)) == PEOPLE


def test_texts_without_a_title_or_headings_that_stand_out_are_a_list() -> None:
    sheet = Sheet()
    set_rows(sheet, 150, PEOPLE, XS, "lll")
    assert page_of(sheet).tables == []


def test_the_figures_of_a_chart_are_no_table() -> None:
    sheet = Sheet()
    for place, scale in enumerate(range(80, -20, -20)):
        set_words(sheet, str(scale), 100, 150 + 30 * place, align="r")
    for place, value in enumerate((66, 39, 72, 8, 51, 33)):
        set_words(sheet, str(value), 130 + 45 * place, 262 - value * 1.5, align="c")
        set_words(sheet, str(2020 + place), 130 + 45 * place, 284, align="c")
    assert page_of(sheet).tables == []


def test_dots_alone_may_part_labels_from_figures() -> None:
    sheet = Sheet()
    for place, (label, value) in enumerate((("Ashby", "170"), ("Barrow", "40"), ("Carrick", "9"), ("Dunmere", "33"))):
        dots = "." * (24 - len(label) - len(value))
        sheet.write(f"{label} {dots} {value}", 72, 150 + 13 * place, size=10, step=6.0)
    sheet.drawn().x1[:] = [left + 6 for left in sheet.drawn().x0]
    rows = [[cell.rstrip(" .") for cell in row] for row in rows_of(page_of(sheet))]
    assert rows == [["Ashby", "170"], ["Barrow", "40"], ["Carrick", "9"], ["Dunmere", "33"]]


FIGURES = (72.0, 260.0, 330.0, 400.0)
WARDS = [["Ashby", "12", "40", "31"], ["Barrow", "9", "22", "25"], ["Carrick", "3", "8", "6"]]


def test_units_right_below_the_headings_are_the_first_row() -> None:
    sheet = Sheet()
    set_rows(sheet, 150, [["Ward", "Clubs", "Visits", "Open"]], FIGURES, "lrrr")
    set_words(sheet, "Percent of all", 316, 168, align="c")
    set_rows(sheet, 186, WARDS, FIGURES, "lrrr")
    page = page_of(sheet)
    assert rows_of(page)[:2] == [["Ward", "Clubs", "Visits", "Open"], ["", "Percent of all"]]
    assert spans_of(page, 1)[1] == ("Percent of all", 1, 3, 1)


def test_the_last_line_of_a_heading_is_no_row_of_units() -> None:
    sheet = Sheet()
    set_rows(sheet, 150, [["Ward", "Clubs", "Visits", "Open"]], FIGURES, "lccc")
    set_words(sheet, "on foot", 330, 161, align="c")
    set_rows(sheet, 186, WARDS, FIGURES, "lrrr")
    assert rows_of(page_of(sheet))[0] == ["Ward", "Clubs", "Visits on foot", "Open"]


def test_short_texts_around_the_middle_of_their_columns() -> None:
    sheet = Sheet()
    set_words(sheet, "Table 3: What may be in water", 72, 130)
    rows = [
        ["Metal", "Least", "Most", "Where"],
        ["Lead", "none", "traces", "Pipes"],
        ["Tin", "a little", "none", "Cans"],
        ["Zinc", "some", "a good deal", "Roofs"],
        ["Iron", "much", "more", "Gates"],
    ]
    set_rows(sheet, 150, rows, (72, 200, 300, 400), "lccl")
    assert rows_of(page_of(sheet)) == rows
