"""The stages of the pipeline as they are, each noting the seconds of processor that it takes."""

from __future__ import annotations

from collections import Counter
from typing import Any

from pipeline.edges.processor import processor_seconds
from pipeline.plan import our_stages
from pipeline.work import function

OURS = {stage.name: stage.function for stage in our_stages(ocr=False).document}
taken: Counter[str] = Counter()
"""Seconds of processor that the stages have taken in this process, by name."""


def read(*given: Any) -> Any:
    """What the stage read gives."""
    return _clocked("read", given)


def divide(*given: Any) -> Any:
    """What the stage divide gives."""
    return _clocked("divide", given)


def extract(*given: Any) -> Any:
    """What the stage extract gives."""
    return _clocked("extract", given)


def _clocked(name: str, given: tuple[Any, ...]) -> Any:
    begun = processor_seconds()
    try:
        return function(OURS[name])(*given)
    finally:
        taken[name] += processor_seconds() - begun
