"""The published figures as a page for people: docs/accuracy.md."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.evaluate.records import Figure, Published, ScopeFigures, Unseen
from pipeline.evaluate.tasks import TASKS

INTRODUCTION = """\
# How accurate it is

What the database holds is compared with what people read in the same papers. This page is generated from the figures in
`docs/accuracy.json` by `minutebook evaluate --write`; do not edit it.

- **Precision** is the share of the rows extracted that are right, **recall** the share of the rows in the paper that were extracted,
  and **F1** the harmonic mean of both, all in points of a hundred. They are taken over all rows of a set of papers; "mean of papers"
  is the mean of each paper's own F1, in which a short paper counts as much as a long one.
- A row is right when it is the same in substance: texts are compared by their words, with some tolerance, and dates, numbers and
  references must be the same. What a paper leaves open to judgment counts neither way.
- **Fields** are compared on rows that are right. Precision is the share of the values in the database that are right, recall the
  share of the values in the paper that the database has.
- The answers list the **findings** that matter and not every true one: there, only recall means much.
- **Provenance** is the share of extracted rows that have a page, a box and words that stand on that page.
- The papers of `sample` are those in `corpus/sample`, with their answers in `tests/gold/sample`. Other sets are papers that are not
  part of this repository.

The rules were written with these papers in view, so that the figures flatter: papers in a style that is not among them will fare
worse. To measure your own papers, read some of them by hand, write down what you read (see [gold.md](gold.md)), and run
`minutebook evaluate FOLDER`: the figures then stand in the table `accuracy` of your database.
"""


def accuracy_page(published: Published) -> str:
    """The page in Markdown, the same for the same figures."""
    parts = [INTRODUCTION]
    if not published.sets:
        parts.append("Nothing has been measured yet.\n")
    for unseen in published.unseen:
        parts += _unseen(unseen)
    for name, figures in published.sets.items():
        parts += _set(name, figures)
    return "\n".join(parts).rstrip() + "\n"


def points(rate: float | None) -> str:
    """A rate in points of a hundred, with one decimal; a dash when there is none. Only what is perfect is a hundred."""
    return "-" if rate is None else f"{min(100 * rate, 99.9) if rate < 1 else 100:.1f}"


def _unseen(unseen: Unseen) -> list[str]:
    rows = [(f"`{found.task}`", str(found.rows), points(found.first), points(found.mended)) for found in unseen.tasks]
    return [
        f"## Papers not seen before, {', '.join(part for part in (unseen.read_on, unseen.which) if part)}\n",
        f"{unseen.about}\n",
        *_table(("task", "rows", "F1 when first read", "F1 after mending"), rows),
        f"{unseen.left}\n",
    ]


def _set(name: str, figures: ScopeFigures) -> list[str]:
    papers = "1 paper" if figures.papers == 1 else f"{figures.papers} papers"
    rows = [(f"`{task}`", str(found.pooled.rows), *_rates(found.pooled), points(found.mean.f1)) for task, found in figures.tasks.items()]
    fields = [
        (f"`{task}`", field, str(figure.rows), *_rates(figure))
        for task, found in figures.tasks.items()
        for field, figure in found.fields.items()
        if figure.precision is not None or figure.recall is not None
    ]
    parts = [
        f"## {name}\n",
        f"{papers}, measured on {figures.measured_on} with version {figures.version}. "
        f"Provenance: {points(figures.provenance.precision)} of {figures.provenance.rows} rows.\n",
        *_table(("task", "rows", "precision", "recall", "F1", "mean of papers"), rows),
    ]
    if fields:
        parts += ["### Fields\n", *_table(("task", "field", "values", "precision", "recall", "F1"), fields)]
    if len(figures.councils) > 1:
        used = [task for task in TASKS if any(task in found for found in figures.councils.values())]
        councils = [
            (council, *(points(found[task].f1) if task in found else "" for task in used)) for council, found in figures.councils.items()
        ]
        parts += ["### F1 by council\n", *_table(("council", *used), councils)]
    return parts


def _rates(figure: Figure) -> tuple[str, str, str]:
    return points(figure.precision), points(figure.recall), points(figure.f1)


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """The lines of a table, and an empty one; text stands left, figures right."""
    shown = list(rows)
    right = [all(not row[place][:1].isalpha() and row[place][:1] != "`" for row in shown) for place in range(len(columns))]
    lines = [f"| {' | '.join(columns)} |", f"| {' | '.join('--:' if figure else '---' for figure in right)} |"]
    lines += [f"| {' | '.join(row)} |" for row in shown]
    return ["\n".join(lines) + "\n"]
