"""What is personal to people of the public, and what councils publish of their members and officers."""

from __future__ import annotations

import pytest
from pages import material_of, typed

from pipeline.extract.personal import find_personal_data, marks_of
from pipeline.extract.personal.marks import printed_lines


def found(text: str) -> list[tuple[str, str]]:
    return [(mark.kind, text[mark.start : mark.end]) for mark in marks_of(printed_lines(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A resident wrote from ivy.larch@gmail.com about the hedge.", [("e-mail", "ivy.larch@gmail.com")]),
        ("Ivy Larch (ilarch72@btinternet.com) asked for a bench.", [("e-mail", "ilarch72@btinternet.com")]),
        ("An objection came from tom_reed@reedfamily.example, a neighbour.", [("e-mail", "tom_reed@reedfamily.example")]),
        ("The resident can be called on 01632 960001 after six.", [("telephone", "01632 960001")]),
        ("Mr Tom Reed, 07700 900123", [("telephone", "07700 900123")]),
        ("Mrs Ivy Larch, 12 Gorse Lane, Wexcombe WX1 2AB, objected.", [("address", "12 Gorse Lane, Wexcombe WX1 2AB")]),
        ("Letter from Ivy Larch of 12 Gorse Lane about the hedge", [("address", "12 Gorse Lane")]),
        ("Ivy Larch\n12 Gorse Lane\nasked that the hedge be cut.", [("address", "12 Gorse Lane")]),
        ("Dr Tom Reed, Rose Cottage, Mill Lane, Wexcombe", [("address", "Rose Cottage, Mill Lane, Wexcombe")]),
        (
            "We, the undersigned, ask for a bridge.\nIvy Larch\n12 Gorse Lane\nTom Reed, 4 Mill Road\nThe petition was received.",
            [("name", "Ivy Larch"), ("address", "12 Gorse Lane"), ("name", "Tom Reed"), ("address", "4 Mill Road")],
        ),
        (
            "Petition for a crossing\nName Address Signature\n1. Ivy Larch 12 Gorse Lane signed\n2. Mr T Reed 4 Mill Road signed",
            [("name", "Ivy Larch"), ("address", "12 Gorse Lane"), ("name", "Mr T Reed"), ("address", "4 Mill Road")],
        ),
        (
            "Petition for a crossing\nName\nAddress\nSignature\nIvy Larch\n12 Gorse Lane",
            [("name", "Ivy Larch"), ("address", "12 Gorse Lane")],
        ),
    ],
)
def test_what_is_personal(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("Contact: Tom Reed, Democratic Services Officer, 01632 960001, tom.reed@wexcombe.gov.uk", "an officer's line"),
        ("Contact Officer: Tom Reed\nTel: 01632 960001\nE-mail: tom.reed@wexcombe.gov.uk", "an officer's lines"),
        ("8 Mint Walk\nTom Reed\n01632 960001\ntom.reed@wexcombe.gov.uk", "a name over the address of a public body"),
        ("Councillor Ivy Larch, 12 Gorse Lane, Wexcombe, 07700 900123, ivy.larch@gmail.com", "what a member publishes"),
        ("Clerk: Mrs Ivy Larch, 12 Gorse Lane, Wexcombe. wexcombepc@gmail.com 07700 900123", "a parish clerk who works at home"),
        ("Wexcombe Parish Council, clerk@wexcombe.org.uk", "an office"),
        ("Write to info@larchbuilders.example", "an office"),
        ("24/0123/FUL 12 Gorse Lane, Wexcombe: extension. Applicant: Mrs Ivy Larch", "the register of planning applications"),
        ("Mrs Ivy Larch, 12 Gorse Lane: planning application for a porch", "an application"),
        ("The meeting was held at Wexcombe Hall, 12 Gorse Lane", "a venue"),
        ("Bernard Holt House\n8 Mint Walk\nWexcombe", "an office building"),
        ("The Street, 2020 Road Plan", "no address"),
        ("Potholes in Mill Road and 12 Gorse Lane were reported.", "no name beside it"),
        ("Ref 01632 960 and 2019/20 figures 07700 9001234567", "no telephone number"),
        ("A petition of 48 signatures was received from residents of Mill Lane.", "a petition that is only reported"),
        ("Name Post Signature\nTom Reed Director of Housing signed", "signatures that are no petition"),
    ],
)
def test_what_is_not(text: str, case: str) -> None:
    assert found(text) == [], case


def test_it_is_a_row_with_its_place_and_a_finding_without_its_words() -> None:
    text = "# Minutes of the Hedges Committee\n\nA resident wrote from ivy.larch@gmail.com about the hedge.\n"
    data = find_personal_data(material_of(typed(text), kind="minutes"))
    (row,) = data.records
    assert (row.id, row.kind, row.source.page, row.source.quote) == (f"{'a' * 16}-personal_data-p1-1", "e-mail", 1, "ivy.larch@gmail.com")
    (finding,) = data.findings
    assert (finding.code, finding.page, finding.quote) == ("personal-data", 1, None)
    assert "larch" not in finding.message


def test_restricted_pages_are_not_searched() -> None:
    data = find_personal_data(material_of(typed("# NOT FOR PUBLICATION\n\nA resident wrote from ivy.larch@gmail.com about the hedge.\n")))
    assert data.records == []
