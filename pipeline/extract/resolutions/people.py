"""Movers and seconders: names as printed, without titles; initials resolved by the attendance list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.extract.resolutions.wording import pattern, small, words
from pipeline.records import Attendance

ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
SPACE = re.compile(r"\s+")
KEY = re.compile(r"[A-Z][A-Za-z]{0,4}")


@dataclass(frozen=True, slots=True)
class Movers:
    """Who moved and who seconded, as printed without titles, and the place of the words that say so."""

    mover: str | None
    seconder: str | None
    start: int
    end: int


@cache
def name_source() -> str:
    """The source of a pattern of one person: title, initials and names, or initials alone."""
    titles, chairs, particles = words("titles"), words("chairs"), words("particles")
    stop = rf"(?!{words('not_names')}\b)"
    word = rf"{stop}(?:{particles}\s+|d['’]|o['’]){{0,3}}(?-i:[A-Z][\w'’]+(?:-[\w'’]+){{0,3}}|[A-Z]\b\.?)"
    plain = rf"{word}(?:\s{word}){{0,3}}"
    return rf"(?:(?:{titles}\s+){{1,4}}(?:{word}(?:\s+(?={stop}))?){{1,4}}|{chairs}(?:\s*\((?:{titles}\s+){{0,4}}{plain}\))?|{plain})"


@cache
def _titled(least: int = 1) -> str:
    """The source of a pattern of a name that a title stands in front of (at least so many)."""
    return rf"(?:{words('titles')}\s+){{{least},4}}(?-i:[A-Z][\w'’-]*\.?)(?:\s(?-i:[A-Z][\w'’-]*)){{0,3}}"


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    name = name_source()
    by = r"\s*(?:by|:|–|—|-|;)?\s*(?:by\s+)?"
    proposes, seconds = words("proposes"), words("seconds")
    also = r"(?:(?:then|also|formally|duly)\s+)?"
    aside = r"(?:\s*\([^)]{0,60}\))?"
    mover, seconder = rf"(?P<mover>{name}){aside}", rf"(?P<seconder>{name}){aside}"
    first = rf"(?:{proposes}|prop\.?|proposer|mover|proposal|1st)"
    second = rf"(?:{seconds}|sec\.?|seconder)"
    return tuple(
        re.compile(source, re.IGNORECASE)
        for source in (
            rf"[(\[]?\b{first}{by}{mover}[\s,;.]*(?:and\s+)?(?:was\s+|were\s+)?(?:duly\s+)?{second}{by}{seconder}[)\]]?",
            rf"[(\[]?\b{second}{by}{seconder}[\s,;.]*(?:and\s+)?{first}{by}{mover}[)\]]?",
            rf"\b{mover},?\s+{also}{proposes}\b[^.]{{0,40}}?,?\s+(?:and\s+|which was\s+|was\s+)?(?:duly\s+)?{seconds}\s+by\s+{seconder}",
            rf"\b{mover},?\s+{also}{proposes}\b[^.]{{0,40}}?,?\s+which\s+{seconder}\s+(?:had\s+)?{also}{seconds}\b",
            rf"\b{mover},?\s+{also}{proposes},?\s+(?:and\s+)?{seconder},?\s+{also}{seconds}\b",
            rf"\b{mover},?\s+{also}{seconds}\s+by\s+{seconder},?\s+{also}{proposes}\b",
            rf"\bon (?:the |a )?(?:motion|propos(?:al|ition)|recommendation) (?:of|by) {mover}[\s,;]*(?:and\s+)?{seconds} by {seconder}",
            rf"\b{mover}\s+(?:and|&)\s+{seconder}\s+{proposes} and {seconds}\b",
            rf"[(\[]\s*(?P<mover>{_titled()})\s*/\s*(?P<seconder>{_titled(0)})\s*(?:[;,][^)\]]{{0,80}})?[)\]]",
        )
    )


@cache
def _single() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    name, proposes, seconds = name_source(), words("proposes"), words("seconds")
    return (
        re.compile(
            rf"\b(?:{proposes}|prop\.?|proposer|mover)(?:\s*(?:by|:|–|-)\s*(?P<name>{name})|\s+(?P<titled>{_titled()}))"
            rf"|\b(?P<moving>{name}),? in moving\b",
            re.IGNORECASE,
        ),
        re.compile(rf"\b(?:{seconds}|seconder)\s*(?:by|:|–|-)\s*(?P<name>{name})", re.IGNORECASE),
        re.compile(rf"\b(?P<name>{name})\s+(?:duly\s+|then\s+)?{seconds}\b(?!\s+by)", re.IGNORECASE),
    )


@cache
def _names_mover() -> re.Pattern[str]:
    """What stands in every text that names a mover alone, for texts in small letters."""
    return re.compile(rf"(?:{words('proposes')}|prop\.?|proposer|mover)\s*(?:by|:|–|-|{words('titles')}\s)|in moving")


@cache
def _active_mover() -> re.Pattern[str]:
    """`Cllr Moss moved the recommendations`, which counts where somebody seconds behind it."""
    return re.compile(
        rf"\b(?P<name>{_titled()}|{words('chairs')})\s+(?:then |formally |duly )?{words('proposes')}\s+(?:the|that|an?|this|these|those)\b",
        re.IGNORECASE,
    )


def find_movers(text: str) -> Movers | None:
    """The mover and seconder that a text names together, the first pair that it prints; None when it names no pair."""
    lowered = text.lower()
    forms = _forms() if says_moved(lowered) and says_seconded(lowered) else _forms()[-1:] if "/" in text else ()
    found: list[Movers] = []
    for form in forms:
        match = form.search(text)
        if match is not None:
            found.append(Movers(plain_name(match["mover"]), plain_name(match["seconder"]), match.start(), match.end()))
    return min(found, key=lambda movers: (movers.start, -movers.end)) if found else None


@lru_cache(512)
def says_moved(lowered: str) -> bool:
    """Whether a text in small letters has a word of proposing."""
    return small(rf"{words('proposes')}|propos|prop(?![a-z])|mover|1st|motion|recommendation|in moving").search(lowered) is not None


def says_seconded(lowered: str) -> bool:
    """Whether a text in small letters has a word of seconding."""
    return small(rf"{words('seconds')}|seconder|sec(?![a-z])").search(lowered) is not None


def names_mover_alone(text: str) -> bool:
    """Whether a text ends with the name of who proposed, so that who seconded stands behind it."""
    return any(not text[match.end() :].strip(" .,;") for match in _single()[0].finditer(text))


def find_single(text: str) -> tuple[str | None, str | None]:
    """The mover and the seconder that a text names in different sentences; None for each that it does not name."""
    moving, by, active = _single()
    lowered = text.lower()
    mover = moving.search(text) if _names_mover().search(lowered) else None
    seconder = (by.search(text) or active.search(text)) if says_seconded(lowered) else None
    if mover is None and seconder is not None:
        mover = _active_mover().search(text, 0, seconder.start())
    return (
        plain_name(next(filter(None, mover.groups()))) if mover else None,
        plain_name(seconder["name"]) if seconder else None,
    )


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(rf"^(?:{words('titles')}\s+)+|^(?:{words('chairs')})\s*\(|[,\s]+{words('honours')}\b|[.,;:)]+$", re.IGNORECASE)


@lru_cache(512)
def plain_name(text: str) -> str | None:
    """A name without titles, honours and points around it; an office (`the Lord Mayor`) without its article."""
    office = ARTICLE.sub("", text.strip(" ,;:.()"))
    if pattern("chairs").fullmatch(office):
        return office
    before, name = "", text.strip()
    while name != before:
        before = name
        name = _titles().sub("", name).strip(" ,;:()")
    return SPACE.sub(" ", ARTICLE.sub("", name)) or None


def full_name(name: str | None, attendance: Sequence[Attendance]) -> str | None:
    """The name of the attendance list for initials, or for a chair named by the office; else the name as it is."""
    if name is None:
        return None
    if pattern("chairs").fullmatch(name):
        holders = {
            person.name
            for person in attendance
            if person.role and person.role.lower()[:5] == name.lower()[:5] and person.status == "present"
        }
        return holders.pop() if len(holders) == 1 else name
    if not KEY.fullmatch(name):
        return name
    holders = {person.name for person in attendance if person.initials and person.initials.lower() == name.lower()}
    if not holders and name.isupper():
        holders = {person.name for person in attendance if _initials(person.name) == name}
    return holders.pop() if len(holders) == 1 else name


def _initials(name: str) -> str:
    return "".join(part[0] for part in re.split(r"[\s-]+", name) if part[:1].isupper())
