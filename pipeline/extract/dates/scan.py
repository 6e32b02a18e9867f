"""From a text to its pieces: every place where a date may stand is read, with what belongs to it before and behind."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import itemgetter

from pipeline.extract.dates.context import DateContext
from pipeline.extract.dates.month_dates import read_month
from pipeline.extract.dates.number_dates import read_iso, read_numeric, read_pair, read_slash_year
from pipeline.extract.dates.patterns import patterns
from pipeline.extract.dates.pieces import Piece
from pipeline.extract.dates.reading import DateText
from pipeline.extract.dates.year_dates import read_half, read_quarter, read_relative, read_season, read_year

READERS: dict[str, Callable[[DateText, re.Match[str]], list[Piece]]] = {
    "month": read_month,
    "quarter": read_quarter,
    "half": read_half,
    "season": read_season,
    "relative": read_relative,
    "iso": read_iso,
    "numeric": read_numeric,
    "slash_year": read_slash_year,
    "pair": read_pair,
    "year": read_year,
}
PLACE = itemgetter(0)
LONGEST_CELL = 60
"""Letters of a text at most that is remembered as that of a cell."""


def find_pieces(text: str, context: DateContext, cell: bool = False) -> list[Piece]:
    """The pieces of a text in printed order, not overlapping."""
    triggers = _find_triggers(text) if len(text) > LONGEST_CELL else _in_cell(text)
    if not triggers:
        return []
    source = DateText(text, context, cell)
    at = 0
    for start, anchor in triggers:
        if start >= at and (found := anchor.match(text, start)):
            source.pieces.extend(READERS[found.lastgroup or ""](source, found))
            at = max(found.end(), source.taken)
    return source.pieces


@lru_cache(256)
def _in_cell(text: str) -> Sequence[tuple[int, re.Pattern[str]]]:
    """The same of a short text, which is remembered: a table has the same words in many cells, and several extractors ask about each."""
    return tuple(_find_triggers(text))


def _find_triggers(text: str) -> list[tuple[int, re.Pattern[str]]]:
    """The places where a date may stand, in order, each with the pattern of what would stand there."""
    known = patterns()
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    found = [(match.start(), known.word_anchor) for match in known.word_trigger.finditer(f"\n{lowered}")]
    found += [(match.start(), known.number_anchor) for match in known.number_trigger.finditer(text)]
    return sorted(found, key=PLACE)
