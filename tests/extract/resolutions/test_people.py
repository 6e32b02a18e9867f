"""Movers and seconders, as minutes name them."""

from __future__ import annotations

import pytest

from pipeline.extract.resolutions.people import find_movers, find_single, full_name, plain_name
from pipeline.records import Attendance, Source

PAIRS = [
    ("Proposed by Cllr Moss, seconded by Cllr Fern.", ("Moss", "Fern"), "passive, one sentence"),
    ("It was moved by Councillor Moss and seconded by Councillor d'Arcy:", ("Moss", "d'Arcy"), "a name with a small letter"),
    ("Mr Moss proposed, and Mrs Fern seconded the motion that", ("Moss", "Fern"), "active"),
    ("Councillor Moss moved as an amendment, seconded by Councillor van Reed:", ("Moss", "van Reed"), "active, then passive"),
    ("Councillor Moss moved an amendment, which Councillor Fern seconded, to", ("Moss", "Fern"), "a clause of its own"),
    ("Proposed – AM; Seconded – BF.", ("AM", "BF"), "initials behind dashes"),
    ("Prop. AM, sec. BF", ("AM", "BF"), "cut short"),
    ("1st AM 2nd BF", ("AM", "BF"), "first and second"),
    ("Proposed: Cllr A Moss. Seconded: Cllr B Fern.", ("A Moss", "B Fern"), "fields"),
    ("On the motion of Councillor Moss, seconded by Councillor Fern,", ("Moss", "Fern"), "on the motion of"),
    ("Cllr Moss (Chair) proposed and Cllr Fern seconded", ("Moss", "Fern"), "with the office"),
]


@pytest.mark.parametrize(("text", "expected", "case"), PAIRS, ids=[case for *_, case in PAIRS])
def test_pairs(text: str, expected: tuple[str, str], case: str) -> None:
    movers = find_movers(text)
    assert movers is not None and (movers.mover, movers.seconder) == expected


@pytest.mark.parametrize("text", ["Cllr Moss proposed a walk.", "The proposed works were seconded to June.", "It was agreed by all."])
def test_no_pair(text: str) -> None:
    assert find_movers(text) is None


def test_in_two_sentences() -> None:
    text = "Councillor Moss, in moving it, spoke of the cost. It was seconded by Councillor Fern. Councillor Reed asked why."
    assert find_single(text) == ("Moss", "Fern")
    assert find_single("Nobody spoke.") == (None, None)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Councillor Ann Moss", "Ann Moss"),
        ("Sir Bo Fern, CBE", "Bo Fern"),
        ("the Lord Mayor", "Lord Mayor"),
        ("Cllr. Mrs C Reed", "C Reed"),
        ("the Chairman (Councillor Moss)", "Moss"),
        ("", None),
    ],
)
def test_names_stand_without_titles(printed: str, expected: str | None) -> None:
    assert plain_name(printed) == expected


def test_initials_and_offices_are_resolved() -> None:
    def person(name: str, initials: str | None = None, role: str | None = None) -> Attendance:
        source = Source(page=1, quote=name, bbox=(0, 0, 1, 1))
        return Attendance(
            id=name, meeting_id="m", name=name, capacity="member", status="present", source=source, initials=initials, role=role
        )

    here = [person("Ann Moss", "AMo", "Chair"), person("Bo Fern"), person("Cy Reed"), person("Clare Read")]
    assert full_name("AMo", here) == "Ann Moss"
    assert full_name("BF", here) == "Bo Fern", "by the letters of the name"
    assert full_name("CR", here) == "CR", "two people have these letters"
    assert full_name("Chairman", here) == "Ann Moss"
    assert full_name("Stone", here) == "Stone"
    assert full_name(None, here) is None
