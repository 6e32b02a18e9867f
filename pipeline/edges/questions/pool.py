"""The processes that answer questions: as many as asked for, a new one for each that had to be ended."""

from __future__ import annotations

import multiprocessing
import queue
import sqlite3
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from pipeline.edges.questions.bounds import PUBLIC, Bounds
from pipeline.edges.questions.process import answer_all
from pipeline.edges.questions.records import Answer, Question


class TookTooLong(Exception):
    """A question took more time than it may. `seconds` is the processor time that it took at least."""

    def __init__(self, seconds: float) -> None:
        super().__init__("The question took too long.")
        self.seconds = seconds


class NobodyFree(Exception):
    """All processes are answering others, and went on doing so."""


class _One(NamedTuple):
    process: Any
    pipe: Connection

    def end(self) -> None:
        self.pipe.close()
        self.process.kill()
        self.process.join()


class Answerers:
    """Processes that answer questions to the database at `path`, which nobody changes.

    `prepare` gives a connection the SQL functions that questions may use; it is a function of a module, and `modules` are those that
    every process shall know from its start. Call `close` at the end.
    """

    def __init__(
        self,
        path: Path,
        prepare: Callable[[sqlite3.Connection], None],
        count: int = 2,
        bounds: Bounds = PUBLIC,
        modules: Iterable[str] = (),
    ) -> None:
        self._path = str(path)
        self._prepare = prepare
        self._bounds = bounds
        self._context: Any = multiprocessing.get_context("forkserver" if sys.platform != "win32" else "spawn")
        if sys.platform != "win32":
            self._context.set_forkserver_preload(["pipeline.edges.questions.process", *modules])
        self._decoder = msgspec.msgpack.Decoder(Answer)
        self._free: queue.LifoQueue[_One | None] = queue.LifoQueue()
        for _ in range(count):
            self._free.put(None)  # begun when it is first needed

    def ask(self, question: Question) -> Answer:
        """The answer, whose trouble is not time. It may take seconds: not for an event loop.

        Raises TookTooLong, and NobodyFree when no process was free for a while.
        """
        try:
            one = self._free.get(timeout=self._bounds.waiting_seconds)
        except queue.Empty:
            raise NobodyFree("The site is busy.") from None
        answer = None
        try:
            one = one or self._begun()
            one.pipe.send_bytes(msgspec.msgpack.encode(question))
            if one.pipe.poll(self._bounds.wall_seconds):
                answer = self._decoder.decode(one.pipe.recv_bytes())
        except (EOFError, OSError):
            answer = None  # the process ended, by the alarm or by running out of memory
        finally:
            if answer is None and one is not None:
                one.end()
                one = None
            self._free.put(one)
        if answer is None:
            raise TookTooLong(question.seconds)
        if answer.trouble == "time":
            raise TookTooLong(answer.seconds)
        return answer

    def close(self) -> None:
        """End the processes."""
        with suppress(queue.Empty):
            while True:
                one = self._free.get_nowait()
                if one is not None:
                    one.end()

    def _begun(self) -> _One:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=answer_all, args=(theirs, self._path, self._prepare, self._bounds), daemon=True)
        process.start()
        theirs.close()
        return _One(process, ours)
