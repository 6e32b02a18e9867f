"""Edges that nobody sees, and tables whose outer sides are not drawn."""

from __future__ import annotations

import pytest
from pages import Sheet, read_sheets

from pipeline.read.grid_edges import seen_edges
from pipeline.records import Box, Page

CELL = (72.0, 100.0, 172.0, 130.0)
LINE = (74.0, 102.0, 170.0, 114.0)


def read(sheet: Sheet) -> Page:
    return read_sheets(sheet)[0]


def painted(*fills: tuple[Box, str]) -> Sheet:
    """A sheet with painted rectangles, each with its four sides."""
    sheet = Sheet()
    for box, colour in fills:
        sheet.fill(box, colour)
        sheet.box(*box)
    return sheet


@pytest.mark.parametrize(
    ("fills", "seen"),
    [
        ([(CELL, "#d9d9d9")], 4),
        ([(CELL, "#d9d9d9"), (LINE, "#d9d9d9")], 4),  # a line painted upon its cell
        ([(CELL, "#d9d9d9"), (CELL, "#d9d9d9")], 4),  # the cell painted twice
        ([(CELL, "#d9d9d9"), (LINE, "#00b050")], 8),  # in another colour
        ([(LINE, "#d9d9d9"), (CELL, "#d9d9d9")], 8),  # painted over: the smaller one came first
        ([(CELL, "#ffffff"), (LINE, "#ffffff")], 8),  # white cells of a table without rules
        ([(CELL, "#000000"), ((72.0, 100.0, 172.0, 101.0), "#000000")], 8),  # a rule drawn as a rectangle
    ],
)
def test_what_is_painted_upon_its_own_colour_has_no_edges(fills: list[tuple[Box, str]], seen: int) -> None:
    assert len(seen_edges(painted(*fills).drawn())) == seen


def test_a_cell_painted_line_by_line_is_one_cell() -> None:
    sheet = painted((CELL, "#d9d9d9"), (LINE, "#d9d9d9"), ((74.0, 114.0, 170.0, 126.0), "#d9d9d9"))
    sheet.box(172, 100, 272, 130)
    sheet.lines(["Chlorine and", "its salts"], 76, 102, size=9)
    sheet.write("10 000", 180, 108, size=9)
    page = read(sheet)
    assert [page.text[cell.start : cell.end] for cell in page.tables[0].cells] == ["Chlorine and\nits salts", "10 000"]


def open_at_both_sides(outer: float = 130.0) -> Sheet:
    """Rules from 72 to 400 with uprights between the columns only, words in four columns."""
    sheet = Sheet()
    for y in (100.0, 120.0, 140.0, 160.0):
        sheet.drawn().edges.append(("h", 72.0, 400.0, y, y))
    for x in (outer, 220.0, 310.0):
        sheet.drawn().edges.append(("v", x, x, 100.0, 160.0))
    for row, texts in enumerate((("Year", "Farms", "Works", "Shops"), ("2020", "11.0", "40.7", "48.4"), ("2021", "8.9", "28.7", "62.4"))):
        for x, text in zip((74, 134, 224, 314), texts, strict=True):
            sheet.write(text, x, 104 + 20 * row, size=9)
    return sheet


def test_rules_that_go_on_beyond_the_last_upright_close_a_column() -> None:
    page = read(open_at_both_sides())
    (table,) = page.tables
    assert (table.rows, table.columns, table.box) == (3, 4, (72, 100, 400, 160))
    assert [page.text[cell.start : cell.end] for cell in table.cells][:4] == ["Year", "Farms", "Works", "Shops"]


def test_a_frame_around_the_page_closes_nothing() -> None:
    sheet = Sheet()
    sheet.box(20, 20, 575, 822)
    sheet.table((72, 172, 272), (100, 120, 140, 160), [("Ward", "Trees"), ("Ashby", "14"), ("Barrow", "9")])
    sheet.write("See the note", 300, 124, size=9)
    (table,) = read(sheet).tables
    assert (table.columns, table.box) == (2, (72, 100, 272, 160))


def test_the_dots_of_a_line_to_sign_on_do_not_move_a_table_s_rules() -> None:
    sheet = Sheet()
    for place in range(40):
        sheet.box(100 + 3.2 * place, 60, 101.7 + 3.2 * place, 61.7)
    for x in (72.0, 130.0, 400.0, 470.0):
        sheet.drawn().edges.append(("v", x, x, 100.0, 160.0))
    for y in (100.0, 130.0, 160.0):
        sheet.drawn().edges.append(("h", 72.0, 470.0, y, y))
    for top, texts in ((104, ("No", "Action", "Owner")), (134, ("7/25", "Order signs for the pond", "JH"))):
        for x, words in zip((76, 134, 404), texts, strict=True):
            sheet.write(words, x, top, size=9)
    page = read(sheet)
    assert [page.text[cell.start : cell.end] for cell in page.tables[0].cells][3:] == ["7/25", "Order signs for the pond", "JH"]


def test_dots_along_a_line_are_a_rule() -> None:
    sheet = Sheet()
    for place in range(40):
        sheet.box(100 + 3.2 * place, 60, 101.7 + 3.2 * place, 61.7)
    assert {edge[0] for edge in seen_edges(sheet.drawn())} == {"h"}


def test_white_behind_each_line_of_a_cell_does_not_part_it() -> None:
    sheet = Sheet()
    for x in (72.0, 172.0, 272.0):
        sheet.drawn().edges.append(("v", x, x, 100.0, 160.0))
    for y in (100.0, 130.0, 160.0):
        sheet.drawn().edges.append(("h", 72.0, 272.0, y, y))
    for top in (102.0, 114.0):
        sheet.fill((176.0, top, 250.0, top + 12), "#ffffff")
        sheet.box(176.0, top, 250.0, top + 12)
    sheet.write("Activity", 76, 104, size=9)
    sheet.lines(["Evidence for", "this way"], 178, 103, size=9)
    sheet.write("Reading", 76, 134, size=9)
    sheet.write("A study", 178, 134, size=9)
    page = read(sheet)
    assert [page.text[cell.start : cell.end] for cell in page.tables[0].cells] == [
        "Activity",
        "Evidence for\nthis way",
        "Reading",
        "A study",
    ]


def test_a_white_page_and_white_beside_a_table_leave_its_edges() -> None:
    sheet = Sheet()
    for box in ((0.0, 0.0, 595.0, 842.0), (300.0, 110.0, 400.0, 120.0)):
        sheet.fill(box, "#ffffff")
        sheet.box(*box)
    for x in (72.0, 172.0, 272.0):
        sheet.drawn().edges.append(("v", x, x, 100.0, 160.0))
    for y in (100.0, 160.0):
        sheet.drawn().edges.append(("h", 72.0, 272.0, y, y))
    assert list(seen_edges(sheet.drawn())) == sheet.drawn().edges


def cut_at_the_foot(*, ends: float = 790.0) -> Sheet:
    """A table of three columns whose last row has no rule below it; its uprights go on to `ends`."""
    sheet = Sheet()
    for y in (700.0, 730.0, 760.0):
        sheet.drawn().edges.append(("h", 72.0, 400.0, y, y))
    for x in (72.0, 172.0, 300.0, 400.0):
        sheet.drawn().edges.append(("v", x, x, 700.0, ends))
    for top, texts in ((704, ("Item", "Action", "Due")), (734, ("1", "Move drums", "May")), (764, ("2", "Book the drivers", "June"))):
        for x, words in zip((76, 176, 304), texts, strict=True):
            sheet.write(words, x, top, size=9)
    return sheet


def test_a_last_row_that_the_page_cuts_belongs_to_its_table() -> None:
    page = read(cut_at_the_foot())
    assert [page.text[cell.start : cell.end] for cell in page.tables[0].cells][-3:] == ["2", "Book the drivers", "June"]


def test_words_below_a_table_do_not() -> None:
    assert read(cut_at_the_foot(ends=760.0)).tables[0].rows == 2
