"""Years and their parts: `2024/25`, `2018 to 2022`, `2013 academic year`, `Q3 2024/25`, `first half of 2021-22`, `Spring 2025`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from pipeline.extract.dates import intervals, refuse
from pipeline.extract.dates.intervals import FINANCIAL_YEAR_STARTS, Interval
from pipeline.extract.dates.pieces import Piece
from pipeline.extract.dates.reading import DateText
from pipeline.extract.dates.words import collapsed

LONGEST_SPAN = {2: 20, 4: 50}  # years, by the digits of the second: `2024-53` is no span
SPRING = 3
HANGS_ON_DIGITS = re.compile(r"\d[-:]\Z")  # `25-2028`, `ISO 9001:2015`


def read_year(source: DateText, found: re.Match[str]) -> list[Piece]:
    """A year, or years from one to another; a year and the next make one financial year."""
    start, end = found.span()
    year = int(found[0][-4:])
    text = source.text
    if source.is_glued(start) or HANGS_ON_DIGITS.search(text[max(0, start - 2) : start]) or refuse.is_law(text, start, end):
        return []
    span = source.patterns.span_after.match(text, end)
    if span is None:
        hangs_on = text[end : end + 1] in ("/", "-") and text[end + 1 : end + 2].isalnum()
        return [] if hangs_on or refuse.is_quantity(text, start, end) else [with_kind(source, _years(start, end, year, year))]
    second = span["long"] or span["slashed"] or span["second"]
    last = int(second) if len(second) == 4 else year - year % 100 + int(second) + (100 if year % 100 == 99 else 0)
    if not 0 < last - year <= LONGEST_SPAN[len(second)] or (span["slashed"] and last - year > LONGEST_SPAN[2]):
        is_year = len(second) == 4 and not refuse.is_quantity(text, start, end)
        return [_years(start, end, year, year)] if is_year else []
    if refuse.follows(text, start, "before_four_figures"):
        return []
    if last == year + 1 and not (span["wide"] and " " in span["wide"]):
        piece = _years(start, span.end(), year, year, FINANCIAL_YEAR_STARTS)
    elif "/" in span[0]:
        piece = _years(start, span.end(), year, last - 1, FINANCIAL_YEAR_STARTS)
    else:
        piece = _years(start, span.end(), year, last)
    return [with_kind(source, piece)]


def _years(start: int, end: int, first: int, last: int, first_month: int = 1) -> Piece:
    return Piece(start, end, "years", year=first, last_year=last, first_month=first_month)


def with_kind(source: DateText, piece: Piece) -> Piece:
    """The years with the words that say of which kind they are (`2013 academic year`, `financial year 2024/25`)."""
    behind = source.patterns.kind_after.match(source.text, piece.end_at)
    before = source.patterns.kind_before.search(source.text, max(source.taken, piece.start_at - 24), piece.start_at)
    said = behind or before
    if said is None:
        return piece
    month = source.words.kinds_of_year[collapsed(said["kind"])]
    years = 1 + (piece.last_year or piece.year or 0) - (piece.year or 0)
    if years > 2 or (years == 1 and month == FINANCIAL_YEAR_STARTS and piece.first_month == 1):
        return piece  # `financial year 2024` may begin or end in 2024
    piece.first_month, piece.last_year = month, piece.year
    piece.start_at = before.start() if before else piece.start_at
    piece.end_at = behind.end() if behind else piece.end_at
    return piece


def read_quarter(source: DateText, found: re.Match[str]) -> list[Piece]:
    """A quarter, by number or word; of the financial year unless a single calendar year is printed with it."""
    said = collapsed(found[0])
    number = int(said[-1]) if said[-1].isdigit() else next(n for word, n in source.words.numbers.items() if word in said.split())
    piece = Piece(found.start(), found.end(), "quarter", part=number, first_month=FINANCIAL_YEAR_STARTS)
    _take_year(source, piece)
    if piece.year is None and said.endswith("quarter"):
        behind = source.patterns.of_year.match(source.text, found.end())
        if behind is None:
            return []
        piece.end_at = behind.end()
    piece.alone = piece.year is None and said[1:].isdigit()
    return [piece]


def read_half(source: DateText, found: re.Match[str]) -> list[Piece]:
    """`first half of 2021-22`, `first seven months of the year`, `H1 2024/25`."""
    said = collapsed(found[0]).split()
    if said[0] in ("h1", "h2"):
        piece = Piece(found.start(), found.end(), "half", part=int(said[0][1]), first_month=FINANCIAL_YEAR_STARTS)
        _take_year(source, piece)
        piece.alone = piece.year is None
        return [piece]
    behind = source.patterns.year_of_half.match(source.text, found.end())
    count = 6
    if "months" in said:
        count = source.words.numbers.get(said[1], int(said[1]) if said[1].isdigit() else 0)
    if behind is None or not (behind["kind"] or behind["year"] or behind["first"] or behind["short"]) or not 1 <= count <= 11:
        return []
    kind = source.words.kinds_of_year.get(collapsed(behind["kind"] or ""))
    single = behind["first"] and not behind["second"]
    piece = Piece(found.start(), behind.end(), "months", part=count)
    if count == 6:
        piece.unit, piece.part = "half", source.words.numbers[said[0]]
    piece.year = _first_year(source, behind)
    piece.first_month = kind or (1 if single else FINANCIAL_YEAR_STARTS)
    return [piece]


def read_season(source: DateText, found: re.Match[str]) -> list[Piece]:
    """`Spring 2025`, `summer of 2018`, `Winter 2024/25`; without a year it stands alone."""
    month = source.words.seasons[found[0].lower()]
    piece = Piece(found.start(), found.end(), "season", month=month, alone=True)
    if behind := source.patterns.yearish_after.match(source.text, found.end()):
        piece.year, piece.end_at, piece.alone = _first_year(source, behind), behind.end(), False
        if piece.year is not None and (behind["second"] or behind["short"]) and month == SPRING:
            piece.year += 1
    return [piece]


def read_relative(source: DateText, found: re.Match[str]) -> list[Piece]:
    """`next month`, `this financial year`: counted from the document's date, nothing without one."""
    today = source.context.reference
    if today is None:
        return []
    unit, steps = source.words.relative[collapsed(found[0])]
    return [Piece(found.start(), found.end(), "fixed", fixed=_beside(today, unit, steps))]


def _take_year(source: DateText, piece: Piece) -> None:
    """Gives a quarter or half the year that is printed behind it, or right before it (`23/24 Q4`)."""
    if behind := source.patterns.yearish_after.match(source.text, piece.end_at):
        piece.year, piece.end_at = _first_year(source, behind), behind.end()
        if behind["first"] and not behind["second"] and not behind["kind"]:
            piece.first_month = 1
        return
    last = source.pieces[-1] if source.pieces else None
    if last is not None and last.unit == "years" and re.fullmatch(r"\s?[(,]?\s?", source.text[last.end_at : piece.start_at]):
        piece.year, piece.first_month, piece.start_at = last.year, last.first_month, last.start_at
        source.pieces.pop()


def _first_year(source: DateText, found: re.Match[str]) -> int | None:
    if found["first"]:
        return int(found["first"])
    return source.full_year(int(found["short"])) if found["short"] else None


def _beside(today: date, unit: str, steps: int) -> Interval:
    """The day, week, month or financial year that lies some steps from today's."""
    if unit == "day":
        return Interval(today + timedelta(days=steps), today + timedelta(days=steps), "day")
    if unit == "week":
        return intervals.week(today - timedelta(days=today.weekday()) + timedelta(weeks=steps))
    if unit == "month":
        count = today.year * 12 + today.month - 1 + steps
        return intervals.month(count // 12, count % 12 + 1)
    first_year = intervals.financial_year_of(today) + steps
    return intervals.years(first_year, first_year, FINANCIAL_YEAR_STARTS)
