"""The items of an agenda: number, title, part, the pages of their papers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import msgspec

from pipeline.divide.packs import PAGE_REFERENCE
from pipeline.divide.sheets import exempt_reason
from pipeline.edges.codes import codes
from pipeline.extract.agenda_numbers import (
    FILE,
    NUMBER,
    begins_again,
    first_place,
    follows,
    form_of,
    goes_on,
    labelled,
    left_edge,
    number_of,
    place_of,
)
from pipeline.extract.cover_agenda import Listed, cover_items
from pipeline.extract.material import Material, printed_numbers
from pipeline.extract.times import TIME
from pipeline.records import AgendaItem, Cell, Found, Meeting, Page, Paragraph, Section, Word

BARE_PAGES = re.compile(r"\d{1,4}(?:\s*[-–—](?:\s*\d{1,4})?)?\s*$")
"""Pages in a column of their own, without the word."""


TOLD_BELOW = re.compile(r"[-–—]\s+to [a-z]+ \S+ \S+")
"""What an item is for, behind its title in bold (`- to receive questions`)."""
COLUMN_GAP = 2.0
"""White space in front of a column of page numbers, in heights of the letters."""


WORDS = re.compile(r"[A-Za-z]{3}")
"""What a title has, and a file's number in front of it has not."""
LIST_REACH = 120
"""Letters behind an item within which the lines of a list beside its title go on."""


class _Draft(NamedTuple):
    """A numbered line: its number and title, its paragraph, its text and those printed below it, whether it stands in an exempt part."""

    number: str
    title: str
    paragraph: Paragraph
    texts: list[str]
    exempt: bool


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in codes("agendas")[name]), re.I)


def find_agenda_items(material: Material, meetings: Sequence[Meeting]) -> Found[AgendaItem]:
    """The numbered items of a document's agendas in printed order; items behind a heading such as `PART B` are exempt. Minutes that list
    their items in front of the business have these.

    The physical pages of an item's papers come from its printed page reference, else from the pack's sections.
    """
    found: Found[AgendaItem] = Found()
    for section in material.sections("agenda"):
        meeting = next((m for m in meetings if m.section == section.ordinal), None)
        found.records.extend(_items(material, section, meeting.id if meeting else None))
    for section in material.sections("minutes"):
        meeting = next((m for m in meetings if m.section == section.ordinal), None)
        found.records.extend(_listed(material, meeting.id if meeting else None, cover_items(material, section)))
    return found


def _listed(material: Material, meeting_id: str | None, items: Sequence[Listed]) -> Iterator[AgendaItem]:
    """The items that minutes list in front of their business."""
    for ordinal, item in enumerate(items, 1):
        yield AgendaItem(
            id=material.next_id("agenda_items", item.span.page),
            meeting_id=meeting_id,
            ordinal=ordinal,
            number=item.number,
            title=item.title,
            source=material.source_at(item.span),
        )


def _items(material: Material, section: Section, meeting_id: str | None) -> list[AgendaItem]:
    items: list[AgendaItem] = []
    exempt = False
    paragraphs = [labelled(p) for p in material.paragraphs_of(section) if p.words.strip() or p.label]
    form = form_of(paragraphs)
    edge = left_edge(paragraphs, form)
    last: tuple[int, ...] = (0,)
    begin = first_place(paragraphs, edge, form, _pattern("notes_follow"))
    for index, paragraph in enumerate(paragraphs[begin:], begin):
        words = paragraph.words.strip()
        if paragraph.label is None and len(words) < 140:
            if _pattern("exempt_part").fullmatch(words):
                exempt = True
            elif _pattern("public_part").fullmatch(words):
                exempt = False
            if paragraph.bold and _pattern("another_agenda").fullmatch(words) and begins_again(paragraphs[index + 1 :], edge, form):
                last, exempt = (0,), _pattern("exempt_part").fullmatch(words) is not None
        number = number_of(paragraph, edge, form)
        if number is None or not follows(last, place_of(number, form)):
            carried_on = goes_on(paragraphs, index, edge, last) if form is NUMBER else None
            if carried_on is None or carried_on.label is None:
                continue
            paragraph = paragraphs[index] = carried_on
            number = carried_on.label.strip("().:")
        place = place_of(number, form)
        titled = paragraph if words else _in_the_next_cells(material, paragraphs, index)
        title = _title(material, titled)
        if not title or _pattern("not_items").fullmatch(title):
            continue
        last = place
        below = itertools.takewhile(lambda p: p.label is None and not p.bold, paragraphs[_behind(paragraphs, titled, index) :])
        draft = _Draft(number, title, titled, [titled.text, *(p.text for p in below)], exempt and not _pattern("public_item").match(title))
        items.append(_item(material, section, meeting_id, len(items) + 1, draft))
        exempt = exempt or bool(_pattern("exclusion").search(title) and not _pattern("conditional").search(title))
    return items


def _item(material: Material, section: Section, meeting_id: str | None, ordinal: int, draft: _Draft) -> AgendaItem:
    papers = [s for s in material.division.sections if s.agenda_item == draft.number]
    reference = next((match for text in draft.texts if (match := PAGE_REFERENCE.search(text))), None)
    first = last = None
    if reference:
        physical = material.once(printed_numbers)
        first = physical.get(str(int(reference[1])))
        last = physical.get(str(int(reference[2] or reference[1])))
    first = first or min((s.page_start for s in papers), default=None)
    if first is not None and last is None:
        last = max((s.page_end for s in papers), default=first)
    reasons = [exempt_reason(material.pages[page].text) for s in papers if s.restricted for page in range(s.page_start, s.page_end + 1)]
    reason = next((reason for reason in (*reasons, *map(exempt_reason, draft.texts)) if reason), None)
    told = _pattern("exempt_item").search(draft.texts[0]) and not _pattern("exclusion").search(draft.title)
    private = draft.exempt or bool(reasons) or bool(told)
    source = material.source(draft.paragraph)
    return AgendaItem(
        id=material.next_id("agenda_items", source.page),
        meeting_id=meeting_id,
        ordinal=ordinal,
        number=draft.number,
        title=draft.title,
        part="exempt" if private else "public",
        exempt_reason=reason if private else None,
        page_start=first,
        page_end=last,
        source=source,
    )


def _behind(paragraphs: Sequence[Paragraph], titled: Paragraph, index: int) -> int:
    """The place behind the paragraph that has a title."""
    return next(place for place in range(index, len(paragraphs)) if paragraphs[place].spans[0] == titled.spans[0]) + 1


def _in_the_next_cells(material: Material, paragraphs: Sequence[Paragraph], index: int) -> Paragraph:
    """The paragraph that has an item's title where its number stands alone: the next; in a table that of the column for titles, or the
    next that is no time of day."""
    number = paragraphs[index]
    following = [p for p in paragraphs[index + 1 : index + 6] if (p.page, p.table) == (number.page, number.table)]
    if number.table < 0 or number.cell < 0:
        return following[0] if following and following[0].label is None else number
    cells = material.pages[number.page].tables[number.table].cells
    row = [p for p in following if p.cell >= 0 and cells[p.cell].row == cells[number.cell].row and not TIME.match(p.text.strip())]
    heads = {cell.column: material.pages[number.page].text[cell.start : cell.end] for cell in cells if cell.row == 0}
    headed = [p for p in row if _pattern("title_column").fullmatch(" ".join(heads.get(cells[p.cell].column, "").split()))]
    first = next((p for p in (*headed, *row) if p.label is None and p.words.strip()), None)
    if first is None or not _is_capitals(first.words):
        return first or number
    behind = paragraphs[paragraphs.index(first, index) + 1 :]
    return _with_rest(first, itertools.takewhile(lambda p: _is_rest_in_capitals(cells, first, p), behind))


def _is_rest_in_capitals(cells: Sequence[Cell], first: Paragraph, rest: Paragraph) -> bool:
    """Whether a paragraph of a table goes on with a title in capitals above it, in a row of its own."""
    if (rest.page, rest.table) != (first.page, first.table) or rest.cell < 0 or rest.label is not None:
        return False
    below = cells[rest.cell].row > cells[first.cell].row and cells[rest.cell].column == cells[first.cell].column
    return below and _is_capitals(rest.words)


def _with_rest(first: Paragraph, rest: Iterable[Paragraph]) -> Paragraph:
    """A paragraph and those that go on with it, as one."""
    parts = [first, *rest]
    return msgspec.structs.replace(first, text=" ".join(p.text for p in parts), spans=[span for p in parts for span in p.spans])


def _title(material: Material, paragraph: Paragraph) -> str:
    """An item's words without its page reference, what is printed behind that, and the lines below that say whose report it is."""
    lines = _lines(material, paragraph)
    kept = list(itertools.takewhile(lambda line: line is lines[0] or not _pattern("below_title").match(line.strip()), lines))
    if _is_capitals(_without_reference(kept[0])):
        kept = list(itertools.takewhile(lambda line: _is_capitals(_without_reference(line)) or not line.strip(), kept))
    words = " ".join(_without_reference(line) if len(kept) > 1 else line for line in kept)
    reference = PAGE_REFERENCE.search(words)
    if reference and (words[reference.start()] == "(" or reference.end() >= len(words) - 2):
        words = words[: reference.start()]
    words = _pattern("behind_title").sub("", re.sub(rf"^{FILE}\s+", "", " ".join(words.split())))
    return words.strip(" .–-")


def _is_capitals(words: str) -> bool:
    """Whether a line is set in capitals, as titles are whose description follows in small letters."""
    return len(words.strip()) > 6 and sum(letter.islower() for letter in words) < 0.1 * len(words)


def _lines(material: Material, paragraph: Paragraph) -> list[str]:
    """A paragraph's words as they are printed, line by line; of a title in bold with more words a tab's width or a dash behind it only
    the title."""
    span = paragraph.spans[0]
    if len(paragraph.spans) > 1:
        return [paragraph.words]
    page = material.pages[span.page]
    start = span.start + paragraph.body
    text = page.text[start : span.end]
    words = [word for word in page.words if start <= word.start < span.end]
    leads = {line.lead + 1 for line in page.lines if line.lead and start <= line.lead < span.end}
    for word, following in itertools.pairwise(words):
        pages = BARE_PAGES.match(text[following.start - start :].split("\n")[0])
        if WORDS.search(text, 0, following.start - start) and _begins_column(page, word, following, span.end):
            return [text[: following.start - start].rstrip()]
        if following.start in leads and (following.x0 - word.x1 > paragraph.size or TOLD_BELOW.match(text, following.start - start)):
            return [text[: following.start - start].rstrip()]
        if pages and following.x0 - word.x1 > COLUMN_GAP * paragraph.size and abs(following.top - word.top) < paragraph.size:
            place = following.start - start
            text = text[:place] + " " * pages.end() + text[place + pages.end() :]
    return [line.rstrip() for line in text.split("\n")]


def _begins_column(page: Page, word: Word, following: Word, end: int) -> bool:
    """Whether a list in a column of its own begins behind a word: white space parts them, and two or more lines below begin where the
    next word does."""
    if following.x0 - word.x1 < COLUMN_GAP * (word.bottom - word.top) or following.top - word.top > 1.0:
        return False
    edges = [line.x0 for line in page.lines if line.start > following.start and line.start < end + LIST_REACH and line.table < 0]
    return sum(abs(edge - following.x0) < 2.0 for edge in edges) >= 2


def _without_reference(line: str) -> str:
    """A line without the page reference at its end."""
    reference = PAGE_REFERENCE.search(line)
    return line[: reference.start()] if reference and reference.end() >= len(line.rstrip()) else line
