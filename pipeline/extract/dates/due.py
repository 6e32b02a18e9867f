"""What a due cell says: `31/03/2026`, `by end of March`, `Q3 2024/25`, `April 2022 (annual programme)`, `Ongoing`."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipeline.extract.dates import intervals
from pipeline.extract.dates.context import DateContext, Due
from pipeline.extract.dates.find import find_expressions, has_wrong_weekday
from pipeline.extract.dates.join import Expression
from pipeline.extract.dates.patterns import NO_LETTER_AFTER, NO_LETTER_BEFORE
from pipeline.extract.dates.pieces import Piece
from pipeline.extract.dates.words import alternatives, collapsed, words

EMPTY = re.compile(r"[\s.\-–—_/]*\Z")
DAY_ALONE = re.compile(r"(?<![\w£.,/])(\d{1,2})(?:\s?(?:st|nd|rd|th)\b|(?![\w.,/%]))", re.IGNORECASE)
CUE_REACH = 40  # characters before a date in which words say whether it counts


@lru_cache(64)
def parse_due(text: str, context: DateContext) -> Due:
    """The due date of a cell or phrase, and how often it recurs; without dates where the words decide none.

    Of several dates the one that counts is the revised one, else the latest of those that are not said to lie behind; a day, month
    or quarter goes before a whole year. A day alone is a day of `context.column_month`.
    """
    if EMPTY.match(text):
        return Due()
    recurring = _recurring(text)
    open_ended = _words_of("open_ended").search(text) is not None
    said = " ".join(text.split())
    expressions = find_expressions(text, context, cell=True) or _days_of_column(text, context) or _year_end(text, context)
    chosen = _that_counts(expressions, text)
    if chosen is None:
        return Due(text=said, recurring=recurring, open_ended=open_ended)
    interval = chosen.interval()
    return Due(
        text=said,
        start=interval.start.isoformat() if interval else None,
        end=interval.end.isoformat() if interval else None,
        precision=interval.precision if interval else None,
        recurring=recurring,
        open_ended=open_ended,
        year_inferred=any(piece.inferred for piece in chosen.pieces),
        weekday_mismatch=any(has_wrong_weekday(piece) for piece in chosen.pieces),
        impossible=interval is None and all(piece.year is not None for piece in chosen.pieces),
    )


@cache
def _words_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"{NO_LETTER_BEFORE}{words().pattern(name)}{NO_LETTER_AFTER}", re.IGNORECASE)


@cache
def _cue(name: str) -> re.Pattern[str]:
    filling = r"(?:\s+date)?[\s:(–-]*(?:(?:to|by|in|on|end|of|early|mid|late)\s+)*"
    return re.compile(rf"{NO_LETTER_BEFORE}{words().pattern(name)}{filling}\Z", re.IGNORECASE)


@cache
def _recurrence() -> re.Pattern[str]:
    other = words().pattern("no_recurrence")
    return re.compile(rf"{NO_LETTER_BEFORE}({alternatives(words().recurring)}){NO_LETTER_AFTER}(?!\s+{other}\b)", re.IGNORECASE)


@cache
def _every_month() -> re.Pattern[str]:
    return re.compile(rf"\b(?:every|each)\s+(?:{alternatives(words().months)}|{alternatives(words().seasons)})\b", re.IGNORECASE)


def _recurring(text: str) -> str | None:
    if found := _recurrence().search(text):
        return words().recurring[collapsed(found[1])]
    return "annual" if _every_month().search(text) else None


def _days_of_column(text: str, context: DateContext) -> list[Expression]:
    """The days alone in a cell of a milestone grid, in the month of its column."""
    if context.column is None:
        return []
    year, month = context.column
    found = [day for day in DAY_ALONE.finditer(text) if 1 <= int(day[1]) <= 31]
    pieces = [Piece(day.start(), day.end(), "day", int(day[1]), month, year, inferred=True) for day in found]
    return [Expression(piece, piece) for piece in pieces]


def _year_end(text: str, context: DateContext) -> list[Expression]:
    """The document's financial year, where the cell names its end (`by year end`)."""
    found = _words_of("year_end").search(text)
    if found is None or context.reference is None:
        return []
    year = intervals.financial_year_of(context.reference)
    piece = Piece(found.start(), found.end(), "years", year=year, first_month=intervals.FINANCIAL_YEAR_STARTS, inferred=True)
    return [Expression(piece, piece)]


def _that_counts(expressions: list[Expression], text: str) -> Expression | None:
    """The expression that says when the action is due; None without one."""

    def is_called(name: str, one: Expression) -> bool:
        return _cue(name).search(text, max(0, one.start_at - CUE_REACH), one.start_at) is not None

    revised = [one for one in expressions if is_called("due_revised", one)]
    candidates = revised or [one for one in expressions if not is_called("due_past", one)] or expressions
    candidates = [one for one in candidates if one.first.unit != "years"] or candidates
    if not candidates:
        return None
    return max(candidates, key=lambda one: interval.end.isoformat() if (interval := one.interval()) else "")
