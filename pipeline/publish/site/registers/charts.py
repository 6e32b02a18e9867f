"""Figures by month as charts: the bars of each with their places, drawn by the server, and the same figures for a table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from pipeline.publish.site.asking import every_row
from pipeline.publish.site.lasting import kept
from pipeline.publish.site.registers.choices import choices
from pipeline.publish.site.registers.standing import STATUSES
from pipeline.publish.site.wording import spoken_month

MONTHS = 24
FEWEST = 6
WIDTH, HEIGHT = 720.0, 200.0
LEFT, BOTTOM, TOP = 44.0, 24.0, 8.0
GAP = 3.0
WIDEST = 40.0
TICKS = 4
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
NONE = "none"


class Measure(NamedTuple):
    """What a chart shows: its title, what it says, why it may be empty, and the values of a bar from the bottom up."""

    title: str
    says: str
    empty: str
    values: tuple[tuple[str | None, str], ...]


MEASURES = {
    "status": Measure(
        "Status of actions, by month of the report",
        "How many actions the papers of each month report on, by the status that they give. An action that two papers of a month report on "
        "counts twice; the same paper published twice counts once.",
        "No paper with a date gives actions a status.",
        tuple((status, status or "no status") for status in STATUSES),
    ),
    "slips": Measure(
        "Due dates moved later, by month of the report",
        "How many due dates the papers of each month moved to a later day than the paper before had given.",
        "No action could be seen to slip: that takes an action that stands in two papers or more.",
        (("later", "moved later"),),
    ),
    "resolutions": Measure(
        "Decisions, motions and amendments, by month of the meeting",
        "How many the minutes of each month's meetings record.",
        "No minutes with a date and a decision are among the papers.",
        (("decision", "decisions"), ("motion", "motions"), ("amendment", "amendments")),
    ),
    "attendance": Measure(
        "Attendance of members, by month of the meeting",
        "How often members were present, sent apologies or were absent, in all meetings of the month whose papers name them.",
        "No paper with a date says which members were at a meeting.",
        (("present", "present"), ("apologies", "apologies"), ("absent", "absent")),
    ),
}


class Bar(NamedTuple):
    """A piece of a bar, in units of the drawing: its place and size, the kind that it is painted as, and what it says."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    says: str


class Tick(NamedTuple):
    """A label at an axis."""

    at: float
    text: str


class Chart(NamedTuple):
    """A chart ready to be drawn: its bars, the labels at its axes, its legend (kind and name) and the rows of its table.

    `empty` says why there are no bars.
    """

    name: str
    measure: Measure
    bars: list[Bar]
    months: list[Tick]
    scale: list[Tick]
    legend: list[tuple[str, str]]
    table: list[tuple[str, list[int]]]
    empty: str = ""


async def charts_context(db: Any, arguments: Any) -> dict[str, Any]:
    """What the template of the charts shows: the last months that there are figures of, or those up to the month `to`."""
    filters = {name: value[:300] for name in ("council", "committee") if (value := (arguments.get(name) or "").strip())}
    chosen = await choices(db, filters)
    to = arguments.get("to") or ""
    last = to if _MONTH.fullmatch(to) else None
    scope = ("committee_id", filters["committee"]) if "committee" in filters else ("council", filters.get("council"))
    figures = await kept(db, ("figures", *scope), lambda: _figures(db, *scope))
    known = [month for month in figures["months"] if last is None or month <= last]
    window = months_to(last or (known[-1] if known else None), figures["months"][0] if figures["months"] else None)
    earlier = next((month for month in reversed(known) if window and month < window[0]), None)
    later = window and any(month > window[-1] for month in figures["months"])
    return {
        "filters": filters,
        "choices": chosen,
        "charts": [chart(name, figures["counts"].get(name, {}), window) for name in MEASURES],
        "measures": MEASURES,
        "window": [spoken_month(window[0]), spoken_month(window[-1])] if window else [],
        "earlier": earlier,
        "later": moved(window[-1], MONTHS) if window and later else None,
        "size": (WIDTH, HEIGHT),
        "frame": (LEFT, TOP, HEIGHT - BOTTOM),
    }


async def _figures(db: Any, column: str, key: str | None) -> dict[str, Any]:
    limit = f"and {column} = :key" if key else ""
    sql = f"select month, value, sum(rows) as rows from monthly_figures where measure = :measure {limit} group by month, value"
    counts: dict[str, dict[tuple[str, str | None], int]] = {}
    for name in MEASURES:
        rows = await every_row(db, sql, {"measure": name, "key": key})
        counts[name] = {(row["month"], row["value"]): row["rows"] for row in rows}
    return {"counts": counts, "months": sorted({month for found in counts.values() for month, _ in found})}


def chart(name: str, counts: Mapping[tuple[str, str | None], int], window: list[str]) -> Chart:
    """The chart of a measure over the months of the window; without bars when there is nothing in it."""
    measure = MEASURES[name]
    inside = {key: rows for key, rows in counts.items() if key[0] in set(window)}
    values = [(value, label) for value, label in measure.values if any(key[1] == value for key in inside)]
    totals = [sum(inside.get((month, value), 0) for value, _ in values) for month in window]
    if not inside or not any(totals):
        return Chart(name, measure, [], [], [], [], [], "There are none in these months." if counts else measure.empty)
    top = rounded_up(max(totals))
    step = (WIDTH - LEFT) / len(window)
    width = min(step - GAP, WIDEST)
    high = HEIGHT - BOTTOM - TOP
    bars = []
    for place, month in enumerate(window):
        level = HEIGHT - BOTTOM
        for value, label in values:
            rows = inside.get((month, value), 0)
            if rows:
                tall = high * rows / top
                level -= tall
                says = f"{spoken_month(month)}: {rows:,} {label}"
                left = LEFT + (place + 0.5) * step - width / 2
                bars.append(Bar(round(left, 2), round(level, 2), round(width, 2), round(tall, 2), value or NONE, says))
    every = max(1, -(-len(window) // 8))
    return Chart(
        name,
        measure,
        bars,
        [Tick(round(LEFT + (place + 0.5) * step, 2), short(month)) for place, month in enumerate(window) if place % every == 0],
        [Tick(round(HEIGHT - BOTTOM - high * part / TICKS, 2), f"{top * part // TICKS:,}") for part in range(TICKS + 1)],
        [(value or NONE, label) for value, label in values],
        [(spoken_month(month), [inside.get((month, value), 0) for value, _ in values]) for month in window],
    )


def rounded_up(most: int) -> int:
    """A round number that the scale can end with, at least `most` and a multiple of the ticks."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if TICKS * step * factor >= most:
                return TICKS * step * factor
        step *= 10


def months_to(last: str | None, first: str | None) -> list[str]:
    """The months of the window that ends with `last`, in order; none when there is no last month.

    It begins with the `first` month that there are figures of, unless that would leave too few months, or too many.
    """
    window = [moved(last, -by) for by in reversed(range(MONTHS))] if last else []
    return [month for place, month in enumerate(window) if first is None or month >= first or place >= MONTHS - FEWEST]


def moved(month: str, by: int) -> str:
    """A month so many later, or earlier when the number is negative."""
    count = int(month[:4]) * 12 + int(month[5:]) - 1 + by
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


def short(month: str) -> str:
    """`2021-03` as Mar 21."""
    return f"{spoken_month(month)[:3]} {month[2:4]}"
