"""The printed lines of a page, what stands around them, and what was found personal in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pipeline.edges.codes import codes
from pipeline.records import PersonalKind

BEFORE, AFTER = 3, 1
"""How many lines above and below a line may say whose telephone or address it is."""


class Printed(NamedTuple):
    """A printed line of a page: where it starts in the page's text, and its words."""

    start: int
    text: str


class Mark(NamedTuple):
    """Something personal: `text[start:end]` of a page."""

    kind: PersonalKind
    start: int
    end: int


def printed_lines(text: str) -> list[Printed]:
    """The lines of a page's text that are not empty."""
    lines, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append(Printed(start, line))
        start += len(line) + 1
    return lines


def around(lines: Sequence[Printed], place: int, before: int = BEFORE, after: int = AFTER) -> str:
    """A line with those that stand before and behind it."""
    return " ".join(line.text for line in lines[max(0, place - before) : place + after + 1])


@cache
def said(name: str) -> re.Pattern[str]:
    """A pattern of `personal.yml`."""
    return re.compile(codes("personal")[name], re.IGNORECASE)
