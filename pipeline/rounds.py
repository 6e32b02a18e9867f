"""The jobs of a run in its workers: what became of each. A page that costs a worker costs itself: the paper is tried again without it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from pipeline.edges.files import StageFiles
from pipeline.edges.patience import page_at_work
from pipeline.edges.workers import Alone, Task, Workers, worker_count
from pipeline.plan import Limits, Stages, blame
from pipeline.records import Failure
from pipeline.work import Done, Job, work

MOST_PAGES_LOST = 3
"""How many pages of a paper may each cost a worker before the paper is given up."""


def count_of(workers: int | None, jobs: list[Job]) -> int:
    """How many workers these jobs are given, when so many are wanted (None for one a processor, 0 for none)."""
    return 0 if workers == 0 else min(worker_count(workers), len(jobs))


def done_in_workers(
    jobs: list[Job], stages: Stages, files: StageFiles, limits: Limits, workers: int | None, stop: Callable[[], bool]
) -> Iterator[tuple[Job, Done]]:
    """Each job with what became of it, in the order in which they end. After `stop()` is true none is begun."""
    while jobs:
        again: list[Job] = []
        count = count_of(workers, jobs)
        by_name = {job.paper.document_id: job for job in jobs}
        with Workers(work, count, _modules(jobs, stages), limits.memory << 20) if count else Alone(work) as at_work:
            tasks = (Task(name, job, limits.of(job.paper)) for name, job in by_name.items())
            for ended in at_work.run(tasks, stop):
                job = by_name[ended.name]
                if not ended.trouble:
                    yield job, ended.result
                elif other := _without_page(job, files, ended.trouble):
                    again.append(other)
                else:
                    stage, words = blame(job, files, ended.trouble, ended.detail, ended.seconds, limits.of(job.paper))
                    yield job, Done(ran={stage: ended.seconds}, error=words)
        jobs = [] if stop() else again


def _modules(jobs: list[Job], stages: Stages) -> list[str]:
    """What the workers have to know."""
    modules = {stage.function.partition(":")[0] for job in jobs for stage, _ in job.stages}
    if any(stage.name == "read" for job in jobs for stage, _ in job.stages):
        modules.add(stages.open_pdf.partition(":")[0])
    return sorted(modules)


def _without_page(job: Job, files: StageFiles, trouble: str) -> Job | None:
    """The job without the page at which its worker was lost; None when it was at none, or too many are lost already."""
    page = page_at_work(files.mark(job.paper.document_id))
    failures: dict[str, Failure] = {"time": "time", "memory": "memory", "crash": "crash"}
    if page is None or trouble not in failures or page in job.without or len(job.without) >= MOST_PAGES_LOST:
        return None
    return replace(job, without={**job.without, page: failures[trouble]})
