"""Tables whose cells name officer and date behind keys."""

from __future__ import annotations

from plans import actions, leads_of, table

HEADINGS = ("Finding", "Recommendation", "Management response")


def test_officer_and_date_at_the_end_of_the_response() -> None:
    sheet = table(
        HEADINGS,
        ("Eleven had no receipt.", "Stop such cards.", "Agreed.\nResponsible officer: Treasurer\nTarget date: 31 July 2025"),
        ("Limits are old.", "Review them.", "Agreed.\nResponsible officer: Head of Audit\nTarget date: March 2026"),
    )
    made = actions(sheet)
    assert [(a.action, leads_of(a), a.due_start) for a in made] == [
        ("Stop such cards.", ["Treasurer"], "2025-07-31"),
        ("Review them.", ["Head of Audit"], "2026-03-01"),
    ]
    assert [a.detail for a in made] == ["Agreed.", "Agreed."]


def test_cells_that_name_nobody_make_no_actions() -> None:
    rows = (("Eleven had no receipt.", "Stop such cards.", "Agreed."), ("Limits are old.", "Review them.", "Agreed."))
    assert actions(table(HEADINGS, *rows)) == []
