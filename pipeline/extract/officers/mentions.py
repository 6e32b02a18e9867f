"""What every search for officers hands over: somebody, the role there, and the place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.records import Span

Role = Literal[
    "contact officer", "chief officer", "lead officer", "executive lead", "author", "presenter", "attendee", "proper officer", "mentioned"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody named at a place: a name, a post or both as printed; `spans` are the stretches of pages that say so, the first is quoted.

    `certain` holds where a label or a title says that the name is one.
    """

    name: str | None
    post: str | None
    role: Role
    spans: tuple[Span, ...]
    certain: bool = False

    def overlaps(self, other: Mention) -> bool:
        """Whether two mentions stand on the same words."""
        return any(a.page == b.page and a.start < b.end and b.start < a.end for a in self.spans for b in other.spans)
