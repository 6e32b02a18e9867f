"""Warm worker processes: a task that hangs or breaks its worker costs that worker and that task, nothing else."""

from __future__ import annotations

import logging
import multiprocessing
import os
import queue
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future, TimeoutError
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from types import TracebackType
from typing import Any, NamedTuple, Self

from pebble import ProcessExpired, ProcessPool

from pipeline.edges.lifelines import end_with_parent, leave_fork_server, limit, limit_processor
from pipeline.edges.processor import collect_seldom
from pipeline.errors import MinutebookError

_MOST_FILE_BYTES = 8 << 30
_MOST_DETAIL = 500
_GRACE_SECONDS = 20.0
"""What a task may take of the processor beyond its time; it is ended after its time already, unless nobody is left to do so."""
_OUT_OF_PROCESSOR = 24
"""The signal SIGXCPU, which some systems don't have."""
_TASKS_A_WORKER = 100
_POLL_SECONDS = 0.2
_NO_WORKERS = "The worker processes do not start. Run `minutebook doctor` to see what is missing."


class Task(NamedTuple):
    """A call for a worker: the name by which its end is told, the argument, and the seconds that it may take."""

    name: str
    argument: Any
    seconds: float


class Ended(NamedTuple):
    """How a task ended: with a result, or with one kind of trouble (`time`, `memory`, `crash`, `lost`, `error`) and what is known of it.

    `lost` is a task that has cost its machine, not only its worker process. `page` is the page at which its worker was lost, where whoever
    ran the task has looked.
    """

    name: str
    result: Any = None
    trouble: str | None = None
    detail: str = ""
    seconds: float = 0.0
    page: int | None = None


class Workers:
    """A pool of worker processes that all know `modules` already. Use it as a context manager.

    `function` is a module's function of one argument, called in the workers. `memory` is what a worker may take of address space,
    in bytes, where the system keeps to it. A worker, and what it has started, ends with this process, however this ends.
    """

    def __init__(self, function: Callable[[Any], Any], count: int, modules: Iterable[str], memory: int) -> None:
        self._function = function
        self._count = count
        modules = list(modules)
        context: Any = multiprocessing.get_context("forkserver" if _has_forkserver() else "spawn")
        if _has_forkserver():
            context.set_forkserver_preload(modules)
        self._pool = ProcessPool(
            max_workers=count, max_tasks=_TASKS_A_WORKER, initializer=_prepare, initargs=(modules, memory, list(sys.path)), context=context
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    def run(self, tasks: Iterable[Task], stop: Callable[[], bool] = lambda: False) -> Iterator[Ended]:
        """How each task ended, in the order in which they end. Tasks are begun in the order given; none is begun after `stop()` is true,
        and those begun are waited for.

        Raises MinutebookError when no worker can be started.
        """
        ended: queue.SimpleQueue[tuple[Task, float, Future[Any]]] = queue.SimpleQueue()
        waiting = iter(tasks)
        running: set[Future[Any]] = set()
        more = True
        while more or running:
            more = more and not stop()
            while more and len(running) < self._count:
                task = next(waiting, None)
                if task is None:
                    more = False
                    break
                running.add(self._begin(task, ended))
            if not running:
                break
            with suppress(queue.Empty):
                task, begun, future = ended.get(timeout=_POLL_SECONDS)
                running.discard(future)
                yield _end(task, time.monotonic() - begun, future)

    def one(self, task: Task) -> Ended:
        """How the task ended, once it has. Any thread may ask; no more at a time than there are workers.

        Raises MinutebookError when no worker can be started.
        """
        ended: queue.SimpleQueue[tuple[Task, float, Future[Any]]] = queue.SimpleQueue()
        self._begin(task, ended)
        task, begun, future = ended.get()
        return _end(task, time.monotonic() - begun, future)

    def stop(self) -> None:
        """End the workers at once, whatever they are doing."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def _begin(self, task: Task, ended: queue.SimpleQueue[tuple[Task, float, Future[Any]]]) -> Future[Any]:
        begun = time.monotonic()
        try:
            future: Future[Any] = self._pool.schedule(_do, args=[self._function, task.argument, task.seconds], timeout=task.seconds)
        except RuntimeError as error:
            raise MinutebookError(_NO_WORKERS) from error
        future.add_done_callback(lambda done: ended.put((task, begun, done)))
        return future


class Alone:
    """The same without worker processes: tasks are done here, one after the other. For measuring and for looking for faults, since
    nothing ends a task that hangs, and one that breaks the program breaks all."""

    def __init__(self, function: Callable[[Any], Any]) -> None:
        self._function = function

    def __enter__(self) -> Self:
        collect_seldom()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Nothing is left to end."""

    def run(self, tasks: Iterable[Task], stop: Callable[[], bool] = lambda: False) -> Iterator[Ended]:
        """How each task ended, in the order given; none is begun after `stop()` is true."""
        for task in tasks:
            if stop():
                break
            begun = time.monotonic()
            yield Ended(task.name, self._function(task.argument), seconds=time.monotonic() - begun)


def _end(task: Task, seconds: float, future: Future[Any]) -> Ended:
    try:
        return Ended(task.name, future.result(), seconds=seconds)
    except (TimeoutError, CancelledError):
        return Ended(task.name, trouble="time", detail=f"{task.seconds:.0f}", seconds=seconds)
    except BrokenProcessPool as error:
        raise MinutebookError(_NO_WORKERS) from error
    except ProcessExpired as error:
        if error.exitcode == -_OUT_OF_PROCESSOR:
            return Ended(task.name, trouble="time", detail=f"{task.seconds:.0f}", seconds=seconds)
        return Ended(task.name, trouble="crash", detail=str(error.exitcode), seconds=seconds)
    except MemoryError:
        return Ended(task.name, trouble="memory", seconds=seconds)
    except Exception as error:
        return Ended(task.name, trouble="error", detail=f"{type(error).__name__}: {error}"[:_MOST_DETAIL], seconds=seconds)


def _do(function: Callable[[Any], Any], argument: Any, seconds: float) -> Any:
    """What the function gives, in a worker."""
    limit_processor(seconds + _GRACE_SECONDS)
    return function(argument)


def _prepare(modules: list[str], memory: int, path: list[str]) -> None:
    """Make a worker ready: quiet, with its limits, and with the modules in place."""
    end_with_parent()
    leave_fork_server()
    sys.path[:] = path
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    limit(memory, _MOST_FILE_BYTES)
    for name in modules:
        with suppress(ImportError):
            __import__(name)
    collect_seldom()


def _has_forkserver() -> bool:
    """Whether workers can be forked from a server that has loaded everything: on Linux, where it is safe."""
    return sys.platform == "linux" and "forkserver" in multiprocessing.get_all_start_methods()


def worker_count(asked: int | None) -> int:
    """How many workers to have: as many as asked for, else one for each processor that we may use."""
    if asked:
        return asked
    with suppress(AttributeError):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
