"""Stage 3, divide: what a document is, and which of its pages make an agenda, minutes, a report, a plan, slides, blank sheets."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.divide.council import find_council
from pipeline.divide.cues import kind_of
from pipeline.divide.packs import Part, divide_pack, referenced_pages
from pipeline.divide.paragraphs import find_paragraphs
from pipeline.divide.sheets import Sheet, exempt_reason, sheet_of
from pipeline.divide.sketches import sketch_of
from pipeline.divide.title import find_title
from pipeline.read.furniture import agenda_stamp
from pipeline.records import Division, Finding, Page, PaperFile, PaperKind, Paragraph, Reading, Section, SectionKind

VERSION = 1


def divide(paper: PaperFile, reading: Reading) -> Division:
    """The document's kind, title and council, and its sections: one over all pages, or those of a pack, in order, without overlap."""
    pages = reading.pages
    if not pages:
        return Division(document_id=reading.document_id, kind="other", council=paper.council)
    sheets = {page.number: sheet_of(page) for page in pages}
    by_page = {page.number: find_paragraphs([page]) for page in pages}
    opening = [paragraph for page in pages if sheets[page.number] != "blank" for paragraph in by_page[page.number]]
    references = referenced_pages([p for page in pages[:12] for p in by_page[page.number]])
    kind: PaperKind
    if _is_pack(pages, sheets, opening, references):
        parts = divide_pack(pages, sheets, by_page, references, reading.outline)
        sections = _sections(parts, pages, by_page)
        kind = "agenda_pack" if any(section.kind == "agenda" for section in sections) or len(sections) > 2 else "other"
        title = next((section.title for section in sections if section.title), None)
    else:
        kind = _whole_kind(sheets, opening, paper.filename)
        title = find_title(opening)
        sketch = sketch_of(page for page in pages if sheets[page.number] != "restricted")
        section = Section(ordinal=1, kind=kind, title=title, page_start=1, page_end=pages[-1].number, sketch=sketch)  # type: ignore[arg-type]
        sections = [section]
    printed = find_council(pages)
    return Division(
        document_id=reading.document_id,
        kind=kind,
        title=title or reading.pdf_title,
        council=paper.council or printed,
        sections=sections,
        findings=_findings(pages, sections, by_page),
    )


def _is_pack(
    pages: Sequence[Page], sheets: dict[int, Sheet], opening: Sequence[Paragraph], references: Sequence[tuple[str | None, int, int]]
) -> bool:
    """Whether the file holds several papers: stamped agenda items, restricted sheets, or an agenda whose page references lead into it."""
    stamps = sum(1 for page in pages if agenda_stamp(page.furniture))
    if stamps >= 2 or (stamps and len(pages) > 8):
        return True
    if kind_of(opening)[0] != "agenda":
        return False
    if any(sheet == "restricted" for sheet in sheets.values()):
        return True
    labels = {page.printed_label for page in pages[1:]}
    return sum(1 for _, first, _ in references if str(first) in labels) >= 2


def _whole_kind(sheets: dict[int, Sheet], opening: Sequence[Paragraph], filename: str) -> PaperKind:
    slides = sum(1 for sheet in sheets.values() if sheet == "slide")
    kind, points = kind_of(opening, filename)
    if slides * 2 > len(sheets) and (points < 5 or kind in ("report", "appendix")):
        return "presentation"
    return kind if kind not in ("blank", "restricted") else "other"  # type: ignore[return-value]


def _sections(parts: Sequence[Part], pages: Sequence[Page], by_page: dict[int, list[Paragraph]]) -> list[Section]:
    sections: list[Section] = []
    for ordinal, part in enumerate(parts, 1):
        inside = [page for page in pages if part.first <= page.number <= part.last]
        paragraphs = [paragraph for page in inside for paragraph in by_page[page.number]]
        kind: SectionKind
        title = None
        if part.sheet in ("blank", "restricted"):
            kind = part.sheet
        else:
            kind = "presentation" if part.sheet == "slide" else kind_of(paragraphs)[0]
            title = find_title(paragraphs)
        sections.append(
            Section(
                ordinal=ordinal,
                kind=kind,
                title=title,
                page_start=part.first,
                page_end=part.last,
                agenda_item=part.agenda_item,
                restricted=part.sheet == "restricted",
                sketch=None if part.sheet in ("blank", "restricted") else sketch_of(inside),
            )
        )
    return sections


def _findings(pages: Sequence[Page], sections: Sequence[Section], by_page: dict[int, list[Paragraph]]) -> list[Finding]:
    findings: list[Finding] = []
    restricted = {number for s in sections if s.restricted for number in range(s.page_start, s.page_end + 1)}
    for page in pages:
        for paragraph in by_page[page.number]:
            reason = exempt_reason(paragraph.text) if page.number in restricted or len(paragraph.text) < 240 else None
            if reason:
                findings.append(
                    Finding(
                        code="exempt-marker",
                        severity="warning",
                        page=page.number,
                        quote=reason,
                        message=f"Page {page.number} says that something is exempt from publication. Check that no exempt paper is here.",
                    )
                )
    return findings
