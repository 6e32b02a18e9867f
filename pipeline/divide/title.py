"""The title of a paper or section, as printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline.divide.council_names import council_names
from pipeline.divide.cues import Look
from pipeline.edges.codes import codes
from pipeline.records import Paragraph

LONGEST = 200
"""Characters of a title below its field."""
FIELD = re.compile(r"[A-Z][\w'’]+(?: [\w'’]+){0,3}:")
LOOK_AT = 18
"""How many paragraphs from the start a title is looked for in."""


FIRST = 3
"""How many paragraphs from the start are looked at for what an agenda or minutes call themselves."""
MUCH_LARGER = 1.3
"""How much larger another heading must be to be their title instead."""


@cache
def _field() -> re.Pattern[str]:
    names = "|".join(codes("titles")["fields"])
    return re.compile(rf"(?:{names})\s*:?", re.I)


@cache
def _not_titles() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in codes("titles")["not_titles"]), re.I)


def own_title(printed: str | None) -> str | None:
    """The title that a file itself has, where it is one; None for what a program put there."""
    if not printed or any(re.fullmatch(pattern, printed.strip(), re.I) for pattern in codes("titles")["file_titles"]):
        return None
    return printed


def find_title(look: Look) -> str | None:
    """The title: what stands behind a title field (`Subject:`) of a front sheet, else the words set largest near the top.

    A title set over several paragraphs of one size is joined. A council's name alone, a label such as `PART 1 - PUBLIC`,
    a date alone and a word alone in a cell are no titles, nor is a numbered heading where there are others. The first lines of an agenda
    or of minutes that call it so are its title rather than another further below, unless that is much larger. None when nothing stands out.
    """
    opening = look.opening[:LOOK_AT]
    titled = _behind_field(opening)
    if titled:
        return titled
    size = look.size
    candidates = [p for p in opening if 3 < len(p.words) <= 200 and not _not_titles().fullmatch(p.words) and not _is_council(p.words)]
    candidates = [p for p in candidates if p.label is None or not p.label[:1].isdigit()] or candidates
    candidates = [p for p in candidates if p.table < 0 or " " in p.words.strip()] or candidates
    if not candidates:
        return None
    best = max(candidates, key=lambda p: (round(p.size), p.bold or p.words.isupper(), -opening.index(p)))
    if best.size <= size * 1.05 and not best.bold and not best.words.isupper() and best is not candidates[0]:
        best = candidates[0]
    named = next((p for p in opening[:FIRST] if p in candidates and _names_paper(p)), None)
    if named is not None and opening.index(best) > FIRST and best.size < MUCH_LARGER * named.size:
        best = named
    start = opening.index(best)
    words = [best.words]
    for paragraph in opening[start + 1 : start + 3]:
        near = paragraph.gap is not None and paragraph.gap < 1.2 * best.size and paragraph.page == best.page
        if (
            near
            and abs(paragraph.size - best.size) < 0.6
            and best.size > size * 1.15
            and paragraph.bold == best.bold
            and paragraph.table == best.table
        ):
            words.append(paragraph.text if paragraph.margin else paragraph.words)
        else:
            break
    return " ".join(" ".join(words).split())


def _behind_field(opening: Sequence[Paragraph]) -> str | None:
    """What stands behind a title field in front of the first numbered paragraph: in its line, in the cell beside it, or below it."""
    for index, paragraph in enumerate(opening):
        if paragraph.margin and _field().fullmatch(paragraph.margin.strip()):
            return paragraph.words.strip() or None
        if paragraph.label and paragraph.label[:1].isdigit() and paragraph.table < 0:
            break
        match = _field().match(paragraph.text)
        if not match or (":" not in match[0] and match.end() < len(paragraph.text.strip())):
            continue
        rest = paragraph.text[match.end() :].strip()
        if rest:
            return rest
        following = opening[index + 1] if index + 1 < len(opening) else None
        if following is not None and paragraph.table >= 0 and following.table == paragraph.table and following.cell != paragraph.cell:
            cell = [p.words for p in opening[index + 1 :] if (p.table, p.cell, p.page) == (following.table, following.cell, following.page)]
            return " ".join(cell)
        if paragraph.bold and paragraph.table < 0:
            below = next((p for p in opening[index + 1 : index + 5] if not FIELD.match(p.text)), None)
            if below is not None and not below.bold and below.label is None and len(below.text) < LONGEST:
                return below.text.strip()
    return None


def _is_council(words: str) -> bool:
    match = council_names().council.fullmatch(words if not words.isupper() else words.title())
    return match is not None


def _names_paper(paragraph: Paragraph) -> bool:
    """Whether a line in bold or capitals says that the paper is an agenda or minutes, and more."""
    return (
        " " in paragraph.words.strip(" *")
        and (paragraph.bold or paragraph.words.isupper())
        and re.search(codes("titles")["kinds_of_papers"], paragraph.words, re.I) is not None
    )
