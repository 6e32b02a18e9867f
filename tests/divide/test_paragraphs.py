"""Paragraphs: lines joined over line ends and page ends, with their labels."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from pages import BOLD, ITALIC, PLAIN, Sheet, paragraphs_of, read_sheets, typed

from pipeline.divide.paragraphs import find_paragraphs
from pipeline.records import Paragraph

FULL = (
    "The Clerk reported that the gate in Mill Lane had been painted and that the next",
    "work would be the roof of the depot, for which three tenders had been asked for.",
    "The lowest of them was within the money set aside for it by the Finance Panel and",
)
"""Lines that fill their column."""


def seen(paragraphs: Sequence[Paragraph]) -> list[tuple[str | None, str]]:
    return [(paragraph.label, paragraph.words) for paragraph in paragraphs]


def texts(sheet: Sheet) -> list[str]:
    return [paragraph.text for paragraph in paragraphs_of(sheet)]


def test_full_lines_are_one_paragraph_and_a_short_one_ends_it() -> None:
    sheet = Sheet()
    sheet.lines([*FULL, "no other was near.", FULL[0], "paint was lead."])
    assert texts(sheet) == [" ".join([*FULL, "no other was near."]), f"{FULL[0]} paint was lead."]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("The clerk will hand a copy of the letter on the lease of the barn to the", "Harbour Trust for its files and report to us."),
        ("Present were Ann Ash (Chair, Mill Lane Allotments Association and Friends of", "Ashby Green), Ben Birch and Carol Cole."),
        (
            "Staff: Surveyor Ben Birch, Street Works Officer Carol Cole and Town Clerk Kim",
            "Turnstone, who took the minutes of the meeting.",
        ),
        ("A short line that stops where its word broke in", "two), as some do."),
    ],
)
def test_a_line_that_asks_for_more_goes_on_though_it_does_not_fill_the_column(above: str, below: str) -> None:
    widest = f"{above} and so on, on"
    assert texts(typed(f"{widest}\n{FULL[1]}\n\n{above}\n{below}"))[1:] == [f"{above} {below}"]


@pytest.mark.parametrize(
    "above", ["The statement of accounts for the year was signed by the chair and approved", "To pay for the turf of the pitch."]
)
def test_a_line_that_says_all_does_not_go_on(above: str) -> None:
    widest = f"{above} and so on, on"
    assert texts(typed(f"{widest}\n{FULL[1]}\n\n{above}\nIt was agreed to wait."))[1:] == [above, "It was agreed to wait."]


def test_white_space_parts_paragraphs() -> None:
    sheet = typed(f"{FULL[0]}\n{FULL[1]}\n\n{FULL[0]}\n{FULL[1]}")
    paragraphs = paragraphs_of(sheet)
    assert [paragraph.text for paragraph in paragraphs] == [f"{FULL[0]} {FULL[1]}"] * 2
    assert [paragraph.gap for paragraph in paragraphs] == [None, 17.0]


def test_lines_far_apart_of_many_lengths_are_paragraphs() -> None:
    printed = ["Date of the next meetings, on the last Thursday of each month", "26 October and 28 December", FULL[0], "Parking"]
    assert texts(typed("\n\n".join(printed))) == printed


def test_double_spaced_text_is_one_paragraph() -> None:
    assert texts(typed("\n\n".join([*FULL, "no other was near."]))) == [" ".join([*FULL, "no other was near."])]


def test_a_heading_stands_apart_from_its_text() -> None:
    sheet = typed(f"# Works Committee\n{FULL[0]}\n{FULL[1]}")
    heading, text = paragraphs_of(sheet)
    assert (heading.text, heading.size, heading.bold) == ("Works Committee", 14.0, True)
    assert (text.size, text.bold) == (11.0, False)


def test_a_bold_line_of_the_same_size_stands_apart() -> None:
    sheet = Sheet()
    sheet.write("Gate in Mill Lane", font=BOLD, top=100)
    sheet.lines(FULL[:2], top=114)
    assert texts(sheet) == ["Gate in Mill Lane", f"{FULL[0]} {FULL[1]}"]


def test_a_bold_line_that_fills_the_column_stands_apart_by_a_little_white_space() -> None:
    sheet = Sheet()
    sheet.write(FULL[0], font=BOLD, top=120)
    sheet.lines(FULL[:2], top=136.5)
    assert texts(sheet) == [FULL[0], f"{FULL[0]} {FULL[1]}"]


def test_a_bold_line_below_white_space_stands_apart_where_all_lines_do() -> None:
    sheet = Sheet()
    for place, (words, font) in enumerate([("Minutes of the meeting of 4 June", PLAIN), ("Board members", BOLD), ("Ann Ash", PLAIN)]):
        sheet.write(words, 72, 120 + 22 * place, font=font)
    assert [paragraph.text for paragraph in paragraphs_of(sheet)] == ["Minutes of the meeting of 4 June", "Board members", "Ann Ash"]


@pytest.mark.parametrize("label", ["Co-opted members:", "Attendance (in person):", "Scheme member representatives:"])
def test_a_field_opens_a_paragraph(label: str) -> None:
    first = "Minutes of the meeting of the Works Committee held on Tuesday 4 June 2024"
    sheet = Sheet()
    sheet.lines([first, f"{label} Ann Ash"], 72, 120)
    assert [paragraph.text for paragraph in paragraphs_of(sheet)] == [first, f"{label} Ann Ash"]


def test_a_name_with_a_figure_that_a_line_s_end_breaks_opens_no_paragraph() -> None:
    first = "RESOLVED that the Council adopts what was made for all of the Area"
    sheet = typed(f"3)\t{first}\n\tPlan 5: Greener Streets.")
    sheet.write("Phase 2: what comes then", 108, 162)
    assert texts(sheet) == [f"3) {first} Plan 5: Greener Streets.", "Phase 2: what comes then"]


def test_a_bold_line_below_a_sentence_s_end_stands_apart() -> None:
    sheet = Sheet()
    sheet.write(FULL[1], top=120)
    sheet.write("PART B", top=148, font=BOLD)
    sheet.write("Tenders", top=176)
    assert texts(sheet) == [FULL[1], "PART B", "Tenders"]


def test_a_paragraph_s_look_is_that_of_most_of_it() -> None:
    sheet = Sheet()
    x = sheet.write("NOTED", font=BOLD, colour="#003366")
    sheet.write(" " + FULL[0][:70], x, font=ITALIC)
    (paragraph,) = paragraphs_of(sheet)
    assert (paragraph.bold, paragraph.italic) == (False, True)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["1.\tApologies", "2.\tMinutes"], [("1.", "Apologies"), ("2.", "Minutes")]),
        (["•\tgrit bins", "•\tgates"], [("•", "grit bins"), ("•", "gates")]),
        (["24/017\tLease of the depot"], [("24/017", "Lease of the depot")]),
        (
            ["(a) the lease be renewed; and", "(b) the roof be mended."],
            [("(a)", "the lease be renewed; and"), ("(b)", "the roof be mended.")],
        ),
        (["Apologies", "Minutes"], [(None, "Apologies"), (None, "Minutes")]),
    ],
)
def test_labels_open_paragraphs(lines: list[str], expected: list[tuple[str | None, str]]) -> None:
    assert seen(paragraphs_of(typed("\n".join(lines)))) == expected


def test_a_hanging_paragraph_goes_on_at_its_body_s_edge() -> None:
    first = "The Clerk reported that the gate in Mill Lane had been painted and that"
    sheet = typed(f"4.\t{first}\n\tthe next work would be the roof of the depot.\n5.\tBudget")
    paragraph, _ = paragraphs_of(sheet)
    assert (paragraph.label, paragraph.words) == ("4.", f"{first} the next work would be the roof of the depot.")
    assert (paragraph.label_x0, paragraph.x0) == (72.0, 108.0)


def test_a_hanging_paragraph_may_hang_deeper_than_its_first_words() -> None:
    sheet = Sheet()
    first = "The Clerk reported that the gate in Mill Lane had been painted and that the"
    sheet.write(f"(a) {first}", 72, 120)
    second = "next work would be the roof of the depot, for which three tenders had come in"
    sheet.lines([second, "before the winter."], 108, 134)
    assert seen(paragraphs_of(sheet)) == [("(a)", f"{first} {second} before the winter.")]


@pytest.mark.parametrize(("last", "goes_on"), [("or Other", True), ("or others", False)])
def test_an_item_that_asks_for_more_goes_on_below_its_words(last: str, goes_on: bool) -> None:
    sheet = Sheet()
    sheet.write("2.", 72, 120)
    sheet.write(f"Declarations of Interests that have to be told {last}", 108, 120)
    sheet.write("Significant Interests in items", 108, 134)
    sheet.write("3.", 72, 162)
    sheet.write("Minutes of the meeting of the fourth of May, with all that was said (Pages 3 - 8)", 108, 162)
    assert len(paragraphs_of(sheet)) == (2 if goes_on else 3)


def test_initials_in_a_margin_make_the_lines_beside_them_no_shorter() -> None:
    sheet = Sheet()
    lines = ("It was agreed to ask the Ashby", "Society to help with the making of", "a board for the old mill, which was")
    for place, line in enumerate((*lines, "thought to be of use.")):
        sheet.write(line, 72, 100 + 13 * place)
        if place == 2:
            sheet.write("AB", 480, 100 + 13 * place)
    assert len(paragraphs_of(sheet)) == 1


def test_a_figure_that_a_line_s_end_pushed_to_the_edge_is_no_label() -> None:
    first = "The Clerk reported that the tenders for the roof had come to no more than"
    sheet = typed(f"4.\t{first}\n\t12.5 thousand pounds.")
    assert seen(paragraphs_of(sheet)) == [("4.", f"{first} 12.5 thousand pounds.")]


def test_a_label_alone_on_its_line_has_its_words_below() -> None:
    sheet = Sheet()
    sheet.write("24/017", 72, 100)
    sheet.lines(FULL[:2], 72, 114)
    paragraphs = paragraphs_of(sheet)
    assert [(paragraph.label, paragraph.words) for paragraph in paragraphs] == [("24/017", ""), (None, f"{FULL[0]} {FULL[1]}")]


def test_margin_words_stand_in_front_of_what_they_name() -> None:
    (paragraph,) = paragraphs_of(typed("Present:\tCouncillors Ash, Birch and Cole"))
    assert (paragraph.margin, paragraph.words) == ("Present:", "Councillors Ash, Birch and Cole")
    assert (paragraph.label_x0, paragraph.x0) == (72.0, 144.0)


def test_the_list_behind_margin_words_is_one_paragraph() -> None:
    first = "Councillors Ash, Birch, Cole, Dale, Elm, Firth, Gorse, Heath and Ivy"
    sheet = typed(f"Present:\t{first}\n\t\tand Mr Juniper, the Clerk")
    assert [(p.margin, p.words) for p in paragraphs_of(sheet)] == [("Present:", f"{first} and Mr Juniper, the Clerk")]


def test_one_space_makes_no_margin() -> None:
    (paragraph,) = paragraphs_of(typed("Present were Councillors Ash, Birch and Cole"))
    assert (paragraph.margin, paragraph.body) == (None, 0)


def test_behind_a_colon_a_smaller_space_makes_a_margin() -> None:
    sheet = Sheet()
    x = sheet.write("Venue:")
    sheet.write("the Guildhall", x + 9)
    assert [(p.margin, p.words) for p in paragraphs_of(sheet)] == [("Venue:", "the Guildhall")]


def test_a_centred_heading_of_two_lines_is_one() -> None:
    sheet = Sheet()
    for place, words in enumerate(("MINUTES OF THE MEETING OF THE WORKS COMMITTEE", "HELD ON 4 JUNE 2024")):
        sheet.write(words, 297.5 - len(words) * 2.75, 100 + 14 * place, font=BOLD)
    (paragraph,) = paragraphs_of(sheet)
    assert paragraph.text == "MINUTES OF THE MEETING OF THE WORKS COMMITTEE HELD ON 4 JUNE 2024"
    assert paragraph.centred


def test_text_across_the_page_is_not_centred() -> None:
    assert [paragraph.centred for paragraph in paragraphs_of(typed(FULL[0]))] == [False]


def test_cells_have_paragraphs_of_their_own() -> None:
    sheet = Sheet()
    sheet.write("Actions", top=80)
    sheet.table((72, 222, 322), (100, 160), [("Paint the gate in Mill Lane\nand the one at the depot", "• Clerk\n• Warden")])
    assert [(p.table, p.cell, p.label, p.words) for p in paragraphs_of(sheet)] == [
        (-1, -1, None, "Actions"),
        (0, 0, None, "Paint the gate in Mill Lane and the one at the depot"),
        (0, 1, "•", "Clerk"),
        (0, 1, "•", "Warden"),
    ]


def test_empty_cells_have_none() -> None:
    sheet = Sheet()
    sheet.table((72, 172, 272, 372), (100, 130), [("Gate", "", "May")])
    assert [(p.cell, p.text) for p in paragraphs_of(sheet)] == [(0, "Gate"), (2, "May")]


# --- over a page's end ------------------------------------------------------------------------------------------------

OPEN = FULL[2]
"""A line that ends in the middle of a sentence."""


@pytest.mark.parametrize(
    ("below", "joined"),
    [
        ("by the Council in March.", True),  # a small letter goes on with the sentence
        ("Council in March.", True),  # a capital too, where the line above is long
        ("1.\tApologies", False),  # a label opens another
        ("*by the Council in March.", False),  # another look
        ("# by the Council", False),
        ("(a) by the Council", False),
    ],
)
def test_a_page_s_end_may_cut_a_paragraph(below: str, joined: bool) -> None:
    paragraphs = paragraphs_of(typed(OPEN, 1), typed(below, 2))
    assert len(paragraphs) == (1 if joined else 2)
    if joined:
        assert paragraphs[0].text == f"{OPEN} {below}"
        assert [span.page for span in paragraphs[0].spans] == [1, 2]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (FULL[1], "by the Council in March."),  # the sentence has ended
        ("The roof", "by the Council in March."),  # too short to be cut
        ("The lowest of them was within the money set aside", "Council in March."),  # a capital below a line that is not full
    ],
)
def test_a_page_s_end_may_end_a_paragraph(above: str, below: str) -> None:
    assert len(paragraphs_of(typed(above, 1), typed(below, 2))) == 2


def test_a_table_at_a_page_s_end_is_not_joined() -> None:
    first, second = Sheet(1), Sheet(2)
    second.write("by the Council in March.", size=9)
    first.table((72, 172, 500), (700, 730), [("May", "The lowest of the tenders was within the money set aside for it")])
    assert [p.text for p in paragraphs_of(first, second)][-1] == "by the Council in March."


@pytest.mark.parametrize(
    ("opening", "joined"),
    [
        ("was taken by the Council.", True),
        ("Parks and ponds did well in this quarter, as three of their measures met what was asked for.", False),
    ],
)
def test_running_text_behind_a_table_is_no_rest_of_its_last_cell(opening: str, joined: bool) -> None:
    first, second = Sheet(1), Sheet(2)
    first.table(
        (72, 330, 500),
        (700, 740),
        [("The share of lanes in the parish that were swept within\nthe week, over the last 12 months of all", "Green")],
    )
    place = next(p.x0 for p in paragraphs_of(first) if p.text.startswith("The share"))
    second.write(opening, place, 60, size=9)
    assert (len(paragraphs_of(first, second)) == 2) == joined


@pytest.mark.parametrize(("edge", "joined"), [(132, True), (102, False)])
def test_a_cell_that_a_page_s_end_cuts_goes_on_in_the_cell_below_it(edge: int, joined: bool) -> None:
    first, second = Sheet(1), Sheet(2)
    first.table((72, 130, 500, 560), (700, 730), [("4.", "The lowest of the tenders was within the money set aside for it and", "AB")])
    second.table((72, edge - 2, 500, 560), (60, 90), [("", "was taken by the Council.", "")])
    text = "The lowest of the tenders was within the money set aside for it and"
    found = [p for p in paragraphs_of(first, second) if p.text.startswith("The lowest")]
    assert [p.text for p in found] == [f"{text} was taken by the Council." if joined else text]
    assert found[0].cell == 1


@pytest.mark.parametrize(("above", "joined"), [("Urgent business brought at", True), ("Urgent business", False)])
def test_a_narrow_cell_that_asks_for_more_goes_on_overleaf(above: str, joined: bool) -> None:
    first, second = Sheet(1), Sheet(2)
    for sheet, words in ((first, above), (second, "the wish of the chair")):
        sheet.table((72, 232, 500), (700, 730) if sheet is first else (90, 120), [(words, "None" if sheet is first else "Nothing")])
    titles = [p.text for p in find_paragraphs(read_sheets(first, second)) if p.text.startswith(("Urgent", "the wish"))]
    assert titles == ([f"{above} the wish of the chair"] if joined else [above, "the wish of the chair"])


def test_every_span_is_a_slice_of_its_page() -> None:
    sheets = [typed(f"4.\t{FULL[0]}\n\t{OPEN}", 1), typed("by the Council.\n\nClosed.", 2)]
    pages = {page.number: page for page in read_sheets(*sheets)}
    for paragraph in paragraphs_of(*sheets):
        parts = [pages[span.page].text[span.start : span.end].replace("\n", " ") for span in paragraph.spans]
        assert paragraph.text == " ".join(parts)
        assert paragraph.text.endswith(paragraph.words)
