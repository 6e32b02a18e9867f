"""Posts: the seats of officers (`Director of Housing`), told by the words of `schemas/codes/posts.yml`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.edges.codes import codes
from pipeline.extract.dates.words import by_letters

WORD_IN = re.compile(r"[\w-]+")
TOKEN = re.compile(r"[,;:()/|–—]|(?<=\s)-(?=\s)|[^\s,;:()/|–—]+")
RUN = re.compile(r"[CHhM](?:[CHhMPp]|A(?=[CHhM])|A?KT?(?:F?(?=[CHhM])))*")
"""Kinds of words that make a post: capitalised words, heads and modifiers, with `and`, `of`, `for the` between them."""
SUBJECT, MORE_SUBJECTS = re.compile(r"C[CMA]*(?:KT?C[CA]*)*"), re.compile(r"A?C[CMA]*(?:KT?C[CA]*)*(?![HhPp])")
IN_BRACKETS = re.compile(r"\([CA,KT]+\)")
"""Kinds of words that a post goes on with behind a comma or the like, and behind another of its subjects; and in brackets."""
ABBREVIATION = re.compile(r"\([A-Z][A-Za-z&]{1,6}\)")
SENTENCE_END = re.compile(r"(?<=\w\w)[.?!]\s")
"""Ends a sentence or a short form; no post runs over it."""
BEHIND_POST = re.compile(r"(?:['’]s?|[.\"”])+$")
ENDING = re.compile(r"(?:['’]s|[.?!’'\"”])+$")
OF_SOMEBODY = re.compile(r"['’]s?$")
NUMBERED = re.compile(r"\d+[-–]\d+|s?\.?151")
LEADER = re.compile(r"(?:the |deputy )?leader\b(?! of the .*team)", re.I)
NO_MORE = (sys.maxsize, sys.maxsize)
MOST_WORDS = 14
"""Words of a post in a sentence at most."""
HEADS = ("heads", "heads_alone", "heads_beside_names")


class Post(NamedTuple):
    """A post in running text, from where to where it stands.

    `certain` holds when its words name a post wherever they stand (`Head of Housing`), not only beside a name (`Manager`).
    """

    start: int
    end: int
    certain: bool


Place = tuple[int, int]
"""Where a word or sign starts and ends in a text."""


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(word.lower() for word in codes("posts")[name])


@cache
def _function_words() -> frozenset[str]:
    return frozenset(word.lower() for word in codes("names")["function_words"])


@cache
def _subjects() -> frozenset[str]:
    return frozenset(word.lower() for word in codes("names")["not_names"])


@cache
def _phrases(name: str) -> re.Pattern[str]:
    words = sorted((re.escape(word) for word in codes("posts")[name]), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])", re.I)


@cache
def post_words() -> re.Pattern[str]:
    """Finds any word that makes a post."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, _head_words()))})(?![\w’'-])", re.I)


@cache
def _any_head() -> frozenset[str]:
    return frozenset(_head_words())


@cache
def _head_words() -> list[str]:
    """The words that make a post, the longest first."""
    return sorted((word.lower() for name in HEADS for word in codes("posts")[name]), key=len, reverse=True)


@cache
def _small_heads() -> re.Pattern[str]:
    """The character in front of the same words, in texts in small letters with a line end before them."""
    return re.compile(rf"[^a-zß-öø-ÿ-](?=(?:{by_letters(_head_words())})(?![\w’'-]))(?<=\W)")


@lru_cache(4096)
def has_post_word(text: str) -> bool:
    """Whether a text has any word that makes a post: the test in front of all others."""
    return _small_heads().search(f"\n{text.lower()}") is not None


def may_begin_post(text: str) -> bool:
    """Whether a text has a word that makes a post, or ends with the first of two that make one together."""
    return has_post_word(text) or text.endswith(_first_of_two())


@cache
def _first_of_two() -> tuple[str, ...]:
    first = {word.split()[0] for word in _head_words() if " " in word}
    return tuple(writing for word in sorted(first) for writing in (word, word.capitalize(), word.upper()))


def may_name_post(text: str) -> bool:
    """Whether a text may name a post that is certain (see `Post`): it has a head with a capital, or two words that are one together."""
    heads, alone = _list("heads"), _list("heads_alone")
    if any(word[0].isupper() and (small := word.lower()) and (small in heads or small in alone) for word in WORD_IN.findall(text)):
        return True
    lowered = text.lower()
    return any(words in lowered for words in alone if " " in words)


def is_post_word(word: str) -> bool:
    """Whether a word is one that makes a post, in the plural too."""
    plain = word.lower().rstrip(".")
    return plain in _any_head() or plain.removesuffix("s") in _any_head()


def is_not_officer(text: str) -> bool:
    """Whether a text names the seat of an elected member, a minister or a chair."""
    if LEADER.match(text.strip()):
        return True
    return _phrases("not_officers").search(text) is not None


@lru_cache(4096)
def names_post(text: str) -> bool:
    """Whether a text as a whole (a cell, a line, the words behind a name) is the post of an officer: no sentence, no member's seat."""
    words = text.split()
    if (
        not words
        or len(words) > 24
        or not has_post_word(text)
        or is_not_officer(text)
        or _phrases("not_posts").fullmatch(text.strip(" :."))
    ):
        return False
    heads = list(post_words().finditer(text))
    if not heads or _phrases("behind_posts").search(text, heads[-1].end()) or re.search(r"[.?!]\s+[A-Z]|[.?!]$", text.strip()):
        return False
    small = [w for w in words if w[0].islower() and w.lower().strip(",;:") not in _list("modifiers") and not is_post_word(w.strip(",;:"))]
    return (
        sum(1 for w in small if w.lower().strip(",;:()") not in ("of", "for", "and", "the", "to", "in", "at", "with", "on"))
        <= len(words) // 4
    )


def find_posts(text: str, names: Iterable[tuple[int, int]] = ()) -> list[Post]:
    """The posts of officers in running text, in order; `names` are the stretches that people's names take, which end a post."""
    places, kinds = _tokens(text, list(names))
    found: list[Post] = []
    position = 0
    while run := RUN.search(kinds, position):
        position = run.end()
        heads = [i for i in range(run.start(), run.end()) if kinds[i] in "Hh"]
        if not heads:
            continue
        end = _without_trailing(text, places, kinds, heads[-1], run.end())
        end = _extended(text, places, kinds, end) if end == run.end() or kinds[end - 1] in "Hh" else end
        position = max(position, end)
        first = _behind_connectors(kinds, run.start(), heads[0])
        start = places[first][0]
        words = BEHIND_POST.sub("", text[start : places[end - 1][1]])
        if is_not_officer(words) or _phrases("not_posts").fullmatch(words) or len(words.split()) > MOST_WORDS:
            continue
        if _phrases("behind_posts").search(text, places[heads[-1]][1], places[run.end() - 1][1]):
            continue
        found.append(Post(start, start + len(words), _is_certain(text, places, kinds, first, end, heads)))
    return found


def _behind_connectors(kinds: str, start: int, head: int) -> int:
    """Where a post starts in a run that leads to it over `of` (`Office of the Clerk`)."""
    connector = kinds.rfind("K", start, head)
    if connector < 0:
        return start
    return next((i for i in range(connector + 1, head + 1) if kinds[i] in "CHM"), head)


def _is_certain(text: str, places: list[Place], kinds: str, start: int, end: int, heads: list[int]) -> bool:
    """Whether a run names one post by itself: a head with a word before it or `of` behind it, or one that needs none; not several."""
    if any(kinds[i] in "Pp" for i in range(start, end)) or not any(kinds[i] == "H" for i in heads):
        return False
    if any((i > start and kinds[i - 1] in "CHM") or kinds[i + 1 : i + 2] == "K" for i in heads):
        return True
    words = [_bare(text[slice(*places[i])]) for i in heads]
    pairs = [_bare(text[places[i - 1][0] : places[i][1]]) for i in heads if i > start]
    alone = any(word in _list("heads_alone") for word in [*words, *pairs])
    return alone or (kinds[heads[0] + 1 : heads[0] + 2] == "C" and words[0] in _list("before_subjects"))


def _without_trailing(text: str, places: list[Place], kinds: str, head: int, end: int) -> int:
    """Where a run ends whose capitalised words behind the head are no subject of the post (`Planning Officer Report`)."""
    if head + 1 >= end or kinds[head + 1] not in "CM" or _bare(text[slice(*places[head])]) in _list("before_subjects"):
        return end
    return head + 1


def _tokens(text: str, names: list[Place]) -> tuple[list[Place], str]:
    """The words and signs of the sentences that have a word for a post, in order, and the kind of each, a letter or sign for it."""
    places: list[Place] = []
    kinds: list[str] = []
    fixed = [match.span() for match in _phrases("fixed").finditer(text)] if " of " in text.lower() else ()
    last = ""
    named, taken = iter(names), (0, 0)
    for match in (match for low, high in _with_post_words(text) for match in TOKEN.finditer(text, low, high)):
        word = match[0]
        place = start, end = match.span()
        while taken[1] <= start and taken != NO_MORE:
            taken = next(named, NO_MORE)
        inside = taken[0] <= start < taken[1]
        kind = "N" if inside else _kind(word)
        if kind == "C" and last == "K" and _is_told_to(text, places[-1], word):
            kind = "x"
        elif kind in "Ch" and last and last in "CHhM" and _bare(text[places[-1][0] : end]) in _list("heads_alone"):
            kind = "H"
        elif kind == "K" and word.lower() == "of" and _of_a_place().match(text, start):
            kind = "x"
        elif kind == "K" and fixed and any(low <= start < high for low, high in fixed):
            kind = "C"
        places.append(place)
        kinds.append(kind)
        last = kind
        if word[-1] in ".?!" and not inside and len(word) > 2:
            places.append((end, end))
            kinds.append(".")
            last = "."
    return places, "".join(kinds)


def _is_told_to(text: str, connector: Place, word: str) -> bool:
    """Whether a capitalised word behind `to` is what somebody is to do, as in a title in capitals (`Manager to Sign the Lease`), and not
    whom somebody serves (`Adviser to Members`)."""
    return text[slice(*connector)] == "to" and _bare(word) not in _served()


@cache
def _served() -> frozenset[str]:
    return _list("not_officers") | {word.lower() for word in codes("names")["body_ends"]} | {"members"}


@cache
def _of_a_place() -> re.Pattern[str]:
    """Whose post it is, behind it: `of the City of ...`."""
    return re.compile(rf"of the (?:{'|'.join(codes('names')['places'])}) of (?=[A-Z])", re.I)


def _with_post_words(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a text start and end that have a word that makes a post."""
    start = 0
    for end in (*(match.end() for match in SENTENCE_END.finditer(text)), len(text)):
        if has_post_word(text[start:end]):
            yield start, end
        start = end


def _bare(words: str) -> str:
    return words.lower().strip(".,;:’'”\"")


@lru_cache(4096)
def _kind(word: str) -> str:
    if len(word) == 1 and word in ",;:()/|–—-":
        return "-" if word in "–—-" else word
    plain = ENDING.sub("", word.strip("“\"'‘"))
    lower = plain.lower()
    if lower in ("the", "a", "an", "our", "its", "their"):
        return "T"
    if lower in ("and", "&"):
        return "A"
    if lower in _list("connectors") and not plain[:1].isupper():
        return "K"
    if lower in _function_words():
        return "F" if plain[:1].isupper() else "x"
    capital = plain[:1].isupper()
    if lower in _list("heads") or lower in _list("heads_alone"):
        return "x" if OF_SOMEBODY.search(word) else "H" if capital else "h"
    if lower in _list("heads_beside_names"):
        return "C" if OF_SOMEBODY.search(word) or not capital else "h"
    if lower.removesuffix("s") in _list("heads") or lower.removesuffix("s") in _list("heads_alone"):
        return "P" if capital else "p"
    if lower in _list("modifiers"):
        return "C" if capital else "M"
    return "C" if capital or NUMBERED.fullmatch(lower) else "x"


def _extended(text: str, places: list[Place], kinds: str, end: int) -> int:
    """Where a post ends that goes on behind a comma, dash or colon with words of its subject, or with a bracket (not an abbreviation)."""
    goes_on = SUBJECT
    while end < len(places):
        if kinds[end] in ",-:" and (more := goes_on.match(kinds, end + 1)):
            words = [text[start:stop].lower() for start, stop in places[end + 1 : more.end()]]
            if not all(word in _subjects() or word in ("and", "&", "of", "for", "to", "the") for word in words):
                return end
            end = more.end()
            goes_on = MORE_SUBJECTS
        elif kinds[end] == "(" and (more := IN_BRACKETS.match(kinds, end)):
            if ABBREVIATION.fullmatch(text[places[end][0] : places[more.end() - 1][1]]):
                return end
            end = more.end()
        else:
            return end
    return end
