"""All links together: the same whatever the order of the papers."""

from __future__ import annotations

from random import Random

import msgspec
from conftest import Corpus
from made_papers import action, meeting, minutes, paper, resolution
from msgspec.structs import asdict, replace

from pipeline.link import link
from pipeline.link.context import dates_across
from pipeline.load import link_rows
from pipeline.records import Facts, Lead, LinkedFacts, Links, OfficerMention, Paper


def corpus() -> list[Paper]:
    """Papers of a council that are related in every way: a plan and its update, an agenda, minutes, their copy and a pack with them."""
    rows = [
        action(f"{verb} the {thing} by the river", f"2024-0{n}", lead="Warden", reference=f"RV{n}.{verb[0]}")
        for n, thing in enumerate(("ferry", "weir", "lock"), start=4)
        for verb in ("Mend", "Paint")
    ]
    later = [replace(row, due_end="2025-01-31", leads=[Lead(name="J Penn")]) for row in rows]
    said = " ".join(f"The wardens heard about boat number {n} and its owner in Quay Street." for n in range(20))
    decided = [resolution("That the ferry be mended.", "17"), resolution("That the weir be painted.", "18")]
    called = meeting("River Committee", "2024-05-01", "announced")
    held = minutes("minutes", "2024-05-01", rows[:3], "River Committee", resolutions=decided, text=said)
    papers = [
        paper("plan", kind="plan", title="River Plan 2024", day="2024-01-01", actions=rows),
        paper("update", kind="plan_update", title="River Plan 2024: half year update", day="2024-07-01", actions=later),
        paper("agenda", kind="agenda", meetings=[called], text=said[:200]),
        held,
        minutes("copy", "2024-05-01", rows[:3], "River Committee", resolutions=decided, text=said),
        paper("pack", kind="agenda_pack", meetings=[replace(called, date="2024-06-05"), meeting("River Committee", "2024-05-01")],
              resolutions=decided, texts=["Agenda", said, "Reports " * 40]),
        minutes("next", "2024-06-05", later[1:5], "River Committee"),
    ]  # fmt: skip
    names = ["Jean Penn", "J Penn", "Ann Field", "A Field", "Amy Field"]
    return [_naming(each, names[place % 5]) for place, each in enumerate(papers)]


def _naming(each: Paper, name: str) -> Paper:
    mention = OfficerMention(
        id=f"{each.document_id}-officer_mentions-p1-1",
        name_text=name,
        post_text="Warden",
        role="attendee",
        source=action("x").source,
    )
    return replace(each, facts=replace(each.facts, officer_mentions=[mention]))


def test_the_order_of_the_papers_makes_no_difference() -> None:
    papers = corpus()
    expected = link(papers)
    assert {kind for _, _, kind in expected.document_links} == {"duplicate-of", "contains", "minutes-of", "agenda-of", "update-of"}
    assert expected.threads and any(row != counted for row, counted in expected.canonical.items())
    for seed in range(8):
        shuffled = papers[:]
        Random(seed).shuffle(shuffled)
        found = link(shuffled)
        assert found == expected
        assert link_rows(found) == link_rows(expected)


def test_what_is_linked_is_there() -> None:
    papers = corpus()
    links = link(papers)
    rows = {row.id for each in papers for row in [*each.facts.meetings, *each.facts.resolutions, *each.facts.actions]}
    documents = {each.document_id for each in papers}
    threads = {thread.id for thread in links.threads}
    assert {*links.canonical, *links.canonical.values(), *links.thread_of} <= rows
    assert set(links.thread_of.values()) == threads and len(threads) == len(links.threads)
    assert all(links.canonical[counted] == counted for counted in links.canonical.values())
    assert {document for link in links.document_links for document in link[:2]} <= documents
    assert {document for document, _ in links.findings} <= documents


def test_no_papers_have_no_links() -> None:
    assert link([]) == Links()


def test_mentions_and_leads_are_of_officers_that_are_listed() -> None:
    papers = corpus()
    links = link(papers)
    ids = [officer.id for officer in links.officers]
    assert len(set(ids)) == len(ids)
    assert set(links.officer_of_mention) == {mention.id for each in papers for mention in each.facts.officer_mentions}
    assert set(links.leads_of_action) == {row.id for each in papers for row in each.facts.actions}
    assert {*links.officer_of_mention.values(), *(key for keys in links.leads_of_action.values() for key in keys)} == set(ids)


def across(each: Paper) -> Paper:
    """The paper with no more of its facts than a run holds of all papers at a time."""
    linked = msgspec.json.decode(msgspec.json.encode(each.facts), type=LinkedFacts)
    return replace(each, facts=Facts(**{**asdict(linked), "dates": dates_across(linked.dates, each.division)}))


def test_what_is_held_of_all_papers_is_all_that_is_looked_at(lasting_corpus: Corpus) -> None:
    whole = [*corpus(), *(each for each, _ in lasting_corpus.papers)]
    held = [across(each) for each in whole]
    assert sum(len(each.facts.votes) + len(each.facts.tables) for each in whole) > 0
    assert not any(each.facts.votes or each.facts.tables for each in held)
    assert link(held) == link(whole)
