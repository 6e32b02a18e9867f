"""Watching a folder of papers: a run for what has arrived, when it has come to rest, until somebody ends it."""

from __future__ import annotations

import time
from collections.abc import Callable, Container
from datetime import datetime
from pathlib import Path

import msgspec

from pipeline.edges.kept import changes_of
from pipeline.edges.known_files import KNOWN_FILES, known_files
from pipeline.edges.marks import Mark, Marks, has_end, marks_of
from pipeline.errors import Busy, MinutebookError, MissingCodes, SchemaTooNew, UsageError, WrongCorpus
from pipeline.register.seen import is_paper_name
from pipeline.running.run import Ran
from pipeline.unseen import made_visible
from pipeline.watch.arrivals import Arrivals, State

Ingest = Callable[[Container[str]], Ran]
_NEVER_PASSES = (WrongCorpus, SchemaTooNew, MissingCodes)
_LOOKS_AT_MOST = 0.1
"""What share of the time may go into looking."""
_NAP = 0.1
_FIRST_REST, _LONGEST_REST = 30.0, 600.0


class Watched(msgspec.Struct, frozen=True, kw_only=True):
    """What is watched and how: a look every so many seconds; a file has come to rest when it has stood still for `settle` seconds; what
    others wait for is waited for no longer than `patience` seconds. With `once`, the watch ends after one run."""

    folder: Path
    out: Path
    every: float = 2.0
    settle: float = 4.0
    patience: float = 300.0
    once: bool = False


class Watch:
    """A watch over one folder. `ingest` is given the files to leave alone and says what its run did; `publish` follows a run that changed
    something, None when nothing is to be published. `say` is told what a person should see, a line at a time; `stop` whether to end."""

    def __init__(
        self,
        watched: Watched,
        ingest: Ingest,
        say: Callable[[str], None],
        stop: Callable[[], bool],
        publish: Callable[[], object] | None = None,
    ) -> None:
        self._watched = watched
        self._ingest = ingest
        self._say = say
        self._stop = stop
        self._publish = publish
        self._arrivals = Arrivals(watched.settle, lambda path: has_end(watched.folder / path))
        self._taken: dict[str, Mark] | None = None
        self._changed_at: float | None = None
        self._before: tuple[list[int], int] | None = None
        self._rest = 0.0
        self._refused: dict[str, str] = {}
        self._said = ""

    def go_on(self) -> Ran | None:
        """The last run that came to its end, when somebody ended the watch, or with `once` when it is done; None when there was none.

        What goes wrong in a run is said, and tried again later; with `once`, or when it can't ever go right, the error is raised.
        """
        did = None
        while not self._stop():
            begun = time.monotonic()
            state = self._look(begun)
            took = time.monotonic() - begun
            if state is not None and self._is_time(state, begun):
                ran = self._run(state)
                did = ran or did
                if self._watched.once and ran is not None:
                    return did
            self._wait(max(self._watched.every, self._rest, took / _LOOKS_AT_MOST))
        return did

    def _look(self, at: float) -> State | None:
        """What a look at the folder tells; None when it can't be looked at, or shows that it is better left alone."""
        try:
            marks = marks_of(self._watched.folder, leave_out=self._watched.out)
        except OSError as error:
            if self._watched.once:
                raise UsageError(f"There is no folder {self._watched.folder}, or it cannot be opened ({error.strerror}).") from error
            self._say_once(f"{self._watched.folder} cannot be looked at ({error.strerror}). Waiting until it can.")
            return None
        if lost := self._lost(marks):
            if self._watched.once:
                raise UsageError(lost)
            self._say_once(lost)
            return None
        return self._arrivals.look(marks, at, time.time_ns())

    def _lost(self, marks: Marks) -> str | None:
        """What to say when more than half of the papers have gone at once, as they do when a network drive does."""
        before = self._papers_before()
        now = sum(is_paper_name(path) for path in marks.files)
        if now * 2 >= before:
            return None
        return (
            f"Of {before} papers in {self._watched.folder}, {now} are left. Is a drive missing? Nothing is taken out of the database until "
            f"they are back. If they were taken away on purpose: minutebook ingest {self._watched.folder} --out {self._watched.out}"
        )

    def _papers_before(self) -> int:
        places = (self._watched.out / KNOWN_FILES, changes_of(self._watched.out / KNOWN_FILES))
        written = [place.stat().st_mtime_ns if place.is_file() else 0 for place in places]
        if self._before is None or self._before[0] != written:
            self._before = (written, sum(is_paper_name(path) for path in known_files(self._watched.out)))
        return self._before[1]

    def _is_time(self, state: State, at: float) -> bool:
        """Whether to run: something is another than at the last run, and the burst is over, or has lasted too long."""
        if state.resting == self._taken:
            self._changed_at = None
            return False
        if self._changed_at is None:
            self._changed_at = at
        return (state.quiet and not state.growing) or at - self._changed_at >= self._watched.patience

    def _run(self, state: State) -> Ran | None:
        begun = time.monotonic()
        try:
            did = self._ingest(state.growing)
        except Busy:
            self._say_once(f"Another ingest is at work on {self._watched.out}. Waiting until it has finished.")
            return None
        except MinutebookError as error:
            if self._watched.once or isinstance(error, _NEVER_PASSES):
                raise
            self._rest_longer()
            self._say(f"{_clock()}  {error} Trying again in {self._rest:.0f} seconds.")
            return None
        self._said = ""
        self._name_refused(did)
        if did.left and not did.interrupted:
            self._rest_longer()
        elif not did.interrupted:
            self._taken, self._changed_at, self._rest = dict(state.resting), None, 0.0
        self._say(f"{_clock()}  {_line(did, len(state.growing), time.monotonic() - begun)}")
        if self._publish is not None and not did.did_nothing and not did.interrupted:
            self._publish_now()
        return did

    def _name_refused(self, did: Ran) -> None:
        """Name the files that are no papers though they are called so, each once while it lies there."""
        refused = did.refused
        if not did.did_nothing:
            for path, error in refused.items():
                if self._refused.get(path) != error:
                    self._say(made_visible(f"{path}: {error}"))
        self._refused = refused

    def _rest_longer(self) -> None:
        self._rest = min(_LONGEST_REST, max(_FIRST_REST, self._rest * 2))

    def _publish_now(self) -> None:
        assert self._publish is not None
        begun = time.monotonic()
        try:
            self._publish()
        except MinutebookError as error:
            self._say(f"{_clock()}  Not published. {error}")
            if self._watched.once:
                raise
        else:
            self._say(f"{_clock()}  Published ({time.monotonic() - begun:.1f} s)")

    def _say_once(self, words: str) -> None:
        """Say what holds the watch up, when it was not what was said last."""
        if words != self._said:
            self._said = words
            self._say(f"{_clock()}  {words}")

    def _wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self._stop() and (left := until - time.monotonic()) > 0:
            time.sleep(min(_NAP, left))


def _line(did: Ran, growing: int, seconds: float) -> str:
    """What a run did, in a line."""
    if did.did_nothing:
        parts = ["nothing new"]
    else:
        parts = [f"{did.loaded} brought in", f"{did.removed} taken out"]
    parts.insert(0, f"{did.documents} {'document' if did.documents == 1 else 'documents'}")
    if did.left:
        parts.append(f"{did.left} left to do")
    if did.troubles:
        parts.append(f"{len(did.troubles)} failures of the program: {did.troubles[0].partition(chr(10))[0]}")
    if growing:
        parts.append(f"{growing} still being written")
    return f"{', '.join(parts)} ({seconds:.1f} s)"


def _clock() -> str:
    return datetime.now().astimezone().strftime("%Y-%m-%d %H:%M:%S")
