"""What an extractor works on: a document's pages, paragraphs and sections, and the way from words back to their place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any, TypeVar

from pipeline.divide.going_on import join_pages
from pipeline.divide.paragraphs import shelve_paragraphs
from pipeline.edges.shelves import HELD, Shelf, Shelves
from pipeline.read.frames import shown_box
from pipeline.records import Box, Division, Page, PaperFile, Paragraph, Reading, Section, Source, Span

WORD_START = attrgetter("start")

T = TypeVar("T")


class Material:
    """One document for the extractors. Ids are handed out in the order of asking: the document, the table, the page, the place on it.

    The pages and paragraphs of a long document are not all in memory (see `Shelf`): go through them page by page or section by section,
    and keep what you found rather than them.
    """

    def __init__(self, paper: PaperFile, reading: Reading, division: Division, shelves: Shelves | None = None) -> None:
        self.paper = paper
        self.reading = reading
        self.division = division
        self.pages: Mapping[int, Page] = _by_number(reading.pages)
        self._shelves = shelves or Shelves()
        self._given: dict[tuple[str, int], int] = {}
        self._made: dict[Callable[[Material], Any], Any] = {}
        self._numbers = list(self.pages)
        self._sections = {page: s for s in reversed(division.sections) for page in range(s.page_start, s.page_end + 1)}
        self._paragraphs = self._joined_paragraphs()

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """All paragraphs of the pages whose text may be used, in reading order: those of restricted sections are left out."""
        return chain.from_iterable(self._paragraphs)

    def paragraphs_on(self, number: int) -> list[Paragraph]:
        """The paragraphs that start on a page, in reading order; none on a page whose text may not be used."""
        place = bisect_left(self._numbers, number)
        return self._paragraphs[place] if place < len(self._numbers) and self._numbers[place] == number else []

    def paragraphs_of(self, section: Section) -> list[Paragraph]:
        """The paragraphs that start in a section, in reading order."""
        first, last = bisect_left(self._numbers, section.page_start), bisect_right(self._numbers, section.page_end)
        return [paragraph for place in range(first, last) for paragraph in self._paragraphs[place]]

    def sections(self, *kinds: str) -> list[Section]:
        """The sections of some kinds, in order."""
        return [section for section in self.division.sections if section.kind in kinds]

    def section_at(self, page: int) -> Section | None:
        """The section that a page belongs to."""
        return self._sections.get(page)

    def next_id(self, table: str, page: int) -> str:
        """The id of the next row of a table on a page: `<document>-<table>-p<page>-<order>`."""
        order = self._given.get((table, page), 0) + 1
        self._given[table, page] = order
        return f"{self.reading.document_id}-{table}-p{page}-{order}"

    def source(self, paragraph: Paragraph, start: int = 0, end: int | None = None) -> Source:
        """The place of `paragraph.text[start:end]`; where it runs over a page's end, the part on its first page."""
        spans = spans_of(paragraph, start, len(paragraph.text) if end is None else end)
        return self.source_at(spans[0], spans[-1].page)

    def source_at(self, span: Span, page_end: int | None = None) -> Source:
        """The place of a slice of one page's text: its words with white space collapsed, the box around them."""
        number = span.page
        page = self.pages[number]
        raw = page.text[span.start : span.end]
        behind = raw.lstrip()
        start = span.start + len(raw) - len(behind)
        return Source(
            page=number,
            quote=" ".join(raw.split()),
            bbox=box_of(page, start, start + len(behind.rstrip())),
            page_end=page_end if page_end is not None and page_end > number else None,
        )

    def once(self, make: Callable[[Material], T]) -> T:
        """What `make` gives for this document; it is called once, however many extractors ask."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made

    def forget(self) -> None:
        """Let go of what was found `once`: it mostly holds on to this material, and a circle of values stays until it is looked for."""
        self._made.clear()

    def shelf(self, name: str, kind: Any) -> Shelf[Any]:
        """A shelf for what is found all over a document and takes much memory."""
        return self._shelves.shelf(name, kind)

    def _joined_paragraphs(self) -> Sequence[list[Paragraph]]:
        """The paragraphs that start on each page."""
        shelf: Shelf[list[Paragraph]] = self._shelves.shelf("joined paragraphs", list[Paragraph])
        found = zip(self._numbers, shelve_paragraphs(self.reading.pages, self._shelves), strict=True)
        for page in join_pages([] if self._restricted(number) else paragraphs for number, paragraphs in found):
            shelf.append(page)
        return shelf

    def _restricted(self, number: int) -> bool:
        section = self.section_at(number)
        return section is not None and section.restricted


def _by_number(pages: Sequence[Page]) -> Mapping[int, Page]:
    """Pages by their numbers, in order; those that are in memory, as few are, without a detour."""
    return {page.number: page for page in pages} if len(pages) <= HELD else _PagesByNumber(pages)


class _PagesByNumber(Mapping[int, Page]):
    """The pages of a document by their numbers, in order."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pages = pages
        self._places = {page.number: place for place, page in enumerate(pages)}

    def __getitem__(self, number: int) -> Page:
        return self._pages[self._places[number]]

    def __iter__(self) -> Iterator[int]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


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
    words = page.words
    first = max(0, bisect_left(words, start + 1, key=WORD_START) - 1)
    most = first + (end - start) // 2 + 2  # a word and the white space behind it are two characters at least
    inside = words[first : bisect_left(words, end, first, min(most, len(words)), key=WORD_START)]
    if not inside:
        return shown_box(page, (0.0, 0.0, page.width, page.height))
    word = inside[0]
    x0, top, x1, bottom = word.x0, word.top, word.x1, word.bottom
    for word in inside:
        if word.x0 < x0:
            x0 = word.x0
        if word.top < top:
            top = word.top
        if word.x1 > x1:
            x1 = word.x1
        if word.bottom > bottom:
            bottom = word.bottom
    return shown_box(page, (x0, top, x1, bottom))


def printed_numbers(material: Material) -> dict[str, int]:
    """The physical page that carries each printed number; the first of several."""
    found: dict[str, int] = {}
    for number, page in material.pages.items():
        if page.printed_label is not None:
            found.setdefault(page.printed_label, number)
    return found


def text_of(pages: Iterable[Page]) -> str:
    """The texts of some pages, one after the other."""
    return "\n".join(page.text for page in pages)
