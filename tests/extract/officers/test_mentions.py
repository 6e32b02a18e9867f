"""Officers wherever a page names them, with the role that the place gives them."""

from __future__ import annotations

import pytest
from pages import Sheet, material_of, typed

from pipeline.extract.attendance import find_attendance
from pipeline.extract.meetings import find_meetings
from pipeline.extract.officers import find_officer_mentions
from pipeline.records import Action, Attendance, Lead, SectionKind, Source

SOURCE = Source(page=1, quote="x", bbox=(0, 0, 1, 1))

Row = tuple[str | None, str | None, str]


def mentions(*sheets: Sheet, kind: SectionKind) -> list[Row]:
    found = find_officer_mentions(material_of(*sheets, kind=kind), [], []).records
    return [(mention.name_text, mention.post_text, mention.role) for mention in found]


CASES: list[tuple[SectionKind, str, list[Row], str]] = [
    ("report", "Contact Officer:\tMaud Ellery, Head of Housing, 01234 496000",
     [("Maud Ellery", "Head of Housing", "contact officer")], "a contact line"),
    ("report", "Report of:\tDirector of Place",
     [(None, "Director of Place", "author")], "a post alone behind a label"),
    ("report", "From:\tCllr Jim Brown, Cabinet Member for Housing",
     [], "members write no officers' reports"),
    ("report", "Report Author: Maud Ellery\nJob title: Programme Manager",
     [("Maud Ellery", "Programme Manager", "author")], "a label for the post"),
    ("minutes", "From:\tMaud Ellery, Head of Housing",
     [("Maud Ellery", "Head of Housing", "mentioned")], "a label that means nothing in minutes"),
    ("agenda", "MAUD ELLERY\nDirector of Law\n\nJim Brown\n01234 496000",
     [("MAUD ELLERY", "Director of Law", "proper officer"), ("Jim Brown", None, "contact officer")], "who summons, and whom to ring"),
    ("agenda", "1.\tApologies\n\nJane Fleet – Parish Clerk – 01234 496000",
     [("Jane Fleet", "Parish Clerk", "mentioned")], "a surname that is a common word"),
    ("appendix", "Directors: Sydney Hill & Jim Brown",
     [("Sydney Hill", "Director", "chief officer"), ("Jim Brown", "Director", "chief officer")], "a label that is the post of each"),
    ("agenda", "Clerk: Maud Ellery",
     [("Maud Ellery", "Clerk", "proper officer")], "a label that is the post"),
    ("minutes", "Clerked by: Maud Ellery",
     [("Maud Ellery", "Clerk", "proper officer")], "a label that implies it"),
    ("presentation", "# Homes for All\nMaud Ellery – Programme Director\nJune 2024",
     [("Maud Ellery", "Programme Director", "presenter")], "a slide"),
    ("presentation", "# Homes for All\nMaud Ellery & Jim Brown",
     [("Maud Ellery", None, "presenter"), ("Jim Brown", None, "presenter")], "names on a slide"),
    ("plan", "Executive Lead: Maud Ellery",
     [("Maud Ellery", None, "executive lead")], "an executive lead"),
    ("minutes", "Maud Ellery, Head of Housing, presented the report.",
     [("Maud Ellery", "Head of Housing", "presenter")], "who presented"),
    ("plan", "To comment, write to Maud Ellery, Elections Manager, at the Guildhall.",
     [("Maud Ellery", "Elections Manager", "contact officer")], "whom to write to"),
    ("minutes", "Mr Ellery (General Counsel) agreed with the Monitoring Officer.",
     [("Ellery", "General Counsel", "mentioned"), (None, "Monitoring Officer", "mentioned")], "a bracket, and a post alone"),
    ("minutes", "The Head of Libraries, Maud Ellery, thanked officers.",
     [("Maud Ellery", "Head of Libraries", "mentioned")], "a post before the name"),
    ("minutes", "Maud Ellery, who has kindly agreed to become the Deputy Clerk, was thanked.",
     [("Maud Ellery", "Deputy Clerk", "mentioned")], "the post that somebody was given"),
    ("minutes", "Members considered the appointment of Mr Ellery as an Assistant Clerk.",
     [("Ellery", "Assistant Clerk", "mentioned")], "a post that somebody is to have"),
    ("minutes", "Whatever the City Clerk and City Auditor ask for was sent by the Town Clerk and Responsible Financial Officer.",
     [(None, post, "mentioned") for post in ("City Clerk", "City Auditor", "Town Clerk and Responsible Financial Officer")],
     "two posts that open with the same word, and what may be one"),
    ("minutes", "Councillor Jim Brown (Chair) thanked Mrs Ann Field of Mill Lane.",
     [], "members and residents"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "expected", "case"), CASES)
def test_officers_of_a_page(kind: SectionKind, text: str, expected: list[Row], case: str) -> None:
    assert mentions(typed(text), kind=kind) == expected, case


def test_a_column_of_contacts_is_read_below_its_heading() -> None:
    sheet = Sheet()
    sheet.table(
        [60, 200, 300, 400, 540],
        [100, 130, 170, 210],
        [
            ["Decision", "Decision maker", "Date", "Contact officer"],
            ["Adopt the strategy", "Cabinet", "9 May 2023", "Maud Ellery,\nNetwork Manager"],
            ["Sell the depot", "Cabinet", "9 May 2023", "Jim Brown, Estates\nSurveyor"],
        ],
    )
    assert mentions(sheet, kind="plan") == [
        ("Maud Ellery", "Network Manager", "contact officer"),
        ("Jim Brown", "Estates Surveyor", "contact officer"),
    ]


def test_contacts_one_below_the_other_in_the_cells_of_a_table() -> None:
    sheet = Sheet()
    cells = ["Maud Ellery\nAssistant Director Parks and\nRivers\nmaud@example.org", "Jim Brown\nHead of Roads\njim@example.org"]
    sheet.table([60, 300, 540], [100, 180], [cells])
    assert mentions(sheet, kind="report") == [
        ("Maud Ellery", "Assistant Director Parks and Rivers", "contact officer"),
        ("Jim Brown", "Head of Roads", "contact officer"),
    ]


def test_a_post_and_its_holder_side_by_side() -> None:
    sheet = Sheet()
    rows = [["Subject", "Staff", "Governor"], ["Safeguarding Lead", "Maud Ellery", "Jim Brown"]]
    sheet.table([60, 250, 400, 540], [100, 130, 160], rows)
    assert ("Maud Ellery", "Safeguarding Lead", "mentioned") in mentions(sheet, kind="minutes")


def test_a_post_in_small_letters_beside_its_holder_in_a_table_of_two_columns() -> None:
    sheet = Sheet()
    rows = [["Detail", "Data"], ["Early reading lead", "Maud Ellery"], ["Signed by", "Jim Brown"], ["Pupils on the roll", "210"]]
    sheet.table([60, 250, 400], [100, 130, 160, 190, 220], rows)
    assert [(name, post) for name, post, _ in mentions(sheet, kind="plan") if post] == [("Maud Ellery", "Early reading lead")]


def test_a_budget_line_beside_a_name_is_no_post() -> None:
    sheet = Sheet()
    rows = [
        ["Template", "Member", "Amount"],
        ["Depots - Assistant Funds", "Jim Brown", "£ 400"],
        ["Head of Parks (acting)", "Maud Ellery", "£ 9"],
    ]
    sheet.table([60, 250, 400, 540], [100, 130, 160, 190], rows)
    found = mentions(sheet, kind="report")
    assert [name for name, post, _ in found if post] == ["Maud Ellery"]


@pytest.mark.parametrize(
    ("words", "post"),
    [
        ("for the Director for Law & Place\nAshby Town Council", "Director for Law & Place"),
        ("for the Chief Executive of Ashby Town Council", "Chief Executive of Ashby Town Council"),
    ],
)
def test_the_council_s_name_below_a_post_is_none_of_it(words: str, post: str) -> None:
    material = material_of(typed(words), kind="report", council="Ashby Town Council")
    assert [mention.post_text for mention in find_officer_mentions(material, [], []).records] == [post]


def test_what_a_body_is_said_to_be_is_no_post() -> None:
    text = (
        "The Council is the Strategic Commissioner of Schools. The Authority, as the Lead Commissioner of Care, pays.\n"
        "The Head of Parks agreed."
    )
    assert [post for _, post, _ in mentions(typed(text), kind="report")] == ["Head of Parks"]


def test_officers_of_an_attendance_list_are_attendees_and_members_are_not() -> None:
    people = [
        Attendance(
            id="1", meeting_id=None, name="Maud Ellery", capacity="officer", status="present", source=SOURCE, post="Clerk to the Board"
        ),
        Attendance(id="2", meeting_id=None, name="Jim Brown", capacity="member", status="present", source=SOURCE),
    ]
    found = find_officer_mentions(material_of(typed("The Clerk left the room."), kind="minutes"), people, []).records
    assert [(m.name_text, m.post_text, m.role) for m in found] == [("Maud Ellery", "Clerk to the Board", "attendee")]


def test_whom_an_attendance_list_names_is_not_mentioned_once_more_on_its_page() -> None:
    member = Attendance(id="1", meeting_id=None, name="Maud Ellery", capacity="member", status="present", source=SOURCE)
    material = material_of(typed("Maud Ellery (Honorary Treasurer), Jim Brown (Library Manager)"), kind="minutes")
    assert [m.name_text for m in find_officer_mentions(material, [member], []).records] == ["Jim Brown"]


def test_a_post_that_leads_an_action_has_no_mention_there() -> None:
    action = Action(id="1", section=1, origin="minute", action="Mend the gate", source=SOURCE, leads=[Lead(post="Parks Manager")])
    material = material_of(typed("The gate is broken and the Parks Manager will mend it."), kind="minutes")
    assert find_officer_mentions(material, [], [action]).records == []


def test_every_mention_quotes_its_page() -> None:
    material = material_of(typed("Contact Officer: Maud Ellery, Head of Housing"), kind="report")
    mention = find_officer_mentions(material, [], []).records[0]
    assert mention.source.quote == "Maud Ellery, Head of Housing"
    assert mention.source.bbox[0] > 72


def test_whom_a_list_of_attendance_gives_is_not_mentioned_by_its_words_again() -> None:
    sheet = typed("# Minutes of the Works Committee\nheld on Tuesday 4 June 2024\n\nOfficers:")
    for row, (name, post) in enumerate([("Maud Ellery", "Case Services Officer"), ("Jim Brown", "Monitoring Officer")]):
        sheet.write(name, 72, 220 + 14 * row)
        sheet.write(post, 222, 220 + 14 * row)
    sheet.lines(["E. Grant - Director of Law"], 72, 252)
    material = material_of(sheet, kind="minutes")
    attendance = find_attendance(material, find_meetings(material).records).records
    found = find_officer_mentions(material, attendance, []).records
    assert sorted((mention.name_text, mention.post_text, mention.role) for mention in found) == [
        ("E. Grant", "Director of Law", "attendee"),
        ("Jim Brown", "Monitoring Officer", "attendee"),
        ("Maud Ellery", "Case Services Officer", "attendee"),
    ]
