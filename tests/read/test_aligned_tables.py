"""Tables without rules, and what only looks like one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pages import BOLD, Sheet, typed
from typeset import page_of, rows_of, set_row, set_rows, set_words, spans_of

XS, ALIGNS = (72.0, 300.0, 370.0, 440.0), "lrrr"
HEADS = ["", "Budget", "Actual", "Difference"]
ROWS = [
    ["Employees", "48,200", "47,950", "(250)"],
    ["Premises", "9,100", "9,870", "770"],
    ["Supplies and services", "1,250", "-", "(1,250)"],
    ["Total", "58,550", "57,820", "(730)"],
]


def accounts(top: float = 160) -> Sheet:
    sheet = Sheet()
    set_words(sheet, "The Panel noted how the year has gone and asked for a further report in May.", 72, 110)
    set_rows(sheet, top, [HEADS, *ROWS], XS, ALIGNS)
    return sheet


def test_figures_below_headings_are_a_table() -> None:
    page = page_of(accounts())
    assert rows_of(page) == [HEADS, *ROWS]
    assert [(t.rows, t.columns, t.ruled) for t in page.tables] == [(5, 4, False)]


def test_text_around_it_stays_outside() -> None:
    sheet = accounts()
    set_words(sheet, "Source: returns of the wardens.", 72, 250, size=8)
    page = page_of(sheet)
    lines = page.text.split("\n")
    assert (lines[0][:9], lines[-1]) == ("The Panel", "Source: returns of the wardens.")
    assert page.tables[0].rows == 5


def test_payments_without_headings() -> None:
    sheet = Sheet()
    rows = [
        ["9 May", "Barrow Grass Ltd", "Verges cut twice", "£114.00"],
        ["14 May", "Kinsel Print", "Posters", "£7.50"],
        ["1 June", "Mrs A Dunmere", "Postage and paper", "£20.55"],
    ]
    set_rows(sheet, 200, rows, (72, 140, 270, 460), "lllr")
    assert rows_of(page_of(sheet)) == rows


def test_headings_on_lines_of_their_own_and_over_several_columns() -> None:
    sheet = Sheet()
    set_row(sheet, 150, ["Grass", "Hard courts"], (290, 430), "cc")
    set_row(sheet, 166, ["", "Number", "", "Number", ""], (72, 285, 320, 425, 470), "lrrrr")
    set_row(sheet, 178, ["Ward", "of clubs", "Visits", "of clubs", "Visits"], (72, 285, 335, 425, 475), "lrrrr")
    set_rows(sheet, 196, [["Ashby", "4", "120", "1", "35"], ["Barrow", "11", "98", "2", "7"]], (72, 285, 335, 425, 475), "lrrrr")
    page = page_of(sheet)
    assert spans_of(page, 0) == [("Ward", 0, 1, 2), ("Grass", 1, 2, 1), ("Hard courts", 3, 2, 1)]
    assert [cell[0] for cell in spans_of(page, 1)] == ["Number of clubs", "Visits", "Number of clubs", "Visits"]


def test_the_heading_of_a_group_is_a_row() -> None:
    sheet = Sheet()
    rows = [
        ["Ward", "2024", "2025"],
        ["North", "", ""],
        ["  Ashby", "12", "14"],
        ["Barrow", "9", "8"],
        ["South", "", ""],
        ["Carrick", "7", "5"],
    ]
    set_rows(sheet, 150, rows, (72, 300, 360), "lrr")
    assert [row[0] for row in rows_of(page_of(sheet))] == ["Ward", "North", "Ashby", "Barrow", "South", "Carrick"]


def test_a_heading_in_the_middle_of_the_table_is_one_cell() -> None:
    sheet = Sheet()
    set_row(sheet, 150, ["Ward", "2024", "2025"], (72, 300, 360), "lrr")
    set_words(sheet, "Grass", 216, 164, align="c")
    set_rows(sheet, 178, [["Ashby", "12", "14"], ["Barrow", "9", "8"]], (72, 300, 360), "lrr")
    set_words(sheet, "Hard courts", 216, 206, align="c")
    set_rows(sheet, 220, [["Ashby", "1", "4"], ["Barrow", "3", "2"]], (72, 300, 360), "lrr")
    page = page_of(sheet)
    assert spans_of(page, 1) == [("Grass", 0, 3, 1)]
    assert spans_of(page, 4) == [("Hard courts", 0, 3, 1)]


@pytest.mark.parametrize("down", [0.0, 6.0, 12.0])
def test_figures_level_with_any_line_of_their_label(down: float) -> None:
    sheet = Sheet()
    set_row(sheet, 150, ["Service", "2024", "2025"], (72, 300, 360), "lrr")
    for top, first, second, values in (
        (168, "Contribution from the", "reserve for repairs", ("1,250", "990")),
        (204, "Charges for parking and", "for the use of halls", ("48,000", "51,100")),
        (240, "Rents", "", ("300", "-")),
    ):
        set_words(sheet, first, 72, top)
        set_words(sheet, second, 72, top + 12) if second else None
        set_row(sheet, top + (down if second else 0), values, (300, 360), "rr")
    assert rows_of(page_of(sheet))[1:] == [
        ["Contribution from the reserve for repairs", "1,250", "990"],
        ["Charges for parking and for the use of halls", "48,000", "51,100"],
        ["Rents", "300", "-"],
    ]


def test_a_sign_of_money_apart_belongs_to_its_amount() -> None:
    sheet = Sheet()
    for top, texts in ((150, ["Rents", "1,250", "990"]), (164, ["Fees", "48", "51,100"]), (178, ["Total", "1,298", "52,090"])):
        set_row(sheet, top, texts, (72, 300, 370), "lrr")
        if top != 164:
            set_row(sheet, top, ["$", "$"], (262, 330), "ll")
    assert rows_of(page_of(sheet))[0] == ["Rents", "$ 1,250", "$ 990"]


def test_short_texts_below_bold_headings() -> None:
    sheet = Sheet()
    xs = (72, 200, 340)
    set_row(sheet, 150, ["Date", "Meeting", "Place"], xs, "lll", font=BOLD)
    rows = [
        ["12 March 2026", "Cabinet", "Guildhall"],
        ["8 April 2026", "Full Council", "Harbour Hall"],
        ["30 April 2026", "Audit", "Online"],
    ]
    set_rows(sheet, 164, rows, xs, "lll")
    assert rows_of(page_of(sheet))[1:] == rows


def test_a_table_beside_running_text() -> None:
    sheet = Sheet()
    text = [
        "Officers told members that the path", "along the harbour has been closed",
        "since March and will not be opened", "before the wall is made safe, which",
        "needs money from next year's plan as", "well as leave of the harbour office,",
        "for which the solicitor has asked in", "writing twice without any answer so",
    ]  # fmt: skip
    for number, line in enumerate(text):
        set_words(sheet, line, 60, 150 + 13 * number)
    set_rows(
        sheet, 165, [["Ward", "2024", "2025"], ["Ashby", "12", "14"], ["Barrow", "9", "8"], ["Carrick", "7", "5"]], (330, 450, 500), "lrr"
    )
    page = page_of(sheet)
    assert rows_of(page) == [["Ward", "2024", "2025"], ["Ashby", "12", "14"], ["Barrow", "9", "8"], ["Carrick", "7", "5"]]
    assert "since March and will not be opened\nbefore the wall is made safe, which" in page.text


def test_two_tables_side_by_side() -> None:
    sheet = Sheet()
    left = [["Ward", "2024", "2025"], ["Ashby", "12", "14"], ["Barrow", "9", "8"], ["Carrick", "7", "5"]]
    right = [
        ["Service", "Cost", "Share"],
        ["Rents", "1,250", "4%"],
        ["Pensions", "48,100", "71%"],
        ["Transport", "33", "2%"],
        ["Fees", "7", "0%"],
    ]
    set_rows(sheet, 150, left, (60, 180, 230), "lrr")
    set_rows(sheet, 150, right, (320, 460, 510), "lrr")
    page = page_of(sheet)
    assert [rows_of(page, table) for table in page.tables] == [left, right]


def agenda(sheet: Sheet) -> None:
    items = ["Apologies", "Minutes of the last meeting", "Harbour plan", "Budget monitoring", "Date of next meeting"]
    for number, item in enumerate(items):
        set_row(sheet, 150 + 20 * number, [f"{number + 1}.", item, f"{8 * number + 1} - {8 * number + 8}"], (72, 110, 500), "llr")


def contents(sheet: Sheet) -> None:
    for number, item in enumerate(["Foreword", "What we heard", "Streets and parks", "Money", "Next steps"]):
        set_words(sheet, f"{item} {'.' * 30}", 72, 150 + 20 * number)
        set_words(sheet, str(3 * number + 2), 500, 150 + 20 * number, align="r")


def people(sheet: Sheet) -> None:
    names = [["Present:", "Anna Barrow", "Colin Dunmere"], ["", "Edith Fosse", "George Hatherley"], ["", "Ian Jessop", "Kate Lomas"]]
    set_rows(sheet, 150, names, (72, 150, 300), "lll")


def people_under_headings(sheet: Sheet) -> None:
    set_row(sheet, 150, ["Present", "In attendance", "Apologies"], (72, 220, 380), "lll", font=BOLD)
    set_rows(
        sheet,
        164,
        [["Anna Barrow", "Colin Dunmere", "Edith Fosse"], ["George Hatherley", "Ian Jessop", "Kate Lomas"]],
        (72, 220, 380),
        "lll",
    )


def two_columns(sheet: Sheet) -> None:
    for number in range(12):
        set_row(
            sheet,
            150 + 13 * number,
            ["of the harbour plan that members had asked", "for in 2025, which the clerk read out to the"],
            (60, 310),
            "ll",
        )


def signatures(sheet: Sheet) -> None:
    set_words(sheet, "The meeting closed at 9.15 pm.", 72, 150)
    set_row(sheet, 190, ["Signed", "Date"], (72, 350), "ll")
    set_row(sheet, 230, ["Chair", "Clerk"], (72, 350), "ll")


def actions_in_the_margin(sheet: Sheet) -> None:
    for number, who in enumerate(("AB", "", "KP", "AB", "")):
        line = f"{number + 21}/26"
        set_row(sheet, 150 + 30 * number, [line, "It was agreed to ask the county for a new lamp.", who], (60, 105, 520), "lll")
        set_words(sheet, "Nothing more was said of it.", 105, 163 + 30 * number)


def timetable(sheet: Sheet) -> None:
    for number, item in enumerate(("Welcome by the Mayor", "Walk along the quay", "Tea", "Talks on the plan")):
        set_row(sheet, 150 + 16 * number, [f"{9 + number}.30", item], (72, 140), "ll")


def fields(sheet: Sheet) -> None:
    rows = [["Report number:", "12/24"], ["Date:", "12/05/2024"], ["Wards:", "All"], ["Cost:", "£1,200"]]
    set_rows(sheet, 150, rows, (72, 200), "ll")


def votes(sheet: Sheet) -> None:
    set_rows(sheet, 150, [["For:", "12"], ["Against:", "3"], ["Abstained:", "1"]], (72, 160), "lr")


def days_in_the_margin(sheet: Sheet) -> None:
    items = ("The Clerk writes to the county.", "The bench is painted.", "The Warden orders a bin.", "Three prices are asked for.")
    rows = [[item, day] for item, day in zip(items, ("31/05/24", "", "12/06/24", "30/06/24"), strict=True)]
    set_rows(sheet, 150, rows, (72, 480), "ll", leading=20)


@pytest.mark.parametrize(
    "draw",
    [
        agenda,
        contents,
        people,
        people_under_headings,
        two_columns,
        signatures,
        actions_in_the_margin,
        timetable,
        fields,
        votes,
        days_in_the_margin,
    ],
)
def test_what_only_looks_like_a_table(draw: Callable[[Sheet], None]) -> None:
    sheet = Sheet()
    draw(sheet)
    assert page_of(sheet).tables == []


def test_paragraphs_with_numbers_are_no_table() -> None:
    page = page_of(
        typed(
            """
            1.\tThe Council received 12 replies in 2024 and 15 in 2025.
            2.\tIt spent £1,250 on lamps and £990 on benches.
            3.\tNothing was spent on the bandstand in either year.
            """
        )
    )
    assert page.tables == []


def test_a_second_line_of_bold_headings_over_texts_is_no_row() -> None:
    sheet = Sheet()
    xs = (72, 200, 330, 430)
    set_row(sheet, 100, ["Objective", "Action required", "Estimated", "Target"], xs, "llll", font=BOLD)
    set_row(sheet, 112, ["", "", "cost", "date"], xs, "llll", font=BOLD)
    body = [
        ["Cleaner town", "Buy a machine", "Nil", "May"],
        ["Calm town", "Shut the street", "Nil", "June"],
        ["Green", "Sow seeds", "Nil", "July"],
    ]
    set_rows(sheet, 130, body, xs, "llll")
    rows = rows_of(page_of(sheet))
    assert rows[-3:] == body
    assert rows[-4] == ["Objective", "Action required", "Estimated cost", "Target date"]


def typewritten(rows: list[str], top: float = 150, x: float = 72) -> Sheet:
    """Lines in a typewriter's type: every letter and every space is six points wide."""
    sheet = Sheet()
    for place, row in enumerate(rows):
        sheet.write(row, x, top + 13 * place, size=10, step=6.0)
    sheet.drawn().x1[:] = [left + 6 for left in sheet.drawn().x0]
    return sheet


def test_one_space_of_a_typewriter_parts_no_columns() -> None:
    sheet = typewritten(["Under 15 years      12   1.4", "15 to 19 years     140  13.0", "20 to 24 years       9   0.2"])
    rows = [["Under 15 years", "12", "1.4"], ["15 to 19 years", "140", "13.0"], ["20 to 24 years", "9", "0.2"]]
    assert rows_of(page_of(sheet)) == rows


def test_dots_that_touch_a_label_and_its_figure_are_no_part_of_them() -> None:
    sheet = Sheet()
    for place, (label, dots, value) in enumerate((("Parks", 31, "1,250"), ("Paths", 31, "48"), ("Harbour", 27, "9,114"))):
        end = sheet.write(label + "." * dots, 72, 150 + 14 * place, size=10)
        sheet.write(value, end, 150 + 14 * place, size=10)
        set_words(sheet, "7", 340, 150 + 14 * place, align="r")
    page = page_of(sheet)
    assert [[cell.rstrip(" .") for cell in row] for row in rows_of(page)] == [
        ["Parks", "1,250", "7"],
        ["Paths", "48", "7"],
        ["Harbour", "9,114", "7"],
    ]
    assert page.text.startswith("Parks ....")


def test_three_dots_stand_for_a_value() -> None:
    sheet = Sheet()
    rows = [["Ashby", "12", "...", "4"], ["Barrow", "...", "7", "3"], ["Carrick", "5", "6", "..."]]
    set_rows(sheet, 150, rows, (72, 200, 260, 320), "lrrr")
    assert rows_of(page_of(sheet)) == rows


def test_a_figure_in_a_heading_opens_no_row() -> None:
    sheet = Sheet()
    set_row(sheet, 150, ["", "Rate per", "", ""], (72, 260, 320, 380), "lrrr")
    set_row(sheet, 162, ["Ward", "1,000", "Births", "Deaths"], (72, 260, 320, 380), "lrrr")
    rows = [["Ashby", "12.5", "40", "31"], ["Barrow", "9.1", "22", "25"], ["Carrick", "3.0", "8", "6"]]
    set_rows(sheet, 180, rows, (72, 260, 320, 380), "lrrr")
    assert rows_of(page_of(sheet)) == [["Ward", "Rate per 1,000", "Births", "Deaths"], *rows]


def test_years_below_headings_over_several_columns_are_headings() -> None:
    sheet = Sheet()
    set_row(sheet, 150, ["Grass", "Hard courts"], (275, 405), "cc")
    set_row(sheet, 163, ["Ward", "2024", "2025", "2024", "2025"], (72, 260, 310, 390, 440), "lrrrr")
    rows = [["Ashby", "12", "40", "31", "7"], ["Barrow", "9", "22", "25", "6"], ["Carrick", "3", "8", "6", "1"]]
    set_rows(sheet, 180, rows, (72, 260, 310, 390, 440), "lrrrr")
    page = page_of(sheet)
    assert [cell[:3] for cell in spans_of(page, 0)] == [("Ward", 0, 1), ("Grass", 1, 2), ("Hard courts", 3, 2)]


def test_the_heading_of_a_group_that_fills_its_column_is_no_second_line_of_the_label_above() -> None:
    sheet = Sheet()
    rows = [
        ["All homes", "12", "14"],
        ["Below ten acres", "", ""],
        ["Ashby Hill", "9", "8"],
        ["Barrow", "7", "3"],
        ["Above ten acres", "", ""],
    ]
    for place, row in enumerate([*rows, ["Carrick", "7", "5"]]):
        indent = 10 if row[0].split()[0] in ("Ashby", "Barrow", "Carrick") else 0
        set_row(sheet, 150 + 12 * place, row, (72 + indent, 300, 360), "lrr")
    assert [row[0] for row in rows_of(page_of(sheet))] == [
        "All homes", "Below ten acres", "Ashby Hill", "Barrow", "Above ten acres", "Carrick",
    ]  # fmt: skip


def test_headings_over_most_columns_may_stand_further_above() -> None:
    sheet = Sheet()
    set_words(sheet, "The Panel noted how the year has gone and asked for a further report in May.", 72, 90)
    set_row(sheet, 130, HEADS, XS, ALIGNS)
    set_rows(sheet, 161, ROWS, XS, ALIGNS)
    assert rows_of(page_of(sheet)) == [HEADS, *ROWS]


def test_a_title_across_the_columns_with_headings_below_opens_another_table() -> None:
    sheet = Sheet()
    set_rows(sheet, 150, [["Ward", "Clubs", "Visits", "Open"], ["Ashby", "12", "14", "3"], ["Barrow", "9", "8", "2"]], XS, ALIGNS)
    set_row(sheet, 192, ["Carrick", "7", "6", "1"], XS, ALIGNS)
    set_words(sheet, "Yards by the year of the first lease", 300, 208, align="c")
    set_rows(sheet, 224, [["Year", "Leased", "Bought", "Sold"], ["2023", "41", "5", "6"], ["2024", "38", "4", "7"]], XS, ALIGNS)
    page = page_of(sheet)
    assert [rows_of(page, table)[0] for table in page.tables] == [["Ward", "Clubs", "Visits", "Open"], ["Year", "Leased", "Bought", "Sold"]]


def test_a_group_below_a_lone_heading_over_figures_is_a_row() -> None:
    sheet = Sheet()
    set_words(sheet, "Clubs", 400, 150, align="r")
    set_words(sheet, "Which games are played?", 72, 164)
    set_rows(sheet, 178, [["Bowls", "12"], ["Chess", "9"], ["Darts", "7"], ["None", "3"]], (84, 400), "lr")
    assert [row[0] for row in rows_of(page_of(sheet))] == ["", "Which games are played?", "Bowls", "Chess", "Darts", "None"]
