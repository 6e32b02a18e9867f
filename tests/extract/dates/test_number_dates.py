"""Dates written in numbers, day first."""

from __future__ import annotations

import pytest

from pipeline.extract.dates import DateContext, find_dates

SPRING = DateContext(document_date="2024-03-15")


@pytest.mark.parametrize(
    ("text", "start", "note"),
    [
        ("31/03/2026", "2026-03-31", "slashes"),
        ("5/3/24", "2024-03-05", "day first"),
        ("Saturday 1/4/23", "2023-04-01", "with a weekday"),
        ("17 / 1 / 2025", "2025-01-17", "with spaces"),
        ("31.12.2024", "2024-12-31", "points"),
        ("signed 7.5.23", "2023-05-07", "points and a short year near the paper's"),
        ("31-12-2024", "2024-12-31", "hyphens"),
        ("2024-12-31", "2024-12-31", "year first"),
        ("11/23/26", "2026-11-23", "there is no month 23"),
        ("costing 27/09", "2023-09-27", "day and month with a nought"),
        ("met on 12/11", "2023-11-12", "day and month behind a word"),
    ],
)
def test_day(text: str, start: str, note: str) -> None:
    (found,) = find_dates(text, SPRING)
    assert (found.start, found.end, found.precision) == (start, start, "day"), note


def test_month_first_where_all_dates_of_the_text_are_so() -> None:
    found = find_dates("Deferred from 2/3/2021 to 2/23/2021 and 3/16/2021", SPRING)
    assert [one.start for one in found] == ["2021-02-03", "2021-03-16"]
    assert found[0].end == "2021-02-23"


def test_month_first_where_the_paper_writes_its_dates_so() -> None:
    context = DateContext(document_date="2021-02-09", month_first=True)
    assert [found.start for found in find_dates("on 2/9/2021", context)] == ["2021-02-09"]
    assert [found.start for found in find_dates("on 2/9/2021 and on 28/9/2021", context)] == ["2021-09-02", "2021-09-28"]


def test_day_first_where_one_date_says_so() -> None:
    assert [one.start for one in find_dates("23/2/2021, 2/23/2021, 2/3/2021", SPRING)] == ["2021-02-23", "2021-02-23", "2021-03-02"]


@pytest.mark.parametrize(
    ("text", "start", "note"),
    [
        ("term ends 10/2025", "2025-10-01", "month and year"),
        ("FGB 38/2023, Ex-officio 3/2024", "2024-03-01", "references of another name"),
    ],
)
def test_month(text: str, start: str, note: str) -> None:
    (found,) = find_dates(text, SPRING)
    assert (found.start, found.precision) == (start, "month"), note


@pytest.mark.parametrize(
    ("text", "start", "note"),
    [
        ("the budget for 23/24", "2023-04-01", "two years that follow each other"),
        ("FY24/25", "2024-04-01", "called so"),
        ("for 10/11", None, "far from this paper"),
    ],
)
def test_short_financial_year(text: str, start: str | None, note: str) -> None:
    assert [one.start for one in find_dates(text, SPRING)] == ([start] if start else []), note


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("scored 4/5 and won 3-2", "scores"),
        ("24/7 cover and a 50/50 split", "manners of speaking"),
        ("item 5/6", "an item"),
        ("see 3.4.12 and 3.4.13", "paragraphs that count on"),
        ("7.5.23 Any other business", "a paragraph's number"),
        ("paragraph 7.5.23", "a paragraph called so"),
        ("application 21/00123/FUL", "an application"),
        ("DC/12/03/2021", "a reference"),
        ("Minute 10/2023", "a minute's number"),
        ("FGB 38/2023 and FGB 10/2023", "a series of references"),
        ("sort code 20-04-12", "a sort code"),
        ("tel. 01632 960 2024", "a telephone number"),
        ("at 10.30.", "a time"),
        ("version 1.2.10 of 99/99/9999", "no day at all"),
    ],
)
def test_other_numbers(text: str, note: str) -> None:
    assert find_dates(text, SPRING) == [], note


def test_pairs_that_number_by_the_year_are_no_days() -> None:
    paper = DateContext(document_date="2025-06-01")
    assert find_dates("24/03 Section 106 money\n24/07 Overtime\n25/01 Stores", paper) == []
    assert [d.start for d in find_dates("24/03 Full Council\n08/04 Planning Committee", paper)] == ["2025-03-24", "2025-04-08"]
