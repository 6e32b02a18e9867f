"""The order in which a person reads what stands on a page: columns one after the other, else from top to bottom."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from pipeline.read.lines import PrintedLine, split_line
from pipeline.read.tables import GridTable

Gap = tuple[float, float]
"""White space from one place to another across a band, in points."""
GUTTER = 11.0
"""The least width in points of the white space between two columns of text."""
NUMBERED = re.compile(r"\(?(?:[A-Z]{1,4}[ ./-]?)?\d{1,4}(?:[./-]\d{1,4}){0,3}[a-z]?[.):]{0,2}")
"""A number or reference by itself."""
DASHES = ("-", "–", "—")
"""What ends a label by itself."""
MOST_LISTED = 9
"""The lines of a list have so many words at most."""
FEWEST_LINES = 3
"""A column has so many lines at least, or is a table."""
LEAST_WIDTH = 0.2
"""The share that each of two columns of text takes of the width of both, at the least."""
FEWEST_WORDS = 4
"""A line of running text has so many words at least; cells of tables and labels may have fewer."""


@dataclass(slots=True)
class Block:
    """A printed line or a whole table, with its box."""

    content: PrintedLine | GridTable
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def is_table(self) -> bool:
        return isinstance(self.content, GridTable)


def reading_order(lines: list[PrintedLine], tables: list[GridTable]) -> list[PrintedLine | GridTable]:
    """Lines and tables in reading order. Lines that run beside each other in two columns are cut apart;
    a label in the margin stays in front of its line."""
    blocks = [_block(table) for table in tables]
    for line in lines:
        for part in _beside_tables(line, tables):
            blocks.append(_block(part))
    ordered: list[PrintedLine | GridTable] = []
    _read(sorted(blocks, key=lambda block: (block.top, block.x0)), ordered, 0)
    return ordered


def _block(content: PrintedLine | GridTable) -> Block:
    box = content.box
    return Block(content, box[0], box[1], box[2], box[3])


def _beside_tables(line: PrintedLine, tables: list[GridTable]) -> list[PrintedLine]:
    """A line cut where a table stands between its words."""
    for table in tables:
        left, top, right, bottom = table.box
        if line.top < bottom and line.bottom > top and line.x0 < left and line.x1 > right:
            return split_line(line, max(GUTTER, (right - left) * 0.5))
    return [line]


def _read(blocks: list[Block], ordered: list[PrintedLine | GridTable], depth: int) -> None:
    """Append blocks in reading order: the largest runs of two columns are read column by column, the rest line by line."""
    if depth > 6 or len(blocks) < 2:
        ordered.extend(block.content for block in blocks)
        return
    bands = _bands(blocks)
    gaps = [_gaps(band) for band in bands]
    index = 0
    while index < len(bands):
        end, gutter = _column_run(bands, gaps, index)
        if gutter is None:
            _emit_band(bands[index], ordered)
            index += 1
            continue
        left, right = _sides(bands[index:end], gutter)
        _read(left, ordered, depth + 1)
        _read(right, ordered, depth + 1)
        index = end


def _bands(blocks: list[Block]) -> list[list[Block]]:
    """Blocks grouped by the height at which they stand; a table and the lines beside it are one band."""
    bands: list[list[Block]] = []
    lowest = 0.0
    for block in blocks:
        if bands and block.top < lowest - 0.5 * min(block.bottom - block.top, 12):
            bands[-1].append(block)
            lowest = max(lowest, block.bottom)
        else:
            bands.append([block])
            lowest = block.bottom
    return bands


def _emit_band(band: list[Block], ordered: list[PrintedLine | GridTable]) -> None:
    """A band without columns: what stands left of a table before it, else from top to bottom."""
    if len(band) > 1 and any(block.is_table for block in band):
        groups: list[list[Block]] = []
        for block in sorted(band, key=lambda block: block.x0):
            if groups and block.x0 < max(member.x1 for member in groups[-1]):
                groups[-1].append(block)
            else:
                groups.append([block])
        band = [block for group in groups for block in sorted(group, key=lambda block: (block.top, block.x0))]
    ordered.extend(block.content for block in band)


def _gaps(band: list[Block]) -> list[Gap]:
    """White spaces across a band that are at least a gutter wide, from left to right, the margins included."""
    spans: list[Gap] = []
    for block in band:
        if isinstance(block.content, PrintedLine):
            pieces = block.content.pieces
            start = pieces[0].x0
            for before, piece in itertools.pairwise(pieces):
                if piece.x0 - before.x1 >= GUTTER:
                    spans.append((start, before.x1))
                    start = piece.x0
            spans.append((start, block.x1))
        else:
            spans.append((block.x0, block.x1))
    spans.sort()
    gaps: list[Gap] = []
    reach = 0.0
    for x0, x1 in spans:
        if x0 - reach >= GUTTER:
            gaps.append((reach, x0))
        reach = max(reach, x1)
    gaps.append((reach, 1e6))
    return gaps


def _column_run(bands: list[list[Block]], gaps: list[list[Gap]], start: int) -> tuple[int, Gap | None]:
    """The end of the longest run of bands from `start` that one gutter divides into two columns of running text, and that gutter, given
    the white spaces across each band.

    Columns whose lines are out of step begin with a line of one of them, and the other's first line half a line lower.
    """
    opening = gaps[start]
    if start + 1 < len(bands) and _are_beside(bands[start], bands[start + 1]):
        opening = _gaps(bands[start] + bands[start + 1])
    options = [gap for gap in opening if gap[0] > 0 and gap[1] < 1e6]
    best: tuple[int, Gap | None] = (start, None)
    for first in options:
        gutter, end = first, start + 1
        for end in range(start + 1, len(bands) + 1):
            if end == len(bands):
                break
            shared = _shared(gutter, gaps[end])
            if shared is None:
                break
            gutter = shared
        if end > best[0] and _may_be_columns(bands[start:end]):
            end = _end_of_list(bands, start, end, gutter)
        else:
            continue
        if end > best[0] and _are_columns(bands[start:end], gutter):
            best = (end, gutter)
    return best


def _shared(gutter: Gap, gaps: list[Gap]) -> Gap | None:
    """The widest part of a gutter that the white spaces across a band leave free; None when none is as wide as a gutter."""
    left, right = gutter
    widest = 0.0
    shared: Gap | None = None
    for x0, x1 in gaps:
        x0, x1 = (x0 if x0 > left else left), (x1 if x1 < right else right)
        if x1 - x0 >= GUTTER and x1 - x0 > widest:
            widest = x1 - x0
            shared = x0, x1
    return shared


def _end_of_list(bands: list[list[Block]], start: int, end: int, gutter: Gap) -> int:
    """Where a run of columns ends that opens with a list in two columns: in front of the first heading or white space below it.

    The names of those present stand in two columns, and below them `Officers` opens the next list or the business begins.
    """
    if not _may_be_listed(_sides(bands[start : start + 1], gutter)):
        return end
    leading = bands[start + 1][0].top - max([block.bottom for block in bands[start]]) if start + 1 < end else 0.0
    for at in range(start + 1, end):
        band = bands[at]
        higher = band[0].top - max([block.bottom for block in bands[at - 1]])
        heads = all(
            isinstance(block.content, PrintedLine) and block.x1 <= gutter[1] and (block.content.bold or block.content.text.endswith(":"))
            for block in band
        )
        if (heads or higher > leading + 4) and _is_list(bands[start:at], gutter):
            return at
    return end


def _is_list(bands: list[list[Block]], gutter: Gap) -> bool:
    """Whether two columns are a list that goes across both: a few words in every line, the right side's level with the left's."""
    sides = left, right = _sides(bands, gutter)
    if not left or not right or not _may_be_listed(sides):
        return False
    words = [len(part.content.pieces) for part in (*left, *right) if isinstance(part.content, PrintedLine)]
    level = sum(1 for part in right if any(abs(part.bottom - other.bottom) < 1.5 for other in left))
    return sum(words) <= 5 * len(words) and level >= 0.8 * len(right)


def _may_be_listed(sides: tuple[list[Block], list[Block]]) -> bool:
    """Whether two columns hold nothing that a list of names has not: tables, lines of ten words and more, sentences, numbers in front."""
    for part in (*sides[0], *sides[1]):
        line = part.content
        if not isinstance(line, PrintedLine) or len(line.pieces) > MOST_LISTED or line.pieces[-1].text.endswith((".", ";")):
            return False
        if NUMBERED.fullmatch(line.pieces[0].text):
            return False
    return True


def _sides(bands: list[list[Block]], gutter: Gap) -> tuple[list[Block], list[Block]]:
    """What stands left and right of a gutter."""
    sides: tuple[list[Block], list[Block]] = ([], [])
    for band in bands:
        for block in band:
            for part in _cut(block, gutter):
                sides[0 if part.x1 <= gutter[1] and part.x0 < gutter[0] else 1].append(part)
    return sides


def _are_beside(band: list[Block], following: list[Block]) -> bool:
    """Whether two bands are lines of running text that overlap in height and stand one left of the other."""
    if min([block.top for block in following]) >= max([block.bottom for block in band]):
        return False
    for block in (*band, *following):
        if not isinstance(block.content, PrintedLine) or len(block.content.pieces) < FEWEST_WORDS:
            return False
    (left, right), (low, high) = ((min(block.x0 for block in side), max(block.x1 for block in side)) for side in (band, following))
    return low > right or left > high


def _may_be_columns(bands: list[list[Block]]) -> bool:
    """Whether there is so much in some bands that both sides of a gutter may be columns: three lines, or a table; seen at a glance."""
    count = sum(map(len, bands))
    return count >= FEWEST_LINES or any(block.is_table for band in bands for block in band)


def _are_columns(bands: list[list[Block]], gutter: Gap) -> bool:
    """Whether both sides of a gutter hold running text (or a table), and the left one is more than labels in a margin."""
    blocks = [block for band in bands for block in band]
    left_end, right_end = min([block.x0 for block in blocks]), max([block.x1 for block in blocks])
    if gutter[0] - left_end < LEAST_WIDTH * (right_end - left_end) and not any([block.is_table for block in blocks]):  # noqa: C419
        return False
    sides = left, right = _sides(bands, gutter)
    if not left or not right:
        return False
    whole = max(part.x1 for part in right) - min(part.x0 for part in left)
    for side in sides:
        width = max(part.x1 for part in side) - min(part.x0 for part in side)
        if any(part.is_table for part in side):
            continue
        if len(side) < FEWEST_LINES or width < LEAST_WIDTH * whole:
            return False
        full = sum(1 for part in side if part.x1 - part.x0 > 0.6 * width)
        if full * 2 < len(side):
            return False
    return not _are_labels(left, right, whole)


def _are_labels(left: list[Block], right: list[Block], whole: float) -> bool:
    """Whether the left side is labels of what stands beside them: narrow, level with the right side's lines, and fewer than these, of a
    few words beside many, or set apart by colons, as numbers, or by bold type.

    Source: front sheets with `DATE:` and `SUBJECT:` in front of their values, minutes with numbers.
    """
    level = sum(1 for part in left if any(abs(part.bottom - other.bottom) < 1.5 for other in right))
    if level < 0.8 * len(left):
        return False
    lines = [part.content for part in left if isinstance(part.content, PrintedLine)]
    if len(lines) == len(left) and all(NUMBERED.fullmatch(line.text) for line in lines):
        return True
    if len(lines) == len(left) == len(right) and all(line.pieces[-1].text in DASHES for line in lines):
        return True
    if max(part.x1 for part in left) - min(part.x0 for part in left) > 0.35 * whole:
        return False
    values = [part.content for part in right if isinstance(part.content, PrintedLine)]
    colons = sum(1 for line in lines if line.pieces[-1].text.endswith((":", "-", "–", "—")))
    bold = sum(1 for line in lines if line.bold), sum(1 for line in values if line.bold)
    numbers = sum(1 for line in lines if NUMBERED.fullmatch(line.text))
    beside_many = bool(values) and sum(len(line.pieces) for line in values) > 4.5 * len(values)
    return (
        (beside_many and sum(len(line.pieces) for line in lines) <= 3 * len(lines))
        or len(left) < 0.7 * len(right)
        or (colons + numbers) * 2 >= len(lines)
        or (bold[0] * 1.3 >= len(lines) and bold[1] * 2 <= len(values))
    )


def _cut(block: Block, gutter: Gap) -> list[Block]:
    if isinstance(block.content, PrintedLine) and block.x0 < gutter[0] and block.x1 > gutter[1]:
        left = [piece for piece in block.content.pieces if piece.x0 < gutter[0]]
        right = [piece for piece in block.content.pieces if piece.x0 >= gutter[0]]
        if left and right:
            return [_block(PrintedLine(left)), _block(PrintedLine(right))]
    return [block]
