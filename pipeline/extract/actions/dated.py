"""Words that are a date and nothing else, and a date that stands behind other words."""

from __future__ import annotations

import re

from pipeline.edges.codes import codes

DATE_WORDS = frozenset({"ongoing", "asap", "tbc", "monthly", "quarterly", "annually", "next", "end"})
BESIDE_DATES = frozenset(
    {"by", "before", "from", "of", "the", "on", "at", "early", "mid", "late", "meeting", "to", "and", "w/c", "month", "year", "week"}
)
DATE_FIGURES = re.compile(r"(?:q[1-4]|h[12])?[\d/.\-–]*(?:st|nd|rd|th)?", re.IGNORECASE)
BEHIND = re.compile(r"\A(.*?[^\s,;:–(-])(?:\s*[(\[]([^()\[\]]+)[)\]]|\s*[,;:]\s*([^,;:]+)|\s+[–-]\s+([^–]+))\s*\Z", re.DOTALL)
"""A date in brackets, behind a comma or behind a dash."""


def is_date(text: str) -> bool:
    """Whether words are a date and nothing else."""
    lists = codes("dates")
    named = {word.lower() for name in ("months", "weekdays", "seasons") for words in lists[name].values() for word in words}
    named |= {word.lower() for word in lists["times_of_the_year"]}
    words = [word.strip(".,()").lower() for word in text.split()]
    dated = any(word in named | DATE_WORDS or re.search(r"\d", word) for word in words)
    known = named | DATE_WORDS | BESIDE_DATES
    return dated and len(words) <= 8 and all(word in known or DATE_FIGURES.fullmatch(word) for word in words if word)


def date_behind(text: str) -> tuple[str, str] | None:
    """Some words, and the date that stands behind them (`Head of Parks (May 2026)`); None where there is none."""
    found = BEHIND.match(text)
    said = next((part for part in found.groups()[1:] if part), None) if found is not None else None
    return (found[1].strip(), said.strip()) if found is not None and said and is_date(said) else None
