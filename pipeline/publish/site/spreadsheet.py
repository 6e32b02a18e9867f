"""Rows as CSV that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

RUNS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula, also behind white space."""


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The rows under the names of their columns. A text that a spreadsheet would take for a formula has an apostrophe before it."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([inert(value) for value in row] for row in rows)
    return text.getvalue()


def inert(value: object) -> object:
    """A value as it is, or behind an apostrophe where a spreadsheet would run it; nothing as an empty text."""
    if isinstance(value, str) and value.lstrip(" \n").startswith(RUNS):
        return f"'{value}"
    return "" if value is None else value
