"""Interests declared at a meeting: who, of what kind, in which business."""

from __future__ import annotations

import pytest

from pipeline.extract.attendance import find_attendance
from pipeline.extract.declarations import find_declarations
from pipeline.extract.meetings import find_meetings
from tests.pages import BOLD, Sheet, material_of, typed

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


def under_the_item(printed: str) -> list[tuple[str, str, str | None]]:
    text = "\n".join(HEAD) + f"\n\n*2.\tDeclarations of Interest\n\n{printed}\n\n*3.\tLease of the slip\n\nRESOLVED that it be renewed."
    material = material_of(typed(text), kind="minutes")
    meetings = find_meetings(material).records
    found = find_declarations(material, meetings, find_attendance(material, meetings).records).records
    assert all(row.source.quote in " ".join(material.pages[1].text.split()) for row in found)
    return [(row.name, row.kind, row.item) for row in found]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        # a sentence that does not speak of an interest
        ("Councillor Halloway declared that his firm mends the slip (item 6).", [("Piers Halloway", "other", "item 6")]),
        # lines with a dash or a comma
        ("Cllr Tolland – personal interest in item 6, a member of the club", [("Gemma Tolland", "personal", "item 6")]),
        ("Councillor Marrow - Item 6 - non-pecuniary - her husband works there.", [("Ada Marrow", "non-pecuniary", "Item 6")]),
        ("Cllr Shipton, a pecuniary interest in 24/060", [("Neal Shipton", "pecuniary", "24/060")]),
        # the business on a line above
        ("Item 7\n\nCllr Halloway declared a prejudicial interest as a tenant and left.", [("Piers Halloway", "pecuniary", "Item 7")]),
        # nobody
        ("None.", []),
        ("The Chair reminded members of the Code.", []),
        ("Councillor Halloway asked when the lease ends.", []),
    ],
)
def test_under_the_item_for_them(printed: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert under_the_item(printed) == expected


def test_a_table_of_declarations() -> None:
    sheet = typed("\n".join(HEAD) + "\n\n*2.\tDeclarations of Interest")
    rows = [
        ("Councillor", "Item", "Nature of interest"),
        ("P Halloway", "24/0101", "Knows the agent (personal)"),
        ("G Tolland", "24/0102", "Owns the field (pecuniary)"),
    ]
    sheet.table((72, 172, 272, 472), [230 + 24 * row for row in range(4)], rows)
    sheet.write("3.", 72, 340, font=BOLD)
    sheet.write("Lease of the slip", 108, 340, font=BOLD)
    sheet.write("RESOLVED that it be renewed.", 72, 360)
    material = material_of(sheet, kind="minutes")
    found = find_declarations(material, find_meetings(material).records, []).records
    assert [(row.name, row.kind, row.item) for row in found] == [
        ("P Halloway", "personal", "24/0101"),
        ("G Tolland", "pecuniary", "24/0102"),
    ]
