"""The meeting that an agenda announces or that minutes record."""

from __future__ import annotations

import pytest
from pages import Sheet, material_of, typed

from pipeline.extract.meetings import find_meetings
from pipeline.records import Finding, Meeting, Section, SectionKind

BODY = "The gate in Mill Lane had been painted, and the Committee asked for the roof to\nbe mended before the winter."


def find(printed: str, kind: SectionKind = "minutes", council: str | None = None) -> tuple[list[Meeting], list[Finding]]:
    found = find_meetings(material_of(typed(f"{printed}\n\n{BODY}"), kind=kind, council=council))
    return found.records, found.findings


def meeting(printed: str, kind: SectionKind = "minutes") -> Meeting:
    (only,), _ = find(printed, kind)
    return only


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        # one sentence for everything
        (
            "# Ashby Town Council\n\nMinutes of the meeting of the Works Committee held on Tuesday 4 June 2024\n"
            "at 7.30 pm in the Guildhall, Ashby.",
            ("Works Committee", "2024-06-04", "19:30", "Guildhall, Ashby"),
        ),
        # headings, one fact a line
        (
            "# Works Committee\n\n*Tuesday 4 June 2024\n\n*7.30 pm\n\n*Committee Room 2, Town Hall",
            ("Works Committee", "2024-06-04", "19:30", "Committee Room 2, Town Hall"),
        ),
        # a place without a roof
        (
            "# Works Committee\n\n*4 June 2024 @ 7pm\n\n*ASHBY VILLAGE GREEN",
            ("Works Committee", "2024-06-04", "19:00", "ASHBY VILLAGE GREEN"),
        ),
        # day, time and place in one line
        (
            "# Works Committee\n\n4 June 2024, 19.00 - 21.00. Ashby School Library, 12 Mill Lane",
            ("Works Committee", "2024-06-04", "19:00", "Ashby School Library, 12 Mill Lane"),
        ),
        # what else happens that evening, and when
        (
            "# Works Committee\n\n*Tuesday 4 June 2024\n\n*Stalls from 5.30pm\n\n*Supper 5.45pm, AGM 6.30pm-8.00pm",
            ("Works Committee", "2024-06-04", "18:30", None),
        ),
        # what members do before is not the meeting
        (
            "# Works Committee\n\n*Tuesday 4 June 2024\n\n*6.30pm\n\nMembers have a pre-meeting at 6pm.",
            ("Works Committee", "2024-06-04", "18:30", None),
        ),
        # capitals that are no place to the end are soon told from one
        (
            "# Works Committee\n\n*4 June 2024 @ 7pm\n\n*COUNCIL CHAMBER, TOWN HALL, HIGH STREET, ASHBY (SECOND FLOOR)",
            ("Works Committee", "2024-06-04", "19:00", None),
        ),
        # what stands beside the day is no place
        (
            "# Works Committee\n\n*4 June 2024\n\nMr A Hall\n\nSchool Street Panel\n\nthe hall was full",
            ("Works Committee", "2024-06-04", None, None),
        ),
        # what is said of the place behind it is none of it
        (
            "# Ashby Town Council\n\nA meeting of the Works Committee was held on Tuesday 4 June 2024. "
            "It was held in the Guildhall, Ashby, and livestreamed\nto the council's channel.",
            ("Works Committee", "2024-06-04", None, "Guildhall, Ashby"),
        ),
        # a letter that papers came with later, and its own day above the greeting
        (
            "Ask for:\tDan Dale\n\nDate:\t1 June 2024\n\nDear Member\n\n*WORKS COMMITTEE - TUESDAY, 4 JUNE 2024\n\n"
            "I enclose a report that was unavailable when the agenda was published.",
            ("WORKS COMMITTEE", "2024-06-04", None, None),
        ),
        # whom to ask, in a block beside the day and the place
        (
            "*AGENDA\n\n*WORKS COMMITTEE\n\n*Tuesday, 4th June, 2024, at 7.30 pm Ask for: Dan Dale\n(or when the parade is over)\n"
            "Old Guildhall, Market House, Telephone: 01234 567\nAshby Email: dan@ashby.example",
            ("WORKS COMMITTEE", "2024-06-04", "19:30", "Old Guildhall, Market House, Ashby"),
        ),
        # and a heading, and the name of whom to ask, between these lines
        (
            "*WORKS COMMITTEE\n\n*Tuesday, 4th June, 2024, at 7.30 pm Ask for:\nOld Guildhall, Market House, Telephone:\nAshby\n\n"
            "*OPEN ITEMS\n\n*Dan Dale\n\n*Tel: 01234 567890",
            ("WORKS COMMITTEE", "2024-06-04", "19:30", "Old Guildhall, Market House, Ashby"),
        ),
        # an extract of minutes under the heading of the paper that it came with
        (
            "*Report on streets, Appendix 1 - Town Council 1 August 2024\n\n*Extract of the minutes of the Works Committee - 4 June 2024",
            ("Works Committee", "2024-06-04", None, None),
        ),
        # a letterhead's address is no place of the meeting
        (
            "*Ashby Town Council\n\n*12 Hall Street\n\n*Telephone 01234 567\n\n*AGENDA\n\n*Tuesday 4 June 2024",
            ("Ashby Town Council", "2024-06-04", None, None),
        ),
        # a time in front of the body's name is none of it
        (
            "*5:30 P.M. Works Committee\n\nTuesday, 4 June 2024",
            ("Works Committee", "2024-06-04", "17:30", None),
        ),
        # what was ordered on another day, and when the agenda was amended
        (
            "# Works Committee\n\n*AGENDA\n\n*Amended 3 June 2024\n\n*Tuesday 4 June 2024\n\n"
            "On 17 March 2020 an order was issued that lets members attend this meeting by telephone and on a screen.",
            ("Works Committee", "2024-06-04", None, None),
        ),
        # a day on which it was to be, and a meeting named behind its body
        (
            "# Friends of the Library Committee Meeting of 4 June 2024\n\nThis meeting was held in place of the meeting on 1 June 2024.",
            ("Friends of the Library Committee", "2024-06-04", None, None),
        ),
        # fields in the margin
        (
            "Committee:\tWorks Committee\n\nDate:\t4 June 2024\n\nTime:\t7.30 pm\n\nVenue:\tGuildhall, Ashby",
            ("Works Committee", "2024-06-04", "19:30", "Guildhall, Ashby"),
        ),
        # fields in the line
        (
            "# Works Committee\n\nDate: 4 June 2024\n\nTime: 10.00 am - 12.30 pm\n\nPlace: Guildhall, Ashby.",
            ("Works Committee", "2024-06-04", "10:00", "Guildhall, Ashby"),
        ),
        (
            "# Works Committee\n\nDate and time:\tTuesday 4 June 2024 at 10 am\n\nLocation:\tTeams",
            ("Works Committee", "2024-06-04", "10:00", "Teams"),
        ),
        # the time is told in a sentence of its own
        (
            "# Minutes of the Works Committee, 4 June 2024\n\nThe Chair opened the meeting at 7.30 pm.",
            ("Works Committee", "2024-06-04", "19:30", None),
        ),
        # an online meeting
        (
            "Minutes of the meeting of the Works Committee held via Zoom on Tuesday 4 June 2024 at 6 pm",
            ("Works Committee", "2024-06-04", "18:00", "Zoom"),
        ),
        # behind the time, with a link
        (
            "# Works Committee\n\nTuesday 4 June 2024\n\n6:00 PM Virtual Meeting - https://example.org/j/1234",
            ("Works Committee", "2024-06-04", "18:00", "Virtual Meeting - https://example.org/j/1234"),
        ),
        # in front of the day
        (
            "# Works Committee\n\nVideo Conference with No Public Seats 6:00 PM Tuesday 4 June 2024",
            ("Works Committee", "2024-06-04", "18:00", "Video Conference with No Public Seats"),
        ),
        # a place where no meeting is held
        (
            "# Works Committee\n\n4 June 2024 6 pm\n\nVirtual Meeting\n\nMeetings will not be in the Council Chamber until further notice.",
            ("Works Committee", "2024-06-04", "18:00", "Virtual Meeting"),
        ),
        # chambers
        (
            "# Works Committee\n\n4 June 2024\n\nCity Hall Council Chambers 12 Mill Lane Ashby",
            ("Works Committee", "2024-06-04", None, "City Hall Council Chambers 12 Mill Lane Ashby"),
        ),
        # the place first
        (
            "Minutes of the meeting of the Works Committee held in Ashby Village Hall on 4 June 2024",
            ("Works Committee", "2024-06-04", None, "Ashby Village Hall"),
        ),
        (
            "Minutes of the meeting of the Works Committee held on 4 June 2024 at 7 pm in the Mayor's Parlour",
            ("Works Committee", "2024-06-04", "19:00", "Mayor's Parlour"),
        ),
        # the place in a line below
        (
            "Minutes of the meeting of the Works Committee held on 4 June 2024\n\nat the Guildhall, Ashby",
            ("Works Committee", "2024-06-04", None, "Guildhall, Ashby"),
        ),
        # business under a reference in two words is no heading
        (
            "# Ashby Parish Council\n\nHeld at 7.30 pm on 4 June 2024\n\n*PC 24/11 APOLOGIES\n\nNone.\n\n*PC 24/12 OPEN FORUM",
            ("Ashby Parish Council", "2024-06-04", "19:30", None),
        ),
        # the minutes of another meeting are business, be its number no label
        (
            "# ASHBY POLICE PANEL\n\nTUESDAY 4 JUNE 2024 AT 1.30PM\n\n*MINUTES\n\nPresent: Ann Ash\n\n"
            "*31 INTERESTS\n\nNone.\n\n*32 MINUTES OF THE MEETING HELD ON 2 MAY 2024\n\nAgreed.",
            ("ASHBY POLICE PANEL", "2024-06-04", "13:30", None),
        ),
        # the committee behind its council
        ("# ASHBY CITY COUNCIL – LICENSING SUB-COMMITTEE\n\n4 June 2024", ("LICENSING SUB-COMMITTEE", "2024-06-04", None, None)),
        # nothing but the day
        ("# Works Committee\n\n4 June 2024", ("Works Committee", "2024-06-04", None, None)),
    ],
)
def test_house_styles_of_minutes(printed: str, expected: tuple[str | None, str, str | None, str | None]) -> None:
    found = meeting(printed)
    assert (found.committee, found.date, found.start_time, found.venue) == expected
    assert found.role == "recorded"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (
            "# AGENDA\n\nYou are summoned to attend a meeting of Ashby Town Council on Tuesday 4 June 2024 at\n7.30 pm in the Guildhall.",
            ("Ashby Town Council", "2024-06-04", "19:30", "Guildhall"),
        ),
        (
            "# Works Committee\n\nA meeting of the Works Committee will be held at the Town Hall, Ashby on\n"
            "Tuesday 4 June 2024 commencing at 10.00 am",
            ("Works Committee", "2024-06-04", "10:00", "Town Hall, Ashby"),
        ),
        (
            "# Works Committee\n\nPublished: 28 May 2024\n\n*Tuesday 4 June 2024, 7.30 pm\n\n# AGENDA",
            ("Works Committee", "2024-06-04", "19:30", None),  # the day of publication is another
        ),
    ],
)
def test_house_styles_of_agendas(printed: str, expected: tuple[str | None, str, str | None, str | None]) -> None:
    found = meeting(printed, "agenda")
    assert (found.committee, found.date, found.start_time, found.venue) == expected
    assert found.role == "announced"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("*RECORD OF DECISIONS TAKEN BY THE EXECUTIVE ON TUESDAY 4 JUNE 2024\n\nPublished: 6 June 2024", [("EXECUTIVE", "2024-06-04")]),
        ("# Ashby Council\n\nDecisions made by the Works Committee on 4 June 2024", [("Works Committee", "2024-06-04")]),
        ("# Decision of a Cabinet Member\n\nDate: 4 June 2024", []),  # nobody met
        ("# Decisions taken by Cabinet Members on 4 June 2024", []),
    ],
)
def test_notices_of_what_a_body_decided(printed: str, expected: list[tuple[str | None, str]]) -> None:
    assert [(found.committee, found.date) for found in find(printed, "decision_notice")[0]] == expected


def test_fields_in_a_table() -> None:
    sheet = Sheet()
    rows = [("Meeting", "Works Committee"), ("Date", "4 June 2024"), ("Time", "10.00 am - 12.30 pm"), ("Venue", "Guildhall, Ashby")]
    sheet.table((72, 172, 472), (120, 144, 168, 192, 216), rows)
    found = find_meetings(material_of(sheet, kind="minutes")).records
    assert [(m.committee, m.date, m.start_time, m.end_time, m.venue) for m in found] == [
        ("Works Committee", "2024-06-04", "10:00", "12:30", "Guildhall, Ashby")
    ]


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        # the minutes of an earlier meeting
        ("# Works Committee\n\n*4 June 2024\n\nThe minutes of the meeting held on 7 May 2024 were approved.", "2024-06-04"),
        ("# Works Committee\n\nThe minutes of the meeting held on 7 May 2024 were approved.\n\n*4 June 2024", "2024-06-04"),
        # the next one
        ("# Works Committee\n\nNext meeting: 2 July 2024\n\n*4 June 2024", "2024-06-04"),
        # the sentence goes before a heading
        ("# Plans of 1 May 2024\n\nMinutes of the meeting of the Works Committee held on 4 June 2024", "2024-06-04"),
        # the day on which a paper was sent
        ("# Works Committee\n\nThe reports follow the agenda that was sent out on 1 June 2024.\n\n*4 June 2024 at 7 pm", "2024-06-04"),
        ("# Works Committee\n\nDate of publication: 1 June 2024\n\n*4 June 2024", "2024-06-04"),
        # items of business are not looked at
        ("# Works Committee\n\n*4 June 2024\n\n1.\tMinutes of the meeting held on 7 May 2024", "2024-06-04"),
    ],
)
def test_the_day_is_the_meeting_s_own(printed: str, date: str) -> None:
    assert meeting(printed).date == date


@pytest.mark.parametrize(
    ("closing", "time"),
    [
        ("The meeting closed at 9.15 pm.", "21:15"),
        ("There being no further business the Chair closed the meeting at 9.15pm", "21:15"),
        ("Meeting ended: 21.15", "21:15"),
        ("The Chairman declared the meeting closed at 9.15 p.m.", "21:15"),
        ("The hall closes at 10 pm.", None),
        ("The next meeting is on 2 July 2024 at 7.30 pm.", None),
    ],
)
def test_the_end(closing: str, time: str | None) -> None:
    assert meeting(f"# Works Committee\n\n*4 June 2024, 7.30 pm\n\n1.\tApologies\n\nThere were none.\n\n{closing}").end_time == time


def test_a_day_in_a_field_goes_before_that_of_the_minutes_spoken_of_below() -> None:
    sheet = Sheet()
    rows = [["Meeting", "Works Committee"], ["Date", "4 June 2024"], ["Place", "Guildhall, Ashby"]]
    sheet.table([72, 150, 400], [60, 84, 108, 132], rows)
    sheet.lines(["Minutes of the meeting held on 7 May 2024", "These were agreed."], top=150)
    (found,) = find_meetings(material_of(sheet, kind="minutes")).records
    assert (found.committee, found.date, found.venue) == ("Works Committee", "2024-06-04", "Guildhall, Ashby")


def test_an_end_without_pm_is_of_the_evening_where_it_would_lie_before_the_start() -> None:
    (found,), _ = find("# Works Committee\n\n4 June 2024, 7.30 pm\n\n1.\tClose\n\nThe meeting closed at 9.05.")
    assert (found.start_time, found.end_time) == ("19:30", "21:05")


def test_both_times_at_the_end() -> None:
    found = meeting(f"# Works Committee\n\n4 June 2024\n\n{BODY}\n\nDuration of the meeting: 7.00 - 9.05 pm")
    assert (found.start_time, found.end_time) == ("19:00", "21:05")


def test_an_agenda_has_no_end() -> None:
    assert meeting("# Works Committee\n\n*4 June 2024\n\nThe meeting closed at 9.15 pm.", "agenda").end_time is None


@pytest.mark.parametrize(
    "printed",
    [
        "# Works Committee",  # no day
        "# Works Committee\n\nJune 2024",  # a month is no day
    ],
)
def test_without_a_day_there_is_no_meeting(printed: str) -> None:
    assert find(printed)[0] == []


def test_without_a_body_it_is_the_council_s() -> None:
    (found,), _ = find("# Minutes\n\n*4 June 2024", council="Ashby Town Council")
    assert found.committee == "Ashby Town Council"


def test_a_wrong_weekday_is_told_of() -> None:
    (found,), findings = find("# Works Committee\n\n*Friday 4 June 2024")
    assert found.date == "2024-06-04"
    assert [(finding.code, finding.severity, finding.page, finding.quote) for finding in findings] == [
        ("weekday-mismatch", "warning", 1, "Friday 4 June 2024")
    ]


def test_a_right_weekday_is_not() -> None:
    assert find("# Works Committee\n\n*Tuesday 4 June 2024")[1] == []


def test_each_section_has_its_meeting() -> None:
    sections = [
        Section(ordinal=1, kind="agenda", page_start=1, page_end=1),
        Section(ordinal=2, kind="minutes", page_start=2, page_end=2),
        Section(ordinal=3, kind="report", page_start=3, page_end=3),
    ]
    material = material_of(
        typed("# Works Committee\n\n*4 June 2024", 1),
        typed("# Works Committee\n\n*7 May 2024", 2),
        typed("# Report\n\n*4 June 2024", 3),
        sections=sections,
    )
    assert [(m.id[-6:], m.date, m.role, m.section, m.source.page, m.source.quote) for m in find_meetings(material).records] == [
        ("s-p1-1", "2024-06-04", "announced", 1, 1, "4 June 2024"),
        ("s-p2-1", "2024-05-07", "recorded", 2, 2, "7 May 2024"),
    ]
