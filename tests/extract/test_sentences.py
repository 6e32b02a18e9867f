"""Sentences end at full stops, but not behind short forms."""

from __future__ import annotations

import pytest

from pipeline.extract.sentences import sentences

SENTENCES = [
    ("The lamp is broken. It will be mended.", ["The lamp is broken.", "It will be mended."], "two"),
    ("Cllr. Moss and Mr. Fern left. They met.", ["Cllr. Moss and Mr. Fern left.", "They met."], "titles"),
    ("Agreed (prop. AB, sec. CD). Next.", ["Agreed (prop. AB, sec. CD).", "Next."], "who moved it, in short"),
    ("Hedges, e.g. at No. 4, are long.", ["Hedges, e.g. at No. 4, are long."], "a number"),
    ("Put off to 3 Jun. The rest stands.", ["Put off to 3 Jun. The rest stands."], "a short month"),
    ("It may. The rest stands.", ["It may.", "The rest stands."], "a month that is not short"),
    ("It costs £1.50 a metre. Yes.", ["It costs £1.50 a metre.", "Yes."], "a figure"),
    ("“We agree.” They left.", ["“We agree.”", "They left."], "quotation marks"),
    ("J. Reed spoke. 1. First", ["J. Reed spoke.", "1. First"], "an initial, and the number of a list"),
    ("no end", ["no end"], "no full stop"),
    ("", [], "nothing"),
]


@pytest.mark.parametrize(("text", "expected", "case"), SENTENCES, ids=[case for _, _, case in SENTENCES])
def test_sentences(text: str, expected: list[str], case: str) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected, case
