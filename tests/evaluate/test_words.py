"""What counts as the same words."""

from __future__ import annotations

import pytest

from pipeline.evaluate.words import alike, containment, is_whole_body, posts_alike, text_of, words_of, words_of_name

LIKENESS = [
    ("the lanes be gritted", "The lanes, be gritted.", 1.0, "capitals and punctuation do not count"),
    ("grit the lanes", "grit\nthe  lanes", 1.0, "nor do line breaks"),
    ("", None, 1.0, "nothing is like nothing"),
    ("grit", "", 0.0, "and like nothing else"),
    ("grit the lanes", "grit the roads", 2 / 3, "two of three words on both sides"),
    ("the the lanes", "the lanes lanes", 2 / 3, "a word counts as often as both have it"),
    ("16 th March", "16th March", 1.0, "a raised ending stands apart"),
    ("Item 4 the lanes", "Item 4the lanes", 2 * 2 / 7, "only endings of numbers are joined"),
    ("cafe\u0301", "café", 1.0, "an accent in two characters"),
]


@pytest.mark.parametrize(("one", "other", "expected", "case"), LIKENESS)
def test_alike(one: str, other: str | None, expected: float, case: str) -> None:
    assert alike(one, other) == pytest.approx(expected), case
    assert alike(other, one) == pytest.approx(expected), case


def test_posts_know_the_ampersand() -> None:
    assert posts_alike("Head of Streets & Lanes", "Head of Streets and Lanes") == 1.0
    assert alike("Head of Streets & Lanes", "Head of Streets and Lanes") < 1.0


@pytest.mark.parametrize(
    ("printed", "case"),
    [
        ("Cllr Ann Field", "a title"),
        ("FIELD, Ann", "surname first"),
        ("The Rev. Dr Ann Field", "several titles"),
        ("Ann  Field", "as it is"),
    ],
)
def test_names(printed: str, case: str) -> None:
    assert words_of_name(printed) == ("ann", "field"), case


def test_words_of_a_list_are_those_of_its_lines() -> None:
    assert text_of(["one", None, "two"]) == "one\n\ntwo"
    assert words_of(["one", "two"]) == ("one", "two")


@pytest.mark.parametrize(
    ("shorter", "longer", "expected", "case"),
    [
        ("clerk to write soon", "It was noted. Clerk to write soon.", 1.0, "a sentence of a paragraph"),
        ("clerk will write", "clerk will write soon", 0.0, "too short to say anything"),
        ("clerk to write soon", "word " * 61, 0.0, "too long beside it"),
        ("one two three four", "one two six seven eight", 0.5, "half of it"),
        (" ".join(map(str, range(40))), " ".join(map(str, range(260))), 0.0, "more than a paragraph"),
    ],
)
def test_containment(shorter: str, longer: str, expected: float, case: str) -> None:
    assert containment(shorter, longer) == containment(longer, shorter) == expected, case


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("Council", True),
        ("Wexcombe Parish Council", True),
        ("Governing Body", True),
        ("Council Tax Committee", False),
        ("Health and Wellbeing Board", False),
        ("Highways Committee", False),
        ("", False),
    ],
)
def test_whole_bodies(name: str, whole: bool) -> None:
    assert is_whole_body(name) is whole
