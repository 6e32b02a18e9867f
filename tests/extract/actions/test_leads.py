"""Who leads: cells parted into posts, persons, groups and organisations."""

from __future__ import annotations

import pytest
from pages import material_of, typed
from plans import person

from pipeline.extract.actions.leads import is_lead, learn_posts, parse_leads
from pipeline.extract.actions.people import People
from pipeline.records import Attendance


def people(*attendance: Attendance, text: str = "Nothing.") -> People:
    return People(material_of(typed(text), kind="minutes"), attendance)


PARTED = [
    (["Clerk"], ["Clerk"], "one post"),
    (["Director Adult Care Director Housing"], ["Director Adult Care", "Director Housing"], "two posts without a sign"),
    (["Director Adult", "Care Director Housing"], ["Director Adult Care", "Director Housing"], "torn over lines"),
    (["Director, Adult & Community Care"], ["Director, Adult & Community Care"], "a comma inside a post"),
    (
        ["Assistant Director: Strategy, Performance & Support"],
        ["Assistant Director: Strategy, Performance & Support"],
        "a list inside a post",
    ),
    (["Head of Parks and Leisure"], ["Head of Parks and Leisure"], "`and` inside a post"),
    (["Head of Planning and Finance Manager"], ["Head of Planning", "Finance Manager"], "`and` between posts"),
    (
        ["Head of Climate and Environment Head of Property"],
        ["Head of Climate and Environment", "Head of Property"],
        "`and` inside the first",
    ),
    (["Insurance and Risk Officer"], ["Insurance and Risk Officer"], "`and` before a post word"),
    (["Health, Safety & Wellbeing Officer"], ["Health, Safety & Wellbeing Officer"], "a list before a post word"),
    (["Parks Manager & Volunteering Coordinator"], ["Parks Manager", "Volunteering Coordinator"], "an ampersand between posts"),
    (["a. Ann Field/ Bo Marsh b. Dee Hart c. Clerk"], ["Ann Field", "Bo Marsh", "Dee Hart", "Clerk"], "labels between the names"),
    (["a. Ann Field/ Bo Marsh", "b. Dee Hart"], ["Ann Field", "Bo Marsh", "Dee Hart"], "labels in front of lines"),
    (["Lead for Hubs/Fleet Renewal Manager"], ["Lead for Hubs", "Fleet Renewal Manager"], "a slash"),
    (["CEO, CFO and HR Advisers, IT Manager"], ["CEO", "CFO", "HR Advisers", "IT Manager"], "short forms"),
    (["Clerk, Deputy and SENDCo"], ["Clerk", "Deputy", "SENDCo"], "posts of one word"),
    (["SENDCo Music Teacher SLT"], ["SENDCo", "Music Teacher", "SLT"], "posts that stand alone"),
    (["Strategy Lead supported by Policy Officer"], ["Strategy Lead", "Policy Officer"], "words that join"),
    (["1) Clerk", "2) Treasurer"], ["Clerk", "Treasurer"], "numbered"),
    (["Parks Team + Web Officer"], ["Parks Team", "Web Officer"], "a plus"),
    (["Learning Service and Red Cross"], ["Learning Service", "Red Cross"], "a service and a body by its name"),
    (["The Clerk"], ["Clerk"], "the article is no part of a post"),
]


@pytest.mark.parametrize(("items", "expected", "case"), PARTED, ids=[case for _, _, case in PARTED])
def test_parted(items: list[str], expected: list[str], case: str) -> None:
    assert [lead.post or lead.name for lead in parse_leads(items, people()).leads] == expected, case


KINDS = [
    ("Cllr Ada Finch", "Ada Finch", None, "member", "a councillor by title"),
    ("Cllrs Finch and Moss", "Finch", None, "member", "two councillors by one title"),
    ("Cabinet Member for Housing", None, "Cabinet Member for Housing", "member", "a post of members"),
    ("Town Clerk", None, "Town Clerk", "officer", "a post of officers"),
    ("Parks Team", "Parks Team", None, "group", "a team"),
    ("All", "All", None, "group", "everybody"),
    ("Environment Agency", "Environment Agency", None, "organisation", "a body outside"),
    ("Ida Marsh, Head of Digital, Data & Design", "Ida Marsh", "Head of Digital, Data & Design", "officer", "a name and a post"),
]


@pytest.mark.parametrize(("text", "name", "post", "kind", "case"), KINDS, ids=[case[4] for case in KINDS])
def test_kinds(text: str, name: str | None, post: str | None, kind: str, case: str) -> None:
    lead = parse_leads([text], people()).leads[0]
    assert (lead.name, lead.post, lead.kind) == (name, post, kind), case


@pytest.mark.parametrize("text", ["None", "TBC", "N/A", "–", "Vacant", "", "."])
def test_nobody(text: str) -> None:
    assert parse_leads([text], people()).leads == ()


def test_initials_by_the_attendance_list() -> None:
    known = people(person("Rob Boyle"), person("Paula Wheeler"), person("Dee Hart", "officer", "Clerk"))
    leads = parse_leads(["RB/PWh"], known)
    assert [(lead.name, lead.kind) for lead in leads.leads] == [("Rob Boyle", "member"), ("Paula Wheeler", "member")]
    assert parse_leads(["DH"], known).leads[0].post == "Clerk"


def test_a_name_that_a_narrow_cell_tears() -> None:
    known = people(person("Heather Ash"), person("Paul Reed"))
    assert [lead.name for lead in parse_leads(["Paul Reed/He ather Ash"], known).leads] == ["Paul Reed", "Heather Ash"]
    assert [lead.name for lead in parse_leads(["Fo rest Green"], known).leads] == ["Fo rest Green"]


def test_initials_by_a_key_in_the_text() -> None:
    known = people(text="Present: Alison Hopwood (AHop), Alan Holt (AHol), Mike Stone (MS)")
    assert [lead.name for lead in parse_leads(["AHop/MS"], known).leads] == ["Alison Hopwood", "Mike Stone"]


def test_initials_that_two_share_stay_unresolved() -> None:
    known = people(person("Ann Smith"), person("Alan Stone"))
    leads = parse_leads(["AS"], known)
    assert leads.unresolved == ("AS",)
    assert (leads.leads[0].name, leads.leads[0].kind) == ("AS", "unknown")


def test_posts_that_stand_alone_elsewhere_part_others() -> None:
    known = people()
    learn_posts([["Waste and Recycling Manager"], ["Head of Transport and Highways"]], known)
    assert [lead.post for lead in parse_leads(["Waste and Recycling Manager Library Services Manager"], known).leads] == [
        "Waste and Recycling Manager",
        "Library Services Manager",
    ]
    assert [lead.post for lead in parse_leads(["Head of Transport and Highways Parks and Open Spaces Manager"], known).leads] == [
        "Head of Transport and Highways",
        "Parks and Open Spaces Manager",
    ]


LEADS = [
    ("AB", True, "initials"),
    ("Clerk", True, "a post"),
    ("All", True, "everybody"),
    ("Clerk to write to the school", False, "a task"),
    ("Repair the fence", False, "a task without a lead"),
    ("Clerk to the Council", True, "a post with `to` in it"),
]


@pytest.mark.parametrize(("text", "expected", "case"), LEADS, ids=[case for _, _, case in LEADS])
def test_is_lead(text: str, expected: bool, case: str) -> None:
    assert is_lead(text, people()) is expected, case
