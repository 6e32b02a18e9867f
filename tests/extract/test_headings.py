"""Titles of items and minutes in front of what is said under them."""

from __future__ import annotations

import pytest

from pipeline.extract.headings import RUN_ON


@pytest.mark.parametrize(
    ("bold", "title"),
    [
        ("Gates - AB and CD", "Gates"),  # initials that a sentence opens with
        ("Gates. The", "Gates"),
        ("Gates: COUNCIL", "Gates: COUNCIL"),  # a word in capitals is no row of initials
        ("Gates - " + "COUNCIL" * 8 + "!", "Gates - " + "COUNCIL" * 8 + "!"),  # and is soon told from one
    ],
)
def test_words_behind_a_title_that_are_bold_too(bold: str, title: str) -> None:
    assert RUN_ON.sub("", bold) == title
