"""The months that the columns of a milestone grid stand for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.extract.dates.context import DateContext
from pipeline.extract.dates.pieces import Piece
from pipeline.extract.dates.scan import find_pieces
from pipeline.extract.dates.years import choose_year


def months_in_order(labels: Sequence[str], context: DateContext) -> list[str | None]:
    """The months (`YYYY-MM`) of a grid's columns, by their labels from left to right; None for a label that is no month.

    A label without a year has that of its neighbours, counted on over the turn of the year; where none has one, the years are those
    that put most columns into the paper's period, or bring them nearest to its date. All None when the paper has neither.
    """
    named: list[tuple[int, Piece]] = []
    for place, label in enumerate(labels):
        pieces = find_pieces(label, context, cell=True)
        if len(pieces) == 1 and pieces[0].unit == "month":
            named.append((place, pieces[0]))
    columns = [piece for _, piece in named]
    turns = _turns_of_year(columns)
    printed = [piece.year - turn for piece, turn in zip(columns, turns, strict=True) if piece.year is not None]
    first_year = printed[0] if printed else _first_year(columns, turns, context)
    months: list[str | None] = [None] * len(labels)
    for (place, piece), turn in zip(named, turns, strict=True):
        year = piece.year if piece.year is not None or first_year is None else first_year + turn
        months[place] = None if year is None else f"{year:04}-{piece.month:02}"
    return months


def _turns_of_year(columns: list[Piece]) -> list[int]:
    """How often the year has turned before each column."""
    turns = [0] * len(columns)
    for place, (left, right) in enumerate(pairwise(columns), 1):
        turns[place] = turns[place - 1] + ((right.month or 0) < (left.month or 0))
    return turns


def _first_year(columns: list[Piece], turns: list[int], context: DateContext) -> int | None:
    """The year of the first column, when none is printed."""
    reference = context.reference or (context.period[0] if context.period else None)
    if reference is None or not columns:
        return None
    if len(columns) == 1:
        return choose_year(columns[0], context)

    def badness(year: int) -> tuple[int, int, int]:
        found = [column.interval(year + turn) for column, turn in zip(columns, turns, strict=True)]
        spans = [interval for interval in found if interval is not None]
        first, last = spans[0].start, spans[-1].end
        outside = [span for span in spans if context.period and not context.period[0] <= span.start <= context.period[1]]
        apart = max((first - reference).days, (reference - last).days, 0)
        return len(outside), apart, abs((first - reference).days + (last - reference).days)

    return min(range(reference.year - 2, reference.year + 3), key=badness)
