"""Tables as a reader sees them: merged cells filled, pages joined, cut rows put together."""

from __future__ import annotations

from pages import BOLD, Sheet, material_of
from plans import draw, table

from pipeline.extract.tables import find_grids, find_tables

XS = (40.0, 140.0, 240.0, 400.0, 550.0)
HEADINGS = ("Aim", "Lead", "Progress", "Date")


def rows_of(*sheets: Sheet) -> list[list[list[str]]]:
    return [[row.texts for row in grid.rows] for grid in find_grids(material_of(*sheets, kind="plan"))]


def bottom(*rows: tuple[str, ...], number: int, height: float = 80.0) -> Sheet:
    """A sheet whose table ends at its foot."""
    return table(*rows, xs=XS, top=842 - 60 - 30 - height * (len(rows) - 1), height=height, number=number)


def test_a_repeated_heading_is_no_row() -> None:
    first = bottom(HEADINGS, ("Sweep lanes", "Clerk", "Two are swept.", "May 2025"), number=1)
    second = table(HEADINGS, ("Mend walls", "Clerk", "One is mended.", "June 2025"), xs=XS, top=60, number=2)
    (rows,) = rows_of(first, second)
    assert [row[0] for row in rows] == ["Aim", "Sweep lanes", "Mend walls"]


def test_a_mangled_heading_is_the_same_heading() -> None:
    first = bottom(HEADINGS, ("Sweep lanes", "Clerk", "Two are swept.", "May 2025"), number=1)
    second = table(("Aim", "Lead", "Progres s", "Date"), ("Mend walls", "Clerk", "None.", "June 2025"), xs=XS, top=60, number=2)
    (rows,) = rows_of(first, second)
    assert len(rows) == 3


def test_a_table_goes_on_without_heading() -> None:
    first = bottom(HEADINGS, ("Sweep lanes", "Clerk", "Two are swept.", "May 2025"), number=1)
    second = Sheet(2)
    second.table(XS, [60, 120], [("Mend walls", "Clerk", "One is mended.", "June 2025")])
    (rows,) = rows_of(first, second)
    assert rows[-1] == ["Mend walls", "Clerk", "One is mended.", "June 2025"]


def test_a_row_that_the_page_cuts_is_one_row() -> None:
    first = bottom(HEADINGS, ("Sweep lanes", "Clerk", "Two lanes are swept and", "May 2025"), number=1)
    second = table(HEADINGS, ("", "", "a third is begun.", ""), ("Mend walls", "Clerk", "None.", "June 2025"), xs=XS, top=60, number=2)
    (rows,) = rows_of(first, second)
    assert rows[1] == ["Sweep lanes", "Clerk", "Two lanes are swept and a third is begun.", "May 2025"]
    assert len(rows) == 3


def test_a_row_with_a_label_that_stands_above_too_is_no_rest_of_the_last_one() -> None:
    head = ("Priority 1: lanes that are clean", "", "", "Share of it:")
    first = bottom(HEADINGS, head, ("Sweep lanes and", "Clerk", "Two are swept.", "May 2025"), number=1)
    second = Sheet(2)
    second.table(XS, (60, 120, 180), [("Priority 2: walls", "", "", "Share of it:"), ("Mend", "Clerk", "None.", "June 2025")])
    (rows,) = rows_of(first, second)
    assert [row[0] for row in rows][-2:] == ["Priority 2: walls", "Mend"]
    assert rows[2] == ["Sweep lanes and", "Clerk", "Two are swept.", "May 2025"]


def test_a_first_cell_that_the_page_cuts_is_joined_too() -> None:
    first = bottom(HEADINGS, ("Sweep lanes with the", "Clerk", "Two are swept.", "May 2025"), number=1)
    second = table(HEADINGS, ("parish", "", "", ""), ("Mend walls", "Clerk", "None.", "June 2025"), xs=XS, top=60, number=2)
    (rows,) = rows_of(first, second)
    assert rows[1][0] == "Sweep lanes with the parish"


def test_an_amber_A_at_a_page_s_end_is_no_unfinished_sentence() -> None:
    heads = ("Aim", "Lead", "RAG", "Date")
    first = bottom(heads, ("Sweep lanes", "Clerk", "A", "31 May 2025"), number=1)
    second = table(heads, ("Mend walls", "Clerk", "B", "30 June 2025"), xs=XS, top=60, number=2)
    (rows,) = rows_of(first, second)
    assert [row[0] for row in rows] == ["Aim", "Sweep lanes", "Mend walls"]


def test_a_full_row_on_a_new_page_is_a_row_of_its_own() -> None:
    first = bottom(HEADINGS, ("Sweep lanes", "Clerk", "Two are swept and", "May 2025"), number=1)
    second = table(HEADINGS, ("Mend walls", "Clerk", "one is mended.", "June 2025"), xs=XS, top=60, number=2)
    (rows,) = rows_of(first, second)
    assert len(rows) == 3


def test_other_headings_make_another_table() -> None:
    first = bottom(HEADINGS, ("Sweep lanes", "Clerk", "Two are swept.", "May 2025"), number=1)
    second = table(("Payee", "For", "Sum", "Paid"), ("A. Smith", "Salt", "20.00", "May"), xs=XS, top=60, number=2)
    assert len(rows_of(first, second)) == 2


def test_words_between_part_two_tables() -> None:
    first = bottom(HEADINGS, ("Sweep lanes", "Clerk", "Two are swept.", "May 2025"), number=1)
    second = table(HEADINGS, ("Mend walls", "Clerk", "None.", "June 2025"), xs=XS, top=200, title="Walls", number=2)
    assert len(rows_of(first, second)) == 2


def test_merged_cells_are_filled() -> None:
    sheet = Sheet()
    sheet.box(40, 100, 140, 200)
    sheet.lines(["Tidy streets"], 44, 103, size=9)
    sheet.table([140, 300, 500], [100, 150, 200], [("Sweep lanes", "May 2025"), ("Mend walls", "June 2025")])
    (rows,) = rows_of(sheet)
    assert rows == [["Tidy streets", "Sweep lanes", "May 2025"], ["Tidy streets", "Mend walls", "June 2025"]]


def test_a_band_is_told() -> None:
    sheet = Sheet()
    sheet.table(XS, [100, 130], [HEADINGS])
    sheet.box(40, 130, 550, 160)
    sheet.lines(["Priority 1: Safer lanes"], 44, 133, size=9, font=BOLD)
    sheet.table(XS, [160, 200], [("Sweep lanes", "Clerk", "Two are swept.", "May 2025")])
    (grid,) = find_grids(material_of(sheet, kind="plan"))
    assert [row.band for row in grid.rows] == [False, True, False]


def test_two_tables_drawn_as_one_are_told_apart() -> None:
    sheet = Sheet()
    sheet.table([40, 150, 550], [100, 130, 160], [("Date", "3 May 2025"), ("Place", "Town Hall")])
    sheet.table([40, 90, 480, 550], [160, 220, 280], [("1", "Lanes were discussed.", "AB"), ("2", "Walls were discussed.", "CD")])
    first, second = rows_of(sheet)
    assert first[0] == ["Date", "3 May 2025"]
    assert second[1] == ["2", "Walls were discussed.", "CD"]


def test_bullets_are_lines_without_their_signs() -> None:
    sheet = Sheet()
    sheet.table([40, 200, 500], [100, 200], [("Sweep lanes", "• two are swept\n• one is\n  begun")])
    (rows,) = rows_of(sheet)
    assert rows[0][1] == "two are swept\none is begun"


def test_the_record_of_a_table() -> None:
    sheet = Sheet()
    sheet.write("Safer lanes", 60, 90, size=13, font=BOLD)
    draw(sheet, (HEADINGS, ("Sweep lanes", "Clerk", "Two are swept.", "May 2025")), XS, 120)
    material = material_of(sheet, kind="plan")
    (found,) = find_tables(material).records
    assert (found.ordinal, found.header_rows, found.heading, found.section) == (1, 1, "Safer lanes", 1)
    assert found.rows == [list(HEADINGS), ["Sweep lanes", "Clerk", "Two are swept.", "May 2025"]]
    assert found.source.page == 1
    assert found.source.quote in " ".join(material.pages[1].text.split())


def test_a_hyphen_at_a_line_end_goes_where_the_paper_writes_the_word_whole() -> None:
    sheet = Sheet()
    sheet.write("The partnership met. A well-being fund is open.", 60, 60)
    sheet.table([40, 200, 500], [100, 200], [("Use the partner-\nship", "well-\nbeing")])
    (rows,) = rows_of(sheet)
    assert rows[0] == ["Use the partnership", "well-being"]
