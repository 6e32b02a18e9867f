"""Action columns beside minutes, ruled."""

from __future__ import annotations

from pages import BOLD, ITALIC, Sheet
from plans import actions, draw, leads_of, person

XS = (40.0, 100.0, 440.0, 550.0)
PEOPLE = (person("Ann Field"), person("Bo Marsh"), person("Dee Hart", "officer", "Clerk"))


def minutes(text: str, mark: str, reference: str = "12/25", heading: tuple[str, str, str] = ("Item", "Minute", "Action")) -> Sheet:
    sheet = Sheet()
    draw(sheet, (heading, (reference, text, mark)), XS, 100, height=150)
    return sheet


def test_initials_stand_for_the_sentence_beside_them() -> None:
    sheet = minutes(
        "The pond is low. Three ducks were seen on\nit and it is green.\n\nThe bench is broken. AF will ask the joiner for\na price.",
        "\n\n\nAF",
    )
    (action,) = actions(sheet, kind="minutes", people=PEOPLE)
    assert (action.origin, action.reference) == ("minute", "12/25")
    assert action.action == "AF will ask the joiner for a price."
    assert (action.leads_text, leads_of(action)) == ("AF", ["Ann Field"])
    assert action.source.quote in "The bench is broken. AF will ask the joiner for a price."


def test_two_marks_in_one_cell_are_two_actions() -> None:
    sheet = minutes("a. Benches. AF will ask the joiner for a price.\n\n\nb. Signs. The Clerk is to order two new signs.", "AF\n\n\nClerk")
    first, second = actions(sheet, kind="minutes", people=PEOPLE)
    assert (first.leads_text, second.leads_text) == ("AF", "Clerk")
    assert first.action == "AF will ask the joiner for a price."
    assert second.action == "The Clerk is to order two new signs."


def test_tasks_with_names_and_dates_in_the_column() -> None:
    sheet = minutes("The fees were raised. The tap drips.", "")
    for top, text, font in (
        (133, "Write to all traders.", "ABCDEF+Arial"),
        (147, "Clerk", BOLD),
        (161, "5 July 2025", ITALIC),
        (175, "Mend the tap.", "ABCDEF+Arial"),
        (189, "Cllr Bo Marsh", BOLD),
    ):
        sheet.write(text, 444, top, size=9, font=font)
    first, second = actions(sheet, kind="minutes", people=PEOPLE)
    assert (first.action, leads_of(first), first.due_start) == ("Write to all traders.", ["Clerk"], "2025-07-05")
    assert (second.action, leads_of(second), second.due_text) == ("Mend the tap.", ["Bo Marsh"], None)


def test_a_task_that_names_its_own_lead() -> None:
    (action,) = actions(minutes("The minutes were agreed.", "Clerk to place\non website"), kind="minutes", people=PEOPLE)
    assert (action.action, leads_of(action)) == ("Clerk to place on website", ["Clerk"])


def test_marks_on_both_sides_of_a_page_s_end_are_two() -> None:
    heads, sides = ("Item", "Minute", "Action"), (100, 124, 200)
    first, second = Sheet(), Sheet(2)
    first.table(XS, sides, (heads, ("4.", "a) AF will ask for two new\nsigns for the green.", "\nAF")))
    second.table(XS, (60, 140), (("", "b) Bo Marsh will mend the\ngate in Mill Lane.", "\nBM"),))
    found = actions(first, second, kind="minutes", people=PEOPLE)
    assert [(a.action, a.leads_text) for a in found] == [
        ("AF will ask for two new signs for the green.", "AF"),
        ("Bo Marsh will mend the gate in Mill Lane.", "BM"),
    ]


def test_a_mark_has_the_number_that_it_stands_under() -> None:
    text = "Works\n\nThe pond is low.\n\nAF will ask for a pump.\n\nSigns\n\nBM will order two new signs."
    sheet = minutes(text, "\n\n\n\nAF\n\n\n\nBM", "4.\n\n4.1\n\n\n\n4.2")
    assert [(a.reference, a.leads_text) for a in actions(sheet, kind="minutes", people=PEOPLE)] == [("4.1", "AF"), ("4.2", "BM")]


def test_nothing_to_do() -> None:
    assert actions(minutes("No interests were declared.", "None"), kind="minutes", people=PEOPLE) == []


def test_a_table_of_minutes_without_headings() -> None:
    sheet = Sheet()
    sheet.table(
        (40.0, 100.0, 180.0, 440.0, 550.0),
        [100, 200, 300],
        [
            ("12/25", "Pond", "The pump has failed. The Clerk will\nobtain two quotations.", "Clerk"),
            ("13/25", "Gate", "It squeaks.", "None"),
        ],
    )
    (action,) = actions(sheet, kind="minutes", people=PEOPLE)
    assert (action.reference, action.action) == ("12/25", "The Clerk will obtain two quotations.")


def test_headings_of_the_first_page_hold_on_the_next() -> None:
    first = minutes("The pond is low.", "")
    second = Sheet(2)
    second.write("The committee rose for ten minutes.", 60, 60)
    second.table(XS, [100, 250], [("13/25", "AF will ask the joiner for a price.", "AF")])
    (action,) = actions(first, second, kind="minutes", people=PEOPLE)
    assert (action.source.page, action.reference, action.leads_text) == (2, "13/25", "AF")


def test_tasks_one_below_the_other_are_one_each() -> None:
    sheet = minutes(
        "Some boats have not been paid for.\nOne has a tree in it.", "Clerk to write to\nthe owners\nAnn Field to take\nphotographs"
    )
    made = actions(sheet, kind="minutes", people=PEOPLE)
    assert [(a.action, leads_of(a)) for a in made] == [
        ("Clerk to write to the owners", ["Clerk"]),
        ("Ann Field to take photographs", ["Ann Field"]),
    ]


def test_a_member_who_is_to_do_something_is_a_task() -> None:
    sheet = minutes("The lock sticks.", "Cllr Marsh to mend\nthe lock")
    assert [a.action for a in actions(sheet, kind="minutes", people=PEOPLE)] == ["Cllr Marsh to mend the lock"]


def test_a_column_that_only_says_by_whom() -> None:
    sheet = Sheet()
    text = (
        "The savings were gone through. Some are sure and others are only\nhoped for. A list of all of them will be brought to the next\n"
        "meeting. The survey showed that the staff were on the whole content\nwith where and how they work."
    )
    draw(sheet, (("Minute", "Action by"), (text, "Bo Marsh /\nAnn Field")), (40.0, 440.0, 550.0), 100, height=150)
    (action,) = actions(sheet, kind="minutes", people=PEOPLE)
    assert action.action == "A list of all of them will be brought to the next meeting."
    assert leads_of(action) == ["Bo Marsh", "Ann Field"]


def test_the_same_name_twice_beside_one_text_means_two_sentences() -> None:
    text = "Vacancies. The Clerk is to advertise them.\nBo was appointed again. The county is to\nbe told of the appointment."
    made = actions(minutes(text, "Clerk\n\nClerk"), kind="minutes", people=PEOPLE)
    assert len({action.action for action in made}) == 2


def test_a_mark_between_a_paragraph_and_a_heading_means_the_paragraph() -> None:
    text = "The staff will hand out the books in July\nto each child who asks.\n\n3. Finance Update\n\nMoney is short."
    (action,) = actions(minutes(text, "\n\nALL"), kind="minutes", people=PEOPLE)
    assert action.action.startswith("The staff will hand out")
