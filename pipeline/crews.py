"""Who does the work of a run: worker processes of this machine, or workers of Dask on this machine and others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from pipeline.edges.files import remove_folder
from pipeline.edges.workers import Alone, Ended, Task, Workers, worker_count
from pipeline.plan import Limits, Stages
from pipeline.work import Job, work

if TYPE_CHECKING:
    from pipeline.edges.cluster.gathering import Gathering
    from pipeline.seats import Given

_SCRATCH = ".dask"
"""The folder in which workers on this machine keep what they need while they work."""


class AtWork(Protocol):
    """Workers that are ready for the tasks of a round."""

    def run(self, tasks: Iterable[Task], stop: Callable[[], bool]) -> Iterator[Ended]:
        """How each task ended, in the order in which they end; none is begun after `stop()` is true."""


class Crew(Protocol):
    """Who does the work of a run."""

    def gather(self, jobs: list[Job], stages: Stages) -> int:
        """How many of these jobs are worked on at a time; 0 when they are done without workers."""

    def at_work(self, jobs: list[Job], stages: Stages, limits: Limits) -> AbstractContextManager[AtWork]:
        """Workers that are ready for these jobs."""


class OnThisMachine:
    """Worker processes of this machine: so many, None for one a processor; with 0 the work is done without (see `Alone`)."""

    def __init__(self, workers: int | None) -> None:
        self._workers = workers

    def gather(self, jobs: list[Job], stages: Stages) -> int:
        """How many processes these jobs are given."""
        return 0 if self._workers == 0 else min(worker_count(self._workers), len(jobs))

    def at_work(self, jobs: list[Job], stages: Stages, limits: Limits) -> AbstractContextManager[AtWork]:
        """Worker processes that know what these jobs need."""
        count = self.gather(jobs, stages)
        return Workers(work, count, modules_of(jobs, stages), limits.memory << 20) if count else Alone(work)


class OnDask:
    """Workers of Dask, each document in a limited process of its own there. Use it as a context manager.

    `scheduler` is the address of one that is there already; without, `workers` of them (None for one a processor) are started on this
    machine when there is work, and stopped at the end. `say` is told what was started. `out` is the folder that all workers must see.
    """

    def __init__(self, scheduler: str | None, workers: int | None, out: Path, say: Callable[[str], None]) -> None:
        self._scheduler = scheduler
        self._count = worker_count(workers)
        self._out = out
        self._say = say
        self.gathering: Gathering | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.gathering:
            from pipeline.seats import tidy

            self.gathering.close(tidy)
            self.gathering = None
            remove_folder(self._out / _SCRATCH)

    def gather(self, jobs: list[Job], stages: Stages) -> int:
        """How many seats the workers have. Raises MinutebookError when there are none, or when a worker is not as this machine."""
        return self._gathered(jobs, stages).seating.seats

    def at_work(self, jobs: list[Job], stages: Stages, limits: Limits) -> AbstractContextManager[AtWork]:
        """The workers, who know what these jobs need."""
        from pipeline.seats import Given

        return _Handing(self._gathered(jobs, stages), Given(stages, modules_of(jobs, stages), limits.memory << 20))

    def _gathered(self, jobs: list[Job], stages: Stages) -> Gathering:
        if self.gathering is None:
            from pipeline.edges.cluster.gathering import Gathering, LookOver
            from pipeline.seats import Asked, about, what_is_wrong

            asked = Asked(stages, str(self._out.resolve()), jobs[0].place)
            here = about(asked)
            count = min(self._count, len(jobs))
            if self._scheduler is None:
                self._say(f"Starting a Dask cluster of {count} on this machine; it ends with this command.")
            look_over = LookOver(about, asked, lambda there: what_is_wrong(here, there, asked))
            remove_folder(self._out / _SCRATCH)
            self.gathering = Gathering(self._scheduler, count, str(self._out / _SCRATCH), look_over).__enter__()
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
        from pipeline.seats import do

        return hand_out(self._gathering, do, self._given, tasks, stop)


def modules_of(jobs: list[Job], stages: Stages) -> list[str]:
    """What the workers have to know for these jobs."""
    modules = {stage.function.partition(":")[0] for job in jobs for stage, _ in job.stages}
    if any(stage.name == "read" for job in jobs for stage, _ in job.stages):
        modules.add(stages.open_pdf.partition(":")[0])
    return sorted(modules)
