"""What goes to a process that answers, and what comes back: plain values, so that nothing but values can come back."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

Value = Any
"""A value of SQLite's: text, bytes, a number or nothing."""


class Question(msgspec.Struct, frozen=True, array_like=True):
    """A statement with its parameters, and what its answer may take.

    `seconds` is processor time. Of more than `rows` rows (None: however many) or `cells` cells the first are given, and `cut` says so.
    An answer that weighs more than `weight` bytes, as JSON, is none. `path` is the database, where it is another than the first.
    """

    sql: str
    named: dict[str, Value]
    placed: list[Value]
    seconds: float
    rows: int | None
    cells: int
    weight: int
    path: str = ""


class Answer(msgspec.Struct, frozen=True, array_like=True):
    """The rows, or why there are none (`trouble`, with words for whoever asked), and the processor time that it took."""

    columns: list[str] = []
    rows: list[list[Value]] = []
    cut: bool = False
    trouble: Literal["time", "refused", "error"] | None = None
    words: str = ""
    seconds: float = 0.0
