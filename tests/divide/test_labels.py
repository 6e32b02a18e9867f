"""The numbers, letters and bullets that lines open with."""

from __future__ import annotations

import pytest

from pipeline.divide.labels import find_label

SIZE = 11.0
SPACE, STOP = 3.0, 20.0
"""A space between words and a tab's white space, in points."""


def label_of(line: str) -> tuple[str | None, int, bool]:
    """The label of a line in which `\\t` is a tab's white space."""
    words = line.split(maxsplit=1)
    if len(words) < 2:
        return find_label(line, None, SIZE)
    return find_label(words[0], STOP if line[len(words[0])] == "\t" else SPACE, SIZE)


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("1.\tApologies", "1."),
        ("1. Apologies", "1."),  # a point needs no tab
        ("1\tApologies", "1"),
        ("1 Apologies were received", None),  # a figure without a point and a tab is a figure
        ("12 members were present", None),
        ("1)\tApologies", "1)"),
        ("(1) the lease be renewed", "(1)"),
        ("(a) the lease be renewed", "(a)"),
        ("a) the lease", "a)"),
        ("iv. the lease", "iv."),
        ("(iv) the lease", "(iv)"),
        ("(BB) the lease", "(BB)"),
        ("3.2\tThe lease", "3.2"),
        ("3.2 The lease", "3.2"),  # figures of two levels are a label even before a space
        ("3.2.1.\tThe lease", "3.2.1."),
        ("14a.\tThe lease", "14a."),
        ("24/017\tThe lease", "24/017"),
        ("24/017 The lease", "24/017"),  # a reference with a slash needs no tab
        ("WK/24/3\tThe lease", "WK/24/3"),
        ("WK.45\tThe lease", "WK.45"),
        ("WK.45 refers to the lease", None),
        ("117.\tThe lease", "117."),
        ("2024\tThe year of the lease", None),  # a year
        ("2023/24 Budget", None),  # a financial year
        ("2023-24\tBudget", None),
        ("2023/24\tBudget", "2023/24"),  # a council's 24th minute of 2023 stands where all its references do
        ("2023/024 The lease", "2023/024"),
        ("2023/26 The lease", "2023/26"),  # no year ends there
        ("A.\tThe lease", "A."),
        ("A. Smith was in the chair", None),  # an initial
        ("J. Marsh", None),
        ("I was told of the lease", None),
        ("•\tgrit bins", "•"),
        ("• grit bins", "•"),
        ("■ grit bins", "•"),
        ("➢ grit bins", "•"),
        ("-\tgrit bins", "-"),
        ("– grit bins", "–"),
        ("o\tgrit bins", "o"),  # a second level's round bullet, set in a letter
        ("*\tgrit bins", "*"),
        ("The lease", None),
        ("", None),
    ],
)
def test_label(line: str, label: str | None) -> None:
    assert label_of(line)[0] == label


@pytest.mark.parametrize(
    ("line", "body", "wide"),
    [
        ("1.\tApologies", 1, True),
        ("1. Apologies", 1, False),
        ("24/017\tThe lease", 1, True),
        ("24/017 The lease", 1, False),
        ("3.2 The lease", 1, False),
        ("•\tgrit bins", 1, True),
        ("1.", 1, False),  # a number alone on its line
        ("117", 1, False),
        ("The lease", 0, False),
    ],
)
def test_the_words_behind_and_the_white_space_between(line: str, body: int, wide: bool) -> None:
    assert label_of(line)[1:] == (body, wide)
