"""Threads held against what a person told of the same papers: of the sample, and of a parish's minutes where these are at hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from thread_gold import GOLD, Gold, gold_of, papers_in, score_links, score_slips, told_papers, without_references

from pipeline.link.threads import link_threads
from pipeline.records import Links, Paper

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = {"sample": ROOT / "corpus" / "sample", "souldern": ROOT.parent / "shared" / "papers" / "real"}
PRECISION, RECALL = 0.95, 0.85


@pytest.mark.parametrize("name", ["sample", pytest.param("souldern", marks=pytest.mark.shared)])
@pytest.mark.parametrize("references", [True, False], ids=["with references", "without references"])
def test_threads_are_those_that_a_person_told(name: str, references: bool, capsys: pytest.CaptureFixture[str]) -> None:
    if not FOLDERS[name].is_dir():
        pytest.skip(f"{FOLDERS[name]} is not here: the threads of {name} were not measured")
    told = yaml.safe_load((GOLD / f"{name}.yml").read_text(encoding="utf-8"))
    papers = papers_in(FOLDERS[name], told["papers"])
    gold = gold_of(name, papers)
    given = papers if references else without_references(papers)
    with capsys.disabled():
        print(f"\n{name}, {'with' if references else 'without'} references, {len(gold.unread)} rows not read")
        check(gold, given, link_threads(given))


def test_threads_of_a_series_that_was_made_up_for_it(capsys: pytest.CaptureFixture[str]) -> None:
    papers, gold, states = told_papers("made")
    links = link_threads(papers)
    with capsys.disabled():
        print("\nmade")
        check(gold, papers, links)
    found = {gold.thread_of[row]: thread for row, thread in reversed(links.thread_of.items())}
    state_of = {thread.id: thread.state for thread in links.threads}
    assert {thread: state_of[found[thread]] for thread in states} == states


def check(gold: Gold, papers: Sequence[Paper], links: Links) -> None:
    """Print how the links and slips hold against the gold, and fail below what is asked of them."""
    found, slips = score_links(gold, papers, links), score_slips(gold, links)
    print(f"  links: {found}\n  slips: {slips}")
    assert found.wanted > 20
    assert min(found.precision, slips.precision) >= PRECISION
    assert min(found.recall, slips.recall) >= RECALL
