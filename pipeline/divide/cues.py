"""What kind of paper a run of paragraphs is, by the cues of `schemas/codes/sections.yml`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pipeline.edges.codes import codes
from pipeline.records import Paragraph, SectionKind

OPENING = 26
"""How many paragraphs count as the opening of a paper."""
HEADINGS = 14
"""How many paragraphs from the start are looked through for its headings."""
WORD = re.compile(r"\w+")


class _Cue(NamedTuple):
    where: str
    weight: float
    most: float
    pattern: re.Pattern[str]


@cache
def _cues() -> dict[SectionKind, list[_Cue]]:
    return {
        kind: [_Cue(cue["where"], cue["weight"], cue.get("most", cue["weight"]), re.compile(cue["pattern"], re.I)) for cue in cues]
        for kind, cues in codes("sections")["kinds"].items()
    }


def kind_of(paragraphs: Sequence[Paragraph], filename: str | None = None) -> tuple[SectionKind, float]:
    """The kind of paper that these paragraphs make, and how many points speak for it; `other` when too few."""
    scores = {kind: _score(cues, paragraphs, filename) for kind, cues in _cues().items()}
    best = max(scores, key=lambda kind: scores[kind])
    return (best, scores[best]) if scores[best] >= codes("sections")["least"] else ("other", scores[best])


def is_heading(paragraph: Paragraph, body_size: float) -> bool:
    """Whether a paragraph looks like a heading: short, and bold, larger than the body, or in capitals."""
    words = paragraph.words
    if not words or len(words) > 160:
        return False
    return paragraph.bold or paragraph.size > body_size * 1.1 or (words.isupper() and len(words) > 3)


def body_size(paragraphs: Sequence[Paragraph]) -> float:
    """The size in points that most of the words are set in; 0 when there are none."""
    sizes: dict[float, int] = {}
    for paragraph in paragraphs:
        size = round(paragraph.size, 0)
        sizes[size] = sizes.get(size, 0) + len(paragraph.text)
    return max(sizes, key=lambda size: sizes[size]) if sizes else 0.0


def _score(cues: list[_Cue], paragraphs: Sequence[Paragraph], filename: str | None) -> float:
    size = body_size(paragraphs)
    opening = paragraphs[:OPENING]
    headings = [p.words for p in paragraphs[:HEADINGS] if is_heading(p, size)]
    lines = [f"{p.margin} {p.words}" if p.margin else p.words for p in opening]
    total = 0.0
    for cue in cues:
        if cue.where == "filename":
            hit = filename is not None and cue.pattern.search(filename)
            total += cue.weight if hit else 0
        elif cue.where == "body":
            words = sum(len(WORD.findall(p.text)) for p in paragraphs) or 1
            hits = sum(len(cue.pattern.findall(p.text)) for p in paragraphs)
            total += min(cue.most, cue.weight * hits * 1000 / max(words, 400))
        else:
            hits = sum(1 for text in (headings if cue.where == "heading" else lines) if cue.pattern.search(text))
            total += min(cue.most, cue.weight * hits)
    return total
