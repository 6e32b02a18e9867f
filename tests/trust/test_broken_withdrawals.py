"""A withdrawal that is killed at any step: withdrawn once more, nothing of what was withdrawn is left in any file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tally import Tally
from tiny_papers import put
from tiny_runs import copied

from pipeline.edges.steps import FAULT, LOG, RECORD

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-c", "from pipeline.cli import main; main(prog_name='minutebook')"]
SPARE = 3
"""A run may take so many steps fewer than the one that was counted."""
WORDS = (b"Isolde Farthingwick", b"plum hedge")


def minutebook(place: Path, *arguments: str, **environment: str) -> int:
    given = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    command = [*COMMAND, *arguments, "--out", str(place / "out")]
    return subprocess.run(command, env=given, capture_output=True, timeout=120, check=False, start_new_session=True).returncode


def copy_of(made: Path, place: Path) -> Path:
    shutil.rmtree(place, ignore_errors=True)
    return copied(made, place)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    opening = "Minutes of the Wexcombe Parish Council\nheld on Tuesday 5 March 2024 at 7.00 pm"
    put(
        folder / "papers",
        "minutes.pdf",
        f"{opening}\n1. Hedges\nRESOLVED that Isolde Farthingwick be asked to cut the plum hedge by 31 May 2024.",
    )
    put(folder / "papers", "plan.pdf", "Lanes plan\nPotholes will be filled by October 2024.")
    assert minutebook(folder, "ingest", str(folder / "papers"), "--no-ocr") == 0
    assert minutebook(folder, "publish") == 0
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("part", ["paper", "fact"])
def test_killed_at_every_step(made: Path, tmp_path: Path, tally: Tally, part: str) -> None:
    names = {path.stem for path in (made / "out/extract").glob("*.json") if b"Farthingwick" in path.read_bytes()}
    (document,) = names
    what = document if part == "paper" else f"{document}-resolutions-p1-1"
    log = tmp_path / "steps"
    place = copy_of(made, tmp_path / "counted")
    assert minutebook(place, "withdraw", what, "--reason", "x", **{LOG: str(log)}) == 0
    steps = log.stat().st_size // RECORD
    assert steps > 40
    for step in range(1, steps + 1):
        with tally.one("kill points"):
            log.unlink(missing_ok=True)
            place = copy_of(made, tmp_path / "killed")
            ended = minutebook(place, "withdraw", what, "--reason", "x", **{LOG: str(log), FAULT: f"{step}:kill"})
            assert ended == -9 or (ended == 0 and step > steps - SPARE)
            assert minutebook(place, "withdraw", what, "--reason", "x") == 0
            left = [str(path) for path in (place / "out").rglob("*") if path.is_file() and any(word in path.read_bytes() for word in WORDS)]
            assert left == [], f"after step {step}"
