"""Which council a paper is of."""

from __future__ import annotations

import pytest
from pages import Sheet, read_sheets, typed

from pipeline.divide.council import find_council


def council(*texts: str) -> str | None:
    return find_council(read_sheets(*(typed(text, number) for number, text in enumerate(texts, 1))))


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Ashby Town Council", "Ashby Town Council"),
        ("ASHBY TOWN COUNCIL", "Ashby Town Council"),
        ("BURTON-ON-LEA PARISH COUNCIL", "Burton-on-Lea Parish Council"),
        ("Minutes of Ashby Parish Council", "Ashby Parish Council"),
        ("Minutes of the meeting of the Mid Lea District Council", "Mid Lea District Council"),
        ("London Borough of Leaside", "London Borough of Leaside"),
        ("Royal Borough of Lea and Marsh", "Royal Borough of Lea and Marsh"),
        ("North and South Lea Combined Authority", "North and South Lea Combined Authority"),
        ("Lea Valley County Council", "Lea Valley County Council"),
        ("Minutes of the Ashby Parish Council meeting held on 4 June", "Ashby Parish Council"),
        ("Ashby on the Hill Parish Council", "Ashby on the Hill Parish Council"),
        ("ASHBY-IN-THE-MARSH PARISH COUNCIL", "Ashby-in-the-Marsh Parish Council"),
        ("Chapel-en-le-Lea Town Council", "Chapel-en-le-Lea Town Council"),
        ("Ashby St. Peter Parish Council", "Ashby St. Peter Parish Council"),
        ("Lea Moors National Park Authority", "Lea Moors National Park Authority"),
        ("Leashire Fire and Rescue Authority", "Leashire Fire and Rescue Authority"),
        ("National Park Authority", None),  # of no park
        ("The Council", None),
        ("Parish Council", None),  # nobody's name
        ("Full Council", None),
        ("Ashby Town Council Tax", None),  # a tax
        ("Ashby Council Chamber", None),  # a room
        ("Works Committee", None),
        ("City of Ashby", "City of Ashby"),  # a municipality that is no `Council`
        ("The Corporation of the Township of Mid Lea", "Township of Mid Lea"),
        ("A plan for the City of Ashby", None),  # not alone in its line
    ],
)
def test_names(printed: str, name: str | None) -> None:
    assert council(f"# {printed}") == name


def test_the_name_printed_most_often_wins() -> None:
    text = "A letter came from Marsh District Council.\n\nAshby Town Council thanked them.\n\nAshby Town Council will reply."
    assert council(text) == "Ashby Town Council"


def test_a_heading_counts_for_more_than_a_mention() -> None:
    assert (
        council("# Ashby Town Council\nMarsh District Council wrote.\n\nMarsh District Council is to be thanked.") == "Ashby Town Council"
    )


def test_the_name_that_the_first_line_opens_with_counts_for_more_than_headings() -> None:
    text = (
        "# Ashby Parish Council - 4th June 2024\n\n# 4 Marsh District Council plan\n\nIt was read.\n\n# 6 Marsh District Council elections"
    )
    assert council(text) == "Ashby Parish Council"


def test_a_municipality_that_a_paper_often_speaks_of() -> None:
    often = "The City of Ashby asks. The City of Ashby tells. In the City of Ashby. For the City of Ashby."
    assert council(often) == "City of Ashby"
    assert council("The City of Ashby asks.") is None
    assert council(f"{often} To the City of Marsh. By the City of Marsh. On the City of Marsh.") is None


def test_the_first_page_counts_most() -> None:
    assert council("Ashby Town Council", "Marsh District Council", "Marsh District Council") == "Ashby Town Council"


def test_a_name_s_shorter_form_counts_for_it() -> None:
    assert (
        council("Ashby Council\n\nMarsh Parish Council\n\nAshby Town Council\n\nMarsh Parish Council\n\nAshby Council") == "Ashby Council"
    )


def test_a_running_footer_names_its_council() -> None:
    sheets = [typed("# Minutes", number) for number in (1, 2)]
    for sheet in sheets:
        sheet.write("Ashby Town Council", top=800)
    assert find_council(read_sheets(*sheets)) == "Ashby Town Council"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("www.bromley.gov.uk", "London Borough of Bromley"),  # in the list of addresses
        ("https://democracy.kent.gov.uk/papers", "Kent County Council"),
        ("www.leaside-nowhere.gov.uk", None),
        ("www.bromley.example", None),
    ],
)
def test_web_addresses(address: str, name: str | None) -> None:
    assert council(f"See {address} for more.") == name


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("# St Anne’s Church of England Primary School\n\nMinutes of the Governing Body", "St Anne’s Church of England Primary School"),
        ("# ASHBY PRIMARY SCHOOL BOARD OF GOVERNORS\n\nMinutes", "Ashby Primary School"),
        ("# Ashby Libraries IPS Ltd Annual General Meeting\n\nThe accounts", "Ashby Libraries IPS Ltd"),
        ("# ASHBY COMMUNITY COLLEGE\n\nMinutes", "Ashby Community College"),
        (
            "# Leashire Police and Crime Panel\n\nA Ash, Ashby Town Council\n\nB Birch, Marsh District Council",
            "Leashire Police and Crime Panel",
        ),
        ("# Ashby Town Council\n\n# Lea School\n\nThe fence is to be mended.", "Ashby Town Council"),  # a paper about one
        ("# Fence of Ashby School\n\nAshby Town Council will mend it.", "Ashby Town Council"),
    ],
)
def test_bodies_that_are_no_councils(printed: str, name: str) -> None:
    assert council(printed) == name


def test_a_web_address_that_its_line_s_end_cuts() -> None:
    assert council("# Works Committee\n\nAsk for: Dan Dale\ndan.dale@barnsley\n.gov.uk") == "Barnsley Metropolitan Borough Council"


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Write to clerk@northash.ex.gov. Whatever is in the City of North Ash or Mid Lea District Council's area.", "City of North Ash"),
        ("Write to clerk@northashpc.org, who asked what North Ash Parish Council had done.", "North Ash Parish Council"),
        ("Write to clerk@otherplace.org, who asked what North Ash Parish Council had done.", None),
    ],
)
def test_a_body_whose_address_a_paper_prints(printed: str, name: str | None) -> None:
    lines = "\n\n".join(["The wall is old.", *["It was built of stone, and mended with brick."] * 12, printed])
    assert council(lines) == name


def test_no_pages_name_no_council() -> None:
    assert find_council([]) is None
    assert find_council(read_sheets(Sheet())) is None


FILLER = "\n\n".join(f"Words of paragraph {number} that name nobody." for number in range(12))


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        ((FILLER, "A letter came from Ashby Town Council."), None),  # of whom a report only speaks
        ((FILLER, "The scheme of Kent County Council is a model."), "Kent County Council"),  # the one of the list, and no other
        ((FILLER, "Kent County Council and Medway Council were asked."), None),  # two of the list, once each
        ((FILLER, "Kent County Council agreed.\n\nKent County Council and Medway Council were asked."), "Kent County Council"),
        (
            ("www.kent.gov.uk\n\n" + FILLER, "Medway Council agreed.\n\nMedway Council was asked.\n\nMedway Council left."),
            "Kent County Council",
        ),
    ],
)
def test_what_running_text_names_is_a_witness_in_need_only(texts: tuple[str, ...], name: str | None) -> None:
    assert council(*texts) == name


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("LEASIDE COMMUNITY PRIMARY SCHOOL\nMinutes of the Full Governing Body", "Leaside Community Primary School"),
        ("LEASIDE COMMUNITY\nPRIMARY SCHOOL\nAccessibility plan", "Leaside Community Primary School"),  # over two lines
        ("PRIMARY SCHOOL BOARD OF GOVERNORS\nMinutes", None),  # a name that was a picture
    ],
)
def test_a_school_at_the_head(head: str, name: str | None) -> None:
    assert council(head) == name


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("School name: Quarry Lane Primary School", "Quarry Lane Primary School"),  # behind its label
        ("School name\n\nQuarry Lane Primary School\n\nPupils in school", "Quarry Lane Primary School"),  # in the next cell
        ("School name\n\nPrimary School", None),  # nobody's name
        ("Pupils of Quarry Lane Primary School", None),  # no label
    ],
)
def test_a_form_names_its_school_behind_a_label(printed: str, name: str | None) -> None:
    assert council(f"# Strategy for the year\n\nWhat it costs.\n\nWhat it brings.\n\n{printed}") == name
