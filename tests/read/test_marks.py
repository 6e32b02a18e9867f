"""Footnote marks are no part of the words they stand beside."""

from __future__ import annotations

import pytest
from pages import LEFT, Sheet, read_sheets


def line_of(*parts: tuple[str, float, float], then: str = "") -> str:
    """The text of a line of parts, each with its size and how far it is raised above the line's foot."""
    sheet, x = Sheet(), LEFT
    for text, size, raised in parts:
        x = sheet.write(text, x, 131.0 - raised - size, size=size)
    if then:
        sheet.write(then, x + 5.5, 120.0)
    (page,) = read_sheets(sheet)
    return page.text


@pytest.mark.parametrize(
    ("parts", "then", "text"),
    [
        ([("report", 11, 0), ("1", 7, 5)], "shows", "report ¹ shows"),
        ([("2025", 11, 0), ("12", 7, 5)], "", "2025 ¹²"),  # a year stays a year
        ([("outlets", 11, 0), ("33", 7, 5), (":", 11, 0)], "these", "outlets: ³³ these"),
        ([("(2017)", 11, 0), ("1", 7, 5), (".", 11, 0)], "", "(2017). ¹"),
        ([("2", 7, 5), ("Source:", 11, 0)], "survey", "² Source: survey"),  # the note itself
        ([("voucher", 11, 0), ("*", 7, 5)], "", "voucher *"),
        ([("150 km", 11, 0), ("2", 7, 5)], "of land", "150 km2 of land"),  # a power
        ([("CO", 11, 0), ("2", 7, -2)], "emissions", "CO2 emissions"),  # below the line
        ([("5", 11, 0), ("th", 7, 5)], "June", "5th June"),  # an ordinal
        ([("Priority", 11, 0), ("1", 11, 0)], "", "Priority1"),  # as large as the word
        ([("A", 11, 0), ("GENDA", 8.5, 0)], "", "AGENDA"),  # small capitals
        ([("x", 11, 0), ("2", 7, 5), ("y", 11, 0)], "", "x2y"),  # inside a word
    ],
)
def test_raised_figures_and_signs(parts: list[tuple[str, float, float]], then: str, text: str) -> None:
    assert line_of(*parts, then=then) == text


@pytest.mark.parametrize(
    ("mark", "at", "text"),
    [
        ("[1]", (111.0, 114.0), "with people [1]\nand more"),
        ("3", (112.0, 114.0), "with people ³\nand more"),
        ("3", (160.0, 114.0), "3\nwith people\nand more"),  # away from the word
        ("see", (111.0, 114.0), "see\nwith people\nand more"),  # no mark
    ],
)
def test_a_mark_drawn_by_itself_belongs_to_the_line_of_its_word(mark: str, at: tuple[float, float], text: str) -> None:
    sheet = Sheet()
    x = sheet.write("with people", LEFT, 120)
    sheet.write("and more", LEFT, 136)
    sheet.write(mark, x + at[0] - 110.0, at[1], size=10)
    assert read_sheets(sheet)[0].text == text
