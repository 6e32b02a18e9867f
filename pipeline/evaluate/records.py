"""What is held against what, and what comes of it: rows, papers, counts, faults, figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

import msgspec

from pipeline.evaluate.words import text_of
from pipeline.records import Record

FaultKind = Literal["missed", "differs", "spurious", "wrong"]
ScopeKind = Literal["set", "council", "all"]


class Row:
    """A row of gold, or one that the database has, in the shape of gold. A column that gold leaves out is not judged."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = dict(values)

    def __repr__(self) -> str:
        return f"Row({self._values!r})"

    @property
    def optional(self) -> bool:
        """Whether gold leaves it open that the database has the row."""
        return bool(self._values.get("optional"))

    def says(self, *columns: str) -> bool:
        """Whether any of the columns is spoken of, be it to say that there is nothing."""
        return any(column in self._values for column in columns)

    def gives(self, *columns: str) -> bool:
        """Whether any of the columns has a value."""
        return any(self._values.get(column) not in (None, "", []) for column in columns)

    def value(self, column: str) -> Any:
        """The value of a column; None when there is none."""
        return self._values.get(column)

    def text(self, column: str) -> str:
        """The value of a column as text, empty when there is none."""
        return text_of(self._values.get(column))

    def items(self, column: str) -> list[Any]:
        """The values of a column that may have several; a single value is a list of one."""
        value = self._values.get(column)
        if value is None or value == "":
            return []
        return list(value) if isinstance(value, list | tuple) else [value]


class Person(NamedTuple):
    """An officer as a lead of an action: a name, a post or both."""

    name: str
    post: str


class Gold:
    """What people read in one paper: the rows by task. A task that is not there is not scored; one without rows has none in the paper."""

    __slots__ = ("council", "file", "tasks")

    def __init__(self, file: str, council: str | None, tasks: Mapping[str, list[Row]]) -> None:
        self.file = file
        self.council = council
        self.tasks = dict(tasks)


class GoldSet(NamedTuple):
    """Papers that belong together, under a name."""

    name: str
    papers: list[Gold]


class Extracted(NamedTuple):
    """What the database has of one paper, in the shape of gold: the rows by task, each in the order of its table."""

    document_id: str
    council: str | None
    tasks: dict[str, list[Row]]


class Quotes(NamedTuple):
    """How many rows were taken from pages; how many of them have words, a page and a box; and how many's words stand on that page."""

    rows: int = 0
    quoted: int = 0
    found: int = 0

    def __add__(self, other: object) -> Quotes:
        """The sum of both, number by number."""
        if not isinstance(other, Quotes):
            return NotImplemented
        return Quotes(self.rows + other.rows, self.quoted + other.quoted, self.found + other.found)

    @property
    def share(self) -> float | None:
        """The share of all rows whose words stand on their page; None when there are no rows."""
        return self.found / self.rows if self.rows else None


class Rates(NamedTuple):
    """Precision, recall and their harmonic mean, 0 to 1; None where there was nothing to divide by."""

    precision: float | None = None
    recall: float | None = None
    f1: float | None = None


class Counts(NamedTuple):
    """Rows of gold, rows extracted, pairs of both; `ignored` are extracted rows that gold leaves open and nothing else counts."""

    gold: int = 0
    extracted: int = 0
    matched: int = 0
    ignored: int = 0

    def __add__(self, other: object) -> Counts:
        """The sum of both, number by number."""
        if not isinstance(other, Counts):
            return NotImplemented
        return Counts(*(one + two for one, two in zip(self, other, strict=True)))

    @property
    def rates(self) -> Rates:
        """The rates over all these rows."""
        both = self.gold + self.extracted
        return Rates(
            self.matched / self.extracted if self.extracted else None,
            self.matched / self.gold if self.gold else None,
            2 * self.matched / both if both else None,
        )


class FieldCounts(NamedTuple):
    """A field on matched rows that gold speaks of.

    `judged` rows, `right` of them; `given` where gold has a value, `given_right` of these; `filled` where the database has one.
    """

    judged: int = 0
    right: int = 0
    given: int = 0
    given_right: int = 0
    filled: int = 0

    def __add__(self, other: object) -> FieldCounts:
        """The sum of both, number by number."""
        if not isinstance(other, FieldCounts):
            return NotImplemented
        return FieldCounts(*(one + two for one, two in zip(self, other, strict=True)))

    @property
    def accuracy(self) -> float | None:
        """The share of rows in which the field is right, be it rightly empty."""
        return self.right / self.judged if self.judged else None

    @property
    def rates(self) -> Rates:
        """Of the values that the database has, the share that is right; of those in gold, the share that was found."""
        return Counts(self.given, self.filled, self.given_right).rates


class Fault(NamedTuple):
    """What gold says beside what was extracted, and the page of that: a row that was missed or is spurious, or a wrong `field` of `row`.

    A missed row and a spurious one that are near each other are one fault, and the kind is `differs`.
    """

    kind: FaultKind
    task: str
    file: str
    gold: str
    found: str
    page: int | None
    field: str | None = None
    row: str = ""


class TaskScore(NamedTuple):
    """One task in one paper."""

    counts: Counts
    fields: dict[str, FieldCounts]
    faults: list[Fault]


class PaperScore(NamedTuple):
    """One paper; `quotes` is None when the database does not have it."""

    file: str
    scope: str
    council: str | None
    tasks: dict[str, TaskScore]
    quotes: Quotes | None


class Measure(NamedTuple):
    """One task over several papers: all rows pooled, and the mean of the papers' rates."""

    papers: int
    counts: Counts
    mean: Rates
    fields: dict[str, FieldCounts]

    @property
    def rates(self) -> Rates:
        """The rates over all rows."""
        return self.counts.rates


class Scope(NamedTuple):
    """A set of papers, the papers of a council, or all: every task over them."""

    name: str
    kind: ScopeKind
    papers: int
    tasks: dict[str, Measure]
    quotes: Quotes


class Evaluation(NamedTuple):
    """Everything that was measured: the papers as given, and the scopes: the sets, the councils, and all papers together."""

    papers: list[PaperScore]
    scopes: list[Scope]
    notes: list[str]

    def of_kind(self, kind: ScopeKind) -> list[Scope]:
        """The scopes of one kind."""
        return [scope for scope in self.scopes if scope.kind == kind]

    @property
    def whole(self) -> Scope:
        """All papers together."""
        return self.of_kind("all")[0]


class Figure(Record, frozen=True, kw_only=True):
    """A published figure, rates rounded to four places. `rows` is how many rows of gold, or values of a field, it rests on."""

    precision: float | None = None
    recall: float | None = None
    f1: float | None = None
    rows: int = 0


class TaskFigures(Record, frozen=True, kw_only=True):
    """The figures of a task: over all rows, as the mean of the papers, and of its fields on matched rows."""

    pooled: Figure
    mean: Figure
    fields: dict[str, Figure]


class ScopeFigures(Record, frozen=True, kw_only=True):
    """The figures of a set of papers; `councils` has those of each council's papers among them, tasks pooled."""

    measured_on: str
    version: str
    papers: int
    provenance: Figure
    tasks: dict[str, TaskFigures]
    councils: dict[str, dict[str, Figure]]


class UnseenTask(Record, frozen=True, kw_only=True):
    """A task on papers that nobody had looked at: rows in them, F1 when they were first read, and after what they showed was mended."""

    task: str
    rows: int
    first: float
    mended: float


class Unseen(Record, frozen=True, kw_only=True):
    """What papers that nobody had looked at showed: how they were chosen and read (`about`), and what stays wrong (`left`), in Markdown;
    `which` tells sets of one day apart (`second set`)."""

    read_on: str
    about: str
    left: str
    tasks: list[UnseenTask]
    which: str | None = None


class Published(Record, frozen=True, kw_only=True):
    """The figures that the repository publishes, by set of papers, and by hand those of papers that nobody had looked at."""

    sets: dict[str, ScopeFigures] = msgspec.field(default_factory=dict)
    unseen: list[Unseen] = msgspec.field(default_factory=list)
