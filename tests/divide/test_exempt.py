"""Papers that are marked as exempt, and papers that only speak of such."""

from __future__ import annotations

import pytest
from divide.test_divide import AGENDA, BODY, MINUTES, REPORT, divided, numbered, sections
from pages import Sheet, paper_file, reading_of, typed

from pipeline.divide import divide
from pipeline.divide.exempt import is_marker
from pipeline.load import rows_of
from pipeline.records import AgendaItem, Facts, Links, Paper, Source
from pipeline.running.papers import is_exempt


@pytest.mark.parametrize(
    "line",
    [
        "NOT FOR PUBLICATION",
        "Not for publication by virtue of paragraph 3 of Part 1 of Schedule 12A of the Local Government Act 1972",
        "This report is not for publication because it contains exempt information within paragraph 1 of Schedule 12A",
        "CONFIDENTIAL",
        "STRICTLY CONFIDENTIAL",
        "Private and Confidential",
        "Commercial in confidence",
        "RESTRICTED",
        "EXEMPT",
        "Exempt by virtue of paragraphs 3 and 5 of Part 1 of Schedule 12A to the Local Government Act 1972",
        "EXEMPT REPORT",
        "Confidential Appendix B",
        "Appendix 2 (EXEMPT)",
        "Appendix C – NOT FOR PUBLICATION",
        "This report is exempt",
        "PART 2 - EXEMPT",
        "Part II (Confidential)",
        "PART B – NOT FOR PUBLICATION",
        "Pink paper – exempt",
        "Classification: Exempt",
        "Status: Part 2",
        "Exempt Minutes",
        "By virtue of paragraph 3 of Part 1 of Schedule 12A",
        "Part 2 (private)",
        "Part B: Closed session",
        "Open or exempt: part ii",
        "This report is withheld from publication",
    ],
)
def test_lines_that_mark_a_paper(line: str) -> None:
    assert is_marker(line)


@pytest.mark.parametrize(
    ("line", "case"),
    [
        ("Exempt information: None", "a front sheet's answer"),
        ("Confidential or exempt information", "a front sheet's question"),
        ("Exempt items", "a heading of an agenda"),
        ("Classification: Open", "a public paper"),
        ("Classification: Part 1", "a public paper"),
        ("This report is not exempt", "the contrary"),
        ("Appendix B is exempt and is attached for members only", "announces an appendix"),
        ("The appendix to this report contains exempt information", "announces an appendix"),
        ("EXCLUSION OF THE PRESS AND PUBLIC", "an item of an agenda"),
        ("That the public be excluded from the meeting as exempt information is likely to be disclosed", "a resolution"),
        ("RESOLVED that the following items be considered in private, being exempt by virtue of paragraph 3 of Schedule 12A", "a minute"),
        ("This decision is exempt from call-in", "exempt from something else"),
        ("Exempt from council tax", "exempt from something else"),
        ("Restricted reserves", "a line of accounts"),
        ("Unrestricted", "the contrary"),
        ("Parking is restricted in Mill Lane", "another sense"),
        ("Members are reminded that exempt papers are confidential", "a reminder"),
        ("Not for publication until the decision is published", "for a time only"),
    ],
)
def test_lines_that_mark_nothing(line: str, case: str) -> None:
    assert not is_marker(line), case


def test_in_a_table_only_a_label_with_its_value_marks() -> None:
    assert is_marker("Classification: Exempt", in_a_table=True)
    assert not is_marker("Exempt", in_a_table=True)


SECRET = "The offer of 48,112 pounds from Isolde Farthingwick is recommended."


def exempt_pack() -> list[Sheet]:
    return [
        numbered(AGENDA, 1),
        numbered(f"# NOT FOR PUBLICATION\n{REPORT}\n\n{SECRET}", 2, "2"),
        numbered(f"{SECRET}\n\n{BODY}", 3),
        numbered("# The roof of the depot\n\nReport to:\tWorks Committee\n\nPurpose of report\n\n" + BODY, 4, "3"),
    ]


def test_an_exempt_report_of_a_pack_is_withheld_to_its_end() -> None:
    division = divided(*exempt_pack())
    assert sections(division) == [
        (1, "agenda", 1, 1, None, False),
        (2, "restricted", 2, 3, "2", True),
        (3, "report", 4, 4, "3", False),
    ]
    told = [finding for finding in division.findings if finding.code == "exempt-marker"]
    assert [(finding.page, finding.quote) for finding in told] == [(2, "NOT FOR PUBLICATION")]
    assert "Pages 2 to 3 are marked as exempt" in told[0].message
    assert division.sections[1].title is None and division.sections[1].sketch is None


def test_a_marker_in_a_footer_counts() -> None:
    pages = [typed(f"{REPORT}\n\n{BODY}", 1), typed(BODY, 2)]
    for page in pages:
        page.write("CONFIDENTIAL", 260, 815)
    assert sections(divided(*pages)) == [(1, "restricted", 1, 2, None, True)]


def test_an_exempt_appendix_behind_a_public_report() -> None:
    division = divided(typed(f"{REPORT}\n\n{BODY}", 1), typed(f"# Appendix 2 – Exempt\n\n{SECRET}", 2), typed(SECRET, 3))
    assert [(s.page_start, s.page_end, s.restricted) for s in division.sections] == [(1, 1, False), (2, 3, True)]


@pytest.mark.parametrize(
    "text",
    [
        AGENDA + "\n# PART B – EXEMPT\n\n4.\tTo consider the depot's lease\n",
        MINUTES + "\n# CONFIDENTIAL\n\nRESOLVED that the public be excluded.\n",
    ],
)
def test_agendas_and_minutes_that_speak_of_exempt_business_are_public(text: str) -> None:
    assert not any(section.restricted for section in divided(typed(text, 1), typed("# PART B – EXEMPT\n\n" + BODY, 2)).sections)


def test_exempt_minutes_are_withheld() -> None:
    division = divided(typed("# NOT FOR PUBLICATION\n" + MINUTES, 1), typed(BODY, 2))
    assert sections(division) == [(1, "restricted", 1, 2, None, True)]
    assert is_exempt(division)


def test_a_label_whose_answer_stands_below_takes_it_back() -> None:
    division = divided(typed("# Exempt report\n\nNo\n\n" + REPORT.removeprefix("# ") + f"\n\n{BODY}", 1))
    assert not any(section.restricted for section in division.sections)


def test_no_word_and_no_fact_of_it_is_loaded() -> None:
    reading = reading_of(*exempt_pack())
    division = divide(paper_file(), reading)
    item = AgendaItem(
        id=f"{'a' * 16}-agenda_items-p2-1",
        meeting_id=None,
        ordinal=1,
        number="9",
        title="48,112 pounds",
        source=Source(page=2, quote="48,112 pounds", bbox=(0, 0, 1, 1)),
    )
    paper = Paper(files=[paper_file()], status="ok", division=division, facts=Facts(document_id="a" * 16, agenda_items=[item]), pages=4)
    rows = rows_of(paper, reading.pages, Links())
    assert "Farthingwick" not in repr(rows) and "48,112" not in repr(rows)
    assert [row[6] for row in rows["pages"]] == ["native", "withheld", "withheld", "native"]
    assert any("not stored" in str(row[5]) or "no words" in str(row[5]) for row in rows["findings"])
