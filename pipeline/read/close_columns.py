"""Columns that stand little further apart than words do: of figures, or of figures with labels behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.read.columns import CLOSE_RIVER, Columns, Extent, Phrase, SpacedLine, find_columns, value_columns

MOST_FIGURES = 0.8
"""The share of what stands in such a column that are figures, or labels, at least."""
FIGURE_STARTS = frozenset("0123456789.-–—−+(<$£€*")
LAST_THREE = re.compile(r"\d{3}(?:[.,]\d+)?")
"""What of a figure stands behind the space that sets its thousands apart."""


def close_columns(lines: Sequence[SpacedLine], columns: Columns) -> Columns:
    """Columns with those divided that are several of figures, little further apart than words are, or of figures with labels behind them
    that begin level with each other, as where a table goes on beside itself."""
    if not any(len(phrase.pieces) > 1 and phrase.pieces[0].text[:1] in FIGURE_STARTS for line in lines for phrase in line.phrases):
        return columns
    fine = find_columns(lines, CLOSE_RIVER)
    if len(fine.extents) <= len(columns.extents):
        return columns
    held: dict[int, list[Phrase]] = {}
    for line in lines:
        for column, phrase in fine.cut(line):
            held.setdefault(column, []).append(phrase)
    values = value_columns(lines, fine, MOST_FIGURES)
    values -= {column for column, phrases in held.items() if all(LAST_THREE.fullmatch(phrase.text) for phrase in phrases)}
    level = {column for column, phrases in held.items() if column not in values and _begin_level(phrases, len(lines))}
    extents: list[Extent] = []
    for left, right in columns.extents:
        within = [number for number, extent in enumerate(fine.extents) if left - 1 < extent[0] and extent[1] < right + 1]
        parted = len(within) > 1 and within[0] in values and all(column in values or column in level for column in within)
        extents += [fine.extents[number] for number in within] if parted else [(left, right)]
    return Columns(extents, CLOSE_RIVER) if len(extents) > len(columns.extents) else columns


def _begin_level(phrases: Sequence[Phrase], lines: int) -> bool:
    """Whether words in most of some lines all begin at one place, and with capitals, as labels do."""
    left = min([phrase.x0 for phrase in phrases])
    begin = sum([phrase.x0 - left < 1 and phrase.text[:1].isupper() for phrase in phrases])
    return len(phrases) > MOST_FIGURES * lines and begin >= MOST_FIGURES * len(phrases)
