"""How papers are related: copies, papers inside packs, later versions, supplements, minutes of agendas, updates of plans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pipeline.link.faces import Face, overlaps
from pipeline.link.meetings import MeetingKey
from pipeline.link.series import UNKNOWN, YEAR, same_family
from pipeline.records import Finding

FEWEST_WORDS = 30
"""A sheet with fewer words than this is not called a copy of another: forms and cover sheets are alike."""
COPY, COPY_OF_MEETING, OF_SCAN = 0.95, 0.85, 0.30
"""How much of the words two papers must share to be one: in general, as records of one meeting, where one was read from pictures."""
COPY_IN_SHAPE, LONG = 0.97, 500
"""Another shape of a paper has other page numbers: so much must be shared by two long ones of one title, and of one day, to be one."""
INSIDE = 0.92
LONGER = 1.15
VERSION, ISSUE = 0.50, 0.90
"""How much of its words a later version must share with the earlier when it says that it is one, and when only the date is later."""
SHARED_ACTIONS, SHARED_PART = 3, 0.3

Link = tuple[str, str, str]


def link_documents(faces: Sequence[Face], meetings: Iterable[Link]) -> list[Link]:
    """The relations of the papers by their words and by their meetings (`minutes-of` as `link_meetings` gives them), in a fixed order."""
    links: set[Link] = set()
    copies = _copies(faces)
    links.update((copy, original, "duplicate-of") for copy, original in copies.items())
    for (one, other), shared in sorted(overlaps(faces).items()):
        if not {faces[one].document_id, faces[other].document_id} & copies.keys():
            links.update(_by_words(faces[one], faces[other], shared))
    links.update(_supplements(faces, links))
    links.update(_of_meetings(faces, meetings))
    return sorted(links)


def same_text(faces: Sequence[Face], links: Iterable[Link]) -> list[Link]:
    """The relations of papers that say the same of the same day: copies, papers in packs, versions of one set of minutes."""
    kind = {face.document_id: face.paper.division.kind for face in faces}
    return [
        link
        for link in links
        if link[2] in ("duplicate-of", "contains") or (link[2] == "supersedes" and kind[link[0]] == kind[link[1]] == "minutes")
    ]


def days_by_copies(faces: Sequence[Face], links: Iterable[Link]) -> dict[str, str]:
    """The day of a paper that gives none, by a copy of it or a pack that it stands in: good to place it among others."""
    day = {face.document_id: face.day for face in faces}
    found: dict[str, str] = {}
    for one, other, _ in sorted(links):
        for without, having in ((one, other), (other, one)):
            if day[without] is None and day[having] is not None:
                found[without] = min(day[having] or "", found.get(without, "9"))
    return found


# --- by their words ---------------------------------------------------------------------------------------------------


def _copies(faces: Sequence[Face]) -> dict[str, str]:
    """Papers that have all their words, in their order, in common with another: that other, which counts, by each of them."""
    groups: dict[tuple[str, ...], list[Face]] = defaultdict(list)
    for face in faces:
        if face.words >= FEWEST_WORDS:
            groups[face.digests].append(face)
    copies: dict[str, str] = {}
    for group in groups.values():
        first = min(group, key=_standing)
        copies.update((face.document_id, first.document_id) for face in group if face is not first)
    return copies


def _standing(face: Face) -> tuple[bool, int, int, bool, str]:
    """Which of several copies counts: one whose council is known, then one with words of its own, then one whose address is known."""
    return (
        face.council == UNKNOWN,
        face.paper.pages_ocr,
        -face.version[0],
        not any(file.source_url for file in face.paper.files),
        face.document_id,
    )


def _by_words(one: Face, other: Face, shared: int) -> list[Link]:
    """What the words that two papers share say of them: at most one relation."""
    in_one, in_other = shared / len(one.shingles), shared / len(other.shingles)
    small, large = (one, other) if one.words <= other.words else (other, one)
    inside = in_one if small is one else in_other
    both = min(in_one, in_other)
    if min(one.words, other.words) < FEWEST_WORDS:
        return []
    version = _later_version(one, other, both, max(in_one, in_other)) if one.council == other.council else None
    if version:
        return [version]
    if _is_copy(one, other, both, max(in_one, in_other)):
        first, copy = sorted((one, other), key=_standing)
        return [(copy.document_id, first.document_id, "duplicate-of")]
    may_hold = _holds_several(large) or (bool(one.named) and one.named == other.named)
    if inside >= INSIDE and may_hold and (large.words >= LONGER * small.words or large.paper.pages > small.paper.pages):
        return [(large.document_id, small.document_id, "contains")]
    return []


def _is_copy(one: Face, other: Face, both: float, most: float) -> bool:
    if one.paper.division.kind == other.paper.division.kind == "minutes" and one.recorded and one.recorded == other.recorded:
        scanned = one.paper.pages_ocr or other.paper.pages_ocr
        return both >= COPY_OF_MEETING or bool(scanned and most >= OF_SCAN)
    if both < COPY or one.meetings != other.meetings:
        return False
    same_title = bool(one.named) and one.named == other.named and one.day == other.day
    in_shape = both >= COPY_IN_SHAPE and same_title and min(one.words, other.words) >= LONG
    return one.figures == other.figures or (in_shape and one.sums == other.sums)


def _holds_several(face: Face) -> bool:
    division = face.paper.division
    return division.kind == "agenda_pack" or len(division.sections) > 1 or "pack" in _name(face).split()


def _name(face: Face) -> str:
    return " ".join(file.filename for file in face.paper.files).lower().replace("_", " ").replace("-", " ")


def _later_version(one: Face, other: Face, both: float, most: float) -> Link | None:
    """The link from the later of two versions of one paper to the earlier; None when they are two papers, or none says that it is later.

    Of one meeting there is one set of minutes and one agenda; other papers are one when their titles say the same.
    """
    kinds = {one.paper.division.kind, other.paper.division.kind}
    if kinds == {"minutes"}:
        same = bool(one.recorded) and one.recorded == other.recorded
    elif kinds <= {"agenda", "agenda_pack"}:
        same = bool(one.announced) and one.announced == other.announced and one.supplement == other.supplement
    else:
        same = len(kinds) == 1 and bool(one.named) and one.named == other.named and one.meetings == other.meetings
    if not same:
        return None
    if one.version != other.version:
        early, late = sorted((one, other), key=lambda face: face.version)
        return (late.document_id, early.document_id, "supersedes") if most >= VERSION else None
    days = (one.day, other.day) if one.day or other.day else (one.filed, other.filed)
    if None not in days and days[0] != days[1] and kinds != {"minutes"} and both >= ISSUE and one.figures != other.figures:
        early, late = (one, other) if (days[0] or "") < (days[1] or "") else (other, one)
        return late.document_id, early.document_id, "supersedes"
    return None


# --- by their meetings ------------------------------------------------------------------------------------------------


def _supplements(faces: Sequence[Face], known: Iterable[Link]) -> list[Link]:
    """Papers that say they supplement the agenda of a meeting, with that agenda.

    The meeting is the one that they announce, else the one of their day whose committee stands in their title.
    """
    related = {frozenset(link[:2]) for link in known}
    agendas: dict[str, list[tuple[MeetingKey, Face]]] = defaultdict(list)
    for face in faces:
        if face.paper.division.kind in ("agenda", "agenda_pack") and not face.supplement:
            for meeting in face.announced:
                agendas[meeting[2]].append((meeting, face))
    return sorted(
        {
            (face.document_id, agenda.document_id, "supplement-to")
            for face in faces
            if face.supplement
            for day in {face.day or "", *(meeting[2] for meeting in face.meetings)}
            for meeting, agenda in agendas[day]
            if _is_for(face, meeting, agenda) and frozenset((face.document_id, agenda.document_id)) not in related
        }
    )


def _is_for(face: Face, meeting: MeetingKey, agenda: Face) -> bool:
    if face.meetings:
        return meeting in face.meetings
    return face.council == agenda.council and set(meeting[1].split()) <= set(face.named)


def _of_meetings(faces: Sequence[Face], meetings: Iterable[Link]) -> list[Link]:
    """Minutes and agendas of one meeting, both ways. A pack that has the minutes in it is not called the minutes where these are there."""
    kind = {face.document_id: face.paper.division.kind for face in faces}
    minutes_of = [(one, other) for one, other, relation in meetings if relation == "minutes-of"]
    with_minutes = {other for one, other in minutes_of if kind.get(one) == "minutes"}
    kept = [(one, other) for one, other in minutes_of if kind.get(one) == "minutes" or other not in with_minutes]
    return [link for one, other in kept for link in ((one, other, "minutes-of"), (other, one, "agenda-of"))]


# --- plans ------------------------------------------------------------------------------------------------------------


def link_plans(faces: Sequence[Face], thread_of: Mapping[str, str]) -> list[Link]:
    """Updates with the plan that they report on (the last before them), and refreshed plans with the plan that they take the place of."""
    plans: dict[str, list[Face]] = defaultdict(list)
    for face in faces:
        if face.paper.division.kind == "plan" and face.council != UNKNOWN:
            plans[face.council].append(face)
    threads = {face.document_id: _threads(face, thread_of) for face in faces}
    links: list[Link] = []
    for face in faces:
        kind = face.paper.division.kind
        if kind in ("minutes", "agenda", "decision_notice"):
            continue
        fitting = [plan for plan in plans[face.council] if plan is not face and _is_before(plan, face) and _is_about(plan, face, threads)]
        if fitting:
            last = max(fitting, key=lambda plan: (_since(plan), plan.document_id))
            if kind != "plan":
                links.append((face.document_id, last.document_id, "update-of"))
            elif last.day and face.day and _years(last) == _years(face):
                links.append((face.document_id, last.document_id, "supersedes"))
    return links


def _threads(face: Face, thread_of: Mapping[str, str]) -> set[str]:
    return {thread_of[row.id] for row in face.paper.facts.actions if row.id in thread_of}


def _is_about(plan: Face, face: Face, threads: Mapping[str, set[str]]) -> bool:
    """Whether a paper reports on a plan: it says so by its title, or it takes up a good part of the plan's actions."""
    if face.paper.division.kind == "plan_update" and same_family(plan.family, face.family):
        return True
    shared = threads[plan.document_id] & threads[face.document_id]
    return len(shared) >= max(SHARED_ACTIONS, SHARED_PART * len(threads[face.document_id]))


def _is_before(plan: Face, face: Face) -> bool:
    return face.day is None or plan.day is None or plan.day <= face.day


def _since(plan: Face) -> str:
    return plan.day or next(iter(_years(plan)), "")


def _years(face: Face) -> tuple[str, ...]:
    return tuple(YEAR.findall(face.paper.division.title or ""))


# --- what a person should know ----------------------------------------------------------------------------------------


def document_findings(faces: Sequence[Face], links: Iterable[Link]) -> list[tuple[str, Finding]]:
    """What a person should know of the relations: which papers are copies, and which have a later version; with the document's id."""
    by_id = {face.document_id: face for face in faces}
    findings: list[tuple[str, Finding]] = []
    for one, other, relation in sorted(links):
        if relation == "duplicate-of":
            message = f"This is the same paper as {_path(by_id[other])} in another file. What it says is counted there, not here."
            findings.append((one, Finding(code="duplicate-document", severity="info", message=message)))
        elif relation == "supersedes":
            message = f"{_path(by_id[one])} is a later version of this paper. Look there for what holds; what both say is counted there."
            findings.append((other, Finding(code="superseded-document", severity="warning", message=message)))
    return findings


def _path(face: Face) -> str:
    return min((file.path for file in face.paper.files), default=face.document_id)
