"""Minuted items: references of every style, titles, texts, and what is no item."""

from __future__ import annotations

import pytest
from pages import BOLD, PLAIN, Sheet, material_of, typed

from pipeline.extract.minutes import find_minutes
from pipeline.records import Meeting, Minute, Source


def minutes(*sheets: Sheet) -> list[Minute]:
    return find_minutes(material_of(*sheets, kind="minutes"), []).records


CASES = [
    (
        """
        # Minutes of the Parish Council held on 4 March 2024
        Present: Cllr A Moss, Cllr B Fern

        2024.031 Declarations of interest. Cllr Moss declared an interest in 2024.033.



        2024.032 Finance. It was resolved to pay the mower of the green.
        """,
        [("2024.031", "Declarations of interest"), ("2024.032", "Finance")],
        "the year and a number in front of a title run in with its text",
    ),
    (
        """
        # Minutes of the Parish Council held on 4 March 2024

        9. Roundabout. After a visit in May nobody had any ideas about it.
        10.Bowling green – Mr Moss and Mr Fern told what had come of the grant. The first
        \tstage would be over before the end of the year.
        11.Planters. These would be bought when the grant for them
        \thad been received.
        12.Nursery. Its soil would have to be replaced.
        """,
        [("9.", "Roundabout"), ("10.", "Bowling green"), ("11.", "Planters"), ("12.", "Nursery")],
        "numbers of two figures that leave no white space",
    ),
    (
        """
        # Minutes of the Parish Council held on 4 March 2024

        *8.\tPlanning
        Nothing had come in.
        *9.\tFinance - The following accounts were approved for payment

        Grass cutting 120.00
        *10.\tClose
        """,
        [("8.", "Planning"), ("9.", "Finance"), ("10.", "Close")],
        "a sentence in bold type behind a title",
    ),
    (
        """
        # Minutes of the Parish Council held on 4 March 2024

        *8.\tRecruitment
        Two new members were welcomed.
        *9.\tDrains
        The drain at the foot of the lane is choked.
        10.\tAOCB Nothing else was raised.
        """,
        [("8.", "Recruitment"), ("9.", "Drains"), ("10.", "AOCB")],
        "a title in capitals that its text runs on from without a stop",
    ),
    (
        """
        # Minutes of the Parish Council held on 4 March 2024

        *11.23.01\tApologies
        Cllr Reed had sent apologies.
        *11..23.02\tUpdates
        The gate is mended.
        *11.23.03\tPlanning
        Nothing had come in.
        """,
        [("11.23.01", "Apologies"), ("11..23.02", "Updates"), ("11.23.03", "Planning")],
        "a point printed twice in a reference",
    ),
    (
        """
        # MINUTES of the Parish Council held on 4 March 2024
        Present: Cllr A Moss, Cllr B Fern

        101/24\tApologies for absence
        Apologies were received from Cllr Reed.

        102/24\tGrass cutting
        Three quotes had come in.
        """,
        [("101/24", "Apologies for absence"), ("102/24", "Grass cutting")],
        "a counter and the year",
    ),
    (
        """
        # CABINET

        *CAB.45\tApologies
        There were none.

        *CAB.46\tLeisure contract
        1.\tThe Leader introduced the report and spoke of the contract at some length.
        2.\tMembers asked about the price.

        *CAB.47\tClose
        The meeting ended at 9 pm.
        """,
        [("CAB.45", "Apologies"), ("CAB.46", "Leisure contract"), ("CAB.47", "Close")],
        "numbered paragraphs inside an item are no items",
    ),
    (
        """
        *Minute 45
        *Apologies
        There were none.

        *Minute 46
        *Town Hall roof
        The roof leaks.
        """,
        [("45", "Apologies"), ("46", "Town Hall roof")],
        "the reference on a line of its own",
    ),
    (
        """
        *LSC14. Apologies for absence
        There were none.

        *LSC15. Declarations of interest
        Councillor Moss had once eaten there.
        """,
        [("LSC14.", "Apologies for absence"), ("LSC15.", "Declarations of interest")],
        "the reference glued to the title",
    ),
    (
        """
        7.1\tAttendance
        All were present.

        7.2\tBudget
        The budget was approved.
        """,
        [("7.1", "Attendance"), ("7.2", "Budget")],
        "decimal numbers",
    ),
    (
        """
        1.\tApologies: none.

        2.\tFinance: the cheques as listed were approved.

        3.\tAny other business - the gate is to be painted.
        """,
        [("1.", "Apologies"), ("2.", "Finance"), ("3.", "Any other business")],
        "title and text in one paragraph",
    ),
    (
        """
        *12\tMotion: bus services
        It was moved.

        *14\tPetition
        It was received.

        *14\tQuestions
        There were none.
        """,
        [("12", "Motion: bus services"), ("14", "Petition"), ("14", "Questions")],
        "numbers may be missing or doubled",
    ),
    (
        """
        The agenda of this meeting was sent out with the papers for it on 1 March:

        AB1/21\tAttendance
        AB2/21\tFinance

        AB1/21\tAttendance
        All were present but for Mrs Reed, who had sent apologies on account of the snow.

        AB2/21\tFinance
        The budget was noted, and the clerk was thanked for it by all those present.
        """,
        [("AB1/21", "Attendance"), ("AB2/21", "Finance")],
        "an agenda in front of the minutes lists items without text",
    ),
    (
        """
        # PLANNING PANEL
        Present: all members

        *Apologies
        (Item 1)

        There were none.

        *Tree works
        (Item 2)

        The works were discussed by the panel.
        """,
        [(None, "Apologies"), (None, "Tree works")],
        "headings without a number",
    ),
    (
        """
        # UPPER MOSS COMMUNITY COUNCIL

        Minute of the meeting held on 9 February in the hall

        Present: A Moss (Chair), B Fern, C Reed

        APOLOGIES

        C Hart had sent her apologies.

        POLICE REPORT

        Two bicycles had been taken from the hall.

        MATTERS ARISING

        The gate had been mended.
        """,
        [(None, "APOLOGIES"), (None, "POLICE REPORT"), (None, "MATTERS ARISING")],
        "headings in capitals without a number",
    ),
    (
        """
        # UPPER MOSS COMMUNITY COUNCIL

        Minute of the meeting held on 9 February in the hall

        Present: A Moss (Chair), B Fern, C Reed

        Apologies: C Hart had sent her apologies.

        Police Report: Two bicycles had been taken from the hall.

        Matters Arising: The gate had been mended.
        """,
        [(None, "Apologies"), (None, "Police Report"), (None, "Matters Arising")],
        "titles before a colon",
    ),
    (
        """
        # UPPER MOSS COMMUNITY COUNCIL

        Minute of the meeting held on 9 February in the hall

        Present: A Moss (Chair), B Fern, C Reed

        Apologies:
        C Hart had sent her apologies.

        Police Report:
        Two bicycles had been taken from the hall.

        Matters Arising:
        The gate had been mended.
        """,
        [(None, "Apologies"), (None, "Police Report"), (None, "Matters Arising")],
        "titles with a colon on lines of their own",
    ),
    (
        """
        # UPPER MOSS COMMUNITY COUNCIL

        Minute of the meeting held on 9 February in the hall

        Present: A Moss (Chair), B Fern, C Reed

        *Apologies

        CAB/61\tC Hart had sent her apologies.

        *Police Report

        CAB/62\tTwo bicycles had been taken from the hall.

        *Matters Arising

        CAB/63\tThe gate had been mended.
        """,
        [("CAB/61", "Apologies"), ("CAB/62", "Police Report"), ("CAB/63", "Matters Arising")],
        "the number beside the text below the title",
    ),
    (
        """
        # UPPER MOSS COMMUNITY COUNCIL

        Minute of the meeting held on 9 February in the hall

        Present: A Moss (Chair), B Fern, C Reed

        *61/24\tApologies
        (Agenda No. 1)

        C Hart had sent her apologies.

        *62/24\tPolice Report
        (Agenda No. 2)

        Two bicycles had been taken from the hall.

        *63/24\tMatters Arising
        (Agenda No. 3)

        The gate had been mended.
        """,
        [("61/24", "Apologies"), ("62/24", "Police Report"), ("63/24", "Matters Arising")],
        "the number of the agenda item below the title",
    ),
    (
        """
        # Minutes of the Works Committee held on 4 March 2024

        WK 49/24\tApologies
        None.

        WK 50/24\tLease
        The lease was renewed.

        WK 511/24\tGate
        It had been mended.

        WK 52/24\tBins
        There were enough.

        WK 533/24\tNext meeting
        4 June 2024 at 7 pm.
        """,
        [
            ("WK 49/24", "Apologies"),
            ("WK 50/24", "Lease"),
            ("WK 511/24", "Gate"),
            ("WK 52/24", "Bins"),
            ("WK 533/24", "Next meeting"),
        ],
        "numbers with a figure too many",
    ),
]


@pytest.mark.parametrize(("text", "expected", "case"), CASES, ids=[case for *_, case in CASES])
def test_items(text: str, expected: list[tuple[str | None, str]], case: str) -> None:
    assert [(minute.reference, minute.title) for minute in minutes(typed(text))] == expected


@pytest.mark.parametrize(
    ("bold", "plain", "title", "text"),
    [
        ("Finance", " These accounts were approved for payment,", "Finance", "These accounts were approved for payment, with thanks."),
        ("Hall green.", " The green was looked at,", "Hall green", "The green was looked at, with thanks."),
        ("Bowls club – AM", " said that the club had,", "Bowls club", "AM said that the club had, with thanks."),  # who speaks is bold too
        ("Reports. a) Chair: nothing was said of", " it", "Reports", "a) Chair: nothing was said of it with thanks."),  # points under it
        ("Planning –", " the letter was read,", "Planning", "the letter was read, with thanks."),
    ],
)
def test_a_title_in_bold_that_its_text_runs_on_from(bold: str, plain: str, title: str, text: str) -> None:
    sheet = typed("# Minutes of the Parish Council\n*24/01\tApologies\nNone.")
    sheet.write("24/02", 72, 200, font=BOLD)
    sheet.write(plain, sheet.write(bold, 144, 200, font=BOLD), 200)
    sheet.write("with thanks.", 144, 214)
    found = minutes(sheet)[-1]
    assert (found.reference, found.title, found.text) == ("24/02", title, text)


def test_a_title_above_its_number_at_the_edge_of_the_text() -> None:
    sheet = typed("# Minutes of the Parish Council\n\nPresent: Cllr A Moss")
    sheet.write("Minutes of the last meeting", 132, 190, font=BOLD)
    for number, top, text, bold in (
        ("1", 204, "They were approved and signed.", False),
        ("2", 240, "Grit bins", True),
        ("3", 280, "Fences", True),
    ):
        sheet.write(number, 72, top, font=BOLD if bold else PLAIN)
        sheet.write(text, 132, top, font=BOLD if bold else PLAIN)
    sheet.write("Two more are wanted.", 132, 254)
    sheet.write("The fence is down.", 132, 294)
    found = minutes(sheet)
    assert [(minute.reference, minute.title, minute.text) for minute in found] == [
        ("1", "Minutes of the last meeting", "They were approved and signed."),
        ("2", "Grit bins", "Two more are wanted."),
        ("3", "Fences", "The fence is down."),
    ]


def test_numbers_of_points_in_the_cell_of_the_items_number_are_no_items() -> None:
    sheet = Sheet()
    rows = [
        ["4.", "Decisions\nThe rules were read again."],
        ["5.\n\n5.1\n\n5.2\n5.3", "Updates\nWorks: the roof is dry.\n\nFinance: the year has ended.\n\nStaff: a clerk is sought."],
        ["6.0", "Presentation\nA consultant showed a plan."],
    ]
    sheet.table([72, 110, 460], [60, 120, 240, 300], rows)
    assert [(minute.reference, minute.title) for minute in minutes(sheet)] == [
        ("4.", "Decisions"),
        ("5.", "Updates"),
        ("6.0", "Presentation"),
    ]


def test_whose_report_it_is_behind_a_colon_is_none_of_the_title() -> None:
    found = minutes(typed("# Minutes\n\n*1.\tReports: Cllr Ann Moss (AM)\nThe gate is broken.\n\n*2.\tWorks: the hall roof\nIt leaks."))
    assert [minute.title for minute in found] == ["Reports", "Works: the hall roof"]


def test_the_text_is_all_up_to_the_next_item() -> None:
    first, last = minutes(
        typed("*1.\tGate\nThe gate is broken and a quote for it\nis awaited.\n\n-\tWood\n-\tPaint\n"),
        typed("It was left open.\n\n*2.\tClose\nThe meeting closed at 9 pm.\n\nSigned ........ Date ........", number=2),
    )
    assert first.text == "The gate is broken and a quote for it is awaited.\nWood\nPaint\nIt was left open."
    assert (last.text, last.source.quote) == ("The meeting closed at 9 pm.", "2. Close")


def test_a_saved_page_is_one_minute() -> None:
    [minute] = minutes(
        typed(
            "*Agenda item\n\n*GATE PAINTING\n\n*Minutes:\nThe committee looked at colours.\nRESOLVED that it be green.\n\n"
            "*Supporting documents:\nPlan"
        )
    )
    assert (minute.reference, minute.title) == (None, "GATE PAINTING")
    assert minute.text.endswith("RESOLVED that it be green.")


def test_a_table_of_actions_has_no_items() -> None:
    sheet = typed("*1.\tGate\nThe gate is broken.\n\n*2.\tFence\nThe fence stands.")
    sheet.table([72, 130, 400, 500], [300, 330, 360], [["Item", "Action", "By whom"], ["1.", "Mend the gate", "Clerk"]])
    assert [minute.title for minute in minutes(sheet)] == ["Gate", "Fence"]


@pytest.mark.parametrize(
    ("opening", "ending", "expected", "case"),
    [
        ("DRAFT minutes of the meeting", "The meeting closed.", "draft", "a word in the title"),
        ("Minutes of the meeting", "Signed: A Moss    Date: 4 April 2024", "confirmed", "a signature with its date"),
        ("Minutes of the meeting", "Signed: ............ Date: ............", None, "a line still to be signed"),
    ],
)
def test_confirmed(opening: str, ending: str, expected: str | None, case: str) -> None:
    found = minutes(typed(f"# {opening}\n\n*1.\tApologies\nNone.\n\n*2.\tGate\nIt is broken.\n\n{ending}"))
    assert {minute.confirmed for minute in found} == {expected}, case


def test_items_belong_to_the_last_meeting_before_them() -> None:
    material = material_of(
        typed("*1.\tGate\nIt is broken.\n\n*2.\tFence\nIt stands."), typed("*3.\tPath\nIt is wet.", number=2), kind="minutes"
    )
    meetings = [
        Meeting(id=f"m{page}", committee="Council", date=None, source=Source(page=page, quote="", bbox=(0, 0, 1, 1)), section=1)
        for page in (1, 2)
    ]
    assert [minute.meeting_id for minute in find_minutes(material, meetings).records] == ["m1", "m1", "m2"]


def test_other_papers_have_no_minutes() -> None:
    assert find_minutes(material_of(typed("*1.\tGate\nText.\n\n*2.\tFence\nText."), kind="report"), []).records == []


def test_a_title_that_runs_on_into_its_text_is_that_of_the_agenda_in_front() -> None:
    behind = "Consider whether any of these has to be held in private"
    rows = [
        ("1/24", "Apologies"),
        ("2/24", f"Division of Agenda {behind}"),
        ("3/24", "Lease of the Depot and of the Yard"),
        ("4/24", "Bins"),
    ]
    sheet = typed("# Minutes of the Works Committee\n\n*Agenda\n\n1/24 Apologies\n\n2/24 Division of agenda\n\n3/24 Lease\n\n4/24 Bins")
    sheet.table((72, 122, 560), [360 + 30 * row for row in range(5)], rows)
    found = [(minute.reference, minute.title, minute.text) for minute in minutes(sheet)]
    assert found[1:3] == [("2/24", "Division of Agenda", behind), ("3/24", "Lease of the Depot and of the Yard", "")]
