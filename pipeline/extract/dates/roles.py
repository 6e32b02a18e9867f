"""What a date is for, from the words around it."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.dates.context import Role
from pipeline.extract.dates.patterns import NO_LETTER_BEFORE
from pipeline.extract.dates.words import alternatives, words
from pipeline.records import Precision

REACH = 60
FILLING = r"(?:[\s:,(–-]|(?:on|of|at|the|is|in|end|early|mid|late|be|date|from|\d{1,2}(?:[.:]\d\d)?\s?[ap]\.?m\.?)\b)*\Z"
PERIODS = {"quarter", "half-year", "year", "financial-year", "range", "season"}


@cache
def _cues() -> list[tuple[Role, re.Pattern[str], re.Pattern[str] | None]]:
    return [
        (
            role,  # type: ignore[misc]
            re.compile(rf"{NO_LETTER_BEFORE}{alternatives(before)}{FILLING}", re.IGNORECASE),
            re.compile(rf"\s{alternatives(after)}\b", re.IGNORECASE) if after else None,
        )
        for role, before, after in words().roles
    ]


@cache
def _any_cue() -> re.Pattern[str]:
    """The character in front of any of the words that stand before a date with a role, in small letters: the cheap test."""
    return re.compile(rf"[^a-z](?={alternatives([word for _, before, _ in words().roles for word in before])}{FILLING})")


def find_role(text: str, start: int, end: int, precision: Precision | None) -> Role | None:
    """The role that the words right before or behind a date give it; `period` for a longer time that has no other."""
    sentence = max(0, start - REACH, text.rfind(". ", 0, start) + 1)
    told = _any_cue().search(f"\n{text[sentence:start].lower()}")
    for role, before, after in _cues():
        if precision in PERIODS and role in ("meeting", "event"):
            continue
        if (told and before.search(text, sentence, start)) or (after and after.match(text, end)):
            return role
    return "period" if precision in PERIODS else None
