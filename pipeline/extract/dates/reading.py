"""The text that is being read for dates, and what its parts mean on their own."""

from __future__ import annotations

import re
from typing import Literal

from pipeline.extract.dates.context import DateContext
from pipeline.extract.dates.patterns import Patterns, patterns
from pipeline.extract.dates.pieces import Piece
from pipeline.extract.dates.words import Words, collapsed, words

AMERICAN = re.compile(r"(?<![\w/.-])(\d{1,2})([/-])(\d{1,2})\2(?:\d\d)?\d\d(?![\w/-])")
HANGS = re.compile(r"[^\W\d_]-\Z|[^\W_]/\Z|[/\\#=]\Z")
HANGING = ("-", "/", "\\", "#", "=")


class DateText:
    """One text with what is known around it.

    `cell`: the text is a due cell, so a month or season may stand alone in it. `pieces` have been read so far; no date begins before
    `taken`, where the last of them ends.
    """

    def __init__(self, text: str, context: DateContext, cell: bool = False) -> None:
        self.text = text
        self.context = context
        self.cell = cell
        self.pieces: list[Piece] = []
        self.patterns: Patterns = patterns()
        self.words: Words = words()
        self._month_first: bool | None = None

    @property
    def taken(self) -> int:
        return self.pieces[-1].end_at if self.pieces else 0

    def has_month_first(self) -> bool:
        """Whether the numeric dates are written month first: the paper's are, or some can only be read so, and none the other way."""
        if self._month_first is None:
            pairs = [(int(m[1]), int(m[3])) for m in AMERICAN.finditer(self.text)]
            told = self.context.month_first or any(first <= 12 < second <= 31 for first, second in pairs)
            self._month_first = told and not any(second <= 12 < first <= 31 for first, second in pairs)
        return self._month_first

    def full_year(self, short: int) -> int:
        """A year of two digits in full: not more than 30 years after the document."""
        reference = self.context.reference
        return 2000 + short if short <= (reference.year - 2000 if reference else 30) + 30 else 1900 + short

    def years_from_document(self, year: int) -> int | None:
        """How many years a year lies after the document's; None when the document has no date."""
        reference = self.context.reference
        return year - reference.year if reference else None

    def weekday(self, word: str | None) -> int | None:
        """A weekday's number, Monday 0."""
        return self.words.weekdays.get(collapsed(word)) if word else None

    def week(self, said: str | None) -> Literal["starts", "ends"] | None:
        """Whether a date is said to begin or to end a week."""
        if not said:
            return None
        return "ends" if collapsed(said) in self.words.set_of("week_ends") else "starts"

    def is_glued(self, at: int) -> bool:
        """Whether a number hangs on to a reference before it (`DC/2019`, `A-2019`), not on a range's other end or on `mid-`."""
        before = self.text[max(0, at - 2) : at]
        hangs = before[-1:] in HANGING and HANGS.search(before) is not None
        return hangs and not self.patterns.part_with_hyphen.search(self.text, max(0, at - 7), at)
