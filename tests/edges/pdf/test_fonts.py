"""Fonts: what strings show, how wide they are, and that a document's fonts are made once and not all kept."""

from __future__ import annotations

from typing import Any

import pytest
from pdfminer.psparser import LIT
from raw_pdf import sheets_of, write_pdf

from pipeline.edges.pdf.fonts import MOST_FONTS, MOST_RUNS, Font, FontShelf

HELVETICA = {"Type": LIT("Font"), "Subtype": LIT("Type1"), "BaseFont": LIT("Helvetica")}


def font(name: str) -> Font:
    """A font of the resources that the tests' PDFs have."""
    (sheet,) = sheets_of(write_pdf(b""))
    return FontShelf().find(sheet.resources["Font"][name])


def test_a_string_shows_its_characters_and_their_widths() -> None:
    texts, advances, codes = font("F2").at(10, 1).plain[b"AB"]
    assert (texts, tuple(codes)) == ("AB", (65, 66))
    assert advances == pytest.approx((6, 7))


def test_strings_are_even_whose_characters_are_a_letter_each_and_have_a_width() -> None:
    own = {**HELVETICA, "Encoding": {"Differences": [65, LIT("fi"), LIT("f_f"), LIT("uniFFFE")]}}
    runs = FontShelf().find(own).at(10, 1).plain
    shown = ["".join(runs[string][0]) for string in (b"xy", b"Ax", b"Bx", b"Cx", b"xz")]
    assert shown == ["xy", "ﬁx", "ffx", "\ufffex", "xz"]
    assert runs.uneven == {b"Bx", b"Cx"}


def test_widths_follow_the_size_and_the_scaling() -> None:
    assert font("F2").at(20, 0.5).hex[b"41"][1] == pytest.approx((6,))


def test_a_composite_font_has_two_bytes_a_character_and_the_text_of_its_map() -> None:
    texts, advances, _ = font("F4").at(10, 1).hex[b"0024 0045 0010 00FF"]
    assert list(texts) == ["A", "bc", "ﬁ", "(cid:255)"]
    assert advances == pytest.approx((6, 5.1, 10, 10))


def test_a_font_knows_its_name_and_how_it_is_written() -> None:
    assert (font("F4").name, font("F4").multibyte, font("F4").vertical) == ("Own", True, False)
    assert font("F5").vertical
    assert font("F2").descent == -0.2


def test_a_font_that_is_broken_is_replaced() -> None:
    shelf = FontShelf()
    broken: list[Any] = [{"Subtype": LIT("Type0")}, {"Subtype": LIT("Type3")}, {}, 7]
    for description in broken:
        assert list(shelf.find(description).at(1, 1).plain[b"a"][0]) == ["a"]


def test_fonts_are_made_once_and_the_ones_not_used_for_long_are_let_go() -> None:
    shelf = FontShelf()
    used, left, *others = ({**HELVETICA, "Place": place} for place in range(MOST_FONTS + 1))
    kept, gone = shelf.find(used), shelf.find(left)
    for description in others:
        shelf.find(description)
        assert shelf.find(used) is kept
    assert shelf.find(left) is not gone


def test_strings_are_not_remembered_without_end() -> None:
    own = font("F2")
    for number in range(MOST_RUNS + 1):
        assert "".join(own.at(10, 1).plain[b"%d" % number][0]) == str(number)
    assert own.at(10, 1).plain == {}


MOVES = [
    ("back", b"120", -1.2),
    ("on", b" -33.5 ", 0.335),
    ("no number", b" ", None),
]


@pytest.mark.parametrize(("number", "move"), [row[1:] for row in MOVES], ids=[row[0] for row in MOVES])
def test_numbers_move_the_pen_in_thousandths_of_the_size(number: bytes, move: float | None) -> None:
    assert font("F2").at(10, 1).moves[number] == (None if move is None else pytest.approx(move))


def test_what_is_no_number_moves_nothing() -> None:
    with pytest.raises(ValueError, match="a number wanted"):
        font("F2").at(10, 1).moves[b"3 4"]
