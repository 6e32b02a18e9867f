"""What the characters of a stretch have in common."""

from __future__ import annotations

from pages import Sheet

from pipeline.read.stretches import of_stretches, right_ends
from pipeline.records import DrawnPage


def two_words() -> DrawnPage:
    """`Ash` and, further down and larger, `Elm`."""
    sheet = Sheet()
    sheet.write("Ash", 72, 100, size=10)
    sheet.write("Elm", 90, 200, size=20)
    return sheet.drawn()


def test_a_value_comes_once_a_stretch() -> None:
    page = two_words()
    page.stretches = [0, 3]
    assert of_stretches(page, page.size) == [10, 20]
    assert of_stretches(page, page.x0) == [72, 90]
    assert sorted(right_ends(page)) == [87, 120]


def test_a_value_comes_once_a_character_where_stretches_are_not_known() -> None:
    page = two_words()
    assert of_stretches(page, page.size) == [10, 10, 10, 20, 20, 20]
    assert max(right_ends(page)) == 120


def test_a_page_without_characters_has_none() -> None:
    page = Sheet().drawn()
    assert list(of_stretches(page, page.size)) == list(right_ends(page)) == []
