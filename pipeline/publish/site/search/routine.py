"""Decisions and minutes that nearly every meeting has, such as approving the minutes of the last one."""

from __future__ import annotations

import re
from functools import cache

from pipeline.edges.codes import codes

LONGEST = 1200


def is_routine(decision: str | None = None, minute: str | None = None) -> bool:
    """Whether the words of a decision, or the title of a minute, are only such as `schemas/codes/routine.yml` lists."""
    return _is_one_of("decisions", decision) or _is_one_of("minutes", minute)


def likely_routine(text: str, titles: bool) -> str:
    """SQL that gives a text, itself in SQL, where it may be routine: where it has one of the words of which each pattern needs one.

    The patterns are dear, and most texts have none of these words. `titles` says that the texts are titles of minutes.
    """
    if text == "null":
        return text
    words = codes("routine")["words"]["minutes" if titles else "decisions"]
    has_one = " or ".join(f"{text} like '%{word}%'" for word in words)
    return f"iif({has_one}, {text}, null)"


def _is_one_of(kind: str, text: str | None) -> bool:
    words = " ".join((text or "").split()).strip(" .;:")
    return bool(words) and len(words) <= LONGEST and _patterns()[kind].fullmatch(words) is not None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    listed = codes("routine")
    return {kind: re.compile("|".join(f"(?:{one})" for one in listed[kind]), re.IGNORECASE) for kind in ("decisions", "minutes")}
