"""A council that does not exist, and what it decides and promises over the years: what its made papers print.

A council is a number and a seed: the same two give the same people, sittings, decisions and promises, whatever other councils there are.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from made_words import SYLLABLES, Vocabulary

COUNCILS, YEARS = 350, 20
LAST = date(2026, 9, 30)
ENDINGS = ("ford", "bury", "combe", "worth", "mere", "ley", "stow")
KINDS = (("District Council", 0.8), ("Borough Council", 1.0), ("District Council", 0.8), ("County Council", 1.6), ("City Council", 1.4))
"""What councils are called in turn, and how many meetings they have beside the average."""
BODIES = ("Council", "Planning Committee", "Cabinet", "Licensing Panel", "Audit Committee", "Scrutiny Board", "Parks Sub-Committee",
          "Pensions Board", "Housing Committee", "Highways Panel", "Schools Forum", "Appeals Panel")  # fmt: skip
MEETINGS_OF_A_BODY = 3.5
POSTS = ("Chief Executive", "Head of Streets", "Director of Place", "Town Clerk", "Parks Manager", "Director of Housing",
         "Head of Planning", "Solicitor to the Council", "Head of Finance", "Licensing Manager", "Director of Public Health",
         "Head of Libraries")  # fmt: skip
MEMBERS, ON_A_BODY = 32, 10
USUAL = ("Apologies for absence", "Minutes of the last meeting", "Declarations of interests")
BUSINESS, DECIDED, PROMISED = 10, 7, 5
"""Items of business at a meeting, how many of them have a report's recommendation, and how many end with a promise."""
DONE, SLIPS = 0.65, 0.3
"""How many of the promises are done by the next meeting, and how many of the others are put off."""


@dataclass(frozen=True)
class Promise:
    """An action as it stands: first in the minutes, then in one tracker after the other until it is done."""

    reference: str
    words: str
    post: str
    opened: date
    due: date
    status: str = "not-started"
    progress: str = ""


@dataclass(frozen=True)
class Item:
    """An item of a meeting, as the agenda names it and as the minutes tell it. `advice` is what its report recommends."""

    number: int
    reference: str
    title: str
    text: str
    advice: str | None = None
    decision: str | None = None
    mover: str | None = None
    seconder: str | None = None
    promise: Promise | None = None


@dataclass(frozen=True)
class Sitting:
    """One meeting of one body: its items, who came, how the whole council voted, and the promises that its tracker follows."""

    body: str
    day: date
    items: list[Item]
    present: list[str]
    apologies: list[str]
    votes: dict[str, str]
    tracked: list[Promise]


@dataclass
class _Body:
    name: str
    letters: str
    members: list[str]
    open: list[Promise] = field(default_factory=list)


class Council:
    """The council of a number: its name, its folder, its people. `fullness` is the share of the words that real papers have."""

    def __init__(self, number: int, seed: int, words: Vocabulary, fullness: float) -> None:
        self.chance = random.Random(f"{seed}-{number}")
        self.words, self.fullness = words, fullness
        kind, self.size = KINDS[number % len(KINDS)]
        self.name = f"{place_name(number)} {kind}"
        self.folder = self.name.lower().replace(" ", "-")
        given, surnames = words.words[200:320], words.words[1000:4000]
        names = {f"{self.chance.choice(given).title()} {self.chance.choice(surnames).title()}" for _ in range(3 * MEMBERS)}
        self.people = sorted(names)[: MEMBERS + len(POSTS)]
        self.chance.shuffle(self.people)
        self.holders = dict(zip(POSTS, self.people[MEMBERS:], strict=True))

    def text(self, least: int, most: int) -> str:
        """A sentence of so many words in a full paper, and fewer in a lean one, but no fewer than four."""
        return self.words.sentence(self.chance, max(4, round(least * self.fullness)), max(4, round(most * self.fullness)))

    def sittings(self, meetings_a_year: float, years: int, more: int = 0) -> Iterator[Sitting]:
        """All meetings in the order of their days, the last at the end of `years`; `more` come after that."""
        count = max(1, round(meetings_a_year * self.size * years))
        names = BODIES[: max(1, min(len(BODIES), round(meetings_a_year * self.size / MEETINGS_OF_A_BODY)))]
        members = self.people[:MEMBERS]
        letters = ("".join(word[0] for word in name.split()) + name[1].upper() for name in names)
        bodies = [
            _Body(name, short, members if name == BODIES[0] else self.chance.sample(members, ON_A_BODY))
            for name, short in zip(names, letters, strict=True)
        ]
        for number in range(count + more):
            yield self._sit(bodies[number % len(bodies)], LAST - timedelta(days=(count - number) * 365 * years // count), number)

    def _sit(self, body: _Body, day: date, number: int) -> Sitting:
        chance = self.chance
        whole = body.name == BODIES[0]
        came = chance.sample(body.members, len(body.members) - 2)
        promises = [self._promise(body, day, number, place) for place in range(PROMISED)]
        items: list[Item] = []
        for place, title in enumerate((*USUAL, *(self.text(8, 16)[:-1] for _ in range(BUSINESS))), start=1):
            business = place - len(USUAL)
            item = Item(place, f"{body.letters}/{day:%y}/{number}-{place}", title, self.text(80, 150))
            if business > 0:
                decided = business <= DECIDED
                words = "That " + self.text(18, 30).lower()
                mover, seconder = chance.sample(came, 2)
                item = replace(item, promise=promises.pop() if business <= PROMISED else None)
                if decided:
                    advice = words if chance.random() < 0.7 else "That " + self.text(18, 30).lower()
                    item = replace(item, advice=advice, decision=words, mover=mover, seconder=seconder)
            items.append(item)
        tracked = body.open
        body.open = [each for promise in tracked for each in self._later(promise, day)]
        body.open += [item.promise for item in items if item.promise]
        votes = {name: chance.choices(("for", "against", "abstained"), (6, 3, 1))[0] for name in came} if whole else {}
        return Sitting(body.name, day, items, came, [name for name in body.members if name not in came], votes, tracked)

    def _promise(self, body: _Body, day: date, number: int, place: int) -> Promise:
        due = day + timedelta(days=self.chance.randint(30, 400))
        words = self.words.sentence(self.chance, 14, 30)  # as long as real ones also in a lean paper: they are told apart by their words
        return Promise(f"{body.letters}{number}-{place}", words, self.chance.choice(POSTS), day, due)

    def _later(self, promise: Promise, day: date) -> Iterator[Promise]:
        """The promise as the next tracker has it: done, put off or under way; nothing once it has been reported as done."""
        if promise.status == "complete":
            return
        progress = self.text(8, 20)
        if self.chance.random() < DONE:
            yield replace(promise, status="complete", progress=progress)
        elif self.chance.random() < SLIPS:
            yield replace(promise, status="in-progress", progress=progress, due=promise.due + timedelta(days=self.chance.randint(30, 200)))
        else:
            yield replace(promise, status="in-progress", progress=progress)


def place_name(number: int) -> str:
    """The name of the place of a council: two syllables and an ending, another for every number below 2,268."""
    first, second = number % len(SYLLABLES), number // len(SYLLABLES)
    return (
        SYLLABLES[first] + SYLLABLES[(first + second) % len(SYLLABLES)] + ENDINGS[(first + second // len(SYLLABLES)) % len(ENDINGS)]
    ).title()
