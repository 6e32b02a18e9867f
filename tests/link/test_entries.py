"""An action that one paper prints twice is one."""

from __future__ import annotations

import pytest
from made_papers import action

from pipeline.link.entries import entries_of
from pipeline.link.likeness import Weights, printings_of
from pipeline.records import Action

FRONT, BACK = {"theme": "Actions from the last meeting", "page": 1}, {"theme": "Action list", "page": 3}


def grouped(*rows: Action) -> list[list[str | None]]:
    numbered = [Action(**{name: getattr(row, name) for name in row.__struct_fields__} | {"id": str(n)}) for n, row in enumerate(rows)]
    printings = printings_of(numbered)
    return [[row.id for row in entry.rows] for entry in entries_of(printings, Weights(printings))]


ONCE, TWICE = [["0"], ["1"]], [["0", "1"]]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (action("Order the salt", **FRONT), action("Order the salt", **BACK), TWICE),  # a log in front, a list behind
        (action("Order the salt", **FRONT, reference="Mar24.01"), action("Order salt, two tonnes", **BACK, reference="Mar 24.1"), TWICE),
        (
            action("Order the salt", **FRONT, reference="Mar24.01"),
            action("Order the salt", **BACK, reference="Mar24.02"),
            ONCE,
        ),  # two numbers
        (action("Order the salt", "2024-05", **FRONT), action("Order the salt", "2024-06", **BACK), ONCE),  # two dates
        (action("Order the salt", lead="Clerk", **FRONT), action("Order the salt", lead="Warden", **BACK), ONCE),  # two people
        (action("Order the salt"), action("Order the salt"), ONCE),  # two rows of one table
        (
            action("Order the salt", "2024-05", origin="milestone"),
            action("Order the salt", origin="milestone", page=2),
            ONCE,
        ),  # two milestones
        (action("Cathy to order the salt", origin="minute"), action("Order the salt for the bins", **BACK), ONCE),  # not quite the same
    ],
)
def test_rows_of_one_paper(one: Action, other: Action, expected: list[list[str]]) -> None:
    assert grouped(one, other) == expected


def test_the_row_that_counts_says_most() -> None:
    rows = [action("Order the salt", status="complete", **FRONT), action("Order the salt", **BACK)]
    printings = printings_of(rows)
    (entry,) = entries_of(printings, Weights(printings))
    assert entry.counted.status == "complete"
    (entry,) = entries_of(printings_of([action("Order the salt", **FRONT), action("Order the salt", **BACK)]), Weights(printings))
    assert entry.counted.source.page == 3
