"""Marks in running minutes: `ACTION: AB`, `Action – Clerk to write`, `[Action: AB]`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import msgspec

from pipeline.edges.codes import codes
from pipeline.extract.actions.beside import is_nothing
from pipeline.extract.actions.dated import is_date
from pipeline.extract.actions.drafts import Draft
from pipeline.extract.actions.headings import simple
from pipeline.extract.actions.leads import is_lead, parse_leads
from pipeline.extract.actions.passages import AHEAD, LONGEST, commits, subject_of
from pipeline.extract.actions.people import People
from pipeline.extract.material import Material, spans_of
from pipeline.extract.sentences import sentences
from pipeline.extract.tables.texts import LineEnds
from pipeline.records import Paragraph, Section, Span

DASHES = re.compile(r"\s+[–—-]\s+")
LEAD_FIRST = re.compile(r"\A(.{2,50}?)\s*(?::|\s[–—-])\s+(?=\S)")
LEAD_LAST = re.compile(r"\s*(?:\(([^()]{2,40})\)|\s[–—-]\s+([^–—]{2,30}))\s*\.?\Z")
DOER = re.compile(r"\bby\s+(?:the\s+)?([A-Z][^.,;]{1,40}?)\s*\.?\Z")
"""Who is to do what is said without a subject of its own (`Minutes to be sent out by the Clerk`)."""
BY_DATE = re.compile(r"\s+(?:by|before|due|for)\s+(?=[^.]*(?:\d|next|end|spring|summer|autumn|winter)).{3,40}\Z", re.IGNORECASE)
REFERENCE = re.compile(r"[A-Z]{0,4}[./ ]?\d")
LONGEST_TITLE = 200
"""Characters of the title of a list of actions at most."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark in a paragraph: where it starts, and where the words behind it start and end; `bare` without a sign after it.

    `named` is who stands inside the mark itself (`ACTION (Clerk):`).
    """

    start: int
    body: int
    end: int
    bare: bool
    named: str | None = None


def drafts_in_lines(material: Material, section: Section, people: People, ends: LineEnds, taken: frozenset[tuple[int, int]]) -> list[Draft]:
    """An action for each mark in a section's running text; `taken` are the places (page, start) that tables have been read from."""
    drafts: list[Draft] = []
    before: Paragraph | None = None
    reference: str | None = None
    listed = False
    heading: str | None = None
    marked = False
    for paragraph in material.paragraphs_of(section):
        if (paragraph.page, paragraph.spans[0].start) in taken:
            continue
        if paragraph.label is not None and REFERENCE.match(paragraph.label):
            reference = paragraph.label
        named = _heading_lead(paragraph, people) if listed else None
        listed = (listed and paragraph.table < 0 and (named is not None or not paragraph.bold)) or _is_title(paragraph)
        heading = named or heading if listed else None
        if named is not None:
            continue
        if listed and (draft := _listed(ends, paragraph, people, heading)) is not None:
            drafts.append(draft)
            continue
        marks = list(_marks(paragraph.text))
        for number, mark in enumerate(marks):
            stretch = paragraph.text[marks[number - 1].end if number else paragraph.body : mark.start]
            draft = _draft(ends, paragraph, mark, stretch, before, people)
            if draft is not None:
                drafts.append(replace(draft, reference=reference))
        if before is not None and not marked and not marks and _goes_on(before, paragraph):
            before = msgspec.structs.replace(before, text=f"{before.text} {paragraph.text}", spans=[*before.spans, *paragraph.spans])
            marked = bool(list(_marks(before.text)))
        else:
            before, marked = paragraph, bool(marks)
    return drafts


def _is_title(paragraph: Paragraph) -> bool:
    """Whether a paragraph is the title of a list of actions and nothing else."""
    words = paragraph.words
    return len(words) <= LONGEST_TITLE and tuple(simple(words)) in _titles()


@cache
def _titles() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(simple(title)) for title in codes("headings")["action_titles"])


def _heading_lead(paragraph: Paragraph, people: People) -> str | None:
    """The lead that a line of a list names and nothing else, over what is theirs to do."""
    said = paragraph.words.strip().rstrip(":")
    return said if paragraph.table < 0 and len(said.split()) <= 6 and is_lead(said, people) else None


def _listed(ends: LineEnds, paragraph: Paragraph, people: People, heading: str | None) -> Draft | None:
    """A line below the title of a list of actions that says who is to do what; `heading` is the lead that it stands under, if any."""
    span, page_end = _place(paragraph, paragraph.body, len(paragraph.text))
    said = ends.text_of(spans_of(paragraph, paragraph.body, len(paragraph.text)))
    leads, task = _task(said, people)
    leads = leads or heading
    if leads is None or len(task.split()) < 3:
        return None
    due = None
    parts = DASHES.split(task)
    if len(parts) > 1 and is_date(parts[-1]):
        task, due = task[: -len(parts[-1])].rstrip(" –—-"), parts[-1]
    return Draft(origin="minute", span=span, page_end=page_end, action=task, leads=(leads,), leads_text=leads, due_text=due)


def _goes_on(before: Paragraph, paragraph: Paragraph) -> bool:
    """Whether a paragraph belongs to the one above it: that had not ended, or it is only a word or two itself (`AGREED`)."""
    if before.table != paragraph.table or before.cell != paragraph.cell:
        return False
    if paragraph.label is not None and REFERENCE.match(paragraph.label):
        return False
    open_end = before.text.rstrip()[-1:].isalnum() and paragraph.label is None and not before.bold
    return (paragraph.text[:1].islower() or len(paragraph.text.split()) < 4 or open_end) and len(before.text.split()) < 250


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(codes("leads")["marks"], key=len, reverse=True)
    said = "|".join(re.escape(w[0].upper() + w[1:]) + "|" + re.escape(w.upper()) for w in words)
    opened = r"(?:\A|(?<=\A[^\w\s])|(?<=[.!?;:)\]”’\"])|(?<=\s[–—-])|(?<=[\[(])|(?<=[a-z])(?=A))\s*\*{0,2}"
    number = r"\s*(?:no\.?\s*)?(?:\d{1,3}[a-z]?\b)?\s*"
    numbered = "|".join(re.escape(w.upper()) + r"\s?\d{1,3}(?:[./]\d{1,3})?" for w in codes("leads")["numbered_marks"])
    sign = r"(?:\|?\s*:|[–—]|-(?=\s))\s*\*{0,2}\s*"
    bare = r"\A\*{0,2}ACTIONS?\s+(?=[A-Z][A-Za-z]{1,3}\b|Cllr|Clerk|All\b)|(?<=[.!?])\s+\*{0,2}(?:Action|ACTION)\s+(?=[A-Z]\S{1,20}\Z)"
    return re.compile(rf"{opened}(?:(?:(?:{said})\b{number}|{numbered})(?:\((?P<named>[^()]{{2,40}})\)\s*)?{sign})|{bare}")


@cache
def _small_marks() -> re.Pattern[str]:
    """One of these stands in every text with a mark: the marks in small letters, without those that hold another one."""
    words = ["action", *codes("leads")["marks"]]
    shortest = {re.escape(word) for word in words if not any(other in word for other in words if other != word)}
    return re.compile("|".join([*shortest, *(rf"{word}\s?\d" for word in codes("leads")["numbered_marks"])]))


def _marks(text: str) -> Iterator[Mark]:
    if not _small_marks().search(text.lower()):
        return
    found = list(_pattern().finditer(text))
    for number, mark in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(text)
        opening = text[mark.start() - 1 : mark.start()] if mark.start() else ""
        close = text.find({"[": "]", "(": ")"}.get(opening, "\0"), mark.end(), end)
        bare = not re.search(r"[:–—-][\s*]*\Z", mark[0])
        while end > mark.end() and text[end - 1] == "*":
            end -= 1
        yield Mark(mark.start() - (opening in ("[", "(")), mark.end(), close if close >= 0 else end, bare, mark["named"])


def _draft(ends: LineEnds, paragraph: Paragraph, mark: Mark, stretch: str, before: Paragraph | None, people: People) -> Draft | None:
    said = ends.text_of(spans_of(paragraph, mark.body, mark.end)) if mark.body < mark.end else ""
    if not re.search(r"\w", said) or is_nothing(said.rstrip(".")):
        return None
    if mark.named is not None and (is_lead(mark.named, people) or _only_names(mark.named)):
        span, page_end = _place(paragraph, mark.body, mark.end)
        return Draft(origin="minute", span=span, page_end=page_end, action=said, leads=(mark.named,), leads_text=mark.named)
    who, due = said, None
    dated = BY_DATE.search(said)
    if dated is not None and is_lead(said[: dated.start()].strip(" ,"), people):
        who, due = said[: dated.start()].strip(" ,"), said[dated.start() :].strip()
    if is_lead(who.rstrip("."), people) or (not mark.bare and _only_names(who)):
        return _before_mark(ends, paragraph, mark, stretch, before, who.rstrip("."), due, people)
    leads, task = _task(said, people)
    if leads is None and mark.bare:
        return None
    span, page_end = _place(paragraph, mark.body, mark.end)
    who_leads = (leads,) if leads else ()
    return Draft(origin="minute", span=span, page_end=page_end, action=task, leads=who_leads, leads_text=leads, due_text=due)


def _only_names(said: str) -> bool:
    """Whether a few words are only names and signs between them (`Jo`, `Sam/PK`)."""
    words = re.split(r"[\s/,&]+", said.strip(" ."))
    return len(words) <= 4 and all(word[:1].isupper() or word in ("and", "") for word in words)


def _task(said: str, people: People) -> tuple[str | None, str]:
    """Who is to do what a mark says, and the task: `Clerk to write`, `Clerk: write`, `write (Clerk)`."""
    parted = subject_of(said)
    if parted is not None and is_lead(parted[0], people):
        return parted[0], said
    first = LEAD_FIRST.match(said)
    if first is not None and is_lead(first[1], people):
        return first[1], said[first.end() :]
    last = LEAD_LAST.search(said)
    if last is not None and is_lead(last[1] or last[2], people):
        return last[1] or last[2], said[: last.start()].rstrip()
    doer = DOER.search(said)
    return (doer[1], said) if doer is not None and is_lead(doer[1], people) else (None, said)


def _before_mark(
    ends: LineEnds, paragraph: Paragraph, mark: Mark, stretch: str, before: Paragraph | None, who: str, due: str | None, people: People
) -> Draft | None:
    """The action that a name alone stands behind: the words before it in its paragraph, else the paragraph above."""
    if len(stretch.split()) >= 3:
        source, low, high = paragraph, mark.start - len(stretch), mark.start
    elif before is not None:
        source, low, high = before, before.body, len(before.text)
    else:
        return None
    leads = parse_leads((who,), people).leads
    names = [name for lead in leads for name in (who, *re.split(r"[/,]", who), lead.name, lead.post) if name]
    start, end = _sentence(source.text, low, high, names)
    span, page_end = _place(source, start, end)
    action = _pattern().sub("", ends.text_of(spans_of(source, start, end)), count=1)
    if not action:
        return None
    return Draft(origin="minute", span=span, page_end=page_end, action=action, leads=(who,), leads_text=who, due_text=due)


def _sentence(text: str, low: int, high: int, names: Sequence[str]) -> tuple[int, int]:
    """Where the one sentence stands between two places that commits somebody, or that looks ahead; all of them without such a one, but
    for a long paragraph, of which it is the last."""
    bounds = [(low + start, low + end) for start, end in sentences(text[low:high].rstrip())]
    committing = [(start, end) for start, end in bounds if commits(text[start:end], names)]
    if len(committing) == 1:
        return committing[0]
    words = len(text[low:high].split())
    ahead = [(start, end) for start, end in bounds if AHEAD.search(text[start:end])]
    if words > LONGEST and len(ahead) == 1:
        return ahead[0]
    return (low, high) if words <= 3 * LONGEST or not bounds else bounds[-1]


def _place(paragraph: Paragraph, start: int, end: int) -> tuple[Span, int]:
    spans = spans_of(paragraph, start, end)
    return spans[0], spans[-1].page
