"""Recorded votes set as a table: a row for each member, a column for each way to vote, a mark where they cross."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pipeline.extract.resolutions.people import plain_name
from pipeline.extract.resolutions.votes import SIDES, Counts, NamedVote, RecordedVote
from pipeline.extract.resolutions.wording import words
from pipeline.records import Paragraph, VoteSide

WORD = re.compile(r"[A-Za-z]{2}")
MARK = re.compile(r"[✓✔√✗✘xX•●*1]|yes|y", re.I)
NUMBER = re.compile(r"\d{1,3}")
TOTAL = re.compile(r"totals?|votes?", re.I)
FEWEST = 2
"""Columns of votes, and rows of members, that make such a table."""


class _Column(NamedTuple):
    side: VoteSide
    middle: float


def read_vote_grid(paragraphs: Sequence[Paragraph], start: int) -> tuple[RecordedVote, int] | None:
    """The recorded vote whose table starts at a paragraph, and the index behind it; None where none starts there.

    The cells come in printed order: the heads, then each name with its mark. A mark counts for the column that it stands nearest to. A row
    of totals gives the printed counts.
    """
    columns, at = _heads(paragraphs, start)
    if len(columns) < FEWEST:
        return None
    table = paragraphs[start].page, paragraphs[start].table
    names: list[NamedVote] = []
    counts: dict[VoteSide, int] = {}
    named: Paragraph | None = None
    while at < len(paragraphs) and (paragraphs[at].page, paragraphs[at].table) == table:
        paragraph = paragraphs[at]
        text = paragraph.text.strip()
        at += 1
        if named is not None and TOTAL.fullmatch(named.text.strip()) and NUMBER.fullmatch(text):
            counts[_nearest(columns, paragraph)] = int(text)
        elif named is not None and MARK.fullmatch(text):
            name = plain_name(named.text)
            if name:
                names.append(NamedVote(_nearest(columns, paragraph), name, named, 0, len(named.text)))
        elif WORD.search(text):
            named = paragraph
    if len(names) < FEWEST:
        return None
    return RecordedVote(Counts(counts.get("for"), counts.get("against"), counts.get("abstained")), names), at


def _heads(paragraphs: Sequence[Paragraph], start: int) -> tuple[list[_Column], int]:
    """The columns that the cells from a paragraph on head, one head for the names in front allowed, and the index behind them."""
    columns: list[_Column] = []
    at = start
    first = paragraphs[start]
    while at < len(paragraphs) and first.table >= 0 and (paragraphs[at].page, paragraphs[at].table) == (first.page, first.table):
        text = paragraphs[at].text.strip()
        side = next((side for side in SIDES if _says(side).fullmatch(text)), None)
        if side is None and at > start:
            break
        if side is not None:
            columns.append(_Column(side, _middle(paragraphs[at])))
        at += 1
    return columns, at


@cache
def _says(side: VoteSide) -> re.Pattern[str]:
    return re.compile(words(f"vote_words.{side}"), re.IGNORECASE)


def _nearest(columns: Sequence[_Column], paragraph: Paragraph) -> VoteSide:
    middle = _middle(paragraph)
    return min(columns, key=lambda column: abs(column.middle - middle)).side


def _middle(paragraph: Paragraph) -> float:
    return (paragraph.x0 + paragraph.x1) / 2
