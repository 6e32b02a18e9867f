"""Papers that come one after the other, in whatever order, give the rows that they give at once; and what is settled is not looked at."""

from __future__ import annotations

import hashlib
import random
import shutil
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "bench"))

from database_rows import rows_of
from made_load import Load, Writer, make

from pipeline.edges.stage_files import StageFiles
from pipeline.operations.withdrawing import withdraw
from pipeline.running.ledger import LEDGER
from pipeline.running.plan import Limits, our_stages
from pipeline.running.report import Silence
from pipeline.running.run import Ran, Run

LOAD = Load(councils=3, years=2, meetings=4)
STAGES = ("read", "divide", "extract")


class Growing:
    """A corpus and its output folder that papers of a made load are put into, with the files of their stages, and taken out of."""

    def __init__(self, load: Path, place: Path) -> None:
        self.load, self.place = load, place
        self.corpus, self.out = place / "corpus", place / "extracted"
        self.stages = StageFiles(self.out)
        for path in (load / "corpus").glob("*/settings.yml"):
            self._copy(path)

    def put(self, paper: Path) -> None:
        self._copy(paper)
        for stage, name in self._files(paper):
            path = StageFiles(self.load / "extracted").path(stage, name)
            (self.out / stage).mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, self.out / stage / path.name)

    def take(self, paper: Path) -> None:
        (self.corpus / paper.relative_to(self.load / "corpus")).unlink()

    def judge(self, said: str) -> None:
        (self.corpus / "hand").mkdir(exist_ok=True)
        (self.corpus / "hand" / "judged.yml").write_text(said)

    def ingest(self) -> Ran:
        did = Run(self.corpus, self.out, our_stages(ocr=False), Silence(), Limits(), 0).ingest()
        assert (did.ran, did.left, did.troubles) == ({}, 0, [])
        return did

    def rows(self) -> dict[str, Counter[tuple[object, ...]]]:
        return rows_of(self.out / "minutebook.db")

    def _copy(self, path: Path) -> None:
        target = self.corpus / path.relative_to(self.load / "corpus")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)

    def _files(self, paper: Path) -> Iterator[tuple[str, str]]:
        name = hashlib.sha256(paper.read_bytes()).hexdigest()[:16]
        return ((stage, name) for stage in STAGES)


@pytest.fixture(scope="module")
def load(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("load")
    assert list(make(place, LOAD))
    return place


@pytest.fixture(scope="module")
def papers(load: Path) -> list[Path]:
    return sorted((load / "corpus").rglob("*.pdf"))


@pytest.fixture(scope="module")
def at_once(load: Path, papers: list[Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Counter[tuple[object, ...]]]:
    whole = Growing(load, tmp_path_factory.mktemp("whole"))
    for paper in papers:
        whole.put(paper)
    whole.ingest()
    rows = whole.rows()
    assert all(rows[name] for name in ("officers", "action_threads", "document_links", "tracked_actions", "members", "monthly_figures"))
    return rows


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_papers_in_any_order_give_the_rows_that_they_give_at_once(
    load: Path, papers: list[Path], at_once: dict[str, Counter[tuple[object, ...]]], tmp_path: Path, seed: int
) -> None:
    """Some papers come, go and come again; half of them alone, the others several at a time."""
    chance = random.Random(seed)
    growing = Growing(load, tmp_path)
    waiting = chance.sample(papers, len(papers))
    there: list[Path] = []
    while waiting:
        several = chance.choice([1, 1, chance.randint(2, 20)])
        for paper in waiting[:several]:
            growing.put(paper)
        there += waiting[:several]
        del waiting[:several]
        for paper in chance.sample(there, chance.choice([0, 0, 1])):
            growing.take(paper)
            there.remove(paper)
            waiting.append(paper)
        growing.ingest()
    found = growing.rows()
    assert {name: (rows - found[name], found[name] - rows) for name, rows in at_once.items() if rows != found[name]} == {}


JUDGED = """\
- document: {moved}
  table: documents
  field: council
  value: {council}
  reason: It is a paper of the neighbours.
- document: {titled}
  table: documents
  field: title
  value: Business of the evening
  reason: The cover has another title.
"""


@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_put_right_and_withdrawn_at_any_time_gives_the_rows_that_it_gives_at_the_end(
    load: Path, papers: list[Path], tmp_path: Path, seed: int
) -> None:
    """A paper that people give to another council, one with another title, and one that is withdrawn, while others come."""
    chance = random.Random(seed)
    moved, titled, away, *_ = chance.sample(papers, 3)
    others = sorted({_council_named(load, paper) for paper in papers} - {_council_named(load, moved)})
    said = JUDGED.format(moved=moved.relative_to(load / "corpus"), titled=titled.relative_to(load / "corpus"), council=others[0])
    withdrawn = hashlib.sha256(away.read_bytes()).hexdigest()[:16]
    waiting = chance.sample(papers, len(papers))
    waiting.remove(away)
    waiting.insert(0, away)
    first, *parts = [waiting[place : place + len(papers) // 3] for place in range(0, len(papers), len(papers) // 3)]
    found = []
    for name in ("meanwhile", "afterwards"):
        growing = Growing(load, tmp_path / name)
        for paper in first if name == "meanwhile" else papers:
            growing.put(paper)
        growing.ingest()
        growing.judge(said.replace("evening", "afternoon") if name == "meanwhile" else said)
        withdraw(growing.out, withdrawn, "It names a child.", Silence())
        for part in parts if name == "meanwhile" else []:
            for paper in part:
                growing.put(paper)
            growing.ingest()
            growing.judge(said)
        growing.ingest()
        assert growing.ingest().did_nothing
        rows = {table: rows for table, rows in growing.rows().items() if table != "withdrawals"}
        rows["loads"] = Counter(row for row in rows["loads"] if row[0] != withdrawn)  # it has the time of the withdrawal
        found.append(rows)
    assert sum(found[0]["corrections"].values()) == 2
    assert {table: (rows - found[1][table], found[1][table] - rows) for table, rows in found[0].items() if rows != found[1][table]} == {}


def _council_named(load: Path, paper: Path) -> str:
    return (load / "corpus" / paper.relative_to(load / "corpus").parts[0] / "settings.yml").read_text().removeprefix("council: ").strip()


def test_a_council_that_is_alone_has_the_rows_that_it_has_among_others(
    load: Path, papers: list[Path], at_once: dict[str, Counter[tuple[object, ...]]], tmp_path: Path
) -> None:
    alone = Growing(load, tmp_path)
    first = papers[0].relative_to(load / "corpus").parts[0]
    for paper in papers:
        if paper.relative_to(load / "corpus").parts[0] == first:
            alone.put(paper)
    alone.ingest()
    assert all(not rows - at_once[name] for name, rows in alone.rows().items())


def test_one_paper_changes_the_rows_of_its_own_council_only(load: Path, papers: list[Path], tmp_path: Path) -> None:
    growing = Growing(load, tmp_path)
    for paper in papers[1:]:
        growing.put(paper)
    growing.ingest()
    connection = sqlite3.connect(growing.out / "minutebook.db")
    before = connection.execute("select max(seq) from changes").fetchone()[0]
    growing.put(papers[0])
    assert growing.ingest().loaded == 1
    council = connection.execute("select council from documents where path = ?", (str(papers[0].relative_to(load / "corpus")),)).fetchone()[
        0
    ]
    changed = connection.execute("select distinct row_id from changes where seq > ? and table_name = 'actions'", (before,)).fetchall()
    assert changed
    others = "select count(*) from actions join documents on documents.id = document_id where council <> ? and actions.id = ?"
    assert all(connection.execute(others, (council, row)).fetchone() == (0,) for (row,) in changed)
    connection.close()


# --- what is settled --------------------------------------------------------------------------------------------------


@pytest.fixture
def settled(load: Path, papers: list[Path], tmp_path: Path) -> Growing:
    growing = Growing(load, tmp_path)
    for paper in papers[:12]:
        growing.put(paper)
    growing.ingest()
    return growing


def test_settled_documents_are_not_looked_at_when_another_comes(
    settled: Growing, papers: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    stamp = StageFiles.stamp
    monkeypatch.setattr(StageFiles, "stamp", lambda self, stage, name: (asked.append(name), stamp(self, stage, name))[1])
    others = {name for stage in STAGES for name in settled.stages.names(stage)}
    far = next(paper for paper in reversed(papers) if paper.relative_to(settled.load / "corpus").parts[0] != _council(settled, papers[0]))
    settled.put(far)
    assert settled.ingest().loaded == 1
    assert others.isdisjoint(asked)


def _council(growing: Growing, paper: Path) -> str:
    return paper.relative_to(growing.load / "corpus").parts[0]


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("needed", [True, False])
def test_a_file_of_a_settled_document_that_was_cut_short_is_noticed(settled: Growing, papers: list[Path], stage: str, needed: bool) -> None:
    """When it is needed, as to link the council's next paper; else by the next run that finds nothing new. Here it cannot be made again."""
    path = settled.stages.path(stage, sorted(settled.stages.names(stage))[0])
    path.write_bytes(path.read_bytes()[:-100])
    if needed:
        settled.put(next(paper for paper in papers[12:] if _council(settled, paper) == _council(settled, papers[0])))
    assert Run(settled.corpus, settled.out, our_stages(ocr=False), Silence(), Limits(), 0).ingest().ran


def test_a_ledger_that_was_altered_or_taken_away_is_not_missed(
    settled: Growing, papers: list[Path], at_once: dict[str, Counter[tuple[object, ...]]]
) -> None:
    (settled.out / LEDGER).write_bytes(b'[1,["","none"],{}]\n# 00000000\n')
    for paper in papers[12:]:
        settled.put(paper)
    settled.ingest()
    assert settled.rows() == at_once
    (settled.out / LEDGER).unlink()
    assert settled.ingest().did_nothing


def test_more_meetings_of_a_council_cost_no_other(load: Path, tmp_path: Path) -> None:
    place = tmp_path / "more"
    shutil.copytree(load, place)
    growing = Run(place / "corpus", place / "extracted", our_stages(ocr=False), Silence(), Limits(), 0)
    growing.ingest()
    linked = settings_of(place)
    new = Writer(place, LOAD).council(0, 1)
    did = Run(place / "corpus", place / "extracted", our_stages(ocr=False), Silence(), Limits(), 0).ingest()
    assert did.loaded == len(new) > 1
    assert sum(linked[name] != value for name, value in settings_of(place).items()) == 1


def settings_of(place: Path) -> dict[str, str]:
    connection = sqlite3.connect(place / "extracted" / "minutebook.db")
    try:
        return dict(connection.execute("select name, value from settings where name glob 'links of *'"))
    finally:
        connection.close()
