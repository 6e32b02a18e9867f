"""A mapping that is kept in a file, and what has changed of it since in another beside it: a change costs no more than itself to write."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar

from pipeline.edges.whole_files import read_checked, read_summed, remove, write_checked

T = TypeVar("T")

FEWEST, PART = 50, 8
"""The file is written anew when more than so many values have changed since, and more than one of so many."""


class Kept(Generic[T]):
    """The values of a `kind` that a file keeps by name, with a `head` that is said of all of them.

    They are empty, and the head is None, where there is no such file, or where it is not as it was written. The second file is believed
    only beside the one whose changes it has, which has the time of its writing in it for that. `former` reads a file of an earlier version.
    """

    def __init__(self, path: Path, kind: Any, former: Callable[[Path], tuple[Any, Mapping[str, T]]] | None = None) -> None:
        self.path = path
        self.head: Any = None
        self.values: Mapping[str, T] = {}
        self._of = 0
        self._since: dict[str, T | None] = {}
        summed = read_summed(path, tuple[int, Any, dict[str, kind]])
        if summed is None:
            if former:
                self.head, self.values = former(path)
            return
        (_, self.head, values), self._of = summed
        changes = read_checked(changes_of(path), tuple[int, Any, dict[str, kind | None]])
        if changes and changes[0] == self._of:
            _, self.head, self._since = changes
            for name, value in self._since.items():
                if value is None:
                    values.pop(name, None)
                else:
                    values[name] = value
        self.values = values

    def write(self, values: Mapping[str, T], head: Any = None, anew: bool = False) -> None:
        """Keep these values and no others. With `anew` nothing is left of what was kept before."""
        before = self.values.get
        changed: dict[str, T | None] = {
            name: value for name, value in values.items() if (was := before(name)) is not value and was != value
        }
        changed.update((name, None) for name in self.values.keys() - values.keys())
        if not changed and head == self.head and not anew and self._of:
            return
        since = {**self._since, **changed}
        if anew or not self._of or (len(since) > FEWEST and len(since) * PART > len(values)):
            self._of, self._since = write_checked(self.path, (time.time_ns(), head, values)), {}
            if changes_of(self.path).exists():
                remove(changes_of(self.path))
        else:
            write_checked(changes_of(self.path), (self._of, head, since))
            self._since = since
        self.head, self.values = head, values


def changes_of(path: Path) -> Path:
    """Where the changes of a kept file stand."""
    return path.with_suffix(f".changes{path.suffix}")
