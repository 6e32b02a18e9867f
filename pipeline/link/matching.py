"""One to one: which action of a list is which of those that are followed already. What is in doubt stays apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from pipeline.link.likeness import MOST_RARE, Printing, Weights, likeness, support

REFERENCE_NEEDS = 0.25
"""How like the words must be where both bear one lasting reference: enough to tell that the reference was not given anew."""
NEEDED = {False: 0.64, True: 0.80}
"""How like words and all beside them must be without a reference; more (True) where one is a promise in running minutes, or where a list
in between did not have the action."""
WORDS_NEEDED = 0.50
VERBATIM = 0.97
RUNNING_WORDS = 6
ELSEWHERE_WORDS = 5
"""So many telling words must be the same where a list belongs to another series."""
OTHER_NUMBER = 0.80
"""How like the words must be where the numbers in the plan differ (`1.2` and `1.3`); with other lasting references they are two actions."""
MARGIN, SMALL_MARGIN = 0.10, 0.03
PART_OF = 0.70
"""So much of an action's words must stand in another for it to be a part of it."""
MOST_OF = 0.75
"""An action with more of the words of another than this is no mere part of it."""
WHOLE_OF = 0.60
"""So much of an action's words must be found in its parts together."""
PART_WORDS = 3


Kinship = Literal["plan", "log", "none"]
"""Whether two lists are of one plan, of one body's meetings (or otherwise one series), or of no series."""


class Candidate(NamedTuple):
    """That an entry of a list may be a followed action: both by their place, in which step it is decided, and how much speaks for it."""

    entry: int
    thread: int
    step: int
    score: float


class Index:
    """Followed actions by the words of their last printing, to find those that an action may be without looking at all of them."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_reference: dict[tuple[str, ...], list[int]] = defaultdict(list)

    def add(self, thread: int, printing: Printing) -> None:
        """Make a followed action known by its rarest words and by its reference."""
        for word in self._rarest(printing):
            if thread not in self._by_word[word][-1:]:
                self._by_word[word].append(thread)
        if printing.lasting and thread not in self._by_reference[printing.reference][-1:]:
            self._by_reference[printing.reference].append(thread)

    def near(self, printing: Printing, forgotten: Callable[[int], bool] = lambda thread: False) -> list[int]:
        """The followed actions that have one of its rarest words among theirs, or its reference; in order.

        Those that are `forgotten` are not found by their words any more, so that a long row of years does not slow down the next.
        """
        found: set[int] = set()
        for word in self._rarest(printing):
            self._by_word[word] = [thread for thread in self._by_word[word] if thread in found or not forgotten(thread)]
            found.update(self._by_word[word])
        if printing.lasting:
            found.update(self._by_reference.get(printing.reference, ()))
        return sorted(found)

    def _rarest(self, printing: Printing) -> list[str]:
        return self._weights.rarest(printing.whole.words, MOST_RARE)


def compare(one: Printing, other: Printing, weights: Weights, series: Kinship, lately: bool = True) -> tuple[int, float] | None:
    """In which step two printings may be found to be one action, and how much speaks for it; None when they are two.

    Step 0 is for those with one lasting reference, 1 for those in the same words and due on the same day, 2 for those in the same
    words, 3 for the reworded. Without `lately` a list in between did not have the action. A log's lasting references tell actions apart;
    those of a plan may be given anew when it is refreshed.
    """
    same_reference = one.lasting and one.reference == other.reference
    if series == "none" and not same_reference and len(one.whole.words & other.whole.words) < ELSEWHERE_WORDS:
        return None
    alike = likeness(one, other, weights)
    score = alike + support(one, other)
    if same_reference:
        if alike >= REFERENCE_NEEDS:
            return 0, score
        return None
    if one.own_reference and other.own_reference and series != "plan":
        return None
    if series == "none":
        if alike < VERBATIM:
            return None
    elif not _is_enough(one, other, alike, score, lately):
        return None
    if alike < VERBATIM:
        return 3, score
    return (1 if one.row.due_end == other.row.due_end else 2), score


def pair_up(candidates: Iterable[Candidate], steps: Sequence[int] = (0, 1, 2, 3)) -> list[Candidate]:
    """The candidates that hold, each entry and each thread in one at most.

    In step after step, a candidate holds when it is the best for both its entry and its thread, by a margin to the second best of those
    that are still free; where two are about as good, neither holds.
    """
    left = sorted(candidates, key=lambda each: (each.step, -each.score, each.entry, each.thread))
    held: list[Candidate] = []
    for step in steps:
        margin = MARGIN if step == 3 else SMALL_MARGIN
        changed = True
        while changed:
            changed = False
            rivals: dict[tuple[str, int], list[Candidate]] = defaultdict(list)
            for each in left:
                if each.step <= step:
                    rivals["entry", each.entry].append(each)
                    rivals["thread", each.thread].append(each)
            for each in left:
                if each.step == step and all(
                    rival is each or rival.score + margin <= each.score
                    for rival in rivals["entry", each.entry] + rivals["thread", each.thread]
                ):
                    held.append(each)
                    left = [other for other in left if other.entry != each.entry and other.thread != each.thread]
                    changed = True
                    break
    return held


def come_apart(
    wholes: Mapping[int, Printing], pieces: Mapping[int, Printing], near: Iterable[tuple[int, int]], weights: Weights
) -> list[tuple[int, list[int]]]:
    """Which wholes have come apart into which pieces: two or more, each made of other words of the whole, that together are most of it.

    `near` are the pairs of a whole and a piece that may belong together. Of the pieces the one that the whole goes on in comes first: the
    first printed that is no small part.
    """
    inside: dict[int, list[int]] = defaultdict(list)
    for whole, piece in sorted(set(near)):
        words, all_words = pieces[piece].whole.words, wholes[whole].whole.words
        common = weights.sum(words & all_words)
        if len(words) >= PART_WORDS and common >= PART_OF * weights.sum(words) and common <= MOST_OF * weights.sum(all_words):
            inside[whole].append(piece)
    found: list[tuple[int, list[int]]] = []
    taken: set[int] = set()
    for whole, several in inside.items():
        words = wholes[whole].whole.words
        share = {piece: weights.sum(pieces[piece].whole.words & words) for piece in several if piece not in taken}
        together: frozenset[str] = frozenset()
        apart: list[int] = []
        for piece in sorted(share, key=lambda piece: (-share[piece], piece)):
            part = pieces[piece].whole.words & words
            if weights.sum(part & together) <= share[piece] / 2:
                apart.append(piece)
                together |= part
        if len(apart) > 1 and weights.sum(together) >= WHOLE_OF * weights.sum(words):
            main = min(piece for piece in apart if share[piece] >= share[apart[0]] / 2)
            found.append((whole, [main, *sorted(piece for piece in apart if piece != main)]))
            taken.update(apart)
    return found


def _is_enough(one: Printing, other: Printing, alike: float, score: float, lately: bool) -> bool:
    """Whether two printings in one series are like enough, without a reference that they share.

    Two promises in running minutes, and two with other numbers, must have many words in common: `Clerk to place on website` is said at
    every meeting, anew.
    """
    origins = (one.row.origin, other.row.origin)
    common = len(one.whole.words & other.whole.words)
    if common < RUNNING_WORDS and (origins == ("minute", "minute") or _other_number(one, other)):
        return False
    careful = not lately or "minute" in origins
    return alike >= (OTHER_NUMBER if _other_number(one, other) else WORDS_NEEDED) and score >= NEEDED[careful]


def _other_number(one: Printing, other: Printing) -> bool:
    return min(len(one.reference), len(other.reference)) > 1 and one.reference != other.reference
