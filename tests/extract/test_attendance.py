"""Who was at a meeting, who sent apologies, who was absent."""

from __future__ import annotations

import pytest
from pages import Sheet, material_of, typed

from pipeline.extract.attendance import find_attendance
from pipeline.extract.meetings import find_meetings
from pipeline.records import Attendance

HEAD = "# Minutes of the Works Committee\nheld on Tuesday 4 June 2024 in the Guildhall, Market Place, Ashby on the Hill, at 7 pm\n\n"
BUSINESS = "\n\n1.\tLease of the depot\n\nRESOLVED that the lease be renewed by the Head of Streets, Mr Ned Noble."


def found(*sheets: Sheet) -> list[Attendance]:
    material = material_of(*sheets, kind="minutes")
    return find_attendance(material, find_meetings(material).records).records


def listed(text: str, business: str = BUSINESS) -> list[tuple[str, str, str]]:
    """Name, status and capacity of each, from minutes with this list of people."""
    return [(row.name, row.status, row.capacity) for row in found(typed(HEAD + text + business))]


ASH, BIRCH, COLE = (("Ann Ash", "present", "member"), ("Ben Birch", "present", "member"), ("Carol Cole", "present", "member"))
CLERK = ("Dan Dale", "present", "officer")
AWAY = ("Eve Elm", "apologies", "member")


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        # labels with colons, in the line
        ("Present: Councillors Ann Ash (Chair), Ben Birch and Carol Cole", [ASH, BIRCH, COLE]),
        ("PRESENT: Ann Ash, Ben Birch, Carol Cole", [ASH, BIRCH, COLE]),
        # in the margin
        ("Present:\tCouncillors Ann Ash, Ben Birch and Carol Cole\n\nApologies:\tCouncillor Eve Elm", [ASH, BIRCH, COLE, AWAY]),
        ("Present\tCouncillors Ann Ash, Ben Birch and Carol Cole", [ASH, BIRCH, COLE]),
        # as headings, with a name a line below
        (
            "*Present\n\nCouncillor Ann Ash\nCouncillor Ben Birch\nCouncillor Carol Cole\n\n*In attendance\n\nDan Dale, Clerk",
            [ASH, BIRCH, COLE, CLERK],
        ),
        # posts tell officers, titles tell members
        ("In attendance: Councillor Ann Ash, Dan Dale (Head of Streets)", [ASH, CLERK]),
        ("Present: Councillors Ann Ash, Ben Birch; Dan Dale (Clerk)", [ASH, BIRCH, CLERK]),
        ("Officers: Dan Dale and Fay Firth", [CLERK, ("Fay Firth", "present", "officer")]),
        ("Officers present:\tDan Dale", [CLERK]),
        ("Also present: Dan Dale, Clerk; Gus Gorse (Ashby Society)", [CLERK, ("Gus Gorse", "present", "other")]),
        ("Present: Ann Ash, Gus Gorse (NHS)", [ASH, ("Gus Gorse", "present", "other")]),
        ("Co-opted members: Hal Heath", [("Hal Heath", "present", "co-opted")]),
        ("Members of the public: Gus Gorse", [("Gus Gorse", "present", "other")]),
        # apologies and absences
        ("Present: Councillor Ann Ash\n\nApologies for absence: Councillor Eve Elm", [ASH, AWAY]),
        ("Present: Councillor Ann Ash\n\nApologies for absence were received from: Councillor Eve Elm", [ASH, AWAY]),
        ("Present: Councillor Ann Ash\n\nApologies were received from Councillor Eve Elm.", [ASH, AWAY]),
        ("Present: Councillor Ann Ash\n\nCouncillor Eve Elm had sent apologies.", [ASH, AWAY]),
        ("Present: Councillor Ann Ash\n\nRegrets: Councillor Eve Elm", [ASH, AWAY]),  # as Canadians say
        ("Present: Councillor Ann Ash\n\nAbsent: Councillor Eve Elm", [ASH, ("Eve Elm", "absent", "member")]),
        # whose list it is, in the label
        ("Councillors in attendance: Ann Ash and Ben Birch", [ASH, BIRCH]),
        ("Cabinet Members present:\tCouncillors Ann Ash and Ben Birch", [ASH, BIRCH]),
        ("Employer representatives: Ann Ash, Ben Birch", [ASH, BIRCH]),
        ("Officers in attendance:\tDan Dale", [CLERK]),
        ("Others in attendance: Gus Gorse", [("Gus Gorse", "present", "other")]),
        ("Parties: Gus Gorse, applicant", [("Gus Gorse", "present", "other")]),
        ("Apologies and substitutions:\tCouncillor Eve Elm\n\nPresent: Ann Ash", [AWAY, ASH]),
        ("Members absent with apologies: Eve Elm", [AWAY]),
        ("Contact officer: Dan Dale\n\nPresent: Ann Ash and Ben Birch", [ASH, BIRCH]),
        ("Attendance (in person): Ann Ash, Ben Birch\n\nOfficers (virtual): Dan Dale", [ASH, BIRCH, CLERK]),
        # a label without a colon
        ("Present: Ann Ash\n\nApologies for absence Cllr Eve Elm (unwell).", [ASH, AWAY]),
        # the role around the name
        ("*Present\n\nThe Mayor (Councillor Ann Ash) in the Chair\n\nCouncillors Ben Birch and Carol Cole", [ASH, BIRCH, COLE]),
        # sentences for everything
        (
            "Councillors Ann Ash, Ben Birch and Carol Cole attended. The Clerk (Dan Dale) was there too. "
            "Apologies had come from\nCouncillor Eve Elm. Councillor Fay Firth was absent.",
            [ASH, BIRCH, COLE, CLERK, AWAY, ("Fay Firth", "absent", "member")],
        ),
        # initials do not end a sentence
        (
            "Present: Ann Ash\n\n(Apologies were received from Councillors E. Elm and F. Firth.)",
            [ASH, ("E. Elm", "apologies", "member"), ("F. Firth", "apologies", "member")],
        ),
        # several labels in one paragraph
        ("Members present: Ann Ash and Ben Birch. Apologies: Councillor Eve Elm.", [ASH, BIRCH, AWAY]),
        # several senders of apologies in one sentence
        (
            "Present: Ann Ash\n\nCllr Eve Elm sent apologies (work) and Cllr Ben Birch sent apologies (ill).",
            [ASH, AWAY, ("Ben Birch", "apologies", "member")],
        ),
        # a role or post for a label, for one person only
        ("Chair: Councillor Ann Ash\n\nPresent: Councillor Ben Birch\n\nClerk: Dan Dale", [ASH, BIRCH, CLERK]),
        # other languages of the field
        ("Members present: Ann Ash and Ben Birch", [ASH, BIRCH]),
        ("Sederunt: Councillors Ann Ash and Ben Birch", [ASH, BIRCH]),
        ("Yn bresennol: Councillors Ann Ash and Ben Birch\n\nYmddiheuriadau: Councillor Eve Elm", [ASH, BIRCH, AWAY]),
        # no label at all: lines of names before the business
        ("Councillor Ann Ash (Chair)\n\nCouncillor Ben Birch\n\nCouncillor Carol Cole", [ASH, BIRCH, COLE]),
        # a list that the line's end cuts
        (
            "Present:\tCouncillors Ann Ash (Chair), Ben Birch (Vice-Chair), Carol Cole, Dan\n\t\tDale, Eve Elm and Fay Firth",
            [ASH, BIRCH, COLE, ("Dan Dale", "present", "member"), ("Eve Elm", "present", "member"), ("Fay Firth", "present", "member")],
        ),
        # a number in front of the label, initials and roles in the brackets
        (
            "1.\tCommittee Members Present were: Ann Ash (AA,chair), Ben McBirch (BMcB, Vice Chair) and residents Gus Gorse and Hal Heath",
            [ASH, ("Ben McBirch", "present", "member"), ("Gus Gorse", "present", "other"), ("Hal Heath", "present", "other")],
        ),
        # the public without a colon, behind a label that is for others
        ("Present\n\nCouncillors A Ash (Chair) and B Birch\n\nMembers of the Public Mr & Mrs Heath, Mr Gorse", [
            ("A Ash", "present", "member"), ("B Birch", "present", "member"), ("Heath", "present", "other"), ("Gorse", "present", "other"),
        ]),
        # a seat in the executive is a member's
        ("Also present: Gus Gorse, Cabinet Member for Parks", [("Gus Gorse", "present", "member")]),
        # an item of business that has the list in it
        (
            "1.\tWelcome\n\nMembers present were: Ann Ash (Chair), Ben Birch and Carol Cole.\n\n"
            "2.\tSederunt and Apologies\n\nEve Elm sent apologies.",
            [ASH, BIRCH, COLE, AWAY],
        ),
        # Welsh
        ("Presennol: Y Cynghorwyr Ann Ash (Cadeirydd), Ben Birch\n\nClerc: Dan Dale", [ASH, BIRCH, CLERK]),
        # a body's name is nobody's
        ("Present: Councillor Ann Ash, Severn Combined Authority", [ASH]),
        # nobody
        ("Present: 14 members of the public", []),
        ("The Committee met in the Guildhall.", []),
    ],
)  # fmt: skip
def test_lists_before_the_business(printed: str, expected: list[tuple[str, str, str]]) -> None:
    assert listed(printed) == expected


@pytest.mark.parametrize(
    ("label", "capacity"),
    [("Committee members present were", "member"), ("Present", "officer")],
)
def test_a_secretary_among_those_called_members_is_one(label: str, capacity: str) -> None:
    printed = f"{label}: Ann Ash (Chair), Ben Birch (BB, Secretary) and Carol Cole."
    assert ("Ben Birch", "present", capacity) in listed(printed)


def test_an_agenda_in_front_of_the_list_is_passed_over() -> None:
    printed = "*Agenda\n\n1.\tLease\n\n2.\tGate\n\n*Attendance:\n\nAnn Ash - ATC (Chair)\n\nBen Birch - ATC\n\nCarol Cole - ATC"
    assert listed(printed, "\n\n*Discussion summary\n\nThe lease was talked about.") == [ASH, BIRCH, COLE]


def test_names_in_columns_are_parted_by_the_white_space_between_them() -> None:
    sheet = typed(HEAD + "*Members present")
    for row, names in enumerate([("Ann Ash (Chair)", "Ben Birch", "Carol Cole"), ("Fay Firth", "Gus Gorse", "Hal Heath")]):
        for x, name in zip((72, 222, 372), names, strict=True):
            sheet.write(name, x, 220 + 14 * row)
    sheet.write("1.", 72, 300)
    sheet.write("Lease of the depot", 108, 300)
    assert sorted(row.name for row in found(sheet)) == ["Ann Ash", "Ben Birch", "Carol Cole", "Fay Firth", "Gus Gorse", "Hal Heath"]


def test_a_table_headed_by_its_status_has_roles_and_initials_beside() -> None:
    sheet = typed("# Minutes of the Works Committee\nheld on Tuesday 4 June 2024 in the Guildhall")
    rows = [("Present", "Initials", "Role"), ("Ann Ash", "AA", "Chair"), ("Ben Birch", "BB", "Head of Parks")]
    sheet.table((72, 172, 252, 372), [200 + 24 * row for row in range(4)], rows)
    assert [(row.name, row.initials, row.role, row.post) for row in found(sheet)] == [
        ("Ann Ash", "AA", "Chair", None),
        ("Ben Birch", "BB", None, "Head of Parks"),
    ]


def test_role_and_post_of_a_label() -> None:
    rows = found(typed(HEAD + "Chair: Councillor Ann Ash\n\nClerk to the Council: Dan Dale" + BUSINESS))
    assert [(row.role, row.post) for row in rows] == [("Chair", None), (None, "Clerk to the Council")]


def test_names_in_the_business_are_no_attendance() -> None:
    assert [name for name, _, _ in listed("Present: Councillor Ann Ash")] == ["Ann Ash"]
    assert listed("The Committee met.", "\n\n1.\tAppointments\n\nAnn Ash\n\nBen Birch\n\nCarol Cole") == []


@pytest.mark.parametrize(
    ("business", "expected"),
    [
        ("1.\tApologies\n\nApologies were received from Councillors Eve Elm and Fay Firth.", ["Eve Elm", "Fay Firth"]),
        ("1.\tApologies for absence\n\nCouncillor Eve Elm and Councillor Fay Firth", ["Eve Elm", "Fay Firth"]),  # names alone
        ("1.\tTo receive and accept apologies\n\nCouncillor Eve Elm and Councillor Fay Firth", ["Eve Elm", "Fay Firth"]),
        ("1.\tTo receive apologies for absence: Councillor Eve Elm", ["Eve Elm"]),
        ("24/001\tApologies - Councillor Eve Elm", ["Eve Elm"]),
        ("3\tApologies for Absence\n\nEve Elm (EE)", ["Eve Elm"]),  # one name by itself
        ("1.\tApologies; Eve Elm, Fay Firth", ["Eve Elm", "Fay Firth"]),
        ("1.\tApologies: Eve Elm (unwell, who had sent a report). Fay Firth came late.", ["Eve Elm"]),
        ("1.\tApologies\n\nCouncillor Eve Elm had sent her apologies. Councillor Fay Firth opened.", ["Eve Elm"]),
        ("1.\tApologies\n\nApologies were received from Councillor Eve Elm. Councillor Fay Firth took the chair.", ["Eve Elm"]),
        # who came instead, and who took part from elsewhere, sent none
        ("Apologies and Substitutes\n\nApologies were received from Eve Elm, who was substituted by Fay Firth.", ["Eve Elm"]),
        (
            "*Apologies and Substitutes\n\nApologies were received from Eve Elm.\n\nAnn Ash and Ben Birch were in attendance virtually.",
            ["Eve Elm"],
        ),
        ("1.\tApologies\n\nMs Elm had given her formal apologies but was attending virtually.", ["Elm"]),
        ("1.\tApologies\n\nThere were none.\n\n2.\tLease\n\nCouncillor Fay Firth", []),
    ],
)
def test_apologies_in_the_business(business: str, expected: list[str]) -> None:
    rows = listed("Present: Councillors Ann Ash and Ben Birch", f"\n\n{business}")
    assert [name for name, status, _ in rows if status == "apologies"] == expected


def test_somebody_is_listed_once_a_status() -> None:
    text = "Present: Councillors Ann Ash and Ben Birch\n\nApologies: Councillor Eve Elm"
    rows = listed(text, "\n\n1.\tApologies\n\nApologies were received from Councillor Elm and Councillor Eve Elm.")
    assert rows == [ASH, BIRCH, AWAY]


def test_lists_side_by_side() -> None:
    """Two labels at one height, the people of each below it."""
    text = "Present\t\t\t\t\tIn attendance\nCllr Ann Ash\t\t\t\t\tDan Dale, Clerk\nCllr Ben Birch\t\t\t\t\tFay Firth, Solicitor"
    assert sorted(listed(text)) == sorted([ASH, BIRCH, CLERK, ("Fay Firth", "present", "officer")])


def test_a_list_in_a_table() -> None:
    sheet = typed(HEAD + "\n\n\n\n\n\n\n\n" + BUSINESS)
    sheet.table((72, 192, 500), (190, 220, 250), [("Present", "Councillors Ann Ash and Ben Birch"), ("Apologies", "Councillor Eve Elm")])
    assert [(row.name, row.status, row.capacity) for row in found(sheet)] == [ASH, BIRCH, AWAY]


def test_a_list_of_one_name_a_line_that_fills_its_cell() -> None:
    sheet = typed(HEAD + "\n\n\n\n\n\n\n\n" + BUSINESS)
    sheet.table((72, 192, 272), (190, 240), [("Present", "Annabel Ashworth\nBeatrice Birches\nCarolyn Colebeck")])
    assert [row.name for row in found(sheet)] == ["Annabel Ashworth", "Beatrice Birches", "Carolyn Colebeck"]


def test_what_is_printed_beside_a_name() -> None:
    text = "Present: Councillors Ann Ash (Chair), Ben Birch (from 7.15 pm)\n\nOfficers: Dan Dale (DD), Head of Streets"
    rows = found(typed(HEAD + text + BUSINESS))
    assert [(row.role, row.post, row.note, row.initials) for row in rows] == [
        ("Chair", None, None, None),
        (None, None, "from 7.15 pm", None),
        (None, "Head of Streets", None, "DD"),
    ]


def test_each_row_has_its_meeting_id_and_source() -> None:
    rows = found(typed(HEAD + "Present: Councillors Ann Ash (Chair) and Ben Birch" + BUSINESS))
    assert [row.meeting_id for row in rows] == [f"{'a' * 16}-meetings-p1-1"] * 2
    assert [row.id for row in rows] == [f"{'a' * 16}-attendance-p1-{n}" for n in (1, 2)]
    assert [(row.source.page, row.source.quote) for row in rows] == [(1, "Ann Ash (Chair)"), (1, "Ben Birch")]


def test_an_agenda_has_no_attendance() -> None:
    material = material_of(typed(HEAD + "Present: Councillor Ann Ash"), kind="agenda")
    assert find_attendance(material, find_meetings(material).records).records == []


def test_cells_beside_names_tell_posts_roles_and_seats() -> None:
    sheet = typed("# Minutes of the Board of Governors\nheld on Tuesday 4 June 2024 in the school hall")
    rows = [
        ("Governors", "", "", ""),
        ("Ann Ash (AA)", "Parent, Chair", "Ben Birch", "Staff"),
        ("Carol Cole", "Co-opted", "Dan Dale", "Ashby Council"),
        ("In attendance", "", "", ""),
        ("Fay Firth", "Clerk", "Gus Gorse", "Business Manager"),
    ]
    sheet.table((72, 172, 272, 372, 522), [200 + 24 * row for row in range(len(rows) + 1)], rows)
    told = [(row.name, row.capacity, row.role, row.post) for row in found(sheet)]
    assert told == [
        ("Ann Ash", "member", "Chair", None),
        ("Ben Birch", "member", None, None),
        ("Carol Cole", "member", None, None),
        ("Dan Dale", "member", None, None),
        ("Fay Firth", "officer", None, "Clerk"),
        ("Gus Gorse", "officer", None, "Business Manager"),
    ]


def test_two_of_one_name_are_told_apart_by_their_titles() -> None:
    assert [name for name, _, _ in listed("Present: Ms J Moss, Mr J Moss and Mr B Birch")] == ["J Moss", "J Moss", "B Birch"]


def written(rows: list[list[tuple[float, str]]], *, top: float = 220) -> Sheet:
    """Minutes with these words at these places, a row a line, in front of the business."""
    sheet = typed(HEAD)
    for place, row in enumerate(rows):
        for x, words in row:
            sheet.write(words, x, top + 14 * place)
    sheet.write("1.", 72, top + 14 * len(rows) + 20)
    sheet.write("Lease of the depot", 108, top + 14 * len(rows) + 20)
    return sheet


def test_lists_beside_each_other_with_a_label_further_down() -> None:
    """Three labels in a row, and one below the names of a column."""
    rows = [
        [(72, "Present:"), (240, "Members of the public:"), (420, "Apologies:")],
        [(72, "Ann Ash (AA) CHAIR"), (240, "Gus Gorse"), (420, "Eve Elm")],
        [(72, "Ben Birch (BB)"), (240, "Also present:")],
        [(72, "Dan Dale (DD) CLERK"), (240, "Cllr Fay Firth")],
    ]
    assert sorted((row.name, row.status, row.capacity) for row in found(written(rows))) == sorted(
        [ASH, BIRCH, CLERK, AWAY, ("Gus Gorse", "present", "other"), ("Fay Firth", "present", "member")]
    )


def test_two_columns_of_names_with_initials_behind_one_label() -> None:
    rows = [
        [(72, "PRESENT"), (150, "Ann Ash (Chair)"), (280, "AA"), (340, "Carol Cole"), (480, "CC")],
        [(150, "Ben Birch"), (280, "BB"), (340, "Daren Hall"), (480, "DH")],
    ]
    told = {(row.name, row.initials) for row in found(written(rows))}
    assert told == {("Ann Ash", "AA"), ("Ben Birch", "BB"), ("Carol Cole", "CC"), ("Daren Hall", "DH")}


def test_posts_in_a_column_beside_names() -> None:
    rows = [
        [(72, "Officers")],
        [(78, "Ann Ash"), (240, "Locality Manager")],
        [(78, "Ben Birch"), (240, "Lead Planner")],
        [(78, "Carol Cole"), (240, "Democratic Services Officer")],
    ]
    assert [(row.name, row.post) for row in found(written(rows))] == [
        ("Ann Ash", "Locality Manager"),
        ("Ben Birch", "Lead Planner"),
        ("Carol Cole", "Democratic Services Officer"),
    ]


@pytest.mark.parametrize(
    "told",
    [
        "The meeting was chaired by Ben Birch (BB), who welcomed all.",
        "In the absence of the Chair, Councillor Birch took the chair.",
        "Ben Birch was in the Chair.",
    ],
)
def test_a_sentence_tells_who_took_the_chair(told: str) -> None:
    rows = found(typed(HEAD + "Present: Councillors Ann Ash, Ben Birch and Carol Cole\n\n" + told + BUSINESS))
    assert [(row.name, row.role) for row in rows] == [("Ann Ash", None), ("Ben Birch", "Chair"), ("Carol Cole", None)]


@pytest.mark.parametrize("told", ["BB chaired the meeting.", "The meeting was chaired by BB."])
def test_initials_tell_who_took_the_chair(told: str) -> None:
    rows = found(typed(HEAD + f"Present: Ann Ash (AA), Ben Birch (BB) and Carol Cole (CC)\n\n{told}" + BUSINESS))
    assert [(row.name, row.role) for row in rows] == [("Ann Ash", None), ("Ben Birch", "Chair"), ("Carol Cole", None)]


def test_the_last_post_of_a_member_tells_that_it_is_one() -> None:
    (ash, birch) = found(typed(HEAD + "Committee members present: Ann Ash (Chair), Ben Birch (BB, roads, Interim Secretary)" + BUSINESS))
    assert (ash.capacity, birch.capacity) == ("member", "member")


def test_the_list_says_who_chaired_before_a_sentence_does() -> None:
    rows = found(typed(HEAD + "Present: Councillors Ann Ash (Chair) and Ben Birch\n\nBen Birch took the chair for item 3." + BUSINESS))
    assert [row.role for row in rows] == ["Chair", None]


def test_somebody_missed_has_another_title_than_one_of_that_name_who_came() -> None:
    rows = found(typed(HEAD + "Present: Ms A Ash, Mr B Birch\n\n1.\tApologies\n\nApologies were received from Mr Ash and Mr Birch."))
    assert [(row.name, row.status) for row in rows] == [("A Ash", "present"), ("B Birch", "present"), ("Ash", "apologies")]


def test_a_grid_with_a_year_misprinted() -> None:
    sheet = typed("# Ashby School Board of Governors\nCOMMITTEE\tWorks Committee\tDATE\t04/02/2024")
    sheet.table((72, 272, 352, 432), (190, 214, 238), [("Governor", "07/10/2023", "04/02/2023"), ("Ann Ash", "P", "S")])
    assert [(row.name, row.status) for row in found(sheet)] == [("Ann Ash", "apologies")]


def test_a_grid_whose_days_stand_in_a_table_above() -> None:
    sheet = typed("# Ashby School Board of Governors\nCOMMITTEE\tWorks Committee\tDATE\t04/06/2024")
    sheet.table((272, 352, 432), (190, 214), [("07/05/2024", "04/06/2024")])
    rows = [("Ann Ash", "P", "P"), ("Ben Birch", "P", ""), ("Eve Elm", "P", "S")]
    sheet.table((72, 272, 352, 432), [224 + 20 * row for row in range(4)], rows)
    sheet.table((72, 152, 272, 352, 472), (300, 324), [("Chaired by", "Ann Ash", "Clerked by", "Dan Dale")])
    told = [(row.name, row.status, row.capacity, row.role, row.post) for row in found(sheet)]
    assert told == [
        ("Ann Ash", "present", "member", "Chair", None),
        ("Eve Elm", "apologies", "member", None, None),
        ("Dan Dale", "present", "officer", None, "Clerk"),
    ]


def test_a_post_for_a_label_in_the_same_line() -> None:
    rows = found(typed(HEAD + "Present: Cllrs Ann Ash, Ben Birch. Clerk: Dan Dale. Apologies: Cllr Eve Elm" + BUSINESS))
    assert [(row.name, row.status, row.capacity, row.post) for row in rows] == [
        ("Ann Ash", "present", "member", None),
        ("Ben Birch", "present", "member", None),
        ("Dan Dale", "present", "officer", "Clerk"),
        ("Eve Elm", "apologies", "member", None),
    ]


def test_those_in_attendance_whom_the_first_item_lists() -> None:
    items = (
        "*Actions\n\n1.\tMend the gate\n\n2.\tPaint it\n\n"
        "*24/01\tWelcome, and those present\n\nThe meeting began at 7 pm.\n\nIn attendance: Fay Firth (Street Warden), Gus Gorse\n\n"
        "*24/02\tLease of the depot\n\nThe lease was renewed.\n\nIn attendance: Hal Heath\n\n*24/03\tBins\n\nThere were enough."
    )
    rows = listed("Present: Councillors Ann Ash and Ben Birch\n\n", items)
    assert rows == [ASH, BIRCH, ("Fay Firth", "present", "officer"), ("Gus Gorse", "present", "other")]
