"""Calendars, as a calendar program reads them."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from pipeline.publish.site.feeds.calendars import as_calendar
from pipeline.publish.site.feeds.narrowed import Narrowed, Within
from pipeline.publish.site.feeds.registers import Entries
from pipeline.publish.site.feeds.seen import Seen

WITHIN = Within((), "1", {}, "Highways Committee", (), Narrowed(committee="highways"))
SEEN = Seen("2026-01-01T00:00:00Z", "2026-02-01T12:30:00Z")
MEETING = {
    "id": "b-meetings-1-1", "council": "Wexcombe; and, district", "committee": "Highways Committee", "date": "2021-07-10",
    "start_time": "19:00", "end_time": "21:15", "venue": "Town Hall,\nWexcombe", "document_id": "b" * 16,
}  # fmt: skip
ACTION = {
    "id": "b-actions-1-1", "thread_id": None, "council": "Wexcombe", "committee": None, "action": "Refill " + "all the grit bins, é; " * 12,
    "detail": "One\nTwo", "due_text": "by end of October 2020", "as_of_due_end": "2020-10-31", "due_state": "overdue", "leads": None,
    "leads_text": "Clerk", "as_of_title": "Update", "as_of": "2021-03-02", "document_id": "b" * 16,
}  # fmt: skip


def whole(path: str) -> str:
    return f"https://a.example{path}"


def read(name: str, row: dict[str, Any]) -> Any:
    written = as_calendar(name, Entries([(row, SEEN)], WITHIN), "Minutebook", whole)
    assert written.endswith(b"END:VCALENDAR\r\n")
    for line in written.split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
        line.decode()  # a letter is not cut in two
    calendar = Calendar.from_ical(written)
    assert calendar["version"] == "2.0"
    assert calendar["prodid"]
    (event,) = calendar.walk("VEVENT")
    assert not calendar.errors
    assert not event.errors
    return event


@pytest.mark.parametrize(
    ("change", "start", "end"),
    [
        ({}, datetime(2021, 7, 10, 18, tzinfo=UTC), datetime(2021, 7, 10, 20, 15, tzinfo=UTC)),  # in summer time
        ({"date": "2021-01-10"}, datetime(2021, 1, 10, 19, tzinfo=UTC), datetime(2021, 1, 10, 21, 15, tzinfo=UTC)),
        ({"end_time": None}, datetime(2021, 7, 10, 18, tzinfo=UTC), None),  # nobody made up an end
        ({"end_time": "18:00"}, datetime(2021, 7, 10, 18, tzinfo=UTC), None),  # an end before the beginning is none
        ({"start_time": None}, date(2021, 7, 10), None),
        ({"start_time": "25:99", "end_time": None}, date(2021, 7, 10), None),
    ],
)
def test_meetings(change: dict[str, Any], start: Any, end: Any) -> None:
    event = read("meetings", {**MEETING, **change})
    assert event["dtstart"].dt == start
    assert (event["dtend"].dt if "dtend" in event else None) == end
    assert event["summary"] == "Highways Committee, Wexcombe; and, district"
    assert event["location"] == "Town Hall,\nWexcombe"
    assert event["dtstamp"].dt == event["last-modified"].dt == datetime(2026, 2, 1, 12, 30, tzinfo=UTC)
    assert event["url"] == "https://a.example/-/meeting/b-meetings-1-1"


def test_deadlines_take_a_day_and_say_as_of_which_paper() -> None:
    event = read("deadlines", ACTION)
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2020, 10, 31), date(2020, 11, 1))
    assert event["transp"] == "TRANSPARENT"
    assert event["summary"].startswith("Due: Refill all the grit bins, é; all the")
    assert "Printed: by end of October 2020\nLed by Clerk\nWexcombe\nOverdue, as of Update (2021-03-02)" in event["description"]


def test_an_event_keeps_its_id_when_its_date_moves() -> None:
    followed = {**ACTION, "thread_id": "wexcombe--bins"}
    later = {**followed, "id": "c-actions-9-9", "as_of_due_end": "2021-10-31"}
    assert read("deadlines", followed)["uid"] == read("deadlines", later)["uid"] != read("deadlines", ACTION)["uid"]


@pytest.mark.parametrize(
    ("address", "parameters", "summaries"),
    [
        ("/-/calendars/meetings.ics", {}, ["Highways Committee, Wexcombe District Council"]),
        ("/-/calendars/meetings.ics", {"committee": "planning"}, []),
        ("/-/calendars/deadlines.ics", {}, []),  # all were due long ago
    ],
)
def test_a_site_gives_calendars(get: Any, address: str, parameters: dict[str, str], summaries: list[str]) -> None:
    response = get(address, **parameters)
    assert response.headers["content-type"] == "text/calendar; charset=utf-8"
    assert [str(event["summary"]) for event in Calendar.from_ical(response.content).walk("VEVENT")] == summaries


@pytest.mark.parametrize(("lead", "count"), [("", 3), ("dee hart", 3), ("Head of Streets", 1), ("nobody", 0)])
def test_deadlines_are_narrowed_by_lead(tmp_path: Path, filled: Any, site_of: Any, lead: str, count: int) -> None:
    filled(tmp_path / "minutebook.db")
    with sqlite3.connect(tmp_path / "minutebook.db") as connection:
        connection.execute("update tracked_actions set due_end = '2090-01-31', standing = 'open' where standing <> 'reported on later'")
        count_all = connection.execute("select count(*) from tracked_actions where standing = 'open'").fetchone()[0]
    connection.close()
    events = Calendar.from_ical(site_of(tmp_path / "minutebook.db")("/-/calendars/deadlines.ics", lead=lead).content).walk("VEVENT")
    assert len(events) == (count if lead else count_all)
    assert len({str(event["uid"]) for event in events}) == len(events)
    assert all(event["dtstart"].dt == date(2090, 1, 31) for event in events)
