"""Level rules of a page, and the runs of them that each divide one table."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from pipeline.read.columns import all_spaced, runs_over
from pipeline.read.lines import find_lines
from pipeline.read.pieces import Piece
from pipeline.records import DrawnPage

NEAR = 2.5
"""Points within which two rules are one, and two ends of rules meet."""
SHORTEST = 24.0
"""Points that a rule is long at least."""
LEAST_RULES = 3
APART = 14.0
"""The least width in points of the white space between two tables side by side."""
HIGHLIGHT = 22.0
"""Points that the colour behind a highlighted word is high at most."""
TALLEST_BOXES = 80.0
"""Boxes in a row are as high as so many points at most; higher ones are parts of a page."""
LARGER = 1.06
"""A heading's letters are so many times as large as those of the table below it, at least."""
CAPTION = re.compile(r"(?:table|figure|chart|schedule|appendix) \d+", re.I)
LOW = 2.5
"""So many letter heights stand two rules apart at least between which a caption may stand below other words."""
TALL = 5.0
"""So many letter heights stand two rules apart at least between which one table may end and another begin."""
AT_LABELS = 0.25
"""Rows begin within this share of a table's width from its left side."""


@dataclass(slots=True)
class Rule:
    """A horizontal rule: its height and the stretches in which it is drawn, from left to right, in points."""

    y: float
    stretches: list[tuple[float, float]] = field(default_factory=list)

    @property
    def x0(self) -> float:
        return self.stretches[0][0]

    @property
    def x1(self) -> float:
        return max([x1 for _, x1 in self.stretches])

    def covers(self, x: float) -> bool:
        return any(x0 - 1 <= x <= x1 + 1 for x0, x1 in self.stretches)


def find_rules(page: DrawnPage) -> list[Rule]:
    """The horizontal rules of a page from top to bottom, pieces of one height put together."""
    marked = _highlights(page)
    edges = sorted(
        (top, x0, x1) for orientation, x0, x1, top, _ in page.edges if orientation == "h" and x1 - x0 > 3 and (top, x0, x1) not in marked
    )
    rules: list[Rule] = []
    for y, x0, x1 in edges:
        if rules and y - rules[-1].y <= NEAR:
            rules[-1].stretches.append((x0, x1))
        else:
            rules.append(Rule(y, [(x0, x1)]))
    for rule in rules:
        rule.stretches = _joined(rule.stretches)
    parted = [part for rule in rules for part in _parted(rule, rules)]
    return [rule for rule in parted if rule.x1 - rule.x0 >= SHORTEST]


def _highlights(page: DrawnPage) -> set[tuple[float, float, float]]:
    """The upper and lower sides of short strips of colour as high as a line: words that somebody has highlighted are no rules.

    Source: minutes with RESOLVED on yellow.
    """
    strips = [box for box, _ in page.fills if 4 < box[3] - box[1] < HIGHLIGHT and box[2] - box[0] < 0.35 * page.width]
    return {(y, x0, x1) for x0, top, x1, bottom in strips for y in (top, bottom)}


def _parted(rule: Rule, rules: Sequence[Rule]) -> list[Rule]:
    """A rule cut where it is not drawn over white space that no other rule leads over: those of two tables side by side."""
    parts = [[rule.stretches[0]]]
    for before, stretch in pairwise(rule.stretches):
        if stretch[0] - before[1] > APART and not any(other.covers((before[1] + stretch[0]) / 2) for other in rules):
            parts.append([])
        parts[-1].append(stretch)
    return [rule] if len(parts) == 1 else [Rule(rule.y, part) for part in parts]


def _joined(stretches: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Stretches from left to right, those that overlap as one; two that only meet stay two."""
    joined: list[tuple[float, float]] = []
    for x0, x1 in sorted(set(stretches)):
        if joined and x0 < joined[-1][1] - NEAR:
            joined[-1] = (joined[-1][0], max(joined[-1][1], x1))
        else:
            joined.append((x0, x1))
    return joined


def find_runs(rules: list[Rule], pieces: list[Piece]) -> list[list[Rule]]:
    """Runs of rules that each divide one table: below each other, over one width (or a part of it), words between each two.

    A rule inside the width of a run that fits none of its sides is an underline and left out.
    """
    runs: list[list[Rule]] = []
    pieces = sorted(pieces, key=middle)
    heights = [middle(piece) for piece in pieces]
    for rule in rules:
        around = [run for run in reversed(runs) if is_inside(rule, run[0])]
        run = next((run for run in around if divides(rule, run[0])), None)
        if run is None and any(rule.x1 - rule.x0 < 0.4 * (run[0].x1 - run[0].x0) for run in around):
            continue
        inside = pieces[bisect_right(heights, run[-1].y) : bisect_left(heights, rule.y)] if run is not None else []
        if run is not None and _speaks(run, inside) and not _holds_an_end(run, inside, rule.y):
            run.append(rule)
        else:
            runs.append([rule])
    return [run for run in runs if len(run) >= LEAST_RULES or (len(run) == 2 and _is_drawn_row(run, pieces))]


def _speaks(run: Sequence[Rule], pieces: Sequence[Piece]) -> bool:
    """Whether words between the last rule of a run and the next stand within its width, and do not open the caption of another table."""
    left, right = run[0].x0 - NEAR, run[0].x1 + NEAR
    for number, piece in enumerate(pieces):
        if left < piece.x1 and piece.x0 < right:
            beside = [other for other in pieces[number : number + 24] if abs(middle(other) - middle(piece)) < 2 and other.x1 > left]
            beside.sort(key=lambda other: other.x0)
            return CAPTION.match(" ".join([other.text for other in beside[:2]])) is None and not _is_heading(piece, pieces[number + 1 :])
    return False


def _holds_an_end(run: Sequence[Rule], pieces: Sequence[Piece], y: float) -> bool:
    """Whether a table ends between the last rule of a run and the next one, at height `y`: a caption stands there below other words, or
    lines in columns with words below that run across the columns, as notes, sentences and titles do.

        ------------------------------------
        Year          Planted          Felled
        ------------------------------------
        1990               12              40
        1991                9              38
             Yards by size, 1990 and 1991
        ------------------------------------
    """
    if y - run[-1].y < LOW * pieces[0].size:
        return False
    left, right = run[0].x0 - NEAR, run[0].x1 + NEAR
    lines = all_spaced(find_lines([piece for piece in pieces if left < piece.x1 and piece.x0 < right]))
    lone = [line for line in lines[1:] if len(line.phrases) == 1]
    if any(CAPTION.match(line.line.text) for line in lone):
        return True
    if y - run[-1].y < TALL * pieces[0].size:
        return False
    labels = left + AT_LABELS * (right - left)
    rows = [line for line in lines if len(line.phrases) > 1 and line.phrases[0].x0 < labels]
    below = list(takewhile(lambda line: len(line.phrases) < 2, reversed(lines)))
    return bool(rows) and any(runs_over(line.phrases[0], rows) for line in below)


def _is_heading(piece: Piece, below: Sequence[Piece]) -> bool:
    """Whether a word is larger than all those on lower lines, as in the heading of another table."""
    lower = [other.size for other in below if middle(other) > piece.bottom]
    return bool(lower) and piece.size > LARGER * max(lower)


def middle(piece: Piece) -> float:
    """The height of the middle of a word, in points."""
    return (piece.top + piece.bottom) / 2


def _is_drawn_row(run: Sequence[Rule], pieces: Sequence[Piece]) -> bool:
    """Whether two rules are drawn cell by cell over the columns of one row; between its boxes there may be white space, but no words."""
    breaks = breaks_of(run)
    if len(breaks) < 3 or any(len(breaks_of([rule])) < len(breaks) for rule in run):
        return False
    gaps = [(x0, x1) for x0, x1 in pairwise(breaks) if not all(rule.covers((x0 + x1) / 2) for rule in run)]
    if gaps and run[1].y - run[0].y > TALLEST_BOXES:
        return False
    row = [piece for piece in pieces if run[0].y < middle(piece) < run[1].y]
    return not any(x0 < (piece.x0 + piece.x1) / 2 < x1 for x0, x1 in gaps for piece in row)


def is_inside(rule: Rule, first: Rule) -> bool:
    """Whether a rule lies within the width of the table that `first` opens."""
    return rule.x0 > first.x0 - 12 and rule.x1 < first.x1 + 12


def divides(rule: Rule, first: Rule) -> bool:
    """Whether a rule divides rows of the table that `first` opens: over all its columns, or over its last ones."""
    if abs(rule.x1 - first.x1) > 12:
        return False
    sides = [x for stretch in first.stretches for x in stretch]
    return any(abs(rule.x0 - side) < 2 * NEAR for side in sides) or rule.x1 - rule.x0 > 0.4 * (first.x1 - first.x0)


def breaks_of(run: Sequence[Rule]) -> list[float]:
    """The places at which at least half of the rules begin, break and end; the sides of the columns when rules are drawn cell by cell."""
    counts: list[list[float]] = []
    for rule in run:
        for x in {round(x, 1) for stretch in rule.stretches for x in stretch}:
            near = next((group for group in counts if abs(group[0] - x) <= NEAR), None)
            if near is None:
                counts.append([x])
            else:
                near.append(x)
    return sorted(group[0] for group in counts if len(group) * 2 >= len(run))
