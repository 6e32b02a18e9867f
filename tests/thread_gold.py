"""Threads told by a person, and how threads are held against them.

A link is that a row goes on in the next paper: for each thread, every paper that has it and the next one that has it. A gold file names
the rows of each paper page by page, in printed order; those that the extractor did not give cannot be linked, and are counted apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import made_papers
import yaml
from msgspec.structs import replace

from pipeline.divide import divide
from pipeline.edges.pdf.document import open_pdf
from pipeline.extract import extract
from pipeline.link.likeness import reference_key
from pipeline.read import read
from pipeline.records import Action, Links, Paper, PaperFile

GOLD = Path(__file__).parent / "gold" / "threads"


class Gold(NamedTuple):
    """What a person told: the thread of each row by its id, the rows that were not read, how many links there would be if all had been,
    pairs of threads in doubt, and slips."""

    thread_of: dict[str, str]
    unread: list[tuple[str, int, str]]
    wanted: int
    doubtful: frozenset[frozenset[str]]
    slips: dict[str, int]


class Score(NamedTuple):
    """How many are right of those found, how many are reached of those wanted."""

    right: int
    found: int
    reached: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.reached / self.wanted if self.wanted else 1.0

    def __str__(self) -> str:
        counts = f"{self.right} right of {self.found} found, {self.reached} reached of {self.wanted} wanted"
        return f"precision {self.precision:.3f}, recall {self.recall:.3f} ({counts})"


def papers_in(folder: Path, names: Iterable[str], council: str | None = None) -> list[Paper]:
    """The papers of those names below a folder, read from their PDFs."""
    places = {path.name: path for path in folder.rglob("*.pdf")}
    return [_paper(places[name], f"{place:016x}", council) for place, name in enumerate(names, start=1)]


def _paper(path: Path, document_id: str, council: str | None) -> Paper:
    file = PaperFile(
        path=path.name, filename=path.name, bytes=0, modified_ns=0, sha256=document_id * 4, document_id=document_id, council=council
    )
    with open_pdf(path) as pdf:
        reading = read(document_id, pdf.document, pdf.pages())
    division = divide(file, reading)
    return Paper(files=[file], status="ok", division=division, facts=extract(file, reading, division), pages=len(reading.pages))


def gold_of(name: str, papers: Sequence[Paper]) -> Gold:
    """The gold file of that name, its rows found among those of the papers."""
    told: dict[str, Any] = yaml.safe_load((GOLD / f"{name}.yml").read_text(encoding="utf-8"))
    named = {tuple(row): thread for thread, rows in told.get("named", {}).items() for row in rows}
    actions = {paper.files[0].filename: paper.facts.actions for paper in papers}
    thread_of: dict[str, str] = {}
    unread: list[tuple[str, int, str]] = []
    papers_of: dict[str, set[str]] = defaultdict(set)
    for paper, pages in told["papers"].items():
        for page, rows in pages.items():
            here = [action for action in actions[paper] if action.source.page == page]
            by_reference = any(reference_key(row) for row in rows)
            for place, row in enumerate(rows):
                found = _row(here, row) if by_reference else here[place] if len(here) == len(rows) else None
                thread = named.get((paper, page, row), f"{row}@{paper}:{page}" if row.startswith("~") else row)
                papers_of[thread].add(paper)
                if found is None:
                    unread.append((paper, page, row))
                else:
                    thread_of[found.id] = thread
    doubtful = frozenset(frozenset(pair) for pair in told.get("doubtful", []))
    wanted = sum(len(several) - 1 for several in papers_of.values())
    return Gold(thread_of, unread, wanted, doubtful, told["slips"])


def told_papers(name: str) -> tuple[list[Paper], Gold, dict[str, str]]:
    """The papers that a gold file tells whole, what is to be found in them, and the states of some of the threads."""
    told: dict[str, Any] = yaml.safe_load((GOLD / f"{name}.yml").read_text(encoding="utf-8"))
    papers: list[Paper] = []
    thread_of: dict[str, str] = {}
    for place, each in enumerate(told["papers"], start=1):
        theme, rows, threads = None, [], []
        for row in each["rows"]:
            theme = row.get("theme", theme)
            if "thread" in row:
                beside = {field: row.get(field) for field in ("lead", "recurring", "status", "reference")}
                rows.append(made_papers.action(row["action"], row.get("due"), theme=theme, **beside))
                threads.append(row["thread"])
        made = made_papers.paper(
            f"paper {place}", kind=each["kind"], title=each["title"], day=str(each["day"]), council=told["council"], actions=rows
        )
        papers.append(made)
        thread_of.update((row.id, thread) for row, thread in zip(made.facts.actions, threads, strict=True))
    wanted = len(_links(papers, thread_of))
    return papers, Gold(thread_of, [], wanted, frozenset(), told["slips"]), told["states"]


def _row(here: Sequence[Action], row: str) -> Action | None:
    """The row of a page by its reference, or by its place among those that have none (`~1`)."""
    if row.startswith("~"):
        bare = [action for action in here if not action.reference]
        return bare[int(row[1:]) - 1] if int(row[1:]) <= len(bare) else None
    return next((action for action in here if reference_key(action.reference) == reference_key(row)), None)


def without_references(papers: Iterable[Paper]) -> list[Paper]:
    """The papers as if no reference were printed in them."""
    bare = []
    for paper in papers:
        actions = [replace(row, reference=None) for row in paper.facts.actions]
        bare.append(replace(paper, facts=replace(paper.facts, actions=actions)))
    return bare


def score_links(gold: Gold, papers: Sequence[Paper], links: Links) -> Score:
    """How the links between rows that the gold knows hold against it; those between threads in doubt are left out.

    A link found is right when the gold has rows of both its papers in one thread, and one wanted is reached when the links have so. Links
    that are wanted of rows which were not read are never reached.
    """
    told = gold.thread_of
    made = {row: thread for row, thread in links.thread_of.items() if row in told}
    found = [link for link in _links(papers, made) if frozenset(told[row] for rows in link for row in rows) not in gold.doubtful]
    wanted = _links(papers, told)
    return Score(sum(_agree(link, told) for link in found), len(found), sum(_agree(link, made) for link in wanted), gold.wanted)


def score_slips(gold: Gold, links: Links) -> Score:
    """How the slips of the threads hold against the gold's, thread by thread."""
    names = defaultdict[str, Counter[str]](Counter)
    for row, thread in links.thread_of.items():
        if row in gold.thread_of:
            names[thread][gold.thread_of[row]] += 1
    found: Counter[str] = Counter()
    for thread in links.threads:
        if thread.slips and names[thread.id]:
            found[names[thread.id].most_common(1)[0][0]] += thread.slips
    wanted = Counter(gold.slips)
    right = (found & wanted).total()
    return Score(right, found.total(), right, wanted.total())


def _links(papers: Sequence[Paper], thread_of: Mapping[str, str]) -> list[tuple[list[str], list[str]]]:
    """The rows of a thread in one paper with those in the next paper that has it, for all threads."""
    followed: dict[str, list[list[str]]] = defaultdict(list)
    for paper in papers:
        here: dict[str, list[str]] = defaultdict(list)
        for row in paper.facts.actions:
            if row.id in thread_of:
                here[thread_of[row.id]].append(row.id)
        for thread, rows in here.items():
            followed[thread].append(rows)
    return [link for several in followed.values() for link in pairwise(several)]


def _agree(link: tuple[list[str], list[str]], thread_of: Mapping[str, str]) -> bool:
    before, after = ({thread_of[row] for row in rows if row in thread_of} for rows in link)
    return not before.isdisjoint(after)
