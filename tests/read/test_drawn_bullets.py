"""Bullets drawn as small circles, as web browsers print them."""

from __future__ import annotations

import pytest
from pages import Sheet, paragraphs_of, read_sheets

from pipeline.records import Box


def listed(*spots: Box) -> Sheet:
    """Three lines, the second and third set in, with shapes on the sheet."""
    sheet = Sheet()
    sheet.write("Clerk", 72, 100, size=10)
    sheet.write("Order new pads", 96, 114, size=10)
    sheet.write("Send the report", 96, 128, size=10)
    for spot in spots:
        sheet.shape(spot)
    return sheet


def text_of(sheet: Sheet) -> str:
    return read_sheets(sheet)[0].text


SPOTS: tuple[Box, Box] = ((84, 117, 88, 121), (84, 131, 88, 135))


def test_small_circles_before_lines_are_bullets() -> None:
    assert text_of(listed(*SPOTS)).splitlines() == ["Clerk", "• Order new pads", "• Send the report"]
    assert [paragraph.label for paragraph in paragraphs_of(listed(*SPOTS))] == [None, "•", "•"]


@pytest.mark.parametrize(
    ("spots", "case"),
    [
        ((SPOTS[0],), "a single spot"),
        (((84, 117, 88, 121), (60, 131, 64, 135)), "spots that are not one below the other"),
        (((78, 112, 90, 124), (78, 126, 90, 138)), "as large as letters"),
        (((40, 117, 44, 121), (40, 131, 44, 135)), "far away"),
        (((98, 117, 102, 121), (98, 131, 102, 135)), "under the words"),
    ],
)
def test_other_shapes_are_none(spots: tuple[Box, ...], case: str) -> None:
    assert "•" not in text_of(listed(*spots)), case
