"""Labels of front sheets and contact lines (`Decision Maker:`), and what they mean, from `schemas/codes/front_sheets.yml`."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from pipeline.edges.codes import codes

Group = Literal["fields", "people", "members", "posts", "names", "contacts", "others"]
MEANING_GROUPS: tuple[Group, ...] = ("fields", "people")
PLAIN_GROUPS: tuple[Group, ...] = ("members", "posts", "names", "contacts", "others")
NUMBER = re.compile(r"\d{1,2}[.)]?\s+")
ENDING = r"(?:s|\(s\)|/s)?[.?]?"


class Label(NamedTuple):
    """A label that opens a text: its meaning, where what stands behind it begins, and whether a colon or the like follows it."""

    group: Group
    meaning: str
    spelling: str
    end: int
    marked: bool


@cache
def _meanings() -> dict[str, tuple[Group, str]]:
    """Each spelling, as the pattern's group gives it back, with its meaning; a spelling of two lists has the first's."""
    found: dict[str, tuple[Group, str]] = {}
    listed = codes("front_sheets")
    group: Group
    for group in MEANING_GROUPS:
        for meaning, spellings in listed[group].items():
            for spelling in spellings:
                found.setdefault(_plain(spelling), (group, meaning))
    for group in PLAIN_GROUPS:
        for spelling in listed[group]:
            found.setdefault(_plain(spelling), (group, group))
    return found


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """The pattern of the labels that begin with each letter: most texts open with a letter that few labels do."""
    listed = codes("front_sheets")
    spellings = {s for group in MEANING_GROUPS for values in listed[group].values() for s in values}
    spellings |= {s for group in PLAIN_GROUPS for s in listed[group]}
    by_letter: dict[str, list[str]] = defaultdict(list)
    for spelling in sorted(spellings, key=len, reverse=True):
        by_letter[spelling[0].lower()].append(r"\s+".join(_word(word) for word in spelling.split()))
    return {
        letter: re.compile(rf"(?P<label>{'|'.join(each)})(?![\w’'])\s*(?P<mark>:\s*[-–]?|[-–—]\s(?=\S))?\s*", re.I)
        for letter, each in by_letter.items()
    }


@cache
def spellings(name: str) -> frozenset[str]:
    """One of the lists of spellings that say how labels are read."""
    return frozenset(_plain(spelling) for spelling in codes("front_sheets")[name])


@lru_cache(4096)
def find_label(text: str) -> Label | None:
    """The label that a text opens with; None when it opens with none."""
    number = NUMBER.match(text) if text[:1].isdigit() else None
    start = number.end() if number else 0
    pattern = _patterns().get(text[start : start + 1].lower())
    match = pattern.match(text, start) if pattern is not None else None
    if match is None:
        return None
    spelling = _plain(match["label"])
    meaning = _meanings().get(spelling)
    if meaning is None:
        return None
    mark = match["mark"] or ""
    return Label(meaning[0], meaning[1], spelling, match.end(), ":" in mark or (bool(mark) and spelling in spellings("strong")))


def _word(word: str) -> str:
    plural = (word[-1].isalpha() and len(word) > 2) or word == "no"
    return re.escape(word) + ENDING if plural else re.escape(word)


def _plain(spelling: str) -> str:
    """A spelling without plurals, points and question marks, in small letters."""
    words = re.sub(r"\(s\)|/s\b|[.?]", "", spelling.lower()).split()
    return " ".join(word.removesuffix("s") if len(word) > 3 and not word.endswith("ss") else word for word in words)
