"""Action columns beside minutes: what each mark, name or task in the column stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.edges.codes import codes
from pipeline.extract.actions.dated import is_date
from pipeline.extract.actions.drafts import Draft
from pipeline.extract.actions.headings import Column
from pipeline.extract.actions.leads import is_lead, parse_leads
from pipeline.extract.actions.parting import is_begun
from pipeline.extract.actions.passages import Passage, beside, subject_of, text_line
from pipeline.extract.actions.people import People
from pipeline.extract.actions.rows import row_span
from pipeline.extract.actions.segments import Segment
from pipeline.extract.actions.status import says_nothing
from pipeline.extract.material import Material
from pipeline.extract.tables import GridCell, GridRow
from pipeline.records import Line

NUMBER = re.compile(r"(?:[A-Z]{0,4}[ .-]?)?\d[\d./]*\.?")
LABEL = re.compile(r"\A\s*(?:\(?[a-z0-9]{1,2}[.)]|[•\-–])\s*")


@dataclass(frozen=True, slots=True)
class Entry:
    """What one place in an action column says: a task (None where there is only a name), who does it, and by when."""

    page: int
    top: float
    bottom: float
    task: str | None
    leads: str | None
    due: str | None


def drafts_beside(material: Material, segment: Segment, text: Column, action: Column, people: People) -> list[Draft]:
    """The actions in the column beside minutes, row by row; a name alone stands for the sentence it is level with."""
    drafts: list[Draft] = []
    leads = segment.columns.of("leads")
    reference: str | None = None
    for row in segment.rows:
        if row.band:
            continue
        numbers = next((row.cells[c.index] for c in segment.columns.columns if c.index < text.index and row.cells[c.index].line), None)
        if numbers is not None and re.search(r"\d", numbers.line) and len(numbers.line.split()) <= max(4, len(numbers.items)):
            reference = numbers.items[-1].text if _is_series(numbers) else numbers.line
        else:
            numbers = None
        cell = row.cells[action.index]
        if not cell.items or cell.merged:
            continue
        entries = list(_entries(material, cell, people))
        if leads is not None and leads is not action and row.cells[leads.index].items:
            entries = _with_leads(entries, row.cells[leads.index])
        passages = _passages(material, row, text)
        taken: list[str | None] = []
        for entry in entries:
            reference = _reference_at(numbers, entry) or reference
            draft = _draft(entry, row, passages, people, reference, alone=len(entries) == len(passages) == 1, taken=taken)
            if draft is not None:
                drafts.append(draft)
                taken.append(draft.action)
    return drafts


def silent_columns(material: Material, segment: Segment, people: People) -> tuple[Column, Column] | None:
    """The text and the action column of minutes in a table without headings: numbered rows, one wide column, and a narrow last one that
    holds nothing but names, tasks or `None`."""
    grid = segment.grid
    section = material.section_at(segment.rows[0].page)
    if segment.headed or section is None or section.kind != "minutes" or grid.width < 3 or any(c.roles for c in segment.columns.columns):
        return None
    widths = [right - left for left, right in grid.columns]
    last, text = grid.width - 1, max(range(grid.width), key=lambda index: widths[index])
    cells = [row.cells[last] for row in segment.rows if not row.band and row.cells[last].items and not row.cells[last].merged]
    if text == last or widths[last] > 0.3 * sum(widths) or widths[text] < 0.35 * sum(widths) or not cells:
        return None
    said = [item.text for cell in cells for item in cell.items]
    fit = sum(is_nothing(text) or is_lead(text, people) or _own_subject(text, people) is not None for text in said)
    numbers = [row.cells[0].line for row in segment.rows if row.cells[0].items and not row.band]
    numbered = sum(bool(re.search(r"\d", number)) and len(number.split()) <= 4 for number in numbers)
    if fit < 0.6 * len(said) or numbered < 0.6 * len(numbers) or median(len(t.split()) for t in said) > 12:
        return None
    return segment.columns.columns[text], segment.columns.columns[last]


def is_nothing(text: str) -> bool:
    """Whether an action column says that there is nothing to do."""
    return says_nothing(text) or text.lower().strip(" .:") in codes("leads")["nobody"]


def _draft(
    entry: Entry, row: GridRow, passages: Sequence[Passage], people: People, reference: str | None, alone: bool, taken: Sequence[str | None]
) -> Draft | None:
    """The action of an entry; a sentence that a mark above stands for already (`taken`) is not meant once more."""
    span, page_end, task = row_span(row), row.page_end, entry.task
    leads = entry.leads
    if task is None:
        names = [name for lead in parse_leads((leads or "",), people).leads for name in (leads, lead.name, lead.post) if name]
        found = beside(passages, entry.page, entry.top, entry.bottom, names, alone)
        if found is not None and LABEL.sub("", found.text) in taken:
            found = beside(passages, entry.page, entry.top, entry.bottom, (), alone) or found
        if found is None:
            return None
        task, span, page_end = LABEL.sub("", found.text), found.span, found.page_end
    elif leads is None:
        leads = _own_subject(task, people)
    return Draft(
        origin="minute",
        span=span,
        page_end=page_end,
        reference=reference,
        action=task,
        due_text=entry.due,
        leads=(leads,) if leads else (),
        leads_text=leads,
    )


def _reference_at(numbers: GridCell | None, entry: Entry) -> str | None:
    """The number that an entry stands under, where the cell of the numbers has one for each item of its row: the last not below it."""
    if numbers is None or not _is_series(numbers):
        return None
    above = [item.text for item in numbers.items if (item.page, item.top) <= (entry.page, entry.bottom)]
    return above[-1] if above else numbers.items[0].text


def _is_series(numbers: GridCell) -> bool:
    return len(numbers.items) > 1 and all(NUMBER.fullmatch(item.text) for item in numbers.items)


def _own_subject(task: str, people: People) -> str | None:
    """Who is to do a task, by its own words: `Clerk` in `Clerk to write`."""
    parted = subject_of(LABEL.sub("", task))
    return parted[0] if parted is not None and is_lead(parted[0], people) else None


def _with_leads(entries: Sequence[Entry], cell: GridCell) -> list[Entry]:
    """Tasks whose leads stand in a column of their own: level with them, or the whole cell where there is one task."""
    fresh = []
    for entry in entries:
        level = [item for item in cell.items if item.page == entry.page and item.top < entry.bottom + 2 and item.bottom > entry.top - 2]
        said = " ".join(item.text for item in (cell.items if len(entries) == 1 else level))
        fresh.append(Entry(entry.page, entry.top, entry.bottom, entry.task or entry.leads, said or None, entry.due))
    return fresh


def _passages(material: Material, row: GridRow, text: Column) -> list[Passage]:
    """The paragraphs of a row's minutes, in their column and those beside it that hold text."""
    passages = []
    for index, cell in enumerate(row.cells):
        if index != text.index:
            continue
        for item in cell.items:
            lines = [
                text_line(material.pages[span.page], line)
                for span in item.spans
                for line in material.pages[span.page].lines
                if span.start <= line.start < span.end
            ]
            if lines:
                passages.append(Passage(lines))
    return passages


# --- the column's own words -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Run:
    """Lines of one look that follow each other closely."""

    page: int
    lines: tuple[Line, ...]
    text: str

    @property
    def look(self) -> tuple[bool, bool]:
        return self.lines[0].bold, self.lines[0].italic


def _entries(material: Material, cell: GridCell, people: People) -> Iterator[Entry]:
    """The entries of an action cell: tasks with the names and dates that follow them, or names alone."""
    runs = _runs(material, cell, people)
    looks = {run.look for run in runs}
    task: list[_Run] = []
    leads: list[_Run] = []
    due: list[_Run] = []
    for run in runs:
        if is_nothing(run.text) or len(re.findall(r"\w", run.text)) < 2:
            continue
        dated = is_date(run.text) and (task or leads)
        names = not dated and is_lead(run.text, people, names=True)
        if dated:
            due.append(run)
        elif names and (not leads or (due == [] and task and len(looks) > 1)):
            if leads == [] and due:
                yield _entry(task, leads, due)
                task, due = [], []
            leads.append(run)
        elif names:
            yield _entry(task, leads, due)
            task, leads, due = [], [run], []
        else:
            if leads or due or (task and _own_subject(run.text, people) is not None):
                yield _entry(task, leads, due)
                task, leads, due = [], [], []
            task.append(run)
    if task or leads:
        yield _entry(task, leads, due)


def _entry(task: Sequence[_Run], leads: Sequence[_Run], due: Sequence[_Run]) -> Entry:
    runs = [*task, *leads, *due]
    first = runs[0]
    same = [run for run in runs if run.page == first.page]
    return Entry(
        page=first.page,
        top=first.lines[0].top,
        bottom=same[-1].lines[-1].bottom,
        task=LABEL.sub("", " ".join(run.text for run in task)) or None,
        leads=" ".join(LABEL.sub("", run.text) for run in leads) or None,
        due=" ".join(run.text for run in due) or None,
    )


def _runs(material: Material, cell: GridCell, people: People) -> list[_Run]:
    """The printed lines of a cell, put together while their look stays the same and no space parts them."""
    runs: list[_Run] = []
    places = sorted((span.page, span.start, span.end) for item in cell.items for span in item.spans)
    lines = [(page, line) for page, start, end in places for line in material.pages[page].lines if start <= line.start < end]
    for page, line in lines:
        text = " ".join(material.pages[page].text[line.start : line.end].split())
        before = runs[-1] if runs else None
        if before is not None and before.look == (line.bold, line.italic) and not _parted(before, page, line, text, people):
            glue = "" if before.text.endswith("-") else " "
            runs[-1] = _Run(before.page, (*before.lines, line), f"{before.text}{glue}{text}")
        else:
            runs.append(_Run(page, (line,), text))
    return runs


def _parted(before: _Run, page: int, line: Line, text: str, people: People) -> bool:
    """Whether a line of an action cell starts something new: after a space, with a label, after a whole sentence, a name below a name."""
    last = before.lines[-1]
    if page != before.page:
        two = is_lead(before.text, people, names=True) and is_lead(text, people, names=True)
        return before.text.endswith(".") or (two and not before.text.endswith(("/", ",", "&")))
    if line.top - last.bottom > 0.6 * line.size or LABEL.match(text) is not None or (before.text.endswith(".") and text[:1].isupper()):
        return True
    if _own_subject(text, people) is not None:
        return True
    if before.text.endswith(("/", ",", "&", " and")) or text.startswith("/") or is_begun(before.text):
        return False
    return len(before.lines) == 1 and is_lead(before.text, people, names=True) and is_lead(text, people, names=True)
