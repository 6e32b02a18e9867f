"""The cheap test in front of reading a paragraph of minutes: whether it has any word of deciding, moving or voting."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.resolutions.votes import vote_words
from pipeline.extract.resolutions.wording import at_word_start, verbs_of, words


@cache
def _of_votes() -> re.Pattern[str]:
    return at_word_start("|".join(_sources()))


@cache
def _of_decisions() -> re.Pattern[str]:
    verbs = "|".join({**verbs_of("loose"), **verbs_of("passive"), "noted": None})
    return at_word_start("|".join([*_sources(), words("signs.assent"), f"(?:and)?(?:{verbs})"]))


def _sources() -> list[str]:
    return [words("signs.moving"), words("proposes"), words("seconds"), words("lost"), words("carried"), vote_words()]


def says_something(text: str, running: bool) -> bool:
    """Whether a text may name movers, count votes or tell a result; where `running` sentences decide too, whether it may say a decision.

    Looser than everything that is read behind it, never stricter: what it passes over has none of that.
    """
    return "/" in text or (_of_decisions() if running else _of_votes()).search(f"\n{text.lower()}") is not None
