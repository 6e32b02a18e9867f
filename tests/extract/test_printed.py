"""Words that a paper prints somewhere."""

from __future__ import annotations

import pytest
from pages import material_of, typed

from pipeline.extract.printed import PrintedWords

FIRST = "The footpath to the weir is well-kept. Écoles and café stay; see www.weir.example.org/quay or ask lock@example.org."
SECOND = "Reopen-\ning it, the Clerk said, is a co-\noperative Work; the co-ordinator and 2nd_hand shops agree."


@pytest.fixture
def printed() -> PrintedWords:
    return PrintedWords(material_of(typed(FIRST, 1), typed(SECOND, 2)))


@pytest.mark.parametrize(
    ("word", "answer", "case"),
    [
        ("footpath", True, "as it stands"),
        ("path", False, "a part of a word"),
        ("kept", True, "behind a hyphen"),
        ("café", True, "with an accent"),
        ("quay", False, "in an address only"),
        ("lock", False, "in an e-mail address only"),
        ("clerk", False, "with a capital only"),
        ("hand", False, "behind an underline"),
        ("is", False, "too short"),
        ("operative", True, "behind a line's end"),
    ],
)
def test_words_in_small_letters(printed: PrintedWords, word: str, answer: bool, case: str) -> None:
    assert printed.has_small(word) is answer, case
    assert printed.has_small(word) is answer, f"{case}, asked again"


@pytest.mark.parametrize(
    ("word", "answer", "case"),
    [
        ("clerk", True, "with a capital"),
        ("well-kept", True, "with its hyphen"),
        ("kept", False, "a part of a hyphened word"),
        ("co", False, "cut by a line's end"),
        ("co-ordinator", True, "hyphened within a line"),
        ("cooperative", False, "only cut by a line's end"),
        ("work", True, "behind a word that is cut"),
        ("reopening", False, "cut by a line's end, with a capital"),
    ],
)
def test_whole_words(printed: PrintedWords, word: str, answer: bool, case: str) -> None:
    assert printed.has_whole(word) is answer, case
