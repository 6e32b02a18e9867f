"""Whether rows stand where they say: every row has words, a page and a box, and the words are on that page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pipeline.evaluate.records import Quotes
from pipeline.evaluate.words import text_of

_NOT_PRINTED = re.compile(r"[\s\u00ad\ufffe]+")
"""Space, and hyphens that only show at the end of a line."""


class Quoted(NamedTuple):
    """What a row says of its place."""

    table: str
    row_id: str
    page: int | None
    quote: str | None
    bbox: str | None


class Misquote(NamedTuple):
    """A row that does not say where it stands, or whose words are not there."""

    file: str
    quoted: Quoted


def check_quotes(file: str, pages: Mapping[int, str], rows: Iterable[Quoted]) -> tuple[dict[str, Quotes], list[Misquote]]:
    """How the rows of one paper fare, by table, and those whose words are not on their page.

    A row needs words (a single letter or figure could stand anywhere), a page and a box. Words are compared without the space between.
    """
    printed = {number: _printed(text) for number, text in pages.items()}
    tables: dict[str, Quotes] = {}
    misquotes = []
    for row in rows:
        words = _printed(row.quote)
        quoted = len(words) > 1 and row.page is not None and bool(text_of(row.bbox))
        found = quoted and words in printed.get(row.page or 0, "")
        tables[row.table] = tables.get(row.table, Quotes()) + Quotes(1, quoted, found)
        if not found:
            misquotes.append(Misquote(file, row))
    return tables, misquotes


def _printed(text: str | None) -> str:
    return _NOT_PRINTED.sub("", unicodedata.normalize("NFKC", text_of(text)))
