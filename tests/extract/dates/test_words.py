"""The lists of words behind the grammar."""

from __future__ import annotations

import re

import pytest

from pipeline.edges.codes import codes
from pipeline.extract.dates.patterns import patterns
from pipeline.extract.dates.words import alternatives, in_front_of, words


def test_all_words_are_text() -> None:
    def leaves(value: object) -> list[object]:
        if isinstance(value, dict):
            return [leaf for one in value.values() for leaf in leaves(one)]
        return [leaf for one in value for leaf in leaves(one)] if isinstance(value, list) else [value]

    lists = {name: value for name, value in codes("dates").items() if name != "relative"}
    assert [leaf for leaf in leaves(lists) if not isinstance(leaf, str)] == []


def test_longer_words_go_first() -> None:
    found = re.match(alternatives(["Sep", "September", "Sept"]), "september", re.IGNORECASE)
    assert found is not None and found[0] == "september"


@pytest.mark.parametrize(
    ("text", "place"),
    [("may", 0), ("30may", 2), ("(dydd mai", 6), ("the first", 4), ("x_may", 2), ("à mai", 2), ("main, may", 6), ("decision 1st", 9)],
)
def test_trigger_finds_first_words(text: str, place: int) -> None:
    found = patterns().word_trigger.search(f"\n{text}")
    assert found is not None and found.start() == place


@pytest.mark.parametrize("text", ["dismay remain", "èmai", "wmai"])
def test_trigger_passes_over_parts_of_words(text: str) -> None:
    assert not re.search(in_front_of(["may", "mai"]), f"\n{text}")


def test_every_month_has_a_number() -> None:
    assert set(words().months.values()) == set(range(1, 13))
