"""Dates written in numbers: `31/03/2026`, `7.5.19`, `2015-01-22`, `10/2022`, `25/08`, and the financial year `17/18`."""

from __future__ import annotations

import re

from pipeline.extract.dates import refuse
from pipeline.extract.dates.intervals import FINANCIAL_YEAR_STARTS
from pipeline.extract.dates.pieces import Piece
from pipeline.extract.dates.reading import DateText
from pipeline.extract.dates.year_dates import with_kind

NEAR = 5  # years: a date with dots or hyphens and a short year is that near to its document
SHORT_FINANCIAL_YEARS = (-12, 8)
EARLIEST = 1980
PAIR_ALONE = re.compile(r"\W*(?:(?:by|on|due)\W+)*\d{1,2}/\d{1,2}\W*", re.IGNORECASE)


def read_iso(source: DateText, found: re.Match[str]) -> list[Piece]:
    """`2015-01-22`."""
    year, month, day = (int(part) for part in re.split("[-/]", found[0]))
    if not (1 <= month <= 12 and 1 <= day <= 31) or source.is_glued(found.start()):
        return []
    return [Piece(found.start(), found.end(), "day", day, month, year)]


def read_numeric(source: DateText, found: re.Match[str]) -> list[Piece]:
    """`31/03/2026`: the day first, unless the month could not come second, or the text writes all its dates the other way."""
    start, end = found.span()
    mark = found["mark"]
    day, month, printed = (int(part) for part in re.split(r"\s*[/.\-]\s*", found[0]))
    short = printed < 100
    year = source.full_year(printed) if short else printed
    if mark != "." and (month > 12 >= day or (source.has_month_first() and day <= 12)):
        day, month = month, day
    if not (1 <= day <= 31 and 1 <= month <= 12 and 1900 <= year <= 2099) or source.is_glued(start):
        return []
    away = source.years_from_document(year)
    if short and mark != "/" and not source.cell and (away is None or abs(away) > NEAR):
        return []
    if short and mark == "." and refuse.is_section_number(source.text, start, end):
        return []
    if refuse.follows(source.text, start, "before_four_figures"):
        return []
    return [_with_words_before(source, Piece(start, end, "day", day, month, year))]


def read_slash_year(source: DateText, found: re.Match[str]) -> list[Piece]:
    """`10/2022` as a month, unless it numbers something."""
    month, year = (int(part) for part in found[0].split("/"))
    if year < EARLIEST or source.is_glued(found.start()) or refuse.is_reference(source.text, found.start(), found.end()):
        return []
    return [Piece(found.start(), found.end(), "month", month=month, year=year)]


def read_pair(source: DateText, found: re.Match[str]) -> list[Piece]:
    """`17/18` as a financial year, or `25/08` as a day and month; most such pairs are neither."""
    start, end = found.span()
    if source.is_glued(start) or refuse.is_called_reference(source.text, start) or source.patterns.month_next.match(source.text, end):
        return []  # `28/29 September` is read from its month
    reference = source.context.reference
    if refuse.is_numbered_by_year(source.text, start, reference.year if reference is not None else None):
        return []
    first, second = found[0].split("/")
    low, high = int(first), int(second)
    is_day = 1 <= low <= 31 and 1 <= high <= 12
    shown_as_day = is_day and refuse.follows(source.text, start, "before_day_and_month", over_line=True)
    if len(first) == len(second) == 2 and high == (low + 1) % 100 and not shown_as_day:
        away = source.years_from_document(source.full_year(low))
        called = source.patterns.kind_before.search(source.text, max(0, start - 24), start)
        if called or (away is not None and SHORT_FINANCIAL_YEARS[0] <= away <= SHORT_FINANCIAL_YEARS[1]):
            return [with_kind(source, Piece(start, end, "years", year=source.full_year(low), first_month=FINANCIAL_YEAR_STARTS))]
    padded = "0" in (first[0], second[0]) and len(second) == 2
    if is_day and (padded or (shown_as_day and len(found[0]) >= 4) or (source.cell and PAIR_ALONE.fullmatch(source.text))):
        return [_with_words_before(source, Piece(start, end, "day", low, high))]
    return []


def _with_words_before(source: DateText, piece: Piece) -> Piece:
    """The day with its weekday, or with the words that make it a week (`w/c 16/10/2023`)."""
    before = source.patterns.before_numeric.search(source.text, max(source.taken, piece.start_at - 40), piece.start_at)
    if before:
        piece.start_at = before.start()
        piece.weekday = source.weekday(before["weekday"])
        piece.week = source.week(before["week"])
    return piece
