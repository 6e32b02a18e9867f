"""What kind of sheet a page is: blank, restricted, a slide, or an ordinary page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import Literal

from pipeline.edges.codes import codes
from pipeline.read.furniture import agenda_stamp
from pipeline.records import Page

Sheet = Literal["blank", "restricted", "slide", "page"]
REASON = "schedule"
"""Stands in all words that say why something is exempt."""
FEW_WORDS = 60
"""A restricted sheet says little more than that it is one, and so does a blank one."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """What there is to know of a page for dividing, its words aside: the kind of sheet, its size in points, the number printed on it, the
    agenda item stamped on it, the words that mark it as exempt."""

    number: int
    sheet: Sheet
    width: float = 0.0
    height: float = 0.0
    label: str | None = None
    stamp: str | None = None
    marker: str | None = None


def leaf_of(page: Page, marker: str | None = None) -> Leaf:
    """The leaf that a page is; `marker` are the words that mark it as exempt, if any do."""
    return Leaf(page.number, sheet_of(page), page.width, page.height, page.printed_label, agenda_stamp(page.furniture), marker)


@cache
def wording(name: str) -> re.Pattern[str]:
    """The patterns of one list of `schemas/codes/sections.yml` as one."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in codes("sections")[name]), re.I)


def sheet_of(page: Page) -> Sheet:
    """The kind of sheet that a page is. A page without any words or pictures is blank; a slide is wider than high and set large."""
    if len(page.words) <= FEW_WORDS:
        text = " ".join(page.text.split())
        if not text:
            return "page" if page.images else "blank"
        if wording("blank").fullmatch(text):
            return "blank"
        if wording("restricted").search(text):
            return "restricted"
    if page.width > page.height * 1.15 and _is_set_large(page):
        return "slide"
    return "page"


def exempt_reason(text: str) -> str | None:
    """The words that say why something is exempt (a paragraph of Schedule 12A), as printed; None when there are none."""
    if REASON not in text.lower():
        return None
    match = wording("exempt_reason").search(" ".join(text.split()))
    return match[0].strip() if match else None


def _is_set_large(page: Page) -> bool:
    """Whether a page's text, tables aside, is set as on a slide: its first line much larger than a page's headings, or few large words."""
    lines = [line for line in page.lines if line.table < 0]
    if not lines:
        return False
    sizes = [line.size for line in lines for _ in range(max(1, (line.end - line.start) // 20))]
    share = page.height / 595
    return max(line.size for line in lines) >= 19 * share and (median(sizes) >= 12.5 * share or lines[0].size >= 19 * share)
