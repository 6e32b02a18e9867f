"""Action tables: which column holds what, what a row is, and what is no action table."""

from __future__ import annotations

import pytest
from pages import BOLD, Sheet
from plans import actions, draw, found, leads_of, person, table


def test_a_plan_with_every_column() -> None:
    sheet = table(
        ("Action to meet\npriority", "Detail", "Measure of success", "Target date", "Lead"),
        ("Clear the lanes", "• sweep weekly\n• cut hedges", "• no complaints", "April 2026\n(annual)", "Head of Streets"),
        title="Priority - Safer lanes",
    )
    (action,) = actions(sheet, kind="plan")
    assert (action.theme, action.action, action.detail) == ("Safer lanes", "Clear the lanes", "sweep weekly\ncut hedges")
    assert (action.measure_of_success, action.due_text, action.recurring) == ("no complaints", "April 2026 (annual)", "annual")
    assert (action.due_start, action.due_end, action.due_precision) == ("2026-04-01", "2026-04-30", "month")
    assert leads_of(action) == ["Head of Streets"]
    assert action.origin == "table"


def test_the_quote_is_the_row_on_its_page() -> None:
    sheet = table(("Action", "Lead", "When"), ("Clear lanes", "Clerk", "May 2025"), ("Mend walls", "Clerk", "June 2025"))
    second = actions(sheet)[1]
    assert second.source.quote == "Mend walls Clerk June 2025"
    assert second.source.bbox[1] > 200


def test_an_update_with_a_status_in_colour() -> None:
    sheet = table(("What we will do", "RAG", "Half year update", "Next steps"), ("Clear lanes", "", "Two are swept.", "Sweep the rest."))
    sheet.fill((168, 150, 297, 210), "#ffc000")
    (action,) = actions(sheet, kind="plan_update")
    assert (action.status, action.status_text) == ("amber", None)
    assert (action.progress, action.next_steps) == ("Two are swept.", "Sweep the rest.")


def test_a_tracker_with_a_revised_date_and_a_status_in_the_note() -> None:
    sheet = table(
        ("Ref", "Agreed\naction", "Owner", "Original\ndate", "Revised\ndate", "Status and\nposition"),
        ("1.1", "Test backups", "IT Manager", "31/01/2025", "30/04/2025", "In progress\nOne test done."),
        ("1.2", "Lock the safe", "Clerk", "28/02/2025", "–", "Implemented\nSeen in May."),
    )
    first, second = actions(sheet)
    assert (first.reference, first.due_start, first.status) == ("1.1", "2025-04-30", "in-progress")
    assert first.extra == {"Original date": "31/01/2025"}
    assert (second.due_start, second.status, second.progress) == ("2025-02-28", "complete", "Seen in May.")


def test_a_log_whose_update_says_how_far_it_is() -> None:
    sheet = table(
        ("NO", "ACTION", "OWNER", "UPDATE"),
        ("May.01", "RB to order signs", "RB", "In hand"),
        ("May.02", "Clerk to write to the school", "Clerk", "Letter sent. Action closed."),
        title="ACTION LIST",
    )
    first, second = actions(sheet, kind="minutes", people=[person("Rob Boyle")])
    assert (first.theme, first.reference, first.status, leads_of(first)) == ("ACTION LIST", "May.01", "in-progress", ["Rob Boyle"])
    assert (second.status, second.progress) == ("complete", "Letter sent. Action closed.")


def test_objectives_with_actions_are_the_action_with_its_detail() -> None:
    sheet = table(
        ("Objective", "Actions to be\ntaken", "Lead", "Time"),
        ("Better lanes", "Sweep weekly", "Clerk", "2025/26"),
        ("Better walls", "Mend the gaps", "Clerk", "2026/27"),
    )
    first = actions(sheet, kind="plan")[0]
    assert (first.action, first.detail, first.theme) == ("Better lanes", "Sweep weekly", None)


def test_an_issue_beside_an_action_is_why_it_is_done() -> None:
    sheet = table(
        ("Issue identified", "Action to be taken", "Lead", "When"),
        ("Late orders", "Block payment", "Clerk", "May 2025"),
    )
    (action,) = actions(sheet, kind="plan")
    assert (action.action, action.detail) == ("Block payment", None)
    assert action.extra == {"Issue identified": "Late orders"}


def test_commitments_that_reach_over_actions_are_themes() -> None:
    sheet = table(
        ("Commitment", "Action", "Lead", "End date"),
        ("More homes", "Build flats", "Clerk", "May 2025"),
        ("", "Buy houses", "Clerk", "June 2025"),
    )
    assert [(a.theme, a.action, a.detail) for a in actions(sheet, kind="plan")] == [
        ("More homes", "Build flats", None),
        ("More homes", "Buy houses", None),
    ]


def test_actions_that_reach_over_their_steps_are_the_action() -> None:
    sheet = table(
        ("Action", "How we will do it", "Lead", "End date"),
        ("Save energy", "Fit panels", "Clerk", "May 2025"),
        ("", "Lag roofs", "Clerk", "June 2025"),
    )
    assert [(a.action, a.detail) for a in actions(sheet, kind="plan")] == [("Save energy", "Fit panels"), ("Save energy", "Lag roofs")]


def test_objectives_that_reach_over_actions_are_themes() -> None:
    sheet = table(
        ("Objective", "Action", "Lead", "When"),
        ("Better lanes", "Sweep weekly", "Clerk", "May 2025"),
        ("", "Cut hedges", "Clerk", "June 2025"),
    )
    assert [(a.theme, a.action) for a in actions(sheet, kind="plan")] == [("Better lanes", "Sweep weekly"), ("Better lanes", "Cut hedges")]


def test_a_band_is_the_theme_of_the_rows_below() -> None:
    sheet = Sheet()
    xs = (40.0, 240.0, 400.0, 550.0)
    sheet.fill((40, 100, 550, 130), "#003366")
    sheet.table(xs, [100, 130], [("Action", "Lead", "Due")])
    for top, text in ((130, "Outcome 1 Lanes. At the end of June all is well."), (220, "Outcome 2 Walls")):
        sheet.box(40, top, 550, top + 30)
        sheet.lines([text], 44, top + 3, size=9, font=BOLD)
    sheet.table(xs, [160, 220], [("Sweep lanes", "Clerk", "May 2025")])
    sheet.table(xs, [250, 310], [("Mend walls", "Clerk", "June 2025")])
    assert [(a.theme, a.action) for a in actions(sheet, kind="plan")] == [
        ("Outcome 1 Lanes", "Sweep lanes"),
        ("Outcome 2 Walls", "Mend walls"),
    ]


def test_measures_behind_a_band_are_no_actions() -> None:
    sheet = Sheet()
    xs = (40.0, 240.0, 400.0, 550.0)
    sheet.fill((40, 100, 550, 130), "#003366")
    sheet.table(xs, [100, 130, 190], [("What we will do", "Status", "Update"), ("Sweep lanes", "Green", "Two are swept.")])
    sheet.box(40, 190, 550, 220)
    sheet.lines(["We measure this by:"], 44, 193, size=9, font=BOLD)
    sheet.table(xs, [220, 280], [("Lanes swept", "Two of three", "")])
    assert [a.action for a in actions(sheet, kind="plan_update")] == ["Sweep lanes"]


def test_one_cell_for_who_and_when() -> None:
    sheet = table(("Action", "Owner and date", "Progress"), ("Sweep lanes", "Head of Streets\nMay 2025", "Begun"))
    (action,) = actions(sheet)
    assert (leads_of(action), action.due_start) == (["Head of Streets"], "2025-05-01")


def test_ranks_are_no_themes() -> None:
    sheet = table(("Priority", "Action", "Lead", "When"), ("High", "Sweep lanes", "Clerk", "May"), ("Low", "Mend walls", "Clerk", "June"))
    first = actions(sheet)[0]
    assert (first.theme, first.extra) == (None, {"Priority": "High"})


OTHERS = [
    ((("Payee", "Detail", "Total", "VAT"), ("A. Smith", "Salt", "20.00", "4.00")), "payments"),
    ((("Key decision", "Decision maker", "Date", "Contact officer"), ("Sell the depot", "Cabinet", "3 May", "A. Smith")), "a forward plan"),
    ((("Risk", "Likelihood", "Impact", "Mitigation", "Owner"), ("Flood", "2", "4", "Sandbags", "Clerk")), "risks without actions"),
    ((("Name", "Present", "Apologies"), ("Ann Field", "x", "")), "attendance"),
    ((("£000", "2024/25", "2025/26", "Change"), ("Staff", "120", "130", "10")), "a budget"),
    ((("Date", "Item", "Lead officer"), ("3 June 2025", "Budget outturn", "Treasurer")), "a work programme"),
    (
        (("Item", "Lead", "Action", "Time"), ("Minutes", "Chair", "To note", "10.05"), ("Budget", "Treasurer", "For decision", "10.20")),
        "an agenda",
    ),
    ((("Consultee", "Comment", "Officer response"), ("Resident", "Too loud", "Noted")), "a consultation"),
]


@pytest.mark.parametrize(("rows", "case"), OTHERS, ids=[case for _, case in OTHERS])
def test_other_tables_give_no_actions(rows: tuple[tuple[str, ...], ...], case: str) -> None:
    assert actions(table(*rows)) == [], case


def test_a_table_that_was_not_understood_is_a_finding() -> None:
    sheet = Sheet()
    draw(sheet, (("Actions", "Weather", "Moon"), ("Sweep lanes", "Wet", "New"), ("Mend walls", "Dry", "Full")), (), 120)
    result = found(sheet)
    assert result.records == []
    assert [finding.code for finding in result.findings] == ["unread-heading"]
    assert "Weather" in result.findings[0].message


def test_doubts_are_findings() -> None:
    sheet = table(
        ("Action", "Owner", "Due"),
        ("Sweep lanes", "XY", "31 June 2025"),
        ("Mend walls", "Clerk", "3 January 2025"),
        ("Paint gates", "Clerk", "30 April"),
    )
    result = found(sheet)
    assert sorted({finding.code for finding in result.findings}) == [
        "due-before-document",
        "impossible-date",
        "lead-unresolved",
        "year-inferred",
    ]
    assert all(finding.row_id in {action.id for action in result.records} for finding in result.findings)


def test_a_row_that_the_page_cuts_keeps_its_last_page() -> None:
    xs = (40.0, 140.0, 240.0, 400.0, 550.0)
    head = ("Action", "Lead", "Progress", "Due")
    first = table(head, ("Sweep lanes", "Clerk", "Two are swept and", "May 2025"), xs=xs, top=680, height=80)
    second = table(head, ("", "", "a third is begun.", ""), xs=xs, top=60, number=2)
    (action,) = actions(first, second, kind="plan_update")
    assert (action.source.page, action.source.page_end) == (1, 2)
    assert action.progress == "Two are swept and a third is begun."


def test_lead_and_date_in_one_cell() -> None:
    rows = (("Run a trial", "Waste Manager\n(31 August 2025)"), ("Bring a paper", "Head of Parks (October 2025)"))
    made = actions(table(("Action to be taken", "Responsible officer\nand completion date"), *rows))
    assert [(leads_of(a), a.due_start) for a in made] == [(["Waste Manager"], "2025-08-31"), (["Head of Parks"], "2025-10-01")]


def test_a_table_without_a_lead_column_has_those_whom_its_words_commit() -> None:
    sheet = table(("Ref", "Action", "Status"), ("1", "AF will send the slides", "Complete"), ("2", "Slides to be printed", "Open"))
    assert [leads_of(a) for a in actions(sheet, people=(person("Ann Field"),))] == [["Ann Field"], []]


def test_a_blank_heading_beside_a_number_an_owner_and_an_update() -> None:
    sheet = table(
        ("No", "", "Owner", "Update"),
        ("Feb.3", "Pond sign to be ordered", "AF", "In hand"),
        ("Feb.4", "New hinges for the gate", "AF", "Done"),
    )
    made = actions(sheet, kind="minutes", people=(person("Ann Field"),))
    assert [(a.reference, a.action, leads_of(a)) for a in made] == [
        ("Feb.3", "Pond sign to be ordered", ["Ann Field"]),
        ("Feb.4", "New hinges for the gate", ["Ann Field"]),
    ]


def test_what_a_school_intends_and_does_for_it_below_prompts() -> None:
    sheet = Sheet()
    rows = [
        ("Intent", "Implementation", "", "Impact", ""),
        ("What pupils\nneed to know:", "What is done\nfor that:", "Funding:", "Evidence of\nimpact:", "Next steps:"),
        ("All pupils swim", "Hire the pool", "£200", "Half of them do", "Hire it again"),
    ]
    edges, tops = (36, 146, 256, 326, 436, 546), (150, 180, 220, 250)
    sheet.table(edges, (120, 150), [("Key indicator 1", "", "", "", "")])
    sheet.table(edges, tops, rows)
    (action,) = actions(sheet, kind="report")
    assert (action.action, action.detail) == ("All pupils swim", "Hire the pool")
    assert (action.progress, action.next_steps, action.extra) == ("Half of them do", "Hire it again", {"Funding:": "£200"})


def test_intents_whose_headings_reach_over_two_columns() -> None:
    """The words over both of two columns are what the first holds; the rest of the heading says what the second does."""
    sheet = Sheet()
    sheet.table((36, 146, 366, 546), (150, 180), [("Intent", "Implementation", "Impact")])
    rows = [
        ("What pupils\nneed to know:", "What is done\nfor that:", "Funding:", "Evidence of\nimpact:", "Next steps:"),
        ("All pupils swim", "Hire the pool", "£200", "Half of them do", "Hire it again"),
    ]
    sheet.table((36, 146, 256, 366, 456, 546), (180, 220, 250), rows)
    (action,) = actions(sheet, kind="report")
    assert (action.action, action.detail, action.extra) == ("All pupils swim", "Hire the pool", {"Implementation Funding:": "£200"})


def test_intents_without_what_is_done_are_no_actions() -> None:
    sheet = table(("Intent", "Impact", "Next steps"), ("All pupils swim", "Half of them do", "Hire the pool"))
    assert actions(sheet, kind="report") == []


@pytest.mark.parametrize(
    ("heading", "found"),
    [("What we have committed to", 2), ("What we have committed to (till 2026)", 2), ("Services", 0), ("Activities", 0)],
)
def test_a_heading_that_promises_needs_no_lead_and_no_date(heading: str, found: int) -> None:
    sheet = table((heading, "Strategies in place"), ("Cost of living", "Fuel fund"), ("Active travel to school", "Walking buses"))
    assert len(actions(sheet, kind="presentation")) == found
