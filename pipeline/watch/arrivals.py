"""Which files of a folder have come to rest, told from one look at it to the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from pipeline.edges.marks import Mark, Marks

_WITHOUT_END = 10
"""How many times as long a paper has to stand still that has no end: its download may have stalled."""
_ABANDONED_NS = 600 * 10**9
"""After how long a temporary file that nobody writes to holds up nothing any more."""


class State(NamedTuple):
    """What a look told: the files at rest, with their marks; those that still grow; whether nothing is another than at the look before."""

    resting: dict[str, Mark]
    growing: frozenset[str]
    quiet: bool


class Arrivals:
    """The looks at one folder, in order of time.

    A file has come to rest when its size and times have stood still for `settle` seconds by our own clock (that of a network drive may be
    another), and it has an end. One that was moved here whole is at rest at once: it lay under a temporary name before, or its times show
    that it was written some time ago or named after it was written. While a program keeps a temporary file of the same name beside it, it
    still grows. `has_end` tells whether the bytes of a file are there to its end.
    """

    def __init__(self, settle: float, has_end: Callable[[str], bool]) -> None:
        self._settle = settle
        self._has_end = has_end
        self._since: dict[str, tuple[Mark, float]] = {}
        self._inodes: set[int] = set()
        self._ended: dict[str, tuple[Mark, bool]] = {}
        self._at_rest: dict[str, Mark] = {}

    def look(self, marks: Marks, at: float, wall_ns: int) -> State:
        """What this look tells, made at the second `at` of a clock that is never put back, and at `wall_ns` by that of the machine."""
        quiet = {path: mark for path, (mark, _) in self._since.items()} == marks.files
        half = [path.rpartition("/") for path, mark in marks.temporary.items() if wall_ns - mark.modified_ns < _ABANDONED_NS]
        names = {f"{folder}/{_stem(name)}" for folder, _, name in half}
        resting, growing = {}, set()
        for path, mark in marks.files.items():
            known, since = self._since.get(path, (None, at))
            if known != mark:
                since = at
            self._since[path] = (mark, since)
            folder, _, name = path.rpartition("/")
            held = f"{folder}/{_stem(name)}" in names
            if not held and (self._at_rest.get(path) == mark or self._rests(path, mark, at - since, wall_ns, new=known is None)):
                resting[path] = mark
            else:
                growing.add(path)
        self._forget(marks.files)
        self._at_rest = resting
        self._inodes = {mark.inode for mark in marks.temporary.values() if mark.inode}
        return State(resting, frozenset(growing), quiet)

    def _rests(self, path: str, mark: Mark, still: float, wall_ns: int, new: bool) -> bool:
        if still >= self._settle * _WITHOUT_END:
            return True
        moved_here = new and (
            mark.inode in self._inodes or mark.changed_ns > mark.modified_ns or wall_ns - mark.modified_ns >= self._settle * 1e9
        )
        return (moved_here or still >= self._settle) and mark.size > 0 and self._is_whole(path, mark)

    def _is_whole(self, path: str, mark: Mark) -> bool:
        known, whole = self._ended.get(path, (None, False))
        if known != mark:
            whole = self._has_end(path)
            self._ended[path] = (mark, whole)
        return whole

    def _forget(self, there: Mapping[str, Mark]) -> None:
        for path in self._since.keys() - there.keys():
            del self._since[path]
            self._ended.pop(path, None)


def _stem(name: str) -> str:
    """A file's name up to its first dot, by which a half file and the one that it will be are told to belong together."""
    return name.lower().partition(".")[0]
