"""Performance measures that a plan or an update reports on, with the words of the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.edges.codes import codes
from pipeline.extract.actions.headings import Columns, says, simple
from pipeline.extract.actions.rows import row_span
from pipeline.extract.actions.segments import Segment, segments_in
from pipeline.extract.actions.themes import Themes, band_theme
from pipeline.extract.material import Material
from pipeline.extract.tables import GridRow, TableGrid
from pipeline.records import Found, Measure


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that reports on a measure: the words of the measure, of the report, and what they stand under."""

    row: GridRow
    theme: str | None
    measure: str | None
    reported: str


def find_measures(material: Material, grids: Sequence[TableGrid]) -> Found[Measure]:
    """Every measure that a paper reports on, in printed order; a measure without a report is none.

    They stand behind a line across a table (`We measure this by:`) or in a table with a column for the measure and one for the report,
    or with the other headings of such a table of the paper.
    Source: half-year updates of plans, service plans, quarterly performance reports.
    """
    themes = material.once(Themes)
    found: Found[Measure] = Found()
    for one in _rows(segments_in(material, grids), themes):
        source = material.source_at(row_span(one.row), one.row.page_end)
        number = material.next_id("measures", source.page)
        found.records.append(Measure(id=number, measure=one.measure, reported=one.reported, source=source, theme=one.theme))
    return found


def _rows(segments: Iterable[Segment], themes: Themes) -> Iterator[_Row]:
    measuring, theme = False, None
    last_page = 0
    known: dict[tuple[str, ...], tuple[int, list[int]]] = {}
    for segment in segments:
        others = tuple(column.heading for column in segment.columns.columns[1:])
        columns = (_columns(segment.columns) or known.get(others)) if segment.headed else None
        own = _theme_in(segment.columns.columns[columns[0]].heading) if columns is not None else None
        if columns is not None and columns[0] == 0:
            known.setdefault(others, columns)
        carried = measuring and not segment.headed and segment.grid.page - last_page <= 1
        if not carried:
            measuring, theme = False, themes.of_table(segment.grid)
        row_themed = False
        for row in segment.rows:
            if row.band:
                text = row.cells[0].line
                if says(text, "measure_bands"):
                    measuring = True
                else:
                    measuring, theme, row_themed = False, band_theme(text) or theme, True
            elif measuring:
                yield from _behind_band(row, theme)
            elif columns is not None:
                yield from _in_columns(row, columns, theme if row_themed else own or theme)
        last_page = segment.grid.page_end if measuring else 0


def _behind_band(row: GridRow, theme: str | None) -> Iterator[_Row]:
    """A row of measures behind a band: the measure first, then what is said of it."""
    said = [cell.text for cell in row.cells[1:] if cell.items and not cell.merged]
    if said:
        yield _Row(row, theme, row.cells[0].line or None, "\n".join(said))


def _columns(columns: Columns) -> tuple[int, list[int]] | None:
    """The column of the measures and those of the reports; None in tables of actions and of anything else."""
    if columns.of("action") is not None or columns.of("leads") is not None:
        return None
    known = _known()
    measures = [c.index for c in columns.columns if _says_any(c.heading, known["measure"])]
    if not measures:
        return None
    reports = [c.index for c in columns.columns if c.index != measures[0] and _says_any(c.heading, known["reported"])]
    return (measures[0], reports) if reports else None


def _theme_in(heading: str) -> str | None:
    """What the heading over measures says that they are about, without the words for measures (`Customer Services KPIs`); None when it says
    no more."""
    words = heading.split()
    for count in range(len(words), 0, -1):  # the longest first: `Performance Indicator` says nothing more than `Indicator`
        if tuple(simple(" ".join(words[len(words) - count :]))) in _known()["measure"]:
            return " ".join(words[: len(words) - count]) or None
    return None if _says_any(heading, _known()["measure"]) else heading or None


@cache
def _known() -> dict[str, set[tuple[str, ...]]]:
    return {name: {tuple(simple(phrase)) for phrase in phrases} for name, phrases in codes("headings")["measures"].items()}


def _says_any(heading: str, phrases: set[tuple[str, ...]]) -> bool:
    """Whether a heading is one of some phrases, starts or ends with one."""
    words = tuple(simple(heading))
    return any(words[: len(phrase)] == phrase or words[-len(phrase) :] == phrase for phrase in phrases) and len(words) <= 8


def _in_columns(row: GridRow, columns: tuple[int, list[int]], theme: str | None) -> Iterator[_Row]:
    measure, reports = columns
    said = [row.cells[index].text for index in reports if row.cells[index].items and not row.cells[index].merged]
    if said and row.cells[measure].items:
        yield _Row(row, theme, row.cells[measure].line, "\n".join(said))
