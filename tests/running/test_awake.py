"""Folders in which nothing was touched are at rest, and the rows are those of a run over everything, whatever becomes of the corpus."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import tiny_stages
from database_rows import rows_of
from msgspec.structs import replace
from tiny_papers import put
from tiny_runs import STAGES as TINY
from tiny_runs import Notes

from pipeline.edges import known_files
from pipeline.edges.known_files import KNOWN_FILES
from pipeline.edges.shelves import Shelves
from pipeline.edges.stage_files import StageFiles
from pipeline.edges.withdrawals import read_withdrawals, write_withdrawals
from pipeline.records import Division, PaperFile, Reading, Withdrawal
from pipeline.running.awake import Awake
from pipeline.running.ledger import LEDGER
from pipeline.running.plan import Limits, Stages
from pipeline.running.run import Ran, Run

STAGES = replace(
    TINY, document=[replace(stage, function=f"{__name__}:divide") if stage.name == "divide" else stage for stage in TINY.document]
)
COUNCILS = ("Thornmere", "Skelbourne", "Oxcombe")


def divide(paper: PaperFile, reading: Reading, shelves: Shelves | None = None) -> Division:
    """A paper says of which council it is, where its folder does not."""
    words = next((line for line in reading.pages[0].text.split("\n") if line.endswith("Council")), None)
    return replace(tiny_stages.divide(paper, reading, shelves), council=paper.council or words)


class Place:
    """A corpus of some councils, its output folder, and runs over them."""

    def __init__(self, folder: Path) -> None:
        self.corpus, self.out = folder / "papers", folder / "out"
        self.resting: list[int] = []
        """How many folders were at rest when each run was told what there is to load."""

    def say(self, folder: str, council: str) -> None:
        (self.corpus / folder).mkdir(parents=True, exist_ok=True)
        (self.corpus / folder / "settings.yml").write_text(f"council: {council}\n")

    def ingest(self, stages: Stages = STAGES, limits: Limits = Limits(), stop: Callable[[], bool] = lambda: False) -> Ran:  # noqa: B008
        return Run(self.corpus, self.out, stages, Notes(), limits, 0).ingest(stop)

    def rows(self) -> dict[str, Counter[tuple[object, ...]]]:
        return rows_of(self.out / "minutebook.db")

    def differ(self, fresh: Path, stages: Stages = STAGES) -> dict[str, object]:
        """The rows that a run over everything, with an empty output folder, does not give, and those that it gives besides."""
        shutil.rmtree(fresh, ignore_errors=True)
        Run(self.corpus, fresh, stages, Notes(), Limits(), 0).ingest()
        found, wanted = self.rows(), rows_of(fresh / "minutebook.db")
        return {name: (rows - wanted[name], wanted[name] - rows) for name, rows in found.items() if rows != wanted[name]}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """Three councils with two folders each, all at rest."""
    monkeypatch.setattr(known_files, "_RECENT_NS", -(10**18))  # what was written just now is trusted too
    made = Place(tmp_path)
    for council in COUNCILS:
        made.say(council.lower(), f"{council} Council")
        for year in (2023, 2024):
            put(made.corpus, f"{council.lower()}/{year}/minutes.pdf", f"{council} minutes {year}\n{year}-03-05")
            put(made.corpus, f"{council.lower()}/{year}/plan.pdf", f"Parks plan of {council}\n{year}-05-01")
    made.ingest()
    gathered = Awake.__init__

    def counted(self: Awake, *given: object, **named: object) -> None:
        gathered(self, *given, **named)  # type: ignore[arg-type]
        made.resting.append(len(self.ledger.at_rest))

    monkeypatch.setattr(Awake, "__init__", counted)
    return made


def test_all_folders_are_at_rest_after_a_run(place: Place) -> None:
    did = place.ingest()
    assert (did.did_nothing, did.documents, place.resting) == (True, 12, [6])


def test_a_new_paper_wakes_the_folders_of_its_council(place: Place, tmp_path: Path) -> None:
    put(place.corpus, "oxcombe/2024/new.pdf", "Parks plan of Oxcombe\n2024-06-01")
    did = place.ingest()
    assert (did.documents, did.loaded, place.resting) == (13, 1, [4])
    assert not place.differ(tmp_path / "fresh")


def test_a_paper_in_a_new_folder_wakes_those_of_its_council_when_that_is_known(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(place.corpus, "arrived/new.pdf", "Parks plan of Oxcombe\nOxcombe Council\n2024-06-01")
    woken: list[int] = []
    wake = Awake.wake
    monkeypatch.setattr(Awake, "wake", lambda self, *given: (wake(self, *given), woken.append(len(self.ledger.at_rest)))[0])
    assert place.ingest().loaded == 1
    assert woken == [6, 4, 4]
    assert not place.differ(tmp_path / "fresh")


def test_a_paper_of_no_known_council_wakes_all(place: Place, tmp_path: Path) -> None:
    put(place.corpus, "arrived/new.pdf", "Somebody's plan\n2024-06-01")
    assert place.ingest().loaded == 1
    put(place.corpus, "oxcombe/2024/new.pdf", "Parks plan of Oxcombe\n2024-06-01")
    assert place.ingest().loaded == 1
    assert place.resting[-1] == 0
    (place.corpus / "arrived/new.pdf").unlink()
    assert place.ingest().removed == 1
    assert place.ingest().did_nothing
    assert place.resting[-1] == 6
    assert not place.differ(tmp_path / "fresh")


def test_a_paper_overwritten_with_as_many_bytes_and_its_old_time_is_noticed(place: Place, tmp_path: Path) -> None:
    paper = place.corpus / "oxcombe/2023/plan.pdf"
    status = paper.stat()
    paper.write_bytes(paper.read_bytes().replace(b"Parks", b"Roads"))
    os.utime(paper, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert (paper.stat().st_size, paper.stat().st_mtime_ns) == (status.st_size, status.st_mtime_ns)
    did = place.ingest()
    assert (did.hashed, did.loaded, did.removed) == (1, 1, 1)
    assert not place.differ(tmp_path / "fresh")


def test_a_copy_in_another_folder_wakes_the_first(place: Place, tmp_path: Path) -> None:
    shutil.copy(place.corpus / "oxcombe/2023/plan.pdf", place.corpus / "thornmere/2023/copy.pdf")
    place.ingest()
    assert not place.differ(tmp_path / "fresh")
    (place.corpus / "oxcombe/2023/plan.pdf").unlink()
    place.ingest()
    assert not place.differ(tmp_path / "fresh")


def test_a_copy_that_came_and_went_while_a_run_was_broken_off_takes_nothing_with_it(place: Place, tmp_path: Path) -> None:
    """The copy was seen, and nothing more; when it is gone, the document is still that of another folder."""
    copy = place.corpus / "thornmere/2023/copy.pdf"
    shutil.copy(place.corpus / "oxcombe/2023/plan.pdf", copy)
    asked: list[None] = []
    assert place.ingest(stop=lambda: (asked.append(None), len(asked) > 8)[1]).interrupted
    copy.unlink()
    place.ingest()
    assert place.ingest().did_nothing
    assert len(StageFiles(place.out).names("read")) == 12
    assert not place.differ(tmp_path / "fresh")


def test_a_ledger_of_another_day_wakes_what_has_changed_since(place: Place, tmp_path: Path) -> None:
    before = (place.out / LEDGER).read_bytes()
    put(place.corpus, "oxcombe/2024/plan.pdf", "Roads plan of Oxcombe\n2024-06-01")
    place.ingest()
    (place.out / LEDGER).write_bytes(before)
    put(place.corpus, "skelbourne/2024/new.pdf", "Parks plan of Skelbourne\n2024-06-01")
    place.ingest()
    assert not place.differ(tmp_path / "fresh")


def test_nothing_is_at_rest_beside_another_database(place: Place, tmp_path: Path) -> None:
    shutil.copy(place.out / "minutebook.db", tmp_path / "before.db")
    put(place.corpus, "oxcombe/2024/plan.pdf", "Roads plan of Oxcombe\n2024-06-01")
    place.ingest()
    shutil.copy(tmp_path / "before.db", place.out / "minutebook.db")
    put(place.corpus, "skelbourne/2024/new.pdf", "Parks plan of Skelbourne\n2024-06-01")
    place.ingest()
    assert place.resting[-1] == 0
    assert not place.differ(tmp_path / "fresh")


def test_what_is_at_rest_is_in_a_new_database_too_when_the_old_one_turns_out_to_be_damaged(place: Place, tmp_path: Path) -> None:
    """Size and time are as they were left, so that nobody looks through the file before it is written to."""
    database = place.out / "minutebook.db"
    status = database.stat()
    with sqlite3.connect(database) as connection:
        size = connection.execute("pragma page_size").fetchone()[0]
        root = connection.execute("select rootpage from sqlite_master where name = 'loads'").fetchone()[0]
    connection.close()
    with database.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * size)
    os.utime(database, ns=(status.st_atime_ns, status.st_mtime_ns))
    put(place.corpus, "oxcombe/2024/new.pdf", "Parks plan of Oxcombe\n2024-06-01")
    did = place.ingest()
    assert place.resting == [4]
    assert (did.loaded, len(did.notes)) == (13, 1)
    assert not place.differ(tmp_path / "fresh")
    assert place.ingest().did_nothing


@pytest.mark.parametrize("kept", [KNOWN_FILES, LEDGER])
def test_what_is_kept_may_be_damaged(place: Place, tmp_path: Path, kept: Path) -> None:
    (place.out / kept).write_bytes((place.out / kept).read_bytes()[:-20])
    put(place.corpus, "oxcombe/2024/new.pdf", "Parks plan of Oxcombe\n2024-06-01")
    assert place.ingest().loaded == 1
    assert place.resting[-1] == 0
    assert place.ingest().did_nothing
    assert place.resting[-1] == 6
    assert not place.differ(tmp_path / "fresh")


def test_files_that_are_no_papers_are_told_of_at_rest_too(place: Place) -> None:
    (place.corpus / "oxcombe/2024/notes.docx").write_bytes(b"PK\x03\x04" + b"\0" * 100)
    (place.corpus / "oxcombe/2024/page.pdf").write_bytes(b"<!DOCTYPE html>\n<html><body>Sign in</body></html>")
    first = place.ingest()
    second = place.ingest()
    assert place.resting[-1] == 6
    assert [file.path for file in first.set_aside] == [file.path for file in second.set_aside] == ["oxcombe/2024/notes.docx"]
    assert first.refused == second.refused
    assert list(first.refused) == ["oxcombe/2024/page.pdf"]


def test_other_settings_or_a_line_of_a_manifest_wake_their_folders(place: Place, tmp_path: Path) -> None:
    place.say("oxcombe/2024", "Oxcombe Parish Council")
    assert place.ingest().loaded == 2
    assert not place.differ(tmp_path / "fresh")
    (place.corpus / "manifest.csv").write_text("file,source_url\nthornmere/2023/plan.pdf,https://thornmere.example/plan.pdf\n")
    assert place.ingest().loaded == 1
    assert not place.differ(tmp_path / "fresh")
    (place.corpus / "manifest.csv").write_text("file,source_url\nplan.pdf,https://thornmere.example/plan.pdf\n")
    assert place.ingest().loaded == 5
    assert not place.differ(tmp_path / "fresh")


def test_nothing_is_left_of_the_file_of_a_withdrawn_paper(place: Place, tmp_path: Path) -> None:
    known = known_files.known_files(place.out)["oxcombe/2023/plan.pdf"]
    sha256 = known.seen.sha256 or ""
    each = Withdrawal(document_id=sha256[:16], sha256=sha256, at="2026-01-01T00:00:00Z", reason="It names a child.")
    write_withdrawals(place.corpus, place.out, [each])
    for _ in range(2):
        place.ingest()
        kept = [path.read_bytes() for name in ("register", "load") for path in (place.out / name).iterdir()]
        assert kept
        assert not any(b"oxcombe/2023/plan.pdf" in content for content in kept)
    assert place.resting[-1] == 4


def test_a_newer_link_or_load_and_another_try_wake_all(place: Place, tmp_path: Path) -> None:
    for stages in (replace(STAGES, link=replace(STAGES.link, version="2")), replace(STAGES, load_version="2")):
        place.ingest(stages)
        assert place.resting[-1] == 0
        assert not place.differ(tmp_path / "fresh", stages)
    place.ingest(limits=Limits(retry=True))
    assert place.resting[-1] == 0


# --- anything may become of a corpus ----------------------------------------------------------------------------------


class Fate:
    """What becomes of a corpus by chance, and of what is kept of it."""

    def __init__(self, place: Place, chance: random.Random, aside: Path) -> None:
        self.place, self.chance, self.aside = place, chance, aside
        self.number = 0

    def papers(self) -> list[Path]:
        return sorted(self.place.corpus.rglob("*.pdf"))

    def somewhere(self) -> str:
        council = self.chance.choice([*COUNCILS, "", "elsewhere"]).lower()
        self.number += 1
        return f"{council}/{self.chance.choice(['2023', '2024', '2025'])}/{self.number}.pdf".lstrip("/")

    def comes(self) -> None:
        words = self.chance.choice(["Parks plan of Oxcombe", "Thornmere minutes 2023", "A plan"])
        council = self.chance.choice(["", *(f"\n{council} Council" for council in COUNCILS), "\nThe Council"])
        put(self.place.corpus, self.somewhere(), f"{words}{council}\n20{self.chance.randint(10, 40)}-01-02")

    def goes(self) -> None:
        self.chance.choice(self.papers()).unlink()

    def moves(self) -> None:
        target = self.place.corpus / self.somewhere()
        target.parent.mkdir(parents=True, exist_ok=True)
        self.chance.choice(self.papers()).rename(target)

    def is_copied(self) -> None:
        target = self.place.corpus / self.somewhere()
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(self.chance.choice(self.papers()), target)

    def is_overwritten(self) -> None:
        one, other = self.chance.sample(self.papers(), 2)
        one.write_bytes(other.read_bytes())

    def is_touched(self) -> None:
        os.utime(self.chance.choice(self.papers()))

    def is_settled_otherwise(self) -> None:
        folder = self.chance.choice(["oxcombe/2024", "elsewhere", "thornmere"])
        self.place.say(folder, f"{self.chance.choice(COUNCILS)} Council")

    def is_listed(self) -> None:
        path = self.chance.choice(self.papers())
        named = self.chance.choice([path.name, str(path.relative_to(self.place.corpus))])
        (self.place.corpus / "manifest.csv").write_text(f"file,council\n{named},{self.chance.choice(COUNCILS)} Council\n")

    def is_judged(self) -> None:
        (self.place.corpus / "hand").mkdir(exist_ok=True)
        path = self.chance.choice(self.papers())
        named = self.chance.choice([path.name, str(path.relative_to(self.place.corpus))])
        said = f"- document: {named}\n  table: documents\n  field: title\n  value: Title {self.number}\n  reason: So.\n"
        (self.place.corpus / "hand" / "judged.yml").write_text(self.chance.choice([said, "[]\n"]))

    def is_withdrawn(self) -> None:
        known = read_withdrawals(self.place.corpus, self.place.out)
        if known:
            write_withdrawals(self.place.corpus, self.place.out, [])
            return
        known_by = known_files.known_files(self.place.out)
        file = known_by[self.chance.choice(sorted(path for path in known_by if path.endswith(".pdf")))]
        sha256 = file.seen.sha256 or ""
        each = Withdrawal(document_id=sha256[:16], sha256=sha256, at="2026-01-01T00:00:00Z", reason="It names a child.")
        write_withdrawals(self.place.corpus, self.place.out, [each])

    def loses_a_stage(self) -> None:
        files = StageFiles(self.place.out)
        stage = self.chance.choice(["read", "divide", "extract"])
        path = files.path(stage, self.chance.choice(sorted(files.names(stage))))
        path.write_bytes(path.read_bytes()[:-20])

    def is_forgotten(self) -> None:
        (self.place.out / self.chance.choice([LEDGER, KNOWN_FILES, Path("load/state.json")])).unlink(missing_ok=True)

    def is_put_back(self) -> None:
        """Something that is kept is taken from another day."""
        kept = self.chance.choice([LEDGER, KNOWN_FILES, Path("minutebook.db")])
        if (self.aside / kept.name).exists() and self.chance.random() < 0.7:
            shutil.copy(self.aside / kept.name, self.place.out / kept)
        else:
            shutil.copy(self.place.out / kept, self.aside / kept.name)

    def is_broken_off(self) -> None:
        """A run looks at the papers, works on some, and brings nothing in."""
        left = self.chance.randint(1, 30)
        asked: list[None] = []
        self.place.ingest(stop=lambda: (asked.append(None), len(asked) > left)[1])

    def happens(self) -> str:
        names = [name for name in vars(Fate) if name.startswith(("is_", "comes", "goes", "moves", "loses"))]
        name = self.chance.choice([*names, "comes", "comes", "moves"])
        getattr(self, name)()
        return name


@pytest.mark.parametrize("seed", range(3))
def test_whatever_becomes_of_a_corpus_the_rows_are_those_of_a_run_over_everything(place: Place, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    (tmp_path / "aside").mkdir()
    fate = Fate(place, chance, tmp_path / "aside")
    history: list[str] = []
    for _ in range(10):
        history.append(" ".join(fate.happens() for _ in range(chance.choice([1, 1, 1, 2, 3]))))
        place.ingest()
        assert not place.differ(tmp_path / "fresh"), history
        assert place.ingest().did_nothing or "loses_a_stage" in history[-1], history  # that is noticed when nothing else is to be done
        assert not place.differ(tmp_path / "fresh"), history
    assert any(count > 0 for count in place.resting)
