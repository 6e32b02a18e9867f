"""How wide the characters of a font are, read in one go where a PDF lists them as nearly all do.

pdfminer looks at each number several times, and fonts list some hundreds of which a paper shows a few. What is unusual is left to pdfminer.
"""

from __future__ import annotations

from typing import Any

from pdfminer.fontmetrics import FONT_METRICS
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import literal_name

NUMBERS = frozenset((int, float))
MOST_CODES = 65536


def take_widths(description: dict[str, Any]) -> tuple[dict[int, float] | None, dict[str, Any]]:
    """The widths of a font by their codes, in thousandths of its size, and its description without them; None, and the description as it
    is, where pdfminer should read them or knows them itself, as it does those of fonts that every reader of PDFs has."""
    subtype = description.get("Subtype")
    kind = literal_name(subtype) if subtype is not None else ""
    if kind in ("CIDFontType0", "CIDFontType2"):
        widths = read_composite_widths(resolve1(description.get("W")))
        return widths, description if widths is None else {**description, "W": []}
    if kind in ("Type1", "MMType1", "TrueType") and literal_name(description.get("BaseFont")) not in FONT_METRICS:
        widths = read_simple_widths(resolve1(description.get("Widths")), resolve1(description.get("FirstChar", 0)))
        return widths, description if widths is None else {**description, "Widths": []}
    return None, description


def read_simple_widths(listed: object, first: object) -> dict[int, float] | None:
    """The widths of a font of single bytes, given for the codes from `first` on."""
    if type(first) is not int or not isinstance(listed, list) or not NUMBERS.issuperset(map(type, listed)):
        return None
    return dict(zip(range(first, first + len(listed)), listed, strict=True))


def read_composite_widths(listed: object) -> dict[int, float] | None:
    """The widths of a composite font: for a code a list of its width and those of the following codes, or for two codes the width of all
    from one to the other. Of a code that is listed twice the later width counts."""
    if not isinstance(listed, list):
        return None
    widths: dict[int, float] = {}
    place, end = 0, len(listed)
    while place + 1 < end:
        first, second = listed[place], listed[place + 1]
        if type(first) is not int:
            return None
        if type(second) is list and NUMBERS.issuperset(map(type, second)):
            if len(second) == 1:
                widths[first] = second[0]
            else:
                widths.update(zip(range(first, first + len(second)), second, strict=True))
            place += 2
        elif type(second) is int and place + 2 < end and type(listed[place + 2]) in NUMBERS and second - first < MOST_CODES:
            width: float = listed[place + 2]
            widths.update(dict.fromkeys(range(first, second + 1), width))
            place += 3
        else:
            return None
    return widths if place == end else None
