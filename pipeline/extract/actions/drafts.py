"""What is read of an action before its dates, leads and status are understood."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.extract.dates import DateContext
from pipeline.records import ActionOrigin, Span


@dataclass(frozen=True, slots=True)
class Draft:
    """The words of one action, as printed, and where they stand.

    `leads` are the items of the lead cell, `fill` is the paint of the status cell. `due_text` is the date as a reader puts it together;
    `due_cell` the words of its cell, where they are read under `dates`, what its column says (in a milestone grid).
    """

    origin: ActionOrigin
    span: Span
    action: str | None
    page_end: int | None = None
    theme: str | None = None
    reference: str | None = None
    detail: str | None = None
    measure_of_success: str | None = None
    due_text: str | None = None
    due_cell: str | None = None
    dates: DateContext | None = None
    leads: tuple[str, ...] = ()
    leads_text: str | None = None
    status_text: str | None = None
    fill: str | None = None
    progress: str | None = None
    next_steps: str | None = None
    extra: dict[str, str] = field(default_factory=dict)
