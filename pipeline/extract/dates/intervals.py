"""Intervals of the calendar: months, quarters, seasons, halves and years, each from its first to its last day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from pipeline.records import Precision

FINANCIAL_YEAR_STARTS = 4


class Interval(NamedTuple):
    """From `start` to `end`, both inclusive."""

    start: date
    end: date
    precision: Precision


def day(year: int, month: int, number: int) -> Interval | None:
    """One day; None when the calendar has no such day."""
    if not 1 <= number <= monthrange(year, month)[1]:
        return None
    found = date(year, month, number)
    return Interval(found, found, "day")


@lru_cache(512)
def months(year: int, month: int, count: int, precision: Precision) -> Interval:
    """`count` whole months from the first of a month."""
    last = year * 12 + month - 1 + count - 1
    return Interval(date(year, month, 1), date(last // 12, last % 12 + 1, monthrange(last // 12, last % 12 + 1)[1]), precision)


def month(year: int, number: int) -> Interval:
    """A month."""
    return months(year, number, 1, "month")


def part_of_year(year: int, first_month: int, number: int, count: int, precision: Precision) -> Interval:
    """The `number`th part of `count` months of the year that begins with `first_month` of `year`."""
    first = year * 12 + first_month - 1 + count * (number - 1)
    return months(first // 12, first % 12 + 1, count, precision)


def season(year: int, first_month: int) -> Interval:
    """Three months from `first_month`; a winter begins in December of `year`."""
    return months(year, first_month, 3, "season")


def years(first: int, last: int, first_month: int = 1) -> Interval:
    """Whole years that begin with `first_month`: those of `first` to those that begin in `last`."""
    if first != last:
        precision: Precision = "range"
    elif first_month == 1:
        precision = "year"
    else:
        precision = "financial-year" if first_month == FINANCIAL_YEAR_STARTS else "range"
    return months(first, first_month, 12 * (last - first + 1), precision)


def week(first: date) -> Interval:
    """Seven days."""
    return Interval(first, first + timedelta(days=6), "range")


def financial_year_of(when: date) -> int:
    """The year in which the financial year of a day begins."""
    return when.year if when.month >= FINANCIAL_YEAR_STARTS else when.year - 1


def days_apart(when: date, interval: Interval) -> int:
    """How many days lie between a day and an interval; 0 inside it."""
    return max((interval.start - when).days, (when - interval.end).days, 0)
