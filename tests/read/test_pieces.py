"""Words with their look, from the characters of a page."""

from __future__ import annotations

import pytest
from pages import Sheet, read_sheets

from pipeline.read.pieces import find_pieces


def text_of(sheet: Sheet) -> str:
    return read_sheets(sheet)[0].text


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        ("the oﬃce of the ﬁnance team", "the office of the finance team"),  # ligatures
        ("\uf0b7 Grit bins", "• Grit bins"),  # a bullet of a symbol font
        ("\uf0a7 Grit bins", "• Grit bins"),  # another
        ("Mal\u200bden", "Malden"),  # a space of no width
        ("Mal\u00adden", "Malden"),  # a soft hyphen inside a word
        ("Cafe\u0301", "Café"),  # a letter and its accent apart
        ("\u200b", ""),  # nothing but an invisible character
    ],
)
def test_words_are_repaired(drawn: str, read: str) -> None:
    sheet = Sheet()
    sheet.write(drawn)
    assert text_of(sheet) == read


@pytest.mark.parametrize(
    ("font", "bold", "italic"),
    [
        ("ABCDEF+Arial-BoldMT", True, False),
        ("Helvetica-Black", True, False),
        ("BoldWeather+Garamond", False, False),  # the subset's tag is no part of the name
        ("Times-BoldItalic", True, True),
        ("Univers-Oblique", False, True),
    ],
)
def test_the_font_s_name_tells_bold_and_italic(font: str, bold: bool, italic: bool) -> None:
    sheet = Sheet()
    sheet.write("Agenda")
    drawn = sheet.drawn()
    drawn.fonts[0] = font
    (piece,) = find_pieces(drawn)
    assert (piece.bold, piece.italic) == (bold, italic)


def test_words_in_chained_heights_are_read_run_by_run() -> None:
    """Two columns of a slide whose lines are three points apart: every height leads to the next, and their letters would interleave."""
    sheet = Sheet(width=800, height=450)
    for place, word in enumerate(("gritting", "salting", "digging")):
        sheet.write(word, 60, 100 + 6 * place, size=5)
    for place, word in enumerate(("Ashby", "Burton", "Coton")):
        sheet.write(word, 64, 103 + 6 * place, size=5)
    words = {piece.text for piece in find_pieces(sheet.drawn())}
    assert words == {"gritting", "salting", "digging", "Ashby", "Burton", "Coton"}


def test_a_page_set_without_spaces_is_parted_by_distance() -> None:
    sheet = Sheet()
    x = 72.0
    for word in ("Resolved", "that", "the", "lease", "be", "renewed"):
        x = sheet.write(word, x, spaces=False) + 2.2  # less than the three points that end a word elsewhere
    assert text_of(sheet) == "Resolved that the lease be renewed"


def test_close_letters_stay_one_word_where_a_page_draws_spaces() -> None:
    sheet = Sheet()
    x = sheet.write("The lease of the old depot in Mill Lane ")
    x = sheet.write("ren", x)
    sheet.write("ewed", x + 2.2)  # loose setting, no space drawn
    assert text_of(sheet).endswith("Lane renewed")


@pytest.mark.parametrize(
    ("first", "second", "read"),
    [
        ("old", "depot", "old depot"),  # a printer's driver moved on by a space and drew none
        ("6th", "October", "6th October"),
        ("(GH)", "and", "(GH) and"),
        ("Budget", "4", "Budget 4"),
        ("4", "5", "45"),  # figures set wide
        ("0.4", "5.1", "0.45.1"),
    ],
)
def test_a_space_left_out_is_seen_by_its_width(first: str, second: str, read: str) -> None:
    sheet = Sheet()
    x = sheet.write("The lease of the yard in Mill Lane ")
    x = sheet.write(first, x)
    sheet.write(second, x + 2.6)  # less than the three points that end a word
    assert text_of(sheet).endswith("Lane " + read)


def test_figures_in_small_print_that_stand_further_apart_are_two() -> None:
    sheet = Sheet()
    x = sheet.write("The lease of the yard in Mill Lane ", size=8)
    x = sheet.write("16.4", x, size=8)
    sheet.write("271.3", x + 2.7, size=8)
    assert text_of(sheet).endswith("Lane 16.4 271.3")


def test_letters_spaced_all_alike_stay_one_word_where_a_page_draws_spaces() -> None:
    sheet = Sheet()
    x = sheet.write("The lease of the yard in Mill Lane ")
    for letter in "Depot":
        x = sheet.write(letter, x) + 2.6
    assert text_of(sheet).endswith("Lane Depot")


@pytest.mark.parametrize(
    ("step", "marked"),
    [
        (5.5, True),  # one above the other, though their matrix calls them upright
        (14.0, False),  # a column of single letters, a line's height apart
    ],
)
def test_letters_drawn_one_above_the_other_are_turned(step: float, marked: bool) -> None:
    sheet = Sheet()
    for place, letter in enumerate("April"):
        sheet.turned(letter, 300, 300 - step * place, upright=True)
    assert [not piece.upright for piece in find_pieces(sheet.drawn())] == [marked] * (1 if marked else 5)


@pytest.mark.parametrize("rises", [True, False])
def test_turned_words_are_read_in_their_direction(rises: bool) -> None:
    sheet = Sheet()
    sheet.turned("June 2021", 300, 300, rises=rises)
    pieces = find_pieces(sheet.drawn())
    assert sorted(piece.text for piece in pieces) == ["2021", "June"]
    assert {piece.rises for piece in pieces} == {rises}
