"""Names and posts in the form in which they are compared, and the readable keys made of them."""

from __future__ import annotations

import re
import unicodedata

TITLES = frozenset(
    {"councillor", "councillors", "cllr", "cllrs", "mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "lord", "lady", "alderman", "prof"}
    | {"professor", "rev", "reverend", "the"}
)
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, lower case, without accents and apostrophes."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'")).encode("ascii", "ignore").decode().lower()
    return tuple(word.replace("'", "") for word in WORD.findall(plain))


def person_key(name: str) -> tuple[str, ...]:
    """The words of a person's name without titles."""
    return tuple(word for word in words_of(name) if word not in TITLES)


def post_key(post: str) -> tuple[str, ...]:
    """The words of a post that tell it apart: `Director, Adult & Community Services` is `Director of Adult and Community Services`."""
    return tuple(word for word in words_of(post.replace("&", " and ")) if word not in ("of", "the", "for", "and"))


def slug(text: str) -> str:
    """A text as a readable key: lower case words with hyphens, at most 80 characters."""
    return "-".join(words_of(text.replace("&", " and ")))[:80].rstrip("-") or "unnamed"


def could_be_short_for(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether `J Penn` may be `Jean Penn`: the same surname, initials that fit the first names."""
    if len(short) < 2 or len(full) < 2 or short[-1] != full[-1] or short == full:
        return False
    firsts, fulls = short[:-1], full[:-1]
    if not all(len(first) == 1 for first in firsts):
        return False
    return all(first == name[0] for first, name in zip(firsts, fulls, strict=False))
