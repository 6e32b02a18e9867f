"""Widths of fonts as listed -> by code; and that they are those of pdfminer, wherever they are read here."""

from __future__ import annotations

from typing import Any

import pytest
from pdfminer.pdffont import get_widths
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFObjRef
from pdfminer.psparser import LIT

from pipeline.edges.pdf.font_widths import read_composite_widths, read_simple_widths, take_widths
from pipeline.edges.pdf.fonts import FontShelf

SIMPLE = [
    ([500, 250.5], 32, {32: 500, 33: 250.5}),
    ([], 32, {}),
    ([500, True], 32, None),  # no number
    ([500, PDFObjRef(None, 7)], 32, None),  # one stands elsewhere
    ([500], 32.0, None),
    (None, 32, None),
]
COMPOSITE = [
    ([3, [226]], True),
    ([3, [226, 579.5], 17, [252]], True),
    ([3, 6, 500, 17, [252]], True),
    ([3, 6, 500, 4, [1]], True),  # one code twice
    ([6, 3, 500], True),  # from a code to one in front of it
    ([], True),
    ([3, [226], 17], False),  # a code without widths
    ([3, 6], False),
    ([3.0, [226]], False),
    ([3, [226, None]], False),
    ([3, 6, [500]], False),
    ([6, 3, [500]], False),
    ([0, 10_000_000, 500], False),  # more codes than there are
    (None, False),
]


@pytest.mark.parametrize(("listed", "first", "widths"), SIMPLE)
def test_widths_of_simple_fonts(listed: object, first: object, widths: dict[int, float] | None) -> None:
    assert read_simple_widths(listed, first) == widths


@pytest.mark.parametrize(("listed", "read"), COMPOSITE)
def test_widths_of_composite_fonts_are_those_of_pdfminer(listed: list[Any], read: bool) -> None:
    assert read_composite_widths(listed) == (get_widths(listed) if read else None)


def test_a_font_that_every_reader_has_keeps_its_own_widths() -> None:
    description = {"Subtype": LIT("Type1"), "BaseFont": LIT("Helvetica"), "FirstChar": 65, "Widths": [1]}
    assert take_widths(description) == (None, description)


@pytest.mark.parametrize("encoding", ["Identity-H", "Identity-V"])
def test_composite_fonts_have_the_widths_of_pdfminer_across_and_down(encoding: str) -> None:
    description = {
        "Subtype": LIT("CIDFontType2"),
        "BaseFont": LIT("Ours"),
        "Encoding": LIT(encoding),
        "DW": 900,
        "W": [3, [226, 579.5], 17, 19, 252],
        "W2": [3, [-700, 500, 880]],
    }
    ours, theirs = FontShelf().find(description).metrics, PDFResourceManager(caching=False).get_font(None, description)
    assert [ours.char_width(code) for code in range(25)] == [theirs.char_width(code) for code in range(25)]
