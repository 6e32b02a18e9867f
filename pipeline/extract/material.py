"""What an extractor works on: a document's pages, paragraphs and sections, and the way from words back to their place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from pipeline.divide.paragraphs import find_paragraphs
from pipeline.read.frames import shown_box
from pipeline.records import Box, Division, Page, PaperFile, Paragraph, Reading, Section, Source, Span

SPACE = re.compile(r"\s+")


class Material:
    """One document for the extractors. Ids are handed out in the order of asking: the document, the table, the page, the place on it."""

    def __init__(self, paper: PaperFile, reading: Reading, division: Division) -> None:
        self.paper = paper
        self.reading = reading
        self.division = division
        self.pages: dict[int, Page] = {page.number: page for page in reading.pages}
        self._given: Counter[tuple[str, int]] = Counter()

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """All paragraphs of the pages whose text may be used: those of restricted sections are left out."""
        return find_paragraphs([page for page in self.reading.pages if not self._restricted(page.number)])

    def paragraphs_of(self, section: Section) -> list[Paragraph]:
        """The paragraphs that start in a section, in reading order."""
        return [p for p in self.paragraphs if section.page_start <= p.page <= section.page_end]

    def sections(self, *kinds: str) -> list[Section]:
        """The sections of some kinds, in order."""
        return [section for section in self.division.sections if section.kind in kinds]

    def section_at(self, page: int) -> Section | None:
        """The section that a page belongs to."""
        return next((s for s in self.division.sections if s.page_start <= page <= s.page_end), None)

    def next_id(self, table: str, page: int) -> str:
        """The id of the next row of a table on a page: `<document>-<table>-p<page>-<order>`."""
        self._given[table, page] += 1
        return f"{self.reading.document_id}-{table}-p{page}-{self._given[table, page]}"

    def source(self, paragraph: Paragraph, start: int = 0, end: int | None = None) -> Source:
        """The place of `paragraph.text[start:end]`; where it runs over a page's end, the part on its first page."""
        spans = spans_of(paragraph, start, len(paragraph.text) if end is None else end)
        return self.source_at(spans[0], spans[-1].page)

    def source_at(self, span: Span, page_end: int | None = None) -> Source:
        """The place of a slice of one page's text: its words with white space collapsed, the box around them."""
        page = self.pages[span.page]
        raw = page.text[span.start : span.end]
        start = span.start + len(raw) - len(raw.lstrip())
        quote = SPACE.sub(" ", raw).strip()
        return Source(
            page=span.page,
            quote=quote,
            bbox=box_of(page, start, start + len(raw.strip())),
            page_end=page_end if page_end is not None and page_end > span.page else None,
        )

    def _restricted(self, number: int) -> bool:
        section = self.section_at(number)
        return section is not None and section.restricted


def spans_of(paragraph: Paragraph, start: int, end: int) -> list[Span]:
    """The slices of pages' texts that `paragraph.text[start:end]` comes from, in order; at least one."""
    found: list[Span] = []
    at = 0
    for span in paragraph.spans:
        length = span.end - span.start
        low, high = max(start - at, 0), min(end - at, length)
        if low < high:
            found.append(Span(span.page, span.start + low, span.start + high))
        at += length + 1
    return found or [paragraph.spans[0]]


def box_of(page: Page, start: int, end: int) -> Box:
    """The box around the words of `page.text[start:end]`, in points on the page as it is shown; the whole page without words."""
    starts = [word.start for word in page.words]
    first = max(0, bisect_left(starts, start + 1) - 1)
    words = page.words[first : bisect_left(starts, end)]
    if not words:
        return shown_box(page, (0.0, 0.0, page.width, page.height))
    box = (
        min(word.x0 for word in words),
        min(word.top for word in words),
        max(word.x1 for word in words),
        max(word.bottom for word in words),
    )
    return shown_box(page, box)


def text_of(pages: Sequence[Page]) -> str:
    """The texts of some pages, one after the other."""
    return "\n".join(page.text for page in pages)
