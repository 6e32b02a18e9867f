"""Paths of a content stream: what has been drawn with `m l c v y re h`, and what it comes to when it is painted."""

from __future__ import annotations

from pipeline.edges.pdf.drawing import Drawing, Matrix, Point, box_around
from pipeline.records import Box

DRAWN_WHOLE, BY_HAND = "r", "mlllh"
"""A rectangle that one operator drew, and how it is written as if by hand where the path goes on."""
OBLONGS = frozenset(("mlllh", "mllll"))
UNCLOSED_OBLONG = "mlll"
STROKES = frozenset(("ml", "mlh"))


class Path:
    """A path under construction: for each subpath its operators, one letter each, and the points where they end (`h` ends at the start).

    The letter `r` stands for a rectangle that `re` drew, of which two corners are kept: the others are put in where they matter."""

    def __init__(self) -> None:
        self._shapes: list[str] = []
        self._points: list[list[Point]] = []
        self._broken = False

    def move(self, x: float, y: float) -> None:
        self._shapes.append("m")
        self._points.append([(x, y)])

    def add(self, operator: str, x: float, y: float) -> None:
        """Go on to a point; a path that does not begin with a move is not painted at all."""
        if self._shapes:
            self._shapes[-1] += operator
            self._points[-1].append((x, y))
        else:
            self._broken = True

    def close(self) -> None:
        if self._shapes:
            points = self._points[-1]
            self._shapes[-1] += "h"
            points.append(points[0])
        else:
            self._broken = True

    def add_oblong(self, x: float, y: float, width: float, height: float) -> None:
        self._shapes.append(DRAWN_WHOLE)
        self._points.append([(x, y), (x + width, y + height)])

    @property
    def is_oblong(self) -> bool:
        """Whether the path is one rectangle, drawn as such or by hand, perhaps under a turned matrix."""
        shapes = self._shapes
        return len(shapes) == 1 and (shapes[0] == DRAWN_WHOLE or shapes[0] in OBLONGS or shapes[0] == UNCLOSED_OBLONG)

    def box(self, matrix: Matrix) -> Box | None:
        """The box around the path under a matrix when it is one rectangle, else None."""
        if not self.is_oblong:
            return None
        points = self._points[0]
        if self._shapes[0] != DRAWN_WHOLE:
            return box_around(points, matrix)
        a, b, c, d, e, f = matrix
        if b != 0 or c != 0:
            return box_around(_with_all_corners(points), matrix)
        (x0, y0), (x1, y1) = points
        x0, y0, x1, y1 = a * x0 + c * y0 + e, b * x0 + d * y0 + f, a * x1 + c * y1 + e, b * x1 + d * y1 + f
        return (x1 if x1 < x0 else x0, y1 if y1 < y0 else y0, x1 if x1 > x0 else x0, y1 if y1 > y0 else y0)

    def clear(self) -> None:
        if self._shapes or self._broken:
            self._shapes = []
            self._points = []
            self._broken = False

    def paint(self, drawing: Drawing, matrix: Matrix, fill: str | None) -> None:
        """Draw the path as it stands under a matrix, filled with a colour or (None) only stroked, and begin a new one."""
        if not self._broken:
            a, b, c, d, e, f = matrix
            alone = len(self._shapes) == 1
            for shape, points in zip(self._shapes, self._points, strict=True):
                if shape == DRAWN_WHOLE and b == c == 0:
                    (x0, y0), (x1, y1) = points
                    low, high = b * x0 + d * y0 + f, b * x1 + d * y1 + f
                    if low != high:
                        drawing.add_rectangle((a * x0 + c * y0 + e, low), (a * x1 + c * y1 + e, high), fill)
                        continue
                if shape[0] == DRAWN_WHOLE:
                    shape, points = BY_HAND + shape[1:], _with_all_corners(points)
                paint_subpath(drawing, shape, [(a * x + c * y + e, b * x + d * y + f) for x, y in points], fill, alone)
        self.clear()

    def bars(self, drawing: Drawing, matrix: Matrix, width: float) -> None:
        """Note the straight strokes of the path that are so thick, in points, that they hide what lies below them."""
        a, b, c, d, e, f = matrix
        for shape, points in zip(self._shapes, self._points, strict=True):
            if shape in STROKES:
                first, last = ((a * x + c * y + e, b * x + d * y + f) for x, y in points[:2])
                drawing.add_bar(first, last, width)


def paint_subpath(drawing: Drawing, shape: str, points: list[Point], fill: str | None, alone: bool = False) -> None:
    """Draw one subpath as a line, an upright rectangle or another shape, the way pdfminer tells them apart."""
    if len(shape) > 3 and shape.endswith("lh") and points[-2] == points[0]:
        shape = shape[:-2] + "h"
        points.pop()
    if shape in STROKES:
        drawing.add_line(points[0], points[1])
    elif shape in OBLONGS and points[4] == points[0] and _is_upright(points):
        drawing.add_rectangle(points[0], points[2], fill)
    else:
        is_oblong = shape == UNCLOSED_OBLONG and _is_upright(points)
        drawing.add_shape(points, filled=fill is not None and not is_oblong, alone=alone)
        if fill is not None and is_oblong:
            drawing.add_fill(points[0], points[2], fill)


def _with_all_corners(points: list[Point]) -> list[Point]:
    """The five points of a rectangle of which two corners are given, and whatever points follow them."""
    (x0, y0), (x1, y1) = points[:2]
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0), *points[2:]]


def _is_upright(points: list[Point]) -> bool:
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points[:4]
    return (x0 == x1 and y1 == y2 and x2 == x3 and y3 == y0) or (y0 == y1 and x1 == x2 and y2 == y3 and x3 == x0)
