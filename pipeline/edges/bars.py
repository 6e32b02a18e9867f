"""How far a long piece of work is: a bar on a terminal, a line for each part elsewhere."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any, Self

from pipeline.unseen import made_visible


class NoBar:
    """A watcher that says nothing."""

    def begin(self, total: int, told: str) -> None:
        """Nothing."""

    def advance(self, part: str, done: int = 1) -> None:
        """Nothing."""

    def ended(self, part: str) -> None:
        """Nothing."""


class Bar:
    """A bar over `total` things; `what` says in the plural what they are. Use it as a context manager."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._total = 0
        self._done = 0
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()

    def begin(self, total: int, told: str) -> None:
        """Say in a sentence what is to be done, and show the bar."""
        self._total = total
        _say(told)
        if not sys.stderr.isatty():
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

        part = TextColumn("{task.fields[part]}", markup=False)
        columns = [BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn(), part]
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._bar.add_task(self._what, total=total, part="")
        self._bar.start()

    def advance(self, part: str, done: int = 1) -> None:
        """So many more are done, in a part of that name."""
        self._done += done
        if self._bar is not None:
            self._bar.update(self._task, advance=done, part=made_visible(part))

    def ended(self, part: str) -> None:
        """A part is finished."""
        if self._bar is None:
            _say(f"[{self._done:,}/{self._total:,} {self._what}] {made_visible(part)}")


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
