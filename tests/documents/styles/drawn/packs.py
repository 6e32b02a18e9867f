# ruff: noqa: E501 (a sentence stays whole)
"""Packs, notices and notes: an agenda pack, an officer's decision, two meetings in one file, a pension board, a town's finance committee."""

from __future__ import annotations

from pathlib import Path

from drawn.sheet import Hand, print_paper
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Spacer


def district_pack(path: Path) -> None:
    """Agenda, minutes of the last meeting, a report; a stamp at the head of each part; page numbers at the foot."""
    h = Hand("Helvetica", 11, "Helvetica-Bold")

    def around(canvas: Canvas, page: int) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.drawCentredString(105 * mm, 10 * mm, str(page))
        stamps = {2: "Agenda Item 2", 4: "Agenda Item 5"}
        if page in stamps:
            canvas.setFont("Helvetica-Bold", 11)
            canvas.drawRightString(190 * mm, 284 * mm, stamps[page])

    print_paper(
        path,
        [
            h.text("FENWOLD DISTRICT COUNCIL", bold=True, size=15),
            h.text("COMMUNITIES AND WELLBEING COMMITTEE", bold=True, size=13),
            h.table(
                [
                    ["<b>Date:</b>", "Thursday, 7 November 2024"],
                    ["<b>Time:</b>", "6.00 p.m."],
                    ["<b>Venue:</b>", "Wold Room, Manor House, Spilsgate"],
                ],
                [30, 120],
                "none",
                size=11,
            ),
            h.text(
                "<b>Members of the Committee:</b> Councillors Gail Bratley (Chairman), Neil Coupland, Ros Hallgarth, Terry Odling, Ben Tointon and Wendy Stow-Platt"
            ),
            h.text("AGENDA", bold=True, side="centre"),
            h.item("1.", "Apologies for Absence"),
            h.item("2.", "Minutes of the Previous Meeting (pages 2 - 3)"),
            h.text("To confirm as a correct record the minutes of the meeting held on 5 September 2024.", indent=10),
            h.item("3.", "Members’ Interests"),
            h.item("4.", "Public Participation"),
            h.item("5.", "Swimming Lessons for Schools: Grant from Health Partnership (page 4)"),
            h.text("Report of the Assistant Director – Communities.", indent=10),
            h.item("6.", "Work Plan"),
            h.item("7.", "Exclusion of the Press and Public"),
            h.text(
                "To resolve that the press and public be excluded from the meeting for the next item, which is exempt under paragraph 1 of Part 1 of Schedule 12A of the Local Government Act 1972.",
                indent=10,
            ),
            h.item("8.", "Community Awards: Nominations"),
            Spacer(1, 14),
            h.text("I Knowles-Fitton<br/>Head of Paid Service<br/>Manor House, Spilsgate<br/>Wednesday, 30 October 2024"),
            PageBreak(),
            h.text("FENWOLD DISTRICT COUNCIL", bold=True),
            h.text(
                "MINUTES of the Meeting of the Communities and Wellbeing Committee held in the Wold Room, Manor House, Spilsgate on 5 September 2024 commencing at 6.00 pm."
            ),
            h.table(
                [
                    [
                        "<b>Present:</b>",
                        "Councillor Gail Bratley (Chairman)<br/>Councillor Neil Coupland<br/>Councillor Ros Hallgarth<br/>Councillor Terry Odling<br/>Councillor Ben Tointon",
                    ],
                    ["<b>Apologies:</b>", "Councillor Wendy Stow-Platt"],
                    [
                        "<b>In Attendance:</b>",
                        "Lorna Epworth, Assistant Director – Communities<br/>Cheryl Hibald, Sport and Health Officer<br/>Ele Snaith, Democratic and Civic Officer",
                    ],
                    ["<b>Membership:</b>", "There were no substitutes."],
                ],
                [35, 130],
                "none",
                size=11,
            ),
            h.item("19", "MEMBERS’ INTERESTS", bold=True),
            h.text("Councillor Odling declared that he was a governor of Spilsgate Academy (minute 22).", indent=10),
            h.item("20", "MINUTES OF THE PREVIOUS MEETING", bold=True),
            h.text("With a proposer and a seconder, and on being put to the vote, it was", indent=10),
            h.text(
                "<b>RESOLVED</b> that the minutes of the meeting held on 11 July 2024 be approved as a correct record and signed by the Chairman.",
                indent=20,
            ),
            h.item("21", "MATTERS ARISING SCHEDULE", bold=True),
            h.text(
                "Note: all green actions have been completed. The amber action, on the dog wardens’ hours, is due by 31 October 2024.",
                indent=10,
            ),
            h.item("22", "CYCLE PROFICIENCY IN SCHOOLS", bold=True),
            h.text(
                "The Sport and Health Officer introduced a report that asked for £18,000 over two years. Members were of one mind that rural schools should come first.",
                indent=10,
            ),
            h.text("Councillor Hallgarth moved the recommendations, seconded by Councillor Tointon, and it was unanimously", indent=10),
            h.head("RESOLVED that:", indent=20),
            h.item("(a)", "a sum of £18,000 be put towards cycle proficiency in the years 2024/25 and 2025/26; and", indent=20),
            PageBreak(),
            h.item("(b)", "schools with fewer than one hundred pupils be asked first.", indent=20),
            h.item("23", "MARKET RIGHTS", bold=True),
            h.text(
                "The item was deferred to the meeting on 7 November 2024 at the request of the Assistant Director – Communities.", indent=10
            ),
            h.item("24", "WORK PLAN", bold=True),
            h.text("<b>RESOLVED</b> that the Work Plan be noted.", indent=20),
            h.text("The meeting closed at 7.03 pm."),
            h.text("Chairman", side="right"),
            PageBreak(),
            h.table(
                [
                    ["<b>Committee:</b>", "Communities and Wellbeing"],
                    ["<b>Date:</b>", "7 November 2024"],
                    ["<b>Subject:</b>", "Swimming Lessons for Schools: Grant from Health Partnership"],
                    ["<b>Report by:</b>", "Assistant Director – Communities"],
                    ["<b>Contact Officer:</b>", "Cheryl Hibald, Sport and Health Officer<br/>cheryl.hibald@fenwold.example"],
                    ["<b>Purpose / Summary:</b>", "To accept a grant and let a contract for two years of lessons."],
                ],
                [45, 120],
                size=11,
            ),
            Spacer(1, 8),
            h.head("RECOMMENDATION(S):"),
            h.item("1)", "That Members accept the grant of £42,000 from the Health Partnership."),
            h.item(
                "2)",
                "That authority be given to the Assistant Director – Communities to let a contract with the two pool operators before 31 January 2025.",
            ),
            h.head("1. Background"),
            h.text(
                "1.1 One child in four in the district leaves primary school unable to swim. The pool at Wragholme closed in March 2021."
            ),
            h.text("1.2 The grant would pay for a coach and a teacher for eleven schools from April 2025 to July 2026."),
            h.head("2. Risks"),
            h.text("2.1 The grant must be given back if fewer than eight schools take part."),
        ],
        (22, 22, 20, 20),
        around,
    )


def officer_decision(path: Path) -> None:
    """A form of labels and answers, the decision in a cell, signed at the foot."""
    h = Hand("Helvetica", 11, "Helvetica-Bold")
    print_paper(
        path,
        [
            h.text("Castlegate Metropolitan Borough Council", bold=True, size=13),
            h.text("Record of Officer Decision taken under Delegated Powers", bold=True, size=12),
            h.table(
                [
                    ["<b>Reference</b>", "ODD/2024/0077"],
                    ["<b>Title of decision</b>", "Award of contract for school crossing signals, Wharf Lane"],
                    ["<b>Decision maker</b>", "Rebecca Stainforth, Director of Highways and Transport"],
                    ["<b>Date of decision</b>", "14 August 2024"],
                    ["<b>Ward(s)</b>", "Wharfside and Tollgate"],
                    ["<b>Authority</b>", "Scheme of Delegation, Part 3, paragraph 6.12; Cabinet of 17 April 2024, minute 131"],
                    ["<b>Key decision?</b>", "No"],
                    [
                        "<b>Decision</b>",
                        "To award the contract for the supply and fitting of signals at Wharf Lane to Amberlight Systems Ltd in the sum of £67,430, and to bring the crossing into use by 1 November 2024.",
                    ],
                    [
                        "<b>Reasons for the decision</b>",
                        "Three tenders were received by the closing date of 26 July 2024. Amberlight had the highest score for quality and the second lowest price.",
                    ],
                    [
                        "<b>Alternatives considered and rejected</b>",
                        "A zebra crossing, which the road safety audit of May 2024 did not favour on so wide a road.",
                    ],
                    ["<b>Interests declared</b>", "None"],
                    ["<b>Consultation</b>", "Councillor Junaid Aslam, Cabinet Member for Transport; ward councillors"],
                    ["<b>Contact</b>", "Owen Pilling, Principal Engineer, owen.pilling@castlegate.example"],
                ],
                [52, 114],
                size=11,
            ),
            Spacer(1, 14),
            h.text("Signed: <i>R Stainforth</i>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; Date: 14/08/2024"),
            h.text("Date published: 16/08/2024"),
        ],
    )


def two_meetings(path: Path) -> None:
    """The annual parish meeting, then the annual meeting of the council on the same night, numbered anew."""
    h = Hand("Times-Roman", 12, "Times-Bold")
    print_paper(
        path,
        [
            h.text("STOKE BARROW ANNUAL PARISH MEETING", bold=True, side="centre", size=14),
            h.text("Minutes of the Annual Parish Meeting held on Wednesday 8 May 2024 at 6.45pm in the Jubilee Hall", side="centre"),
            h.text("Present: Cllr Rowena Pask (Chair of the Parish Council, presiding), 14 electors and Lesley Cripps (Clerk)."),
            h.item("1.", "Minutes of the Annual Parish Meeting of 10 May 2023", bold=True),
            h.text("These were agreed and signed.", indent=10),
            h.item("2.", "Report of the Chair", bold=True),
            h.text(
                "Cllr Pask spoke of the new bus shelter and of the flood on 2 January 2024, and thanked those who had filled sandbags.",
                indent=10,
            ),
            h.item("3.", "Open discussion", bold=True),
            h.text("Mr Roy Tapp asked that the verge at Four Lanes be cut less often.", indent=10),
            h.text("The meeting closed at 7.20pm."),
            PageBreak(),
            h.text("STOKE BARROW PARISH COUNCIL", bold=True, side="centre", size=14),
            h.text(
                "Minutes of the Annual Meeting of the Parish Council held on Wednesday 8 May 2024 at 7.30pm in the Jubilee Hall",
                side="centre",
            ),
            h.text("Present: Cllrs Rowena Pask, Jim Beavis, Anthea Coles, Dee Fursdon, Matt Voysey. Clerk: Lesley Cripps."),
            h.item("1.", "Election of Chair", bold=True),
            h.text(
                "Cllr Coles proposed Cllr Pask, seconded Cllr Beavis. There being no other nominations Cllr Pask was elected and signed the declaration of acceptance of office.",
                indent=10,
            ),
            h.item("2.", "Election of Vice Chair", bold=True),
            h.text("Cllr Beavis was elected, proposed by Cllr Fursdon and seconded by Cllr Pask.", indent=10),
            h.item("3.", "Apologies", bold=True),
            h.text("Cllr Ted Rugg (unwell). Accepted.", indent=10),
            h.item("4.", "Declarations of Interest", bold=True),
            h.text("Cllr Voysey declared a disclosable pecuniary interest in item 6, as his firm made one of the bids.", indent=10),
            h.item("5.", "Minutes of the meeting of 3 April 2024", bold=True),
            h.text("Resolved: that the minutes be approved and signed.", indent=10),
            h.item("6.", "Grass cutting", bold=True),
            h.text(
                "Cllr Voysey left the room. Resolved: that Levels Garden Care be given the work for three years from 1 June 2024 at £2,180 a year. (Proposed JB, seconded AC, carried with 4 votes for.)",
                indent=10,
            ),
            h.item("7.", "Annual Governance and Accountability Return", bold=True),
            h.text(
                "Resolved: (i) that Section 1, the Annual Governance Statement, be approved; and (ii) that Section 2, the Accounting Statements for 2023/24, be approved.",
                indent=10,
            ),
            h.item("8.", "Four Lanes verge", bold=True),
            h.text("It was noted that the verge belongs to the County. The Clerk will ask for it to be left until July.", indent=10),
            h.text("There being no other business, the meeting closed at 8.35pm."),
            h.text("Signed .......................................... Chair&nbsp;&nbsp;&nbsp; Date ....................."),
        ],
        (25, 25, 22, 20),
    )


def pension_board(path: Path) -> None:
    """AGREED at the end of each item, no numbers of minutes but 1. to 6.; a table of actions at the end."""
    h = Hand("Helvetica", 10.5, "Helvetica-Bold")

    def around(canvas: Canvas, page: int) -> None:
        canvas.setFont("Helvetica-Oblique", 8)
        canvas.drawString(22 * mm, 10 * mm, "Northshire Local Pension Board - OFFICIAL")
        canvas.drawRightString(188 * mm, 10 * mm, f"{page}")

    print_paper(
        path,
        [
            h.text("Northshire Council", size=12),
            h.text("Northshire Local Pension Board", bold=True, size=15),
            h.text("Minutes of the meeting on Tuesday 12 December 2023 (held remotely)"),
            h.text("<b>Board members</b>"),
            h.text(
                "Employer representatives: Cllr Joan Sowerby, Paul Eccles<br/>Scheme member representatives: Denise Amble, Kwame Boateng<br/>Independent Chair (non-voting): Gerald Fitton"
            ),
            h.text(
                "<b>Officers</b><br/>Nicky Dyson – Head of Pensions<br/>Irfan Shah – Technical and Compliance Manager<br/>Carla Weir – Committee Clerk"
            ),
            h.text("<b>Apologies</b><br/>Tom Askwith (employer representative)"),
            h.head("1. Welcome and declarations"),
            h.text("The Chair opened the meeting at 10.02am. Denise Amble reminded the Board that she draws a pension from the Fund."),
            h.head("2. Minutes of 26 September 2023"),
            h.text("<b>AGREED – that the minutes of the meeting held on 26 September 2023 be signed by the Chair as a correct record.</b>"),
            h.head("3. Breaches log"),
            h.text(
                "Irfan Shah presented the log. Forty-one annual benefit statements went out after 31 August 2023 because one employer sent its figures late. The breach was not thought to be material."
            ),
            h.text("<b>AGREED – that (a) the log be noted; (b) the employer be asked to send a manager to the next meeting.</b>"),
            h.head("4. Cyber security"),
            h.text(
                "Nicky Dyson said that a test had been run in October. Paul Eccles asked for the results. The Board will see them in private."
            ),
            h.text("<b>AGREED – that the update be noted.</b>"),
            h.head("5. Training"),
            h.text(
                "The plan for 2024 was discussed. Members who have not done the regulator’s modules are to finish them by the end of March 2024."
            ),
            h.text("<b>AGREED – that the training plan be approved.</b>"),
            h.head("6. Dates of next meetings"),
            h.text("12 March 2024, 11 June 2024 and 24 September 2024, all at 10am."),
            h.text("The meeting closed at 11.31am."),
            h.head("Action log"),
            h.table(
                [
                    ["Ref", "Action", "Owner", "By when", "Status"],
                    ["12/23-1", "Invite a manager from the employer to the March meeting", "Carla Weir", "31 January 2024", "Open"],
                    [
                        "12/23-2",
                        "Share the results of the cyber test with Board members in private",
                        "Nicky Dyson",
                        "12 March 2024",
                        "Open",
                    ],
                    [
                        "12/23-3",
                        "Finish the regulator’s modules and tell the clerk",
                        "Kwame Boateng / Paul Eccles",
                        "29 March 2024",
                        "In progress",
                    ],
                    ["09/23-4", "Add a column for cost to the breaches log", "Irfan Shah", "1 December 2023", "Complete"],
                ],
                [18, 72, 32, 26, 20],
                head="#d9e2d5",
                size=9,
            ),
        ],
        (22, 20, 20, 18),
        around,
    )


def town_finance(path: Path) -> None:
    """Movers in brackets with a stroke, numbers by year, payments in a table, initials of the town clerk in the margin."""
    h = Hand("Courier", 10, "Courier-Bold")
    print_paper(
        path,
        [
            h.text("SALTWICK-ON-SEA TOWN COUNCIL", bold=True, side="centre", size=13),
            h.text("FINANCE AND GENERAL PURPOSES COMMITTEE", bold=True, side="centre"),
            h.text("Minutes of a meeting held in the Sailors' Reading Room on Monday 22 January 2024, starting at 7.00pm.", side="centre"),
            h.text(
                "PRESENT: Cllr Percy Rudland (Chair), Cllr Lisa Garrod, Cllr Ivan Peck, Cllr Sue Thirkettle, Cllr Ken Wade (ex officio)"
            ),
            h.text("IN ATTENDANCE: Janice Utting, Town Clerk; Dale Crisp, Finance Assistant"),
            h.text("APOLOGIES: Cllr Barbara Nunn"),
            h.text("NOT PRESENT: Cllr Shane Cooke"),
            h.item("F24/01", "APOLOGIES", hang=22, bold=True),
            h.text("Resolved: to accept the apology given (Cllr Garrod / Cllr Peck).", indent=22),
            h.item("F24/02", "DECLARATIONS OF INTEREST", hang=22, bold=True),
            h.text("None.", indent=22),
            h.item("F24/03", "MINUTES OF 27 NOVEMBER 2023", hang=22, bold=True),
            h.text("Resolved: that the minutes be signed as correct (Cllr Wade / Cllr Thirkettle; 4 for, 1 abstention).", indent=22),
            h.item("F24/04", "PAYMENTS", hang=22, bold=True),
            h.text("Resolved: that payments of £8,214.77 in December 2023 be approved (Cllr Thirkettle / Cllr Garrod).", indent=22),
            h.table(
                [
                    ["Payee", "For", "£"],
                    ["East Coast Lighting", "Christmas lights", "5,900.00"],
                    ["Anglia Water", "Allotments", "212.40"],
                    ["Payroll", "December", "2,102.37"],
                ],
                [55, 55, 30],
                "rows",
                size=9,
            ),
            Spacer(1, 6),
            h.item("F24/05", "BUDGET AND PRECEPT 2024/25", hang=22, bold=True),
            h.text("The Town Clerk had sent round three drafts. Members liked the second, with the toilets kept open all year.", indent=22),
            h.text(
                "Recommended to Council: that the budget for 2024/25 be £214,600 and that a precept of £188,350 be asked for (Cllr Rudland / Cllr Wade, all in favour).",
                indent=22,
            ),
            h.item("F24/06", "BANDSTAND", hang=22, bold=True),
            h.text("A motion to take £15,000 from reserves (Cllr Peck / Cllr Garrod) was not carried, 2 for and 3 against.", indent=22),
            h.text(
                "Resolved: that the Town Clerk look for grants and report back in March 2024 (Cllr Rudland / Cllr Thirkettle, unanimous).",
                indent=22,
            ),
            h.text("ACTION: JU", indent=22, bold=True),
            h.item("F24/07", "NEXT MEETING", hang=22, bold=True),
            h.text("25 March 2024 at 7.00pm.", indent=22),
            h.text("The meeting closed at 8.14pm."),
        ],
        (20, 20, 18, 18),
    )


PAPERS = {
    "fenwold_communities_pack_2024-11-07": district_pack,
    "castlegate_officer_decision_2024-08-14": officer_decision,
    "stoke_barrow_annual_meetings_2024-05-08": two_meetings,
    "northshire_pension_board_2023-12-12": pension_board,
    "saltwick_town_finance_2024-01-22": town_finance,
}
