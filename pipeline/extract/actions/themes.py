"""What an action stands under: the band across its table, or the heading above it."""

from __future__ import annotations

import re
from functools import cache

from pipeline.edges.codes import codes
from pipeline.extract.actions.headings import simple
from pipeline.extract.material import Material
from pipeline.extract.tables import TableGrid
from pipeline.extract.tables.titles import Titles, first_sentence

MOST_WORDS = 60
"""A band with more words in its first sentence is a note, not a theme."""


class Themes:
    """The themes of a document's tables."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self.titles = material.once(Titles)

    def of_table(self, grid: TableGrid) -> str | None:
        """The heading that a table stands under, on its page or, where its page has none, on an earlier one of its section."""
        section = self._material.section_at(grid.page)
        first = section.page_start if section is not None else grid.page
        heading = self.titles.before(grid.page, grid.rows[0].top, first)
        if heading is None:
            return None
        numbered = section is not None and section.kind == "minutes"
        return cleaned(heading.words if numbered and heading.label else heading.text)


def band_theme(text: str) -> str | None:
    """The theme that a band across a table gives; None for a note of many words."""
    theme = cleaned(text)
    return theme if theme and len(theme.split()) <= MOST_WORDS else None


def cleaned(text: str) -> str | None:
    """A heading as a theme: its first sentence, without `continued` and without a word that only says that it is a priority."""
    theme = first_sentence(" ".join(text.split()))
    if theme.lower().rstrip(" .)]").endswith(tuple(codes("headings")["continued"])):
        theme = _continued().sub("", theme)
    theme = _theme_word().sub("", theme)
    return theme.strip(" -–—:") or None if simple(theme) else None


@cache
def _continued() -> re.Pattern[str]:
    """`continued` at the end of a heading."""
    ends = "|".join(re.escape(word) for word in codes("headings")["continued"])
    return re.compile(rf"\s*[\[(–—-]?\s*(?:{ends})\s*[\])]?\s*\.*\Z", re.IGNORECASE)


@cache
def _theme_word() -> re.Pattern[str]:
    """The word that a heading opens with when it only says that it is a priority."""
    words = "|".join(re.escape(word) for word in sorted(codes("headings")["theme_words"], key=len, reverse=True))
    return re.compile(rf"\A(?:{words})\s*(?:[:–—]|-\s)\s*(?=\S)", re.IGNORECASE)
