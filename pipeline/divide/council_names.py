"""How names of councils are printed, by the lists of `schemas/codes/councils.yml`, as patterns and sets ready for use."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pipeline.edges.codes import codes

WORD = r"(?:St\.|[A-Z][\w'’]+)"


@dataclass(frozen=True, slots=True)
class Names:
    """What names of councils and of like bodies look like in running text, and their words in small letters.

    `council` finds a council's name, `body` is the whole line that names another body (its group `name`), `place` a municipality that is
    named for its place and is no `Council` (its group `name`), `place_kind` the words that such a name has to begin with. `small` are
    words of a name that stay small, `generic` those that make no name by themselves, `alike` those that a council's shorter and longer
    name may differ by, `before` small words in front of a name, `signs` what stands in every line that names a council.
    """

    council: re.Pattern[str]
    body: re.Pattern[str]
    place: re.Pattern[str]
    place_kind: re.Pattern[str]
    small: frozenset[str]
    generic: frozenset[str]
    alike: frozenset[str]
    before: frozenset[str]
    signs: tuple[str, ...]
    sign: re.Pattern[str]


@cache
def council_names() -> Names:
    """The lists, read once."""
    known = codes("councils")
    inside, hyphened, behind = (known["small_words"][place] for place in ("inside", "between_hyphens", "behind_those"))
    between = rf"(?:[- ](?:{_any(inside)})|-(?:{_any(hyphened)}))(?:[- ](?:{_any(behind)}))?"
    name = rf"{WORD}(?:(?:{between})?[- ]{WORD}){{0,4}}"
    kinds = frozenset(map(str.lower, known["kinds"]))
    place_kind = rf"(?:{_any(known['kinds_of_places'])}) of "
    return Names(
        council=re.compile(
            rf"\b(?:{_any(word + ' ' for word in known['before_borough'])})?Borough (?:Council )?of {name}"
            rf"|\b{name} (?:(?:{_any([*known['kinds'], *known['more_kinds']])}) )*(?:{_any(known['last_words'])})\b"
            rf"(?! (?:{_any(known['things_of_councils'])}))"
        ),
        body=re.compile(rf"(?:The )?(?P<name>{name} (?:{_any(known['bodies'])}))(?:,? (?:Full |Local )?(?:{_any(known['boards'])})\b.*)?"),
        place=re.compile(rf"(?:The )?(?:(?:Municipal )?Corporation of the )?(?P<name>{place_kind}{name})"),
        place_kind=re.compile(place_kind),
        small=frozenset([*inside, *hyphened, *behind]),
        generic=kinds | frozenset(known["not_names_alone"]),
        alike=kinds | frozenset(known["left_out"]),
        before=frozenset(known["small_words"]["before"]),
        signs=tuple(known["signs"]),
        sign=re.compile("|".join(map(re.escape, known["signs"]))),
    )


def _any(patterns: Iterable[str]) -> str:
    return "|".join(patterns)
