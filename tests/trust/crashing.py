"""Ingests in processes of their own that are killed, or whose writes fail, at a chosen step; and the rows that are there afterwards."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, Self

import msgspec
from tiny_papers import put

from pipeline.edges.schemas import tables
from pipeline.edges.steps import FAULT, LOG, RECORD

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name not in (LOG, FAULT)},
    "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}",
}
OF_THE_CLOCK = {"runs", "changes"}


class Ended(NamedTuple):
    """How an ingest ended: its exit code (negative: the signal), what it said, and the steps that it took."""

    code: int
    said: str
    steps: list[str]


class Nursery:
    """A process that forks one for each ingest, with everything loaded. Use it as a context manager."""

    def __enter__(self) -> Self:
        command = [sys.executable, str(HERE / "tiny_ingest.py")]
        self._process = subprocess.Popen(command, env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate(timeout=60)

    def ingest(self, corpus: Path, out: Path, log: Path, said: Path, fault: str, mutant: str, most_bytes: int) -> int:
        """The exit code of an ingest, negative when a signal ended it; what it said is in the file `said`, its steps in `log`.

        The system lets it write no file beyond `most_bytes`, 0 for any.
        """
        assert self._process.stdin
        assert self._process.stdout
        places = {"corpus": str(corpus), "out": str(out), "log": str(log), "said": str(said)}
        print(json.dumps({**places, "fault": fault, "mutant": mutant, "most_bytes": most_bytes}), file=self._process.stdin, flush=True)
        return int(self._process.stdout.readline())


class Scene:
    """A corpus, and the output folder as it was before the ingest that is to be disturbed."""

    def __init__(self, folder: Path, nursery: Nursery, changed: bool) -> None:
        self.nursery = nursery
        self.folder = folder
        self.corpus = folder / "papers"
        self.before = folder / "before"
        put(self.corpus, "council/minutes.pdf", "Council\n2024-03-05", "Next on 2024-04-02")
        put(self.corpus, "plan.pdf", "Parks plan\n2024-05-01")
        put(self.corpus, "copy.pdf", "Parks plan\n2024-05-01", "Once more")
        (self.corpus / "broken.pdf").write_bytes(b"%PDF-1.4 and no more")
        self.before.mkdir()
        if changed:
            assert self.ingest(self.before).code == 0
            (self.corpus / "plan.pdf").unlink()
            put(self.corpus, "copy.pdf", "Parks plan\n2024-05-02", "Once more")
            put(self.corpus, "new.pdf", "Council\n2024-06-07")
        self.expected = self.fresh("expected")
        ended = self.ingest(self.expected)
        assert ended.code == 0, ended.said
        self.steps = ended.steps
        self.rows = rows_of(self.expected)

    def fresh(self, name: str) -> Path:
        """The output folder as it was before."""
        place = self.folder / name
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(self.before, place)
        return place

    def ingest(self, out: Path, fault: str = "", mutant: str = "", most_bytes: int = 0) -> Ended:
        """How an ingest into `out` ended; `fault` is as the steps' module has it, such as `3:kill`."""
        log, said = self.folder / "steps", self.folder / "said"
        log.unlink(missing_ok=True)
        code = self.nursery.ingest(self.corpus, out, log, said, fault, mutant, most_bytes)
        return Ended(code, said.read_text(), steps_in(log))

    def ingest_with_workers(self, out: Path, fault: str = "") -> Ended:
        """The same, with a worker process, in a program that is started for it."""
        log = self.folder / "steps"
        log.unlink(missing_ok=True)
        done = subprocess.run(
            [sys.executable, str(HERE / "tiny_ingest.py"), str(self.corpus), str(out)],
            env={**ENVIRONMENT, LOG: str(log), FAULT: fault},
            capture_output=True, text=True, timeout=120, check=False, start_new_session=True,
        )  # fmt: skip
        return Ended(done.returncode, done.stdout + done.stderr, steps_in(log))

    def trouble_after(self, fault: str, mutant: str = "", with_workers: bool = False, most_bytes: int = 0) -> list[str]:
        """What is wrong after an ingest that went wrong and one that did not; empty when nothing is."""
        out = self.fresh("disturbed")
        ended = self.ingest_with_workers(out, fault) if with_workers else self.ingest(out, fault, mutant, most_bytes)
        wrong = []
        if "Traceback" in ended.said:
            wrong.append(f"no words for a person: {ended.said[-1500:]}")
        if fault.endswith("kill") and ended.code != -9:
            wrong.append(f"not killed, but ended with {ended.code}: {ended.said}")
        wrong += [f"half a file under its own name: {path.relative_to(out)}" for path in halves(out)]
        again = self.ingest(out, mutant=mutant)
        if again.code != 0:
            wrong.append(f"the next run ended with {again.code}: {again.said[-1500:]}")
        return wrong + differences(self.rows, rows_of(out))


def steps_in(log: Path) -> list[str]:
    """The steps that were written down, in their order."""
    taken = log.read_bytes() if log.exists() else b""
    return [taken[at : at + RECORD].decode().strip() for at in range(0, len(taken), RECORD)]


def rows_of(out: Path) -> dict[str, Counter[tuple[object, ...]]]:
    """The rows of every table, without what the clock says of them; and what changed, without when."""
    connection = sqlite3.connect(out / "minutebook.db")
    found = {}
    try:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        for table in tables().values():
            if table.name not in OF_THE_CLOCK:
                columns = ", ".join(f'"{name}"' for name, column in table.columns.items() if not column.clock)
                found[table.name] = Counter(connection.execute(f'select {columns} from "{table.name}"').fetchall())
        found["changes"] = Counter(connection.execute("select table_name, row_id, kind from changes").fetchall())
    finally:
        connection.close()
    return found


def differences(expected: dict[str, Counter[tuple[object, ...]]], found: dict[str, Counter[tuple[object, ...]]]) -> list[str]:
    """The rows that are lost, and those that are too many, a line each."""
    lost = [f"lost from {name}: {row}" for name in expected for row in (expected[name] - found[name]).elements()]
    return lost + [f"too many in {name}: {row}" for name in expected for row in (found[name] - expected[name]).elements()]


def halves(out: Path) -> Iterator[Path]:
    """The files of stages that are not whole."""
    for path in sorted(out.rglob("*.json*")):
        if path.name.startswith("."):
            continue
        lines = path.read_bytes().split(b"\n")
        try:
            for line in lines[:-2]:
                msgspec.json.decode(line)
            whole = lines[-1] == b"" and lines[-2].startswith(b"# ")
        except (msgspec.MsgspecError, IndexError):
            whole = False
        if not whole:
            yield path
