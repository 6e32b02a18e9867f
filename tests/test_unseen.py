"""Characters that nobody sees are written out, or left out."""

from __future__ import annotations

import pytest

from pipeline.unseen import made_visible, without_unseen

NAMES = [
    ("minutes – March.pdf", "minutes – March.pdf", "what one sees stays"),
    ("bell\x07.pdf", "bell\\x07.pdf", "a control character"),
    ("\x1b[2Jgone.pdf", "\\x1b[2Jgone.pdf", "an order to a terminal"),
    ("\x9b2Jgone.pdf", "\\x9b2Jgone.pdf", "the same in one character"),
    ("two\nlines.pdf", "two\\x0alines.pdf", "a line break"),
    ("exe\u202efdp.pdf", "exe\\u202efdp.pdf", "a name that reads backwards"),
    ("a\u2028b\u2066c", "a\\u2028b\\u2066c", "other marks of direction and of lines"),
    ("Llŷn Ⅳ 🏛", "Llŷn Ⅳ 🏛", "letters of all kinds stay"),
]


@pytest.mark.parametrize(("name", "shown"), [case[:2] for case in NAMES], ids=[case[2] for case in NAMES])
def test_they_are_made_visible(name: str, shown: str) -> None:
    assert made_visible(name) == shown


def test_in_text_they_are_left_out_but_for_line_breaks() -> None:
    assert without_unseen("one\u202e\ntwo\x1b[0m\tthree\x9b") == "one\ntwo[0m\tthree"
