"""Measures that a plan or an update reports on."""

from __future__ import annotations

import pytest
from pages import BOLD, Sheet, material_of
from plans import draw, table

from pipeline.extract.measures import find_measures
from pipeline.extract.tables import find_grids
from pipeline.records import Measure


def measures(*sheets: Sheet) -> list[Measure]:
    material = material_of(*sheets, kind="plan_update")
    return find_measures(material, find_grids(material)).records


def test_rows_behind_a_band() -> None:
    sheet = Sheet()
    xs = (40.0, 240.0, 400.0, 550.0)
    sheet.fill((40, 100, 550, 130), "#003366")
    sheet.table(xs, [100, 130], [("What we will do", "Status", "Update")])
    for top, text in ((130, "Outcome 2 Walls. All is well so far."), (220, "We measure this by:"), (310, "Outcome 3 Gates")):
        sheet.box(40, top, 550, top + 30)
        sheet.lines([text], 44, top + 3, size=9, font=BOLD)
    sheet.table(xs, [160, 220], [("Mend walls", "Green", "Begun.")])
    sheet.table([40, 240, 550], [250, 310], [("Walls mended", "Four of nine in the half year.")])
    sheet.table(xs, [340, 400], [("Paint gates", "Green", "Done.")])
    assert [(m.theme, m.measure, m.reported) for m in measures(sheet)] == [
        ("Outcome 2 Walls", "Walls mended", "Four of nine in the half year.")
    ]


def test_a_table_of_measures_and_reports() -> None:
    sheet = table(
        ("Measure", "What was reported at year end"), ("Lanes swept", "61, against 55."), ("Walls mended", ""), title="How we did"
    )
    (only,) = measures(sheet)
    assert (only.measure, only.reported, only.theme) == ("Lanes swept", "61, against 55.", "How we did")
    assert only.source.quote == "Lanes swept 61, against 55."


@pytest.mark.parametrize(
    ("heading", "theme"),
    [
        ("Parks KPIs", "Parks"),
        ("Parks performance indicators", "Parks"),
        ("Performance Indicator", None),
        ("Key Performance Indicators", None),
    ],
)
def test_what_a_heading_over_measures_says_beside_the_word_for_them(heading: str, theme: str | None) -> None:
    (only,) = measures(table((heading, "Latest rating", "Previous rating"), ("Ponds cleared", "Red", "Red"), title=""))
    assert (only.theme, only.measure) == (theme, "Ponds cleared")


def test_the_latest_rating_of_measures_also_where_only_the_other_headings_say_so() -> None:
    first = (("Roads KPIs", "Latest rating", "Previous rating"), ("Lanes swept on time", "Green", "Amber"))
    second = (("Parks and ponds", "Latest rating", "Previous rating"), ("Ponds cleared", "Red", "Red"))
    sheet = table(*first, title="Summary")
    draw(sheet, second, (), 400)
    assert [(m.theme, m.measure, m.reported) for m in measures(sheet)] == [
        ("Roads", "Lanes swept on time", "Green"),
        ("Parks and ponds", "Ponds cleared", "Red"),
    ]
    assert measures(table(*second)) == []


def test_an_action_table_reports_on_no_measures() -> None:
    assert measures(table(("Action", "Measure", "Progress"), ("Sweep lanes", "No complaints", "Begun"))) == []
