"""Votes: counts, results, names."""

from __future__ import annotations

import pytest
from pages import paragraphs_of, typed

from pipeline.extract.resolutions.votes import Counts, find_counts, find_outcome, read_recorded_vote

COUNTS = [
    ("5 votes for, 2 against and 1 abstention", Counts(5, 2, 1)),
    ("by eight votes to three", Counts(8, 3, None)),
    ("(For: 6, Against: 2, Abstain: 0)", Counts(6, 2, 0)),
    ("FOR 6 AGAINST 2", Counts(6, 2, None)),
    ("The amendment was lost by 4 votes to 9", Counts(4, 9, None)),
    ("The amendment was lost by 9 votes to 4", Counts(4, 9, None)),
    ("carried 5-4", Counts(5, 4, None)),
    ("(4 votes to 3)", Counts(4, 3, None)),
    ("seven voted in favour, none against", Counts(7, 0, None)),
    ("5 against, 1 abstention", Counts(None, 5, 1)),
    ("with 9 votes in favour", Counts(9, None, None)),
    ("There were 3 for the north path", None),
    ("It was carried unanimously", None),
    ("Nobody spoke for or against it", None),
    ("None voted for it, nobody against, twenty abstained", Counts(0, None, 20)),
]


OPENING = "The vote was recorded, for which five members had asked in writing before the meeting\nand which the clerk then took.\n\n"


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_counts(text: str, expected: Counts | None) -> None:
    assert find_counts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The motion was carried.", "carried"),
        ("CARRIED unanimously", "carried"),
        ("Amendment lost.", "lost"),
        ("It was defeated", "lost"),
        ("All in favour", "carried"),
        ("Repairs were carried out", None),
        ("It was discussed", None),
    ],
)
def test_outcomes(text: str, expected: str | None) -> None:
    assert find_outcome(text) == expected


def test_a_recorded_vote_over_paragraphs() -> None:
    paragraphs = paragraphs_of(
        typed(OPENING + "For (3)\n\nMr Moss, Mrs Fern, CBE, Sir Cy Reed\n\nAgainst (1)\n\nMs van Hart\n\nAbstain (0)\n\nMotion carried.")
    )
    found = read_recorded_vote(paragraphs, 1)
    assert found is not None
    vote, behind = found
    assert vote.counts == Counts(3, 1, 0)
    assert [(name.name, name.side) for name in vote.names] == [
        ("Moss", "for"),
        ("Fern", "for"),
        ("Cy Reed", "for"),
        ("van Hart", "against"),
    ]
    assert paragraphs[behind].text == "Motion carried."
    assert vote.miscounted() == []


def test_a_recorded_vote_in_lines() -> None:
    paragraphs = paragraphs_of(
        typed(OPENING + "For (2): Councillors Moss, Fern and Reed.\n\nAgainst: Councillor Hart\n\nRESOLVED that it be so.")
    )
    found = read_recorded_vote(paragraphs, 1)
    assert found is not None
    vote, behind = found
    assert vote.counts == Counts(2, None, None), "only printed counts are counts"
    assert vote.miscounted() == [("for", 2, 3)]
    assert paragraphs[behind].text == "RESOLVED that it be so."


@pytest.mark.parametrize("text", ["For: the benefit of all who use the path", "For information", "Against all odds, the path was mended."])
def test_other_words_are_no_recorded_vote(text: str) -> None:
    assert read_recorded_vote(paragraphs_of(typed(text)), 0) is None
