"""Interests that members declare at a meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.edges.codes import codes
from pipeline.extract.material import Material
from pipeline.extract.minutes import meeting_of
from pipeline.extract.people import find_people
from pipeline.records import Attendance, Declaration, Found, Meeting, Paragraph

SENTENCE = re.compile(r"(?:[^.]|\.(?!\s+[A-Z(]|\s*$)|(?<=\b[A-Z])\.|(?<=\b(?:Mr|Ms|Dr|No))\.|(?<=\bMrs)\.|(?<=\bCllr)\.)+\.?")
CALLED = r"(?:Councillors?|Cllrs?\.?|Members?|Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lady|Lord)\.?\s+"
SURNAMES = re.compile(rf"\b{CALLED}(?P<names>[A-Z][\w'’-]+(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+)(?:{CALLED})?[A-Z][\w'’-]+)*)\s*$")
INITIALS = re.compile(r"\b(?P<names>[A-Z]{2,3}(?:(?:\s*,\s*|\s+and\s+)[A-Z]{2,3})*)\s*$")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(codes("declarations")[name], re.I)


@cache
def _kinds() -> list[tuple[str, re.Pattern[str]]]:
    return [(kind, re.compile(pattern, re.I)) for kind, pattern in codes("declarations")["kinds"]]


def find_declarations(material: Material, meetings: Sequence[Meeting], attendance: Sequence[Attendance]) -> Found[Declaration]:
    """The interests declared in the minutes of a document, one for each person and sentence, in printed order.

    A surname or initials are looked up in the attendance list, where they fit one person. `item` is the business as printed, by its number
    where one is printed; None when the sentence names none.
    """
    found: Found[Declaration] = Found()
    for section in material.sections("minutes"):
        before: str | None = None
        for paragraph in material.paragraphs_of(section):
            if "interest" not in paragraph.text.lower():
                continue
            for start, end, names, kind, item in _declared(paragraph):
                item = before if item is not None and _pattern("same").search(item) else item
                before = item or before
                source = material.source(paragraph, start, end)
                meeting = meeting_of(meetings, section, source.page)
                for name in names:
                    found.records.append(
                        Declaration(
                            id=material.next_id("declarations", source.page),
                            meeting_id=meeting,
                            name=_full_name(name, attendance),
                            kind=kind,  # type: ignore[arg-type]
                            item=item,
                            text=" ".join(paragraph.text[start:end].split()),
                            source=source,
                        )
                    )
    return found


def _declared(paragraph: Paragraph) -> Iterator[tuple[int, int, list[str], str, str | None]]:
    """The declarations of a paragraph: where the sentence stands, who declared, the kind of interest, the business."""
    for sentence in SENTENCE.finditer(paragraph.text, paragraph.body):
        text = sentence[0]
        match = _pattern("declared").search(text)
        if match is None or _pattern("none").search(text):
            continue
        names = _names(text[: match.start()])
        if not names:
            continue
        start = sentence.start() + len(text) - len(text.lstrip())
        yield start, sentence.end(), names, _kind(match[0]), _item(text[match.start() :])


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
