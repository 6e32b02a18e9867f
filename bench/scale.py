"""What growing costs: made loads of several sizes are linked, loaded, searched, published and federated, and exponents fitted.

    python bench/scale.py [--pages N...] [--one-council N...] [--steps STEP...] [--at PLACE] [--json FILE]
    python bench/scale.py --project FILE [--NAME VALUE...]

Two ladders are climbed. In the first a load has more and more councils (350 of them, over twenty years, make two million pages, see
bench/made_load.py); in the second one council meets more and more often. Of each size is printed what a page cost, in processor time, wall
time, memory and disk, and for each step the exponent k of `cost = c * pages ** k`: 1 says that a page costs the same however many there
are. Then one more meeting's papers are ingested. Stages 1 to 4 are measured on papers: the evaluation papers beside the checkout, else the
sample. At the end stands what a council, a county and the country would cost by that.

    python bench/scale.py --pages 20000 200000 2000000 --at PLACE --json measured.json

takes about three hours, and 55 GB of disk: what is not needed any more is deleted on the way, and a step for which the disk is too small is
left out, and said so. `--json` keeps what was measured after every step. Given again it goes on where it was: what is in that file is not
measured again, and the load in `--at` is used as far as it was brought. To measure something anew, take it out of the file.

`--project` prints what was measured, and what it means for a country. All assumptions of that are options, such as `--core-hour 0.06`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

from asking import ROOT
from climbing import STEPS, Climb, Figures, code, run, run_step, today
from made_load import Load
from projection import Assumptions
from scale_report import report_lines
from speed import SAMPLE, SHARED

NATION, ONE_COUNCIL = (6_000, 18_000, 54_000), (6_000, 18_000, 54_000)
LADDERS = {"nation": Load.of_pages, "council": Load.of_one_council}


def measure(told: argparse.Namespace) -> Figures:
    """Climb both ladders, and measure the stages on papers; what was kept already is not measured again."""
    measured: Figures = json.loads(told.json.read_text()) if told.json and told.json.exists() else {}
    measured.setdefault("ladders", {ladder: [] for ladder in LADDERS})

    def keep() -> None:
        measured["measured_on"] = today()
        measured["machine"] = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
        if told.json:
            beside = told.json.with_name(f".{told.json.name}.part")
            beside.write_text(json.dumps(measured, indent=1) + "\n")
            beside.replace(told.json)

    if told.papers:
        _measure_papers(measured, keep)
    with tempfile.TemporaryDirectory() as scratch:
        for ladder, sizes in (("nation", told.pages), ("council", told.one_council)):
            for pages in sizes:
                print(f"{ladder}, {pages:,} pages", file=sys.stderr)
                load = LADDERS[ladder](pages)
                rung = _rung_of(measured["ladders"][ladder], pages, load.councils)
                steps = [step for step in told.steps if ladder == "nation" or step in ("ingest", "search")]
                climb = Climb((told.at or Path(scratch)) / f"{ladder}-{pages}", load, pages, rung, keep)
                climb.climb(steps)
                if not told.leave:
                    climb.clear()
    return measured


def _measure_papers(measured: Figures, keep: Callable[[], None]) -> None:
    real = SHARED / "papers" / "real"
    papers = sorted((real if real.is_dir() else SAMPLE).rglob("*.pdf"))
    measured["papers"] = "evaluation papers" if real.is_dir() else "sample"
    if "stages" not in measured:
        print(f"stages 1 to 4 on {len(papers)} papers", file=sys.stderr)
        measured["stages"] = {**run_step("stages", *map(str, papers)), "code": code(), "on": today()}
        keep()
    if "dask" not in measured:
        print("the same by Dask", file=sys.stderr)
        measured["dask"] = run([sys.executable, str(ROOT / "bench" / "overhead.py")])["said"].strip().splitlines()
        keep()


def _rung_of(rungs: list[Figures], pages: int, councils: int) -> Figures:
    """What was measured of a size; it is put in its place among the others when nothing was yet."""
    for rung in rungs:
        if rung["asked"] == pages:
            return rung
    rungs.append({"asked": pages, "councils": councils, "pages": 0})
    rungs.sort(key=lambda rung: int(rung["asked"]))
    return _rung_of(rungs, pages, councils)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", nargs="*", type=int, default=NATION, help="sizes of the first ladder")
    parser.add_argument("--one-council", nargs="*", type=int, default=ONE_COUNCIL, help="sizes of the second ladder")
    parser.add_argument("--steps", nargs="+", choices=STEPS, default=STEPS)
    parser.add_argument("--no-papers", dest="papers", action="store_false", help="do not measure stages 1 to 4")
    parser.add_argument("--at", type=Path, help="a folder for the loads, so that a ladder that was broken off can be gone on with")
    parser.add_argument("--leave", action="store_true", help="leave the loads in --at when their steps are done, for other steps")
    parser.add_argument("--json", type=Path, help="where what was measured is kept, and gone on with")
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
