"""Where the words of a page come from, and what is said of pages without honest words."""

from __future__ import annotations

import pytest
from pages import LEFT, Sheet, reading_of, scanned

from pipeline.read.frames import Frame
from pipeline.records import RecognisedPage, RecognisedWord

WHOLE = (0.0, 0.0, 595.0, 842.0)
LINES = ("Minutes of the meeting of the Council", "held in the Town Hall on Monday", "RESOLVED that the minutes be signed")


def scan(*, stamps: bool = False) -> Sheet:
    sheet = Sheet()
    sheet.picture(WHOLE)
    if stamps:
        sheet.write("Page 7", 280, 810)
        sheet.write("Agenda Item 3", 450, 30)
    return sheet


def outlines(count: int = 60) -> Sheet:
    sheet = Sheet()
    for place in range(count):
        sheet.shape((72.0 + 6 * place, 100.0, 77.0 + 6 * place, 110.0))
    return sheet


@pytest.mark.parametrize("sheet", [scan(), outlines()], ids=["picture", "outlines"])
def test_a_page_without_text_is_read_from_its_picture(sheet: Sheet) -> None:
    reading = reading_of(sheet, recognise=lambda number: scanned(*LINES))
    assert reading.pages[0].text == "\n".join(LINES)
    assert (reading.pages[0].text_source, reading.pictures, reading.findings) == ("ocr", [1], [])


@pytest.mark.parametrize(("sheet", "words"), [(scan(), "is a picture"), (outlines(), "drawn as outlines")], ids=["picture", "outlines"])
def test_without_an_engine_it_is_said_how_to_get_one(sheet: Sheet, words: str) -> None:
    reading = reading_of(sheet)
    assert (reading.pages[0].text, reading.pages[0].text_source, reading.pictures) == ("", "none", [1])
    (finding,) = reading.findings
    assert (finding.code, finding.severity) == ("no-text", "warning")
    assert words in finding.message
    assert "minutebook doctor" in finding.message


def never(number: int) -> RecognisedPage:
    raise AssertionError(f"page {number} was looked at")


def test_pages_with_words_of_their_own_are_never_looked_at() -> None:
    slide, letter = Sheet(1), Sheet(2)
    slide.picture(WHOLE)
    slide.write("Our priorities", top=200)
    letter.write("Dear all", top=200)
    letter.picture((72, 600, 300, 700))
    reading = reading_of(slide, letter, Sheet(3), recognise=never)
    assert [page.text_source for page in reading.pages] == ["native", "native", "none"]
    assert [(finding.code, finding.severity, finding.page) for finding in reading.findings] == [("no-text", "info", 3)]


def test_stamps_on_a_scan_stay_beside_what_is_read() -> None:
    seen = scanned(*LINES)
    seen.words.append(RecognisedWord("Page", 280, 811, 302, 820, 90, 50))
    seen.words.append(RecognisedWord("1", 307, 811, 313, 820, 90, 50))  # misread, but the text layer knows
    reading = reading_of(scan(stamps=True), recognise=lambda number: seen)
    page = reading.pages[0]
    assert (page.text, page.text_source, page.printed_label) == ("\n".join(LINES), "ocr", "7")
    assert sorted(item.text for item in page.furniture) == ["Agenda Item 3", "Page 7"]


def test_a_picture_that_shows_no_words_leaves_a_page_as_it_is() -> None:
    stamped, bare = reading_of(scan(stamps=True), scan(), recognise=lambda number: RecognisedPage()).pages
    assert (stamped.text_source, stamped.printed_label) == ("native", "7")
    assert bare.text_source == "none"
    reading = reading_of(scan(), recognise=lambda number: RecognisedPage())
    assert [(finding.code, finding.severity) for finding in reading.findings] == [("no-text", "info")]


@pytest.mark.parametrize(("trouble", "code", "words"), [("time", "time-limit", "--timeout"), ("failure", "no-text", "could not read it")])
def test_why_a_picture_was_not_read(trouble: str, code: str, words: str) -> None:
    reading = reading_of(scan(), recognise=lambda number: RecognisedPage(trouble=trouble))  # type: ignore[arg-type]
    (finding,) = reading.findings
    assert (finding.code, finding.severity) == (code, "warning")
    assert words in finding.message


def test_a_damaged_page_is_looked_at() -> None:
    sheet = Sheet()
    sheet.drawn().trouble = "This page is damaged."
    assert reading_of(sheet, recognise=lambda number: scanned(*LINES)).pages[0].text_source == "ocr"
    assert "damaged" in reading_of(sheet).findings[0].message


@pytest.mark.parametrize(
    ("doubtful", "of", "told"),
    [
        (4, 40, False),  # too few
        (5, 40, True),
        (5, 200, False),  # too small a share
        (20, 200, True),
    ],
)
def test_a_doubtful_reading_is_told(doubtful: int, of: int, told: bool) -> None:
    seen = [
        RecognisedWord("minutes", LEFT + 60 * (place % 8), 100 + 14 * (place // 8), LEFT + 38 + 60 * (place % 8), 108 + 14 * (place // 8),
                       40.0 if place < doubtful else 95.0, place // 8)
        for place in range(of)
    ]  # fmt: skip
    reading = reading_of(scan(), recognise=lambda number: RecognisedPage(words=seen))
    assert [finding.code for finding in reading.findings] == (["ocr-low-confidence"] if told else [])
    assert not told or f"{doubtful} of its {of} words" in reading.findings[0].message


def test_a_table_with_rules_on_a_scan_is_a_table() -> None:
    seen = RecognisedPage()
    for row, texts in enumerate((("No", "Action", "Owner"), ("1", "Mend the gate", "Clerk"), ("2", "Paint the hall", "Chair"))):
        for column, text in enumerate(texts):
            seen.words += scanned(text, x=(80.0, 130.0, 430.0)[column], top=106.0 + 24 * row).words
    seen.words[:] = [RecognisedWord(w.text, w.x0, w.top, w.x1, w.bottom, w.confidence, place) for place, w in enumerate(seen.words)]
    seen.rules += [("h", 72.0, 520.0, y, y) for y in (100.0, 124.0, 148.0, 172.0)]
    seen.rules += [("v", x, x, 100.0, 172.0) for x in (72.0, 122.0, 422.0, 520.0)]
    page = reading_of(scan(), recognise=lambda number: seen).pages[0]
    assert [(table.rows, table.columns) for table in page.tables] == [(3, 3)]
    assert [page.text[cell.start : cell.end] for cell in page.tables[0].cells][3:6] == ["1", "Mend the gate", "Clerk"]


def test_a_scan_that_lies_on_its_side_is_read_upright_and_keeps_its_boxes() -> None:
    shown = Frame(842.0, 595.0, 90)
    seen = RecognisedPage()
    for word in scanned(*LINES).words:
        x0, top, x1, bottom = shown.shown((word.x0, word.top, word.x1, word.bottom))
        seen.words.append(RecognisedWord(word.text, x0, top, x1, bottom, word.confidence, word.line))
    sheet = Sheet(width=842, height=595)
    sheet.picture((0, 0, 842, 595))
    page = reading_of(sheet, recognise=lambda number: seen).pages[0]
    assert page.text == "\n".join(LINES)
    assert (page.width, page.height, page.turn) == (595, 842, 90)


# --- words that lie unseen under a picture ----------------------------------------------------------------------------


def searchable(lines: tuple[str, ...] = LINES) -> Sheet:
    sheet = Sheet()
    sheet.picture(WHOLE)
    for place, line in enumerate(lines):
        sheet.unseen(line, top=120 + 14 * place)
    return sheet


def test_what_a_scanner_has_read_is_replaced_by_what_is_on_the_picture() -> None:
    reading = reading_of(searchable(), recognise=lambda number: scanned(*LINES))
    assert (reading.pages[0].text, reading.pages[0].text_source) == ("\n".join(LINES), "ocr")
    assert reading.findings == []


def test_unseen_words_that_are_not_on_the_picture_are_told() -> None:
    false = ("The chairman resigned in anger", "and all the money has been lost", "nobody knows where it has gone")
    reading = reading_of(searchable(false), recognise=lambda number: scanned(*LINES))
    assert reading.pages[0].text == "\n".join(LINES)
    assert [finding.code for finding in reading.findings] == ["hidden-text"]
    assert "anger" not in reading.findings[0].message


def test_without_an_engine_a_scanner_s_words_are_taken_with_a_warning() -> None:
    reading = reading_of(searchable())
    assert (reading.pages[0].text, reading.pages[0].text_source, reading.pictures) == ("\n".join(LINES), "ocr", [1])
    assert [(finding.code, finding.severity) for finding in reading.findings] == [("hidden-text", "warning")]


def test_a_few_unseen_words_under_a_picture_are_no_reading_of_it() -> None:
    reading = reading_of(searchable(("Draft of May",)))
    assert (reading.pages[0].text, reading.pages[0].text_source) == ("", "none")
    assert [finding.code for finding in reading.findings] == ["hidden-text", "no-text"]
