"""Plans as lists: who and when in the line."""

from __future__ import annotations

from pages import typed
from plans import actions, leads_of


def test_behind_dashes_and_under_aims() -> None:
    made = actions(
        typed("""
            # Aim 1: Warmer homes
            1.1 Lag the town hall roof – Estates Manager – March 2026
            1.2 Publish a guide for tenants – Housing Manager – by June 2025
            # Aim 2: Cleaner travel
            2.1 Build a cycle shed – Head of Transport – Autumn 2025
            """),
        kind="plan",
    )
    assert [(a.theme, a.reference, a.action, leads_of(a), a.due_start) for a in made] == [
        ("Aim 1: Warmer homes", "1.1", "Lag the town hall roof", ["Estates Manager"], "2026-03-01"),
        ("Aim 1: Warmer homes", "1.2", "Publish a guide for tenants", ["Housing Manager"], "2025-06-01"),
        ("Aim 2: Cleaner travel", "2.1", "Build a cycle shed", ["Head of Transport"], "2025-09-01"),
    ]
    assert {a.origin for a in made} == {"list"}


def test_in_brackets() -> None:
    made = actions(
        typed("""
            • Build a cycle shed at the station (Head of Transport, December 2025)
            • Hold a day without cars in May (Events Officer, May 2026)
            """),
        kind="plan",
    )
    assert [(a.action, leads_of(a), a.due_end) for a in made] == [
        ("Build a cycle shed at the station", ["Head of Transport"], "2025-12-31"),
        ("Hold a day without cars in May", ["Events Officer"], "2026-05-31"),
    ]


def test_by_keys_on_lines_of_their_own() -> None:
    made = actions(
        typed("""
            1.1 Renew the telephones of the contact centre.
            Lead: Customer Services Manager
            Target date: 31 March 2026
            Status: On track

            1.2 Train ten more people for the tax calls.
            Lead: Revenues Manager
            Target date: Autumn 2025
            Status: Not started
            """),
        kind="plan",
    )
    assert [(a.action, leads_of(a), a.due_start, a.status) for a in made] == [
        ("Renew the telephones of the contact centre", ["Customer Services Manager"], "2026-03-31", "green"),
        ("Train ten more people for the tax calls", ["Revenues Manager"], "2025-09-01", "not-started"),
    ]


def test_one_such_line_is_no_list() -> None:
    assert actions(typed("1.1 Lag the town hall roof – Estates Manager – March 2026"), kind="plan") == []


def test_a_list_without_leads_is_none() -> None:
    assert actions(typed("• Open Tuesday – 4 May\n• Closed for repairs – 6 May"), kind="plan") == []


def test_named_in_brackets() -> None:
    made = actions(
        typed("""
            1.1 Fence both banks of the river above the weir (Lead: Rivers Officer; by March 2026)
            1.2 Stop spraying the verges (Lead: Grounds Manager; from May 2025)
            """),
        kind="plan",
    )
    assert [(a.action, leads_of(a), a.due_end) for a in made] == [
        ("Fence both banks of the river above the weir", ["Rivers Officer"], "2026-03-31"),
        ("Stop spraying the verges", ["Grounds Manager"], "2025-05-31"),
    ]


def test_a_name_beside_a_date_leads_though_nobody_else_names_it() -> None:
    made = actions(
        typed("• Paint the lamp posts green – Town Bellman – May 2025\n• Move the taxi rank north – Town Clerk – June 2025"), kind="plan"
    )
    assert [leads_of(a) for a in made] == [["Town Bellman"], ["Town Clerk"]]


def test_numbered_by_a_word() -> None:
    made = actions(
        typed("""
            Action 1: Split every plot that falls free
            Lead: Allotments Officer
            Timescale: December 2025

            Action 2: Lay pipes to the dry sites
            Lead: Property Manager
            Timescale: March 2027
            """),
        kind="plan",
    )
    assert [(a.reference, a.action, leads_of(a), a.due_start) for a in made] == [
        ("1", "Split every plot that falls free", ["Allotments Officer"], "2025-12-01"),
        ("2", "Lay pipes to the dry sites", ["Property Manager"], "2027-03-01"),
    ]


def test_numbered_paragraphs_that_speak_of_nobody_are_no_list() -> None:
    assert actions(typed("Table 1: Spending by ward\nRecommendation 2: That it be noted (Cabinet, May 2025)"), kind="report") == []


def test_by_keys_with_dashes_below_actions_without_labels() -> None:
    made = actions(
        typed("""
            # Aim A: More trees

            A1 Plant four thousand street trees

            Lead – Trees Officer

            Partners – schools

            Timescale – by March 2028

            # Aim B: Better care

            B1 Survey all trees Lead – Highways Manager

            Timescale – Spring 2026
            """),
        kind="plan",
    )
    assert [(a.theme, a.reference, a.action, leads_of(a), a.due_start) for a in made] == [
        ("Aim A: More trees", "A1", "Plant four thousand street trees", ["Trees Officer"], "2028-03-01"),
        ("Aim B: Better care", "B1", "Survey all trees", ["Highways Manager"], "2026-03-01"),
    ]
