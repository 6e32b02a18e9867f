"""Initials in the right margin of minutes, without any rule."""

from __future__ import annotations

from pages import BOLD, Sheet
from plans import actions, leads_of, person

PEOPLE = (person("Rob Boyle"), person("Paula Wheeler"), person("Kay Combe"), person("Ian Lowe"))


def margin(*lines: tuple[str, str], heading: bool = True) -> Sheet:
    """A sheet of minutes: each line with the mark that stands in its margin; a line that starts with `*` is a bullet."""
    sheet = Sheet()
    top = 90.0
    sheet.write("ITEMS", 60, top, font=BOLD)
    if heading:
        sheet.write("Action", 500, top, font=BOLD)
    for text, mark in lines:
        top += 14
        bullet = text.startswith("* ")
        sheet.write("• " + text[2:] if bullet else text, 60 if bullet else 71, top)
        if mark:
            sheet.write(mark, 500, top, font=BOLD)
    return sheet


def test_a_mark_stands_for_the_sentence_beside_it() -> None:
    sheet = margin(
        ("* Lamps There is no news. A notice had come about a meeting on lamps", "PWh"),
        ("in Dale. PWh agreed to attend this meeting. It was noted that the", ""),
        ("lamps are old and that two of them have been broken since the spring.", ""),
        ("* Trees. KC will report on the price of trees at a later meeting.", "KC"),
    )
    first, second = actions(sheet, kind="minutes", people=PEOPLE)
    assert (first.action, first.leads_text, leads_of(first)) == ("PWh agreed to attend this meeting.", "PWh", ["Paula Wheeler"])
    assert second.action == "KC will report on the price of trees at a later meeting."


def test_the_mark_is_no_word_of_the_sentence() -> None:
    sheet = margin(("* There had been no answer from the estate about the painting of", "IL"), ("the railings by the mill.", ""))
    (action,) = actions(sheet, kind="minutes", people=PEOPLE)
    assert action.action == "There had been no answer from the estate about the painting of the railings by the mill."


def test_a_sentence_that_runs_over_the_page() -> None:
    first = margin(("* RB agreed to approach the housing body to ask", ""))
    second = Sheet(2)
    second.write("if they might lend a power point for the lamps.", 71, 60)
    second.write("RB", 500, 60, font=BOLD)
    (action,) = actions(first, second, kind="minutes", people=PEOPLE)
    assert action.action == "RB agreed to approach the housing body to ask if they might lend a power point for the lamps."
    assert (action.source.page, action.source.page_end) == (1, 2)


def test_a_margin_without_its_heading() -> None:
    lines = [(f"* KC will ask for a price for the {thing} of the hall.", "KC") for thing in ("roof", "door", "stove")]
    assert len(actions(margin(*lines, heading=False), kind="minutes", people=PEOPLE)) == 3


def test_words_at_the_right_edge_are_no_margin() -> None:
    sheet = margin(("* The minutes were proposed by KC and seconded by somebody else", ""), ("called RB.", ""), heading=False)
    assert actions(sheet, kind="minutes", people=PEOPLE) == []


def test_lines_above_the_first_mark_may_run_over_the_whole_width() -> None:
    sheet = Sheet()
    sheet.write("Minutes of the meeting that was held in the school hall on a Tuesday with all of those who are named below", 60, 60)
    for place, (text, mark) in enumerate(
        (("The lane is used by lorries. RB to write.", "RB"), ("KC to mend the tap.", "KC"), ("IL to ask.", "IL"))
    ):
        sheet.write(text, 60, 120 + 30 * place)
        sheet.write(mark, 500, 120 + 30 * place, font=BOLD)
    made = actions(sheet, kind="minutes", people=PEOPLE)
    assert [a.leads_text for a in made] == ["RB", "KC", "IL"]


def test_initials_behind_those_present_are_no_margin() -> None:
    sheet = margin(
        *[(f"* KC will ask for a price for the {thing} of the hall.", "KC") for thing in ("roof", "door", "stove")], heading=False
    )
    for place, (name, initials) in enumerate((("Rob Boyle", "RB"), ("Paula Wheeler", "PWh"), ("Ian Lowe", "IL"))):
        sheet.write(name, 300, 30 + 14 * place)
        sheet.write(initials, 450, 30 + 14 * place, font=BOLD)
    assert [action.leads_text for action in actions(sheet, kind="minutes", people=PEOPLE)] == ["KC", "KC", "KC"]


def test_marks_beside_lines_that_follow_each_other_lead_what_both_say() -> None:
    sheet = margin(("* It was decided to buy lamps for the tree. Some money from the", "RB"), ("fund is to be used.", "KC"))
    (action,) = actions(sheet, kind="minutes", people=PEOPLE)
    assert leads_of(action) == ["Rob Boyle", "Kay Combe"]


def test_marks_one_below_the_other_beside_one_line_are_one() -> None:
    sheet = margin(("* The butt leaks. RB and KC to mend it.", "RB"), ("", "KC"))
    (action,) = actions(sheet, kind="minutes", people=PEOPLE)
    assert leads_of(action) == ["Rob Boyle", "Kay Combe"]


def test_a_mark_in_brackets_below_another_belongs_to_it() -> None:
    sheet = margin(("* The butt leaks. It was resolved to have it mended by", "RB"), ("the joiner before the winter.", "(KC)"))
    (action,) = actions(sheet, kind="minutes", people=PEOPLE)
    assert leads_of(action) == ["Rob Boyle", "Kay Combe"]


def test_names_joined_by_a_sign_between_the_lines_lead_what_all_of_them_say() -> None:
    sheet = margin(
        ("* A walk for everybody who lives here was held in place of the feast,", ""),
        ("as in the year before. The choir will help with the next one. The school", "RB"),
        ("wishes it well. It was resolved that the council would ask the others", "&"),
        ("and let them all know.", "KC"),
        ("* The bridge is wet after rain.", "IL &"),
        ("It was resolved to look at the drain below it.", "PWh"),
    )
    first, second = actions(sheet, kind="minutes", people=PEOPLE)
    assert (first.leads_text, leads_of(first)) == ("RB & KC", ["Rob Boyle", "Kay Combe"])
    assert (first.action or "").endswith("It was resolved that the council would ask the others and let them all know.")
    assert leads_of(second) == ["Ian Lowe", "Paula Wheeler"]


def test_marks_below_each_other_beside_one_paragraph_that_says_of_none_what_they_do() -> None:
    sheet = margin(
        ("* Website: the outline of it stands and its words now have to be settled", ""),
        ("by those who will use it. Other societies would like to take part and a", "RB"),
        ("meeting is planned. A drawing of the mill was offered.", "KC"),
    )
    (action,) = actions(sheet, kind="minutes", people=PEOPLE)
    assert leads_of(action) == ["Rob Boyle", "Kay Combe"]


def test_marks_below_each_other_whose_own_sentences_say_what_they_do() -> None:
    sheet = margin(
        ("* The gate is to be hung before the spring, as was said at the meeting.", ""),
        ("RB will ask the smith for a price of the hinges and the latch of it.", "RB"),
        ("KC will order the paint.", "KC"),
        ("* The ditch, which was cleared in the spring, has filled up with leaves.", ""),
        ("The rota for it is to be looked at again before the first of the frosts.", "IL"),
        ("It was resolved to pay the digger.", "PWh"),
    )
    assert [leads_of(action) for action in actions(sheet, kind="minutes", people=PEOPLE)] == [
        ["Rob Boyle"],
        ["Kay Combe"],
        ["Ian Lowe"],
        ["Paula Wheeler"],
    ]
