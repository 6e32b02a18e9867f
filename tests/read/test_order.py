"""The order in which a person reads a page: columns, margin labels, tables."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from pages import BOLD, PLAIN, Sheet, read_sheets

LEFT_TEXT = [
    "The library in Mill Lane will close",
    "for repairs on the first of May and",
    "will open again when the roof is in",
    "good order, by the end of the year.",
]
RIGHT_TEXT = [
    "Grit bins are filled in the autumn.",
    "Ask the depot when yours is empty,",
    "or tell us on the council's website",
    "and we shall come within the week.",
]


def text_of(*columns: tuple[float, Sequence[str], str]) -> list[str]:
    """The lines of a page on which these columns (left edge, lines, font) stand side by side."""
    sheet = Sheet()
    for x, texts, font in columns:
        sheet.lines(texts, x, font=font)
    return read_sheets(sheet)[0].text.split("\n")


def test_two_columns_are_read_one_after_the_other() -> None:
    assert text_of((72, LEFT_TEXT, PLAIN), (310, RIGHT_TEXT, PLAIN)) == [*LEFT_TEXT, *RIGHT_TEXT]


def test_columns_out_of_step_are_read_one_after_the_other() -> None:
    sheet = Sheet()
    sheet.lines(LEFT_TEXT, 72, 100)
    sheet.lines(RIGHT_TEXT, 310, 107)
    assert read_sheets(sheet)[0].text.split("\n") == [*LEFT_TEXT, *RIGHT_TEXT]


def test_a_heading_over_two_columns_comes_first_and_a_line_below_them_last() -> None:
    sheet = Sheet()
    sheet.write("News from the Council for the people of Ashby and of all its villages", top=80)
    sheet.lines(LEFT_TEXT, 72, 110)
    sheet.lines(RIGHT_TEXT, 310, 110)
    sheet.write("The next letter comes in the autumn, with the dates of all our meetings", top=190)
    text = read_sheets(sheet)[0].text.split("\n")
    assert text[1:-1] == [*LEFT_TEXT, *RIGHT_TEXT]
    assert (text[0][:4], text[-1][:8]) == ("News", "The next")


def test_three_columns() -> None:
    texts = [[f"{word} bins are for the" + " lane", f"{word} lanes and for a road", f"{word} roads at the corner"] for word in "ABC"]
    placed = [(40 + 180 * place, lines, PLAIN) for place, lines in enumerate(texts)]
    assert text_of(*placed) == [line for lines in texts for line in lines]


LABELS, VALUES = ["Date of the meeting", "Subject of the report", "Wards affected by it"], ["Tuesday 4 June 2024, in the Guildhall"] * 3


@pytest.mark.parametrize(
    ("labels", "font"),
    [
        ([f"{label}:" for label in LABELS], PLAIN),  # a front sheet: labels with colons
        (LABELS, BOLD),  # or in bold type
    ],
)
def test_labels_stay_in_front_of_their_values(labels: list[str], font: str) -> None:
    printed = text_of((72, labels, font), (240, VALUES, PLAIN))
    assert printed == [f"{label} {value}" for label, value in zip(labels, VALUES, strict=True)]


def test_what_ends_with_a_dash_stays_in_front_of_what_stands_behind_it() -> None:
    left = ["Standing orders of the council -", "Code of conduct of members -", "Register of all our assets -"]
    right = ["Resolved to sign it today", "Resolved to sign it today", "Resolved to put it off"]
    assert text_of((72, left, PLAIN), (310, right, PLAIN)) == [f"{a} {b}" for a, b in zip(left, right, strict=True)]


def test_numbers_stay_in_front_of_short_titles() -> None:
    numbers, titles = ["1.", "1.1", "1.2", "2."], ["Matters", "Gates", "Roofs", "Leases"]
    assert text_of((72, numbers, PLAIN), (108, titles, PLAIN)) == [f"{n} {title}" for n, title in zip(numbers, titles, strict=True)]


def test_references_stay_in_front_of_titles_as_narrow_as_they() -> None:
    numbers, titles = ["WK 27/2024", "WK 28/2024", "WK 29/2024", "WK 30/2024"], ["Finance", "Personnel", "Depots", "Leases"]
    assert text_of((72, numbers, PLAIN), (150, titles, PLAIN)) == [f"{n} {title}" for n, title in zip(numbers, titles, strict=True)]


def test_labels_of_longer_texts_stay_in_front_of_them() -> None:
    sheet = Sheet()
    for place, label in enumerate(LABELS):
        sheet.write(label, 72, 120 + 28 * place)
        sheet.lines(["The gate in Mill Lane is to be painted,", "and the roof of the depot to be mended."], 240, 120 + 28 * place)
    assert [line[:8] for line in read_sheets(sheet)[0].text.split("\n")] == [
        "Date of ", "and the ", "Subject ", "and the ", "Wards af", "and the "
    ]  # fmt: skip


def test_as_many_plain_lines_on_the_left_are_a_column() -> None:
    assert text_of((72, LABELS, PLAIN), (240, VALUES, PLAIN)) == [*LABELS, *VALUES]


def test_numbers_in_the_margin_stay_in_front_of_their_paragraphs() -> None:
    sheet = Sheet()
    sheet.lines(LEFT_TEXT, 120, 100)
    sheet.lines(RIGHT_TEXT, 120, 170)
    sheet.write("24/017", 72, 100)
    sheet.write("24/018", 72, 170)
    text = read_sheets(sheet)[0].text.split("\n")
    assert text == [f"24/017 {LEFT_TEXT[0]}", *LEFT_TEXT[1:], f"24/018 {RIGHT_TEXT[0]}", *RIGHT_TEXT[1:]]


def test_an_action_column_beside_minutes_stays_with_its_line() -> None:
    """`Action` columns hold initials here and there: they are too few to be a column of text."""
    sheet = Sheet()
    sheet.lines(LEFT_TEXT, 72, 100)
    sheet.write("JB", 480, 100 + 14 * 3)
    assert read_sheets(sheet)[0].text.split("\n")[-1] == f"{LEFT_TEXT[3]} JB"


def test_a_narrow_space_is_no_gutter() -> None:
    left = [line.ljust(36, ".") for line in LEFT_TEXT]
    placed = [(72, left, PLAIN), (72 + 36 * 5.5 + 8, RIGHT_TEXT, PLAIN)]
    assert text_of(*placed) == [f"{a} {b}" for a, b in zip(left, RIGHT_TEXT, strict=True)]


def test_a_table_stands_where_its_top_is() -> None:
    sheet = Sheet()
    sheet.write("Actions", top=90)
    sheet.table((72, 172, 272), (110, 140), [("Gate", "Paint")])
    sheet.write("The meeting closed", top=160)
    assert read_sheets(sheet)[0].text.split("\n") == ["Actions", "Gate", "Paint", "The meeting closed"]


def test_words_left_of_a_table_come_before_it() -> None:
    sheet = Sheet()
    sheet.table((200, 300, 400), (110, 140), [("Gate", "Paint")])
    sheet.write("Action 7", 72, 120)
    assert read_sheets(sheet)[0].text.split("\n") == ["Action 7", "Gate", "Paint"]


def test_a_line_that_a_table_interrupts_is_cut() -> None:
    """A table in the middle of the page with a word on either side at one height."""
    sheet = Sheet()
    sheet.table((200, 300, 400), (100, 160), [("Gate", "Paint")])
    sheet.write("before", 72, 120)
    sheet.write("after", 440, 120)
    assert read_sheets(sheet)[0].text.split("\n") == ["before", "Gate", "Paint", "after"]


def test_a_table_may_be_a_column() -> None:
    sheet = Sheet()
    sheet.lines([line for line in LEFT_TEXT for _ in (0, 1)], 72, 100)
    sheet.table((310, 410, 510), (100, 130, 160, 190), [("Gate", "Paint"), ("Bins", "Fill"), ("Roof", "Mend")])
    text = read_sheets(sheet)[0].text.split("\n")
    assert text == [*(line for line in LEFT_TEXT for _ in (0, 1)), "Gate", "Paint", "Bins", "Fill", "Roof", "Mend"]


def test_a_list_in_two_columns_ends_at_the_heading_of_the_next() -> None:
    sheet = Sheet()
    sheet.lines(["Councillor Ann Ash", "Councillor Ben Birch", "Councillor Carol Cole"], 72, 120)
    sheet.lines(["Councillor Dan Dale", "Councillor Eve Elm", "Councillor Fay Firth"], 310, 120)
    sheet.write("Officers", 72, 162, font=BOLD)
    sheet.lines(["Gustavus Gorse", "Hallam Heath", "Ida Ivybridge"], 72, 176)
    sheet.lines(["Town Clerk and Solicitor", "Borough Surveyor of Roads", "Borough Treasurer"], 310, 176)
    text = read_sheets(sheet)[0].text.split("\n")
    assert (
        text.index("Councillor Fay Firth")
        < text.index("Officers")
        < next(place for place, line in enumerate(text) if line.startswith("Gustavus"))
    )


def test_a_list_in_two_columns_ends_at_the_white_space_below_it() -> None:
    sheet = Sheet()
    sheet.lines(["Councillor Ann Ash", "Councillor Ben Birch", "Councillor Carol Cole"], 72, 120)
    sheet.lines(["Councillor Dan Dale", "Councillor Eve Elm", "Councillor Fay Firth"], 310, 120)
    sheet.lines(["Police report", "No crimes were reported.", "Open forum", "No items"], 72, 190)
    text = read_sheets(sheet)[0].text.split("\n")
    assert text.index("Councillor Fay Firth") < text.index("Police report")


def test_labels_of_a_few_words_stay_in_front_of_longer_values() -> None:
    labels = ["Whole of meeting", "Item 6", "External auditor"]
    values = [
        "Ann Ash, Director of Finance; Ben Birch, Auditor",
        "Carol Cole, Head of Roads and of Parks",
        "Dan Dale (Hallam and Partners of Ashby)",
    ]
    assert text_of((72, labels, PLAIN), (240, values, PLAIN)) == [f"{label} {value}" for label, value in zip(labels, values, strict=True)]
