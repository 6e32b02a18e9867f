"""Headings of minuted items that carry no number: told by their look, by capitals, or by a colon behind them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from pipeline.extract.headings import Heading, heading_at, listed
from pipeline.extract.series import REFERENCE
from pipeline.records import Page, Paragraph

NUMBERED_MOTION = re.compile(r"[A-Z]{0,4}\s?(?:\d{2,4}[-/.])?\d{1,4}\b.{0,4}\b(?:moved|[A-Z]\. ?[A-Z][a-z])")
RUN_IN = re.compile(r"[A-Z][^.:;]{2,60}:\s+(?=\S)")
SAME_PLACE = 8.0
"""Points by which numbers beside the text may be set apart from each other."""
FEWEST = 3
"""Headings that a look other than bold type must have to divide a section."""
MOST = 0.7
"""Share of the headings that must have a number beside their text, running on, for it to be theirs."""


def unnumbered_headings(paragraphs: Sequence[Paragraph], chain: Sequence[Heading], pages: Mapping[int, Page]) -> list[Heading]:
    """Bold headings without a number right before the first numbered one, which look like it; all headings where none is numbered.

    Without numbers the headings are those in bold type, else those of the look that most headings known from minutes have.
    """
    if chain and not chain[0].paragraph.bold:
        return []
    bold = _bold_headings(paragraphs)
    if not chain:
        return _of_one_look(paragraphs, bold, pages)
    first = chain[0].paragraph
    index = next(i for i, p in enumerate(paragraphs) if p is first)
    near = {id(p) for position, p in enumerate(paragraphs[:index]) if position >= index - 6 and paragraphs[position + 1].label is not None}
    return [
        heading_at(p, pages, reference=None)
        for p in bold
        if id(p) in near and abs(p.size - first.size) < 0.6 and min(abs(p.x0 - first.x0), abs(p.x0 - first.label_x0)) < 4
    ]


def headings_with_numbers_beside(paragraphs: Sequence[Paragraph], pages: Mapping[int, Page]) -> list[Heading]:
    """Headings without a number whose numbers stand beside the text below them, as references; empty in other papers.

    The numbers run on from heading to heading, and hardly any other paragraphs have one.
    """
    places = {id(p): position for position, p in enumerate(paragraphs)}
    for looks, bold in ((_in_bold, True), (_in_capitals, False)):
        found = _headings(paragraphs, looks, bold, known=False)
        beside = [(p, paragraphs[places[id(p)] + 1]) for p in found]
        numbered = [(heading, text, match) for heading, text in beside if (match := _number_beside(text)) is not None]
        if len(numbered) < FEWEST or not _are_of_headings([(text, match) for _, text, match in numbered], paragraphs):
            continue
        references = {id(heading): match["reference"] for heading, _, match in numbered}
        first = places[id(numbered[0][0])]
        found = [
            p for p in found if id(p) in references or (places[id(p)] > first and not listed("not_headings").fullmatch(p.text.strip()))
        ]
        if len(numbered) >= MOST * len(found):
            headings = [heading_at(p, pages, reference=None) for p in found]
            for heading in headings:
                heading.reference = references.get(id(heading.paragraph))
            return headings
    return []


def _are_of_headings(beside: Sequence[tuple[Paragraph, re.Match[str]]], paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the numbers beside the text below headings run on, and hardly any other paragraph has one of their form at their place."""
    numbers = [_numbers(match["numbers"]) for _, match in beside]
    left, prefix = beside[0][0].label_x0, beside[0][1]["prefix"]
    others = [
        match for p in paragraphs if abs(p.label_x0 - left) < SAME_PLACE and (match := _number_beside(p)) and match["prefix"] == prefix
    ]
    return sum(_run_on(*pair) for pair in pairwise(numbers)) >= MOST * (len(numbers) - 1) and len(numbers) >= MOST * len(others)


def _number_beside(paragraph: Paragraph) -> re.Match[str] | None:
    return REFERENCE.fullmatch((paragraph.label or paragraph.margin or "").strip())


def _numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


def _run_on(before: Sequence[int], after: Sequence[int]) -> bool:
    """Whether one number comes right behind the other: one part is the next, the others are the same."""
    return len(before) == len(after) and sorted(b - a for a, b in zip(before, after, strict=True)) == [0] * (len(before) - 1) + [1]


def _of_one_look(paragraphs: Sequence[Paragraph], bold: Sequence[Paragraph], pages: Mapping[int, Page]) -> list[Heading]:
    """The headings of a section without numbers: those of one look."""
    if len(bold) > 1 and any(_is_known(p.text) for p in bold):
        return [heading_at(p, pages, reference=None) for p in bold]
    best: list[Heading] = []
    for found in (
        [heading_at(p, pages, reference=None) for p in _headings(paragraphs, _in_capitals)],
        [heading_at(p, pages, reference=None) for p in _headings(paragraphs, _in_italics)],
        [heading_at(p, pages, reference=None) for p in _headings(paragraphs, _before_a_colon)],
        [Heading(p, None, (p.margin or "").rstrip(": "), p.body) for p in paragraphs[2:] if _in_margin(p)],
        [h for p in paragraphs[2:] if RUN_IN.match(p.text) and (h := heading_at(p, pages, reference=None)).rest < len(p.text)],
    ):
        known = sum(_is_known(heading.title) for heading in found)
        if len(found) >= FEWEST and known >= 2 and known >= 0.3 * len(found) and known > sum(_is_known(heading.title) for heading in best):
            best = found
    if best or len(bold) < 2:
        return best
    return [heading_at(p, pages, reference=None) for p in bold]


def _is_known(title: str | None) -> bool:
    return bool(title and listed("standard_headings").match(title.strip()))


def _bold_headings(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Short bold paragraphs that a paragraph of another look follows, or the number of the agenda item in brackets."""
    return _headings(paragraphs, _in_bold, bold=True)


def _in_bold(paragraph: Paragraph, after: Paragraph) -> bool:
    return paragraph.bold and not after.bold and len(after.text) > 20


def _in_capitals(paragraph: Paragraph, after: Paragraph) -> bool:
    return paragraph.text.isupper() and not after.text.isupper() and len(re.findall(r"[A-Z]", paragraph.text)) > 3


def _in_italics(paragraph: Paragraph, after: Paragraph) -> bool:
    return paragraph.italic and not after.italic


def _before_a_colon(paragraph: Paragraph, after: Paragraph) -> bool:
    return paragraph.text.rstrip().endswith(":") and len(paragraph.text.split()) < 9 and not after.text.rstrip().endswith(":")


def _in_margin(paragraph: Paragraph) -> bool:
    margin = (paragraph.margin or "").strip(": ")
    return len(margin) > 3 and margin[0].isupper() and paragraph.table < 0 and not listed("not_headings").fullmatch(margin)


def _headings(
    paragraphs: Sequence[Paragraph], looks: Callable[[Paragraph, Paragraph], bool], bold: bool = False, known: bool = True
) -> list[Paragraph]:
    """Short paragraphs without a number that have a look which the next one has not; `known`: and the words of no other kind of line."""
    found: list[Paragraph] = []
    for position, paragraph in enumerate(paragraphs[:-1]):
        if paragraph.table >= 0 or paragraph.label is not None or paragraph.margin is not None or position < 2:
            continue
        text = paragraph.text.strip()
        if not 3 < len(text) < 160 or text.endswith((".", ",", ";")) or not text[0].isalnum() or NUMBERED_MOTION.match(text):
            continue
        after = paragraphs[position + 1]
        numbered = bool(listed("after_title").fullmatch(after.text.strip())) and (paragraph.bold or not bold)
        if numbered or (looks(paragraph, after) and not (known and listed("not_headings").fullmatch(text))):
            found.append(paragraph)
    return found
