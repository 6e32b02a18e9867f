"""Dates that the grammar could not take, as their month is misspelt (`3 Feburary 2023`) or of another language (`19 décembre 2023`)."""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz.distance import OSA

from pipeline.extract.dates.pieces import Piece
from pipeline.extract.dates.words import words

CANDIDATE = re.compile(
    r"(?:(?<![\w£$€./])(?P<day>\d{1,2})[^\S\n]?(?:st|nd|rd|th|er)?[^\S\n](?:of[^\S\n])?)?"
    r"(?<![^\W\d_])(?P<word>[^\W\d_]{4,12})\.?,?[^\S\n](?P<year>(?:19|20)\d\d)(?![\d/])"
)
REACH = 30  # characters before a year in which its candidate begins
LONG = 6  # letters: a shorter word is one slip away from too many others


def find_other_dates(text: str, taken: list[Piece]) -> list[Piece]:
    """Pieces for a month and year, or a day, month and year, of which only the year has been taken; those years leave `taken`."""
    found: list[Piece] = []
    behind = 0  # where the piece before ends
    for piece in list(taken):
        begin, behind = max(0, piece.start_at - REACH, behind), piece.end_at
        if piece.unit != "years" or piece.last_year != piece.year:
            continue
        candidate = next((c for c in CANDIDATE.finditer(text, begin, piece.end_at) if c.end() == piece.end_at), None)
        month = _month_of(candidate) if candidate else None
        if candidate is None or month is None:
            continue
        day = int(candidate["day"]) if candidate["day"] else None
        taken.remove(piece)
        found.append(Piece(candidate.start(), candidate.end(), "day" if day else "month", day, month, piece.year))
    return found


def _month_of(candidate: re.Match[str]) -> int | None:
    day = int(candidate["day"]) if candidate["day"] else None
    if day is not None and not 1 <= day <= 31:
        return None
    month = _misspelt_month(candidate["word"].lower())
    return month or (_month_elsewhere(candidate["word"], day, int(candidate["year"])) if day else None)


@cache
def _misspelt_month(word: str) -> int | None:
    """The month whose long name is one slip away (`septmber`); None when there is none, or more than one."""
    if len(word) < LONG:
        return None
    near = {number for name, number in words().months.items() if len(name) >= LONG and OSA.distance(name, word, score_cutoff=1) <= 1}
    return near.pop() if len(near) == 1 else None


@cache
def _month_elsewhere(word: str, day: int, year: int) -> int | None:
    """The month that dateparser knows by that word, when it takes the day and the year as printed."""
    import dateparser  # slow to load, and hardly ever needed

    settings = {"DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"], "STRICT_PARSING": True}
    parsed = dateparser.parse(f"{day} {word} {year}", languages=words().list_of("other_languages"), settings=settings)
    return parsed.month if parsed is not None and (parsed.day, parsed.year) == (day, year) else None
