"""When two printings of an action are like each other, and what their references say."""

from __future__ import annotations

import pytest
from made_papers import action

from pipeline.link.likeness import Weights, is_lasting, likeness, printing_of, printings_of, reference_key, support
from pipeline.records import Action


@pytest.mark.parametrize(
    ("printed", "key", "lasting"),
    [
        ("Feb23.03", ("feb", "23", "3"), True),  # month, year, number
        ("Feb 23.05", ("feb", "23", "5"), True),  # the same with a space
        ("Action closedDec22.05", ("dec", "22", "5"), True),  # the words of the cell above ran into it
        ("05.18.07 (2)", ("5", "18", "7", "2"), True),  # the number of a minute, with the number of the action
        ("EPS/25/15", ("eps", "25", "15"), True),
        ("ACT-012", ("act", "12"), True),
        ("1.2", ("1", "2"), False),  # a place in a plan
        ("7.", ("7",), False),  # a row number
        ("Action 3", ("3",), False),  # a row number with a word
        ("AP12", ("12",), False),  # an action point of one meeting
        ("LS-014", ("ls", "14"), True),  # a number in a plan
        ("R1", ("r", "1"), False),
        ("For next meeting", (), False),  # words in the column of the references
        (None, (), False),
    ],
)
def test_references(printed: str | None, key: tuple[str, ...], lasting: bool) -> None:
    assert reference_key(printed) == key
    assert is_lasting(key) == lasting


def alike(one: Action, other: Action, *others: Action) -> float:
    first, second = printing_of(one), printing_of(other)
    return likeness(first, second, Weights([first, second, *map(printing_of, others)]))


OTHERS = [
    action(f"{verb} the {thing}")
    for verb in ("Mend", "Paint", "Inspect", "Replace", "Insure", "Advertise")
    for thing in ("lych gate", "notice boards", "salt bins", "allotment fences")
]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Plant twelve limes along Mill Lane", "Plant 12 limes along Mill Lane before the winter"),  # a number in words, a clause more
        ("Install 60 charging points in the car parks", "Install 48 charging points in the car parks"),  # another number
        ("Recruit a councillor for North ward", "Recruit councilors for the North ward"),  # a slip of the pen
        ("Write to Highways about the drains", "Clerk to write to Highways about the drains"),  # somebody named in front
    ],
)
def test_reworded_actions_are_alike(one: str, other: str) -> None:
    assert alike(action(one), action(other), *OTHERS) > 0.6


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mend the lych gate", "Paint the notice boards"),  # nothing in common
        ("Inspect the salt bins", "Inspect the allotment fences"),  # only what many have
        ("Publish the register of interests", "Publish the accounts of the charity"),
    ],
)
def test_other_actions_are_not(one: str, other: str) -> None:
    assert alike(action(one), action(other), *OTHERS) < 0.5


def test_initials_of_the_lead_are_no_words() -> None:
    assert alike(action("AS to chase the fencing quote", lead="AS"), action("HD to chase the fencing quote", lead="HD")) == 1.0


def test_an_update_may_print_only_the_detail() -> None:
    plan = action("Cleaner streets", detail="Empty the bins of Fore Street twice a day")
    assert alike(plan, action("Empty the bins of Fore Street twice a day"), *OTHERS) == 1.0


def test_a_heading_for_several_rows_is_no_likeness() -> None:
    rows = [action("Cleaner streets", detail="Empty the bins twice a day"), action("Cleaner streets", detail="Hire a second sweeper")]
    first, second = printings_of(rows)
    assert likeness(first, second, Weights([first, second])) < 0.6
    alone = printing_of(rows[0])
    assert likeness(alone, printing_of(action("Cleaner streets", detail="Done in March")), Weights([alone])) == 1.0


def test_what_stands_beside_supports_the_words() -> None:
    plain = printing_of(action("Mend the gate"))
    same = printing_of(action("Mend the gate", "2025-06", lead="Clerk", theme="Parks", reference="1.2"))
    assert support(plain, plain) == 0.0
    assert support(same, same) > support(same, printing_of(action("Mend the gate", "2025-06", lead="Clerk"))) > 0.0
