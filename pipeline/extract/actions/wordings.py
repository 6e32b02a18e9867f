"""What some words are, by the lists of `schemas/codes/leads.yml`: a post, a person, a member, a group, an organisation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from pipeline.edges.codes import codes
from pipeline.extract.actions.people import looks_like_initials, without_titles

BRACKETS = re.compile(r"\s*\([^()]*\)")
PARTS = re.compile(r"[\s-]+")
CLOSE_DASH = re.compile(r"(?<=\w)- ")
HYPHENED = re.compile(r"\b(\w+)-(?=[A-Z])")
PERSON = re.compile(r"[A-Z][\w’'-]*\.?(?:[ \t]+(?:(?:de|van|von|der|la|le|du)\b[ \t]*)*[A-Z][\w’'-]+\.?){1,2}\Z")
NAMED = re.compile(r"(?:[A-Z][\w’'.-]*(?:\s+|\Z)|(?:de|van|von|der|la|le|du|and|&)\s+){1,5}")
"""What may stand behind a title."""
OPEN_WORDS = frozenset({"and", "&", "of", "to", "for", "the", "with", "deputy", "assistant", "interim", "acting", "-"})
"""Words that no lead ends with."""


@cache
def listed(name: str) -> frozenset[str]:
    """A plain list of the leads' words, in small letters."""
    return frozenset(str(word).lower() for word in codes("leads")[name])


def plain_words(text: str) -> str:
    """Words without what stands in brackets; `Lead- Strategy` as `Lead - Strategy`."""
    plain = BRACKETS.sub("", text) if "(" in text else text
    if "-" not in plain:
        return plain.strip().rstrip(".")
    parted = CLOSE_DASH.sub(" - ", plain).strip().rstrip(".")
    return HYPHENED.sub(lambda m: f"{m[1]} - " if m[1].lower() in listed("post_words") else m[0], parted)


def is_post(text: str) -> bool:
    """Whether words name a post: they start as one, or end with a word for one (brackets apart)."""
    plain = plain_words(text)
    words = plain.replace(":", " ").split()
    if not words:
        return False
    if starts_post(words) or words[-1].lower() in listed("post_words") or plain.lower() in listed("posts_alone"):
        return True
    behind = ("of", "for", "on", "in", "from", "-", "–")
    return any(word.lower() in listed("post_words") and following.lower() in behind for word, following in pairwise(words))


def ends_with_organisation(text: str) -> bool:
    """Whether the last word is one for an organisation."""
    return bool(text.split()) and text.split()[-1].lower().strip(".") in listed("organisation_words")


def all_capitals(text: str) -> bool:
    """Whether every word is in capitals."""
    return all(word.isupper() and len(word) > 1 for word in text.split())


def starts_post(words: Sequence[str]) -> bool:
    """Whether words begin as a post that goes on with what it is in charge of."""
    if not words or words[0].lower().rstrip(",:") not in _first_words():
        return False
    lowered = [word.lower().rstrip(",:") for word in words[:5]]
    return any(" ".join(lowered[:count]) in listed("post_starters") for count in range(1, len(lowered) + 1))


@cache
def _first_words() -> frozenset[str]:
    """The words with which posts may start."""
    return frozenset(phrase.split()[0] for phrase in listed("post_starters"))


def is_starter(text: str) -> bool:
    """Whether words are only the beginning of a post (`Director`, `Head of`)."""
    return text.lower().rstrip(",:") in listed("post_starters")


def is_complete(text: str) -> bool:
    """Whether words are a whole lead of any kind."""
    plain = plain_words(text)
    if not plain:
        return False
    group = is_group(plain) and len(plain.split()) > 1  # `Team` may go on: `Team Leaders`
    return is_post(plain) or stands_alone(plain) or is_person(plain) or group or is_organisation(plain)


def stands_alone(text: str) -> bool:
    """Whether words are a lead by themselves: everybody, a member, a post or initials without more."""
    plain = BRACKETS.sub("", text).strip().rstrip(".")
    if plain.lower() in listed("groups_alone") | listed("nobody") | listed("posts_alone") or is_member(plain):
        return True
    words = plain.split()
    return len(words) == 1 and (plain.isupper() or looks_like_initials(plain)) and len(plain) > 1


def is_member(text: str) -> bool:
    """Whether words are a title of elected members and a name."""
    words = [word.rstrip(".") for word in text.split()]
    return any(
        len(words) > count and " ".join(words[:count]).lower() in listed("member_titles") and words[count][:1].isupper() for count in (1, 2)
    )


def is_person(text: str) -> bool:
    """Whether words are the name of a person, by their shape."""
    plain = without_titles(plain_words(text))
    titled = len(plain.split()) < len(plain_words(text).replace(",", " ").split())
    words = {word.lower() for word in PARTS.split(plain)}
    if words & (listed("post_words") | listed("group_words") | listed("organisation_words") | listed("posts_alone")):
        return False
    shape = PERSON.match(plain) is not None and not any(word.isupper() and len(word) > 2 for word in plain.split())
    return shape or (titled and NAMED.fullmatch(plain) is not None)


def is_group(text: str) -> bool:
    """Whether words name a body of people."""
    words = text.lower().split()
    return bool(words) and words[-1] in listed("group_words")


def is_organisation(text: str) -> bool:
    """Whether words name an organisation."""
    return bool({word.strip("().,").lower() for word in text.split()} & listed("organisation_words"))


def has_starter_inside(text: str) -> bool:
    """Whether a post starts in the middle of some words (`Environment Head of Property`): what comes first belongs to the one before."""
    words = text.split()
    capital = [place for place in range(1, len(words)) if words[place][:1].isupper()]
    starts = [place for place in capital if starts_post(words[place:]) or is_grade(words[place])]
    return not starts_post(words) and any(words[place - 1].lower() not in OPEN_WORDS for place in starts)


def is_grade(word: str) -> bool:
    """Whether a word is one of rank that opens a post."""
    return word.lower() in listed("grades")
