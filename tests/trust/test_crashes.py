"""An ingest that is killed, or whose writes fail, at any of its steps: after the next run the rows are those of an undisturbed one.

Most tests take some of the steps here; those marked `slow` take all of them.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from crashing import ENVIRONMENT, HERE, Nursery, Scene, differences, rows_of
from tally import Tally
from tiny_mutants import MUTANTS

SOME = 4
"""How many of the steps are tried where not all are."""
DAMAGES = ["flipped", "cut", "holed", "zeros", "empty", "gone", "nonsense"]
ERRORS = ["{}:EIO", "{}+:ENOSPC", "{}+:EACCES"]


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    with Nursery() as nursery:
        yield nursery


@pytest.fixture(scope="module", params=["a first ingest", "an ingest of changed papers"])
def scene(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, nursery: Nursery) -> Scene:
    return Scene(tmp_path_factory.mktemp("scene"), nursery, changed=request.param != "a first ingest")


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory, nursery: Nursery) -> Scene:
    return Scene(tmp_path_factory.mktemp("scene"), nursery, changed=True)


def some(scene: Scene) -> list[int]:
    """A few steps, others every time a step is added, among them one in the middle of the rows."""
    middle = [number for number, name in enumerate(scene.steps, 1) if name.startswith("insert rows into pages")]
    return sorted({*random.Random(len(scene.steps)).sample(range(1, len(scene.steps) + 1), SOME - 1), middle[0]})


def check(scene: Scene, faults: list[str], row: str, tally: Tally, with_workers: bool = False) -> None:
    troubles = {}
    for fault in faults:
        wrong = scene.trouble_after(fault, with_workers=with_workers)
        tally.add(row, not wrong, 1)
        if wrong:
            troubles[f"{fault} {scene.steps[int(fault.partition(':')[0].strip('+')) - 1]}"] = wrong
    rows = sum(line.startswith(("lost", "too many")) for wrong in troubles.values() for line in wrong)
    tally.add("lost or doubled rows", rows, len(faults))
    assert not troubles


def test_steps_are_counted(scene: Scene) -> None:
    assert len(scene.steps) > 100
    assert {"open a new file", "write a block", "sync a file", "put a file in its place", "commit", "insert rows into pages"} <= {
        *scene.steps
    }


def test_killed_at_some_steps(scene: Scene, tally: Tally) -> None:
    check(scene, [f"{number}:kill" for number in some(scene)], "kill points", tally, with_workers=True)


@pytest.mark.slow
def test_killed_at_every_step(scene: Scene, tally: Tally) -> None:
    check(scene, [f"{number}:kill" for number in range(1, len(scene.steps) + 1)], "kill points", tally)


def test_failing_at_some_writes(changed: Scene, tally: Tally) -> None:
    faults = [error.format(number) for number, error in zip(some(changed), ERRORS, strict=False)]
    check(changed, faults, "failed writes", tally, with_workers=True)


@pytest.mark.slow
@pytest.mark.parametrize("error", ERRORS)
def test_failing_at_every_write(scene: Scene, tally: Tally, error: str) -> None:
    check(scene, [error.format(number) for number in range(1, len(scene.steps) + 1)], "failed writes", tally)


def test_files_that_the_system_cuts_short(scene: Scene, tally: Tally) -> None:
    """No hook: the system itself refuses to let a file grow, the database and its log among them, wherever the write may stand."""
    whole = (scene.expected / "minutebook.db").stat().st_size
    for most_bytes in (100, 600, 4096, 30_000, *(whole * part // 8 for part in range(1, 9))):
        wrong = scene.trouble_after("", most_bytes=most_bytes)
        tally.add("failed writes", not wrong, 1)
        assert not wrong, most_bytes


@pytest.mark.slow
def test_killed_at_random_moments(changed: Scene, tally: Tally) -> None:
    """Between the steps too: inside SQLite, inside the system. Every other time the run alone is killed, and its worker ends with it."""
    for seed in range(12):
        out = changed.fresh("disturbed")
        process = start(changed, out)
        time.sleep(random.Random(seed).uniform(0.2, 1.5))
        if seed % 2:
            process.kill()
        else:
            kill_group(process)
        process.wait()
        assert changed.ingest(out).code == 0
        wrong = differences(changed.rows, rows_of(out))
        tally.add("kill points", not wrong, 1)
        assert not wrong


def start(scene: Scene, out: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(HERE / "tiny_ingest.py"), str(scene.corpus), str(out)],
        env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip


def kill_group(process: subprocess.Popen[str]) -> None:
    os.killpg(process.pid, signal.SIGKILL)


def test_two_ingests_at_once(changed: Scene, tally: Tally) -> None:
    """One does the work, the other says that somebody is at it, or comes later and finds nothing to do."""
    with tally.one("faults survived"):
        out = changed.fresh("disturbed")
        both = [start(changed, out), start(changed, out)]
        said = [process.communicate(timeout=60)[0] for process in both]
        codes = sorted(process.returncode for process in both)
        assert codes in ([0, 0], [0, 4])
        assert codes == [0, 0] or any("Another ingest" in words for words in said)
        assert not differences(changed.rows, rows_of(out))


@pytest.mark.parametrize("stage", ["read", "divide", "extract"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_stage_files(changed: Scene, tally: Tally, stage: str, damage: str) -> None:
    """Every file of a stage is damaged, and the database has to be made from them again."""
    with tally.one("faults survived"):
        out = changed.folder / "damaged"
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(changed.expected, out)
        paths = [path for path in (out / stage).iterdir() if not path.name.startswith(".")]
        assert paths
        for path in paths:
            damage_file(path, damage)
        (out / "minutebook.db").unlink()
        assert changed.ingest(out).code == 0
        assert not without_changes(differences(changed.rows, rows_of(out)))


@pytest.mark.parametrize("damage", DAMAGES)
def test_stage_files_that_a_power_cut_took(changed: Scene, tally: Tally, damage: str) -> None:
    """They are not synced, so that no paper waits for the disk: all that earlier runs have made may be missing, or only seem whole."""
    with tally.one("faults survived"):
        out = changed.fresh("disturbed")
        paths = [path for stage in ("read", "divide", "extract") for path in (out / stage).iterdir() if not path.name.startswith(".")]
        assert len(paths) > 3
        for path in paths:
            damage_file(path, damage)
        assert changed.ingest(out).code == 0
        assert not differences(changed.rows, rows_of(out))


NOTES = (
    "register/files.json", "register/files.changes.json", "register/corpus.json", "load/state.json", "load/ledger.json",
    "load/ledger.changes.json",
)  # fmt: skip


@pytest.mark.parametrize("name", NOTES)
@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_notes_of_the_run(changed: Scene, tally: Tally, name: str, damage: str) -> None:
    """What the run notes for its next one, of files or of the database, is not believed when it was altered."""
    with tally.one("faults survived"):
        out = changed.folder / "damaged"
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(changed.expected, out)
        damage_file(out / name, damage)
        assert changed.ingest(out).code == 0
        assert not differences(changed.rows, rows_of(out))


def damage_file(path: Path, damage: str) -> None:
    content = path.read_bytes()
    if damage == "gone":
        path.unlink()
    elif damage == "flipped":  # one letter of the last value, still JSON
        lines = content.split(b"\n")
        place = -3 if len(lines) > 3 else 0
        lines[place] = lines[place].replace(b"a", b"b", 1)
        path.write_bytes(b"\n".join(lines))
    else:
        front, hole = content[: len(content) // 2], b"\x00" * (len(content) - len(content) // 2)
        holed = front + hole[:-20] + content[-min(20, len(hole)) :]
        path.write_bytes({"cut": front, "holed": holed, "zeros": front + hole, "empty": b"", "nonsense": b"\x00\xff{[" * 50}[damage])


def without_changes(wrong: list[str]) -> list[str]:
    """What is wrong but for the record of changes and files that are gone, with their number, which a new database begins anew."""
    return [line for line in wrong if " changes: " not in line and " files: " not in line and "('rows of files', " not in line]


@pytest.mark.parametrize("place", [0, 30, 4096 + 8, 40000, 100000])
def test_damaged_database(changed: Scene, tally: Tally, place: int) -> None:
    with tally.one("faults survived"):
        out = changed.folder / "damaged"
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(changed.expected, out)
        with (out / "minutebook.db").open("r+b") as file:
            file.seek(place)
            file.write(b"\xee" * 3000)
        ended = changed.ingest(out)
        assert ended.code == 0
        assert "damaged" in ended.said
        assert (out / "minutebook.db.damaged-1").exists()
        assert not without_changes(differences(changed.rows, rows_of(out)))


def test_database_cut_short(changed: Scene, tally: Tally) -> None:
    with tally.one("faults survived"):
        out = changed.folder / "damaged"
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(changed.expected, out)
        whole = (out / "minutebook.db").read_bytes()
        (out / "minutebook.db").write_bytes(whole[: len(whole) // 2])
        assert changed.ingest(out).code == 0
        assert not without_changes(differences(changed.rows, rows_of(out)))


def test_older_schema(changed: Scene, tally: Tally) -> None:
    """A database without a column, a table and a view of today has all their rows after the next run."""
    with tally.one("faults survived"):
        out = changed.folder / "damaged"
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(changed.expected, out)
        connection = sqlite3.connect(out / "minutebook.db")
        connection.executescript(
            "drop view overdue_actions; drop view slipped_actions; drop view action_tracker; drop table accuracy;"
            "alter table documents drop column producer; update settings set value = 'old' where name = 'schema';"
        )
        connection.close()
        assert changed.ingest(out).code == 0
        wrong = differences(changed.rows, rows_of(out))
        assert not [line for line in wrong if "changes" not in line]
        assert all("'documents'" in line and "'changed'" in line for line in wrong)


def test_newer_schema_is_left_alone(changed: Scene, tally: Tally) -> None:
    with tally.one("faults survived"):
        out = changed.folder / "damaged"
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(changed.expected, out)
        connection = sqlite3.connect(out / "minutebook.db")
        connection.execute("pragma user_version = 99")
        connection.commit()
        connection.close()
        before = (out / "minutebook.db").read_bytes()
        ended = changed.ingest(out)
        assert ended.code == 6
        assert "later Minutebook" in ended.said
        assert (out / "minutebook.db").read_bytes() == before


@pytest.mark.parametrize("mutant", MUTANTS)
def test_mutants_are_caught(changed: Scene, tally: Tally, mutant: str) -> None:
    """The tests above can fail: each way of writing that is wrong on purpose is found out by a kill at one of the steps."""
    with tally.one("mutants caught"):
        steps = changed.ingest(changed.fresh("disturbed"), mutant=mutant).steps
        aim, fault = {
            "a write that is not atomic": ("write a block", "{}:kill"),
            "a torn file that is believed": ("write a block", "{}:kill"),
            "rows outside the transaction": ("record the changes of", "{}:kill"),
            "a document that counts as loaded too early": ("insert rows into", "{}:kill"),
            "a file that is kept although its write failed": ("write a block", "{}:EIO"),
            "rows that are kept although one failed": ("insert rows into", "{}:EIO"),
        }[mutant]
        numbers = [number for number, name in enumerate(steps, 1) if name.startswith(aim)]
        random.Random(1).shuffle(numbers)
        assert any(changed.trouble_after(fault.format(number), mutant) for number in numbers)
