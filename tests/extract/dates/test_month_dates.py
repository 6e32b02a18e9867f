"""Dates around the word of a month."""

from __future__ import annotations

import pytest

from pipeline.extract.dates import DateContext, find_dates
from pipeline.extract.dates.month_dates import first_of_day
from pipeline.extract.dates.words import words

SPRING = DateContext(document_date="2024-03-15")


def days(text: str) -> list[tuple[str, str | None]]:
    return [(found.text, found.start) for found in find_dates(text, SPRING)]


@pytest.mark.parametrize(
    ("text", "start", "note"),
    [
        ("16 October 2017", "2017-10-16", "day month year"),
        ("16th October 2017", "2017-10-16", "ordinal"),
        ("16 th October 2017", "2017-10-16", "ordinal split off, from a superscript"),
        ("16 th\nOctober 2017", "2017-10-16", "over a line end"),
        ("the 16th of October 2017", "2017-10-16", "of"),
        ("this 16th day of October 2017", "2017-10-16", "day of"),
        ("the sixteenth of October 2017", "2017-10-16", "in words"),
        ("16 Oct. 2017", "2017-10-16", "abbreviation with a point"),
        ("16 SEPT 2017", "2017-09-16", "capitals"),
        ("12th march 2025", "2025-03-12", "small letters beside a day and a year"),
        ("15th March, 2009", "2009-03-15", "comma"),
        ("10 December,2007", "2007-12-10", "comma without a space"),
        ("01-Apr-24", "2024-04-01", "hyphens and a short year"),
        ("1 Apr '24", "2024-04-01", "apostrophe"),
        ("7 May 24", "2024-05-07", "short year"),
        ("30March 2024", "2024-03-30", "no space"),
        ("Wed 3rd Jan 2024", "2024-01-03", "short weekday"),
        ("Thurs28 Nov 2024", "2024-11-28", "weekday without a space"),
        ("Tuesday, 24 October 2017", "2017-10-24", "weekday with a comma"),
        ("January 12, 2021", "2021-01-12", "month first"),
        ("January 12,\n2021", "2021-01-12", "month first over a line end"),
        ("Friday, April 5 2024", "2024-04-05", "month first with a weekday"),
        ("December 18th", "2023-12-18", "month first, ordinal"),
        ("4 Mehefin 2024", "2024-06-04", "Welsh"),
        ("1af o Fai 2024", "2024-05-01", "Welsh ordinal and mutation"),
        ("Dydd Mawrth 5 Mawrth 2024", "2024-03-05", "a Welsh Tuesday in March"),
    ],
)
def test_day(text: str, start: str, note: str) -> None:
    (found,) = find_dates(text, SPRING)
    assert (found.start, found.end, found.precision) == (start, start, "day"), note


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("June 9, 11 and 15, 2020", [("June 9", "2020-06-09"), ("11", "2020-06-11"), ("15, 2020", "2020-06-15")]),
        (
            "May 22 and 29, June 5 and 7, 2023",
            [("May 22", "2023-05-22"), ("29", "2023-05-29"), ("June 5", "2023-06-05"), ("7, 2023", "2023-06-07")],
        ),
        ("April 21st and 22nd, 2024", [("April 21st", "2024-04-21"), ("22nd, 2024", "2024-04-22")]),
        ("in May 12 and 4 came", []),  # no list that runs upwards
    ],
)
def test_days_listed_behind_a_month(text: str, expected: list[tuple[str, str]]) -> None:
    assert [day for day in days(text) if len(day[1] or "") == 10 and day[0] != "May 12"] == expected


@pytest.mark.parametrize(
    ("text", "start", "end", "note"),
    [
        ("March 2014", "2014-03-01", "2014-03-31", "month and year"),
        ("by end of February 2024", "2024-02-01", "2024-02-29", "the end of a month keeps the month's precision"),
        ("Dec-25", "2025-12-01", "2025-12-31", "never the 25th"),
        ("Mar 24", "2024-03-01", "2024-03-31", "never the 24th"),
        ("March ‘25", "2025-03-01", "2025-03-31", "turned apostrophe"),
        ("September\n’24", "2024-09-01", "2024-09-30", "apostrophe on the next line"),
        ("Nov23", "2023-11-01", "2023-11-30", "glued"),
        ("May 2022", "2022-05-01", "2022-05-31", "May with a year is a month"),
        ("December,2007", "2007-12-01", "2007-12-31", "comma"),
        ("November 2024-25", "2024-11-01", "2024-11-30", "a month of a financial year"),
        ("February 2024/25", "2025-02-01", "2025-02-28", "a month of its second half"),
        ("in April of this year", "2024-04-01", "2024-04-30", "this year"),
    ],
)
def test_month(text: str, start: str, end: str, note: str) -> None:
    (found,) = find_dates(text, SPRING)
    assert (found.start, found.end, found.precision) == (start, end, "month"), note


@pytest.mark.parametrize(
    ("text", "expected", "note"),
    [
        ("week commencing 16th October 2023", ("2023-10-16", "2023-10-22"), "a week from its first day"),
        ("w/c 16/10/2023", ("2023-10-16", "2023-10-22"), "short"),
        ("week ending 22 October 2023", ("2023-10-16", "2023-10-22"), "a week to its last day"),
    ],
)
def test_week(text: str, expected: tuple[str, str], note: str) -> None:
    (found,) = find_dates(text, SPRING)
    assert (found.start, found.end, found.precision, found.text) == (*expected, "range", text), note


@pytest.mark.parametrize(
    ("text", "expected", "note"),
    [
        ("Dec-22 Mar-23 Jun-23", [("Dec-22", "2022-12-01"), ("Mar-23", "2023-03-01"), ("Jun-23", "2023-06-01")], "headings of columns"),
        ("Jan 24 Feb 24", [("Jan 24", "2024-01-01"), ("Feb 24", "2024-02-01")], "headings with spaces"),
        ("3 March 5 April 2024", [("3 March", "2024-03-03"), ("5 April 2024", "2024-04-05")], "the day of the next month is no year"),
        ("7\nMarch 2024", [("March 2024", "2024-03-01")], "a number alone on its line is another cell"),
        ("held on 7\nMarch 2024", [("7 March 2024", "2024-03-07")], "a date cut by a line end"),
        ("Item 5 May 2024", [("May 2024", "2024-05-01")], "an item's number"),
        ("In April 24 members resigned", [("April", "2024-04-01")], "a number of members"),
        ("on 5 May 12 residents", [("5 May", "2024-05-05")], "a number of residents"),
        ("28th September 29,", [("28th September", "2023-09-28")], "no year so far ahead"),
        ("from Jan\n25-October 25 at most", [("Jan 25-October 25", "2025-01-01")], "a range cut before its first year"),
    ],
)
def test_numbers_beside_months(text: str, expected: list[tuple[str, str]], note: str) -> None:
    assert days(text) == expected, note


@pytest.mark.parametrize("name", ["weekdays", "week_starts", "week_ends", "list_words", "range_words", "days_in_words", "of_words"])
def test_days_before_a_month_are_read_with_every_word_that_they_may_have(name: str) -> None:
    lists = words()
    for word in getattr(lists, name) if hasattr(lists, name) else lists.list_of(name):
        said = {"list_words": f"2 {word} 3", "range_words": f"2 {word} 3", "days_in_words": f"the {word} of", "of_words": f"2nd {word}"}
        before = said.get(name, f"{word} 2")
        start = len(f"Held near the hall {before} ")
        text = f"Held near the hall {before} May 2024"
        assert first_of_day(text, 0, start) <= text.index(before.removeprefix("the ")), word
        assert find_dates(text, DateContext())[0].text == text[text.index(before.removeprefix("the ")) :], word
