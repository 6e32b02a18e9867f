"""Who was at a meeting, who sent apologies, who was absent."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from msgspec.structs import replace

from pipeline.edges.codes import codes
from pipeline.extract.beside_names import INITIALS, Person, read_beside
from pipeline.extract.grids import find_marked
from pipeline.extract.groups import Group, attendance_pattern, group_of
from pipeline.extract.margin_labels import mend_margins
from pipeline.extract.material import Material
from pipeline.extract.minuted import minuted_items
from pipeline.extract.officers.names import find_name
from pipeline.extract.officers.posts import names_post
from pipeline.extract.people import find_people
from pipeline.extract.roll_columns import find_column_rolls
from pipeline.extract.rolls import Listed, find_chairs, find_in_items, find_rolls, opening
from pipeline.extract.sittings import sitting_at, sittings
from pipeline.records import Attendance, AttendanceStatus, Found, Meeting, Paragraph

GAP = "\x1f"
"""Stands for white space as wide as a tab between two words of a line."""
PERSONAL = {"mr", "mrs", "ms", "miss", "mr.", "mrs.", "ms."}
"""Titles that tell two people of one name apart."""
WORDS = re.compile(r"[^\W\d_]+")


class Seen(NamedTuple):
    """Where the row of somebody stands among those found, the title that the list prints with the name, and the stretch that it is of."""

    at: int
    title: str | None
    listed: Listed | None


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
        seen: dict[tuple[frozenset[str], AttendanceStatus], Seen] = {}
        marked = find_marked(material, meeting, section)
        for row in marked.rows:
            _add(found, seen, row)
        parts = sittings(material, section)
        sitting = parts[sitting_at(material, parts, meeting.source)]
        paragraphs = [p for p in sitting if (p.page, p.table) not in marked.tables]
        columns, paragraphs = find_column_rolls(material, paragraphs)
        paragraphs = mend_margins(paragraphs, lambda label: group_of(label) is not None and not find_people(label))
        told = find_in_items(minuted_items(material, section)) if len(parts) == 1 else ()
        for listed in [*columns, *find_rolls(material, paragraphs, labels_only=bool(marked.rows or columns)), *told]:
            text = listed.paragraph.text[listed.start : listed.end]
            for person in find_people(_lined(material, listed, text)):
                for words in [*listed.beside, *_level_post(material, listed, person)]:
                    read_beside(person, words)
                _add(found, seen, _row(material, meeting, listed, person), person.title, listed)
        _read_chair(found, meeting, paragraphs)
    return found


def _read_chair(found: Found[Attendance], meeting: Meeting, paragraphs: Sequence[Paragraph]) -> None:
    """Note who took the chair, where a sentence in front of the business says so and the list of those present does not."""
    present = [at for at, row in enumerate(found.records) if row.meeting_id == meeting.id and row.status == "present"]
    if any(found.records[at].role in ("Chair", "Chairman", "Chairwoman", "Chairperson") for at in present):
        return
    told = (person for paragraph in opening(paragraphs) for person in find_chairs(paragraph.text))
    for words in told:
        named = [at for at in present if words <= _called(found.records[at])]
        if len(named) == 1 and found.records[named[0]].role is None and found.records[named[0]].capacity != "officer":
            found.records[named[0]] = replace(found.records[named[0]], role="Chair", capacity="member")
            return


def _called(person: Attendance) -> frozenset[str]:
    """The words of a person's name, and the initials that stand for it, lower case."""
    return frozenset(word.lower() for word in [*WORDS.findall(person.name), person.initials or ""] if word)


def _level_post(material: Material, listed: Listed, person: Person) -> list[str]:
    """The post that stands level with a name in the next column, outside a table; none where the name has one, or is a member's."""
    paragraph = listed.paragraph
    if person.post or person.role or person.member or paragraph.table >= 0 or listed.group.status != "present":
        return []
    span = material.source(paragraph, listed.start + person.start, listed.start + person.end)
    page = material.pages[span.page]
    lines = [line for line in page.lines if line.table < 0 and abs((line.top + line.bottom) / 2 - (span.bbox[1] + span.bbox[3]) / 2) < 2]
    beside = [page.text[line.start : line.end] for line in lines if line.x0 - span.bbox[2] - paragraph.size > 0]
    return [" ".join(beside[0].split())] if len(beside) == 1 and names_post(beside[0]) and not find_people(beside[0]) else []


def _add(
    found: Found[Attendance], seen: dict[tuple[frozenset[str], AttendanceStatus], Seen], row: Attendance, title: str | None = None,
    listed: Listed | None = None,
) -> None:  # fmt: skip
    """Add a row unless the person is there already, whose role is then read; a surname alone is somebody listed before.

    Two people of one name are told apart by their titles (`Ms J Moss, Mr J Moss`) where one stretch lists both.
    """
    words = frozenset(word.lower() for word in WORDS.findall(row.name))
    key = (words, row.status)
    if key not in seen and " " not in row.name:
        same = [(other, status) for (other, status), one in seen.items() if words <= other and not _told_apart(title, one)]
        key = same[0] if same else key
    known = seen.get(key)
    two = {title, known.title} <= PERSONAL and title != known.title and listed is known.listed if known is not None else False
    if known is not None and not two:
        before = found.records[known.at]
        if row.role and not before.role:
            found.records[known.at] = replace(before, role=row.role, capacity="member" if before.capacity == "other" else before.capacity)
        return
    seen[key] = Seen(len(found.records), title, listed)
    found.records.append(row)


def _told_apart(title: str | None, one: Seen) -> bool:
    """Whether somebody of whom the surname is printed (`Mr Moss`) has another title than one listed before (`Ms J Moss`)."""
    return title in PERSONAL and one.title in PERSONAL and title.rstrip(".") != (one.title or "").rstrip(".")


def _row(material: Material, meeting: Meeting, listed: Listed, person: Person) -> Attendance:
    source = material.source(listed.paragraph, listed.start + person.start, listed.start + person.end)
    return Attendance(
        id=material.next_id("attendance", source.page),
        meeting_id=meeting.id,
        name=person.name,
        capacity=_capacity(listed.group, person),
        role=_usual("usual_roles", person.role or listed.group.role),
        post=_usual("usual_posts", person.post or listed.group.post),
        status=listed.group.status,
        note=person.note,
        initials=person.initials,
        source=source,
    )


def _usual(name: str, words: str | None) -> str | None:
    """A role or post in its usual form where it is printed in another (`in the Chair`)."""
    usual: str | None = codes("attendance")[name].get(words.lower()) if words else None
    return usual or words


def _is_members_post(post: str) -> bool:
    """Whether a post, or the last that is told of somebody (`roads, Interim Secretary`), is one that members of a committee hold."""
    return attendance_pattern("members_posts").fullmatch(post.rsplit(",", 1)[-1].strip()) is not None


def _capacity(group: Group, person: Person) -> Literal["member", "officer", "co-opted", "other"]:
    if person.guest and person.post is None:
        return "other"
    if group.capacity in ("other", "co-opted", "officer"):
        return group.capacity
    if person.post is not None and not person.member and not (group.members and _is_members_post(person.post)):
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
        if INITIALS.match(page.text, following.start) and following is words[-1]:
            continue
        if following.x0 - word.x1 > 1.5 * listed.paragraph.size and abs(following.top - word.top) < listed.paragraph.size:
            raw = raw[: following.start - start - 1] + GAP + raw[following.start - start :]
    lines = raw.split("\n")
    joined = lines[0]
    for line in lines[1:]:
        name = find_name(line)
        alone = name is not None and re.match(rf"\s*(?:$|[,(–:;{GAP}-]|[A-Z]{{2,3}}\b)", line[name.end :])
        joined += ("\n" if alone and not re.search(r"(?:,|\band|&)\s*$", joined) else " ") + line
    return joined.replace(GAP, "\n")
