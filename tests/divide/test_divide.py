"""The stage: what a document is, and its sections."""

from __future__ import annotations

import msgspec
import pytest
from pages import Sheet, paper_file, reading_of, typed

from pipeline.divide import divide
from pipeline.records import Division

AGENDA = """
# Ashby Town Council
# AGENDA
The Works Committee will meet on 4 June 2024 in the Guildhall.

1.	To receive apologies

2.	To consider the lease of the depot (Pages 2 - 3)

3.	To consider the roof (Page 4)
"""
MINUTES = """
# Ashby Town Council
# Minutes of the Works Committee
held on 4 June 2024 in the Guildhall.

Present:	Councillors Ash, Birch and Cole

RESOLVED that the lease be renewed.
"""
REPORT = "# Lease of the depot\n\nReport to:\tWorks Committee\n\nDate:\t4 June 2024\n\nPurpose of report"
BODY = "The Committee noted that the gate in Mill Lane had been painted, and went on."


def numbered(text: str, number: int, stamp: str | None = None) -> Sheet:
    sheet = typed(text, number)
    sheet.write(f"Page {number}", 280, 800)
    if stamp:
        sheet.write(f"Agenda Item {stamp}", 420, 30)
    return sheet


def divided(*sheets: Sheet, filename: str = "paper.pdf", council: str | None = None) -> Division:
    return divide(paper_file(filename, council), reading_of(*sheets))


def sections(division: Division) -> list[tuple[int, str, int, int, str | None, bool]]:
    return [(s.ordinal, s.kind, s.page_start, s.page_end, s.agenda_item, s.restricted) for s in division.sections]


def test_a_paper_that_is_no_pack_is_one_section() -> None:
    division = divided(typed(MINUTES, 1), typed(BODY, 2))
    assert (division.kind, division.council, division.title) == ("minutes", "Ashby Town Council", "Minutes of the Works Committee")
    assert sections(division) == [(1, "minutes", 1, 2, None, False)]


def test_a_pack_is_divided() -> None:
    division = divided(
        numbered(AGENDA, 1),
        numbered(REPORT, 2, stamp="2"),
        numbered(BODY, 3),
        numbered("Document is Restricted", 4, stamp="3"),
        numbered("This page is intentionally left blank", 5),
    )
    assert (division.kind, division.title) == ("agenda_pack", "AGENDA")
    assert sections(division) == [
        (1, "agenda", 1, 1, None, False),
        (2, "report", 2, 3, "2", False),
        (3, "restricted", 4, 4, "3", True),
        (4, "blank", 5, 5, "3", False),
    ]
    assert [section.title for section in division.sections] == ["AGENDA", "Lease of the depot", None, None]


def test_page_references_that_lead_into_the_file_make_a_pack() -> None:
    division = divided(numbered(AGENDA, 1), numbered(REPORT, 2), numbered(BODY, 3), numbered(BODY, 4))
    assert division.kind == "agenda_pack"
    assert [(section.page_start, section.page_end, section.agenda_item) for section in division.sections] == [
        (1, 1, None), (2, 3, "2"), (4, 4, "3")
    ]  # fmt: skip


def test_page_references_that_lead_elsewhere_do_not() -> None:
    """An agenda published by itself, whose papers are another file."""
    division = divided(typed(AGENDA, 1), typed(BODY, 2))
    assert (division.kind, sections(division)) == ("agenda", [(1, "agenda", 1, 2, None, False)])


def test_a_report_with_its_one_stamp_is_no_pack() -> None:
    division = divided(numbered(REPORT, 1, stamp="5"), numbered(BODY, 2))
    assert (division.kind, sections(division)) == ("report", [(1, "report", 1, 2, None, False)])


LETTER = """
Ask for:	Dan Dale

Date:	1 June 2024

Dear Member

*WORKS COMMITTEE - TUESDAY, 4 JUNE 2024

I enclose the following report that was unavailable when the agenda was published.

*Agenda Item No

3	Lease of the depot (Pages 2 - 3)

Yours sincerely
"""


def test_a_letter_with_the_papers_that_were_late_is_their_agenda() -> None:
    division = divided(numbered(LETTER, 1), numbered(REPORT, 2, stamp="3"), numbered(BODY, 3))
    assert division.kind == "agenda_pack"
    assert sections(division) == [(1, "agenda", 1, 1, None, False), (2, "report", 2, 3, "3", False)]


def test_a_letter_around_papers_of_a_meeting_gone_by_names_the_meeting() -> None:
    letter = LETTER.split("I enclose")[0] + "Enclosed are the amendments that were put forward at the meeting.\n\nYours sincerely"
    division = divided(
        numbered(letter, 1), numbered("Amendment 1\n\nTo spend less.", 2, stamp="6"), *(numbered(BODY, n) for n in range(3, 10))
    )
    assert (division.kind, division.sections[0].kind) == ("agenda_pack", "agenda")


def test_a_letter_to_a_body_is_no_report() -> None:
    letter = "*Ann Ash\n\nTo:\tLeaders of councils\n\n4 June 2024\n\nDear Leaders\n\nThe paper of today says how."
    division = divided(numbered(AGENDA, 1), numbered(REPORT, 2, stamp="2"), numbered(letter, 3, stamp="3"))
    assert [(s.kind, s.page_start) for s in division.sections] == [("agenda", 1), ("report", 2), ("other", 3)]


def test_the_end_of_a_report_that_lists_its_appendices_belongs_to_it() -> None:
    ending = "*6. Director:\n\nAnn Ash\n\n*7. Appendices:\n\nAppendix 1: the letter"
    division = divided(numbered(AGENDA, 1), numbered(REPORT, 2, stamp="2"), numbered(ending, 3), numbered(REPORT, 4, stamp="3"))
    assert [(s.kind, s.page_start) for s in division.sections] == [("agenda", 1), ("report", 2), ("report", 4)]


def test_slides_are_a_presentation() -> None:
    sheets = []
    for number in (1, 2, 3):
        sheet = Sheet(number, 960, 540)
        sheet.write(f"Our winter plan: part {'abc'[number - 1]}", top=160, size=28)
        sheet.write("We grit the main roads first", top=260, size=20)
        sheets.append(sheet)
    division = divided(*sheets)
    assert (division.kind, division.title) == ("presentation", "Our winter plan: part a")


def test_slides_in_a_pack_are_a_presentation() -> None:
    sheet = Sheet(3, 960, 540)
    sheet.write("Our winter plan", top=160, size=28)
    sheet.write("We grit the main roads first", top=260, size=20)
    division = divided(numbered(AGENDA, 1), numbered(REPORT, 2, stamp="2"), sheet, numbered(BODY, 4, stamp="3"))
    assert [section.kind for section in division.sections] == ["agenda", "report", "presentation", "other"]


@pytest.mark.parametrize(
    ("setting", "council"),
    [
        ("Marsh District Council", "Marsh District Council"),  # the corpus knows better
        (None, "Ashby Town Council"),
    ],
)
def test_the_corpus_s_word_on_the_council_goes_first(setting: str | None, council: str) -> None:
    assert divided(typed(MINUTES), council=setting).council == council


def test_exempt_markers_are_told_of() -> None:
    words = "Exempt by virtue of paragraph 3 of Part 1 of Schedule 12A of the Act"
    division = divided(numbered(AGENDA, 1), numbered(f"Document is Restricted\n\n{words}", 2, stamp="2"), numbered(BODY, 3, stamp="3"))
    assert [(finding.code, finding.severity, finding.page, finding.quote) for finding in division.findings] == [
        ("exempt-marker", "warning", 2, "by virtue of paragraph 3 of Part 1 of Schedule 12A of the Act")
    ]


def test_a_reading_without_pages_is_divided_into_nothing() -> None:
    division = divided(council="Ashby Town Council")
    assert (division.kind, division.council, division.sections) == ("other", "Ashby Town Council", [])


def test_a_paper_without_words_takes_the_pdf_s_title() -> None:
    reading = msgspec.structs.replace(reading_of(Sheet(1)), pdf_title="Map of the parish")
    assert divide(paper_file(), reading).title == "Map of the parish"


def test_sections_cover_all_pages_without_overlap() -> None:
    sheets = [
        numbered(AGENDA, 1),
        Sheet(2),
        numbered(REPORT, 3, stamp="2"),
        Sheet(4),
        numbered("# Appendix A\n\nTenders", 5),
        numbered(BODY, 6, stamp="3"),
    ]
    division = divided(*sheets)
    assert [n for s in division.sections for n in range(s.page_start, s.page_end + 1)] == [1, 2, 3, 4, 5, 6]
    assert [s.ordinal for s in division.sections] == list(range(1, len(division.sections) + 1))
