"""The dates of a text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from pipeline.extract.dates import refuse
from pipeline.extract.dates.context import DateContext, FoundDate
from pipeline.extract.dates.fallback import find_other_dates
from pipeline.extract.dates.join import Expression, join_pieces
from pipeline.extract.dates.pieces import Piece
from pipeline.extract.dates.roles import find_role
from pipeline.extract.dates.scan import find_pieces
from pipeline.extract.dates.years import fill_years


def find_dates(text: str, context: DateContext) -> list[FoundDate]:
    """The date expressions of a text in printed order, not overlapping; a range is one, `A and B` are two.

    A date may run over one line end. Dates of whose year nothing is known have no start and end.
    """
    found = [_found(expression, text) for expression in find_expressions(text, context)]
    return [one for one in found if one is not None]


@lru_cache(64)
def find_due_dates(text: str, context: DateContext) -> Sequence[FoundDate]:
    """The dates of a due cell, in which a month may stand alone and what is due lies ahead; only those with an interval."""
    found = [_found(expression, text) for expression in find_expressions(text, context, cell=True)]
    return tuple([one for one in found if one is not None and one.start is not None])


def find_expressions(text: str, context: DateContext, cell: bool = False) -> list[Expression]:
    """The same before it is written out. `cell`: the text is a due cell, so a month may stand alone and what is due lies ahead."""
    pieces = find_pieces(text, context, cell)
    if not pieces:
        return []
    other = find_other_dates(text, pieces)
    if other:
        pieces = sorted([*pieces, *other], key=lambda piece: piece.start_at)
    expressions = join_pieces(pieces, text)
    if not cell:
        expressions = [expression for expression in expressions if _is_meant(expression, text)]
    fill_years(expressions, text, context, due=cell)
    return expressions


def _is_meant(expression: Expression, text: str) -> bool:
    """Whether a month, season or quarter that stands alone is a date by the words before it."""
    if not expression.first.alone:
        return True
    if expression.first.unit == "season" and text[expression.start_at].islower():
        return False  # `in summer` is a habit, `in the Spring` a time
    return refuse.is_bare_date(text, expression.start_at, expression.end_at)


def _found(expression: Expression, text: str) -> FoundDate | None:
    start, end = expression.start_at, expression.end_at
    interval = expression.interval()
    impossible = interval is None and all(piece.year is not None for piece in expression.pieces)
    if interval is None and not impossible and not expression.first.is_day:
        return None
    return FoundDate(
        start_at=start,
        end_at=end,
        text=" ".join(text[start:end].split()),
        start=interval.start.isoformat() if interval else None,
        end=interval.end.isoformat() if interval else None,
        precision=interval.precision if interval else None,
        role=find_role(text, start, end, interval.precision if interval else None),
        year_inferred=any(piece.inferred for piece in expression.pieces),
        weekday_mismatch=any(has_wrong_weekday(piece) for piece in expression.pieces),
        impossible=impossible,
    )


def has_wrong_weekday(piece: Piece) -> bool:
    """Whether the printed weekday is not that of the date."""
    if piece.weekday is None or piece.month is None or piece.day is None or piece.week:
        return False
    interval = piece.interval()
    return interval is not None and interval.start.weekday() != piece.weekday
