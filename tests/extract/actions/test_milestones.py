"""Milestone grids: an action for each dated cell."""

from __future__ import annotations

from plans import actions, found, leads_of, table

WIDE = (40.0, 190.0, 240.0, 290.0, 340.0, 390.0, 440.0)


def test_months_across_and_days_in_the_cells() -> None:
    sheet = table(
        ("Milestone", "OCT", "NOV", "DEC", "JAN", "FEB"),
        ("Salt bought", "4th", "", "", "", ""),
        ("Lanes swept", "", "", "1st", "", "28th"),
        xs=WIDE,
        title="Winter",
    )
    made = actions(sheet, kind="plan", day="2024-11-01")
    assert [(a.action, a.due_text, a.due_start) for a in made] == [
        ("Salt bought", "OCT 4th", "2024-10-04"),
        ("Lanes swept", "DEC 1st", "2024-12-01"),
        ("Lanes swept", "FEB 28th", "2025-02-28"),
    ]
    assert {a.origin for a in made} == {"milestone"}
    assert {a.theme for a in made} == {"Winter"}


def test_a_mark_is_due_in_its_month() -> None:
    sheet = table(("Task", "Apr", "May", "Jun", "Jul", "Aug"), ("Paint gates", "", "", "X", "", ""), xs=WIDE)
    (action,) = actions(sheet, kind="plan", day="2025-04-01")
    assert (action.due_text, action.due_start, action.due_end) == ("Jun", "2025-06-01", "2025-06-30")


def test_quarters_across_run_on_over_the_turn_of_the_year() -> None:
    sheet = table(("Task", "Lead", "Q1", "Q2", "Q3", "Q4"), ("Depot open", "Clerk", "", "30 Aug", "", "31 March"), xs=WIDE)
    made = actions(sheet, kind="plan", day="2025-03-10")
    assert [a.due_start for a in made] == ["2025-08-30", "2026-03-31"]
    assert leads_of(made[0]) == ["Clerk"]


def test_a_tick_alone_in_a_cell_is_a_mark() -> None:
    sheet = table(("Task", "Lead", "Q1", "Q2", "Q3", "Q4"), ("Depot open", "Clerk", "", "•", "", "•"), xs=WIDE)
    made = actions(sheet, kind="plan", day="2025-04-10")
    assert [(a.due_start, a.origin) for a in made] == [("2025-07-01", "milestone"), ("2026-01-01", "milestone")]


def test_the_year_may_stand_before_the_month() -> None:
    sheet = table(("Task", "2025 Oct", "2025 Nov", "2025 Dec", "2026 Jan", "2026 Feb"), ("Move", "", "16", "", "", "2"), xs=WIDE)
    assert [a.due_start for a in actions(sheet, kind="plan", day="2025-04-01")] == ["2025-11-16", "2026-02-02"]


def test_steps_in_the_cells_are_due_in_their_quarter() -> None:
    sheet = table(("Project", "Lead", "Q1", "Q2", "Q3", "Q4"), ("Mill", "Clerk", "Roof mended", "", "Units let", ""), xs=WIDE)
    made = actions(sheet, kind="plan", day="2025-04-10")
    assert [(a.action, a.detail, a.due_text, a.due_start) for a in made] == [
        ("Mill", "Roof mended", "Q1", "2025-04-01"),
        ("Mill", "Units let", "Q3", "2025-10-01"),
    ]


def test_a_mark_under_a_year_is_due_in_it() -> None:
    sheet = table(
        ("Theme", "Commitment", "2024/25", "2025/26", "2026/27"),
        ("Keep", "Ask all who leave", "", "X", ""),
        ("", "Publish pay", "", "", "X"),
    )
    made = actions(sheet, kind="plan")
    assert [(a.action, a.theme, a.due_start, a.due_end) for a in made] == [
        ("Ask all who leave", "Keep", "2025-04-01", "2026-03-31"),
        ("Publish pay", "Keep", "2026-04-01", "2027-03-31"),
    ]


def test_money_under_years_is_no_milestone() -> None:
    sheet = table(("Project", "Lead", "2024/25", "2025/26", "2026/27"), ("Mill", "Clerk", "£20,000", "£5,000", ""))
    assert [a for a in actions(sheet, kind="plan") if a.origin == "milestone"] == []


def test_quarters_that_tell_what_was_done_are_no_steps() -> None:
    sheet = table(("Task", "Status", "Q1", "Q2", "Q3", "Q4"), ("Mend roof", "On track", "Scaffold went up", "Slates came", "", ""), xs=WIDE)
    assert [(a.origin, a.status) for a in actions(sheet, kind="plan", day="2025-04-10")] == [("table", "green")]


def test_a_year_that_was_worked_out_is_a_finding() -> None:
    sheet = table(("Task", "Apr", "May", "Jun", "Jul", "Aug"), ("Paint gates", "3rd", "", "", "", ""), xs=WIDE)
    assert [finding.code for finding in found(sheet, kind="plan", day="2025-04-01").findings] == ["year-inferred"]


def test_figures_by_month_are_no_milestones() -> None:
    sheet = table(("Calls", "Apr", "May", "Jun", "Jul", "Aug"), ("Answered", "12", "14", "13", "15", "16"), xs=WIDE)
    assert actions(sheet) == []
