"""Rolls: the stretches of minutes that list who was there, who was not, and who sent apologies."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from pipeline.edges.codes import codes
from pipeline.extract.groups import Group, attendance_pattern, group_of, says_status
from pipeline.extract.headings import listed, opens_item
from pipeline.extract.material import Material
from pipeline.extract.minuted import MinutedItem
from pipeline.extract.officers.names import find_names
from pipeline.extract.people import find_people
from pipeline.records import Paragraph

OPENING = 60
"""How many paragraphs of minutes the lists of people are looked for in."""
LONGEST_OPENING = 60
"""Letters of an item that has nothing but the lists of people in it."""
LONGEST_LABEL = 6
"""Words of a label that no colon ends."""
AGENDA_WITHIN = 8
"""Within how many paragraphs an agenda begins that minutes print in front of those present."""
LABEL_HEAD = re.compile(r"([^:;–—(]{3,60}?)\s*(?:\([^)]*\)\s*)?[:;–—](?:-|\s|$)")
ENDS_LABEL = re.compile("[:;–—]")
LABEL_INSIDE = re.compile(r"[.;]\s+(?P<label>[A-Z][^:.;,()]{4,40}):\s")
SENTENCE_END = re.compile(r"\.\s+(?=[A-Z(][a-z]{2,})(?<!\bMr\. )(?<!Mrs\. )(?<![\s(.][A-Z]\. )|\.?\)?$")

INITIALS_TELL = re.compile(r"\b[A-Z]{2,3}[a-z]?(?=[ .,])")
"""Initials in front of a word, or of a stop."""
TOLD = re.compile(r"\b(?:was|were|had|has|have|came|arrived|left|joined|attended|sent|gave|took|would|will|is|are|did)\b")
"""A word that a sentence has and a list of people has not."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A stretch of a paragraph that lists people of one group; `beside` is what the cells behind say of the one person in it."""

    paragraph: Paragraph
    start: int
    end: int
    group: Group
    beside: tuple[str, ...] = ()


@cache
def _around_names() -> re.Pattern[str]:
    """Finds titles and roles, which a list has around its names."""
    return re.compile(rf"\b(?:the\s+)?(?:{codes('attendance')['roles']}|(?:{'|'.join(codes('names')['titles'])})\b\.?)", re.I)


def find_rolls(material: Material, paragraphs: Sequence[Paragraph], labels_only: bool) -> Iterator[Listed]:
    """Stretches of people in front of the first item of business, under labels or as lines of names, and in the item about apologies.

    `labels_only`: lines without a label are left out, a grid having told who was there.
    """
    listed = _labelled(material, opening(paragraphs))
    if listed or labels_only:
        yield from listed
    else:
        names = [p for p in opening(paragraphs, items=False) if _is_list(p.text)]
        if sum(len(find_people(p.text)) for p in names) >= 3:
            yield from (Listed(p, 0, _until_missing(p.text), Group("present", "member")) for p in names)
    yield from _missing(paragraphs)


def find_in_items(items: Sequence[MinutedItem]) -> Iterator[Listed]:
    """The people listed behind a label in the first item of business where that is about them (`1. Those present. In attendance: A, B`)."""
    for item in items:
        if item.heading is None:
            continue
        if attendance_pattern("people_items").search(item.heading.title or "") is None:
            return
        for paragraph in item.body:
            label, start = _label(paragraph)
            if label is not None and label.status == "present" and _is_list(paragraph.text[start:]):
                yield Listed(paragraph, start, _end_of_list(paragraph.text, start), label)


def _labelled(material: Material, opening: Sequence[Paragraph]) -> list[Listed]:
    found: list[Listed] = []
    group: Group | None = None
    right: tuple[Group, float] | None = None
    headed: tuple[int, int] | None = None
    held: Group | None = None
    for paragraph, before in zip(opening, [None, *opening], strict=False):
        open_ended = before is not None and before.text.rstrip().endswith((",", " and", "&")) and bool(find_people(paragraph.text))
        label, start = _label(paragraph)
        unmarked, at = _open_label(paragraph.text) if label is None else (None, 0)
        if unmarked is not None:
            found.append(Listed(paragraph, at, _sentence_end(paragraph.text, at), unmarked))
            group, right = None if paragraph.text.rstrip().endswith(".") else unmarked, None
            continue
        alone = label is not None and bool(label.role or label.post)
        seat = paragraph.text.strip().lower() in codes("attendance")["grid_capacities"]
        by = alone and paragraph.text.rstrip(" :").lower().endswith(" by")
        if found and (label is None or alone or seat) and not by and _tells_beside(material, found[-1], paragraph):
            found[-1] = replace(found[-1], beside=(*found[-1].beside, paragraph.text))
            continue
        if label is not None and alone:
            if find_people(paragraph.text[start:]):
                found.append(Listed(paragraph, start, len(paragraph.text), label))
            held = label
            continue
        if label is None and held is not None and paragraph.table >= 0 and len(find_people(paragraph.text)) == 1:
            found.append(Listed(paragraph, 0, len(paragraph.text), held))
            held = None
            continue
        held = None
        if label is not None:
            group, right = label, None
            headed = (paragraph.page, paragraph.table) if attendance_pattern("says_status").search(paragraph.text) else None
            other = group_of(paragraph.text[start:])
            if other is not None and paragraph.margin is not None:
                right = (other, paragraph.x0)
                continue
            if paragraph.text[start:].strip():
                found.extend(_parted(paragraph, start, group))
                group = found[-1].group
            continue
        if group is not None and group.status != "present" and attendance_pattern("were_there").search(paragraph.text):
            group = None
        if group is None:
            continue
        if right is not None and paragraph.margin is not None:
            found.append(Listed(paragraph, 0, paragraph.body, group))
            found.append(Listed(paragraph, paragraph.body, len(paragraph.text), right[0]))
        elif right is not None and paragraph.x0 > right[1] - 10:
            found.append(Listed(paragraph, 0, len(paragraph.text), right[0]))
        elif paragraph.margin is not None and not find_people(paragraph.margin) and _is_list(paragraph.words):
            found.append(Listed(paragraph, paragraph.body, len(paragraph.text), group))
        elif _is_list(paragraph.text) or open_ended:
            found.append(Listed(paragraph, 0, len(paragraph.text), group))
        elif paragraph.table < 0 or headed != (paragraph.page, paragraph.table):
            group = None
    return found


def _parted(paragraph: Paragraph, start: int, group: Group) -> list[Listed]:
    """The lists of a paragraph that goes on to another label: `Present: A, B. Apologies: C.`"""
    found: list[Listed] = []
    for match in LABEL_INSIDE.finditer(paragraph.text, start):
        other = group_of(match["label"])
        if other is not None:
            found.append(Listed(paragraph, start, match.start(), group))
            start, group = match.end(), other
    return [*found, Listed(paragraph, start, _end_of_list(paragraph.text, start), group)]


def _end_of_list(text: str, start: int) -> int:
    """Where a list ends that sentences of another kind follow in its paragraph (`Present: A, B. C came late.`)."""
    for end in SENTENCE_END.finditer(text, start):
        behind = text[end.end() :]
        present = says_status(behind) and not attendance_pattern("were_absent").search(behind)
        tells = (TOLD.search(behind) and not present) or not _is_list(behind)
        if behind.strip() and tells and find_people(text[start : end.start()]):
            return end.start()
    return len(text)


def _tells_beside(material: Material, listed: Listed, paragraph: Paragraph) -> bool:
    """Whether a paragraph stands in a cell behind one that lists a single person, and names nobody itself: a post, seat or authority."""
    named = listed.paragraph
    if paragraph.table < 0 or named.cell < 0 or paragraph.cell < 0 or (named.page, named.table) != (paragraph.page, paragraph.table):
        return False
    cells = material.pages[paragraph.page].tables[paragraph.table].cells
    one, other = cells[named.cell], cells[paragraph.cell]
    next_column = one.column + one.column_span + len(listed.beside)
    return (
        (one.row, next_column) == (other.row, other.column)
        and len(find_people(named.text[listed.start : listed.end])) == 1
        and not find_people(paragraph.text)
    )


def opening(paragraphs: Sequence[Paragraph], items: bool = True) -> list[Paragraph]:
    """The paragraphs in front of the business; with `items`, those of the first items too that are about people (`1. Welcome`). An agenda
    printed in front of the list of those present is passed over."""
    found: list[Paragraph] = []
    listed = _agenda_in_front(paragraphs[:OPENING])
    for index, paragraph in enumerate(paragraphs[:OPENING]):
        if index in listed:
            continue
        opens = index >= 2 and opens_item(paragraph) and not _is_list(paragraph.words) and _label(paragraph)[0] is None
        if opens and not (items and _is_about_people(paragraph)):
            break
        found.append(paragraph)
    return found


def _agenda_in_front(paragraphs: Sequence[Paragraph]) -> range:
    """The places of the items that a heading `Agenda` lists in front of the first label of those present; an empty range without."""
    heading = listed("heads_agenda")
    start = next((index for index, paragraph in enumerate(paragraphs[:AGENDA_WITHIN]) if heading.fullmatch(paragraph.text.strip())), None)
    if start is None:
        return range(0)
    end = next((index for index in range(start + 1, len(paragraphs)) if not opens_item(paragraphs[index])), len(paragraphs))
    stands = end < len(paragraphs) and says_status(paragraphs[end].text) and _label(paragraphs[end])[0] is not None
    return range(start, end) if stands else range(0)


def _is_about_people(paragraph: Paragraph) -> bool:
    """Whether a heading is that of an item with which minutes open, and which has the lists of people in it."""
    title = paragraph.words.strip()
    return len(title) < LONGEST_OPENING and attendance_pattern("opening_items").fullmatch(title) is not None


def find_chairs(text: str) -> Iterator[frozenset[str]]:
    """The words of the names of those who took the chair, or their initials, lower case, as sentences tell it (`It was chaired by A`)."""
    for name in find_names(text):
        behind = attendance_pattern("chaired_by").search(text, 0, name.outer)
        if behind or attendance_pattern("took_chair").match(text, name.end):
            yield frozenset(re.findall(r"[^\W\d_]+", text[name.start : name.end].lower()))
    for initials in INITIALS_TELL.finditer(text):
        behind = attendance_pattern("chaired_by").search(text, 0, initials.start())
        if behind or attendance_pattern("took_chair").match(text, initials.end()):
            yield frozenset([initials[0].lower()])


def _label(paragraph: Paragraph) -> tuple[Group | None, int]:
    """The group that a paragraph's label opens, and where the words behind it start; (None, 0) without such a label."""
    if paragraph.margin is not None:
        group = group_of(paragraph.margin)
        if group is not None:
            return group, paragraph.body
    opens = paragraph.body if paragraph.label is not None and paragraph.margin is None else 0
    head = LABEL_HEAD.match(paragraph.text, opens) if ENDS_LABEL.search(paragraph.text, opens) else None
    group = group_of(head[1]) if head else None
    if head and group is not None:
        return group, head.end()
    group = group_of(paragraph.words) if paragraph.margin is None else None
    if group is not None:
        return group, len(paragraph.text)
    return None, 0


def _open_label(text: str) -> tuple[Group | None, int]:
    """The label at the start of a list that no colon parts from it: `Apologies for absence Cllr A Brown`."""
    for word in list(re.finditer(r"\S+", text))[:LONGEST_LABEL]:
        group = group_of(text[: word.end()])
        rest = text[word.end() :].lstrip()
        if group is None or not attendance_pattern("says_status").search(text, 0, word.end()):
            continue
        people = find_people(rest)
        if people and people[0].start < 14 and _is_list(rest):
            return group, len(text) - len(rest)
    return None, 0


@lru_cache(512)
def _is_list(text: str) -> bool:
    """Whether names and what belongs to them make up most of a text."""
    people = find_people(text)
    if not people:
        return False
    told = sum(person.end - person.start for person in people)
    first = people[0]
    if first.start < 12 and len(text) < 120 and re.match(r"\s*[,(–-]", text[first.end :] or " ,"):
        return True
    if told + 14 * len(people) >= 0.7 * len(text):
        return True
    rest = "".join(text[before.end : person.start] for before, person in itertools.pairwise(people))
    rest = text[: people[0].start] + rest + text[people[-1].end :]
    return not re.search(r"\w", _around_names().sub("", rest))


# --- who was missed -------------------------------------------------------------------------------------------------


def _missing(paragraphs: Sequence[Paragraph]) -> Iterator[Listed]:
    """Stretches of people who sent apologies or were absent, in sentences (`Apologies were received from ...`) and under their item."""
    apologies, absent = Group("apologies", "member"), Group("absent", "member")
    item = False
    for paragraph in paragraphs[: OPENING + 20]:
        label, start = _label(paragraph)
        if label is not None:
            numbered = paragraph.label is not None and label.status == "apologies"
            item = numbered and not paragraph.text[start:].strip()
            listed = numbered and not item and _is_list(paragraph.text[start:])
            if listed:
                yield Listed(paragraph, start, _sentence_end(paragraph.text, start), label)
            if listed or item or not numbered:
                continue
        heading = paragraph.bold or paragraph.label not in (None, "•") or len(paragraph.text) < 70
        lowered = paragraph.text.lower()
        told = list(attendance_pattern("apologies_from").finditer(paragraph.text)) if "apolog" in lowered else []
        sent = list(attendance_pattern("sent_apologies").finditer(paragraph.text)) if "apolog" in lowered else []
        for match in told:
            yield Listed(paragraph, match.end(), _sentence_end(paragraph.text, match.end()), apologies)
        if sent and not told:
            yield from _in_front(paragraph, sent, apologies)
        elif item and not told and not paragraph.label and _is_list(paragraph.text):
            yield Listed(paragraph, 0, len(paragraph.text), apologies)
        else:
            item = heading and not told and len(paragraph.text) < 90 and bool(attendance_pattern("apologies_item").search(paragraph.text))
        if any(word in lowered for word in codes("attendance")["absence_words"]):
            yield from _in_front(paragraph, list(attendance_pattern("were_absent").finditer(paragraph.text)), absent)


def _in_front(paragraph: Paragraph, told: Sequence[re.Match[str]], group: Group) -> Iterator[Listed]:
    """The people in front of words such as `sent apologies`, each time from the start of the sentence or the words before."""
    for match, before in zip(told, [0, *(match.end() for match in told)], strict=False):
        yield Listed(paragraph, max(before, _sentence_start(paragraph.text, match.start())), match.start(), group)


def _sentence_end(text: str, start: int) -> int:
    """Where the sentence that goes on from a place ends."""
    end = SENTENCE_END.search(text, start)
    return end.start() if end else len(text)


def _until_missing(text: str) -> int:
    """Where a list of those present ends in its paragraph: in front of the sentence about those who are missed."""
    found = [
        match.start() for name in ("apologies_item", "were_absent", "sent_apologies") if (match := attendance_pattern(name).search(text))
    ]
    if not found:
        return len(text)
    return _sentence_start(text, min(found)) or len(text)


def _sentence_start(text: str, place: int) -> int:
    """Where the sentence starts that a place is in."""
    return max((end.end() for end in SENTENCE_END.finditer(text) if end.end() <= place), default=0)
