"""The agenda that minutes print in front of their business."""

from __future__ import annotations

import pytest
from pages import material_of, typed

from pipeline.extract.agenda import find_agenda_items

HEAD = "# Minutes of the Works Committee\nheld on Tuesday 4 June 2024 in the Guildhall\n\nPresent: Ann Ash and Ben Birch\n\n"
BUSINESS = (
    "\n\n*{0} Minutes of the last meeting\n\nThey were agreed and signed."
    "\n\n*{1} Lease of the depot\n\nThe lease was talked about for an hour.\n\n*{2} Grit bins\n\nNine more are wanted."
)


def listed(printed: str, *references: str) -> list[tuple[str | None, str]]:
    material = material_of(typed(HEAD + printed + BUSINESS.format(*references)), kind="minutes")
    return [(item.number, item.title) for item in find_agenda_items(material, []).records]


ITEMS = ("WK 38/2024", "WK 39/2024", "WK 40/2024")


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (
            "Agenda:\nWK 38/2024 Minutes\nWK 39/2024 Depot\nWK 40/2024 Grit bins",
            [("WK 38/2024", "Minutes"), ("WK 39/2024", "Depot"), ("WK 40/2024", "Grit bins")],
        ),
        (
            "AGENDA\nWK38/2024 Minutes\nWK39/2024 Depot of the Works\nDepartment\nWK40/2024 Grit bins",  # a title over two lines
            [("WK38/2024", "Minutes"), ("WK39/2024", "Depot of the Works Department"), ("WK40/2024", "Grit bins")],
        ),
        ("Agenda:\nWK 38/2024 Minutes\nWK 39/2024 Depot\n\nThe Chair opened the meeting.", []),  # too few
        ("WK 38/2024 Minutes\nWK 39/2024 Depot\nWK 40/2024 Grit bins", []),  # nothing says that they are an agenda
        ("Agenda:\nThe Chair welcomed all those who had come.", []),
    ],
)
def test_items_listed_in_front_of_the_business(printed: str, expected: list[tuple[str, str]]) -> None:
    assert listed(printed, *ITEMS) == expected


def test_the_minutes_themselves_are_no_list() -> None:
    assert listed("Agenda", "1.", "2.", "3.") == []


def test_an_item_has_its_place() -> None:
    material = material_of(
        typed(HEAD + "Agenda:\nWK 38/2024 Minutes\nWK 39/2024 Depot\nWK 40/2024 Bins" + BUSINESS.format(*ITEMS)), kind="minutes"
    )
    (first, *_) = find_agenda_items(material, []).records
    assert (first.source.page, first.source.quote, first.ordinal, first.part) == (1, "WK 38/2024 Minutes", 1, "public")
