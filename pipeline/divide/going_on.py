"""Paragraphs that a page's end cuts, and how a sentence is told that goes on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from pipeline.records import Paragraph

SMALL = re.compile(r"[^\W\d_A-Z]{2,}(?!\S*:)|a$")
"""A line that opens with a word in small letters goes on with a sentence that has not ended."""
ASK_FOR_MORE = frozenset({
    "and", "or", "of", "the", "a", "an", "to", "for", "in", "on", "at", "by", "with", "from", "as", "that", "which", "who", "other", "be",
    "is", "are", "was", "were", "has", "have", "will", "their", "its", "our",
})  # fmt: skip
"""Words that no sentence ends with."""
CELLS_BACK = 5
"""How many paragraphs from a page's end the cell stands at most that goes on overleaf: cells of other columns stand behind it."""
SAME_EDGE = 3.0
"""How far apart, in points, the left edges of a cell's two parts may stand."""
WIDER = 40.0
"""How much further to the right, in points, than the part of a cell what opens the next page outside a table may reach at most, unless it
opens with a small letter: else it is running text."""
SHORT = 40
"""Letters of a paragraph that a page's end does not cut, unless it stands in a narrow cell and asks for more."""
SENTENCE_END = (".", ":", ";", "?", "!", ".”", '."', ".'", ".’")


def join_pages(pages: Iterable[list[Paragraph]]) -> Iterator[list[Paragraph]]:
    """The paragraphs that start on each page, from the paragraphs of each: one that a page's end cuts is joined to its rest when the
    rest has no label, the same look, and the sentence goes on."""
    waiting: list[list[Paragraph]] = []
    for page in pages:
        fresh = list(page)
        cut = _cut_by_page(waiting[0], fresh[0]) if fresh and waiting else None
        if cut is not None:
            waiting[0][cut] = joined(waiting[0][cut], fresh.pop(0))
        if fresh:
            yield from waiting
            waiting = [fresh]
        elif waiting:
            waiting.append(fresh)
        else:
            yield fresh
    yield from waiting


def _cut_by_page(page: Sequence[Paragraph], after: Paragraph) -> int | None:
    """The place of the paragraph of a page whose rest opens the next: the last; at the end of a table, that of its last cells that stands
    at the same edge."""
    last = len(page) - 1
    if page[last].table < 0:
        return last if after.table < 0 and _goes_on(page[last], after) else None
    for place in range(last, max(-1, last - CELLS_BACK), -1):
        before = page[place]
        if before.table != page[last].table:
            return None
        if abs(before.x0 - after.x0) < SAME_EDGE:
            runs_on = after.table < 0 and after.x1 > before.x1 + WIDER and not after.text[:1].islower()
            return place if not runs_on and _goes_on(before, after) else None
    return None


def _goes_on(before: Paragraph, after: Paragraph) -> bool:
    """Whether a page's end cuts a paragraph: the same look, no label, and a sentence that has not ended."""
    if after.label is not None or before.bold != after.bold:
        return False
    if abs(before.size - after.size) > 0.6 or before.text.rstrip().endswith(SENTENCE_END):
        return False
    if len(before.text) < SHORT:
        return before.table >= 0 and SMALL.match(after.text) is not None and before.text.split()[-1] in ASK_FOR_MORE
    first = after.text[:1]
    return first.islower() or (
        first.isalnum() and before.x1 - before.label_x0 > 200 and abs(before.x0 - after.x0) < 40 and len(before.text) > 70
    )


def joined(before: Paragraph, after: Paragraph) -> Paragraph:
    """Two paragraphs as one, which looks like the first."""
    return replace(before, text=f"{before.text} {after.text}", spans=[*before.spans, *after.spans], x1=max(before.x1, after.x1))
