"""What is taken out of texts before they are published, and what is not."""

from __future__ import annotations

import pytest

from pipeline.publish.masking import Masks, Personal
from pipeline.reaching import number_of

PAPER, OTHER = "a" * 16, "b" * 16
MASKS = Masks(
    [
        Personal(PAPER, "e-mail", "Ivy.Larch@homemail.example"),
        Personal(PAPER, "telephone", "01632 960 001"),
        Personal(PAPER, "address", "12 Gorse Lane,\nWexcombe"),
        Personal(PAPER, "name", "Ivy Larch"),
    ]
)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Write to ivy.larch@homemail.example.", "Write to [e-mail address removed]."),
        ("mailto:ivy.larch@homemail.example", "mailto:[e-mail address removed]"),
        ("clerk@wexcombe.gov.uk", "clerk@wexcombe.gov.uk"),  # another address
        ("Tel. 01632 960001 after six", "Tel. [telephone number removed] after six"),
        ("+44 (0)1632 960001", "[telephone number removed]"),
        ("+441632960001", "[telephone number removed]"),
        ("01632 960002", "01632 960002"),  # another number
        ("101632960001", "101632960001"),  # digits of something else
        ("of 12 Gorse\nLane, Wexcombe, said", "of [address removed], said"),
        ("12 Gorse Lane, Wexcombelow", "12 Gorse Lane, Wexcombelow"),  # a longer word
        ("IVY LARCH spoke", "[name removed] spoke"),
    ],
)
def test_what_is_taken_out_of_a_text(text: str, masked: str) -> None:
    assert MASKS.masked(text, PAPER) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Ivy Larch, 12 Gorse Lane, Wexcombe", "Ivy Larch, 12 Gorse Lane, Wexcombe"),  # they may be another's, in another paper
        ("ivy.larch@homemail.example", "[e-mail address removed]"),
        ("01632-960-001", "[telephone number removed]"),
    ],
)
def test_what_is_taken_out_of_another_paper(text: str, masked: str) -> None:
    assert MASKS.masked(text, OTHER) == masked


def test_what_papers_share_loses_all_of_it() -> None:
    assert MASKS.masked("Ivy Larch to mend the bench", None) == "[name removed] to mend the bench"


@pytest.mark.parametrize(
    "read",
    [
        "Larchivy.larch@homemail.exampleClerk",  # a row of SQLite has its values without a gap
        "\x0001632 960001\x17",
        "x4401632960001",
        "+44 (0)1632 960001",
    ],
)
def test_what_is_left_in_bytes(read: str) -> None:
    assert len(MASKS.left_in(read)) == 1


def test_nothing_is_left_where_nothing_was() -> None:
    assert MASKS.left_in("clerk@wexcombe.gov.uk 01632 960002 0163296") == set()


@pytest.mark.parametrize("words", ["01632 960001", "(01632) 960001", "+44 1632 960001", "+44 (0) 1632 960001", "01632-960-001"])
def test_one_number_however_it_is_printed(words: str) -> None:
    assert number_of(words) == "01632960001"
