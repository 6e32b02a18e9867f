"""Sheets with action tables of our own making, for the tests of actions."""

from __future__ import annotations

from collections.abc import Sequence

from pages import BOLD, Sheet, material_of

from pipeline.extract.actions import find_actions
from pipeline.extract.dates import DateContext
from pipeline.extract.tables import find_grids
from pipeline.records import Action, Attendance, Found, SectionKind, Source

SOURCE = Source(page=1, quote="x", bbox=(0, 0, 1, 1))
DAY = "2025-03-10"


def table(
    *rows: Sequence[str], xs: Sequence[float] = (), top: float = 120.0, height: float = 60.0, title: str | None = None, number: int = 1
) -> Sheet:
    """A sheet with one ruled table, its first row painted; columns of one width where no edges `xs` are given."""
    sheet = Sheet(number)
    if title is not None:
        sheet.write(title, 60, top - 24, size=13, font=BOLD)
    draw(sheet, rows, xs, top, height)
    return sheet


def draw(sheet: Sheet, rows: Sequence[Sequence[str]], xs: Sequence[float], top: float, height: float = 60.0) -> float:
    """Draw a table on a sheet, its first row painted; where it ends."""
    count = len(rows[0])
    edges = list(xs) or [40 + place * 515 / count for place in range(count + 1)]
    tops = [top, top + 30, *(top + 30 + height * place for place in range(1, len(rows)))]
    sheet.fill((edges[0], top, edges[-1], top + 30), "#003366")
    sheet.table(edges, tops, rows)
    return tops[-1]


def person(name: str, capacity: str = "member", post: str | None = None, initials: str | None = None) -> Attendance:
    return Attendance(
        id=name,
        meeting_id=None,
        name=name,
        capacity=capacity,  # type: ignore[arg-type]
        status="present",
        source=SOURCE,
        post=post,
        initials=initials,
    )


def found(*sheets: Sheet, kind: SectionKind = "report", people: Sequence[Attendance] = (), day: str | None = DAY) -> Found[Action]:
    """What is found in a document of one section."""
    material = material_of(*sheets, kind=kind)
    return find_actions(material, find_grids(material), people, {1: DateContext(document_date=day)})


def actions(*sheets: Sheet, kind: SectionKind = "report", people: Sequence[Attendance] = (), day: str | None = DAY) -> list[Action]:
    return found(*sheets, kind=kind, people=people, day=day).records


def leads_of(action: Action) -> list[str]:
    """The leads as `name`, `post` or both."""
    return [", ".join(part for part in (lead.name, lead.post) if part) for lead in action.leads]
