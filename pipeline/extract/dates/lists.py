"""Lists of days without years (`27 April, 25 May, 29 June`): they run on through the year that their heading names."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from pipeline.extract.dates.context import DateContext
from pipeline.extract.dates.join import Expression
from pipeline.extract.dates.pieces import Piece

Choose = Callable[[Piece], int | None]

SHORTEST = 3
HEADING_REACH = 100  # characters before the first day
LONGEST_LABEL = 14  # characters of a line before its day
LONGEST_REST = 60  # characters of a line behind its day
PLAUSIBLE = 400  # days from the document


def fill_years_of_lists(expressions: list[Expression], text: str, choose: Choose, context: DateContext) -> None:
    """Gives the days of each list their years: the first has its heading's, or what `choose` says, and each comes after the one before."""
    run: list[Piece] = []
    heading: Piece | None = None
    latest: Piece | None = None
    for expression in [*expressions, None]:
        piece = expression.first if expression and not expression.is_range else None
        is_member = piece is not None and piece.is_day and piece.year is None
        if piece is not None and is_member and run and _is_next(text[run[-1].end_at : piece.start_at]):
            run.append(piece)
            continue
        if len(run) >= SHORTEST:
            _run_through(run, heading, choose, context)
        run, heading = ([piece], latest) if piece is not None and is_member else ([], None)
        if piece is not None and piece.unit == "years":
            latest = piece


def _is_next(gap: str) -> bool:
    """Whether a day follows another in a list: behind a comma or the like, or near the beginning of the next line."""
    if re.fullmatch(r"[\s,;•·|–/-]{1,8}|,?\s+and\s+", gap):
        return True
    rest, line_end, opening = gap.partition("\n")
    return bool(line_end) and "\n" not in opening and len(rest) <= LONGEST_REST and len(opening) <= LONGEST_LABEL


def _run_through(run: list[Piece], heading: Piece | None, choose: Choose, context: DateContext) -> None:
    turns = [_place(low) >= _place(high) for low, high in pairwise(run)]
    if sum(turns) > 1:
        return
    year = _heading_year(run[0], heading, context)
    if year is None:
        year = choose(run[0])
    if year is None:
        return
    for piece, turn in zip(run, [False, *turns], strict=True):
        year += turn
        piece.year, piece.inferred = year, True


def _heading_year(first: Piece, heading: Piece | None, context: DateContext) -> int | None:
    """The year that the heading of a list gives its first day: `Dates for 2023`, `Meetings 2024/25`."""
    if heading is None or heading.year is None or first.start_at - heading.end_at > HEADING_REACH:
        return None
    covered, reference = heading.interval(), context.reference
    for year in (heading.year, heading.year + 1):
        interval = first.interval(year)
        if covered and interval and covered.start <= interval.start <= covered.end:
            return year if reference is None or abs((interval.start - reference).days) <= PLAUSIBLE else None
    return None


def _place(piece: Piece) -> tuple[int, int]:
    return piece.month or 0, piece.day or 0
