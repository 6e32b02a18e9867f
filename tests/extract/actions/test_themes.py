"""Headings and bands as themes."""

from __future__ import annotations

import pytest

from pipeline.extract.actions.themes import band_theme, cleaned

THEMES = [
    ("Priority - Safer lanes", "Safer lanes", "a word that only says what it is"),
    ("Priority 2: Safer lanes", "Priority 2: Safer lanes", "with its number"),
    ("Priority: Safer lanes [cont'd]", "Safer lanes", "continued"),
    ("Safer lanes (continued)", "Safer lanes", "continued, in brackets"),
    ("Outcome 3 Cleaner air. At the end of June all aims are met.", "Outcome 3 Cleaner air", "the first sentence"),
    ("4. Milestones", "4. Milestones", "a number ends no sentence"),
    ("3.2. Where we stand", "3.2. Where we stand", "a number of two parts"),
]


@pytest.mark.parametrize(("text", "theme", "case"), THEMES, ids=[case for _, _, case in THEMES])
def test_cleaned(text: str, theme: str, case: str) -> None:
    assert cleaned(text) == theme, case


def test_a_long_note_is_no_theme() -> None:
    assert band_theme("word " * 70) is None
    assert band_theme("Safer lanes") == "Safer lanes"
