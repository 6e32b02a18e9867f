"""Which characters make a word, and the text of pages and cells: by hand, and as stock pdfplumber has it on pages drawn by lot."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import pytest
from pdfplumber.utils.text import chars_to_textmap, extract_text, extract_words

from pipeline.read.words import cell_text, find_words, stock_text, word_text
from pipeline.records import DrawnPage

Character = tuple[str, float, float, float, float, bool]


def page_of(characters: Sequence[Character]) -> DrawnPage:
    """A page with these characters: text, x0, x1, top, bottom, upright."""
    text, x0, x1, top, bottom, upright = (
        (list(column) for column in zip(*characters, strict=True)) if characters else ([] for _ in range(6))
    )
    return DrawnPage(
        number=1, width=595.0, height=842.0, rotation=0, fonts=["Arial"], text=text, x0=x0, x1=x1, top=top, bottom=bottom, upright=upright,
        font=[0] * len(text), size=[10.0] * len(text), colour=[None] * len(text), edges=[], fills=[], images=[],
    )  # fmt: skip


def set_line(words: str, x: float = 50.0, top: float = 100.0, step: float = 5.0, gap: float = 0.0) -> list[Character]:
    """The characters of a line, each `step` wide and `gap` apart."""
    return [(letter, x + place * (step + gap), x + place * (step + gap) + step, top, top + 10, True) for place, letter in enumerate(words)]


def words_of(page: DrawnPage) -> list[str]:
    return [word_text(page, word) for word in find_words(page)]


CASES: list[tuple[str, list[Character], list[str]]] = [
    ("spaces part words", set_line("to be noted"), ["to", "be", "noted"]),
    ("a no-break space parts words too", set_line("10\u00a0May"), ["10", "May"]),
    ("letters three points apart are one word", set_line("wide", gap=3.0), ["wide"]),
    ("letters further apart are not", set_line("AB", gap=3.1), ["A", "B"]),
    ("words on one line are read from left to right", set_line("b", x=90) + set_line("a", x=50), ["a", "b"]),
    ("lines are read from top to bottom", set_line("low", top=120) + set_line("high", top=100), ["high", "low"]),
    ("a raised letter stays with its word", set_line("11") + set_line("th", x=60, top=97.5), ["11th"]),
    ("a letter four points higher is on a line of its own", set_line("11") + set_line("th", x=60, top=96), ["th", "11"]),
    (
        "letters that step down by three points each are one line, and one word while neighbours are near",
        [*set_line("a", x=50, top=100), *set_line("b", x=55, top=103), *set_line("c", x=60, top=106)],
        ["abc"],
    ),
    ("ligatures are spelled out", set_line("eﬃcient ﬁre"), ["efficient", "fire"]),
    ("a character without text is a word of its own", [*set_line("a"), ("", 55, 60, 100, 110, True), *set_line("b", x=60)], ["a", "", "b"]),
    (
        "turned characters are read from top to bottom",
        [("a", 50, 60, 100, 105, False), ("b", 50, 60, 105, 110, False), (" ", 50, 60, 110, 115, False), ("c", 50, 60, 115, 120, False)],
        ["ab", "c"],
    ),
    (
        "turned and upright characters never share a word",
        [*set_line("a"), ("b", 55, 60, 100, 110, False), *set_line("c", x=60)],
        ["a", "b", "c"],
    ),
    ("only white space", set_line("  "), []),
    ("nothing", [], []),
]


@pytest.mark.parametrize(("characters", "words"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_words_are_found(characters: list[Character], words: list[str]) -> None:
    assert words_of(page_of(characters)) == words


def test_words_are_given_as_indices_in_reading_order() -> None:
    page = page_of(set_line("no", x=70) + set_line("or", x=50))
    assert find_words(page) == [[2, 3], [0, 1]]


def test_words_can_be_looked_for_among_some_characters_only() -> None:
    page = page_of(set_line("one two"))
    assert find_words(page, [1, 2, 4, 5]) == [[1, 2], [4, 5]]
    assert find_words(page, []) == []


def test_the_text_of_a_page_keeps_the_order_of_drawing_where_lines_meet_again() -> None:
    page = page_of([*set_line("left", x=50), ("x", 200, 210, 100, 110, False), *set_line("right", x=90)])
    assert stock_text(page) == "left x right"


def test_the_text_of_a_cell_has_a_line_for_each_line() -> None:
    page = page_of(set_line("by May", top=120) + set_line("Head of Parks", top=100))
    assert cell_text(page, range(len(page.text))) == "Head of Parks\nby May"
    assert cell_text(page, []) == ""


def random_characters(seed: int) -> list[Character]:
    """Characters in rough lines, some of them turned, empty, blank or out of line."""
    chance = random.Random(seed)
    characters: list[Character] = []
    for _ in range(chance.randint(1, 12)):
        x, top = chance.uniform(0, 200), chance.choice([chance.uniform(0, 60), 30.0, 33.0])
        turned = chance.random() < 0.15
        for letter in chance.choices(["a", "B", " ", "ﬁ", "", "\t", "xy"], weights=[9, 5, 3, 1, 0.3, 0.3, 1], k=chance.randint(1, 15)):
            width = chance.choice([0.0, 3.0, 5.0, 6.5])
            box = (x, x + 9.0, top, top + width) if turned else (x, x + width, top + chance.choice([0, 0, 0, 1.5, -2.9]), top + 10.0)
            characters.append((letter, *box, not turned))
            step = width + chance.choice([0, 0, 0, 0.5, 3.0, 3.5, -4.0])
            x, top = (x, top + step) if turned else (x + step, top)
    return characters


def as_dicts(characters: list[Character]) -> list[dict[str, Any]]:
    """The same characters as pdfplumber has them."""
    return [
        {"text": text, "x0": x0, "x1": x1, "top": top, "bottom": bottom, "doctop": top, "height": bottom - top, "upright": upright}
        for text, x0, x1, top, bottom, upright in characters
    ]


@pytest.mark.parametrize("seed", range(60))
def test_words_and_texts_are_those_of_pdfplumber(seed: int) -> None:
    characters = random_characters(seed)
    page, dicts = page_of(characters), as_dicts(characters)
    stock = extract_words(dicts, return_chars=True)
    places = {id(character): place for place, character in enumerate(dicts)}
    assert find_words(page) == [[places[id(character)] for character in word["chars"]] for word in stock]
    assert words_of(page) == [word["text"] for word in stock]
    assert stock_text(page) == chars_to_textmap(dicts, layout_bbox=(0, 0, 1, 1)).as_string
    assert cell_text(page, range(len(characters))) == extract_text(dicts, x_tolerance=3, y_tolerance=3)
