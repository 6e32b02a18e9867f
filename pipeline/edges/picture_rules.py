"""The rules of tables in the picture of a page: long thin stretches of dark pixels that cross."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.edges.pictures import Picture

Edge = tuple[str, float, float, float, float]
"""A rule as a page draws it: `h` or `v`, then left, right, top and bottom in points."""

DARK = 160
"""A pixel darker than this (0 is black) belongs to a rule; those of thin rules are grey where a picture is coarse."""
LEAST_LEVEL, LEAST_UPRIGHT = 36.0, 14.0
"""The least length in points of a level rule, and of an upright one: no letter of running text is so high."""
THICKEST = 4.0
"""Points of a rule's thickness at most: what is thicker is a bar, or the shadow of a fold."""
STROKE = 8
"""Pixels without a gap of which a stretch is made, each at most `SPECKS` from the next."""
SPECKS = 3
TOUCHES = 3.0
"""How far in points the end of a rule may stand from one that it meets."""
LEAST_MET = 2
"""How many others a rule meets in a table: a line under words meets none."""
MOST_STRETCHES = 4000
"""Stretches of more dark pixels than this in a page are those of a photograph."""
SURE = b"\x01" * 24
"""Dark pixels without a gap that stand in every rule somewhere: lines of a picture without them are not looked at closer."""
_IS_DARK = bytes(1 if shade < DARK else 0 for shade in range(256))
_STRETCH = re.compile(rb"(?:\x01{%d,}\x00{1,%d})*\x01{%d,}" % (STROKE, SPECKS, STROKE))


class _Stretch(NamedTuple):
    """Dark pixels in a row (or a column, numbered likewise): where they begin and end in it."""

    line: int
    begin: int
    end: int


def find_picture_rules(picture: Picture) -> list[Edge]:
    """The rules of ruled tables that a page's picture shows, in points from the top left of the page as it is shown.

    Lines under words and the edges of a scanned sheet are none: a rule meets two others at least. Empty for pages that lie slanted,
    whose rules are no level stretches of pixels. Source: minutes and agendas with action tables, printed and scanned.
    """
    dark = picture.grey.translate(_IS_DARK)
    width, height, scale = picture.width, picture.height, picture.scale
    level = _rules((dark[row * width : (row + 1) * width] for row in range(height)), LEAST_LEVEL / scale, THICKEST / scale)
    if len(level) < LEAST_MET:
        return []
    upright = _rules((dark[column::width] for column in range(width)), LEAST_UPRIGHT / scale, THICKEST / scale)
    levels: list[Edge] = [
        ("h", begin * scale + picture.left, end * scale + picture.left, at * scale + picture.top, at * scale + picture.top)
        for at, begin, end in level
    ]
    uprights: list[Edge] = [
        ("v", at * scale + picture.left, at * scale + picture.left, begin * scale + picture.top, end * scale + picture.top)
        for at, begin, end in upright
    ]
    uprights = [rule for rule in uprights if sum(_meet(other, rule) for other in levels) >= LEAST_MET]
    levels = [rule for rule in levels if sum(_meet(rule, other) for other in uprights) >= LEAST_MET]
    return levels + uprights


def _rules(lines: Iterable[bytes], least: float, thickest: float) -> list[tuple[float, int, int]]:
    """The thin stretches of the lines of a picture that are long enough: the middle line of each, where it begins and ends in it."""
    stretches: list[_Stretch] = []
    for number, line in enumerate(lines):
        if SURE not in line:
            continue
        stretches += [_Stretch(number, m.start(), m.end()) for m in _STRETCH.finditer(line) if m.end() - m.start() >= least]
        if len(stretches) > MOST_STRETCHES:
            return []
    groups: list[list[_Stretch]] = []
    open_groups: list[list[_Stretch]] = []
    for stretch in stretches:
        open_groups = [group for group in open_groups if group[-1].line >= stretch.line - 2]
        group = next((group for group in open_groups if _overlap(group[-1], stretch)), None)
        if group is None:
            groups.append([stretch])
            open_groups.append(groups[-1])
        else:
            group.append(stretch)
    return [_middle(group) for group in groups if group[-1].line - group[0].line < thickest]


def _overlap(some: _Stretch, other: _Stretch) -> bool:
    """Whether two stretches are parts of one rule: most of the shorter one lies beside the other."""
    shared = min(some.end, other.end) - max(some.begin, other.begin)
    return 2 * shared > min(some.end - some.begin, other.end - other.begin)


def _middle(group: Sequence[_Stretch]) -> tuple[float, int, int]:
    at = (group[0].line + group[-1].line + 1) / 2
    return at, min(stretch.begin for stretch in group), max(stretch.end for stretch in group)


def _meet(level: Edge, upright: Edge) -> bool:
    """Whether a level and an upright rule meet or cross."""
    _, left, right, height, _ = level
    _, place, _, top, bottom = upright
    return left - TOUCHES <= place <= right + TOUCHES and top - TOUCHES <= height <= bottom + TOUCHES
