"""The words of decisions, from `schemas/codes/resolutions.yml`, as compiled patterns."""

from __future__ import annotations

import re
from functools import cache
from typing import cast, get_args

from pipeline.edges.codes import codes
from pipeline.records import Verb

VERBS: tuple[str, ...] = get_args(Verb)


@cache
def words(name: str) -> str:
    """One entry of the file as the source of a pattern; the lines of a list are its alternatives."""
    entry = codes("resolutions")
    for key in name.split("."):
        entry = entry[key]
    if isinstance(entry, str):
        return f"(?:{entry})"
    return "(?:" + "|".join(f"(?:{line})" for line in entry) + ")"


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One entry of the file as a pattern, without regard to case."""
    return re.compile(words(name), re.IGNORECASE)


@cache
def small(source: str) -> re.Pattern[str]:
    """A pattern for texts in small letters: a cheap test in front of patterns that are long and try every place without regard to case."""
    return re.compile(source)


@cache
def at_word_start(source: str) -> re.Pattern[str]:
    """The same for what only stands at the beginning of a word or number, in texts with a line end before them: it finds the character in
    front, for a class of few ranges is what is searched for fastest."""
    return re.compile(rf"[^a-z](?={source})")


@cache
def verbs_of(name: str) -> dict[str, Verb | None]:
    """Words and the contract's verb for each, None where it has none."""
    return {str(word): cast("Verb | None", verb) for word, verb in codes("resolutions")[name].items()}


def verb_in(text: str) -> Verb | None:
    """The first of the contract's verbs that a text prints, None without one."""
    match = re.search(r"\b(?:" + "|".join(VERBS) + r")\b", text, re.IGNORECASE)
    return cast("Verb", match.group().lower()) if match else None
