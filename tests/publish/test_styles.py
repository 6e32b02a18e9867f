"""The sheet of styles: enough contrast in light and in dark (WCAG 2.2 AA), nothing from elsewhere."""

from __future__ import annotations

import re

import pytest

from pipeline.publish.site.routes import STATIC

SHEET = (STATIC / "site.css").read_text(encoding="utf-8")
TEXT, SHAPE = 4.5, 3.0
PAIRS = [
    ("ink", "paper", TEXT),
    ("soft", "paper", TEXT),
    ("link", "paper", TEXT),  # and the words of the button, the other way round
    ("late", "paper", TEXT),
    ("ink", "wash", TEXT),
    ("ink", "warn", TEXT),
    ("link", "warn", TEXT),
    ("mark-ink", "mark", TEXT),
    ("focus", "paper", SHAPE),
    ("focus", "wash", SHAPE),
    ("soft", "paper", SHAPE),  # the edge of the search box
]


def colours(scheme: str) -> dict[str, str]:
    """The colours of a scheme by name; those that dark does not change are those of light."""
    blocks = re.findall(r":root \{(.*?)\}", SHEET, re.DOTALL)
    light, dark = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)) for block in blocks[:2])
    return light if scheme == "light" else {**light, **dark}


def brightness(colour: str) -> float:
    """The relative luminance of a colour, as WCAG defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_contrast(scheme: str, front: str, back: str, least: float) -> None:
    named = colours(scheme)
    darker, lighter = sorted((brightness(named[front]), brightness(named[back])))
    assert (lighter + 0.05) / (darker + 0.05) >= least


def test_every_colour_that_is_used_has_a_value() -> None:
    assert set(re.findall(r"var\(--([\w-]+)\)", SHEET)) <= set(colours("light"))


def test_focus_can_be_seen_and_nothing_comes_from_elsewhere() -> None:
    assert re.search(r":focus-visible \{ outline: 3px solid", SHEET)
    assert not re.search(r"url\(|@import|https?:|outline: *(?:none|0)", SHEET)
    assert len(SHEET) < 20_000


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bars_stand_out_from_the_paper(scheme: str) -> None:
    """All but that of no status, which has an edge around it."""
    sheet = (STATIC / "registers.css").read_text(encoding="utf-8")
    blocks = [dict(re.findall(r"--(k-[\w-]+): (#[0-9a-f]{6})", block)) for block in re.findall(r":root \{(.*?)\}", sheet, re.DOTALL)]
    bars = blocks[0] if scheme == "light" else {**blocks[0], **blocks[1]}
    assert len(bars) >= 8
    for name, colour in bars.items():
        if name != "k-none":
            darker, lighter = sorted((brightness(colour), brightness(colours(scheme)["paper"])))
            assert (lighter + 0.05) / (darker + 0.05) >= SHAPE, name
