"""Colours of one, three and four parts, and how many parts a colour space has."""

from __future__ import annotations

from typing import Any

import pytest
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import LIT

from pipeline.edges.pdf.colours import NO_COLOUR, count_parts, read_colour, to_hex

COLOURS = [
    ("grey", [0.5], "#808080"),
    ("red, green, blue", [1, 0.25, 0], "#ff4000"),
    ("four inks", [0, 1, 1, 0], "#ff0000"),
    ("four inks with black", [0.2, 0, 0, 0.9], "#001919"),
    ("beyond the ends", [-1, 2, 0.999], "#00ffff"),
    ("two parts tell no colour", [1, 0], None),
]


@pytest.mark.parametrize(("parts", "colour"), [row[1:] for row in COLOURS], ids=[row[0] for row in COLOURS])
def test_colours_are_written_in_hex(parts: list[float], colour: str | None) -> None:
    assert to_hex(parts) == colour


def test_a_colour_is_read_from_its_last_operands() -> None:
    assert read_colour(b" 7 1 0 0 ", 3) == "#ff0000"
    with pytest.raises(ValueError, match="3 numbers wanted"):
        read_colour(b"1 0", 3)


SPACES: list[tuple[str, Any, int | None]] = [
    ("a device's", LIT("DeviceCMYK"), 4),
    ("a named one in a list", [LIT("DeviceRGB")], 3),
    ("a profile", [LIT("ICCBased"), PDFStream({"N": 4}, b"")], 4),
    ("a profile that does not say", [LIT("ICCBased"), PDFStream({}, b"")], None),
    ("a profile that is not there", [LIT("ICCBased"), None], None),
    ("several inks", [LIT("DeviceN"), [LIT("A"), LIT("B")], LIT("DeviceRGB")], 2),
    ("one ink", [LIT("Separation"), LIT("A"), LIT("DeviceRGB")], 1),
    ("a table of colours", [LIT("Indexed"), LIT("DeviceRGB"), 1, b"000fff"], 1),
    ("patterns", LIT("Pattern"), NO_COLOUR),
    ("a space nobody knows", LIT("Own"), None),
    ("no space", None, None),
    ("an empty list", [], None),
]


@pytest.mark.parametrize(("space", "parts"), [row[1:] for row in SPACES], ids=[row[0] for row in SPACES])
def test_colour_spaces_count_by_their_parts(space: Any, parts: int | None) -> None:
    assert count_parts(space) == parts
