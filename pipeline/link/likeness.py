"""How like each other two printings of an action are: their words, weighed by how rare they are, and what stands beside them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz

from pipeline.edges.codes import codes
from pipeline.link.names import REMEMBERED, person_key, post_key, words_of
from pipeline.records import Action

SAME_DUE, SAME_LEAD, SAME_THEME, SAME_NUMBER = 0.06, 0.05, 0.04, 0.06
"""What the same due date, lead, theme and running number add to the likeness of the words."""
BY_WEIGHT = 0.65
"""How much the weighed words count; the rest is for their letters, which forgives a slip of the pen."""
MOST_RARE = 6
"""More of the rarest words of an action are not asked for."""
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
PARTS = re.compile(r"[a-z]+|\d+")
INITIALS = re.compile(r"\b[A-Z]{2,3}\b")


@dataclass(frozen=True, slots=True)
class Wording:
    """The telling words of a text, each once, and all of them in their order."""

    words: frozenset[str]
    text: str


@dataclass(frozen=True, slots=True)
class Printing:
    """An action as one paper prints it: what is compared of it.

    `whole` is the wording of the action and its detail together. `heading` is whether the action is one for several rows, and only
    their details tell them apart.
    """

    row: Action
    whole: Wording
    action: Wording
    detail: Wording | None
    reference: tuple[str, ...]
    lasting: bool
    leads: frozenset[str]
    theme: tuple[str, ...]
    heading: bool = False

    @property
    def own_reference(self) -> bool:
        """Whether the reference is the action's own: that beside a promise in minutes is the minute's."""
        return self.lasting and self.row.origin != "minute"


def printings_of(rows: Sequence[Action]) -> list[Printing]:
    """What is compared of the actions of one list."""
    several = Counter(row.action or "" for row in rows if row.detail)
    return [printing_of(row, heading=bool(row.detail) and several[row.action or ""] > 1) for row in rows]


def printing_of(row: Action, heading: bool = False) -> Printing:
    """What is compared of an action. The initials of its leads are none of its words: another may take it over."""
    initials = frozenset(INITIALS.findall(row.leads_text or ""))
    action = _wording(row.action or row.detail or "", initials)
    detail = _wording(row.detail, initials) if row.action and row.detail else None
    whole = _wording(f"{row.action} {row.detail}", initials) if detail else action
    reference = reference_key(row.reference)
    leads = frozenset(
        word for lead in row.leads for word in [" ".join(person_key(lead.name or "")), " ".join(post_key(lead.post or ""))] if word
    ) or frozenset(words_of(row.leads_text or ""))
    return Printing(
        row=row,
        whole=whole,
        action=action,
        detail=detail,
        reference=reference,
        lasting=is_lasting(reference),
        leads=leads,
        theme=words_of(row.theme or ""),
        heading=heading,
    )


@lru_cache(REMEMBERED)
def reference_key(reference: str | None) -> tuple[str, ...]:
    """The letters and numbers of a reference: `Feb 23.05` is `Feb23.5`. Where words ran into it, the last of them that has a number."""
    pieces = CAMEL.sub(" ", reference or "").replace("(", " (").split()
    numbered = [place for place, piece in enumerate(pieces) if any(c.isdigit() for c in piece)]
    if not numbered:
        return ()
    first = numbered[0]
    if not any(c.isalpha() for c in pieces[first]) and first and len(PARTS.findall(pieces[first - 1].lower())) == 1:
        first -= 1
    parts = [part for part in PARTS.findall(" ".join(pieces[first:]).lower()) if part not in codes("threads")["counter_words"]]
    return tuple(part.lstrip("0") or "0" if part.isdigit() else part for part in parts)


def is_lasting(reference: Sequence[str]) -> bool:
    """Whether a reference is one that an action keeps: letters with numbers (`Feb23.03`), or three numbers (`05.18.07`), not `1.2`."""
    letters = any(part.isalpha() and len(part) > 1 for part in reference)
    numbers = sum(1 for part in reference if part.isdigit())
    return numbers >= 3 or (letters and numbers > 0)


class Weights:
    """How much each word tells, among the actions of one council: the fewer have it, the more."""

    def __init__(self, printings: Iterable[Printing]) -> None:
        distinct = {printing.whole.text: printing.whole.words for printing in printings}
        self._found = Counter(word for words in distinct.values() for word in words)
        self._weight = {word: math.log1p((len(distinct) + 1) / (count + 1)) for word, count in self._found.items()}
        self._unheard = math.log1p(len(distinct) + 1)
        self._sums: dict[frozenset[str], float] = {}
        self._in_order: dict[frozenset[str], list[str]] = {}

    def of(self, word: str) -> float:
        """The weight of a word, about 0.7 for one that all have."""
        return self._weight.get(word, self._unheard)

    def count(self, word: str) -> int:
        """In how many of the actions the word stands, those of the same words counted once."""
        return self._found[word]

    def rarest(self, words: frozenset[str], most: int) -> list[str]:
        """The words that stand in the fewest of the actions, at most so many; of words in equally many the first in the alphabet."""
        if words not in self._in_order:
            self._in_order[words] = sorted(words, key=lambda word: (self._found[word], word))[:MOST_RARE]
        return self._in_order[words][:most]

    def sum(self, words: frozenset[str]) -> float:
        """The weight of several words, the same in whatever order they come."""
        if words not in self._sums:
            self._sums[words] = math.fsum(map(self.of, words))
        return self._sums[words]


def likeness(one: Printing, other: Printing, weights: Weights) -> float:
    """How like each other the words of two printings are, from 0 to 1.

    All their words are compared, or the parts that can stand for the action: in updates the column of a plan that says what is to be
    done is often the only one, or the second column says something else each time.
    """
    pairs = [(one.whole, other.whole)]
    if not one.heading and not other.heading:
        pairs.append((one.action, other.action))
    if one.detail and other.detail:
        pairs.append((one.detail, other.detail))
    elif one.detail:
        pairs.append((one.detail, other.whole))
    elif other.detail:
        pairs.append((one.whole, other.detail))
    return max(_alike(first, second, weights) for first, second in dict.fromkeys(pairs))


def support(one: Printing, other: Printing) -> float:
    """What speaks for two printings being one action beside their words."""
    total = 0.0
    if one.row.due_end and one.row.due_end == other.row.due_end:
        total += SAME_DUE
    if one.leads & other.leads:
        total += SAME_LEAD
    if one.theme and one.theme == other.theme:
        total += SAME_THEME
    if one.reference and one.reference == other.reference and one.row.origin != "minute" and other.row.origin != "minute":
        total += SAME_NUMBER
    return total


def _alike(one: Wording, other: Wording, weights: Weights) -> float:
    if one.text == other.text:
        return 1.0 if one.text else 0.0
    common = weights.sum(one.words & other.words)
    if not common:
        return 0.0
    weighed = 2 * common / (weights.sum(one.words) + weights.sum(other.words))
    return BY_WEIGHT * weighed + (1 - BY_WEIGHT) * fuzz.token_sort_ratio(one.text, other.text) / 100


@cache
def _little_words() -> frozenset[str]:
    return frozenset(codes("threads")["little_words"])


@lru_cache(REMEMBERED)
def _wording(text: str | None, initials: frozenset[str]) -> Wording:
    plain = INITIALS.sub(lambda match: " " if match[0] in initials else match[0], text or "")
    words = [_stem(word) for word in words_of(plain)]
    telling = [word for word in words if word not in _little_words()] or words
    return Wording(frozenset(telling), " ".join(telling))


def _stem(word: str) -> str:
    """A word without the ending of a plural."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
