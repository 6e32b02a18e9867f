"""What a paper says of the end of an action, and how often a due date slipped."""

from __future__ import annotations

import pytest
from made_papers import action

from pipeline.link.outcomes import how_it_ended, slips_of


@pytest.mark.parametrize(
    ("said", "ended"),
    [
        ({"status": "complete", "progress": "Not before June"}, "closed"),  # a status goes before words
        ({"status": "green", "progress": "Completed"}, None),
        ({"status": "superseded"}, "dropped"),
        ({"progress": "Emailed the depot 30/10/23 Action closed"}, "closed"),  # said at the end
        ({"progress": "Oct: two quotes.\nNov: Completed, and paid"}, None),  # neither the first words nor the last
        ({"progress": "Completed – an agenda item"}, "closed"),
        ({"progress": "Completed when the grant is paid"}, None),
        ({"progress": "Cannot be completed"}, None),
        ({"progress": "Nearly done"}, None),
        ({"progress": "Withdrawn by the applicant"}, "dropped"),
        ({"status_text": "Cancelled"}, "dropped"),
        ({"progress": ""}, None),
        ({}, None),
    ],
)
def test_endings(said: dict[str, str], ended: str | None) -> None:
    assert how_it_ended([action("Mend the gate", **said)]) == ended


def test_the_last_row_that_says_anything_counts() -> None:
    assert how_it_ended([action("a", status="complete"), action("a")]) == "closed"
    assert how_it_ended([action("a", status="complete"), action("a", status="in-progress")]) is None


def test_slips() -> None:
    assert slips_of([]) == slips_of([action("a", "2024-03")]) == 0
    assert slips_of([action("a", due) for due in ("2024-03", "2024-06", "2024-05", "2024-09")]) == 2
    assert slips_of([action("a", "2024-03"), action("a", "2025-03", recurring="annual")]) == 0
