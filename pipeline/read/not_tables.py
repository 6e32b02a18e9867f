"""What only looks like a table without rules: contents and agendas with their pages, lists of people, fields, sentences with a margin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from pipeline.edges.codes import codes
from pipeline.read.columns import Columns, SpacedLine
from pipeline.read.rows import Row

PAGE = re.compile(r"\(?(?:pages?|pp?\.?)?\s*(\d{1,4})(?:\s*[-–—]\s*\d{1,4})?\)?", re.I)

SPARSE = 0.6
"""The share of cells that hold something, below which figures without a word are those of a chart."""


def lists_pages(rows: Sequence[Row], columns: Columns, values: set[int]) -> bool:
    """Whether the rows are items with the pages that they stand on: the last column, which alone has figures, holds pages that ascend."""
    last = len(columns.extents) - 1
    if values != {last}:
        return False
    texts = [phrase.text for row in rows if (phrase := row.last_in(last)) is not None]
    pages = [match for match in map(PAGE.fullmatch, texts) if match]
    if len(pages) < 0.8 * len(texts):
        return False
    numbers = [int(match[1]) for match in pages]
    ascending = sum([before <= number for before, number in pairwise(numbers)])
    return len(numbers) > 1 and ascending >= 0.9 * (len(numbers) - 1)


def lists_fields(rows: Sequence[Row], columns: Columns) -> bool:
    """Whether two columns are names of fields with what is filled in (`Date: 12/05/2024`), or sentences with figures in the margin."""
    if len(columns.extents) > 2:
        return False
    ends = [phrase.text[-1] for row in rows if (phrase := row.last_in(0)) is not None]
    return sum([end == ":" for end in ends]) > 0.6 * len(ends) or sum([end == "." for end in ends]) > 0.5 * len(ends)


def is_chart(rows: Sequence[Row], head: Sequence[SpacedLine], columns: Columns) -> bool:
    """Whether lines are the figures of a chart: nothing but values, above them too, each at the height of its bar, so few in a line."""
    phrases = [phrase for row in rows for places in row.placed for _, phrase in places]
    sparse = len(phrases) < SPARSE * len(rows) * len(columns.extents)
    return sparse and all(phrase.is_value for phrase in phrases) and all(phrase.is_value for line in head for phrase in line.phrases)


def lists_people(head: Sequence[SpacedLine]) -> bool:
    """Whether a heading says that names of people present or absent follow."""
    texts = [phrase.text.strip(" :-–") for line in head for phrase in line.phrases]
    return any(map(_heading().fullmatch, texts))


@cache
def _heading() -> re.Pattern[str]:
    words = codes("lists_of_people")
    return re.compile(rf"(?:{words['who']} )?{words['there']}|{'|'.join(words['alone'])}", re.I)
