"""Lists of days without years."""

from __future__ import annotations

from pipeline.extract.dates import DateContext, find_dates


def starts(text: str, day: str | None) -> list[str | None]:
    return [one.start for one in find_dates(text, DateContext(document_date=day)) if one.precision == "day"]


def test_list_has_the_year_of_its_heading() -> None:
    text = "Dates for 2023 – last Thursday of the month\n27th April\n25th May\n26th October\n28th December\nTo be agreed on 25th May"
    assert starts(text, "2023-03-30") == ["2023-04-27", "2023-05-25", "2023-10-26", "2023-12-28", "2023-05-25"]


def test_list_on_a_line_has_the_year_of_its_heading() -> None:
    assert starts("Meetings 2026: 29 Jan, 26 Feb, 30 July and 29 Oct", "2025-10-30") == [
        "2026-01-29",
        "2026-02-26",
        "2026-07-30",
        "2026-10-29",
    ]


def test_days_behind_a_month_are_no_year_of_it() -> None:
    found = find_dates("Minutes for January 14, 19, 26 and February 1, 2021", DateContext(document_date="2021-02-09"))
    assert [one.start for one in found if one.precision != "day" and one.start and one.start < "2020"] == []


def test_list_runs_through_a_financial_year() -> None:
    text = "Meetings 2024/25\n4 June\n3 September\n3 December\n4 March"
    assert starts(text, "2024-05-20") == ["2024-06-04", "2024-09-03", "2024-12-03", "2025-03-04"]


def test_list_without_heading_runs_on_from_its_first_day() -> None:
    text = "Next meetings:\n• 26th November\n• 24th January\n• 28th March\n• 30th September"
    assert starts(text, "2012-10-11") == ["2012-11-26", "2013-01-24", "2013-03-28", "2013-09-30"]


def test_year_of_a_whole_date_is_no_heading() -> None:
    text = "Minutes of 6 December 2023.\n10 January\n7 February\n6 March"
    assert starts(text, "2023-12-06") == ["2023-12-06", "2024-01-10", "2024-02-07", "2024-03-06"]


def test_a_list_in_two_columns_has_the_year_of_its_heading() -> None:
    text = (
        "Dates for 2023 – last Thursday\n30th March 27th April\n25th May\n27th July\n23rd November\n29th June\n31st August\n28th December"
    )
    assert {one[:4] for one in starts(text, "2023-02-23") if one} == {"2023"}


def test_a_list_of_meetings_to_come_in_two_columns_lies_ahead() -> None:
    text = "Date of next meetings :\nCouncil\n18th January\n22nd March\nPlanning\n15th February\n19th April\n24th May (yearly)\n28th June"
    assert {one[:4] for one in starts(text, "2017-11-23") if one} == {"2018"}


def test_a_note_on_a_line_of_its_own_ends_no_list() -> None:
    text = "25th January\n28th March\n20th May\nYearly meeting not yet fixed\n27th June\n25th July"
    assert {one[:4] for one in starts(text, "2023-09-28") if one} == {"2024"}


def test_what_somebody_will_tell_at_the_next_meeting_heads_no_list() -> None:
    assert starts("AB will tell the next meeting of it.\nThe talk of 20th September", "2023-09-28") == ["2023-09-20"]


def test_a_financial_year_above_what_heads_the_list_is_none_of_it() -> None:
    text = "Paid in 22/23 for the year.\nDate of next meetings\n27th July, 31st August, 28th September and 28th December"
    assert starts(text, "2023-06-29") == ["2023-07-27", "2023-08-31", "2023-09-28", "2023-12-28"]


def test_days_in_no_order_are_no_list() -> None:
    assert starts("7 June\n5 May\n3 March", "2024-05-01") == ["2024-06-07", "2024-05-05", "2024-03-03"]


def test_list_without_document_and_heading_has_no_years() -> None:
    assert starts("4 June\n3 September\n3 December", None) == []


def test_columns_of_days_that_run_through_a_year_each_are_lists_of_their_own() -> None:
    text = "Meetings\n10 Dec\n21 Jan\n25 March\n23 Sept\n25 Nov\n25 Feb\n17 Apr\n16 Dec"
    days = ["2018-12-10", "2019-01-21", "2019-03-25", "2019-09-23", "2019-11-25", "2019-02-25", "2019-04-17", "2019-12-16"]
    assert starts(text, "2018-11-22") == days
