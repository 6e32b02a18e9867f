"""Pages that say of themselves that they are not for publication: in their first lines, or in their running headers and footers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline.divide.sheets import wording
from pipeline.edges.codes import codes
from pipeline.records import Page, Paragraph

OPENING = 6
"""How many paragraphs at the top of a page may mark it; further down, a line announces something that stands elsewhere."""
LONGEST = 400
_TRIMMED = " \t\n.:;,*[]–—-"


def exempt_marker(page: Page, paragraphs: Sequence[Paragraph]) -> str | None:
    """The words by which a page is marked as exempt, confidential or restricted; None when it is not. `paragraphs` are those of the page.

    A marker is a line of its own, and says nothing else. What follows it may take it back: `Exempt: none`.
    """
    opening = [paragraph for paragraph in paragraphs[: OPENING + 1] if paragraph.text.strip()]
    for place, paragraph in enumerate(opening[:OPENING]):
        following = opening[place + 1].text if place + 1 < len(opening) else ""
        if is_marker(paragraph.text, in_a_table=paragraph.table >= 0) and not wording("exempt_not").match(following.strip(_TRIMMED)):
            return " ".join(paragraph.text.split())
    return next((" ".join(part.text.split()) for part in page.furniture if part.role != "deleted" and is_marker(part.text)), None)


@cache
def _needed() -> re.Pattern[str]:
    """Any of the words of which one stands in every marker, in small letters."""
    return re.compile("|".join(re.escape(word).replace("\\ ", r"\s+") for word in codes("sections")["exempt_needs"]))


def is_marker(text: str, in_a_table: bool = False) -> bool:
    """Whether a line marks what it stands on. In a table only a label with its value does (`Classification: exempt`)."""
    if _needed().search(text.lower()) is None:
        return False
    words = " ".join(text.split()).strip(_TRIMMED)
    if len(words) > LONGEST:
        return False
    marks = wording("exempt_label").fullmatch(words) or (not in_a_table and wording("exempt_line").fullmatch(words))
    return bool(marks) and not wording("exempt_not").search(words)
