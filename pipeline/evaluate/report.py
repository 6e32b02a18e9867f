"""What a person sees of an evaluation: tables of figures, and the worst rows beside what gold says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, get_args

from pipeline.evaluate.page import points
from pipeline.evaluate.provenance import Misquote
from pipeline.evaluate.published import Fall
from pipeline.evaluate.records import Counts, Evaluation, Fault, FaultKind, Measure, Quotes, Scope, TaskScore
from pipeline.evaluate.tasks import headline

_CLIPPED = 400
_WEAK = 1 - 1e-9


class Table(NamedTuple):
    """A table to print: names of columns, rows of texts; `figures` are the columns that stand right. `stacked` rows are long texts."""

    title: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    figures: frozenset[str] = frozenset()
    stacked: bool = False


RATES = ("prec", "recall", "F1")
COUNTS = ("gold", "extr", "match")
_FIGURES = frozenset({"papers", *COUNTS, *RATES, "mean F1", "right", "of", "values", "page", "rows", "quoted", "on their page", "share"})


def report(evaluation: Evaluation, worst: int) -> list[Table]:
    """The tables of an evaluation, from the whole to the single row; empty ones are left out.

    `worst` is how many faulty rows are shown at most, taken in turn from the tasks, the weakest first.
    """
    whole = evaluation.whole
    tables = [
        _tasks(whole),
        *([_sets(evaluation)] if len(evaluation.of_kind("set")) > 1 else []),
        _fields(whole),
        _papers(evaluation),
        _councils(evaluation),
        _faults(evaluation, worst),
    ]
    return [table for table in tables if table.rows]


def quotes_table(tables: dict[str, Quotes]) -> Table:
    """How many rows of each table of the database stand on the page they give."""
    every = {**tables, "all": sum(tables.values(), Quotes())}
    rows = [(name, str(counts.rows), str(counts.quoted), str(counts.found), points(counts.share)) for name, counts in every.items()]
    return Table("Provenance of all rows in the database", ("table", "rows", "quoted", "on their page", "share"), rows, _FIGURES)


def misquotes_table(misquotes: Sequence[Misquote], most: int) -> Table:
    """At most so many of the rows whose words are not on their page."""
    rows = [
        (row.table, file, row.row_id, "none" if row.page is None else str(row.page), _clipped(row.quote or "") or "none")
        for file, row in misquotes[:most]
    ]
    title = f"{len(misquotes)} rows without words that stand on their page"
    return Table(title, ("table", "paper", "id", "page", "quote"), rows, _FIGURES, stacked=True)


def falls_table(falls: Iterable[Fall]) -> Table:
    """What has become worse than what is published."""
    rows = [(fall.scope, fall.task, points(fall.published), points(fall.now)) for fall in falls]
    return Table("Worse than published", ("set", "task", "published", "now"), rows, frozenset({"published", "now"}))


def _tasks(scope: Scope) -> Table:
    rows = [
        (name, str(task.papers), *map(str, task.counts[:3]), *map(points, task.rates), points(task.mean.f1))
        for name, task in scope.tasks.items()
    ]
    return Table(f"{scope.papers} papers, task by task", ("task", "papers", *COUNTS, *RATES, "mean F1"), rows, _FIGURES)


def _sets(evaluation: Evaluation) -> Table:
    sets = evaluation.of_kind("set")
    rows = [
        (name, *(points(scope.tasks[name].rates.f1) if name in scope.tasks else "" for scope in sets)) for name in evaluation.whole.tasks
    ]
    names = tuple(scope.name for scope in sets)
    return Table("F1 by set", ("task", *names), rows, frozenset(names))


def _fields(scope: Scope) -> Table:
    rows = [
        (name, field, str(counts.right), str(counts.judged), points(counts.accuracy), str(counts.given), *map(points, counts.rates))
        for name, task in scope.tasks.items()
        for field, counts in task.fields.items()
    ]
    columns = ("task", "field", "right", "of", "share", "values", *RATES)
    return Table("Fields on matched rows (right, be it rightly empty; then the values alone)", columns, rows, _FIGURES)


def _papers(evaluation: Evaluation) -> Table:
    rows = [(paper.file, *_together(paper.tasks)) for paper in evaluation.papers]
    return Table("Papers, all tasks together", ("paper", *COUNTS, *RATES, "below 100"), rows, _FIGURES)


def _councils(evaluation: Evaluation) -> Table:
    rows = [(scope.name, str(scope.papers), *_together(scope.tasks)) for scope in evaluation.of_kind("council")]
    return Table("Councils, all tasks together", ("council", "papers", *COUNTS, *RATES, "below 100"), rows, _FIGURES)


def _together(tasks: dict[str, TaskScore] | dict[str, Measure]) -> tuple[str, ...]:
    """The counts and rates of all tasks together, and the tasks that are not perfect, the weakest first."""
    counts = {name: task.counts for name, task in tasks.items()}
    total = sum(counts.values(), Counts())
    rates = {name: headline(name, found.rates) for name, found in counts.items()}
    weak = sorted((rate, name) for name, rate in rates.items() if rate is not None and rate < _WEAK)
    return (*map(str, total[:3]), *map(points, total.rates), ", ".join(f"{name} {points(rate)}" for rate, name in weak))


def _faults(evaluation: Evaluation, most: int) -> Table:
    rows = [
        (
            fault.task,
            fault.kind if fault.field is None else f"{fault.kind} {fault.field}",
            fault.file,
            _clipped(fault.row),
            _clipped(fault.gold) or "nothing",
            _clipped(fault.found) or "nothing",
            "" if fault.page is None else str(fault.page),
        )
        for fault in worst_faults(evaluation, most)
    ]
    total = sum(len(score.faults) for paper in evaluation.papers for score in paper.tasks.values())
    title = f"The worst {len(rows)} of {total} faults" if len(rows) < total else f"All {total} faults"
    return Table(title, ("task", "fault", "paper", "row", "gold", "extracted", "page"), rows, _FIGURES, stacked=True)


def worst_faults(evaluation: Evaluation, most: int) -> list[Fault]:
    """At most so many faults, taken in turn from the tasks and given task by task, the weakest task first.

    Within a task, rows that were missed come first, then those that differ, spurious ones, and wrong fields.
    """
    kinds = get_args(FaultKind)
    tasks = evaluation.whole.tasks
    weakest = sorted(tasks, key=lambda name: headline(name, tasks[name].rates) or 0.0)
    waiting: dict[str, Sequence[Fault]] = {
        name: sorted(
            (fault for paper in evaluation.papers if name in paper.tasks for fault in paper.tasks[name].faults),
            key=lambda fault: kinds.index(fault.kind),
        )
        for name in weakest
    }
    longest = max((len(faults) for faults in waiting.values()), default=0)
    turns = [(name, turn) for turn in range(longest) for name in weakest if turn < len(waiting[name])][:most]
    shown = {name: sum(1 for other, _ in turns if other == name) for name in weakest}
    return [fault for name in weakest for fault in waiting[name][: shown[name]]]


def _clipped(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _CLIPPED else flat[: _CLIPPED - 1] + "…"
