"""What a page has drawn so far, turned from the PDF's coordinates (up from the bottom) into the page's (down from the top)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TypeVar

from pipeline.edges.pdf.colours import BLACK, PATTERN
from pipeline.records import Box, DrawnPage

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Edge = tuple[str, float, float, float, float]
Look = tuple[int, float, bool, str]
"""The font of a character, by its number on the page, its size, whether it stands upright, and its colour."""
Span = tuple[int, float, float, Look]
"""How many characters follow each other with one top, bottom and look."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
UNIT_SQUARE: tuple[Point, ...] = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
SHORTEST_EDGE = 1.0
LEVEL = 1.0
WIDEST_STEP = 2.9
"""Points from the right end of a character to the next in one stretch, at most."""
WIDEST_SHARE = 0.2
"""And at most so many sizes of type, which is less than a space is wide."""
OUTSIDE = 5.0
WHOLE = 0.9
"""The share of its box that a shape fills when it hides what is in the box."""

LEAST_UPRIGHT = 1e-6
"""The share of what turns letters that must keep them upright at least: less is what is left of the cosine of a right angle."""

LOOK = itemgetter(3)

T = TypeVar("T")


def multiply(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that applies `first`, then `second`."""
    a1, b1, c1, d1, e1, f1 = first
    a, b, c, d, e, f = second
    return a * a1 + c * b1, b * a1 + d * b1, a * c1 + c * d1, b * c1 + d * d1, a * e1 + c * f1 + e, b * e1 + d * f1 + f


def is_turned(matrix: Matrix) -> bool:
    """Whether letters under a matrix are turned by a right angle, whose cosine a program may have worked out to a hair beside nothing."""
    a, b, c, d, _, _ = matrix
    return abs(a * d) <= LEAST_UPRIGHT * abs(b * c) and b * c != 0


def box_around(points: Sequence[Point], matrix: Matrix) -> Box:
    """The upright box around some points under a matrix: left, lowest, right, highest."""
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x, y in points]
    ys = [b * x + d * y + f for x, y in points]
    return min(xs), min(ys), max(xs), max(ys)


class Drawing:
    """The characters, edges, painted rectangles and images of one page, in the order in which they were drawn.

    `opaque` says whether what is painted now covers what lies below it; whoever draws keeps it up to date.

    `text`, `x0` and `x1` hold a value a character; `spans` hold `(count, top, bottom, look)` for runs of characters,
    `stretches` where their stretches begin, perhaps more than once; `lettered` says that every character drawn so far is one letter.
    Edges come in three lists because lines, rectangles and other shapes follow each other in this order in a drawn page.
    """

    def __init__(self, mediabox: Box, rotation: int) -> None:
        x0, y0, x1, y1 = mediabox
        self.rotation = rotation
        self.matrix: Matrix = {
            90: (0.0, -1.0, 1.0, 0.0, -y0, x1),
            180: (-1.0, 0.0, 0.0, -1.0, x1, y1),
            270: (0.0, 1.0, -1.0, 0.0, y1, -x0),
        }.get(rotation, (1.0, 0.0, 0.0, 1.0, -x0, -y0))
        left, right = sorted((x0, x1))
        low, high = sorted((y0, y1))
        if rotation in (90, 270):
            left, low, right, high = low, left, high, right
        self.width = right - left
        self.left = left
        # Written as pdfplumber works it out: the same sums in another order round differently.
        self.rise = (high - low) - high
        self.height = ((high - low) - low) - self.rise
        self.text: list[str] = []
        self.x0: list[float] = []
        self.x1: list[float] = []
        self.spans: list[Span] = []
        self.stretches: list[int] = []
        self.lettered = True
        self.fonts: dict[str, int] = {}
        self.lines: list[Edge] = []
        self.rectangles: list[Edge] = []
        self.shapes: list[Edge] = []
        self.fills: list[tuple[Box, str]] = []
        self.fill_places: list[int] = []
        self.invisible: list[int] = []
        self.images: list[Box] = []
        self.image_places: list[int] = []
        self.painted: list[Box] = []
        self.covers: list[Box] = []
        self.cover_places: list[int] = []
        self.cut: list[int] = []
        self.turned: list[int] = []
        self.visible: Box | None = None
        self.comments = 0
        self.inks: set[str] = set()
        self.opaque = True

    def top(self, y: float) -> float:
        """How far a height in the PDF's coordinates is below the top of the page."""
        return (self.height - y) + self.rise

    def part(self, start: int, even: bool, widest: float) -> None:
        """Part the stretch that begins at `start` where its characters do not follow each other closely, `widest` points apart at most;
        between all of them when it is not `even`, a letter each."""
        if not even:
            self.lettered = self.lettered and all([len(text) == 1 for text in self.text[start:]])  # noqa: C419 (a list is quicker here)
            self.stretches.extend(range(start + 1, len(self.text)))
        else:
            x0, x1 = self.x0[start:], self.x1[start:]
            steps = enumerate(zip(x0, x1, x0[1:], strict=False), start + 1)
            self.stretches += [index for index, (before, end, left) in steps if not before <= left <= end + widest]

    def add_image(self, matrix: Matrix, opaque: bool = True) -> None:
        """Note the box of an image: the unit square under a matrix."""
        x0, y0, x1, y1 = box_around(UNIT_SQUARE, matrix)
        self.images.append((x0 + self.left, self.top(y1), x1 + self.left, self.top(y0)))
        self.image_places.append(len(self.text) if opaque and self.opaque else 0)

    def add_shading(self) -> None:
        """Note that a part of the page, nobody knows which, is painted in colours that flow into each other."""
        self.painted.append((self.left, 0.0, self.left + self.width, self.height))

    def add_line(self, first: Point, last: Point) -> None:
        """Note a stroke between two points, as the edge that it makes."""
        x0, x1 = sorted((first[0], last[0]))
        y0, y1 = sorted((first[1], last[1]))
        top, bottom = self.top(y1), self.top(y0)
        if top == bottom:
            if x1 - x0 >= SHORTEST_EDGE:
                self.lines.append(("h", x0 + self.left, x1 + self.left, top, bottom))
        elif y1 - y0 >= SHORTEST_EDGE:
            self.lines.append(("v", x0 + self.left, x1 + self.left, top, bottom))

    def add_rectangle(self, first: Point, opposite: Point, fill: str | None) -> None:
        """Note an upright rectangle, given two opposite corners: its four sides, and its box when it is filled with a colour."""
        x0, y0 = first
        x1, y1 = opposite
        if x0 > x1:
            x0, x1 = x1, x0
        if y0 > y1:
            y0, y1 = y1, y0
        width, height = x1 - x0, y1 - y0
        x0 += self.left
        x1 += self.left
        top, bottom = (self.height - y1) + self.rise, (self.height - y0) + self.rise
        if width >= SHORTEST_EDGE:
            self.rectangles += (("h", x0, x1, top, top), ("h", x0, x1, top + height, bottom))
        if height >= SHORTEST_EDGE:
            self.rectangles += (("v", x0, x0, top, bottom), ("v", x1, x1, top, bottom))
        if fill is not None:
            self._note_fill((x0, top, x1, bottom), fill)

    def add_fill(self, first: Point, opposite: Point, fill: str) -> None:
        """Note an upright rectangle that is filled but has no drawn sides of its own."""
        x0, x1 = sorted((first[0], opposite[0]))
        y0, y1 = sorted((first[1], opposite[1]))
        self._note_fill((x0 + self.left, self.top(y1), x1 + self.left, self.top(y0)), fill)

    def add_shape(self, points: Sequence[Point], filled: bool = False, alone: bool = False) -> None:
        """Note any other shape, given its corners: those of its sides that are level or upright, and its box when it is filled.

        `alone` says that nothing else belongs to it, so that it has no holes.
        """
        base = self.rise + self.height
        corners = [(self.left + x, base - y) for x, y in points]
        if filled:
            xs, ys = zip(*corners, strict=True)
            box = (min(xs), min(ys), max(xs), max(ys))
            self.painted.append(box)
            if self.opaque and alone and _fills_its_box(corners, box):
                self._cover(box)
        for (x0, y0), (x1, y1) in pairwise(corners):
            if x0 == x1:
                if abs(y0 - y1) >= SHORTEST_EDGE:
                    self.shapes.append(("v", x0, x0, min(y0, y1), max(y0, y1)))
            elif y0 == y1 and abs(x0 - x1) >= SHORTEST_EDGE:
                self.shapes.append(("h", min(x0, x1), max(x0, x1), y0, y0))

    def add_bar(self, first: Point, last: Point, width: float) -> None:
        """Note a level stroke that is as thick as letters are high: it hides what lies below it."""
        (x0, x1), (y0, y1) = sorted((first[0], last[0])), sorted((first[1], last[1]))
        if y1 - y0 <= LEVEL:
            self._cover((x0 + self.left, self.top(y1 + width / 2), x1 + self.left, self.top(y0 - width / 2)))

    def add_mark(self, box: Box) -> None:
        """Note something that lies on the finished page and hides what is below it, given its left, lowest, right and highest side."""
        x0, y0, x1, y1 = box
        self._cover((x0 + self.left, self.top(y1), x1 + self.left, self.top(y0)))

    def show_only(self, box: Box) -> None:
        """Note the part of the sheet that is shown, given as that of a mark."""
        x0, y0, x1, y1 = box
        self.visible = (x0 + self.left, self.top(y1), x1 + self.left, self.top(y0))

    def cover_whole(self, before: int, clip: Box | None) -> None:
        """Note what a rectangle hides that reaches out of the page and was painted alone, as the last of the fills behind `before`: the
        part of it that is on the page and in the clip, which is given as the box of a mark is."""
        if not self.opaque or len(self.fills) != before + 1:
            return
        x0, top, x1, bottom = self.fills[before][0]
        if min(x0 - self.left, top) >= -OUTSIDE and x1 - self.left <= self.width + OUTSIDE and bottom <= self.height + OUTSIDE:
            return
        left, low, right, high = clip or (0.0, 0.0, self.width, self.height)
        upper, lower = (self.top(high), self.top(low)) if clip else (0.0, self.height)
        self._cover((max(x0, left + self.left), max(top, upper), min(x1, right + self.left), min(bottom, lower)))

    def _cover(self, box: Box) -> None:
        if self.text:
            self.covers.append(box)
            self.cover_places.append(len(self.text))

    def _note_fill(self, box: Box, colour: str) -> None:
        if colour == PATTERN:
            self.painted.append(box)
        else:
            self.fills.append((box, colour))
            self.fill_places.append(len(self.text) if self.opaque else 0)

    def finish(self, number: int, trouble: str | None = None) -> DrawnPage:
        """The drawn page, with one value a character in every column."""
        if self.left:
            self.x0 = [x + self.left for x in self.x0]
            self.x1 = [x + self.left for x in self.x1]
        counts, tops, bottoms, _ = zip(*self.spans, strict=True) if self.spans else ((),) * 4
        alike = [(sum([span[0] for span in spans]), look) for look, spans in groupby(self.spans, LOOK)]
        alike_counts = [count for count, _ in alike]
        fonts, sizes, uprights, colours = zip(*[look for _, look in alike], strict=True) if alike else ((),) * 4
        return DrawnPage(
            number=number,
            width=self.width,
            height=self.height,
            rotation=self.rotation,
            fonts=list(self.fonts),
            text=self.text,
            x0=self.x0,
            x1=self.x1,
            top=_spread(tops, counts),
            bottom=_spread(bottoms, counts),
            font=_spread(fonts, alike_counts),
            size=_spread(sizes, alike_counts),
            upright=_spread(uprights, alike_counts),
            colour=_spread([None if colour in (BLACK, PATTERN) else colour for colour in colours], alike_counts),
            edges=self.lines + self.rectangles + self.shapes,
            fills=self.fills,
            images=self.images,
            fill_places=self.fill_places,
            image_places=self.image_places,
            shapes=self.painted,
            inks=sorted(self.inks),
            invisible=self.invisible,
            covers=self.covers,
            cover_places=self.cover_places,
            cut=self.cut,
            turned=self.turned,
            visible=self.visible,
            comments=self.comments,
            stretches=[start for start, end in pairwise([*self.stretches, len(self.text)]) if start < end],
            letters="".join(self.text) if self.lettered else "",
            trouble=trouble,
        )


def _spread(values: Sequence[T], counts: Sequence[int]) -> list[T]:
    """Each value as often as its count says."""
    if len(set(values)) == 1:
        return [values[0]] * sum(counts)
    column: list[T] = []
    for value, count in zip(values, counts, strict=True):
        column += [value] * count
    return column


def _fills_its_box(corners: Sequence[Point], box: Box) -> bool:
    """Whether a shape with these corners is nearly the whole of its box, as a bar with round ends is."""
    area = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise([*corners, corners[0]])) / 2
    return abs(area) >= WHOLE * (box[2] - box[0]) * (box[3] - box[1]) > 0
