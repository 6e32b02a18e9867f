"""The body that meets, by its name in the heading or the first sentence of a paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline.divide.council_names import council_names
from pipeline.edges.codes import codes
from pipeline.extract.bodies import body_words
from pipeline.extract.dates import DateContext, find_dates
from pipeline.extract.officers.posts import names_post
from pipeline.extract.times import TIME
from pipeline.records import Paragraph

NUMBERED = re.compile(r"\(?\bno\.?\s?\d+\)?", re.I)
LEADING = re.compile(r"^(?:(?:of|a|an|and|for|the|from|to|except|by|agenda)\s+)+", re.I)


@cache
def _around() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(codes('meetings')['around_name'])})\b\s*[-–—:,]*\s*", re.I)


@cache
def _told() -> list[re.Pattern[str]]:
    """Sentences that tell of a meeting, each with the `name` of the body that meets, which opens with a capital."""
    return [re.compile(pattern) for pattern in codes("meetings")["body_told"]]


@cache
def _meeting_behind() -> re.Pattern[str]:
    return re.compile(codes("meetings")["behind_name"], re.I)


@cache
def _the_council() -> re.Pattern[str]:
    return re.compile(codes("meetings")["whole_council"], re.I)


@cache
def _ends() -> re.Pattern[str]:
    return re.compile("|".join(codes("meetings")["name_ends"]), re.I)


def find_committee(opening: Sequence[Paragraph], size: float, fields: Sequence[int] = ()) -> str | None:
    """The body that meets: in a field for it (the paragraphs at `fields`), in the sentence that tells of the meeting, in front of a day by
    itself, else in a heading.

    A committee goes before its council, and both before what only says `the Committee`. `size` is that of the body text in points.
    None when no body is named.
    """
    candidates: list[tuple[int, int, str]] = []
    for index, paragraph in enumerate(opening):
        text = paragraph.words
        if index in fields and body_words().search(text):
            candidates.append((0, index, bare_name(text)))
        if paragraph.margin and body_words().search(paragraph.margin) and _is_date(text):
            candidates.append((1, index, bare_name(paragraph.margin)))
        if not paragraph.label:
            told = [match for pattern in _told() for match in pattern.finditer(paragraph.text)]
            candidates += [(1, index, name) for match in told if body_words().search(name := bare_name(match["name"]))]
        stands_out = paragraph.bold or paragraph.size > size * 1.05 or text.isupper() or (index < 3 and not text.rstrip().endswith("."))
        short = len(text) < 110 and not paragraph.label and stands_out
        if short and body_words().search(text):
            name = bare_name(text)
            if len(name) < 80 and body_words().search(name):
                candidates.append((2, index, name))
    if not candidates:
        return None
    named = [entry for entry in candidates if entry[2].lower() not in codes("meetings")["unnamed"] and not names_post(entry[2])]
    smaller = [entry for entry in named if not _is_whole_council(entry[2])]
    return min(smaller or named or candidates, key=lambda entry: (entry[0], entry[1]))[2]


def bare_name(text: str) -> str:
    """A heading or phrase without what stands around a body's name: `Minutes of the`, a date, `meeting`, `was held ...`."""
    parts = _ends().split(TIME.sub(" ", NUMBERED.sub(" ", text)))
    named = [piece for piece in parts if piece and body_words().search(piece)]
    part = next((piece for piece in named if not _is_whole_council(piece.strip())), named[0] if named else text)
    dates = find_dates(part, DateContext())
    if dates:
        part = part[: dates[0].start_at] if dates[0].start_at > 3 else part[dates[0].end_at :]
    bodies = list(body_words().finditer(part))
    if bodies:
        rest = part[bodies[-1].end() :]
        part = part if re.match(r"\s+(?:of|for|on|and)\s+\w", rest, re.I) else part[: bodies[-1].end()]
    previous = None
    while previous != part:
        previous = part
        match = _around().match(part)
        if match and match.end() < len(part) and body_words().search(part[match.end() :]):
            part = part[match.end() :]
        part = LEADING.sub("", _meeting_behind().sub("", part.strip(" -–—:,.*|()")))
    return part


def _is_date(text: str) -> bool:
    """Whether words are a day and nothing else."""
    dates = find_dates(text, DateContext())
    return len(dates) == 1 and dates[0].precision == "day" and not text[: dates[0].start_at].strip() and not text[dates[0].end_at :].strip()


def _is_whole_council(name: str) -> bool:
    match = council_names().council.fullmatch(name.title() if name.isupper() else name)
    return match is not None or _the_council().fullmatch(name) is not None
