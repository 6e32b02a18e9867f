"""Days that a paper names with their year in one place and without it in others: deadlines that still lie ahead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from pipeline.extract.dates import DateContext, FoundDate

FARTHEST = 370
"""Days from the paper to such a day at most."""


class DaysAhead:
    """The days of one paper that are printed with their years."""

    def __init__(self, dates: Iterable[FoundDate]) -> None:
        self._years: dict[str, set[str]] = defaultdict(set)
        for found in dates:
            if found.precision == "day" and found.start is not None and not found.year_inferred:
                self._years[found.start[4:]].add(found.start[:4])

    def with_year(self, found: FoundDate, context: DateContext) -> FoundDate:
        """A day without a year that was taken for one gone by, with the year that the paper prints with it elsewhere, if that day lies
        ahead: the deadline is named in full where it is told of first (`by 28 November 2025`, and then `the deadline of 28 November`).

        What was taken for a day to come keeps its year: what has been (`on 1 May 2024`) may come again every year.
        """
        if not found.year_inferred or found.precision != "day" or found.start is None or context.reference is None:
            return found
        years = self._years.get(found.start[4:], ())
        if len(years) != 1 or found.start >= context.reference.isoformat():
            return found
        day = f"{min(years)}{found.start[4:]}"
        lies_ahead = 0 <= (date.fromisoformat(day) - context.reference).days <= FARTHEST
        return replace(found, start=day, end=day) if lies_ahead and not _has_weekday(found) else found


def _has_weekday(found: FoundDate) -> bool:
    """Whether a day is printed with its weekday in front, which has told its year already."""
    return found.text.split()[0].rstrip(",").lower().endswith("day")
