"""What due cells say."""

from __future__ import annotations

import pytest

from pipeline.extract.dates import DateContext, parse_due

SPRING = DateContext(document_date="2024-03-15")


@pytest.mark.parametrize(
    ("text", "start", "end", "precision", "note"),
    [
        ("31/03/2026", "2026-03-31", "2026-03-31", "day", "a day"),
        ("01-Apr-24", "2024-04-01", "2024-04-01", "day", "as a spreadsheet prints it"),
        ("2024-09-30 00:00:00", "2024-09-30", "2024-09-30", "day", "as another spreadsheet prints it"),
        ("30.09.24", "2024-09-30", "2024-09-30", "day", "points"),
        ("30/9", "2024-09-30", "2024-09-30", "day", "day and month"),
        ("Dec-25", "2025-12-01", "2025-12-31", "month", "a month"),
        ("Dec\n2018", "2018-12-01", "2018-12-31", "month", "a narrow cell"),
        ("March\n26", "2026-03-01", "2026-03-31", "month", "a narrower cell"),
        ("by end of March", "2024-03-01", "2024-03-31", "month", "its end is the last day of March"),
        ("May", "2024-05-01", "2024-05-31", "month", "May alone"),
        ("Nov (3/4?)", "2024-11-01", "2024-11-30", "month", "a doubtful remark"),
        ("Autumn", "2024-09-01", "2024-11-30", "season", "a season alone"),
        ("By Summer 2021", "2021-06-01", "2021-08-31", "season", "a season"),
        ("Q3 2024/25", "2024-10-01", "2024-12-31", "quarter", "a quarter"),
        ("within Q2", "2024-07-01", "2024-09-30", "quarter", "the next one"),
        ("2024/25", "2024-04-01", "2025-03-31", "financial-year", "a year"),
        ("24/25", "2024-04-01", "2025-03-31", "financial-year", "a short year"),
        ("year end", "2023-04-01", "2024-03-31", "financial-year", "of the paper's financial year"),
        ("June/July 2024", "2024-06-01", "2024-07-31", "range", "two months"),
        ("28/29 September", "2024-09-28", "2024-09-29", "range", "two days"),
        ("Tbc provisional Jan 25-October 25 (if funded)", "2025-01-01", "2025-10-31", "range", "a range amid words"),
        ("Funded to March ‘25", "2025-03-01", "2025-03-31", "month", "amid words"),
        ("Plan is 2022-2027\nMarch 2025", "2025-03-01", "2025-03-31", "month", "a month goes before whole years"),
        ("31/03/2024 revised to 30/06/2024", "2024-06-30", "2024-06-30", "day", "the revised date"),
        ("Original: 31/12/2024 Revised: 30/09/2024", "2024-09-30", "2024-09-30", "day", "the revised date, though earlier"),
        ("30/06/2024 (was 31/08/2024)", "2024-06-30", "2024-06-30", "day", "what was is no longer due"),
        ("Commenced Oct 2023, complete March 2025", "2025-03-01", "2025-03-31", "month", "what has begun is not due"),
        ("6 Feb 2024 (Cabinet) 22 Feb 2024 (Council)", "2024-02-22", "2024-02-22", "day", "the latest of several"),
        ("phase 1 by mid-June, phase 2 from September 2023", "2023-06-01", "2023-06-30", "month", "the year of its neighbour"),
    ],
)
def test_due(text: str, start: str, end: str, precision: str, note: str) -> None:
    due = parse_due(text, SPRING)
    assert (due.start, due.end, due.precision) == (start, end, precision), note
    assert due.text == " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "recurring", "note"),
    [
        ("April 2022 (annual programme)", "annual", "with a date"),
        ("Annually, with the budget", "annual", "without a date"),
        ("Every March", "annual", "every and a month"),
        ("31 March each year", "annual", "each year"),
        ("Monthly from June", "monthly", "from a month on"),
        ("Quarterly", "quarterly", "alone"),
        ("six-monthly review", "half-yearly", "the longer word counts"),
        ("Ongoing - reviewed annually", "annual", "ongoing as well"),
        ("Annual Meeting 14 May 2024", None, "a name"),
        ("12 months", None, "a length of time"),
        ("Ongoing", None, "goes on, does not recur"),
    ],
)
def test_recurring(text: str, recurring: str | None, note: str) -> None:
    assert parse_due(text, SPRING).recurring == recurring, note


@pytest.mark.parametrize(
    ("text", "open_ended"),
    [
        ("Ongoing", True),
        ("TBC", True),
        ("N/A", True),
        ("asap", True),
        ("within 6 months", False),
        ("1-2 years", False),
        ("Next meeting", False),
    ],
)
def test_no_day_is_made_up(text: str, open_ended: bool) -> None:
    due = parse_due(text, SPRING)
    assert (due.text, due.start, due.end, due.precision, due.open_ended) == (text, None, None, None, open_ended)


@pytest.mark.parametrize("text", ["", " \n", "-", "–", "...", "____"])
def test_empty_cell_says_nothing(text: str) -> None:
    assert parse_due(text, SPRING).text is None


def test_flags() -> None:
    assert parse_due("31 June 2024", SPRING).impossible
    assert parse_due("Monday 5 July 2024", SPRING).weekday_mismatch
    assert parse_due("5 July", SPRING).year_inferred
    assert not parse_due("5 July 2024", SPRING).year_inferred


@pytest.mark.parametrize(
    ("text", "start", "note"),
    [
        ("4th", "2017-09-04", "a day alone"),
        ("w/c 11 th", "2017-09-11", "an ordinal split off"),
        ("SEPT 4th", "2017-09-04", "with the column's label"),
        ("4th and 18th", "2017-09-18", "the later of two"),
        ("Oct 2nd", "2017-10-02", "another month, counted from the paper"),
    ],
)
def test_cell_of_a_milestone_grid(text: str, start: str, note: str) -> None:
    due = parse_due(text, DateContext(document_date="2017-11-01", column_month="2017-09"))
    assert (due.start, due.precision, due.year_inferred) == (start, "day", True), note


def test_due_cell_without_document_keeps_what_is_printed() -> None:
    assert parse_due("March 2026", DateContext()).start == "2026-03-01"
    assert parse_due("March", DateContext()).start is None
