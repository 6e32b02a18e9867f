"""What is asked of a search: its words and filters, read from an address and written back into one."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from pipeline.publish.site.search.kinds import KINDS

LONGEST = 200
LAST_PAGE = 50
NAMES = {
    "words": "q",
    "kinds": "kind",
    "council": "council",
    "committee": "committee",
    "since": "from",
    "until": "to",
    "person": "person",
    "routine": "routine",
}
"""The name that each part has in an address."""


@dataclass(frozen=True)
class Asked:
    """A search. Empty texts ask for nothing; `since` and `until` are ISO days, both inclusive; no kinds are all kinds.

    `routine` asks for what is routine only. `wrong` says in sentences what could not be understood and was passed over.
    """

    words: str = ""
    kinds: tuple[str, ...] = ()
    council: str = ""
    committee: str = ""
    since: str = ""
    until: str = ""
    person: str = ""
    routine: bool = False
    page: int = 1
    wrong: tuple[str, ...] = ()

    @property
    def filtered(self) -> bool:
        """Whether anything but words and kinds is asked for."""
        return bool(self.council or self.committee or self.since or self.until or self.person)

    @property
    def empty(self) -> bool:
        """Whether nothing is asked for."""
        return not (self.words or self.filtered or self.kinds)

    @property
    def whole(self) -> Asked:
        """The same search, whichever part of what it finds is looked at."""
        return replace(self, page=1, routine=False, wrong=())

    def address(self, form: str = "", **other: Any) -> str:
        """The address of the search as a page, or in a form such as `csv`; with other values of some parts where they are given."""
        asked = replace(self, **{"page": 1, **other})
        pairs: list[tuple[str, str]] = []
        for part, name in NAMES.items():
            value = getattr(asked, part)
            values = value if isinstance(value, tuple) else ("1" if value is True else value,)
            pairs += [(name, one) for one in values if one]
        if asked.page > 1:
            pairs.append(("page", str(asked.page)))
        return "/-/search" + (f".{form}" if form else "") + (f"?{urlencode(pairs)}" if pairs else "")


def asked_of(args: Any) -> Asked:
    """The search that the parameters of an address ask for; what cannot be understood is passed over, and said."""
    wrong: list[str] = []
    since = _day(_text(args, "from"), "from", wrong)
    until = _day(_text(args, "to"), "to", wrong)
    if since and until and since > until:
        wrong.append("The first day is later than the last, so nothing can lie between them.")
    asked = [kind for kind in args.getlist("kind") if kind]
    unknown = [kind for kind in asked if kind not in KINDS]
    if unknown:
        wrong.append(f"There is no kind “{unknown[0][:40]}”; the kinds are {', '.join(KINDS)}.")
    kinds = tuple(kind for kind in KINDS if kind in asked)
    page = _text(args, "page")
    return Asked(
        words=_text(args, "q", 500),
        kinds=() if len(kinds) == len(KINDS) else kinds,
        council=_text(args, "council"),
        committee=_text(args, "committee"),
        since=since,
        until=until,
        person=_text(args, "person"),
        routine=bool(_text(args, "routine")),
        page=min(max(int(page), 1), LAST_PAGE) if re.fullmatch(r"[0-9]{1,4}", page) else 1,
        wrong=tuple(wrong),
    )


def _text(args: Any, name: str, longest: int = LONGEST) -> str:
    text = "".join(letter if letter.isprintable() else " " for letter in args.get(name) or "")
    return " ".join(text.split())[:longest]


def _day(text: str, bound: str, wrong: list[str]) -> str:
    """`2021`, `2021-03` or `2021-03-10` as the first or last day of what it says; nothing, with a sentence, for what is no date."""
    try:
        parts: Sequence[int] = [int(part) for part in text.split("-")] if re.fullmatch(r"\d{4}(-\d{1,2}){0,2}", text) else []
        if len(parts) == 3:
            return date(*parts).isoformat()
        if parts:
            month = parts[1] if len(parts) == 2 else 1 if bound == "from" else 12
            return date(parts[0], month, 1 if bound == "from" else monthrange(parts[0], month)[1]).isoformat()
    except ValueError:
        parts = []
    if text:
        wrong.append(f"“{text[:40]}” is no date and was passed over. Write dates as 2021-03-10, 2021-03 or 2021.")
    return ""
