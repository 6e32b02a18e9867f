"""Fields of front sheets, wherever the page sets their values."""

from __future__ import annotations

from pages import BOLD, Sheet, read_sheets, typed

from pipeline.extract.reports.fields import find_fields


def fields(sheet: Sheet) -> list[tuple[str, str]]:
    """Meaning and value of each field that has one."""
    return [(field.meaning, field.words.text) for field in find_fields(read_sheets(sheet)[0]) if field.words is not None]


def test_values_behind_a_tab_hang_below_their_first_line() -> None:
    sheet = typed("""
        To:\t\tCabinet
        Subject:\tA new depot for the fleet and
        \t\tits drivers
        Classification:\tOpen
        """)
    assert fields(sheet) == [("decision_maker", "Cabinet"), ("title", "A new depot for the fleet and its drivers"), ("others", "Open")]


def test_values_on_the_label_s_line_end_with_it_unless_the_line_is_full() -> None:
    sheet = typed("""
        Title: A plan for the parks
        This is the first sentence of the report, long enough to reach the margin.
        """)
    assert fields(sheet) == [("title", "A plan for the parks")]


def test_values_stand_beside_labels_that_are_written_first() -> None:
    """Some sheets draw all labels before all values: only the height tells what belongs together."""
    sheet = Sheet()
    sheet.lines(["To:", "Subject:"], x=72, top=90)
    sheet.lines(["Cabinet", "A new depot"], x=180, top=90)
    assert fields(sheet) == [("decision_maker", "Cabinet"), ("title", "A new depot")]


def test_two_blocks_side_by_side_keep_apart() -> None:
    sheet = Sheet()
    sheet.lines(["Report Author:", "Maud Ellery", "Head of Housing"], x=72)
    sheet.lines(["Relevant Director:", "Jim Brown", "Director of Place"], x=320)
    assert fields(sheet) == [("author", "Maud Ellery Head of Housing"), ("chief officer", "Jim Brown Director of Place")]


def test_a_box_has_values_in_the_next_cell() -> None:
    sheet = Sheet()
    rows = [["REPORT TO:", "Scrutiny Panel\n3 May 2022"], ["SUBJECT:", "A new depot"], ["LEAD OFFICER:", "Maud Ellery, Head of Housing"]]
    sheet.table([60, 200, 520], [100, 140, 170, 200], rows)
    assert fields(sheet) == [
        ("decision_maker", "Scrutiny Panel 3 May 2022"),
        ("title", "A new depot"),
        ("lead officer", "Maud Ellery, Head of Housing"),
    ]


def test_tables_are_looked_through_only_where_one_has_a_label_of_the_groups_asked_for() -> None:
    rows = [["Subject:", "A new depot"], ["Date:", "3 May 2022"]]
    without, with_names = Sheet(), Sheet()
    without.table([60, 200, 520], [100, 120, 140], rows)
    with_names.table([60, 200, 520], [100, 120, 140, 160], [*rows, ["Name:", "Maud Ellery"]])
    people = ("people", "names", "posts")
    assert find_fields(read_sheets(without)[0], groups=people) == []
    assert len(find_fields(read_sheets(without)[0])) == 2
    assert [field.group for field in find_fields(read_sheets(with_names)[0], groups=people)] == ["fields", "fields", "names"]


def test_a_box_has_values_below_labels_in_one_cell() -> None:
    sheet = Sheet()
    sheet.table([60, 300, 520], [100, 150], [["Report title\nA new depot", "Date\n3 May 2022"]])
    assert fields(sheet) == [("title", "A new depot"), ("meeting_date", "3 May 2022")]


def test_a_row_of_headings_is_no_row_of_fields() -> None:
    sheet = Sheet()
    rows = [["Title", "Decision maker", "Date"], ["A new depot", "Cabinet", "3 May 2022"], ["A new fleet", "Cabinet", "4 May 2022"]]
    sheet.table([60, 200, 350, 520], [100, 120, 140, 160], [*rows])
    sheet.table([60, 200, 350, 520], [160, 180, 200], [["A new yard", "Cabinet", "5 May 2022"], ["A new gate", "Cabinet", "6 May 2022"]])
    assert [field for field in fields(sheet) if field[1].startswith("Decision")] == []


def test_a_heading_without_a_colon_is_a_label_of_people_when_bold() -> None:
    sheet = Sheet()
    sheet.write("Report Author", font=BOLD)
    sheet.lines(["Maud Ellery", "Head of Housing"], top=136)
    assert fields(sheet) == [("author", "Maud Ellery Head of Housing")]
