"""What papers say of an action's state, in words and in colours."""

from __future__ import annotations

import pytest

from pipeline.extract.actions.status import code_of, code_of_fill, is_status, split_status, status_in

CODES = [
    ("Green", "green", "a colour in words"),
    ("On track", "green", "plain words"),
    ("Implemented", "complete", "as auditors say"),
    ("On-going", "in-progress", "with a hyphen"),
    ("Complete – bench set up in May", "complete", "with words behind it"),
    ("75%", "in-progress", "a share"),
    ("100%", "complete", "the whole"),
    ("90% complete", "in-progress", "a share of the whole, in words"),
    ("Not started", "not-started", "words with `not`"),
    ("Not complete", None, "denied"),
    ("Deferred to June", "deferred", "put off"),
    ("No longer required", "superseded", "dropped"),
    ("Overdue", None, "a word that the database has none for"),
    ("A", "amber", "a letter"),
    ("Windy", None, "no status"),
]


@pytest.mark.parametrize(("text", "code", "case"), CODES, ids=[case for _, _, case in CODES])
def test_code_of(text: str, code: str | None, case: str) -> None:
    assert code_of(text) == code, case


FILLS = [
    ("#00b050", "green"),
    ("#92d050", "green"),
    ("#ffc000", "amber"),
    ("#ffff00", "amber"),
    ("#ff0000", "red"),
    ("#0070c0", "blue"),
    ("#f2f2f2", None),
    ("#d9ead3", None),
    (None, None),
]


@pytest.mark.parametrize(("fill", "code"), FILLS)
def test_code_of_fill(fill: str | None, code: str | None) -> None:
    assert code_of_fill(fill) == code


NOTES = [
    ("On-going. 30/3/23 in hand", ("in hand", "in-progress"), "the last clause counts"),
    ("The posts are out. Action closed.", ("Action closed", "complete"), "behind a sentence"),
    ("ON GOING – AB to act", ("ON GOING", "in-progress"), "the first clause, where the last is none"),
    ("A grid has been ordered", None, "no clause is a status"),
    ("", None, "nothing"),
]


@pytest.mark.parametrize(("text", "expected", "case"), NOTES, ids=[case for _, _, case in NOTES])
def test_status_in(text: str, expected: tuple[str, str] | None, case: str) -> None:
    assert status_in(text) == expected, case


def test_split_status() -> None:
    assert split_status(["Overdue", "Two are missing."]) == ("Overdue", ["Two are missing."])
    assert split_status(["Complete – laid in May"]) == ("Complete", ["laid in May"])
    assert split_status(["In progress Two of three are laid."]) == ("In progress", ["Two of three are laid."])
    assert split_status(["Two are missing."]) == (None, ["Two are missing."])


def test_a_date_beside_a_status_is_no_word_of_it() -> None:
    assert is_status("Complete 3 May 2024")
    assert not is_status("Complete the survey")
