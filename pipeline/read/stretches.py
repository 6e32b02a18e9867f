"""What the characters of a stretch have in common, asked of its first instead of all: of a page of 1,800 characters, 80."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from pipeline.records import DrawnPage

T = TypeVar("T")


def of_stretches(page: DrawnPage, column: Sequence[T]) -> Sequence[T]:
    """The value of a column for each stretch of a page, or for each character where its stretches are not known.

    It is for what is the same all over a stretch: `top`, `bottom`, `font`, `size`, `upright`, `colour`; of `x0` it gives the left ends.
    """
    return list(map(column.__getitem__, page.stretches)) or column


def right_ends(page: DrawnPage) -> Sequence[float]:
    """Where each stretch of a page ends, the last one first, or each character where stretches are not known."""
    return [page.x1[start - 1] for start in page.stretches] or page.x1
