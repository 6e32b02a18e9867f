"""Who commits himself in them."""

from __future__ import annotations

import pytest

from pipeline.extract.actions.passages import commits, subject_of

COMMITS = [
    ("AB will write.", ["AB"], True, "will"),
    ("AB and CD agreed to write.", ["AB"], True, "two of them"),
    ("AB has written.", ["AB"], False, "done already"),
    ("The Clerk is to write.", ["Clerk"], True, "a post"),
    ("Ann Field was asked to write.", ["AF", "Ann Field"], True, "by name"),
    ("CD will write to AB.", ["AB"], False, "somebody else"),
]


@pytest.mark.parametrize(("text", "names", "expected", "case"), COMMITS, ids=[case for *_, case in COMMITS])
def test_commits(text: str, names: list[str], expected: bool, case: str) -> None:
    assert commits(text, names) is expected, case


def test_subject_of() -> None:
    assert subject_of("Clerk to write") == ("Clerk", "to write")
    assert subject_of("Clerk to the Council") is None
    assert subject_of("Repair the gate") is None
    assert subject_of("Work with the Forum partners to keep the ford open") is None
    assert subject_of("Support Officer to write") == ("Support Officer", "to write")
