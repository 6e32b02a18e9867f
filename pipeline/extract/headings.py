"""Headings of minuted items: where a title ends and its text begins."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter

from pipeline.edges.codes import codes
from pipeline.extract.dates.words import month_names
from pipeline.extract.times import opens_with_time
from pipeline.records import Line, Page, Paragraph

LINE_START, LINE_END = attrgetter("start"), attrgetter("end")
LONGEST_TITLE = 320
LONGEST_LEAD = 60
"""Letters within which the first of the points under a title stands."""
MINUTE_NUMBER = re.compile(r"(?:[A-Z]{1,6}[ ./-]?(?:\d{1,4}/)?\d{1,4}/\d{1,4}[a-z]?|(?:19|20)\d\d\.\d{1,4})[.:)]?(?:\s|$)")
"""A minute's reference in several parts or with letters apart (`PC 24/117`), which opens no paragraph as a label."""
RUN_ON = re.compile(r"(?:\s*[-–—]\s?|[.:;]\s)\s*(?:(?:(?:[A-Z]{2,4}|and|The|A)\b|&|,)\s*)+$|\.$")
"""The first words of a title's text where they are bold too: initials, or the word that a sentence opens with."""
WAS = re.compile(r"\b(?:was|were|had|has|have) [a-z]")
"""What a sentence has and a title has not."""
FIGURE = re.compile(r"\d")
SEPARATOR = re.compile(r"\s*[-–—:.]\s*")
BREAK = re.compile(r"[.:]\s+(?=[A-Z(])|\s+[-–—]\s+(?=[A-Z]{2,4}\s+[a-z])|\.\s+(?=\(?a\)\s)")
"""Where a title ends whose last words, in a line that is bold for the most part, are already its text."""
LETTERED = re.compile(r"\.\s+\(?[aA]\)\s")
"""The first of the points under a title."""
CUT = re.compile(r"\s+[–—]\s*|\s+-\s+|:\s+|\.\s+(?=[A-Z“‘\"'(£\d])")


@dataclass(slots=True)
class Heading:
    """Where an item starts: its reference and title, and the place behind them.

    `rest` is where the item's text starts in the heading's own paragraph (its length when nothing follows). A title that stands in
    the next cell or paragraph has its paragraphs in `title_parts`; `title_rest` is where the text starts in the last of them (0: nowhere).
    """

    paragraph: Paragraph
    reference: str | None
    title: str | None
    rest: int
    title_parts: list[Paragraph] = field(default_factory=list)
    title_rest: int = 0


@cache
def listed(*path: str) -> re.Pattern[str]:
    """One list of `schemas/codes/minutes.yml`, by its name or by those that it stands under, as one pattern."""
    lines = codes("minutes")
    for name in path:
        lines = lines[name]
    flags = 0 if path[0] in ("draft", "confirmed") else re.IGNORECASE
    return re.compile("|".join(f"(?:{line})" for line in lines), flags)


@cache
def _after_title() -> re.Pattern[str]:
    return re.compile(r"\s*(?:" + listed("after_title").pattern + r")\s*$", re.IGNORECASE)


@cache
def _bare_number() -> re.Pattern[str]:
    return re.compile(rf"\d{{1,3}}\s+(?=[A-Z][A-Za-z])(?!{month_names()}\b)", re.I)


def opens_item(paragraph: Paragraph) -> bool:
    """Whether a paragraph opens with a number or reference as an item of business does: a label with a figure, a reference in several
    parts (`PC 24/117`, `2024.031`), or in bold type a number alone (`31 BUDGET`); a time of day is none."""
    if opens_with_time(paragraph.text):
        return False
    labelled = paragraph.label is not None and FIGURE.search(paragraph.label) is not None
    if labelled or MINUTE_NUMBER.match(paragraph.text):
        return True
    return paragraph.bold and _bare_number().match(paragraph.text) is not None


def heading_at(paragraph: Paragraph, pages: Mapping[int, Page], reference: str | None, start: int | None = None) -> Heading:
    """The heading that a paragraph opens with; `start` is where its title starts (behind its label, unless given)."""
    begin = paragraph.body if start is None else start
    title, rest = title_of(paragraph, begin, pages)
    return Heading(paragraph, reference, title, rest)


def title_of(paragraph: Paragraph, start: int, pages: Mapping[int, Page]) -> tuple[str | None, int]:
    """The title that stands in a paragraph from `start` on, and where the text behind it starts.

    The title is its bold lines, or the bold words that it opens with, where the others are not bold; else the words up to a dash, point
    or colon with a sentence behind it.
    """
    text = paragraph.text
    lines = _lines(paragraph, pages)
    bold = _bold_end(paragraph, lines)
    if bold is not None and bold > start:
        runs_on = text[bold:].lstrip()[:1].islower() or LETTERED.search(text, start, bold)
        sentence = BREAK.search(text, start + 2, bold) if runs_on else None
        if sentence is not None:
            return _clean(text[start : sentence.start()]), sentence.end()
        end = start + len(RUN_ON.sub("", text[start:bold]))
        separator = SEPARATOR.match(text, end)
        title = _clean(_without_column_head(paragraph, lines, text[start:end]))
        return title, separator.end() if separator else end
    words = text[start:].strip()
    if not words:
        return None, len(text)
    lettered = LETTERED.search(text, start + 2, start + LONGEST_LEAD)
    if lettered is not None:
        return _clean(text[start : lettered.start()]), lettered.start() + 1
    for cut in CUT.finditer(text, start + 2):
        before, after = text[start : cut.start()], text[cut.end() :]
        if len(before) > 160:
            break
        enough = cut.group()[0] in ".:" or _is_sentence(after) or len(after.split()) > 6
        standard = enough and len(before.split()) < 9 and bool(listed("standard_headings").match(before.strip()))
        told = after.rstrip().endswith(".") or WAS.search(after) is not None
        opens = cut.group()[0] in ".:" or after[:1].isupper() or after[:1] in "“‘\"'(" or after.startswith("to ")
        if (standard and (told or not paragraph.bold)) or (opens and _is_sentence(after) and not paragraph.bold):
            return _clean(before), cut.end()
    if paragraph.bold and len(words) < LONGEST_TITLE:
        return _clean(words), len(text)
    whole = listed("whole_titles").match(text, start)
    if whole and text[whole.end() : whole.end() + 1].isupper():
        return whole[0].rstrip(), whole.end()
    if len(words) <= 110 and words[-1] not in ".;":
        return _clean(words), len(text)
    if len(words) <= 60 and len(words.split()) <= 6:
        return _clean(words.rstrip(".")), len(text)
    if paragraph.table >= 0 and len(words) < 200 and len(words.rstrip(".").split(". ")) == 1:
        return _clean(words), len(text)
    return None, start


def opens_bold(paragraph: Paragraph, pages: Mapping[int, Page]) -> bool:
    """Whether a paragraph opens with bold words (a number in front may be plain) and goes on in another look."""
    return _bold_end(paragraph, _lines(paragraph, pages)) is not None


@cache
def _member() -> re.Pattern[str]:
    """Finds whose report it is, behind the colon of a title."""
    return re.compile(rf":\s+(?i:{'|'.join(map(re.escape, codes('names')['member_titles']))})\.? [A-Z][^:;.]{{0,60}}$")


def _is_sentence(text: str) -> bool:
    """Whether what follows a title reads as its text and not as the title's second half."""
    words = text.split()
    return bool(words) and (text.rstrip().endswith((".", ":", ";")) or len(words) > 14) and (len(words) > 3 or text.rstrip().endswith("."))


def _clean(title: str) -> str | None:
    return _member().sub("", _after_title().sub("", title)).strip(" –—-:;").strip() or None


def _lines(paragraph: Paragraph, pages: Mapping[int, Page]) -> list[tuple[Line, int]]:
    """The lines of a paragraph's first page with the place in its text where each ends."""
    span = paragraph.spans[0]
    page = pages.get(span.page)
    if page is None:
        return []
    lines = page.lines
    inside = lines[bisect_left(lines, span.start, key=LINE_START) : bisect_right(lines, span.end + 1, key=LINE_END)]
    return [(line, line.end - span.start) for line in inside]


def _bold_end(paragraph: Paragraph, lines: Sequence[tuple[Line, int]]) -> int | None:
    """Where the bold lines that a paragraph opens with end, or the bold words of its first, when others of another look follow."""
    bold = 0
    while bold < len(lines) and lines[bold][0].bold and not lines[bold][0].lead:
        bold += 1
    if bold < len(lines) and lines[bold][0].lead and re.search(r"\w", paragraph.text):
        return lines[bold][0].lead - paragraph.spans[0].start
    return lines[bold - 1][1] if 0 < bold < len(lines) else None


def _without_column_head(paragraph: Paragraph, lines: Sequence[tuple[Line, int]], title: str) -> str:
    """A title without the column's head (`Action`) that stands far to the right on its line."""
    words = title.rsplit(" ", 1)
    if len(words) == 2 and listed("column_heads").fullmatch(words[1]) and lines and paragraph.x1 - paragraph.x0 > 300:
        return words[0]
    return title
