"""Values as the database keeps them: NFC, one space between words, list items a line each, JSON for boxes and grids."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from unicodedata import normalize

from pipeline.records import Box
from pipeline.unseen import without_unseen

_as_box = "[{:.2f}, {:.2f}, {:.2f}, {:.2f}]".format
_as_json = json.JSONEncoder(ensure_ascii=False).encode


def line(value: str | None) -> str | None:
    """The words on one line, one space between them; None when there are none."""
    if value is None:
        return None
    if _is_tidy(value):
        return normalize("NFC", value) or None
    return " ".join(_sound(value).split()) or None


def lines(value: str | None) -> str | None:
    """The words with their line breaks, without empty lines; None when there are none."""
    if value is None:
        return None
    if _is_tidy(value) or ("\n\n" not in value and value[:1] != "\n" and value[-1:] != "\n" and _has_tidy_lines(value)):
        return normalize("NFC", value) or None
    return "\n".join(words for part in _sound(value).splitlines() if (words := " ".join(part.split()))) or None


def page_text(value: str) -> str:
    """The text of a page: every line, also an empty one, stays a line."""
    if _has_tidy_lines(value):
        return normalize("NFC", value)
    return "\n".join(" ".join(part.split()) for part in _sound(value).split("\n"))


def box(value: Box) -> str:
    """A box as JSON, to a hundredth of a point."""
    return _as_box(*value)


def named_cells(value: dict[str, str]) -> str | None:
    """The other columns of a row as a JSON object, in printed order; None when there are none."""
    cells = {line(heading) or "": lines(text) or "" for heading, text in value.items()}
    return _as_json(cells) if cells else None


def grid(value: Iterable[Iterable[str]]) -> str:
    """The cells of a table as a JSON list of rows."""
    return _as_json([[(lines(cell) or "") if cell else "" for cell in row] for row in value])


def find_words(words: Sequence[str], text: str) -> tuple[int, int]:
    """Where words stand one after the other in a text, whatever white space is between them: start and end; -1 and -1 when they do not.

    In nearly all texts, one sign of white space stands between two words, and no pattern has to be made.
    """
    plain = text.replace("\n", " ")
    if "  " not in plain and plain.isprintable():
        together = " ".join(words)
        start = plain.find(together)
        return (start, start + len(together)) if start >= 0 else (-1, -1)
    found = re.search(r"\s+".join(map(re.escape, words)), text)
    return found.span() if found else (-1, -1)


def _is_tidy(value: str) -> bool:
    """Whether a value is of one line, sound, and has single spaces between its words, as nearly all have: what is printable has no other
    white space than spaces."""
    return value.isprintable() and "  " not in value and value[:1] != " " and value[-1:] != " "


def _has_tidy_lines(value: str) -> bool:
    """The same of each of its lines, of which some may be empty."""
    return " \n" not in value and "\n " not in value and _is_tidy(value.replace("\n", ""))


def _sound(value: str) -> str:
    """NFC, without control characters, which would cut a text short for SQL functions, and without marks of direction."""
    return without_unseen(normalize("NFC", value))
