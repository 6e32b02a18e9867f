"""Recorded votes in tables with a column for each way to vote."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from pages import Sheet, paragraphs_of

from pipeline.extract.resolutions.vote_grids import read_vote_grid
from pipeline.extract.resolutions.votes import Counts, RecordedVote


def read(rows: Sequence[Sequence[str]]) -> RecordedVote | None:
    sheet = Sheet()
    sheet.table((72, 200, 280, 360, 440), [100 + 20 * row for row in range(len(rows) + 1)], rows)
    found = read_vote_grid(paragraphs_of(sheet), 0)
    return found[0] if found is not None else None


HEADS = ("Councillor", "For", "Against", "Abstain")


def test_marks_count_for_the_column_they_stand_in() -> None:
    vote = read([HEADS, ("Cllr Ash", "x", "", ""), ("Cllr Birch", "", "x", ""), ("Ann Cole", "", "", "x"), ("Total", "1", "1", "1")])
    assert vote is not None
    assert [(one.name, one.side) for one in vote.names] == [("Ash", "for"), ("Birch", "against"), ("Ann Cole", "abstained")]
    assert vote.counts == Counts(1, 1, 1)


@pytest.mark.parametrize(
    "rows",
    [
        [("Councillor", "Ward", "Vote", ""), ("Ash", "North", "x", ""), ("Birch", "South", "x", "")],  # no ways to vote
        [HEADS, ("Ash", "", "", ""), ("Birch", "", "", "")],  # no marks
    ],
)
def test_other_tables(rows: Sequence[Sequence[str]]) -> None:
    assert read(rows) is None
