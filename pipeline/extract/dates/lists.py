"""Lists of days without years (`27 April, 25 May, 29 June`): they run on through the year that their heading names."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise

from pipeline.extract.dates.context import DateContext
from pipeline.extract.dates.join import Expression
from pipeline.extract.dates.pieces import Piece
from pipeline.extract.dates.words import words

Choose = Callable[[Piece], int | None]

SHORTEST = 3
HEADING_REACH = 100  # characters before the first day
COMING_REACH = 400  # characters behind what heads a list of meetings to come
LONGEST_LINE = 70  # characters of a line in such a list
LONGEST_LIST = 380  # days from a list's first day to its last
LONGEST_LABEL = 14  # characters of a line before its day
LONGEST_REST = 60  # characters of a line behind its day
LONGEST_NOTE = 30  # characters of a line between two days of a list
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
            _run_through(run, heading if heading and not _coming().search(text, heading.end_at, run[0].start_at) else None, choose, context)
        run, heading = ([piece], latest) if piece is not None and is_member else ([], None)
        if piece is not None and piece.unit == "years":
            latest = piece


@cache
def _coming() -> re.Pattern[str]:
    return re.compile(rf"\b{words().pattern('coming_meetings')}\b", re.IGNORECASE)


def is_listed_ahead(text: str, at: int) -> bool:
    """Whether a place lies in a list of meetings to come: behind what heads one, with nothing but short lines between."""
    heads = list(_coming().finditer(text, max(0, at - COMING_REACH), at))
    return bool(heads) and all(len(line) <= LONGEST_LINE and "£" not in line for line in text[heads[-1].end() : at].split("\n"))


def _is_next(gap: str) -> bool:
    """Whether a day follows another in a list: behind a comma or the like, or near the beginning of the next line, or of the one behind
    a note on a line of its own (`Annual meeting to be fixed`)."""
    if re.fullmatch(r"[\s,;•·|–/-]{1,8}|,?\s+and\s+", gap):
        return True
    rest, *between, opening = gap.split("\n") if "\n" in gap else (gap, gap)
    noted = not between or (len(between) == 1 and len(between[0]) <= LONGEST_NOTE and not between[0].rstrip().endswith((".", ":")))
    return "\n" in gap and noted and len(rest) <= LONGEST_REST and len(opening) <= LONGEST_LABEL


def _run_through(run: list[Piece], heading: Piece | None, choose: Choose, context: DateContext) -> None:
    turns = [_place(low) >= _place(high) for low, high in pairwise(run)]
    headed = _heading_year(run[0], heading, context)
    year = choose(run[0]) if headed is None else headed
    if year is None:
        return
    if sum(turns) > 1 or _lasts_too_long(run, turns, year):
        if headed is None:
            for part in _columns(run) if sum(turns) > 1 else ():
                if len(part) >= SHORTEST:
                    _run_through(part, None, choose, context)
            return
        turns = [False] * len(turns)
    for piece, turn in zip(run, [False, *turns], strict=True):
        year += turn
        piece.year, piece.inferred = year, True


def _columns(run: list[Piece]) -> list[list[Piece]]:
    """A list cut where its days step back a second time, or past the day that it began with: there its next column begins."""
    parts, turned = [run[:1]], False
    for low, high in pairwise(run):
        turns = _place(low) >= _place(high)
        if (turns and turned) or ((turns or turned) and _place(high) >= _place(parts[-1][0])):
            parts.append([high])
            turned = False
        else:
            parts[-1].append(high)
            turned = turned or turns
    return parts


def _lasts_too_long(run: list[Piece], turns: list[bool], year: int) -> bool:
    """Whether a list would go on for more than a year if the year turned where its days step back: it stands in columns instead."""
    first, later = run[0].interval(year), [piece.interval(year + 1) for piece in run[turns.index(True) + 1 :]] if any(turns) else []
    return first is not None and any(i is not None and (i.start - first.start).days > LONGEST_LIST for i in later)


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
