"""Scans are laid for reading, and boxes found on them again on the page as it is shown."""

from __future__ import annotations

import pytest
from pages import scanned

from pipeline.read.frames import Frame, find_frame, shown_box
from pipeline.records import Box, Page, RecognisedWord

WIDTH, HEIGHT = 595.0, 842.0


def turned(word: RecognisedWord, turn: int, slant: float = 0.0) -> RecognisedWord:
    """A word of an upright page where it stands when the page lies turned clockwise, and slants."""
    upright = Frame(*((HEIGHT, WIDTH) if turn in (90, 270) else (WIDTH, HEIGHT)), turn, slant)
    x0, top, x1, bottom = upright.shown((word.x0, word.top, word.x1, word.bottom))
    return RecognisedWord(word.text, x0, top, x1, bottom, word.confidence, word.line)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("slant", [0.0, 0.01, -0.02])
def test_the_frame_of_a_scan_is_found(turn: int, slant: float) -> None:
    words = scanned("Minutes of the meeting of the Council", "held in the Town Hall on Monday").words
    shown = (HEIGHT, WIDTH) if turn in (90, 270) else (WIDTH, HEIGHT)
    frame = find_frame([turned(word, turn, slant) for word in words], *shown)
    assert (frame.turn, frame.laid_size) == (turn, (WIDTH, HEIGHT))
    assert frame.slant == pytest.approx(slant, abs=0.0015)


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("Agenda",),  # too short to tell a slant
        ("Agenda", "Minutes"),
    ],
)
def test_few_words_lie_level(lines: tuple[str, ...]) -> None:
    frame = find_frame(scanned(*lines).words if lines else [], WIDTH, HEIGHT)
    assert (frame.turn, frame.slant) == (0, 0.0)


@pytest.mark.parametrize(
    ("turn", "shown"),
    [
        (0, (100.0, 50.0, 200.0, 60.0)),
        (90, (535.0, 100.0, 545.0, 200.0)),
        (180, (395.0, 782.0, 495.0, 792.0)),
        (270, (50.0, 642.0, 60.0, 742.0)),
    ],
)
def test_boxes_go_to_and_fro(turn: int, shown: Box) -> None:
    frame = Frame(WIDTH, HEIGHT, turn)
    assert frame.shown((100.0, 50.0, 200.0, 60.0)) == shown
    assert frame.laid(shown) == (100.0, 50.0, 200.0, 60.0)


@pytest.mark.parametrize(("turn", "kind"), [(0, "h"), (90, "v"), (180, "h"), (270, "v")])
def test_rules_are_laid_with_their_page(turn: int, kind: str) -> None:
    frame = Frame(WIDTH, HEIGHT, turn)
    found, x0, x1, top, bottom = frame.laid_rule(("h", 100.0, 200.0, 50.0, 50.0))
    assert found == kind
    assert frame.shown((x0, top, x1, bottom)) == pytest.approx((100.0, 50.0, 200.0, 50.0))


def test_a_box_on_a_slanting_page_holds_the_words_as_they_are_shown() -> None:
    frame = Frame(600.0, 800.0, 0, 0.1)
    assert frame.shown((299.0, 399.0, 301.0, 401.0)) == pytest.approx((298.9, 398.9, 301.1, 401.1), abs=0.1)
    assert frame.shown((100.0, 100.0, 100.0, 100.0)) == pytest.approx((131.7, 83.2, 131.7, 83.2), abs=0.1)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_point_comes_back_to_its_place(turn: int) -> None:
    frame = Frame(600.0, 800.0, turn, 0.05)
    for box in ((100.0, 100.0, 100.0, 100.0), (550.0, 700.0, 550.0, 700.0)):
        assert frame.shown(frame.laid(box)) == pytest.approx(box)


def test_lines_of_a_slanting_page_begin_below_each_other() -> None:
    words = scanned(*["Minutes of the meeting of the Council at the Town Hall"] * 50).words
    shown = [turned(word, 0, 0.02) for word in words]
    frame = find_frame(shown, WIDTH, HEIGHT)
    lefts = [frame.laid((word.x0, word.top, word.x1, word.bottom))[0] for word in shown if word.text == "Minutes"]
    assert max(lefts) - min(lefts) < 0.5


def test_the_box_of_a_page_as_it_is_shown() -> None:
    plain = Page(number=1, width=WIDTH, height=HEIGHT)
    laid = Page(number=1, width=HEIGHT, height=WIDTH, turn=90)
    assert shown_box(plain, (1.0, 2.0, 3.0, 4.0)) == (1.0, 2.0, 3.0, 4.0)
    assert shown_box(laid, (100.0, 50.0, 200.0, 60.0)) == (535.0, 100.0, 545.0, 200.0)
