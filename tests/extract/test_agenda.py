"""The items of an agenda: number, title, part, the pages of their papers."""

from __future__ import annotations

import pytest
from pages import BOLD, Sheet, material_of, typed

from pipeline.extract.agenda import find_agenda_items
from pipeline.extract.meetings import find_meetings
from pipeline.records import AgendaItem, Section

HEAD = "# AGENDA\n\nThe Works Committee will meet on 4 June 2024 in the Guildhall.\n\n"


def items(printed: str) -> list[AgendaItem]:
    return find_agenda_items(material_of(typed(HEAD + printed), kind="agenda"), []).records


def titles(printed: str) -> list[tuple[str | None, str]]:
    return [(item.number, item.title) for item in items(printed)]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("1.\tApologies\n\n2.\tMinutes", [("1", "Apologies"), ("2", "Minutes")]),
        ("1\tApologies\n\n2\tMinutes", [("1", "Apologies"), ("2", "Minutes")]),
        ("1)\tApologies\n\n(2)\tMinutes", [("1", "Apologies"), ("2", "Minutes")]),
        ("1.\tApologies.\n\n2.\tMinutes -", [("1", "Apologies"), ("2", "Minutes")]),  # without what closes a line
        ("1.\tMinutes (Pages 3 - 8)\n\n2.\tLease (Page 9)", [("1", "Minutes"), ("2", "Lease")]),  # without page references
        ("1.\tMinutes pages 3 - 8", [("1", "Minutes")]),
        ("1.\tThe report on page 12 of the plan", [("1", "The report on page 12 of the plan")]),  # the title's own words
        ("1.\tMatters\n\n1.1\tGate\n\n1.2\tRoof\n\n2.\tLease", [("1", "Matters"), ("1.1", "Gate"), ("1.2", "Roof"), ("2", "Lease")]),
        ("5a\tGate\n\n6\tRoof", [("5a", "Gate"), ("6", "Roof")]),  # an agenda that goes on from another
        ("1.\n\nApologies", [("1", "Apologies")]),  # the title below its number
        (
            "1.\tLEASE OF THE DEPOT (Pages 3 - 8)\n\tThe Committee will hear from the tenants.\n\n2.\tBINS",
            [("1", "LEASE OF THE DEPOT"), ("2", "BINS")],
        ),
        ("1.\tApologies\n\nThere is room for the public.\n\n2.\tMinutes", [("1", "Apologies"), ("2", "Minutes")]),
        ("1.\tApologies\n\n•\tgate\n\n(a) roof\n\n2.\tMinutes", [("1", "Apologies"), ("2", "Minutes")]),
        (
            "1.\tApologies\n\n2.\tMinutes\n\n1.\tPlease switch off your telephone",
            [("1", "Apologies"), ("2", "Minutes")],
        ),  # a note's numbers
        # numbers in words, and numbers that go on from year to year
        ("Item 1 Apologies\n\nItem 2 Minutes\n\nAgenda Item 3 - Lease", [("1", "Apologies"), ("2", "Minutes"), ("3", "Lease")]),
        (
            "24/31\tApologies\n\n24/32\tMinutes\n\n24/33\tLease\n\n24/0102\tA barn at Ashby",
            [("24/31", "Apologies"), ("24/32", "Minutes"), ("24/33", "Lease")],
        ),
        ("9.\tApologies\n\n10.To note the lease\n\n11.\tBins", [("9", "Apologies"), ("10", "To note the lease"), ("11", "Bins")]),  # glued
        # lists of what is recommended are longer than that of the items
        (
            "*1.\tLease\n\n\t1.\tTo renew it\n\n\t2.\tTo sign it\n\n\t3.\tTo tell of it\n\n\t4.\tTo file it\n\n*2.\tGate\n\n*3.\tBins"
            "\n\n*4.\tMoney\n\n*5.\tClose",
            [("1", "Lease"), ("2", "Gate"), ("3", "Bins"), ("4", "Money"), ("5", "Close")],
        ),
        # numbered notes on how to take part, in front of bold items
        ("1.\tWrite to us\n\n2.\tRing us\n\n*1.\tLease\n\n*2.\tGate", [("1", "Lease"), ("2", "Gate")]),
        # parts of sections that have no number
        ("2.1\tLease\n\n2.2\tGate\n\n3.1\tBins", [("2.1", "Lease"), ("2.2", "Gate"), ("3.1", "Bins")]),
        ("1.\tAccounts: To receive the accounts of the year", [("1", "Accounts")]),  # what it is for, in plain letters
        ("1.\tPond - to discuss money", [("1", "Pond - to discuss money")]),  # two words say what the title means
        ("1.\tOpen forum (19:30-20:00)", [("1", "Open forum")]),  # its time in brackets
        ("1.\t21-0101 Lease (Staff Report #21-3) (Presentation)", [("1", "Lease")]),  # papers are none of a title
        # an agenda behind another, and a heading that begins none
        (
            "*Yearly Meeting Agenda\n\n1.\tMinutes\n\n2.\tReport of the Chair\n\n"
            "*Council Agenda\n\n1.\tElection of a Chair\n\n2.\tApologies",
            [("1", "Minutes"), ("2", "Report of the Chair"), ("1", "Election of a Chair"), ("2", "Apologies")],
        ),
        ("1.\tMinutes\n\n2.\tMoney\n\n*Notes on the agenda\n\n2.\tAsk the clerk", [("1", "Minutes"), ("2", "Money")]),
        # several sittings on one agenda, each of which begins at 1, behind numbered notes
        (
            "You may speak to the Council in these ways:\n\n*1.\tWrite to us\n\n*2.\tRing us\n\n*4:00 P.M.-CLOSED SESSION\n\n*1.\tRoll\n\n"
            "*2.\tPay\n\n*6:30 P.M.-REGULAR SESSION\n\n*1.\tRoll call\n\n*2.\tBins",
            [("1", "Roll"), ("2", "Pay"), ("1", "Roll call"), ("2", "Bins")],
        ),
        # a number printed twice, and numbers without a stop behind those with one
        (
            "1.\tApologies\n\n2.\tMinutes\n\n2\tLetters.\n\n3 Accounts to pay.\n\n4 Close.\n\n12 Mill Lane",
            [("1", "Apologies"), ("2", "Minutes"), ("2", "Letters"), ("3", "Accounts to pay"), ("4", "Close")],
        ),
        ("1.\tApologies\n\n2.\tMinutes\n\n2 gates are open", [("1", "Apologies"), ("2", "Minutes")]),
        # what is recommended, below a title that fills its line
        ("1.\tLease of the depot and of\n\tRecommendation: Lease it.", [("1", "Lease of the depot and of")]),
        # capitals, with figures for the items under them
        (
            "A.\tApologies\n\nB.\tWorks\n\nB1.\tLease of the depot\n\nB2.\tSale of the gate\n\nC.\tReports of wardens\n\nD.\tMinutes",
            [
                ("A", "Apologies"),
                ("B", "Works"),
                ("B1", "Lease of the depot"),
                ("B2", "Sale of the gate"),
                ("C", "Reports of wardens"),
                ("D", "Minutes"),
            ],
        ),
        ("1.\tWorks\n\nA.\tLease\n\nB.\tGate\n\n2.\tClose\n\n3.\tMoney", [("1", "Works"), ("2", "Close"), ("3", "Money")]),
        # a column of page references, and whose report it is on the next line
        ("1.\tLease of the depot Pages 3 - 8\n\tReport of the Head of Streets", [("1", "Lease of the depot")]),
        ("1.\tLease of the depot and of Pages 3 - 8\n\tthe yard behind it", [("1", "Lease of the depot and of the yard behind it")]),
        ("1.\tApologies\n\n40.\tMill Lane", [("1", "Apologies")]),  # a house
        ("1.\tApologies\n\n4.\tLease", [("1", "Apologies"), ("4", "Lease")]),  # numbers may be left out
        ("1.\tTelephone 01632 960000", []),
    ],
)
def test_numbers_and_titles(printed: str, expected: list[tuple[str | None, str]]) -> None:
    assert titles(printed) == expected


def test_numbers_far_from_the_others_are_no_items() -> None:
    sheet = typed(HEAD + "1.\tApologies\n\n2.\tMinutes\n\n3.\tLease")
    sheet.write("4.", 300, 400)
    sheet.write("The gate", 330, 400)
    found = find_agenda_items(material_of(sheet, kind="agenda"), []).records
    assert [item.number for item in found] == ["1", "2", "3"]


def test_what_an_item_is_for_behind_its_bold_title_is_none_of_it() -> None:
    sheet = typed(HEAD)
    sheet.write("1.", 72, 220, font=BOLD)
    x = sheet.write("Questions ", 108, 220, font=BOLD)
    sheet.write("- to hear what the public asks", x, 220)
    sheet.write("2.", 72, 244, font=BOLD)
    sheet.write("Lease - to be signed", 108, 244, font=BOLD)
    found = find_agenda_items(material_of(sheet, kind="agenda"), []).records
    assert [item.title for item in found] == ["Questions", "Lease - to be signed"]


def test_a_list_in_a_column_beside_a_title_is_none_of_it() -> None:
    sheet = typed("# AGENDA\n\n1.\tApologies")
    sheet.write("2.", 72, 190)
    sheet.write("Review of policies", 108, 190)
    sheet.lines(["Grit bins", "Hire of the hall", "Keeping of hens"], 270, 190)
    sheet.lines(["3.   To agree what is to be done about the gate", "4.   Close"], 72, 250)
    found = find_agenda_items(material_of(sheet, kind="agenda"), []).records
    assert [item.title for item in found][:2] == ["Apologies", "Review of policies"]


def test_numbers_in_the_margin_with_the_file_s_behind_them() -> None:
    sheet = typed(HEAD)
    for row, (number, file, title) in enumerate([("1.A", "21-0101", "Lease of the depot in Mill Lane"), ("1.B", "21-0102", "Gate")]):
        for x, words in ((72, number), (107, file), (197, title)):
            sheet.write(words, x, 220 + 60 * row)
        sheet.lines(["What is said of it runs over the whole of the page, and goes on for a while."], top=240 + 60 * row)
    found = find_agenda_items(material_of(sheet, kind="agenda"), []).records
    assert [(item.number, item.title) for item in found] == [("1.A", "Lease of the depot in Mill Lane"), ("1.B", "Gate")]


def test_a_capital_in_the_margin_is_an_item_where_a_file_s_number_stands_behind_it() -> None:
    sheet = typed(HEAD)
    for row, (number, file, title) in enumerate(
        [("A", "21-0100", "Clean Streets Month"), ("1.A", "21-0101", "Lease of the depot"), ("B", "", "A note")]
    ):
        for x, words in ((72, number), (107, file), (197, title)):
            sheet.write(words, x, 220 + 60 * row)
        sheet.lines(["What is said of it runs over the whole of the page, and goes on for a while."], top=240 + 60 * row)
    found = find_agenda_items(material_of(sheet, kind="agenda"), []).records
    assert [(item.number, item.title) for item in found] == [("A", "Clean Streets Month"), ("1.A", "Lease of the depot")]


def test_a_title_in_capitals_goes_on_in_the_rows_below_its_own() -> None:
    sheet = typed(HEAD)
    rows = [
        ("1.1.", "RELEASE OF THE BOND FOR"),
        ("", "THE DEPOT IN MILL LANE"),
        ("", "Release the bond."),
        ("1.2.", "BINS"),
        ("", "Buy them."),
    ]
    sheet.table((72, 122, 432), [220 + 24 * row for row in range(6)], rows)
    found = find_agenda_items(material_of(sheet, kind="agenda"), []).records
    assert [(item.number, item.title) for item in found] == [("1.1", "RELEASE OF THE BOND FOR THE DEPOT IN MILL LANE"), ("1.2", "BINS")]


def test_an_agenda_in_a_table_has_its_titles_in_the_column_for_them() -> None:
    sheet = typed(HEAD)
    rows = [("Item", "Time", "Subject", "Lead"), ("1", "10.00", "Apologies", "Chair"), ("2", "10.05", "Lease", "A Ash")]
    sheet.table((72, 122, 182, 332, 432), [220 + 24 * row for row in range(4)], rows)
    found = find_agenda_items(material_of(sheet, kind="agenda"), []).records
    assert [(item.number, item.title) for item in found] == [("1", "Apologies"), ("2", "Lease")]


def test_bare_pages_in_a_column_are_no_words_of_a_title() -> None:
    sheet = typed(HEAD)
    for row, (number, title, pages) in enumerate([("1.", "Apologies", ""), ("2.", "Minutes of May", "3 - 8"), ("3.", "Phase 2", "9")]):
        for x, words in ((72, number), (108, title), (460, pages)):
            sheet.write(words, x, 220 + 24 * row)
    found = find_agenda_items(material_of(sheet, kind="agenda"), []).records
    assert [item.title for item in found] == ["Apologies", "Minutes of May", "Phase 2"]


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        ("1.\tLease\n\n*PART B\n\n2.\tTenders", ["public", "exempt"]),
        ("*PART A - PUBLIC\n\n1.\tLease\n\n*PART B - PRIVATE\n\n2.\tTenders", ["public", "exempt"]),
        ("*Exempt items\n\n1.\tTenders\n\n*Public items\n\n2.\tLease", ["exempt", "public"]),
        ("1.\tLease\n\n2.\tTenders (exempt appendix)", ["public", "exempt"]),  # by its own words
        ("1.\tTenders - not for publication", ["exempt"]),
        ("1.\tExclusion of the press and public", ["public"]),  # the item that asks for it is open
        ("1.\tPart of the old road", ["public"]),
        ("1.\tStaffing (confidential)", ["exempt"]),
        # what the public is asked to leave for, up to the day of the next meeting
        ("1.\tExclusion of the press and public\n\n2.\tTenders\n\n3.\tDate of the next meeting", ["public", "exempt", "public"]),
        ("1.\tTo exclude the public for the confidential item below\n\n2.\tTenders", ["public", "exempt"]),
        ("1.\tExclusion of the public (if required)\n\n2.\tTenders", ["public", "public"]),
    ],
)
def test_parts(printed: str, parts: list[str]) -> None:
    assert [item.part for item in items(printed)] == parts


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        ("2.\tTenders - exempt report by virtue of paragraph 3 of Schedule 12A", "by virtue of paragraph 3 of Schedule 12A"),
        ("*PART B\n\n2.\tTenders\n\nExempt under paragraph 3 of Schedule 12A.", "Exempt under paragraph 3 of Schedule 12A"),  # below it
        ("*PART B\n\n2.\tTenders", None),
        ("2.\tTenders\n\nPapers under paragraph 3 of Schedule 12A are kept apart.", None),  # a public item needs none
    ],
)
def test_reasons(printed: str, reason: str | None) -> None:
    assert [item.exempt_reason for item in items(printed)] == [reason]


def numbered(text: str, number: int, stamp: str | None = None) -> Sheet:
    sheet = typed(text, number)
    sheet.write(f"Page {number + 10}", 280, 800)
    if stamp:
        sheet.write(f"Agenda Item {stamp}", 420, 30)
    return sheet


def test_pages_of_the_papers_in_a_pack() -> None:
    agenda = HEAD + "1.\tApologies\n\n2.\tLease (Pages 12 - 13)\n\n3.\tRoof\n\n4.\tTenders\n\n5.\tGate\n\n(Page 16)"
    material = material_of(
        numbered(agenda, 1),
        numbered("# Lease of the depot\n\nReport to:\tWorks Committee", 2, "2"),
        numbered("It is long.", 3),
        numbered("# The roof\n\nReport to:\tWorks Committee", 4, "3"),
        numbered("Document is Restricted by virtue of paragraph 3 of Schedule 12A", 5, "4"),
        numbered("# The gate\n\nReport to:\tWorks Committee", 6, "5"),
    )
    found = find_agenda_items(material, find_meetings(material).records).records
    assert [(item.number, item.page_start, item.page_end, item.part) for item in found] == [
        ("1", None, None, "public"),
        ("2", 2, 3, "public"),  # printed 12 and 13
        ("3", 4, 4, "public"),  # no reference: the papers that carry its stamp
        ("4", 5, 5, "exempt"),  # restricted papers
        ("5", 6, 6, "public"),  # the reference stands below its item
    ]
    assert found[3].exempt_reason == "by virtue of paragraph 3 of Schedule 12A"
    assert {item.meeting_id for item in found} == {f"{'a' * 16}-meetings-p1-1"}


def test_a_reference_to_papers_that_are_elsewhere_gives_no_pages() -> None:
    assert [(item.page_start, item.page_end) for item in items("1.\tLease (Pages 9 - 12)")] == [(None, None)]


def test_ids_ordinals_and_sources() -> None:
    found = items("1.\tApologies\n\n2.\tLease (Pages 9 - 12)")
    assert [(item.id, item.ordinal, item.source.page, item.source.quote) for item in found] == [
        (f"{'a' * 16}-agenda_items-p1-1", 1, 1, "1. Apologies"),
        (f"{'a' * 16}-agenda_items-p1-2", 2, 1, "2. Lease (Pages 9 - 12)"),
    ]


def test_only_agendas_have_items() -> None:
    material = material_of(
        typed(HEAD + "1.\tApologies", 1),
        typed("# Minutes\n\n1.\tApologies", 2),
        sections=[
            Section(ordinal=1, kind="agenda", page_start=1, page_end=1),
            Section(ordinal=2, kind="minutes", page_start=2, page_end=2),
        ],
    )
    assert [item.source.page for item in find_agenda_items(material, []).records] == [1]


def test_what_stands_a_tab_behind_a_title_in_bold_is_none_of_it() -> None:
    sheet = typed(HEAD + "*1.\tApologies\n\n*2.\tMinutes")
    sheet.write("3.", 72, 240, font=BOLD)
    sheet.write("To hear how it stands", sheet.write("Playground", 108, 240, font=BOLD) + 60, 240)
    found = find_agenda_items(material_of(sheet, kind="agenda"), []).records
    assert [(item.number, item.title) for item in found][-1] == ("3", "Playground")
