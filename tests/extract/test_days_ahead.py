"""Days without years that the same paper prints with their years elsewhere."""

from __future__ import annotations

import pytest

from pipeline.extract.dates import DateContext, find_dates
from pipeline.extract.days_ahead import DaysAhead

CONTEXT = DateContext(document_date="2025-03-13")

CASES = [
    ("Plans are due by 28 November 2025.", "The deadline of 28 November is near.", "2025-11-28", "a deadline named in full before"),
    ("The fair was on 28 November 2024.", "The deadline of 28 November is near.", "2024-11-28", "what has been"),
    ("On 28 November 2025 and 28 November 2026.", "The deadline of 28 November is near.", "2024-11-28", "two years"),
    ("The fair was on 1 May 2024.", "The fair of 1 May is near.", "2025-05-01", "what comes again every year"),
    ("Plans are due by 28 November 2025.", "It fell on Thursday 28 November.", "2024-11-28", "a weekday decides"),
]


@pytest.mark.parametrize(("first", "then", "day", "case"), CASES, ids=[row[-1] for row in CASES])
def test_the_year_of_a_day_that_a_paper_prints_elsewhere(first: str, then: str, day: str, case: str) -> None:
    printed = find_dates(first, CONTEXT)
    (found,) = find_dates(then, CONTEXT)
    assert DaysAhead(printed).with_year(found, CONTEXT).start == day, case
