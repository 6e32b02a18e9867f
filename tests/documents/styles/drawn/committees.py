# ruff: noqa: E501 (a sentence stays whole)
"""Minutes of a fire authority, a planning committee, a licensing panel, an area committee and a police and crime panel."""

from __future__ import annotations

from pathlib import Path

from drawn.sheet import Hand, print_paper
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Spacer


def fire_authority(path: Path) -> None:
    """Those present in two columns, RESOLVED - at the end of each minute, letters for clauses."""
    h = Hand("Times-Roman", 12, "Times-Bold")

    def around(canvas: Canvas, page: int) -> None:
        canvas.setFont("Times-Roman", 10)
        canvas.drawCentredString(105 * mm, 12 * mm, f"- {page} -")

    print_paper(
        path,
        [
            h.text("WEALDSHIRE AND DOWNS FIRE AND RESCUE AUTHORITY", bold=True, side="centre", size=13),
            h.text("POLICY AND RESOURCES PANEL", bold=True, side="centre"),
            h.text(
                "Minutes of the meeting of the Policy and Resources Panel held at Service Headquarters, Crowhurst Lane, Lewisham Cross at 10.00 a.m. on Thursday 21 September 2023.",
                side="both",
            ),
            h.text("<b>Members present:</b>"),
            h.table(
                [
                    ["Councillor Galloway (Chair)", "Councillor Maskell"],
                    ["Councillor Asaduzzaman", "Councillor Redstone"],
                    ["Councillor Lambert (Vice-Chair)", "Councillor Tutt"],
                ],
                [80, 80],
                "none",
                size=12,
            ),
            h.text("<b>Also present:</b>"),
            h.text(
                "M Whitelock (Chief Fire Officer), L Ridsdale (Assistant Director Resources/Treasurer), A Blanchfield (Deputy Monitoring Officer), E Curtin (Democratic Services Officer)",
                side="both",
            ),
            h.item("14.", "DISCLOSABLE PECUNIARY INTERESTS", hang=12, bold=True),
            h.item(
                "14.1",
                "It was noted that, in relation to matters on the agenda, no participating Member had any disclosable interest under the Code of Conduct.",
                hang=12,
                side="both",
            ),
            h.item("15.", "APOLOGIES FOR ABSENCE", hang=12, bold=True),
            h.item(
                "15.1", "Apologies were received from Councillor Denis. Councillor Tutt attended as his substitute.", hang=12, side="both"
            ),
            h.item("16.", "MINUTES OF THE LAST MEETING", hang=12, bold=True),
            h.item(
                "16.1",
                "<b>RESOLVED</b> – That the minutes of the meeting of the Policy and Resources Panel held on 13 July 2023 be approved as a correct record and signed by the Chair.",
                hang=12,
                side="both",
            ),
            h.item("17.", "REVENUE AND CAPITAL BUDGET MONITORING 2023/24: POSITION AT THE END OF JULY", hang=12, bold=True),
            h.item(
                "17.1",
                "The Panel received a report of the Assistant Director Resources/Treasurer. A net overspend of £312,000 was forecast, which came in the main from the pay award and from the cost of keeping two older pumps on the road.",
                hang=12,
                side="both",
            ),
            h.item(
                "17.2",
                "Councillor Redstone asked when the new pumps would come. The Chief Fire Officer replied that the first was due in November 2023 and the second in February 2024.",
                hang=12,
                side="both",
            ),
            h.item("17.3", "<b>RESOLVED</b> – That the Panel:", hang=12),
            h.item("i.", "notes the forecast overspend of £312,000 and the risks set out in section 5;", indent=12, hang=9, side="both"),
            h.item("ii.", "approves the carrying forward of £1.104m of capital to 2024/25; and", indent=12, hang=9, side="both"),
            h.item(
                "iii.",
                "asks that a plan to bring spending back within the budget be laid before the Fire Authority on 7 December 2023.",
                indent=12,
                hang=9,
                side="both",
            ),
            h.item("18.", "LEASE OF TRAINING GROUND, OLD KILN FARM", hang=12, bold=True),
            h.item(
                "18.1",
                "The Panel considered whether to take the lease for ten years or for five. Councillor Maskell proposed, and Councillor Lambert seconded, five years with an option for five more.",
                hang=12,
                side="both",
            ),
            h.item(
                "18.2",
                "<b>RESOLVED</b> – That the lease of the training ground at Old Kiln Farm be renewed for five years from 1 April 2024 with an option for a further five.",
                hang=12,
                side="both",
            ),
            h.item("19.", "EXCLUSION OF PRESS AND PUBLIC", hang=12, bold=True),
            h.item(
                "19.1",
                "<b>RESOLVED</b> – That item 20 be exempt under paragraphs 3 and 4 of Schedule 12A to the Local Government Act 1972 and that the press and public be asked to leave.",
                hang=12,
                side="both",
            ),
            h.item("20.", "CREWING SYSTEM: SETTLEMENT", hang=12, bold=True),
            h.item("20.1", "The Panel considered a report of the Chief Fire Officer.", hang=12, side="both"),
            h.item("20.2", "<b>RESOLVED</b> – That the recommendations in the report be agreed.", hang=12, side="both"),
            h.text("The meeting concluded at 11.34 a.m."),
            Spacer(1, 20),
            h.text("Signed .......................................................... Chair"),
            h.text("Dated this .................... day of .......................... 2023"),
        ],
        (25, 25, 22, 22),
        around,
    )


def planning_committee(path: Path) -> None:
    """Applications by number, decisions with conditions and reasons, votes in brackets, speakers."""
    h = Hand("Helvetica", 10.5, "Helvetica-Bold", 5)

    def around(canvas: Canvas, page: int) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(22 * mm, 285 * mm, "Planning Committee" if page > 1 else "")
        canvas.drawRightString(188 * mm, 285 * mm, "12.03.24" if page > 1 else "")
        canvas.drawCentredString(105 * mm, 10 * mm, str(100 + page))

    print_paper(
        path,
        [
            h.text("HOLLOWDALE DISTRICT COUNCIL", bold=True, size=14),
            h.text(
                "Minutes of a meeting of the <b>Planning Committee</b> held on <b>Tuesday, 12 March 2024</b> in the Council Chamber, Hollow House, Market Street, Dalebridge from <b>6.30 pm</b> to 9.12 pm"
            ),
            h.text(
                "<b>Present:</b> Councillors C Brierley (Chairman), M Ashdown (Vice-Chairman), R Corrie, L Dacre, S Elwood, P Fell, H Grice, N Holme (as substitute for J Kirkbride), A Lowther, V Musgrave and T Nixon"
            ),
            h.text("<b>Apologies:</b> Councillors J Kirkbride and D Rudd"),
            h.text(
                "<b>Officers present:</b> Head of Development Management (G Salkeld), Principal Planning Officer (I Tremble), Solicitor (Ms O Wharfe) and Democratic Services Officer (B Yates)"
            ),
            h.item("P.61", "DECLARATIONS OF INTEREST", hang=16, bold=True),
            h.table(
                [
                    ["Councillor", "Application", "Interest"],
                    ["P Fell", "23/02217/FUL", "Knows the applicant’s agent (personal)"],
                    ["V Musgrave", "24/00041/OUT", "Owns a field next to the site (pecuniary). Left the room."],
                ],
                [35, 35, 90],
                head="#dddddd",
                size=9.5,
            ),
            Spacer(1, 6),
            h.item("P.62", "MINUTES", hang=16, bold=True),
            h.text(
                "The Minutes of the meeting held on 13 February 2024 were confirmed as a correct record and signed by the Chairman.",
                indent=16,
            ),
            h.item("P.63", "PLANNING APPLICATIONS", hang=16, bold=True),
            h.text("<b>(a) 23/02217/FUL – Change of use of barn to two dwellings, Sike Farm, Netherby</b>", indent=16),
            h.text(
                "The Principal Planning Officer said that the Highway Authority had withdrawn its objection on 8 March 2024. Mr Keith Borwick spoke for the applicant.",
                indent=16,
            ),
            h.text("It was proposed by Councillor Corrie, seconded by Councillor Grice and", indent=16),
            h.text(
                "<b>RESOLVED</b> by 9 votes to 1 with 1 abstention: That permission be <b>GRANTED</b> subject to the following conditions:",
                indent=16,
            ),
            h.item("1.", "The development shall be begun within three years of the date of the permission.", indent=22, hang=7),
            h.item(
                "2.",
                "No work shall be done between 1 April and 31 August in any year unless an ecologist has first looked for nests.",
                indent=22,
                hang=7,
            ),
            h.item("3.", "The barn doors shall be kept and repaired in oak.", indent=22, hang=7),
            h.text("<b>(b) 24/00041/OUT – Outline for 14 dwellings, land off Tarn Road, Dalebridge</b>", indent=16),
            h.text(
                "Councillor Musgrave left the room. Mrs Ivy Sewell spoke against the application, and Councillor Rudd’s statement, as ward member, was read out. A proposal by Councillor Dacre, seconded by Councillor Nixon, that the application be approved was put to the vote and fell by 4 votes to 6.",
                indent=16,
            ),
            h.text("It was then proposed by Councillor Lowther, seconded by Councillor Elwood and", indent=16),
            h.text("<b>RESOLVED</b> by 6 votes to 4: That permission be <b>REFUSED</b> for the following reasons:", indent=16),
            h.item(
                "1.",
                "The site lies outside the limits of the town and the homes would stand out on the skyline, contrary to Policy DL4 of the Local Plan.",
                indent=22,
                hang=7,
            ),
            h.item("2.", "It has not been shown that surface water can be kept out of Tarn Beck.", indent=22, hang=7),
            h.item("P.64", "TREE PRESERVATION ORDER 412 (2023): LIME TREES, CHURCH BANK", hang=16, bold=True),
            h.text("It was proposed by Councillor Ashdown, seconded by Councillor Holme and", indent=16),
            h.text("<b>RESOLVED</b> unanimously: That the Order be confirmed without change.", indent=16),
            h.item("P.65", "APPEALS", hang=16, bold=True),
            h.text("<b>RESOLVED:</b> That the report on appeals decided between 1 December 2023 and 29 February 2024 be noted.", indent=16),
        ],
        (22, 22, 22, 20),
        around,
    )


def licensing_panel(path: Path) -> None:
    """A hearing: parties in a list, Decision and Reasons, no RESOLVED."""
    h = Hand("Helvetica", 11, "Helvetica-Bold")
    print_paper(
        path,
        [
            h.text("London Borough of Tyburn Heath", size=15, bold=True),
            h.text("Licensing Sub-Committee B", size=13, bold=True),
            h.text("Thursday 6 June 2024, 6.30pm – Heath Town Hall, Room 102"),
            h.head("MINUTES"),
            h.table(
                [
                    ["Present", "Councillors Shamim Rahmani (Chair), Ellie Coulthard and Dominic Asante"],
                    ["Absent", "–"],
                    [
                        "Officers",
                        "Jonah Feld (Licensing Officer)<br/>Priscilla Mwangi (Legal Adviser)<br/>Kate Sallis (Clerk to the Sub-Committee)",
                    ],
                    ["Parties", "Mr Ferhat Yildiz, applicant<br/>Ms Dana Pope, for the applicant<br/>Ms Rita Hallows, resident"],
                ],
                [35, 130],
                "rows",
            ),
            Spacer(1, 8),
            h.item("1", "INTRODUCTIONS AND PROCEDURE", bold=True),
            h.text("The Chair asked those present to say who they were and explained how the hearing would run.", indent=10),
            h.item("2", "APOLOGIES FOR ABSENCE", bold=True),
            h.text("None.", indent=10),
            h.item("3", "DECLARATIONS OF SUBSTITUTE MEMBERS", bold=True),
            h.text("Councillor Asante was substituting for Councillor Bilal Noor.", indent=10),
            h.item("4", "DECLARATIONS OF INTEREST", bold=True),
            h.text("None.", indent=10),
            h.item("5", "MINUTES OF THE PREVIOUS MEETING", bold=True),
            h.text("<b>AGREED:</b> That the minutes of the meeting of 9 May 2024 be approved as a correct record.", indent=10),
            h.item("6", "BOSPHORUS GRILL, 211 HEATH ROAD, N34: NEW PREMISES LICENCE", bold=True),
            h.text(
                "The Licensing Officer outlined the application. Two residents had objected. The police had agreed conditions on 21 May 2024.",
                indent=10,
            ),
            h.text(
                "Ms Hallows said that the street was already full at closing time. Ms Pope offered to bring the last order for delivery forward by an hour.",
                indent=10,
            ),
            h.text("The Sub-Committee withdrew at 7.20pm and came back at 7.45pm.", indent=10),
            h.head("DECISION", indent=10),
            h.text(
                "The Sub-Committee decided to grant a premises licence to Bosphorus Grill, for late night refreshment from 11pm until midnight, Sunday to Thursday, and until 1am on Friday and Saturday, with the conditions agreed with the police.",
                indent=10,
            ),
            h.head("REASONS FOR DECISION", indent=10),
            h.text(
                "The premises are in a cumulative impact area. The Sub-Committee was satisfied that hours within those in policy LP6, with a door supervisor at weekends, would not add to the impact.",
                indent=10,
            ),
            h.item("7", "HEATH NEWS, 18 MARKET PARADE, N34: REVIEW OF PREMISES LICENCE", bold=True),
            h.text("Trading Standards asked for a review after two sales to children, on 3 February 2024 and 16 March 2024.", indent=10),
            h.head("DECISION", indent=10),
            h.text(
                "The Sub-Committee decided to suspend the licence of Heath News for a period of 28 days and to add the conditions at page 41 of the agenda.",
                indent=10,
            ),
            h.head("REASONS FOR DECISION", indent=10),
            h.text(
                "The second sale came after a warning. Revocation was thought to go too far for a family who had traded without complaint for twenty years.",
                indent=10,
            ),
            h.text("The meeting ended at 8.25pm"),
            h.text("CHAIR ......................................"),
        ],
    )


def area_committee(path: Path) -> None:
    """On the proposition of; nem con; minute numbers alone in the left margin beside the heading."""
    h = Hand("Times-Roman", 11.5, "Times-Bold")
    print_paper(
        path,
        [
            h.text("Parrett Vale Council", bold=True, size=16, side="centre"),
            h.text(
                "Draft Minutes of a meeting of the <b>Area South Committee</b> held at the Octagon, Hendwell on <b>Wednesday 9th October 2019</b>.",
                side="centre",
            ),
            h.text("(2.00 pm – 4.40 pm)", side="centre"),
            h.text("<b>Present:</b>"),
            h.text("<b>Members:</b> Councillor Peter Gubbins (Chairman)"),
            h.table(
                [
                    ["John Clarkstone", "Mike Lockyer"],
                    ["Karl Gillard", "Graham Oakesford"],
                    ["Andy Kendrick", "Wes Readman (until 3.45 pm)"],
                    ["Pauline Loxton", "Rob Stickley (from 2.10 pm)"],
                ],
                [75, 75],
                "none",
                size=11.5,
            ),
            h.text("<b>Officers</b>"),
            h.table(
                [
                    ["Jo Bowdler", "Case Services Officer"],
                    ["Natalie Fortey", "Locality Manager"],
                    ["Simon Foxwell", "Lead Specialist – Planning"],
                ],
                [60, 90],
                "none",
                size=11.5,
            ),
            h.item("41.", "Minutes of previous meeting (Agenda Item 1)", hang=12, bold=True),
            h.text(
                "The minutes of the Area South Committee held on 4th September 2019, copies of which had been circulated, were approved as a correct record and signed by the Chairman.",
                indent=12,
            ),
            h.item("42.", "Apologies for absence (Agenda Item 2)", hang=12, bold=True),
            h.text("Apologies for absence were received from Councillors Nicola Clarke, Gina Seatown and Alan Smithers.", indent=12),
            h.item("43.", "Declarations of Interest (Agenda Item 3)", hang=12, bold=True),
            h.text(
                "Councillor Andy Kendrick declared a personal and prejudicial interest in Agenda Item 6 as he manages the hall. He would leave the meeting for that item.",
                indent=12,
            ),
            h.item("44.", "Public question time (Agenda Item 4)", hang=12, bold=True),
            h.text(
                "A resident of Pen Mill asked for lights on the footpath to the station. The Locality Manager undertook to find out who owned the path and to write to her.",
                indent=12,
            ),
            h.item("45.", "Grant to Westfield Community Hall (Agenda Item 6)", hang=12, bold=True),
            h.text(
                "The Locality Manager presented the report. The hall had raised £9,000 of the £21,500 that it needed for its roof.",
                indent=12,
            ),
            h.text(
                "On the proposition of Councillor Pauline Loxton, seconded by Councillor John Clarkstone, it was agreed nem con to award £10,000 from the Area South capital programme, subject to the conditions in Appendix A.",
                indent=12,
            ),
            h.table(
                [
                    [
                        "<b>RESOLVED:</b>",
                        "that Area South Committee award a grant of £10,000 to Westfield Community Hall from the Area South capital programme, subject to the conditions in Appendix A.",
                    ],
                    ["<b>Reason:</b>", "To keep the hall open."],
                    ["", "(Voting: unanimous in favour)"],
                ],
                [32, 118],
                "none",
                size=11.5,
            ),
            h.item("46.", "Area South Chapter of the Council Plan (Agenda Item 7)", hang=12, bold=True),
            h.text(
                "Members made several comments. On being put to the vote, the proposal to ask for a second community ranger was lost by 3 votes for to 5 against.",
                indent=12,
            ),
            h.table(
                [
                    [
                        "<b>RESOLVED:</b>",
                        "that Area South Committee recommend to the District Executive that the draft chapter be approved.",
                    ],
                    ["", "(Voting: 7 in favour, 0 against, 1 abstention)"],
                ],
                [32, 118],
                "none",
                size=11.5,
            ),
            h.item("47.", "Area South Forward Plan (Agenda Item 8)", hang=12, bold=True),
            h.table([["<b>RESOLVED:</b>", "that the Forward Plan be noted."]], [32, 118], "none", size=11.5),
            h.item("48.", "Date of next meeting (Agenda Item 9)", hang=12, bold=True),
            h.text("Members noted that the next meeting would be held on Wednesday 6th November 2019 at 2.00 pm.", indent=12),
            h.text("…………………………………….", side="right"),
            h.text("Chairman", side="right"),
        ],
    )


def police_panel(path: Path) -> None:
    """Members in a grid with their authorities; a recorded vote in a table with a column for each vote."""
    h = Hand("Helvetica", 10.5, "Helvetica-Bold")
    print_paper(
        path,
        [
            h.text("WYREBANK POLICE AND CRIME PANEL", bold=True, size=14, side="centre"),
            h.text("Friday 3 February 2023, 1.30 pm, County Hall, Wyrebank", side="centre"),
            h.text("Minutes", bold=True, side="centre"),
            h.table(
                [
                    ["Panel Member", "Representing", "Attendance"],
                    ["Cllr Alyson Barnaby (Chair)", "Rossmere Borough Council", "Present"],
                    ["Cllr Ridwan Musa", "Wyrebank City Council", "Present"],
                    ["Cllr Roger Bowker", "Fylder Coast Council", "Present"],
                    ["Cllr Stella Brunskill", "Ribblehead Council", "Apologies"],
                    ["Cllr Phil Riley-Hart", "Darwell Council", "Present"],
                    ["Mr Ian Dobson", "Independent Co-opted Member", "Present"],
                    ["Ms Fatima Gulzar", "Independent Co-opted Member", "Absent"],
                ],
                [65, 65, 30],
                head="#c9d8ee",
            ),
            Spacer(1, 6),
            h.text(
                "<b>Also in attendance:</b> Andrea Pountney, Police and Crime Commissioner; Angus Dickson, Chief Executive, Office of the Commissioner; Phil Llewellin, Secretary to the Panel"
            ),
            h.item("1.", "WELCOME AND APOLOGIES", bold=True),
            h.text("The Chair welcomed everybody. Apologies were received on behalf of Cllr Brunskill.", indent=10),
            h.item("2.", "MINUTES OF THE MEETING HELD ON 12 DECEMBER 2022", bold=True),
            h.text(
                "<b>RESOLVED –</b> That the minutes of the meeting held on 12 December 2022 be confirmed as a correct record.", indent=10
            ),
            h.item("3.", "PROPOSED PRECEPT FOR 2023/24", bold=True),
            h.text(
                "The Commissioner set out her plan to raise the precept by £15 a year for a Band D home. She had asked 2,200 people in January 2023 and six in ten were willing to pay more.",
                indent=10,
            ),
            h.text("Cllr Bowker MOVED and Mr Dobson SECONDED that the Panel veto the precept. A recorded vote was asked for.", indent=10),
            h.table(
                [
                    ["Member", "For", "Against", "Abstain"],
                    ["Barnaby", "", "X", ""],
                    ["Musa", "", "X", ""],
                    ["Bowker", "X", "", ""],
                    ["Riley-Hart", "", "", "X"],
                    ["Dobson", "X", "", ""],
                ],
                [50, 22, 22, 22],
                head="#c9d8ee",
            ),
            Spacer(1, 6),
            h.text("The votes being equal, the Chair used her second and casting vote against, and the motion was LOST.", indent=10),
            h.text("Cllr Musa MOVED and Cllr Barnaby SECONDED the following, which was CARRIED by 3 votes to 2:", indent=10),
            h.text("<b>RESOLVED –</b> That", indent=10),
            h.item("(1)", "the Panel supports the precept as put forward; and", indent=10, hang=10),
            h.item(
                "(2)",
                "the Commissioner be asked to say, by 30 June 2023, how many of the new constables are in neighbourhood teams.",
                indent=10,
                hang=10,
            ),
            h.item("4.", "COMPLAINTS AGAINST THE COMMISSIONER", bold=True),
            h.text("<b>RESOLVED –</b> That the update be noted.", indent=10),
            h.item("5.", "DATE OF NEXT MEETING", bold=True),
            h.text("<b>RESOLVED –</b> That the next meeting be held on 13 March 2023 at 2.00 pm.", indent=10),
        ],
    )


PAPERS = {
    "wealdshire_fire_authority_2023-09-21": fire_authority,
    "hollowdale_planning_2024-03-12": planning_committee,
    "tyburn_heath_licensing_2024-06-06": licensing_panel,
    "parrett_vale_area_committee_2019-10-09": area_committee,
    "wyrebank_police_crime_panel_2023-02-03": police_panel,
}
