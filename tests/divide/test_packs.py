"""Where one paper of a pack ends and the next begins."""

from __future__ import annotations

from itertools import chain

import pytest
from pages import Sheet, paragraphs_of, read_sheets, typed

from pipeline.divide.packs import divide_pack, printed_numbers, referenced_pages
from pipeline.divide.paragraphs import find_on_page
from pipeline.divide.sheets import Leaf, leaf_of
from pipeline.records import OutlineEntry

AGENDA = """
# AGENDA
The Works Committee will meet on 4 June 2024 in the Guildhall.

1.	To receive apologies

2.	To consider the lease of the depot (Pages 3 - 4)

3.	To consider the roof (Page 5)
"""
MORE_AGENDA = "To consider any other business that the Chair takes to be urgent."
BODY = "The Committee noted that the gate in Mill Lane had been painted, and went on."
REPORT = "# Report of the Head of Streets\n\nReport to:\tWorks Committee\n\nDate:\t4 June 2024\n\nPurpose of report"
APPENDIX = "# Appendix A: tenders\n\nThe lowest tender was that of the firm in Ashby."
RESTRICTED = "Document is restricted"


def sheet_for(text: str, number: int, stamp: str | None = None, label: str | None = None) -> Sheet:
    sheet = typed(text, number)
    if stamp:
        sheet.write(f"Agenda Item {stamp}", 420, 30)
    if label:
        sheet.write(f"Page {label}", 280, 800)
    return sheet


def parts(*sheets: Sheet, outline: list[OutlineEntry] | None = None) -> list[tuple[int, int, str, str | None]]:
    """First and last page, kind of sheet and agenda item of each part."""
    pages = read_sheets(*sheets)
    paragraphs = [find_on_page(page) for page in pages]
    references = referenced_pages(chain.from_iterable(paragraphs))
    found = divide_pack([leaf_of(page) for page in pages], paragraphs, references, outline or [])
    return [(part.first, part.last, part.sheet, part.agenda_item) for part in found]


@pytest.mark.parametrize(
    ("printed", "references"),
    [
        ("5.\tLease of the depot (Pages 9 - 12)", [("5", 9, 12)]),
        ("5.\tLease of the depot (Page 9)", [("5", 9, 9)]),
        ("(5)\tLease of the depot pages 9 to 12", [("5", 9, 12)]),
        ("5.\tLease of the depot\n\n(Pages 9–12)", [("5", 9, 12)]),  # the reference stands below its item
        ("5.\tLease\n\n•\tthe roof (Page 9)", [("5", 9, 9)]),  # a bullet is no item's label
        ("Minutes (Pages 3 - 8)", [(None, 3, 8)]),
        ("5.\tLease of the depot", []),
        ("5.\tA paper of nine pages", []),
    ],
)
def test_referenced_pages(printed: str, references: list[tuple[str | None, int, int]]) -> None:
    assert referenced_pages(paragraphs_of(typed(printed))) == references


def test_a_printed_number_is_that_of_the_first_page_that_carries_it() -> None:
    leaves = [Leaf(number, "page", label=label) for number, label in ((1, None), (2, "7"), (3, "8"), (4, "8"))]
    assert printed_numbers(leaves) == {"7": 2, "8": 3}


def test_page_references_start_papers() -> None:
    sheets = [
        sheet_for(AGENDA, 1, label="1"),
        sheet_for(MORE_AGENDA, 2, label="2"),
        *(sheet_for(BODY, number, label=str(number)) for number in (3, 4, 5)),
    ]
    assert parts(*sheets) == [(1, 2, "page", None), (3, 4, "page", "2"), (5, 5, "page", "3")]


def test_references_are_to_printed_numbers() -> None:
    """The pack's first sheet is a cover that is not counted."""
    sheets = [sheet_for(AGENDA, 1), *(sheet_for(BODY, number, label=str(number - 1)) for number in (2, 3, 4, 5, 6))]
    assert [part[:2] for part in parts(*sheets)][-2:] == [(4, 5), (6, 6)]


def test_stamps_start_papers_and_go_before_references() -> None:
    sheets = [
        sheet_for(AGENDA, 1, label="1"),
        sheet_for(MORE_AGENDA, 2, label="2"),
        sheet_for(BODY, 3, stamp="2", label="3"),
        sheet_for(BODY, 4, label="4"),
        sheet_for(BODY, 5, stamp="4", label="5"),
    ]
    assert [(part[0], part[3]) for part in parts(*sheets)] == [(1, None), (3, "2"), (5, "4")]


def test_bookmarks_start_papers_and_appendices_but_not_their_chapters() -> None:
    outline = [
        OutlineEntry(depth=0, title="Agenda", page=1),
        OutlineEntry(depth=0, title="Lease", page=2),
        OutlineEntry(depth=1, title="Costs", page=3),
        OutlineEntry(depth=1, title="Appendix A - Letter", page=4),
        OutlineEntry(depth=0, title="nowhere"),
    ]
    sheets = [sheet_for(BODY, number) for number in (1, 2, 3, 4)]
    assert [part[:2] for part in parts(*sheets, outline=outline)] == [(1, 1), (2, 3), (4, 4)]


def test_a_run_of_blank_or_restricted_sheets_is_a_part() -> None:
    sheets = [
        sheet_for(AGENDA, 1),
        sheet_for(BODY, 2, stamp="2"),
        Sheet(3),
        sheet_for("This page is intentionally left blank", 4),
        sheet_for(RESTRICTED, 5, stamp="3"),
        sheet_for(RESTRICTED, 6),
        sheet_for(BODY, 7, stamp="4"),
    ]
    assert parts(*sheets) == [
        (1, 1, "page", None),
        (2, 2, "page", "2"),
        (3, 4, "blank", "2"),
        (5, 6, "restricted", "3"),
        (7, 7, "page", "4"),
    ]


def test_an_agenda_goes_on_over_its_pages() -> None:
    sheets = [
        sheet_for(AGENDA, 1),
        sheet_for(f"# AGENDA\n{MORE_AGENDA}", 2),
        sheet_for(f"*Part B\n\n{MORE_AGENDA}", 3),
        sheet_for(BODY, 4, stamp="2"),
    ]
    assert [part[:2] for part in parts(*sheets)] == [(1, 3), (4, 4)]


def test_an_agenda_may_have_a_heading_that_opens_other_papers() -> None:
    sheets = [
        sheet_for(AGENDA, 1),
        sheet_for(f"# Minutes\nMinutes of the meeting held on 7 May\n\n{MORE_AGENDA}", 2),
        sheet_for(BODY, 3, stamp="4"),
    ]
    assert [part[:2] for part in parts(*sheets)] == [(1, 2), (3, 3)]


def test_a_page_that_opens_like_another_paper_starts_one() -> None:
    sheets = [sheet_for(BODY, 1, stamp="2"), sheet_for(BODY, 2), sheet_for(REPORT, 3), sheet_for(BODY, 4)]
    assert [part[:2] for part in parts(*sheets)] == [(1, 2), (3, 4)]


def test_an_appendix_is_a_paper_of_its_item() -> None:
    sheets = [sheet_for(REPORT, 1, stamp="2"), sheet_for(BODY, 2), sheet_for(APPENDIX, 3), sheet_for(BODY, 4)]
    assert [(part[0], part[1], part[3]) for part in parts(*sheets)] == [(1, 2, "2"), (3, 4, "2")]


def test_each_appendix_is_a_paper() -> None:
    sheets = [sheet_for(APPENDIX, 1, stamp="2"), sheet_for("# Appendix B: letters\n\nThe firm in Ashby wrote.", 2)]
    assert [part[:2] for part in parts(*sheets)] == [(1, 1), (2, 2)]


def test_an_appendix_named_in_running_text_starts_nothing() -> None:
    sheets = [sheet_for(REPORT, 1, stamp="2"), sheet_for(f"Appendix A shows the tenders.\n\n{BODY}", 2)]
    assert [part[:2] for part in parts(*sheets)] == [(1, 2)]


def slide(number: int, words: str = "Our winter plan", size: float = 28) -> Sheet:
    sheet = Sheet(number, 960, 540)
    sheet.write(words, top=160, size=size)
    sheet.write("We grit the main roads first", top=260, size=size * 0.7)
    return sheet


def test_slides_are_a_part_with_the_crowded_ones_among_them() -> None:
    sheets = [sheet_for(REPORT, 1, stamp="2"), slide(2), slide(3, "All our figures", 11), slide(4), sheet_for(BODY, 5)]
    assert [part[:3] for part in parts(*sheets)] == [(1, 1, "page"), (2, 4, "slide"), (5, 5, "page")]


def test_every_page_is_in_one_part() -> None:
    sheets = [
        sheet_for(AGENDA, 1, label="1"),
        Sheet(2),
        slide(3),
        sheet_for(RESTRICTED, 4, stamp="3"),
        sheet_for(APPENDIX, 5),
        sheet_for(REPORT, 6, stamp="4"),
        Sheet(7),
    ]
    covered = [number for first, last, _, _ in parts(*sheets) for number in range(first, last + 1)]
    assert covered == [1, 2, 3, 4, 5, 6, 7]
