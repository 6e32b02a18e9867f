"""Ruled tables: the cells that drawn lines make, and the words in them."""

from __future__ import annotations

import pytest
from pages import Sheet, read_sheets

from pipeline.records import Cell, Page

XS, TOPS = (72, 172, 272, 372), (100, 130, 160, 190)
ROWS = (("Action", "Lead", "Due"), ("Refill grit bins", "Clerk", "May 2024"), ("Paint the gate", "Warden", "June 2024"))


def read(sheet: Sheet) -> Page:
    return read_sheets(sheet)[0]


def cells(page: Page, table: int = 0) -> list[tuple[int, int, int, int, str]]:
    """Row, column, spans and words of every cell."""
    return [(cell.row, cell.column, cell.row_span, cell.column_span, page.text[cell.start : cell.end]) for cell in page.tables[table].cells]


def test_a_grid_s_cells_hold_their_words() -> None:
    sheet = Sheet()
    sheet.table(XS, TOPS, ROWS)
    page = read(sheet)
    (table,) = page.tables
    assert (table.rows, table.columns, table.box, table.ruled) == (3, 3, (72, 100, 372, 190), True)
    assert cells(page) == [(row, column, 1, 1, text) for row, texts in enumerate(ROWS) for column, text in enumerate(texts)]


def test_the_page_s_text_holds_the_cells_row_by_row() -> None:
    sheet = Sheet()
    sheet.write("Actions agreed", top=80)
    sheet.table(XS, TOPS, ROWS)
    sheet.write("Signed by the Chair", top=200)
    assert read(sheet).text.split("\n") == ["Actions agreed", *(text for texts in ROWS for text in texts), "Signed by the Chair"]


def test_words_of_a_cell_stay_together_line_by_line() -> None:
    sheet = Sheet()
    sheet.table(XS, (100, 140, 170), [("Refill all\ngrit bins", "Clerk to\nthe Council", "May"), ("Paint", "Warden", "June")])
    assert [cell[4] for cell in cells(read(sheet))][:3] == ["Refill all\ngrit bins", "Clerk to\nthe Council", "May"]


def test_an_empty_cell_starts_where_it_ends() -> None:
    sheet = Sheet()
    sheet.table(XS, TOPS[:3], [("Action", "Lead", "Due"), ("Paint the gate", "", "June")])
    empty: Cell = read(sheet).tables[0].cells[4]
    assert (empty.row, empty.column, empty.start == empty.end) == (1, 1, True)


def test_merged_cells_span_rows_and_columns() -> None:
    """One theme over two actions, one heading over two columns.

    +--------+-----------------+
    | Theme  |     2024        |
    |        +--------+--------+
    |        | May    | June   |
    +--------+--------+--------+
    """
    sheet = Sheet()
    for box, words in (
        ((72, 100, 172, 160), "Theme"),
        ((172, 100, 372, 130), "2024"),
        ((172, 130, 272, 160), "May"),
        ((272, 130, 372, 160), "June"),
    ):
        sheet.box(*box)
        sheet.write(words, box[0] + 4, box[1] + 4, size=9)
    assert cells(read(sheet)) == [(0, 0, 2, 1, "Theme"), (0, 1, 1, 2, "2024"), (1, 1, 1, 1, "May"), (1, 2, 1, 1, "June")]


def test_sides_that_nearly_meet_are_one_rule() -> None:
    """Word processors draw each cell's sides by themselves, a point or two apart."""
    sheet = Sheet()
    for place, words in enumerate(("Action", "Lead", "Due")):
        left = 72 + 100 * place
        for row in (0, 1):
            sheet.box(left, 100 + 30 * row + row, left + 99, 130 + 30 * row)
            sheet.write(words, left + 4, 104 + 30 * row, size=9)
    table = read(sheet).tables[0]
    assert (table.rows, table.columns) == (2, 3)


@pytest.mark.parametrize(
    ("box", "words"),
    [
        ((72, 100, 372, 160), "This report is for decision"),  # a frame around a notice
        ((72, 100, 372, 400), "Summary"),  # a large one
    ],
)
def test_a_single_box_is_no_table(box: tuple[float, float, float, float], words: str) -> None:
    sheet = Sheet()
    sheet.box(*box)
    sheet.write(words, 80, 120)
    page = read(sheet)
    assert (page.tables, page.text) == ([], words)


def test_boxes_in_one_column_are_no_table() -> None:
    sheet = Sheet()
    sheet.table((72, 372), TOPS, [("Summary",), ("Reasons",), ("Costs",)])
    page = read(sheet)
    assert (page.tables, page.text) == ([], "Summary\nReasons\nCosts")


def test_an_empty_drawing_is_no_table() -> None:
    sheet = Sheet()
    sheet.table(XS, TOPS, [("", "", ""), ("", "key", ""), ("", "", "")])
    page = read(sheet)
    assert (page.tables, page.text) == ([], "key")


@pytest.mark.parametrize(
    ("fills", "seen"),
    [
        ([], [None, None]),
        ([((172, 100, 272, 130), "#ff0000")], [None, "#ff0000"]),  # one cell painted
        ([((72, 100, 272, 130), "#d9d9d9")], ["#d9d9d9", "#d9d9d9"]),  # a band behind the row
        ([((72, 100, 272, 130), "#d9d9d9"), ((172, 100, 272, 130), "#00b050")], ["#d9d9d9", "#00b050"]),  # what is painted last
        ([((72, 100, 272, 130), "#d9d9d9"), ((172, 100, 272, 130), "#ffffff")], ["#d9d9d9", None]),  # white over it
        ([((0, 0, 595, 842), "#eeeeff")], [None, None]),  # the page's own background
        ([((120, 100, 122, 130), "#000000")], [None, None]),  # a rule drawn as a thin rectangle through the cell
    ],
)
def test_the_colour_behind_a_cell(fills: list[tuple[tuple[float, float, float, float], str]], seen: list[str | None]) -> None:
    sheet = Sheet()
    for box, colour in fills:
        sheet.fill(box, colour)
    sheet.table(XS[:3], TOPS[:2], [("Gate", "Late")])
    assert [cell.fill for cell in read(sheet).tables[0].cells] == seen


def test_turned_headings_are_read_in_their_direction() -> None:
    sheet = Sheet()
    sheet.table((72, 172, 202, 232), (100, 170, 200), [("Milestone", "", ""), ("Consult", "14", "")])
    sheet.turned("April 2021", 180, 165, size=9)
    sheet.turned("May 2021", 210, 165, size=9)
    assert [cell[4] for cell in cells(read(sheet))] == ["Milestone", "April 2021", "May 2021", "Consult", "14", ""]


def test_tables_come_from_the_top() -> None:
    sheet = Sheet()
    sheet.table(XS, (400, 430, 460, 490), ROWS)
    sheet.table(XS[:3], TOPS[:2], [("Ward", "Ashby")])
    page = read(sheet)
    assert [table.box[1] for table in page.tables] == [100, 400]


def test_words_that_stand_in_no_cell_stay_outside() -> None:
    """A table with a missing cell: what stands in the gap is a line of its own."""
    sheet = Sheet()
    sheet.table(XS[:3], (100, 130), [("Gate", "Paint")])
    sheet.box(72, 130, 172, 160)
    sheet.write("Bins", 76, 134, size=9)
    sheet.write("see note", 190, 134, size=9)
    page = read(sheet)
    assert [cell[4] for cell in cells(page)] == ["Gate", "Paint", "Bins"]
    assert [page.text[line.start : line.end] for line in page.lines if line.table < 0] == ["see note"]


def test_margins_painted_beside_one_column_of_words_are_no_columns() -> None:
    sheet = Sheet()
    for top in (100.0, 130.0, 160.0):
        for x0, x1 in ((412.0, 417.5), (417.5, 508.0), (508.0, 513.5)):
            sheet.box(x0, top, x1, top + 14)
        sheet.write("LGA s.112", 420, top + 2, size=9)
    page = read(sheet)
    assert page.tables == []
    assert page.text == "LGA s.112\nLGA s.112\nLGA s.112"
