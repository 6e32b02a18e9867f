"""Rules of tables are seen in the picture of a page; lines under words, bars, letters and edges of the sheet are none."""

from __future__ import annotations

import pytest

from pipeline.edges.picture_rules import find_picture_rules
from pipeline.edges.pictures import Picture

WIDTH, HEIGHT = 620, 400
"""Pixels; a point is two of them."""
Box = tuple[int, int, int, int]
LEVEL: list[Box] = [(100, 100, 501, 103), (100, 160, 501, 163), (100, 240, 501, 243)]
UPRIGHT: list[Box] = [(100, 100, 103, 243), (300, 100, 303, 243), (498, 100, 501, 243)]


def picture(*boxes: Box, shade: int = 0) -> Picture:
    """A white sheet with boxes of one shade on it: left, top, right and bottom in pixels."""
    rows = [bytearray(b"\xff" * WIDTH) for _ in range(HEIGHT)]
    for left, top, right, bottom in boxes:
        for row in rows[top:bottom]:
            row[left:right] = bytes([shade]) * (right - left)
    return Picture(WIDTH, HEIGHT, bytes(b"".join(rows)), 0.5, 10.0, 20.0)


def test_the_rules_of_a_table() -> None:
    found = find_picture_rules(picture(*LEVEL, *UPRIGHT))
    assert [rule for rule in found if rule[0] == "h"] == [
        ("h", 60.0, 260.5, 70.75, 70.75),
        ("h", 60.0, 260.5, 100.75, 100.75),
        ("h", 60.0, 260.5, 140.75, 140.75),
    ]
    assert [(kind, x0, top, bottom) for kind, x0, _, top, bottom in found if kind == "v"] == [
        ("v", 60.75, 70.0, 141.5),
        ("v", 160.75, 70.0, 141.5),
        ("v", 259.75, 70.0, 141.5),
    ]


@pytest.mark.parametrize("shade", [0, 150])
def test_grey_rules_and_specks_in_them(shade: int) -> None:
    sheet = picture(*LEVEL, *UPRIGHT, shade=shade)
    grey = bytearray(sheet.grey)
    for row in range(100, 103):
        grey[row * WIDTH + 250 : row * WIDTH + 252] = b"\xff\xff"
    assert len(find_picture_rules(sheet._replace(grey=bytes(grey)))) == 6


@pytest.mark.parametrize(
    ("boxes", "case"),
    [
        ([], "a blank sheet"),
        ([(100, 100, 400, 103), (100, 140, 300, 143)], "lines under words"),
        ([(0, 0, 620, 30), (0, 0, 30, 400), (590, 0, 620, 400)], "the shadow around a sheet"),
        ([(100, 100, 400, 103), (100, 300, 400, 303), (200, 150, 203, 175)], "an upright stroke that meets nothing"),
        ([(100 + 12 * place, 100, 104 + 12 * place, 120) for place in range(20)], "letters"),
    ],
)
def test_what_is_no_table(boxes: list[Box], case: str) -> None:
    assert find_picture_rules(picture(*boxes)) == [], case


def test_rules_that_sink_a_little_from_left_to_right() -> None:
    sinking = [(left, top + step, left + 101, top + step + 3) for _, top, _, _ in LEVEL for step, left in enumerate(range(100, 500, 100))]
    found = find_picture_rules(picture(*sinking, *UPRIGHT))
    assert [(x0, x1) for kind, x0, x1, _, _ in found if kind == "h"] == [(60.0, 260.5)] * 3


def test_a_photograph_has_no_rules() -> None:
    sheet = picture()
    noise = bytes(0 if (row // 2) % 2 else 255 for row in range(HEIGHT) for _ in range(WIDTH))
    assert find_picture_rules(sheet._replace(grey=noise)) == []
