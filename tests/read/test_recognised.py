"""Words that an engine saw become words as a PDF would have drawn them."""

from __future__ import annotations

import pytest
from pages import LEFT, TOP, scanned

from pipeline.read.frames import Frame
from pipeline.read.recognised import find_recognised_pieces
from pipeline.records import RecognisedWord

FRAME = Frame(595.0, 842.0)


@pytest.mark.parametrize(
    "line",
    [
        "The meeting was opened",
        "no one came",  # only small letters
        "agreed by all against",
        "A 12/3 on/off",  # signs that tell no size
    ],
)
def test_words_of_a_line_stand_on_one_base_in_one_size(line: str) -> None:
    pieces = find_recognised_pieces(scanned(line, "Present: Councillor Marsh").words, FRAME)
    assert {piece.size for piece in pieces} == {11.0}
    assert [round(piece.bottom - piece.top, 1) for piece in pieces] == [11.0] * len(pieces)
    assert sorted({round(piece.top) for piece in pieces}) == [TOP, TOP + 14]


def test_a_heading_keeps_its_size_and_small_differences_go() -> None:
    words = scanned("MINUTES", size=16).words
    words += [
        RecognisedWord(w.text, w.x0, w.top + 40, w.x1, w.bottom + 40, w.confidence, 9)
        for w in scanned("agreed and signed", size=11.2).words
    ]
    words += [
        RecognisedWord(w.text, w.x0, w.top + 60, w.x1, w.bottom + 60, w.confidence, 10)
        for w in scanned("by all who had come", size=11).words
    ]
    assert [piece.size for piece in find_recognised_pieces(words, FRAME)] == [16.0, *[11.0] * 8]


@pytest.mark.parametrize(
    ("text", "confidence", "counts"),
    [
        ("Council", 95, True),
        ("Council", 8, True),  # doubtful, but it looks like a word
        ("'minutes,", 8, True),
        ("Kj", 20, False),  # a scrawl
        ("£4", 40, True),
        ("|", 95, False),  # a table's rule
        ("||—", 95, False),
        ("—", 95, True),
        ("—", 30, False),
        ("~", 20, False),
        ("ceecsescecssscescec", 60, False),  # a row of dots
        ("&", 45, True),
    ],
)
def test_rules_specks_and_scrawls_are_left_out(text: str, confidence: float, counts: bool) -> None:
    word = RecognisedWord(text, LEFT, TOP, LEFT + 30, TOP + 11, confidence, 0)
    assert [piece.text for piece in find_recognised_pieces([word], FRAME)] == ([text] if counts else [])


@pytest.mark.parametrize(("seen", "printed"), [("Clir", "Cllr"), ("Cilrs", "Cllrs"), ("Clio", "Clio")])
def test_what_the_engine_does_not_know_is_put_right(seen: str, printed: str) -> None:
    assert find_recognised_pieces([RecognisedWord(seen, LEFT, TOP, LEFT + 30, TOP + 11, 80, 0)], FRAME)[0].text == printed


@pytest.mark.parametrize(
    ("line", "gap", "first"),
    [
        ("e Volunteers were thanked", 9, "•"),
        ("© Volunteers were thanked", 9, "•"),
        ("o Volunteers were thanked", 2, "o"),  # no bullet's distance
        ("a) Volunteers were thanked", 9, "a)"),
        ("I thanked all volunteers", 9, "I"),
    ],
)
def test_round_bullets_taken_for_letters_are_put_right(line: str, gap: float, first: str) -> None:
    mark, *words = scanned(line).words
    moved = [RecognisedWord(w.text, w.x0 + gap - 5.5, w.top, w.x1 + gap - 5.5, w.bottom, w.confidence, w.line) for w in words]
    assert find_recognised_pieces([mark, *moved], FRAME)[0].text == first
