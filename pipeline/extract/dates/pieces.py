"""A piece: one printed date, perhaps in part, before anything is known of its neighbours or its document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from pipeline.extract.dates import intervals
from pipeline.extract.dates.intervals import Interval

Unit = Literal["day", "month", "quarter", "half", "months", "season", "years", "fixed"]


@dataclass(slots=True)
class Piece:
    """What is printed between two offsets, as a unit and its numbers; what is not printed is None.

    `part` is the number of the quarter or half, or how many first months of a year. `year` is the first of the years, `last_year` the last,
    `first_month` the month that they begin in. `alone`: nothing but its own word says that this is a date. `shared`: a day whose month is
    printed with a later day. `lent`: the year is printed with a later piece. `inferred`: the year is not printed.
    """

    start_at: int
    end_at: int
    unit: Unit
    day: int | None = None
    month: int | None = None
    year: int | None = None
    last_year: int | None = None
    first_month: int = 1
    part: int | None = None
    weekday: int | None = None
    week: Literal["starts", "ends"] | None = None
    fixed: Interval | None = None
    alone: bool = False
    shared: bool = False
    lent: bool = False
    inferred: bool = False

    @property
    def needs_year(self) -> bool:
        """Whether the year is not printed and the interval hangs on it."""
        return self.year is None and self.unit != "fixed"

    @property
    def is_day(self) -> bool:
        return self.unit == "day"

    def interval(self, year: int | None = None) -> Interval | None:
        """The interval that the piece means in its own year, or in `year`; None without a year, and for a day that never was."""
        if self.unit == "fixed":
            return self.fixed
        chosen = self.year if year is None else year
        if chosen is None:
            return None
        match self.unit:
            case "day":
                return self._day(chosen)
            case "month":
                return intervals.month(chosen, self.month or 1)
            case "season":
                return intervals.season(chosen, self.month or 1)
            case "quarter":
                return intervals.part_of_year(chosen, self.first_month, self.part or 1, 3, "quarter")
            case "half":
                return intervals.part_of_year(chosen, self.first_month, self.part or 1, 6, "half-year")
            case "months":
                return intervals.months(chosen, self.first_month, self.part or 1, "range")
        return intervals.years(chosen, self.last_year or chosen, self.first_month)

    def _day(self, year: int) -> Interval | None:
        found = intervals.day(year, self.month or 1, self.day or 0)
        if found is None or self.week is None:
            return found
        return intervals.week(found.start if self.week == "starts" else found.start - timedelta(days=6))
