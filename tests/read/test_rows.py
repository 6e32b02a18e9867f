"""Where a row begins, and what is only the next line of a cell."""

from __future__ import annotations

import pytest
from pages import Sheet
from typeset import set_rows

from pipeline.read.columns import find_columns, spaced
from pipeline.read.lines import find_lines
from pipeline.read.pieces import find_pieces
from pipeline.read.rows import find_rows


def rows_of(lines: list[list[str]], xs: tuple[float, ...] = (72, 250, 320), aligns: str = "lrr", leading: float = 12) -> list[str]:
    """The words of each row's first column."""
    sheet = Sheet()
    set_rows(sheet, 100, lines, xs, aligns, leading=leading)
    set_lines = [spaced(line) for line in find_lines(find_pieces(sheet.drawn()))]
    columns = find_columns([line for line in set_lines if len(line.phrases) > 1])
    rows = find_rows(set_lines, columns)
    return [" ".join(phrase.text for places in row.placed for column, phrase in places if column == 0) for row in rows]


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        ([["Rents", "12", "14"], ["Fees", "9", "8"]], ["Rents", "Fees"]),
        # a label that goes on, its figures on the first line
        (
            [["Charge for parking", "12", "14"], ["and for halls", "", ""], ["Fees", "9", "8"]],
            ["Charge for parking and for halls", "Fees"],
        ),
        # its figures on the last
        (
            [["Charge for parking", "", ""], ["and for halls", "12", "14"], ["Fees", "9", "8"]],
            ["Charge for parking and for halls", "Fees"],
        ),
        ([["Rents", "1", "2"], ["Contribution to the", "", ""], ["Reserve", "9", "8"]], ["Rents", "Contribution to the Reserve"]),
        # the heading of a group
        ([["Rents", "1", "2"], ["Income", "", ""], ["Fees", "9", "8"]], ["Rents", "Income", "Fees"]),
        ([["Rents", "1", "2"], ["Of which:", "", ""], ["Fees", "9", "8"]], ["Rents", "Of which:", "Fees"]),
        # figures without a label of their own
        ([["Rents", "1", "2"], ["", "9", "8"]], ["Rents", ""]),
    ],
)
def test_rows_with_figures(lines: list[list[str]], rows: list[str]) -> None:
    assert rows_of(lines) == rows


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        ([["Ashby", "Town Clerk", "Complete"], ["Barrow", "Warden", "Delayed"]], ["Ashby", "Barrow"]),
        ([["Ashby", "Solicitor to the", "For decision"], ["", "Council", "in May"], ["Barrow", "Warden", "Delayed"]], ["Ashby", "Barrow"]),
    ],
)
def test_rows_of_texts(lines: list[list[str]], rows: list[str]) -> None:
    assert rows_of(lines, aligns="lll", xs=(72, 200, 320)) == rows


def test_a_group_s_heading_is_not_joined_over_white_space() -> None:
    lines = [["Rents and rates and", "1", "2"], ["", "", ""], ["charges", "", ""], ["Fees", "9", "8"]]
    assert rows_of(lines, leading=16)[:2] == ["Rents and rates and", "charges"]


def test_rows_of_texts_are_told_by_the_white_space_between_them() -> None:
    sheet = Sheet()
    xs, top = (72, 200, 320), 100.0
    for first, second in (
        (["Put recycling bins", "Amenities", "Sept"], ["beside the cross", "Committee", "2025"]),
        (["Turn the old beds", "Open Spaces", "Spring"], ["over to wild flowers", "and Trees", "2026"]),
        (["Bring back the", "Events", "27 June"], ["carnival", "and Fairs", "2026"]),
    ):
        set_rows(sheet, top, [first, second], xs, "lll", leading=12)
        top += 30
    set_lines = [spaced(line) for line in find_lines(find_pieces(sheet.drawn()))]
    columns = find_columns(set_lines)
    rows = find_rows(set_lines, columns)
    assert [[" ".join(p.text for places in row.placed for c, p in places if c == column) for column in range(3)] for row in rows] == [
        ["Put recycling bins beside the cross", "Amenities Committee", "Sept 2025"],
        ["Turn the old beds over to wild flowers", "Open Spaces and Trees", "Spring 2026"],
        ["Bring back the carnival", "Events and Fairs", "27 June 2026"],
    ]


def test_a_line_much_closer_than_rows_are_is_of_the_same_label() -> None:
    sheet = Sheet()
    top = 150.0
    for first, second in (("Ash", ""), ("Birch", "Creek"), ("Cole", ""), ("Dun", ""), ("Elm", ""), ("Fosse", "")):
        top = set_rows(sheet, top, [[first, "12", "120"]], (72, 180, 240), "lrr", leading=12)
        if second:
            top = set_rows(sheet, top, [[second]], (72,), "l", leading=12)
        top += 12
    lines = [spaced(line) for line in find_lines(find_pieces(sheet.drawn()))]
    rows = find_rows(lines, find_columns([line for line in lines if len(line.phrases) > 1]))
    assert [len(row.lines) for row in rows] == [1, 2, 1, 1, 1, 1]


def test_rows_of_texts_most_of_whose_lines_go_on_in_one_column() -> None:
    sheet, top, xs = Sheet(), 100.0, (72.0, 190.0, 420.0)
    for label in ("Tree wardens", "Yard keepers", "Bell ringers", "Path menders"):
        set_rows(sheet, top, [[label, "Those who look after", "Parks"], ["", "what the parish owns", ""]], xs, "lll", leading=12)
        top += 32
    lines = [spaced(line) for line in find_lines(find_pieces(sheet.drawn()))]
    rows = find_rows(lines, find_columns(lines))
    assert [len(row.lines) for row in rows] == [2, 2, 2, 2]


def test_a_label_cut_by_its_spelling_opens_no_row_of_texts() -> None:
    lines = [
        ["Keys", "Clerk", "May"], ["Gates and", "Warden and", "June"], ["fences", "two helpers", ""], ["Paths", "Nobody", "July"],
        ["Signs", "Clerk", "May"], ["Seats", "Clerk", "May"],
    ]  # fmt: skip
    assert rows_of(lines, (72, 200, 320), "lll") == ["Keys", "Gates and fences", "Paths", "Signs", "Seats"]


def test_the_heading_of_a_group_on_two_lines_is_one_row() -> None:
    sheet = Sheet()
    set_rows(sheet, 100, [["Where the money", ""], ["comes from?", ""]], (72, 320), "lr", leading=12)
    set_rows(sheet, 124, [["Fees", "12"], ["Sales", "9"], ["Grants", "4"]], (82, 320), "lr", leading=12)
    lines = [spaced(line) for line in find_lines(find_pieces(sheet.drawn()))]
    rows = find_rows(lines, find_columns([line for line in lines if len(line.phrases) > 1]))
    assert [len(row.lines) for row in rows] == [2, 1, 1, 1]


def test_figures_in_the_middle_of_a_label_of_two_lines() -> None:
    sheet = Sheet()
    for number, (first, second) in enumerate((("Who walked", "the path"), ("Who cut", "the hedges"), ("Who rang", "bells"))):
        top = 100 + 26 * number
        set_rows(sheet, top, [[first], [second]], (72,), "l", leading=11)
        set_rows(sheet, top + 5.5, [["12", "9"]], (320, 360), "rr")
    lines = [spaced(line) for line in find_lines(find_pieces(sheet.drawn()))]
    columns = find_columns([spaced(line) for line in find_lines(find_pieces(sheet.drawn()))])
    assert [len(row.lines) for row in find_rows(lines, columns)] == [3, 3, 3]
