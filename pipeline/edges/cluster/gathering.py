"""Workers of Dask: those of a scheduler that is there already, or of a cluster that is started here; and which of them will do."""

from __future__ import annotations

import importlib.util
import logging
import queue
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Any, NamedTuple, Self

from pipeline.edges.cluster.seating import Seating
from pipeline.errors import MinutebookError, UsageError

CONNECT_SECONDS = 20.0
WORKERS_SECONDS = 60.0
"""How long a scheduler without a worker is waited on, at the beginning and later."""
_LOOK_OVER_SECONDS = 120.0
_DEAF_TO_CTRL_C = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)"
"""Ctrl-C on a terminal goes to all processes; the workers of this machine end when they are told to."""
_FETCH_SECONDS = 5.0
"""After so long it is asked whether what is being fetched is there still."""
_EVENTS = "all"
_AT_REST = {
    "distributed.worker.profile.enabled": False,
    "distributed.worker.memory.monitor-interval": "10s",
    "distributed.admin.system-monitor.interval": "10s",
    "distributed.admin.tick.interval": "500ms",
    "distributed.scheduler.work-stealing": False,
}
"""On this machine nobody looks at how the workers are doing, so that they need not look either: that took half of what Dask takes."""
PATIENT = {"distributed.deploy.lost-worker-timeout": "10m"}
"""A worker that has died is started again, which takes its time on a busy machine: after 15 seconds Dask would give it up for good."""
NOT_INSTALLED = "--engine dask needs Dask, which is not installed: pip install 'minutebook[scale]', here and wherever the workers are."


class LookOver(NamedTuple):
    """How a worker is looked over: a function that is called there, its argument, and what is wrong with its result, None for nothing."""

    function: Callable[[Any], Any]
    argument: Any
    trouble: Callable[[Any], str | None]


class Event(NamedTuple):
    """Something that happened in a cluster: a `future` has ended, or a worker `came`, or has `left` (it `died` when nobody asked it to)."""

    future: Any = None
    came: str | None = None
    left: str | None = None
    died: bool = False


class _Looking(NamedTuple):
    """A worker that is being looked over."""

    worker: str
    seats: int
    future: Any


class Gathering:
    """The workers of a cluster. Use it as a context manager.

    `address` is that of a scheduler; with None, a scheduler and `count` workers are started on this machine, and stopped at the end.
    `folder` is where those keep what they need while they work.

    Raises UsageError when Dask is not installed; MinutebookError when no scheduler answers, it has no workers, or a worker will not do.
    """

    def __init__(self, address: str | None, count: int, folder: str, look_over: LookOver) -> None:
        if importlib.util.find_spec("distributed") is None:
            raise UsageError(NOT_INSTALLED)
        self.address = address
        self.token = uuid.uuid4().hex[:12]
        self.seating = Seating()
        self.events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self.unfit: dict[str, str] = {}
        self._count = count
        self._folder = folder
        self._look_over = look_over
        self._cluster: Any = None
        self._settings: Any = None
        self._looking: dict[str, _Looking] = {}
        self.client: Any = None

    def __enter__(self) -> Self:
        try:
            self._connect()
            self.client.subscribe_topic(_EVENTS, self._happened)
            self._wait_for_workers()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self, last: Callable[[], None] | None = None) -> None:
        """Let go of the scheduler; end what was started here. Workers that stay are called to do something `last`."""
        if last and self.address and self.client is not None and not self.is_gone():
            with suppress(Exception), _quiet():
                self.client.run(last, workers=sorted(self.seating.workers), on_error="ignore")
        if self.client is not None:
            with suppress(Exception):
                self.client.unsubscribe_topic(_EVENTS)
        for each in (self.client, self._cluster):
            if each is not None:
                with suppress(Exception), _quiet():
                    each.close()
        self.client = self._cluster = None
        if self._settings is not None:
            self._settings.__exit__(None, None, None)
            self._settings = None

    def submit(self, function: Callable[..., Any], *arguments: Any, worker: str, key: str) -> Any:
        """The future of a call on one worker, which ends in an event."""
        future = self.client.submit(function, *arguments, workers=[worker], allow_other_workers=False, pure=False, retries=0, key=key)
        future.add_done_callback(lambda done: self.events.put(Event(future=done)))
        return future

    def is_gone(self) -> bool:
        """Whether the scheduler is there no more."""
        return self.client.status not in ("running", "connecting") or self.client.scheduler_comm is None

    def heed(self, event: Event) -> None:
        """Take note of workers that come, leave, or have been looked over; one that will do is given its seats."""
        if event.came:
            self._look(event.came)
        if event.left:
            self._looking = {key: each for key, each in self._looking.items() if each.worker != event.left}
        each = self._looking.pop(event.future.key, None) if event.future is not None else None
        if each is None or each.future.cancelled():
            return
        trouble = self._trouble(each.future)
        if trouble:
            self.unfit[each.worker] = trouble
        else:
            self.seating.arrive(each.worker, each.seats)

    # --- beginning ----------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        import dask
        from distributed import Client, LocalCluster

        if self.address is None:
            self._settings = dask.config.set({**_AT_REST, **PATIENT})
            self._cluster = LocalCluster(  # type: ignore[no-untyped-call]
                n_workers=self._count, threads_per_worker=1, processes=True, host="127.0.0.1", memory_limit=0,
                dashboard_address="127.0.0.1:0",
                silence_logs=logging.CRITICAL, local_directory=self._folder, preload=[_DEAF_TO_CTRL_C],
            )  # fmt: skip
            self.client = Client(self._cluster, set_as_default=False)  # type: ignore[no-untyped-call]
            return
        try:
            with _quiet():
                self.client = Client(self.address, timeout=CONNECT_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, TimeoutError, ValueError) as error:
            raise MinutebookError(
                f"No Dask scheduler answers at {self.address}. Start one (dask scheduler), or name the address that it prints: "
                f"--scheduler tcp://HOST:8786. Without --scheduler, workers are started on this machine."
            ) from error

    def _wait_for_workers(self) -> None:
        """Look all workers over; raise MinutebookError when there are none, or one will not do."""
        try:
            self.client.wait_for_workers(1 if self.address else self._count, timeout=WORKERS_SECONDS)
        except TimeoutError as error:
            raise MinutebookError(f"{self.whose()} has no workers. Start some: dask worker {self.address or ''}".rstrip()) from error
        for worker in list(self.client.scheduler_info(n_workers=-1)["workers"]):
            self._look(worker)
        while self._looking:
            try:
                self.heed(self.events.get(timeout=_LOOK_OVER_SECONDS))
            except queue.Empty as error:
                silent = ", ".join(sorted(each.worker for each in self._looking.values()))
                raise MinutebookError(f"These Dask workers do not answer: {silent}. See what they are doing, or end them.") from error
        if self.unfit:
            raise MinutebookError("\n".join(f"The Dask worker {worker} {trouble}" for worker, trouble in sorted(self.unfit.items())))

    def whose(self) -> str:
        """The cluster, for people."""
        return f"The Dask scheduler at {self.address}" if self.address else "The Dask cluster on this machine"

    def _look(self, worker: str) -> None:
        """Look a worker over, unless that is done."""
        told = self.client.scheduler_info(n_workers=-1)["workers"].get(worker)
        if told and worker not in self.seating.workers | {each.worker for each in self._looking.values()}:
            key = f"minutebook-look-{self.token}-{uuid.uuid4().hex[:8]}"
            future = self.submit(self._look_over.function, self._look_over.argument, worker=worker, key=key)
            self._looking[key] = _Looking(worker, int(told["nthreads"]), future)

    def _trouble(self, future: Any) -> str | None:
        try:
            told = result_of(future)
        except Exception as failure:
            error = failure
        else:
            return self._look_over.trouble(told) if told is not None else "is gone."
        if isinstance(error, ModuleNotFoundError):
            return f"has not what it needs ({error}). Install the same Minutebook there: pip install 'minutebook[scale]'"
        return f"could not say what it is ({type(error).__name__}: {error})."

    def _happened(self, event: tuple[float, Any]) -> None:
        """Note that a worker came or left; called by the client, in a thread of its own."""
        told = event[1]
        if isinstance(told, dict) and told.get("action") == "add-worker":
            self.events.put(Event(came=told["worker"]))
        elif isinstance(told, dict) and told.get("action") == "remove-worker":
            self.events.put(Event(left=told["worker"], died=not told.get("expected")))


def result_of(future: Any) -> Any:
    """What a future that has ended gives, or raises; None when its worker has died and nobody has what it gave."""
    while True:
        try:
            return future.result(timeout=_FETCH_SECONDS)
        except TimeoutError:
            if future.status == "error":
                raise
            if future.status != "finished":
                return None


@contextmanager
def _quiet() -> Iterator[None]:
    """While it is open, Dask writes nothing into what the user sees."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)
