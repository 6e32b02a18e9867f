"""Initials and names in the right margin of minutes, under the word `Action` or one below the other, without any rule."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.extract.actions.drafts import Draft
from pipeline.extract.actions.headings import simple
from pipeline.extract.actions.leads import is_lead, parse_leads
from pipeline.extract.actions.levels import Mark, passages_beside
from pipeline.extract.actions.passages import BULLET, Beside, Passage, beside, commits, text_line
from pipeline.extract.actions.people import People, looks_like_initials
from pipeline.extract.material import Material
from pipeline.records import Line, Page, Section, Span, Word

NUMBER = re.compile(r"(?:[A-Z]{0,4}[./ ]?\d{1,4}(?:[./-]\d{1,4})*[a-z]?[.:)]?)\Z")
LEAST_MARKS = 3
"""How many initials must stand one below the other to be a margin that no heading names."""
MARGIN_WIDTH = 25
"""How far apart, in points, the left edges of the initials in one margin may stand."""
JOINTS = frozenset("&/,+")
"""What joins a mark to the one in the line below, or above."""
JOINS = "&/,+ "


@dataclass(frozen=True, slots=True)
class _Printed:
    """A line of a page with its words, cut into text and margin at `margin_at` (an index into the words; their number without one)."""

    page: Page
    line: Line
    words: tuple[Word, ...]
    margin_at: int

    @property
    def text_end(self) -> int:
        return self.words[self.margin_at].start if self.margin_at < len(self.words) else self.line.end

    @property
    def mark(self) -> str:
        if self.margin_at >= len(self.words):
            return ""
        return " ".join(self.page.text[self.words[self.margin_at].start : self.line.end].split())


def marks_in_margin(material: Material, section: Section, people: People) -> list[Span]:
    """Where the marks in the right margin of a section of minutes stand: they are no words of what they stand beside."""
    printed = _printed(material, section, people)
    marked = [one for one in printed if one.mark and ((name := one.mark.strip(f"(){JOINS}")) == "" or is_lead(name, people))]
    return [Span(one.page.number, one.words[one.margin_at].start, one.line.end) for one in marked]


def _printed(material: Material, section: Section, people: People) -> list[_Printed]:
    """The lines of a section, cut into text and margin; none where it has no such margin."""
    known = material.once(_Edges).of
    if section.ordinal in known and known[section.ordinal] is None:
        return []
    pages = [page for number in range(section.page_start, section.page_end + 1) if (page := material.pages.get(number)) is not None]
    lines = [entry for page in pages for entry in _lines(page)]
    if section.ordinal not in known:
        known[section.ordinal] = _headed_edge(lines) or _silent_edge(lines, people)
    edge = known[section.ordinal]
    return [_cut(page, line, words, edge[1]) for page, line, words in lines[edge[0] :]] if edge is not None else []


class _Edges:
    """Where the margin of each section begins that has been looked at (the line, and the left edge in points), by the section's ordinal;
    None for a section without one. Who looks for marks and who looks for actions ask for the same."""

    def __init__(self, _: Material) -> None:
        self.of: dict[int, tuple[int, float] | None] = {}


def drafts_in_margin(material: Material, section: Section, people: People) -> list[Draft]:
    """An action for each mark in the right margin of a section of minutes: the sentence that it stands beside."""
    printed = _printed(material, section, people)
    passages, references = _passages(printed)
    stacks = _stacks(printed, references, people, passages)
    marks = [_mark(stack, people) for stack in stacks]
    told: list[_Told] = []
    for stack, mark, passage in zip(stacks, marks, passages_beside(passages, marks), strict=True):
        found = _beside(passage, stack, mark) if passage is not None else None
        if passage is None or found is None:
            continue
        one = _Told(stack, (stack.mark,), passage, found, commits(found.text, mark.names))
        both = _together(told[-1], one) if told else None
        told[-1:] = [both] if both is not None else [*told[-1:], one]
    return [
        Draft(
            origin="minute",
            span=one.found.span,
            page_end=one.found.page_end,
            reference=one.stack.reference,
            action=one.found.text,
            leads=one.leads,
            leads_text=" ".join(one.leads),
        )
        for one in told
    ]


@dataclass(frozen=True, slots=True)
class _Stack:
    """Marks that stand one below the other and belong together: the lines that the first and the last are level with, their words, and
    the number of their minute."""

    first: _Printed
    last: _Printed
    mark: str
    reference: str | None


@dataclass(frozen=True, slots=True)
class _Told:
    """What a mark stands beside, and those it names; whether one of them is said there to do it (`commits`)."""

    stack: _Stack
    leads: tuple[str, ...]
    passage: Passage
    found: Beside
    commits: bool


def _beside(passage: Passage, stack: _Stack, mark: Mark) -> Beside | None:
    if stack.first is not stack.last:
        return passage.beside_lines(mark.page, mark.top, mark.bottom)
    return beside([passage], mark.page, mark.top, mark.bottom, mark.names)


def _together(above: _Told, one: _Told) -> _Told | None:
    """Two marks right below each other as one, where they stand beside the same sentence, or beside sentences that share a line and say
    of neither that they do something; None where each means something of its own."""
    if not _is_right_below(above.stack.last, one.stack.first):
        return None
    found: Beside | None = one.found
    if above.found.span.start != one.found.span.start:
        apart = above.passage is not one.passage or above.found.span.end <= one.found.span.start
        if apart or above.commits or one.commits or one.stack.mark in above.leads:
            return None
        found = one.passage.beside_lines(one.stack.last.page.number, above.stack.first.line.top, one.stack.last.line.bottom)
    stack = replace(above.stack, last=one.stack.last)
    return replace(above, stack=stack, leads=(*above.leads, *one.leads), found=found) if found is not None else None


def _is_right_below(above: _Printed, one: _Printed) -> bool:
    """Whether a mark stands in the line below another: the two lead what their lines say."""
    return above.page is one.page and 0 < one.line.top - above.line.top < 1.6 * one.line.size


def _mark(stack: _Stack, people: People) -> Mark:
    names = [name for lead in parse_leads((stack.mark,), people).leads for name in (stack.mark, lead.name, lead.post) if name]
    return Mark(stack.first.page.number, stack.first.line.top, stack.last.line.bottom, tuple(names))


def _stacks(printed: Sequence[_Printed], references: Sequence[str | None], people: People, passages: Sequence[Passage]) -> list[_Stack]:
    """The marks in a margin with the lines they are level with; one right below another, with no text beside it and no paragraph that
    opens between the two, goes on with it, and so does one that an `&` or a stroke joins to it:

        AM
        &
        BM
    """
    opens = [(passage.lines[0].page, passage.lines[0].top) for passage in passages]
    stacks: list[_Stack] = []
    before: _Printed | None = None
    joined = False
    for one, reference in zip(printed, references, strict=True):
        said = one.mark.strip("() ")
        name = said.strip(JOINS)
        marked = bool(name) and is_lead(name, people)
        goes_on = before is not None and bool(stacks) and _is_right_below(before, one) and (joined or said[:1] in JOINTS)
        if goes_on and (marked or not name) and said:
            last = one if one.margin_at else stacks[-1].last
            stacks[-1] = replace(stacks[-1], last=last, mark=f"{stacks[-1].mark} {said}")
        elif marked and before is not None and stacks and _goes_on(before, one, opens):
            stacks[-1] = replace(stacks[-1], mark=f"{stacks[-1].mark} {said}")
        elif marked:
            stacks.append(_Stack(one, one, said, reference))
        joined = bool(said) and said[-1] in JOINTS and (marked or goes_on)
        before = one if marked or joined else None
    return [replace(stack, mark=stack.mark.strip(JOINS)) for stack in stacks]


def _goes_on(before: _Printed, one: _Printed, opens: Sequence[tuple[int, float]]) -> bool:
    """Whether a mark right below another belongs to it: no text stands beside it, or it is in brackets."""
    apart = one.line.top - before.line.bottom
    if before.margin_at == 0 and any(page == one.page.number and before.line.top < top < one.line.top for page, top in opens):
        return False
    return (one.margin_at == 0 or one.mark.startswith("(")) and -0.3 * one.line.size <= apart < 0.6 * one.line.size


def _lines(page: Page) -> Iterator[tuple[Page, Line, tuple[Word, ...]]]:
    """The lines of a page outside tables, with their words."""
    starts = [word.start for word in page.words]
    for line in page.lines:
        if line.table < 0:
            yield page, line, tuple(page.words[bisect_left(starts, line.start) : bisect_left(starts, line.end)])


def _headed_edge(lines: Sequence[tuple[Page, Line, tuple[Word, ...]]]) -> tuple[int, float] | None:
    """The line behind the heading `Action` of a right margin, and the margin's left edge."""
    for index, (page, line, words) in enumerate(lines):
        if not words or words[-1].x0 <= 0.6 * page.width:
            continue
        space = words[-1].x0 - words[-2].x1 if len(words) > 1 else words[-1].x0
        if space > 4 * line.size and simple(page.text[words[-1].start : line.end]) in (["action"], ["actions"]):
            return index + 1, words[-1].x0 - 12
    return None


def _silent_edge(lines: Sequence[tuple[Page, Line, tuple[Word, ...]]], people: People) -> tuple[int, float] | None:
    """The line where a margin of initials right of all text begins, most of them known, and its left edge; None without at least three.

    Lines above the first of them (a title, those present) may run over the whole width; initials left of the outermost ones (a list of
    those present, in columns) are text.
    """
    marks: list[tuple[int, float, float, list[str]]] = []
    rights: list[tuple[int, float]] = []
    for index, (page, line, words) in enumerate(lines):
        if not words:
            continue
        apart = len(words) == 1 or words[-1].x0 - words[-2].x1 > 0.9 * line.size
        if apart and words[-1].x0 > 0.7 * page.width:
            last = page.text[words[-1].start : line.end].strip()
            said = [key for key in re.split(r"[/,&]", last) if key]
            if all(looks_like_initials(key) or key.lower() == "all" for key in said):
                marks.append((index, words[-1].x0, line.x1, said))
                continue
        rights.append((index, line.x1))
    outermost = max((x0 for _, x0, _, _ in marks), default=0.0)
    rights.extend((index, x1) for index, x0, x1, _ in marks if x0 <= outermost - MARGIN_WIDTH)
    marks = [mark for mark in marks if mark[1] > outermost - MARGIN_WIDTH]
    if len(marks) < LEAST_MARKS:
        return None
    keys = {key for _, _, _, said in marks for key in said}
    first = min((index for index, _, _, _ in marks), default=len(lines))
    known = sum(people.with_initials(key) is not None for key in keys)
    if not rights or 3 * known < len(keys) or known == 0:
        return None
    left = min(x0 for _, x0, _, _ in marks)
    wide = [index for index, right in rights if right > left - 1]
    start = max((index + 1 for index in wide if index < first), default=0)
    inside = sum(index > first for index in wide)
    return (start, left - 6) if inside <= 0.03 * len(rights) else None


def _cut(page: Page, line: Line, words: tuple[Word, ...], left: float) -> _Printed:
    at = len(words)
    for index, word in enumerate(words):
        if word.x0 >= left and (index == 0 or word.x0 - words[index - 1].x1 > 0.8 * line.size):
            at = index
            break
    return _Printed(page, line, words, at)


def _passages(printed: Sequence[_Printed]) -> tuple[list[Passage], list[str | None]]:
    """The paragraphs of the text beside a margin, and for each line the number of the minute it belongs to."""
    groups: list[list[_Printed]] = []
    references: list[str | None] = []
    reference: str | None = None
    outermost = min((one.line.x0 for one in printed if one.words), default=0.0)
    for one in printed:
        first = one.page.text[one.line.start : one.text_end].split(" ", 1)[0] if one.margin_at else ""
        if first and one.line.x0 < outermost + 6 and NUMBER.match(first):
            reference = first
        references.append(reference)
        if one.margin_at == 0:
            continue
        if groups and not _starts(one, groups[-1], first):
            groups[-1].append(one)
        else:
            groups.append([one])
    passages = [Passage([text_line(one.page, one.line, one.text_end) for one in group]) for group in groups]
    return [passage for passage in passages if passage.text.strip()], references


def _starts(one: _Printed, group: Sequence[_Printed], first: str) -> bool:
    """Whether a line starts a new paragraph: a bullet, an outdent, a space above, a full stop before it at the end of a short line."""
    last = group[-1]
    text = last.page.text[last.line.start : last.text_end].rstrip()
    headed = last.line.bold and not one.line.bold and _right(last) < 0.6 * _right(one)
    if headed or BULLET.match(f"{first} ") or one.line.x0 < last.line.x0 - 8:
        return True
    if one.page is last.page and one.line.top - last.line.bottom > 0.7 * one.line.size:
        return True
    reach = max(_right(member) for member in group)
    return text.endswith((".", ":", "?", "!")) and (_right(last) < 0.8 * reach or len(group) > 8)


def _right(one: _Printed) -> float:
    return one.words[one.margin_at - 1].x1 if one.margin_at else 0.0
