"""A process that answers questions, one after the other, until nobody is there to ask."""

from __future__ import annotations

import resource
import signal
import sqlite3
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from contextlib import suppress
from json.encoder import encode_basestring_ascii
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec

from pipeline.edges.questions.bounds import Bounds, tame
from pipeline.edges.questions.records import Answer, Question, Value

_OPERATIONS_BETWEEN_LOOKS = 1000
_GRACE_SECONDS = 0.05
_CELL_WEIGHT = 8
_MOST_OPEN = 4
"""How many databases a process keeps open, of those that it was asked last."""
_MUCH = "The answer is too large. Ask for fewer rows or columns, or for shorter ones: substr(text, 1, 300)."
_MEMORY = "The question needs more memory than it may take here. Ask for less at a time; the whole data can be downloaded."


def answer_all(pipe: Connection, path: str, prepare: Callable[[sqlite3.Connection], None], bounds: Bounds) -> None:
    """Answer what comes through the pipe, until it is closed. Meant to be the whole life of a process.

    A question that takes too much processor time without a chance to stop it (SQLite looks at the clock between its operations, not
    within one) ends the process: the system sends it the signal of an alarm that nobody handles.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then closes the pipe
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    readers = Readers(path, prepare, bounds)
    decoder = msgspec.msgpack.Decoder(Question)
    encoder = msgspec.msgpack.Encoder()
    while True:
        try:
            question = decoder.decode(pipe.recv_bytes())
            pipe.send_bytes(encoder.encode(readers.answer(question)))
        except (EOFError, BrokenPipeError, ConnectionResetError):
            return


class Readers:
    """The first database, and those of others that were asked last; each opened when it is first asked."""

    def __init__(self, path: str, prepare: Callable[[sqlite3.Connection], None], bounds: Bounds) -> None:
        self._path, self._prepare, self._bounds = path, prepare, bounds
        self._open: OrderedDict[str, Reader] = OrderedDict({path: Reader(path, prepare, bounds)})
        _limit_memory(bounds)

    def answer(self, question: Question) -> Answer:
        """The answer to a question, by the database that it is for."""
        path = question.path or self._path
        reader = self._open.get(path)
        if reader is None:
            try:
                reader = self._open[path] = Reader(path, self._prepare, self._bounds)
            except sqlite3.DatabaseError:
                return Answer(trouble="error", words="The database of this council is not at hand.")
            while len(self._open) > _MOST_OPEN:
                self._open.popitem(last=False)[1].close()
        self._open.move_to_end(path)
        return reader.answer(question)


class Reader:
    """The database, opened so that what a question may do is bounded."""

    def __init__(self, path: str, prepare: Callable[[sqlite3.Connection], None], bounds: Bounds) -> None:
        self._refusals: list[str] = []
        self._connection = sqlite3.connect(f"{Path(path).resolve().as_uri()}?immutable=1", uri=True, isolation_level=None)
        self._connection.text_factory = lambda text: str(text, "utf-8", "replace")
        self._connection.execute("pragma cache_size = -4000")
        self._connection.execute(f"pragma hard_heap_limit = {bounds.heap}")
        prepare(self._connection)
        tame(self._connection, bounds, refused=self._refusals.append)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def answer(self, question: Question) -> Answer:
        """The answer to a question."""
        self._refusals.clear()
        began = time.process_time()
        late = began + question.seconds
        self._connection.set_progress_handler(lambda: time.process_time() >= late, _OPERATIONS_BETWEEN_LOOKS)
        signal.setitimer(signal.ITIMER_PROF, question.seconds + _GRACE_SECONDS)
        try:
            answer = self._asked(question)
        except MemoryError:
            answer = Answer(trouble="error", words=_MEMORY)
        except sqlite3.DatabaseError as error:
            answer = self._trouble(error)
        except Exception as error:  # a value that cannot be bound, a NUL in the SQL: whatever it is, the next one wants an answer too
            answer = Answer(trouble="error", words=str(error))
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        return msgspec.structs.replace(answer, seconds=time.process_time() - began)

    def _asked(self, question: Question) -> Answer:
        cursor = self._connection.cursor()
        try:
            cursor.execute(question.sql, question.named or question.placed)
            columns = [str(part[0]) for part in cursor.description or ()]
            most = None
            if question.rows is not None:
                most = min(question.rows, max(1, question.cells // max(1, len(columns))))
            rows: list[list[Value]] = []
            weight = 0
            for row in cursor:
                if most is not None and len(rows) == most:
                    return Answer(columns=columns, rows=rows, cut=True)
                weight += _weight(row)
                if weight > question.weight:
                    return Answer(trouble="error", words=_MUCH)
                rows.append(list(row))
            return Answer(columns=columns, rows=rows)
        finally:
            cursor.close()

    def _trouble(self, error: sqlite3.DatabaseError) -> Answer:
        if error.args == ("interrupted",):
            return Answer(trouble="time")
        if self._refusals:
            return Answer(trouble="refused", words=self._refusals[-1])
        words = str(error)
        return Answer(trouble="error", words=_MUCH if "too big" in words else _MEMORY if "full" in words or "disk I/O" in words else words)


def _weight(row: Iterable[Value]) -> int:
    """What a row takes as JSON, about."""
    total = _CELL_WEIGHT
    for value in row:
        total += _CELL_WEIGHT
        if isinstance(value, str):
            total += len(encode_basestring_ascii(value))
        elif isinstance(value, bytes):
            total += len(value) * 4 // 3
    return total


def _limit_memory(bounds: Bounds) -> None:
    """Bound what the process may take from now on, where the system keeps to it, and how large a file it may write to sort in."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bounds.file, bounds.file))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError, ValueError, IndexError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
        most = pages * resource.getpagesize() + bounds.memory
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
