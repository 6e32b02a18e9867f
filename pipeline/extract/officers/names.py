"""Names of people: told from other capitalised words, and freed of titles and letters."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.edges.codes import codes
from pipeline.extract.officers.posts import is_post_word

CAPITAL = r"A-ZÀ-ÖØ-Þ"
SMALL = r"a-zß-öø-ÿ"
MIXED = rf"(?:Mc|Mac|[OD]['’]|Fitz|[dl]['’])?[{CAPITAL}][{SMALL}]+(?:[{CAPITAL}][{SMALL}]+)?"
CAPITALS = rf"[{CAPITAL}]{{2,}}(?:['’][{CAPITAL}]+)?|[{CAPITAL}]['’][{CAPITAL}]{{2,}}"
PART = rf"(?:{MIXED}|{CAPITALS})"
WORD = re.compile(rf"{PART}(?:[-‐‑]{PART})*(?![\w&@]|[-‐‑]\w)|[{CAPITAL}](?:\.?(?=\s|$|[,;)(])|\.(?=[{CAPITAL}]))")
RUN = re.compile(r"[\w'’‐‑-]*")
SPACE = re.compile(r"[ \u00a0]+|(?<=\.)")
START = re.compile(rf"[{CAPITAL}](?<![\w'’@-].)[\w'’‐‑-]*")
SMALL_WORD = re.compile(r"[A-Za-z]{2,5}\.?(?=\s)")
IN_CHARGE = re.compile(r"\s+(?:of|for|to)\b")
HYPHEN = re.compile(r"[-‐‑]")
LONG_WORD = re.compile(r"[^\W\d_]{3,}")
FIRST_WORD = re.compile(r"[^\s-]*")
SURNAME = re.compile(rf"[ \u00a0]+({PART}(?:-{PART})*)")
NEXT_CAPITALISED = re.compile(r"[ \u00a0]+([A-Z][A-Za-z]+)(?=\s*(?:[,;:.)(\n]|$|[a-z]))")
LISTED_BEFORE = re.compile(r"(?:[,;:(•|\n]|\band|&)\s*\Z")
LISTED_BEHIND = re.compile(r"\s*(?:[,;(|\n]|\.?\s*\Z|\s[–-]\s|(?:and|&)\s|[A-Z]{2,3}\b)")
LONGEST = 4
"""Words in a name at most, particles and titles aside."""


class Name(NamedTuple):
    """A name in a text: from where to where it stands without titles, where its titles start, and whether they are a member's."""

    start: int
    end: int
    outer: int
    titled: bool
    member: bool


@cache
def _titles() -> re.Pattern[str]:
    names = "|".join(sorted(codes("names")["titles"], key=len, reverse=True))
    return re.compile(rf"(?:{names})\b\.?", re.I)


@cache
def _title_letters() -> frozenset[str]:
    """The letters that titles begin with."""
    return frozenset(title[0].lower() for title in codes("names")["titles"])


@cache
def _title_openings() -> re.Pattern[str]:
    """What titles of one word and of several begin with."""
    return re.compile("|".join({title.split()[0] for title in codes("names")["titles"]}), re.I)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(word.lower() for word in codes("names")[name])


def find_name(text: str, position: int = 0) -> Name | None:
    """The person's name that starts at a place in a text, titles before it left out; None when none starts there.

    A name is two words or more (initials count when a whole word follows), or one behind a title. Words that papers print with a capital
    for other reasons, and words of posts, end it.
    """
    run = RUN.match(text, position)
    if run is None or not _may_open(run[0]):
        return None
    start = position
    titled = member = opened = False
    while (
        text[start : start + 1].lower() in _title_letters()
        and (title := _titles().match(text, start))
        and (space := SPACE.match(text, title.end()))
    ):
        titled = opened = True
        member = member or title[0].rstrip(".").lower() in _words("member_titles")
        start = space.end()
    end, whole, words = start, 0, 0
    at = start
    while words < LONGEST:
        word = WORD.match(text, _particles(text, at) if words or titled else at)
        surname = opened and whole <= 1 and not (word and IN_CHARGE.match(text, word.end()))
        if word is None or not (_is_part(word[0], surname) or (words == 0 and _is_common_given(text, word, titled))):
            break
        long = len(word[0].rstrip(".")) > 1
        opened = titled or opened or not long or has_given_name(word[0])
        words, whole = words + 1, whole + long
        if long:
            end = word.end()
        space = SPACE.match(text, word.end())
        if space is None:
            break
        at = space.end()
    if whole == 0 or (words < 2 and not titled) or (not titled and (_is_of_body(text, end) or _is_place(text, start))):
        return None
    return Name(start, end, position, titled, member)


@lru_cache(4096)
def _may_open(run: str) -> bool:
    """Whether a name may open with letters and signs that stand together: the test that most capitalised words do not pass."""
    if run[:1].lower() in _title_letters() and _title_openings().match(run):
        return True
    word = WORD.match(run)
    return word is not None and (_is_part(word[0], False) or word[0].lower() in _words("common_given_names"))


def is_name(text: str) -> bool:
    """Whether a text is a person's name and nothing else, letters behind it (`OBE`) allowed."""
    name = find_name(text)
    return name is not None and not without_suffixes(text[name.end :])


def _is_of_body(text: str, end: int) -> bool:
    """Whether capitalised words go on to what only a body or a place is called: `Severn Combined` of `Severn Combined Authority`."""
    match = NEXT_CAPITALISED.match(text, end)
    return match is not None and match[1].lower() in _words("body_ends")


def _is_place(text: str, start: int) -> bool:
    """Whether capitalised words are the name of a place: `City of` stands in front of them."""
    if not text.startswith("of ", max(0, start - 3)) or start < 4:
        return False
    before = text[: start - 4].rsplit(None, 1)
    return bool(before) and before[-1].lstrip("(“\"'‘").lower() in _words("places")


def _is_common_given(text: str, word: re.Match[str], titled: bool) -> bool:
    """Whether a word that means something else too (`Will`, `June`) is a given name: behind a title and in front of a surname, or with a
    surname alone between the commas, brackets and ends of a list."""
    if word[0].lower() not in _words("common_given_names"):
        return False
    surname = SURNAME.match(text, word.end())
    if surname is None or not _is_part(surname[1], True):
        return False
    listed = LISTED_BEFORE.search(text, max(0, word.start() - 8), word.start()) or not text[: word.start()].strip()
    before = re.split(r"[\s-]+", text[: word.start()].strip())[-1]
    listed = listed or is_post_word(before) or (before.isupper() and len(before) > 2)
    return titled or bool(listed and LISTED_BEHIND.match(text, surname.end()))


def without_suffixes(rest: str) -> str:
    """What follows a name, without its letters (`, OBE`); `Senior` in front of a post is part of that."""
    return _suffixes().sub("", rest).strip()


@cache
def _suffixes() -> re.Pattern[str]:
    letters = "|".join(sorted(codes("names")["suffixes"], key=len, reverse=True))
    return re.compile(rf"^(?:,?\s+(?!(?:Senior|Junior)\s+[A-Z])(?:{letters})\b)+")


def has_given_name(name: str) -> bool:
    """Whether a name opens with a given name that we know."""
    first = FIRST_WORD.match(name.strip())
    return first is not None and first[0].lower() in _words("given_names")


def is_plausible(name: Name, text: str, is_common: Callable[[str], bool]) -> bool:
    """Whether a name has more to say for it than its capitals: a title, a known given name, or no word that the paper also prints small.

    `is_common` says whether a word stands in small letters somewhere in the paper; it is asked only where that decides.
    """
    words = text[name.start : name.end]
    if name.titled or has_given_name(words):
        return True
    parts = (word.lower() for word in LONG_WORD.findall(words))
    return not any(part not in _words("surnames") and is_common(part) for part in parts)


def _particles(text: str, at: int) -> int:
    """Where the next word of a name starts behind its small words (`van der`)."""
    end = at
    while (small := SMALL_WORD.match(text, end)) and small[0].rstrip(".").lower() in _words("particles"):
        space = SPACE.match(text, small.end())
        if space is None:
            break
        end = space.end()
    return end


def find_names(text: str) -> list[Name]:
    """The people's names in a text, in order, none overlapping."""
    found: list[Name] = []
    position = 0
    while start := START.search(text, position):
        name = find_name(text, start.start()) if _may_open(start[0]) else None
        position = name.end if name is not None else start.start() + 1
        if name is not None:
            found.append(name)
    return found


@lru_cache(4096)
def _is_part(word: str, surname: bool) -> bool:
    """Whether a word may be part of a name; `surname` holds behind a given name, an initial or a title, where `Hall` is a surname."""
    plain = word.rstrip(".")
    if len(plain) == 1:
        return True
    if plain in codes("names")["suffixes"] or (len(plain) > 1 and _titles().fullmatch(word)):
        return False
    if surname and plain.lower() in _words("surnames"):
        return True
    lowered = plain.lower()
    parts = {lowered, *HYPHEN.split(lowered)}
    return parts.isdisjoint(_words("not_names")) and parts.isdisjoint(_words("function_words")) and not any(map(is_post_word, parts))
