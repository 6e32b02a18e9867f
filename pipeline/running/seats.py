"""What a worker of Dask does for a run: it says what it is, and works on documents, each in a limited process as on one machine."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from pipeline import __version__
from pipeline.edges.code import program_digest
from pipeline.edges.corpus import Unknown, looked_into
from pipeline.edges.far_files import mark_of
from pipeline.edges.locks import LOCK
from pipeline.edges.ocr import Engine
from pipeline.edges.patience import page_at_work
from pipeline.edges.places import FarFolder, is_far
from pipeline.edges.stage_files import StageFiles
from pipeline.edges.workers import Ended, Task, Workers
from pipeline.errors import MinutebookError
from pipeline.running.carrying import carried
from pipeline.running.plan import Stages
from pipeline.running.work import Job, function, work

_LOOKED_AT_ONCE = 4
_BEFORE_CHILDREN_ARE_WAITED_FOR = 10
IDLE_SECONDS = 60.0
"""How long processes that nobody needs are kept warm."""


class Asked(msgspec.Struct, frozen=True):
    """What a worker is asked before it is given work: by which stages, where their files are kept, and a paper that it has to read."""

    stages: Stages
    out: str
    paper: str


class About(msgspec.Struct, frozen=True):
    """What a worker says of itself: its Minutebook, a digest of that one's code, what it reads pictures with, and what it sees of the
    places of the run: the mark where the files are kept, whether it may write there, whether the paper is there; and why not.
    """

    version: str
    code: str
    engine: str | None
    mark: str | None
    writes: bool
    paper: bool
    trouble: str | None = None


class Given(msgspec.Struct, frozen=True):
    """What is the same for all documents of a round: the stages, the modules that are loaded before, the bytes of memory, and the far place
    at which the files of the stages are kept, None when that is the folder of each job."""

    stages: Stages
    modules: list[str]
    memory: int
    files_at: str | None = None


def about(asked: Asked) -> About:
    """What this machine is, for a run."""
    engine = find_engine(asked.stages)
    told = About(__version__, program_digest(), engine.name if engine else None, mark=None, writes=False, paper=False)
    try:
        mark, writes = _files_at(asked.out)
        return replace(told, mark=mark, writes=writes, paper=_is_there(asked.paper))
    except (OSError, MinutebookError) as error:
        return replace(told, trouble=str(error))


def _files_at(place: str) -> tuple[str | None, bool]:
    """The mark of the place at which the files of the stages are kept, None when there is none; and whether it can be written to.

    Raises OSError or UsageError when a far place cannot be reached.
    """
    if is_far(place):
        far = FarFolder(place)
        probe = f"probe-{uuid.uuid4().hex}"
        far.put_bytes(probe, b"")
        far.remove(probe)
        return mark_of(far), True
    mark = None
    with suppress(OSError):
        mark = (Path(place) / LOCK).read_text(encoding="ascii", errors="replace")
    return mark, os.access(place, os.W_OK)


def _is_there(paper: str) -> bool:
    if is_far(paper):
        address, _, name = paper.rpartition("/")
        return FarFolder(address).about(name) is not None
    return Path(paper).is_file()


def what_is_wrong(here: About, there: About, asked: Asked) -> str | None:
    """Why a worker will not do, in words that follow its name; None when it will.

    What it makes must be what this machine would make: the same code, and the same means to read pictures.
    """
    if (here.version, here.code) != (there.version, there.code):
        return (
            f"has another Minutebook: {there.version} (code {there.code}), and here it is {here.version} (code {here.code}). "
            "Install the same on all machines."
        )
    if here.engine != there.engine:
        return (
            f"reads pictures with {there.engine or 'nothing'}, and this machine with {here.engine or 'nothing'}. "
            "Install the same tesseract on all machines, or leave pictures unread: --no-ocr."
        )
    if there.trouble:
        return f"does not reach the files of the run: {there.trouble}"
    if here.mark != there.mark or not there.writes:
        how = "does not see" if here.mark != there.mark else "may not write into"
        return f"{how} the folder {asked.out}. Let it lie where all machines reach it, or use --stage-files with an address."
    if not there.paper:
        return f"does not see the papers: {asked.paper} is not there. Let them lie where all machines reach them, at a path or an address."
    return None


def find_engine(stages: Stages) -> Engine | None:
    """What reads words from pictures on this machine, as it is now."""
    if stages.find_engine is None:
        return None
    engine: Engine | None = function(stages.find_engine)(stages.ocr_languages, stages.ocr_dots_an_inch)
    return engine


def do(task: Task, given: Given) -> Ended:
    """How the work on a document ended, which is done in a limited process of this machine. Called in a worker of Dask."""
    from distributed import get_worker

    job: Job = task.argument
    if job.engine:
        engine = find_engine(given.stages)
        job = replace(job, engine=replace(job.engine, program=engine.program) if engine else job.engine)
    task = task._replace(argument=job)
    worker = get_worker()
    with _kept.workers(given, worker.state.nthreads) as workers:
        if given.files_at or is_far(job.place):
            return carried(task, given.files_at, workers.one, Path(worker.local_directory) / "minutebook")
        ended = workers.one(task)
    if ended.trouble:
        return ended._replace(page=page_at_work(StageFiles(Path(job.out)).mark(job.paper.document_id)))
    return ended


def look(task: Task, given: None) -> Ended:
    """What is in some files of a corpus. Called in a worker of Dask."""
    files: list[Unknown] = task.argument
    with ThreadPoolExecutor(_LOOKED_AT_ONCE) as threads:
        return Ended(task.name, [told for told in threads.map(looked_into, files) if told])


class _Pool:
    """Warm processes: how many documents they are at work on, and when they were last given one."""

    def __init__(self, workers: Workers) -> None:
        self.workers = workers
        self.at_work = 0
        self.used = time.monotonic()


class KeptWarm:
    """The processes of this worker, by what they have loaded and may take: kept until nobody has needed them for a while."""

    def __init__(self, function: Callable[[Any], Any], idle_seconds: float = IDLE_SECONDS) -> None:
        self._function = function
        self._idle_seconds = idle_seconds
        self._lock = threading.Lock()
        self._pools: dict[tuple[object, ...], _Pool] = {}
        self._minding = False

    @contextmanager
    def workers(self, given: Given, count: int) -> Iterator[Workers]:
        """Processes for documents of a round, of which no more than `count` are worked on at a time."""
        pool = self._begin((*given.modules, given.memory, count), given, count)
        try:
            yield pool.workers
        except MinutebookError:  # none can be started any more
            with self._lock:
                self._pools = {key: each for key, each in self._pools.items() if each is not pool}
            raise
        finally:
            with self._lock:
                pool.at_work -= 1
                pool.used = time.monotonic()

    def end(self, idle_seconds: float = 0.0) -> int:
        """End the processes that nobody has needed for so long; returns how many kinds of them are left."""
        now = time.monotonic()
        with self._lock:
            idle = [key for key, pool in self._pools.items() if not pool.at_work and now - pool.used >= idle_seconds]
            ended = [self._pools.pop(key) for key in idle]
            left = len(self._pools)
            self._minding = self._minding and left > 0
        for pool in ended:
            pool.workers.stop()
        return left

    def _begin(self, key: tuple[object, ...], given: Given, count: int) -> _Pool:
        with self._lock:
            if key not in self._pools:
                may_have_children()
                self._pools[key] = _Pool(Workers(self._function, count, given.modules, given.memory))
            if not self._minding:
                self._minding = True
                threading.Thread(target=self._mind, name="ends idle processes", daemon=True).start()
            self._pools[key].at_work += 1
            return self._pools[key]

    def _mind(self) -> None:
        """End what is idle, as long as there is anything."""
        while self.end(self._idle_seconds):
            time.sleep(self._idle_seconds / 4)

    def stop(self) -> None:
        """End all processes at once, whatever they are doing."""
        with self._lock:
            pools, self._pools = list(self._pools.values()), {}
        for pool in pools:
            pool.workers.stop()


_kept = KeptWarm(work)


def may_have_children() -> None:
    """Let this process start others, as a worker of Dask may not without being asked: it is a daemon, and those have no children.

    Ours end with it all the same: before it waits for them when it ends by itself, and by the system when it is killed.
    """
    process = multiprocessing.current_process()
    if process.daemon:
        process.daemon = False
        Finalize(None, _kept.stop, exitpriority=_BEFORE_CHILDREN_ARE_WAITED_FOR)


def tidy() -> None:
    """Nothing of a run that has ended is kept warm on this worker."""
    _kept.end()
