"""Years and their parts."""

from __future__ import annotations

import pytest

from pipeline.extract.dates import DateContext, find_dates

SPRING = DateContext(document_date="2024-03-15")


@pytest.mark.parametrize(
    ("text", "start", "end", "precision", "note"),
    [
        ("in 2018", "2018-01-01", "2018-12-31", "year", "a year"),
        ("2024/25", "2024-04-01", "2025-03-31", "financial-year", "never 25 May"),
        ("2016-17", "2016-04-01", "2017-03-31", "financial-year", "a hyphen"),
        ("2008/2009", "2008-04-01", "2009-03-31", "financial-year", "both in full"),
        ("2022- 23", "2022-04-01", "2023-03-31", "financial-year", "a stray space"),
        ("1999/00", "1999-04-01", "2000-03-31", "financial-year", "over the century"),
        ("financial year 2021 - 2022", "2021-04-01", "2022-03-31", "financial-year", "called so"),
        ("Plan 2018-22", "2018-01-01", "2022-12-31", "range", "years from one to another"),
        ("Plan 2018/22", "2018-04-01", "2022-03-31", "range", "financial years from one to another"),
        ("the 2013 academic year", "2013-09-01", "2014-08-31", "range", "a school's year"),
        ("the 2020 to 2021 academic year", "2020-09-01", "2021-08-31", "range", "its two years printed in full"),
        ("academic year 2021/22", "2021-09-01", "2022-08-31", "range", "its name before it"),
        ("Q3 2024/25", "2024-10-01", "2024-12-31", "quarter", "quarters count from April"),
        ("Q4 23/24", "2024-01-01", "2024-03-31", "quarter", "the last falls into the next year"),
        ("23/24 Q4", "2024-01-01", "2024-03-31", "quarter", "the year first"),
        ("2024/25 (Quarter 2)", "2024-07-01", "2024-09-30", "quarter", "in brackets"),
        ("third quarter of 2024/25", "2024-10-01", "2024-12-31", "quarter", "in words"),
        ("first quarter of 2025", "2025-01-01", "2025-03-31", "quarter", "of a calendar year, where one is printed"),
        ("in quarter three", "2023-10-01", "2023-12-31", "quarter", "of the paper's financial year"),
        ("first half of 2021-22", "2021-04-01", "2021-09-30", "half-year", "half a financial year"),
        ("second half of 2025", "2025-07-01", "2025-12-31", "half-year", "half a calendar year"),
        ("first six months of the year", "2023-04-01", "2023-09-30", "half-year", "of the paper's financial year"),
        ("first seven months of 2022/23", "2022-04-01", "2022-10-31", "range", "some months"),
        ("H2 2024/25", "2024-10-01", "2025-03-31", "half-year", "short"),
        ("Spring 2025", "2025-03-01", "2025-05-31", "season", "March to May"),
        ("summer of 2018", "2018-06-01", "2018-08-31", "season", "small letters with a year"),
        ("Autumn Term 2023", "2023-09-01", "2023-11-30", "season", "a term"),
        ("Winter 2024/25", "2024-12-01", "2025-02-28", "season", "over the turn of the year"),
        ("by next financial year", "2024-04-01", "2025-03-31", "financial-year", "counted from the paper"),
        ("seen last month", "2024-02-01", "2024-02-29", "month", "counted from the paper"),
        ("next week", "2024-03-18", "2024-03-24", "range", "Monday to Sunday"),
        ("cut again yesterday", "2024-03-14", "2024-03-14", "day", "counted from the paper"),
    ],
)
def test_interval(text: str, start: str, end: str, precision: str, note: str) -> None:
    (found,) = find_dates(text, SPRING)
    assert (found.start, found.end, found.precision) == (start, end, precision), note


def test_relative_words_mean_nothing_without_a_document() -> None:
    assert find_dates("next month, this financial year, in quarter three", DateContext()) == []


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("the Care Act 2014", "a law"),
        ("the Local Government Act, 1972", "a law with a comma"),
        ("the Acts 1972 and 1989", "two laws"),
        ("(Conduct of Business) Regulations (England)\n2012", "a law with its country, over a line end"),
        ("the 2010 Act", "the year before the law"),
        ("£2000, 2,019 and 2019 homes", "sums and counts"),
        ("about 2000", "a rough count"),
        ("There are 2000+ tenants", "a count and more"),
        ("closed at 2030", "a time"),
        ("By-Law 2023-49", "a reference"),
        ("2023-49", "no years so far apart"),
        ("020 7946 2024", "a telephone number"),
        ("the 1980's and 2020s", "decades"),
        ("a quarter of residents, the last quarter", "parts of other things"),
        ("Q2. How many homes?", "a question"),
        ("H1 and first half of the meeting", "other halves"),
    ],
)
def test_no_year(text: str, note: str) -> None:
    assert find_dates(text, SPRING) == [], note
