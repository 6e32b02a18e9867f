"""Several meetings minuted in one paper."""

from __future__ import annotations

import pytest
from pages import material_of, typed

from pipeline.extract.attendance import find_attendance
from pipeline.extract.meetings import find_meetings
from pipeline.extract.minutes import find_minutes
from pipeline.extract.sittings import sittings

FIRST = (
    "# ASHBY PARISH COUNCIL\n\nMinutes of the Annual Parish Meeting held on Wednesday 8 May 2024 at 6.45 pm\n\n"
    "Present: Ann Ash, Ben Birch and Carol Cole\n\n*1.\tReport of the Chair\n\nThe Chair spoke of the year.\n\n*2.\tGrit bins\n\n"
    "Nine more are wanted.\n\nThe meeting closed at 7.20 pm."
)
SECOND = (
    "# ASHBY PARISH COUNCIL\n\nMinutes of the meeting of the Parish Council held on Thursday 9 May 2024 at 7.30 pm\n\n"
    "Present: Ann Ash and Dan Dale\n\n*1.\tLease of the depot\n\nThe lease was renewed.\n\n*2.\tNext meeting\n\nOn 6 June."
)


def test_two_meetings_of_one_paper_have_their_days_people_and_minutes() -> None:
    material = material_of(typed(FIRST + "\n\n" + SECOND), kind="minutes")
    meetings = find_meetings(material).records
    assert [(meeting.date, meeting.start_time, meeting.end_time) for meeting in meetings] == [
        ("2024-05-08", "18:45", "19:20"),
        ("2024-05-09", "19:30", None),
    ]
    people = [(row.name, row.meeting_id) for row in find_attendance(material, meetings).records]
    first, second = (meeting.id for meeting in meetings)
    assert people == [("Ann Ash", first), ("Ben Birch", first), ("Carol Cole", first), ("Ann Ash", second), ("Dan Dale", second)]
    titles = [(minute.title, minute.meeting_id) for minute in find_minutes(material, meetings).records]
    assert titles == [("Report of the Chair", first), ("Grit bins", first), ("Lease of the depot", second), ("Next meeting", second)]


def test_the_items_of_each_meeting_are_numbered_in_their_own_way() -> None:
    second = SECOND.replace("*1.\t", "*05.24.01\t").replace("*2.\t", "*05.24.02\t")
    material = material_of(typed(FIRST + "\n\n" + second), kind="minutes")
    found = find_minutes(material, find_meetings(material).records).records
    assert [minute.reference for minute in found] == ["1.", "2.", "05.24.01", "05.24.02"]


@pytest.mark.parametrize(
    "text",
    [
        FIRST,
        FIRST + "\n\nMinutes of the meeting held on 10 May 2023 were handed round.",  # nobody is listed behind it
        FIRST.replace(
            "*2.\tGrit bins", "*2.\tMinutes of the meeting of the Parish Council held on 4 April 2024\n\nPresent: nobody"
        ),  # an item
    ],
)
def test_one_meeting(text: str) -> None:
    material = material_of(typed(text), kind="minutes")
    assert len(sittings(material, material.division.sections[0])) == 1
