"""Columns understood by what their cells hold."""

from __future__ import annotations

import pytest
from pages import Sheet
from plans import actions, leads_of, table

ROWS = (("Obtain three quotes for the roof", "Clerk", "May 2025"), ("Write to the owner of the field", "Chairman", "31/07/2025"))
WHO_AND_WHEN = [(["Clerk"], "2025-05-01"), (["Chairman"], "2025-07-31")]

HEADINGS = [
    (("What", "By", "Ready"), "a heading that may mean a person or a date means persons where persons stand below"),
    (("Undertaking of ours", "Custodian", "Ripe"), "headings that no list has"),
    (("Matter for follow-up", "", ""), "two columns without headings"),
]


@pytest.mark.parametrize(("headings", "case"), HEADINGS, ids=[case for _, case in HEADINGS])
def test_who_and_when_are_seen_in_the_cells(headings: tuple[str, str, str], case: str) -> None:
    made = actions(table(headings, *ROWS), kind="plan")
    assert [(leads_of(a), a.due_start) for a in made] == WHO_AND_WHEN, case
    assert [a.action for a in made] == [row[0] for row in ROWS], case


def test_by_heads_dates_where_dates_stand_below() -> None:
    made = actions(table(("We will", "By", "Lead agency"), ("Light the river path", "June 2025", "Police")), kind="plan")
    assert [(leads_of(a), a.due_start) for a in made] == [(["Police"], "2025-06-01")]


def test_a_position_that_only_says_how_far_is_the_status() -> None:
    sheet = table(
        ("Our promise", "Position", "What happened"),
        ("Open the pool", "Completed", "Doors opened in May."),
        ("Find a use for the mill", "Deferred", "The grant was refused."),
    )
    made = actions(sheet, kind="plan_update")
    assert [(a.status_text, a.status, a.progress) for a in made] == [
        ("Completed", "complete", "Doors opened in May."),
        ("Deferred", "deferred", "The grant was refused."),
    ]


def test_a_long_heading_says_itself_what_a_column_holds() -> None:
    rows = (("Help people to keep well at home", "Village Wardens"), ("Let more people join in", "Good Neighbours\nVillage Wardens"))
    said = [
        leads_of(a) for a in actions(table(("What we have committed to", "Strategy or service in place to deliver it"), *rows), kind="plan")
    ]
    assert said == [[], []]


def headless(*rows: tuple[str, ...]) -> Sheet:
    sheet = Sheet()
    width = 510 / len(rows[0])
    sheet.table([40 + place * width for place in range(len(rows[0]) + 1)], [100 + 60 * place for place in range(len(rows) + 1)], rows)
    return sheet


def test_a_table_without_headings_is_known_by_its_cells() -> None:
    made = actions(headless(*ROWS), kind="plan")
    assert [(a.action, leads_of(a), a.due_start) for a in made] == [
        (row[0], leads, start) for row, (leads, start) in zip(ROWS, WHO_AND_WHEN, strict=True)
    ]


def test_a_numbered_list_of_tasks_without_headings_keeps_its_numbers_and_notes() -> None:
    first, second = actions(
        headless(
            ("Jan21.01", "Clerk to chase the\nbuilder again", "Clerk", "He will come."),
            ("Jan21.02", "Chairman to thank\nthe town band", "Chairman", "Letter sent."),
        ),
        kind="other",
    )
    assert (first.reference, first.progress, first.due_text) == ("Jan21.01", "He will come.", None)
    assert (second.reference, leads_of(second)) == ("Jan21.02", ["Chairman"])


OTHERS = [
    ((("YEAR", "PROJECT", "ESTIMATE", "METHOD"), ("2026", "Radar signs", "£10,000", "Reserves / Taxation")), "a capital programme"),
    ((("Transaction", "Online Jan to Mar", "Number"), ("Renew a library book", "83%", "1,043,275")), "take-up of services"),
    ((("Session", "Trainer", "Held on"), ("Code of conduct", "Clerk", "8 May 2025")), "training"),
    ((("Organisation", "Project", "Contact", "Awarded"), ("Band", "Buy two new cornets", "Mrs I Fell", "£600")), "grants"),
    ((("Number", "Place"), ("4", "Taxation Office"), ("5, 6", "Town Hall")), "figures"),
]


@pytest.mark.parametrize(("rows", "case"), OTHERS, ids=[case for _, case in OTHERS])
def test_cells_of_other_tables_are_not_taken_for_actions(rows: tuple[tuple[str, ...], ...], case: str) -> None:
    assert actions(table(*rows), kind="report") == [], case


def test_an_outcome_that_tells_what_came_of_an_action_is_progress() -> None:
    head = ("Action agreed", "Responsible", "Deadline", "Outcome")
    told = actions(table(head, ("Send the letter to the ministry", "Chair", "May 2025", "Done. See item 7.")), kind="plan")
    meant = actions(table(head, ("Send the letter to the ministry", "Chair", "May 2025", "The ward stays open")), kind="plan")
    assert [(a.progress, a.status, a.measure_of_success) for a in told] == [("Done. See item 7.", "complete", None)]
    assert [(a.progress, a.status, a.measure_of_success) for a in meant] == [(None, None, "The ward stays open")]


ACTIVITIES = (
    ("Activity", "Evidence for this approach"),
    ("Train all staff in phonics", "A study of 2019"),
    ("Small groups in reading", "A study of 2020"),
)


@pytest.mark.parametrize(
    ("heading", "found"), [("Flood response action to be taken when asked", 2), ("What the county asks of us by way of action", 0)]
)
def test_a_heading_that_says_early_that_it_is_of_actions(heading: str, found: int) -> None:
    rows = (("Advice", heading), ("Roads", "Close the ford and set out the signs"), ("Homes", "Hand out bags of sand to houses"))
    assert len(actions(table(*rows), kind="plan")) == found


def test_activities_of_a_plan_that_says_neither_who_nor_when() -> None:
    assert [a.action for a in actions(table(*ACTIVITIES), kind="plan")] == ["Train all staff in phonics", "Small groups in reading"]


def test_activities_of_other_papers_are_none() -> None:
    assert actions(table(*ACTIVITIES), kind="report") == []


def test_targets_beside_aims_are_actions_where_they_are_sentences() -> None:
    sheet = table(
        ("Aim", "Target", "Target date"),
        ("A broad curriculum", "Free teachers for a day\neach term to plan it", "July 2025"),
        ("Sound assessment", "Use one set of tests\nin all classes each term", "March 2025"),
        ("Projected spending", "£15,266", ""),
    )
    made = actions(sheet, kind="plan")
    assert [(a.detail, a.due_start) for a in made] == [
        ("Free teachers for a day each term to plan it", "2025-07-01"),
        ("Use one set of tests in all classes each term", "2025-03-01"),
    ]
