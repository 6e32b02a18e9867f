"""Initials and the names that they stand for."""

from __future__ import annotations

import pytest

from pipeline.extract.actions.people import looks_like_initials, stands_for, without_titles

PAIRS = [
    ("RB", "Rob Boyle", True, "first letters"),
    ("PWh", "Paula Wheeler", True, "more of the surname"),
    ("AHop", "Alison Hopwood", True, "most of the surname"),
    ("Ali", "Alison Hopwood", True, "a shortened first name"),
    ("JM", "J Martin", True, "a name that is printed with an initial"),
    ("RJB", "Rob James Boyle", True, "three letters"),
    ("RB", "Rob James Boyle", True, "the middle name left out"),
    ("RB", "Bob Royle", False, "another order"),
    ("rb", "Rob Boyle", False, "small letters"),
]


@pytest.mark.parametrize(("key", "name", "expected", "case"), PAIRS, ids=[case for *_, case in PAIRS])
def test_stands_for(key: str, name: str, expected: bool, case: str) -> None:
    assert stands_for(key, name) is expected, case


@pytest.mark.parametrize(
    ("text", "expected"), [("KC", True), ("PWh", True), ("Clerk", False), ("ALL", False), ("NHS", False), ("Q1", False)]
)
def test_looks_like_initials(text: str, expected: bool) -> None:
    assert looks_like_initials(text) is expected


def test_without_titles() -> None:
    assert without_titles("Cllr Mrs Ada Finch") == "Ada Finch"
