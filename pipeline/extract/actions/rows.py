"""The rows of action tables as drafts of actions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.extract.actions.dated import date_behind
from pipeline.extract.actions.drafts import Draft
from pipeline.extract.actions.headings import Column, Columns, is_rank, says, simple
from pipeline.extract.actions.parting import at_line_ends
from pipeline.extract.actions.segments import Segment, untitled_column
from pipeline.extract.actions.status import says_nothing, split_status, status_in
from pipeline.extract.actions.themes import band_theme
from pipeline.extract.tables import CellItem, GridCell, GridRow
from pipeline.records import Span

LEAST_LETTERS = 4
"""An action cell with fewer letters is a figure or a mark."""
MONEY = re.compile(r"\s*£\s*[\d.,]+\s*[kKmM]?\s*")


def drafts_of_table(segment: Segment, theme: str | None) -> list[Draft]:
    """An action for each row of an action table, in printed order; `theme` is the heading that the table stands under."""
    plan = _Plan(segment)
    drafts: list[Draft] = []
    band = theme
    held: dict[str, str] = {}
    previous: GridRow | None = None
    for row in segment.rows:
        if row.band or _is_lone_line(row, segment):
            text = next(cell.line for cell in row.cells if cell.items)
            if says(text, "measure_bands"):
                band, previous = None, None
            else:
                band = band_theme(text) or band
            plan.measuring = says(text, "measure_bands")
            continue
        if plan.measuring:
            continue
        if plan.theme is not None:
            said = _lines(row.cells[plan.theme.index].items)
            if said and not is_rank(said):
                held["theme"] = " ".join(said.split())
        draft = _draft(plan, row, previous, held.get("theme") or band)
        if draft is not None:
            drafts.append(draft)
            previous = row
    return drafts


class _Plan:
    """Which column holds what."""

    def __init__(self, segment: Segment) -> None:
        columns = segment.columns
        action, aim, detail = (columns.of(role) for role in ("action", "aim", "detail"))
        cause = next((column for column in columns.all_of("cause") if _recommends(column)), columns.of("cause"))
        theme = columns.of("theme") or columns.of("priority")
        self.columns = columns
        self.measuring = False
        actions = columns.all_of("action")
        if len(actions) > 1 and not _says_action(actions[0]) and _says_action(actions[1]) and _spans_rows(segment, actions[0]):
            theme = theme or actions[0]
            actions = actions[1:]
            action = actions[0]
        self.detail = detail or (actions[1] if len(actions) > 1 else None)
        if action is not None and aim is not None and aim.index < action.index:
            if _spans_rows(segment, aim):
                theme = theme or aim
            elif self.detail is None:
                action, self.detail = aim, action
        if action is not None and cause is not None and cause.index < action.index and _spans_rows(segment, cause):
            theme = theme or cause
        outcome = columns.of("measure_of_success")
        if action is not None and theme is None and outcome is not None and outcome.index < action.index and _names_outcome(outcome):
            theme = outcome
        self.action = action or aim or cause or detail or untitled_column(segment)
        if self.action is self.detail:
            self.detail = None
        self.theme = theme if theme is not None and not _ranks(segment, theme) else None
        self.used = {column.index for column in (self.action, self.detail, self.theme) if column is not None}

    def cell(self, row: GridRow, role: str) -> GridCell | None:
        """The first cell with words in the columns of a role."""
        cells = [row.cells[column.index] for column in self.columns.all_of(role) if column.index not in self.used]
        return next((cell for cell in cells if cell.items), cells[0] if cells else None)


def _recommends(column: Column) -> bool:
    """Whether a column holds what is recommended, and not what was found."""
    return bool({"recommendation", "recommendations", "recommended"} & set(simple(column.heading)))


def _says_action(column: Column) -> bool:
    """Whether a heading uses the very word, as `Commitment` does not."""
    return bool({"action", "actions"} & set(simple(column.heading)))


def _names_outcome(column: Column) -> bool:
    """Whether a column left of the actions names what they are for (`Outcome`), not how they will be judged."""
    return bool({"outcome", "outcomes"} & set(simple(column.heading))) and "measure" not in simple(column.heading)


def _spans_rows(segment: Segment, column: Column) -> bool:
    """Whether a column's cells reach over several rows, drawn so or left blank below."""
    body = [row for row in segment.rows if not row.band]
    return any(row.cells[column.index].merged or not row.cells[column.index].items for row in body[1:])


def _ranks(segment: Segment, column: Column) -> bool:
    said = [row.cells[column.index].line for row in segment.rows if not row.band and row.cells[column.index].items]
    return bool(said) and sum(map(is_rank, said)) * 2 > len(said)


def _is_lone_line(row: GridRow, segment: Segment) -> bool:
    """Whether only the first cell of a row has words, and they are set apart: a band drawn without merging its cells."""
    worded = [cell for cell in row.cells if cell.items and not cell.merged]
    if segment.grid.width < 3 or len(worded) != 1 or worded[0] is not row.cells[0] or len(worded[0].line) > 160:
        return False
    others = [r.cells[0] for r in segment.rows if r is not row and not r.band]
    bold = worded[0].bold and not all(cell.bold for cell in others if cell.items)
    fill = worded[0].fill
    painted = fill is not None and all(cell.fill == fill for cell in row.cells) and any(cell.fill != fill for cell in others)
    return bold or painted


def _draft(plan: _Plan, row: GridRow, previous: GridRow | None, theme: str | None) -> Draft | None:
    if plan.action is None:
        return None
    columns = plan.columns
    action = row.cells[plan.action.index]
    detail = row.cells[plan.detail.index] if plan.detail is not None else None
    if not action.items and previous is not None and detail is not None and detail.items:
        action = previous.cells[plan.action.index]
    due, revised = plan.cell(row, "due"), plan.cell(row, "due_revised")
    status, progress = plan.cell(row, "status"), plan.cell(row, "progress")
    status_text, progress_items = _state(columns, status, progress)
    completed = plan.cell(row, "completed")
    if status_text is None and completed is not None and _says_done(completed):
        status_text = f"{_heading(columns, 'completed')} {_lines(completed.items)}".strip()
    leads = plan.cell(row, "leads")
    lead_items, due_text = _who_and_when(columns, leads, revised if _worth(revised) else due)
    if not action.items and not (progress_items or status_text or due_text):
        return None
    action_text = _lines(action.items)
    if action.items and (says_nothing(action_text) or sum(map(str.isalpha, action_text)) < LEAST_LETTERS):
        return None
    if _is_sum(row, action):
        return None
    reference = plan.cell(row, "reference")
    measure, following = plan.cell(row, "measure_of_success"), plan.cell(row, "next_steps")
    return Draft(
        origin="table",
        span=row_span(row),
        page_end=row.page_end,
        theme=theme,
        reference=_line(reference),
        action=action_text or None,
        detail=_text(detail),
        measure_of_success=_text(measure),
        due_text=due_text,
        leads=lead_items,
        leads_text=" ".join(lead_items) or None,
        status_text=status_text,
        fill=status.fill if status is not None else None,
        progress="\n".join(progress_items) or None,
        next_steps=_text(following),
        extra=dict(_extra(plan, row)),
    )


def _is_sum(row: GridRow, action: GridCell) -> bool:
    """Whether a row says nothing but what all actions cost (`Projected spending | £15,266`)."""
    others = [cell.line for cell in row.cells if cell.items and cell is not action and cell.line != action.line]
    return len(action.line.split()) <= 4 and bool(others) and all(MONEY.fullmatch(text) for text in others)


def _state(columns: Columns, status: GridCell | None, progress: GridCell | None) -> tuple[str | None, list[str]]:
    """The status and the progress of a row, which may stand in one cell."""
    status_items = [item.text for item in status.items] if status is not None else []
    progress_items = [item.text for item in progress.items] if progress is not None else []
    if status is not None and (progress is None or status is progress):
        said, rest = split_status(status_items)
        both = columns.of("progress") is not None or len(" ".join(status_items).split()) > 8
        if said is not None:
            return said, rest
        return (None, status_items) if both else (" ".join(status_items) or None, [])
    if status is not None:
        return " ".join(status_items) or None, progress_items
    found = status_in("\n".join(progress_items)) if progress_items else None
    return (found[0] if found else None), progress_items


def _who_and_when(columns: Columns, leads: GridCell | None, due: GridCell | None) -> tuple[tuple[str, ...], str | None]:
    """The items of the leads and the words of the due date, which may stand in one cell: the leads first, or the dates."""
    lead_items = [part for item in leads.items for part in at_line_ends(item.lines or (item.text,))] if leads is not None else []
    due_items = [item.text for item in due.items] if due is not None else []
    if leads is not None and leads is due:
        parts = [part for item in lead_items for part in date_behind(item) or (item,)]
        due_items = [part for part in parts if re.search(r"\d|(?i:ongoing|asap|spring|summer|autumn|winter)", part)]
        lead_items = [part for part in parts if part not in due_items]
    return tuple(lead_items), " ".join(due_items) or None


def _worth(cell: GridCell | None) -> bool:
    return cell is not None and bool(cell.items) and not says_nothing(cell.line)


def _says_done(cell: GridCell) -> bool:
    return re.match(r"(?i)\s*(?:y(?:es)?\b|✓|✔|x\s*\Z|done|complete|.*\d)", cell.line) is not None


def _heading(columns: Columns, role: str) -> str:
    column = columns.of(role)
    return column.heading if column is not None else ""


def _extra(plan: _Plan, row: GridRow) -> Iterator[tuple[str, str]]:
    """The words of the columns that have no place of their own, by their printed headings; the date that a revised one replaces too."""
    taken = {"reference", "leads", "due", "due_revised", "status", "progress", "next_steps", "measure_of_success"}
    seen: set[str] = set()
    for column in plan.columns.columns:
        cell = row.cells[column.index]
        if column.index in plan.used or not cell.items or not column.heading:
            continue
        known = [role for role in column.roles if role in taken]
        replaced = known == ["due"] and _worth(plan.cell(row, "due_revised"))
        first = known and not replaced and not any(role in seen for role in known)
        seen.update(known)
        if not first:
            yield column.heading, _lines(cell.items)


def row_span(row: GridRow) -> Span:
    """The slice of the first page's text from the first to the last cell of a row."""
    found = row.spans
    first = found[0].page
    spans = [span for span in found if span.page == first]
    return Span(first, min(span.start for span in spans), max(span.end for span in spans))


def _text(cell: GridCell | None) -> str | None:
    return (_lines(cell.items) or None) if cell is not None else None


def _line(cell: GridCell | None) -> str | None:
    return (" ".join(item.text for item in cell.items) or None) if cell is not None else None


def _lines(items: Sequence[CellItem]) -> str:
    return "\n".join(item.text for item in items)
