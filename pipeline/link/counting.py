"""Facts that stand in several papers, counted once: in copies, in packs, in earlier versions, and twice in one paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz

from pipeline.link.names import words_of
from pipeline.records import Action, Meeting, Paper, Resolution

SAME_TEXT = ("duplicate-of", "contains", "supersedes")
ALIKE, ALIKE_OF_REFERENCE = 88.0, 70.0
"""Points of 100 from which the words of two versions of a decision or an action are the same, but for a correction: with no reference to
tell it by, and with one."""


def count_once(papers: Sequence[Paper], links: Iterable[tuple[str, str, str]], known: Mapping[str, str]) -> dict[str, str]:
    """For every meeting, resolution and action that stands more than once, the row that the registers count.

    `known` are the rows that are one already, by their meeting or within one paper. Rows of papers that are the same text by `links`
    are put together by their words. Of several rows that of the paper counts which is no copy, no earlier version and no pack; minutes
    go before the paper that called the meeting, and any paper of a council before one whose council is not known.
    """
    by_id = {paper.document_id: paper for paper in papers}
    one = _Groups()
    for row_id, counted in sorted(known.items()):
        one.join(row_id, counted)
    same = [(a, b, kind) for a, b, kind in sorted(links) if kind in SAME_TEXT]
    for a, b, _ in same:
        for row_id, other in _same_facts(by_id[a], by_id[b]):
            one.join(row_id, other)
    lesser = {a for a, _, kind in same if kind != "supersedes"} | {b for _, b, kind in same if kind == "supersedes"}
    order: dict[str, tuple[bool, bool, bool, bool, str, bool, str]] = {}
    for paper in papers:
        document = paper.document_id
        unknown = paper.division.council is None
        pack = paper.division.kind == "agenda_pack"
        for row in _rows(paper):
            announced = isinstance(row, Meeting) and row.role != "recorded"
            order[row.id] = (unknown, announced, document in lesser, pack, document, known.get(row.id, row.id) != row.id, row.id)
    return {row_id: min(group, key=order.__getitem__) for group in one.groups() for row_id in group}


class _Groups:
    """Rows that are one, put together pair by pair."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self._root(one), self._root(other)))
        self._parent[second] = first

    def groups(self) -> list[list[str]]:
        """The groups of more than one row."""
        found: dict[str, list[str]] = defaultdict(list)
        for row in sorted(self._parent):
            found[self._root(row)].append(row)
        return list(found.values())

    def _root(self, row: str) -> str:
        self._parent.setdefault(row, row)
        while self._parent[row] != row:
            row = self._parent[row] = self._parent[self._parent[row]]
        return row


def _rows(paper: Paper) -> list[Meeting | Resolution | Action]:
    return [*paper.facts.meetings, *paper.facts.resolutions, *paper.facts.actions]


def _same_facts(one: Paper, other: Paper) -> list[tuple[str, str]]:
    """The meetings, resolutions and actions of two papers with the same text that are one, pair by pair."""
    pairs = _in_order(*([(_of_meeting(row), row.id) for row in paper.facts.meetings] for paper in (one, other)))
    pairs += _by_words(*map(_resolutions, (one, other)))
    return pairs + _by_words(*([(row.reference or "", _of_action(row), row.id) for row in paper.facts.actions] for paper in (one, other)))


def _resolutions(paper: Paper) -> list[tuple[str, str, str]]:
    return [(f"{row.reference} {row.label or ''}" if row.reference else "", row.text, row.id) for row in paper.facts.resolutions]


def _of_meeting(row: Meeting) -> str:
    return " ".join([row.date or "", row.role, *words_of(row.committee or "")])


def _of_action(row: Action) -> str:
    return " ".join(filter(None, (row.action, row.detail, row.due_text, row.leads_text)))


def _by_words(one: Sequence[tuple[str, str, str]], other: Sequence[tuple[str, str, str]]) -> list[tuple[str, str]]:
    """Rows (what they stand under, their words, their id) that are one: those in the same words, then the nearly same under the same."""
    same = _in_order(*([(f"{under} {' '.join(words_of(text))}", row) for under, text, row in rows] for rows in (one, other)))
    done = {row for pair in same for row in pair}
    left: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for under, text, row in other:
        if row not in done:
            left[under].append((text, row))
    for under, text, row in one:
        if row not in done and left[under]:
            points, place = max((fuzz.token_sort_ratio(text, words), -place) for place, (words, _) in enumerate(left[under]))
            if points >= (ALIKE_OF_REFERENCE if under else ALIKE):
                same.append((row, left[under].pop(-place)[1]))
    return same


def _in_order(one: Iterable[tuple[str, str]], other: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Rows (their key, their id) with equal keys: the first with the first, the second with the second."""
    waiting: dict[str, list[str]] = defaultdict(list)
    for key, row in other:
        waiting[key].append(row)
    return [(row, waiting[key].pop(0)) for key, row in one if waiting[key]]
