"""The jobs of a run in its workers: what became of each. A page that costs a worker costs itself: the paper is tried again without it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from pipeline.edges.far_files import FarStageFiles
from pipeline.edges.patience import page_at_work
from pipeline.edges.stage_files import StageFiles
from pipeline.edges.workers import Ended, Task
from pipeline.records import Failure
from pipeline.running.carrying import Carried
from pipeline.running.crews import Crew
from pipeline.running.plan import Limits, Stages, blame
from pipeline.running.work import Done, Job

MOST_PAGES_LOST = 3
"""How many pages of a paper may each cost a worker before the paper is given up."""


def done_by(
    crew: Crew, jobs: list[Job], stages: Stages, files: StageFiles, limits: Limits, stop: Callable[[], bool]
) -> Iterator[tuple[Job, Done]]:
    """Each job with what became of it, in the order in which they end. After `stop()` is true none is begun."""
    while jobs:
        again: list[Job] = []
        by_name = {job.paper.document_id: job for job in jobs}
        with crew.at_work(jobs, stages, limits, files) as at_work:
            tasks = (Task(name, job, limits.of(job.paper)) for name, job in by_name.items())
            for carried in at_work.run(tasks, stop):
                ended, job = _kept(carried, files), by_name[carried.name]
                if not ended.trouble:
                    yield job, ended.result
                elif other := _without_page(job, files, ended):
                    again.append(other)
                else:
                    stage, words = blame(job, files, ended.trouble, ended.detail, ended.seconds, limits.of(job.paper))
                    yield job, Done(ran={stage: ended.seconds}, error=words)
        jobs = [] if stop() else again


def _kept(ended: Ended, files: StageFiles) -> Ended:
    """The end of a task, after what was carried back of its files is kept here, and what was damaged there is taken away."""
    if not isinstance(ended.result, Carried):
        return ended
    if isinstance(files, FarStageFiles):
        for stage, content in ended.result.files:
            files.keep(stage, ended.name, content)
        for stage in ended.result.damaged:
            files.remove(stage, ended.name)
    return ended._replace(result=ended.result.done)


def _without_page(job: Job, files: StageFiles, ended: Ended) -> Job | None:
    """The job without the page at which its worker was lost; None when it was at none, or too many are lost already."""
    page = ended.page or page_at_work(files.mark(job.paper.document_id))
    failures: dict[str | None, Failure] = {"time": "time", "memory": "memory", "crash": "crash"}
    if page is None or ended.trouble not in failures or page in job.without or len(job.without) >= MOST_PAGES_LOST:
        return None
    return replace(job, without={**job.without, page: failures[ended.trouble]})
