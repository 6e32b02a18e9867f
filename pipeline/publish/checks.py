"""Whether a new public copy is believable beside the last one."""

from __future__ import annotations

from collections.abc import Mapping

FEWEST = 20
MOST_LOST = 0.2
_GROWS = ("changes", "runs", "settings")


def lost_rows(before: Mapping[str, int], now: Mapping[str, int]) -> list[str]:
    """Tables that have lost more than a fifth of their rows, a sentence each. Tables of fewer than 20 rows, and those that only say what
    the program did, are passed over.

    An empty folder of papers, or a reader that has gone wrong, would otherwise empty the public copy too.
    """
    wrong = []
    for name, rows in before.items():
        left = now.get(name, 0)
        if rows >= FEWEST and name not in _GROWS and left < rows * (1 - MOST_LOST):
            wrong.append(f"{name} has {left} rows, and {rows} are published. If that is meant, publish with --accept-fewer.")
    return wrong
