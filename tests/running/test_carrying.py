"""Runs over papers and files at far places, by worker processes and by Dask: the same rows as over a folder of this machine."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import tiny_far  # noqa: F401 (makes tiny:// known)
from distributed import LocalCluster
from tiny_papers import put, tiny_pdf
from tiny_runs import STAGES, Notes
from trust.crashing import differences, rows_of

from pipeline.edges import far_corpus
from pipeline.edges.far_corpus import stand_in
from pipeline.edges.far_files import FarStageFiles, files_of, keep_at
from pipeline.edges.places import FarFile, FarFolder
from pipeline.errors import MinutebookError
from pipeline.running import crews
from pipeline.running.crews import OnDask
from pipeline.running.plan import Limits
from pipeline.running.run import Ran, Run

ROOT = Path(__file__).resolve().parents[2]
PAPERS = {
    "council/minutes.pdf": ("Council\n2024-03-05", "Next on 2024-04-02"),
    "plan.pdf": ("Parks plan\n2024-05-01",),
    "later.pdf": ("STUMBLE LATER",),
}
TROUBLED = {"breaks.pdf": ("CRASH",), "hangs.pdf": ("HANG",), "pages.pdf": ("A good page", "FATAL", "Another\n2024-01-02")}


class Far:
    """A corpus and files of stages at far places, and the same corpus here."""

    def __init__(self, folder: Path, address: str) -> None:
        self.here, self.out = folder / "here", folder / "out"
        self.papers, self.files = FarFolder(f"{address}/papers"), FarFolder(f"{address}/files")
        self.near = folder / "papers"
        self.put(PAPERS)

    def put(self, papers: dict[str, tuple[str, ...]]) -> None:
        for path, pages in papers.items():
            put(self.near, path, *pages)
            self.papers.put_bytes(path, tiny_pdf(*pages))

    def on_this_machine(self) -> Ran:
        return Run(self.near, self.here, STAGES, Notes(), Limits(seconds=2), 2).ingest()

    def from_afar(self, crew: OnDask | None = None, workers: int = 2) -> Ran:
        keep_at(self.out, self.files.address, lambda words: None)
        folder = stand_in(self.out, self.papers.address)
        return Run(folder, self.out, STAGES, Notes(), Limits(seconds=2), workers, crew).ingest()

    def differences(self) -> list[str]:
        """How the rows differ, but for the folder that stands for the corpus."""
        return [line for line in differences(rows_of(self.here), rows_of(self.out)) if " settings:" not in line]


@pytest.fixture
def far(tmp_path: Path) -> Far:
    (tmp_path / "out").mkdir()
    return Far(tmp_path, f"memory://{uuid.uuid4().hex}")


@pytest.fixture
def shared(tmp_path: Path) -> Far:
    (tmp_path / "out").mkdir()
    return Far(tmp_path, f"tiny://{tmp_path}/shared")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler with two workers that know tiny:// places."""
    with LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0", memory_limit=0, silence_logs=60,
        local_directory=str(tmp_path_factory.mktemp("cluster")), preload=["tiny_far"],
    ) as dask:  # fmt: skip
        yield dask.scheduler_address


def test_rows_and_verdicts_are_those_of_a_folder_here(far: Far) -> None:
    quick = {path: pages for path, pages in TROUBLED.items() if path != "hangs.pdf"}
    far.put(quick)
    here, afar = far.on_this_machine(), far.from_afar()
    assert far.differences() == []
    assert (afar.ran, afar.loaded, afar.left, afar.troubles) == (here.ran, here.loaded, 0, [])
    assert far.from_afar().did_nothing
    assert not (far.out / ".scratch").exists()
    assert len(far.files.files("read")) == len(PAPERS) + len(quick)


def test_without_workers_there_is_one(far: Far) -> None:
    assert far.from_afar(workers=0).ran["read"] == len(PAPERS)


def test_later_stages_fetch_what_the_first_has_left(far: Far) -> None:
    far.on_this_machine()
    far.from_afar()
    for path in (far.out / "extract").iterdir():
        path.unlink()
    assert far.from_afar().ran == {"extract": 3}
    assert far.differences() == []


def test_a_lost_folder_is_made_from_what_lies_far(far: Far, tmp_path: Path) -> None:
    far.on_this_machine()
    far.from_afar()
    far.out = tmp_path / "new"
    far.out.mkdir()
    did = far.from_afar()
    assert (did.ran, did.loaded) == ({}, len(PAPERS))
    assert far.differences() == []


def test_files_damaged_afar_are_made_anew(far: Far) -> None:
    far.on_this_machine()
    far.from_afar()
    first, second, *_ = sorted(path.stem for path in (far.out / "extract").iterdir())
    far.files.put_bytes(f"read/{first}.pages", b"{}\n")
    far.files.remove(f"read/{second}.pages")
    for path in (far.out / "extract").iterdir():
        path.unlink()
    did = far.from_afar()
    assert (did.ran["read"], did.troubles) == (2, [])
    assert far.differences() == []


def test_a_paper_that_is_another_one_when_it_is_fetched(far: Far, monkeypatch: pytest.MonkeyPatch) -> None:
    fetch = FarFolder.fetch
    other = tiny_pdf("Council\n2024-03-06", "Next on 2024-04-02")

    def swapped(self: FarFolder, path: str, *rest: object) -> None:
        if path == "minutes.pdf":
            self.put_bytes(path, other)
        fetch(self, path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(FarFolder, "fetch", swapped)
    far.from_afar()
    assert ("council/minutes.pdf", "failed") in [row[:2] for row in verdicts(far.out)]
    monkeypatch.undo()
    far.from_afar()
    assert ("council/minutes.pdf", "ok") in [row[:2] for row in verdicts(far.out)]


def test_a_place_that_cannot_be_written_costs_the_papers_of_that_run(shared: Far) -> None:
    keep_at(shared.out, shared.files.address, lambda words: None)
    broken = Path(shared.files.address.removeprefix("tiny://")) / "BROKEN"
    broken.touch()
    did = shared.from_afar()
    assert did.left == len(PAPERS)
    assert all("could not be put at tiny://" in trouble for trouble in did.troubles)
    broken.unlink()
    assert shared.from_afar().left == 0
    shared.on_this_machine()
    assert shared.differences() == []


def test_workers_of_dask_look_fetch_and_put_themselves(shared: Far, cluster: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def here(far: FarFolder, path: str, file: FarFile) -> None:
        raise AssertionError(f"{path} is looked into here")

    monkeypatch.setattr(crews, "MANY_FILES", 1)
    monkeypatch.setattr(far_corpus, "_look_into", here)
    shared.put(TROUBLED)
    with OnDask(cluster, None, lambda words: None) as crew:
        did = shared.from_afar(crew)
    assert (did.left, did.troubles) == (0, [])
    shared.on_this_machine()
    assert shared.differences() == []


def test_in_memory_there_are_only_workers_of_this_process(far: Far, cluster: str) -> None:
    with OnDask(cluster, None, lambda words: None) as crew, pytest.raises(MinutebookError, match="does not see the folder memory://"):
        far.from_afar(crew)
    with (
        LocalCluster(n_workers=1, threads_per_worker=2, processes=False, dashboard_address="127.0.0.1:0") as dask,
        OnDask(dask.scheduler_address, None, lambda words: None) as crew,
    ):
        assert far.from_afar(crew).left == 0
    far.on_this_machine()
    assert far.differences() == []


def test_a_file_address_is_a_folder_of_this_machine(tmp_path: Path) -> None:
    put(tmp_path, "papers/one.pdf", "Minutes of the Council\nheld on 5 March 2024")
    code = (
        "import sys\nfrom pipeline.cli import main\n"
        f"main(['ingest', 'file://{tmp_path}/papers', '--out', '{tmp_path}/out'], standalone_mode=False)\nprint('fsspec' in sys.modules)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"
    assert not isinstance(files_of(tmp_path / "out"), FarStageFiles)


def verdicts(out: Path) -> list[tuple[object, ...]]:
    import sqlite3

    connection = sqlite3.connect(out / "minutebook.db")
    try:
        return connection.execute("select path, status, error from documents").fetchall()
    finally:
        connection.close()
