"""The title of a paper, as printed."""

from __future__ import annotations

import pytest
from pages import BOLD, Sheet, paragraphs_of, typed

from pipeline.divide.cues import look_at
from pipeline.divide.title import find_title, own_title

BODY = "The gate in Mill Lane had been painted, and the Committee asked for the roof to\nbe mended before the winter."


def title(sheet: Sheet) -> str | None:
    return find_title(look_at(paragraphs_of(sheet)))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (f"Ashby Town Council\n\nTitle:\tLease of the depot\n\n{BODY}", "Lease of the depot"),  # a label in the margin
        (f"# Works Committee\n\nSubject\tLease of the depot\n\n{BODY}", "Lease of the depot"),  # there without a colon too
        (f"SUBJECT: Lease of the depot\n\n{BODY}", "Lease of the depot"),  # and in the line
        (f"Report title:\tLease of the depot\n\n# A heading set larger\n\n{BODY}", "Lease of the depot"),  # before anything larger
        (f"Subject matter of the lease\n\n{BODY}", "Subject matter of the lease"),  # no label
        (f"Title of decision:\tLease of the depot\n\n{BODY}", "Lease of the depot"),
        (f"# Record of decision\n\n*Subject\n\nLease of the depot\n\n*Reasons\n\n{BODY}", "Lease of the depot"),  # below its field
        (f"# Record of decision\n\n*Subject\n\nWard: Ashby\n\nLease of the depot\n\n{BODY}", "Lease of the depot"),  # and not another field
        (f"# Lease of the depot\n\n{BODY}", "Lease of the depot"),
        (f"Ashby\n\n# Lease of the depot\n\n{BODY}", "Lease of the depot"),  # what is largest
        (f"# Ashby Town Council\n\n*Lease of the depot\n\n{BODY}", "Lease of the depot"),  # a council's name alone is none
        (f"# ASHBY TOWN COUNCIL\n\n# LEASE OF THE DEPOT\n\n{BODY}", "LEASE OF THE DEPOT"),
        (f"# PART 1 - PUBLIC\n\n# Lease of the depot\n\n{BODY}", "Lease of the depot"),
        (f"# Tuesday 4 June 2024\n\n# Lease of the depot\n\n{BODY}", "Lease of the depot"),  # nor a date
        (f"# 4 June 2024\n\n# Lease of the depot\n\n{BODY}", "Lease of the depot"),
        (f"# Agenda Item 5\n\n# Lease of the depot\n\n{BODY}", "Lease of the depot"),
        (f"# Notes of a visit\n\n1.\tThe depot\n\nSubject: its lease\n\n{BODY}", "Notes of a visit"),  # a field of an item
        (f"# Confidential\n\n# Lease of the depot\n\n{BODY}", "Lease of the depot"),
        (f"Lease of the depot\n\n{BODY}\n\n{BODY}", "Lease of the depot"),  # nothing stands out: the first line
        (f"{BODY}\n\n*Lease of the depot\n\n{BODY}", "Lease of the depot"),  # bold type stands out
        (f"{BODY}\n\nLEASE OF THE DEPOT\n\n{BODY}", "LEASE OF THE DEPOT"),  # and so do capitals
        (f"# Appendix B: Risks\n\n*Works\n\n{BODY}", "Appendix B: Risks"),  # what an appendix is called
        (f"# Appendix B\n\n*Risks\n\n{BODY}", "Risks"),
        (f"Minutes of the Works Committee\n\n*1.\tApologies\n\n{BODY}", "Minutes of the Works Committee"),  # no heading of an item
        (f"*Regular Meeting Agenda\n\nAsh\n\nElm\n\nOak\n\n*How to listen, and how to write to us\n\n{BODY}", "Regular Meeting Agenda"),
        ("", None),
        ("12", None),
    ],
)
def test_title(printed: str, expected: str | None) -> None:
    assert title(typed(printed)) == expected


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("Lease of the depot", "Lease of the depot"),
        ("Lease", "Lease"),
        ("Untitled design", None),
        ("Microsoft Word - Lease of the depot.doc", None),
        ("ACFrOgCQ-juicZ4uBVB3sTqd0IUeNZ0M4BLg2", None),
        (None, None),
    ],
)
def test_the_title_that_a_file_itself_has(printed: str | None, title: str | None) -> None:
    assert own_title(printed) == title


def test_a_title_over_several_paragraphs_is_joined() -> None:
    sheet = Sheet()
    for place, words in enumerate(("Lease of the depot", "in Mill Lane", "and its roof")):
        sheet.write(words, top=120 + 24 * place, size=18, font=BOLD)
    sheet.lines(BODY.split("\n"), top=220)
    assert title(sheet) == "Lease of the depot in Mill Lane and its roof"


@pytest.mark.parametrize(
    ("top", "size", "font"),
    [
        (190, 18, BOLD),  # far below
        (144, 14, BOLD),  # smaller
        (144, 18, "ABCDEF+Arial"),  # not bold
    ],
)
def test_what_looks_otherwise_is_no_part_of_the_title(top: float, size: float, font: str) -> None:
    sheet = Sheet()
    sheet.write("Lease of the depot", top=120, size=18, font=BOLD)
    sheet.write("in Mill Lane", top=top, size=size, font=font)
    sheet.lines(BODY.split("\n"), top=260)
    assert title(sheet) == "Lease of the depot"


def test_a_title_in_the_cell_beside_its_label() -> None:
    sheet = Sheet()
    sheet.table((72, 172, 472), (120, 150, 180), [("Subject", "Lease of the depot"), ("Wards", "All")])
    sheet.lines(BODY.split("\n"), top=220)
    assert title(sheet) == "Lease of the depot"


def test_a_title_of_two_paragraphs_in_one_cell() -> None:
    sheet = Sheet()
    sheet.table((72, 172, 472), (120, 180), [("Title:", "Lease of the depot\n\nand its roof")])
    sheet.lines(BODY.split("\n"), top=220)
    assert title(sheet) == "Lease of the depot and its roof"


def test_a_word_in_a_cell_is_no_title() -> None:
    sheet = typed(f"Summons to the council\n\n{BODY}")
    sheet.table((72, 272, 472), (300, 340, 380), [("", ""), ("Clerk", "Mend the gate")])
    sheet.write("OWNER", 80, 310, size=14, font=BOLD)
    assert title(sheet) == "Summons to the council"
