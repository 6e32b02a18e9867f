"""The body that meets, by its name in headings and sentences."""

from __future__ import annotations

import pytest
from pages import paragraphs_of, typed

from pipeline.extract.bodies import body_words
from pipeline.extract.committees import bare_name, find_committee

BODY = "The gate in Mill Lane had been painted, and the Committee asked for the roof to\nbe mended before the winter."


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Works Committee", "Works Committee"),
        ("WORKS COMMITTEE", "WORKS COMMITTEE"),
        ("Minutes of the Works Committee", "Works Committee"),
        ("Draft minutes of the Annual Meeting of Ashby Parish Council", "Ashby Parish Council"),
        ("Minutes of a meeting of the Works and Roads Sub-Committee held on 4 June 2024", "Works and Roads Sub-Committee"),
        ("Agenda for the Ordinary Meeting of Ashby Town Council", "Ashby Town Council"),
        ("Works Committee - 4 June 2024", "Works Committee"),
        ("Works Committee, Tuesday 4 June 2024", "Works Committee"),
        ("Tuesday 4 June 2024 Works Committee", "Works Committee"),  # the day first
        ("Meeting of the Cabinet (No. 5)", "Cabinet"),
        ("Minutes of the 45th Meeting of the Licensing Panel", "Licensing Panel"),
        ("Works Committee Agenda", "Works Committee"),
        ("Summons to attend a meeting of Ashby Town Council", "Ashby Town Council"),
        ("Notice of Meeting Works Committee", "Works Committee"),
        ("Extraordinary Works Committee Meeting", "Works Committee"),
        ("Open Board Meeting", "Board"),
        ("Open Spaces Committee", "Open Spaces Committee"),
        ("Ashby Neighbourhood Forum: minutes", "Ashby Neighbourhood Forum"),
        ("Overview and Scrutiny Committee for Health", "Overview and Scrutiny Committee for Health"),
        ("Board of Governors", "Board of Governors"),
        ("Finance & General Purposes Committee", "Finance & General Purposes Committee"),
        ("Works Committee was held in the Guildhall", "Works Committee"),
    ],
)
def test_bare_name(printed: str, name: str) -> None:
    assert bare_name(printed) == name


@pytest.mark.parametrize(
    ("word", "is_body"),
    [
        ("Sub Committee", True),
        ("Sub-Committee", True),
        ("Cabinet", True),
        ("committees", False),
        ("Working Party", True),
        ("Guildhall", False),
    ],
)
def test_body_words(word: str, is_body: bool) -> None:
    assert bool(body_words().search(word)) == is_body


def committee(printed: str, fields: tuple[int, ...] = ()) -> str | None:
    return find_committee(paragraphs_of(typed(f"{printed}\n\n{BODY}")), 11, fields)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("# Works Committee", "Works Committee"),
        ("# Ashby Town Council\n\n# Works Committee", "Works Committee"),  # a committee goes before its council
        ("# Ashby Town Council\n\n# Minutes", "Ashby Town Council"),  # the whole council
        ("# COUNCIL\n\n# MINUTES", "COUNCIL"),
        ("# Minutes\n\nMinutes of the meeting of the Works Committee held on 4 June 2024", "Works Committee"),
        ("# Summons\n\nYou are summoned to a meeting of the Works Committee on 4 June 2024 at 7 pm", "Works Committee"),
        ("# Agenda\n\nThe Works Committee will meet on 4 June 2024", "Works Committee"),
        # the sentence tells of the meeting, the heading of the department
        ("# Highways Board\n\nMinutes of the meeting of the Works Committee held on 4 June 2024", "Works Committee"),
        # a committee is named once and then spoken of
        ("# Works Committee\n\nMinutes of the meeting of the Committee held on 4 June 2024", "Works Committee"),
        ("# BOARD\n\n# MINUTES", "BOARD"),  # nothing else is printed
        ("# BOARD\n\nClerk to the Board: A Ash\n\n*4 June 2024", "BOARD"),  # a post
        ("# Minutes\n\n1.\tThe meeting of the Works Committee held on 4 June was noted", None),  # an item's words
        ("# Minutes of a site visit", None),
    ],
)
def test_find_committee(printed: str, name: str | None) -> None:
    assert committee(printed) == name


def test_a_field_goes_before_all_else() -> None:
    printed = "# Highways Board\n\nCommittee:\tWorks Committee\n\nMinutes of the meeting of the Roads Panel held on 4 June 2024"
    assert committee(printed, fields=(1,)) == "Works Committee"
    assert committee(printed) == "Roads Panel"
