"""Names and posts in the form in which they are compared, and the readable keys made of them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import takewhile

from pipeline.edges.codes import codes

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, lower case, without accents and apostrophes."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'")).encode("ascii", "ignore").decode().lower()
    return tuple(word.replace("'", "") for word in WORD.findall(plain))


@cache
def _titles() -> frozenset[str]:
    return frozenset(title.lower() for title in codes("names")["titles"]) | {"the"}


def person_key(name: str) -> tuple[str, ...]:
    """The words of a person's name without the titles in front; a title by itself is a surname (`Mr Major`)."""
    words = words_of(name)
    titled = next((place for place, word in enumerate(words) if word not in _titles()), len(words) - 1)
    return words[max(titled, 0) :]


def post_key(post: str) -> tuple[str, ...]:
    """The words of a post that tell it apart: `Director, Adult & Community Services` is `Director of Adult and Community Services`."""
    return tuple(word for word in words_of(post.replace("&", " and ")) if word not in ("of", "the", "for", "and"))


def slug(text: str) -> str:
    """A text as a readable key: lower case words with hyphens, at most 80 characters."""
    return "-".join(words_of(text.replace("&", " and ")))[:80].rstrip("-") or "unnamed"


def could_be_short_for(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether `J Penn` may be `Jean Penn`: initials and a surname (of one word or more), which a fuller name ends with and fits."""
    initials = tuple(takewhile(lambda word: len(word) == 1, short))
    surname = short[len(initials) :]
    if not initials or not surname or len(full) <= len(surname) or full[-len(surname) :] != surname or short == full:
        return False
    return all(initial == name[0] for initial, name in zip(initials, full[: -len(surname)], strict=False))
