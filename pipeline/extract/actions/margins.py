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
from pipeline.extract.actions.passages import BULLET, Passage, beside, text_line
from pipeline.extract.actions.people import People, looks_like_initials
from pipeline.extract.material import Material
from pipeline.records import Line, Page, Section, Span, Word

NUMBER = re.compile(r"(?:[A-Z]{0,4}[./ ]?\d{1,4}(?:[./-]\d{1,4})*[a-z]?[.:)]?)\Z")
LEAST_MARKS = 3
"""How many initials must stand one below the other to be a margin that no heading names."""
MARGIN_WIDTH = 25
"""How far apart, in points, the left edges of the initials in one margin may stand."""


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
    marked = [one for one in printed if one.mark and is_lead(one.mark.strip("() "), people)]
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
    drafts: list[Draft] = []
    last: _Printed | None = None
    printed_marks = _marks(printed, references, people, passages)
    marks = [_mark(one, mark, people) for one, mark, _ in printed_marks]
    for (one, mark, reference), at, passage in zip(printed_marks, marks, passages_beside(passages, marks), strict=True):
        found = beside([passage], at.page, at.top, at.bottom, at.names) if passage is not None else None
        above, last = last, one
        if found is None:
            continue
        if drafts and drafts[-1].span.start == found.span.start and _is_right_below(above, one):
            leads = (*drafts[-1].leads, mark)
            drafts[-1] = replace(drafts[-1], span=found.span, action=found.text, leads=leads, leads_text=" ".join(leads))
        else:
            drafts.append(
                Draft(
                    origin="minute",
                    span=found.span,
                    page_end=found.page_end,
                    reference=reference,
                    action=found.text,
                    leads=(mark,),
                    leads_text=mark,
                )
            )
    return drafts


def _is_right_below(above: _Printed | None, one: _Printed) -> bool:
    """Whether a mark stands in the line below another: the two lead what their lines say."""
    return above is not None and above.page is one.page and 0 < one.line.top - above.line.top < 1.6 * one.line.size


def _mark(one: _Printed, mark: str, people: People) -> Mark:
    names = [name for lead in parse_leads((mark,), people).leads for name in (mark, lead.name, lead.post) if name]
    return Mark(one.page.number, one.line.top, one.line.bottom, tuple(names))


def _marks(
    printed: Sequence[_Printed], references: Sequence[str | None], people: People, passages: Sequence[Passage]
) -> list[tuple[_Printed, str, str | None]]:
    """The marks in a margin with the line they are level with; one right below another, with no text beside it and no paragraph that
    opens between the two, goes on with it."""
    opens = [(passage.lines[0].page, passage.lines[0].top) for passage in passages]
    marks: list[tuple[_Printed, str, str | None]] = []
    before: _Printed | None = None
    for one, reference in zip(printed, references, strict=True):
        said = one.mark.strip("() ")
        marked = bool(said) and is_lead(said, people)
        if marked and before is not None and _goes_on(before, one, opens):
            first, mark, number = marks.pop()
            marks.append((first, f"{mark} {said}", number))
        elif marked:
            marks.append((one, said, reference))
        before = one if marked else None
    return marks


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
