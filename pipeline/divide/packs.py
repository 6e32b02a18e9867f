"""Where one paper of a pack ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.divide.cues import body_size, kind_of, look_at
from pipeline.divide.sheets import Leaf, Sheet
from pipeline.records import OutlineEntry, Paragraph

PAGE_REFERENCE = re.compile(r"\(?\bpages?\s+(\d{1,4})(?:\s*(?:-|–|—|to)\s*(\d{1,4}))?\)?", re.I)
APPENDIX = re.compile(r"(?:appendix|annexe?)\b(?:\s+\w{1,3}\b)?", re.I)
STRONG = 7.0
"""Points of one kind of paper on a page's opening that make the page the start of a paper."""


@dataclass(slots=True)
class Part:
    """A run of pages of a pack that belong together: pages from `first` to `last`, what kind of sheets, whose agenda item. `is_paper`
    says of a restricted part that it may go on: it is a paper marked as exempt, and not only a sheet that stands for one."""

    first: int
    last: int
    sheet: Sheet
    agenda_item: str | None = None
    is_paper: bool = False


def referenced_pages(paragraphs: Iterable[Paragraph]) -> list[tuple[str | None, int, int]]:
    """The page references of an agenda (`5. Title (Pages 9 - 12)`): the item's label without its point, first and last printed page."""
    found: list[tuple[str | None, int, int]] = []
    label: str | None = None
    for paragraph in paragraphs:
        if paragraph.label and paragraph.label != "•":
            label = paragraph.label.rstrip(".):").lstrip("(")
        for match in PAGE_REFERENCE.finditer(paragraph.text) if "page" in paragraph.text.lower() else ():
            first = int(match[1])
            found.append((label, first, int(match[2]) if match[2] else first))
    return found


def printed_numbers(leaves: Iterable[Leaf]) -> dict[str, int]:
    """The physical page that carries each printed number; the first of several."""
    found: dict[str, int] = {}
    for leaf in leaves:
        if leaf.label is not None:
            found.setdefault(leaf.label, leaf.number)
    return found


def divide_pack(
    leaves: Sequence[Leaf],
    paragraphs: Sequence[Sequence[Paragraph]],
    references: Sequence[tuple[str | None, int, int]],
    outline: Sequence[OutlineEntry],
) -> list[Part]:
    """The parts of a pack, in order, each page in one of them. `paragraphs` are those of each leaf.

    A part starts at an agenda item's stamp, at a page that the agenda or a bookmark (of a chapter, only an appendix's) points to, where
    the kind of sheet changes, and where a page opens like another paper. Blank and restricted sheets are parts of their own; so is a paper
    that is marked as exempt, with all pages that belong to it. An agenda only announces such papers, and minutes only record them, unless
    their first page is marked.
    """
    physical = printed_numbers(leaves)
    item_at = _items(leaves, references, physical)
    starts = {leaves[0].number, *item_at, *(physical[str(first)] for _, first, _ in references if str(first) in physical)}
    starts.update(entry.page for entry in outline if entry.page and (entry.depth == 0 or APPENDIX.match(entry.title)))
    first_item = min(item_at, default=0)
    parts: list[Part] = []
    kind = "other"
    item: str | None = None
    for index, leaf in enumerate(leaves):
        sheet = leaf.sheet
        if sheet == "page" and parts and parts[-1].sheet == "slide" and _same_sheet(leaf, leaves[index - 1]):
            sheet = "slide"
        item = item_at.get(leaf.number, item)
        fresh, strength = _opening_kind(paragraphs[index]) if sheet == "page" else ("presentation", 0.0)
        if leaf.marker and not _only_announces(leaf, kind, fresh, parts, starts):
            if not (parts and parts[-1].sheet == "restricted" and parts[-1].last == leaf.number - 1 and leaf.number not in starts):
                parts.append(Part(leaf.number, leaf.number, "restricted", item, is_paper=True))
            parts[-1].last = leaf.number
            kind = fresh
            continue
        goes_on = sheet in ("page", "slide") and parts and parts[-1].is_paper and leaf.number not in starts
        if goes_on and not (strength >= STRONG and fresh not in (kind, "other")):
            parts[-1].last = leaf.number
            continue
        if parts and parts[-1].sheet == sheet and leaf.number not in starts:
            still_agenda = kind == "agenda" and (leaf.number < first_item or fresh == "agenda")
            another = strength >= STRONG and fresh not in (kind, "other", "plan", "plan_update")
            if sheet != "page" or still_agenda or not (another or fresh == "appendix"):
                parts[-1].last = leaf.number
                continue
        parts.append(Part(leaf.number, leaf.number, sheet, item))
        if sheet == "page":
            kind = fresh
    return parts


def _only_announces(leaf: Leaf, kind: str, fresh: str, parts: Sequence[Part], starts: Container[int]) -> bool:
    """Whether a marked page belongs to an agenda, or goes on with minutes: then the words say what comes, or what was done."""
    if parts and parts[-1].is_paper:
        return False
    begins = not parts or leaf.number in starts or parts[-1].sheet in ("blank", "restricted")
    return fresh == "agenda" or (not begins and kind in ("agenda", "minutes") and fresh in (kind, "other"))


def _items(leaves: Sequence[Leaf], references: Sequence[tuple[str | None, int, int]], physical: Mapping[str, int]) -> dict[int, str]:
    """The agenda items whose papers start on a page, by its number: as stamped there, else as the agenda refers to it."""
    item_at: dict[int, str] = {}
    for label, first, _ in references:
        if label and str(first) in physical:
            item_at.setdefault(physical[str(first)], label)
    item_at.update((leaf.number, leaf.stamp) for leaf in leaves if leaf.stamp)
    return item_at


def _same_sheet(leaf: Leaf, previous: Leaf) -> bool:
    """Whether two pages are of one size and turned alike: a crowded slide among slides is one too."""
    return abs(leaf.width - previous.width) < 2 and abs(leaf.height - previous.height) < 2 and leaf.width > leaf.height


def _opening_kind(paragraphs: Sequence[Paragraph]) -> tuple[str, float]:
    """The kind of paper that a page opens, by its first paragraphs; a page that starts in the middle of a text opens none."""
    if not paragraphs:
        return "other", 0.0
    first = paragraphs[0]
    if not (first.bold or first.words.isupper() or first.table >= 0 or first.size > body_size(paragraphs) * 1.1):
        return "other", 0.0
    if APPENDIX.match(first.words):
        return "appendix", STRONG
    return kind_of(look_at(paragraphs[:8]))
