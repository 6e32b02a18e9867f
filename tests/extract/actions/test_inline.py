"""Marks in running minutes."""

from __future__ import annotations

import pytest
from pages import typed
from plans import actions, leads_of, person

PEOPLE = (person("Ann Field"), person("Bo Marsh"), person("Dee Hart", "officer", "Clerk"))

CASES: list[tuple[str, str, list[str], str | None, str]] = [
    (
        "The pump has failed again. The Clerk was asked to obtain two quotations. ACTION: Clerk",
        "The Clerk was asked to obtain two quotations.",
        ["Clerk"],
        None,
        "a name behind the mark stands for the sentence before it",
    ),
    (
        "Three benches are worn. AF would ask the joiner by 30 April 2025.\nAction: AF",
        "AF would ask the joiner by 30 April 2025.",
        ["Ann Field"],
        "2025-04-30",
        "a line of its own, and the date in the sentence",
    ),
    ("ACTION : BM to cut the hedge", "BM to cut the hedge", ["Bo Marsh"], None, "the task behind the mark"),
    ("Action – Clerk: order new signs", "order new signs", ["Clerk"], None, "the lead before a colon"),
    ("Action: order new signs (Clerk)", "order new signs", ["Clerk"], None, "the lead in brackets"),
    ("ACTION BM to cut the hedge", "BM to cut the hedge", ["Bo Marsh"], None, "no sign behind the mark"),
    ("The hedge is long. [Action: BM to cut it]", "BM to cut it", ["Bo Marsh"], None, "in square brackets"),
    ("It was agreed to order new signs (Action – Clerk).", "It was agreed to order new signs", ["Clerk"], None, "in round brackets"),
    ("- Agreed action: Bulbs will be planted by all.", "Bulbs will be planted by all.", [], None, "behind a dash, as agreed"),
    ("ACTION POINT 3: Dee Hart to chase the builder.", "Dee Hart to chase the builder.", ["Dee Hart, Clerk"], None, "numbered"),
    ("Action: Members to read the plan.", "Members to read the plan.", ["Members"], None, "a group"),
    ("Action: County Cllr Bo Marsh to ask.", "County Cllr Bo Marsh to ask.", ["Bo Marsh"], None, "a member of another council"),
    ("Action: Bulbs to be planted in May.", "Bulbs to be planted in May.", [], None, "nobody named"),
    ("Action: Members to be told of the plan.", "Members to be told of the plan.", [], None, "done to somebody"),
    ("Action: Bulbs to be planted by the Clerk.", "Bulbs to be planted by the Clerk.", ["Clerk"], None, "the doer behind `by`"),
    ("ACTION (BM): Cut the hedge", "Cut the hedge", ["Bo Marsh"], None, "the lead inside the mark"),
    ("ACTION (AF/BM): Cut the hedge", "Cut the hedge", ["Ann Field", "Bo Marsh"], None, "two leads inside the mark"),
    ("AP4: Dee Hart to chase the builder", "Dee Hart to chase the builder", ["Dee Hart, Clerk"], None, "a short mark with its number"),
    ("Action |: BM to cut the hedge", "BM to cut the hedge", ["Bo Marsh"], None, "a stray bar before the colon"),
    ("The hedge is long. BM will cut it. **Action BM**", "BM will cut it.", ["Bo Marsh"], None, "signs of bold type left standing"),
    ("The sign must be moved.\n**Action:** Cllr Marsh", "The sign must be moved.", ["Bo Marsh"], None, "the same in a line of its own"),
]


@pytest.mark.parametrize(("text", "action", "leads", "due", "case"), CASES, ids=[case[4] for case in CASES])
def test_marks(text: str, action: str, leads: list[str], due: str | None, case: str) -> None:
    (made,) = actions(typed(text), kind="minutes", people=PEOPLE)
    assert (made.action, leads_of(made), made.due_start, made.origin) == (action, leads, due, "minute"), case


NO_MARKS = [
    ("Action: None", "nothing to do"),
    ("The action plan was discussed.", "a word in a sentence"),
    ("Recommended Action: approve the minutes.", "a heading of an agenda"),
    ("ACTION LIST SUMMARY", "the title of a table"),
]


@pytest.mark.parametrize(("text", "case"), NO_MARKS, ids=[case for _, case in NO_MARKS])
def test_no_marks(text: str, case: str) -> None:
    assert actions(typed(text), kind="minutes", people=PEOPLE) == [], case


def test_the_minute_s_number_is_the_reference() -> None:
    (action,) = actions(typed("12/25\tPond\n\nThe pond is low.\nACTION: BM to fill it"), kind="minutes", people=PEOPLE)
    assert action.reference == "12/25"


def test_a_list_of_actions_at_the_end() -> None:
    made = actions(typed("*ACTIONS\n• Clerk to write to the school - 4 April 2025\n• AF to buy some paint"), kind="minutes", people=PEOPLE)
    assert [(a.action, leads_of(a), a.due_start) for a in made] == [
        ("Clerk to write to the school", ["Clerk"], "2025-04-04"),
        ("AF to buy some paint", ["Ann Field"], None),
    ]


def test_a_numbered_heading_is_no_part_of_what_comes_before_or_after_it() -> None:
    text = "The minutes were signed.\n25/103 Remembrance\nThe service is on the 9th. The road must be closed.\nACTION: AF"
    (action,) = actions(typed(text), kind="minutes", people=PEOPLE)
    assert "25/103" not in (action.action or "")


def test_a_list_under_the_names_of_those_who_do_it() -> None:
    sheet = typed("Action list\n\nClerk\n• Order new pads\n• Send the report off\n\nCllr Marsh\n• Meet the stonemason on site")
    made = actions(sheet, kind="minutes", people=PEOPLE)
    assert [(action.action, leads_of(action)) for action in made] == [
        ("Order new pads", ["Clerk"]),
        ("Send the report off", ["Clerk"]),
        ("Meet the stonemason on site", ["Bo Marsh"]),
    ]
