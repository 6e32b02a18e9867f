"""The months of a milestone grid's columns."""

from __future__ import annotations

import pytest

from pipeline.extract.dates import DateContext, months_in_order


@pytest.mark.parametrize(
    ("labels", "context", "expected", "note"),
    [
        (
            ["Task", "AUG", "SEPT", "NOV", "JAN", "MAR"],
            DateContext(document_date="2017-11-01"),
            [None, "2017-08", "2017-09", "2017-11", "2018-01", "2018-03"],
            "around the document",
        ),
        (["Apr-24", "Jul", "Jan"], DateContext(), ["2024-04", "2024-07", "2025-01"], "from the one year printed"),
        (["Nov", "Dec", "Jan 2025"], DateContext(), ["2024-11", "2024-12", "2025-01"], "from the last label back"),
        (
            ["Apr", "Jul", "Oct", "Jan"],
            DateContext(document_date="2024-02-01", period_start="2024-04-01", period_end="2025-03-31"),
            ["2024-04", "2024-07", "2024-10", "2025-01"],
            "within the plan's period",
        ),
        (["May"], DateContext(document_date="2024-03-15"), ["2024-05"], "one column"),
        (["Jan", "Feb"], DateContext(), [None, None], "nothing to go by"),
        (["Action", "Lead", ""], DateContext(document_date="2024-03-15"), [None, None, None], "no months"),
    ],
)
def test_months(labels: list[str], context: DateContext, expected: list[str | None], note: str) -> None:
    assert months_in_order(labels, context) == expected, note
