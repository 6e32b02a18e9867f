"""Glyphs whose text a PDF does not tell."""

from __future__ import annotations

import pytest
from pages import BOLD, ITALIC, Sheet, read_sheets, reading_of

from pipeline.read.pieces import find_pieces


def glyphs(word: str, **unknown: str) -> list[str]:
    """The glyphs of a word in which capital letters stand for unknown ones, named by the number that the font gives them."""
    return [f"(cid:{unknown[letter]})" if letter in unknown else letter for letter in word]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["MeeXng"], "Meeting"),
        (["maXers"], "matters"),
        (["CommiXee", "aXended"], "Committee attended"),
        (["aXer"], "after"),  # not `atter`
        (["leXer", "aXached"], "letter attached"),
        (["porXolio"], "portfolio"),
        (["seXng"], "setting"),  # not `seting`
        (["draX", "leX"], "draft left"),
        (["staX", "oXer"], "staff offer"),
        (["oXce"], "office"),
        (["ElecXon", "plaXng"], "Election plating"),  # one clear word decides for the others
    ],
)
def test_a_ligature_is_told_by_the_words_it_stands_in(words: list[str], text: str) -> None:
    sheet, x = Sheet(), 72.0
    for word in words:
        x = sheet.glyphs([*glyphs(word, X="415"), " "], x)
    reading = reading_of(sheet)
    assert reading.pages[0].text == text
    assert reading.findings == []


def test_two_ligatures_in_one_word() -> None:
    sheet = Sheet()
    sheet.glyphs([*glyphs("commiXng", X="426"), " ", *glyphs("acYon", Y="415"), " ", *glyphs("CommiZee", Z="425")])
    assert read_sheets(sheet)[0].text == "committing action Committee"


def test_a_glyph_for_private_use_is_a_ligature_too() -> None:
    sheet = Sheet()
    sheet.glyphs([*"Mee", "\ue123", *"ng"])
    assert read_sheets(sheet)[0].text == "Meeting"


def test_what_a_page_tells_holds_for_the_pages_after_it() -> None:
    first, second = Sheet(1), Sheet(2)
    first.glyphs(glyphs("MeeXng", X="415"))
    second.glyphs(glyphs("KaXa", X="415"))
    assert [page.text for page in read_sheets(first, second)] == ["Meeting", "Katia"]


def test_a_glyph_that_nothing_decides_is_told_and_not_guessed() -> None:
    sheet = Sheet()
    sheet.write("The report of", top=100)
    sheet.glyphs(glyphs("KaXa", X="415"), top=120)
    reading = reading_of(sheet)
    assert reading.pages[0].text == "The report of\nKa\ufffda"
    assert [(finding.code, finding.severity) for finding in reading.findings] == [("garbled-text", "warning")]


@pytest.mark.parametrize("width", ["x", "xxx"])
def test_a_glyph_much_narrower_or_wider_than_its_letters_is_another(width: str) -> None:
    sheet = Sheet()
    sheet.write("till", top=100)  # the font's own letters give their widths
    sheet.glyphs([*"Mee", f"(cid:9)~{width}", *"ng"], top=120)
    assert read_sheets(sheet)[0].text == "till\nMee\ufffdng"


@pytest.mark.parametrize(
    ("mark", "shown"),
    [("\uf0b7", "•"), ("\ue001", "•"), ("(cid:120)", "•"), ("\ufffd", "•"), ("\uf0fc", "✓"), ("\uf0fb", "✗")],
)
def test_a_glyph_that_stands_alone_is_a_bullet_or_a_tick(mark: str, shown: str) -> None:
    sheet = Sheet()
    sheet.glyphs([mark], 72)
    sheet.write("Volunteers were thanked", 90)
    assert read_sheets(sheet)[0].text == f"{shown} Volunteers were thanked"


def test_a_bullet_of_another_font_may_touch_the_word_behind_it() -> None:
    sheet = Sheet()
    sheet.glyphs(["\ue001"], 72, font=ITALIC)
    sheet.write("Volunteers", 83, font=BOLD)
    assert read_sheets(sheet)[0].text == "• Volunteers"


def test_glyphs_without_width_at_a_word_s_end_vanish() -> None:
    sheet = Sheet()
    x = sheet.write("Chairman")
    page = sheet.drawn()
    sheet.glyphs(["(cid:1)", "(cid:2)"], x)
    page.x0[-2:] = page.x1[-2:] = [x, x]
    assert read_sheets(sheet)[0].text == "Chairman"


def test_a_page_with_a_bullet_stays_one_of_stretches_and_one_with_a_ligature_does_not() -> None:
    for glyph, letters, stretches in (("\uf0fc", "✓ Mee", [0, 1]), ("Mee\ue123ng", "", [])):
        sheet = Sheet()
        sheet.glyphs([*glyph], 60)
        sheet.write(" Mee", 90)
        page = sheet.drawn()
        page.letters, page.stretches = "".join(page.text), [0, len(glyph)]
        assert [piece.text for piece in find_pieces(page)] == ["✓" if letters else "Meeting", "Mee"]
        assert (page.letters, page.stretches) == (letters, stretches)
