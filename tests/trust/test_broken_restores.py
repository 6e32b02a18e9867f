"""A backup or a restore that is killed at any step: nothing is half there, and what was withdrawn since comes back at no time."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tally import Tally
from tiny_papers import put
from tiny_runs import copied

from pipeline.edges.steps import FAULT, LOG, RECORD

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-c", "from pipeline.cli import main; main(prog_name='minutebook')"]
WORDS = b"Isolde Farthingwick"
SPARE = 3
"""A run may take so many steps fewer than the one that was counted."""


def minutebook(place: Path, *arguments: object, **environment: str) -> int:
    given = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    command = [*COMMAND, *map(str, arguments), "--out", str(place / "out")]
    return subprocess.run(command, env=given, capture_output=True, timeout=120, check=False, start_new_session=True).returncode


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus that was backed up, after which a fact was withdrawn of it and a paper came."""
    folder = tmp_path_factory.mktemp("made")
    opening = "Minutes of the Wexcombe Parish Council\nheld on Tuesday 5 March 2024 at 7.00 pm"
    put(
        folder / "papers",
        "minutes.pdf",
        f"{opening}\n1. Hedges\nRESOLVED that Isolde Farthingwick be asked to cut the plum hedge by 31 May 2024.\n"
        "2. Benches\nRESOLVED that the bench be painted green.",
    )
    assert minutebook(folder, "ingest", folder / "papers", "--no-ocr") == 0
    assert minutebook(folder, "backup", folder / "backups") == 0
    (document,) = (path.stem for path in (folder / "out/extract").glob("*.json"))
    assert minutebook(folder, "withdraw", f"{document}-resolutions-p1-1", "--reason", "A name") == 0
    put(folder / "papers", "plan.pdf", "Lanes plan\nPotholes will be filled by October 2024.")
    assert minutebook(folder, "ingest", folder / "papers", "--no-ocr") == 0
    return folder


def copy_of(made: Path, place: Path) -> Path:
    shutil.rmtree(place, ignore_errors=True)
    return copied(made, place)


def resolutions(place: Path) -> list[Any]:
    with closing(sqlite3.connect(place / "out/minutebook.db")) as connection:
        return connection.execute("select id, text from resolutions order by id").fetchall()


@pytest.mark.slow
def test_restore_killed_at_every_step(made: Path, tmp_path: Path, tally: Tally) -> None:
    (backup,) = (made / "backups").iterdir()
    log = tmp_path / "steps"
    place = copy_of(made, tmp_path / "counted")
    assert minutebook(place, "restore", "--force", backup, **{LOG: str(log)}) == 0
    after = resolutions(place)
    assert len(after) == 1
    steps = log.stat().st_size // RECORD
    assert steps > 20
    for step in range(1, steps + 1):
        with tally.one("kill points"):
            log.unlink(missing_ok=True)
            place = copy_of(made, tmp_path / "killed")
            ended = minutebook(place, "restore", "--force", backup, **{LOG: str(log), FAULT: f"{step}:kill"})
            assert ended == -9 or (ended == 0 and step > steps - SPARE)
            kept = [path for path in (place / "out").rglob("*") if path.is_file() and WORDS in path.read_bytes()]
            assert not kept, f"step {step}"
            assert minutebook(place, "restore", "--force", backup) == 0
            assert resolutions(place) == after
            assert not [path for path in place.rglob("*") if path.is_file() and "backups" not in path.parts and _has_words(path)]


@pytest.mark.slow
def test_backup_killed_at_every_step(made: Path, tmp_path: Path, tally: Tally) -> None:
    log = tmp_path / "steps"
    assert minutebook(made, "backup", tmp_path / "counted", **{LOG: str(log)}) == 0
    steps = log.stat().st_size // RECORD
    for step in range(1, steps + 1):
        with tally.one("kill points"):
            log.unlink(missing_ok=True)
            to = tmp_path / f"killed-{step}"
            minutebook(made, "backup", to, **{LOG: str(log), FAULT: f"{step}:kill"})
            for found in to.glob("minutebook-*") if to.is_dir() else ():
                assert minutebook(made, "restore", "--check", found) == 0, "what has its name is whole"


def _has_words(path: Path) -> bool:
    return path.suffix != ".pdf" and WORDS in path.read_bytes()
