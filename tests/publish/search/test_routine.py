"""What is routine, and what only begins like it."""

from __future__ import annotations

import pytest

from pipeline.publish.site.search.routine import is_routine


@pytest.mark.parametrize(
    ("decision", "routine"),
    [
        ("that the minutes of the meeting held on 4 May 2021 be approved as a correct record.", True),
        ("That the minutes of the meeting of 4 May 2021 be confirmed as a true and accurate record and signed by the Chair", True),
        ("to approve the minutes of the last meeting as an accurate record;", True),
        ("That, subject to that correction, the minutes be agreed as a correct record.", True),
        ("that the minutes of the meeting held on 4 May be approved and signed by the Mayor", True),
        ("That the public be excluded from the meeting for the following item under section 100A(4) of the Act.", True),
        ("the press and public be asked to leave", True),
        ("That the press and public leave the meeting for the items in Part B.", True),
        ("to exclude the press and public", True),
        ("That the Committee go into private session", True),
        ("that apologies be accepted", True),
        ("That the revised gritting routes be adopted.", False),
        ("That the minutes be approved as a correct record; and that the Clerk buy a new minute book, at a cost of £90, " * 3, False),
        ("That minutes of the working group be sent to all members.", False),
        ("That the public consultation on the leave policy be extended.", False),
        ("That the report be noted.", False),
        ("That public toilets be closed from October.", False),
        ("", False),
    ],
)
def test_decisions(decision: str, routine: bool) -> None:
    assert is_routine(decision, "decisions") is routine


@pytest.mark.parametrize(
    ("title", "routine"),
    [
        ("Apologies for absence", True),
        ("MINUTES", True),
        ("Minutes of the previous meeting", True),
        ("To approve the minutes of the meeting held on 4 May 2021", True),
        ("Exclusion of the Press and Public", True),
        ("Date of next meeting", True),
        ("Declarations of interest", False),  # what somebody declared is news
        ("Minutes and records: a review of the archive", False),
        ("Winter gritting", False),
    ],
)
def test_minutes(title: str, routine: bool) -> None:
    assert is_routine(title, "minutes") is routine
