"""Papers put together: over all their rows, as the mean of the papers, by set and by council."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.evaluate.records import Counts, FieldCounts, Measure, PaperScore, Quotes, Rates, Scope, ScopeKind, TaskScore
from pipeline.evaluate.tasks import TASKS

ALL = "all"


def scopes_of(papers: Sequence[PaperScore]) -> list[Scope]:
    """The sets in the order in which they were given, the councils by name, and all papers."""
    sets = list(dict.fromkeys(paper.scope for paper in papers))
    councils = sorted({paper.council for paper in papers if paper.council})
    return [
        *(_scope(name, "set", [paper for paper in papers if paper.scope == name]) for name in sets),
        *(_scope(name, "council", [paper for paper in papers if paper.council == name]) for name in councils),
        _scope(ALL, "all", papers),
    ]


def measure(scores: Sequence[TaskScore]) -> Measure:
    """One task over papers."""
    fields: dict[str, FieldCounts] = {}
    for score in scores:
        for name, counts in score.fields.items():
            fields[name] = fields.get(name, FieldCounts()) + counts
    rates = [score.counts.rates for score in scores]
    mean = Rates(*(_mean(values) for values in zip(*rates, strict=True))) if rates else Rates()
    return Measure(len(scores), pooled(scores), mean, {name: counts for name, counts in fields.items() if counts.judged})


def pooled(scores: Iterable[TaskScore]) -> Counts:
    """All rows of the scores together."""
    return sum((score.counts for score in scores), Counts())


def _scope(name: str, kind: ScopeKind, papers: Sequence[PaperScore]) -> Scope:
    tasks = {task: [paper.tasks[task] for paper in papers if task in paper.tasks] for task in TASKS}
    quotes = sum((paper.quotes for paper in papers if paper.quotes), Quotes())
    return Scope(name, kind, len(papers), {task: measure(scores) for task, scores in tasks.items() if scores}, quotes)


def _mean(values: Iterable[float | None]) -> float | None:
    """The mean of the rates that there are; None when there are none."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
