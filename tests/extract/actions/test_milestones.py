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


def test_a_year_that_was_worked_out_is_a_finding() -> None:
    sheet = table(("Task", "Apr", "May", "Jun", "Jul", "Aug"), ("Paint gates", "3rd", "", "", "", ""), xs=WIDE)
    assert [finding.code for finding in found(sheet, kind="plan", day="2025-04-01").findings] == ["year-inferred"]


def test_figures_by_month_are_no_milestones() -> None:
    sheet = table(("Calls", "Apr", "May", "Jun", "Jul", "Aug"), ("Answered", "12", "14", "13", "15", "16"), xs=WIDE)
    assert actions(sheet) == []
