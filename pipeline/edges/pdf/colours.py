"""Colours of a PDF as `#rrggbb`, as far as the number of their parts tells them.

A colour space counts for its number of parts only: one is grey, three are red, green, blue, four are cyan, magenta, yellow, black, as
pdfminer takes them. A pattern has no colour.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from pdfminer.pdftypes import PDFStream, list_value, resolve1
from pdfminer.psparser import literal_name

from pipeline.edges.pdf.operations import read_numbers

BLACK = "#000000"
PATTERN = "pattern"
NO_COLOUR = 0

SPACES: Mapping[str, int] = {
    "DeviceGray": 1,
    "CalGray": 1,
    "Separation": 1,
    "Indexed": 1,
    "DeviceRGB": 3,
    "CalRGB": 3,
    "Lab": 3,
    "DeviceCMYK": 4,
    "Pattern": NO_COLOUR,
}


INKS = {"Separation", "DeviceN", "Indexed", "Lab"}
"""Spaces whose numbers do not tell how a colour looks: amounts of an ink, places in a table, other measures."""


def to_hex(parts: Sequence[float]) -> str | None:
    """The colour of one, three or four parts from 0 to 1 as `#rrggbb`; None for any other number of parts."""
    if len(parts) == 1:
        red = green = blue = parts[0]
    elif len(parts) == 3:
        red, green, blue = parts
    elif len(parts) == 4:
        cyan, magenta, yellow, black = parts
        red, green, blue = (1 - min(1.0, part + black) for part in (cyan, magenta, yellow))
    else:
        return None
    return "#" + "".join([f"{max(0, min(255, round(part * 255))):02x}" for part in (red, green, blue)])


@lru_cache(maxsize=4096)
def read_colour(operands: bytes, count: int) -> str | None:
    """The colour that the last `count` operands give, as `to_hex` has it. Raises ValueError when they are too few or no numbers."""
    return to_hex(read_numbers(operands, count))


def name_of(space: Any) -> str:
    """The name of a colour space's kind."""
    space = resolve1(space)
    return literal_name(resolve1(space[0]) if isinstance(space, list) and space else space)


def count_parts(space: Any) -> int | None:
    """How many parts a colour of this colour space of a PDF has, `NO_COLOUR` for patterns; None for a space nobody knows."""
    space = resolve1(space)
    name = name_of(space)
    if isinstance(space, list) and len(space) >= 2:
        if name == "ICCBased":
            profile = resolve1(space[1])
            parts = resolve1(profile.get("N")) if isinstance(profile, PDFStream) else None
            return parts if isinstance(parts, int) else None
        if name == "DeviceN":
            return len(list_value(space[1]))
    return SPACES.get(name)
