"""Who is who in one document: initials and short names, by the attendance list and by keys that the paper prints."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from pipeline.edges.codes import codes
from pipeline.extract.material import Material
from pipeline.records import Attendance, Lead, Page

INITIALS = re.compile(r"(?:[A-Z][a-z]{0,3}){1,4}\Z")
NAME = r"[A-Z][\w’'-]+(?:[ \t]+(?:(?:de|van|von|der|la|le|du)\b[ \t]*)*[A-Z][\w’'.-]*){1,3}"
SHORT_NAME = r"(?:[A-Z]\.?[ \t]?){1,3}(?<=[ \t.])[A-Z][\w’'-]+"
KEYED = re.compile(rf"({NAME}|{SHORT_NAME})(?:[ \t]*,[^,()\n]{{3,60}})?[ \t]*\(([A-Z][A-Za-z]{{1,4}})\)")
HAS_KEY = re.compile(r"[A-Z](?<=[( \t].)[A-Za-z]{1,3}(?:[A-Za-z]?\)|(?=[ \t]+[A-Z]|[ \t]*$))", re.MULTILINE)
"""Stands in every line that has a key: in brackets, or before another name or the line's end. Beside a name, a key of one capital is a
word that the name begins with."""
WHOLE_WORDS, WORDS = re.compile(r"[A-Za-z’'-]+"), re.compile(r"[A-Za-z]+")
PIECES = re.compile(r"[A-Z][a-z]*")
LONGEST_KEY = 5
"""Letters of a key in brackets at most."""
POSTED = re.compile(rf"({NAME}|{SHORT_NAME})[ \t]*\((?:([^(),\n]{{3,40}}),[ \t]*([A-Z]{{2,4}})|([A-Z]{{2,4}}),[ \t]*([^()\n]{{3,40}}))\)")
"""A name with the post and a key in one pair of brackets (`Ann Example (Headteacher, HT)`)."""
HAS_POST = re.compile(r"\((?:[^(),\n]{3,40},[ \t]*[A-Z]{2,4}|[A-Z]{2,4},[ \t]*[^()\n]{3,40})\)")
"""The brackets of such a name."""
BESIDE = re.compile(rf"({NAME})(?:[ \t]*\([^()\n]{{2,30}}\))?[ \t]+([A-Z][A-Za-z]{{1,3}})(?=[ \t]+{NAME}|[ \t]*$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in the document: the name without titles, and what they are."""

    name: str
    kind: str
    post: str | None = None

    @property
    def lead(self) -> Lead:
        kind = "member" if self.kind in ("member", "co-opted") else "officer" if self.kind == "officer" else "unknown"
        return Lead(name=self.name, post=self.post, kind=kind)  # type: ignore[arg-type]


class People:
    """The persons of one document, found by name, by initials or by a shortened first name, and the posts that it prints alone."""

    def __init__(self, material: Material, attendance: Sequence[Attendance]) -> None:
        self.posts: set[str] = {row.post.lower() for row in attendance if row.post}
        self._by_name: dict[str, Person] = {}
        for row in attendance:
            known = self._by_name.get(row.name.lower())
            if known is None or (known.kind == "other" and row.capacity != "other"):
                self._by_name[row.name.lower()] = Person(row.name, row.capacity, row.post)
        self._listed: dict[str, set[str]] = defaultdict(set)
        for row in attendance:
            if row.initials:
                self._listed[row.initials].add(row.name)
        self._pages = material.pages
        self.leads: dict[tuple[str, bool, int], bool] = {}
        """Whether words are leads, as it was found when so many posts were known: the same words stand in row after row."""
        self._looked_up: dict[str, Person | None] = {}
        self._explained: _Keys | None = None

    def named(self, text: str) -> Person | None:
        """The person with this name, in full."""
        return self._by_name.get(without_titles(text).lower())

    def with_initials(self, key: str) -> Person | None:
        """The one person whom some initials (or a shortened name) stand for; None when nobody or several may be meant."""
        if key not in self._looked_up:
            self._looked_up[key] = self._look_up(key)
        return self._looked_up[key]

    def _look_up(self, key: str) -> Person | None:
        if not key.isalpha():
            return None
        names = self._names_of(key)
        if not names:
            names = {person.name for person in self._by_name.values() if stands_for(key, person.name)}
        if len(names) > 1 and self._by_name:
            present = {name for name in names if name.lower() in self._by_name}
            names = present or names
        if len(names) > 1:
            names = {name for name in names if _letters(name) == key} or names
        if len(names) != 1:
            return None
        name = next(iter(names))
        return self._by_name.get(name.lower()) or Person(name, "other")

    def _names_of(self, key: str) -> set[str] | None:
        """The names that a key stands for, however it is written. What is longer than a printed key may only be one of the list."""
        if len(key) > LONGEST_KEY and all(len(listed) <= LONGEST_KEY for listed in self._listed):
            return None
        if self._explained is None:
            self._explained = _Keys(self._listed, self._pages)
        return self._explained.names_of(key)

    def with_surname(self, surname: str) -> Person | None:
        """The one person with a surname."""
        found = [person for person in self._by_name.values() if person.name.split()[-1].lower() == surname.lower()]
        return found[0] if len(found) == 1 else None


class _Keys:
    """The names that each key stands for, by the attendance list and the running text.

    Where there may be keys is looked for once, by their signs; the lines there are read for those keys alone that somebody asks for.
    """

    def __init__(self, listed: Mapping[str, set[str]], pages: Mapping[int, Page]) -> None:
        self._pages = pages
        self._written: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._signs: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for key, names in listed.items():
            self._written[key.lower()][key] |= names
        for number, page in pages.items():
            for sign in HAS_KEY.finditer(page.text):
                self._signs[sign[0].removesuffix(")").lower()].append((number, sign.start()))
            for key, name in _with_posts(page.text):
                self._written[key.lower()][key].add(name)

    def names_of(self, key: str) -> set[str]:
        """The names for a key as it is written, else for the same letters written otherwise."""
        small = key.lower()
        written = self._written[small]
        for number, place in self._signs.pop(small, ()):
            for printed, name in _beside(small, self._pages[number].text, place):
                written[printed].add(name)
        return written.get(key) or set().union(*written.values())


def _beside(small: str, text: str, place: int) -> Iterator[tuple[str, str]]:
    """A key, given in small letters, as the line at a place of a text prints it, with its name: `Ann Example (AE)` anywhere, and
    `Ann Example AE` in lists of those present."""
    if small in _not_initials():
        return
    start, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
    if text[place + 1 : place + len(small)].islower() and small not in text[start:place].lower():
        return
    line = text[start : end if end >= 0 else len(text)]
    for found in chain(KEYED.finditer(line), BESIDE.finditer(line)):
        key = found[2]
        if key.lower() == small and not _is_title(key):
            name = _named_by(key, found[1])
            if name is not None:
                yield key, name


def _with_posts(text: str) -> Iterator[tuple[str, str]]:
    """The keys that stand with a post in one pair of brackets, with their names."""
    for found in POSTED.finditer(text) if HAS_POST.search(text) else ():
        post, key = found[2] or found[5], found[3] or found[4]
        name = without_titles(found[1])
        if " " in name and (stands_for(key, name) or _shortens(key, post)):
            yield key, name


def _shortens(key: str, post: str) -> bool:
    """Whether a key is made of letters of a post in order, from its first (`HT` of `Headteacher`)."""
    letters = iter(post.lower())
    return post[:1].upper() == key[0] and all(letter in letters for letter in key.lower())


def _named_by(key: str, text: str) -> str | None:
    """The name at the end of some words that initials stand for, without titles and posts before it (`Clerk Mrs J Penrose`)."""
    words = text.split()
    names = (without_titles(" ".join(words[start:])) for start in range(len(words) - 1))
    return next((name for name in names if " " in name and stands_for(key, name)), None)


def stands_for(key: str, name: str) -> bool:
    """Whether initials are made of the beginnings of a name's words, in order: `PWh` of Paula Wheeler, `Ali` of Alison Hopwood,
    `MOL` of M O'Leary."""
    if not key[:1].isupper():
        return False
    return _begins(key, WHOLE_WORDS.findall(name)) or _begins(key, WORDS.findall(name))


def _begins(key: str, parts: Sequence[str]) -> bool:
    words = [word for word in parts if word[0].isupper()]
    pieces = PIECES.findall(key)
    if not words or not pieces or "".join(pieces) != key:
        return False
    if len(pieces) == 1:
        return len(key) > 2 and words[0].lower().startswith(key.lower())
    if len(pieces) > len(words):
        return False
    if len(pieces) == len(words):
        return all(word.lower().startswith(piece.lower()) for piece, word in zip(pieces, words, strict=True))
    return words[0].lower().startswith(pieces[0].lower()) and words[-1].lower().startswith(pieces[-1].lower()) and len(pieces) == 2


def without_titles(name: str) -> str:
    """A name without `Cllr`, `Mr` and the like, and without letters after it."""
    words = name.replace(",", " ").split()
    while words:
        count = next((n for n in (2, 1) if " ".join(words[:n]).lower().replace(".", "") in _title_words()), 0)
        if not count:
            break
        del words[:count]
    return " ".join(words)


def looks_like_initials(text: str) -> bool:
    """Whether a word may be somebody's initials: a few capitals that are no known short form of something else."""
    capitals = sum(c.isupper() for c in text)
    return 2 <= len(text) <= 5 and capitals >= 2 and INITIALS.match(text) is not None and text.lower() not in _not_initials()


def _is_title(key: str) -> bool:
    """Whether a key is written as a title (`Ms`); `MS` are somebody's initials."""
    return not key.isupper() and key.lower() in _title_words()


@cache
def _not_initials() -> frozenset[str]:
    return frozenset(codes("leads")["not_initials"])


@cache
def _title_words() -> frozenset[str]:
    lists = codes("leads")
    return frozenset([*lists["name_titles"], *(title for title in lists["member_titles"] if title not in lists["member_posts"])])


def _letters(name: str) -> str:
    """The letters that a name's words begin with, all of those of initials without points: `JJ Moss` gives `JJM`."""
    return "".join(word if word.isupper() and len(word) < 4 else word[0] for word in re.split(r"[\s-]+", name) if word)
