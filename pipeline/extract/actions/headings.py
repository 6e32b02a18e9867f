"""What the columns of a table mean, read from their headings by `schemas/codes/headings.yml`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from pipeline.edges.codes import codes
from pipeline.extract.tables import GridRow

QUARTER = re.compile(r"q(?:tr|uarter)?[1-4]?")
WORDS = re.compile(r"[a-z0-9£%]+")
CONTRACTIONS = (("'ll", " will"), ("'re", " are"), ("'ve", " have"))
PARTS = re.compile(r"\s+and\s+|\s*[/&,+;]\s*|\s+-\s+", re.IGNORECASE)
LONGEST_INTENT = 40
"""Letters and signs of a cell at most that says nothing but `Intent`."""
LEAST_COVER = 0.3
"""The share of a heading's words that a phrase inside it must cover to give it its meaning."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading means: its roles (two for `Lead and date`), and the share of its words that say so (1.0: the whole heading)."""

    roles: tuple[str, ...]
    cover: float


@dataclass(frozen=True, slots=True)
class Column:
    """A column under its printed heading."""

    index: int
    heading: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table, left to right; `not_actions` are the kinds of other tables that its headings speak of."""

    columns: tuple[Column, ...]
    not_actions: frozenset[str] = frozenset()

    def of(self, role: str) -> Column | None:
        """The first column with a role."""
        return next((column for column in self.columns if role in column.roles), None)

    def all_of(self, role: str) -> list[Column]:
        return [column for column in self.columns if role in column.roles]

    def has(self, *roles: str) -> int:
        """How many of some roles there is a column for."""
        return sum(self.of(role) is not None for role in roles)

    @property
    def unknown(self) -> list[Column]:
        return [column for column in self.columns if column.heading and not column.roles]


def simple(text: str) -> list[str]:
    """The words of a heading in small letters, without signs; `we'll` as `we will`."""
    return [*_simple(text)]


@lru_cache(4096)
def _simple(text: str) -> tuple[str, ...]:
    plain = text.lower().replace("’", "'")
    for short, long in CONTRACTIONS:
        plain = plain.replace(short, long)
    return tuple(WORDS.findall(plain.replace("'", "")))


@cache
def _phrases() -> dict[tuple[str, ...], str]:
    roles: Mapping[str, Sequence[str]] = codes("headings")["roles"]
    return {tuple(simple(phrase)): role for role, phrases in roles.items() for phrase in phrases}


@cache
def _months() -> frozenset[str]:
    return frozenset(word.lower() for names in codes("calendar")["months"].values() for word in names if word != "May")


@cache
def _run_together() -> dict[str, str]:
    return {"".join(phrase): role for phrase, role in _phrases().items() if len("".join(phrase)) > 4}


@lru_cache(4096)
def meaning_of(heading: str) -> Meaning | None:
    """What a heading means; None when no known phrase covers enough of it."""
    words = simple(heading)
    if not words or len(words) > codes("headings")["longest_heading"]:
        return None
    words = [word for word in words if not word.isdigit() and word not in _months()] or words
    whole = _phrases().get(tuple(words)) or _run_together().get("".join(words))
    if whole is not None:
        return Meaning((whole,), 1.0)
    parts = [part for part in PARTS.split(re.sub(r"\(.*?\)", " ", heading)) if simple(part)]
    meanings = [_phrases().get(tuple(simple(part))) for part in parts]
    if len(parts) > 1 and all(meanings):
        return Meaning(tuple(dict.fromkeys(role for role in meanings if role is not None)), 1.0)
    inside, asked = _longest_inside(words), _asked(words)
    if asked is not None and (inside is None or inside[2] > 0 or inside[1] <= asked[1]):
        return Meaning((asked[0],), max(0.5, asked[1] / len(words)))
    if inside is None or inside[1] / len(words) < LEAST_COVER:
        return None
    roles = [inside[0]]
    if len(parts) == 2 and inside[0] in ("status", "leads", "due"):
        rest = [m for part in parts if (m := _longest_inside(simple(part))) is not None and m[0] != inside[0]]
        roles += [m[0] for m in rest if m[0] in ("progress", "due", "leads", "status")]
    return Meaning(tuple(roles), inside[1] / len(words))


def _asked(words: list[str]) -> tuple[str, int] | None:
    """The role of a heading that asks something, by the words it opens with (`Who will take it forward`), and how many they are."""
    asked = [(role, len(opening)) for role, opening in _questions() if words[: len(opening)] == opening]
    return max(asked, key=lambda found: found[1], default=None)


@cache
def _questions() -> list[tuple[str, list[str]]]:
    return [(role, simple(phrase)) for role, phrases in codes("headings")["questions"].items() for phrase in phrases]


def _longest_inside(words: Sequence[str]) -> tuple[str, int, int] | None:
    """The role of the longest phrase among some words, its length and where it starts; the first of those that are alike."""
    for length in range(min(len(words), 8), 0, -1):
        for start in range(len(words) - length + 1):
            role = _phrases().get(tuple(words[start : start + length]))
            if role is not None and (length > 1 or len(words[start]) > 2):
                return role, length, start
    return None


def columns_of(headings: Sequence[str]) -> Columns:
    """The columns that some printed headings make, one heading a column (blank where there is none)."""
    columns = []
    for index, heading in enumerate(headings):
        meaning = meaning_of(heading)
        columns.append(Column(index, " ".join(heading.split()), meaning.roles if meaning else ()))
    return Columns(tuple(_with_measures(_with_intents(columns))), frozenset(_other_kinds(headings)))


def _with_intents(columns: list[Column]) -> list[Column]:
    """The columns, what is done under `Implementation` where `Intent` and `Impact` stand beside it, as schools plan; an impact that is to
    be shown by `evidence` tells how far it has come. Of columns that share such a heading the first is meant, the others say more of it."""
    intents = codes("headings")["intents"]
    said = {words[0]: column for column in reversed(columns) if (words := simple(column.heading)[:1]) and words[0] in intents}
    if len(said) < len(intents):
        return columns
    roles = {said[word].index: (role,) for word, role in intents.items()}
    roles |= {index: ("progress",) for index in roles if "evidence" in simple(columns[index].heading)}
    return [replace(column, roles=roles.get(column.index, column.roles)) for column in columns]


def _with_measures(columns: list[Column]) -> list[Column]:
    """The columns, a first `Measure` beside one for its indicator taken for what is done: a plan of measures."""
    said = [column for column in columns if column.roles == ("measure_of_success",)]
    if (
        len(said) < 2
        or simple(said[0].heading) not in (["measure"], ["measures"])
        or any({"action", "aim", "cause"} & {*c.roles} for c in columns)
    ):
        return columns
    return [replace(column, roles=("action",)) if column is said[0] else column for column in columns]


def _other_kinds(headings: Sequence[str]) -> set[str]:
    said = {tuple(simple(heading)) for heading in headings}
    return {kind for kind, phrases in _not_actions().items() if phrases & said}


@cache
def _not_actions() -> dict[str, frozenset[tuple[str, ...]]]:
    return {kind: frozenset(tuple(simple(phrase)) for phrase in phrases) for kind, phrases in codes("headings")["not_actions"].items()}


def are_headings(row: GridRow) -> bool:
    """Whether a row's words are the headings of an action table: short, most of them known, and of several meanings."""
    worded = [cell.line for cell in row.cells if cell.items and not cell.merged]
    if row.band or len(worded) < 2 or any(len(_simple(text)) > codes("headings")["longest_heading"] for text in worded):
        return False
    meanings = [meaning_of(text) for text in worded]
    known = [m for m in meanings if m is not None]
    roles = {role for m in known for role in m.roles}
    firm = sum(m.cover >= 0.5 for m in known)
    return firm >= 2 and len(known) >= 0.6 * len(worded) and len(roles) >= 2 and all(not text.rstrip().endswith(".") for text in worded)


def are_intents(row: GridRow) -> bool:
    """Whether a row heads what is intended, done for it and seen of it, as schools plan."""
    intents = codes("headings")["intents"]
    if row.band or len(row.cells) < len(intents):
        return False
    short = (line for cell in row.cells if cell.items and len(line := cell.line) <= LONGEST_INTENT)
    return {words[0] for line in short if len(words := _simple(line)) == 1} >= {*intents}


def are_prompts(row: GridRow) -> bool:
    """Whether a row's cells tell what to write under each heading, each ending in a colon (`Evidence of impact: what has changed?:`)."""
    worded = [cell.line.rstrip() for cell in row.cells if cell.items and not cell.merged]
    return not row.band and len(worded) >= 3 and all(text.endswith(":") for text in worded)


def names_periods(row: GridRow) -> bool:
    """Whether a row heads a grid of periods: three cells or more that name months or quarters."""
    said = [simple(cell.line) for cell in row.cells if cell.items and not cell.merged]
    periods = [words for words in said if words and len(words) <= 6 and (words[0] in _months() | {"may"} or QUARTER.fullmatch(words[0]))]
    return not row.band and len(periods) >= 3 and len(periods) >= len(said) - 4


def action_column_alone(row: GridRow) -> bool:
    """Whether a row says nothing but `Action`, over the last column."""
    worded = [index for index, cell in enumerate(row.cells) if cell.items and not cell.merged]
    return len(row.cells) > 1 and worded == [len(row.cells) - 1] and _phrases().get(tuple(simple(row.cells[-1].line))) == "action"


def is_rank(text: str) -> bool:
    """Whether the words of a priority column rank the action (`High`, `2`) instead of naming what it is for."""
    return len(text) <= 20 and _ranks().fullmatch(text.strip()) is not None


@cache
def _ranks() -> re.Pattern[str]:
    return re.compile(rf"(?:very\s+)?(?:{'|'.join(codes('headings')['ranks'])})\b.*", re.IGNORECASE)


def says(text: str, name: str) -> bool:
    """Whether a line says one of the phrases of a plain list of the headings, with nothing before it and little behind it."""
    words = simple(text)
    return any(words[: len(known)] == known and len(words) <= len(known) + 4 for known in _said(name))


@cache
def _said(name: str) -> list[list[str]]:
    """The phrases of a plain list, as their words."""
    return [words for phrase in codes("headings")[name] if (words := simple(phrase))]
