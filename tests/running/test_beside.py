"""Papers whose council is not known, and the packs and papers of councils that have their words, in whatever order they come and go."""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import msgspec
import pytest

sys.path.append(str(Path(__file__).parents[2] / "bench"))

from database_rows import rows_of
from made_load import STAND_IN
from made_papers import COUNCIL, action, paper

from pipeline.edges.database import Database
from pipeline.edges.stage_files import StageFiles
from pipeline.edges.stage_format import Stamp
from pipeline.records import Page, Paper, PaperFile, Reading
from pipeline.running import loading
from pipeline.running.beside import TEXTS
from pipeline.running.plan import Limits, our_stages
from pipeline.running.report import Silence
from pipeline.running.run import Run
from pipeline.running.work import fingerprints

EASTLEY = "Eastley Town Council"


def prose(topic: str, sentences: int = 12) -> str:
    """Some hundred words about a topic that no other topic's text has."""
    said = ("was looked at by the officers of the", "would cost more than the budget of the", "is to be brought before the members of the")
    return " ".join(f"The {topic} number {place} {said[place % 3]} {topic} board in {topic} street {place}." for place in range(sentences))


BRIDGES = prose("bridge")
MEND = action("Mend the parapet of the old bridge", "2025-06", lead="Bridge Master")


def pack(name: str, council: str, topic: str) -> Paper:
    texts = ["Agenda of the committee", prose(topic), BRIDGES, prose(f"{topic} harbour")]
    return paper(name, kind="agenda_pack", title=f"Papers about {topic}", day="2025-01-10", council=council, texts=texts, actions=[MEND])


PAPERS = {
    "pack": pack("pack", COUNCIL, "culvert"),
    "eastley": pack("eastley", EASTLEY, "ferry"),
    "appendix": paper("appendix", kind="plan", title="Plan of bridges", day="2025-01-10", council=None, text=BRIDGES, actions=[MEND]),
    "copy": paper("copy", kind="plan", title="Plan of bridges", day="2025-01-10", council=None, text=BRIDGES, actions=[MEND]),
    "plan": paper("plan", kind="plan", title="Plan of bridges", day="2025-01-10", text=BRIDGES, actions=[MEND]),
    "other": paper("other", title="Of weirs", council=EASTLEY, text=prose("weir")),
    "stray": paper("stray", title="Of mills", council=None, text=prose("mill")),
}


class Shelf:
    """A corpus with some of the papers, with the files of their stages, and its database."""

    def __init__(self, place: Path) -> None:
        self.corpus, self.out = place / "corpus", place / "extracted"
        self.corpus.mkdir(parents=True)
        self.ids: dict[str, str] = {}

    def ingest(self, names: Sequence[str]) -> dict[str, Counter[tuple[object, ...]]]:
        """The rows of the database, when these papers are in the corpus and no others."""
        for path in self.corpus.glob("*.pdf"):
            if path.stem not in names:
                path.unlink()
        for name in names:
            self._put(name)
        did = Run(self.corpus, self.out, our_stages(ocr=False), Silence(), Limits(), 0).ingest()
        assert (did.ran, did.left, did.troubles) == ({}, 0, [])
        return rows_of(self.out / "minutebook.db")

    def links(self) -> set[tuple[str, str, str]]:
        names = {key: name for name, key in self.ids.items()}
        return {(names[row["from_document_id"]], names[row["to_document_id"]], row["kind"]) for row in self.rows("document_links")}

    def counted(self) -> dict[str, str]:
        """For the paper of each action, the paper whose row counts."""
        names = {key: name for name, key in self.ids.items()}
        return {names[row["document_id"]]: names[row["canonical_id"].partition("-")[0]] for row in self.rows("actions")}

    def rows(self, table: str, where: str = "true") -> list[dict[str, str]]:
        with Database.read(self.out / "minutebook.db") as database:
            assert database.check() == []
            return [dict(row) for row in database.rows(f"select * from {table} where {where}")]

    def _put(self, name: str) -> None:
        path = f"{name}.pdf"
        content = STAND_IN.format(path=path).encode()
        (self.corpus / path).write_bytes(content)
        digest = hashlib.sha256(content).hexdigest()
        self.ids[name] = key = digest[:16]
        made = PAPERS[name]
        made = msgspec.json.decode(msgspec.json.encode(made).replace(made.document_id.encode(), key.encode()), type=Paper)
        file = PaperFile(path=path, filename=path, bytes=len(content), modified_ns=0, sha256=digest, document_id=key)
        pages = [Page(number=number, width=595, height=842, text="as printed") for number in range(1, made.pages + 1)]
        reading = Reading(document_id=key, status="ok", producer="made", pages=pages)
        stages = our_stages(ocr=False).document
        marks = fingerprints(stages, file, None)
        for stage, record in zip(stages, (reading, made.division, made.facts), strict=True):
            stamp = Stamp(stage=stage.name, version=stage.version, fingerprint=marks[stage.name], pages=made.pages)
            if not StageFiles(self.out).path(stage.name, key).exists():
                StageFiles(self.out).write(stamp, key, record)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def test_an_appendix_of_no_known_council_is_linked_with_the_pack_that_holds_it_and_counted_there(shelf: Shelf) -> None:
    shelf.ingest(["pack", "appendix", "other", "stray"])
    assert shelf.links() == {("pack", "appendix", "contains")}
    assert shelf.counted() == {"pack": "pack", "appendix": "pack"}
    assert [row["document_id"] for row in shelf.rows("tracked_actions")] == [shelf.ids["pack"]]
    assert {row["council"] for row in shelf.rows("documents", f"id = '{shelf.ids['appendix']}'")} == {None}
    assert len({row["thread_id"] for row in shelf.rows("actions")}) == 1


def test_a_copy_of_no_known_council_is_one_of_the_paper_of_a_council(shelf: Shelf) -> None:
    shelf.ingest(["plan", "appendix", "copy"])
    assert shelf.links() == {("appendix", "plan", "duplicate-of"), ("copy", "plan", "duplicate-of")}
    assert set(shelf.counted().values()) == {"plan"}
    assert len({row["thread_id"] for row in shelf.rows("actions")}) == 1


def test_packs_of_two_councils_hold_it_and_each_counts_its_own(shelf: Shelf) -> None:
    shelf.ingest(["pack", "eastley", "appendix"])
    assert shelf.links() == {("pack", "appendix", "contains"), ("eastley", "appendix", "contains")}
    counted = shelf.counted()
    assert counted.pop("appendix") in counted
    assert counted == {"pack": "pack", "eastley": "eastley"}


def test_the_rows_of_a_council_are_the_same_without_the_papers_of_none(shelf: Shelf, tmp_path: Path) -> None:
    alone = Shelf(tmp_path / "alone").ingest(["pack", "plan", "eastley"])
    among = shelf.ingest(["pack", "plan", "eastley", "appendix", "copy", "stray"])
    for table in ("actions", "action_threads", "tracked_actions", "officers", "action_counts", "monthly_figures"):
        assert alone[table] - among[table] == Counter()


@pytest.mark.parametrize(
    "names", [("pack", "appendix"), ("pack", "plan", "appendix"), ("eastley", "pack", "copy"), ("plan", "copy", "stray")]
)
def test_whichever_comes_first_or_goes_the_rows_are_the_same(names: tuple[str, ...], tmp_path: Path) -> None:
    at_once = {
        left_out: Shelf(tmp_path / f"without {left_out}").ingest([name for name in names if name != left_out]) for left_out in ("", *names)
    }
    for order in permutations(names):
        shelf = Shelf(tmp_path / "-".join(order))
        for place in range(1, len(order)):
            shelf.ingest(order[:place])
        assert shelf.ingest(order) == at_once[""]
        assert shelf.ingest(order[1:]) == at_once[order[0]]
        assert shelf.ingest(order) == at_once[""]


def test_a_paper_of_a_council_that_has_none_of_their_words_leaves_them_alone(shelf: Shelf) -> None:
    shelf.ingest(["pack", "appendix", "stray"])
    before = shelf.rows("settings", "name glob 'links of *'")
    shelf.ingest(["pack", "appendix", "stray", "other"])
    assert [row for row in before if row not in shelf.rows("settings")] == []


def test_the_index_of_words_may_be_lost_or_damaged_and_goes_with_the_last_of_those_papers(shelf: Shelf) -> None:
    names = ["pack", "appendix", "stray"]
    rows = shelf.ingest(names)
    (shelf.out / TEXTS).write_bytes(b"This is no database at all, whatever its name may say about it.\n" * 100)
    shelf.ingest([*names, "other"])
    assert shelf.links() == {("pack", "appendix", "contains")}
    (shelf.out / TEXTS).unlink()
    assert shelf.ingest(names) == rows
    shelf.ingest(["pack", "other"])
    assert not (shelf.out / TEXTS).exists()


def test_it_makes_no_difference_whether_facts_are_held_or_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = Shelf(tmp_path / "held").ingest(list(PAPERS))
    monkeypatch.setattr(loading, "HELD_BYTES", 0)
    assert Shelf(tmp_path / "again").ingest(list(PAPERS)) == held
