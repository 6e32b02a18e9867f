"""The agenda that minutes print in front of their business: a list of the items' references and titles, without text under them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.extract.headings import listed
from pipeline.extract.material import Material
from pipeline.extract.minuted import minuted_items
from pipeline.records import Line, Page, Section, Span

FEWEST = 3
"""Items that make an agenda."""
PAGES = 4
"""Pages from the start on which the list may stand."""
MOST_WORDS = 4
"""Words of a line that may stand between the heading and the first item: the foot of a page."""
FIGURES = re.compile(r"\d+")
LETTERS_FIRST = re.compile(r"^[A-Za-z]+[ ./-]*")
WHITE = 0.9
"""White space behind which a list does not go on, in heights of its letters."""


class Listed(NamedTuple):
    """An item of the list: its reference, its title, and where both stand."""

    number: str
    title: str
    span: Span


def cover_items(material: Material, section: Section) -> list[Listed]:
    """The items listed in front of the business of a minutes section, in printed order; empty where no heading announces a list.

    They are lines behind the heading that open with a reference of the same shape as those of the minutes (`FGB 38/2021`, `1.`).
    """
    headings = [item.heading for item in minuted_items(material, section) if item.heading is not None]
    references = [heading.reference for heading in headings if heading.reference]
    if len(references) < FEWEST:
        return []
    opens = re.compile(rf"(?P<number>{'|'.join(sorted({_shape(reference) for reference in references}))})[.:)]?\s+(?=\S)")
    found: list[Listed] = []
    listed_figures: set[tuple[str, ...]] = set()
    begun = False
    heading = listed("heads_agenda")
    before: Line | None = None
    for page, line in _lines(material, section):
        text = page.text[line.start : line.end]
        if not begun:
            begun = heading.fullmatch(text.strip()) is not None
            before = line
            continue
        match = opens.match(text)
        figures = _figures(match["number"]) if match else ()
        if match and figures in listed_figures:
            break  # the minutes themselves
        if match:
            listed_figures.add(figures)
            found.append(Listed(match["number"], text[match.end() :].strip(), Span(page.number, line.start, line.end)))
        elif found and _goes_on(found[-1], before, page, line):
            last = found[-1]
            found[-1] = Listed(last.number, f"{last.title} {text.strip()}", Span(page.number, last.span.start, line.end))
        elif found or len(text.split()) > MOST_WORDS:
            break
        before = line
    minuted = {(heading.paragraph.page, heading.paragraph.spans[0].start) for heading in headings}
    twice = sum((item.span.page, item.span.start) not in minuted for item in found)
    return found if len(found) >= FEWEST and twice * 2 > len(found) else []


def _shape(reference: str) -> str:
    """A pattern of references that differ in their figures only, with or without the letters in front."""
    plain = LETTERS_FIRST.sub("", reference.rstrip(".:)"))
    return r"(?:[A-Z]{1,5}[ ./-]?)?" + r"\d+".join(map(re.escape, FIGURES.split(plain)))


def _lines(material: Material, section: Section) -> Iterator[tuple[Page, Line]]:
    """The printed lines of a section's first pages, in reading order."""
    for number in range(section.page_start, min(section.page_end, section.page_start + PAGES - 1) + 1):
        page = material.pages[number]
        for line in sorted(page.lines, key=lambda line: line.start):
            if page.text[line.start : line.end].strip():
                yield page, line


def _figures(number: str) -> tuple[str, ...]:
    return tuple(FIGURES.findall(number))


def _goes_on(last: Listed, before: Line | None, page: Page, line: Line) -> bool:
    """Whether a line without a reference is the rest of the title above it."""
    if before is None or last.span.page != page.number or line.table >= 0 or line.bold != before.bold:
        return False
    return line.top > before.top and line.top - before.bottom < WHITE * line.size
