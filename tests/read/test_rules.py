"""Level rules, and the runs of them that each divide one table."""

from __future__ import annotations

from pages import Sheet

from pipeline.read import read_pages
from pipeline.read.pieces import find_pieces
from pipeline.read.rules import find_rules, find_runs
from pipeline.records import DrawnDocument


def ruled(*rules: tuple[float, float, float]) -> Sheet:
    """A sheet with rules (height, start, end) and a word below each."""
    sheet = Sheet()
    for y, x0, x1 in rules:
        sheet.drawn().edges.append(("h", x0, x1, y, y))
        sheet.write("Word", x0 + 4, y + 4, size=9)
    return sheet


def runs_of(sheet: Sheet) -> list[list[float]]:
    return [[rule.y for rule in run] for run in find_runs(find_rules(sheet.drawn()), find_pieces(sheet.drawn()))]


def test_rules_over_one_width_divide_one_table() -> None:
    assert runs_of(ruled((100, 72, 400), (120, 72, 400), (140, 72, 400))) == [[100, 120, 140]]


def test_a_rule_of_another_width_belongs_to_another_table() -> None:
    sheet = ruled((100, 72, 400), (120, 72, 400), (140, 72, 400), (200, 72, 540), (220, 72, 540), (240, 72, 540))
    assert runs_of(sheet) == [[100, 120, 140], [200, 220, 240]]


def test_rules_side_by_side_are_parted_where_none_leads_across() -> None:
    sheet = Sheet()
    for y in (100.0, 120.0, 140.0):
        for x0, x1 in ((72.0, 250.0), (290.0, 500.0)):
            sheet.drawn().edges.append(("h", x0, x1, y, y))
            sheet.write("Word", x0 + 4, y + 4, size=9)
    rules = find_rules(sheet.drawn())
    assert [(rule.x0, rule.x1) for rule in rules[:2]] == [(72.0, 250.0), (290.0, 500.0)]
    assert runs_of(sheet) == [[100, 120, 140], [100, 120, 140]]


def test_a_rule_drawn_cell_by_cell_is_one_below_a_whole_one() -> None:
    sheet = ruled((100, 72, 500))
    for x0, x1 in ((72.0, 250.0), (290.0, 500.0)):
        sheet.drawn().edges.append(("h", x0, x1, 120.0, 120.0))
    assert [rule.stretches for rule in find_rules(sheet.drawn())] == [[(72, 500)], [(72, 250), (290, 500)]]


def test_a_caption_between_two_rules_parts_two_tables() -> None:
    sheet = ruled((100, 72, 400), (120, 72, 400), (140, 72, 400))
    for y in (200.0, 220.0, 240.0):
        sheet.drawn().edges.append(("h", 72.0, 400.0, y, y))
        sheet.write("Word", 76, y + 4, size=9)
    sheet = sheet_with_caption(sheet)
    assert runs_of(sheet) == [[100, 120, 140], [200, 220, 240]]


def sheet_with_caption(sheet: Sheet) -> Sheet:
    page = sheet.drawn()
    last = page.top.index(144.0)  # the word below the third rule gives way to the next table's caption
    for column in (page.text, page.x0, page.x1, page.top, page.bottom, page.font, page.size, page.upright, page.colour):
        del column[last : last + 4]
    sheet.write("Table 2: Trees by ward", 72, 170, size=9)
    return sheet


def test_a_heading_between_two_rules_parts_two_tables() -> None:
    sheet = Sheet()
    for y, word, size in ((100, "Word", 9), (120, "Word", 9), (140, "Second", 12), (190, "Word", 9), (210, "Word", 9), (230, "Word", 9)):
        sheet.drawn().edges.append(("h", 72.0, 400.0, y, y))
        sheet.write(word, 76, y + 4, size=size)
    sheet.write("Word", 76, 170, size=9)
    assert runs_of(sheet) == [[100, 120, 140], [190, 210, 230]]


def two_tables(between: str, x: float) -> Sheet:
    """Two tables with rules around their headings only, some words between them."""
    sheet = Sheet()
    for top in (100.0, 220.0):
        for y in (top, top + 20):
            sheet.drawn().edges.append(("h", 72.0, 400.0, y, y))
        for number in range(5):
            sheet.write(f"{1990 + number}", 76, top + 4 + 16 * number, size=9)
            sheet.write(f"{number * 7}", 250, top + 4 + 16 * number, size=9)
            sheet.write(f"{number * 9}", 380, top + 4 + 16 * number, size=9)
    sheet.write(between, x, 200, size=9)
    return sheet


def test_words_across_the_columns_below_rows_end_a_table() -> None:
    assert runs_of(two_tables("Yards by size and year of their first lease, in acres", 120)) == []


def test_a_long_cell_below_rows_does_not_end_a_table() -> None:
    assert runs_of(two_tables("Yards by size", 252)) == [[100, 120, 220, 240]]


def test_a_caption_below_a_note_between_two_rules_ends_a_table() -> None:
    sheet = Sheet()
    for y in (100.0, 116.0, 150.0, 166.0):
        sheet.drawn().edges.append(("h", 72.0, 400.0, y, y))
    for text, y in (("Year", 103), ("Seen", 119), ("Table 2", 136), ("Year", 153)):
        sheet.write(text, 76, y, size=9)
    assert runs_of(sheet) == []


def test_dots_to_write_on_below_rows_do_not_end_a_table() -> None:
    sheet = two_tables("........................", 120)
    assert runs_of(sheet) == [[100, 120, 220, 240]]
    assert next(iter(read_pages(DrawnDocument(page_count=1), [sheet.drawn()]))).tables
