"""What stands in several papers is counted once."""

from __future__ import annotations

from typing import Any

from made_papers import action, meeting, paper, resolution

from pipeline.link import link
from pipeline.link.counting import count_once
from pipeline.records import Paper

DECIDED = [
    resolution("That the ferry be mended before the winter.", "17", "(a)"),
    resolution("That the Clerk write to the owner of the weir.", "17", "(b)"),
]
PROMISED = [action("Mend the ferry", "2024-10", lead="Warden"), action("Write to the owner of the weir", lead="Clerk")]
HELD = [meeting("River Committee", "2024-05-01")]


def made(name: str, **more: Any) -> Paper:
    return paper(name, **{"kind": "minutes", "meetings": HELD, "resolutions": DECIDED, "actions": PROMISED, **more})


def counted(papers: list[Paper], links: list[tuple[Paper, Paper, str]], known: dict[str, str] | None = None) -> set[str]:
    """The files of the papers whose rows are counted, of those that stand more than once."""
    pairs = [(one.document_id, other.document_id, kind) for one, other, kind in links]
    found = count_once(papers, pairs, known or {})
    assert found == count_once(papers[::-1], pairs[::-1], known or {})
    names = {each.document_id: each.files[0].path for each in papers}
    return {names[row.partition("-")[0]] for row in found.values()}


def test_of_a_paper_and_its_copy_the_paper_counts() -> None:
    first, copy = made("a"), made("b")
    assert counted([first, copy], [(copy, first, "duplicate-of")]) == {"a.pdf"}
    assert counted([first, copy], [(first, copy, "duplicate-of")]) == {"b.pdf"}


def test_of_two_versions_the_later_counts_though_words_were_mended() -> None:
    mended = [resolution("That the ferry be mended before winter comes.", "17", "(a)"), *DECIDED[1:]]
    draft, final = made("draft"), made("final", resolutions=mended)
    found = count_once([draft, final], [(final.document_id, draft.document_id, "supersedes")], {})
    assert set(found.values()) == {row.id for row in [*final.facts.meetings, *final.facts.resolutions, *final.facts.actions]}


def test_what_only_the_earlier_version_says_still_counts() -> None:
    draft, final = made("draft"), made("final", resolutions=DECIDED[:1])
    found = count_once([draft, final], [(final.document_id, draft.document_id, "supersedes")], {})
    assert draft.facts.resolutions[1].id not in found


def test_minutes_count_before_the_pack_that_holds_them() -> None:
    minutes = made("minutes")
    pack = made("pack", kind="agenda_pack", meetings=[*HELD, meeting("River Committee", "2024-06-05", "announced")])
    assert counted([minutes, pack], [(pack, minutes, "contains")]) == {"minutes.pdf"}


def test_rows_in_the_same_words_are_taken_one_by_one() -> None:
    twice = [action("Inspect the lock"), action("Inspect the lock")]
    first, copy = paper("a", actions=twice), paper("b", actions=twice)
    found = count_once([first, copy], [(copy.document_id, first.document_id, "duplicate-of")], {})
    pairs = zip(copy.facts.actions, first.facts.actions, strict=True)
    assert all(found[row.id] == found[other.id] == other.id for row, other in pairs)


def test_a_recording_goes_before_the_paper_that_called_the_meeting() -> None:
    agenda = paper("agenda", kind="agenda", meetings=[meeting("River Committee", "2024-05-01", "announced")])
    minutes = made("minutes")
    canonical = link([agenda, minutes]).canonical
    assert canonical[agenda.facts.meetings[0].id] == canonical[minutes.facts.meetings[0].id] == minutes.facts.meetings[0].id
