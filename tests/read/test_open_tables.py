"""Tables whose columns are not drawn: rows under rules, columns by the rules' breaks or by white space."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from pipeline.read import read_pages
from pipeline.records import DrawnDocument, Page, Table
from tests.pages import Sheet

SIDES = (72.0, 190.0, 400.0, 520.0)


def page_of(sheet: Sheet) -> Page:
    return next(iter(read_pages(DrawnDocument(page_count=1), [sheet.drawn()])))


def rule(sheet: Sheet, y: float, sides: Sequence[float] = SIDES, *, whole: bool = False) -> None:
    """A rule drawn in a stretch a column, or in one."""
    stretches = [(sides[0], sides[-1])] if whole else list(pairwise(sides))
    for x0, x1 in stretches:
        sheet.drawn().edges.append(("h", x0, x1, y, y))


def row(sheet: Sheet, top: float, texts: Sequence[str], sides: Sequence[float] = SIDES) -> None:
    for x, text in zip(sides, texts, strict=False):
        sheet.lines(text.split("\n"), x + 4, top, size=9)


def texts(page: Page, table: Table) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row].append(" ".join(page.text[cell.start : cell.end].split()))
    return rows


def three_rows(whole: bool = False) -> Sheet:
    sheet = Sheet()
    for y in (100.0, 120.0, 160.0, 200.0):
        rule(sheet, y, whole=whole)
    row(sheet, 104, ["Action", "Detail", "Due"])
    row(sheet, 124, ["Plant trees", "Forty limes along\nthe promenade", "March 2026"])
    row(sheet, 164, ["Mend benches", "Those at the bandstand", "May 2026"])
    return sheet


def test_columns_by_the_breaks_of_the_rules() -> None:
    page = page_of(three_rows())
    assert [(t.rows, t.columns) for t in page.tables] == [(3, 3)]
    assert texts(page, page.tables[0])[1] == ["Plant trees", "Forty limes along the promenade", "March 2026"]


def test_columns_by_white_space_under_whole_rules() -> None:
    page = page_of(three_rows(whole=True))
    assert texts(page, page.tables[0])[2] == ["Mend benches", "Those at the bandstand", "May 2026"]


def test_a_cell_goes_on_where_the_rule_is_not_drawn_over_it() -> None:
    sheet = three_rows()
    sheet.drawn().edges[:] = [edge for edge in sheet.drawn().edges if edge[3] != 160.0 or edge[1] != SIDES[0]]
    page = page_of(sheet)
    first = [cell for cell in page.tables[0].cells if cell.column == 0]
    assert [(cell.row, cell.row_span) for cell in first] == [(0, 1), (1, 2)]


def test_a_band_over_all_columns_is_one_cell() -> None:
    sheet = three_rows()
    rule(sheet, 220)
    row(sheet, 204, ["Priority two: a harbour that the whole of the town can walk to, sit by and enjoy all year"])
    rule(sheet, 240)
    row(sheet, 224, ["Widen the path", "From the slip to the quay", "2027"])
    page = page_of(sheet)
    band = [cell for cell in page.tables[0].cells if cell.row == 3]
    assert [(cell.column, cell.column_span) for cell in band] == [(0, 3)]


def test_an_underlined_word_divides_nothing() -> None:
    sheet = three_rows()
    sheet.drawn().edges.append(("h", 76.0, 118.0, 134.0, 134.0))
    assert [(t.rows, t.columns) for t in page_of(sheet).tables] == [(3, 3)]


def test_a_last_row_cut_by_the_pages_end_belongs_to_the_table() -> None:
    sheet = Sheet()
    for y in (640.0, 660.0, 700.0):
        rule(sheet, y)
    row(sheet, 644, ["Action", "Detail", "Due"])
    row(sheet, 664, ["Plant trees", "Forty limes", "March 2026"])
    row(sheet, 704, ["Mend benches", "Those at the\nbandstand and\nby the pier", "May 2026"])
    sheet.write("12", 295, 800)
    page = page_of(sheet)
    assert texts(page, page.tables[0])[-1] == ["Mend benches", "Those at the bandstand and by the pier", "May 2026"]
    assert page.printed_label == "12"


def test_running_text_below_the_last_rule_stays_outside() -> None:
    sheet = Sheet()
    for y in (640.0, 660.0, 700.0):
        rule(sheet, y)
    row(sheet, 644, ["Action", "Detail", "Due"])
    row(sheet, 664, ["Plant trees", "Forty limes", "March 2026"])
    prose = "The Committee will look at the table again in the spring, when the first of these are due to be done."
    sheet.lines([prose, prose], 72, 706, size=9)
    page = page_of(sheet)
    assert page.tables[0].rows == 2
    assert page.text.endswith(prose)


def test_two_tables_one_below_the_other_stay_two() -> None:
    sheet = three_rows()
    for y in (260.0, 280.0, 300.0):
        rule(sheet, y)
    row(sheet, 264, ["Measure", "Reported", "Target"])
    row(sheet, 284, ["Trees alive", "Thirty-eight", "40"])
    assert [t.rows for t in page_of(sheet).tables] == [3, 2]


def test_rules_between_paragraphs_are_no_table() -> None:
    sheet = Sheet()
    paragraphs = (
        ["The clerk read the letter from the bus company, which", "the council noted without debate."],
        ["It was reported that the slipway had been cleared and", "that no more weed was expected before the autumn."],
        ["Councillor Ormsgate thanked all who had helped at the", "fair, above all the band."],
    )
    rule(sheet, 100, whole=True)
    for number, lines in enumerate(paragraphs):
        sheet.lines(lines, 76, 108 + 60 * number)
        rule(sheet, 160 + 60 * number, whole=True)
    assert page_of(sheet).tables == []


def test_a_large_title_over_the_breaks_of_a_slides_shapes_is_no_table() -> None:
    sheet = Sheet(width=842, height=595)
    for y in (200.0, 320.0):
        rule(sheet, y, (40.0, 141.0, 304.0, 800.0))
    sheet.write("One Harbour Plan", 60, 240, size=44)
    assert page_of(sheet).tables == []


def test_a_frame_around_the_page_is_no_rule_of_the_table() -> None:
    sheet = three_rows()
    sheet.box(20, 20, 575, 822)
    assert [(t.rows, t.columns) for t in page_of(sheet).tables] == [(3, 3)]


def test_a_coloured_block_in_a_row_is_no_column() -> None:
    sheet = three_rows(whole=True)
    for top in (120.0, 160.0):
        sheet.box(180, top + 0.3, 188, top + 39.7)
        sheet.fill((180, top + 0.3, 188, top + 39.7), "#205060")
    assert [(t.rows, t.columns) for t in page_of(sheet).tables] == [(3, 3)]


def test_labelled_boxes_in_a_row_are_no_table() -> None:
    sheet = Sheet()
    for x0, x1, words in ((147.0, 400.0, "Full Board"), (500.0, 700.0, "3 May 2026")):
        sheet.box(x0, 100, x1, 120)
        sheet.write(words, x0 + 4, 104)
    sheet.write("COMMITTEE", 72, 104)
    sheet.write("DATE", 440, 104)
    assert page_of(sheet).tables == []


def test_lines_of_figures_between_two_rules_are_rows() -> None:
    sheet = Sheet()
    for y in (100.0, 120.0, 170.0):
        rule(sheet, y, whole=True)
    row(sheet, 104, ["Ward", "Trees", "Benches"])
    row(sheet, 124, ["Ashby\nBarrow\nCarrick", "14\n9\n120", "3\n2\n7"])
    page = page_of(sheet)
    assert texts(page, page.tables[0]) == [
        ["Ward", "Trees", "Benches"],
        ["Ashby", "14", "3"],
        ["Barrow", "9", "2"],
        ["Carrick", "120", "7"],
    ]


def test_highlighted_words_are_no_rules() -> None:
    sheet = Sheet()
    for number, name in enumerate(("Portrait of the Mayor", "Work on the plinth", "The village school", "The river")):
        top = 100.0 + 80 * number
        sheet.lines(
            [f"{number + 9}. {name}", "The Clerk told members how far the work had gone since the last", "meeting."], 72, top, size=10
        )
        sheet.fill((72.0, top + 44, 130.0, top + 57), "#ffff00")
        sheet.box(72.0, top + 44, 130.0, top + 57)
        sheet.write("RESOLVED: That the Clerk should report again at the next meeting", 72, top + 46, size=10)
    assert page_of(sheet).tables == []


def test_boxes_in_a_row_with_nothing_between_are_cells() -> None:
    sheet = Sheet()
    for x0, x1, words in ((72.0, 400.0, "DECISION TO BE TAKEN BY"), (410.0, 560.0, "DECISION NO")):
        sheet.box(x0, 100, x1, 140)
        sheet.lines([words, "Cabinet" if x0 < 100 else "26/014"], x0 + 4, 104, size=9)
    page = page_of(sheet)
    assert texts(page, page.tables[0]) == [["DECISION TO BE TAKEN BY Cabinet", "", "DECISION NO 26/014"]]


def test_lines_of_one_sentence_between_two_rules_are_one_row() -> None:
    sheet = Sheet()
    for y in (116.0, 160.0, 190.0, 220.0):
        rule(sheet, y, whole=True)
    row(sheet, 102, ["Commitment", "Milestones", "Due"])
    row(sheet, 120, ["Publish our\nlist of contracts\nevery month", "• Register cleaned\n• First list out", "31 July\n2025"])
    row(sheet, 164, ["Sell the\nold court", "• Valuation\n• Sale agreed", "2026"])
    row(sheet, 194, ["Set up\na scheme", "• Posts found\n• First start", "2026"])
    page = page_of(sheet)
    assert texts(page, page.tables[0])[1] == [
        "Publish our list of contracts every month",
        "• Register cleaned • First list out",
        "31 July 2025",
    ]
    assert page.tables[0].rows == 4


def test_a_stripe_behind_several_rows_of_figures_is_no_row() -> None:
    sheet = Sheet()
    for top in (116.0, 194.0):
        sheet.fill((70.0, top, 330.0, top + 39), "#dddddd")
        for y in (top, top + 39):
            sheet.rule(70, 330, y)
    for place, (label, *values) in enumerate(
        [
            ["Ward", "Births", "Deaths"],
            *[[name, f"{12 + n}", f"{140 - 7 * n}"] for n, name in enumerate(["Ashby", "Barrow", "Cole", "Dun", "Elm", "Fosse", "Gorse"])],
        ]
    ):
        top = 103.0 + 13 * place
        sheet.write(label, 72, top, size=9)
        for x, text in zip((250, 320), values, strict=True):
            sheet.write(text, x - 4.5 * len(text), top, size=9)
    page = page_of(sheet)
    assert [row[0] for row in texts(page, page.tables[0])] == ["Ward", "Ashby", "Barrow", "Cole", "Dun", "Elm", "Fosse", "Gorse"]
    assert page.tables[0].columns == 3


def test_rules_around_headings_only_leave_the_rows_to_their_lines() -> None:
    sheet = Sheet()
    for y, x0 in ((100.0, 70.0), (114.0, 150.0), (128.0, 150.0), (146.0, 70.0), (230.0, 70.0)):
        sheet.rule(x0, 330, y)
    sheet.write("Calendar year", 210, 103, size=9)
    sheet.write("Change from last year", 190, 117, size=9)
    rows = [
        ["Ward", "Births", "Deaths"],
        *([name, str(12 + n), str(140 - 7 * n)] for n, name in enumerate(("Ash", "Bar", "Cole", "Dun", "Elm"))),
    ]
    for place, (label, *values) in enumerate(rows):
        top = 133.0 + 15 * place
        sheet.write(label, 72, top, size=9)
        for x, text in zip((230, 320), values, strict=True):
            sheet.write(text, x - 4.5 * len(text), top, size=9)
    page = page_of(sheet)
    assert texts(page, page.tables[0])[-5:] == rows[1:]


def test_words_that_stand_out_above_two_close_rules_make_no_row() -> None:
    sheet = Sheet()
    rule(sheet, 100)
    rule(sheet, 106)
    row(sheet, 98, ["Total", "Forty limes", "1,250"])
    page = page_of(sheet)
    assert "Forty limes" in page.text


def test_headings_between_two_rules_belong_to_the_lines_below() -> None:
    sheet = Sheet()
    rule(sheet, 100)
    rule(sheet, 116)
    row(sheet, 103, ["Ward", "Visits", "Open"])
    for number in range(4):
        row(sheet, 122 + 14 * number, [f"Yard-{number}", f"{number * 7 + 12}", f"{number * 3 + 40}"])
    page = page_of(sheet)
    assert [texts(page, table)[:2] for table in page.tables] == [[["Ward", "Visits", "Open"], ["Yard-0", "12", "40"]]]


def test_rules_over_totals_do_not_part_figures_from_their_labels() -> None:
    sheet = Sheet()
    rows = [
        ("Rents", "12", "14"),
        ("Fees", "9", "8"),
        ("Income", "21", "22"),
        ("Wages", "7", "9"),
        ("Paper", "2", "1"),
        ("Costs", "9", "10"),
    ]
    for number, (label, first, second) in enumerate(rows):
        for x, text in ((72, label), (300, first), (400, second)):
            sheet.write(text, x, 100 + 14 * number, size=9)
    for y in (126.0, 140.0, 168.0, 182.0):
        rule(sheet, y, (296, 330, 396, 430))
        sheet.drawn().edges.remove(("h", 330, 396, y, y))
    (table,) = page_of(sheet).tables
    assert texts(page_of(sheet), table)[2] == ["Income", "21", "22"]


def figures_under_rules() -> Sheet:
    """Three rules, one row of figures above the other between the last two."""
    sheet = Sheet()
    for y in (100.0, 120.0, 190.0):
        rule(sheet, y, whole=True)
    row(sheet, 104, ["Ward", "Trees", "Benches"])
    row(sheet, 124, ["Ashby\nBarrow\nCarrick", "14\n9\n120", "3\n2\n7"])
    return sheet


def test_a_word_made_of_several_stands_in_the_table_alone() -> None:
    sheet = figures_under_rules()
    sheet.write("2", sheet.write("CO", 76, 168, size=9), 173, size=5)
    row(sheet, 168, ["", "5", "6"])
    page = page_of(sheet)
    assert (texts(page, page.tables[0])[-1], page.text.count("CO"), page.text[-7:]) == (["CO2", "5", "6"], 1, "CO2\n5\n6")


@pytest.mark.parametrize("dots", ["........................", "________________"])
def test_dots_to_write_on_below_the_rows_are_none_of_them(dots: str) -> None:
    sheet = figures_under_rules()
    sheet.write(dots, 76, 172)
    page = page_of(sheet)
    assert [len(texts(page, table)) for table in page.tables] == [4]
    assert page.text.endswith(dots)
