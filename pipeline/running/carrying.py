"""The work on a document whose paper or files lie at a far place: they are brought into a scratch folder, and what is made is put back.

Only the process that carries knows of far places; the limited one that reads finds everything on its own disk, as always.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec
from msgspec.structs import replace

from pipeline.edges.far_files import STAGES, far_path, small_part
from pipeline.edges.patience import page_at_work
from pipeline.edges.places import FarFolder, is_far
from pipeline.edges.stage_files import StageFiles
from pipeline.edges.workers import Ended, Task, Workers
from pipeline.running.work import Done, Job

_POLL_SECONDS = 0.2
_NOT_FETCHED = "It could not be fetched ({error})."
_MISSING = "A file of an earlier stage was lost, and is made anew."
_NOT_PUT = "What was made of it could not be put at {address} ({error})."


class Carried(msgspec.Struct, frozen=True):
    """What became of a document, and what of its files is kept by whoever asked: a stage, and the content. `damaged` are stages whose files
    at the far place were not as they were put there."""

    done: Done | None
    files: list[tuple[str, bytes]]
    damaged: list[str]


def carried(task: Task, files_at: str | None, do: Callable[[Task], Ended], scratch: Path) -> Ended:
    """How the work on a document ended, done by `do` in a scratch folder; its result is `Carried`.

    `files_at` is where the files of the stages are kept, None for the folder of the job. A paper that is not the one that was seen is
    treated as one that changed under the reader.
    """
    job: Job = task.argument
    scratch.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=scratch, prefix="paper.") as name:
        folder = Path(name)
        far = FarFolder(files_at) if files_at else None
        fetched = _stages_before(job) if far else []
        try:
            here = _brought(job, far, fetched, folder)
        except _Missing as missing:
            return Ended(task.name, Carried(Done(error=_MISSING, damaged=True), [], [str(missing)]))
        except OSError as error:
            return _unwritten(task, _NOT_FETCHED.format(error=error))
        files = StageFiles(Path(here.out))
        before = _made(files, job) if far else {}
        ended = do(task._replace(argument=here))
        page = page_at_work(files.mark(job.paper.document_id)) if ended.trouble else None
        if far is None:
            return ended._replace(page=page, result=Carried(ended.result, [], []))
        made = [stage for stage, stamp in _made(files, job).items() if before.get(stage) != stamp]
        try:
            for stage in made:
                far.put(far_path(stage, job.paper.document_id), files.path(stage, job.paper.document_id))
        except OSError as error:
            return _unwritten(task, _NOT_PUT.format(address=far.address, error=error))
        kept = [(stage, content) for stage in made if (content := small_part(files, stage, job.paper.document_id)) is not None]
        gone = [stage for stage in fetched if not files.path(stage, job.paper.document_id).exists()]
        return ended._replace(page=page, result=Carried(ended.result, kept, gone))


def _unwritten(task: Task, words: str) -> Ended:
    return Ended(task.name, Carried(Done(error=words, unwritten=True), [], []))


def _stages_before(job: Job) -> list[str]:
    """The stages whose files the work begins from."""
    first = job.stages[0][0].name
    return list(STAGES[: STAGES.index(first)])


def _brought(job: Job, far: FarFolder | None, fetched: list[str], folder: Path) -> Job:
    """The job with what it needs in a scratch folder. Raises OSError when something cannot be fetched, _Missing when a file is gone."""
    if not fetched and is_far(job.place):
        job = _with_paper(job, folder)
    if far is None:
        return job
    files = StageFiles(folder)
    for stage in fetched:
        path = files.path(stage, job.paper.document_id)
        path.parent.mkdir(exist_ok=True)
        try:
            far.fetch(far_path(stage, job.paper.document_id), path)
        except FileNotFoundError as error:
            raise _Missing(stage) from error
    return replace(job, out=str(folder))


def _with_paper(job: Job, folder: Path) -> Job:
    """The job with its paper in a scratch folder; without it there, when it is not the one that was seen."""
    address, _, name = job.place.rpartition("/")
    place = folder / "paper.pdf"
    digest = hashlib.sha256()
    taken = 0

    def see(block: bytes) -> None:
        nonlocal taken
        taken += len(block)
        digest.update(block)
        if taken > job.paper.bytes:
            raise _Another

    try:
        FarFolder(address).fetch(name, place, see)
        same = digest.hexdigest() == job.paper.sha256
    except (_Another, FileNotFoundError):
        same = False
    if not same:
        place.unlink(missing_ok=True)
        return replace(job, place=str(place))
    return replace(job, place=str(place), paper=replace(job.paper, modified_ns=place.stat().st_mtime_ns))


class _Missing(Exception):
    """The file of a stage is not at the far place."""


class _Another(Exception):
    """The paper is another one than was seen."""


def _made(files: StageFiles, job: Job) -> dict[str, object]:
    """The stages that have a file of the document, each with its stamp, in the order of the stages."""
    stamps = {stage: files.stamp(stage, job.paper.document_id) for stage in STAGES}
    return {stage: stamp for stage, stamp in stamps.items() if stamp is not None}


class Carriers:
    """Worker processes of this machine, each with a thread that brings what it needs and puts back what it made; a context manager."""

    def __init__(self, workers: Workers, count: int, files_at: str | None, scratch: Path) -> None:
        self._workers = workers
        self._count = count
        self._files_at = files_at
        self._scratch = scratch

    def __enter__(self) -> Self:
        self._threads = ThreadPoolExecutor(self._count, thread_name_prefix="carrier")
        self._workers.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._workers.stop()
        self._threads.shutdown(cancel_futures=True)

    def run(self, tasks: Iterable[Task], stop: Callable[[], bool]) -> Iterator[Ended]:
        """How each task ended, in the order in which they end; none is begun after `stop()` is true, and those begun are waited for."""
        waiting = iter(tasks)
        running: set[Future[Ended]] = set()
        while True:
            while len(running) < self._count and not stop() and (task := next(waiting, None)) is not None:
                running.add(self._threads.submit(carried, task, self._files_at, self._workers.one, self._scratch))
            if not running:
                return
            done, running = wait(running, _POLL_SECONDS, FIRST_COMPLETED)
            yield from (future.result() for future in done)
