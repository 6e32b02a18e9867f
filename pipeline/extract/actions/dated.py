"""Words that are a date and nothing else, and a date that stands behind other words."""

from __future__ import annotations

import re
from functools import cache

from pipeline.edges.codes import codes

DATE_FIGURES = re.compile(r"(?:q[1-4]|h[12])?[\d/.\-–]*(?:st|nd|rd|th)?", re.IGNORECASE)
BEHIND = re.compile(r"\A(.*?[^\s,;:–(-])(?:\s*[(\[]([^()\[\]]+)[)\]]|\s*[,;:]\s*([^,;:]+)|\s+[–-]\s+([^–]+))\s*\Z", re.DOTALL)
"""A date in brackets, behind a comma or behind a dash."""


def is_date(text: str) -> bool:
    """Whether words are a date and nothing else."""
    told, beside = _date_words()
    words = [word.strip(".,()").lower() for word in text.split()]
    dated = any(word in told or re.search(r"\d", word) for word in words)
    return dated and len(words) <= 8 and all(word in told or word in beside or DATE_FIGURES.fullmatch(word) for word in words if word)


@cache
def _date_words() -> tuple[frozenset[str], frozenset[str]]:
    """Words that tell a time, and words that stand beside those."""
    lists, calendar = codes("dates"), codes("calendar")
    named = [word for names in (calendar["months"], calendar["weekdays"], lists["seasons"]) for words in names.values() for word in words]
    told = frozenset(word.lower() for word in (*named, *lists["times_of_the_year"], *lists["date_words"]))
    return told, frozenset(lists["beside_date_words"])


def date_behind(text: str) -> tuple[str, str] | None:
    """Some words, and the date that stands behind them (`Head of Parks (May 2026)`); None where there is none."""
    found = BEHIND.match(text)
    said = next((part for part in found.groups()[1:] if part), None) if found is not None else None
    return (found[1].strip(), said.strip()) if found is not None and said and is_date(said) else None
