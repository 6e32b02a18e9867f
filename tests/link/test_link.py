"""The stage: what the facts of all papers say about each other."""

from __future__ import annotations

from itertools import permutations

from conftest import make_corpus
from made_papers import action, meeting, minutes, paper

from pipeline.link import link
from pipeline.records import Links


def test_no_papers_have_no_links() -> None:
    assert link([]) == Links()


def test_the_order_of_the_papers_does_not_matter() -> None:
    papers = [
        paper("agenda", kind="agenda", meetings=[meeting("Parish Council", "2024-06-04", "announced")]),
        minutes("first", "2024-06-04", [action("Paint the gate", "2024-07", lead="Clerk")]),
        minutes("second", "2024-07-02", [action("Paint the gate", "2024-09", lead="The Clerk")]),
    ]
    first, *others = [link(order) for order in permutations(papers)]
    assert all(other == first for other in others)
    assert first.officers and first.canonical and first.document_links and first.threads


def test_links_of_the_small_corpus() -> None:
    papers = [made for made, _ in make_corpus().papers]
    links = link(papers)
    ids = {officer.id for officer in links.officers}
    assert ids and len(ids) == len(links.officers)
    assert set(links.officer_of_mention.values()) <= ids
    assert {officer for officers in links.leads_of_action.values() for officer in officers} <= ids
    assert {mention.id for made in papers for mention in made.facts.officer_mentions} == set(links.officer_of_mention)
    assert set(links.canonical) >= {m.id for made in papers for m in made.facts.meetings}
