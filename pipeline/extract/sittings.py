"""Several meetings minuted in one paper, one behind the other: where the minutes of each begin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract.bodies import body_words
from pipeline.extract.dates import DateContext, find_dates
from pipeline.extract.groups import group_of
from pipeline.extract.headings import listed
from pipeline.extract.material import Material
from pipeline.records import Paragraph, Section, Source

NEAR = 8
"""Paragraphs behind such a heading in which those present are listed, and the day stands."""
FEWEST = 4
"""Paragraphs of a meeting's minutes at least."""


def sittings(material: Material, section: Section) -> list[list[Paragraph]]:
    """The paragraphs of each meeting that a minutes section records, in order; one list for the usual paper of one meeting.

    Another meeting begins with a heading (`Minutes of the Annual Meeting ...`) that no number stands before, with its day and the list of
    those present close behind. The name of the council above it belongs to it.
    """
    paragraphs = material.paragraphs_of(section)
    starts = [0]
    for index in range(len(paragraphs)):
        if index - starts[-1] >= FEWEST and _opens(paragraphs, index):
            starts.append(_with_lines_above(paragraphs, index, starts[-1] + FEWEST))
    ends = [*starts[1:], len(paragraphs)]
    return [paragraphs[start:end] for start, end in zip(starts, ends, strict=True)]


def sitting_at(material: Material, parts: Sequence[Sequence[Paragraph]], source: Source) -> int:
    """Which of some sittings a place belongs to: the last that begins at or before it."""
    found = 0
    for at, part in enumerate(parts):
        if part and _place(material.source(part[0])) <= _place(source):
            found = at
    return found


def _place(source: Source) -> tuple[int, float]:
    return source.page, source.bbox[1] - 1 if source.page else 0.0


def _opens(paragraphs: Sequence[Paragraph], index: int) -> bool:
    heading = paragraphs[index]
    if heading.label or heading.margin or heading.table >= 0 or len(heading.text) > 260 or not listed("heads_minutes").match(heading.text):
        return False
    if not body_words().search(heading.text) and "meeting" not in heading.text.lower():
        return False
    following = paragraphs[index : index + NEAR]
    dated = any(found.precision == "day" for p in following for found in find_dates(p.text, DateContext()))
    present = any(_lists_present(p) for p in following)
    ended = any(
        listed("closings", "inside").search(p.text) or listed("closings", "behind").fullmatch(p.text.strip())
        for p in paragraphs[max(0, index - 12) : index]
    )
    return dated and present and (ended or heading.page != paragraphs[index - 1].page)


def _ends(text: str) -> bool:
    """Whether a line is of the end of a meeting's minutes."""
    return bool(listed("closings", "inside").search(text) or listed("closings", "behind").fullmatch(text))


def _lists_present(paragraph: Paragraph) -> bool:
    words = paragraph.margin or re.split(r"[:\t–—]", paragraph.words, maxsplit=1)[0]
    group = group_of(words) if len(words) < 60 else None
    return group is not None and group.status == "present"


def _with_lines_above(paragraphs: Sequence[Paragraph], index: int, least: int) -> int:
    """The place of the first line of a heading: of the names in bold or capitals right above it."""
    start = index
    while start - 1 >= least and _is_title(paragraphs[start - 1]):
        start -= 1
    return start


def _is_title(paragraph: Paragraph) -> bool:
    short = len(paragraph.text) < 80 and not paragraph.label and paragraph.table < 0 and not paragraph.text.rstrip().endswith((".", ":"))
    return short and (paragraph.bold or paragraph.text.isupper() or paragraph.centred) and body_words().search(paragraph.text) is not None
