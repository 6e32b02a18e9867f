"""What kind of paper a run of paragraphs is, by the cues of `schemas/codes/sections.yml`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from pipeline.edges.codes import codes
from pipeline.records import Paragraph, SectionKind

OPENING = 26
"""How many paragraphs count as the opening of a paper."""
HEADINGS = 14
"""How many paragraphs from the start are looked through for its headings."""
WORD = re.compile(r"\w+")
_OF_WORDS = bytes(code if WORD.match(bytes([code]).decode("cp1252", "ignore")) else ord(" ") for code in range(256))
"""What each byte of a text becomes when its words are counted: white space, where it is of none."""


class _Texts(NamedTuple):
    """Texts in small letters, whether each is numbered, and all of them a line each."""

    each: list[tuple[str, bool]]
    together: str


class _Cue(NamedTuple):
    where: str
    weight: float
    most: float
    pattern: re.Pattern[str]
    unnumbered: bool
    needs: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """What is counted over paragraphs: the characters set in each size (whole points), all words, and how often the pattern of each cue
    for the body stands there."""

    sizes: Counter[float] = field(default_factory=Counter)
    words: int = 0
    said: Counter[str] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Count what another has counted too."""
        self.sizes.update(other.sizes)
        self.words += other.words
        self.said.update(other.said)


@dataclass(slots=True)
class Look:
    """What a run of paragraphs looks like: its first ones, and what is counted over all of them. `points` are what speaks for each kind,
    the file's name aside, once that has been asked for."""

    opening: list[Paragraph] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    points: dict[SectionKind, float] = field(default_factory=dict, compare=False)

    @property
    def size(self) -> float:
        """The size in points that most of the words are set in; 0 when there are none."""
        return _most_used(self.tally.sizes)


def tally_of(paragraphs: Iterable[Paragraph]) -> Tally:
    """What is counted over some paragraphs."""
    tally = Tally()
    texts: list[str] = []
    for paragraph in paragraphs:
        texts.append(paragraph.text)
        tally.sizes[round(paragraph.size, 0)] += len(paragraph.text)
    text = "\n".join(texts)
    tally.words = _count_words(text)
    lowered = text.lower()
    for pattern, needs in _body_patterns():
        found = sum(len(pattern.findall(line)) for line in _lines_with(lowered, needs))
        if found:
            tally.said[pattern.pattern] += found
    return tally


def _lines_with(text: str, words: Iterable[str]) -> list[str]:
    """The lines of a text that have one of these words."""
    found: dict[int, str] = {}
    for word in words:
        place = text.find(word)
        while place >= 0:
            end = text.find("\n", place)
            if end < 0:
                end = len(text)
            start = text.rfind("\n", 0, place) + 1
            found[start] = text[start:end]
            place = text.find(word, end + 1)
    return list(found.values())


def _count_words(text: str) -> int:
    """How many words a text has: runs of letters and digits. Nearly all texts can be written in one byte a letter, which is quickest."""
    try:
        return len(text.encode("cp1252").translate(_OF_WORDS).split())
    except UnicodeEncodeError:
        return len(WORD.findall(text))


def look_at(paragraphs: Sequence[Paragraph]) -> Look:
    """How some paragraphs look."""
    return Look(list(paragraphs[:OPENING]), tally_of(paragraphs))


def look_over(paragraphs: Sequence[Sequence[Paragraph]], tallies: Sequence[Tally], places: Iterable[int]) -> Look:
    """How the paragraphs of some pages look, given by their places among those of all pages and what was counted on each."""
    look = Look()
    for place in places:
        if len(look.opening) < OPENING:
            look.opening += paragraphs[place][: OPENING - len(look.opening)]
        look.tally.add(tallies[place])
    return look


def body_size(paragraphs: Iterable[Paragraph]) -> float:
    """The size in points that most of the words are set in; 0 when there are none."""
    sizes = Counter[float]()
    for paragraph in paragraphs:
        sizes[round(paragraph.size, 0)] += len(paragraph.text)
    return _most_used(sizes)


def _most_used(sizes: Counter[float]) -> float:
    return max(sizes, key=lambda size: sizes[size], default=0.0)


@cache
def _cues() -> dict[SectionKind, list[_Cue]]:
    return {
        kind: [
            _Cue(
                where=cue["where"],
                weight=cue["weight"],
                most=cue.get("most", cue["weight"]),
                pattern=_small(cue["pattern"]),
                unnumbered=cue.get("unnumbered", False),
                needs=tuple(cue.get("needs", ("",))),
            )
            for cue in cues
        ]
        for kind, cues in codes("sections")["kinds"].items()
    }


def _small(source: str) -> re.Pattern[str]:
    """A pattern for texts in small letters; most are written so, which spares trying each letter twice."""
    return re.compile(source, re.I if source != source.lower() else 0)


@cache
def _body_patterns() -> list[tuple[re.Pattern[str], tuple[str, ...]]]:
    """The patterns of the cues for the body, each with the words of which one stands in all that it matches."""
    return [(cue.pattern, cue.needs) for cues in _cues().values() for cue in cues if cue.where == "body"]


def kind_of(look: Look, filename: str | None = None) -> tuple[SectionKind, float]:
    """The kind of paper that paragraphs of this look make, and how many points speak for it; `other` when too few."""
    if not look.points:
        look.points = _points(look)
    scores = look.points
    if filename is not None:
        scores = {kind: points + _points_of_name(kind, filename.lower()) for kind, points in scores.items()}
    best = max(scores, key=lambda kind: scores[kind])
    return (best, scores[best]) if scores[best] >= codes("sections")["least"] else ("other", scores[best])


def _points(look: Look) -> dict[SectionKind, float]:
    size = look.size
    headings = _texts((p.words, _is_numbered(p)) for p in look.opening[:HEADINGS] if is_heading(p, size))
    lines = _texts((f"{p.margin} {p.words}" if p.margin else p.words, _is_numbered(p)) for p in look.opening)
    return {kind: _score(cues, look, headings, lines) for kind, cues in _cues().items()}


def _points_of_name(kind: SectionKind, name: str) -> float:
    return sum(cue.weight for cue in _cues()[kind] if cue.where == "filename" and cue.pattern.search(name))


def _texts(printed: Iterable[tuple[str, bool]]) -> _Texts:
    each = [(text.lower(), numbered) for text, numbered in printed]
    return _Texts(each, "\n".join([text for text, _ in each]))


def _is_numbered(paragraph: Paragraph) -> bool:
    return paragraph.label is not None and any(letter.isdigit() for letter in paragraph.label)


def is_heading(paragraph: Paragraph, body_size: float) -> bool:
    """Whether a paragraph looks like a heading: short, and bold, larger than the body, or in capitals."""
    words = paragraph.words
    if not words or len(words) > 160:
        return False
    return paragraph.bold or paragraph.size > body_size * 1.1 or (words.isupper() and len(words) > 3)


def _score(cues: list[_Cue], look: Look, headings: _Texts, lines: _Texts) -> float:
    total = 0.0
    for cue in cues:
        if cue.where == "body":
            total += min(cue.most, cue.weight * look.tally.said[cue.pattern.pattern] * 1000 / max(look.tally.words, 400))
        elif cue.where != "filename":
            texts = headings if cue.where == "heading" else lines
            if any(word in texts.together for word in cue.needs):
                asked = [text for text, numbered in texts.each if not (numbered and cue.unnumbered)]
                hits = sum(1 for text in asked if any(word in text for word in cue.needs) and cue.pattern.search(text))
                total += min(cue.most, cue.weight * hits)
    return total
