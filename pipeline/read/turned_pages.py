"""Pages whose words are turned: a landscape table printed on an upright page is laid for reading, as a scan is."""

from __future__ import annotations

from itertools import pairwise

from msgspec.structs import replace

from pipeline.read.frames import Frame
from pipeline.read.stretches import of_stretches
from pipeline.records import Box, DrawnPage

FEWEST = 50
"""So many letters are turned at least on a page that is laid anew."""
SHARE = 0.8
"""The share of a page's letters that are turned; fewer are headings of narrow columns, scales of charts, stamps in a margin."""


def as_shown(page: DrawnPage) -> DrawnPage:
    """A page whose letters stand upright only where they are shown so, not where a hair beside a right angle has them count as upright.

    Source: wide pages of packs, whose stamps (`Agenda Item 6`) were turned by a program.
    """
    if not page.turned:
        return page
    upright = page.upright.copy()
    for index in page.turned:
        upright[index] = False
    return replace(page, upright=upright, turned=[])


def laid_page(page: DrawnPage) -> tuple[DrawnPage, Frame]:
    """A page laid so that most of its words run from left to right, and the frame that this is; the page itself when they do already.

    Source: statistics with tables wider than the page, set sideways on it.
    """
    frame = Frame(page.width, page.height, _turn(page))
    if not frame.turn:
        return page, frame
    width, height = frame.laid_size
    boxes = [frame.laid(box) for box in zip(page.x0, page.top, page.x1, page.bottom, strict=True)]
    laid = replace(
        page,
        width=width,
        height=height,
        x0=[box[0] for box in boxes],
        top=[box[1] for box in boxes],
        x1=[box[2] for box in boxes],
        bottom=[box[3] for box in boxes],
        size=[size if stands else box[3] - box[1] for size, stands, box in zip(page.size, page.upright, boxes, strict=True)],
        upright=[not stands for stands in page.upright],
        edges=[_edge(edge, frame) for edge in page.edges],
        fills=[(frame.laid(box), colour) for box, colour in page.fills],
        images=[frame.laid(box) for box in page.images],
        shapes=[frame.laid(box) for box in page.shapes],
        covers=[frame.laid(box) for box in page.covers],
        visible=frame.laid(page.visible) if page.visible else None,
        stretches=[],
    )
    return laid, frame


def _turn(page: DrawnPage) -> int:
    """How far, in degrees clockwise, most letters of a page are turned away from the reader; 0 when most are not."""
    if all(of_stretches(page, page.upright)):
        return 0
    turned = [index for index, (stands, letter) in enumerate(zip(page.upright, page.text, strict=True)) if not stands and letter.strip()]
    letters = sum([bool(letter.strip()) for letter in page.text])
    if len(turned) < max(FEWEST, SHARE * letters):
        return 0
    steps = [page.top[after] - page.top[before] for before, after in pairwise(turned) if abs(page.x0[after] - page.x0[before]) < 1]
    falling = sum([step > 0 for step in steps])
    return 90 if 2 * falling > len(steps) else 270


def _edge(edge: tuple[str, float, float, float, float], frame: Frame) -> tuple[str, float, float, float, float]:
    orientation, x0, x1, top, bottom = edge
    box: Box = frame.laid((x0, top, x1, bottom))
    return "v" if orientation == "h" else "h", box[0], box[2], box[1], box[3]
