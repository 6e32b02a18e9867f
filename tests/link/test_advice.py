"""Whether decisions follow what their reports recommended."""

from __future__ import annotations

from typing import Any

import pytest
from made_papers import source

from pipeline.link.advice import follows_advice
from pipeline.records import Recommendation, Resolution

ADVICE = [
    "That the lease of the depot in Mill Lane be renewed for five years at a rent of £4,000.",
    "That the Head of Streets be authorised to settle its terms.",
]


def told(text: str, *advice: str, **more: Any) -> str | None:
    resolution = Resolution(id="r", meeting_id="m", minute_id="n", ordinal=1, text=text, source=source(1), **more)
    given = [Recommendation(id=str(n), report_id="p", ordinal=n, text=words, source=source(1)) for n, words in enumerate(advice, 1)]
    return follows_advice(resolution, given)


@pytest.mark.parametrize(
    ("text", "follows", "case"),
    [
        ("That the lease of the depot in Mill Lane be renewed for five years at a rent of £4,000", "as-recommended", "the same words"),
        ("to authorise the Head of Streets to settle its terms", "as-recommended", "the same in another form"),
        ("That the recommendations set out in the report be approved", "as-recommended", "by name"),
        ("To agree the recommendations", "as-recommended", "by name, the other way round"),
        ("That the lease of the depot in Mill Lane be renewed for two years only, at a rent of £5,500", "amended", "other figures"),
        ("That consideration be deferred to the next meeting", "deferred", "put off"),
        ("That the depot be sold", "otherwise", "something else"),
    ],
)
def test_by_their_words(text: str, follows: str, case: str) -> None:
    assert told(text, *ADVICE) == follows


def test_what_one_grants_and_the_other_refuses() -> None:
    assert told("That planning permission be REFUSED for the barn", "That planning permission be granted for the barn") == "otherwise"
    assert told("That planning permission be REFUSED for the barn", "That planning permission be refused for the barn") == "as-recommended"


@pytest.mark.parametrize("more", [{"kind": "motion"}, {"outcome": "lost"}])
def test_what_was_only_put_follows_nothing(more: dict[str, Any]) -> None:
    assert told("That the depot be sold", *ADVICE, **more) is None


def test_without_advice_nothing_is_said() -> None:
    assert told("That the depot be sold") is None
