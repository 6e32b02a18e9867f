"""One paper: the rows of the database paired with those of gold, counted, and the faults listed."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.evaluate.extracted import different_dates
from pipeline.evaluate.matching import DATE_TEXT, Match, Rule
from pipeline.evaluate.records import Counts, Extracted, Fault, FieldCounts, Gold, Row, TaskScore
from pipeline.evaluate.tasks import TASKS, Task
from pipeline.evaluate.words import alike

Pairs = dict[int, int]
NEAR = 0.5
"""How alike a missed and a spurious row must be to be shown beside each other."""


def score_paper(gold: Gold, extracted: Extracted | None, tasks: Sequence[str]) -> dict[str, TaskScore]:
    """The scores of one paper in those of the tasks that its gold has; without `extracted`, all rows of gold are missed.

    Sections are not scored while gold does not know their pages.
    """
    scores = {}
    for name in tasks:
        if name in TASKS and name in gold.tasks and not (name == "sections" and lacks_pages(gold)):
            found = extracted.tasks[name] if extracted else []
            scores[name] = _score(gold.file, name, gold.tasks[name], found)
    return scores


def lacks_pages(gold: Gold) -> bool:
    """Whether the paper's sections stand in gold without all their pages."""
    return any(not row.gives(column) for row in gold.tasks.get("sections", []) for column in ("page_start", "page_end"))


def pair_up(golds: Sequence[Row], founds: Sequence[Row], rule: Rule | None) -> Pairs:
    """The place of the row found for each place in gold: one to one, required gold first, then the most alike."""
    if rule is None:
        return {0: 0} if golds and founds else {}
    candidates = [
        (gold.optional, -match.likeness, tuple(-tie for tie in match.ties), i, j)
        for i, gold in enumerate(golds)
        for j, found in enumerate(founds)
        if (match := rule(gold, found)) is not None
    ]
    pairs: Pairs = {}
    taken: set[int] = set()
    for *_, i, j in sorted(candidates):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _score(file: str, name: str, golds: Sequence[Row], founds: Sequence[Row]) -> TaskScore:
    task = TASKS[name]
    if name == "dates":
        golds = different_dates(golds)
    pairs = pair_up(golds, founds, task.match)
    required = [i for i, gold in enumerate(golds) if not gold.optional]
    matched = [i for i in required if i in pairs]
    left = [j for j in range(len(founds)) if j not in pairs.values()]
    spurious = [founds[j] for j in left if not _is_left_open(name, task, golds, founds[j])]
    ignored = len(pairs) - len(matched) + len(left) - len(spurious)
    counts = Counts(len(required), len(matched) + len(spurious), len(matched), ignored)

    fields = {field: FieldCounts() for field in task.fields}
    wrong: list[Fault] = []
    for i in matched:
        _judge_fields(file, name, golds[i], founds[pairs[i]], fields, wrong)
    missed = [golds[i] for i in required if i not in pairs]
    return TaskScore(counts, fields, [*_side_by_side(file, name, missed, spurious), *wrong])


def _is_left_open(name: str, task: Task, golds: Sequence[Row], found: Row) -> bool:
    """Whether a row without a partner is another reading of an optional row, or an optional date that was given no days."""
    optional = [gold for gold in golds if gold.optional]
    if task.match and any(task.match(gold, found) is not None for gold in optional):
        return True
    undated = name == "dates" and not found.text("start")
    return undated and any(alike(gold.value("text"), found.value("text")) >= DATE_TEXT for gold in optional)


def _judge_fields(file: str, name: str, gold: Row, found: Row, fields: dict[str, FieldCounts], wrong: list[Fault]) -> None:
    task = TASKS[name]
    for label, field in task.fields.items():
        right = field.right(gold, found)
        if right is None:
            continue
        given = field.given(gold)
        fields[label] += FieldCounts(1, right, given, given and right, field.filled(gold, found))
        if not right:
            wrong.append(Fault("wrong", name, file, field.shown(gold), field.shown(found), _page(found), label, task.shown(gold)))


def _side_by_side(file: str, name: str, missed: Sequence[Row], spurious: Sequence[Row]) -> list[Fault]:
    """The missed rows, each with the spurious row that is nearest to it, if any is near; then the other spurious rows."""
    task = TASKS[name]
    ours = [task.shown(row) for row in missed]
    theirs = [task.shown(row) for row in spurious]
    near: Pairs = pair_up([Row({"text": text}) for text in ours], [Row({"text": text}) for text in theirs], _near)
    faults = [
        Fault("differs", name, file, text, theirs[near[i]], _page(spurious[near[i]]))
        if i in near
        else Fault("missed", name, file, text, "", None)
        for i, text in enumerate(ours)
    ]
    others = [j for j in range(len(theirs)) if j not in near.values()]
    return faults + [Fault("spurious", name, file, "", theirs[j], _page(spurious[j])) for j in others]


def _near(gold: Row, found: Row) -> Match | None:
    likeness = alike(gold.value("text"), found.value("text"))
    return Match(likeness) if likeness >= NEAR else None


def _page(found: Row) -> int | None:
    page = found.value("page") or found.value("page_start")
    return page if isinstance(page, int) else None
