"""Cells that name who and when themselves (`Responsible officer: Treasurer`, `Target date: May 2026`), in tables without columns for it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import msgspec

from pipeline.extract.actions.headings import Column, Columns, meaning_of
from pipeline.extract.actions.segments import Segment
from pipeline.extract.tables import CellItem, GridCell, GridRow

KEY = re.compile(r"(?:\A|(?<=[.;,|)]\s)|(?<=\n))([A-Z][A-Za-z/&' ]{1,34}?(?:\([a-z]+\))?)\s*:\s*(?=\S)")
ROLES = ("leads", "due", "due_revised", "status")
MOST = 0.5
"""The share of the rows whose cells must name a role before it is a column."""


def with_keyed_columns(segment: Segment) -> Segment:
    """The segment with a column for each role that the cells of most rows name behind a key, their words taken out of these cells.

    Unchanged where the table has such columns of its own. Source: audit reports whose response cell ends with officer and date.
    """
    missing = [role for role in ROLES if segment.columns.of(role) is None]
    body = [row for row in segment.rows if not row.band]
    if "leads" not in missing or not body:
        return segment
    named = Counter(role for row in body for role in {role for cell in row.cells for role, _ in _said(cell, missing)})
    roles = [role for role in missing if named[role] >= MOST * len(body)]
    if "leads" not in roles:
        return segment
    columns = list(segment.columns.columns)
    columns += [Column(len(columns) + number, "", (role,)) for number, role in enumerate(roles)]
    rows = tuple(row if row.band else _widened(row, roles) for row in segment.rows)
    return replace(segment, columns=Columns(tuple(columns), segment.columns.not_actions), rows=rows)


def _said(cell: GridCell, roles: Sequence[str]) -> Iterator[tuple[str, CellItem]]:
    """What a cell says behind keys, by the role of each key."""
    if cell.merged:
        return
    for item in cell.items:
        found = [(match, role) for match in _keys(item) if (role := _role(match[1], roles)) is not None]
        for number, (match, role) in enumerate(found):
            end = found[number + 1][0].start() if number + 1 < len(found) else len(item.text)
            yield role, _item(item, item.text[match.end() : end].strip(" .;,"))


def _keys(item: CellItem) -> Iterable[re.Match[str]]:
    return KEY.finditer(item.text) if ":" in item.text else ()


def _role(key: str, roles: Sequence[str]) -> str | None:
    meaning = meaning_of(key)
    return meaning.roles[0] if meaning is not None and meaning.cover == 1.0 and meaning.roles[0] in roles else None


def _item(item: CellItem, text: str) -> CellItem:
    return msgspec.structs.replace(item, text=text, lines=(text,))


def _widened(row: GridRow, roles: Sequence[str]) -> GridRow:
    """A row with cells for some roles, without the words that stand in them now where these stood."""
    held: dict[str, list[CellItem]] = {role: [] for role in roles}
    cells = []
    for cell in row.cells:
        for role, item in _said(cell, roles):
            held[role].append(item)
        cells.append(msgspec.structs.replace(cell, items=tuple(_without(cell, roles))))
    made = tuple(GridCell(tuple(items)) for items in held.values())
    return msgspec.structs.replace(row, cells=(*cells, *made))


def _without(cell: GridCell, roles: Sequence[str]) -> Iterator[CellItem]:
    for item in cell.items:
        first = next((match.start() for match in _keys(item) if _role(match[1], roles) is not None), None)
        if first is None:
            yield item
        elif rest := item.text[:first].strip():
            yield _item(item, rest)
