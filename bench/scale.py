"""What growing costs: made loads of several sizes are linked, loaded, searched, published and federated, and exponents fitted.

    python bench/scale.py [--pages N...] [--one-council N...] [--load PLACE] [--steps STEP...] [--at PLACE] [--json FILE]
    python bench/scale.py --project FILE [--NAME VALUE...]

Two ladders are climbed. In the first a load has more and more councils (350 of them, over twenty years, make two million pages, see
bench/made_load.py); in the second one council meets more and more often. Of each size is printed what a page cost, in processor time, wall
time, memory and disk, and for each step the exponent k of `cost = c * pages ** k`: 1 says that a page costs the same however many there
are. On the largest size of the first ladder one more meeting's papers are ingested. Stages 1 to 4 are measured on papers: the evaluation
papers beside the checkout, else the sample. At the end stands what a council, a county and the country would cost by that.

`--pages 20000 200000 2000000` takes hours, and 40 GB of disk; a step for which the disk is too small is left out, and said so. `--load` is
a load that lies there already, made with --lasting; it stands for the largest size of the first ladder, and is used up. `--json` keeps what
was measured, `--project` prints it again, and what it means for a country. All assumptions of that are options, such as `--core-hour 0.06`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from asking import OURS, ROOT, ask, free_port, look, served
from made_load import Load, Writer, lasting_stages, make
from projection import Assumptions
from scale_report import report_lines
from scaling import on_disk
from speed import SAMPLE, SHARED

NATION, ONE_COUNCIL = (6_000, 18_000, 54_000), (6_000, 18_000, 54_000)
STEPS = ("ingest", "again", "more", "search", "publish", "apart", "federate")
PROGRAM = [sys.executable, "-c", "from pipeline.cli import main; main()"]
WITHOUT_PAPERS = ("--no-pictures", "--no-originals")
"""There are no papers behind a made load that could be shown."""
LARGEST = 3
"""The number of a council with more papers than most: the first county."""
ROOM = 1.3
"""A step that writes a copy needs so many times its size of free disk."""
SECONDS_OF_SEARCH = 10.0
Figures = dict[str, Any]


def run(command: Sequence[str]) -> Figures:
    """Run a program to its end: its seconds of processor and of wall time, its peak of memory in megabytes, what it said.

    Raises RuntimeError when it fails.
    """
    begun = time.monotonic()
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=said, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        words = said.read()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command[-4:])} ended with {process.returncode}:\n{words}")
    peak = used.ru_maxrss / 1024
    return {"cpu": used.ru_utime + used.ru_stime, "wall": time.monotonic() - begun, "peak": peak, "said": words}


def run_step(*arguments: str) -> Figures:
    """A step of `bench/scaling.py`, with the wall time of its process."""
    ran = run([sys.executable, str(ROOT / "bench" / "scaling.py"), *arguments])
    figures: Figures = json.loads(ran["said"].splitlines()[-1])
    return figures | {"process_wall": ran["wall"]}


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


def climb(place: Path, load: Load, steps: Sequence[str], made: bool, last: bool) -> Figures:
    """All steps on one size: the load is made at `place` unless it is there, and what is not needed any more is taken away."""
    begun = time.monotonic()
    if not made:
        for count in make(place, load, stages=lasting_stages()):
            print(f"\r  {count['pages']:,} pages made", end="", flush=True, file=sys.stderr)
        print(file=sys.stderr)
    rung: Figures = {"councils": load.councils, "made": time.monotonic() - begun}
    out = place / "extracted"
    for step in steps:
        print(f"  {step}", flush=True, file=sys.stderr)
        if step in ("ingest", "again"):
            rung[step] = run_step("ingest", str(place), *(["--cold"] if step == "again" else []))
        elif step == "more" and last:
            new = Writer(place, load, stages=lasting_stages()).council(min(LARGEST, load.councils - 1), more=1)
            rung[step] = run_step("ingest", str(place), "--cold") | {"papers": len(new)}
        elif step == "search":
            rung[step] = search(out, out / "minutebook.db")
        elif step == "publish" and _has_room(place, on_disk(out / "minutebook.db"), step):
            ran = run([*PROGRAM, "publish", "--out", str(out), *WITHOUT_PAPERS])
            rung[step] = ran | {"bytes": on_disk(out / "public")}
            shutil.rmtree(out / "public")
        elif step == "apart":
            (out / "minutebook.db").unlink(missing_ok=True)
            rung[step] = run_step("apart", str(place))
        elif step == "federate" and "apart" in rung:
            homes = sorted((place / "councils").iterdir())
            ran = run([*PROGRAM, "federate", *(str(home / "extracted") for home in homes), "--out", str(place / "index")])
            rung[step] = ran | {"bytes": on_disk(place / "index"), "pages": rung["apart"]["pages"]}
            rung["across"] = search(place / "index", homes[0] / "extracted" / "minutebook.db")
    rung["pages"] = next((rung[step]["pages"] for step in ("ingest", "apart") if step in rung), 0)
    return {name: _without_words(figures) for name, figures in rung.items()}


def _without_words(figures: Any) -> Any:
    return {name: value for name, value in figures.items() if name != "said"} if isinstance(figures, dict) else figures


def _has_room(place: Path, size: int, step: str) -> bool:
    free = shutil.disk_usage(place).free
    if free > ROOM * size:
        return True
    print(f"  {step} was left out: it needs {ROOM * size / 1e9:.0f} GB of disk, and {free / 1e9:.0f} GB are free.", file=sys.stderr)
    return False


def measure(told: argparse.Namespace) -> Figures:
    """Climb both ladders, and measure the stages on papers."""
    real = SHARED / "papers" / "real"
    papers = sorted((real if real.is_dir() else SAMPLE).rglob("*.pdf"))
    measured: Figures = {
        "measured_on": datetime.now(UTC).date().isoformat(),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "papers": "evaluation papers" if real.is_dir() else "sample",
        "ladders": {"nation": [], "council": []},
    }
    if told.papers:
        print(f"stages 1 to 4 on {len(papers)} papers", file=sys.stderr)
        measured["stages"] = run_step("stages", *map(str, papers))
        print("the same by Dask", file=sys.stderr)
        measured["dask"] = run([sys.executable, str(ROOT / "bench" / "overhead.py")])["said"].strip().splitlines()
    for ladder, sizes in (("nation", told.pages), ("council", told.one_council)):
        for pages in sizes:
            last = pages == sizes[-1]
            _keep(measured, told.json)
            print(f"{ladder}, {pages:,} pages", file=sys.stderr)
            load = Load.of_pages(pages) if ladder == "nation" else Load.of_one_council(pages)
            steps = [step for step in told.steps if ladder == "nation" or step in ("ingest", "search")]
            if told.load and ladder == "nation" and last:
                rung = climb(told.load, load, steps, made=True, last=True)
            else:
                with tempfile.TemporaryDirectory(dir=told.at) as name:
                    rung = climb(Path(name), load, steps, made=False, last=last)
            measured["ladders"][ladder].append(rung)
    _keep(measured, told.json)
    return measured


def _keep(measured: Figures, place: Path | None) -> None:
    if place:
        place.write_text(json.dumps(measured, indent=1) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", nargs="*", type=int, default=NATION, help="sizes of the first ladder")
    parser.add_argument("--one-council", nargs="*", type=int, default=ONE_COUNCIL, help="sizes of the second ladder")
    parser.add_argument("--load", type=Path, help="a load made with --lasting for the largest size of the first ladder; it is used up")
    parser.add_argument("--steps", nargs="+", choices=STEPS, default=STEPS)
    parser.add_argument("--no-papers", dest="papers", action="store_false", help="do not measure stages 1 to 4")
    parser.add_argument("--at", type=Path, help="a folder for the loads while they are needed, instead of the system's")
    parser.add_argument("--json", type=Path, help="where to keep what was measured")
    parser.add_argument("--project", type=Path, metavar="FILE", help="what was measured before: print what growing would cost")
    for part in fields(Assumptions):
        kind = type(part.default)
        parser.add_argument(f"--{part.name.replace('_', '-')}", type=kind, default=part.default, help=f"an assumption ({part.default:g})")
    told = parser.parse_args()
    assumed = Assumptions(**{part.name: getattr(told, part.name) for part in fields(Assumptions)})
    if told.project:
        measured = json.loads(told.project.read_text())
    else:
        measured = measure(told)
    print("\n".join(report_lines(measured, assumed)))


if __name__ == "__main__":
    main()
