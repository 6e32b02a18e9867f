"""People as lists of attendance print them."""

from __future__ import annotations

import pytest

from pipeline.extract.people import find_people


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Councillors Ann Ash, Ben Birch and Carol Cole", ["Ann Ash", "Ben Birch", "Carol Cole"]),
        ("Cllrs A Ash, B. Birch & C Cole", ["A Ash", "B. Birch", "C Cole"]),
        ("Mrs A Ash, Mr B Birch and Ms C Cole", ["A Ash", "B Birch", "C Cole"]),  # without titles
        ("Councillor Mrs A Ash", ["A Ash"]),
        ("Hon Alderman Ann Ash", ["Ann Ash"]),
        ("Councillors Ash, Birch and Cole", ["Ash", "Birch", "Cole"]),  # surnames only
        ("Councillors Ash (Chair), B Birch, Cole-Dale, O'Dowd and McElm", ["Ash", "B Birch", "Cole-Dale", "O'Dowd", "McElm"]),
        ("Councillors Ash and Birch were present.", ["Ash", "Birch"]),
        ("Members: Ash; Birch; Cole", ["Ash", "Birch", "Cole"]),
        ("Members Present", []),  # a label
        ("Councillors Ash and Birch; Head of Streets", ["Ash", "Birch"]),  # a post
        ("Councillor Ann Ash OBE and Councillor Ben Birch JP", ["Ann Ash", "Ben Birch"]),  # without letters
        ("Councillor Jean-Paul van der Berg", ["Jean-Paul van der Berg"]),
        ("ANN ASH, BEN BIRCH", ["ANN ASH", "BEN BIRCH"]),
        ("Ann Ash\nBen Birch\nCarol Cole", ["Ann Ash", "Ben Birch", "Carol Cole"]),  # one a line
        ("Ann Young, Ben Fleet, Carol Cole", ["Ann Young", "Ben Fleet", "Carol Cole"]),  # surnames that are common words
        ("Dr Ann Ash, PC Ben Birch", ["Ann Ash", "Ben Birch"]),  # a constable, not initials
        ("Ann Ash (Marsh Lane), Ben Birch from Lea Buses", ["Ann Ash", "Ben Birch"]),  # whence they come
        ("Three members of the public", []),
        ("The Governing Body and Ashby Parish Council", []),
        ("Work on Ashby Library is to begin.", []),
    ],
)
def test_names(printed: str, names: list[str]) -> None:
    assert [person.name for person in find_people(printed)] == names


@pytest.mark.parametrize(
    ("printed", "members"),
    [
        ("Councillors Ann Ash and Ben Birch", [True, True]),  # the title is for all of them
        ("Ann Ash and Ben Birch", [False, False]),
        ("Councillors Ann Ash, Ben Birch; Mr Carl Cole", [True, True, False]),  # a semicolon ends its reach
        ("Councillors Ann Ash and Ben Birch; also Carl Cole", [True, True, False]),
        ("Councillor Ann Ash and Mrs B Birch", [True, False]),  # and so does another title
        ("Councillors Ash, Birch and Cole", [True, True, True]),
        ("Members: Ann Ash and Ben Birch", [True, True]),
        ("Councillor Ann Ash, Ben Birch (Head of Streets)", [True, False]),  # a post is an officer's
    ],
)
def test_members(printed: str, members: list[bool]) -> None:
    assert [person.member for person in find_people(printed)] == members


@pytest.mark.parametrize(
    ("printed", "roles"),
    [
        ("Councillor Ann Ash (Chair), Councillor Ben Birch (Vice-Chair)", ["Chair", "Vice-Chair"]),
        ("Councillor Ann Ash, Chairman", ["Chairman"]),
        ("Ann Ash (AA) [CHAIR]", ["CHAIR"]),
        ("Councillor Ann Ash in the Chair", ["in the Chair"]),
        ("Councillor Ann Ash - Deputy Mayor", ["Deputy Mayor"]),
        ("the Mayor (Councillor Ann Ash), Councillor Ben Birch", ["Mayor", None]),
        ("Chair: Councillor Ann Ash", ["Chair"]),
        ("Councillors Ash (Chair), Birch and Cole (Vice-Chair)", ["Chair", None, "Vice-Chair"]),
        ("Cllrs Ash (Con) (Chair), Birch (Lab) and Cole (LD)", ["Chair", None, None]),  # the party first
    ],
)
def test_roles(printed: str, roles: list[str | None]) -> None:
    assert [person.role for person in find_people(printed)] == roles


@pytest.mark.parametrize(
    ("printed", "posts"),
    [
        ("Ann Ash, Head of Streets", ["Head of Streets"]),
        ("Ann Ash (Head of Streets)", ["Head of Streets"]),
        ("Ann Ash – Clerk", ["Clerk"]),
        ("Clerk J Brown", ["Clerk"]),  # before the name
        ("the Town Clerk, J Brown", ["Town Clerk"]),
        ("the Deputy Town Clerk, Mr J Brown", ["Deputy Town Clerk"]),
        ("A Moran Clerk J Conn", [None, "Clerk"]),  # before the next name, not behind the last
        ("Ann Ash, Director of Adult Services, and Ben Birch, Head of Streets", ["Director of Adult Services", "Head of Streets"]),
        ("Ann Ash, Environmental Health Officer (Noise)", ["Environmental Health Officer (Noise)"]),
        ("Ann Ash (Environmental Health Officer (Noise))", ["Environmental Health Officer (Noise)"]),
        ("Ann Ash (Chair) Head of Streets", ["Head of Streets"]),
        (
            "Head of Planning (Ms A Ash), Solicitor (B Birch) and Clerk (C Cole)",
            ["Head of Planning", "Solicitor", "Clerk"],
        ),  # around the name
        ("Head of Law and Governance (A Ash); Director, Places (B Birch)", ["Head of Law and Governance", "Director, Places"]),
        ("Ann Ash, Treasurer (AA)", ["Treasurer"]),  # initials are none of it
        ("Ann Ash (Library Manager, whose report is item 4)", ["Library Manager"]),
        ("Councillor Ann Ash and the Town Clerk", [None]),  # somebody else's
        ("Young (Head of Streets), and Fleet (Director of Finance)", ["Head of Streets", "Director of Finance"]),  # surnames only
        ("Ann Ash, who spoke for the depot", [None]),
    ],
)
def test_posts(printed: str, posts: list[str | None]) -> None:
    assert [person.post for person in find_people(printed)] == posts


@pytest.mark.parametrize(
    ("printed", "notes"),
    [
        ("Councillor Ann Ash (from 7.15 pm)", ["from 7.15 pm"]),
        ("Councillor Ann Ash (until item 5) and Councillor Ben Birch", ["until item 5", None]),
        ("Councillor Ann Ash (substitute for Councillor Ben Birch)", ["substitute for Councillor Ben Birch"]),  # B is not listed
        ("Councillor Ann Ash, left at 8 pm", ["left at 8 pm"]),
        ("Councillors Ash (via Zoom), Birch and Cole", ["via Zoom", None, None]),
        ("Ann Ash (NHS)", ["NHS"]),
        ("Ann Ash, Ben Birch who was substituted by Fay Firth, Carol Cole", [None, "substituted by Fay Firth", None]),
        ("Ann Ash, Cabinet Member for Parks", ["Cabinet Member for Parks"]),
    ],
)
def test_notes(printed: str, notes: list[str | None]) -> None:
    assert [person.note for person in find_people(printed)] == notes


@pytest.mark.parametrize(
    ("printed", "initials"),
    [
        ("Ann Ash (AA), Ben Birch (BB)", ["AA", "BB"]),
        ("Ann Ash AA\nBen Birch BB", ["AA", "BB"]),
        ("Ann McAsh AMc", ["AMc"]),
        ("Ann Ash (NHS)", [None]),  # an organisation's letters
        ("Ben Fleet (BF)", ["BF"]),  # a surname that is a common word, known by them
        ("Ann Ash (AA, Clerk), Ben McBirch (BMcB,chair)", ["AA", "BMcB"]),  # with a post or role behind a comma
        ("Ann Ash (Clerk- AA), Ben Birch (BB)(Chair)", ["AA", "BB"]),
        ("Ken Cole KC", ["KC"]),  # they look like letters behind a name
        ("Ann Ash, EDC", [None]),  # another council's letters
    ],
)
def test_initials(printed: str, initials: list[str | None]) -> None:
    assert [person.initials for person in find_people(printed)] == initials


def test_an_organisation_in_brackets_is_told() -> None:
    assert [(person.organisation, person.note) for person in find_people("Dr Ann Ash (NHS) and Ben Birch (of Ashby)")] == [
        (True, "NHS"), (False, "of Ashby")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("Councillors Ann Ash (Chair), Ben Birch", ["Ann Ash (Chair)", "Ben Birch"]),
        ("Ann Ash, Head of Streets, and Ben Birch (until item 5)", ["Ann Ash, Head of Streets", "Ben Birch (until item 5)"]),
        ("Councillors Ash (Chair), Birch (from 8 pm) and Cole", ["Ash (Chair)", "Birch (from 8 pm)", "Cole"]),
    ],
)
def test_the_words_about_each(printed: str, words: list[str]) -> None:
    assert [printed[person.start : person.end] for person in find_people(printed)] == words


@pytest.mark.parametrize(
    ("printed", "posts"),
    [
        ("Fire Chief Will Ash, Deputy Clerk Ben Birch and Town Clerk Carol Cole", ["Fire Chief", "Deputy Clerk", "Town Clerk"]),
        (
            "Depot Administrator-Treasurer Ann Ash; Operations Superintendent Ben Birch",
            ["Depot Administrator-Treasurer", "Operations Superintendent"],
        ),
        ("Ann Ash, Senior Governance Officer", ["Senior Governance Officer"]),
        ("Fire Chief – Ann Ash; Town Clerk – Ben Birch", ["Fire Chief", "Town Clerk"]),  # a dash between
        ("Cllrs Ann Ash and Ben Birch, the Clerk, Mr C Cole", [None, None, "Clerk"]),  # of the next only
        ("Ann Ash (Chief Executive), Ben Birch (Democratic Services)", ["Chief Executive", "Democratic Services"]),
        ("Ann Ash, Town Clerk, Ben Birch, Fire Chief", ["Town Clerk", "Fire Chief"]),  # behind the names
        ("Clerk Ann Ash, Councillors Ben Birch and Carol Cole", ["Clerk", None, None]),  # of one only
    ],
)
def test_posts_in_front_of_names(printed: str, posts: list[str | None]) -> None:
    assert [person.post for person in find_people(printed)] == posts


@pytest.mark.parametrize(
    ("printed", "members"),
    [
        ("Councillors Ann Ash, Ben Birch and residents Carol Cole and Dan Dale", [True, True, False, False]),
        ("Mayor Ann Ash and Councillors Ben Birch, Carol Cole", [False, True, True]),
    ],
)
def test_who_is_a_member(printed: str, members: list[bool]) -> None:
    assert [person.member for person in find_people(printed)] == members


def test_a_role_in_front_of_a_name() -> None:
    assert [person.role for person in find_people("Mayor Ann Ash, Ben Birch and Chairman Carol Cole")] == ["Mayor", None, "Chairman"]
    assert [person.role for person in find_people("In the Chair was Cllr Ann Ash")] == ["In the Chair"]
