"""Labels in the margin that run over two lines or three, put together beside the words they stand for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from pipeline.records import Paragraph, Span

SAME_EDGE = 4.0
"""Points by which the left edges of a column may differ."""
MOST_LINES = 3


def mend_margins(paragraphs: Sequence[Paragraph], known: Callable[[str], bool]) -> list[Paragraph]:
    """The same paragraphs, but for labels that a margin too narrow breaks over lines: those are one paragraph with the whole label.

    A label is put together where its first line says nothing by itself and all of it is `known`:

        Officers in    A Brown (Head of
        Attendance     Streets) and B Green
    """
    mended: list[Paragraph] = []
    position = 0
    while position < len(paragraphs):
        size = _lines_of_label(paragraphs[position : position + MOST_LINES], known)
        mended.append(_whole(paragraphs[position : position + size]) if size > 1 else paragraphs[position])
        position += size
    return mended


def _lines_of_label(paragraphs: Sequence[Paragraph], known: Callable[[str], bool]) -> int:
    first = paragraphs[0]
    label = first.margin
    if label is None or first.table >= 0 or len(first.spans) > 1 or known(label):
        return 1
    for size, paragraph in enumerate(paragraphs[1:], start=2):
        alone = paragraph.margin is None and len(paragraph.text) < 30
        beside = paragraph.margin is not None and abs(paragraph.x0 - first.x0) < SAME_EDGE
        if not (alone or beside) or abs(paragraph.label_x0 - first.label_x0) > SAME_EDGE:
            return 1
        if len(paragraph.spans) > 1 or paragraph.page != first.page:
            return 1
        label = f"{label} {paragraph.margin or paragraph.text}"
        if known(label):
            return size
    return 1


def _whole(parts: Sequence[Paragraph]) -> Paragraph:
    """One paragraph: the lines of the label, then the words behind them."""
    label = [_span(part, 0, part.body if part.margin else len(part.text)) for part in parts]
    behind = [part for part in parts if part.margin and part.body < len(part.text)]
    words = [_span(part, part.body, len(part.text)) for part in behind]
    lines = [(part.text[: part.body] if part.margin else part.text).rstrip() for part in parts]
    return msgspec.structs.replace(
        parts[0],
        text=" ".join([*lines, *(part.words.rstrip() for part in behind)]),
        spans=[*label, *words],
        margin=" ".join(part.margin or part.text for part in parts),
        body=len(" ".join(lines)) + 1,
        x1=max(part.x1 for part in parts),
    )


def _span(part: Paragraph, start: int, end: int) -> Span:
    """Where a slice of a paragraph of one page stands, without the white space at its end."""
    span = part.spans[0]
    return Span(span.page, span.start + start, span.start + start + len(part.text[start:end].rstrip()))
