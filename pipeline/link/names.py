"""Names and posts in the form in which they are compared, and the readable keys made of them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import takewhile

from pipeline.edges.codes import codes

REMEMBERED = 50_000
"""How many texts are kept with what was made of them: the papers of a council print the same names, posts and promises all the time."""
WORD = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)?")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, lower case, without accents and apostrophes."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.replace("’", "'")).encode("ascii", "ignore").decode()
    words = WORD.findall(text.lower())
    return tuple(word.replace("'", "") for word in words) if "'" in text else tuple(words)


@cache
def _titles() -> frozenset[str]:
    return frozenset(title.lower() for title in codes("names")["titles"]) | {"the"}


@cache
def _no_names() -> frozenset[str]:
    lists = codes("names")
    return frozenset(str(word).lower() for name in ("not_names", "function_words") for word in lists[name]) - frozenset(
        word.lower() for name in ("surnames", "given_names", "common_given_names") for word in lists[name]
    )


def is_letters(text: str) -> bool:
    """Whether a text is a few capitals that may be somebody's initials, or short for a post or body."""
    return re.fullmatch(r"[A-Z][A-Za-z]{0,3}[A-Z]|[A-Z]{2,5}", text.strip()) is not None


def is_nobodys_name(text: str) -> bool:
    """Whether no person is called so: a sign or letters among the words (`L&D`, `FH Team`), or a word that stands in no name."""
    words = text.split()
    signs = re.search(r"[&/\d]|\+", text) is not None
    letters = len(words) > 1 and any(word.isupper() and word.isalpha() and len(word) > 2 for word in words)
    pair = len(words) > 1 and all(word.isupper() and len(word) > 1 for word in words)
    return signs or letters or pair or any(word.strip(",.()").lower() in _no_names() for word in words)


@lru_cache(REMEMBERED)
def person_key(name: str) -> tuple[str, ...]:
    """The words of a person's name without the titles in front; a title by itself is a surname (`Mr Major`)."""
    words = words_of(name)
    titled = next((place for place, word in enumerate(words) if word not in _titles()), len(words) - 1)
    return words[max(titled, 0) :]


@lru_cache(REMEMBERED)
def post_key(post: str) -> tuple[str, ...]:
    """The words of a post that tell it apart: `Director, Adult & Community Services` is `Director of Adult and Community Services`."""
    return tuple(word for word in words_of(post.replace("&", " and ")) if word not in ("of", "the", "for", "and"))


@lru_cache(REMEMBERED)
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
