"""Years that are not printed, worked out from the list, the words and the document around a date."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Literal

from pipeline.extract.dates.context import DateContext
from pipeline.extract.dates.intervals import FINANCIAL_YEAR_STARTS, Interval, days_apart, financial_year_of
from pipeline.extract.dates.join import Expression
from pipeline.extract.dates.lists import fill_years_of_lists, is_listed_ahead
from pipeline.extract.dates.patterns import GAP, NO_LETTER_BEFORE
from pipeline.extract.dates.pieces import Piece
from pipeline.extract.dates.words import words

STILL_AHEAD = timedelta(days=60)  # a paper written a while before its meeting still says "will"
DUE_SINCE = timedelta(days=92)  # a tracker lists what fell due since the last meeting
CERTAIN = ("next", "last", "took place", "took place on")  # words that leave no doubt on which side of the paper a day lies
WEEKDAY_REACH = 250  # days: beyond, a weekday that fits is chance
UNDECIDED = range(120, 246)  # days: so far from the document, a sentence's tense says more than the distance
SENTENCE_END = re.compile(r"[.;:!?•](?:\s|\Z)|\n\s*\n")
PAST = re.compile(r"(?<!\bbe )\b[^\W\d_]{3,}ed\b", re.IGNORECASE)
OPENED = re.compile(
    r"(?:\A|[.!?]\s+|\n\s*)(?:By|Through|Throughout|In|During|Over|Since)\s(?:(?:the\s+)?(?:early|late|mid|start\s+of|end\s+of)[\s-])?\s*\Z"
)
"""What stands before a month that a sentence opens with."""
CLOSED = re.compile(r"(?:\s+(?:and|to|or)\s+[A-Z][a-z]+)?,\s")
"""What stands behind it."""
Lean = Literal["ahead", "back"]


def fill_years(expressions: list[Expression], text: str, context: DateContext, due: bool = False) -> None:
    """Gives every piece without a year the one that the paper decides; leaves it without where nothing does.

    `due`: the text is a due cell, whose dates lie ahead unless they fell due since the last meeting or so.
    """
    _from_same_day(expressions, context)
    fill_years_of_lists(expressions, text, lambda piece: _of_a_list(piece, text, context), context)
    if due:
        _from_sentence(expressions, text)
    for expression in expressions:
        for piece in expression.pieces:
            if piece.needs_year:
                piece.year = _partner_year(expression, piece) or _worked_out(piece, text, context, due)
                piece.inferred = piece.year is not None


def choose_year(piece: Piece, context: DateContext, lean: Lean | None = None, margin: timedelta = STILL_AHEAD) -> int | None:
    """The year in which a piece lies in the paper's period, or nearest to its date: on the side `lean`, or up to `margin` on the other."""
    if context.column and piece.month == context.column[1]:
        return context.column[0]
    in_period = _year_in_period(piece, context)
    if in_period is not None:
        return in_period
    reference = _today(context)
    if reference is None:
        return None
    options = {y: i for y in range(reference.year - 2, reference.year + 3) if (i := piece.interval(y))}
    if not options:
        return reference.year  # 31 June: no year makes it a day, that of the paper shows it to be impossible
    chosen = _nearest(options, reference, lean, margin)
    if piece.weekday is not None and options[chosen].start.weekday() != piece.weekday:
        fitting = [y for y, i in options.items() if i.start.weekday() == piece.weekday and days_apart(reference, i) <= WEEKDAY_REACH]
        return fitting[0] if len(fitting) == 1 else chosen
    return chosen


def _of_a_list(piece: Piece, text: str, context: DateContext) -> int | None:
    """The year of a day in a list: that of the next such day where it is one of meetings to come."""
    if is_listed_ahead(text, piece.start_at):
        return choose_year(piece, context, "ahead", timedelta(0))
    return choose_year(piece, context)


def _year_in_period(piece: Piece, context: DateContext) -> int | None:
    """The year in which a piece falls into the paper's period, when there is only one."""
    if context.period is None:
        return None
    first, last = context.period
    inside = [y for y in range(first.year - 1, last.year + 1) if (i := piece.interval(y)) and first <= i.start and i.end <= last]
    return inside[0] if len(inside) == 1 else None


def _today(context: DateContext) -> date | None:
    return context.reference or (context.period[0] if context.period else None)


def _nearest(options: dict[int, Interval], reference: date, lean: Lean | None, margin: timedelta) -> int:
    if lean == "ahead":
        ahead = [year for year, interval in options.items() if interval.end >= reference - margin]
        if ahead:
            return ahead[0]
    if lean == "back":
        behind = [year for year, interval in options.items() if interval.start <= reference + margin]
        if behind:
            return behind[-1]
    return min(options, key=lambda year: days_apart(reference, options[year]))


def _worked_out(piece: Piece, text: str, context: DateContext, due: bool) -> int | None:
    today = _today(context)
    if today is None:
        return choose_year(piece, context)
    if due:
        return choose_year(piece, context, "ahead", DUE_SINCE)
    if piece.is_day and is_listed_ahead(text, piece.start_at):
        return _of_a_list(piece, text, context)
    lean, margin = _lean(text, piece)
    if _year_in_period(piece, context) is not None:
        return _year_in_period(piece, context)
    if piece.unit in ("quarter", "half", "months") and (lean != "ahead" or piece.unit != "quarter"):
        return financial_year_of(today) if piece.first_month == FINANCIAL_YEAR_STARTS else today.year - (today.month < piece.first_month)
    if piece.unit == "month" and _opens_what_is_told(text, piece):
        return choose_year(piece, context, "back", timedelta(0))
    chosen = choose_year(piece, context, lean, margin)
    if lean is None and chosen is not None and (interval := piece.interval(chosen)) and days_apart(today, interval) in UNDECIDED:
        return choose_year(piece, context, _tense(text, piece))
    return chosen


def _opens_what_is_told(text: str, piece: Piece) -> bool:
    """Whether a month opens a sentence that tells what was (`By March, the roof had been mended`): it does not lie ahead."""
    opened = OPENED.search(text, max(0, piece.start_at - 40), piece.start_at) is not None
    return opened and CLOSED.match(text, piece.end_at) is not None and _tense(text, piece) == "back"


def _partner_year(expression: Expression, piece: Piece) -> int | None:
    """The year of a range's other end, so that the range runs forwards."""
    if not expression.is_range or piece is expression.first or expression.first.year is None:
        return None
    year = expression.first.year
    first, last = expression.first.interval(), piece.interval(year)
    return year + 1 if first and last and last.end < first.start else year


@cache
def _right_before(name: str) -> re.Pattern[str]:
    filling = rf"(?:{GAP}(?:the|in|on|end|end{GAP}of|early|mid|late))*[\s:-]*\Z"
    return re.compile(rf"{NO_LETTER_BEFORE}(?P<word>{words().pattern(name)}){filling}", re.IGNORECASE)


@cache
def _in_sentence(name: str) -> re.Pattern[str]:
    return re.compile(rf"{NO_LETTER_BEFORE}{words().pattern(name)}\b", re.IGNORECASE)


def _lean(text: str, piece: Piece) -> tuple[Lean | None, timedelta]:
    """On which side of the document a date lies by the words right before it, and how far it may yet lie on the other."""
    begin = max(0, piece.start_at - 40)
    sides: tuple[tuple[str, Lean], ...] = (("looks_ahead", "ahead"), ("looks_back", "back"))
    for name, lean in sides:
        if found := _right_before(name).search(text, begin, piece.start_at):
            return lean, timedelta(0) if found["word"].lower() in CERTAIN else STILL_AHEAD
    return None, STILL_AHEAD


def _tense(text: str, piece: Piece) -> Lean | None:
    """The side on which the verbs of the sentence put a date; None where they speak of both or of neither."""
    before, behind = text[max(0, piece.start_at - 150) : piece.start_at], text[piece.end_at : piece.end_at + 120]
    sentence = SENTENCE_END.split(before)[-1] + " " + SENTENCE_END.split(behind)[0]
    ahead = _in_sentence("verbs_ahead").search(sentence) is not None
    told = {word.lower() for word in PAST.findall(sentence)} - words().set_of("verbs_ahead") - words().set_of("no_past")
    back = bool(told) or _in_sentence("verbs_back").search(sentence) is not None
    if ahead == back:
        return None
    return "ahead" if ahead else "back"


def _from_same_day(expressions: list[Expression], context: DateContext) -> None:
    """The same day and month printed with its year elsewhere in the text, once and not far from the document, gives the year."""
    days = [piece for expression in expressions for piece in expression.pieces if piece.is_day]
    reference = context.reference
    for piece in days:
        if piece.year is None:
            known = {other.year for other in days if other.year is not None and (other.day, other.month) == (piece.day, piece.month)}
            if len(known) == 1 and (reference is None or abs(min(known) - reference.year) <= 1):
                piece.year, piece.inferred = min(known), True


def _from_sentence(expressions: list[Expression], text: str) -> None:
    """In a cell, a date without a year is that nearest to the next one in its sentence which has one."""
    for expression, following in pairwise(expressions):
        piece, known = expression.last, following.first
        interval = known.interval()
        in_sentence = SENTENCE_END.search(text, piece.end_at, known.start_at) is None
        if piece.needs_year and interval and in_sentence and {piece.unit, known.unit} <= {"day", "month"}:
            options = {year: i for year in range(interval.start.year - 1, interval.start.year + 2) if (i := piece.interval(year))}
            if options:
                piece.year = min(options, key=lambda year: days_apart(interval.start, options[year]))
                piece.inferred = True
