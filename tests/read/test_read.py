"""The stage: a document's drawn pages to its reading."""

from __future__ import annotations

from pages import Sheet, read_sheets, reading_of

from pipeline.read import read
from pipeline.records import DrawnDocument, OutlineEntry


def test_what_the_pdf_says_of_itself_is_kept() -> None:
    drawn = DrawnDocument(
        page_count=1, pdf_title="Minutes", producer="Typist", created="2024-06-04", outline=[OutlineEntry(depth=0, title="Minutes", page=1)]
    )
    reading = read("b" * 16, drawn, [])
    assert (reading.document_id, reading.status, len(reading.pages)) == ("b" * 16, "ok", 0)
    assert (reading.pdf_title, reading.producer, reading.created, reading.outline) == ("Minutes", "Typist", "2024-06-04", drawn.outline)


def test_pages_come_in_order_with_their_text() -> None:
    first, second = Sheet(1), Sheet(2)
    first.write("Agenda")
    second.write("Minutes")
    assert [(page.number, page.text) for page in reading_of(first, second).pages] == [(1, "Agenda"), (2, "Minutes")]


def test_a_blank_page_is_told_of() -> None:
    first = Sheet(1)
    first.write("Agenda")
    reading = reading_of(first, Sheet(2))
    assert [page.text_source for page in reading.pages] == ["native", "none"]
    assert [(finding.code, finding.severity, finding.page) for finding in reading.findings] == [("no-text", "info", 2)]


def test_a_scanned_page_is_warned_of() -> None:
    sheet = Sheet()
    sheet.picture((0, 0, 595, 842))
    reading = reading_of(sheet)
    assert reading.pages[0].text_source == "none"
    assert [(finding.code, finding.severity, finding.page) for finding in reading.findings] == [("no-text", "warning", 1)]


def test_the_pdf_s_page_label_stands_in_for_a_number_that_is_not_printed() -> None:
    first, second, third = Sheet(1), Sheet(2), Sheet(3)
    for sheet in (first, second, third):
        sheet.write("Agenda", top=400)
    second.write("Page 7", 280, 800)
    assert [page.printed_label for page in read_sheets(first, second, third, labels=["i", "ii"])] == ["i", "7", None]
