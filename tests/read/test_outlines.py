"""Lines that a page draws as shapes among words of its text."""

from __future__ import annotations

import pytest
from pages import LEADING, LEFT, Sheet, reading_of, scanned

WIDTHS = (5.0, 2.2, 6.5, 4.1, 3.3, 7.0)
MOVED = "The meeting was opened by the Chair at 7 pm"


def outlined(sheet: Sheet, text: str, top: float, *, size: float = 11.0, x: float = LEFT, widths: tuple[float, ...] = WIDTHS) -> None:
    """Draw a shape for each letter of a text, where it would have been written, with the sides of upright strokes as edges."""
    for place, letter in enumerate(text):
        left = x + place * size / 2
        if letter != " ":
            box = (left, top + 1, left + widths[place % len(widths)] * size / 13, top + size)
            sheet.shape(box)
            sheet.drawn().edges.append(("v", left, left, top + 1, top + size))


def half_outlined() -> Sheet:
    """Two lines of shapes over a table whose words are text."""
    sheet = Sheet()
    outlined(sheet, MOVED, 100)
    outlined(sheet, "and nobody had declared an interest", 100 + LEADING)
    sheet.table((LEFT, 200, 400), (140, 160, 180), (("No", "Action"), ("1", "Mend the gate")))
    return sheet


def test_lines_drawn_as_shapes_are_read_from_the_picture_among_the_words_of_the_text() -> None:
    seen = scanned(MOVED, "and nobody had declared an interest", top=102)
    seen.words += scanned("Na", x=76, top=145).words  # the engine's reading of what the text has
    reading = reading_of(half_outlined(), recognise=lambda number: seen)
    page = reading.pages[0]
    assert page.text.splitlines()[:2] == [MOVED, "and nobody had declared an interest"]
    assert "Na" not in page.text
    assert [[page.text[cell.start : cell.end] for cell in table.cells] for table in page.tables] == [["No", "Action", "1", "Mend the gate"]]
    assert (page.text_source, reading.pictures) == ("ocr", [1])
    assert [(finding.code, finding.severity) for finding in reading.findings] == [("garbled-text", "info")]


def test_a_page_most_of_whose_words_are_text_keeps_its_source() -> None:
    sheet = half_outlined()
    sheet.lines(["A report on the repairs of the gates was received from the Clerk."] * 5, top=300)
    assert reading_of(sheet, recognise=lambda number: scanned(MOVED, top=102)).pages[0].text_source == "native"


def test_it_is_said_when_an_engine_finds_no_words_in_such_lines() -> None:
    reading = reading_of(half_outlined(), recognise=lambda number: scanned("Nothing there", top=500))
    (finding,) = reading.findings
    assert (finding.severity, finding.message.endswith("no words were found in them.")) == ("info", True)


def test_without_an_engine_it_is_said_that_lines_are_missing() -> None:
    reading = reading_of(half_outlined())
    assert reading.pages[0].text_source == "native"
    assert [len(table.cells) for table in reading.pages[0].tables] == [4]
    (finding,) = reading.findings
    assert (finding.code, finding.severity, reading.pictures) == ("garbled-text", "warning", [1])
    assert "2 lines of page 1 are drawn as outlines" in finding.message
    assert "minutebook doctor" in finding.message


def marks(sheet: Sheet) -> None:
    outlined(sheet, "o" * 60, 400, widths=(5.0,))


def crest(sheet: Sheet) -> None:
    outlined(sheet, "Ashby Parish Council since 1894", 40)


def doubled(sheet: Sheet) -> None:
    sheet.write("A heading that is drawn and written at the same place, for a shadow", top=300)
    outlined(sheet, "A heading that is drawn and written at the same place, for a shadow", 300)


def scattered(sheet: Sheet) -> None:
    for place in range(80):
        sheet.shape((70.0 + 5 * place, 400 + 37 * place % 290, 73.0 + 5 * place + place % 5, 404 + 37 * place % 290))


def mapped(sheet: Sheet) -> None:
    for place in range(900):
        left, top = 80.0 + 37 * place % 400, 300 + 1.3 * (71 * place % 290)
        sheet.shape((left, top, left + 3 + place % 7, top + 4 + place % 9))


@pytest.mark.parametrize("draw", [marks, crest, doubled, scattered, mapped])
def test_other_shapes_are_no_lines_of_words(draw: object) -> None:
    sheet = Sheet()
    sheet.write("What was decided", top=200)
    draw(sheet)  # type: ignore[operator]
    assert (reading_of(sheet).findings, reading_of(sheet).pictures) == ([], [])
