"""Headings in bold above the rules of a table."""

from __future__ import annotations

import pytest
from pages import BOLD, PLAIN, Sheet
from typeset import page_of, rows_of

SIDES = (72, 132, 372, 452, 532)
ROWS = [("19/24", "Post the key of the depot", "Clerk", "asap"), ("22/24", "Ask for the deeds", "A Ash", "June")]


def ruled(*heads: tuple[float, str], font: str = BOLD, top: float = 187) -> Sheet:
    sheet = Sheet()
    sheet.table(SIDES, [200 + 20 * row for row in range(3)], ROWS)
    for x, words in heads:
        sheet.write(words, x, top, font=font)
    return sheet


def test_headings_above_the_rules_are_the_first_row() -> None:
    page = page_of(ruled((75, "ITEM"), (375, "BY WHOM"), (455, "BY WHEN")))
    assert rows_of(page) == [["ITEM", "", "BY WHOM", "BY WHEN"], *map(list, ROWS)]


@pytest.mark.parametrize(
    "sheet",
    [
        ruled((75, "Actions to be taken by the officers of the council"), (375, "2024")),  # one goes over a column's side
        ruled((75, "ITEM"), (375, "BY WHOM"), (455, "BY WHEN"), font=PLAIN),  # not bold
        ruled((75, "ITEM"), (375, "BY WHOM"), (455, "BY WHEN"), top=160),  # far above
        ruled((75, "ACTIONS")),  # a title
        ruled((75, "24/07"), (135, "Clerk's report and actions")),  # with its number
    ],
)
def test_what_stands_above_a_table_is_not_always_its_headings(sheet: Sheet) -> None:
    assert rows_of(page_of(sheet)) == [list(row) for row in ROWS]


def test_a_table_with_headings_of_its_own_gets_no_others() -> None:
    sheet = Sheet()
    sheet.table(SIDES, [200, 220], [("Item", "Action", "Owner", "Due")], font=BOLD)
    sheet.table(SIDES, [220, 240, 260], ROWS)
    for x, words in zip((75, 135, 375, 455), ("Ward", "Works", "People", "Days"), strict=True):
        sheet.write(words, x, 187, font=BOLD)
    assert rows_of(page_of(sheet))[0] == ["Item", "Action", "Owner", "Due"]
