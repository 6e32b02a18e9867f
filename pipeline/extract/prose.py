"""Running text for extractors that read sentences: paragraphs put together again, and cut short."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from pipeline.divide.going_on import SENTENCE_END, joined
from pipeline.extract.dates.words import month_names
from pipeline.extract.material import spans_of
from pipeline.records import Paragraph

LONGEST_HAND = 6
"""Characters at the end of a text that tell whether it hands on: more than the longest of these words has."""
MONEY = ("£", "€", "$")
"""What no sentence opens with where the one before is open."""
HANDS_ON = re.compile(r"(?:\b(?:by|the|of|and|to|for|a|an|with|at|in|from|that|on|or|is|was|be|as|Mr|Mrs|Ms|Dr|Cllr)|[,&–-])$")
ITEM_END = ("; and", "; or", ":-", ":–")
ENDS = (*ITEM_END, *SENTENCE_END)
DAY_LAST = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?$")


def tail(paragraph: Paragraph, start: int) -> Paragraph:
    """The paragraph without its first `start` characters, without label and margin; itself when nothing is cut."""
    if start <= 0:
        return paragraph
    while start < len(paragraph.text) and paragraph.text[start].isspace():
        start += 1
    spans = spans_of(paragraph, start, len(paragraph.text))
    return msgspec.structs.replace(paragraph, text=paragraph.text[start:], spans=spans, label=None, margin=None, body=0)


def head(paragraph: Paragraph, end: int) -> Paragraph:
    """The paragraph up to `end`, with its label."""
    return msgspec.structs.replace(paragraph, text=paragraph.text[:end].rstrip(), spans=spans_of(paragraph, 0, end))


def without_margin(paragraph: Paragraph) -> Paragraph:
    """The paragraph with the words in its margin (`RESOLVED:`) as its first words."""
    if paragraph.margin is None:
        return paragraph
    return msgspec.structs.replace(paragraph, margin=None, body=0, x0=paragraph.label_x0)


def rejoined(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs, words in the margin taken in, those that go on in the next one joined with it.

    Ragged lines, a narrow column or the end of a page or of a table's row can leave a sentence in two paragraphs.
    """
    whole: list[Paragraph] = []
    for paragraph in map(without_margin, paragraphs):
        if whole and goes_on(whole[-1], paragraph):
            whole[-1] = joined(whole[-1], paragraph)
        else:
            whole.append(paragraph)
    return whole


def goes_on(before: Paragraph, after: Paragraph) -> bool:
    """Whether `after` is the rest of a sentence that `before` leaves open: the same look and left edge, no white space between them."""
    if after.label is not None or after.margin is not None or not after.text or abs(before.size - after.size) > 0.7:
        return False
    indented = after.text[0].islower() and 3 < before.x0 - after.x0 < 60 and before.x1 - before.x0 > 150
    if abs(before.x0 - after.x0) > 3 and not indented:
        return False
    if (before.table >= 0) != (after.table >= 0) or before.bold != after.bold:
        return False
    said = before.text.rstrip()
    if said.endswith(ENDS) or not before.words.strip():
        return False
    on = (
        after.text[0].islower()
        or after.text[0] in MONEY
        or bool(DAY_LAST.search(said) and _month().match(after.text))
        or bool(HANDS_ON.search(said, max(0, len(said) - LONGEST_HAND)))
    )
    if after.page != before.spans[-1].page or after.gap is None:
        return on
    most = 0.9 if after.text[0].islower() or before.table >= 0 else 0.6
    return on and -0.5 * after.size < after.gap < most * after.size


@cache
def _month() -> re.Pattern[str]:
    return re.compile(rf"{month_names()}\b")
