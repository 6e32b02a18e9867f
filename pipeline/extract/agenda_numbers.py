"""How the items of an agenda are numbered: what is a number of theirs, where the numbers stand, and which can come next."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from pipeline.records import Paragraph

FILE = r"\d\d-\d{3,5}"
"""The number under which a council's papers are filed."""
NUMBER = re.compile(rf"\(?(?P<number>\d{{1,3}}(?:[a-z]|\.[A-Z])?(?:\.\d{{1,2}}){{0,2}}|[A-Z](?= {FILE}))(?:[.):]| {FILE})?")
"""A number of an item, or a capital in front of a file's number."""
REFERENCE = re.compile(r"(?P<number>(?P<series>(?:[A-Z]{1,6}[ ./-]?)?\d{1,4}[./](?:\d{1,4}[./])?)\d{1,4})[.):]?")
"""A number of items that goes on from year to year (`24/31`, `PC24/031`)."""
LETTERED = re.compile(r"(?P<number>[A-Z](?:\d{1,2})?)[.):]?")
"""A capital for a heading of the agenda, and with a figure for an item under it (`C`, `C1`)."""
MARGIN = re.compile(rf"(?P<number>\d{{1,2}}\.(?:[A-Z]|\d{{1,2}}))(?: {FILE})?")
"""A number in the margin, and behind it the file's."""
FILED = re.compile(rf"[A-Z](?= {FILE} [A-Z])")
BARE = re.compile(r"(?P<number>\d{1,2}) (?=[A-Z])")
"""A number without a stop or white space behind it, as a list may go on with."""
ITEM = re.compile(r"(?:Agenda )?Item (?:No\.? ?)?(?P<number>\d{1,2}[a-z]?)[.:)]?\s+(?:[-–—]\s*)?(?=[A-Z‘“'\"])")


def labelled(paragraph: Paragraph) -> Paragraph:
    """The paragraph with its number for a label where that is told in words (`Item 4 Budget`), or stands in the margin with a file's; a
    capital there takes the file's number with it."""
    if paragraph.label is not None:
        return paragraph
    if paragraph.margin and len(paragraph.margin) == 1 and FILED.match(paragraph.text):
        label, title = paragraph.text.split(" ", 2)[:2], paragraph.text.split(" ", 2)[2]
        return msgspec.structs.replace(paragraph, label=" ".join(label), body=paragraph.text.index(title), margin=None)
    match = MARGIN.fullmatch(paragraph.margin) if paragraph.margin else ITEM.match(paragraph.text)
    if match is None:
        return paragraph
    body = paragraph.body if paragraph.margin else match.end()
    return msgspec.structs.replace(paragraph, label=match["number"], body=body, margin=None)


def form_of(paragraphs: Sequence[Paragraph]) -> re.Pattern[str]:
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


def left_edge(paragraphs: Sequence[Paragraph], form: re.Pattern[str]) -> float | None:
    """Where the numbers of the items stand: the left edge, in points, at which most of them follow each other; the first of equals."""
    edges = Counter(round(p.label_x0 / 6) for p in paragraphs if p.label and form.fullmatch(p.label))
    return max((edge * 6.0 for edge in sorted(edges)), key=lambda edge: len(_places(paragraphs, edge, form)), default=None)


def first_place(paragraphs: Sequence[Paragraph], edge: float | None, form: re.Pattern[str], notes: re.Pattern[str]) -> int:
    """The place of the first item: behind numbered notes on how to take part, which a line announces (`notes`), or where the items are
    bold and these are not."""
    numbered = [(place, number) for place, paragraph in enumerate(paragraphs) if (number := number_of(paragraph, edge, form))]
    firsts = [place for place, number in numbered if place_of(number, form) == (1,)]
    if len(firsts) > 1 and firsts[0] and notes.search(paragraphs[firsts[0] - 1].words):
        return firsts[1]
    bold = next((place for place in firsts if paragraphs[place].bold), None)
    if bold is None or any(paragraphs[place].bold for place, _ in numbered if place < bold):
        return 0
    return bold


def _places(paragraphs: Sequence[Paragraph], edge: float, form: re.Pattern[str]) -> list[tuple[int, ...]]:
    """The numbers at an edge that follow each other."""
    found: list[tuple[int, ...]] = []
    for paragraph in paragraphs:
        number = number_of(paragraph, edge, form)
        if number is not None and follows(found[-1] if found else (0,), place_of(number, form)):
            found.append(place_of(number, form))
    return found


def number_of(paragraph: Paragraph, edge: float | None, form: re.Pattern[str]) -> str | None:
    match = form.fullmatch(paragraph.label) if paragraph.label else None
    if match is None or edge is None:
        return None
    near = abs(paragraph.label_x0 - edge) < 12 or ("." in match["number"] and paragraph.label_x0 < edge + 50)
    return match["number"] if near else None


def goes_on(paragraphs: Sequence[Paragraph], index: int, edge: float | None, last: tuple[int, ...]) -> Paragraph | None:
    """The paragraph at a place with its number for a label, where it carries on a list of whole numbers: the next one without a stop, or
    the last one printed twice, with the next behind it."""
    paragraph = paragraphs[index]
    if edge is None or len(last) != 1 or not last[0] or abs(paragraph.label_x0 - edge) >= 12:
        return None
    if paragraph.label is None:
        bare = BARE.match(paragraph.text)
        if bare is None or paragraph.margin or int(bare["number"]) != last[0] + 1:
            return None
        return msgspec.structs.replace(paragraph, label=bare["number"], body=bare.end())
    twice = NUMBER.fullmatch(paragraph.label)
    behind = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
    if twice is None or twice["number"] != str(last[0]) or behind is None or abs(behind.label_x0 - edge) >= 12:
        return None
    following = NUMBER.fullmatch(behind.label) if behind.label else BARE.match(behind.text)
    return paragraph if following is not None and following["number"] == str(last[0] + 1) else None


def begins_again(paragraphs: Sequence[Paragraph], edge: float | None, form: re.Pattern[str]) -> bool:
    """Whether the next item of some paragraphs is the first of an agenda."""
    number = next((number for paragraph in paragraphs if (number := number_of(paragraph, edge, form))), None)
    return number is not None and place_of(number, form) == (1,)


def place_of(number: str, form: re.Pattern[str]) -> tuple[int, ...]:
    """An item's number as figures that can be compared: a capital counts from 1, one in front of a file's number stands before 1."""
    if form is NUMBER and number.isalpha():
        return (0, ord(number) - ord("A") + 1)
    figures = tuple(int(part) if part.isdigit() else ord(part) - ord("A") + 1 for part in re.findall(r"\d+|(?<=\.)[A-Z]", number))
    if form is LETTERED:
        return (ord(number[0]) - ord("A") + 1, *figures)
    return figures if form is NUMBER else figures[-1:]


def follows(last: tuple[int, ...], place: tuple[int, ...]) -> bool:
    """Whether an item's number can come next: the next whole number (some may be missing), a part of the item before, or the first part
    of one of the next, of which the whole has no number."""
    if len(place) == 1:
        return last[0] < place[0] <= last[0] + 6 or (last == (0,) and place[0] < 400)
    if place[1] == 1 and len(last) != 1:
        return last[0] <= place[0] <= last[0] + 4 and place > last
    if last == (0,):
        return place[0] <= 3
    return place[0] in (last[0], last[0] + 1) and (len(last) == 1 or place > last)
