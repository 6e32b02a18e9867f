"""What a council, a county and the country would cost, worked out from what was measured; every assumption has a name here."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

HOUR, GB, MB = 3600.0, 1e9, 1e6


@dataclass(frozen=True)
class Assumptions:
    """What nobody measured here. The prices are round numbers to put your own in their place, not offers of anybody."""

    core_hour: float = 0.04
    """Price of an hour of one processor core."""
    gigabyte_month: float = 0.02
    """Price of a gigabyte kept for a month."""
    cores: int = 64
    """Cores that work on a country at a time, for the days that it takes."""
    country_pages: float = 450e6
    """Pages of all councils in twenty years."""
    councils: int = 350
    """Councils of the country."""
    county_councils: int = 13
    """Councils of a county: its own, and those of its districts."""
    scanned: float = 0.04
    """The share of pages that are pictures, and have to be recognised: that of the evaluation papers which have no text."""
    year_share: float = 0.05
    """The share of the pages that a year adds: one of twenty."""


@dataclass(frozen=True)
class Costs:
    """What a page costs, as measured: seconds of processor by step, `picture` if it has to be recognised besides; bytes on disk.

    `index_bytes` is a page's part of the index over councils; `memory_bytes` is what an ingest takes more for each page of one council.
    """

    register: float
    read: float
    divide: float
    extract: float
    files: float
    plan: float
    link: float
    load: float
    publish: float
    federate: float
    picture: float
    paper_bytes: float
    stage_bytes: float
    database_bytes: float
    public_bytes: float
    index_bytes: float
    memory_bytes: float

    @property
    def seconds(self) -> float:
        """Seconds of processor of the whole way, without recognising pictures."""
        return sum(getattr(self, name) for name in STEPS)


STEPS = ("register", "read", "divide", "extract", "files", "plan", "link", "load", "publish", "federate")
SAID = {
    "register": "1 register: look at the file, hash it",
    "read": "2 read",
    "divide": "3 divide",
    "extract": "4 extract",
    "files": "writing the stages' files",
    "plan": "planning an ingest",
    "link": "5 link",
    "load": "6 load, with search and registers",
    "publish": "7 publish",
    "federate": "federate",
}


def fitted(points: Iterable[tuple[float, float]]) -> float | None:
    """The exponent k of `cost = c * pages ** k` that fits the points best, by least squares of their logarithms.

    1 says that a page costs the same however many there are. None with fewer than two sizes that cost anything.
    """
    logs = [(math.log(pages), math.log(cost)) for pages, cost in points if pages > 0 and cost > 0]
    if len({pages for pages, _ in logs}) < 2:
        return None
    middle = sum(pages for pages, _ in logs) / len(logs), sum(cost for _, cost in logs) / len(logs)
    spread = sum((pages - middle[0]) ** 2 for pages, _ in logs)
    return sum((pages - middle[0]) * (cost - middle[1]) for pages, cost in logs) / spread


def costs_of(measured: dict[str, Any]) -> Costs:
    """What a page costs by what `bench/scale.py` measured: stages 1 to 4 and the disk on papers, the rest on the largest made load that a
    step was run on. What was not measured costs nothing here, and `not_measured` names it."""
    papers, rungs = measured["stages"], measured["ladders"]["nation"]

    def a_page(step: str, figure: str) -> float:
        rung = next((rung for rung in reversed(rungs) if step in rung), None)
        return float(rung[step][figure]) / rung[step].get("pages", rung["pages"]) if rung else 0.0

    pages = papers["pages"]
    public = a_page("publish", "bytes") / (a_page("ingest", "database") or 1.0)
    index = a_page("federate", "bytes") / (a_page("apart", "database") or 1.0)
    return Costs(
        **{step: papers[step] / pages for step in ("register", "read", "divide", "extract", "files")},
        plan=a_page("ingest", "plan"),
        link=a_page("ingest", "link"),
        load=max(a_page("ingest", "load"), papers["load"] / pages),
        publish=a_page("publish", "cpu"),
        federate=a_page("federate", "cpu"),
        picture=papers.get("picture", 0.0),
        paper_bytes=papers["paper_bytes"] / pages,
        stage_bytes=papers["stage_files"] / pages,
        database_bytes=papers["database"] / pages,
        public_bytes=public * papers["database"] / pages,
        index_bytes=index * papers["database"] / pages,
        memory_bytes=_memory_a_page(measured["ladders"]["council"]),
    )


def _memory_a_page(rungs: Sequence[dict[str, Any]]) -> float:
    """How the peak of memory grew from the smallest to the largest size of one council, for each page; 0 with fewer than two sizes."""
    if len(rungs) < 2:
        return 0.0
    first, last = rungs[0], rungs[-1]
    return float((last["ingest"]["peak"] - first["ingest"]["peak"]) * MB / (last["pages"] - first["pages"]))


def not_measured(costs: Costs) -> list[str]:
    """The figures that are missing."""
    return [part.name for part in fields(costs) if not getattr(costs, part.name)]


@dataclass(frozen=True)
class Projected:
    """What so many pages of so many councils take: core hours without and with pictures, bytes, money once and a year."""

    name: str
    councils: int
    pages: float
    core_hours: float
    picture_hours: float
    memory: float
    days: float
    papers: float
    stage_files: float
    databases: float
    index: float
    once: float
    storage_a_year: float
    growth_a_year: float


def project(name: str, councils: int, costs: Costs, told: Assumptions) -> Projected:
    """What councils of the average size cost, from nothing to a published, federated database."""
    pages = told.country_pages * councils / told.councils
    core_hours = pages * costs.seconds / HOUR
    picture_hours = pages * told.scanned * costs.picture / HOUR
    hours = core_hours + picture_hours
    papers, stage_files = pages * costs.paper_bytes, pages * costs.stage_bytes
    databases = pages * (costs.database_bytes + costs.public_bytes)
    index = pages * costs.index_bytes if councils > 1 else 0.0
    kept = (papers + stage_files + databases + index) / GB
    cores = min(told.cores, 2 * councils)
    return Projected(
        name=name,
        councils=councils,
        pages=pages,
        core_hours=core_hours,
        picture_hours=picture_hours,
        memory=pages / councils * costs.memory_bytes,
        days=hours / cores / 24,
        papers=papers,
        stage_files=stage_files,
        databases=databases,
        index=index,
        once=hours * told.core_hour,
        storage_a_year=kept * told.gigabyte_month * 12,
        growth_a_year=told.year_share * hours * told.core_hour,
    )


def projections(costs: Costs, told: Assumptions) -> list[Projected]:
    """A council, a county, the country."""
    sizes = (("a council", 1), ("a county", told.county_councils), ("the country", told.councils))
    return [project(name, councils, costs, told) for name, councils in sizes]


def cost_lines(costs: Costs) -> Iterator[str]:
    """What a page costs by step, as a table in Markdown."""
    yield "| step | CPU ms a page | share |"
    yield "| --- | ---: | ---: |"
    for name in STEPS:
        seconds = getattr(costs, name)
        yield (
            f"| {SAID[name]} | {seconds * 1000:.2f} | {seconds / costs.seconds:.0%} |" if seconds else f"| {SAID[name]} | not measured | |"
        )
    yield f"| all | {costs.seconds * 1000:.2f} | 100% |"
    if costs.picture:
        yield f"| besides, for a page that is a picture: recognising it | {costs.picture * 1000:,.0f} | |"


def projection_lines(rows: Sequence[Projected], told: Assumptions) -> Iterator[str]:
    """What the sizes take, as a table in Markdown, a column for each."""
    lines: list[tuple[str, list[str]]] = [
        ("councils", [f"{row.councils}" for row in rows]),
        ("pages", [f"{row.pages / 1e6:,.1f} million" for row in rows]),
        ("core hours, without pictures", [f"{row.core_hours:,.0f}" for row in rows]),
        ("core hours for pictures", [f"{row.picture_hours:,.0f}" for row in rows]),
        ("memory of an ingest, for the largest council", [_size(row.memory) for row in rows]),
        (f"days, on two cores a council, at most {told.cores}", [f"{row.days:,.1f}" for row in rows]),
        ("the papers themselves", [_size(row.papers) for row in rows]),
        ("files of the stages", [_size(row.stage_files) for row in rows]),
        ("databases and public copies", [_size(row.databases) for row in rows]),
        ("index over the councils", [_size(row.index) if row.index else "–" for row in rows]),
        ("money, once", [f"{row.once:,.0f}" for row in rows]),
        ("money, a year of keeping it", [f"{row.storage_a_year:,.0f}" for row in rows]),
        ("money, a year of new papers", [f"{row.growth_a_year:,.0f}" for row in rows]),
    ]
    yield "| | " + " | ".join(row.name for row in rows) + " |"
    yield "| --- |" + " ---: |" * len(rows)
    for label, cells in lines:
        yield f"| {label} | " + " | ".join(cells) + " |"


def _size(count: float) -> str:
    return f"{count / GB:,.1f} GB" if count < 1000 * GB else f"{count / GB / 1000:,.1f} TB"
