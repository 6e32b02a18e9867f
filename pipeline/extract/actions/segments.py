"""Tables cut into stretches of rows under one set of headings, and what each stretch is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

import msgspec

from pipeline.edges.codes import codes
from pipeline.edges.shelves import HELD
from pipeline.extract.actions.headings import (
    Column,
    Columns,
    action_column_alone,
    are_headings,
    are_intents,
    are_prompts,
    columns_of,
    meaning_of,
    names_periods,
    says,
    simple,
)
from pipeline.extract.material import Material
from pipeline.extract.tables import GridRow, TableGrid

EVIDENCE = ("leads", "due", "due_revised", "status", "progress", "next_steps", "completed", "measure_of_success")


SHEET_SIGNS = ("leads", "due", "due_revised", "status", "progress", "next_steps")
LEAST_LABELS = 3
Edges = tuple[tuple[float, float], ...]
"""The left and right edges of a table's columns, in points."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Rows of a table (bands among them) under the headings that hold for them."""

    grid: TableGrid
    columns: Columns
    rows: tuple[GridRow, ...]
    headed: bool
    """Whether the headings are printed in this table; else they come from an earlier table with the same columns."""


def segments_of(grids: Iterable[TableGrid]) -> Iterator[Segment]:
    """The stretches of every table of a document, in order. A table without headings has those of an earlier one with the same columns."""
    headed: dict[int, list[tuple[Edges, Columns]]] = defaultdict(list)
    for grid in grids:
        turned = _turned(grid)
        fresh = turned or _cut(grid)
        if fresh and not turned and not fresh[0].headed and grid.header_rows == 0:
            before = next((columns for edges, columns in reversed(headed[grid.width]) if _same_columns(edges, grid.columns)), None)
            if before is not None:
                fresh[0] = replace(fresh[0], columns=before)
        headed[grid.width].extend((grid.columns, segment.columns) for segment in fresh if segment.headed)
        yield from fresh


class _Kept:
    """The stretches of a document's tables, kept while the tables are so few that they are in memory themselves."""

    def __init__(self, _: Material) -> None:
        self._segments: list[Segment] | None = None

    def of(self, grids: Sequence[TableGrid]) -> Iterable[Segment]:
        if len(grids) > HELD:
            return segments_of(grids)
        if self._segments is None:
            self._segments = list(segments_of(grids))
        return self._segments


def segments_in(material: Material, grids: Sequence[TableGrid]) -> Iterable[Segment]:
    """The same of a document's own tables, which several extractors ask for."""
    return material.once(_Kept).of(grids)


def _turned(grid: TableGrid) -> list[Segment]:
    """The records of a table of two columns whose headings stand down its left side, one row each; none where it is no such table.

    `Action`, `Lead officer`, `Target date` one below the other are a sheet for one action; the first of them again opens the next.
    """
    rows = [row for row in grid.rows if not row.band and row.cells[0].items and not row.cells[0].merged]
    if grid.width != 2 or len(rows) < LEAST_LABELS:
        return []
    starts = [place for place, row in enumerate(rows) if simple(row.cells[0].line) == simple(rows[0].cells[0].line)]
    records = [rows[start:end] for start, end in pairwise([*starts, len(rows)])]
    made = []
    for record in records:
        columns = columns_of([row.cells[0].line for row in record])
        known = sum(bool(column.roles) for column in columns.columns)
        if not columns.has("action", "aim") or columns.has(*SHEET_SIGNS) < 2 or columns.not_actions or 2 * known < len(record):
            return []
        cells = tuple(row.cells[1] for row in record)
        first = record[0]
        sheet = msgspec.structs.replace(first, cells=cells, bottom=record[-1].bottom, heading=False)
        made.append(Segment(grid, columns, (sheet,), True))
    return made


def _cut(grid: TableGrid) -> list[Segment]:
    segments: list[Segment] = []
    columns, headed = Columns(tuple(Column(index, "", ()) for index in range(grid.width))), False
    rows: list[GridRow] = []
    position = 0
    waiting: list[GridRow] = []  # bands just above headings belong under them
    while position < len(grid.rows):
        row = grid.rows[position]
        count = _heading_rows(grid, position, columns if headed else None)
        if count:
            while rows and (rows[-1].band or (are_intents(row) and rows[-1].cells[1].merged)):
                waiting.insert(0, _as_band(rows.pop()))
            if rows:
                segments.append(Segment(grid, columns, tuple(rows), headed))
            columns, headed = columns_of(_headings(grid.rows[position : position + count])), True
            rows, waiting = waiting, []
            position += count
            continue
        rows.append(row)
        position += 1
    if rows:
        segments.append(Segment(grid, columns, tuple(rows), headed))
    return segments


def _as_band(row: GridRow) -> GridRow:
    """A row over the headings, of which a cell over several columns names what they are for, as a band."""
    return row if row.band else msgspec.structs.replace(row, band=True)


def _heading_rows(grid: TableGrid, position: int, known: Columns | None) -> int:
    """How many rows from a position on are headings: 0 for none."""
    row = grid.rows[position]
    if row.band:
        return 0
    if are_intents(row):
        return 2 if position + 1 < len(grid.rows) and are_prompts(grid.rows[position + 1]) else 1
    if position < grid.header_rows and row.heading:
        count = 1
        while position + count < grid.header_rows and grid.rows[position + count].heading:
            count += 1
        return count
    if action_column_alone(row) or (known is None and position <= 4 and names_periods(row)):
        return 1
    if not are_headings(row):
        return 0
    if known is not None:
        again = [" ".join(cell.line.split()) for cell in row.cells]
        same = sum(simple(a) == simple(column.heading) for a, column in zip(again, known.columns, strict=True))
        if same < 0.7 * len(again) and len({r for cell in again if (m := meaning_of(cell)) and m.cover == 1.0 for r in m.roles}) < 3:
            return 0
    elif position > 4:
        return 0
    follows = grid.rows[position + 1] if position + 1 < len(grid.rows) else None
    if known is None and follows is not None and not follows.band and are_headings(follows) and _mostly_merged(follows):
        return 2
    return 1


def _mostly_merged(row: GridRow) -> bool:
    return any(cell.merged for cell in row.cells)


def _headings(rows: Sequence[GridRow]) -> list[str]:
    """One heading a column: of the lowest row that has a meaning, else of all rows together."""
    headings = []
    for column in range(len(rows[0].cells)):
        lines = list(dict.fromkeys(row.cells[column].line for row in rows if row.cells[column].items))
        lowest = lines[-1] if lines else ""
        alone = len(lines) < 2 or (meaning_of(lowest) is not None and not are_intents(rows[0]))
        headings.append(lowest if alone else " ".join(lines))
    return headings


def _same_columns(columns: Edges, others: Edges) -> bool:
    allowed = max(15.0, 0.04 * (columns[-1][1] - columns[0][0]))
    return all(abs(a[0] - b[0]) < allowed and abs(a[1] - b[1]) < allowed for a, b in zip(columns, others, strict=True))


def is_action_table(segment: Segment) -> bool:
    """Whether the rows are actions: a column for them, and others that say who, when, how far."""
    columns = segment.columns
    if _holds_purposes(segment):
        return False
    firm = columns.has("leads", "due", "due_revised", "status", "progress", "next_steps", "completed")
    if columns.of("action") is not None:
        if sum("risk" in simple(c.heading) or "risks" in simple(c.heading) for c in columns.columns) > 1 or "risks" in columns.not_actions:
            return columns.of("leads") is not None and columns.has("due", "status", "progress", "completed") > 0
        if columns.not_actions & {
            "forward_plans",
            "attendance",
            "votes",
            "payments",
            "figures",
            "consultation",
            "planning",
            "meetings",
            "grants",
        }:
            return firm >= 2 and columns.of("leads") is not None
        return firm >= 1
    if columns.not_actions:
        return False
    if columns.has("aim", "cause", "detail"):
        return firm >= 2 and columns.of("leads") is not None and columns.has("due", "status", "progress", "completed") > 0
    untitled = untitled_column(segment)
    if firm < 2 or columns.of("leads") is None or untitled is None:
        return False
    return titled(segment) or (segment.headed and not untitled.heading and columns.of("reference") is not None)


def _holds_purposes(segment: Segment) -> bool:
    """Whether the action column only says what items of an agenda are for (`To note`)."""
    action = segment.columns.of("action")
    if action is None:
        return False
    known = _purposes()
    said = [tuple(simple(row.cells[action.index].line)) for row in segment.rows if row.cells[action.index].items and not row.band]
    return bool(said) and 2 * sum(words in known for words in said) >= len(said)


@cache
def _purposes() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(simple(phrase)) for phrase in codes("headings")["purposes"])


def titled(segment: Segment) -> bool:
    """Whether the line above the table calls it a list or plan of actions."""
    return any(says(line, "action_titles") for line in [segment.grid.heading or "", *(r.cells[0].line for r in segment.rows[:1] if r.band)])


def untitled_column(segment: Segment) -> Column | None:
    """The column with the most words among those whose heading is blank or not known."""
    candidates = [c for c in segment.columns.columns if not c.roles or c.roles == ("reference",)]
    lengths = {c.index: sum(len(row.cells[c.index].line) for row in segment.rows if not row.band) for c in candidates}
    best = max(candidates, key=lambda c: lengths[c.index], default=None)
    return best if best is not None and lengths[best.index] >= 12 * max(1, sum(not r.band for r in segment.rows)) else None


def looks_unread(segment: Segment) -> bool:
    """Whether a table seems to be one of actions and was not understood: headings for actions, or a title, but not enough else."""
    columns = segment.columns
    if not segment.headed or columns.not_actions or is_action_table(segment) or len(segment.rows) < 2:
        return False
    action = columns.of("action")
    if action is not None and meaning_of(action.heading) is not None:
        return bool(columns.unknown) and len(columns.columns) > 1
    return titled(segment) and columns.has(*EVIDENCE) >= 1


@cache
def _minute_columns() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(simple(phrase)) for phrase in codes("headings")["minute_columns"])


def mark_column(columns: Columns) -> Column | None:
    """The column beside minutes that says what is to be done, or by whom (`Action by`)."""
    named = (column for column in columns.all_of("leads") if {"action", "actions"} & set(simple(column.heading)))
    return columns.of("action") or next(named, None)


def minute_text_column(segment: Segment) -> Column | None:
    """The column of the minutes where the table is minutes with an action column beside them; None where it is anything else."""
    columns = segment.columns
    action = mark_column(columns)
    known = _minute_columns()
    others = {role for c in columns.columns if tuple(simple(c.heading)) not in known for role in c.roles}
    if action is None or action.index == 0 or others & set(EVIDENCE) - {"leads"}:
        return None
    before = [c for c in columns.columns[: action.index] if not c.heading or tuple(simple(c.heading)) in known or "reference" in c.roles]
    widths = {c.index: segment.grid.columns[c.index][1] - segment.grid.columns[c.index][0] for c in before}
    text = max(before, key=lambda c: widths[c.index], default=None)
    if text is None or widths[text.index] < 1.3 * (segment.grid.columns[action.index][1] - segment.grid.columns[action.index][0]):
        return None
    return text
