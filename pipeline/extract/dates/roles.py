"""What a date is for, from the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from pipeline.extract.dates.words import alternatives, by_letters, words
from pipeline.records import DateRole, Precision

REACH = 60
FILLERS = ("on", "of", "at", "the", "is", "in", "end", "early", "mid", "late", "be", "date", "from")
FILLING = rf"(?:[\s:,(–-]|(?:{'|'.join(FILLERS)}|\d{{1,2}}(?:[.:]\d\d)?\s?[ap]\.?m\.?)\b)*\Z"
SIGNS = ":,(–-"
PERIODS = {"quarter", "half-year", "year", "financial-year", "range", "season"}


@cache
def _cues() -> list[tuple[DateRole, re.Pattern[str], re.Pattern[str] | None]]:
    return [
        (
            role,  # type: ignore[misc]
            _in_front(before),
            re.compile(rf"\s{alternatives(after)}\b", re.IGNORECASE) if after else None,
        )
        for role, before, after in words().roles
    ]


@cache
def _any_cue() -> re.Pattern[str]:
    """The same for the words of all roles: the cheap test."""
    return _in_front([word for _, before, _ in words().roles for word in before])


def _in_front(cues: Iterable[str]) -> re.Pattern[str]:
    """The character in front of words that stand before a date with a role, in a text in small letters that ends where the date begins."""
    any_of_them = by_letters((word.lower() for word in cues), r"\s+")
    return re.compile(rf"[^a-zß-öø-ÿ](?=(?:{any_of_them}){FILLING})(?<=[\W\d_])")


@cache
def _any_after() -> re.Pattern[str]:
    """Any of the words that give a date a role from behind."""
    return re.compile(rf"\s{alternatives([word for _, _, after in words().roles for word in after])}\b", re.IGNORECASE)


@cache
def _last_words() -> tuple[str, ...]:
    """What text ends with in front of a date with a role, the signs aside: the last word of one of these, or what may stand between."""
    said = {_without_signs(word.lower()).split()[-1] for _, before, _ in words().roles for word in before}
    return (*said, *FILLERS, "m", "m.")


def _without_signs(text: str) -> str:
    """A text without white space and signs at its end."""
    before = ""
    while before != text:
        before, text = text, text.rstrip().rstrip(SIGNS)
    return text


def find_role(text: str, start: int, end: int, precision: Precision | None) -> DateRole | None:
    """The role that the words right before or behind a date give it; `period` for a longer time that has no other."""
    sentence = max(0, start - REACH, text.rfind(". ", 0, start) + 1)
    lowered = text[sentence - 1 : start].lower() if sentence else f"\n{text[:start].lower()}"
    told = _without_signs(lowered).endswith(_last_words()) and _any_cue().search(lowered)
    if not told and not _any_after().match(text, end):
        return "period" if precision in PERIODS else None
    for role, before, after in _cues():
        if precision in PERIODS and role in ("meeting", "event"):
            continue
        if (told and before.search(lowered)) or (after and after.match(text, end)):
            return role
    return "period" if precision in PERIODS else None
