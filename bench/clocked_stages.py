"""The stages of the pipeline as they are, each noting the seconds of processor that it takes, and linking how far an ingest has come."""

from __future__ import annotations

import sys
from collections import Counter
from typing import Any, NamedTuple

from msgspec.structs import replace

from pipeline.edges.processor import most_memory, processor_seconds
from pipeline.running.plan import Stages, our_stages
from pipeline.running.work import function

_STAGES = our_stages(ocr=False)
SELDOM = 5
"""After how many councils it is told how far an ingest has come."""
OURS = {stage.name: stage.function for stage in (*_STAGES.document, _STAGES.link)}
taken: Counter[str] = Counter()
"""Seconds of processor that the stages have taken in this process, by name."""


class Begun(NamedTuple):
    """When an ingest began with a council, which it links and then loads, in seconds of processor; and how many papers that has."""

    papers: int
    at: float


councils: list[Begun] = []
"""The councils that were linked in this process, since `begin`."""


def begin() -> None:
    """Note everything anew."""
    taken.clear()
    councils.clear()


def read(*given: Any) -> Any:
    """What the stage read gives."""
    return _clocked("read", given)


def divide(*given: Any) -> Any:
    """What the stage divide gives."""
    return _clocked("divide", given)


def extract(*given: Any) -> Any:
    """What the stage extract gives."""
    return _clocked("extract", given)


def link(*given: Any) -> Any:
    """What the stage link gives."""
    councils.append(Begun(len(given[0]), processor_seconds()))
    if len(councils) % SELDOM == 0:
        papers = sum(each.papers for each in councils)
        print(f"\r  {len(councils)} councils, {papers:,} papers, {most_memory():,.0f} MB", end="", flush=True, file=sys.stderr)
    return _clocked("link", given)


def clocked(stages: Stages) -> Stages:
    """The stages, each noting what it takes in `taken`."""
    each = [replace(stage, function=f"clocked_stages:{stage.name}") for stage in stages.document]
    return replace(stages, document=each, link=replace(stages.link, function="clocked_stages:link"))


def _clocked(name: str, given: tuple[Any, ...]) -> Any:
    begun = processor_seconds()
    try:
        return function(OURS[name])(*given)
    finally:
        taken[name] += processor_seconds() - begun
