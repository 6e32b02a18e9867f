"""Who sits where: tasks on the seats of workers that come and go, so that it is known which task a worker died over.

Each worker is given no more tasks than it works on at a time: all that it holds when it dies were at work. A task whose worker has died is
given a worker for itself the next time: dies that one too, it was the task's own doing, and no other's.
"""

from __future__ import annotations

from collections import Counter

MOST_DEATHS = 2
"""How many workers a task may cost."""


class Seating:
    """The seats of all workers, and the tasks that sit on them."""

    def __init__(self) -> None:
        self._seats: dict[str, int] = {}
        self._sitting: dict[str, set[str]] = {}
        self._kept_free: str | None = None
        self._deaths: Counter[str] = Counter()

    @property
    def seats(self) -> int:
        """How many tasks can be at work at a time."""
        return sum(self._seats.values())

    @property
    def workers(self) -> set[str]:
        """The addresses of the workers that are there."""
        return set(self._seats)

    def arrive(self, worker: str, seats: int) -> None:
        """A worker is there, with so many seats."""
        self._seats[worker] = seats
        self._sitting.setdefault(worker, set())

    def leave(self, worker: str, died: bool) -> set[str]:
        """The tasks that sat on a worker which is gone: they are at work no more. When it has `died`, it is held against them."""
        self._seats.pop(worker, None)
        tasks = self._sitting.pop(worker, set())
        if worker == self._kept_free:
            self._kept_free = None
        if died:
            self._deaths.update(tasks)
        return tasks

    def place_for(self, task: str) -> str | None:
        """The worker on which a task is to sit down, the one with most seats free; None when there is none now.

        A task that has cost a worker waits for one on which nobody sits.
        """
        free = {worker: seats - len(self._sitting[worker]) for worker, seats in self._seats.items()}
        if self._deaths[task]:
            empty = [worker for worker in free if not self._sitting[worker]]
            if not empty:
                self._kept_free = min(free, key=lambda worker: len(self._sitting[worker]), default=None)
                return None
            return empty[0]
        open_to_all = [worker for worker, seats in free.items() if seats > 0 and worker != self._kept_free and not self._is_taken(worker)]
        return max(open_to_all, key=lambda worker: free[worker], default=None)

    def sit_down(self, task: str, worker: str) -> None:
        """A task is at work on a worker."""
        self._sitting[worker].add(task)
        if worker == self._kept_free:
            self._kept_free = None

    def stand_up(self, task: str) -> None:
        """A task is at work no more."""
        for tasks in self._sitting.values():
            tasks.discard(task)

    def is_given_up(self, task: str) -> bool:
        """Whether a task has cost as many workers as it may."""
        return self._deaths[task] >= MOST_DEATHS

    def _is_taken(self, worker: str) -> bool:
        """Whether a task sits on a worker that needs it for itself."""
        return any(self._deaths[task] for task in self._sitting[worker])
