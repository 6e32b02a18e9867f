"""Whether a decision follows what the report recommended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from rapidfuzz import fuzz

from pipeline.edges.codes import codes
from pipeline.link.names import words_of
from pipeline.records import Recommendation, Resolution

Follows = Literal["as-recommended", "amended", "otherwise", "deferred"]
SAME, NEAR = 90.0, 62.0
"""Points of 100 from which the words of a decision are those of a recommendation, and those of one that was changed."""
ENDING = re.compile(r"(?:ing|ed|es|e|s|d)$")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(codes("advice")[name], re.I)


@cache
def _idle() -> frozenset[str]:
    return frozenset(str(word) for word in codes("advice")["idle"])


def follows_advice(resolution: Resolution, advice: Sequence[Recommendation]) -> Follows | None:
    """How a decision stands to the recommendations of its report; None where the report has none, or a motion was only put.

    `as-recommended` when its words are those of one of them, or say that the recommendations are agreed; `amended` when they are near to
    one; `deferred` when the matter was put off; else `otherwise`, also where one grants what the other refuses.
    """
    if not advice or resolution.kind != "decision" or resolution.outcome == "lost":
        return None
    if resolution.verb == "deferred" or _pattern("deferred").search(resolution.text):
        return "deferred"
    if _pattern("agreed_as_printed").search(resolution.text):
        return "as-recommended"
    words = _words(resolution.text)
    best = max(advice, key=lambda one: fuzz.token_sort_ratio(words, _words(one.text)))
    likeness = fuzz.token_sort_ratio(words, _words(best.text))
    if _is_opposite(resolution.text, best.text):
        return "otherwise"
    return "as-recommended" if likeness >= SAME else "amended" if likeness >= NEAR else "otherwise"


def _words(text: str) -> str:
    """The telling words of a text without their endings: `be noted` and `note` are one."""
    return " ".join(ENDING.sub("", word) if len(word) > 4 else word for word in words_of(text) if word not in _idle())


def _is_opposite(one: str, other: str) -> bool:
    """Whether one of two texts grants and the other refuses."""
    grants = [_pattern("grants").search(text) is not None for text in (one, other)]
    refuses = [_pattern("refuses").search(text) is not None for text in (one, other)]
    return (refuses[0] and grants[1] and not refuses[1]) or (grants[0] and refuses[1] and not refuses[0])
