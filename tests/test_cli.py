"""The commands, run as a person runs them: whole processes on a small corpus."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tiny_papers import put

from pipeline import __version__
from pipeline.edges.locks import only_one

ROOT = Path(__file__).resolve().parents[1]
COMMAND = [sys.executable, "-c", "from pipeline.cli import main; main(prog_name='minutebook')"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100"}
BIG = {
    "dask", "dateparser", "datasette", "distributed", "fsspec", "nameparser", "numpy", "pdfminer", "pdfplumber", "pebble", "pikepdf",
    "pypdfium2", "rapidfuzz", "spacy", "sqlite_utils",
}  # fmt: skip
"""Libraries that a command does not load before it needs them."""


def minutebook(*arguments: object, status: int = 0) -> str:
    """What the command prints, its errors included."""
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == status, done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a corpus that has been ingested once."""
    folder = tmp_path_factory.mktemp("cli")
    put(
        folder / "papers",
        "council/Minutes 5 March 2024.pdf",
        "Minutes of the Council meeting\nheld on Tuesday 5 March 2024 at 7.00 pm",
    )
    put(folder / "papers", "plans/Parks plan.pdf", "Parks plan\nWe will plant trees by 31 October 2024.")
    (folder / "papers/agenda.pdf").write_text("<!DOCTYPE html><html>Sign in</html>", encoding="utf-8")
    (folder / "papers/list.docx").write_bytes(b"PK\x03\x04")
    minutebook("ingest", folder / "papers", "--out", folder / "out")
    return folder


def test_version() -> None:
    assert minutebook("--version") == f"minutebook, version {__version__}\n"


def test_help_lists_the_commands_in_the_order_of_the_work() -> None:
    said = minutebook("--help")
    commands = re.findall(r"^  (\w+)  ", said.partition("Commands:")[2], re.M)
    assert commands[:4] == ["ingest", "status", "show", "serve"]
    assert "..." not in said.partition("Commands:")[2], "no help is cut off"


@pytest.mark.parametrize(
    "command",
    [
        "ingest",
        "status",
        "show",
        "serve",
        "watch",
        "fetch",
        "backup",
        "restore",
        "compact",
        "gc",
        "publish",
        "export",
        "serve-public",
        "doctor",
        "generate",
    ],
)
def test_every_command_has_help(command: str) -> None:
    assert minutebook(command, "--help").startswith(f"Usage: minutebook {command}")


# --- ingest -----------------------------------------------------------------------------------------------------------


def test_summary(place: Path, tmp_path: Path) -> None:
    said = minutebook("ingest", place / "papers", "--out", tmp_path, "--workers", 1)
    assert "3 in 3 files: 2 ok, 1 failed" in said
    assert re.search(r"^Rows +pages 2", said, re.M)
    assert re.search(r"^Not read +agenda\.pdf: This is a web page saved with the name \.pdf, not a PDF\.", said, re.M)
    assert re.search(r"^Set aside +1 file, not a PDF: list\.docx", said, re.M)
    assert re.search(r"^Slowest +\d", said, re.M)
    assert re.search(r"^Time +\d+\.\d s \(read 2, divide 2, extract 2\)", said, re.M)
    assert f"minutebook serve --out {tmp_path}" in said
    assert len(re.findall(r"^\[\d/2\]", said, re.M)) == 2, "a line for each document where there is no terminal for a bar"


@pytest.mark.parametrize("arguments", [["--help"], ["ingest", "--help"], ["status", "--out", "out"]])
def test_asking_loads_nothing_big(place: Path, arguments: list[str]) -> None:
    code = (
        f"import sys\nfrom pipeline.cli import main\nmain({arguments!r}, standalone_mode=False)\nprint(sorted({BIG} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=place, env=ENVIRONMENT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_second_run_does_nothing_and_loads_nothing_big(place: Path) -> None:
    code = (
        "import sys, time\nbegun = time.process_time()\nfrom pipeline.cli import main\n"
        f"main(['ingest', {str(place / 'papers')!r}, '--out', {str(place / 'out')!r}], standalone_mode=False)\n"
        f"print(sorted({BIG} & set(sys.modules)))\n"
        "print(time.process_time() - begun)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    assert lines[0] == "Nothing has changed since the last run."
    assert lines[-2] == "[]"
    assert float(lines[-1]) < 2


def test_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    said = minutebook("ingest", tmp_path / "papers", "--out", tmp_path / "out")
    assert "There are no papers in" in said
    assert (tmp_path / "out/minutebook.db").is_file()


def test_sample_is_taken_until_there_are_papers(tmp_path: Path) -> None:
    put(tmp_path, "corpus/sample/one.pdf", "Sample minutes")
    assert "these are the sample papers" in minutebook("ingest", tmp_path / "corpus", "--out", tmp_path / "out")
    put(tmp_path, "corpus/mine.pdf", "Minutes of my own")
    said = minutebook("ingest", tmp_path / "corpus", "--out", tmp_path / "out")
    assert "1 in 1 file: 1 ok" in said
    assert "part of the sample: sample/one.pdf" in said


@pytest.mark.parametrize(
    ("corpus", "out", "status", "words"),
    [
        ("nowhere", "out2", 2, "There is no folder"),
        ("papers/council", "out", 3, "Choose another output folder"),
    ],
)
def test_refusals(place: Path, corpus: str, out: str, status: int, words: str) -> None:
    assert words in minutebook("ingest", place / corpus, "--out", place / out, status=status)


def test_second_ingest_at_the_same_time(place: Path) -> None:
    with only_one(place / "out"):
        assert f"process {os.getpid()}" in minutebook("ingest", place / "papers", "--out", place / "out", status=4)


# --- stopping ---------------------------------------------------------------------------------------------------------


def begun(corpus: Path, out: Path) -> subprocess.Popen[str]:
    """An ingest of long papers that has just finished its first."""
    for number in range(6):
        put(
            corpus, f"{number}.pdf", *(f"Page {page} of paper {number}\n" + "\n".join(["The Council noted it."] * 40) for page in range(12))
        )
    command = [*COMMAND, "ingest", str(corpus), "--out", str(out), "--workers", "1"]
    process = subprocess.Popen(
        command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("[1/6]"):
            return process
    raise AssertionError("the ingest ended before its first paper")


def finished(out: Path) -> int:
    connection = sqlite3.connect(out / "minutebook.db")
    try:
        found: int = connection.execute("select count(*) from documents where status = 'ok'").fetchone()[0]
    finally:
        connection.close()
    return found


def test_ctrl_c_keeps_what_is_finished(tmp_path: Path) -> None:
    process = begun(tmp_path / "papers", tmp_path / "out")
    os.killpg(process.pid, signal.SIGINT)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert "Press Ctrl-C again to stop at once" in said
    assert "run the same command again to go on" in said
    kept = finished(tmp_path / "out")
    assert 1 <= kept < 6
    assert f"Stopped: {6 - kept} documents left to do" in said
    assert f"{6 - kept} of 6 documents to work on" in minutebook("ingest", tmp_path / "papers", "--out", tmp_path / "out")
    assert finished(tmp_path / "out") == 6


def test_second_ctrl_c_stops_at_once(tmp_path: Path) -> None:
    process = begun(tmp_path / "papers", tmp_path / "out")
    os.killpg(process.pid, signal.SIGINT)
    os.killpg(process.pid, signal.SIGINT)
    pressed = time.monotonic()
    while process.poll() is None and time.monotonic() - pressed < 5:
        os.killpg(process.pid, signal.SIGINT)
        time.sleep(0.05)
    assert process.wait(timeout=10) == 130
    said = process.stdout.read() if process.stdout else ""
    assert "Stopped at once" in said
    assert re.search(r"^[45] of 6 documents to work on", minutebook("ingest", tmp_path / "papers", "--out", tmp_path / "out"), re.M)
    assert finished(tmp_path / "out") == 6


def test_watch_takes_what_arrives_and_ends_when_it_is_asked_to(tmp_path: Path) -> None:
    put(tmp_path, "papers/a.pdf", "Minutes of the Council meeting\nheld on Tuesday 5 March 2024 at 7.00 pm")
    command = [*COMMAND, "watch", str(tmp_path / "papers"), "--out", str(tmp_path / "out"), "--settle", "0.5", "--every", "0.2"]
    process = subprocess.Popen(
        command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )
    assert process.stdout is not None
    assert re.match(r"[-0-9]+ [:0-9]+  1 document, 1 brought in, 0 taken out \(\d", process.stdout.readline())
    put(tmp_path, "papers/b.pdf", "Minutes of another meeting")
    (tmp_path / "papers/c.pdf").write_text("<!DOCTYPE html><html>Sign in</html>")
    assert process.stdout.readline().startswith("c.pdf: This is a web page")
    assert "2 brought in" in process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 0, said
    assert finished(tmp_path / "out") == 2
    assert "nothing new" in minutebook("watch", tmp_path / "papers", "--out", tmp_path / "out", "--once")


# --- looking ----------------------------------------------------------------------------------------------------------


def test_status(place: Path) -> None:
    said = minutebook("status", "--out", place / "out")
    assert "3 in 3 files: 2 ok, 1 failed" in said
    assert str(place / "papers") in said
    assert "up to date with the corpus" in said


def test_status_tells_what_is_new_and_gone(tmp_path: Path) -> None:
    put(tmp_path, "papers/a.pdf", "One")
    put(tmp_path, "papers/b.pdf", "Two")
    minutebook("ingest", tmp_path / "papers", "--out", tmp_path / "out")
    (tmp_path / "papers/a.pdf").unlink()
    put(tmp_path, "papers/c.pdf", "Three")
    assert "would work on 1 document and take 1 out" in minutebook("status", "--out", tmp_path / "out")


@pytest.mark.parametrize("command", [["status"], ["show", "x"]])
def test_before_the_first_ingest(tmp_path: Path, command: list[str]) -> None:
    assert "minutebook ingest" in minutebook(*command, "--out", tmp_path, status=2)


def shown(place: Path, what: str, status: int = 0) -> str:
    return minutebook("show", what, "--out", place / "out", status=status)


@pytest.mark.parametrize("what", ["council/Minutes 5 March 2024.pdf", "Minutes 5 March 2024.pdf", "minutes 5 march 2024.PDF", "Minutes"])
def test_show_document_by_its_file(place: Path, what: str) -> None:
    said = shown(place, what)
    assert re.search(r"^path +council/Minutes 5 March 2024\.pdf$", said, re.M)
    assert re.search(r"^status +ok$", said, re.M)
    assert re.search(r"^sections: 1$", said, re.M)
    assert re.search(r"^dates: \d", said, re.M)


def test_show_document_by_its_id_and_row_by_its_own(place: Path) -> None:
    key = re.search(r"^id +(\w{16})$", shown(place, "Parks plan.pdf"), re.M)
    assert key is not None
    assert re.search(r"^path +plans/Parks plan\.pdf$", shown(place, key[1]), re.M)
    assert re.search(r"^path +plans/Parks plan\.pdf$", shown(place, key[1][:7]), re.M)
    page = shown(place, f"{key[1]}-pages-1")
    assert "We will plant trees by 31 October 2024." in page
    assert re.search(rf"^document_id +{key[1]}  \(", page, re.M), "the document is named beside its id"


def test_show_document_that_failed(place: Path) -> None:
    said = shown(place, "agenda.pdf")
    assert re.search(r"^status +failed$", said, re.M)
    assert re.search(r"^error +This is a web page", said, re.M)


def test_show_what_is_not_there_or_not_clear(place: Path) -> None:
    assert "There is nothing" in shown(place, "zebra", status=2)
    said = shown(place, "a", status=2)
    assert "may be any of 3 documents" in said
    assert "plans/Parks plan.pdf" in said


def test_doctor() -> None:
    said = minutebook("doctor")
    assert "with full-text search" in said
    assert "tesseract" in said
    assert "pyarrow" in said
    assert "Everything needed is there." in said
