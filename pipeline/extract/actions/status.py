"""What a paper says of an action's state, and the database's word for it."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Sequence
from functools import cache

from pipeline.edges.codes import codes

WORDS = re.compile(r"[a-z0-9]+(?:/[a-z])?%?")
NEGATIONS = frozenset({"not", "no", "never", "yet", "be", "until", "when", "once", "if"})
PERCENT = re.compile(r"\b(\d{1,3})\s?%")
CLAUSES = re.compile(r"\n|(?<=[.;!?])\s+|\s+[–—-]\s+|:\s+")
DATES = re.compile(
    r"\b(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]{2,8}(?:\s+\d{2,4})?|[A-Z][a-z]{2}\s?\d{2,4})\b"
)


@cache
def _phrases() -> dict[tuple[str, ...], str | None]:
    lists = codes("status")
    known: dict[tuple[str, ...], str | None] = {tuple(simple(str(phrase))): None for phrase in lists["others"]}
    known.update({tuple(simple(str(phrase))): code for code, phrases in lists["codes"].items() for phrase in phrases})
    return known


@cache
def _nothing() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{'|'.join(codes('status')['nothing'])}|[-–—.\s]*)\s*\Z", re.IGNORECASE)


def says_nothing(text: str) -> bool:
    """Whether a cell only says that there is nothing to do (`None`, `N/A`, a dash), or nothing at all."""
    return _nothing().match(text) is not None


def simple(text: str) -> list[str]:
    """The words of a status in small letters; `on-going` is two words, `ongoing` is one."""
    return WORDS.findall(text.lower())


def code_of(text: str) -> str | None:
    """The code for a status cell's words: of the longest known phrase that they begin or end with; None when there is none."""
    words = simple(text)
    for length in range(min(len(words), 6), 0, -1):
        for place in (0, len(words) - length):
            phrase = tuple(words[place : place + length])
            denied = NEGATIONS & set(words[max(0, place - 2) : place])
            if phrase in _phrases() and not denied and (length == len(words) or length > 1 or len(phrase[0]) > 3):
                code = _phrases()[phrase]
                return (_by_percent(text) or code) if code == "complete" else code
    return _by_percent(text) if len(words) <= 6 else None


def is_status(text: str) -> bool:
    """Whether words are a known status and nothing else, but for a date or a share."""
    words = tuple(simple(DATES.sub(" ", text)))
    return words in _phrases() or (len(words) <= 3 and _by_percent(text) is not None)


def status_in(text: str) -> tuple[str, str] | None:
    """The status that a progress note ends (else begins) with, as printed, and its code; None when no clause of it is one.

    `On-going. 30/3/23 in hand` gives `in hand`; `a grid has been ordered` gives nothing.
    """
    clauses = [clause.strip() for clause in CLAUSES.split(text) if simple(DATES.sub(" ", clause))]
    for clause in [clauses[-1], clauses[0]] if clauses else []:
        said = DATES.sub(" ", clause).strip(" .,:;")
        code = _phrases().get(tuple(simple(said)))
        if code is not None and len(said) > 2:
            return " ".join(said.split()), code
    return None


def split_status(items: Sequence[str]) -> tuple[str | None, list[str]]:
    """The items of a cell for status and progress parted: the status, where the first item or its first clause is one, and the rest."""
    if not items:
        return None, []
    if is_status(items[0]):
        return items[0], list(items[1:])
    clauses = CLAUSES.split(items[0], maxsplit=1)
    if len(clauses) == 2 and is_status(clauses[0]):
        return clauses[0].rstrip(" ."), [clauses[1].strip(), *items[1:]]
    for length in (4, 3, 2, 1):
        words = items[0].split()
        if len(words) > length and is_status(" ".join(words[:length])) and words[length][:1].isupper():
            return " ".join(words[:length]), [" ".join(words[length:]), *items[1:]]
    return None, list(items)


def _by_percent(text: str) -> str | None:
    found = PERCENT.search(text)
    if found is None:
        return None
    share, limits = int(found[1]), codes("status")["percent"]
    if share > 100:
        return None
    return "complete" if share >= limits["complete"] else "not-started" if share <= limits["not-started"] else "in-progress"


def code_of_fill(fill: str | None) -> str | None:
    """The code for the paint of a status cell, by its hue; None for greys, pale tints and other colours."""
    if fill is None:
        return None
    red, green, blue = (int(fill[i : i + 2], 16) / 255 for i in (1, 3, 5))
    hue, lightness, _ = colorsys.rgb_to_hls(red, green, blue)
    strength = max(red, green, blue) - min(red, green, blue)
    if strength < codes("status")["least_saturation"] or not 0.15 < lightness < 0.9:
        return None
    degrees = hue * 360
    return next((code for code, ranges in codes("status")["hues"].items() if any(low <= degrees < high for low, high in ranges)), None)
