"""What tells one paper from another: its words as far as they were kept, its meetings, its title, and which version it says it is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.edges.codes import codes
from pipeline.link.context import Context
from pipeline.link.meetings import MeetingKey, meeting_key
from pipeline.link.names import words_of
from pipeline.link.series import council_key, day_by_name, family
from pipeline.records import Paper

COMMON = 20
"""Runs of words that more papers have than this are nobody's own: the small print of a council's letter heads and forms."""
FEWEST_SHARED = 4


@dataclass(frozen=True, slots=True)
class Face:
    """A paper by what tells it from others. `digests`, `figures` and `sums` have one entry for each section with words, in order.

    `day` is the day as of which it speaks, `filed` that in the name of its file. `version` orders the versions of one paper: drafts
    before what says nothing, that before what is settled, then by number. `named` are the words of its title that say what it is about.
    """

    paper: Paper
    council: str
    shingles: frozenset[int]
    words: int
    digests: tuple[str, ...]
    figures: tuple[str, ...]
    sums: tuple[str, ...]
    recorded: frozenset[MeetingKey]
    announced: frozenset[MeetingKey]
    day: str | None
    filed: str | None
    version: tuple[int, int]
    named: tuple[str, ...]
    family: frozenset[str]
    supplement: bool

    @property
    def document_id(self) -> str:
        return self.paper.document_id

    @property
    def meetings(self) -> frozenset[MeetingKey]:
        """The meetings that the paper was made for, or else those that it records."""
        return self.announced or self.recorded


def face_of(paper: Paper) -> Face:
    """The face of a paper."""
    division = paper.division
    sketches = [section.sketch for section in division.sections if section.sketch]
    meetings: dict[str, set[MeetingKey]] = defaultdict(set)
    for meeting in paper.facts.meetings:
        if meeting.date and meeting.committee:
            meetings[meeting.role].add(meeting_key(paper, meeting))
    said = [division.title or "", *(file.filename.rpartition(".")[0] for file in paper.files)]
    context = Context(paper)
    return Face(
        paper=paper,
        council=council_key(division.council),
        shingles=frozenset(number for sketch in sketches for number in sketch.shingles),
        words=sum(sketch.words for sketch in sketches),
        digests=tuple(sketch.digest for sketch in sketches),
        figures=tuple(sketch.figures for sketch in sketches),
        sums=tuple(sketch.sums for sketch in sketches),
        recorded=frozenset(meetings["recorded"]),
        announced=frozenset(meetings["announced"]),
        day=context.reported_on(division.sections[0].ordinal if division.sections else None),
        filed=day_by_name(paper),
        version=_version(paper, said),
        named=_named(division.title or ""),
        family=family(division.title, division.council),
        supplement=_says("supplement", said),
    )


def overlaps(faces: Sequence[Face]) -> dict[tuple[int, int], int]:
    """How many of the runs of words that were kept two papers share, for the pairs (by place, the lower first) that share some."""
    having: dict[int, list[int]] = defaultdict(list)
    for place, face in enumerate(faces):
        for number in face.shingles:
            having[number].append(place)
    shared: Counter[tuple[int, int]] = Counter()
    for places in having.values():
        if 1 < len(places) <= COMMON:
            shared.update((one, other) for rank, one in enumerate(places) for other in places[rank + 1 :])
    return {pair: count for pair, count in shared.items() if count >= FEWEST_SHARED}


def _version(paper: Paper, said: Sequence[str]) -> tuple[int, int]:
    stated = {minute.confirmed for minute in paper.facts.minutes if minute.confirmed}
    if _says("draft", said) or stated == {"draft"}:
        standing = -1
    else:
        standing = 1 if _says("settled", said) or stated == {"confirmed"} else 0
    numbers = [int(found[1]) for text in said for found in _pattern("version").finditer(_plain(text))]
    return standing, max(numbers, default=0)


def _named(title: str) -> tuple[str, ...]:
    words = words_of(_pattern("version").sub(" ", title))
    return tuple(word for word in words if word not in codes("documents")["issue_words"])


def _says(name: str, said: Sequence[str]) -> bool:
    return any(_pattern(name).search(_plain(text)) for text in said)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    told = codes("documents")[name]
    return re.compile("|".join(f"(?:{pattern})" for pattern in ([told] if isinstance(told, str) else told)), re.I)


def _plain(text: str) -> str:
    return re.sub(r"[-_.]+", " ", text)
