"""What a plan promises under a heading for it: labelled paragraphs that each say what will be done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.edges.codes import codes
from pipeline.extract.actions.drafts import Draft
from pipeline.extract.actions.headings import simple
from pipeline.extract.material import Material, spans_of
from pipeline.extract.tables.texts import LineEnds
from pipeline.extract.tables.titles import Titles
from pipeline.records import Paragraph, Section, Span

LABELLED = re.compile(r"[^\w(]*([A-Z][^.:;–—]{2,90}?)(?:\s[–—-]|:)\s+(?=[A-Z])")
"""What a promise is about, and the sign behind it (`Young people - We will …`)."""
PROMISES = re.compile(r"\b(?:will|shall|aims? to|plans? to|(?:is|are) going to)\b")
LEAST_ALIKE = 3
"""How many labelled promises must follow each other to be a list of them."""
LONGEST_TITLE = 12


def drafts_promised(material: Material, section: Section, titles: Titles, ends: LineEnds) -> list[Draft]:
    """The promises below a heading such as `Our actions` or `What we will do`, each under a label of its own, in printed order.

    Fewer than three are no list. Source: strategies in running text that end with what is to be done for each of their aims.
    """
    drafts: list[Draft] = []
    for run in _runs(material, section, titles):
        drafts.extend(_draft(ends, item) for item in run if len(run) >= LEAST_ALIKE)
    return drafts


def _runs(material: Material, section: Section, titles: Titles) -> Iterator[list[list[Paragraph]]]:
    """The labelled promises that follow each other below each heading for them, a promise with the paragraphs it runs on over."""
    run: list[list[Paragraph]] | None = None
    for paragraph in material.paragraphs_of(section):
        if paragraph.table < 0 and _is_title(paragraph) and titles.is_heading(paragraph):
            yield run or []
            run = []
        elif run is None:
            continue
        elif paragraph.table < 0 and _label(paragraph) is not None:
            run.append([paragraph])
        elif run and _goes_on(run[-1][-1], paragraph):
            run[-1].append(paragraph)
        elif run or titles.is_heading(paragraph):
            yield run
            run = None
    yield run or []


def _is_title(paragraph: Paragraph) -> bool:
    words = simple(paragraph.text) if len(paragraph.text) < 90 else []
    return 0 < len(words) <= LONGEST_TITLE and any(tuple(words[: len(title)]) == title for title in _titles())


@cache
def _titles() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(simple(title)) for title in codes("headings")["promise_titles"])


def _label(paragraph: Paragraph) -> re.Match[str] | None:
    """What a promise is about, where a paragraph opens with it and goes on to promise."""
    found = LABELLED.match(paragraph.text) if PROMISES.search(paragraph.text) else None
    return found if found is not None and not PROMISES.search(found[1]) else None


def _goes_on(before: Paragraph, paragraph: Paragraph) -> bool:
    """Whether a paragraph is the rest of a sentence that the one above begins."""
    return paragraph.table < 0 and paragraph.text[:1].islower() and before.text.rstrip()[-1:] not in ".!?"


def _draft(ends: LineEnds, item: list[Paragraph]) -> Draft:
    first = item[0]
    label = LABELLED.match(first.text)
    body = label.end() if label is not None else 0
    spans = [*spans_of(first, body, len(first.text)), *(span for rest in item[1:] for span in rest.spans)]
    same = [span for paragraph in item for span in paragraph.spans if span.page == first.page]
    return Draft(
        origin="list",
        span=Span(first.page, first.spans[0].start, same[-1].end),
        page_end=spans[-1].page,
        theme=label[1].strip() if label is not None else None,
        action=ends.text_of(spans),
    )
