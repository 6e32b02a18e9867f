"""Words that are a date and nothing else."""

from __future__ import annotations

import pytest

from pipeline.extract.actions.dated import date_behind, is_date

DATES = [
    ("31 March 2026", True, "a day"),
    ("by the end of May", True, "with words beside it"),
    ("Q3 2025/26", True, "a quarter"),
    ("by Easter 2026", True, "a feast"),
    ("October half term", True, "a school's holiday"),
    ("Ongoing", True, "no end"),
    ("Parks Manager", False, "a post"),
    ("May the Clerk write", False, "a verb"),
]


@pytest.mark.parametrize(("text", "expected", "case"), DATES, ids=[case for *_, case in DATES])
def test_is_date(text: str, expected: bool, case: str) -> None:
    assert is_date(text) is expected, case


BEHIND = [
    ("Head of Parks (May 2026)", ("Head of Parks", "May 2026"), "in brackets"),
    ("Clerk, 31 March 2026", ("Clerk", "31 March 2026"), "behind a comma"),
    ("Clerk – Spring 2026", ("Clerk", "Spring 2026"), "behind a dash"),
    ("Clerk (acting)", None, "brackets with something else"),
    ("31 March 2026", None, "nothing before it"),
]


@pytest.mark.parametrize(("text", "expected", "case"), BEHIND, ids=[case for *_, case in BEHIND])
def test_date_behind(text: str, expected: tuple[str, str] | None, case: str) -> None:
    assert date_behind(text) == expected, case
