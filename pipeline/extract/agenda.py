"""The items of an agenda: number, title, part, the pages of their papers."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import msgspec

from pipeline.divide.packs import PAGE_REFERENCE
from pipeline.divide.sheets import exempt_reason
from pipeline.edges.codes import codes
from pipeline.extract.cover_agenda import Listed, cover_items
from pipeline.extract.material import Material
from pipeline.extract.times import TIME
from pipeline.records import AgendaItem, Found, Meeting, Paragraph, Section

NUMBER = re.compile(r"\(?(?P<number>\d{1,3}(?:[a-z]|\.[A-Z])?(?:\.\d{1,2}){0,2})[.):]?")
REFERENCE = re.compile(r"(?P<number>(?P<series>(?:[A-Z]{1,6}[ ./-]?)?\d{1,4}[./](?:\d{1,4}[./])?)\d{1,4})[.):]?")
"""A number of items that goes on from year to year (`24/31`, `PC24/031`)."""
LETTERED = re.compile(r"(?P<number>[A-Z](?:\d{1,2})?)[.):]?")
"""A capital for a heading of the agenda, and with a figure for an item under it (`C`, `C1`)."""
FILE = r"\d\d-\d{3,5}"
"""The number under which a council's papers are filed."""
MARGIN = re.compile(rf"(?P<number>\d{{1,2}}\.(?:[A-Z]|\d{{1,2}}))(?: {FILE})?")
"""A number in the margin, and behind it the file's."""
ITEM = re.compile(r"(?:Agenda )?Item (?:No\.? ?)?(?P<number>\d{1,2}[a-z]?)[.:)]?\s+(?:[-–—]\s*)?(?=[A-Z‘“'\"])")
BARE_PAGES = re.compile(r"\d{1,4}(?:\s*[-–—](?:\s*\d{1,4})?)?\s*$")
"""Pages in a column of their own, without the word."""


TOLD_BELOW = re.compile(r"[-–—]\s+to [a-z]+ \S+ \S+")
"""What an item is for, behind its title in bold (`- to receive questions`)."""
COLUMN_GAP = 2.0
"""White space in front of a column of page numbers, in heights of the letters."""


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
    paragraphs = [_labelled(p) for p in material.paragraphs_of(section) if p.words.strip() or p.label]
    form = _form(paragraphs)
    edge = _left_edge(paragraphs, form)
    last: tuple[int, ...] = (0,)
    begin = _begin(paragraphs, edge, form)
    for index, paragraph in enumerate(paragraphs[begin:], begin):
        words = paragraph.words.strip()
        if paragraph.label is None and len(words) < 140:
            if _pattern("exempt_part").fullmatch(words):
                exempt = True
            elif _pattern("public_part").fullmatch(words):
                exempt = False
            if paragraph.bold and _pattern("another_agenda").fullmatch(words) and _begins_again(paragraphs[index + 1 :], edge, form):
                last, exempt = (0,), False
        number = _number(paragraph, edge, form)
        if number is None:
            continue
        place = _place(number, form)
        if not _follows(last, place):
            continue
        titled = paragraph if words else _in_the_next_cells(material, paragraphs, index)
        title = _title(material, titled)
        if not title or _pattern("not_items").fullmatch(title):
            continue
        last = place
        below = itertools.takewhile(lambda p: p.label is None and not p.bold, paragraphs[paragraphs.index(titled, index) + 1 :])
        draft = _Draft(number, title, titled, [titled.text, *(p.text for p in below)], exempt and not _pattern("public_item").match(title))
        items.append(_item(material, section, meeting_id, len(items) + 1, draft))
        exempt = exempt or bool(_pattern("exclusion").search(title) and not _pattern("conditional").search(title))
    return items


def _item(material: Material, section: Section, meeting_id: str | None, ordinal: int, draft: _Draft) -> AgendaItem:
    papers = [s for s in material.division.sections if s.agenda_item == draft.number]
    reference = next((match for text in draft.texts if (match := PAGE_REFERENCE.search(text))), None)
    first = last = None
    if reference:
        first = material.printed_numbers.get(str(int(reference[1])))
        last = material.printed_numbers.get(str(int(reference[2] or reference[1])))
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


def _labelled(paragraph: Paragraph) -> Paragraph:
    """The paragraph with its number for a label where that is told in words (`Item 4 Budget`), or stands in the margin with a file's."""
    if paragraph.label is not None:
        return paragraph
    match = MARGIN.fullmatch(paragraph.margin) if paragraph.margin else ITEM.match(paragraph.text)
    if match is None:
        return paragraph
    body = paragraph.body if paragraph.margin else match.end()
    return msgspec.structs.replace(paragraph, label=match["number"], body=body, margin=None)


def _form(paragraphs: Sequence[Paragraph]) -> re.Pattern[str]:
    """How the items are numbered: by references of one series where three or more have them and fewer a plain number; by capitals where
    these run on from A to D at least and more have them than a plain number."""
    plain = sum(1 for p in paragraphs if p.label and NUMBER.fullmatch(p.label))
    series = Counter(match["series"] for p in paragraphs if p.label and (match := REFERENCE.fullmatch(p.label)))
    most = max(series.values(), default=0)
    if most > 2 and most > plain:
        return REFERENCE
    capitals = [match["number"] for p in paragraphs if p.label and (match := LETTERED.fullmatch(p.label))]
    runs_on = [letter for letter in capitals if len(letter) == 1][:4] == list("ABCD")
    return LETTERED if runs_on and len(capitals) > plain else NUMBER


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
    return next((p for p in (*headed, *row) if p.label is None and p.words.strip()), number)


def _left_edge(paragraphs: Sequence[Paragraph], form: re.Pattern[str]) -> float | None:
    """Where the numbers of the items stand: the left edge, in points, at which most of them follow each other; the first of equals."""
    edges = Counter(round(p.label_x0 / 6) for p in paragraphs if p.label and form.fullmatch(p.label))
    return max((edge * 6.0 for edge in sorted(edges)), key=lambda edge: len(_places(paragraphs, edge, form)), default=None)


def _begin(paragraphs: Sequence[Paragraph], edge: float | None, form: re.Pattern[str]) -> int:
    """The place of the first item: behind numbered notes on how to take part, where the items are bold and these are not."""
    numbered = [(place, number) for place, paragraph in enumerate(paragraphs) if (number := _number(paragraph, edge, form))]
    firsts = [place for place, number in numbered if _place(number, form) == (1,)]
    bold = next((place for place in firsts if paragraphs[place].bold), None)
    if bold is None or any(paragraphs[place].bold for place, _ in numbered if place < bold):
        return 0
    return bold


def _places(paragraphs: Sequence[Paragraph], edge: float, form: re.Pattern[str]) -> list[tuple[int, ...]]:
    """The numbers at an edge that follow each other."""
    found: list[tuple[int, ...]] = []
    for paragraph in paragraphs:
        number = _number(paragraph, edge, form)
        if number is not None and _follows(found[-1] if found else (0,), _place(number, form)):
            found.append(_place(number, form))
    return found


def _number(paragraph: Paragraph, edge: float | None, form: re.Pattern[str]) -> str | None:
    match = form.fullmatch(paragraph.label) if paragraph.label else None
    if match is None or edge is None:
        return None
    near = abs(paragraph.label_x0 - edge) < 12 or ("." in match["number"] and paragraph.label_x0 < edge + 50)
    return match["number"] if near else None


def _begins_again(paragraphs: Sequence[Paragraph], edge: float | None, form: re.Pattern[str]) -> bool:
    """Whether the next item of some paragraphs is the first of an agenda."""
    number = next((number for paragraph in paragraphs if (number := _number(paragraph, edge, form))), None)
    return number is not None and _place(number, form) == (1,)


def _place(number: str, form: re.Pattern[str]) -> tuple[int, ...]:
    """An item's number as figures that can be compared: a capital counts from 1."""
    figures = tuple(int(part) if part.isdigit() else ord(part) - ord("A") + 1 for part in re.findall(r"\d+|(?<=\.)[A-Z]", number))
    if form is LETTERED:
        return (ord(number[0]) - ord("A") + 1, *figures)
    return figures if form is NUMBER else figures[-1:]


def _follows(last: tuple[int, ...], place: tuple[int, ...]) -> bool:
    """Whether an item's number can come next: the next whole number (some may be missing), a part of the item before, or the first part
    of one of the next, of which the whole has no number."""
    if len(place) == 1:
        return last[0] < place[0] <= last[0] + 6 or (last == (0,) and place[0] < 400)
    if place[1] == 1 and len(last) != 1:
        return last[0] <= place[0] <= last[0] + 4 and place > last
    if last == (0,):
        return place[0] <= 3
    return place[0] in (last[0], last[0] + 1) and (len(last) == 1 or place > last)


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
        if following.start in leads and (following.x0 - word.x1 > paragraph.size or TOLD_BELOW.match(text, following.start - start)):
            return [text[: following.start - start].rstrip()]
        if pages and following.x0 - word.x1 > COLUMN_GAP * paragraph.size and abs(following.top - word.top) < paragraph.size:
            place = following.start - start
            text = text[:place] + " " * pages.end() + text[place + pages.end() :]
    return [line.rstrip() for line in text.split("\n")]


def _without_reference(line: str) -> str:
    """A line without the page reference at its end."""
    reference = PAGE_REFERENCE.search(line)
    return line[: reference.start()] if reference and reference.end() >= len(line.rstrip()) else line
