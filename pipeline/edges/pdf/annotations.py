"""What is laid on a page without being part of it (annotations): marks that hide words, and notes that hold some."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

from pdfminer.pdftypes import dict_value, int_value, list_value, resolve1
from pdfminer.psparser import literal_name

from pipeline.edges.pdf.catalogue import Sheet
from pipeline.records import Box

MOST = 2000
NOT_SHOWN = 1 << 1 | 1 << 5
"""The flags of what is hidden, or not to be viewed."""
COVERING = {"Square", "Redact"}
NOTES = {"Text", "Caret", "FileAttachment", "FreeText"}
THINNEST = 0.95


def marks_of(sheet: Sheet) -> list[Box]:
    """The boxes of marks that hide what lies below them, in the sheet's own coordinates: filled squares, and what was marked to be
    redacted, be it done or not."""
    found: list[Box] = []
    with suppress(Exception):
        for kind, entries in _annotations(sheet):
            if kind in COVERING and (kind == "Redact" or _is_filled(entries)) and not _flags(entries) & NOT_SHOWN:
                found += _boxes(entries) if kind == "Redact" else _rectangle(entries)
    return found


def count_comments(sheet: Sheet) -> int:
    """How many notes of a page hold words that the page does not show."""
    with suppress(Exception):
        return sum(_is_unseen_note(kind, entries) for kind, entries in _annotations(sheet))
    return 0


def _annotations(sheet: Sheet) -> Iterator[tuple[str, dict[str, Any]]]:
    if "Annots" not in sheet.entries:
        return
    for reference in islice(list_value(sheet.entries["Annots"]), MOST):
        entries = resolve1(reference)
        if isinstance(entries, dict) and "Subtype" in entries:
            yield literal_name(resolve1(entries["Subtype"])), entries


def _flags(entries: dict[str, Any]) -> int:
    return int_value(entries.get("F", 0))


def _is_filled(entries: dict[str, Any]) -> bool:
    """Whether a square is filled with a colour through which nothing shines."""
    inner = list_value(entries["IC"]) if "IC" in entries else []
    thin = resolve1(entries.get("CA", 1))
    return bool(inner) and isinstance(thin, (int, float)) and thin >= THINNEST and "BM" not in entries


def _is_unseen_note(kind: str, entries: dict[str, Any]) -> bool:
    """Whether a note has words of its own that are not drawn on the page."""
    words = resolve1(entries.get("Contents"))
    if kind not in NOTES or not isinstance(words, bytes) or not words.strip(b"\0 \r\n\xfe\xff"):
        return False
    return kind != "FreeText" or bool(_flags(entries) & NOT_SHOWN)


def _rectangle(entries: dict[str, Any]) -> list[Box]:
    x0, y0, x1, y1 = (float(resolve1(side)) for side in list_value(entries["Rect"]))
    return [(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))]


def _boxes(entries: dict[str, Any]) -> list[Box]:
    """The boxes of a mark's quarters, where it has several; else its own."""
    points = [float(resolve1(part)) for part in dict_value(entries).get("QuadPoints") or []]
    quads = [points[start : start + 8] for start in range(0, len(points) - 7, 8)]
    return [(min(quad[::2]), min(quad[1::2]), max(quad[::2]), max(quad[1::2])) for quad in quads] or _rectangle(entries)
