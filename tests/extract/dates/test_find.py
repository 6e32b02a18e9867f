"""Dates as council papers print them, and the intervals they mean."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.dates import DateContext, find_dates, parse_due

SPRING = DateContext(document_date="2024-03-15")


def intervals(text: str, context: DateContext = SPRING) -> list[tuple[str, str | None, str | None]]:
    return [(found.text, found.start, found.end) for found in find_dates(text, context)]


@pytest.mark.parametrize(
    ("text", "expected", "note"),
    [
        ("seen July 2019 to December 2019", [("July 2019 to December 2019", "2019-07-01", "2019-12-31")], "two months"),
        ("Between Nov 15 - Apr 16 we", [("Nov 15 - Apr 16", "2015-11-01", "2016-04-30")], "months with short years"),
        ("from April to July 2018.", [("April to July 2018", "2018-04-01", "2018-07-31")], "the first month has the last one's year"),
        ("November to February 2019", [("November to February 2019", "2018-11-01", "2019-02-28")], "or the year before"),
        ("1 April 2024 to 31 March 2025", [("1 April 2024 to 31 March 2025", "2024-04-01", "2025-03-31")], "two days"),
        ("6 November – 17 December 2023", [("6 November – 17 December 2023", "2023-11-06", "2023-12-17")], "a dash"),
        ("28 December - 3 January 2025", [("28 December - 3 January 2025", "2024-12-28", "2025-01-03")], "over the turn of the year"),
        ("between 22 and 30 April 2024", [("22 and 30 April 2024", "2024-04-22", "2024-04-30")], "between and"),
        ("between June and October 2022", [("June and October 2022", "2022-06-01", "2022-10-31")], "between and, months"),
        ("9-11 May 2024", [("9-11 May 2024", "2024-05-09", "2024-05-11")], "days of one month"),
        ("Mon 3 – Fri 7 June 2024", [("Mon 3 – Fri 7 June 2024", "2024-06-03", "2024-06-07")], "with weekdays"),
        (
            "from 9.00 pm on 7 October to 5.00 am on 8 October 2023",
            [("7 October to 5.00 am on 8 October 2023", "2023-10-07", "2023-10-08")],
            "with times between",
        ),
        ("2024/25 to 2027/28", [("2024/25 to 2027/28", "2024-04-01", "2028-03-31")], "financial years"),
        ("Q1 to Q3 2024/25", [("Q1 to Q3 2024/25", "2024-04-01", "2024-12-31")], "quarters"),
        ("Sept/Oct 2024", [("Sept/Oct 2024", "2024-09-01", "2024-10-31")], "a slash"),
        ("in Spring/Summer 2025", [("Spring/Summer 2025", "2025-03-01", "2025-08-31")], "seasons"),
        ("30 April/1 May 2024", [("30 April/1 May 2024", "2024-04-30", "2024-05-01")], "the next day in another month"),
        ("14/03/24-21/03/24", [("14/03/24-21/03/24", "2024-03-14", "2024-03-21")], "numbers"),
        ("5, 6 & 7 May 2024", [("5, 6 & 7 May 2024", "2024-05-05", "2024-05-07")], "days that follow each other"),
        ("2016 to 2019", [("2016 to 2019", "2016-01-01", "2019-12-31")], "years"),
    ],
)
def test_range_is_one(text: str, expected: list[tuple[str, str, str]], note: str) -> None:
    assert intervals(text) == expected, note
    assert find_dates(text, SPRING)[0].precision == "range"


@pytest.mark.parametrize(
    ("text", "expected", "note"),
    [
        (
            "between 13th September 2013 and 6th October 2013",
            [("13th September 2013", "2013-09-13", "2013-09-13"), ("6th October 2013", "2013-10-06", "2013-10-06")],
            "two whole dates",
        ),
        (
            "on 3 May, 7 June and 9 July 2024",
            [("3 May", "2024-05-03", "2024-05-03"), ("7 June", "2024-06-07", "2024-06-07"), ("9 July 2024", "2024-07-09", "2024-07-09")],
            "the last has the year for all",
        ),
        (
            "on 4, 11 and 18 June 2024",
            [("4", "2024-06-04", "2024-06-04"), ("11", "2024-06-11", "2024-06-11"), ("18 June 2024", "2024-06-18", "2024-06-18")],
            "the last has month and year for all",
        ),
        (
            "12 May 2023 and 14 June",
            [("12 May 2023", "2023-05-12", "2023-05-12"), ("14 June", "2023-06-14", "2023-06-14")],
            "the first has the year",
        ),
        ("1 July 2024 - 1 May 2024", [("1 July 2024", "2024-07-01", "2024-07-01"), ("1 May 2024", "2024-05-01", "2024-05-01")], "no range"),
    ],
)
def test_list_gives_its_parts(text: str, expected: list[tuple[str, str, str]], note: str) -> None:
    assert intervals(text) == expected, note


def test_places_are_slices_of_the_text() -> None:
    text = "Held on Tuesday 4th\nJune 2024, reported 31/07/2024 and\nagain in Q3 2024/25"
    found = find_dates(text, SPRING)
    assert [one.text for one in found] == ["Tuesday 4th June 2024", "31/07/2024", "Q3 2024/25"]
    assert [" ".join(text[one.start_at : one.end_at].split()) for one in found] == [one.text for one in found]


def test_places_hold_where_small_letters_are_longer() -> None:
    text = "İİİ İlçe: 4 June 2024"
    assert [text[one.start_at : one.end_at] for one in find_dates(text, SPRING)] == ["4 June 2024"]


@pytest.mark.parametrize(
    ("text", "mismatch"),
    [
        ("Wednesday 13 March 2024", False),
        ("Thursday 13 March 2024", True),
        ("13 March 2024 (Thursday)", True),
        ("Dydd Mercher 13 Mawrth 2024", False),
        ("Fri 13/03/2024", True),
        ("Monday 3 June to Saturday 7 June 2024", True),
    ],
)
def test_weekday_is_checked(text: str, mismatch: bool) -> None:
    (found,) = find_dates(text, SPRING)
    assert found.weekday_mismatch is mismatch


@pytest.mark.parametrize(
    "text", ["31 June 2024", "Monday 30 February 2024", "29 February 2023", "31/04/2024", "31.11.2024", "31st September"]
)
def test_impossible_day_has_no_interval(text: str) -> None:
    (found,) = find_dates(text, SPRING)
    assert (found.start, found.end, found.precision, found.impossible) == (None, None, None, True)


def test_leap_day_is_possible() -> None:
    (found,) = find_dates("29 February 2024", SPRING)
    assert (found.start, found.impossible) == ("2024-02-29", False)


def test_day_without_year_and_document_has_no_interval() -> None:
    (found,) = find_dates("to be held on 4 June", DateContext())
    assert (found.text, found.start, found.impossible, found.year_inferred) == ("4 June", None, False, False)


@pytest.mark.parametrize("text", ["", "   \n ", "Apologies were received from the Chair.", "quarterfirst", "12 of 345 members, 6.7%"])
def test_nothing_is_found_where_nothing_is(text: str) -> None:
    assert find_dates(text, SPRING) == []


def test_page_without_dates_takes_little_time() -> None:
    words = "the panel heard a report on services for residents; officers gave 12 figures (4.5%) and members discussed them\n"
    page = words * 28
    find_dates(page, SPRING)
    began = time.process_time()
    for _ in range(100):
        find_dates(page, SPRING)
    assert (time.process_time() - began) / 100 < 0.0015  # seconds; an ordinary machine takes a fifth of it


@pytest.mark.parametrize(
    "pattern",
    [
        "{0.day} {0:%B} {0.year}",
        "{0:%A} {0.day} {0:%b} {0.year}",
        "{0:%B} {0.day}, {0.year}",
        "{0:%d/%m/%Y}",
        "{0:%d.%m.%Y}",
        "{0:%Y-%m-%d}",
        "{0:%d-%b-%y}",
    ],
)
def test_every_day_of_a_year_is_read_back(pattern: str) -> None:
    for number in range(366):
        day = date(2024, 1, 1) + timedelta(days=number)
        (found,) = find_dates(f"agreed on {pattern.format(day)}.", SPRING)
        assert (found.start, found.precision, found.weekday_mismatch) == (day.isoformat(), "day", False)


PRINTED = [
    "12",
    "31",
    "4th",
    "May",
    "march",
    "Feb",
    "2024",
    "24/25",
    "17/18",
    "Q3",
    "to",
    "and",
    "-",
    "/",
    "\n",
    ",",
    "Monday",
    "w/c",
    "of",
    "in",
    "Spring",
]


@given(st.lists(st.sampled_from(PRINTED), max_size=14).map(" ".join))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_slices_in_order(text: str) -> None:
    at = 0
    for found in find_dates(text, SPRING):
        assert at <= found.start_at < found.end_at <= len(text)
        assert (found.start is None) == (found.precision is None)
        assert found.start is None or found.end is None or found.start <= found.end
        at = found.end_at
    due = parse_due(text, SPRING)
    assert due.start is None or due.end is None or due.start <= due.end
