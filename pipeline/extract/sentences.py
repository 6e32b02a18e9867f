"""Where sentences end in running text: not behind the short forms of `schemas/codes/sentences.yml`, initials and numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from pipeline.edges.codes import codes

BREAK = re.compile(r"[.!?][”\"’')\]]*\s+(?=[“\"‘'(\[]*[A-Z0-9£])")
LONGEST_SHORT_FORM = 20
"""How much of a sentence's end is looked at for a short form; more than the longest of them has."""


@lru_cache(512)
def sentences(text: str) -> Sequence[tuple[int, int]]:
    """Where the sentences of a text start and end, in order; they cover all of it but the white space between them."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in BREAK.finditer(text):
        end = match.end() - len(match.group()) + len(match.group().rstrip())
        if _no_break().search(text[max(start, end - LONGEST_SHORT_FORM) : end]):
            continue
        found.append((start, end))
        start = match.end()
    if text[start:].strip():
        found.append((start, len(text.rstrip())))
    return tuple(found)


@cache
def _no_break() -> re.Pattern[str]:
    """The end of a piece of text whose full stop ends no sentence: a short form, an initial, a number that a list counts with."""
    shorter = (word for names in codes("calendar")["months"].values() for word in names if word != names[0] and names[0].startswith(word))
    forms = "|".join(re.escape(word) for word in (*codes("sentences")["short_forms"], *shorter))
    return re.compile(rf"(?:\b(?:{forms})|\b[A-Z])\.$|^\(?(?:\d{{1,3}}|[ivxIVX]{{1,4}})\.$")
