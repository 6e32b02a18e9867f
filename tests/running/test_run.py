"""A run does what has to be done and nothing else: counted, for every way in which a corpus or a stage can change."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from tiny_papers import put, tiny_pdf
from tiny_runs import STAGES, Notes

from pipeline.edges.locks import only_one
from pipeline.edges.stage_files import StageFiles
from pipeline.errors import Busy, UsageError, WrongCorpus
from pipeline.running.plan import Limits, Stages
from pipeline.running.run import Ran, Run

ALL = {"read", "divide", "extract"}
ALL_ONCE = {"read": 1, "divide": 1, "extract": 1}


class Place:
    """A corpus of three papers, its output folder, and runs over them."""

    def __init__(self, folder: Path) -> None:
        self.corpus = folder / "papers"
        self.out = folder / "out"
        put(self.corpus, "council/minutes.pdf", "Council\n2024-03-05", "Next on 2024-04-02")
        put(self.corpus, "plans/plan.PDF", "Parks plan\n2024-05-01")
        put(self.corpus, "update.pdf", "Parks plan, half a year on\n2024-11-01")

    def ingest(
        self,
        stages: Stages = STAGES,
        *,
        stop: Callable[[], bool] = lambda: False,
        watcher: Notes | None = None,
        limits: Limits = Limits(),  # noqa: B008
    ) -> Ran:
        return Run(self.corpus, self.out, stages, watcher or Notes(), limits, workers=2).ingest(stop)

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        connection = sqlite3.connect(self.out / "minutebook.db")
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def verdicts(self) -> dict[object, object]:
        return dict(self.rows("select path, status from documents"))

    def error(self, path: str) -> str:
        return str(self.rows(f"select error from documents where path = '{path}'")[0][0])


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def newer(stages: Stages, name: str) -> Stages:
    """The stages, one of them in another version."""
    if name == "link":
        return replace(stages, link=replace(stages.link, version="2"))
    document = [replace(stage, version="2") if stage.name == name else stage for stage in stages.document]
    return replace(stages, document=document)


def test_first_run_works_on_everything(place: Place) -> None:
    did = place.ingest()
    assert did.ran == {"read": 3, "divide": 3, "extract": 3}
    assert (did.documents, did.loaded, did.removed, did.left, did.troubles) == (3, 3, 0, 0, [])
    assert place.verdicts() == {"council/minutes.pdf": "ok", "plans/plan.PDF": "ok", "update.pdf": "ok"}
    assert place.rows("select number, text from pages join documents d on d.id = document_id where path like 'council%' order by 1") == [
        (1, "Council\n2024-03-05"),
        (2, "Next on 2024-04-02"),
    ]
    assert place.rows('select count(*) from "dates"') == [(4,)]
    assert place.rows("select documents, ok, failed from runs") == [(3, 3, 0)]


def test_second_run_touches_nothing(place: Place) -> None:
    """But what is known of files that were written just before the first, and are trusted now."""
    place.ingest()
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in place.out.rglob("*") if path.is_file()}
    did = place.ingest()
    after = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in place.out.rglob("*") if path.is_file()}
    assert did.did_nothing
    assert {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)} <= {
        place.out / "ingest.lock",
        place.out / "register/files.json",
        place.out / "register/files.changes.json",
        place.out / "load/ledger.json",
        place.out / "load/ledger.changes.json",
    }
    assert place.rows("select count(*) from runs") == [(1,)]


def test_database_that_others_wrote_to_is_left_as_it_is(place: Place) -> None:
    """Measured accuracy, for one, is written into the database between two runs."""
    place.ingest()
    connection = sqlite3.connect(place.out / "minutebook.db")
    connection.execute("insert into accuracy (id, task, scope) values ('x', 'dates', 'sample')")
    connection.commit()
    connection.close()
    assert place.ingest().did_nothing
    assert place.rows("select count(*) from runs") == [(1,)]
    assert place.rows("select task from accuracy") == [("dates",)]


def test_unchanged_files_are_not_read_again(place: Place) -> None:
    for path in place.corpus.rglob("*.*"):
        os.utime(path, ns=(1_700_000_000_000_000_000, 1_700_000_000_000_000_000))
    place.ingest()
    known = StageFiles(place.out)
    assert known.names("read") == {str(row[0]) for row in place.rows("select id from documents")}
    aged(place)
    assert place.ingest().hashed == 0


def aged(place: Place) -> None:
    """Let the last look at the files be long enough after their last change to be trusted."""
    from pipeline.edges.known_files import Looked, by_folder, known_files

    known = known_files(place.out)
    files = [replace(file, looked_ns=file.looked_ns + 3_000_000_000) for file in known.values()]
    known.write({folder: Looked("", [], each) for folder, each in by_folder(files).items()}, ())


def test_touched_file_is_hashed_and_no_more(place: Place) -> None:
    place.ingest()
    os.utime(place.corpus / "update.pdf")
    did = place.ingest()
    assert did.hashed >= 1
    assert did.did_nothing


def test_new_file(place: Place) -> None:
    place.ingest()
    put(place.corpus, "new.pdf", "Licensing\n2024-06-01")
    did = place.ingest()
    assert (did.ran, did.loaded, did.removed) == ({"read": 1, "divide": 1, "extract": 1}, 1, 0)
    assert place.verdicts()["new.pdf"] == "ok"


def test_changed_file(place: Place) -> None:
    place.ingest()
    old = place.rows("select id from documents where path = 'update.pdf'")[0][0]
    put(place.corpus, "update.pdf", "Parks plan, a year on\n2025-05-01")
    did = place.ingest()
    assert (did.ran, did.loaded, did.removed) == ({"read": 1, "divide": 1, "extract": 1}, 1, 1)
    assert place.rows("select title from documents where path = 'update.pdf'") == [("Parks plan, a year on",)]
    assert place.rows(f"select count(*) from pages where document_id = '{old}'") == [(0,)]
    assert old not in StageFiles(place.out).names("read")
    assert len(place.verdicts()) == 3


def test_removed_file(place: Place) -> None:
    place.ingest()
    (place.corpus / "update.pdf").unlink()
    did = place.ingest()
    assert (did.ran, did.loaded, did.removed) == ({}, 0, 1)
    assert set(place.verdicts()) == {"council/minutes.pdf", "plans/plan.PDF"}
    assert place.rows("select path, gone from files order by path") == [
        ("council/minutes.pdf", 0),
        ("plans/plan.PDF", 0),
        ("update.pdf", 1),
    ]
    assert place.ingest().did_nothing


def test_file_that_comes_back(place: Place) -> None:
    place.ingest()
    (place.corpus / "update.pdf").rename(place.corpus.parent / "aside.pdf")
    place.ingest()
    (place.corpus.parent / "aside.pdf").rename(place.corpus / "update.pdf")
    place.ingest()
    assert place.verdicts()["update.pdf"] == "ok"
    assert place.rows("select gone from files where path = 'update.pdf'") == [(0,)]


def test_renamed_file_is_not_read_again(place: Place) -> None:
    """What a paper says may hang on its file's name, so the stages behind the reader run again."""
    place.ingest()
    (place.corpus / "update.pdf").rename(place.corpus / "half-year.pdf")
    did = place.ingest()
    assert did.ran == {"divide": 1, "extract": 1}
    assert set(place.verdicts()) == {"council/minutes.pdf", "plans/plan.PDF", "half-year.pdf"}


def test_same_bytes_under_two_names_are_one_document(place: Place) -> None:
    place.ingest()
    shutil.copy(place.corpus / "update.pdf", place.corpus / "update (1).pdf")
    did = place.ingest()
    assert did.documents == 3
    assert "read" not in did.ran
    assert place.rows("select count(*), count(distinct document_id) from files where gone = 0") == [(4, 3)]
    assert "2 times: update (1).pdf, update.pdf" in str(place.rows("select message from findings where code = 'duplicate-document'")[0][0])


@pytest.mark.parametrize(
    ("stage", "ran", "loaded"),
    [
        ("read", {"read": 3, "divide": 3, "extract": 3}, 3),
        ("divide", {"divide": 3, "extract": 3}, 3),
        ("extract", {"extract": 3}, 3),
        ("link", {}, 0),
    ],
)
def test_changed_stage_redoes_itself_and_what_follows(place: Place, stage: str, ran: dict[str, int], loaded: int) -> None:
    place.ingest()
    linked = place.rows("select value from settings where name glob 'links of *'")
    changed = newer(STAGES, stage)
    did = place.ingest(changed)
    assert (did.ran, did.loaded, did.did_nothing) == (ran, loaded, stage == "link")
    assert place.rows("select value from settings where name glob 'links of *'") != linked
    assert place.ingest(changed).ran == {}


def test_changed_load_reads_nothing(place: Place) -> None:
    place.ingest()
    did = place.ingest(replace(STAGES, load_version="2"))
    assert (did.ran, did.loaded) == ({}, 3)


def test_links_follow_the_papers(place: Place) -> None:
    place.ingest()
    assert place.rows("select count(*) from document_links") == [(0,)]
    put(place.corpus, "again.pdf", "Parks plan\nin other bytes")
    place.ingest()
    assert place.rows("select kind from document_links") == [("duplicate-of",)]
    (place.corpus / "again.pdf").unlink()
    place.ingest()
    assert place.rows("select count(*) from document_links") == [(0,)]


BAD = [
    ("empty.pdf", b"", "empty", "nothing in it"),
    (
        "page.pdf",
        b"<!DOCTYPE html>\n<html><body>Sign in</body></html>",
        "web page saved with the name .pdf",
        "a page that asked for a password",
    ),
    ("notes.pdf", b"Minutes of the meeting\nPresent: all\n", "text file", "text with a wrong name"),
    ("letter.pdf", b"PK\x03\x04" + b"\0" * 100, "Word", "a document of a word processor"),
    ("noise.pdf", bytes(range(128, 256)) * 9, "not a PDF", "anything at all"),
    ("cut.pdf", tiny_pdf("Council\n2024-03-05")[:300], "cut off", "a download that broke off"),
]


def test_bad_files_get_a_verdict_and_harm_nobody(place: Place) -> None:
    for name, data, _, _ in BAD:
        (place.corpus / name).write_bytes(data)
    did = place.ingest()
    assert did.left == 0
    verdicts = place.verdicts()
    assert verdicts.pop("council/minutes.pdf") == verdicts.pop("update.pdf") == verdicts.pop("plans/plan.PDF") == "ok"
    assert set(verdicts.values()) == {"failed"}
    for name, _, words, case in BAD:
        assert words in place.error(name), case
    assert place.ingest().did_nothing, "a failure is not tried again as long as nothing changes"
    assert place.ingest(limits=Limits(retry=True)).ran == {"read": 1}


@pytest.mark.parametrize(
    ("words", "said", "verdict"),
    [
        ("HANG", "took longer than 2 seconds", "failed"),
        ("CRASH", "exit code 70", "failed"),
        ("HUNGER", "more memory", "failed"),
        ("STUMBLE", "ValueError", "failed"),
        ("STUMBLE LATER", "ValueError", "partial"),
    ],
)
def test_worker_that_is_lost_costs_one_paper(place: Place, words: str, said: str, verdict: str) -> None:
    put(place.corpus, "bad.pdf", f"Bad paper\n{words}")
    seconds = 2.0 if words == "HANG" else 60.0
    did = place.ingest(limits=Limits(seconds=seconds))
    assert did.left == 0
    assert said in place.error("bad.pdf")
    verdicts = place.verdicts()
    assert verdicts.pop("bad.pdf") == verdict
    assert verdicts == {"council/minutes.pdf": "ok", "plans/plan.PDF": "ok", "update.pdf": "ok"}
    assert place.ingest(limits=Limits(seconds=seconds)).did_nothing
    if verdict == "partial":
        assert place.rows("select text from pages join documents d on d.id = document_id where path = 'bad.pdf'") == [
            ("Bad paper\nSTUMBLE LATER",)
        ]


@pytest.mark.parametrize(
    ("words", "failure", "code"),
    [
        ("DAWDLE", "time", "time-limit"),
        ("STUCK", "time", "time-limit"),
        ("GREEDY", "memory", "memory-limit"),
        ("FATAL", "crash", "no-text"),
    ],
)
def test_page_in_trouble_costs_that_page(place: Place, words: str, failure: str, code: str) -> None:
    put(place.corpus, "bad.pdf", "Council\n2024-07-01", f"{words} 2024-07-02", "The end\n2024-07-03")
    limits = Limits(seconds=3.0)
    notes = Notes()
    place.ingest(limits=limits, watcher=notes)
    assert [path for path, done in notes.ends if done.partial and "Page 2" in done.partial] == ["bad.pdf"]
    bad = "(select id from documents where path = 'bad.pdf')"
    assert place.rows(f"select status, failure from documents where id = {bad}") == [("partial", failure)]
    assert "Page 2" in place.error("bad.pdf")
    assert place.rows(f"select number, text_source from pages where document_id = {bad}") == [(1, "native"), (2, "none"), (3, "native")]
    assert place.rows(f'select start from "dates" where document_id = {bad} order by start') == [("2024-07-01",), ("2024-07-03",)]
    assert place.rows(f"select code, page from findings where document_id = {bad}") == [(code, 2)]
    assert not list((place.out / "read").glob(".*"))
    assert place.ingest(limits=limits).did_nothing
    if failure == "time":
        assert place.ingest(limits=Limits(seconds=4.0)).ran == ALL_ONCE
    if failure == "memory":
        assert place.ingest(limits=replace(limits, memory=5000)).ran == ALL_ONCE
    assert place.ingest(limits=replace(limits, retry=True)).ran == ALL_ONCE


def test_paper_with_pages_that_each_cost_a_worker_is_given_up(place: Place) -> None:
    put(place.corpus, "bad.pdf", *[f"FATAL {number}" for number in range(6)])
    assert place.ingest(limits=Limits(seconds=30.0)).left == 0
    assert place.rows("select status, failure from documents where path = 'bad.pdf'") == [("failed", "crash")]


def test_paper_that_hung_is_tried_again_when_it_may_take_longer(place: Place) -> None:
    put(place.corpus, "bad.pdf", "HANG")
    place.ingest(limits=Limits(seconds=1.0))
    assert place.rows("select code from findings") == [("time-limit",)]
    assert place.ingest(limits=Limits(seconds=0.5)).did_nothing
    assert place.ingest(limits=Limits(seconds=1.5)).ran == {"read": 1}


def test_stop_keeps_what_is_finished_and_the_next_run_goes_on(place: Place) -> None:
    for number in range(8):
        put(place.corpus, f"more/{number}.pdf", f"Paper {number}\n2024-01-0{number + 1}")
    notes = Notes()
    did = place.ingest(stop=lambda: len(notes.ends) >= 2, watcher=notes)
    finished = did.ran["extract"]
    assert did.interrupted
    assert 2 <= finished < 11
    assert did.left == 11 - finished
    assert len(place.verdicts()) == finished
    rest = place.ingest()
    assert (rest.ran["extract"], rest.left) == (11 - finished, 0)
    assert len(place.verdicts()) == 11


def test_stop_before_any_work(place: Place) -> None:
    did = place.ingest(stop=lambda: True)
    assert did.interrupted
    assert did.ran == {}
    assert place.ingest().left == 0


def test_stop_over_old_rows_keeps_them(place: Place) -> None:
    place.ingest()
    notes = Notes()
    did = place.ingest(newer(STAGES, "divide"), stop=lambda: len(notes.ends) >= 1, watcher=notes)
    assert did.interrupted
    assert len(place.verdicts()) == 3


def test_half_written_files_are_not_used(place: Place) -> None:
    place.ingest()
    name = str(place.rows("select id from documents where path = 'update.pdf'")[0][0])
    path = StageFiles(place.out).path("divide", name)
    path.write_bytes(path.read_bytes()[:20])
    assert place.ingest().ran == {"divide": 1, "extract": 1}


def test_database_that_was_taken_away_is_made_again_from_the_stage_files(place: Place) -> None:
    place.ingest()
    (place.out / "minutebook.db").unlink()
    did = place.ingest()
    assert (did.ran, did.loaded) == ({}, 3)
    assert len(place.verdicts()) == 3


def test_second_corpus_is_refused(place: Place, tmp_path: Path) -> None:
    place.ingest()
    other = tmp_path / "other"
    put(other, "a.pdf", "Another council")
    with pytest.raises(WrongCorpus, match="other"):
        Run(other, place.out, STAGES, Notes(), Limits(), workers=1).ingest()
    assert place.ingest().did_nothing


def test_two_runs_at_once(place: Place) -> None:
    with only_one(place.out), pytest.raises(Busy, match=str(os.getpid())):
        place.ingest()
    assert place.ingest().documents == 3


def test_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    did = Run(tmp_path / "nothing", tmp_path / "out", STAGES, Notes(), Limits(), workers=1).ingest()
    assert (did.documents, did.left) == (0, 0)
    connection = sqlite3.connect(tmp_path / "out/minutebook.db")
    assert connection.execute("select count(*) from documents").fetchone() == (0,)
    connection.close()


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no folder"):
        Run(tmp_path / "nowhere", tmp_path / "out", STAGES, Notes(), Limits(), workers=1).ingest()
    assert not (tmp_path / "out").exists()


def test_council_of_a_folder(place: Place) -> None:
    place.ingest()
    (place.corpus / "plans/settings.yml").write_text("council: Borough of Thornmere\n", encoding="utf-8")
    did = place.ingest()
    assert did.ran == {"divide": 1, "extract": 1}
    assert place.rows("select path from documents where council = 'Borough of Thornmere'") == [("plans/plan.PDF",)]


def test_biggest_paper_first(place: Place) -> None:
    put(place.corpus, "big.pdf", "Big\n" + "words " * 3000)
    put(place.corpus, "bad.pdf", "CRASH")
    notes = Notes()
    Run(place.corpus, place.out, STAGES, notes, Limits(), workers=1).ingest()
    assert notes.ends[0][0] == "big.pdf"


def with_engine(name: str | None) -> Stages:
    return replace(STAGES, find_engine=f"tiny_stages:{name}" if name else None)


def text_of_scan(place: Place) -> list[tuple[object, ...]]:
    return place.rows("select text, text_source, pages_ocr from pages join documents d on d.id = document_id where path = 'scan.pdf'")


def test_a_new_engine_reads_pictures_anew_and_nothing_else(place: Place) -> None:
    put(place.corpus, "scan.pdf", "PICTURE")
    place.ingest(with_engine(None))
    assert text_of_scan(place) == [("", "none", 0)]
    for engine, version in (("old_engine", 1), ("new_engine", 2)):
        assert place.ingest(with_engine(engine)).ran == {"read": 1, "divide": 1, "extract": 1}
        assert text_of_scan(place) == [(f"Seen by {version}", "ocr", 1)]
        assert place.ingest(with_engine(engine)).did_nothing


def test_what_was_read_from_pictures_stays_without_the_engine(place: Place) -> None:
    put(place.corpus, "scan.pdf", "PICTURE")
    place.ingest(with_engine("old_engine"))
    assert place.ingest(with_engine(None)).did_nothing
    assert text_of_scan(place) == [("Seen by 1", "ocr", 1)]


def test_a_later_stage_runs_anew_over_pictures_as_over_text(place: Place) -> None:
    put(place.corpus, "scan.pdf", "PICTURE")
    place.ingest(with_engine("old_engine"))
    assert place.ingest(newer(with_engine("old_engine"), "divide")).ran == {"divide": 4, "extract": 4}
    assert place.ingest(newer(with_engine("old_engine"), "read")).ran == {"read": 4, "divide": 4, "extract": 4}
    assert place.ingest(newer(with_engine("old_engine"), "read")).did_nothing


def test_a_paper_whose_pictures_took_too_long_is_read_again_when_it_may_take_longer(place: Place) -> None:
    put(place.corpus, "scan.pdf", "PICTURE")
    engine = with_engine("old_engine")
    assert place.ingest(engine, limits=Limits(10)).ran["read"] == 4
    assert text_of_scan(place) == [("", "ocr", 1)]
    assert place.ingest(engine, limits=Limits(10)).did_nothing
    assert place.ingest(engine, limits=Limits(20)).ran == {"read": 1, "divide": 1, "extract": 1}
    assert text_of_scan(place) == [("Seen by 1", "ocr", 1)]


def test_a_paper_that_broke_the_program_is_tried_again_by_another_engine(place: Place) -> None:
    put(place.corpus, "scan.pdf", "PICTURE CRASH")
    place.ingest(with_engine("old_engine"))
    assert place.ingest(with_engine("old_engine")).did_nothing
    assert place.ingest(with_engine("new_engine")).ran == {"read": 1}


def test_settings_say_in_which_languages_pictures_are_read(place: Place) -> None:
    put(place.corpus, "scan.pdf", "PICTURE")
    place.ingest(with_engine("old_engine"))
    settings = place.corpus / "settings.yml"
    settings.write_text("ocr_languages: eng+cym\nocr_dots_an_inch: 200\n")
    assert place.ingest(with_engine("old_engine")).ran == {"read": 1, "divide": 1, "extract": 1}
    assert text_of_scan(place) == [("Seen by 1+cym", "ocr", 1)]
    assert place.ingest(with_engine("old_engine")).did_nothing
