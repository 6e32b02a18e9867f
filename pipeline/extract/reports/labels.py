"""Labels of front sheets and contact lines (`Decision Maker:`), and what they mean, from `schemas/codes/front_sheets.yml`."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import Literal, NamedTuple

from pipeline.edges.codes import codes

Group = Literal["fields", "people", "members", "posts", "names", "contacts", "others"]
MEANING_GROUPS: tuple[Group, ...] = ("fields", "people")
PLAIN_GROUPS: tuple[Group, ...] = ("members", "posts", "names", "contacts", "others")
WORD = re.compile(r"\w+")
OPENING = re.compile(r"(?:\d{1,2}[.)]?\s+)?(\w+)")
"""The first word of a text, or of that behind its number."""
PLURAL = re.compile(r"\(s\)|/s\b|[.?]")
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
def _by_word(*groups: Group) -> dict[str, list[str]]:
    """The sources of the patterns of labels (those of some groups) by the word that they open with, the longest first: most texts open with
    a word that no label does."""
    listed = codes("front_sheets")
    spellings = {s for group in MEANING_GROUPS if not groups or group in groups for values in listed[group].values() for s in values}
    spellings |= {s for group in PLAIN_GROUPS if not groups or group in groups for s in listed[group]}
    by_word: dict[str, list[str]] = defaultdict(list)
    for spelling in sorted(spellings, key=len, reverse=True):
        source = r"\s+".join(_word(word) for word in spelling.split())
        word = WORD.findall(spelling.lower())[0]
        for printed in (word, f"{word}s"):
            by_word[printed].append(source)
    return dict(by_word)


@cache
def _pattern(word: str, *groups: Group) -> re.Pattern[str]:
    """The pattern of the labels (those of some groups) that open with a word."""
    return re.compile(rf"(?P<label>{'|'.join(_by_word(*groups)[word])})(?![\w’'])\s*(?P<mark>:\s*[-–]?|[-–—]\s(?=\S))?\s*", re.I)


@cache
def spellings(name: str) -> frozenset[str]:
    """One of the lists of spellings that say how labels are read."""
    return frozenset(_plain(spelling) for spelling in codes("front_sheets")[name])


def may_open(text: str, start: int, *groups: Group) -> bool:
    """Whether a label (one of some groups) may stand at a place of a text, perhaps over line ends."""
    return _match_at(text, start, *groups) is not None


def find_label(text: str) -> Label | None:
    """The label that a text opens with; None when it opens with none."""
    match = _match_at(text, 0)
    if match is None:
        return None
    spelling = _plain(match["label"])
    meaning = _meanings().get(spelling)
    if meaning is None:
        return None
    mark = match["mark"] or ""
    return Label(meaning[0], meaning[1], spelling, match.end(), ":" in mark or (bool(mark) and spelling in spellings("strong")))


def _match_at(text: str, start: int, *groups: Group) -> re.Match[str] | None:
    """The words of a label (of one of some groups) at a place of a text, or behind a number there."""
    word = OPENING.match(text, start)
    if word is None or (opening := word[1].lower()) not in _by_word(*groups):
        return None
    return _pattern(opening, *groups).match(text, word.start(1))


def _word(word: str) -> str:
    plural = (word[-1].isalpha() and len(word) > 2) or word == "no"
    return re.escape(word) + ENDING if plural else re.escape(word)


def _plain(spelling: str) -> str:
    """A spelling without plurals, points and question marks, in small letters."""
    words = PLURAL.sub("", spelling.lower()).split()
    return " ".join(word.removesuffix("s") if len(word) > 3 and not word.endswith("ss") else word for word in words)
