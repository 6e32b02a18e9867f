"""What Dask costs beside the work: the same papers of ten pages and more, read by worker processes and by workers of Dask, as many each.

    python bench/overhead.py [--papers FOLDER] [--workers N] [--rounds N] [--json]

The papers are the evaluation papers beside the checkout, else copies of the sample's. A round reads all of them with one engine and then
with the other; the figures are medians over the rounds. Counted is the time from when the workers are there until the last paper is read.
The overhead in processor time is what the processes take that read no paper (this one, and the workers of Dask themselves), less what this
one takes without Dask; the overhead in wall time says more on a machine that has nothing else to do. Starting the workers is told apart.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from speed import SAMPLE, SHARED

from pipeline.edges.corpus import look
from pipeline.edges.files import StageFiles, only_one
from pipeline.register import register
from pipeline.running.crews import OnDask, OnThisMachine
from pipeline.running.plan import Limits, Stages, job_of, our_stages
from pipeline.running.rounds import done_by
from pipeline.running.work import Job

FEWEST_PAGES = 10
FEWEST_PAPERS = 20
TARGET = 0.10


class Took(NamedTuple):
    """Seconds: to start the workers, of wall time for the papers, of processor for their work, and of processor beside it."""

    start: float
    wall: float
    work: float
    beside: float


class Overhead(NamedTuple):
    """What Dask costs beside the work, as shares of it, in processor and in wall time; and what that was measured on."""

    papers: int
    pages: int
    workers: int
    local: Took
    dask: Took

    @property
    def cpu_share(self) -> float:
        """Processor time beside the work that there would not be without Dask, as a share of the work's."""
        return (self.dask.beside - self.local.beside) / self.local.work

    @property
    def wall_share(self) -> float:
        """How much longer it took, as a share."""
        return self.dask.wall / self.local.wall - 1

    @property
    def a_paper(self) -> float:
        """Milliseconds of processor a paper."""
        return 1000 * (self.dask.beside - self.local.beside) / self.papers


def pages_of(path: Path) -> int:
    """How many pages a PDF has; 0 when it cannot be opened."""
    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return 0
    try:
        return len(pdf)
    finally:
        pdf.close()


def lay_out(papers: list[Path], folder: Path) -> tuple[int, int]:
    """Papers of ten pages and more, copied into a folder, and how many pages they have; of few papers, several copies that differ."""
    long = [(path, pages) for path in papers if (pages := pages_of(path)) >= FEWEST_PAGES]
    times = -(-FEWEST_PAPERS // max(1, len(long)))
    for number in range(times):
        for place, (path, _) in enumerate(long):
            (folder / f"{number}-{place}.pdf").write_bytes(path.read_bytes() + b"%% copy %d\n" % number)
    return times * len(long), times * sum(pages for _, pages in long)


def jobs_of(corpus: Path, out: Path, stages: Stages, limits: Limits) -> list[Job]:
    """The work that the papers of a folder need, the longest first."""
    seen = look(corpus, {})
    found = register(seen.seen, seen.manifest, seen.settings, sample_folder=False)
    jobs = [job_of(stages, [paper], seen.places[paper.path], StageFiles(out), limits) for paper in found.papers]
    return sorted((job for job in jobs if job), key=lambda job: -job.paper.bytes)


def take(engine: str, corpus: Path, out: Path, workers: int) -> Took:
    """What it takes to read the papers with an engine."""
    stages, limits = our_stages(ocr=False), Limits()
    with only_one(out):
        jobs = jobs_of(corpus, out, stages, limits)
        if engine == "local":
            return _take(OnThisMachine(workers), jobs, stages, out, limits)
        with OnDask(None, workers, lambda words: None) as crew:
            return _take(crew, jobs, stages, out, limits)


def _take(crew: OnThisMachine | OnDask, jobs: list[Job], stages: Stages, out: Path, limits: Limits) -> Took:
    begun = time.monotonic()
    crew.gather(jobs, stages, StageFiles(out))
    workers_before = sum(_own_seconds(crew))
    ready, before = time.monotonic(), time.process_time()
    done = [each for _, each in done_by(crew, jobs, stages, StageFiles(out), limits, lambda: False)]
    wall, beside = time.monotonic() - ready, time.process_time() - before
    troubled = [each.error for each in done if each.error]
    if len(done) != len(jobs) or troubled:
        raise RuntimeError(f"{len(done)} of {len(jobs)} papers were read; {troubled[:1]}")
    return Took(ready - begun, wall, sum(each.cpu for each in done), beside + sum(_own_seconds(crew)) - workers_before)


def _own_seconds(crew: OnThisMachine | OnDask) -> Iterator[float]:
    """The seconds of processor that each worker of Dask has taken itself, without what reads papers for it."""
    if isinstance(crew, OnDask) and crew.gathering is not None:
        yield from crew.gathering.client.run(time.process_time).values()


def measure(papers: list[Path], workers: int, rounds: int) -> Overhead:
    """What Dask costs beside the work on these papers."""
    taken: dict[str, list[Took]] = {"local": [], "dask": []}
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "papers"
        corpus.mkdir()
        count, pages = lay_out(papers, corpus)
        for number in range(rounds):
            for engine, each in taken.items():
                each.append(take(engine, corpus, Path(folder) / f"{engine}-{number}", workers))
    local, dask = (Took(*map(statistics.median, zip(*each, strict=True))) for each in taken.values())
    return Overhead(count, pages, workers, local, dask)


def papers_at_hand() -> list[Path]:
    """The evaluation papers beside the checkout, else those of the sample."""
    return sorted((SHARED / "papers" / "real").glob("*.pdf")) or sorted(SAMPLE.rglob("*.pdf"))


def lines(found: Overhead) -> Iterator[str]:
    """What was found, for people."""
    yield f"{found.papers} papers of {FEWEST_PAGES} pages and more, {found.pages} pages; {found.workers} workers"
    yield f"{'seconds':24} {'local':>8} {'dask':>8}"
    for label, local, dask in (
        ("starting the workers", found.local.start, found.dask.start),
        ("the papers, wall", found.local.wall, found.dask.wall),
        ("their work, processor", found.local.work, found.dask.work),
        ("beside it, processor", found.local.beside, found.dask.beside),
    ):
        yield f"{label:24} {local:8.2f} {dask:8.2f}"
    verdict = f"{'within' if found.cpu_share < TARGET else 'OVER'} {100 * TARGET:.0f} %"
    yield f"overhead of Dask: {100 * found.cpu_share:.1f} % of the work in processor time ({verdict}), {found.a_paper:.1f} ms a paper;"
    yield f"{100 * found.wall_share:+.1f} % of the wall time"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=Path, metavar="FOLDER", help="a folder of papers")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true", help="print a line of JSON instead")
    told = parser.parse_args()
    found = measure(sorted(told.papers.rglob("*.pdf")) if told.papers else papers_at_hand(), told.workers, told.rounds)
    if told.json:
        shares = {"cpu_share": found.cpu_share, "wall_share": found.wall_share, "a_paper": found.a_paper}
        print(json.dumps({**found._asdict(), "local": found.local._asdict(), "dask": found.dask._asdict(), **shares}))
    else:
        print("\n".join(lines(found)))


if __name__ == "__main__":
    main()
