"""Every date that a document prints, with the interval it means."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from pages import Sheet, material_of, typed

from pipeline.extract.date_rows import find_date_rows
from pipeline.extract.dates import DateContext
from pipeline.extract.material import Material
from pipeline.records import Action, DateExpression, Finding, Found, Meeting, Section, Source

CONTEXT = {1: DateContext(document_date="2024-06-04"), 2: DateContext(document_date="2020-06-15")}


def find(material: Material, meetings: Sequence[Meeting] = (), actions: Sequence[Action] = ()) -> Found[DateExpression]:
    return find_date_rows(material, CONTEXT, meetings, actions)


def rows(printed: str) -> list[tuple[str, str | None, str | None, str | None]]:
    found = find(material_of(typed(printed), kind="minutes"))
    return [(row.text, row.start, row.end, row.precision) for row in found.records]


def findings(printed: str, meetings: Sequence[Meeting] = ()) -> list[tuple[str, str, str | None]]:
    found = find(material_of(typed(printed), kind="minutes"), meetings)
    return [(finding.code, finding.severity, finding.quote) for finding in found.findings]


def test_dates_come_in_printed_order_with_their_intervals() -> None:
    assert rows("Done on 4 June 2024.\n\nDue by May 2025; the plan runs for 2024/25.") == [
        ("4 June 2024", "2024-06-04", "2024-06-04", "day"),
        ("May 2025", "2025-05-01", "2025-05-31", "month"),
        ("2024/25", "2024-04-01", "2025-03-31", "financial-year"),
    ]


def test_ids_and_sources() -> None:
    found = find(material_of(typed("Done on 4 June 2024, due by May 2025.", 1), typed("Met on 7 May 2024", 2), kind="minutes"))
    assert [(row.id[17:], row.source.page, row.source.quote) for row in found.records] == [
        ("dates-p1-1", 1, "4 June 2024"),
        ("dates-p1-2", 1, "May 2025"),
        ("dates-p2-1", 2, "7 May 2024"),
    ]


def test_a_date_over_a_line_s_end_is_one() -> None:
    found = find(material_of(typed("The gate in Mill Lane is to be painted by 4 June\n2024."), kind="minutes"))
    assert [(row.text, row.source.quote, row.start) for row in found.records] == [("4 June 2024", "4 June 2024", "2024-06-04")]


@pytest.mark.parametrize(
    ("end", "start", "quote"),
    [
        ("12", "June 2025, and not before.", "12"),
        ("12 June", "2025, and not before.", "12 June"),
        ("Thursday 12", "June 2025, and not before.", "Thursday 12"),
        ("the mill of June", "and of July 2025.", None),  # no date that goes on
    ],
)
def test_a_date_that_a_page_s_end_cuts_is_one(end: str, start: str, quote: str | None) -> None:
    above = f"The gate in Mill Lane is to be painted by the joiner who is to have it done by {end}"
    found = find(material_of(typed(above, 1), typed(f"{start}\n\nMet on 7 May 2024.", 2), kind="minutes")).records
    if quote is None:
        assert [row.text for row in found] == ["June", "July 2025", "7 May 2024"]
    else:
        assert [(row.start, row.source.page, row.source.page_end) for row in found] == [("2025-06-12", 1, 2), ("2024-05-07", 2, None)]
        assert found[0].source.quote == quote


def test_a_year_is_that_of_the_section() -> None:
    sections = [Section(ordinal=n, kind="report", page_start=n, page_end=n) for n in (1, 2)]
    found = find(material_of(typed("Due by 31 July", 1), typed("Due by 31 July", 2), sections=sections))
    assert [row.start for row in found.records] == ["2024-07-31", "2020-07-31"]
    assert [(finding.code, finding.severity, finding.page) for finding in found.findings] == [
        ("year-inferred", "info", 1),
        ("year-inferred", "info", 2),
    ]


def test_a_date_that_the_paper_does_not_decide_is_left_out() -> None:
    found = find_date_rows(material_of(typed("Due by 31 July"), kind="minutes"), {1: DateContext()}, [], [])
    assert (found.records, found.findings) == ([], [])


def test_restricted_sheets_are_not_looked_at() -> None:
    sections = [Section(ordinal=1, kind="restricted", page_start=1, page_end=1, restricted=True)]
    assert find(material_of(typed("Sold on 4 June 2024"), sections=sections)).records == []


def test_a_wrong_weekday_is_told_of() -> None:
    assert findings("Done on Friday 4 June 2024, a Tuesday 4 June 2024.") == [("weekday-mismatch", "warning", "Friday 4 June 2024")]


def test_a_wrong_weekday_of_the_meeting_is_told_of_once() -> None:
    """The meeting's own finding is there already."""
    place = Source(page=1, quote="Friday 4 June 2024", bbox=(0, 0, 1, 1))
    meeting = Meeting(id="m", committee="Works Committee", date="2024-06-04", source=place)
    assert findings("held on Friday 4 June 2024", [meeting]) == []


def test_a_day_that_does_not_exist_is_told_of_and_no_row() -> None:
    assert findings("Due by 31 June 2024") == [("impossible-date", "warning", "31 June 2024")]
    assert rows("Due by 31 June 2024") == []


def action(due: str, start: str, origin: str = "table", box: tuple[float, float, float, float] = (0, 0, 1, 1)) -> Action:
    source = Source(page=1, quote="Paint the gate", bbox=box)
    return Action(
        id="a", section=1, origin=origin, action="Paint the gate", due_text=due, due_start=start, due_end=start, due_precision="day",
        source=source,
    )  # type: ignore[arg-type]  # fmt: skip


def test_a_date_by_which_an_action_is_due_has_that_role() -> None:
    material = material_of(typed("Paint the gate\t1 July 2024\n\nRepaired\t2 July 2024"), kind="plan")
    found = find(material, actions=[action("1 July 2024", "2024-07-01")])
    assert [(row.text, row.role) for row in found.records] == [("1 July 2024", "due"), ("2 July 2024", None)]


def test_days_alone_in_a_milestone_grid_are_dates() -> None:
    sheet = Sheet()
    sheet.table((72, 222, 322, 422), (120, 150, 180), [("Milestone", "SEPT", "OCT"), ("Consult", "4th", "11th")])
    taken = action("SEPT 4th", "2024-09-04", "milestone", (72, 150, 322, 180))
    found: Found[DateExpression] = find(material_of(sheet, kind="plan"), actions=[taken])
    assert [(row.text, row.start, row.precision, row.role, row.source.quote) for row in found.records] == [
        ("4th", "2024-09-04", "day", "due", "4th")
    ]


def test_findings_say_what_to_check() -> None:
    found = find(material_of(typed("Due by 31 June 2024"), kind="minutes"))
    assert [isinstance(finding, Finding) and "Check" in finding.message for finding in found.findings] == [True]


def test_a_due_cell_is_one_date_however_many_lines_it_has() -> None:
    sheet = Sheet()
    sheet.table(
        [40, 200, 300, 400],
        [100, 130, 200, 230],
        [("Action", "When", "Notes"), ("Sell it", "31\nJanuary\n2026", ""), ("Buy it", "April", "")],
    )
    promised = [
        action("31 January 2026", "2026-01-31", box=(40, 130, 400, 200)),
        action("April", "2025-04-01", box=(40, 200, 400, 230)),
    ]
    found = find(material_of(sheet, kind="minutes"), actions=promised).records
    assert [(row.text, row.start, row.role) for row in found] == [("31 January 2026", "2026-01-31", "due"), ("April", "2024-04-01", "due")]
    assert all(row.source.quote.split() == row.text.split() for row in found)
