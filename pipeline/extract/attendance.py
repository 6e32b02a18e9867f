"""Who was at a meeting, who sent apologies, who was absent."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Literal

from pipeline.extract.grids import find_marked
from pipeline.extract.margin_labels import mend_margins
from pipeline.extract.material import Material
from pipeline.extract.officers.names import find_name
from pipeline.extract.people import Person, find_people, read_beside
from pipeline.extract.rolls import Group, Listed, Status, find_rolls, group_of
from pipeline.records import Attendance, Found, Meeting

GAP = "\x1f"
"""Stands for white space as wide as a tab between two words of a line."""
WORDS = re.compile(r"[^\W\d_]+")


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
        paragraphs = mend_margins(paragraphs, lambda label: group_of(label) is not None and not find_people(label))
        for listed in find_rolls(material, paragraphs, labels_only=bool(marked.rows)):
            text = listed.paragraph.text[listed.start : listed.end]
            for person in find_people(_lined(material, listed, text)):
                for words in listed.beside:
                    read_beside(person, words)
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
    """The same words, parted by line ends where a list is set in columns or has a name a line: where white space as wide as a tab stands
    between two words, and where a printed line opens with another person."""
    span = listed.paragraph.spans[0]
    if len(listed.paragraph.spans) > 1:
        return text
    page = material.pages[span.page]
    start = span.start + listed.start
    raw = page.text[start : span.start + listed.end]
    words = [word for word in page.words if start <= word.start < span.start + listed.end]
    for word, following in itertools.pairwise(words):
        if following.x0 - word.x1 > 1.5 * listed.paragraph.size and abs(following.top - word.top) < listed.paragraph.size:
            raw = raw[: following.start - start - 1] + GAP + raw[following.start - start :]
    lines = raw.split("\n")
    joined = lines[0]
    for line in lines[1:]:
        name = find_name(line)
        alone = name is not None and re.match(rf"\s*(?:$|[,(–:;{GAP}-]|[A-Z]{{2,3}}\b)", line[name.end :])
        joined += ("\n" if alone and not re.search(r"(?:,|\band|&)\s*$", joined) else " ") + line
    return joined.replace(GAP, "\n")
