"""Blank sheets, restricted sheets, slides and ordinary pages."""

from __future__ import annotations

import pytest
from pages import Sheet, read_sheets

from pipeline.divide.sheets import exempt_reason, sheet_of

BODY = ["The Committee noted that the gate in Mill Lane had been painted, and asked", "that the roof of the depot be mended before winter."]


def kind(sheet: Sheet) -> str:
    return sheet_of(read_sheets(sheet)[0])


def test_a_page_of_text() -> None:
    sheet = Sheet()
    sheet.lines(BODY)
    assert kind(sheet) == "page"


def test_an_empty_page_is_blank() -> None:
    assert kind(Sheet()) == "blank"


def test_a_picture_alone_is_a_page() -> None:
    sheet = Sheet()
    sheet.picture((0, 0, 595, 842))
    assert kind(sheet) == "page"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("This page is intentionally left blank", "blank"),
        ("This page is intentionally blank.", "blank"),
        ("Page intentionally left blank", "blank"),
        ("This page has been deliberately left blank", "blank"),
        ("Mae'r dudalen hon yn fwriadol wag", "blank"),
        ("This form was left blank by the tenant", "page"),
        ("Document is Restricted", "restricted"),
        ("This document is exempt from publication under paragraph 3 of Part 1 of Schedule 12A", "restricted"),
        ("Appendix B: NOT FOR PUBLICATION", "restricted"),
        ("Confidential report", "restricted"),
        ("Parking is restricted in Mill Lane", "page"),
    ],
)
def test_sheets_by_their_words(printed: str, expected: str) -> None:
    sheet = Sheet()
    sheet.write(printed)
    assert kind(sheet) == expected


def test_a_page_number_does_not_make_a_blank_sheet_a_page() -> None:
    sheet = Sheet()
    sheet.write("This page is intentionally left blank")
    sheet.write("Page 12", 280, 800)
    assert kind(sheet) == "blank"


def test_a_page_that_speaks_of_exempt_papers_at_length_is_not_one() -> None:
    sheet = Sheet()
    sheet.lines(["The appendix to this report is exempt and not for publication.", *BODY * 3])
    assert kind(sheet) == "page"


@pytest.mark.parametrize(
    ("width", "height", "heading", "size", "expected"),
    [
        (960, 540, 28, 18, "slide"),  # a slide's own format
        (842, 595, 28, 18, "slide"),  # a slide printed on a sheet
        (842, 595, 14, 10, "page"),  # a plan's table set across the sheet
        (595, 842, 28, 18, "page"),  # a poster
        (960, 540, 12, 10, "page"),
    ],
)
def test_a_slide_is_wide_and_set_large(width: float, height: float, heading: float, size: float, expected: str) -> None:
    sheet = Sheet(width=width, height=height)
    sheet.write("Our winter plan", size=heading)
    sheet.write("We grit the main roads first, then the lanes to schools", top=180, size=size)
    assert kind(sheet) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "Exempt by virtue of paragraph 3 of Part 1 of Schedule 12A of the Local Government Act 1972",
            "by virtue of paragraph 3 of Part 1 of Schedule 12A of the Local Government Act 1972",
        ),
        ("exempt information under paragraphs 1 and 2\nof Schedule 12A", "exempt information under paragraphs 1 and 2 of Schedule 12A"),
        ("within the meaning of paragraph 4 of Schedule 12A. Mr Ash left.", "within the meaning of paragraph 4 of Schedule 12A"),
        ("as set out in paragraph 5 of Part 1 of Schedule 12A", "paragraph 5 of Part 1 of Schedule 12A"),
        ("see paragraph 3 of this report", None),
        ("Schedule 12 of the lease", None),
    ],
)
def test_the_reason_for_an_exemption(text: str, reason: str | None) -> None:
    assert exempt_reason(text) == reason
