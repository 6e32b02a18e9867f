"""The meeting that an agenda announces or that minutes record: the body, the day, the times, the place."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import cache

from pipeline.divide.cues import body_size
from pipeline.edges.codes import codes
from pipeline.extract.bodies import body_words
from pipeline.extract.committees import find_committee
from pipeline.extract.dates import DateContext, FoundDate, find_dates
from pipeline.extract.headings import opens_item
from pipeline.extract.material import Material
from pipeline.extract.officers.names import find_name, is_name
from pipeline.extract.paper_date import writes_month_first
from pipeline.extract.sittings import sittings
from pipeline.extract.times import TIME, clock, may_tell_time
from pipeline.records import Finding, Found, Meeting, Paragraph, Section

OPENING = 22
"""How many paragraphs of a section its meeting is looked for in."""
TITLED = 4
"""Paragraphs within which the title of minutes stands."""
MINUTES = re.compile(r"(?:draft |unconfirmed |extract (?:from|of) (?:the )?)?minutes?\b", re.I)
WRAPPED = 0.6
"""White space at most, in heights of their letters, between the lines of a place that runs over a line's end."""
SHORTEST_TOLD = 20
"""Characters of the shortest line that tells when a meeting began: the cells of a grid have fewer."""
PLACE = re.compile(r"(?:[A-Z0-9][\w'’&./]*+|of|the|and|in|at|on|for|upon|le|to|with|&|[\s,–-])+")
"""Words of a place's name and address."""
REACHED = re.compile(r"\s*(?:tel|telephone|phone|fax|e-?mail|web(?:site)?)\b", re.I)
"""How the lines of a letterhead go on below the address."""
LABELLED = re.compile(r"([A-Za-z& ]{3,22}):")
LINK = re.compile(r"[\s–|(-]*https?://\S+$")
NOT_THERE = re.compile(r"\bnot\s+(?:\w+\s+){0,2}$", re.I)
"""What stands before a place where no meeting is held (`will not be in the Chamber`)."""
GREETING = re.compile(r"(?:To: .{0,60})?Dear [A-Z]")
KINDS = {"agenda": "announced", "minutes": "recorded", "decision_notice": "recorded"}


@cache
def _sentences() -> re.Pattern[str]:
    return re.compile("|".join(codes("meetings")["sentences"]), re.I)


@cache
def _venue_word() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(codes('meetings')['venue_words'])})s?\b", re.I)


@cache
def _told(name: str) -> list[re.Pattern[str]]:
    anonymous = re.sub(r"\?P<\w+>", "?:", TIME.pattern)
    return [re.compile(pattern.replace("TIME", f"(?:{anonymous})"), re.I) for pattern in codes("meetings")[name]]


@cache
def _fields() -> dict[str, str]:
    return {label: field for field, labels in codes("meetings")["fields"].items() for label in labels}


def find_meetings(material: Material) -> Found[Meeting]:
    """The meetings of a document's agenda and minutes sections, in order: one a section, of minutes one for each meeting that they record.

    A section without a day gives none.
    A notice of decisions has a meeting when it says what body took them on what day. A printed weekday that is not the day's is a finding.
    """
    found: Found[Meeting] = Found()
    for section in material.sections(*KINDS):
        parts = sittings(material, section) if section.kind == "minutes" else [material.paragraphs_of(section)]
        for paragraphs in parts:
            if section.kind == "decision_notice":
                paragraphs = _from_decided(paragraphs)
            meeting = _meeting(material, section, paragraphs, found.findings)
            if meeting is not None:
                found.records.append(meeting)
    return found


def _meeting(material: Material, section: Section, paragraphs: Sequence[Paragraph], findings: list[Finding]) -> Meeting | None:
    opening = _opening(paragraphs)
    size = body_size(paragraphs)
    when = _date(opening, DateContext(month_first=material.once(writes_month_first)))
    if when is None:
        return None
    paragraph, date = when
    source = material.source(paragraph, date.start_at, date.end_at)
    name = (
        find_committee(opening, size, [i for i in range(len(opening)) if _is_field(opening, i, "committee")]) or material.division.council
    )
    start = _start(opening, paragraph, paragraphs)
    if date.weekday_mismatch:
        findings.append(
            Finding(
                code="weekday-mismatch",
                severity="warning",
                page=source.page,
                quote=source.quote,
                message=f"The meeting is printed as {source.quote}, but {date.start} is no such weekday. Check which of the two is right.",
            )
        )
    return Meeting(
        id=material.next_id("meetings", source.page),
        committee=name,
        date=date.start,
        start_time=start,
        end_time=_behind(start, _end(paragraphs)) if section.kind == "minutes" else None,
        venue=_venue(material, opening, paragraph, date),
        role=KINDS[section.kind],  # type: ignore[arg-type]
        section=section.ordinal,
        source=source,
    )


def _from_decided(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs of a notice from the line that says what body took the decisions on what day; none when nothing says it."""
    for index, paragraph in enumerate(paragraphs[:8]):
        told = _told("decided")[0].search(paragraph.text)
        if told and any(found.precision == "day" for found in find_dates(paragraph.text[told.end() :], DateContext())):
            return list(paragraphs[index:])
    return []


def _opening(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs in front of the first item of business: the first that opens with a number or a reference, lists of people aside."""
    for index, paragraph in enumerate(paragraphs[:OPENING]):
        lettered = paragraph.label is not None and re.match(r"\(?[aAi][.)]", paragraph.label) is not None
        if index >= 2 and (lettered or opens_item(paragraph)):
            return list(paragraphs[:index])
    return list(paragraphs[:OPENING])


def _date(opening: Sequence[Paragraph], context: DateContext) -> tuple[Paragraph, FoundDate] | None:
    """The day of the meeting, with its paragraph: of a sentence that tells of it, a date field, a heading, anything before the business.

    In a letter, what stands above the greeting is the day on which it was written.
    """
    days: list[tuple[int, int, Paragraph, FoundDate]] = []
    greeting = next((index for index, paragraph in enumerate(opening) if GREETING.match(paragraph.text)), 0)
    for index, paragraph in enumerate(opening):
        for found in find_dates(paragraph.text, context):
            if found.precision != "day" or found.start is None:
                continue
            rank = 8 if index < greeting else _rank(opening, index, found)
            if rank == 0 and _told("spoken_of")[0].match(paragraph.text) and any(day[0] == 1 and day[1] < index for day in days):
                rank = 9
            days.append((rank, index, paragraph, found))
    if not days:
        return None
    _, _, paragraph, found = min(days, key=lambda day: (day[0], day[1], day[3].start_at))
    return paragraph, found


def _rank(opening: Sequence[Paragraph], index: int, found: FoundDate) -> int:
    """How little a day is likely to be the meeting's: 0 in the sentence that tells of it, 1 in a field or a title in bold, 2 beside the
    body's name, 3 by itself, more in running text, lists and labelled items, 8 where something is published, 9 where another meeting is
    spoken of."""
    paragraph = opening[index]
    before = paragraph.text[: found.start_at]
    if _told("earlier")[0].search(paragraph.text) or _told("another_meeting")[0].search(before):
        return 9
    if re.search(r"\bdate\b\s*[:;]?\s*$", before, re.I):
        return 1
    if _told("published")[0].search(before) and not _is_field(opening, index, "date"):
        return 8
    if _is_field(opening, index, "date"):
        return 1
    if paragraph.table >= 0 and len(find_dates(paragraph.text, DateContext())) * 14 > len(paragraph.text):
        return 7
    told = _sentences().search(paragraph.text)
    if told:
        return (0 if found.end_at > told.start() else 4) if not paragraph.label else 5
    if body_words().search(paragraph.text) and len(paragraph.text) < 160:
        return 1 if index < TITLED and paragraph.bold and MINUTES.match(paragraph.text) else 2
    rest = len(paragraph.text) - (found.end_at - found.start_at)
    return 3 if rest < 60 else 6


def _is_field(opening: Sequence[Paragraph], index: int, field: str) -> bool:
    """Whether a paragraph stands behind a label (in the margin, in the cell before, or in its own words) of one kind of fact."""
    paragraph = opening[index]
    label = paragraph.margin
    if label is None and paragraph.table >= 0 and index and opening[index - 1].table == paragraph.table:
        label = opening[index - 1].words
    if label is None:
        match = LABELLED.match(paragraph.text)
        label = match[1] if match else None
    return label is not None and _fields().get(label.strip(" :").lower()) in (field, "date" if field == "time" else field)


def _start(opening: Sequence[Paragraph], dated: Paragraph, paragraphs: Sequence[Paragraph]) -> str | None:
    """When the meeting starts: the first time in the paragraph that dates it, in a time field, beside it, or told in a sentence."""
    match = TIME.search(dated.text)
    if match:
        return clock(match)
    for index, paragraph in enumerate(opening):
        if _is_field(opening, index, "time"):
            match = TIME.search(paragraph.text)
            if match:
                return clock(match)
    at = next(index for index, paragraph in enumerate(opening) if paragraph is dated)
    for paragraph in opening[max(0, at - 1) : at + 3]:
        match = TIME.search(paragraph.text) if len(paragraph.text) < 120 else None
        if match:
            other = next((found for beside in opening[at : at + 5] if (found := _of_the_meeting(beside.text))), None)
            return clock(other or match)
    return _time_told("opened", [p for p in paragraphs if len(p.text) > SHORTEST_TOLD][:40]) or _time_told("duration", paragraphs[-12:])


def _of_the_meeting(text: str) -> re.Match[str] | None:
    """The time of day right behind the word for the meeting, in a list of what happens when (`Supper 5.30pm, AGM 6.30pm`)."""
    told = _told("timed")[0].search(text) if may_tell_time(text) else None
    return TIME.search(text, told.start()) if told else None


def _end(paragraphs: Sequence[Paragraph]) -> str | None:
    """When the meeting ended: the second time of a time field (`11.15am - 1.15pm`), or as its last pages tell; None when nothing does."""
    opening = _opening(paragraphs)
    for text in (paragraph.text for paragraph in paragraphs[-12:]):
        times = list(TIME.finditer(text)) if _told("duration")[0].search(text) else []
        if len(times) == 2:
            return clock(times[1])
    for index, paragraph in enumerate(opening):
        times = list(TIME.finditer(paragraph.text)) if _is_field(opening, index, "time") else []
        if len(times) == 2 and times[1].start() - times[0].end() < 8:
            return clock(times[1])
    return _time_told("closed", [p for p in reversed(paragraphs[-60:]) if p.table < 0 or len(p.text) < 200])


def _behind(start: str | None, end: str | None) -> str | None:
    """The end of a meeting: of the evening where it is printed without `pm` and would else lie before the start (begun `7.30 pm`)."""
    if start is None or end is None or end >= start or end >= "12:00":
        return end
    return f"{int(end[:2]) + 12}{end[2:]}"


def _time_told(name: str, paragraphs: Sequence[Paragraph]) -> str | None:
    for paragraph in paragraphs:
        for pattern in _told(name) if may_tell_time(paragraph.text) else ():
            match = pattern.search(paragraph.text)
            time = TIME.search(paragraph.text, match.start("time") if "time" in pattern.groupindex else match.start()) if match else None
            if time:
                return clock(time)
    return None


def _venue(material: Material, opening: Sequence[Paragraph], dated: Paragraph, date: FoundDate) -> str | None:
    """Where the meeting is held: a venue field, the words behind `in` or `at` in the sentence that tells of it, else what stands behind
    the day and time in their line or by itself in a line beside it, a letterhead's address aside."""
    for index, paragraph in enumerate(opening):
        if _is_field(opening, index, "venue"):
            words = paragraph.words if paragraph.margin or paragraph.table >= 0 else paragraph.text.split(":", 1)[1]
            return words.strip(" .") or None
    at = next(index for index, paragraph in enumerate(opening) if paragraph is dated)
    for paragraph in [dated, *opening[max(0, at - 3) : at], *opening[at + 1 : at + 4]]:
        if paragraph.label and paragraph is not dated:
            continue
        place = _place(paragraph.text, find_dates(paragraph.text, DateContext()))
        if place:
            return place
    behind = [date.end_at, *(time.end() for time in TIME.finditer(dated.text, date.end_at))][-1]
    below = _whole_lines([p for p in opening[at + 1 : at + 5] if not p.label and not p.margin])[:3]
    pairs = itertools.pairwise(opening[: at + 1])
    above = [p.text for p, after in pairs if not (p.label or p.margin or REACHED.match(after.text))]
    rest, following = dated.text[behind:].strip(), opening[at + 1 : at + 2]
    if rest.isupper() and following and _goes_on_in(following[0]):
        rest = f"{rest} {following[0].text}"
    beside = [rest, _without_contacts(material, opening[at : at + 4]), *below, *above[-2:], dated.text[: date.start_at]]
    return next((words for text in map(_without_time, beside) if _is_place(words := text.strip(" .,;–—-|@"))), None)


def _whole_lines(lines: Sequence[Paragraph]) -> list[str]:
    """The words of lines in capitals that go on in the next, set to the right or centred, together; of others by themselves."""
    found: list[str] = []
    for before, line in zip([None, *lines], lines, strict=False):
        if before is not None and before.text.isupper() and before.bold == line.bold and _goes_on_in(line):
            found[-1] = f"{found[-1]} {line.text}"
        else:
            found.append(line.text)
    return found


def _goes_on_in(line: Paragraph) -> bool:
    """Whether a line in capitals stands so close below another that it may go on with it."""
    return line.gap is not None and line.gap < WRAPPED * line.size and line.text.isupper() and not line.label


def _without_time(text: str) -> str:
    """Words without a time of day that opens or ends them (`1.30 pm Virtual Meeting`)."""
    times = [*TIME.finditer(text)] if may_tell_time(text) else []
    if times and not text[: times[0].start()].strip(" -–"):
        return text[times[0].end() :]
    return text[: times[-1].start()] if times and not text[times[-1].end() :].strip(" ,-–") else text


def _without_contacts(material: Material, paragraphs: Sequence[Paragraph]) -> str:
    """What stands behind the day and time in lines that have whom to ask, and how, beside them, headings and names aside; empty where
    none has."""
    spans = [span for p in paragraphs if not (p.text.isupper() or is_name(p.text)) for span in p.spans]
    lines = [line for span in spans for line in material.pages[span.page].text[span.start : span.end].split("\n")]
    contact = _told("contact")[0]
    last = max((place for place, line in enumerate(lines) if contact.search(line)), default=-1)
    printed = " ".join(contact.sub("", line).strip() for line in lines[: last + 1])
    for line in lines[last + 1 : last + 3]:
        printed = f"{printed} {line}" if printed.endswith(",") else printed
    ends = [found.end_at for found in find_dates(printed, DateContext())] + [time.end() for time in TIME.finditer(printed)]
    return re.sub(r"\s*\([^()]*\)", "", printed[max(ends, default=0) :])


def _is_place(words: str) -> bool:
    """Whether words by themselves are a place: capitalised, with a word such as `Hall`, and neither a body (`School Board`) nor a person.

    `Committee Room 2` and `Council Chamber` are places, and so is what has the link to an online meeting behind it.
    """
    words = LINK.sub("", words)
    if not 3 < len(words) < 100 or not PLACE.fullmatch(words) or not _venue_word().search(words):
        return False
    after_bodies = [" ".join(words[match.end() :].split()[:2]) for match in body_words().finditer(words)]
    name = find_name(words)
    return all(_venue_word().search(following) for following in after_bodies) and not (name and name.titled)


def _place(text: str, dates: Sequence[FoundDate]) -> str | None:
    """The place named in a sentence: from `in` or `at` (with no time behind it) up to a date, a time or the sentence's end."""
    for match in re.finditer(
        r"\b(?i:in|at|via|by)\s+(?=(?i:the\s+)?[A-Z0-9])(?!\d{1,2}[.:\s]?\d{0,2}\s*[ap]\.?m)(?!\d{1,2}[.:]\d\d)", text
    ):
        if NOT_THERE.search(text, max(0, match.start() - 40), match.start()):
            continue
        rest = text[match.end() :]
        stops = [found.start_at - match.end() for found in dates if found.start_at > match.end()]
        time = TIME.search(rest)
        if time:
            stops.append(time.start())
        end = re.search(
            r"[.;](?:\s|$)|\s+until\b|\s+(?:on|at|from|commencing|starting|when|for|to|immediately|following)\s+(?:\w+day\b|\d|the\s+(?:following|rise|conclusion)|$|consider|[a-z]+ing\b)",
            rest,
        )
        for stop in (end, _told("shown")[0].search(rest)):
            if stop:
                stops.append(stop.start())
        place = rest[: min(stops)] if stops else rest
        place = re.sub(r"(?:[\s,;–-]|\b(?:on|at|from|and|commencing|starting|held)\b)+$", "", place.strip(" .,–-"), flags=re.I)
        place = re.sub(r"^(?i:the)\s+(?=[A-Z])", "", re.sub(r"\s*_{2,}.*$", "", place))
        if 2 < len(place) < 140 and _venue_word().search(place) and not find_dates(place[:12], DateContext()):
            return place
    return None
