"""Who does the work of a run: worker processes of this machine, or workers of Dask on this machine and others."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from pipeline.edges.corpus import Told, Unknown
from pipeline.edges.locks import scratch_of
from pipeline.edges.places import is_far
from pipeline.edges.stage_files import StageFiles
from pipeline.edges.whole_files import remove_folder
from pipeline.edges.workers import Alone, Ended, Task, Workers, worker_count
from pipeline.running.plan import Limits, Stages
from pipeline.running.work import Job, work

if TYPE_CHECKING:
    from pipeline.edges.cluster.gathering import Gathering
    from pipeline.running.seats import Given


MANY_FILES = 500
"""From how many files on it pays to let workers of Dask look into them."""
_BATCH_FILES, _BATCH_BYTES = 200, 256 << 20


class AtWork(Protocol):
    """Workers that are ready for the tasks of a round."""

    def run(self, tasks: Iterable[Task], stop: Callable[[], bool]) -> Iterator[Ended]:
        """How each task ended, in the order in which they end; none is begun after `stop()` is true."""


class Crew(Protocol):
    """Who does the work of a run."""

    def gather(self, jobs: list[Job], stages: Stages, files: StageFiles) -> int:
        """How many of these jobs are worked on at a time; 0 when they are done without workers."""

    def at_work(self, jobs: list[Job], stages: Stages, limits: Limits, files: StageFiles) -> AbstractContextManager[AtWork]:
        """Workers that are ready for these jobs, whose files are to be among those."""

    def look_into(self, unknown: list[Unknown], stages: Stages, files: StageFiles, stop: Callable[[], bool]) -> dict[str, Told]:
        """What is in files of the corpus, by their paths, as far as it pays to let somebody else look."""


class OnThisMachine:
    """Worker processes of this machine: so many, None for one a processor; with 0 the work is done without (see `Alone`)."""

    def __init__(self, workers: int | None) -> None:
        self._workers = workers

    def gather(self, jobs: list[Job], stages: Stages, files: StageFiles) -> int:
        """How many processes these jobs are given. What lies at far places is never worked on without."""
        if self._workers == 0 and not _is_carried(jobs, files):
            return 0
        return min(worker_count(self._workers), len(jobs))

    def at_work(self, jobs: list[Job], stages: Stages, limits: Limits, files: StageFiles) -> AbstractContextManager[AtWork]:
        """Worker processes that know what these jobs need."""
        count = self.gather(jobs, stages, files)
        if not count:
            return Alone(work)
        workers = Workers(work, count, modules_of(jobs, stages), limits.memory << 20)
        if not _is_carried(jobs, files):
            return workers
        from pipeline.running.carrying import Carriers

        return Carriers(workers, count, files.address, scratch_of(files.out))

    def look_into(self, unknown: list[Unknown], stages: Stages, files: StageFiles, stop: Callable[[], bool]) -> dict[str, Told]:
        """Nothing: nobody looks faster than who asks."""
        return {}


class OnDask:
    """Workers of Dask, each document in a limited process of its own there. Use it as a context manager.

    `scheduler` is the address of one that is there already; without, `workers` of them (None for one a processor) are started on this
    machine when there is work, and stopped at the end. `say` is told what was started.
    """

    def __init__(self, scheduler: str | None, workers: int | None, say: Callable[[str], None]) -> None:
        self._scheduler = scheduler
        self._count = worker_count(workers)
        self._say = say
        self._scratch: Path | None = None
        self.gathering: Gathering | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.gathering:
            from pipeline.running.seats import tidy

            self.gathering.close(tidy)
            self.gathering = None
        if self._scratch:
            remove_folder(self._scratch)

    def gather(self, jobs: list[Job], stages: Stages, files: StageFiles) -> int:
        """How many seats the workers have. Raises MinutebookError when there are none, or when a worker is not as this machine."""
        return self._gathered(jobs[0].place, len(jobs), stages, files).seating.seats

    def at_work(self, jobs: list[Job], stages: Stages, limits: Limits, files: StageFiles) -> AbstractContextManager[AtWork]:
        """The workers, who know what these jobs need."""
        from pipeline.running.seats import Given

        given = Given(stages, modules_of(jobs, stages), limits.memory << 20, files.address)
        return _Handing(self._gathered(jobs[0].place, len(jobs), stages, files), given)

    def look_into(self, unknown: list[Unknown], stages: Stages, files: StageFiles, stop: Callable[[], bool]) -> dict[str, Told]:
        """What is in many files; of a few, nothing."""
        if len(unknown) < MANY_FILES or stop():
            return {}
        from pipeline.edges.cluster.handing_out import hand_out
        from pipeline.running.seats import look

        gathering = self._gathered(unknown[0].place, self._count, stages, files)
        tasks = [Task(f"look-{number}", batch, 0) for number, batch in enumerate(_batches(unknown))]
        found: dict[str, Told] = {}
        for ended in hand_out(gathering, look, None, tasks, stop):
            found.update({told.seen.path: told for told in ended.result or ()})
        return found

    def _gathered(self, paper: str, count: int, stages: Stages, files: StageFiles) -> Gathering:
        if self.gathering is None:
            from pipeline.edges.cluster.gathering import Gathering, LookOver
            from pipeline.running.seats import Asked, about, what_is_wrong

            asked = Asked(stages, files.address or str(files.out.resolve()), paper)
            here = about(asked)
            count = min(self._count, count)
            if self._scheduler is None:
                self._say(f"Starting a Dask cluster of {count} on this machine; it ends with this command.")
            look_over = LookOver(about, asked, lambda there: what_is_wrong(here, there, asked))
            self._scratch = scratch_of(files.out) / f"dask-{os.getpid()}"
            self.gathering = Gathering(self._scheduler, count, str(self._scratch), look_over).__enter__()
        return self.gathering


class _Handing:
    """Workers of Dask that are ready for a round. They stay when it has ended."""

    def __init__(self, gathering: Gathering, given: Given) -> None:
        self._gathering = gathering
        self._given = given

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """The workers stay."""

    def run(self, tasks: Iterable[Task], stop: Callable[[], bool]) -> Iterator[Ended]:
        """How each task ended, in the order in which they end; none is begun after `stop()` is true."""
        from pipeline.edges.cluster.handing_out import hand_out
        from pipeline.running.seats import do

        return hand_out(self._gathering, do, self._given, tasks, stop)


def _batches(unknown: list[Unknown]) -> Iterator[list[Unknown]]:
    """The files in batches that take a worker some seconds."""
    batch: list[Unknown] = []
    for file in unknown:
        batch.append(file)
        if len(batch) >= _BATCH_FILES or sum(each.bytes for each in batch) >= _BATCH_BYTES:
            yield batch
            batch = []
    if batch:
        yield batch


def _is_carried(jobs: list[Job], files: StageFiles) -> bool:
    """Whether something has to be brought from a far place, or put there."""
    return files.address is not None or any(is_far(job.place) for job in jobs)


def modules_of(jobs: list[Job], stages: Stages) -> list[str]:
    """What the workers have to know for these jobs."""
    modules = {stage.function.partition(":")[0] for job in jobs for stage, _ in job.stages}
    if any(stage.name == "read" for job in jobs for stage, _ in job.stages):
        modules.add(stages.open_pdf.partition(":")[0])
    return sorted(modules)
