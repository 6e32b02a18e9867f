"""Values that lie close together: the step behind lines of characters, rules of tables and lines of a cell."""

from __future__ import annotations

from collections.abc import Iterable


def number_clusters(values: Iterable[float], tolerance: float) -> dict[float, int]:
    """The number of its cluster for every value, from 0 upwards; empty when there are no values.

    Sorted, two neighbours belong to one cluster when they lie at most `tolerance` apart; a cluster may be wider than that.
    """
    numbers: dict[float, int] = {}
    number = 0
    last: float | None = None
    for value in sorted(set(values)):
        if last is not None and value > last + tolerance:
            number += 1
        numbers[value] = number
        last = value
    return numbers
