"""Text that is not what its letters look like."""

from __future__ import annotations

import random
import string

import pytest
from pages import BOLD, PLAIN, Sheet, reading_of, scanned

from pipeline.read.garbled import Spelling
from pipeline.records import RecognisedPage

PROSE = (
    "The Committee considered the report of the Head of Streets on winter gritting and noted",
    "that two of the three gritters had been replaced since the last meeting. Members asked",
    "whether the routes past the primary schools would be treated before eight in the morning",
    "and were told that they would, weather permitting, as in every year since the new depot",
)
WELSH = (
    "Mae'r Cyngor yn croesawu gohebiaeth yn Gymraeg. Cynhelir cyfarfod nesaf y pwyllgor ddydd Mawrth yn Neuadd y Dref",
    "a bydd y Clerc yn ysgrifennu at y gwasanaeth priffyrdd ynglŷn â chyflwr y ffordd a'r llwybr troed wrth yr ysgol",
)


def shifted(text: str) -> str:
    """As a font reads that was numbered anew from 3 on: every letter is the one 29 places before it."""
    return "".join(chr(ord(letter) - 29) if letter != " " else " " for letter in text)


def swapped(text: str, seed: int = 4) -> str:
    """As a font reads whose letters were numbered in any order."""
    letters = list(string.ascii_lowercase)
    random.Random(seed).shuffle(letters)
    order = str.maketrans(string.ascii_letters, "".join(letters) + "".join(letters).upper())
    return text.translate(order)


def marked(text: str) -> str:
    return "".join(chr(ord(letter) + 0x80) if letter.isalpha() else letter for letter in text)


def signs(text: str) -> str:
    return "".join("!#$%&*+<>?"[ord(letter) % 10] if letter != " " else " " for letter in text)


def test_languages_are_told_from_garble() -> None:
    for lines in (PROSE, WELSH, ("Jeżeli potrzebujesz tych informacji w innym języku, skontaktuj się z radą miasta " * 2,)):
        spelling = Spelling()
        spelling.add(" ".join(lines).split())
        assert not spelling.is_garbled


@pytest.mark.parametrize(
    "words",
    [
        "1,204.5 (3.2) 17.0 -4.1 2,000 (10) 5% 6% 12/4 £3 £40.50 £1,200 7.30 8.45 9.00 10.15",  # sums
        "Agenda ................................ 3 Minutes ............................ 14",
        "X X x X NO YES N/A N/A N/A N/A X X X X X X X X X X X X X X X X X X X X X X X X",
        "www.example.gov.uk clerk@example.gov.uk https://example.gov.uk/mgConvert2PDF.aspx?ID=77",
        "GP DfE NHS CQC CCG LGA FTE KPI RAG Q1 Q2 Q3 Q4 SLA PFI HRA DSG EHCP SEND ASC BCF",
        "• • • • • • • • • • • • • • • • • • • • • • • • • • • • • • • • • • • • • • • • • • • • •",
    ],
)  # fmt: skip
def test_sums_marks_addresses_and_initials_are_not_garbled(words: str) -> None:
    spelling = Spelling()
    spelling.add(words.split())
    assert not spelling.is_garbled


GARBLES = [shifted, swapped, marked, signs]


@pytest.mark.parametrize("garble", GARBLES, ids=lambda garble: garble.__name__)
def test_a_garbled_page_is_told_and_its_words_are_not_taken(garble: object) -> None:
    sheet = Sheet()
    sheet.lines([garble(line) for line in PROSE])  # type: ignore[operator]
    reading = reading_of(sheet)
    assert (reading.pages[0].text, reading.pages[0].text_source, reading.pictures) == ("", "none", [1])
    assert [(finding.code, finding.severity) for finding in reading.findings] == [("garbled-text", "warning")]


@pytest.mark.parametrize("garble", GARBLES, ids=lambda garble: garble.__name__)
def test_a_garbled_page_is_read_from_its_picture(garble: object) -> None:
    sheet = Sheet()
    sheet.lines([garble(line) for line in PROSE])  # type: ignore[operator]
    reading = reading_of(sheet, recognise=lambda number: scanned(*PROSE))
    assert (reading.pages[0].text, reading.pages[0].text_source) == ("\n".join(PROSE), "ocr")
    assert [(finding.code, finding.severity) for finding in reading.findings] == [("garbled-text", "info")]


def test_glyphs_that_the_font_does_not_name_are_garbled() -> None:
    sheet = Sheet()
    for row in range(6):
        sheet.glyphs([f"(cid:{37 + (7 * place + row) % 50})" if place % 6 else " " for place in range(60)], top=120 + 14 * row)
    assert [finding.code for finding in reading_of(sheet).findings] == ["garbled-text"]


def half_garbled() -> Sheet:
    """A heading in a font that spells nothing over text in one that does."""
    sheet = Sheet()
    sheet.lines([swapped(line) for line in PROSE[:2]], top=120, font=BOLD)
    sheet.lines(PROSE, top=200, font=PLAIN)
    return sheet


def test_of_two_fonts_only_the_garbled_one_is_left_out() -> None:
    reading = reading_of(half_garbled())
    assert (reading.pages[0].text, reading.pages[0].text_source) == ("\n".join(PROSE), "native")
    (finding,) = reading.findings
    assert (finding.code, finding.severity) == ("garbled-text", "warning")


def test_only_the_garbled_words_are_read_from_the_picture() -> None:
    seen = scanned(*PROSE[:2], top=120)
    other = scanned(*(line.upper() for line in PROSE), top=200)
    logo = scanned("LOGO", x=400, top=40)
    words = [*seen.words, *other.words, *logo.words]
    reading = reading_of(half_garbled(), recognise=lambda number: RecognisedPage(words=words))
    assert (reading.pages[0].text, reading.pages[0].text_source) == ("\n".join((*PROSE[:2], *PROSE)), "native")
    assert [(finding.code, finding.severity) for finding in reading.findings] == [("garbled-text", "info")]


def test_a_font_shows_itself_over_several_pages() -> None:
    sheets = []
    for number in range(1, 9):
        sheet = Sheet(number)
        sheet.write(swapped("Winter gritting routes"), top=120, font=BOLD)
        sheet.lines(PROSE, top=200)
        sheets.append(sheet)
    pages = {finding.page for finding in reading_of(*sheets).findings if finding.code == "garbled-text"}
    assert pages == {4, 5, 6, 7, 8}
