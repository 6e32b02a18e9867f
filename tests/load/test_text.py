"""Values as the database keeps them."""

from __future__ import annotations

import json

import pytest

from pipeline.load import text


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("Head  of\u00a0Streets", "Head of Streets"),  # two spaces, a hard space
        ("Head of\nStreets\t", "Head of Streets"),  # a line end
        ("cafe\u0301", "café"),  # a letter and its accent apart
        ("a\u2003b\u2028c", "a b c"),  # an em space, a line separator
        ("cut\x00 short\x0b", "cut short"),  # a NUL ends a text for SQL functions
        ("", None),
        (" \n ", None),
        (None, None),
    ],
)
def test_line(printed: str | None, kept: str | None) -> None:
    assert text.line(printed) == kept


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("one  thing\n\n  another ", "one thing\nanother"),  # list items a line each, no empty lines
        ("one\r\ntwo", "one\ntwo"),
        ("one thing\nanother cafe\u0301", "one thing\nanother café"),  # tidy but for an accent
        ("one\n two", "one\ntwo"),
        ("one \ntwo", "one\ntwo"),
        ("\none\ntwo", "one\ntwo"),
        ("one\ntwo\n", "one\ntwo"),
        ("one\ntwo\x0bthree\u2028four", "one\ntwo\nthree\nfour"),
        ("\n", None),
        (None, None),
    ],
)
def test_lines(printed: str | None, kept: str | None) -> None:
    assert text.lines(printed) == kept


def test_the_text_of_a_page_keeps_its_lines() -> None:
    assert text.page_text("Title \n\n  1  First\n") == "Title\n\n1 First\n"


def test_other_columns_are_json_in_printed_order() -> None:
    assert text.named_cells({"Cost  (£)": "5 \n6", "Area": "é"}) == '{"Cost (£)": "5\\n6", "Area": "é"}'
    assert text.named_cells({}) is None


def test_a_grid_is_json_row_by_row() -> None:
    assert text.grid([["a  b", ""], ["\u00a0", "“c”\n\nd"]]) == '[["a b", ""], ["", "“c”\\nd"]]'


@pytest.mark.parametrize(
    ("words", "printed", "found"),
    [
        ("Repairs to the bridge", "1 Repairs to\nthe bridge today", "Repairs to\nthe bridge"),  # over a line end
        ("Repairs to", "Title\n\n  Repairs\u00a0 to it", "Repairs\u00a0 to"),  # in a text that is not tidy
        ("Repairs (all)", "the Repairs  (all) of it", "Repairs  (all)"),  # signs that mean something in a pattern
        ("Repairs to", "Repairs of the bridge", None),
        ("Repairs to", "Repairs  of the bridge", None),
    ],
)
def test_words_are_found_over_any_white_space(words: str, printed: str, found: str | None) -> None:
    start, end = text.find_words(words.split(), printed)
    assert (printed[start:end] if start >= 0 else None) == found


def test_a_box_is_json() -> None:
    assert json.loads(text.box((1.0, 2.346, 3.0, 4.0))) == [1.0, 2.35, 3.0, 4.0]
