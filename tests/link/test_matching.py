"""One to one, by the best that is clearly best."""

from __future__ import annotations

import pytest
from made_papers import action

from pipeline.link.likeness import Weights, printing_of
from pipeline.link.matching import Candidate, Index, Kinship, come_apart, compare, pair_up
from pipeline.records import Action


@pytest.mark.parametrize(
    ("candidates", "held"),
    [
        ([(0, 0, 3, 0.8)], {(0, 0)}),  # the only one
        ([(0, 0, 3, 0.9), (0, 1, 3, 0.7)], {(0, 0)}),  # clearly better than the second
        ([(0, 0, 3, 0.9), (0, 1, 3, 0.85)], set()),  # about as good as the second: in doubt
        ([(0, 0, 3, 0.9), (1, 0, 3, 0.85)], set()),  # the other way round
        ([(0, 0, 3, 0.9), (0, 1, 3, 0.85), (1, 1, 2, 1.0)], {(0, 0), (1, 1)}),  # the second is somebody else's, surely
        ([(0, 0, 0, 0.5), (0, 1, 3, 0.95)], {(0, 0)}),  # a reference goes before words
        ([(0, 0, 1, 1.1), (0, 1, 2, 1.0), (1, 0, 2, 1.0), (1, 1, 2, 1.0)], {(0, 0), (1, 1)}),  # same words: first those due on the same day
        ([], set()),
    ],
)
def test_pairs(candidates: list[tuple[int, int, int, float]], held: set[tuple[int, int]]) -> None:
    for order in (candidates, candidates[::-1]):
        assert {(each.entry, each.thread) for each in pair_up(Candidate(*each) for each in order)} == held


def step(one: Action, other: Action, series: Kinship = "log", lately: bool = True) -> int | None:
    first, second = printing_of(one), printing_of(other)
    found = compare(first, second, Weights([first, second]), series, lately)
    return found[0] if found else None


LONG = "Resurface the northern footpath between the bridge and the almshouses"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            action("Mend the gate", reference="May24.02"),
            action("Mend or replace the gate", reference="May 24.2"),
            0,
        ),  # one lasting reference
        (
            action("Mend the gate", reference="May24.02"),
            action("Elect a chairman", reference="May24.02"),
            None,
        ),  # the number was used again
        (action("Mend the gate", reference="May24.02"), action("Mend the gate", reference="June24.01"), None),  # two lasting references
        (action("Mend the gate", "2024-05"), action("Mend the gate", "2024-05"), 1),  # the same words and date
        (action("Mend the gate", "2024-05"), action("Mend the gate", "2024-07"), 2),  # the same words
        (action(LONG), action(f"{LONG} and the church"), 3),  # reworded
        (
            action("Mend the gate", reference="1.2"),
            action("Elect a chairman", reference="1.2"),
            None,
        ),  # a place in the plan is no reference
        (action(LONG, reference="1.2"), action(LONG, reference="1.3"), 1),  # the plan was numbered anew
        (action("Place it on the website", reference="2.1", origin="minute"), action("Place it on the website", origin="minute"), None),
        (action(LONG, origin="minute"), action(LONG, origin="minute"), 1),  # many telling words, in running minutes
        (action("Mend the gate"), action("Elect a chairman"), None),
    ],
)
def test_in_which_step_two_printings_may_be_one(one: Action, other: Action, expected: int | None) -> None:
    assert step(one, other) == expected
    assert step(other, one) == expected


def test_a_plan_may_be_numbered_anew_a_log_is_not() -> None:
    before, after = action(LONG, reference="ST12"), action(LONG, reference="ST14")
    assert step(before, after, series="plan") == 1
    assert step(before, after, series="log") is None
    assert step(action("Mend the gate", reference="ST12"), action("Mend the gate", reference="ST14"), series="plan") is None


def test_elsewhere_only_many_of_the_same_words_count() -> None:
    assert step(action(LONG), action(LONG), series="none") == 1
    assert step(action(LONG), action(f"{LONG} and the church"), series="none") is None
    assert step(action("Mend the gate"), action("Mend the gate"), series="none") is None


def test_what_a_list_left_out_must_be_more_alike() -> None:
    reworded = action("Resurface the footpath between the bridge and the school")
    assert step(action(LONG), reworded) == 3
    assert step(action(LONG), reworded, lately=False) is None


def test_an_index_finds_by_rare_words_and_by_reference() -> None:
    gate, bench, bin_ = (printing_of(action(words)) for words in ("Mend the lych gate", "Mend the bench", "Empty the bin"))
    numbered = printing_of(action("Something else altogether", reference="May24.02"))
    index = Index(Weights([gate, bench, bin_, numbered]))
    for place, printing in enumerate([gate, bench, bin_, numbered]):
        index.add(place, printing)
    assert index.near(printing_of(action("Is the lych gate safe?"))) == [0]
    assert index.near(printing_of(action("Unheard of", reference="May24.02"))) == [3]


def test_an_action_comes_apart() -> None:
    whole = printing_of(action("Clear the ditch at Mill Lane and replace the culvert under Fore Street"))
    ditch, culvert = printing_of(action("Clear the ditch at Mill Lane")), printing_of(action("Replace the culvert under Fore Street"))
    weights = Weights([whole, ditch, culvert])
    (found,) = come_apart({7: whole}, {1: ditch, 2: culvert}, [(7, 1), (7, 2)], weights)
    assert found[0] == 7 and set(found[1]) == {1, 2}
    assert come_apart({7: whole}, {1: ditch}, [(7, 1)], weights) == []  # one part is no falling apart
    assert come_apart({7: whole}, {1: whole, 2: whole}, [(7, 1), (7, 2)], weights) == []  # nor are two of the same
