"""Words of two texts held against each other: punctuation, case and line breaks do not count."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache

from pipeline.edges.codes import codes

Words = tuple[str, ...]

ALMOST = 1e-9
"""What may be missing from a threshold because fractions are not exact."""

_WORD = re.compile(r"\w+")
_RAISED_ENDING = re.compile(r"(?<=\d)\s+(?=(?:st|nd|rd|th)\b)")


def text_of(value: object) -> str:
    """A value as text without space around it: empty for None, the items of a list a line each."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "\n".join(text_of(item) for item in value)
    return unicodedata.normalize("NFC", str(value)).strip()


def words_of(value: object) -> Words:
    """The words of a value in small letters, in their order. `16 th`, from an ending that is printed raised, is one word."""
    return _words(text_of(value))


def words_of_post(value: object) -> Words:
    """The words of a post, in which `&` is `and`."""
    return _words(text_of(value).replace("&", " and "))


def words_of_name(value: object) -> Words:
    """The words of a person's name in the alphabet's order, without titles: `FIELD, Ann` is `Cllr Ann Field`."""
    return tuple(sorted(word for word in words_of(value) if word not in _titles()))


def words_of_body(value: object) -> Words:
    """The words of a committee's name without articles."""
    return tuple(word for word in words_of(value) if word != "the")


def likeness(one: Words, other: Words) -> float:
    """How alike two texts are, 0 to 1: twice the words they share, each as often as both have it, by the words of both."""
    if not one or not other:
        return float(one == other)
    return 2 * _shared(one, other) / (len(one) + len(other))


def alike(one: object, other: object) -> float:
    """The likeness of two values' words."""
    return likeness(words_of(one), words_of(other))


def posts_alike(one: object, other: object) -> float:
    """The likeness of two posts."""
    return likeness(words_of_post(one), words_of_post(other))


def containment(one: object, other: object) -> float:
    """The share of the shorter text's words that the longer one has, 0 to 1.

    It is 0 where the shorter is too short to say anything, or the longer is more than a paragraph.
    """
    first, second = words_of(one), words_of(other)
    shorter, longer = sorted((len(first), len(second)))
    if shorter < 4 or longer > 250 or longer > max(12 * shorter, 60):
        return 0.0
    return _shared(first, second) / shorter


def is_whole_body(committee: object) -> bool:
    """Whether a committee's name means the whole council or board, by whichever name."""
    name = text_of(committee).lower()
    kinds = codes("evaluation")
    return any(word in name for word in kinds["whole_bodies"]) and not any(word in name for word in kinds["parts_of_bodies"])


@lru_cache(maxsize=1 << 16)
def _words(text: str) -> Words:
    return tuple(_WORD.findall(_RAISED_ENDING.sub("", text.lower())))


def _shared(one: Words, other: Words) -> int:
    return (Counter(one) & Counter(other)).total()


@cache
def _titles() -> frozenset[str]:
    return frozenset(codes("evaluation")["titles"])
