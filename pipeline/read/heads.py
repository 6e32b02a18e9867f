"""Headings of a table whose cells are not drawn: their lines put together, those over several columns told from those over one."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from pipeline.read.columns import Columns, Extent, Phrase, SpacedLine
from pipeline.read.grid import Edge
from pipeline.records import DrawnPage

CAPTION = re.compile(r"(?:table|figure|fig\.|chart|graph|schedule|annex|appendix|exhibit|map)\b.*", re.I)

UNITS = re.compile(r"[\[(].*[\])]|in (?:thousand|million|billion|percent|dollar|\d).*", re.I)
YEAR = re.compile(r"(?:(?:19|20)\d\d|\d\d(?=[/–-]))(?:[/–-](?:\d\d){1,2})?")
OUTDENT = 3.0
"""So many letter heights may a heading stand left of the labels below it, which are set in."""


APART = 1.3
"""Headings stand so many letter heights apart at most, and above what they head."""
MOST_LINES = 5
STACKED = 2.0
"""Points by which the middles of two lines of one heading differ at most."""
LEVEL = 2.5
"""Points by which what stands below each other may be off."""
SPACE = 0.4
"""The white space between two words, in letter heights, at most."""
UNDER = 0.7
"""A rule below a heading stands so many letter heights below it at most."""
FURTHEST = 3.2
"""So many when there is one over most columns."""


@dataclass(slots=True)
class Heading:
    """The words of one heading: the rows and columns that it stands over, both from 0 and including the last."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int
    phrases: list[Phrase] = field(default_factory=list)


def find_headings(
    lines: Sequence[SpacedLine], columns: Columns, page: DrawnPage | None = None
) -> tuple[list[list[SpacedLine]], list[Heading]]:
    """The heading lines above a table, top down, as rows, and the headings in them.

    A line with a heading over several columns ends a row; all others are lines of the headings over one column, which reach from the
    last heading above them down to the body.

                   Domestic          Imported
        Country   N      % of all   N      % of all
                         tests             tests

    A rule right below a heading (on `page`) says over which columns it stands; without one it stands in their middle.
    """
    rules = [edge for edge in page.edges if edge[0] == "h"] if page is not None and len(lines) > 1 else []
    spans: list[list[tuple[range, Phrase]]] = []
    for number in range(len(lines)):
        above = [span for line in spans for span, _ in line if len(span) > 1]
        spans.append(_spans(lines, number, columns, rules, above))
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


def _spans(
    lines: Sequence[SpacedLine], number: int, columns: Columns, rules: Sequence[Edge], above: Sequence[range] = ()
) -> list[tuple[range, Phrase]]:
    """The phrases of a heading line with the columns that each stands over, given those of the wide headings above it."""
    line = lines[number]
    placed = [(columns.under(phrase.x0, phrase.x1), phrase) for phrase in _cut(line, columns)]
    under = [(column, phrase) for other in lines[number + 1 :] for column, phrase in columns.cut(other)]
    below = {column for column, _ in under}
    extents = list(columns.extents)
    for column, phrase in under:
        extents[column] = (min(extents[column][0], phrase.x0), max(extents[column][1], phrase.x1))
    spans: list[tuple[range, Phrase]] = []
    for at, (span, phrase) in enumerate(placed):
        left = placed[at - 1][0][-1] + 1 if at else 1
        right = placed[at + 1][0][0] - 1 if at + 1 < len(placed) else len(columns.extents) - 1
        for wide in above:
            if span[0] in wide:
                left, right = max(left, wide[0]), min(right, wide[-1])
            elif wide[0] > span[-1]:
                right = min(right, wide[0] - 1)
            elif wide[-1] < span[0]:
                left = max(left, wide[-1] + 1)
        ruled = _ruled(line, phrase, rules, columns)
        if ruled is not None and set(ruled) <= below:
            spans.append((ruled, phrase))
        else:
            own = [_in_column(columns.cut(other), span) for other in lines[number + 1 : number + 3]]
            spans.append((_widened(span, phrase, max(left, 0), right, below, extents, own), phrase))
    return spans


def _in_column(placed: Sequence[tuple[int, Phrase]], span: range) -> Phrase | None:
    """The only phrase of a line that stands in a column."""
    found = [phrase for column, phrase in placed if column == span[0] == span[-1]]
    return found[0] if len(found) == 1 else None


def _ruled(line: SpacedLine, phrase: Phrase, rules: Sequence[Edge], columns: Columns) -> range | None:
    """The columns over which a rule right below a heading leads; None without one that is this heading's own."""
    for _, x0, x1, top, _ in rules:
        if -0.3 * line.height < top - line.bottom < UNDER * line.height and x0 < phrase.x0 + 2 and x1 > phrase.x1 - 2:
            if any(x0 < (other.x0 + other.x1) / 2 < x1 for other in line.phrases if other is not phrase):
                continue
            over = [n for n, (left, right) in enumerate(columns.extents) if x0 - 3 < (left + right) / 2 < x1 + 3]
            if len(over) > 1 and (over[0] > 0 or phrase.x0 > columns.extents[1][0]):
                return range(over[0], over[-1] + 1)
    return None


def _cut(line: SpacedLine, columns: Columns) -> list[Phrase]:
    if len(line.phrases) > 1:
        return [phrase for _, phrase in columns.cut(line)]
    return line.phrases


def _widened(
    span: range, phrase: Phrase, left: int, right: int, below: set[int], extents: Sequence[Extent], own: Sequence[Phrase | None]
) -> range:
    """All columns that a heading stands in the middle of, when each has a heading of its own below; else `span`.

    `own` is what stands over the same column on the next two lines; the heading may be the first line of that.
    """
    if not set(span) <= below:
        return span
    middle = (phrase.x0 + phrase.x1) / 2
    next_one = own[0] if own else None
    if len(span) == 1:
        x0, x1 = extents[span[0]]
        flush = abs(phrase.x1 - x1) < 2 and phrase.x0 > x0 - 2 and (next_one is None or abs(phrase.x1 - next_one.x1) < 2)
        if abs((x0 + x1) / 2 - middle) < 3 or flush:
            return span
    best = span
    near = 1e6
    off = _off(phrase, own)
    least, share = (4.0, 0.08) if next_one is None or is_level(phrase, next_one) else (6.0, 0.12)
    for first in range(max(left, 0), span[0] + 1):
        for last in range(span[-1], right + 1):
            if last - first < len(span) - 1 or not set(range(first, last + 1)) <= below or last == first:
                continue
            x0, x1 = extents[first][0], extents[last][1]
            away = abs((x0 + x1) / 2 - middle)
            if away < max(least, share * (x1 - x0)) and away < near and away < off + STACKED:
                best, near = range(first, last + 1), away
    return best


def is_level(phrase: Phrase, other: Phrase) -> bool:
    """Whether words stand below others by their left ends, their right ends or their middles."""
    return min(abs(phrase.x0 - other.x0), abs(phrase.x1 - other.x1), abs(phrase.x0 + phrase.x1 - other.x0 - other.x1) / 2) < LEVEL


def _off(phrase: Phrase, own: Sequence[Phrase | None]) -> float:
    """How far, in points, a heading stands off the middle of the next line over its column, when it may be the line before that.

    Without end when there is none, or when the next two lines would have been one had they had its width.
    """
    below, last = (*own, None, None)[:2]
    if below is None:
        return 1e6
    off = abs(phrase.x0 + phrase.x1 - below.x0 - below.x1) / 2
    if last is not None and below.x1 - below.x0 + SPACE * below.pieces[0].size + last.pieces[0].x1 - last.x0 < phrase.x1 - phrase.x0:
        return 1e6
    return off if off < STACKED else 1e6


def _may_head(line: SpacedLine, covered: set[int], head: Sequence[SpacedLine], columns: Columns, next_line: SpacedLine) -> bool:
    """Whether a lone phrase is part of the headings: over columns that have some below it, close to what is below, or over the labels."""
    below = {column for other in head for column, _ in columns.cut(other)}
    if 0 not in covered:
        close = len(covered) == 1 and next_line.top - line.bottom < 0.6 * line.height
        return not head or covered <= below or close
    return len(covered) == 1 and bool(head) and not any(column == 0 for column, _ in columns.cut(head[0]))


def are_years(placed: Sequence[tuple[int, Phrase]], values: Collection[int]) -> bool:
    """Whether all that stands over columns of figures is years."""
    return all(YEAR.fullmatch(phrase.text) for column, phrase in placed if column in values)


def heads_years(line: SpacedLine, next_line: SpacedLine, columns: Columns, values: Collection[int]) -> bool:
    """Whether a line is years over columns of figures, with more words of the headings on the next line."""
    placed, below = columns.cut(line), columns.cut(next_line)
    if not are_years(placed, values):
        return False
    texts = {column for column, phrase in below if not phrase.is_value}
    return len(texts) > 1 and len(texts) == len(below) and texts <= set(values) and next_line.top - line.bottom < line.height


def is_marked(line: SpacedLine, below: Sequence[SpacedLine], columns: Columns, page: DrawnPage) -> bool:
    """Whether a line is headings by its looks: one over each column, all bold above lines that are not, painted behind, or ruled below."""
    if len({column for column, _ in columns.cut(line)}) < len(columns.extents):
        return False
    if all(piece.bold for phrase in line.phrases for piece in phrase.pieces):
        plain = sum([not other.phrases[-1].pieces[0].bold for other in below])
        if plain > 0.7 * len(below):
            return True
    x0, x1 = line.phrases[0].x0, line.phrases[-1].x1
    middle = (line.top + line.bottom) / 2
    for (left, top, right, bottom), colour in page.fills:
        if top < middle < bottom < below[0].bottom and left < x0 + 2 and right > x1 - 2 and colour != "#ffffff" and bottom - top > 5:
            return True
    end = below[0].top + 2 if below else line.bottom + 6
    ruled = sum([min(x1, edge[2]) - max(x0, edge[1]) for edge in page.edges if edge[0] == "h" and middle < edge[3] < end])
    return ruled > 0.7 * (x1 - x0)


def is_caption(line: SpacedLine, columns: Columns) -> bool:
    """Whether a line is a table's title, or says in brackets at its left side what its figures are."""
    text = line.line.text
    if CAPTION.match(text):
        return True
    return len(line.phrases) == 1 and UNITS.fullmatch(text) is not None and line.phrases[0].x0 < columns.extents[0][1]


def _is_over(lines: Sequence[SpacedLine], columns: Columns, over: Collection[int]) -> bool:
    """Whether the last lines, as far as they follow each other closely, have phrases of their own over most of the columns `over`."""
    own: set[int] = set()
    below = lines[-1]
    for line in reversed(lines[-MOST_LINES:]):
        placed = [columns.under(phrase.x0, phrase.x1) for phrase in line.phrases]
        if below.top - line.bottom > APART * line.height or len({span[0] for span in placed}) < len(placed):
            break
        own |= {span[0] for span in placed if len(span) == 1}
        below = line
    return len(own) > 1 and 2 * len(own & set(over)) > len(over)


def _is_outside(line: SpacedLine, columns: Columns) -> bool:
    """Whether the first line above headings is the end of a title or of a note: over the labels only, or units in the middle of the whole
    table and not of its columns behind the labels."""
    if len(line.phrases) > 1:
        return False
    phrase = line.phrases[0]
    if phrase.x1 < columns.extents[1][0] and phrase.x0 < columns.extents[0][1]:
        return True
    return _are_units(line, columns)


def _are_units(line: SpacedLine, columns: Columns) -> bool:
    """Whether a line says in the middle of the whole table, and not of its columns behind the labels, what its figures are."""
    left, right = columns.extents[0][0], columns.extents[-1][1]
    middle = line.phrases[0].x0 + line.phrases[0].x1
    off = abs(middle - left - right)
    return UNITS.fullmatch(line.line.text) is not None and off < 0.06 * (right - left) and off < abs(middle - columns.extents[1][0] - right)


def head_above(lines: Sequence[SpacedLine], start: int, body: int, columns: Columns, over: Collection[int]) -> list[SpacedLine]:
    """The heading lines above line `body` and below line `start`, top down; empty when none stands over the columns `over`."""
    left, right = columns.extents[0][0], columns.extents[-1][1]
    size = lines[body].line.size
    head: list[SpacedLine] = []
    below = lines[body]
    for number in range(body - 1, max(start, body - 8) - 1, -1):
        line = lines[number]
        x0, x1 = line.phrases[0].x0, line.phrases[-1].x1
        apart = APART if head or not _is_over(lines[start : number + 1], columns, over) else FURTHEST
        if below.top - line.bottom > apart * line.height or line.line.size > 1.2 * size or is_caption(line, columns):
            break
        if x0 < left - OUTDENT * line.height or x1 > right + 30 or max([len(phrase.pieces) for phrase in line.phrases]) > 7:
            break
        covered = {column for phrase in line.phrases for column in columns.under(phrase.x0, phrase.x1)}
        if len(line.phrases) == 1 and (not _may_head(line, covered, head, columns, below) or (head and _are_units(line, columns))):
            break
        head.insert(0, line)
        below = line
    while len(head) > 1 and _is_outside(head[0], columns):
        head.pop(0)
    headed = {column for line in head for phrase in line.phrases for column in columns.under(phrase.x0, phrase.x1)}
    return head if not headed.isdisjoint(over) else []
