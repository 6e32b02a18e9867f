"""Who was at a meeting, who sent apologies, who was absent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from pipeline.edges.codes import codes
from pipeline.extract.grids import find_marked
from pipeline.extract.margin_labels import mend_margins
from pipeline.extract.material import Material
from pipeline.extract.officers.names import find_name
from pipeline.extract.people import Person, find_people, read_beside
from pipeline.records import Attendance, Found, Meeting, Paragraph

Status = Literal["present", "apologies", "absent"]
Capacity = Literal["member", "officer", "co-opted", "other", "guess"]
OPENING = 60
"""How many paragraphs of minutes the lists of people are looked for in."""
WORDS = re.compile(r"[^\W\d_]+")
LABEL_INSIDE = re.compile(r"[.;]\s+(?P<label>[A-Z][^:.;,()]{4,40}):\s")


@dataclass(frozen=True, slots=True)
class Group:
    """What a list says of the people in it."""

    status: Status
    capacity: Capacity
    role: str | None = None
    post: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A stretch of a paragraph that lists people of one group."""

    paragraph: Paragraph
    start: int
    end: int
    group: Group
    beside: str = ""
    """What the next cell of the row says of the one person in the stretch."""


@cache
def _groups() -> list[tuple[re.Pattern[str], Group]]:
    return [
        (re.compile(rf"(?:{entry['pattern']})", re.I), Group(entry["status"], entry["capacity"])) for entry in codes("attendance")["groups"]
    ]


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(codes("attendance")[name], re.I)


def find_attendance(material: Material, meetings: Sequence[Meeting]) -> Found[Attendance]:
    """The people of each recorded meeting in printed order, each once a status.

    Lists stand in front of the first item of business under labels (`Present`, `Apologies`), as lines, in the margin, in tables or as
    grids of marks; apologies also in the item about them. Names stand without titles and letters.
    """
    found: Found[Attendance] = Found()
    for meeting in meetings:
        section = next((s for s in material.division.sections if s.ordinal == meeting.section), None)
        if meeting.role != "recorded" or section is None:
            continue
        seen: dict[tuple[frozenset[str], Status], None] = {}
        marked = find_marked(material, meeting, section)
        for row in marked.rows:
            _add(found, seen, row)
        paragraphs = [p for p in material.paragraphs_of(section) if (p.page, p.table) not in marked.tables]
        paragraphs = mend_margins(paragraphs, lambda label: _group(label) is not None)
        for listed in [*_lists(material, paragraphs, labels_only=bool(marked.rows)), *_apologies(paragraphs)]:
            text = listed.paragraph.text[listed.start : listed.end]
            for person in find_people(_lined(material, listed, text)):
                read_beside(person, listed.beside)
                _add(found, seen, _row(material, meeting, listed, person))
    return found


def _add(found: Found[Attendance], seen: dict[tuple[frozenset[str], Status], None], row: Attendance) -> None:
    """Add a row unless the person is there already; a surname alone is somebody listed before."""
    words = frozenset(word.lower() for word in WORDS.findall(row.name))
    if (words, row.status) in seen or (" " not in row.name and any(words <= other for other, _ in seen)):
        return
    seen[words, row.status] = None
    found.records.append(row)


def _row(material: Material, meeting: Meeting, listed: Listed, person: Person) -> Attendance:
    source = material.source(listed.paragraph, listed.start + person.start, listed.start + person.end)
    return Attendance(
        id=material.next_id("attendance", source.page),
        meeting_id=meeting.id,
        name=person.name,
        capacity=_capacity(listed.group, person),
        role=person.role or listed.group.role,
        post=person.post or listed.group.post,
        status=listed.group.status,
        note=person.note,
        initials=person.initials,
        source=source,
    )


def _capacity(group: Group, person: Person) -> Literal["member", "officer", "co-opted", "other"]:
    if group.capacity in ("other", "co-opted", "officer"):
        return group.capacity
    if person.post is not None and not person.member:
        return "officer"
    if person.member or person.role is not None:
        return "member"
    if person.organisation:
        return "other"
    return "member" if group.capacity == "member" else "other"


def _lined(material: Material, listed: Listed, text: str) -> str:
    """The same words, with a printed line's end kept where the next line opens with another person: a list may have one name a line."""
    span = listed.paragraph.spans[0]
    if len(listed.paragraph.spans) > 1:
        return text
    raw = material.pages[span.page].text[span.start + listed.start : span.start + listed.end]
    lines = raw.split("\n")
    joined = lines[0]
    for line in lines[1:]:
        name = find_name(line)
        alone = name is not None and re.match(r"\s*(?:$|[,(–:;-]|[A-Z]{2,3}\b)", line[name.end :])
        joined += ("\n" if alone and not re.search(r"(?:,|\band|&)\s*$", joined) else " ") + line
    return joined


# --- lists in front of the business ---------------------------------------------------------------------------------


def _lists(material: Material, paragraphs: Sequence[Paragraph], labels_only: bool) -> Iterator[Listed]:
    """Stretches of people under labels, up to the first item of business; without any label, the lines of names before it.

    `labels_only`: lines without a label are left out, a grid having told who was there.
    """
    opening = _opening(paragraphs)
    listed = _labelled(material, opening)
    if listed or labels_only:
        yield from listed
        return
    names = [p for p in opening if _is_list(p.text)]
    if sum(len(find_people(p.text)) for p in names) >= 3:
        for paragraph in names:
            yield Listed(paragraph, 0, len(paragraph.text), Group("present", "member"))


def _labelled(material: Material, opening: Sequence[Paragraph]) -> list[Listed]:
    found: list[Listed] = []
    group: Group | None = None
    right: tuple[Group, float] | None = None
    for paragraph, before in zip(opening, [None, *opening], strict=False):
        open_ended = before is not None and before.text.rstrip().endswith((",", " and", "&")) and bool(find_people(paragraph.text))
        label, start = _label(paragraph)
        alone = label is not None and bool(label.role or label.post)
        seat = paragraph.text.strip().lower() in codes("attendance")["grid_capacities"]
        if found and (label is None or alone or seat) and _tells_beside(material, found[-1], paragraph):
            found[-1] = replace(found[-1], beside=paragraph.text)
            continue
        if label is not None and alone:
            if find_people(paragraph.text[start:]):
                found.append(Listed(paragraph, start, len(paragraph.text), label))
            continue
        if label is not None:
            group, right = label, None
            other = _group(paragraph.text[start:])
            if other is not None and paragraph.margin is not None:
                right = (other, paragraph.x0)
                continue
            if paragraph.text[start:].strip():
                found.extend(_parted(paragraph, start, group))
                group = found[-1].group
            continue
        if group is None:
            continue
        if right is not None and paragraph.margin is not None:
            found.append(Listed(paragraph, 0, paragraph.body, group))
            found.append(Listed(paragraph, paragraph.body, len(paragraph.text), right[0]))
        elif right is not None and paragraph.x0 > right[1] - 10:
            found.append(Listed(paragraph, 0, len(paragraph.text), right[0]))
        elif _is_list(paragraph.text) or open_ended:
            found.append(Listed(paragraph, 0, len(paragraph.text), group))
        else:
            group = None
    return found


def _parted(paragraph: Paragraph, start: int, group: Group) -> list[Listed]:
    """The lists of a paragraph that goes on to another label: `Present: A, B. Apologies: C.`"""
    found: list[Listed] = []
    for match in LABEL_INSIDE.finditer(paragraph.text, start):
        other = _group(match["label"])
        if other is not None and not (other.role or other.post):
            found.append(Listed(paragraph, start, match.start(), group))
            start, group = match.end(), other
    return [*found, Listed(paragraph, start, len(paragraph.text), group)]


def _tells_beside(material: Material, listed: Listed, paragraph: Paragraph) -> bool:
    """Whether a paragraph stands in the cell behind one that lists a single person, and names nobody itself: a post, seat or authority."""
    named = listed.paragraph
    if paragraph.table < 0 or named.cell < 0 or paragraph.cell < 0 or (named.page, named.table) != (paragraph.page, paragraph.table):
        return False
    cells = material.pages[paragraph.page].tables[paragraph.table].cells
    one, other = cells[named.cell], cells[paragraph.cell]
    return (
        (one.row, one.column + one.column_span) == (other.row, other.column)
        and len(find_people(named.text[listed.start : listed.end])) == 1
        and not find_people(paragraph.text)
    )


def _opening(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    opening: list[Paragraph] = []
    for index, paragraph in enumerate(paragraphs[:OPENING]):
        numbered = paragraph.label is not None and re.search(r"\d", paragraph.label) is not None
        if index >= 2 and numbered and not _is_list(paragraph.words) and _label(paragraph)[0] is None:
            break
        opening.append(paragraph)
    return opening


def _label(paragraph: Paragraph) -> tuple[Group | None, int]:
    """The group that a paragraph's label opens, and where the words behind it start; (None, 0) without such a label."""
    if paragraph.margin is not None:
        group = _group(paragraph.margin)
        if group is not None:
            return group, paragraph.body
    head = re.match(r"([^:–—(]{3,60}?)\s*(?:\([^)]*\)\s*)?[:–—](?:-|\s|$)", paragraph.text)
    group = _group(head[1]) if head else None
    if head and group is not None:
        return group, head.end()
    group = _group(paragraph.words)
    if group is not None:
        return group, len(paragraph.text)
    return None, 0


def _group(words: str) -> Group | None:
    """What a label says of the people behind it, a role or short post (`Chair: A`, `Clerk: B`) too."""
    plain = " ".join(words.split()).strip(" :.–—-")
    if _pattern("not_groups").fullmatch(plain):
        return None
    if _pattern("roles").fullmatch(plain):
        return Group("present", "member", role=plain)
    if _pattern("short_posts").fullmatch(plain):
        return Group("present", "officer", post=plain)
    return next((group for pattern, group in _groups() if pattern.fullmatch(plain)), None)


def _is_list(text: str) -> bool:
    """Whether names and what belongs to them make up most of a text."""
    people = find_people(text)
    if not people:
        return False
    told = sum(person.end - person.start for person in people)
    first = people[0]
    if first.start < 12 and len(text) < 120 and re.match(r"\s*[,(–-]", text[first.end :] or " ,"):
        return True
    return told + 14 * len(people) >= 0.7 * len(text)


# --- apologies in the business ----------------------------------------------------------------------------------------


def _apologies(paragraphs: Sequence[Paragraph]) -> Iterator[Listed]:
    """Stretches of people who sent apologies, in sentences (`Apologies were received from ...`) and under the item about them."""
    group = Group("apologies", "member")
    item = False
    for paragraph in paragraphs[: OPENING + 20]:
        if _label(paragraph)[0] is not None:
            item = False
            continue
        heading = paragraph.bold or paragraph.label not in (None, "•") or len(paragraph.text) < 70
        told = list(_pattern("apologies_from").finditer(paragraph.text))
        sent = list(_pattern("sent_apologies").finditer(paragraph.text))
        for match in told:
            end = re.compile(r"\.\s+(?=[A-Z][a-z]{2,})(?<!Mr\. )(?<!Mrs\. )|\.$|$").search(paragraph.text, match.end())
            yield Listed(paragraph, match.end(), end.start() if end else len(paragraph.text), group)
        if sent and not told:
            for match, before in zip(sent, [0, *(match.end() for match in sent)], strict=False):
                start = max(before, paragraph.text.rfind(". ", 0, match.start()) + 1)
                yield Listed(paragraph, start, match.start(), group)
        elif item and not told and not paragraph.label and _is_list(paragraph.text):
            yield Listed(paragraph, 0, len(paragraph.text), group)
        else:
            item = heading and len(paragraph.text) < 90 and bool(_pattern("apologies_item").search(paragraph.text))
