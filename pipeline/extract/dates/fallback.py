"""Dates that the grammar could not take: a day, a strange word and a year, the word being a misspelt month or one of another language."""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz.distance import OSA

from pipeline.extract.dates.pieces import Piece
from pipeline.extract.dates.words import words

CANDIDATE = re.compile(
    r"(?<![\w£$€./])(\d{1,2})[^\S\n]?(?:st|nd|rd|th|er)?[^\S\n](?:of[^\S\n])?([^\W\d_]{3,12})\.?,?[^\S\n]((?:19|20)\d\d)(?![\d/])"
)


def find_other_dates(text: str, taken: list[Piece]) -> list[Piece]:
    """Pieces for the day-month-year strings of a text that no piece has taken; years taken alone are taken back from `taken`."""
    found: list[Piece] = []
    for candidate in CANDIDATE.finditer(text):
        inside = [piece for piece in taken if piece.start_at < candidate.end() and piece.end_at > candidate.start()]
        if any(piece.unit != "years" or piece.start_at < candidate.start() for piece in inside):
            continue
        day, word, year = int(candidate[1]), candidate[2], int(candidate[3])
        month = _misspelt_month(word) or _month_elsewhere(word, day, year)
        if month is None or not 1 <= day <= 31:
            continue
        for piece in inside:
            taken.remove(piece)
        found.append(Piece(candidate.start(), candidate.end(), "day", day, month, year))
    return found


def _misspelt_month(word: str) -> int | None:
    """The month that is one slip away from a long word (`Feburary`, `Septmber`)."""
    if len(word) < 6:
        return None
    near = {number for name, number in words().months.items() if len(name) >= 6 and OSA.distance(name, word.lower(), score_cutoff=1) <= 1}
    return near.pop() if len(near) == 1 else None


@cache
def _month_elsewhere(word: str, day: int, year: int) -> int | None:
    """The month that dateparser knows by that word, when it takes the day and the year as printed."""
    import dateparser  # slow to load, and hardly ever needed

    settings = {"DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"], "STRICT_PARSING": True}
    parsed = dateparser.parse(f"{day} {word} {year}", languages=words().list_of("other_languages"), settings=settings)
    return parsed.month if parsed is not None and (parsed.day, parsed.year) == (day, year) else None
