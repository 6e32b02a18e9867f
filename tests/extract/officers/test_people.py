"""People behind labels and in blocks: which name goes with which post."""

from __future__ import annotations

import pytest

from pipeline.extract.officers.people import contact_details, find_people, only_names
from pipeline.records import Paragraph, Span


def lines(*texts: str) -> Paragraph:
    """Printed lines as one value."""
    spans, at = [], 0
    for text in texts:
        spans.append(Span(1, at, at + len(text)))
        at += len(text) + 1
    return Paragraph(text=" ".join(texts), spans=spans)


CASES = [
    (["Maud Ellery , Programme Manager, Independent Living", "Tel: 020 7946 0000 E-mail: m.ellery@exampleton.gov.uk"],
     [("Maud Ellery", "Programme Manager, Independent Living")], "contact details behind"),
    (["Maud Ellery, Assistant Director, Social Care &", "All Age Disability. Ext 6406."],
     [("Maud Ellery", "Assistant Director, Social Care & All Age Disability")], "a post over two lines"),
    (["Head of Planning: Ann Field; Head of Housing: Jim Brown"],
     [("Ann Field", "Head of Planning"), ("Jim Brown", "Head of Housing")], "posts before names"),
    (["Interim Director of Finance", "Ann Field", "01234 496000", "Chief Accountant", "Jim Brown"],
     [("Ann Field", "Interim Director of Finance"), ("Jim Brown", "Chief Accountant")], "posts above names"),
    (["Ann Field", "Head of Planning", "5 Mint Walk", "Exampleton EX1 2AB"], [("Ann Field", "Head of Planning")], "an address below"),
    (["Ann Field, Programme", "Manager and Jim Brown, Head of Digital"],
     [("Ann Field", "Programme Manager"), ("Jim Brown", "Head of Digital")], "two in one line"),
    (["Ann Field & Jim Brown"], [("Ann Field", None), ("Jim Brown", None)], "names alone"),
    (["Name: Ann Field Position: Strategic Director"], [("Ann Field", "Strategic Director")], "labels inside"),
    (["Corporate Director of Place"], [(None, "Corporate Director of Place")], "a post alone"),
    (["Ann Field (AF, Secretary)"], [("Ann Field", "Secretary")], "initials in the bracket"),
    (["Ann Field, Clerk, on 01234 496000"], [("Ann Field", "Clerk")], "a small word before the number"),
    (["see the attached paper"], [], "nobody"),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "people", "case"), CASES)
def test_people_of_a_value(texts: list[str], people: list[tuple[str | None, str | None]], case: str) -> None:
    assert [(person.name, person.post) for person in find_people(lines(*texts))] == people, case


def test_members_are_marked() -> None:
    found = find_people(lines("Jim Brown, Cabinet Member for Housing", "Ann Field, Corporate Director of Place"))
    assert [(person.name, person.member) for person in found] == [("Jim Brown", True), ("Ann Field", False)]


LISTS = [("Ann Field/Jim Brown", True), ("Ann Field and Jim Brown", True), ("Ann Field, Clerk", False)]


@pytest.mark.parametrize(("text", "answer"), LISTS)
def test_lists_of_names(text: str, answer: bool) -> None:
    assert only_names(text) is answer


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tel No: T: 01234 567890", "Tel No: T: 01234 567890"),
        ("E-mail address: jim@example.org", "E-mail address: jim@example.org"),
        ("M E T M E T " * 20, None),  # the columns of a grid: many labels and no number, which must be told soon
        ("t. " * 60, None),
    ],
)
def test_what_says_how_to_reach_somebody(text: str, found: str | None) -> None:
    match = contact_details().search(text)
    assert (match[0] if match else None) == found
