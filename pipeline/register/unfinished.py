"""Names that say of a file that somebody is still writing it."""

from __future__ import annotations

from functools import cache

from pipeline.edges.codes import codes


def is_temporary_name(name: str) -> bool:
    """Whether a file or folder is named as browsers, sync programs and scanners name what they have not finished."""
    beginnings, endings = _unfinished_marks()
    lowered = name.lower()
    return lowered.startswith(beginnings) or lowered.endswith(endings)


@cache
def _unfinished_marks() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """How such names begin, and how they end, in small letters."""
    marks = codes("arriving/unfinished")
    return (".", *marks["beginnings"]), tuple(marks["endings"])
