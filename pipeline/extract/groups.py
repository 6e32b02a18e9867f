"""What the lists of people in minutes are of: who was there, who sent apologies, who was missing, by the words over them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from pipeline.edges.codes import codes
from pipeline.records import AttendanceStatus

Capacity = Literal["member", "officer", "co-opted", "other", "guess"]
MOST_WORDS = 24
"""Words that not even the longest label has."""


@dataclass(frozen=True, slots=True)
class Group:
    """What a list says of the people in it; `members` holds where it calls them so (`Committee members present`)."""

    status: AttendanceStatus
    capacity: Capacity
    role: str | None = None
    post: str | None = None
    members: bool = False


@cache
def _groups() -> list[tuple[re.Pattern[str], Group]]:
    return [
        (re.compile(rf"(?:{entry['pattern']})", re.I), Group(entry["status"], entry["capacity"])) for entry in codes("attendance")["groups"]
    ]


@cache
def _any_group() -> re.Pattern[str]:
    """All of these patterns as one, which passes over most labels."""
    return re.compile("|".join(f"(?:{entry['pattern']})" for entry in codes("attendance")["groups"]), re.I)


@cache
def attendance_pattern(name: str) -> re.Pattern[str]:
    """One pattern of `schemas/codes/attendance.yml`."""
    return re.compile(codes("attendance")[name], re.I)


def group_of(words: str) -> Group | None:
    """What a label says of the people behind it, a role or short post (`Chair: A`, `Clerk: B`) too."""
    parts = words.split(None, MOST_WORDS)
    return _group_of(" ".join(parts).strip(" :.–—-")) if len(parts) <= MOST_WORDS else None


@lru_cache(1024)
def _group_of(plain: str) -> Group | None:
    if attendance_pattern("not_groups").fullmatch(plain):
        return None
    if attendance_pattern("roles").fullmatch(plain):
        return Group("present", "member", role=plain)
    if attendance_pattern("short_posts").fullmatch(plain):
        return Group("present", "officer", post=plain)
    if not _any_group().fullmatch(plain):
        return None
    group = next(group for pattern, group in _groups() if pattern.fullmatch(plain))
    return replace(group, members=True) if group.capacity == "member" and attendance_pattern("called_members").search(plain) else group


def says_status(words: str) -> bool:
    """Whether a label says by itself who was there or not (`Present`), so that it is one wherever it stands."""
    return attendance_pattern("says_status").search(words) is not None
