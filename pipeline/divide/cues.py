"""What kind of paper a run of paragraphs is, by the cues of `schemas/codes/sections.yml`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
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
    """Texts in small letters, a line each, and where those start in them that are numbered."""

    lines: str
    numbered: frozenset[int]


class _Cue(NamedTuple):
    where: str
    weight: float
    most: float
    pattern: re.Pattern[str]
    unnumbered: bool
    within: int
    needs: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """What is counted over the words of paragraphs: all of them, and how often the pattern of each cue for the body stands there."""

    words: int = 0
    said: Counter[str] = field(default_factory=Counter)

    def count(self, paragraphs: Iterable[Paragraph]) -> None:
        """Count the words of some more paragraphs."""
        text = "\n".join([paragraph.text for paragraph in paragraphs])
        self.words += _count_words(text)
        lowered = text.lower()
        for pattern, needs in _body_patterns():
            found = sum(len(pattern.findall(line)) for line in _lines_with(lowered, needs).values())
            if found:
                self.said[pattern.pattern] += found


@dataclass(slots=True)
class Look:
    """What a run of paragraphs looks like: its first ones, the characters set in each size (whole points), and the paragraphs of all its
    pages, whose words are counted when that is asked for. `given` is what each cue gives its kind, those for the body and the file's name
    aside, once that has been asked for."""

    opening: list[Paragraph]
    sizes: Counter[float]
    pages: Callable[[], Iterable[Iterable[Paragraph]]]
    given: dict[SectionKind, list[float]] = field(default_factory=dict)
    body: Tally | None = None

    @property
    def size(self) -> float:
        """The size in points that most of the words are set in; 0 when there are none."""
        return _most_used(self.sizes)

    @property
    def tally(self) -> Tally:
        """What is counted over its words."""
        if self.body is None:
            self.body = Tally()
            for page in self.pages():
                self.body.count(page)
        return self.body


def sizes_of(paragraphs: Iterable[Paragraph]) -> Counter[float]:
    """How many characters of some paragraphs are set in each size, in whole points."""
    printed: dict[float, int] = {}
    for paragraph in paragraphs:
        printed[paragraph.size] = printed.get(paragraph.size, 0) + len(paragraph.text)
    sizes = Counter[float]()
    for size, characters in printed.items():
        sizes[round(size, 0)] += characters
    return sizes


def _lines_with(text: str, words: Iterable[str]) -> dict[int, str]:
    """The lines of a text that have one of these words, by where they start."""
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
    return found


def _count_words(text: str) -> int:
    """How many words a text has: runs of letters and digits. Nearly all texts can be written in one byte a letter, which is quickest."""
    try:
        return len(text.encode("cp1252").translate(_OF_WORDS).split())
    except UnicodeEncodeError:
        return len(WORD.findall(text))


def look_at(paragraphs: Sequence[Paragraph]) -> Look:
    """How some paragraphs look."""
    return Look(list(paragraphs[:OPENING]), sizes_of(paragraphs), lambda: [paragraphs])


def look_over(paragraphs: Sequence[Sequence[Paragraph]], sizes: Sequence[Counter[float]], places: Sequence[int]) -> Look:
    """How the paragraphs of some pages look, given by their places among those of all pages and the sizes on each."""
    look = Look([], Counter(), lambda: (paragraphs[place] for place in places))
    for place in places:
        if len(look.opening) < OPENING:
            look.opening += paragraphs[place][: OPENING - len(look.opening)]
        look.sizes.update(sizes[place])
    return look


def body_size(paragraphs: Iterable[Paragraph]) -> float:
    """The size in points that most of the words are set in; 0 when there are none."""
    return _most_used(sizes_of(paragraphs))


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
                within=cue.get("within", OPENING),
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


@cache
def _most_of_body() -> dict[SectionKind, float]:
    """How many points the words of the body can give each kind at most."""
    return {kind: sum(cue.most for cue in cues if cue.where == "body") for kind, cues in _cues().items()}


def kind_of(look: Look, filename: str | None = None) -> tuple[SectionKind, float]:
    """The kind of paper that paragraphs of this look make, and how many points speak for it; `other` when too few."""
    scores = {kind: _sum(_cues()[kind], given, look.tally) for kind, given in _given(look).items()}
    best = _best(scores, filename)
    return (best, scores[best]) if scores[best] >= codes("sections")["least"] else ("other", scores[best])


def kind_alone(look: Look, filename: str | None = None) -> SectionKind:
    """The same kind without its points, told by the openings and headings alone where the words of the body cannot change it."""
    scores = {kind: sum(given) for kind, given in _given(look).items()}
    best = _best(scores, filename)
    others = (points + _most_of_body()[kind] for kind, points in scores.items() if kind != best)
    clear = scores[best] >= codes("sections")["least"] and scores[best] > max(others)
    return best if clear else kind_of(look, filename)[0]


def _best(scores: dict[SectionKind, float], filename: str | None) -> SectionKind:
    """The kind with the most points, those for the file's name added to them."""
    if filename is not None:
        scores.update({kind: points + _points_of_name(kind, filename.lower()) for kind, points in scores.items()})
    return max(scores, key=lambda kind: scores[kind])


def _given(look: Look) -> dict[SectionKind, list[float]]:
    """What each cue gives its kind by the look of the opening; nothing for those that are looked for elsewhere."""
    if not look.given:
        size = look.size
        headings = _texts((p.words, _is_numbered(p)) for p in look.opening[:HEADINGS] if is_heading(p, size))
        lines = _texts((f"{p.margin} {p.words}" if p.margin else p.words, _is_numbered(p)) for p in look.opening)
        texts = {"heading": headings, "opening": lines}
        look.given = {kind: [_points(cue, texts.get(cue.where)) for cue in cues] for kind, cues in _cues().items()}
    return look.given


def _points_of_name(kind: SectionKind, name: str) -> float:
    return sum(cue.weight for cue in _cues()[kind] if cue.where == "filename" and cue.pattern.search(name))


def _texts(printed: Iterable[tuple[str, bool]]) -> _Texts:
    lines: list[str] = []
    numbered: set[int] = set()
    start = 0
    for text, is_numbered in printed:
        lines.append(text.lower())
        if is_numbered:
            numbered.add(start)
        start += len(lines[-1]) + 1
    return _Texts("\n".join(lines), frozenset(numbered))


def _is_numbered(paragraph: Paragraph) -> bool:
    return paragraph.label is not None and any(letter.isdigit() for letter in paragraph.label)


def is_heading(paragraph: Paragraph, body_size: float) -> bool:
    """Whether a paragraph looks like a heading: short, and bold, larger than the body, or in capitals."""
    words = paragraph.words
    if not words or len(words) > 160:
        return False
    return paragraph.bold or paragraph.size > body_size * 1.1 or (words.isupper() and len(words) > 3)


def _points(cue: _Cue, texts: _Texts | None) -> float:
    """What a cue gives its kind by the texts that it is looked for in."""
    lines = _lines_with(texts.lines, cue.needs) if texts is not None else {}
    if texts is None or not lines:
        return 0.0
    passed_over = texts.numbered if cue.unnumbered else ()
    found = [start for start, line in lines.items() if start not in passed_over and cue.pattern.search(line)]
    hits = sum(1 for start in found if texts.lines.count("\n", 0, start) < cue.within)
    points = cue.weight * hits
    return max(cue.most, points) if cue.weight < 0 else min(cue.most, points)


def _sum(cues: Sequence[_Cue], given: Sequence[float], body: Tally) -> float:
    """What all cues give their kind, those for the body by what was counted there."""
    total = 0.0
    for cue, points in zip(cues, given, strict=True):
        if cue.where == "body":
            points = min(cue.most, cue.weight * body.said[cue.pattern.pattern] * 1000 / max(body.words, 400))
        total += points
    return total
