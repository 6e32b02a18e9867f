"""Interests that members declare at a meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import msgspec

from pipeline.edges.codes import codes
from pipeline.extract.material import Material
from pipeline.extract.minuted import minuted_items
from pipeline.extract.minutes import meeting_of
from pipeline.extract.people import find_people
from pipeline.extract.sentences import sentences
from pipeline.records import Attendance, Declaration, Found, Meeting, Paragraph, Section, Span

CALLED = r"(?:Councillors?|Cllrs?\.?|Members?|Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lady|Lord)\.?\s+"
SURNAMES = re.compile(rf"\b{CALLED}(?P<names>[A-Z][\w'’-]+(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+)(?:{CALLED})?[A-Z][\w'’-]+)*)\s*$")
INITIALS = re.compile(r"\b(?P<names>[A-Z]{2,3}(?:(?:\s*,\s*|\s+and\s+)[A-Z]{2,3})*)\s*$")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(codes("declarations")[name], re.I)


@cache
def _kinds() -> list[tuple[str, re.Pattern[str]]]:
    return [(kind, re.compile(pattern, re.I)) for kind, pattern in codes("declarations")["kinds"]]


class Told(NamedTuple):
    """A declaration as printed: its place in a paragraph, who declared, the kind of interest, the business."""

    paragraph: Paragraph
    start: int
    end: int
    names: list[str]
    kind: str
    item: str | None


def find_declarations(material: Material, meetings: Sequence[Meeting], attendance: Sequence[Attendance]) -> Found[Declaration]:
    """The interests declared in the minutes of a document, one for each person and sentence, line or row of a table, in printed order.

    A surname or initials are looked up in the attendance list, where they fit one person. `item` is the business as printed, by its number
    where one is printed; None when the sentence names none.
    """
    found: Found[Declaration] = Found()
    for section in material.sections("minutes"):
        before: str | None = None
        for told in _told(material, section):
            item = before if told.item is not None and _pattern("same").search(told.item) else told.item
            before = item or before
            source = material.source(told.paragraph, told.start, told.end)
            meeting = meeting_of(meetings, section, source)
            for name in told.names:
                found.records.append(
                    Declaration(
                        id=material.next_id("declarations", source.page),
                        meeting_id=meeting,
                        name=_full_name(name, attendance),
                        kind=told.kind,  # type: ignore[arg-type]
                        item=item,
                        text=" ".join(told.paragraph.text[told.start : told.end].split()),
                        source=source,
                    )
                )
    return found


def _told(material: Material, section: Section) -> Iterator[Told]:
    """What is declared in a section: in sentences about interests, and in any form under the item for it."""
    for item in minuted_items(material, section):
        title = item.heading.title if item.heading is not None else None
        under = bool(title and _pattern("heading").search(title))
        business: str | None = None
        tables: set[tuple[int, int]] = set()
        for paragraph in item.body:
            if under and paragraph.table >= 0:
                rows = _rows(material, paragraph) if (paragraph.page, paragraph.table) not in tables else []
                tables.add((paragraph.page, paragraph.table))
                yield from rows
                if {"name", "interest"} <= _columns(material, paragraph).keys():
                    continue
            listed = list(_declared(paragraph)) or (list(_under_the_item(paragraph)) if under else [])
            for told in listed:
                yield told if told.item else told._replace(item=business)
            business = paragraph.text.strip() if _pattern("number").fullmatch(paragraph.text.strip()) else None


def _declared(paragraph: Paragraph) -> Iterator[Told]:
    """The declarations of a paragraph in sentences about interests."""
    if "interest" not in paragraph.text.lower():
        return
    for start, end, text in _sentences(paragraph):
        match = _pattern("declared").search(text)
        if match is None or _pattern("none").search(text):
            continue
        names = _names(text[: match.start()])
        if names:
            yield Told(paragraph, start, end, names, _kind(match[0]), _item(text[match.start() :]))


def _under_the_item(paragraph: Paragraph) -> Iterator[Told]:
    """The declarations of a paragraph under the item for them: `AB declared that she keeps bees (item 6)`, `Cllr A - personal, item 4`."""
    for start, end, text in _sentences(paragraph):
        match = _pattern("told").search(text)
        if _pattern("none").search(text):
            continue
        if match is not None:
            names = _names(text[: match.start()])
        else:
            match = re.search(r"\s*[–—:-]\s+|,\s+", text)
            names = _names(text[: match.start()]) if match and _pattern("line").search(text, match.end()) else []
        if match is not None and names:
            number = _pattern("number").search(text, match.end())
            yield Told(
                paragraph, start, end, names, _kind(text[match.end() :]), _item(text[match.start() :]) or (number[0] if number else None)
            )


def _sentences(paragraph: Paragraph) -> Iterator[tuple[int, int, str]]:
    """The sentences of a paragraph with their places."""
    for start, end in sentences(paragraph.words):
        yield paragraph.body + start, paragraph.body + end, paragraph.words[start:end]


def _columns(material: Material, paragraph: Paragraph) -> dict[str, int]:
    """The columns of a table of declarations by what their heads say: `name`, `item`, `interest`."""
    page = material.pages[paragraph.page]
    heads = {cell.column: page.text[cell.start : cell.end] for cell in page.tables[paragraph.table].cells if cell.row == 0}
    patterns = {name: re.compile(pattern, re.I) for name, pattern in codes("declarations")["columns"].items()}
    return {
        name: column
        for column, head in heads.items()
        for name, pattern in patterns.items()
        if pattern.fullmatch(" ".join(head.split()).strip(" :"))
    }


def _rows(material: Material, paragraph: Paragraph) -> list[Told]:
    """The declarations in the rows of a table that has a column of names and one of interests."""
    columns = _columns(material, paragraph)
    if "name" not in columns or "interest" not in columns:
        return []
    page = material.pages[paragraph.page]
    found: list[Told] = []
    cells = {(cell.row, cell.column): cell for cell in page.tables[paragraph.table].cells}
    for row in range(1, page.tables[paragraph.table].rows):
        texts = {name: page.text[cells[row, at].start : cells[row, at].end] for name, at in columns.items() if (row, at) in cells}
        names = [person.name for person in find_people(" ".join(texts.get("name", "").split()))]
        inside = [cell for place, cell in cells.items() if place[0] == row and cell.end > cell.start]
        if not names or not texts.get("interest", "").strip():
            continue
        start, end = min(cell.start for cell in inside), max(cell.end for cell in inside)
        whole = msgspec.structs.replace(
            paragraph, text=page.text[start:end].replace("\n", " "), spans=[Span(page.number, start, end)], label=None, margin=None, body=0
        )
        item = " ".join(texts.get("item", "").split()) or None
        found.append(Told(whole, 0, len(whole.text), names, _kind(texts["interest"]), item))
    return found


def _names(before: str) -> list[str]:
    """Who stands in front of the words of a declaration: full names, else surnames behind a title, else initials."""
    plain = re.sub(r"\([^)]*\)", lambda bracket: " " * len(bracket[0]), before).rstrip(" ,")
    for pattern in (SURNAMES, INITIALS):
        match = pattern.search(plain)
        if match:
            names = re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", match["names"])
            full = [person.name for person in find_people(before) if person.start >= match.start()]
            return full if len(full) >= len(names) else [re.sub(rf"^{CALLED}", "", name) for name in names]
    people = find_people(before)
    near = [person for person in people if len(plain) - person.end < 40]
    return [person.name for person in (people if near and len(near) == len(people) else near)]


def _kind(words: str) -> str:
    return next((kind for kind, pattern in _kinds() if pattern.search(words)), "other")


def _item(words: str) -> str | None:
    match = _pattern("item").search(words)
    if match is None:
        return None
    number = _pattern("number").search(match["item"])
    item = " ".join((number[0] if number else match["item"]).split()).strip(" .,–-")
    return item or None


def _full_name(name: str, attendance: Sequence[Attendance]) -> str:
    """The one person of the attendance list whom a surname or initials fit; the words as printed where none or several do."""
    if " " in name:
        return name
    if re.fullmatch(r"[A-Z]{2,3}", name):
        fits = {row.name for row in attendance if row.initials == name}
        fits = fits or {row.name for row in attendance if "".join(word[0] for word in re.split(r"[\s-]+", row.name)) == name}
    else:
        fits = {row.name for row in attendance if row.name.split()[-1].lower() == name.lower()}
    return fits.pop() if len(fits) == 1 else name
