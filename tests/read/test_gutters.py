"""What stands beside a table: running text, another table."""

from __future__ import annotations

from collections.abc import Sequence

from pages import Sheet
from typeset import set_rows, set_words

from pipeline.read.columns import SpacedLine, find_columns, spaced, value_columns
from pipeline.read.gutters import gutter_beside, gutter_between
from pipeline.read.lines import find_lines
from pipeline.read.pieces import find_pieces

TEXT = [
    "Officers told members that the path",
    "along the harbour has been closed for",
    "since March and will not be opened yet",
    "before the wall is made safe, which it",
    "needs money from next year's plan for",
    "well as leave of the harbour office now",
    "for which the solicitor has asked again",
]


def lines_of(sheet: Sheet) -> list[SpacedLine]:
    return [spaced(line) for line in find_lines(find_pieces(sheet.drawn()))]


def with_text(x: float, table_x: float) -> Sheet:
    sheet = Sheet()
    for number, line in enumerate(TEXT):
        set_words(sheet, line, x, 100 + 14 * number)
    set_rows(
        sheet, 114, [["Ashby", "12", "14"], ["Barrow", "9", "8"], ["Carrick", "7", "5"]], (table_x, table_x + 90, table_x + 130), "lrr"
    )
    return sheet


def test_text_left_of_a_table_ends_at_the_gutter() -> None:
    gutter = gutter_beside(lines_of(with_text(60, 330)), 1, 3)
    assert gutter is not None
    assert 250 < gutter < 330


def test_text_right_of_a_table_begins_at_the_gutter() -> None:
    gutter = gutter_beside(lines_of(with_text(320, 60)), 1, 3)
    assert gutter is not None
    assert 190 < gutter < 320


def test_long_labels_are_no_running_text() -> None:
    sheet = Sheet()
    rows = [
        ["Contribution to the reserve for repairs", "12", "14"],
        ["Lamps", "9", "8"],
        ["Leave for works on the harbour wall", "7", "5"],
    ] * 3
    set_rows(sheet, 100, rows, (60, 400, 450), "lrr")
    assert gutter_beside(lines_of(sheet), 0, 8) is None


def between(left: Sequence[Sequence[str]], right: Sequence[Sequence[str]], down: float = 0) -> float | None:
    sheet = Sheet()
    set_rows(sheet, 100, left, (60, 180, 230), "lrr")
    set_rows(sheet, 100 + down, right, (320, 460, 510), "lrr")
    lines = lines_of(sheet)
    columns = find_columns(lines)
    return gutter_between(lines, columns, value_columns(lines, columns))


LEFT = [["Ashby", "12", "14"], ["Barrow", "9", "8"], ["Carrick", "7", "5"]]
RIGHT = [["Rents", "1,250", "4"], ["Pensions", "48,100", "71"], ["Transport", "33", "2"]]


def test_tables_whose_rows_are_not_level_are_two() -> None:
    gutter = between(LEFT, RIGHT, down=7)
    assert gutter is not None
    assert 230 < gutter < 320


def test_a_table_that_goes_on_below_the_other_is_another() -> None:
    assert between(LEFT, [*RIGHT, ["Fees", "7", "1"]]) is not None


def test_level_rows_are_one_table() -> None:
    assert between(LEFT, RIGHT) is None
