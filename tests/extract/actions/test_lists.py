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
