"""The limits that SECURITY.md names are those of the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.edges import ocr, painters, painting, patience, public_serving, stage_format, workers
from pipeline.edges.pdf import content, lettering
from pipeline.edges.questions import PUBLIC
from pipeline.publish.public import arriving
from pipeline.publish.public.site import MOST_ROWS, SETTINGS
from pipeline.running import plan, work

MB = 1_000_000
PAGE = (Path(__file__).parents[2] / "SECURITY.md").read_text(encoding="utf-8")
ROWS = {row[1].strip(): row[2].strip() for row in (line.split("|") for line in PAGE.splitlines() if line.startswith("|")) if len(row) == 4}

LIMITS = [
    (
        "time of a paper",
        f"{plan._BASE_SECONDS:.0f} s and {plan._SECONDS_A_MEGABYTE:.0f} s a megabyte, at most {plan._MOST_SECONDS:,.0f} s (`--timeout`)",
    ),
    (
        "time of a page",
        f"{work._MOST_SECONDS_A_PAGE:.0f} s of the processor, at most {100 * work._SHARE_OF_A_PAGE:.0f} % of the time of its paper; "
        f"{patience._BY_THE_CLOCK:.0f} times as long by the clock; its picture {ocr.SECONDS_A_PAGE:.0f} s more, "
        f"or {100 * ocr.SHARE_OF_A_PAGE:.0f} % of the time for pictures where that is more",
    ),
    ("address space of a worker", f"{plan.MEMORY_MEGABYTES:,} MB (`--memory`)"),
    ("pages of a paper", f"{work.MOST_PAGES:,}"),
    ("file of a paper", f"{work.MOST_BYTES >> 20:,} MB"),
    ("what is kept of a page, and of all facts of a paper", f"{stage_format.MOST_LINE_BYTES >> 20} MB each"),
    ("a file that a worker writes", f"{workers._MOST_FILE_BYTES >> 20:,} MB"),
    ("content of a page, unpacked", f"{content.MOST_BYTES >> 20} MB"),
    ("characters of a page", f"{lettering.MOST_CHARACTERS:,}"),
    (
        "picture of a page, to be painted",
        f"{painting.MOST_PIXELS:,} dots, {painters.SECONDS:.0f} s, {painting.CPU_SECONDS} s of the processor, "
        f"{painting.MEMORY_BYTES >> 20:,} MB",
    ),
    ("processor time of a question", f"{PUBLIC.seconds} s"),
    ("processor time of all questions of one request", f"{PUBLIC.request_seconds} s"),
    ("the same, where all rows of a table are sent as CSV", f"{PUBLIC.stream_seconds:.0f} s"),
    ("time by the clock", f"{PUBLIC.waiting_seconds:.0f} s in line, {PUBLIC.wall_seconds:.0f} s at work"),
    ("memory of a process beyond its start", f"{PUBLIC.memory >> 20} MB, of it {PUBLIC.heap >> 20} MB for SQLite"),
    ("file to sort in", f"{PUBLIC.file >> 20} MB"),
    ("an answer, as JSON", f"{PUBLIC.weight // MB} MB; {PUBLIC.unpacked_weight // MB} MB where texts are unpacked (`_json`)"),
    ("rows of an answer", f"{MOST_ROWS:,}, and {PUBLIC.cells:,} cells"),
    ("a value", f"{PUBLIC.length:,} bytes"),
    (
        "SQL",
        f"{PUBLIC.sql_length:,} bytes, {PUBLIC.columns} columns, depth {PUBLIC.expression_depth}, "
        f"{PUBLIC.compound_selects} selects in one, {PUBLIC.arguments} arguments, "
        f"{PUBLIC.variables:,} parameters, {PUBLIC.operations:,} operations",
    ),
    ("pattern of LIKE or GLOB", f"{PUBLIC.like_pattern} bytes"),
    ("databases that can be attached", str(PUBLIC.attached)),
    ("threads of SQLite", str(PUBLIC.threads)),
    (
        "address of a request",
        f"{arriving.LONGEST_QUERY:,} signs after the question mark, {arriving.MOST_PARAMETERS} parameters, {arriving.MOST_FACETS} facets",
    ),
    ("connections at a time", f"{public_serving.MOST_CONNECTIONS}, of which {PUBLIC.at_once} are being answered"),
    ("time to take a part of an answer", f"{PUBLIC.sending_seconds:.0f} s"),
]


@pytest.mark.parametrize(("limit", "value"), LIMITS)
def test_a_limit_is_said_as_it_is(limit: str, value: str) -> None:
    assert ROWS[limit] == value


def test_datasette_and_the_processes_agree() -> None:
    assert SETTINGS["sql_time_limit_ms"] == PUBLIC.seconds * 1000
    assert SETTINGS["max_returned_rows"] == MOST_ROWS
