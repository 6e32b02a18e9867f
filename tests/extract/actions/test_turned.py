"""Tables whose headings stand down the left side: a sheet for each action."""

from __future__ import annotations

import pytest
from pages import Sheet
from plans import actions, leads_of

XS = (40.0, 200.0, 550.0)


def sheet(*rows: tuple[str, str]) -> Sheet:
    made = Sheet()
    made.table(XS, [100 + 30 * place for place in range(len(rows) + 1)], rows)
    return made


def test_a_sheet_is_one_action() -> None:
    (action,) = actions(
        sheet(
            ("Agreed action", "Count the coins in front of two"),
            ("Responsible officer", "Parking Manager"),
            ("Original implementation date", "31 March 2025"),
            ("Revised implementation date", "30 September 2025"),
            ("Update", "In progress. A safe has come."),
        ),
        kind="report",
    )
    assert (action.action, leads_of(action), action.due_start) == ("Count the coins in front of two", ["Parking Manager"], "2025-09-30")
    assert (action.progress, action.status) == ("In progress. A safe has come.", "in-progress")
    assert action.extra == {"Original implementation date": "31 March 2025"}


def test_the_first_label_again_opens_the_next_sheet() -> None:
    made = actions(
        sheet(
            ("Project", "Mend the roof"),
            ("Lead", "Clerk"),
            ("Target date", "May 2025"),
            ("Project", "Move the books"),
            ("Lead", "Librarian"),
            ("Target date", "June 2025"),
        ),
        kind="plan",
    )
    assert [(a.action, leads_of(a), a.due_start) for a in made] == [
        ("Mend the roof", ["Clerk"], "2025-05-01"),
        ("Move the books", ["Librarian"], "2025-06-01"),
    ]


OTHERS = [
    (("Report of", "Head of Parks"), ("Date", "4 May 2025"), ("Contact officer", "Ann Field"), ("Recommendation", "That it be noted")),
    (("Decision maker", "Cabinet"), ("Project", "New pool"), ("Lead officer", "Ann Field"), ("Date of decision", "4 May 2025")),
    (("Name", "Ann Field"), ("Telephone", "01632 960100"), ("Team", "Parks")),
]


@pytest.mark.parametrize("rows", OTHERS, ids=["a front sheet", "a decision notice", "a contact"])
def test_other_sheets_are_no_actions(rows: tuple[tuple[str, str], ...]) -> None:
    assert actions(sheet(*rows), kind="report") == []
