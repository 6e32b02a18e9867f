"""Whether a field of a matched row is right: a rule for each kind of value. A rule gives None when gold does not speak of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from pipeline.evaluate.matching import TEXT
from pipeline.evaluate.records import Person, Row
from pipeline.evaluate.words import ALMOST, alike, posts_alike, text_of, words_of, words_of_name

Judge = Callable[[Row, Row], bool]


class Field(NamedTuple):
    """A field: the columns that it is made of, and the rule.

    `spoken_of` says whether it is judged: when gold has any of the columns, or only when gold gives a value.
    """

    columns: tuple[str, ...]
    judge: Judge
    only_given: bool = False

    def right(self, gold: Row, found: Row) -> bool | None:
        """Whether the field is right; None when gold does not speak of it."""
        spoken_of = gold.gives(*self.columns) if self.only_given else gold.says(*self.columns)
        return self.judge(gold, found) if spoken_of else None

    def given(self, gold: Row) -> bool:
        """Whether gold has a value."""
        return gold.gives(*self.columns)

    def filled(self, gold: Row, found: Row) -> bool:
        """Whether the database has a value in what gold speaks of."""
        return found.gives(*(column for column in self.columns if gold.says(column) or self.only_given))

    def shown(self, row: Row) -> str:
        """The value, for a person to read."""
        return ", ".join(_shown(value) for column in self.columns for value in row.items(column))


def exact(column: str) -> Field:
    """The same value, capitals aside."""
    return Field((column,), lambda gold, found: gold.text(column).lower() == found.text(column).lower())


def label(column: str) -> Field:
    """The same words, punctuation aside: `(a)` is `a)`."""
    return Field((column,), lambda gold, found: words_of(gold.value(column)) == words_of(found.value(column)))


def text(column: str) -> Field:
    """Alike texts."""
    return Field((column,), lambda gold, found: alike(gold.value(column), found.value(column)) >= TEXT - ALMOST)


def mention(column: str) -> Field:
    """The same thing in more words or fewer: one has all the words of the other."""

    def judge(gold: Row, found: Row) -> bool:
        ours, theirs = set(words_of(gold.value(column))), set(words_of(found.value(column)))
        return bool(ours) == bool(theirs) and (ours <= theirs or theirs <= ours)

    return Field((column,), judge)


def post(column: str) -> Field:
    """Alike posts."""
    return Field((column,), lambda gold, found: posts_alike(gold.value(column), found.value(column)) >= TEXT - ALMOST)


def flag(column: str) -> Field:
    """Both yes or both no."""
    return Field((column,), lambda gold, found: bool(gold.value(column)) == bool(found.value(column)))


def name(column: str) -> Field:
    """The same person, as printed or in one of gold's other forms (`alt_mover`)."""

    def judge(gold: Row, found: Row) -> bool:
        forms = [gold.value(column), *gold.items(f"alt_{column}")]
        return words_of_name(found.value(column)) in [words_of_name(form) for form in forms]

    return Field((column,), judge)


def all_of(*columns: str) -> Field:
    """The same value in every column, where both ends of a date belong together."""
    return Field(columns, lambda gold, found: all(gold.text(column) == found.text(column) for column in columns))


def all_said(*columns: str) -> Field:
    """The same value in every column that gold speaks of."""
    return Field(columns, lambda gold, found: all(gold.text(column) == found.text(column) for column in columns if gold.says(column)))


def one_role() -> Field:
    """Any of the roles that gold gives, if it gives one."""

    def judge(gold: Row, found: Row) -> bool:
        wanted = gold.items("roles") or gold.items("role")
        return any(role in found.items("roles") for role in wanted)

    return Field(("roles", "role"), judge, only_given=True)


def leads() -> Field:
    """The same leads, no more and no fewer, in any order."""

    def judge(gold: Row, found: Row) -> bool:
        wanted = [text_of(lead) for lead in gold.items("leads")]
        people = [person for person in found.items("leads") if isinstance(person, Person)]
        return len(wanted) == len(people) and _paired(wanted, people) == len(wanted)

    return Field(("leads",), judge)


def _paired(wanted: list[str], people: list[Person]) -> int:
    """How many of the leads find a person of their own, the nearest pairs first."""
    pairs = [(_nearness(lead, person), i, j) for i, lead in enumerate(wanted) for j, person in enumerate(people)]
    leads_left, people_left = set(range(len(wanted))), set(range(len(people)))
    for nearness, i, j in sorted(pairs, reverse=True):
        if nearness >= TEXT - ALMOST and i in leads_left and j in people_left:
            leads_left.remove(i)
            people_left.remove(j)
    return len(wanted) - len(leads_left)


def _nearness(lead: str, person: Person) -> float:
    if person.name and words_of_name(lead) == words_of_name(person.name):
        return 1.0
    return max(posts_alike(lead, spelling) for spelling in (person.post, person.name, f"{person.name} {person.post}"))


def _shown(value: object) -> str:
    if isinstance(value, Person):
        return " / ".join(part for part in value if part)
    return text_of(value)
