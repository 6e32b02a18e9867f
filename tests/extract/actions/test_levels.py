"""Which paragraph each mark of a margin stands beside."""

from __future__ import annotations

from pages import BOLD, Sheet
from plans import actions, leads_of, person

SLIPPED = [
    (120.0, "• Trees These have been planted."),
    (134.0, "• Lane KC to ask whether the lane has been adopted."),
    (170.0, "• Gate RB to ask."),
]
PEOPLE = (person("Rob Boyle"), person("Paula Wheeler"), person("Kay Combe"), person("Ian Lowe"))


def minutes(bullets: list[tuple[float, str]], marks: list[tuple[float, str]]) -> Sheet:
    """A sheet of minutes: bullets at their heights, and the marks of the margin at theirs."""
    sheet = Sheet()
    sheet.write("ITEMS", 60, 90, font=BOLD)
    sheet.write("Action", 500, 90, font=BOLD)
    for top, text in bullets:
        sheet.write(text, 60 if text.startswith("• ") else 71, top)
    for top, text in marks:
        sheet.write(text, 500, top, font=BOLD)
    return sheet


def test_marks_half_a_line_low_stand_for_one_paragraph_each() -> None:
    bullets = [
        (120, "• Lamps There is no news of the lamps."),
        (134, "• Trees It is hoped to have them planted in October."),
        (151, "• Sign To be talked about by the history society of the"),
        (165, "village."),
        (181, "• Website This is still being made by somebody in town."),
        (198, "• Boards A price is awaited from the joiner in the yard."),
    ]
    made = actions(minutes(bullets, [(143, "RB"), (158, "IL"), (188, "PWh"), (204, "KC")]), kind="minutes", people=PEOPLE)
    assert [(action.action.split()[0], leads_of(action)) for action in made] == [
        ("Trees", ["Rob Boyle"]),
        ("Sign", ["Ian Lowe"]),
        ("Website", ["Paula Wheeler"]),
        ("Boards", ["Kay Combe"]),
    ]


def test_a_mark_a_line_high_stands_for_the_paragraph_that_names_whom_it_means() -> None:
    made = actions(minutes(SLIPPED, [(120, "KC"), (170, "RB")]), kind="minutes", people=PEOPLE)
    assert [action.action for action in made] == ["Lane KC to ask whether the lane has been adopted.", "Gate RB to ask."]


def test_a_paragraph_with_a_mark_of_its_own_keeps_it() -> None:
    made = actions(minutes(SLIPPED, [(120, "KC"), (134, "KC"), (170, "RB")]), kind="minutes", people=PEOPLE)
    assert [action.action.split()[0] for action in made] == ["Trees", "Lane", "Gate"]
