"""The work of a run on workers of Dask: the same rows as on this machine, whatever becomes of a worker."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import dask
import pytest
from distributed import Client, LocalCluster
from msgspec.structs import replace
from tiny_papers import put
from tiny_runs import STAGES, Notes
from trust.crashing import differences, rows_of

from pipeline.edges import corpus
from pipeline.edges.cluster import gathering
from pipeline.errors import MinutebookError
from pipeline.running import crews
from pipeline.running.crews import OnDask
from pipeline.running.plan import Limits, Stages
from pipeline.running.run import Ran, Run
from pipeline.running.work import Done

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="a paper finds the worker that it kills by /proc")


class Cluster:
    """A Dask cluster of two workers, and the folder in which papers leave their marks."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        os.environ["TINY_MARKS"] = str(folder)
        self.marks = folder
        self.dask = LocalCluster(
            n_workers=2, threads_per_worker=threads, host="127.0.0.1", dashboard_address="127.0.0.1:0", memory_limit=0, silence_logs=60,
            local_directory=str(folder),
        )  # fmt: skip
        self.address = self.dask.scheduler_address

    def processes(self) -> list[int]:
        """The processes of the workers."""
        with Client(self.address, set_as_default=False) as client:
            return sorted(client.run(os.getpid).values())

    def is_whole(self) -> bool:
        """Whether both workers are there. One that a test has killed is started again, which takes long on a busy machine."""
        with Client(self.address, set_as_default=False) as client:
            try:
                client.wait_for_workers(2, timeout=60)
            except TimeoutError:
                return False
        return True

    def clear(self) -> None:
        for mark in self.marks.glob("*-*"):
            if mark.is_file():
                mark.unlink()


@pytest.fixture(scope="module")
def clusters() -> Iterator[list[Cluster]]:
    """The clusters that were started: one, unless a test has left it without a worker."""
    started: list[Cluster] = []
    with dask.config.set(gathering.PATIENT):
        yield started
        for cluster in started:
            cluster.dask.close()


@pytest.fixture
def cluster(clusters: list[Cluster], tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    if not clusters or not clusters[-1].is_whole():
        clusters.append(Cluster(tmp_path_factory.mktemp("cluster")))
    clusters[-1].clear()
    return clusters[-1]


class Both:
    """One corpus, ingested on this machine and by Dask."""

    def __init__(self, folder: Path, scheduler: str | None) -> None:
        self.corpus = folder / "papers"
        self.here, self.there = folder / "here", folder / "there"
        self.scheduler = scheduler
        self.notes = Notes()
        put(self.corpus, "council/minutes.pdf", "Council\n2024-03-05", "Next on 2024-04-02")
        put(self.corpus, "plan.pdf", "Parks plan\n2024-05-01")

    def on_this_machine(self, stages: Stages = STAGES, limits: Limits = Limits()) -> Ran:  # noqa: B008
        return Run(self.corpus, self.here, stages, Notes(), limits, workers=2).ingest()

    def by_dask(self, stages: Stages = STAGES, limits: Limits = Limits(), stop_after: int = 1000) -> Ran:  # noqa: B008
        def stop() -> bool:
            return len(self.notes.ends) >= stop_after

        with OnDask(self.scheduler, 2, lambda words: None) as crew:
            return Run(self.corpus, self.there, stages, self.notes, limits, 2, crew).ingest(stop)

    def differences(self) -> list[str]:
        return differences(rows_of(self.here), rows_of(self.there))

    def told(self, what: str, path: str) -> str:
        connection = sqlite3.connect(self.there / "minutebook.db")
        try:
            return str(connection.execute(f"select {what} from documents where path = ?", (path,)).fetchone()[0])
        finally:
            connection.close()


@pytest.fixture
def both(tmp_path: Path, cluster: Cluster) -> Both:
    return Both(tmp_path, cluster.address)


def test_rows_and_verdicts_are_those_of_one_machine(both: Both) -> None:
    put(both.corpus, "hangs.pdf", "HANG")
    put(both.corpus, "breaks.pdf", "CRASH")
    put(both.corpus, "hungry.pdf", "HUNGER")
    put(both.corpus, "stumbles.pdf", "STUMBLE")
    put(both.corpus, "later.pdf", "STUMBLE LATER")
    put(both.corpus, "pages.pdf", "A good page", "FATAL", "GREEDY", "Another\n2024-01-02")
    (both.corpus / "broken.pdf").write_bytes(b"%PDF-1.4 and no more")
    limits = Limits(seconds=2)
    here, there = both.on_this_machine(limits=limits), both.by_dask(limits=limits)
    assert both.differences() == []
    assert (there.ran, there.loaded, there.left, there.troubles) == (here.ran, here.loaded, 0, [])
    assert both.told("failure", "breaks.pdf") == "crash"
    assert both.told("status", "pages.pdf") == "partial"


def test_only_what_changed_is_worked_on(both: Both) -> None:
    both.by_dask()
    assert both.by_dask().did_nothing
    put(both.corpus, "new.pdf", "New\n2024-06-07")
    assert both.by_dask().ran == {"read": 1, "divide": 1, "extract": 1}
    document = [replace(stage, version="2") if stage.name == "extract" else stage for stage in STAGES.document]
    assert both.by_dask(replace(STAGES, document=document)).ran == {"extract": 3}


def test_workers_look_into_many_files(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    def here(path: str, place: Path) -> None:
        raise AssertionError(f"{path} is looked into here")

    put(both.corpus, "twice.pdf", "Parks plan\n2024-05-01")
    (both.corpus / "list.docx").write_bytes(b"PK\x03\x04")
    both.on_this_machine()
    monkeypatch.setattr(crews, "MANY_FILES", 4)
    monkeypatch.setattr(crews, "_BATCH_FILES", 3)
    monkeypatch.setattr(corpus, "_look_into", here)
    assert both.by_dask().hashed == 4
    assert both.differences() == []


@needs_proc
def test_a_worker_that_dies_costs_a_retry(both: Both, cluster: Cluster) -> None:
    put(both.corpus, "slays.pdf", "SLAY ONCE")
    did = both.by_dask()
    assert len(list(cluster.marks.glob("slain-*"))) == 1
    assert (did.troubles, did.left) == ([], 0)
    both.on_this_machine()
    assert both.differences() == []


def test_what_a_worker_has_made_and_nobody_has_fetched_is_made_again(both: Both, cluster: Cluster) -> None:
    """The worker dies between the end of its work and the moment at which its word of it is fetched."""
    for number in range(4):
        put(both.corpus, f"more/{number}.pdf", f"Paper {number}\n2024-01-0{number + 1}")

    class Killer(Notes):
        def ended(self, path: str, done: Done) -> None:
            super().ended(path, done)
            if len(self.ends) == 1:
                time.sleep(1)  # meanwhile the other worker has ended its paper too
                for process in cluster.processes():
                    os.kill(process, signal.SIGKILL)

    both.notes = Killer()
    did = both.by_dask()
    assert (did.left, did.troubles, len(both.notes.ends)) == (0, [], 6)
    both.on_this_machine()
    assert both.differences() == []


@needs_proc
def test_a_paper_that_kills_two_workers_has_its_verdict_and_harms_no_other(both: Both, cluster: Cluster) -> None:
    put(both.corpus, "slays.pdf", "SLAY")
    for number in range(6):
        put(both.corpus, f"more/{number}.pdf", f"Paper {number}\n2024-01-0{number + 1}")
    did = both.by_dask()
    assert len(list(cluster.marks.glob("slain-*"))) == 2
    assert (did.left, did.troubles) == (0, [])
    assert (both.told("status", "slays.pdf"), both.told("failure", "slays.pdf")) == ("failed", "crash")
    assert "Two workers were lost" in both.told("error", "slays.pdf")
    assert {both.told("status", f"more/{number}.pdf") for number in range(6)} == {"ok"}
    assert both.by_dask().did_nothing, "it is not tried again before something changes"


def test_after_stop_none_is_begun_and_what_is_finished_is_kept(both: Both) -> None:
    for number in range(8):
        put(both.corpus, f"more/{number}.pdf", f"Paper {number}\n2024-01-0{number + 1}")
    did = both.by_dask(stop_after=2)
    assert did.interrupted
    assert did.left >= 5
    assert did.loaded + did.left == 10
    both.notes.ends.clear()
    assert both.by_dask().ran["read"] == did.left
    both.on_this_machine()
    assert both.differences() == []


@pytest.mark.slow
@needs_proc
def test_what_shared_a_worker_with_a_killer_is_not_blamed(tmp_path: Path) -> None:
    marks = tmp_path / "marks"
    marks.mkdir()
    cluster = Cluster(marks, threads=4)
    try:
        both = Both(tmp_path, cluster.address)
        put(both.corpus, "slays.pdf", "SLAY")
        for number in range(12):
            put(both.corpus, f"more/{number}.pdf", f"DAWDLE {number}")
        did = both.by_dask(limits=Limits(seconds=4))
        assert (did.left, did.troubles) == (0, [])
        assert len(list(marks.glob("slain-*"))) == 2
        assert both.told("failure", "slays.pdf") == "crash"
        assert {both.told("failure", f"more/{number}.pdf") for number in range(12)} == {"time"}
    finally:
        cluster.dask.close()


# --- who will do ------------------------------------------------------------------------------------------------------


def test_no_scheduler(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "CONNECT_SECONDS", 1)
    both.scheduler = "tcp://127.0.0.1:1"
    with pytest.raises(MinutebookError, match=r"No Dask scheduler answers at tcp://127\.0\.0\.1:1\. Start one"):
        both.by_dask()


def test_no_workers(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "WORKERS_SECONDS", 0.5)
    with LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address="127.0.0.1:0") as empty:
        both.scheduler = empty.scheduler_address
        with pytest.raises(MinutebookError, match=r"has no workers\. Start some: dask worker tcp://127"):
            both.by_dask()


def test_a_worker_with_another_minutebook_is_refused(both: Both, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(ROOT / "pipeline", other / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "schemas", other / "schemas")
    with (other / "pipeline/divide/title.py").open("a") as code:
        code.write("# another\n")
    with LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address="127.0.0.1:0") as cluster:
        command = [sys.executable, "-m", "dask", "worker", cluster.scheduler_address, "--no-dashboard", "--nworkers", "1"]
        environment = {**os.environ, "PYTHONPATH": f"{other}:{ROOT / 'tests'}"}
        worker = subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.DEVNULL)
        try:
            both.scheduler = cluster.scheduler_address
            with pytest.raises(MinutebookError, match=r"The Dask worker tcp://\S+ has another Minutebook: \S+ \(code \w{12}\), and here"):
                both.by_dask()
        finally:
            worker.terminate()
            worker.wait()
    assert not (both.there / "read").exists(), "nothing was done"


def test_dask_is_not_installed(both: Both) -> None:
    code = "import sys\nsys.modules['distributed'] = None\nfrom pipeline.cli import main\n"
    arguments = ["ingest", str(both.corpus), "--out", str(both.there), "--engine", "dask"]
    done = subprocess.run(
        [sys.executable, "-c", f"{code}main({arguments!r})"], env=ENVIRONMENT, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 2
    assert "pip install 'minutebook[scale]'" in done.stderr


# --- a cluster of one's own, and Ctrl-C -------------------------------------------------------------------------------

SCRIPT = """
import sys
from pathlib import Path
from pipeline.running.crews import OnDask
from pipeline.edges.cluster import gathering
from pipeline.edges.stopping import Stopping
from pipeline.running.plan import Limits
from pipeline.running.report import Progress, say
from pipeline.running.run import Run
from tiny_runs import STAGES

if __name__ == "__main__":
    corpus, out = map(Path, sys.argv[1:])
    with Stopping() as stopping, Progress() as progress, OnDask(None, 2, say) as crew:
        did = Run(corpus, out, STAGES, progress, Limits(seconds=3), 2, crew).ingest(stopping.asked)
    print("interrupted" if did.interrupted else "whole", did.loaded, did.left)
"""


class Command:
    """An ingest by Dask in a session of its own, which has begun to read papers that hang."""

    def __init__(self, both: Both, folder: Path) -> None:
        for number in range(4):
            put(both.corpus, f"hangs-{number}.pdf", f"HANG {number}", "x" * 4000)
        script = folder / "ingest.py"
        script.write_text(SCRIPT)
        self.said = folder / "said"
        with self.said.open("w") as said:
            command = [sys.executable, str(script), str(both.corpus), str(both.there)]
            self.process = subprocess.Popen(command, env=ENVIRONMENT, stdout=said, stderr=said, text=True, start_new_session=True)
        self.wait_for(lambda: len(list((both.there / "read").glob(".*.page.part"))) == 2)

    def wait_for(self, what: Callable[[], bool]) -> None:
        for _ in range(600):
            if what():
                return
            time.sleep(0.05)
        raise AssertionError(self.said.read_text())

    def press_ctrl_c(self) -> None:
        """Send what a terminal sends: the signal goes to every process of the command."""
        os.killpg(self.process.pid, signal.SIGINT)

    def left(self) -> list[int]:
        """The processes of its session that are there."""
        found = []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                told = stat.read_text().rpartition(")")[2].split()
                if int(told[3]) == self.process.pid and told[0] != "Z":
                    found.append(int(stat.parent.name))
        return found


@needs_proc
def test_ctrl_c_waits_for_the_papers_at_work_and_keeps_them(both: Both, tmp_path: Path) -> None:
    command = Command(both, tmp_path)
    command.press_ctrl_c()
    command.process.wait(30)
    said = command.said.read_text()
    assert "Starting a Dask cluster of 2 on this machine" in said
    assert said.count("took longer than 3 seconds") == 2, "Ctrl-C has not reached the workers"
    assert said.splitlines()[-1] == "interrupted 2 4"
    command.wait_for(lambda: not command.left())
    assert not (both.there / ".scratch").exists()


@pytest.mark.slow
@needs_proc
def test_a_second_ctrl_c_ends_everything_at_once(both: Both, tmp_path: Path) -> None:
    command = Command(both, tmp_path)
    command.press_ctrl_c()
    command.wait_for(lambda: "Stopping after" in command.said.read_text())
    command.press_ctrl_c()
    assert command.process.wait(10) == 130
    command.wait_for(lambda: not command.left())
    assert "Traceback" not in command.said.read_text()


@pytest.mark.slow
@needs_proc
def test_nothing_is_left_when_the_command_is_killed(both: Both, tmp_path: Path) -> None:
    command = Command(both, tmp_path)
    command.process.kill()
    command.process.wait(10)
    command.wait_for(lambda: not command.left())
