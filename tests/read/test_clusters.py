"""Values that lie close together get one number."""

from __future__ import annotations

import pytest

from pipeline.read.clusters import number_clusters

CASES = [
    ("neighbours within the tolerance", [1.0, 3.0, 10.0], 2, {1.0: 0, 3.0: 0, 10.0: 1}),
    ("a chain of neighbours is one cluster", [0.0, 3.0, 6.0], 3, {0.0: 0, 3.0: 0, 6.0: 0}),
    ("numbers follow the values, not their order", [9.0, 1.0, 9.0], 3, {1.0: 0, 9.0: 1}),
    ("no tolerance", [1.0, 1.5], 0, {1.0: 0, 1.5: 1}),
    ("nothing", [], 3, {}),
]


@pytest.mark.parametrize(("values", "tolerance", "numbers"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_clusters_are_numbered(values: list[float], tolerance: float, numbers: dict[float, int]) -> None:
    assert number_clusters(values, tolerance) == numbers
