"""What `bench/scale.py` measured, as tables in Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from projection import Assumptions, cost_lines, costs_of, fitted, not_measured, projection_lines, projections

Figures = dict[str, Any]
LADDERS = (("nation", "More and more councils"), ("council", "One council that meets more and more often"))
COMPARED = ("sections", "meetings", "agenda_items", "attendance", "minutes", "resolutions", "votes", "reports", "recommendations",
            "actions", "action_threads", "officer_mentions", "dates", "tables", "findings", "changes")  # fmt: skip
FITTED = (("link", "ingest", "link"), ("load", "ingest", "load"), ("publish", "publish", "cpu"), ("federate", "federate", "cpu"))


def _milliseconds(step: str, figure: str) -> Callable[[Figures], str]:
    return lambda rung: f"{rung[step][figure] / rung['pages'] * 1000:.3f}"


def _kilobytes(step: str, figure: str) -> Callable[[Figures], str]:
    return lambda rung: f"{rung[step][figure] / rung['pages'] / 1000:.1f}"


def _peak(step: str) -> Callable[[Figures], str]:
    return lambda rung: f"{rung[step]['peak']:,.0f}" if "peak" in rung[step] else ""


def _last_beside_first(ingest: Figures) -> str:
    """How many times as long linking and loading a paper took at the end of an ingest as at its beginning; empty with few councils."""
    along = ingest.get("along")
    return f"{along[-1] / along[0]:.2f}" if along else ""


def _times_written(ingest: Figures) -> str:
    """How many times the size of the database an ingest has written; empty where the system did not say."""
    return f"{ingest['written'] / ingest['database']:.1f}" if ingest.get("written") else ""


def _seconds(step: str) -> Callable[[Figures], str]:
    return lambda rung: f"{rung[step]['process_wall']:.1f}"


ROWS: tuple[tuple[str, str, Callable[[Figures], str]], ...] = (
    ("councils", "", lambda rung: str(rung["councils"])),
    ("papers", "ingest", lambda rung: f"{rung['ingest']['documents']:,}"),
    ("looking at the files, CPU ms a page", "ingest", _milliseconds("ingest", "look")),
    ("planning, CPU ms a page", "ingest", _milliseconds("ingest", "plan")),
    ("linking, CPU ms a page", "ingest", _milliseconds("ingest", "link")),
    ("loading, CPU ms a page", "ingest", _milliseconds("ingest", "load")),
    ("a paper of the last tenth of them, beside one of the first", "ingest", lambda rung: _last_beside_first(rung["ingest"])),
    ("its peak of memory, MB", "ingest", _peak("ingest")),
    ("all of it by the clock, minutes", "ingest", lambda rung: f"{rung['ingest']['wall'] / 60:.1f}"),
    ("files of the stages, kB a page", "ingest", _kilobytes("ingest", "stage_files")),
    ("database, kB a page", "ingest", _kilobytes("ingest", "database")),
    ("written to the disk, for each byte of it", "ingest", lambda rung: _times_written(rung["ingest"])),
    ("an ingest with nothing new, s", "again", _seconds("again")),
    ("one more meeting, s", "more", _seconds("more")),
    ("of that its own work, CPU s", "more", lambda rung: f"{sum(rung['more'][name] for name in ('look', 'plan', 'link', 'load')):.1f}"),
    ("its peak of memory, MB", "more", _peak("more")),
    ("a search, half within ms", "search", lambda rung: f"{rung['search']['half']:.0f}"),
    ("a search, 95 of 100 within ms", "search", lambda rung: f"{rung['search']['most']:.0f}"),
    ("publishing, CPU ms a page", "publish", _milliseconds("publish", "cpu")),
    ("its peak of memory, MB", "publish", _peak("publish")),
    ("public copy, kB a page", "publish", _kilobytes("publish", "bytes")),
    ("council by council: linking, CPU ms a page", "apart", _milliseconds("apart", "link")),
    ("council by council: loading, CPU ms a page", "apart", _milliseconds("apart", "load")),
    ("their peak of memory, MB", "apart", _peak("apart")),
    ("federating, CPU ms a page", "federate", _milliseconds("federate", "cpu")),
    ("its peak of memory, MB", "federate", _peak("federate")),
    ("index over the councils, kB a page", "federate", _kilobytes("federate", "bytes")),
    ("a search across councils, half within ms", "across", lambda rung: f"{rung['across']['half']:.0f}"),
    ("a search across councils, 95 of 100 within ms", "across", lambda rung: f"{rung['across']['most']:.0f}"),
)


def report_lines(measured: Figures, told: Assumptions) -> Iterator[str]:
    """Everything that was measured, and what it means for a council, a county and the country."""
    yield f"Measured on {measured['measured_on']}: {measured['machine']}."
    for ladder, label in LADDERS:
        if rungs := [rung for rung in measured["ladders"][ladder] if rung["pages"]]:
            yield from ("", f"### {label}", "", *rung_lines(rungs), "", *exponent_lines(rungs), *origin_lines(rungs))
    if "stages" in measured:
        got, costs = measured["stages"], costs_of(measured)
        yield from ("", f"### A page, from the PDF to the index: stages 1 to 4 on {got['papers']} papers ({measured['papers']})", "")
        yield from cost_lines(costs)
        made = next((rung["ingest"] for rung in reversed(measured["ladders"]["nation"]) if "ingest" in rung), None)
        if made:
            yield from ("", "### What made papers are like, beside those that were read", "", *likeness_lines(got, made))
        if measured.get("dask"):
            yield from ("", "### What Dask costs beside the work", "", "```", *measured["dask"], "```")
        yield from ("", "### A council, a county, the country", "", *projection_lines(projections(costs, told), told))
        if missing := not_measured(costs):
            yield from ("", f"Not measured, and counted as nothing: {', '.join(missing)}.")


def rung_lines(rungs: Sequence[Figures]) -> Iterator[str]:
    """The figures of each size, a column a size; what was measured on none of them is left out."""
    yield "| pages | " + " | ".join(f"{rung['pages']:,}" for rung in rungs) + " |"
    yield "| --- |" + " ---: |" * len(rungs)
    for label, step, cell in ROWS:
        cells = [cell(rung) if not step or step in rung else "" for rung in rungs]
        if any(cells):
            yield f"| {label} | {' | '.join(cells)} |"


def likeness_lines(read: Figures, made: Figures) -> Iterator[str]:
    """What a page has in papers that were read, and in the made load."""
    yield "| for each page | papers | made load |"
    yield "| --- | ---: | ---: |"
    yield f"| papers | {read['documents'] / read['pages']:.2f} | {made['documents'] / made['pages']:.2f} |"
    yield f"| letters | {read['letters'] / read['pages']:,.0f} | {made['letters'] / made['pages']:,.0f} |"
    for name in COMPARED:
        yield f"| {name.replace('_', ' ')} | {read[f'{name} rows'] / read['pages']:.2f} | {made[f'{name} rows'] / made['pages']:.2f} |"


def exponent_lines(rungs: Sequence[Figures]) -> Iterator[str]:
    """How the cost of each step grows with the pages, as far as it was measured on several sizes."""
    found = []
    for label, step, figure in FITTED:
        exponent = fitted((rung["pages"], rung[step][figure]) for rung in rungs if step in rung)
        if exponent is not None:
            found.append(f"{label} {exponent:.2f}")
    if found:
        yield f"The processor time grows with the pages to the power of: {', '.join(found)}."


def origin_lines(rungs: Sequence[Figures]) -> Iterator[str]:
    """With which code of the program the figures were measured, and on which days; those of the later ones by size and step."""
    origins: dict[tuple[str, str], list[str]] = {}
    for rung in rungs:
        of_rung: dict[tuple[str, str], list[str]] = {}
        for step, figures in rung.items():
            if step != "made" and isinstance(figures, dict) and "code" in figures:
                of_rung.setdefault((figures["on"], figures["code"]), []).append(step)
        for origin, steps in of_rung.items():
            origins.setdefault(origin, []).append(f"{rung['pages']:,}" + (f" ({', '.join(steps)})" if len(of_rung) > 1 else ""))
    for (day, code), sizes in sorted(origins.items()):
        all_of_them = len(origins) == 1 and len(sizes) == len(rungs)
        yield f"Measured on {day} with the code {code}: " + ("all sizes." if all_of_them else f"{', '.join(sizes)}.")
