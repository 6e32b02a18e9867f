"""Ingests in processes of their own that are killed, or whose writes fail, at a chosen step; and the rows that are there afterwards."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
from tiny_ingest import STAGES
from tiny_papers import put

from pipeline.edges.schemas import tables
from pipeline.edges.steps import FAULT, LOG, RECORD
from pipeline.plan import Limits
from pipeline.report import Silence
from pipeline.run import Run

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
OF_THE_CLOCK = {"runs", "changes"}


class Ended(NamedTuple):
    """How an ingest ended: its exit code (negative: the signal), what it said, and the steps that it took."""

    code: int
    said: str
    steps: list[str]


class Scene:
    """A corpus, and the output folder as it was before the ingest that is to be disturbed."""

    def __init__(self, folder: Path, changed: bool) -> None:
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

    def ingest(self, out: Path, fault: str = "", mutant: str = "") -> Ended:
        """How an ingest into `out` ended; `fault` is as the steps' module has it, such as `3:kill`."""
        log = self.folder / "steps"
        log.unlink(missing_ok=True)
        variables = {**os.environ, LOG: str(log), FAULT: fault, "MINUTEBOOK_MUTANT": mutant, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
        done = subprocess.run(
            [sys.executable, str(HERE / "tiny_ingest.py"), str(self.corpus), str(out)],
            env=variables, capture_output=True, text=True, timeout=120, check=False, start_new_session=True,
        )  # fmt: skip
        taken = log.read_bytes() if log.exists() else b""
        steps = [taken[at : at + RECORD].decode().strip() for at in range(0, len(taken), RECORD)]
        return Ended(done.returncode, done.stdout + done.stderr, steps)

    def ingest_here(self, out: Path) -> Ended:
        """How an undisturbed ingest into `out` ended, run in this process, which is quicker."""
        did = Run(self.corpus, out, STAGES, Silence(), Limits(), workers=1).ingest()
        return Ended(1 if did.troubles or did.left else 0, "\n".join([*did.troubles, *did.notes]), [])

    def trouble_after(self, fault: str, mutant: str = "") -> list[str]:
        """What is wrong after an ingest that went wrong and one that did not; empty when nothing is."""
        out = self.fresh("disturbed")
        ended = self.ingest(out, fault, mutant)
        wrong = []
        if "Traceback" in ended.said:
            wrong.append(f"no words for a person: {ended.said[-1500:]}")
        if fault.endswith("kill") and ended.code != -9:
            wrong.append(f"not killed, but ended with {ended.code}: {ended.said}")
        wrong += [f"half a file under its own name: {path.relative_to(out)}" for path in halves(out)]
        again = self.ingest(out, mutant=mutant) if mutant else self.ingest_here(out)
        if again.code != 0:
            wrong.append(f"the next run ended with {again.code}: {again.said[-1500:]}")
        return wrong + differences(self.rows, rows_of(out))


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
            whole = lines[-1] == b"" and (lines[-2].startswith(b"# ") or path.parent.name in ("register", "load"))
            if path.parent.name in ("register", "load"):
                msgspec.json.decode(lines[-2])
        except (msgspec.MsgspecError, IndexError):
            whole = False
        if not whole:
            yield path
