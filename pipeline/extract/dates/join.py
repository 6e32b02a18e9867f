"""Pieces that are printed as one date: ranges (`A to B`), and lists that share a year (`A, B and C 2024`)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.extract.dates.intervals import Interval, days_apart
from pipeline.extract.dates.patterns import patterns
from pipeline.extract.dates.pieces import Piece

COARSE = {"quarter", "half", "season"}


@dataclass(slots=True)
class Expression:
    """A date expression: one piece, or the first and the last of a range."""

    first: Piece
    last: Piece

    @property
    def is_range(self) -> bool:
        return self.first is not self.last

    @property
    def start_at(self) -> int:
        return self.first.start_at

    @property
    def end_at(self) -> int:
        return self.last.end_at

    @property
    def pieces(self) -> list[Piece]:
        return [self.first, self.last] if self.is_range else [self.first]

    def interval(self) -> Interval | None:
        """From the first day of the first piece to the last of the last; None where the paper does not decide it."""
        first, last = self.first.interval(), self.last.interval()
        if first is None or last is None or not self.is_range:
            return first
        return Interval(first.start, last.end, "range") if first.start <= last.end else None


def join_pieces(pieces: list[Piece], text: str) -> list[Expression]:
    """The expressions that some pieces form, in printed order; years are shared within a range or list, nothing is worked out yet."""
    _share_years(pieces, text)
    expressions: list[Expression] = []
    for piece in pieces:
        before = expressions[-1] if expressions else None
        if before is not None and before.is_range and before.last.shared and _continues(before, piece, text):
            before.last = piece
        elif before is not None and not before.is_range and _is_one_year(before.first, piece, text):
            whole = replace(piece, start_at=before.start_at, year=before.first.year, last_year=before.first.year)
            expressions[-1] = Expression(whole, whole)
        elif before is not None and not before.is_range and _are_range(before.first, piece, text):
            before.last = piece
            before.first.alone = piece.alone = before.first.alone and piece.alone
        else:
            expressions.append(Expression(piece, piece))
    return expressions


def _is_one_year(first: Piece, last: Piece, text: str) -> bool:
    """Whether two years that follow each other are the ends of one year of a kind (`the 2020 to 2021 academic year`)."""
    if not (
        first.unit == last.unit == "years" and first.first_month == 1 < last.first_month and first.year and last.year == first.year + 1
    ):
        return False
    return patterns().range_gap.fullmatch(text[first.end_at : last.start_at]) is not None


def _are_range(first: Piece, last: Piece, text: str) -> bool:
    if not _same_kind(first, last):
        return False
    gap = text[first.end_at : last.start_at]
    if patterns().range_gap.fullmatch(gap):
        joined = gap.strip() != "/" or first.unit == last.unit in {"month", "season", "quarter"} or _follow_each_other(first, last)
    elif patterns().list_gap.fullmatch(gap):
        both_whole = first.year is not None and last.year is not None and not first.shared and not first.lent
        between = patterns().between.search(text, max(0, first.start_at - 14), first.start_at) is not None
        joined = (between and not both_whole) or (first.shared and _follow_each_other(first, last))
    else:
        joined = False
    if not joined:
        return False
    return _set_range_years(first, last)


def _continues(run: Expression, piece: Piece, text: str) -> bool:
    """Whether a day goes on with a run of days (`5, 6 and 7 May`)."""
    return _follow_each_other(run.last, piece) and patterns().list_gap.fullmatch(text[run.last.end_at : piece.start_at]) is not None


def _same_kind(first: Piece, last: Piece) -> bool:
    if "fixed" in (first.unit, last.unit) or first.week or last.week:
        return False
    return first.unit == last.unit or {first.unit, last.unit} == {"day", "month"}


def _follow_each_other(first: Piece, last: Piece) -> bool:
    """Whether one day is the day before another: of one month, printed once (`21 and 22 May`), or of two (`30 April/1 May 2024`)."""
    if first.shared and first.month == last.month and first.day is not None:
        return last.day == first.day + 1
    low, high = first.interval(last.year), last.interval()
    return first.lent and low is not None and high is not None and (high.start - low.start).days == 1


def _set_range_years(first: Piece, last: Piece) -> bool:
    """Gives the piece without a year that of its partner, so that the first is not after the last; whether they make a range."""
    if first.year is None and last.year is not None:
        first.year = last.year
        if _starts_after(first, last):
            first.year -= 1
    elif last.year is None and first.year is not None:
        last.year = first.year
        if _starts_after(first, last):
            last.year += 1
    elif first.year is None:
        return True
    return not _starts_after(first, last)


def _starts_after(first: Piece, last: Piece) -> bool:
    low, high = first.interval(), last.interval()
    return low is not None and high is not None and low.start >= high.end


def _share_years(pieces: list[Piece], text: str) -> None:
    """In `3 May, 7 June and 9 July 2024` the days before the last are given its year, or the year before where they would come after it."""
    for following, piece in pairwise(reversed(pieces)):
        if piece.year is None and following.year is not None and piece.unit == following.unit and piece.unit in {"day", "month", *COARSE}:
            gap = text[piece.end_at : following.start_at]
            if patterns().list_gap.fullmatch(gap) or (piece.shared and piece.unit == "day"):
                piece.year = following.year
                piece.lent = True
                piece.alone = False
                if _starts_after(piece, following):
                    piece.year -= 1
    for piece, following in pairwise(pieces):
        is_open = piece.year is not None and following.year is None and following.unit == piece.unit == "day" and not piece.shared
        if is_open and patterns().list_gap.fullmatch(text[piece.end_at : following.start_at]):
            following.year, following.inferred = _nearest_year(piece, following), True


def _nearest_year(piece: Piece, following: Piece) -> int | None:
    """The year that brings a day nearest to the one printed before it."""
    before = piece.interval()
    if before is None or piece.year is None:
        return piece.year
    options = {year: i for year in (piece.year - 1, piece.year, piece.year + 1) if (i := following.interval(year))}
    return min(options, key=lambda year: days_apart(before.start, options[year]), default=piece.year)
