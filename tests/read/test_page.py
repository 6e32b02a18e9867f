"""The text of a page, and the place of every word and line in it."""

from __future__ import annotations

import pytest
from pages import BOLD, PLAIN, Sheet, read_sheets

from pipeline.records import Page


def read(sheet: Sheet) -> Page:
    return read_sheets(sheet)[0]


def test_every_word_and_line_is_a_slice_of_the_text() -> None:
    sheet = Sheet()
    sheet.write("Works Committee", font=BOLD, size=14)
    sheet.lines(["The gate in Mill Lane", "is to be painted."], top=140)
    sheet.table((72, 172, 272), (180, 210), [("Gate", "Paint\nit")])
    page = read(sheet)
    assert page.text == "Works Committee\nThe gate in Mill Lane\nis to be painted.\nGate\nPaint\nit"
    assert [page.text[word.start :].split()[0] for word in page.words] == page.text.split()
    assert [page.text[line.start : line.end] for line in page.lines] == page.text.split("\n")
    assert [line.table for line in page.lines] == [-1, -1, -1, 0, 0, 0]


def test_boxes_are_rounded_to_a_tenth_of_a_point() -> None:
    sheet = Sheet()
    sheet.write("Gate", 72.04, 100.06, size=10)
    page = read(sheet)
    (word,) = page.words
    assert (word.start, word.x0, word.top, word.x1, word.bottom) == (0, 72.0, 100.1, 92.0, 110.1)


def test_a_line_s_look_is_kept() -> None:
    sheet = Sheet()
    sheet.write("Overdue", font=BOLD, size=14, colour="#c00000")
    (line,) = read(sheet).lines
    assert (line.size, line.bold, line.italic, line.colour) == (14.0, True, False, "#c00000")


@pytest.mark.parametrize(
    ("words", "lead"),
    [
        ((("Gate mended. ", BOLD), ("The gate was seen.", PLAIN)), "Gate mended."),
        ((("Gate mended.", BOLD),), ""),
        ((("3.", PLAIN),), ""),
        ((("3. ", PLAIN), ("Gate ", BOLD), ("It was seen.", PLAIN)), "3. Gate"),  # a plain number in front
        ((("The gate is ", PLAIN), ("mended", BOLD)), ""),
        ((("Gate ", BOLD), ("and fence ", PLAIN), ("mended", BOLD)), ""),  # bold words that are no opening
    ],
)
def test_the_bold_words_that_a_line_opens_with(words: tuple[tuple[str, str], ...], lead: str) -> None:
    sheet, x = Sheet(), 72.0
    for text, font in words:
        x = sheet.write(text, x, 100, font=font)
    page = read(sheet)
    assert page.text[: page.lines[0].lead] == lead


@pytest.mark.parametrize(
    ("upper", "lower", "text"),
    [
        ("the com\u2010", "mittee agreed", "the committee\nagreed"),  # a hyphen that a program set
        ("the com\u00ad", "mittee agreed", "the committee\nagreed"),  # a soft hyphen
        ("the com\ufffe", "mittee", "the committee"),  # nothing is left of the lower line
        ("a self-", "assessment form", "a self-assessment\nform"),  # a hyphen that a person wrote stays
        ("early- and mid-", "and late stages", "early- and mid-\nand late stages"),  # a hyphen that waits for its word
        ("two-", "or three years", "two-\nor three years"),
        ("from mid-", "to late May", "from mid-\nto late May"),
        ("pages 12-", "14 of the pack", "pages 12-\n14 of the pack"),  # figures
        ("the com\u2010", "Mittee Room", "the com\u2010\nMittee Room"),  # a capital opens another word
        ("Works -", "the gate", "Works -\nthe gate"),  # a dash
        ("the committee", "agreed", "the committee\nagreed"),
    ],
)
def test_words_broken_at_a_line_s_end(upper: str, lower: str, text: str) -> None:
    sheet = Sheet()
    sheet.lines([upper, lower])
    assert read(sheet).text == text


@pytest.mark.parametrize(
    ("upper", "lower", "text"),
    [
        ("the com-", "mittee agreed", "the committee\nagreed"),
        ("a self-", "assessment form", "a self-assessment\nform"),  # a compound
        ("the by-law and a by-", "law of old", "the by-law and a by-law\nof old"),  # one that stands inside a line too
        ("Ann Cole-", "Dale agreed", "Ann Cole-Dale\nagreed"),  # a name
    ],
)
def test_words_that_a_typesetter_broke_with_a_plain_hyphen(upper: str, lower: str, text: str) -> None:
    sheet = Sheet()
    sheet.lines([upper, lower])
    (page,) = read_sheets(sheet, producer="pdfTeX-1.40.24")
    assert page.text == text


def test_a_mended_word_reaches_as_far_as_it_would() -> None:
    """Whoever joins lines to paragraphs takes the upper line for a full one."""
    sheet = Sheet()
    sheet.lines(["the com\u2010", "mittee agreed"])
    first = read(sheet).lines[0]
    assert first.x1 == 72 + len("the com-mittee") * 5.5


def test_broken_words_of_a_cell_are_mended() -> None:
    sheet = Sheet()
    sheet.table((72, 172, 272), (100, 140), [("Rein\u2010\nstate it", "Clerk")])
    page = read(sheet)
    assert [page.text[cell.start : cell.end] for cell in page.tables[0].cells] == ["Reinstate\nit", "Clerk"]


def test_pictures_and_turning_are_told() -> None:
    sheet = Sheet(width=842, height=595)
    sheet.write("Map")
    sheet.picture((100, 200, 300, 400))
    page = read(sheet)
    assert (page.width, page.height, page.images, page.text_source) == (842, 595, [(100, 200, 300, 400)], "native")
