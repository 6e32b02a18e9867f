"""Where the stages of a worker put what they make of each page, so that a long document takes no more memory than a short one.

What is made of up to `HELD` pages stays in memory as it is. Of a longer document each value lies packed in a nameless scratch file,
and is unpacked when it is asked for; the last few that were asked for are remembered, since most work goes from page to page.
"""

from __future__ import annotations

import tempfile
from array import array
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any, Generic, TypeVar, cast, overload

import msgspec

T = TypeVar("T")

HELD = 200
"""How many values a shelf holds in memory before it takes to a file."""
REMEMBERED = 16
"""How many values of a file are remembered when they have been asked for."""
pack = msgspec.msgpack.Encoder().encode
"""A value as MessagePack, in which a page of words and boxes takes a tenth of the time that it takes as JSON."""


class Shelf(Sequence[T], Generic[T]):
    """Values of one kind in the order in which they came. A value from a file is equal to the one that was put there, but not the same.

    With `packs`, each is packed as it comes, while it is at hand: that takes a third of the time that it takes when all have come.
    """

    def __init__(self, kind: Any, folder: Path | None = None, packs: bool = False) -> None:
        self._unpack = msgspec.msgpack.Decoder(kind).decode
        self._packs = packs
        self._packed: list[bytes] = []
        self._folder = folder
        self._values: list[T] = []
        self._file: IO[bytes] | None = None
        self._ends: array[int] = array("Q", [0])
        self._remembered: OrderedDict[int, T] = OrderedDict()

    def append(self, value: T) -> None:
        """Put a value behind the others."""
        if self._file is None:
            self._values.append(value)
            if self._packs:
                self._packed.append(pack(value))
            if self._folder is not None and len(self._values) > HELD:
                self._take_to_file(self._folder)
            return
        self._remember(len(self), value)
        self._write(pack(value))

    def __len__(self) -> int:
        return len(self._values) if self._file is None else len(self._ends) - 1

    @overload
    def __getitem__(self, place: int) -> T: ...

    @overload
    def __getitem__(self, place: slice) -> list[T]: ...

    def __getitem__(self, place: int | slice) -> T | list[T]:
        if self._file is None:
            return self._values[place]
        if isinstance(place, slice):
            return [self[at] for at in range(*place.indices(len(self)))]
        if place < 0:
            place += len(self)
        if not 0 <= place < len(self):
            raise IndexError(place)
        if place in self._remembered:
            return self._remembered[place]
        value = cast(T, self._unpack(self._read(place)))
        self._remember(place, value)
        return value

    def packed(self) -> Iterator[bytes]:
        """Every value as `pack` gives it."""
        if self._file is None:
            yield from self._packed if self._packs else map(pack, self._values)
            return
        for place in range(len(self)):
            yield self._read(place)

    def close(self) -> None:
        """Let go of all values, which others may still point to in a circle, and of the scratch file."""
        self._values, self._packed = [], []
        self._remembered.clear()
        self._ends = array("Q", [0])
        if self._file is not None:
            self._file.close()
            self._file = None

    def _take_to_file(self, folder: Path) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 (closed by `close`)
        for packed in self._packed if self._packs else map(pack, self._values):
            self._write(packed)
        self._values, self._packed = [], []

    def _write(self, packed: bytes) -> None:
        assert self._file is not None
        self._file.seek(self._ends[-1])
        self._file.write(packed)
        self._ends.append(self._ends[-1] + len(packed))

    def _read(self, place: int) -> bytes:
        assert self._file is not None
        self._file.seek(self._ends[place])
        return self._file.read(self._ends[place + 1] - self._ends[place])

    def _remember(self, place: int, value: T) -> None:
        self._remembered[place] = value
        if len(self._remembered) > REMEMBERED:
            self._remembered.popitem(last=False)


class Shelves:
    """The shelves of one document by name, shared by its stages; use them as a context manager.

    Long shelves take to scratch files in `folder`; without a folder all stays in memory.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._shelves: dict[str, Shelf[Any]] = {}

    def shelf(self, name: str, kind: Any, packs: bool = False) -> Shelf[Any]:
        """The shelf of that name, for values of a kind; an empty one when nobody has asked for it before, which `packs` as it is told."""
        if name not in self._shelves:
            self._shelves[name] = Shelf(kind, self._folder, packs)
        return self._shelves[name]

    def __enter__(self) -> Shelves:
        return self

    def __exit__(self, *_: object) -> None:
        for shelf in self._shelves.values():
            shelf.close()
        self._shelves.clear()
