"""What a date is for."""

from __future__ import annotations

import pytest

from pipeline.extract.dates import DateContext, find_dates
from pipeline.extract.dates.words import words


@pytest.mark.parametrize(
    ("text", "role", "note"),
    [
        ("Minutes of the meeting held on 4 June 2024", "meeting", "held on"),
        ("Date of next meeting: Tuesday 4 June 2024", "meeting", "a label"),
        ("4 June 2024 meeting", "meeting", "a word behind"),
        ("Published on 4 June 2024", "publication", "published"),
        ("Date of issue: 4 June 2024", "publication", "a label"),
        ("to be completed by the end of June 2024", "due", "by"),
        ("no later than 4 June 2024", "due", "no later than"),
        ("Target date: 04/06/2024", "due", "a label"),
        ("The fair took place on 4 June 2024", "event", "took place"),
        ("from June 2024 to August 2024", "period", "a range"),
        ("performance in 2023/24", "period", "a year"),
        ("the letter of 4 June 2024", None, "nothing said"),
        ("It was due. On 4 June 2024 it rained", None, "said in the sentence before"),
    ],
)
def test_role(text: str, role: str | None, note: str) -> None:
    (found,) = find_dates(text, DateContext())
    assert found.role == role, note


@pytest.mark.parametrize("between", ["", ":", " - ", " on", ": on the", " at 7.30 pm on", "\n"])
def test_every_word_in_front_of_a_date_is_heard(between: str) -> None:
    told = [(word, role) for role, before, _ in words().roles for word in before]
    deaf = [word for word, _ in told if find_dates(f"It says: {word}{between} 4 June 2024", DateContext())[0].role is None]
    assert deaf == []
