"""When a new public copy has lost too much to be believed."""

from __future__ import annotations

import pytest

from pipeline.publish.checks import lost_rows


@pytest.mark.parametrize(
    ("before", "now", "wrong"),
    [
        ({}, {"documents": 0}, 0),  # the first copy
        ({"documents": 100}, {"documents": 100}, 0),
        ({"documents": 100}, {"documents": 80}, 0),  # a fifth may go
        ({"documents": 100}, {"documents": 79}, 1),
        ({"documents": 100}, {}, 1),  # a table that is gone
        ({"documents": 19}, {"documents": 0}, 0),  # too few to tell
        ({"changes": 900}, {"changes": 1}, 0),  # says only what the program did
    ],
)
def test_lost_rows(before: dict[str, int], now: dict[str, int], wrong: int) -> None:
    assert len(lost_rows(before, now)) == wrong
