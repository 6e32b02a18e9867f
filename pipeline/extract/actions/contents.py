"""What the columns of a table mean by what their cells hold, where their headings do not say it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from statistics import median

from pipeline.edges.codes import codes
from pipeline.extract.actions.headings import Column, Columns, meaning_of, simple
from pipeline.extract.actions.leads import is_lead
from pipeline.extract.actions.passages import subject_of
from pipeline.extract.actions.people import People
from pipeline.extract.actions.segments import Segment
from pipeline.extract.actions.status import is_status, split_status
from pipeline.extract.dates import DateContext, parse_due

MOST = 0.6
"""The share of a column's cells with words that must be of one kind."""
SIGNS = ("leads", "due", "due_revised", "status", "progress", "next_steps", "completed", "measure_of_success")
LEAST_SIGNS = 2
"""How many other columns of an action table there must be where only the cells of one say that it holds actions."""
LONGEST_OPEN = 4
"""Words of an unknown heading at most over a column that its cells may show to be one of leads: a longer one says what else it holds."""
LEAST_FIRM = 0.3
"""The share of the names in a column of leads that must be more than two words in capitals."""
MOST_TASKS = 0.5
"""The same for tasks, which open with a verb or with who does them."""
FEW_TASKS = 0.3
"""The same in a table that says neither who nor when, headed as actions."""
LEAST_WORDS = 5
LONGEST_DATE = 8
LEAST_ROWS = 2
"""A table without headings must have so many rows before its cells can speak for it."""
TASK = re.compile(r"\W*(?:\w{1,3}[.)]\s+)?(?:to\s+)?([a-z-]+)\s+(\w.*\s.*)", re.IGNORECASE | re.DOTALL)
"""A verb, perhaps behind a label and `to`, and two words or more behind it."""
IN_BRACKETS = re.compile(r"\([^()]*\)")
LETTER = re.compile(r"[^\W\d_]")
NAMES = ("action", "aim", "cause", "detail")


@dataclass(frozen=True, slots=True)
class Reader:
    """What it takes to know a date, a lead or a state when one is seen."""

    people: People
    dates: DateContext

    def is_due(self, text: str) -> bool:
        """Whether words are a date, a period or a time such as `Ongoing`."""
        if len(text.split()) > LONGEST_DATE:
            return False
        due = parse_due(text, self.dates)
        return due.start is not None or due.open_ended or due.recurring is not None

    def is_lead(self, text: str) -> bool:
        """Whether words are somebody who can lead: a post, a person, a group, initials."""
        return LETTER.search(text) is not None and is_lead(text, self.people, names=True)

    def is_firm_lead(self, text: str) -> bool:
        """Whether words are a lead by more than the shape of a name, which any two words in capitals may have."""
        return is_lead(text, self.people)

    def is_state(self, text: str) -> bool:
        """Whether words say how far something is; shares alone may be anything."""
        return is_status(text) and re.search(r"[A-Za-z]", text) is not None

    def is_task(self, text: str) -> bool:
        """Whether words say what somebody is to do: they open with a verb, or with a lead who is to do it."""
        opening = TASK.match(text)
        verbs = codes("verbs")
        if opening is not None and opening[1].lower() in verbs["opening"]:
            words = simple(opening[2])
            return not any(words[: len(phrase.split())] == phrase.split() for phrase in verbs["not_before"])
        parted = subject_of(text)
        return parted is not None and is_lead(parted[0], self.people, names=True)


def understood(segment: Segment, people: People, dates: DateContext) -> Segment:
    """A stretch of a table whose columns without a meaning have the one that their cells show: dates, leads, states, tasks.

    A heading that may mean several things (`By`, `Target`, `Position`) means what stands below it. Other cells speak only where some
    column says what is to be done; a table without any known heading is understood only when two more say who, when or how far, or
    number its rows.
    """
    reader = Reader(people, dates)
    columns = segment.columns
    if columns.not_actions - {"figures"}:
        return segment
    if not any(column.roles for column in columns.columns):
        return replace(segment, columns=_of_cells(segment, reader))
    fresh = _with(_with_signs(segment, columns, reader), "progress", _reported(segment, columns))
    aims = fresh.all_of("aim")
    if fresh.of("action") is None and len(aims) > 1 and fresh.has("due", "leads") and _are_texts(_said(segment, aims[-1].index)):
        fresh = _with(fresh, "action", aims[-1])
    if fresh.of("action") is None and fresh.has(*SIGNS) >= LEAST_SIGNS:
        fresh = _with(fresh, "action", _best(segment, fresh, reader, reader.is_task, MOST_TASKS))
    if not fresh.has(*NAMES) and fresh.of("next_steps") is not None:
        fresh = _with(fresh, "action", fresh.of("next_steps"))
    if fresh.of("action") is None:
        kept = zip(columns.columns, fresh.columns, strict=True)
        fresh = replace(fresh, columns=tuple(new if old.roles or _named(old) else old for old, new in kept))
    return replace(segment, columns=fresh)


def _of_cells(segment: Segment, reader: Reader) -> Columns:
    """The columns of a table without headings, by their cells alone; without meanings where these do not show enough."""
    columns = segment.columns
    if sum(not row.band for row in segment.rows) < LEAST_ROWS:
        return columns
    if not any(_open(column) and _count(_said(segment, column.index), reader.is_task, MOST) for column in columns.columns):
        return columns  # told at the first cells of most tables, and for far less than who leads and when
    fresh = columns
    first = _said(segment, 0)
    if _numbered(first):
        fresh = _with(fresh, "reference", fresh.columns[0])
    elif first and sum(map(reader.is_due, first)) >= MOST * len(first):
        fresh = _with(fresh, "date_raised", fresh.columns[0])
    fresh = _with_signs(segment, fresh, reader)
    if not fresh.has(*SIGNS):
        return columns
    fresh = _with(fresh, "action", _best(segment, fresh, reader, reader.is_task, MOST))
    if fresh.of("action") is None or fresh.has(*SIGNS, "reference", "date_raised") < LEAST_SIGNS:
        return columns
    rest = [column for column in fresh.columns if not column.roles and _said(segment, column.index)]
    return _with(fresh, "progress", rest[-1]) if rest and fresh.of("progress") is None else fresh


def _with_signs(segment: Segment, columns: Columns, reader: Reader) -> Columns:
    """The columns, the ones that hold dates, leads or states among those without a meaning told by their cells."""
    for role, kind in (("due", reader.is_due), ("leads", reader.is_lead), ("status", reader.is_state)):
        if columns.of(role) is None or (role == "status" and columns.of("progress") is not None):
            columns = _with(columns, role, _best(segment, columns, reader, kind, MOST))
    return columns


def _reported(segment: Segment, columns: Columns) -> Column | None:
    """The column called `Outcome` where it tells what came of the actions (`Done`), not how they will be judged."""
    outcome = columns.of("measure_of_success")
    if outcome is None or not _named(outcome) or columns.has("progress", "status", "completed"):
        return None
    told = any(split_status([text])[0] is not None for text in _said(segment, outcome.index))
    return outcome if told else None


def _are_texts(said: Sequence[str]) -> bool:
    """Whether cells hold sentences, not figures or marks: five words and more in the middle."""
    return len(said) > 1 and median(len(text.split()) for text in said) >= LEAST_WORDS


def plans(segment: Segment, people: People, dates: DateContext, kind: str) -> bool:
    """Whether a table that says neither who nor when nor how far still holds what will be done: a column headed as actions, in a section
    of a kind that is no plan also with tasks in it, unless the heading itself promises (`What we have committed to`).

    Source: plans by a template that asks for activities, what they respond to and the evidence for them.
    """
    action = segment.columns.of("action")
    if action is None or not segment.headed or segment.columns.not_actions or segment.grid.width < 2:
        return False
    meaning, said = meaning_of(action.heading), _said(segment, action.index)
    if tuple(simple(IN_BRACKETS.sub("", action.heading))) in _promises():
        return bool(said)
    if meaning is None or len(segment.columns.unknown) > 1:
        return False
    if meaning.cover < 1.0 and "action" not in simple(action.heading)[:3]:
        return False
    if len(said) < 2 or median(len(text.split()) for text in said) < 3:
        return False
    tasks = sum(map(Reader(people, dates).is_task, said))
    return kind in ("plan", "plan_update") or (tasks >= 2 and tasks >= FEW_TASKS * len(said))


@cache
def _promises() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(simple(words)) for words in codes("headings")["promises"])


def _numbered(said: Sequence[str]) -> bool:
    """Whether cells hold numbers or references: each a word or two, most with a figure, no two alike."""
    short = [text for text in said if len(text.split()) <= 2]
    return len(short) == len(said) > 1 and 5 * sum(any(c.isdigit() for c in text) for text in said) >= 4 * len(said) == 4 * len(set(said))


def _best(segment: Segment, columns: Columns, reader: Reader, kind: Callable[[str], bool], least: float) -> Column | None:
    """The column without a firm meaning that most clearly holds cells of a kind; the one with most of them among equals."""
    best: tuple[float, int, Column] | None = None
    for column in columns.columns:
        if not _open(column) or (kind == reader.is_lead and len(simple(column.heading)) > LONGEST_OPEN):
            continue
        said = _said(segment, column.index)
        count = _count(said, kind, least)
        if not count or (kind == reader.is_lead and sum(map(reader.is_firm_lead, said)) < LEAST_FIRM * count):
            continue
        if best is None or (count / len(said), count) > best[:2]:
            best = (count / len(said), count, column)
    return best[2] if best is not None else None


def _count(said: Sequence[str], kind: Callable[[str], bool], least: float) -> int:
    """How many cells are of a kind; 0 when that is less than a share of them, for which seldom all have to be looked at."""
    misses, most = 0, len(said) - max(1, least * len(said))
    for text in said:
        misses += not kind(text)
        if misses > most:
            return 0
    return len(said) - misses


def _open(column: Column) -> bool:
    """Whether a column's heading leaves open what it holds."""
    return not column.roles or _named(column)


def _named(column: Column) -> bool:
    """Whether a column has a heading that may mean several things."""
    return tuple(simple(column.heading)) in _open_headings()


@cache
def _open_headings() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(simple(word)) for word in codes("headings")["open_headings"])


def _said(segment: Segment, index: int) -> Sequence[str]:
    cells = [row.cells[index] for row in segment.rows if not row.band]
    return [cell.line for cell in cells if cell.items and not cell.merged]


def _with(columns: Columns, role: str, column: Column | None) -> Columns:
    if column is None:
        return columns
    fresh = replace(column, roles=(role,))
    return replace(columns, columns=tuple(fresh if other.index == column.index else other for other in columns.columns))
