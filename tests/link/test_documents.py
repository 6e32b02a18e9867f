"""How papers are related, by their words, their meetings, their titles and their actions."""

from __future__ import annotations

from itertools import permutations

import pytest
from made_papers import COUNCIL, action, meeting, minutes, paper

from pipeline.link import link
from pipeline.records import Minute, Paper


def prose(topic: str, sentences: int = 12) -> str:
    """Some hundred words about a topic that no other topic's text has."""
    said = ("was looked at by the officers of the", "would cost more than the budget of the", "is to be brought before the members of the")
    return " ".join(f"The {topic} number {place} {said[place % 3]} {topic} board in {topic} street {place}." for place in range(sentences))


def related(*papers: Paper) -> set[tuple[str, str, str]]:
    """The relations of the papers by their files' names; the same whatever their order."""
    names = {each.document_id: each.files[0].filename.removesuffix(".pdf") for each in papers}
    found = [link(order).document_links for order in list(permutations(papers))[:6]]
    assert all(each == found[0] for each in found)
    return {(names[one], names[other], kind) for one, other, kind in found[0]}


# --- by their words ---------------------------------------------------------------------------------------------------

BRIDGES, BRIEF = prose("bridge"), "Apologies were received."


def test_the_same_words_in_another_file() -> None:
    first = paper("a", text=BRIDGES, address="https://wexcombe.example/a.pdf")
    assert related(first, paper("b", text=BRIDGES.upper().replace(" ", "\n"))) == {("b", "a", "duplicate-of")}
    assert related(first, paper("c", text=BRIDGES, pages_ocr=1)) == {("c", "a", "duplicate-of")}


@pytest.mark.parametrize(
    "other",
    [
        paper("b", text=prose("culvert")),  # other words
        paper("b", text=BRIDGES.replace("number 3", "number 33")),  # one figure is another: next year's form
        paper("b", text=f"{BRIDGES} {prose('culvert')}"),  # more words, but it is no pack
    ],
)
def test_papers_that_are_not_the_same(other: Paper) -> None:
    assert related(paper("a", text=BRIDGES), other) == set()


def test_a_few_words_are_no_paper() -> None:
    assert related(paper("a", text=BRIEF), paper("b", text=BRIEF)) == set()


def test_a_report_inside_a_pack() -> None:
    pack = paper("pack", kind="agenda_pack", texts=["Agenda of the committee", prose("culvert"), BRIDGES, prose("harbour")])
    assert related(paper("report", text=BRIDGES), pack) == {("pack", "report", "contains")}
    assert related(paper("report", text=prose("ferry")), pack) == set()


def confirmed(each: Paper, how: str | None) -> Paper:
    from msgspec.structs import replace

    source = each.facts.meetings[0].source
    item = Minute(id=f"{each.document_id}-minutes-p1-1", meeting_id=None, ordinal=1, reference=None, title=None, text="", source=source)
    return replace(each, facts=replace(each.facts, minutes=[replace(item, confirmed=how)]))  # type: ignore[arg-type]


def test_draft_and_confirmed_minutes() -> None:
    draft = confirmed(minutes("a", "2024-05-01", [], text=BRIDGES), "draft")
    final = confirmed(minutes("b", "2024-05-01", [], text=BRIDGES.replace("bridge street", "Bridge Street, Wexcombe")), "confirmed")
    assert related(draft, final) == {("b", "a", "supersedes")}
    by_name = minutes("min DRAFT", "2024-05-01", [], text=BRIDGES), minutes("min", "2024-05-01", [], text=f"{BRIDGES} It was signed.")
    assert related(*by_name) == {("min", "min DRAFT", "supersedes")}


def test_minutes_of_two_meetings_are_two_papers_however_alike() -> None:
    assert related(minutes("a", "2024-05-01", [], text=BRIDGES), minutes("b", "2024-06-05", [], text=f"{BRIDGES} None.")) == set()


def test_a_scan_of_minutes_that_are_there_as_text() -> None:
    misread = BRIDGES.replace("officers", "0fficers").replace("budget of", "bud get of")
    scan = minutes("scan", "2024-05-01", [], text=misread, pages_ocr=1)
    assert related(minutes("text", "2024-05-01", [], text=BRIDGES), scan) == {("scan", "text", "duplicate-of")}


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (("Bridge report", None), ("Bridge report - revised", None), "supersedes"),
        (("Bridge report v1", None), ("Bridge report v2", None), "supersedes"),
        (("Bridge report", "2024-05-01"), ("Bridge report", "2024-06-01"), "supersedes"),  # published anew
        (("Bridge report", None), ("Bridge report", None), None),  # none says that it is the later
        (("Bridge report", None), ("Ferry report - revised", None), None),
    ],
)
def test_later_versions(one: tuple[str, str | None], other: tuple[str, str | None], relation: str | None) -> None:
    first = paper("a", title=one[0], day=one[1], text=BRIDGES)
    second = paper("b", title=other[0], day=other[1], text=BRIDGES.replace("number 3", "number three"))
    assert related(first, second) == ({("b", "a", relation)} if relation else set())


def test_findings_say_what_is_counted_where() -> None:
    papers = [paper("a", text=BRIDGES), paper("b", text=BRIDGES), paper("c", title="Ferry report v1", text=prose("ferry"))]
    papers.append(paper("d", title="Ferry report v2", text=prose("ferry").replace("number 3", "number three")))
    found = {(document, finding.code): finding.message for document, finding in link(papers).findings}
    copy = max(papers[:2], key=lambda each: each.document_id)
    assert set(found) == {(copy.document_id, "duplicate-document"), (papers[2].document_id, "superseded-document")}
    assert "d.pdf is a later version" in found[papers[2].document_id, "superseded-document"]


# --- by their meetings ------------------------------------------------------------------------------------------------


def test_agenda_minutes_and_supplement_of_a_meeting() -> None:
    called = [meeting("Parks Committee", "2024-05-01", "announced")]
    agenda = paper("agenda", kind="agenda_pack", meetings=called, text=prose("park"))
    more = paper("more", kind="agenda_pack", title="Supplementary agenda", meetings=called, text=prose("pond"))
    held = minutes("minutes", "2024-05-01", [], "Parks Committee", text=prose("oak"))
    assert related(agenda, more, held) == {
        ("minutes", "agenda", "minutes-of"),
        ("agenda", "minutes", "agenda-of"),
        ("minutes", "more", "minutes-of"),
        ("more", "minutes", "agenda-of"),
        ("more", "agenda", "supplement-to"),
    }


def test_a_pack_with_the_minutes_in_it_is_not_the_minutes_where_these_are_there() -> None:
    agenda = paper("agenda", kind="agenda", meetings=[meeting("Parks Committee", "2024-05-01", "announced")])
    held = minutes("minutes", "2024-05-01", [], "Parks Committee")
    recorded = meeting("Parks Committee", "2024-05-01"), meeting("Parks Committee", "2024-06-05", "announced")
    pack = paper("pack", kind="agenda_pack", meetings=recorded)
    assert ("pack", "agenda", "minutes-of") not in related(agenda, held, pack)
    assert ("pack", "agenda", "minutes-of") in related(agenda, pack)


# --- plans ------------------------------------------------------------------------------------------------------------

ROWS = [action(f"{verb} the old {thing} by the river") for verb in ("Mend", "Paint") for thing in ("ferry", "weir", "boathouse")]


def test_updates_of_a_plan() -> None:
    old = paper("old", kind="plan", title="River Plan 2020 to 2023", day="2020-04-01")
    plan = paper("plan", kind="plan", title="River Plan 2023 to 2026", day="2023-04-01", actions=ROWS)
    by_title = paper("up", kind="plan_update", title="River Plan: half year update", day="2023-10-01")
    by_rows = paper("rows", kind="report", title="What was done for the waterside", day="2024-04-01", actions=ROWS[:4])
    early = paper("early", kind="plan_update", title="River Plan: half year update", day="2021-10-01")
    other = paper("other", kind="plan_update", title="Waste Plan: half year update", day="2023-10-01")
    assert related(old, plan, by_title, by_rows, early, other) == {
        ("up", "plan", "update-of"),
        ("rows", "plan", "update-of"),
        ("early", "old", "update-of"),
    }


def test_a_refreshed_plan_takes_the_place_of_the_plan() -> None:
    plan = paper("plan", kind="plan", title="River Plan 2023 to 2026", day="2023-04-01", actions=ROWS)
    refreshed = paper("new", kind="plan", title="River Plan 2023 to 2026", day="2024-04-01", actions=ROWS)
    assert related(plan, refreshed) == {("new", "plan", "supersedes")}
    later = paper("later", kind="plan", title="River Plan 2026 to 2029", day="2026-04-01", actions=ROWS)
    assert related(plan, later) == set()  # the next plan; this one is not wrong for that


def test_nothing_is_said_of_a_plan_of_another_council() -> None:
    plan = paper("plan", kind="plan", title="River Plan 2023 to 2026", day="2023-04-01", actions=ROWS)
    update = paper("up", kind="plan_update", title="River Plan: half year update", day="2023-10-01", council="Ambleford Town Council")
    assert COUNCIL != "Ambleford Town Council"
    assert related(plan, update) == set()
