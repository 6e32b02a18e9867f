"""A table in one column of a page that is set in two, and what is no column of text."""

from __future__ import annotations

import pytest
from pages import Sheet
from typeset import page_of, rows_of, set_rows, set_words

PROSE = (
    "The warden walked the path again",
    "and found that the gate which was",
    "mended in spring had come off its",
    "hinges so that cattle from the farm",
    "could stray as far as the old mill",
    "which the council has asked to be",
    "fenced before the fair is held on",
    "the green and the stalls are put up",
    "by those who hold a licence for the",
    "day and have paid what they owe for",
    "the last two years to the treasurer",
    "as was agreed when the fair began.",
)
ROWS = [["Ashby", "12", "14"], ["Barrow", "9", "8"], ["Carrick", "31", "27"], ["Dunmere", "4", "6"]]


def two_columns(text: float, table: float, *, down: float = 0.0) -> Sheet:
    """Running text at one place and a table among running text at another."""
    sheet = Sheet()
    for place, line in enumerate([*PROSE, *PROSE]):
        set_words(sheet, line, text, 100 + 12 * place)
        if place < 8 or place > 16:
            set_words(sheet, line, table, 100 + 12 * place + down)
    set_rows(sheet, 220 + down, ROWS, (table, table + 110, table + 150), "lrr", leading=12)
    return sheet


@pytest.mark.parametrize(
    ("text", "table", "down"),
    [
        (72.0, 260.0, 0.0),  # the table at the right, its lines level with the text
        (72.0, 260.0, 5.0),  # not level with it
        (260.0, 72.0, 0.0),  # at the left
        (260.0, 72.0, 5.0),
    ],
)
def test_a_table_beside_running_text(text: float, table: float, down: float) -> None:
    page = page_of(two_columns(text, table, down=down))
    assert rows_of(page) == ROWS
    assert page.text.count("the old mill") == 3


def test_remarks_beside_figures_are_a_column_of_their_table() -> None:
    sheet = Sheet()
    remarks = [PROSE[0:2], PROSE[3:5], PROSE[6:8], PROSE[9:11]]
    for place, (row, lines) in enumerate(zip(ROWS, remarks, strict=True)):
        set_rows(sheet, 150 + 30 * place, [row], (72, 180, 220), "lrr")
        for number, line in enumerate(lines):
            set_words(sheet, line, 250, 150 + 30 * place + 12 * number)
    assert [row[:3] for row in rows_of(page_of(sheet))] == ROWS


def test_a_table_over_both_columns_below_the_text_is_one() -> None:
    sheet = Sheet()
    for place, line in enumerate(PROSE):
        set_words(sheet, line, 72, 100 + 12 * place)
        set_words(sheet, line, 260, 100 + 12 * place)
    rows = [[*row, *row[1:]] for row in ROWS]
    set_rows(sheet, 270, rows, (72, 150, 190, 290, 340), "lrrrr", leading=12)
    assert rows_of(page_of(sheet)) == rows


def test_a_table_in_each_column_at_another_height() -> None:
    sheet = Sheet()
    set_rows(sheet, 100, ROWS, (72, 182, 222), "lrr", leading=12)
    for place, line in enumerate(PROSE):
        set_words(sheet, line, 72, 165 + 12 * place)
        set_words(sheet, line, 260, 100 + 12 * place)
    set_rows(sheet, 259, ROWS, (260, 370, 410), "lrr", leading=12)
    page = page_of(sheet)
    assert [rows_of(page, table) for table in page.tables] == [ROWS, ROWS]
