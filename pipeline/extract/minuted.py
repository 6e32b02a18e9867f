"""Minutes sections cut into their minuted items: which numbered lines are items, and which paragraphs stand under each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.edges.shelves import HELD
from pipeline.extract.headings import Heading, heading_at, listed
from pipeline.extract.material import Material
from pipeline.extract.prose import rejoined, tail
from pipeline.extract.series import numbered_chain
from pipeline.extract.sittings import sittings
from pipeline.extract.unnumbered import headings_with_numbers_beside, unnumbered_headings
from pipeline.records import Paragraph, Section


@dataclass(slots=True)
class MinutedItem:
    """One item of a minutes section, or what stands before the first (`heading` is None).

    `body` holds the paragraphs under the heading, put together where a page's end or a ragged line cut them; the first may be the
    rest of the heading's own paragraph.
    """

    section: Section
    heading: Heading | None
    body: list[Paragraph] = field(default_factory=list)

    @property
    def page(self) -> int:
        """The page that the item starts on."""
        if self.heading is not None:
            return self.heading.paragraph.page
        return self.body[0].page if self.body else self.section.page_start


def minuted_items(material: Material, section: Section) -> list[MinutedItem]:
    """The items of a minutes section in printed order; the first holds what stands before them and has no heading.

    Empty when the section has no paragraphs. Several extractors ask for the same, and must not change it.
    """
    return material.once(_Kept).items(section)


class _Kept:
    """The items of the minutes of a document, kept while they are of so few pages that they need not be on a shelf."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._items: dict[int, list[MinutedItem]] = {}
        self._pages = 0

    def items(self, section: Section) -> list[MinutedItem]:
        """The items of a section."""
        kept = self._items.get(section.ordinal)
        if kept is not None:
            return kept
        found = _find_items(self._material, section)
        pages = section.page_end - section.page_start + 1
        if self._pages + pages <= HELD:
            self._pages += pages
            self._items[section.ordinal] = found
        return found


def _find_items(material: Material, section: Section) -> list[MinutedItem]:
    """The items of each meeting that a section has the minutes of, one meeting behind the other: each has numbers of its own."""
    return [item for sitting in sittings(material, section) for item in _items_of(material, section, sitting)]


def _items_of(material: Material, section: Section, sitting: Sequence[Paragraph]) -> list[MinutedItem]:
    paragraphs = [p for p in sitting if not _skipped(p)]
    if not paragraphs:
        return []
    saved = _saved_page(section, paragraphs, material)
    if saved is not None:
        return saved
    chain = headings_with_numbers_beside(paragraphs, material.pages) or numbered_chain(paragraphs, material.pages)
    in_table = sum(1 for heading in chain if heading.paragraph.table >= 0) * 2 > len(chain) > 0
    beside = _beside_columns(material, paragraphs) if in_table else None
    chain = [*unnumbered_headings(paragraphs, chain, material.pages), *chain]
    return _cut(section, paragraphs, chain, beside)


def _skipped(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip()
    if paragraph.table >= 0 and len(text) < 40 and listed("column_heads").fullmatch(text):
        return True
    return not text or (len(text) < 120 and bool(listed("skipped").fullmatch(text)))


def _saved_page(section: Section, paragraphs: Sequence[Paragraph], material: Material) -> list[MinutedItem] | None:
    """A web page about one agenda item: its heading, and the minute behind the line `Minutes:`; None for other papers."""
    at = next((i for i, p in enumerate(paragraphs[:12]) if listed("saved_page").fullmatch(p.text.strip())), None)
    if not at:
        return None
    heading = heading_at(paragraphs[at - 1], material.pages, reference=None)
    end = next((i for i in range(at + 1, len(paragraphs)) if _is_behind(paragraphs[i])), len(paragraphs))
    return [
        MinutedItem(section, None, rejoined(paragraphs[: at - 1])),
        MinutedItem(section, heading, rejoined(paragraphs[at + 1 : end])),
    ]


def _cut(section: Section, paragraphs: Sequence[Paragraph], chain: Sequence[Heading], beside: float | None) -> list[MinutedItem]:
    starts = {id(heading.paragraph): heading for heading in chain}
    titles = {id(part) for heading in chain for part in heading.title_parts}
    items = [MinutedItem(section, None)]
    last = chain[-1] if chain else None
    for paragraph in paragraphs:
        heading = starts.get(id(paragraph))
        if heading is not None:
            items.append(MinutedItem(section, heading))
            if heading.rest < len(paragraph.text):
                items[-1].body.append(tail(paragraph, heading.rest))
            continue
        if id(paragraph) in titles:
            rest = next((h.title_rest for h in chain if h.title_parts and h.title_parts[-1] is paragraph), 0)
            if 0 < rest < len(paragraph.text):
                items[-1].body.append(tail(paragraph, rest))
            continue
        if beside is not None and paragraph.table >= 0 and paragraph.x0 > beside:
            continue
        if listed("after_title").fullmatch(paragraph.text.strip()):
            continue
        if items[-1].heading is last and last is not None and _is_behind(paragraph):
            break
        items[-1].body.append(paragraph)
        if (
            items[-1].heading is last
            and last is not None
            and len(paragraph.text) < 200
            and listed("closings", "inside").search(paragraph.text)
        ):
            break
    for item in items:
        item.body = rejoined(item.body)
    return items


def _is_behind(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip()
    return len(text) < 160 and bool(listed("closings", "behind").fullmatch(text))


def _beside_columns(material: Material, paragraphs: Sequence[Paragraph]) -> float | None:
    """The right edge of the widest used column of the tables that minutes are set in: what stands further right is no minute."""
    weights: dict[int, int] = {}
    edges: dict[int, float] = {}
    for paragraph in paragraphs:
        if paragraph.table < 0 or paragraph.cell < 0:
            continue
        cell = material.pages[paragraph.page].tables[paragraph.table].cells[paragraph.cell]
        key = round(cell.x0 / 12)
        weights[key] = weights.get(key, 0) + len(paragraph.text)
        edges[key] = max(edges.get(key, 0.0), cell.x1 if cell.column_span == 1 else 0.0)
    if not weights:
        return None
    widest = max(weights, key=lambda key: weights[key])
    return edges[widest] - 6 if edges[widest] > 0 else None
