"""One officer for the many spellings of a name or post."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from typing import Any

import pytest
from made_papers import action, paper, source
from msgspec.structs import replace

from pipeline.link.officers import link_officers
from pipeline.records import Attendance, Lead, Links, OfficerMention, Paper


def mentioned(name: str, *people: tuple[str | None, str | None], council: str | None = "Ashby Town Council") -> Paper:
    """A paper that mentions people as (name, post); the ids of the mentions count from `<name>-1`."""
    made = paper(name, council=council)
    mentions = [
        OfficerMention(id=f"{name}-{place}", name_text=who, post_text=post, role="mentioned", source=source(place, who or post or ""))
        for place, (who, post) in enumerate(people, 1)
    ]
    return replace(made, facts=replace(made.facts, officer_mentions=mentions))


def leading(name: str, *leads: Lead, council: str = "Ashby Town Council") -> Paper:
    """A paper with one action that these lead."""
    return paper(name, actions=[replace(action("Paint the gate"), leads=list(leads))], council=council)


def officers(*papers: Paper) -> list[tuple[str, str | None, str | None]]:
    """Id, name and post of each; the same whatever the papers' order."""
    found = [link_officers(order) for order in list(permutations(papers))[:6]]
    assert all(links.officers == found[0].officers and links.officer_of_mention == found[0].officer_of_mention for links in found)
    return [(officer.id, officer.name, officer.post) for officer in found[0].officers]


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        ("Ann Ash", "Councillor Ann Ash", "Councillor Ann Ash"),  # the longer of two that are printed equally often
        ("Ann Ash", "ANN ASH", "ANN ASH"),
        ("Zoë Ash", "Zoe Ash", "Zoe Ash"),
        ("A Ash", "Ann Ash", "Ann Ash"),  # initials
        ("A. B. Ash", "Ann Beth Ash", "Ann Beth Ash"),
        ("Mr A Birch-Cole", "Alan Birch-Cole", "Alan Birch-Cole"),
    ],
)
def test_spellings_of_one_person(one: str, other: str, name: str) -> None:
    found = officers(mentioned("one", (one, None)), mentioned("other", (other, None)))
    assert [officer[1] for officer in found] == [name]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Ash", "Ann Birch"),
        ("Ann Ash", "Anna Ash"),
        ("B Ash", "Ann Ash"),
        ("Ash", "Ann Ash"),  # a surname by itself could be anybody's
    ],
)
def test_different_people(one: str, other: str) -> None:
    assert len(officers(mentioned("one", (one, None)), mentioned("other", (other, None)))) == 2


def test_initials_that_fit_several_people_are_kept_apart_with_a_finding() -> None:
    papers = [mentioned("one", ("Ann Ash", None), ("Alan Ash", None)), mentioned("two", ("A Ash", None))]
    assert [officer[1] for officer in officers(*papers)] == ["A Ash", "Alan Ash", "Ann Ash"]
    ((document, finding),) = link_officers(papers).findings
    assert document == papers[1].document_id
    assert (finding.code, finding.severity, finding.page, finding.quote) == ("lead-unresolved", "info", 1, "A Ash")
    assert (finding.table_name, finding.row_id) == ("officer_mentions", "two-1")
    assert "Alan Ash, Ann Ash" in finding.message


def test_people_of_two_councils_are_two() -> None:
    papers = [mentioned("one", ("Ann Ash", None)), mentioned("two", ("Ann Ash", None), council="Marsh District Council")]
    assert [officer[0] for officer in officers(*papers)] == ["ashby-town-council--ann-ash", "marsh-district-council--ann-ash"]


def test_initials_do_not_reach_into_another_council() -> None:
    papers = [mentioned("one", ("A Ash", None)), mentioned("two", ("Ann Ash", None), council="Marsh District Council")]
    assert len(officers(*papers)) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Director, Adult & Community Services", "Director of Adult and Community Services"),
        ("Head of Streets", "HEAD OF STREETS"),
    ],
)
def test_spellings_of_one_post(one: str, other: str) -> None:
    assert len(officers(mentioned("one", (None, one)), mentioned("two", (None, other)))) == 1


def test_a_post_is_not_a_person_who_holds_it() -> None:
    found = officers(mentioned("one", ("Ann Ash", "Head of Streets"), (None, "Head of Streets")))
    assert found == [
        ("ashby-town-council--ann-ash", "Ann Ash", "Head of Streets"),
        ("ashby-town-council--head-of-streets", None, "Head of Streets"),
    ]


def test_the_spelling_printed_most_often_is_shown() -> None:
    found = officers(
        mentioned("one", ("Ann Ash", "Head of Streets"), ("Ann Ash", None)), mentioned("two", ("ANN ASH", "Head of Streets (Interim)"))
    )
    assert found == [("ashby-town-council--ann-ash", "Ann Ash", "Head of Streets (Interim)")]


def test_a_council_that_is_not_known_has_a_place_of_its_own() -> None:
    assert officers(mentioned("one", ("Ann Ash", None), council=None)) == [("council-unknown--ann-ash", "Ann Ash", None)]


def linked(*papers: Paper) -> Links:
    return link_officers(papers)


def test_mentions_belong_to_their_officers() -> None:
    links = linked(mentioned("one", ("Ann Ash", None), ("A Ash", None), (None, "Clerk")))
    assert links.officer_of_mention == {
        "one-1": "ashby-town-council--ann-ash",
        "one-2": "ashby-town-council--ann-ash",
        "one-3": "ashby-town-council--clerk",
    }


@pytest.mark.parametrize(
    ("leads", "officers_of_it"),
    [
        ([Lead(name="Ann Ash"), Lead(post="Clerk")], ["ann-ash", "clerk"]),  # in printed order
        ([Lead(post="Clerk"), Lead(name="Ann Ash")], ["clerk", "ann-ash"]),
        ([Lead(post="Head of Streets"), Lead(post="Head, Streets")], ["head-of-streets"]),  # one for two spellings
        ([Lead(name="Ashby Society", kind="organisation")], ["ashby-society"]),
        ([], None),
    ],
)
def test_leads_of_an_action(leads: Sequence[Lead], officers_of_it: list[str] | None) -> None:
    made = leading("one", *leads)
    expected = {made.facts.actions[0].id: [f"ashby-town-council--{key}" for key in officers_of_it]} if officers_of_it else {}
    assert linked(made).leads_of_action == expected


@pytest.mark.parametrize(
    ("lead", "name", "post"),
    [
        ("CPH", None, "CPH"),  # letters where nobody's attendance is listed
        ("Linked CPH", None, "Linked CPH"),
        ("Performance", None, "Performance"),  # no person's name
        ("Priya Sandhu", "Priya Sandhu", None),
    ],
)
def test_a_lead_of_an_unknown_kind(lead: str, name: str | None, post: str | None) -> None:
    (officer,) = linked(leading("one", Lead(name=lead, kind="unknown"))).officers
    assert (officer.name, officer.post) == (name, post)


def test_letters_may_be_initials_where_people_are_listed() -> None:
    made = leading("one", Lead(name="CPH", kind="unknown"))
    there = Attendance(id="one-attendance-p1-1", meeting_id=None, name="Ann Ash", capacity="member", status="present", source=source(1))
    (officer,) = linked(replace(made, facts=replace(made.facts, attendance=[there]))).officers
    assert (officer.name, officer.post) == ("CPH", None)


def test_an_organisation_stands_in_the_place_of_a_post() -> None:
    (officer,) = linked(leading("one", Lead(name="Ashby Society", kind="organisation"))).officers
    assert (officer.name, officer.post, officer.kind) == (None, "Ashby Society", "organisation")


@pytest.mark.parametrize(
    ("kinds", "kind"),
    [
        (["unknown", "unknown", "member"], "member"),  # what is not known does not count
        (["member", "officer", "officer"], "officer"),
        (["unknown"], "unknown"),
    ],
)
def test_the_kind_is_what_most_papers_say(kinds: Sequence[Any], kind: str) -> None:
    papers = [leading(f"paper {place}", Lead(name="Ann Ash", kind=each)) for place, each in enumerate(kinds)]
    assert [officer.kind for officer in linked(*papers).officers] == [kind]


def test_no_papers_name_nobody() -> None:
    assert linked() == Links()
