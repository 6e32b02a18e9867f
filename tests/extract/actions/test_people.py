"""Initials and the names that they stand for."""

from __future__ import annotations

import pytest
from pages import material_of, typed

from pipeline.extract.actions.people import People, looks_like_initials, stands_for, without_titles

PAIRS = [
    ("RB", "Rob Boyle", True, "first letters"),
    ("PWh", "Paula Wheeler", True, "more of the surname"),
    ("AHop", "Alison Hopwood", True, "most of the surname"),
    ("Ali", "Alison Hopwood", True, "a shortened first name"),
    ("JM", "J Martin", True, "a name that is printed with an initial"),
    ("RJB", "Rob James Boyle", True, "three letters"),
    ("RB", "Rob James Boyle", True, "the middle name left out"),
    ("MOL", "Mary O'Leary", True, "a surname with an apostrophe"),
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
    assert without_titles("County Cllr Ada Finch") == "Ada Finch"


def test_keys_in_running_text_may_follow_a_post_or_an_initial() -> None:
    people = People(material_of(typed("Clerk Mrs J Penrose (JP). Councillors A Whit (AW), S Dhillon (SD).")), [])
    found = [people.with_initials(key) for key in ("JP", "AW", "SD")]
    assert [person.name for person in found if person is not None] == ["J Penrose", "A Whit", "S Dhillon"]


def test_a_key_in_brackets_with_the_post() -> None:
    people = People(material_of(typed("Present: Ann Field (Headteacher, HT), Hugo Rook (HR, Secretary) and Bo Marsh (Chair, OBE)")), ())
    assert [person.name if (person := people.with_initials(key)) else None for key in ("HT", "HR", "OBE")] == [
        "Ann Field",
        "Hugo Rook",
        None,
    ]
