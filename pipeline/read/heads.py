"""Headings of a table whose cells are not drawn: their lines put together, those over several columns told from those over one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.read.columns import Columns, Phrase, SpacedLine


@dataclass(slots=True)
class Heading:
    """The words of one heading: the rows and columns that it stands over, both from 0 and including the last."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int
    phrases: list[Phrase] = field(default_factory=list)


def find_headings(lines: Sequence[SpacedLine], columns: Columns) -> tuple[list[list[SpacedLine]], list[Heading]]:
    """The heading lines above a table, top down, as rows, and the headings in them.

    A line with a heading over several columns ends a row; all others are lines of the headings over one column, which reach from the
    last heading above them down to the body.

                   Domestic          Imported
        Country   N      % of all   N      % of all
                         tests             tests
    """
    spans = [_spans(lines, number, columns) for number in range(len(lines))]
    rows: list[list[SpacedLine]] = []
    over: list[set[range]] = []
    for number, line in enumerate(lines):
        wide = {span for span, _ in spans[number] if len(span) > 1}
        goes_on = bool(rows) and (not over[-1] if not wide else wide <= over[-1] and len(wide) == len(spans[number]))
        if goes_on:
            rows[-1].append(line)
        else:
            rows.append([line])
            over.append(wide)
    last = len(rows) - 1
    headings: dict[tuple[int, int, int], Heading] = {}
    level = -1
    place = {id(line): row for row, members in enumerate(rows) for line in members}
    opened = [0] * len(columns.extents)
    for number, line in enumerate(lines):
        row = place[id(line)]
        if row != level:
            level = row
        for span, phrase in spans[number]:
            if len(span) > 1:
                key = (row, span[0], span[-1])
                headings.setdefault(key, Heading(row, row, span[0], span[-1])).phrases.append(phrase)
                for column in span:
                    opened[column] = row + 1
            else:
                first = opened[span[0]]
                key = (first, span[0], span[0])
                headings.setdefault(key, Heading(first, last, span[0], span[0])).phrases.append(phrase)
    return rows, _fitted(list(headings.values()), opened)


def _fitted(headings: list[Heading], opened: Sequence[int]) -> list[Heading]:
    """Headings of which those with another one over several columns below them end above that."""
    for heading in headings:
        if heading.first_column == heading.last_column and opened[heading.first_column] > heading.first_row:
            heading.last_row = opened[heading.first_column] - 2
    return [heading for heading in headings if heading.last_row >= heading.first_row]


def _spans(lines: Sequence[SpacedLine], number: int, columns: Columns) -> list[tuple[range, Phrase]]:
    """The phrases of a heading line with the columns that each stands over."""
    line = lines[number]
    placed = [(columns.under(phrase.x0, phrase.x1), phrase) for phrase in _cut(line, columns)]
    below = {column for other in lines[number + 1 :] for column, _ in columns.cut(other)}
    spans: list[tuple[range, Phrase]] = []
    for at, (span, phrase) in enumerate(placed):
        left = placed[at - 1][0][-1] + 1 if at else 1
        right = placed[at + 1][0][0] - 1 if at + 1 < len(placed) else len(columns.extents) - 1
        spans.append((_widened(span, phrase, max(left, 0), right, below, columns), phrase))
    return spans


def _cut(line: SpacedLine, columns: Columns) -> list[Phrase]:
    if len(line.phrases) > 1:
        return [phrase for _, phrase in columns.cut(line)]
    return line.phrases


def _widened(span: range, phrase: Phrase, left: int, right: int, below: set[int], columns: Columns) -> range:
    """All columns that a heading stands in the middle of, when each has a heading of its own below; else `span`."""
    if not set(span) <= below:
        return span
    middle = (phrase.x0 + phrase.x1) / 2
    extents = columns.extents
    if len(span) == 1:
        x0, x1 = extents[span[0]]
        if abs((x0 + x1) / 2 - middle) < 3 or (abs(phrase.x1 - x1) < 2 and phrase.x0 > x0 - 2):
            return span
    best = span
    near = 1e6
    for first in range(max(left, 0), span[0] + 1):
        for last in range(span[-1], right + 1):
            if last - first < len(span) - 1 or not set(range(first, last + 1)) <= below or last == first:
                continue
            x0, x1 = extents[first][0], extents[last][1]
            away = abs((x0 + x1) / 2 - middle)
            if away < max(4.0, 0.06 * (x1 - x0)) and away < near:
                best, near = range(first, last + 1), away
    return best
