"""What the tests of trust count."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

ROWS = (
    "faults survived",
    "hostile files with clear verdicts",
    "good files falsely refused",
    "kill points",
    "failed writes",
    "lost or doubled rows",
    "mutants caught",
    "hidden text found",
    "leaks that are not shown",
    "false alarms of hidden text",
    "script payloads that ran",
    "SQL bombs put out",
)
"""What is counted, in the order of the table; a row that no test has counted in this run is shown as such."""
COUNTS = pytest.StashKey[dict[str, tuple[int, int]]]()


class Tally:
    """Counts of what went well, of how many."""

    def __init__(self, counts: dict[str, tuple[int, int]]) -> None:
        self._counts = counts

    def add(self, row: str, well: int, of: int) -> None:
        """So many more of a row of the table."""
        assert row in ROWS
        before = self._counts.get(row, (0, 0))
        self._counts[row] = (before[0] + well, before[1] + of)

    @contextmanager
    def one(self, row: str) -> Iterator[None]:
        """One more, which went well when nothing is raised."""
        self.add(row, 0, 1)
        yield
        self.add(row, 1, 0)
