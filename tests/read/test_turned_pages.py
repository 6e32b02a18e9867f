"""Pages whose words are turned, and those that only have some turned words."""

from __future__ import annotations

import pytest
from pages import Sheet
from typeset import page_of, rows_of

from pipeline.read.frames import shown_box

ROWS = [["Ashby", "1250", "140"], ["Barrow", "9100", "98"], ["Carrick", "48", "7"], ["Dunmere", "712", "33"], ["Elm Bank", "15", "4000"]]


def sideways(*, rises: bool) -> Sheet:
    """A table read with the head tilted to one side."""
    sheet = Sheet()
    for place, row in enumerate(ROWS):
        x = 150 + 14 * place if rises else 400 - 14 * place
        for text, at in zip(row, (100, 250, 330), strict=True):
            start = (at if text[0].isalpha() else at + 40 - 5 * len(text)) * 1.0
            sheet.turned(text, x, 742 - start if rises else 100 + start, size=10, rises=rises)
    return sheet


@pytest.mark.parametrize("rises", [True, False])
def test_a_table_set_sideways_is_read_as_a_table(rises: bool) -> None:
    page = page_of(sideways(rises=rises))
    assert rows_of(page) == ROWS
    assert (page.width, page.height, page.turn) == (842, 595, 270 if rises else 90)


def test_its_words_are_found_again_on_the_page_as_it_is_shown() -> None:
    page = page_of(sideways(rises=True))
    word = page.words[0]
    assert shown_box(page, (word.x0, word.top, word.x1, word.bottom)) == (150.0, 617.0, 160.0, 642.0)


def test_rules_turn_with_the_words() -> None:
    sheet = sideways(rises=True)
    for x in (148.0, 162.0, 220.0):
        sheet.drawn().edges.append(("v", x, x, 300.0, 660.0))
    (table,) = page_of(sheet).tables
    assert (table.rows, table.columns) == (5, 3)


def test_some_turned_words_do_not_turn_a_page() -> None:
    sheet = Sheet()
    for place in range(30):
        sheet.write("The path by the mill was mended", 100, 100 + 14 * place)
    sheet.turned("A stamp in the margin of the page that is as long as it can be, and is turned", 20, 700)
    page = page_of(sheet)
    assert page.turn == 0
    assert page.text.startswith("The path")
