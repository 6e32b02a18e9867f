"""Labels of front sheets and contact lines (`Decision Maker:`), and what they mean, from `schemas/codes/front_sheets.yml`."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from pipeline.edges.codes import codes

Group = Literal["fields", "people", "members", "posts", "names", "contacts", "others"]
MEANING_GROUPS: tuple[Group, ...] = ("fields", "people")
PLAIN_GROUPS: tuple[Group, ...] = ("members", "posts", "names", "contacts", "others")
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
def _pattern() -> re.Pattern[str]:
    listed = codes("front_sheets")
    spellings = {s for group in MEANING_GROUPS for values in listed[group].values() for s in values}
    spellings |= {s for group in PLAIN_GROUPS for s in listed[group]}
    each = [r"\s+".join(_word(word) for word in s.split()) for s in sorted(spellings, key=len, reverse=True)]
    return re.compile(rf"(?:\d{{1,2}}[.)]?\s+)?(?P<label>{'|'.join(each)})(?![\w’'])\s*(?P<mark>:\s*[-–]?|[-–—]\s(?=\S))?\s*", re.I)


@cache
def spellings(name: str) -> frozenset[str]:
    """One of the lists of spellings that say how labels are read."""
    return frozenset(_plain(spelling) for spelling in codes("front_sheets")[name])


def find_label(text: str) -> Label | None:
    """The label that a text opens with; None when it opens with none."""
    match = _pattern().match(text)
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
