"""Which meeting a section belongs to, and as of which day it speaks."""

from __future__ import annotations

from made_papers import date, meeting, paper
from msgspec.structs import replace

from pipeline.link.context import Context
from pipeline.records import PaperKind


def made(kind: PaperKind, title: str) -> Context:
    told = [date("27 January 2024", "2024-01-27", "2024-01-27", "day")]
    return Context(paper("a", kind=kind, title=title, meetings=[meeting("Parks Committee", "2024-02-24", "announced")], dates=told))


def test_an_agenda_speaks_as_of_its_meeting_though_its_title_names_another() -> None:
    title = "Minutes of 27 January 2024"
    assert made("agenda", title).reported_on(1) == "2024-02-24"
    assert made("report", title).reported_on(1) == "2024-01-27"


def test_the_body_of_a_section() -> None:
    context = made("report", "Benches")
    assert (context.committee(1), context.committee(None)) == ("Parks Committee", "Parks Committee")
    pack = paper("b", kind="agenda_pack", texts=["Agenda", "Minutes"], meetings=[meeting("Parks Committee", "2024-02-24", "announced")])
    recorded = replace(meeting("Council", "2024-01-10"), section=2, id="m2")
    both = Context(replace(pack, facts=replace(pack.facts, meetings=[*pack.facts.meetings, recorded])))
    assert [both.committee(1), both.committee(2)] == ["Parks Committee", "Council"]
    assert both.reported_on(2) == "2024-01-10"
