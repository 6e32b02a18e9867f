"""Dates around the word of a month: `Wednesday 13 July 2017`, `22 and 30 April`, `December 18th`, `Dec-25`, `in March`."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from pipeline.extract.dates import refuse
from pipeline.extract.dates.intervals import FINANCIAL_YEAR_STARTS
from pipeline.extract.dates.patterns import LETTERS, words_of_days
from pipeline.extract.dates.pieces import Piece
from pipeline.extract.dates.reading import DateText

DAY_LAST = re.compile(r"\d[^\W\d_]*[\s,-]*(?:[^\W\d_]+\s+){0,5}\Z")
ORDINAL_DAY = re.compile(r"(?P<day>\d+)(?:\s?(?:st|nd|rd|th)\b)?", re.I)
REACH = 100  # how far before a month its days may be listed
SHORT_YEARS_BACK = 12
SHORT_YEARS_AHEAD = {"month": 12, "day": 4}  # `28th September 29` is no date of 2029
STEPS = {"last": -1, "this": 0, "next": 1}


def read_month(source: DateText, found: re.Match[str]) -> list[Piece]:
    """The pieces around a month's word; none where it is another word."""
    start, end = found.span()
    text = source.text
    if source.patterns.weekday_of_two_words.search(text, max(0, start - 6), start):
        return []
    month = source.words.months[found[0].lower()]
    low = max(source.taken, start - REACH)
    before = source.patterns.before_month.search(text, first_of_day(text, low, start), start) if _may_have_day(source, low, start) else None
    if before and not _is_no_day(source, before):
        return _days_before(source, before, found, month)
    listed = source.patterns.days_after.match(text, end) if text[end : end + 3].strip(" .\n")[:1].isdigit() else None
    if listed and (days := _days_behind(source, listed, start, month)):
        return days
    behind = source.patterns.day_after.match(text, end)
    weekday = source.patterns.weekday_before.search(text, max(source.taken, start - 14), start)
    if behind and _is_day_behind(behind, weekday is not None):
        if refuse.is_wrong_case(found[0], True, bool(behind["ordinal"] or behind["year"])):
            return []
        piece = Piece(weekday.start() if weekday else start, behind.end(), "day", int(behind["day"]), month)
        piece.year = int(behind["year"]) if behind["year"] else None
        piece.weekday = source.weekday(weekday["weekday"]) if weekday else None
        return [_with_year_away(source, piece)]
    year, year_end = _year_behind(source, end, month, "month")
    if refuse.is_wrong_case(found[0], False, year_end - end >= 4) and not source.cell:
        return []
    return [_with_year_away(source, Piece(start, year_end, "month", month=month, year=year, alone=year is None))]


def _may_have_day(source: DateText, low: int, start: int) -> bool:
    """Whether a day may stand before a month: a figure with nothing but letters and white space behind it, or a day in words."""
    said = source.text[low:start]
    if DAY_LAST.search(said):
        return True
    last = said.split()[-1:]
    return bool(last) and (last[0].lower() == "the" or last[0].lower() in source.words.set_of("of_words"))


def first_of_day(text: str, low: int, start: int) -> int:
    """From where on what belongs to the days before a month may begin: with the last word that cannot stand between or behind them."""
    at = start
    for word in reversed(text[low:start].split()):
        at = text.rindex(word, low, at)
        if not _may_belong(word):
            return at
    return low


@lru_cache(1024)
def _may_belong(word: str) -> bool:
    """Whether a word may stand in front of a month beside its days: a figure, a weekday, `and`, `of`."""
    return words_of_days().issuperset(LETTERS.findall(word.lower()))


def _is_no_day(source: DateText, before: re.Match[str]) -> bool:
    """Whether the number before a month is no day of it: a section, the end of another cell, a list's number."""
    if before["day_word"]:
        return bool(before["others"])
    if not 1 <= int(before["day"]) <= 31:
        return True
    if before["ordinal"]:
        return False
    start, end = before.span("day")
    return (
        ("," in before["join"] and not before["weekday"])
        or ("\n" in before["join"] and refuse.stands_alone_on_line(source.text, start, end))
        or (not before["others"] and refuse.is_place_in_paper(source.text, start))
    )


def _is_day_behind(found: re.Match[str], has_weekday: bool) -> bool:
    """Whether a number behind a month is its day: `December 18th`, `January 12, 2021`, `Tuesday, May 14`."""
    if not 1 <= int(found["day"]) <= 31 or ("\n" in found["join"] and not found["year"]):
        return False
    return bool(found["ordinal"] or found["year"] or has_weekday)


def _days_behind(source: DateText, listed: re.Match[str], start: int, month: int) -> list[Piece]:
    """The days listed behind a month (`June 9, 11 and 15, 2020`), when they run upwards; the first with the month's word."""
    numbers = list(ORDINAL_DAY.finditer(source.text[listed.start("days") : listed.end("days")]))
    days = [int(number["day"]) for number in numbers]
    if not all(1 <= low < high <= 31 for low, high in pairwise(days)):
        return []
    weekday = source.patterns.weekday_before.search(source.text, max(source.taken, start - 14), start)
    year = int(listed["year"]) if listed["year"] else None
    pieces: list[Piece] = []
    for number, following in zip(numbers, [*numbers[1:], None], strict=True):
        begin = listed.start("days") + number.start()
        end = listed.end() if following is None else listed.start("days") + number.end()
        pieces.append(Piece(begin if pieces else start, end, "day", int(number["day"]), month, year))
    if weekday:
        pieces[0].start_at, pieces[0].weekday = weekday.start(), source.weekday(weekday["weekday"])
    return pieces


def _days_before(source: DateText, before: re.Match[str], found: re.Match[str], month: int) -> list[Piece]:
    """The day before a month, and the days that share the month with it (`22 and 30 April 2024`)."""
    year, end = _year_behind(source, found.end(), month, "day")
    day = int(before["day"]) if before["day"] else source.words.days_in_words[before["day_word"].lower()]
    certain = bool(before["ordinal"] or before["day_word"] or before["weekday"]) or end - found.end() >= 4
    if refuse.is_wrong_case(found[0], True, certain):
        return []
    others = _other_days(source, before, day, month, year)
    weekday = before["last_weekday"] or (None if before["others"] else before["weekday"])
    start = max(before.start("day"), before.start("day_word")) if before["others"] else before.start()
    if before["last_weekday"]:
        start = before.start("last_weekday")
    behind = source.patterns.weekday_after.match(source.text, end)
    piece = Piece(start, behind.end() if behind else end, "day", day, month, year)
    piece.weekday = source.weekday(weekday or (behind["weekday"] if behind else None))
    piece.week = source.week(None if before["others"] else before["week"])
    return [*others, _with_year_away(source, piece)]


def _other_days(source: DateText, before: re.Match[str], day: int, month: int, year: int | None) -> list[Piece]:
    """The days of a list or range before the last one, when they run upwards and are not numbers of items or pages."""
    pieces: list[Piece] = []
    at, last_between = before.start("others"), ""
    while at < before.end("others") and (one := source.patterns.other_day.match(source.text, at)):
        piece = Piece(one.start(), one.start("between"), "day", int(one["day"]), month, year, shared=True)
        piece.weekday = source.weekday(one["weekday"])
        if not pieces and before["weekday"]:
            piece.start_at, piece.weekday = before.start("weekday"), source.weekday(before["weekday"])
        pieces.append(piece)
        at, last_between = one.end(), one["between"].strip()
    numbers = [piece.day or 0 for piece in pieces] + [day]
    runs_upwards = all(1 <= low < high <= 31 for low, high in pairwise(numbers))
    if not runs_upwards or last_between == "," or (pieces and refuse.is_place_in_paper(source.text, pieces[0].start_at)):
        return []
    return pieces


def _year_behind(source: DateText, at: int, month: int, unit: str) -> tuple[int | None, int]:
    """The year printed behind a month, and where it ends; None and `at` without one."""
    found = source.patterns.year_after.match(source.text, at)
    if found is None:
        return None, at
    if found["year"]:
        year = int(found["year"])
        if found["second"] and int(found["second"]) == (year + 1) % 100:
            return year + (month < FINANCIAL_YEAR_STARTS), found.end()  # `November 2024-25`: that month of the financial year
        return year, found.end("year")
    year = source.full_year(int(found["short"]))
    return (year, found.end()) if _is_short_year(source, found, year, at, unit) else (None, at)


def _is_short_year(source: DateText, found: re.Match[str], year: int, at: int, unit: str) -> bool:
    """Whether two digits behind a month are a year, and not a day or a number of things."""
    text, end, mark = source.text, found.end(), found["mark"]
    following = source.patterns.month_next.match(text, end)
    if following and mark.strip() in ("", "-") and following["short"] != found["short"] and (unit == "day" or not mark.strip()):
        return False  # the day of the next month; but `Dec 23 Jan 23` and `Dec-23 Mar-24` are headings of columns
    if mark.strip():
        return True
    away = source.years_from_document(year)
    if away is not None and not -SHORT_YEARS_BACK <= away <= SHORT_YEARS_AHEAD[unit]:
        return False
    if mark == "":
        return text[end : end + 1] != "." and text[at - 1] != "."  # `Feb23.02` is a reference
    if "\n" in mark and not source.cell and not source.patterns.month_after_dash.match(text, end):
        return _runs_over_line(source, at, end)
    return source.cell or not refuse.is_counted(text, end)


def _runs_over_line(source: DateText, at: int, end: int) -> bool:
    """Whether two digits that open the line below a month continue it: the month ends a line of words, and no list item begins."""
    line = source.text[source.text.rfind("\n", 0, at) + 1 : at]
    opens_no_item = re.match(r"\n|\Z|[,;)–-]| [(a-z–-]", source.text[end : end + 2]) is not None
    return " " in line.strip() and opens_no_item and not refuse.is_counted(source.text, end)


def _with_year_away(source: DateText, piece: Piece) -> Piece:
    """`23 May last year`, `April of this year`: the year is counted from the document's."""
    reference = source.context.reference
    if piece.year is None and reference is not None and (found := source.patterns.years_away.match(source.text, piece.end_at)):
        piece.year = reference.year + STEPS[found["which"].lower()]
        piece.end_at, piece.alone, piece.inferred = found.end(), False, True
    return piece
