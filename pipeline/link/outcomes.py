"""What became of an action, by what papers say of it: whether it was closed or dropped, and how often its due date slipped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal

from pipeline.edges.codes import codes
from pipeline.link.names import REMEMBERED, words_of
from pipeline.records import Action

Ended = Literal["closed", "dropped"]
CLAUSE = re.compile(r"[\n.;!?]+|\s[–—-]\s|:\s|,\s")
UNTIL = frozenset({"by", "when", "once", "if", "before", "after", "subject", "unless", "until"})
DENIED = UNTIL - {"by", "after"} | {"not", "to", "be", "yet", "will", "should", "cannot", "nearly", "almost", "partly", "being"}


def how_it_ended(rows: Sequence[Action]) -> Ended | None:
    """How an action ended by the rows of one paper, the last first: by its status, else by what its progress begins or ends with."""
    for row in reversed(rows):
        if row.status == "complete":
            return "closed"
        if row.status == "superseded" or _says("dropped", row.status_text) or _says("dropped", row.progress):
            return "dropped"
        if row.status is None and _says("closed", row.progress):
            return "closed"
        if row.status:
            return None
    return None


@lru_cache(REMEMBERED)
def _says(ending: str, text: str | None) -> bool:
    """Whether a note says that the action is closed, or dropped: its first clause begins so, or its last one ends so.

    `Completed and in place` does, `withdrawn by the applicant` does; `completed by June` and `to be completed` do not.
    """
    clauses = [words for clause in CLAUSE.split(text or "") if (words := words_of(clause))]
    if not clauses:
        return False
    first, last = clauses[0], clauses[-1]
    until = UNTIL if ending == "closed" else UNTIL - {"by"}
    opens = any(first[: len(phrase)] == phrase and not until & set(first[len(phrase) :][:1]) for phrase in _endings(ending))
    ends = any(last[-len(phrase) :] == phrase and not DENIED & set(last[: -len(phrase)]) for phrase in _endings(ending))
    return opens or ends


@cache
def _endings(name: str) -> frozenset[tuple[str, ...]]:
    return frozenset(words_of(phrase) for phrase in codes("threads")[name])


def slips_of(dues: Sequence[Action]) -> int:
    """How often the due date moved later from one paper to the next; what comes again every year does not slip by coming again."""
    return sum(
        1
        for before, after in pairwise(dues)
        if before.due_end and after.due_end and after.due_end > before.due_end and not (before.recurring or after.recurring)
    )
