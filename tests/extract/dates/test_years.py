"""Years that are not printed."""

from __future__ import annotations

import pytest

from pipeline.extract.dates import DateContext, find_dates


def first(text: str, day: str, **context: str) -> str | None:
    found = find_dates(text, DateContext(document_date=day, **context))[0]
    assert found.year_inferred
    return found.start


@pytest.mark.parametrize(
    ("text", "document", "start", "note"),
    [
        ("opened 3 December", "2025-01-30", "2024-12-03", "nearest lies back"),
        ("closes 12 March", "2025-01-30", "2025-03-12", "nearest lies ahead"),
        ("to be in place by 23rd December", "2013-11-30", "2013-12-23", "a promise"),
        ("to be in place by 20 June", "2013-11-30", "2014-06-20", "a promise nearer to last June"),
        ("will be finished by 20 October", "2013-11-30", "2013-10-20", "written a while before its paper"),
        ("minutes of the meeting held on 28 July", "2025-02-01", "2024-07-28", "a meeting that was"),
        ("the scheme agreed last May", "2025-04-20", "2024-05-01", "last"),
        ("starting next March", "2025-03-20", "2025-03-01", "next, and not over yet"),
        ("rates fell in August to a new low", "2025-03-13", "2024-08-01", "a sentence that tells of the past"),
        ("The fair will go ahead on 20 August", "2025-03-13", "2025-08-20", "a sentence that tells of what is to come"),
        ("seen on Monday 4 November", "2025-05-20", "2024-11-04", "the weekday fits one side only"),
        ("a fair should be held on 8 December", "2024-04-23", "2024-12-08", "one that is to be held, though the last is nearer"),
        ("a talk that took place in February", "2022-12-29", "2022-02-01", "one that was, though the next is nearer"),
        ("The mowing will need to be reviewed in January", "2012-06-28", "2013-01-01", "what is to be done to something"),
        ("29th December\nSigned ...... Dated", "2022-08-25", "2022-12-29", "the line for a signature tells nothing of the past"),
        ("on 23 May last year", "2025-03-13", "2024-05-23", "counted from the paper"),
    ],
)
def test_year_from_the_document(text: str, document: str, start: str, note: str) -> None:
    assert first(text, document) == start, note


def test_year_from_the_period_of_a_plan() -> None:
    plan = {"period_start": "2024-04-01", "period_end": "2025-03-31"}
    assert first("28 Mar", "2024-03-21", **plan) == "2025-03-28"
    assert first("30 Sep", "2024-03-21", **plan) == "2024-09-30"
    assert first("seen in quarter three", "2024-03-21", **plan) == "2024-10-01"
    assert first("the first half of the year", "2024-03-21", **plan) == "2024-04-01"
    assert find_dates("31 Jan", DateContext(**plan))[0].start == "2025-01-31"


def test_year_of_the_same_day_elsewhere() -> None:
    found = find_dates("The noise of 15 July 2022 was heard. It said that 15 July had been loud.", DateContext(document_date="2023-09-26"))
    assert [one.start for one in found] == ["2022-07-15", "2022-07-15"]
    assert [one.year_inferred for one in found] == [False, True]


def test_year_printed_with_another_part_is_not_inferred() -> None:
    found = find_dates("5 May and 6 June 2024; 1 April to 30 June 2023", DateContext(document_date="2024-03-15"))
    assert not any(one.year_inferred for one in found)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Through June and July, the plan progressed towards its end.", "2025-06-01"),
        ("The roof leaked. By December, it had become worse.", "2025-12-01"),
        ("In June, the plan will be looked at again.", "2026-06-01"),
        ("A walk was arranged for June, as it is every year.", "2026-06-01"),  # it does not open the sentence
    ],
)
def test_a_month_that_opens_what_is_told_does_not_lie_ahead(text: str, start: str) -> None:
    assert [found.start for found in find_dates(text, DateContext(document_date="2026-04-30"))][:1] == [start]
