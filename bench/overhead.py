"""What Dask costs beside the work: the same papers of ten pages and more, read by worker processes and by workers of Dask, as many each.

    python bench/overhead.py [--papers FOLDER] [--workers N] [--rounds N] [--json]

The papers are the evaluation papers beside the checkout, else copies of the sample's. A round reads all of them with each engine; who
begins changes from round to round, and one reading before all rounds is not counted. Counted is the time from when the workers are there
until the last paper is read; starting the workers is told apart. The seconds are medians over the rounds. Each overhead is worked out
within a round, where both engines met the same machine, and its median stands with the lowest and the highest.

The overhead in processor time is what the processes take that read no paper (this one, and the workers of Dask themselves), less what this
one takes without Dask. The overhead in wall time is only worth reading on a machine that has nothing else to do: what other programs took
of its processors meanwhile is printed beside it, and when that is more than a twentieth, so is that it says nothing. What other programs
disturb less is the share of the workers' time in which a stage was at work on a paper.
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

import psutil
import pypdfium2
from speed import SAMPLE, SHARED

from pipeline.edges.corpus import look
from pipeline.edges.locks import only_one
from pipeline.edges.stage_files import StageFiles
from pipeline.register import register
from pipeline.running.crews import OnDask, OnThisMachine
from pipeline.running.plan import Limits, Stages, job_of, our_stages
from pipeline.running.rounds import done_by
from pipeline.running.work import Job

FEWEST_PAGES = 10
FEWEST_PAPERS = 20
TARGET = 0.10
QUIET = 0.05
"""The share of the processors that other programs may take before a wall time says nothing."""


class Took(NamedTuple):
    """Seconds: to start the workers, of wall time for the papers, of processor for their work and beside it; and the shares of the workers'
    time in which they worked on papers, and of the machine's processors that other programs took."""

    start: float
    wall: float
    work: float
    beside: float
    busy: float = 0.0
    others: float = 0.0


class Round(NamedTuple):
    """What the same papers took with worker processes, and with workers of Dask, right after each other."""

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


class Overhead(NamedTuple):
    """What Dask costs beside the work in each round, and what that was measured on."""

    papers: int
    pages: int
    workers: int
    rounds: list[Round]

    def median(self, engine: str) -> Took:
        """The medians of what the papers took with an engine."""
        return Took(*map(statistics.median, zip(*(getattr(each, engine) for each in self.rounds), strict=True)))

    def shares(self, name: str) -> list[float]:
        """A share of the rounds (`cpu_share`, `wall_share`), from the lowest to the highest."""
        return sorted(getattr(each, name) for each in self.rounds)

    @property
    def a_paper(self) -> float:
        """Milliseconds of processor a paper."""
        return 1000 * statistics.median(each.dask.beside - each.local.beside for each in self.rounds) / self.papers


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
    jobs = [job_of(stages, [paper], seen.place(paper.path), StageFiles(out), limits) for paper in found.papers]
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
    workers = crew.gather(jobs, stages, StageFiles(out))
    workers_before, machine_before = sum(_own_seconds(crew)), _machine_seconds()
    ready, before = time.monotonic(), time.process_time()
    done = [each for _, each in done_by(crew, jobs, stages, StageFiles(out), limits, lambda: False)]
    wall, beside = time.monotonic() - ready, time.process_time() - before
    machine, workers_own = _machine_seconds() - machine_before, sum(_own_seconds(crew)) - workers_before
    troubled = [each.error for each in done if each.error]
    if len(done) != len(jobs) or troubled:
        raise RuntimeError(f"{len(done)} of {len(jobs)} papers were read; {troubled[:1]}")
    work = sum(each.cpu for each in done)
    busy = sum(sum(each.ran.values()) for each in done) / (wall * workers)
    others = max(0.0, machine - work - beside - workers_own) / (wall * (psutil.cpu_count() or 1))
    return Took(ready - begun, wall, work, beside + workers_own, busy, others)


def _machine_seconds() -> float:
    """The seconds that all processors of this machine have been busy since it began, with whatever it was."""
    times = psutil.cpu_times()
    return float(sum(times) - times.idle - getattr(times, "iowait", 0.0) - getattr(times, "guest", 0.0) - getattr(times, "guest_nice", 0.0))


def _own_seconds(crew: OnThisMachine | OnDask) -> Iterator[float]:
    """The seconds of processor that each worker of Dask has taken itself, without what reads papers for it."""
    if isinstance(crew, OnDask) and crew.gathering is not None:
        yield from crew.gathering.client.run(time.process_time).values()


def measure(papers: list[Path], workers: int, rounds: int) -> Overhead:
    """What Dask costs beside the work on these papers."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "papers"
        corpus.mkdir()
        count, pages = lay_out(papers, corpus)

        def taken(engine: str) -> Took:
            with tempfile.TemporaryDirectory(dir=folder) as out:
                return take(engine, corpus, Path(out), workers)

        taken("local")
        found = []
        for number in range(rounds):
            order = ("local", "dask") if number % 2 == 0 else ("dask", "local")
            found.append(Round(**{engine: taken(engine) for engine in order}))
    return Overhead(count, pages, workers, found)


def papers_at_hand() -> list[Path]:
    """The evaluation papers beside the checkout, else those of the sample."""
    return sorted((SHARED / "papers" / "real").glob("*.pdf")) or sorted(SAMPLE.rglob("*.pdf"))


def lines(found: Overhead) -> Iterator[str]:
    """What was found, for people."""
    local, dask = found.median("local"), found.median("dask")
    rounds = f"{len(found.rounds)} round{'s' * (len(found.rounds) > 1)}"
    yield f"{found.papers} papers of {FEWEST_PAGES} pages and more, {found.pages} pages; {found.workers} workers; {rounds}"
    yield f"{'seconds':34} {'local':>8} {'dask':>8}"
    for label, *seconds in (
        ("starting the workers", local.start, dask.start),
        ("the papers, wall", local.wall, dask.wall),
        ("their work, processor", local.work, dask.work),
        ("beside it, processor", local.beside, dask.beside),
    ):
        yield f"{label:34} {seconds[0]:8.2f} {seconds[1]:8.2f}"
    yield f"{'workers at work, of their time':34} {local.busy:8.1%} {dask.busy:8.1%}"
    yield f"{'other programs, of the processors':34} {local.others:8.1%} {dask.others:8.1%}"
    cpu = found.shares("cpu_share")
    verdict = f"{'within' if statistics.median(cpu) < TARGET else 'OVER'} {100 * TARGET:.0f} %"
    yield f"overhead of Dask in processor time: {_spread(cpu, '.1f')} of the work ({verdict}), {found.a_paper:.1f} ms a paper"
    most = max(took.others for each in found.rounds for took in each)
    yield f"overhead of Dask in wall time: {_spread(found.shares('wall_share'), '+.1f')}"
    if most > QUIET:
        yield f"that wall time says nothing: other programs took up to {most:.0%} of the processors meanwhile"


def _spread(shares: list[float], form: str) -> str:
    """The median of shares that are in their order, with the lowest and the highest."""
    middle, lowest, highest = (f"{100 * share:{form}}" for share in (statistics.median(shares), shares[0], shares[-1]))
    return f"{middle} % ({lowest} to {highest})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=Path, metavar="FOLDER", help="a folder of papers")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--json", action="store_true", help="print a line of JSON instead")
    told = parser.parse_args()
    found = measure(sorted(told.papers.rglob("*.pdf")) if told.papers else papers_at_hand(), told.workers, told.rounds)
    if told.json:
        medians = {engine: found.median(engine)._asdict() for engine in ("local", "dask")}
        shares = {name: found.shares(name) for name in ("cpu_share", "wall_share")}
        print(
            json.dumps(
                {"papers": found.papers, "pages": found.pages, "workers": found.workers, **medians, **shares, "a_paper": found.a_paper}
            )
        )
    else:
        print("\n".join(lines(found)))


if __name__ == "__main__":
    main()
