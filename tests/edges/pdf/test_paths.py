"""Paths: when a painted path is a line, a rectangle or another shape."""

from __future__ import annotations

import pytest

from pipeline.edges.pdf.drawing import IDENTITY, Drawing, Matrix
from pipeline.edges.pdf.paths import Path


def painted(*steps: tuple[str, float, float] | str, fill: str | None = "#ff0000") -> tuple[list[int], int]:
    """How many lines, rectangles and other shapes have edges on the page after a path, and how many boxes are filled."""
    drawing = Drawing((0, 0, 100, 100), 0)
    path = Path()
    for step in steps:
        if isinstance(step, str):
            path.close()
        elif step[0] == "m":
            path.move(*step[1:])
        else:
            path.add(*step)
    path.paint(drawing, IDENTITY, fill)
    return [len(drawing.lines), len(drawing.rectangles) // 4, len(drawing.shapes)], len(drawing.fills)


SQUARE = [("m", 0, 0), ("l", 9, 0), ("l", 9, 9), ("l", 0, 9)]

CASES = [
    ("a line", [("m", 0, 0), ("l", 50, 0)], [1, 0, 0], 0),
    ("a line that is closed", [("m", 0, 0), ("l", 50, 0), "h"], [1, 0, 0], 0),
    ("a slanted line is an edge too, like in pdfplumber", [("m", 0, 0), ("l", 50, 30)], [1, 0, 0], 0),
    ("a rectangle", [*SQUARE, "h"], [0, 1, 0], 1),
    ("a rectangle that goes back to its start", [*SQUARE, ("l", 0, 0)], [0, 1, 0], 1),
    ("a rectangle that goes back and is closed", [*SQUARE, ("l", 0, 0), "h"], [0, 1, 0], 1),
    ("a rectangle left open is a shape, but filled all the same", SQUARE, [0, 0, 3], 1),
    ("a tilted square", [("m", 5, 0), ("l", 9, 5), ("l", 5, 9), ("l", 0, 5), "h"], [0, 0, 0], 0),
    ("a curve with a straight side", [("m", 0, 0), ("c", 9, 9), ("l", 9, 0), "h"], [0, 0, 2], 0),
    ("two rectangles", [*SQUARE, "h", *SQUARE, "h"], [0, 2, 0], 2),
    ("only a beginning", [("m", 0, 0)], [0, 0, 0], 0),
    ("no beginning", [("l", 0, 0), *SQUARE, "h"], [0, 0, 0], 0),
    ("closed before it began", ["h", *SQUARE, "h"], [0, 0, 0], 0),
    ("nothing", [], [0, 0, 0], 0),
]


@pytest.mark.parametrize(("steps", "edges", "fills"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_painted_path_is_told_by_its_shape(steps: list[tuple[str, float, float] | str], edges: list[int], fills: int) -> None:
    assert painted(*steps) == (edges, fills)


def test_a_path_that_is_only_stroked_fills_nothing() -> None:
    assert painted(*SQUARE, "h", fill=None) == ([0, 1, 0], 0)


def test_a_path_is_painted_once() -> None:
    drawing = Drawing((0, 0, 100, 100), 0)
    path = Path()
    path.add_oblong(0, 0, 9, 9)
    path.paint(drawing, IDENTITY, None)
    path.paint(drawing, IDENTITY, None)
    assert len(drawing.rectangles) == 4


MATRICES = [
    ("as it is", IDENTITY),
    ("stretched and upside down", (2.0, 0.0, 0.0, -1.5, 3.0, 90.0)),
    ("turned", (0.0, 1.0, -1.0, 0.0, 60.0, 0.0)),
    ("slanting", (1.0, 0.2, 0.0, 1.0, 0.0, 0.0)),
]


@pytest.mark.parametrize("sides", [(5, 7, 20, 30), (25, 37, -20, -30), (5, 7, 20, 0), (5, 7, 0, 30)], ids=str)
@pytest.mark.parametrize("matrix", [row[1] for row in MATRICES], ids=[row[0] for row in MATRICES])
def test_a_rectangle_drawn_at_once_is_the_one_drawn_by_hand(matrix: Matrix, sides: tuple[float, float, float, float]) -> None:
    x, y, width, height = sides
    at_once, by_hand = Path(), Path()
    at_once.add_oblong(x, y, width, height)
    by_hand.move(x, y)
    for right, upper in ((x + width, y), (x + width, y + height), (x, y + height)):
        by_hand.add("l", right, upper)
    by_hand.close()
    assert at_once.box(matrix) == by_hand.box(matrix)
    drawn = []
    for path in (at_once, by_hand):
        drawing = Drawing((0, 0, 100, 100), 0)
        path.paint(drawing, matrix, "#ff0000")
        drawn.append((drawing.rectangles, drawing.shapes, drawing.lines, drawing.fills, drawing.painted))
    assert drawn[0] == drawn[1]


def test_a_path_may_go_on_from_a_rectangle() -> None:
    drawing = Drawing((0, 0, 100, 100), 0)
    path = Path()
    path.add_oblong(10, 10, 50, 50)
    path.add("l", 80, 10)
    assert path.box(IDENTITY) is None
    path.paint(drawing, IDENTITY, None)
    assert len(drawing.shapes) == 5
    assert not drawing.rectangles
