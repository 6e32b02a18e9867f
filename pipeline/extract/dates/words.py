"""The words of `schemas/codes/dates.yml` and `calendar.yml`, ready for looking up and for patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from pipeline.edges.codes import codes


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of some words, longest first; a space in a word stands for any white space."""
    ordered = sorted({word.lower() for word in words}, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace("\\ ", r"\s+") for word in ordered) + ")"


def in_front_of(words: Iterable[str], space: str = " ", behind: str = "") -> str:
    """A pattern for the character in front of any of some words in small letters, when that is no letter; `behind` is one for what stands
    behind them, without which longer words that begin like them are found too. To be searched for in a text with a line end before it: a
    match then starts where the word starts in the text alone.

    A class of few ranges is what is searched for fastest.
    """
    return rf"[^a-zß-öø-ÿ](?=(?:{by_letters(words, space)}){behind})(?<=[\W\d_])"


def by_letters(words: Iterable[str], space: str = " ") -> str:
    """A pattern for any of some words, those together that open with the same letter: where none does, no more is tried. `space` is the
    pattern for a space in a word."""
    groups: dict[str, set[str]] = {}
    for word in words:
        groups.setdefault(word[0], set()).add(re.escape(word[1:]).replace("\\ ", space))
    return "|".join(f"{letter}(?:{'|'.join(sorted(rests))})" for letter, rests in groups.items())


def collapsed(text: str) -> str:
    """A text in small letters, with one space for any white space."""
    return " ".join(text.lower().split())


def _inverted(lists: Mapping[Any, Iterable[str]]) -> dict[str, Any]:
    return {word.lower(): key for key, words in lists.items() for word in words}


class Words:
    """The lists as dictionaries from a word in small letters to what it means; plain lists by `set_of` and `pattern`."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data
        self._sets: dict[str, frozenset[str]] = {}
        self.months: dict[str, int] = _inverted(data["months"])
        self.weekdays: dict[str, int] = _inverted(data["weekdays"])
        self.seasons: dict[str, int] = _inverted(data["seasons"])
        self.numbers: dict[str, int] = _inverted(data["numbers"])
        self.kinds_of_year: dict[str, int] = _inverted(data["years_that_start_later"])
        self.recurring: dict[str, str] = _inverted(data["recurring"])
        self.relative: dict[str, tuple[str, int]] = {words: (unit, steps) for words, (unit, steps) in data["relative"].items()}
        self.days_in_words: dict[str, int] = {word: day for day, word in enumerate(data["days_in_words"], 1)}
        self.roles: list[tuple[str, list[str], list[str]]] = [(r["role"], r["before"], r["after"]) for r in data["roles"]]

    def set_of(self, name: str) -> frozenset[str]:
        """A plain list, in small letters."""
        if name not in self._sets:
            self._sets[name] = frozenset(word.lower() for word in self._data[name])
        return self._sets[name]

    def list_of(self, name: str) -> list[str]:
        """A plain list, as it stands."""
        return list(self._data[name])

    def pattern(self, name: str) -> str:
        """A pattern for the words of a plain list."""
        return alternatives(self._data[name])


@cache
def month_names() -> str:
    """A pattern for the English months as sentences spell them (`January`): the first word of each in the list."""
    return f"(?:{'|'.join(names[0] for names in codes('calendar')['months'].values())})"


@cache
def words() -> Words:
    """The lists, read once."""
    return Words({**codes("calendar"), **codes("dates")})
