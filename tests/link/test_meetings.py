"""One meeting for the papers that announce and record it, and what hangs on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from made_papers import meeting, paper, resolution, source
from msgspec.structs import replace

from pipeline.link.meetings import link_meetings, meeting_key
from pipeline.records import AgendaItem, Meeting, Minute, Paper, Recommendation, Report, Resolution, Section

DAY = "2024-06-04"


def agenda(
    name: str = "agenda", items: Sequence[tuple[str, str]] = (), committee: str = "Works Committee", day: str = DAY, **more: Any
) -> Paper:
    """An agenda with these items (number, title) of its meeting."""
    made = paper(name, kind="agenda", meetings=[meeting(committee, day, "announced")], **more)
    rows = [
        AgendaItem(
            id=f"{name}-item-{number}", meeting_id=made.facts.meetings[0].id, ordinal=place, number=number, title=title, source=source()
        )
        for place, (number, title) in enumerate(items, 1)
    ]
    return replace(made, facts=replace(made.facts, agenda_items=rows))


def record(name: str = "minutes", titles: Sequence[str] = (), committee: str = "Works Committee", day: str = DAY, **more: Any) -> Paper:
    """Minutes with a minute of each title and a resolution in it."""
    decided = [resolution(f"that the {title.lower()} be approved", str(place)) for place, title in enumerate(titles, 1)]
    made = paper(name, kind="minutes", meetings=[meeting(committee, day)], resolutions=decided, **more)
    held = made.facts.meetings[0].id
    minutes = [
        Minute(id=f"{name}-minute-{place}", meeting_id=held, ordinal=place, reference=str(place), title=title, text="", source=source())
        for place, title in enumerate(titles, 1)
    ]
    rows: list[Resolution] = [
        replace(row, id=f"{name}-resolution-{place}", minute_id=minutes[place - 1].id)
        for place, row in enumerate(made.facts.resolutions, 1)
    ]
    return replace(made, facts=replace(made.facts, minutes=minutes, resolutions=rows))


def held(made: Paper) -> Meeting:
    return made.facts.meetings[0]


def test_a_recording_counts_before_an_announcement() -> None:
    called, recorded = agenda(), record()
    links = link_meetings([called, recorded])
    assert links.canonical == {held(called).id: held(recorded).id, held(recorded).id: held(recorded).id}
    assert links.document_links == [(recorded.document_id, called.document_id, "minutes-of")]


@pytest.mark.parametrize(
    ("committee", "day", "one"),
    [
        ("Works Committee", DAY, True),
        ("WORKS COMMITTEE", DAY, True),
        ("The Works Committee Meeting", DAY, True),
        ("Works Sub-Committee", DAY, False),
        ("Works Committee", "2024-06-05", False),
    ],
)
def test_what_makes_two_meetings_one(committee: str, day: str, one: bool) -> None:
    called, recorded = agenda(), record(committee=committee, day=day)
    assert (meeting_key(called, held(called)) == meeting_key(recorded, held(recorded))) == one
    assert (link_meetings([called, recorded]).canonical[held(called).id] == held(recorded).id) == one


def test_meetings_of_two_councils_are_two() -> None:
    called, recorded = agenda(council="Marsh District Council"), record(council="Ashby Town Council")
    assert link_meetings([called, recorded]).document_links == []


@pytest.mark.parametrize(
    ("title", "item"),
    [
        ("Lease of the depot", "2"),
        ("LEASE OF THE DEPOT", "2"),
        ("Depot: lease", "2"),  # fewer words
        ("Lease of the market", None),  # another thing
        ("Lease of the depot in Mill Lane", "2"),  # all words of the item and more
        ("The roof", "3"),
        ("Any other business", None),
    ],
)
def test_a_minute_belongs_to_the_item_of_its_title(title: str, item: str | None) -> None:
    called, recorded = agenda(items=[("1", "Apologies"), ("2", "Lease of the depot"), ("3", "The roof")]), record(titles=[title])
    links = link_meetings([called, recorded])
    expected = {"minutes-minute-1": f"agenda-item-{item}", "minutes-resolution-1": f"agenda-item-{item}"} if item else {}
    assert links.agenda_item_of == expected


def test_a_title_that_two_items_have_belongs_to_neither() -> None:
    called, recorded = agenda(items=[("2", "Planning application"), ("3", "Planning application")]), record(titles=["Planning application"])
    assert link_meetings([called, recorded]).agenda_item_of == {}


def test_a_resolution_belongs_to_the_only_report_of_its_item() -> None:
    called = agenda(items=[("2", "Lease of the depot")])
    sections = [
        Section(ordinal=1, kind="agenda", page_start=1, page_end=1),
        Section(ordinal=2, kind="report", page_start=2, page_end=3, agenda_item="2"),
        Section(ordinal=3, kind="appendix", page_start=4, page_end=4, agenda_item="2"),
    ]
    reports = [Report(id="report", section=2, title="Lease", source=source(2))]
    pack = replace(called, division=replace(called.division, sections=sections), facts=replace(called.facts, reports=reports))
    links = link_meetings([pack, record(titles=["Lease of the depot"])])
    assert links.report_of == {"minutes-resolution-1": "report"}
    assert links.follows == {}
    advice = [Recommendation(id="advice", report_id="report", ordinal=1, text="That the depot be sold.", source=source(2))]
    advised = replace(pack, facts=replace(pack.facts, recommendations=advice))
    assert link_meetings([advised, record(titles=["Lease of the depot"])]).follows == {"minutes-resolution-1": "otherwise"}
    doubled = replace(pack, facts=replace(pack.facts, reports=[*reports, Report(id="another", section=3, title="Roof", source=source(4))]))
    assert link_meetings([doubled, record(titles=["Lease of the depot"])]).report_of == {}


def test_sections_of_a_pack_belong_to_its_items() -> None:
    called = agenda(items=[("2", "Lease of the depot"), ("3", "The roof")])
    sections = [
        Section(ordinal=n, kind="report", page_start=n, page_end=n, agenda_item=item) for n, item in ((1, None), (2, "2"), (3, "9"))
    ]
    pack = replace(called, division=replace(called.division, sections=sections))
    assert link_meetings([pack]).agenda_item_of == {f"{pack.document_id}-sections-2": "agenda-item-2"}


def test_a_resolution_in_two_papers_counts_once() -> None:
    first, second = sorted((record("draft", ["Lease"]), record("final", ["Lease"])), key=lambda made: made.document_id)
    links = link_meetings([first, second])
    rows = [made.facts.resolutions[0].id for made in (first, second)]
    assert [links.canonical[row] for row in rows] == [rows[0], rows[0]]


def test_another_resolution_counts_for_itself() -> None:
    links = link_meetings([record("draft", ["Lease"]), record("final", ["Roof"])])
    assert links.canonical["draft-resolution-1"] == "draft-resolution-1"
    assert links.canonical["final-resolution-1"] == "final-resolution-1"


def test_a_meeting_without_a_body_or_a_day_is_left_alone() -> None:
    nameless = paper("nameless", meetings=[replace(meeting("x", DAY), committee=None)])
    assert link_meetings([nameless]).canonical == {}


def test_the_order_of_the_papers_does_not_matter() -> None:
    called, recorded = agenda(items=[("2", "Lease of the depot")]), record(titles=["Lease of the depot"])
    draft = record("draft", ["Lease of the depot"])
    assert link_meetings([called, recorded, draft]) == link_meetings([draft, recorded, called])
