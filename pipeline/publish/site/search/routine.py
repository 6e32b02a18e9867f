"""Decisions and minutes that nearly every meeting has, such as approving the minutes of the last one."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, get_args

from pipeline.edges.codes import codes

LONGEST = 1200
Said = Literal["decisions", "minutes"]
"""Whether a text is the words of a decision or the title of a minute."""


def is_routine(text: str, kind: Said) -> bool:
    """Whether a text, the words of a decision or the title of a minute, is only such as `schemas/codes/routine.yml` lists."""
    words = " ".join(text.split()).strip(" .;:")
    return bool(words) and len(words) <= LONGEST and _patterns()[kind].fullmatch(words) is not None


def likely_routine(text: str, kind: Said) -> str:
    """SQL that gives a text, itself in SQL, where it may be routine: where it has one of the words of which each pattern needs one.

    The patterns are dear, and most texts have none of these words.
    """
    if text == "null":
        return text
    words = codes("routine")["words"][kind]
    has_one = " or ".join(f"{text} like '%{word}%'" for word in words)
    return f"iif({has_one}, {text}, null)"


@cache
def _patterns() -> dict[Said, re.Pattern[str]]:
    listed = codes("routine")
    return {kind: re.compile("|".join(f"(?:{one})" for one in listed[kind]), re.IGNORECASE) for kind in get_args(Said)}
