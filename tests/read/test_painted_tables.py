"""Tables told by paint alone: stripes, painted headings."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from pages import BOLD, PLAIN, Sheet
from typeset import page_of, rows_of, set_words

SIDES = (72.0, 202.0, 342.0, 470.0)
ROWS = [
    ["Action", "Lead", "Due"],
    ["Plant limes along|the promenade", "Clerk", "May 2026"],
    ["Mend benches", "Warden and|Chair", "June 2026"],
    ["Paint the gate", "Warden", "July 2026"],
    ["Write to county", "Clerk", "July 2026"],
]
TEXT = "The Committee thanked all who had helped to plant and to mend in the year."


def painted(colours: Sequence[str | None], rows: Sequence[Sequence[str]] = ROWS, sheet: Sheet | None = None, top: float = 100.0) -> Sheet:
    """Rows of texts with no line drawn; behind some of them each cell is painted. A bar in a text is a line's end."""
    sheet = sheet or Sheet()
    for number, (row, colour) in enumerate(zip(rows, colours, strict=True)):
        bottom = top + 16 * max(text.count("|") + 1 for text in row)
        for left, right in pairwise(SIDES):
            if colour:
                sheet.box(left, top, right, bottom)
                sheet.fill((left, top, right, bottom), colour)
        for left, text in zip(SIDES, row, strict=False):
            for line, words in enumerate(text.split("|")):
                set_words(sheet, words, left + 4, top + 3 + 14 * line, font=PLAIN if number else BOLD)
        top = bottom
    set_words(sheet, TEXT, 72, top + 20) if len(rows) == len(ROWS) else None
    return sheet


HEAD, STRIPE, OTHER = "#205060", "#e0e0e0", "#f0f0f0"


@pytest.mark.parametrize(
    "colours",
    [
        [HEAD, None, None, None, None],  # headings only
        [HEAD, STRIPE, None, STRIPE, None],
        [HEAD, None, STRIPE, None, STRIPE],
        [HEAD, STRIPE, OTHER, STRIPE, OTHER],
        [None, STRIPE, None, STRIPE, None],  # the headings without paint
    ],
)
def test_painted_rows_and_those_between_are_one_table(colours: Sequence[str | None]) -> None:
    page = page_of(painted(colours))
    assert rows_of(page) == [[text.replace("|", " ") for text in row] for row in ROWS]
    assert page.text.endswith(TEXT)


def test_the_paint_behind_a_cell_is_kept() -> None:
    page = page_of(painted([HEAD, None, STRIPE, None, STRIPE]))
    assert [cell.fill for cell in page.tables[0].cells if cell.column == 0] == [HEAD, None, STRIPE, None, STRIPE]


def test_a_heading_between_two_painted_rows_parts_two_tables() -> None:
    sheet = painted([HEAD, STRIPE, STRIPE], ROWS[:3])
    set_words(sheet, "Parks", 76, 205, font=BOLD)
    painted([HEAD, STRIPE], [ROWS[0], ROWS[3]], sheet, 225)
    assert [table.rows for table in page_of(sheet).tables] == [3, 2]


def test_text_that_goes_on_below_painted_boxes_is_no_row() -> None:
    sheet = painted([HEAD], ROWS[:1])
    for number, line in enumerate(["of the wards", "north of the", "river as well"]):
        set_words(sheet, line, 76, 122 + 12 * number)
        set_words(sheet, line, 206, 122 + 12 * number)
    set_words(sheet, "and of those that lie to the south of it, where the same was done", 76, 158)
    assert [table.rows for table in page_of(sheet).tables] == [1]


def test_rules_below_painted_headings_part_the_rows() -> None:
    sheet = Sheet()
    for left, right in pairwise(SIDES):
        sheet.box(left, 100, right, 116)
        sheet.fill((left, 100, right, 116), HEAD)
    for left, words in zip(SIDES, ("Theme", "We will", "When"), strict=False):
        set_words(sheet, words, left + 4, 103, font=BOLD)
    for y, left in ((132.0, SIDES[1]), (148.0, SIDES[0]), (164.0, SIDES[0])):
        sheet.drawn().edges.append(("h", left, SIDES[-1], y, y))
    for top, row in (
        (119, ("Open late", "Pay for guards", "June")),
        (135, ("", "Waive the fee", "April")),
        (151, ("Square", "Shut it", "May")),
    ):
        for left, words in zip(SIDES, row, strict=False):
            set_words(sheet, words, left + 4, top)
    assert rows_of(page_of(sheet)) == [
        ["Theme", "We will", "When"],
        ["Open late", "Pay for guards", "June"],
        ["", "Waive the fee", "April"],
        ["Square", "Shut it", "May"],
    ]
