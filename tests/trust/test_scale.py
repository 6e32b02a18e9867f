"""The evaluation papers read by workers of Dask, one of which is killed in the middle: the database is that of a run on this machine alone.

It takes minutes, and prints what it found: `python -m pytest -s tests/trust/test_scale.py`.
"""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest
import tiny_far  # noqa: F401 (makes tiny:// known)
from crashing import differences, rows_of
from distributed import Client, LocalCluster

from pipeline.edges.far_corpus import stand_in
from pipeline.edges.far_files import keep_at
from pipeline.running.crews import OnDask
from pipeline.running.plan import Limits, our_stages
from pipeline.running.run import Ran, Run
from pipeline.running.work import Done

PAPERS = Path(__file__).resolve().parents[3] / "shared" / "papers" / "real"
WORKERS = 2
pytestmark = [
    pytest.mark.slow,
    pytest.mark.shared,
    pytest.mark.skipif(not PAPERS.is_dir(), reason="the evaluation papers are not beside the checkout"),
]


class Killer:
    """A watcher that kills a worker of Dask when a third of the papers are read, and another one when two thirds are."""

    def __init__(self, scheduler: str | None) -> None:
        self._scheduler = scheduler
        self._turns: list[int] = []
        self._ended = 0
        self.killed = 0

    def looking(self, path: str) -> None:
        """Nothing."""

    def begins(self, jobs: int, documents: int, workers: int) -> None:
        self._turns = [jobs // 3, 2 * jobs // 3]

    def ended(self, path: str, done: Done) -> None:
        self._ended += 1
        if self._scheduler and self._ended in self._turns:
            with Client(self._scheduler, set_as_default=False) as client:
                processes = sorted(client.run(os.getpid).values())
            os.kill(processes[self.killed % len(processes)], signal.SIGKILL)
            self.killed += 1

    def loading(self, documents: int) -> None:
        """Nothing."""


def ingest(folder: Path, out: Path, scheduler: str | None = None) -> tuple[Ran, float, int]:
    """What a run did, its seconds, and how many workers it lost."""
    watcher = Killer(scheduler)
    begun = time.monotonic()
    if scheduler is None:
        did = Run(folder, out, our_stages(ocr=False), watcher, Limits(), WORKERS).ingest()
    else:
        with OnDask(scheduler, None, lambda words: None) as crew:
            did = Run(folder, out, our_stages(ocr=False), watcher, Limits(), WORKERS, crew).ingest()
    return did, time.monotonic() - begun, watcher.killed


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a run on this machine."""
    out = tmp_path_factory.mktemp("here")
    did, seconds, _ = ingest(PAPERS, out)
    print(f"\nhere: {did.loaded} papers in {seconds:.0f} s")
    assert (did.troubles, did.left) == ([], 0)
    return out


@pytest.mark.parametrize("far", [False, True], ids=["a shared folder", "far papers and files"])
def test_the_database_is_that_of_one_machine_when_workers_are_killed(here: Path, far: bool, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    folder = PAPERS
    if far:
        keep_at(out, f"tiny://{tmp_path}/files", lambda words: None)
        folder = stand_in(out, f"tiny://{PAPERS}")
    with LocalCluster(
        n_workers=WORKERS, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0", memory_limit=0, silence_logs=60,
        local_directory=str(tmp_path / "dask"), preload=["tiny_far"],
    ) as cluster:  # fmt: skip
        did, seconds, killed = ingest(folder, out, cluster.scheduler_address)
    expected, found = rows_of(here), rows_of(out)
    wrong = [line for line in differences(expected, found) if " settings:" not in line]  # the way from the database to the papers
    rows = sum(sum(table.values()) for table in expected.values())
    print(f"\nDask: {did.loaded} papers in {seconds:.0f} s, {killed} workers killed, {len(wrong)} of {rows} rows otherwise")
    assert killed == 2
    assert (did.troubles, did.left) == ([], 0)
    assert wrong == []
