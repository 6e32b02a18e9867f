"""Exponents are fitted as they are, and what a country costs follows from what was measured and assumed, by nobody's hand."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "bench"))

from projection import STEPS, Assumptions, Costs, costs_of, fitted, not_measured, project, projections
from scale_report import COMPARED, origin_lines, report_lines

SMALL = {"pages": 1000, "documents": 9, "look": 0.1, "plan": 0.1, "link": 0.2, "load": 1.0, "wall": 2.0, "stage_files": 5e6,
         "database": 8e6}  # fmt: skip
ROWS = {f"{name} rows": 50 for name in COMPARED}
MEASURED = {
    "measured_on": "2026-01-02",
    "machine": "an abacus",
    "papers": "sample",
    "ladders": {
        "nation": [
            {"pages": 1000, "councils": 1,
             "ingest": {"pages": 1000, "documents": 9, "look": 0.1, "plan": 0.1, "link": 0.2, "load": 1.0, "wall": 2.0, "peak": 50.0,
                        "stage_files": 5e6, "database": 8e6},
             "publish": {"cpu": 0.5, "peak": 40.0, "bytes": 4e6}},
            {"pages": 4000, "councils": 2,
             "ingest": {"pages": 4000, "documents": 36, "look": 0.4, "plan": 0.4, "link": 1.6, "load": 4.0, "wall": 9.0, "peak": 60.0,
                        "stage_files": 2e7, "database": 32e6, "letters": 3e6, **ROWS},
             "apart": {"pages": 4000, "link": 0.8, "load": 4.0, "peak": 55.0, "database": 32e6},
             "federate": {"pages": 4000, "cpu": 0.4, "peak": 30.0, "bytes": 16e6}},
        ],
        "council": [{"pages": 1000, "councils": 1, "ingest": {**SMALL, "peak": 50.0}},
                    {"pages": 3000, "councils": 1, "ingest": {**SMALL, "peak": 70.0}}],
    },
    "stages": {"papers": 10, "pages": 100, "register": 0.01, "read": 0.6, "divide": 0.1, "extract": 0.3, "files": 0.1, "load": 0.2,
               "stage_files": 1.5e6, "database": 1e6, "paper_bytes": 5e6, "picture": 2.0, "documents": 10,
               "letters": 2e5, **ROWS},
}  # fmt: skip


@pytest.mark.parametrize(
    ("points", "exponent"),
    [
        ([(10, 5), (100, 50), (1000, 500)], 1.0),  # a page costs the same
        ([(10, 3), (100, 300), (1000, 30_000)], 2.0),  # every page is held against every other
        ([(100, 7), (10_000, 70)], 0.5),
        ([(100, 7), (10_000, 7)], 0.0),
        ([(10, 0.5 * 10**1.3), (70, 0.5 * 70**1.3), (900, 0.5 * 900**1.3)], 1.3),
        ([(100, 7)], None),  # one size says nothing
        ([(100, 7), (100, 8)], None),
        ([(100, 0), (1000, 8)], None),  # what cost nothing has no logarithm
        ([], None),
    ],
)
def test_exponents_are_fitted(points: list[tuple[float, float]], exponent: float | None) -> None:
    assert fitted(points) == (None if exponent is None else pytest.approx(exponent))


def test_a_page_costs_what_was_measured_last() -> None:
    costs = costs_of(MEASURED)
    assert costs.read == pytest.approx(0.006)
    assert costs.link == pytest.approx(1.6 / 4000)
    assert costs.load == pytest.approx(0.002), "real papers have more words than made ones, so the dearer of the two counts"
    assert costs.publish == pytest.approx(0.0005), "only the smaller size was published"
    assert (costs.public_bytes, costs.index_bytes) == (pytest.approx(5000), pytest.approx(5000)), "half of what a database of papers has"
    assert costs.memory_bytes == pytest.approx(20e6 / 2000), "by the smallest and the largest size of one council"
    assert costs.seconds == pytest.approx(sum(getattr(costs, step) for step in STEPS))
    assert not_measured(costs) == []


def test_what_was_not_measured_is_named() -> None:
    without = json.loads(json.dumps(MEASURED))
    del without["ladders"]["nation"][1]["federate"], without["stages"]["picture"]
    assert not_measured(costs_of(without)) == ["federate", "picture", "index_bytes"]
    assert any("federate, picture, index_bytes" in line for line in report_lines(without, Assumptions()))


def test_it_is_told_which_code_gave_which_figures() -> None:
    old, new = {"on": "2026-01-01", "code": "0a"}, {"on": "2026-01-02", "code": "0b"}
    rungs = [{"pages": 10, "made": new, "ingest": old}, {"pages": 2000, "ingest": old, "search": new}, {"pages": 3000, "ingest": new}]
    assert list(origin_lines(rungs[:1])) == ["Measured on 2026-01-01 with the code 0a: all sizes."]
    assert list(origin_lines([*rungs[:1], {"pages": 20}])) == ["Measured on 2026-01-01 with the code 0a: 10."], "of one it is not on record"
    assert list(origin_lines(rungs)) == [
        "Measured on 2026-01-01 with the code 0a: 10, 2,000 (ingest).",
        "Measured on 2026-01-02 with the code 0b: 2,000 (search), 3,000.",
    ]


def test_a_council_and_the_country() -> None:
    costs = Costs(*(0.001 for _ in STEPS), picture=2.0, paper_bytes=50e3, stage_bytes=20e3, database_bytes=15e3, public_bytes=10e3,
                  index_bytes=5e3, memory_bytes=1e4)  # fmt: skip
    told = Assumptions(core_hour=0.1, gigabyte_month=0.01, cores=100, country_pages=36e6, councils=360, scanned=0.05, year_share=0.1)
    one = project("a council", 1, costs, told)
    assert (one.pages, one.core_hours, one.picture_hours) == (pytest.approx(1e5), pytest.approx(10 / 36), pytest.approx(100 / 36))
    assert one.days == pytest.approx((10 / 36 + 100 / 36) / 2 / 24), "two cores"
    assert (one.papers, one.stage_files, one.databases, one.index) == (5e9, 2e9, 2.5e9, 0)
    assert one.memory == pytest.approx(1e9)
    assert one.storage_a_year == pytest.approx(9.5 * 0.01 * 12)
    country = project("the country", 360, costs, told)
    assert country.core_hours == pytest.approx(100) and country.index == pytest.approx(180e9)
    assert country.days == pytest.approx((100 + 1000) / 100 / 24), "no more cores than were assumed"
    assert country.memory == one.memory, "councils are linked one after the other"
    assert country.growth_a_year == pytest.approx(0.1 * country.once)


@pytest.mark.parametrize(("name", "dearer"), [("core_hour", "once"), ("gigabyte_month", "storage_a_year"), ("scanned", "picture_hours")])
def test_every_assumption_can_be_changed(name: str, dearer: str) -> None:
    told, costs = Assumptions(), costs_of(MEASURED)
    twice = replace(told, **{name: 2 * getattr(told, name)})
    for row, other in zip(projections(costs, told), projections(costs, twice), strict=True):
        assert getattr(other, dearer) == pytest.approx(2 * getattr(row, dearer))


def test_the_report_has_a_column_a_size_and_leaves_out_what_nobody_measured() -> None:
    lines = list(report_lines(MEASURED, Assumptions()))
    assert "| pages | 1,000 | 4,000 |" in lines
    assert "| linking, CPU ms a page | 0.200 | 0.400 |" in lines
    assert "| publishing, CPU ms a page | 0.500 |  |" in lines
    assert "The processor time grows with the pages to the power of: link 1.50, load 1.00." in lines
    assert "| actions | 0.50 | 0.01 |" in lines
    assert not any("a search" in line for line in lines)
