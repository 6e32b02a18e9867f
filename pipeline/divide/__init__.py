"""Stage 3, divide: what a document is, and which of its pages make an agenda, minutes, a report, a plan, slides, blank sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from pipeline.divide.council import find_council
from pipeline.divide.cues import Look, kind_alone, kind_of, look_over, sizes_of
from pipeline.divide.exempt import exempt_marker
from pipeline.divide.packs import Part, divide_pack, printed_numbers, referenced_pages
from pipeline.divide.paragraphs import shelve_paragraphs
from pipeline.divide.sheets import Leaf, exempt_reason, leaf_of
from pipeline.divide.sketches import sketch_of
from pipeline.divide.title import find_title, own_title
from pipeline.edges.shelves import Shelves
from pipeline.records import Division, Finding, Page, PaperFile, PaperKind, Paragraph, Reading, Section, SectionKind

VERSION = 1
OPENING_PAGES = 12
"""On how many pages from the start an agenda refers to pages of its pack."""
SHORT = 240
"""Characters of a paragraph that can be a marker of exemption by itself."""


def divide(paper: PaperFile, reading: Reading, shelves: Shelves | None = None) -> Division:
    """The document's kind, title and council, and its sections: one over all pages, or those of a pack, in order, without overlap.

    The paragraphs of each page are left on the shelf `paragraphs` for the stage behind.
    """
    pages = reading.pages
    if not pages:
        return Division(document_id=reading.document_id, kind="other", council=paper.council)
    paragraphs = shelve_paragraphs(pages, shelves or Shelves())
    leaves: list[Leaf] = []
    sizes: list[Counter[float]] = []
    for page, found in zip(pages, paragraphs, strict=True):
        leaves.append(leaf_of(page, exempt_marker(page, found)))
        sizes.append(sizes_of(found))
    look = look_over(paragraphs, sizes, [place for place, leaf in enumerate(leaves) if leaf.sheet != "blank"])
    references = referenced_pages(chain.from_iterable(paragraphs[:OPENING_PAGES]))
    kind: PaperKind
    if _is_pack(leaves, look, look_over(paragraphs, sizes, [0]), references):
        parts = divide_pack(leaves, paragraphs, references, reading.outline)
        sections = _sections(parts, reading, leaves, paragraphs, sizes)
        kind = "agenda_pack" if any(section.kind == "agenda" for section in sections) or len(sections) > 2 else "other"
        title = next((section.title for section in sections if section.title), None)
    else:
        kind = _whole_kind(leaves, look, paper.filename)
        title = find_title(look)
        sections = _of_one_paper(kind, title, leaves, pages)
    printed = find_council(pages)
    return Division(
        document_id=reading.document_id,
        kind=kind,
        title=title or own_title(reading.pdf_title),
        council=paper.council or printed,
        sections=sections,
        findings=_findings(leaves, sections, paragraphs),
    )


def _of_one_paper(kind: PaperKind, title: str | None, leaves: Sequence[Leaf], pages: Sequence[Page]) -> list[Section]:
    """The section of a paper that is no pack; two, where it is exempt from some page on. Agendas and minutes that are marked on a later
    page only announce or record what is exempt."""
    first = next((leaf.number for leaf in leaves if leaf.marker), None)
    if first is not None and first > 1 and kind in ("agenda", "minutes"):
        first = None
    if kind == "agenda":
        first = None
    last = leaves[-1].number if first is None else first - 1
    sections = []
    if last:
        shown = (page for leaf, page in zip(leaves, pages, strict=True) if leaf.sheet != "restricted" and leaf.number <= last)
        sections.append(Section(ordinal=1, kind=kind, title=title, page_start=1, page_end=last, sketch=sketch_of(shown)))  # type: ignore[arg-type]
    if first is not None:
        sections.append(
            Section(ordinal=len(sections) + 1, kind="restricted", page_start=first, page_end=leaves[-1].number, restricted=True)
        )
    return sections


def _is_pack(leaves: Sequence[Leaf], look: Look, first: Look, references: Sequence[tuple[str | None, int, int]]) -> bool:
    """Whether the file holds several papers: stamped agenda items (one is enough in a long file, or behind a first page that is an agenda),
    restricted sheets, or an agenda whose page references lead into it."""
    stamps = sum(1 for leaf in leaves if leaf.stamp)
    if stamps >= 2 or (stamps and (len(leaves) > 8 or (not leaves[0].stamp and kind_alone(first) == "agenda"))):
        return True
    if kind_alone(look) != "agenda":
        return False
    if any(leaf.sheet == "restricted" for leaf in leaves):
        return True
    labels = printed_numbers(leaves[1:])
    return sum(1 for _, first, _ in references if str(first) in labels) >= 2


def _whole_kind(leaves: Sequence[Leaf], look: Look, filename: str) -> PaperKind:
    slides = sum(1 for leaf in leaves if leaf.sheet == "slide")
    if slides * 2 > len(leaves):
        kind, points = kind_of(look, filename)
        if points < 5 or kind in ("report", "appendix"):
            return "presentation"
    kind = kind_alone(look, filename)
    return kind if kind not in ("blank", "restricted") else "other"  # type: ignore[return-value]


def _sections(
    parts: Sequence[Part],
    reading: Reading,
    leaves: Sequence[Leaf],
    paragraphs: Sequence[Sequence[Paragraph]],
    sizes: Sequence[Counter[float]],
) -> list[Section]:
    sections: list[Section] = []
    place = 0
    for ordinal, part in enumerate(parts, 1):
        first = place
        while place < len(leaves) and leaves[place].number <= part.last:
            place += 1
        inside = range(first, place)
        look = look_over(paragraphs, sizes, inside)
        kind: SectionKind
        title = None
        if part.sheet in ("blank", "restricted"):
            kind = part.sheet
        else:
            kind = "presentation" if part.sheet == "slide" else kind_alone(look)
            title = find_title(look)
        sections.append(
            Section(
                ordinal=ordinal,
                kind=kind,
                title=title,
                page_start=part.first,
                page_end=part.last,
                agenda_item=part.agenda_item,
                restricted=part.sheet == "restricted",
                sketch=None if part.sheet in ("blank", "restricted") else sketch_of(reading.pages[at] for at in inside),
            )
        )
    return sections


def _findings(leaves: Iterable[Leaf], sections: Sequence[Section], paragraphs: Iterable[Sequence[Paragraph]]) -> list[Finding]:
    findings: list[Finding] = []
    restricted = {number for s in sections if s.restricted for number in range(s.page_start, s.page_end + 1)}
    for leaf, page in zip(leaves, paragraphs, strict=True):
        for paragraph in page:
            reason = exempt_reason(paragraph.text) if leaf.number in restricted or len(paragraph.text) < SHORT else None
            if reason:
                findings.append(
                    Finding(
                        code="exempt-marker",
                        severity="warning",
                        page=leaf.number,
                        quote=reason,
                        message=f"Page {leaf.number} says that something is exempt from publication. Check that no exempt paper is here.",
                    )
                )
    told = {finding.page for finding in findings}
    return findings + [
        _withheld(section, leaves)
        for section in sections
        if section.restricted and told.isdisjoint(range(section.page_start, section.page_end + 1))
    ]


def _withheld(section: Section, leaves: Iterable[Leaf]) -> Finding:
    """What is said of a part that is withheld: on which pages, and by which words it is marked, where it has words of its own."""
    first, last = section.page_start, section.page_end
    marker = next((leaf.marker for leaf in leaves if first <= leaf.number <= last and leaf.marker), None)
    where = f"Page {first} is" if first == last else f"Pages {first} to {last} are"
    message = (
        f"{where} marked as exempt or confidential, so no words of {'it' if first == last else 'them'} are stored and nothing is read."
    )
    return Finding(code="exempt-marker", severity="warning", page=first, quote=marker[:120] if marker else None, message=message)
