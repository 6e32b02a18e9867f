"""Paths: when a painted path is a line, a rectangle or another shape."""

from __future__ import annotations

import pytest

from pipeline.edges.pdf.drawing import IDENTITY, Drawing
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
