"""Tasks handed out to the workers of a cluster, and how each of them ended."""

from __future__ import annotations

import queue
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pipeline.edges.cluster.gathering import WORKERS_SECONDS, Gathering, result_of
from pipeline.edges.workers import Ended, Task
from pipeline.errors import MinutebookError

_POLL_SECONDS = 0.2
_MOST_DETAIL = 500


def hand_out(
    gathering: Gathering, function: Callable[[Task, Any], Ended], given: Any, tasks: Iterable[Task], stop: Callable[[], bool]
) -> Iterator[Ended]:
    """How each task ended, in the order in which they end; none is begun after `stop()` is true, and those begun are waited for.

    On a worker, `function` is called with a task and with what all are `given`. A task whose worker has died is begun again on another; one
    that has cost two workers is `lost`. Raises MinutebookError when the scheduler is gone, or all workers are and none comes back.
    """
    return _HandingOut(gathering, function, given, tasks).run(stop)


class _HandingOut:
    """The tasks that wait, and those that are at work."""

    def __init__(self, gathering: Gathering, function: Callable[[Task, Any], Ended], given: Any, tasks: Iterable[Task]) -> None:
        self._gathering = gathering
        self._seating = gathering.seating
        self._function = function
        self._given = given
        self._tasks = iter(tasks)
        self._again: deque[Task] = deque()
        self._begun: dict[str, tuple[Task, Any]] = {}
        self._number = 0
        self._next: Task | None = None
        self._deserted: float | None = None

    def run(self, stop: Callable[[], bool]) -> Iterator[Ended]:
        try:
            yield from self._run(stop)
        finally:
            for _, future in self._begun.values():
                future.cancel()

    def _run(self, stop: Callable[[], bool]) -> Iterator[Ended]:
        while True:
            if not stop():
                self._begin_some()
            if not self._begun and (stop() or not self._is_waiting()):
                return
            try:
                event = self._gathering.events.get(timeout=_POLL_SECONDS)
            except queue.Empty:
                self._look_around()
                continue
            self._gathering.heed(event)
            if event.left:
                yield from self._without(event.left, event.died)
            elif event.future is not None and event.future.key in self._begun:
                task, future = self._begun[event.future.key]
                if future.cancelled():  # the scheduler has forgotten it
                    self._stand_up(future)
                    self._again.append(task)
                    self._look_around()
                elif ended := _end(task, future):  # else it is told next that the worker has left
                    self._stand_up(future)
                    yield ended

    def _stand_up(self, future: Any) -> None:
        """A task is at work no more."""
        task, _ = self._begun.pop(future.key)
        self._seating.stand_up(task.name)

    def _begin_some(self) -> None:
        """Give every free seat a task: first those that have to be begun again."""
        for task in list(self._again):
            worker = self._seating.place_for(task.name)
            if worker:
                self._again.remove(task)
                self._begin(task, worker)
        while upcoming := self._upcoming():
            worker = self._seating.place_for(upcoming.name)
            if worker is None:
                return
            self._next = None
            self._begin(upcoming, worker)

    def _begin(self, task: Task, worker: str) -> None:
        self._number += 1
        key = f"minutebook-{self._gathering.token}-{self._number}-{task.name}"
        self._seating.sit_down(task.name, worker)
        self._begun[key] = (task, self._gathering.submit(self._function, task, self._given, worker=worker, key=key))

    def _upcoming(self) -> Task | None:
        """The next task that was never begun; None when there is none any more."""
        if self._next is None:
            self._next = next(self._tasks, None)
        return self._next

    def _is_waiting(self) -> bool:
        return bool(self._again) or self._upcoming() is not None

    def _without(self, worker: str, died: bool) -> Iterator[Ended]:
        """Begin again what was at work on a worker that is gone; what has now cost too many is given up."""
        names = self._seating.leave(worker, died)
        for key, (task, future) in list(self._begun.items()):
            if task.name in names and future.status != "finished":
                del self._begun[key]
                future.cancel()
                if self._seating.is_given_up(task.name):
                    yield Ended(task.name, trouble="lost", detail=worker)
                else:
                    self._again.append(task)

    def _look_around(self) -> None:
        """Raise MinutebookError when there is nobody to wait for."""
        if self._gathering.is_gone():
            raise MinutebookError(f"{self._gathering.whose()} is gone. What is finished is kept; run the same command again to go on.")
        if self._seating.workers:
            self._deserted = None
            return
        self._deserted = self._deserted or time.monotonic()
        if time.monotonic() - self._deserted > WORKERS_SECONDS:
            words = f"{self._gathering.whose()} has had no workers for {WORKERS_SECONDS:.0f} seconds."
            unfit = "".join(f" {name} {trouble}" for name, trouble in sorted(self._gathering.unfit.items()))
            raise MinutebookError(f"{words}{unfit} What is finished is kept; start workers, and run the same command again.")


def _end(task: Task, future: Any) -> Ended | None:
    """How a task ended; None when its worker died while it was at work, or before anybody had fetched what it gave."""
    try:
        ended: Ended | None = result_of(future)
        return ended
    except MinutebookError:
        raise
    except Exception as error:
        if type(error).__name__ == "KilledWorker":
            return None
        return Ended(task.name, trouble="error", detail=f"{type(error).__name__}: {error}"[:_MOST_DETAIL])
