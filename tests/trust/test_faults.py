"""Papers that are wrong in one way each, made here, ingested among good ones: each has a verdict in words, the good ones their rows."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest
from made_faults import FAULTS, HEAVY, VERDICTS
from msgspec.structs import replace
from tally import Tally
from tiny_papers import put, tiny_pdf

from pipeline.edges.schemas import tables
from pipeline.running.plan import Limits, our_stages
from pipeline.running.report import Silence
from pipeline.running.run import Run
from pipeline.running.work import Done
from pipeline.unseen import made_visible

NAMES = [
    "<script>alert(1)<!--.pdf",
    "two\nlines.pdf",
    "bell\x07.pdf",
    "\x1b[2J\x1b]0;title\x07.pdf",
    "right\u202efdp.left.pdf",
    "line\u2028and\u2066mark.pdf",
    "quo\"te'.pdf",
    "up..\\..pdf.pdf",
    "%2e%2e%2fup.pdf",
    "=1+1.pdf",
    "--out.pdf",
    "~.pdf",
    "a&b?c#d;e.pdf",
    "long" + "g" * 240 + ".pdf",
    "not in UTF-8 \udcff\udc80.pdf",
    "{{ 7*7 }}{% raw %}.pdf",
]
SECONDS, HEAVY_SECONDS = 40.0, 120.0
MOST_MEGABYTES = 1500


class Costs:
    """A watcher that notes what each paper took of the processor, and the most memory that a worker had."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.peak = 0.0

    def looking(self, path: str) -> None: ...

    def begins(self, jobs: int, documents: int, workers: int) -> None: ...

    def loading(self, documents: int) -> None: ...

    def ended(self, path: str, done: Done) -> None:
        self.seconds[path] = done.cpu
        self.peak = max(self.peak, done.peak)


class Ingested(NamedTuple):
    """A database of good papers, one of the same papers among bad ones, what it cost to make this, and what a paper might cost."""

    good: Path
    mixed: Path
    costs: Costs
    seconds: float


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Ingested:
    """Good papers, the same among those that are wrong and quick to read, among odd names, and what is no file."""

    def add(papers: Path) -> None:
        for fault, content in FAULTS.items():
            (papers / f"fault {fault}.pdf").write_bytes(content)
        for number, odd in enumerate(NAMES):
            (papers / odd).write_bytes(tiny_pdf(f"Paper number {number}"))
        put_what_is_no_file(papers, papers.parent)

    return ingest(tmp_path_factory.mktemp("quick"), add)


@pytest.fixture(scope="module")
def heavy(tmp_path_factory: pytest.TempPathFactory) -> Ingested:
    """Good papers, and the same among those that are made to cost much."""

    def add(papers: Path) -> None:
        for fault, make in HEAVY.items():
            (papers / f"fault {fault}.pdf").write_bytes(make())

    return ingest(tmp_path_factory.mktemp("heavy"), add, HEAVY_SECONDS)


def ingest(folder: Path, add: Callable[[Path], None], seconds: float = SECONDS) -> Ingested:
    """Good papers alone, and among what is added to them."""
    found = []
    for name in ("good", "mixed"):
        papers = folder / name
        put(papers, "minutes.pdf", "Wexcombe Council\nMinutes of the meeting held on 5 March 2024", "RESOLVED that the report be noted.")
        put(papers, "plan.pdf", "Parks plan 2024\nReplace the swings by May 2025")
        if name == "mixed":
            add(papers)
        costs = Costs()
        did = Run(papers, folder / f"{name}-out", our_stages(ocr=False), costs, Limits(seconds=seconds), 2).ingest()
        assert not did.troubles
        assert not did.left
        found.append(folder / f"{name}-out" / "minutebook.db")
    return Ingested(*found, costs, seconds)


def put_what_is_no_file(papers: Path, folder: Path) -> None:
    """Links that lead out of the corpus, or nowhere, or to a device; a pipe, a socket, a folder with a paper's name."""
    (folder / "outside.pdf").write_bytes(tiny_pdf("Outside"))
    (folder / "beside").mkdir()
    (folder / "beside" / "deep.pdf").write_bytes(tiny_pdf("Outside"))
    (papers / "link out.pdf").symlink_to(folder / "outside.pdf")
    (papers / "link up.pdf").symlink_to("../outside.pdf")
    (papers / "folder out").symlink_to(folder / "beside")
    (papers / "device.pdf").symlink_to("/dev/zero")
    (papers / "ring.pdf").symlink_to("ring.pdf")
    (papers / "nowhere.pdf").symlink_to("nothing.pdf")
    os.mkfifo(papers / "pipe.pdf")
    (papers / "folder.pdf").mkdir()
    with suppress(OSError), socket.socket(socket.AF_UNIX) as made:
        made.bind(str(papers / "socket.pdf"))


def ask(database: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(database)
    try:
        return connection.execute(sql, values).fetchall()
    finally:
        connection.close()


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_has_its_verdict(ingested: Ingested, tally: Tally, fault: str) -> None:
    with tally.one("faults survived"):
        check_verdict(ingested, fault)


@pytest.mark.slow
@pytest.mark.parametrize("fault", HEAVY)
def test_heavy_fault_has_its_verdict(heavy: Ingested, tally: Tally, fault: str) -> None:
    with tally.one("faults survived"):
        check_verdict(heavy, fault)


def check_verdict(found: Ingested, fault: str) -> None:
    """The one that it must have, in words for a clerk and with a finding where pages are lost; and it did not cost too much."""
    sql = "select status, failure, error, id from documents where path = ?"
    [(status, failure, error, key)] = ask(found.mixed, sql, f"fault {fault}.pdf")
    assert " ".join(filter(None, (str(status), failure and str(failure)))) in VERDICTS.get(fault, ("ok",))
    assert (error is None) == (status == "ok")
    assert not error or ("Traceback" not in str(error) and "report" not in str(error) and str(error).endswith("."))
    if status == "partial":
        assert ask(found.mixed, "select 1 from findings where document_id = ? and severity <> 'info' limit 1", key) == [(1,)]
    assert found.costs.seconds.get(f"fault {fault}.pdf", 0) < found.seconds
    assert found.costs.peak < MOST_MEGABYTES


@pytest.mark.slow
def test_too_many_pages_is_a_finding(heavy: Ingested) -> None:
    assert ask(heavy.mixed, "select count(*) from findings where code = 'page-limit'") == [(2,)]


@pytest.mark.slow
def test_all_words_of_a_full_page_are_there(heavy: Ingested) -> None:
    sql = "select p.text from pages p join documents d on d.id = document_id where path = 'fault 100,000 words on a page.pdf'"
    [(text,)] = ask(heavy.mixed, sql)
    assert set(str(text).split()) >= {f"word{number}" for number in range(100_000)}


@pytest.mark.slow
def test_rows_of_good_papers_are_the_same_among_heavy_ones(heavy: Ingested) -> None:
    assert_same_rows(heavy.good, heavy.mixed, ["minutes.pdf", "plan.pdf"])


def test_words_that_only_another_reader_finds_are_not_lost_in_silence(ingested: Ingested, tally: Tally) -> None:
    with tally.one("faults survived"):
        sql = "select f.code, f.page from findings f join documents d on d.id = document_id where path like ? order by 1"
        assert ask(ingested.mixed, sql, "%only another reader%") == [("engines-disagree", 1), ("no-text", 1)]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_odd_names_are_harmless(ingested: Ingested, tally: Tally, name: str) -> None:
    """The paper is read, its name is shown on one line, and does nothing to a terminal."""
    with tally.one("faults survived"):
        stored = os.fsencode(name).decode("utf-8", "backslashreplace")
        [(status, shown)] = ask(ingested.mixed, "select status, filename from documents where path = ?", stored)
        assert (status, shown) == ("ok", made_visible(stored))
        assert str(shown).isprintable()


def test_odd_names_do_nothing_to_a_terminal(ingested: Ingested, tally: Tally) -> None:
    with tally.one("faults survived"):
        for more in (["status"], ["show", "bell\x07.pdf"]):
            call = "from pipeline.cli import main; main()"
            done = subprocess.run(
                [sys.executable, "-c", call, *more, "--out", str(ingested.mixed.parent)], capture_output=True, text=True, check=False
            )
            assert all(line.isprintable() for line in (done.stdout + done.stderr).splitlines())


def test_links_pipes_and_devices_are_not_opened(ingested: Ingested, tally: Tally) -> None:
    with tally.one("faults survived"):
        seen = {str(path) for (path,) in ask(ingested.mixed, "select path from files")}
        assert seen == {"minutes.pdf", "plan.pdf"} | {f"fault {fault}.pdf" for fault in FAULTS} | {
            os.fsencode(name).decode("utf-8", "backslashreplace") for name in NAMES
        }


def test_rows_of_good_papers_are_the_same(ingested: Ingested) -> None:
    assert_same_rows(ingested.good, ingested.mixed, ["minutes.pdf", "plan.pdf"])


def assert_same_rows(one: Path, other: Path, paths: list[str]) -> None:
    """The rows taken from these papers are the same in both databases."""
    ids = f"(select document_id from files where path in ({', '.join('?' * len(paths))}))"
    for table in tables().values():
        if table.rows_of == "document" and table.name not in ("files", "documents", "findings"):
            columns = ", ".join(f'"{name}"' for name, column in table.columns.items() if not column.clock and not column.linked)
            sql = f'select {columns} from "{table.name}" where document_id in {ids}'
            assert Counter(ask(one, sql, *paths)) == Counter(ask(other, sql, *paths)), table.name


def test_a_file_that_shrinks_while_it_is_read(tmp_path: Path, tally: Tally) -> None:
    """It is said so, and nothing of it is kept; the next run reads what is there then."""
    with tally.one("faults survived"):
        put(tmp_path / "papers", "shrinks.pdf", "Council\n5 March 2024", "Second page")
        put(tmp_path / "papers", "good.pdf", "Parks plan 2024")
        stages = replace(our_stages(ocr=False), open_pdf="shrinking:open_pdf")
        database = tmp_path / "out" / "minutebook.db"
        Run(tmp_path / "papers", tmp_path / "out", stages, Silence(), Limits(seconds=SECONDS), 1).ingest()
        [(status, failure, error)] = ask(database, "select status, failure, error from documents where path = 'shrinks.pdf'")
        assert (status, failure) == ("failed", "corrupt")
        assert "changed while it was being read" in str(error)
        assert ask(database, "select status from documents where path = 'good.pdf'") == [("ok",)]
        put(tmp_path / "papers", "shrinks.pdf", "Council\n5 March 2024", "Second page")
        Run(tmp_path / "papers", tmp_path / "out", our_stages(ocr=False), Silence(), Limits(seconds=SECONDS), 1).ingest()
        assert ask(database, "select status, pages from documents where path = 'shrinks.pdf'") == [("ok", 2)]
