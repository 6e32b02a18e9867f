"""What somebody typed, as a query that the full-text index understands, whatever they typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.link.names import person_key, words_of

LONGEST = 500
MOST_TERMS = 32
MOST_BOUNDS = 3
NEAR_WORDS = 3
SMALL_WORDS = frozenset(["a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "that", "the", "to", "with"])
NOTHING = '""'

_BITS = re.compile(r'"([^"]*)"|((?<![^\s(])[^\W\d_]{1,5} +\d+[/-]\w[\w/-]*)|([^\s"]+)')
"""A "phrase", a word before a number that may be a reference with a space in it (`ACH 21-044`, but also `in 2021/22`), or a word."""
_RUNS = re.compile(r"[^\W\d_]+|\d+")
_LOOSE = re.compile(r"(?<=\d) +([/-]) *(?=\d)|(?<=\d) *([/-]) +(?=\d)")


def search_phrase(asked: str | None) -> str:
    """What somebody typed as an FTS5 query: every word or "phrase" has to be there, in any order; `OR` between two asks for either.

    A reference is a phrase of its parts, found whether its letters and digits are printed together or apart (`ACH21-044`, `ACH 21/044`).
    What holds no letter or digit (a dash on its own) is passed over, where FTS5 would find nothing, and so are small words such as
    "the" where there are others; typographic quotes count as quotes, and one without its partner runs to the end.
    """
    groups = _groups(asked)
    large = [group for group in groups if not all(term.lower() in SMALL_WORDS for term in group)] or groups
    return " AND ".join(_either([_query(term) for term in group]) for group in large[:MOST_TERMS]) or NOTHING


def without_title(name: str) -> str:
    """A person's name without the titles in front of it: `Cllr Ann Field` as Ann Field."""
    titles = len(words_of(name)) - len(person_key(name))
    return " ".join(name.split()[titles:])


def name_phrase(name: str | None) -> str:
    """The parts of a person's name without its titles as an FTS5 query: they have to stand near each other, in either order."""
    parts = re.findall(r"\w+", without_title(_tidy(name)))[:MOST_TERMS]
    words = " ".join(f'"{part}"' for part in parts)
    return f"NEAR({words}, {NEAR_WORDS})" if len(parts) > 1 else words or NOTHING


def _groups(asked: str | None) -> list[list[str]]:
    """The terms that all have to be there, each with those that may stand in its place."""
    groups: list[list[str]] = []
    other = False
    for term, is_word in _terms(_LOOSE.sub(r"\1\2", _tidy(asked))):
        if is_word and term in ("OR", "AND"):
            other = term == "OR"
            continue
        if other and groups:
            groups[-1].append(term)
        else:
            groups.append([term])
        other = False
    return groups


def _terms(text: str) -> Iterator[tuple[str, bool]]:
    """Each phrase, number with a word before it, or word that holds a letter or digit; and whether it is a word outside of quotes."""
    for phrase, numbered, word in _BITS.findall(text):
        term = phrase or numbered or word
        if any(map(str.isalnum, term)):
            yield (f'"{term}"' if phrase else term), bool(word)


def _tidy(asked: str | None) -> str:
    text = "".join(letter if letter.isprintable() else " " for letter in (asked or "")[:LONGEST])
    text = re.sub("[“”„]", '"', text)
    return text + '"' if text.count('"') % 2 else text


def _query(term: str) -> str:
    """A term as FTS5 phrases: as it is typed, and for a reference also with its letters and digits together or apart."""
    if term.startswith('"') and " " in term:
        return term
    term = term.strip('"')
    spellings = _spellings(term)
    word, _, number = term.partition(" ")
    if number and not word.isupper() and word != "a":
        loose = f'"{number.strip()}"'
        spellings.append(loose if word.lower() in SMALL_WORDS else f'("{word}" AND {loose})')
    return _either(spellings)


def _spellings(term: str) -> list[str]:
    runs = _RUNS.findall(term)
    if len({run.isdigit() for run in runs}) == 1:
        return [f'"{term}"']
    spellings = runs[:1]
    for place, (before, run) in enumerate(pairwise(runs)):
        may_join = before.isdigit() != run.isdigit() and place < MOST_BOUNDS
        spellings = [spelling + gap + run for spelling in spellings for gap in ("", " ")[not may_join :]]
    return [f'"{spelling}"' for spelling in spellings]


def _either(phrases: list[str]) -> str:
    return phrases[0] if len(phrases) == 1 else f"({' OR '.join(phrases)})"
