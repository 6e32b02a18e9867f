"""The figures that the repository publishes: made of an evaluation, and held against one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from msgspec.structs import replace

from pipeline.evaluate.records import Counts, Evaluation, FieldCounts, Figure, Published, Quotes, Rates, Scope, ScopeFigures, TaskFigures
from pipeline.evaluate.tasks import PROVENANCE, headline

POINT = 0.01
"""How far a task may fall before it is a fault: one point of a hundred."""

_ROUNDING = 1e-4


class Fall(NamedTuple):
    """A task that is worse than what was published for a set of papers; None when nothing is left to measure."""

    scope: str
    task: str
    published: float
    now: float | None


class AccuracyRow(NamedTuple):
    """A row of the table `accuracy`; `field` is None for whole rows."""

    task: str
    field: str | None
    scope: str
    figure: Figure


def publish(before: Published, evaluation: Evaluation, measured_on: str, version: str) -> Published:
    """The published figures with the sets of this evaluation measured anew; other sets stay as they were."""
    sets = dict(before.sets)
    for scope in evaluation.of_kind("set"):
        sets[scope.name] = ScopeFigures(
            measured_on=measured_on,
            version=version,
            papers=scope.papers,
            provenance=_of_quotes(scope.quotes),
            tasks={
                name: TaskFigures(
                    pooled=_of_counts(task.counts),
                    mean=_figure(task.mean, task.papers),
                    fields={field: _of_field(counts) for field, counts in task.fields.items()},
                )
                for name, task in scope.tasks.items()
                if task.counts.gold or task.counts.extracted
            },
            councils=_councils(evaluation, scope),
        )
    return replace(before, sets=dict(sorted(sets.items())))


def falls(published: Published, evaluation: Evaluation) -> list[Fall]:
    """The tasks whose F1 over all rows of a set has fallen by more than a point, and provenance when it has fallen at all.

    Gold does not list every true finding: their recall alone counts. Only sets and tasks that were both published and measured are
    held against each other.
    """
    found = []
    for scope in evaluation.of_kind("set"):
        before = published.sets.get(scope.name)
        if before is None:
            continue
        for name, task in scope.tasks.items():
            figure = before.tasks[name].pooled if name in before.tasks else Figure()
            was, now = (headline(name, rates) for rates in (Rates(figure.precision, figure.recall, figure.f1), task.rates))
            if was is not None and (now is None or was - now > POINT + _ROUNDING / 2):
                found.append(Fall(scope.name, name, was, now))
        share, now = before.provenance.precision, scope.quotes.share
        if share is not None and scope.quotes.rows and (now is None or share - now > _ROUNDING):
            found.append(Fall(scope.name, PROVENANCE, share, now))
    return found


def accuracy_rows(evaluation: Evaluation, whole_database: Quotes) -> list[AccuracyRow]:
    """Every figure for the table `accuracy`: by task and field, for each set and council, and for all papers if there are several sets.

    Provenance stands for each of them and, as the scope `database`, for everything in it.
    """
    rows = []
    several = len(evaluation.of_kind("set")) > 1
    for scope in evaluation.scopes:
        if scope.kind == "all" and not several:
            continue
        for name, task in scope.tasks.items():
            if task.counts.gold or task.counts.extracted:
                rows.append(AccuracyRow(name, None, scope.name, _of_counts(task.counts)))
            rows += [AccuracyRow(name, field, scope.name, _of_field(counts)) for field, counts in task.fields.items()]
        if scope.quotes.rows:
            rows.append(AccuracyRow(PROVENANCE, None, scope.name, _of_quotes(scope.quotes)))
    rows.append(AccuracyRow(PROVENANCE, None, "database", _of_quotes(whole_database)))
    return rows


def _councils(evaluation: Evaluation, scope: Scope) -> dict[str, dict[str, Figure]]:
    """The figures by council and task of the papers of one set."""
    counts: dict[str, dict[str, Counts]] = {}
    for paper in evaluation.papers:
        if paper.scope == scope.name and paper.council:
            tasks = counts.setdefault(paper.council, {})
            for name, score in paper.tasks.items():
                tasks[name] = tasks.get(name, Counts()) + score.counts
    return {council: _scored(tasks) for council, tasks in sorted(counts.items())}


def _scored(tasks: Mapping[str, Counts]) -> dict[str, Figure]:
    return {name: _of_counts(counts) for name, counts in tasks.items() if counts.gold or counts.extracted}


def _of_counts(counts: Counts) -> Figure:
    return _figure(counts.rates, counts.gold)


def _of_field(counts: FieldCounts) -> Figure:
    return _figure(counts.rates, counts.given)


def _of_quotes(quotes: Quotes) -> Figure:
    return _figure(Rates(precision=quotes.share), quotes.rows)


def _figure(rates: Rates, rows: int) -> Figure:
    return Figure(precision=_rounded(rates.precision), recall=_rounded(rates.recall), f1=_rounded(rates.f1), rows=rows)


def _rounded(rate: float | None) -> float | None:
    """To four places; only what is perfect is 1."""
    return rate if rate is None or rate == 1 else min(round(rate, 4), 0.9999)
