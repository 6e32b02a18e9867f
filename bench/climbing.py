"""One size of a ladder of `bench/scale.py`: a load is made, and steps are measured on it; what no later step needs is deleted on the way.

A climb that was broken off goes on where it was: the step that was broken off is measured anew from its beginning, but that councils
which were brought in apart are not brought in again.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from asking import OURS, ROOT, ask, free_port, look, served
from made_load import Load, Writer, lasting_stages, make
from scaling import on_disk, only_stage_files

from pipeline.edges.code import program_digest

WHOLE = ("ingest", "again", "more", "search", "publish")
"""The steps on one database of all councils."""
STEPS = (*WHOLE, "apart", "federate", "across")
NEEDED = {"ingest": "made", **dict.fromkeys(WHOLE[1:], "ingest"), "apart": "made", "federate": "apart", "across": "federate"}
"""The step that leaves what a step works on."""
PROGRAM = [sys.executable, "-c", "from pipeline.cli import main; main()"]
MEASURED = """
from pipeline.cli import main
from pipeline.edges.processor import most_memory

try:
    main()
finally:
    print(most_memory())
"""
"""The program, which prints last what memory it took: what the system says of a process that has ended counts its parent's memory too."""
WITHOUT_PAPERS = ("--no-pictures", "--no-originals")
"""There are no papers behind a made load that could be shown."""
LARGEST = 3
"""The number of a council with more papers than most: the first county."""
KILOBYTES = {"made": 6, "ingest": 11, "publish": 10.5, "apart": 11, "federate": 6}
"""What a step writes for each page, a little more than was measured: so much of the disk has to be free."""
SECONDS_OF_SEARCH = 20.0
Figures = dict[str, Any]


def run(command: Sequence[str]) -> Figures:
    """Run a program to its end: its seconds of processor and of wall time, and what it said.

    Raises RuntimeError when it fails.
    """
    begun = time.monotonic()
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=said)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        words = said.read()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command[-4:])} ended with {process.returncode}:\n{words}")
    return {"cpu": used.ru_utime + used.ru_stime, "wall": time.monotonic() - begun, "said": words}


def run_step(*arguments: str) -> Figures:
    """A step of `bench/scaling.py`, with the wall time of its process."""
    ran = run([sys.executable, str(ROOT / "bench" / "scaling.py"), *arguments])
    figures: Figures = json.loads(ran["said"].splitlines()[-1])
    return figures | {"process_wall": ran["wall"]}


def run_program(*arguments: str) -> Figures:
    """A command of the program: its seconds of processor and of wall time, its peak of memory in megabytes."""
    ran = run([sys.executable, "-c", MEASURED, *arguments])
    return {"cpu": ran["cpu"], "wall": ran["wall"], "peak": float(ran["said"].splitlines()[-1])}


def search(out: Path, words_from: Path) -> Figures:
    """Searches that one reader makes one after the other: how many, and the milliseconds within which half and 95 of 100 were answered."""
    port = free_port()
    with served([*PROGRAM, "serve", "--out", str(out), "--port", str(port)], port):
        known = look(words_from)
        ask(port, {"search": OURS["search"]}, known, 1.0, 1)
        took, wrong, _ = ask(port, {"search": OURS["search"]}, known, SECONDS_OF_SEARCH, 1)
    times = took["search"]
    cuts = statistics.quantiles(times, n=20) if len(times) > 1 else times * 19
    return {"asked": len(times), "wrong": wrong, "half": statistics.median(times) * 1000, "most": cuts[-1] * 1000}


class Climb:
    """A load of about `pages` pages at `place`, and what was measured on it so far: `rung`, which `keep` is called to keep."""

    def __init__(self, place: Path, load: Load, pages: int, rung: Figures, keep: Callable[[], None]) -> None:
        self.place, self.load, self.pages, self.rung, self.keep = place, load, pages, rung, keep
        self.out = place / "extracted"
        self.left_by = {
            "made": place / "corpus",
            "ingest": self.out / "minutebook.db",
            "apart": place / "councils",
            "federate": place / "index",
        }

    def climb(self, steps: Sequence[str]) -> None:
        """Measure those of the steps that were not measured yet, in their order, and again what they need and is not there any more."""
        left = [step for step in STEPS if step in steps and step not in self.rung]
        if not left:
            return
        parted = self.left_by["apart"].exists() and not set(WHOLE).isdisjoint(left)
        if parted or not self._is_there("made"):
            self.clear()
            self.place.mkdir(parents=True)
        needed = set(_needed(left))
        for step in ("made", *STEPS):
            if step in left or (step in needed and not self._is_there(step)):
                self.rung.pop(step, None)
                if self._can(step):
                    print(f"  {step}", flush=True, file=sys.stderr)
                    self.rung[step] = {**self.measure(step), "code": code(), "on": today()}
                    self.rung["pages"] = next((self.rung[each]["pages"] for each in ("ingest", "apart") if each in self.rung), 0)
                    self.keep()

    def measure(self, step: str) -> Figures:
        """What a step takes, which leaves what the later ones need."""
        figures: Figures = getattr(self, f"_{step}")()
        return figures

    def clear(self) -> None:
        """Nothing of the load is there any more."""
        shutil.rmtree(self.place, ignore_errors=True)

    def _is_there(self, step: str) -> bool:
        """Whether what a step leaves, when it was gone through, is still there."""
        return step in self.rung and self.left_by[step].exists()

    def _can(self, step: str) -> bool:
        """Whether the step that it needs was gone through, and there is room enough for it."""
        return (step not in NEEDED or NEEDED[step] in self.rung) and self._has_room(step)

    def _has_room(self, step: str) -> bool:
        needed = KILOBYTES.get(step, 0) * 1000 * self.pages
        if step in ("ingest", "apart") and self.left_by["ingest"].exists():
            needed -= on_disk(self.left_by["ingest"])
        free = shutil.disk_usage(self.place).free
        if free > needed:
            return True
        print(f"  {step} is left out: it needs {needed / 1e9:.0f} GB of disk, and {free / 1e9:.0f} GB are free.", file=sys.stderr)
        return False

    # --- the steps ----------------------------------------------------------------------------------------------------

    def _made(self) -> Figures:
        begun = time.monotonic()
        for number, made in enumerate(make(self.place, self.load, stages=lasting_stages()), 1):
            if sys.stderr.isatty() or number % 10 == 0:
                print(f"\r  {made['pages']:,} pages made", end="", flush=True, file=sys.stderr)
        print(file=sys.stderr)
        return {"wall": time.monotonic() - begun}

    def _ingest(self) -> Figures:
        only_stage_files(self.out)
        return run_step("ingest", str(self.place))

    def _again(self) -> Figures:
        return run_step("again", str(self.place))

    def _more(self) -> Figures:
        writer = Writer(self.place, self.load, stages=lasting_stages())
        number = min(LARGEST, self.load.councils - 1)
        new = next(filter(None, (writer.council(number, more) for more in count(1))))
        return run_step("again", str(self.place)) | {"papers": len(new)}

    def _search(self) -> Figures:
        return search(self.out, self.left_by["ingest"])

    def _publish(self) -> Figures:
        shutil.rmtree(self.out / "public", ignore_errors=True)
        ran = run_program("publish", "--out", str(self.out), *WITHOUT_PAPERS)
        size = on_disk(self.out / "public")
        shutil.rmtree(self.out / "public")
        return {**ran, "bytes": size}

    def _apart(self) -> Figures:
        only_stage_files(self.out)
        return run_step("apart", str(self.place))

    def _federate(self) -> Figures:
        index = self.left_by["federate"]
        shutil.rmtree(index, ignore_errors=True)
        homes = sorted(self.left_by["apart"].iterdir())
        ran = run_program("federate", *(str(home / "extracted") for home in homes), "--out", str(index))
        return {**ran, "bytes": on_disk(index), "pages": self.rung["apart"]["pages"]}

    def _across(self) -> Figures:
        return search(self.left_by["federate"], min(self.left_by["apart"].iterdir()) / "extracted" / "minutebook.db")


def _needed(steps: Sequence[str]) -> Iterator[str]:
    """What these steps need, and what that needs."""
    for step in steps:
        while step in NEEDED:
            step = NEEDED[step]
            yield step


@cache
def code() -> str:
    """What the program's code is known by: a digest."""
    return program_digest()[:8]


def today() -> str:
    """The date of today in UTC."""
    return datetime.now(UTC).date().isoformat()
