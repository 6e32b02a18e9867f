"""Actions listed under lines that say how far each is."""

from __future__ import annotations

from pages import typed
from plans import actions, table

LIST = """
*Mitigating actions

These fell due by June.

*R1: Floods

Partially complete

*Raise the bank at the mill

Half of it has been raised.

Complete

*New gauge at the ford

It has worked since May 2024.

*R2: Frost

Action outstanding

Salt is to be stored at each school by 30 November 2025.
"""


def test_actions_under_their_states() -> None:
    made = actions(typed(LIST), kind="report")
    assert [(a.theme, a.action, a.status_text, a.status, a.progress) for a in made] == [
        ("R1: Floods", "Raise the bank at the mill", "Partially complete", "in-progress", "Half of it has been raised."),
        ("R1: Floods", "New gauge at the ford", "Complete", "complete", "It has worked since May 2024."),
        ("R2: Frost", "Salt is to be stored at each school by 30 November 2025.", "Action outstanding", None, None),
    ]
    assert [a.due_start for a in made] == [None, None, "2025-11-30"]


def test_states_without_a_heading_that_speaks_of_actions_are_none() -> None:
    assert actions(typed(LIST.replace("Mitigating actions", "What we measure")), kind="report") == []


def test_two_such_lines_are_no_list() -> None:
    assert actions(typed(LIST.replace("Partially complete", "Half and half")), kind="report") == []


def test_colours_of_measures_are_no_states_of_actions() -> None:
    text = "*Measures and actions\n\n" + "\n\n".join(f"Green\n\n*Share of roads mended in year {n}\n\nIt rose." for n in range(4))
    assert actions(typed(text), kind="report") == []


def test_a_column_of_states_is_read_with_its_table() -> None:
    rows = [(f"Mend wall {n}", "Clerk", "Complete\n\nSeen by the auditor.") for n in range(4)]
    assert len(actions(table(("Action", "Lead", "Status"), *rows, title="Actions of the year"), kind="plan_update")) == 4
