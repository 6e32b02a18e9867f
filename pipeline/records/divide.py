"""3 divide: paragraphs, and the sections of a document."""

from __future__ import annotations

from typing import Literal

import msgspec

from pipeline.records.base import Finding, Record

PaperKind = Literal[
    "agenda_pack", "agenda", "minutes", "report", "plan", "plan_update", "decision_notice", "presentation", "appendix", "other"
]
SectionKind = Literal[
    "agenda", "minutes", "report", "plan", "plan_update", "presentation", "appendix", "decision_notice", "blank", "restricted", "other"
]


class Span(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A slice of one page's text."""

    page: int
    start: int
    end: int


class Paragraph(Record, frozen=True, kw_only=True):
    """A paragraph, heading, list item or table cell's paragraph, joined over line ends and page ends.

    `text` is its spans' texts with line ends as spaces, joined by one space, so a place in it maps back to a page.
    `label` is the number or letter it opens with (`A18/17`, `1.1`, `(a)`, `•`), None without one; `body` is where the
    words behind the label start in `text`. `x0` is the left edge of the body in points, `label_x0` that of the label.
    `margin` holds words that stand in the margin before it, a tab's width apart (`Present`, `WARDS:`); `body` is then behind them.
    `gap` is the white space above in points (None at a page's top), `table` and `cell` tell where in the page's tables (-1 outside).
    """

    text: str
    spans: list[Span]
    label: str | None = None
    margin: str | None = None
    body: int = 0
    x0: float = 0.0
    label_x0: float = 0.0
    x1: float = 0.0
    gap: float | None = None
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    colour: str | None = None
    centred: bool = False
    table: int = -1
    cell: int = -1

    @property
    def page(self) -> int:
        return self.spans[0].page

    @property
    def words(self) -> str:
        """The text without its label."""
        return self.text[self.body :]


class Sketch(Record, frozen=True, kw_only=True):
    """What is kept of a section's words, to tell copies and versions: their number, a digest of all of them and one of those with
    figures, both in order, one of the set of those with three digits or more (`sums`), and of the runs of four words that follow each
    other a fixed sixteenth, as ascending numbers."""

    words: int
    digest: str
    figures: str
    sums: str
    shingles: list[int] = []


class Section(Record, frozen=True, kw_only=True):
    """A part of a document. Sections cover the pages that have anything, in order, without overlap.

    `agenda_item` is the printed number of the agenda item that the section belongs to, None when it belongs to none.
    Restricted sections, and those without words, have no `sketch`.
    """

    ordinal: int
    kind: SectionKind
    page_start: int
    page_end: int
    title: str | None = None
    agenda_item: str | None = None
    restricted: bool = False
    sketch: Sketch | None = None


class Division(Record, frozen=True, kw_only=True):
    """What a document is, and its sections."""

    document_id: str
    kind: PaperKind
    title: str | None = None
    council: str | None = None
    published_on: str | None = None
    sections: list[Section] = []
    findings: list[Finding] = []
