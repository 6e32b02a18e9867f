"""A folder is watched with true files, true runs and short times."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tiny_papers import put, tiny_pdf
from tiny_runs import STAGES

from pipeline.edges.locks import only_one
from pipeline.errors import NotPublished, UsageError, WrongCorpus
from pipeline.operations.watching import Watch, Watched
from pipeline.running.plan import Limits
from pipeline.running.report import Silence
from pipeline.running.run import Ran, Run

OLD = 1_600_000_000


class Place:
    """A watched folder: what was said of it, and the runs, each with the files that it left alone."""

    def __init__(self, folder: Path, **settings: float) -> None:
        self.corpus, self.out = folder / "papers", folder / "out"
        self.corpus.mkdir()
        self.said: list[str] = []
        self.runs: list[Ran] = []
        self.left_alone: list[set[str]] = []
        self.settings: dict[str, float] = {"every": 0.05, "settle": 0.5, "patience": 20.0, **settings}
        self.ended = threading.Event()

    def ingest(self, growing: Container[str]) -> Ran:
        did = Run(self.corpus, self.out, STAGES, Silence(), Limits(), workers=0).ingest(growing=growing)
        self.runs.append(did)
        self.left_alone.append(set(growing))  # type: ignore[call-overload]
        return did

    def watch(self, once: bool = False, publish: Callable[[], object] | None = None) -> Watch:
        watched = Watched(folder=self.corpus, out=self.out, once=once, **self.settings)
        return Watch(watched, self.ingest, self.said.append, self.ended.is_set, publish)

    @contextmanager
    def watched(self, publish: Callable[[], object] | None = None) -> Iterator[None]:
        thread = threading.Thread(target=self.watch(publish=publish).go_on)
        thread.start()
        try:
            yield
        finally:
            self.ended.set()
            thread.join(20)
            assert not thread.is_alive()

    def papers(self) -> dict[str, str]:
        connection = sqlite3.connect(self.out / "minutebook.db")
        try:
            return dict(connection.execute("select path, status from documents"))
        finally:
            connection.close()

    def lay(self, name: str, *pages: str) -> None:
        """A paper moved in whole."""
        beside = put(self.corpus.parent, "elsewhere/paper", *pages)
        os.utime(beside, (OLD, OLD))
        place = self.corpus / name
        place.parent.mkdir(parents=True, exist_ok=True)
        beside.rename(place)


def until(happens: Callable[[], object], seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_once_takes_what_is_there_and_ends(place: Place) -> None:
    place.lay("a.pdf", "Council\n2024-03-05")
    (place.corpus / "b.pdf.crdownload").write_bytes(tiny_pdf("not finished"))
    did = place.watch(once=True).go_on()
    assert did is not None
    assert (did.documents, did.loaded) == (1, 1)
    assert place.papers() == {"a.pdf": "ok"}
    assert len(place.said) == 1
    assert place.said[0][20:].startswith(" 1 document, 1 brought in, 0 taken out (")


def test_what_arrives_is_brought_in_and_what_goes_is_taken_out(place: Place) -> None:
    for number in range(4):
        place.lay(f"{number}.pdf", f"Paper {number}")
    with place.watched():
        until(lambda: len(place.runs) == 1)
        place.lay("council/new.pdf", "New")
        until(lambda: len(place.runs) == 2)
        (place.corpus / "0.pdf").unlink()
        until(lambda: len(place.runs) == 3)
    assert [(did.loaded, did.removed) for did in place.runs] == [(4, 0), (1, 0), (0, 1)]
    assert set(place.papers()) == {"1.pdf", "2.pdf", "3.pdf", "council/new.pdf"}


def test_a_file_that_is_still_written_is_waited_for(place: Place) -> None:
    place.lay("a.pdf", "First")
    paper = tiny_pdf("Written slowly", "A second page")
    with place.watched():
        until(lambda: place.runs)
        with (place.corpus / "slow.pdf").open("wb", buffering=0) as file:
            for start in range(0, len(paper), 300):
                file.write(paper[start : start + 300])
                time.sleep(0.1)
        assert len(place.runs) == 1, "nothing was run while it was written"
        until(lambda: len(place.runs) == 2)
    assert place.papers() == {"a.pdf": "ok", "slow.pdf": "ok"}


def test_a_burst_makes_one_run(place: Place) -> None:
    place.settings["every"] = 0.3
    place.lay("a.pdf", "First")
    with place.watched():
        until(lambda: place.runs)
        for number in range(20):
            place.lay(f"burst/{number}.pdf", f"Paper {number}")
            time.sleep(0.02)
        until(lambda: len(place.runs) == 2)
        time.sleep(0.8)
    assert [did.loaded for did in place.runs] == [1, 20]


def test_others_do_not_wait_for_ever_for_one_that_never_stands_still(place: Place) -> None:
    place.settings["patience"] = 1.0
    place.lay("a.pdf", "First")
    with place.watched():
        until(lambda: place.runs)
        with (place.corpus / "endless.pdf").open("wb", buffering=0) as file:
            file.write(b"%PDF-1.4\n")
            place.lay("b.pdf", "Second")
            for _ in range(400):
                file.write(b"% more\n")
                time.sleep(0.02)
                if len(place.runs) == 2:
                    break
    assert place.left_alone[1] == {"endless.pdf"}
    assert set(place.papers()) == {"a.pdf", "b.pdf"}
    assert "1 still being written" in place.said[1]


def test_a_known_paper_that_is_written_anew_stays_until_it_is_whole(place: Place) -> None:
    place.settings["patience"] = 0.5
    place.lay("a.pdf", "First")
    place.lay("b.pdf", "Second")
    place.watch(once=True).go_on()
    before = place.papers()
    (place.corpus / "a.pdf").write_bytes(tiny_pdf("First, put right")[:300])
    did = Run(place.corpus, place.out, STAGES, Silence(), Limits(), workers=0).ingest(growing={"a.pdf"})
    assert (did.loaded, did.removed) == (0, 0)
    assert place.papers() == before


def test_a_paper_that_cannot_be_read_holds_up_nothing(place: Place) -> None:
    (place.corpus / "broken.pdf").write_text("<!DOCTYPE html><html>Sign in</html>")
    place.lay("a.pdf", "STUMBLE")
    with place.watched():
        until(lambda: place.runs)
        place.lay("b.pdf", "Second")
        until(lambda: len(place.runs) == 2)
    assert [line for line in place.said if line.startswith("broken.pdf: This is a web page")], place.said
    assert len([line for line in place.said if "broken.pdf" in line]) == 1
    assert place.papers()["b.pdf"] == "ok"
    assert place.papers()["broken.pdf"] == "failed"


def test_the_end_of_another_ingest_is_waited_for(place: Place) -> None:
    place.lay("a.pdf", "First")
    with only_one(place.out), place.watched():
        until(lambda: place.said)
        time.sleep(0.3)
        assert not place.runs
        assert len(place.said) == 1
        assert "Another ingest is at work" in place.said[0]
    place.ended.clear()
    with place.watched():
        until(lambda: place.runs)


def test_nothing_is_taken_out_when_a_drive_is_missing(place: Place) -> None:
    for number in range(3):
        place.lay(f"{number}.pdf", f"Paper {number}")
    place.watch(once=True).go_on()
    aside = place.corpus.with_name("aside")
    place.corpus.rename(aside)
    with place.watched():
        until(lambda: place.said[1:])
        assert "cannot be looked at" in place.said[1]
        place.corpus.mkdir()
        until(lambda: place.said[2:])
        assert "Of 3 papers" in place.said[2]
        place.corpus.rmdir()
        aside.rename(place.corpus)
        place.lay("new.pdf", "New")
        until(lambda: len(place.runs) == 2)
    assert len(place.papers()) == 4
    shutil.rmtree(place.corpus)
    place.ended.clear()
    with pytest.raises(UsageError, match="There is no folder"):
        place.watch(once=True).go_on()


def test_what_goes_wrong_in_a_run_is_said_and_tried_again(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.operations.watching._FIRST_REST", 0.3)
    place.lay("a.pdf", "First")
    (place.corpus / "settings.yml").write_text("council: [half written")
    with place.watched():
        until(lambda: place.said)
        assert "cannot be read" in place.said[0]
        (place.corpus / "settings.yml").write_text("council: Wexcombe District Council\n")
        until(lambda: place.runs)
    place.ended.clear()
    with pytest.raises(UsageError):
        (place.corpus / "settings.yml").write_text("council: [half written")
        place.watch(once=True).go_on()


def test_what_can_never_go_right_ends_the_watch(tmp_path: Path, place: Place) -> None:
    put(tmp_path / "others", "a.pdf", "One")
    Run(tmp_path / "others", place.out, STAGES, Silence(), Limits(), workers=0).ingest()
    place.lay("a.pdf", "First")
    with pytest.raises(WrongCorpus):
        place.watch().go_on()


def test_publishing_follows_a_run_that_changed_something(place: Place) -> None:
    place.lay("a.pdf", "First")
    published: list[int] = []

    def publish() -> None:
        published.append(len(place.runs))
        if len(place.runs) == 2:
            raise NotPublished("The counts are not believable.")

    with place.watched(publish):
        until(lambda: published == [1])
        (place.corpus / "notes.txt").write_text("nothing to read")
        place.lay("b.pdf", "Second")
        until(lambda: published == [1, 2])
        until(lambda: "Not published. The counts are not believable." in place.said[-1])
        place.lay("c.pdf", "Third")
        until(lambda: published == [1, 2, 3])
    assert "Published (" in place.said[1]
