"""Rows of a table whose rows are not drawn, told by its lines: where a row begins, and what is only the next line of a cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from pipeline.read.columns import Columns, Phrase, SpacedLine, value_columns

UNFINISHED = frozenset(
    ("a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "per", "that", "the", "to", "under", "with", "&")
)

SET_IN = 0.4
"""A label is set in, or out, by so many letter heights at least."""
CLOSE = 0.85
"""Lines that stand less than this share of the least distance of rows below each other are of one row."""
FEWEST_STEPS = 3
FEWEST_LABELS = 3
"""More rows than so many that all begin with a label are rows though most of their lines go on in one column only."""
HANGING = 2.0
"""The lines of a label begin within so many letter heights of each other."""
LEAST_LINES = 6
STEP = 0.15
"""By so many letter heights the white space between rows is larger than that between the lines of one, at least."""
FEW_SMALL, MANY_SMALL = 0.08, 0.2
"""The share of phrases that begin in small letters: of those that open rows at most, of the others at least."""
LEAST_FILLED = 0.6
"""A line that opens a row of texts has words in more than this share of as many columns as any line has."""


@dataclass(slots=True)
class Row:
    """A row: its lines, each as the columns it stands in with the words there."""

    lines: list[SpacedLine] = field(default_factory=list)
    placed: list[list[tuple[int, Phrase]]] = field(default_factory=list)

    @property
    def top(self) -> float:
        return min([line.top for line in self.lines])

    @property
    def bottom(self) -> float:
        return max([line.bottom for line in self.lines])

    def first_in(self, column: int) -> Phrase | None:
        return next((phrase for places in self.placed for at, phrase in places if at == column), None)

    def last_in(self, column: int) -> Phrase | None:
        return next((phrase for places in reversed(self.placed) for at, phrase in places if at == column), None)


def find_rows(lines: Sequence[SpacedLine], columns: Columns) -> list[Row]:
    """Lines from the top down put together to rows.

    A line with a value, or in a table without values one with words in two columns, opens a row. The others are the next line of a
    cell above, the first line of a label below, or a row of their own (the heading of a group).
    """
    placed = [columns.cut(line) for line in lines]
    apart = _rows_apart(lines, placed)
    if apart:
        return apart
    valued = value_columns(lines, columns) - {0}
    if valued:
        anchors = [bool(valued & {column for column, phrase in places if phrase.is_value}) for places in placed]
    else:
        most = max([len(places) for places in placed], default=0)
        anchors = [len(places) > max(1, LEAST_FILLED * most) and places[0][0] == 0 for places in placed]
        opening = [opens and not _goes_on_at_label(lines, placed, number) for number, opens in enumerate(anchors)]
        anchors = opening if sum(opening) > FEWEST_LABELS else anchors
    groups = _group_heads(lines, placed, anchors) if valued else frozenset[int]()
    close = CLOSE * _pitch(lines, anchors) if valued else 0.0
    rows: list[Row] = []
    waiting: list[int] = []
    for number, line in enumerate(lines):
        if anchors[number]:
            row = Row([line], [placed[number]])
            while waiting and leads(lines[waiting[-1]], placed[waiting[-1]], row, columns, close):
                at = waiting.pop()
                row.lines.insert(0, lines[at])
                row.placed.insert(0, placed[at])
            rows += _lone_rows(waiting, lines, placed)
            waiting = []
            rows.append(row)
        elif number in groups:
            rows += _lone_rows([*waiting, number], lines, placed)
            waiting = []
        elif waiting or not rows or _opens_label(number, placed) or _is_level_with_next(number, lines, anchors):
            waiting.append(number)
        elif _goes_on(rows[-1], line, placed[number], columns, close):
            rows[-1].lines.append(line)
            rows[-1].placed.append(placed[number])
        else:
            waiting.append(number)
    return rows + _lone_rows(waiting, lines, placed)


def _lone_rows(numbers: Sequence[int], lines: Sequence[SpacedLine], placed: Sequence[list[tuple[int, Phrase]]]) -> list[Row]:
    """The rows of lines without figures: each its own, but one with the next where its label goes on there by its spelling."""
    rows: list[Row] = []
    for number in numbers:
        if rows and rows[-1].lines[-1] is lines[number - 1] and len(placed[number]) == 1 and _goes_on_at_label(lines, placed, number):
            rows[-1].lines.append(lines[number])
            rows[-1].placed.append(placed[number])
        else:
            rows.append(Row([lines[number]], [placed[number]]))
    return rows


def _goes_on_at_label(lines: Sequence[SpacedLine], placed: Sequence[list[tuple[int, Phrase]]], number: int) -> bool:
    """Whether the label of a line goes on, by its spelling, from that of the line right above."""
    if not number or placed[number - 1][0][0] or placed[number][0][0]:
        return False
    close = lines[number].top - lines[number - 1].bottom < lines[number].height
    return close and is_cut(placed[number - 1][0][1], placed[number][0][1])


def _pitch(lines: Sequence[SpacedLine], anchors: Sequence[bool]) -> float:
    """How far, in points, lines that open rows stand below each other at least, with no line between; 0 when few do."""
    steps = [after.top - before.top for (before, after), both in zip(pairwise(lines), map(all, pairwise(anchors)), strict=True) if both]
    return min(steps) if len(steps) >= FEWEST_STEPS else 0.0


def _group_heads(lines: Sequence[SpacedLine], placed: Sequence[list[tuple[int, Phrase]]], anchors: Sequence[bool]) -> frozenset[int]:
    """The lines that head groups: a label alone, with one behind it that is set in as far as some that follow a row at once.

    Fees               12
    Grants                       heads a group
      Parks             7
      Paths             9        no second line of a label: these follow no line without figures
    """
    lefts = [places[0][1].x0 if places[0][0] == 0 else None for places in placed]
    starts = [left for left, (before, here) in zip(lefts[1:], pairwise(anchors), strict=True) if before and here and left is not None]
    heads: set[int] = set()
    for number, (here, below) in enumerate(pairwise(lefts)):
        if here is None or below is None or anchors[number] or not anchors[number + 1] or len(placed[number]) > 1:
            continue
        if below - here > SET_IN * lines[number].height and any(abs(start - below) < 1 for start in starts):
            heads.add(number)
    return frozenset(heads)


def _rows_apart(lines: Sequence[SpacedLine], placed: Sequence[list[tuple[int, Phrase]]]) -> list[Row]:
    """Rows of texts over several lines that stand further apart than their lines do; empty where the white space does not part rows.

    It parts them where what stands behind the smaller gaps often begins in small letters, and what stands behind the larger ones does not.

        Put recycling bins    Amenities    Sept
        beside the cross      Committee    2025

        Bring back the        Events       27 June
        carnival              Committee    2026
    """
    if len(lines) < LEAST_LINES:
        return []
    height = sorted(line.height for line in lines)[len(lines) // 2]
    bottoms = list(accumulate((line.bottom for line in lines), max))
    gaps = [line.top - bottom for line, bottom in zip(lines[1:], bottoms, strict=False)]
    steps = sorted(gap for gap in gaps if gap > -0.3 * height)
    after = next((larger for smaller, larger in pairwise(steps) if larger - smaller >= STEP * height), None)
    if after is None or any(gap > 3 * height for gap in gaps):
        return []
    opens = [True, *(gap >= after for gap in gaps)]
    firsts = [phrase for first, places in zip(opens, placed, strict=True) if first for _, phrase in places]
    others = [phrase for first, places in zip(opens, placed, strict=True) if not first for _, phrase in places]
    if sum(opens) < 3 or len(others) < 3 or any(first and len(places) < 2 for first, places in zip(opens, placed, strict=True)):
        return []
    level = [len(places) for first, places in zip(opens, placed, strict=True) if not first]
    at_labels = sum(opens) > FEWEST_LABELS and all(places[0][0] == 0 for first, places in zip(opens, placed, strict=True) if first)
    if not at_labels and 3 * sum(count > 1 for count in level) < len(level):
        return []
    if sum(map(_is_small, firsts)) > FEW_SMALL * len(firsts) or sum(map(_is_small, others)) < MANY_SMALL * len(others):
        return []
    rows: list[Row] = []
    for first, line, places in zip(opens, lines, placed, strict=True):
        if first:
            rows.append(Row())
        rows[-1].lines.append(line)
        rows[-1].placed.append(places)
    return rows


def _is_small(phrase: Phrase) -> bool:
    """Whether words begin with a small letter."""
    return phrase.text[:1].islower()


def _is_level_with_next(number: int, lines: Sequence[SpacedLine], anchors: Sequence[bool]) -> bool:
    """Whether a line is partly level with the figures below it, in the middle of whose label they stand, and not with those above."""
    if number + 1 == len(lines) or not anchors[number + 1] or not lines[number].overlaps(lines[number + 1]):
        return False
    return not lines[number].overlaps(lines[number - 1])


def _opens_label(number: int, placed: Sequence[list[tuple[int, Phrase]]]) -> bool:
    """Whether the words of a line in the first column go on below by their spelling, and do not go on from above."""
    (column, phrase), above = placed[number][0], placed[number - 1][0]
    if number + 1 == len(placed) or column or placed[number + 1][0][0] or (above[0] == 0 and is_cut(above[1], phrase)):
        return False
    return is_cut(phrase, placed[number + 1][0][1])


def _goes_on(row: Row, line: SpacedLine, places: Sequence[tuple[int, Phrase]], columns: Columns, close: float) -> bool:
    """Whether a line without values is the next line of cells of the row above it."""
    last = row.lines[-1]
    if last.overlaps(line):
        return True
    if line.top - last.top < close and _is_label_of(row, places):
        return True
    if line.top - last.bottom > 0.9 * line.height or len(places) > max(1, len(row.placed[0])):
        return False
    if len(places) == 1 and _runs_over(places[0][1], columns):
        return False
    above = dict(row.placed[-1])
    if len(places) > 1 and places[0][0] == 0 and not (0 in above and is_cut(above[0], places[0][1])):
        return False
    return all(column in above and continues(above[column], phrase, column, columns) for column, phrase in places)


def _is_label_of(row: Row, places: Sequence[tuple[int, Phrase]]) -> bool:
    """Whether a line is words in the first column only, set like those of a row's label and right below or above them."""
    label, (column, phrase) = row.first_in(0), places[0]
    if label is None or column or len(places) > 1 or label.pieces[0].bold != phrase.pieces[0].bold:
        return False
    return abs(phrase.x0 - label.x0) < HANGING * phrase.pieces[0].size


def _runs_over(phrase: Phrase, columns: Columns) -> bool:
    return len(columns.under(phrase.x0, phrase.x1)) > 1


def continues(before: Phrase, phrase: Phrase, column: int, columns: Columns) -> bool:
    """Whether words are the next line of those above: these are unfinished or fill their column, or the words begin as no cell does.

    Behind the labels of the first column, any words that do not stand out may be.
    """
    if is_cut(before, phrase):
        return True
    if phrase.pieces[0].bold != before.pieces[0].bold:
        return False
    if column == 0 and (before.x0 - phrase.x0 > SET_IN * phrase.pieces[0].size or _are_figures(before, phrase)):
        return False
    if column > 0:
        return before.is_value == phrase.is_value
    full = columns.extents[column][1] - before.x1 < phrase.pieces[0].x1 - phrase.pieces[0].x0 + 4
    return full and len(before.pieces) > 1


def _are_figures(before: Phrase, phrase: Phrase) -> bool:
    """Whether two labels both begin with a figure, as ranges do."""
    return before.text[:1].isdigit() and phrase.text[:1].isdigit()


def is_cut(before: Phrase, phrase: Phrase) -> bool:
    """Whether words and those on the next line are one sentence by their spelling."""
    first, last = phrase.pieces[0].text, before.pieces[-1].text
    return first[:1].islower() or first[:1] in "(&" or last.lower() in UNFINISHED or last[-1] in ",-–/&("


def leads(line: SpacedLine, places: Sequence[tuple[int, Phrase]], row: Row, columns: Columns, close: float = 0.0) -> bool:
    """Whether a line without values is the first line of a label whose values stand further down.

    Lines less than `close` points below each other are of one row.
    """
    first = row.lines[0]
    if line.overlaps(first):
        return True
    if first.top - line.top < close and _is_label_of(row, places):
        return True
    if first.top - line.bottom > 0.9 * line.height:
        return False
    if any(_runs_over(phrase, columns) for _, phrase in places):
        return False
    below = dict(row.placed[0])
    if not all(continues(phrase, below[column], column, columns) for column, phrase in places if column in below):
        return False
    return not places[0][1].text.endswith(":") or row.first_in(0) is None
