"""Interests declared at a meeting: who, of what kind, in which business."""

from __future__ import annotations

import pytest

from pipeline.extract.attendance import find_attendance
from pipeline.extract.declarations import find_declarations
from pipeline.extract.meetings import find_meetings
from tests.pages import Sheet, material_of

HEAD = [
    "HARBOUR TOWN COUNCIL",
    "Minutes of the meeting held on Tuesday 4 March 2025 at 7.00 pm in the Guildhall",
    "Present: Councillors Ada Marrow (Chair), Piers Halloway, Neal Shipton and Gemma Tolland",
]

CASES = [
    # surname behind a title, kind, numbered item, reason behind
    (
        "Councillor Halloway declared a disclosable pecuniary interest in item 7 as the owner of the slip.",
        [("Piers Halloway", "pecuniary", "item 7")],
    ),
    # two members in one sentence
    (
        "Councillors Halloway and Tolland each declared a personal interest in minute 45/25 because they moor boats there.",
        [("Piers Halloway", "personal", "minute 45/25"), ("Gemma Tolland", "personal", "minute 45/25")],
    ),
    # non-pecuniary is not pecuniary
    (
        "Councillor Marrow declared a non-pecuniary interest in the Boathouse lease.",
        [("Ada Marrow", "non-pecuniary", "the Boathouse lease")],
    ),
    # full name without title, no kind, no business
    ("Neal Shipton declared an interest.", [("Neal Shipton", "other", None)]),
    # initials of the attendance list, which may spell a word
    (
        "NS declared an interest in the planning application for Slip Cottage.",
        [("Neal Shipton", "other", "the planning application for Slip Cottage")],
    ),
    # somebody whom the list does not know stays as printed
    ("Councillor Ormsgate declared an interest in item 3.", [("Ormsgate", "other", "item 3")]),
    # nobody declared anything
    ("No declarations of interest were made.", []),
    # a reminder is no declaration
    ("Members were reminded that they should declare any interest in an item on the agenda.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_declared_interests(sentence: str, expected: list[tuple[str, str, str | None]]) -> None:
    sheet = Sheet()
    sheet.lines(HEAD, size=10)
    sheet.lines(["2. Declarations of Interest"], top=160, size=10)
    sheet.lines([sentence], top=190, size=6)
    material = material_of(sheet, kind="minutes")
    meetings = find_meetings(material).records
    found = find_declarations(material, meetings, find_attendance(material, meetings).records).records
    assert [(row.name, row.kind, row.item) for row in found] == expected
    assert all(row.source.quote in " ".join(material.pages[1].text.split()) for row in found)
    assert all(row.meeting_id == meetings[0].id for row in found)


def test_the_same_item_is_the_one_before() -> None:
    sheet = Sheet()
    sheet.lines(HEAD, size=10)
    text = (
        "Councillor Marrow declared an interest in item 9 as a trustee. Councillor Tolland declared an interest in the same item and left."
    )
    sheet.lines([text], top=190, size=6)
    material = material_of(sheet, kind="minutes")
    meetings = find_meetings(material).records
    found = find_declarations(material, meetings, find_attendance(material, meetings).records).records
    assert [(row.name, row.item) for row in found] == [("Ada Marrow", "item 9"), ("Gemma Tolland", "item 9")]
