"""Rolls set in columns beside each other: `Present:`, `Apologies:` and the like in one line, and the names of each below its label."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.extract.beside_names import INITIALS, are_initials_of
from pipeline.extract.groups import Group, group_of, says_status
from pipeline.extract.material import Material
from pipeline.extract.people import find_people
from pipeline.extract.rolls import Listed
from pipeline.records import Page, Paragraph, Span, Word

WIDE = 1.5
"""White space that parts two columns, in heights of the letters."""
FARTHEST = 4.0
"""White space under a row behind which a roll does not go on, in heights of the letters."""
WORD = re.compile(r"\S+")
NAMELIKE = re.compile(r"(?:[A-Z][\w.'’-]*|&|and|of|the)(?: (?:[A-Z(][\w.'’()-]*|&|and|of|the)){0,5}")


@dataclass(slots=True)
class _Phrase:
    """Words of a row that stand close to each other: the slice of the page's text, and how far they reach."""

    text: str
    start: int
    end: int
    x0: float
    x1: float

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


@dataclass(slots=True)
class _Row:
    phrases: list[_Phrase]
    top: float
    bottom: float
    size: float


def find_column_rolls(material: Material, paragraphs: Sequence[Paragraph]) -> tuple[list[Listed], list[Paragraph]]:
    """The people under labels that stand beside each other, or in several columns behind one label; and the paragraphs that are left.

    What stands under a label by its middle belongs to it, until a label further down in the column; the roll ends with the first row that
    has something else in it.
    """
    listed: list[Listed] = []
    taken: list[Span] = []
    for number in sorted({paragraph.page for paragraph in paragraphs})[:2]:
        page = material.pages[number]
        rows = list(_rows(page)) if says_status(page.text) else []
        for index, row in enumerate(rows):
            if _is_head(row, rows[index + 1 : index + 2]):
                found, spans = _roll(page, rows[index:])
                listed.extend(found)
                taken.extend(spans)
                break
    if len(listed) < 3:
        return [], list(paragraphs)
    return listed, [paragraph for paragraph in paragraphs if not _overlaps(paragraph, taken)]


def _overlaps(paragraph: Paragraph, taken: Sequence[Span]) -> bool:
    return any(one.page == other.page and one.start < other.end and other.start < one.end for one in paragraph.spans for other in taken)


def _rows(page: Page) -> Iterator[_Row]:
    """The printed lines of a page outside its tables, those at one height as one row, each cut where white space is wide."""
    lines = sorted((line for line in page.lines if line.table < 0), key=lambda line: ((line.top + line.bottom) / 2, line.x0))
    row: _Row | None = None
    words = iter(page.words)
    by_line: dict[int, list[Word]] = {}
    starts = sorted((line.start, line.end) for line in lines)
    at = 0
    for word in words:
        while at < len(starts) and starts[at][1] <= word.start:
            at += 1
        if at < len(starts) and starts[at][0] <= word.start:
            by_line.setdefault(starts[at][0], []).append(word)
    for line in lines:
        phrases = _phrases(page, by_line.get(line.start, []), line.size)
        middle = (line.top + line.bottom) / 2
        if row is not None and row.top < middle < row.bottom:
            row.phrases = sorted([*row.phrases, *phrases], key=lambda phrase: phrase.x0)
            continue
        if row is not None:
            yield row
        row = _Row(phrases, line.top, line.bottom, line.size)
    if row is not None:
        yield row


def _phrases(page: Page, words: Sequence[Word], size: float) -> list[_Phrase]:
    parts: list[list[Word]] = []
    for before, word in zip([None, *words], words, strict=False):
        if before is None or word.x0 - before.x1 > WIDE * size:
            parts.append([])
        parts[-1].append(word)
    found: list[_Phrase] = []
    for part in parts:
        last = WORD.match(page.text, part[-1].start)
        end = last.end() if last is not None else part[-1].start
        text = " ".join(page.text[part[0].start : end].split())
        if found and INITIALS.fullmatch(text) and (find_people(found[-1].text) or are_initials_of(text, found[-1].text)):
            found[-1].end, found[-1].text = end, f"{found[-1].text} {text}"
            continue
        found.append(_Phrase(text, part[0].start, end, part[0].x0, part[-1].x1))
    return found


def _label(phrase: _Phrase) -> Group | None:
    group = group_of(phrase.text)
    return group if group is not None and not (group.role or group.post) else None


def _is_head(row: _Row, following: Sequence[_Row]) -> bool:
    """Whether a row opens a roll in columns: two labels beside each other, or one in front of two people with two more below them."""
    labels = [phrase for phrase in row.phrases if _label(phrase) is not None]
    if not labels or not any(says_status(phrase.text) for phrase in labels):
        return False
    if len(labels) > 1 and len(labels) == len(row.phrases):
        return True
    rest = [phrase for phrase in row.phrases if phrase not in labels]
    below = [phrase for below in following for phrase in below.phrases]
    beside = [*rest, *below]
    people = sum(_is_person(phrase) for phrase in beside)
    return labels == row.phrases[:1] and len(rest) > 1 and len(below) > 1 and people * 3 >= len(beside) * 2 and all(map(_belongs, beside))


def _is_person(phrase: _Phrase) -> bool:
    people = find_people(phrase.text)
    return len(people) == 1 and people[0].start < 12 and "," not in phrase.text[: people[0].end]


def _roll(page: Page, rows: Sequence[_Row]) -> tuple[list[Listed], list[Span]]:
    labels = [(phrase, group) for phrase in rows[0].phrases if (group := _label(phrase)) is not None]
    sides = [(before.x1 + after.x0) / 2 for (before, _), (after, _) in itertools.pairwise(labels)]
    groups = [group for _, group in labels]
    listed: list[Listed] = []
    taken: list[Span] = []
    for before, row in zip([rows[0], *rows], rows, strict=False):
        if row.top - before.bottom > FARTHEST * row.size or not all(_belongs(phrase) for phrase in row.phrases):
            break
        for phrase in row.phrases:
            span = Span(page.number, phrase.start, phrase.end)
            taken.append(span)
            column = sum(side < phrase.middle for side in sides)
            group = _label(phrase)
            if group is not None:
                groups[column] = group
            elif find_people(phrase.text):
                paragraph = Paragraph(
                    text=page.text[phrase.start : phrase.end], spans=[span], x0=phrase.x0, label_x0=phrase.x0, x1=phrase.x1, size=row.size
                )
                listed.append(Listed(paragraph, 0, len(paragraph.text), groups[column]))
    return listed, taken


def _belongs(phrase: _Phrase) -> bool:
    """Whether a phrase can stand in a roll: a label, a person, or capitalised words that may be somebody."""
    return _label(phrase) is not None or _is_person(phrase) or (len(phrase.text) < 40 and NAMELIKE.fullmatch(phrase.text) is not None)
