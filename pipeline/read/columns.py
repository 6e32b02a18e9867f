"""Phrases of printed lines, and the columns that they stand in as the white space between them tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.read.lines import PrintedLine
from pipeline.read.pieces import Piece

WIDE = 1.0
"""White space of so many letter heights parts two phrases,"""
WIDE_AT_VALUE = 0.5
"""of so many beside a value, for columns of figures may stand close."""
RIVER = 0.45
"""The least width of the white space between two columns, in letter heights."""
CLOSE_RIVER = 0.3
"""The least width of that between two columns of nothing but figures."""
CROSSED = 0.1
"""The share of the lines that may run across the white space between two columns: headings over several, bands."""

VALUE = re.compile(
    r"[-–−+±<>≤≥~(\[£$€¥*]*\s*(?:\d[\d.,:/\s–−-]*|\.\d+)\s*(?:%|[kKmM]|bn|[pP])?[)\]%]*\s*(?:[a-z]|[*†‡⁰¹²³⁴-⁹]{1,2}|\(?\d\)?)?"
    r"|[-–—−.…*:]{1,5}|n/?a\.?|\(?(?:na|x|z|d|s)\)?|nil",
    re.I,
)
THOUSANDS = re.compile(r"[£$€]\s?['’]?0{3}s?")
"""What a heading says of its figures."""
MARK = re.compile(r"[-–—−.…*:]{1,5}|\(?[a-z]\)?", re.I)
"""What stands for a value that is not given."""
LEADER = re.compile(r"[._·]{4,}|…{2,}|[._·…]*[_·]{3,}")
"""Dots that lead the eye; three are the mark of a value that is not given."""
LEADING = frozenset("._·…")
MOST_OVER = 0.6
"""The share of rows whose columns a title runs across, at least."""
FEWEST_GAPS = 4
"""A stretched line has so many white spaces at least,"""
UNEVEN = 0.12
"""which differ by so many letter heights at most."""
PITCH = 0.6
"""The width of every letter of a typewriter's type, in letter heights."""
ONE_SPACE = 1.35
"""White space of so many of its letters is still one space."""
MONEY = ("£", "$", "€", "¥", "US$")
UNIT = re.compile(r"[£$€¥]|%|US\$|[*†‡⁰¹²³⁴-⁹]+|\(?r\)?")
BULLETS = frozenset("•▪■●○◦‣∙·➢")
"""Signs that belong to the word behind them, however wide the white space between."""
ITEM = re.compile(r"[•▪■●○◦‣∙·➢✓✔–-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)]{1,2}", re.I)
LABEL = re.compile(r"[•▪■●○◦‣∙·➢✓✔–-]|\(?(?:\d{1,3}(?:\.\d{1,2})*|[a-z]|[ivx]{1,5})[.):]{0,2}", re.I)


@dataclass(slots=True)
class Phrase:
    """Words of one line that stand close to each other: what a cell holds of the line."""

    pieces: list[Piece]
    x0: float
    x1: float

    @property
    def text(self) -> str:
        return " ".join([piece.text for piece in self.pieces if not is_leader(piece)])

    @property
    def is_value(self) -> bool:
        """Whether it is a figure, an amount, a share, a year, or the mark of one not given."""
        text = self.text
        if THOUSANDS.fullmatch(text):
            return False
        return len(text) < 24 and VALUE.fullmatch(text) is not None and (text[-1] != "." or not text[0].isdigit())


@dataclass(slots=True)
class SpacedLine:
    """A printed line as its phrases, from left to right."""

    line: PrintedLine
    phrases: list[Phrase]
    top: float
    bottom: float
    space: float = 0.0
    """So wide at most is what parts two words, not two phrases, in points: one space of a typewriter's type; 0 for any other."""

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def overlaps(self, other: SpacedLine) -> bool:
        """Whether two lines are partly level, as a figure in the middle of two lines of a label is with both."""
        return min(self.bottom, other.bottom) - max(self.top, other.top) > 0.25 * min(self.height, other.height)

    @property
    def values(self) -> int:
        return sum([phrase.is_value for phrase in self.phrases])


def spaced(line: PrintedLine) -> SpacedLine:
    """A line cut into phrases. Dots that lead the eye are white space, a sign of money belongs to the amount behind it."""
    size = line.size
    wide, near = WIDE * size, WIDE_AT_VALUE * size
    space = _typed_space(line)
    if space > near:
        near = space
    parts: list[list[Piece]] = []
    before: Piece | None = None
    for piece in line.pieces:
        if is_leader(piece):
            if parts:
                parts[-1].append(piece)
            continue
        if before is None or (piece.x0 - before.x1 > near and _are_apart(before, piece, wide)):
            parts.append([piece])
        else:
            parts[-1].append(piece)
        before = piece
    if len(parts) > 2 and not space and _is_stretched(line.pieces):
        parts = [line.pieces]
    return SpacedLine(line, [_phrase(part) for part in parts], line.top, line.bottom, space)


def all_spaced(lines: Iterable[PrintedLine]) -> list[SpacedLine]:
    """Lines cut into phrases, without those that have none, which are nothing but dots to write on."""
    return [line for line in map(spaced, lines) if line.phrases]


def _are_apart(before: Piece, piece: Piece, wide: float) -> bool:
    """Whether two words that do not stand close belong to two phrases: words when they stand `wide` apart, figures in any case."""
    if before.text in MONEY or before.text in BULLETS:
        return False
    return piece.x0 - before.x1 > wide or _digits(piece.text) or _digits(before.text) or piece.text in MONEY


def _is_stretched(pieces: Sequence[Piece]) -> bool:
    """Whether words, most of them in small letters, stand all equally far apart, as those of a sentence do that is set to the full width of
    its column."""
    gaps = [after.x0 - before.x1 for before, after in pairwise(pieces)]
    if len(gaps) < FEWEST_GAPS or max(gaps) - min(gaps) > UNEVEN * pieces[0].size:
        return False
    return 2 * sum([piece.text[:1].islower() for piece in pieces]) > len(pieces)


def _typed_space(line: PrintedLine) -> float:
    """The most that one space of a line in a typewriter's type takes, in points; 0 when its letters have widths of their own."""
    for piece in line.pieces:
        letters = len(piece.text)
        if letters > 1 and abs(piece.x1 - piece.x0 - PITCH * piece.size * letters) > 0.02 * piece.size * letters:
            return 0.0
    return ONE_SPACE * PITCH * line.size


def level_together(lines: Sequence[SpacedLine]) -> list[SpacedLine]:
    """Lines from the top down with those that are partly level put together to one."""
    together: list[SpacedLine] = []
    last: SpacedLine | None = None
    for line in lines:
        if last is not None and last.overlaps(line):
            before = together[-1]
            phrases = sorted([*before.phrases, *line.phrases], key=lambda phrase: phrase.x0)
            together[-1] = SpacedLine(before.line, phrases, before.top, max(before.bottom, line.bottom), before.space)
        else:
            together.append(line)
        last = line
    return together


def runs_over(phrase: Phrase, rows: Sequence[SpacedLine]) -> bool:
    """Whether words run across the white space of most of some rows, or stand out on both sides of a cell of theirs, as titles do."""
    x0, x1 = phrase.x0, phrase.x1
    out = phrase.pieces[0].size
    over = [
        any(x0 < before.x1 and after.x0 < x1 for before, after in pairwise(row.phrases))
        or any(x0 < cell.x0 - out and x1 > cell.x1 + out for cell in row.phrases)
        for row in rows
    ]
    return sum(over) > MOST_OVER * len(rows)


def is_leader(piece: Piece) -> bool:
    """Whether a word is dots that lead the eye."""
    text = piece.text
    return len(text) > 1 and text[-1] in LEADING and LEADER.fullmatch(text) is not None


def covered_by(pieces: Sequence[Piece]) -> list[tuple[float, float]]:
    """How far words of one line reach that stand in a column; a bullet reaches to the word behind it."""
    spans = []
    for piece, following in zip(pieces, [*pieces[1:], None], strict=True):
        if piece.text in MONEY or is_leader(piece):
            continue
        bullet = piece.text in BULLETS and following is not None and following.x0 > piece.x1
        spans.append((piece.x0, following.x0 if bullet and following is not None else piece.x1))
    return spans


def _phrase(pieces: list[Piece]) -> Phrase:
    last = next((piece for piece in reversed(pieces) if not is_leader(piece)), pieces[-1])
    return Phrase(pieces, pieces[0].x0, last.x1)


def _digits(text: str) -> bool:
    return any(letter.isdigit() for letter in text) and sum([letter.isalpha() for letter in text]) <= 1


Extent = tuple[float, float]


@dataclass(slots=True)
class Columns:
    """Columns from left to right: how far the words of each reach, in points."""

    extents: list[Extent]
    river: float = RIVER
    """The least white space between two of them, in letter heights."""

    @property
    def sides(self) -> list[float]:
        """The sides of the cells: the outer ends, and the middles of the white space between."""
        ends = [self.extents[0][0]]
        ends += [(before[1] + after[0]) / 2 for before, after in pairwise(self.extents)]
        return [*ends, self.extents[-1][1]]

    def under(self, x0: float, x1: float) -> range:
        """The columns that words from `x0` to `x1` stand in: all those they reach well over, else the nearest."""
        over = [
            number
            for number, (left, right) in enumerate(self.extents)
            if min(x1, right) - max(x0, left) > min(2.0, 0.3 * (right - left), 0.3 * (x1 - x0))
        ]
        if over:
            return range(over[0], over[-1] + 1)
        middle = (x0 + x1) / 2
        nearest = min(range(len(self.extents)), key=lambda number: _away(middle, self.extents[number]))
        return range(nearest, nearest + 1)

    def cut(self, line: SpacedLine) -> list[tuple[int, Phrase]]:
        """The phrases of a line, each with the column it starts in, cut where white space as wide as between two columns lies there."""
        rivers = [(before[1], after[0]) for before, after in pairwise(self.extents)]
        placed: list[tuple[int, Phrase]] = []
        for phrase in line.phrases:
            parts = [[phrase.pieces[0]]]
            for before, piece in pairwise(phrase.pieces):
                gap = piece.x0 - before.x1
                if is_leader(piece) or before.text in MONEY or before.text in BULLETS:
                    parts[-1].append(piece)
                    continue
                if gap > max(self.river * piece.size, line.space if self.river > CLOSE_RIVER else 0.0) and any(
                    before.x1 < right + 1 and left - 1 < piece.x0 for left, right in rivers
                ):
                    parts.append([])
                parts[-1].append(piece)
            for part in parts:
                made = _phrase(part)
                placed.append((self.under(made.x0, made.x1)[0], made))
        return placed


def _away(x: float, extent: Extent) -> float:
    return max(extent[0] - x, x - extent[1], 0.0)


def find_columns(lines: Sequence[SpacedLine], river: float = RIVER) -> Columns:
    """The columns that some lines share.

    A river of white space between two columns is `river` letter heights wide at least; one line in ten at most runs across it. Units
    (`£`, `%`) and footnote marks belong to their figures, labels and bullets to what they label.
    """
    spans = sorted([span for line in lines for phrase in line.phrases for span in covered_by(phrase.pieces)])
    if not spans:
        return Columns([])
    least = max(8 * river, river * median([line.line.size for line in lines]))
    if river > CLOSE_RIVER:
        least = max(least, median([line.space for line in lines]))
    allowed = int(len(lines) * CROSSED)
    events = sorted([(x0, 1) for x0, _ in spans] + [(x1, -1) for _, x1 in spans])
    rivers: list[Extent] = []
    covered = 0
    start = -1e6
    for x, change in events:
        before, covered = covered, covered + change
        if before > allowed >= covered:
            start = x
        elif before <= allowed < covered and x - start >= least:
            rivers.append((start, x))
    ends = [river[0] for river in rivers[1:]] + [max([x1 for _, x1 in spans])]
    starts = [spans[0][0]] + [river[1] for river in rivers[1:]]
    return _units_joined(Columns(list(zip(starts, ends, strict=True)), min(river, RIVER)), lines)


def _units_joined(columns: Columns, lines: Sequence[SpacedLine]) -> Columns:
    held: list[list[str]] = [[] for _ in columns.extents]
    for line in lines:
        for column, phrase in columns.cut(line):
            held[column].append(phrase.text)
    joined: list[Extent] = []
    to_next = False
    for number, (extent, texts) in enumerate(zip(columns.extents, held, strict=True)):
        units = bool(texts) and all(UNIT.fullmatch(text) for text in texts)
        before_figures = units and any(text[-1] in "£$€¥" for text in texts)
        labels = number == 0 and all(LABEL.fullmatch(text) and not text.isdigit() for text in texts)
        if joined and (to_next or not texts or (units and not before_figures)):
            joined[-1] = (joined[-1][0], extent[1])
        else:
            joined.append(extent)
        to_next = before_figures or labels
    return Columns(joined, columns.river)


def value_columns(lines: Iterable[SpacedLine], columns: Columns, share: float = 0.6) -> set[int]:
    """The columns most of whose phrases are values, at least one of them with a digit."""
    count: dict[int, int] = {}
    values: dict[int, int] = {}
    digits: set[int] = set()
    for line in lines:
        for column, phrase in columns.cut(line):
            count[column] = count.get(column, 0) + 1
            if phrase.is_value:
                values[column] = values.get(column, 0) + 1
                if not MARK.fullmatch(phrase.text):
                    digits.add(column)
    return {column for column in digits if values[column] >= share * count[column]}
