"""The steps of `bench/scale.py`, each run in a process of its own, so that its processor time and its peak of memory are its own.

    python bench/scaling.py ingest PLACE      a made load is linked and loaded
    python bench/scaling.py again PLACE       the same once more, as a program that has just begun
    python bench/scaling.py apart PLACE       its councils are parted, and each is linked and loaded by itself
    python bench/scaling.py stages [PDF...]   papers are read, divided and extracted, with the time of each stage

The last line that a step prints is its figures, as JSON.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

from clocked_stages import Begun, begin, clocked, councils, taken
from made_load import Load, lasting_stages, make, part

from pipeline.edges.database import Database
from pipeline.edges.processor import most_memory, processor_seconds
from pipeline.running.plan import Limits, Stages, our_stages
from pipeline.running.report import Silence
from pipeline.running.run import Ran, Run

Figures = dict[str, Any]
PAPERS_WITH_PICTURES = 8
PARTS = 10
OF_THE_STAGES = ("read", "divide", "extract")


class Phases(Silence):
    """When an ingest came to look at its last file, and when it began to bring papers in, in seconds of processor."""

    def __init__(self) -> None:
        self.begun = self.looked = self.planned = processor_seconds()

    def looking(self, path: str) -> None:
        self.looked = processor_seconds()

    def loading(self, documents: int) -> None:
        self.planned = processor_seconds()


def ingest(corpus: Path, out: Path, stages: Stages, phases: Phases) -> Ran:
    """Ingest a corpus in this process, without workers. Raises RuntimeError when it was not whole."""
    ran = Run(corpus, out, stages, phases, Limits(), 0).ingest()
    if ran.left or ran.troubles:
        raise RuntimeError(f"The ingest was not whole: {ran.left} papers left, {ran.troubles}")
    return ran


def ingest_load(place: Path) -> Figures:
    """Link and load a made load: seconds of processor to look at its files, to plan, to link, to load, and of wall time;
    the bytes that were written."""
    begin()
    phases, wall, before = Phases(), time.monotonic(), written()
    ran = ingest(place / "corpus", place / "extracted", clocked(lasting_stages()), phases)
    load = processor_seconds() - phases.planned - taken["link"]
    figures: Figures = {"look": phases.looked - phases.begun, "plan": phases.planned - phases.looked, "link": taken["link"], "load": load}
    if ran.ran:
        raise RuntimeError(f"Stages were run that the load should have had: {ran.ran}")
    if len(councils) > PARTS:
        figures["along"] = along(councils)
    return {**figures, "wall": time.monotonic() - wall, "loaded": ran.loaded, "written": written() - before}


def along(councils: Sequence[Begun]) -> list[float]:
    """The seconds of processor that linking and loading a paper took, in each tenth of the councils as they came one after the other.

    The last council is left out: when it ends, other work begins.
    """
    cuts = [(len(councils) - 1) * number // PARTS for number in range(PARTS + 1)]
    papers = [sum(each.papers for each in councils[first:last]) for first, last in pairwise(cuts)]
    times = [after.at - before.at for before, after in pairwise(councils[cut] for cut in cuts)]
    return [time / count for time, count in zip(times, papers, strict=True)]


def ingest_councils(place: Path) -> Figures:
    """Part a load, and ingest its councils one after the other: the same figures and what they hold, summed; and the peak of memory.

    The files of the stages are deleted after each. What was measured of a council lies beside it, and is not measured again.
    """
    sums: Counter[str] = Counter()
    peak = 0.0
    for number, home in enumerate(part(place, place / "councils"), 1):
        kept = home / "measured.json"
        if not kept.exists():
            only_stage_files(home / "extracted")
            figures = {**ingest_load(home), **held(home / "extracted"), "peak": most_memory()}
            for stage in OF_THE_STAGES:
                shutil.rmtree(home / "extracted" / stage)
            kept.write_text(json.dumps(figures))
        measured = json.loads(kept.read_text())
        peak = max(peak, measured.pop("peak"))
        sums.update(measured)
        print(f"\r  {number} councils, {sums['pages']:,} pages", end="", flush=True, file=sys.stderr)
    return {**sums, "peak": peak}


def only_stage_files(out: Path) -> None:
    """Nothing in an output folder but what the stages have left."""
    for path in out.iterdir():
        if path.is_file():
            path.unlink()
        elif path.name not in OF_THE_STAGES:
            shutil.rmtree(path)


def ingest_papers(papers: Sequence[Path]) -> Figures:
    """Ingest papers from nothing, twice: the seconds of processor of each stage the second time, when all its lists are loaded."""
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as name:
        corpus = Path(name, "papers")
        corpus.mkdir()
        for number, path in enumerate(papers):
            shutil.copy(path, corpus / f"{number}-{path.name}")
        for out in (Path(name, "first"), Path(name, "second")):
            begin()
            phases, wall = Phases(), time.monotonic()
            ran = ingest(corpus, out, clocked(our_stages(ocr=False)), phases)
        load = processor_seconds() - phases.planned - taken["link"]
        figures: Figures = {"register": phases.looked - phases.begun, **taken, "load": load, "wall": time.monotonic() - wall}
        figures["files"] = phases.planned - phases.looked - sum(taken[stage] for stage in ("read", "divide", "extract"))
        figures |= {"papers": ran.documents, "paper_bytes": sum(path.stat().st_size for path in papers), **held(out)}
        return figures | recognise_pictures(corpus, out, Path(name))


def recognise_pictures(corpus: Path, out: Path, place: Path) -> Figures:
    """The seconds of processor, for each page, of recognising the pictures of some papers that have such pages, the program's own included;
    nothing when nothing here can, or there are none."""
    with Database.read(out / "minutebook.db") as database:
        empty = database.rows("select count(*) from pages where text_source = 'none'")[0][0]
        asked = (
            "select path, pages from documents where id in (select document_id from pages where text_source = 'none') order by pages, id"
        )
        found = [row["path"] for row in database.rows(asked)]
    chosen = place / "pictures"
    chosen.mkdir()
    for name in found[:PAPERS_WITH_PICTURES]:
        shutil.copy(corpus / name, chosen / name)
    seconds = {}
    for ocr in (False, True):
        begun = processor_seconds()
        ingest(chosen, place / f"pictures-{ocr}", our_stages(ocr), Phases())
        seconds[ocr] = processor_seconds() - begun
    with Database.read(place / "pictures-True" / "minutebook.db") as database:
        recognised = database.rows("select count(*) from pages where text_source = 'ocr'")[0][0]
    told = {"without_text": empty, "recognised": recognised}
    return told | ({"picture": (seconds[True] - seconds[False]) / recognised} if recognised else {})


def held(out: Path) -> Figures:
    """What an output folder holds: pages and documents, rows by table, bytes of the database and of the stages' files on disk."""
    with Database.read(out / "minutebook.db") as database:
        counts = {f"{name} rows": count for name, count in database.counts().items()}
        pages, documents, text = database.rows("select count(*), count(distinct document_id), sum(length(text)) from pages")[0]
    files = sum(on_disk(out / stage) for stage in OF_THE_STAGES)
    sizes = {"letters": text, "database": on_disk(out / "minutebook.db"), "stage_files": files}
    return {"pages": pages, "documents": documents, **sizes, **counts}


def on_disk(place: Path) -> int:
    """The bytes of disk that a file, or all files of a folder, take."""
    if place.is_file():
        return place.stat().st_blocks * 512
    with os.scandir(place) as entries:
        return sum(on_disk(Path(entry.path)) if entry.is_dir() else entry.stat().st_blocks * 512 for entry in entries)


def written() -> int:
    """The bytes that this process has handed to the system for the disk; 0 where the system does not say."""
    with suppress(OSError):
        return int(Path("/proc/self/io").read_text().split("\nwrite_bytes: ")[1].split("\n")[0])
    return 0


def _warm_up() -> None:
    """Load what an ingest loads, so that it is not measured."""
    with tempfile.TemporaryDirectory() as name:
        list(make(Path(name), Load(councils=1, years=1, meetings=3), stages=lasting_stages()))
        ingest(Path(name, "corpus"), Path(name, "extracted"), lasting_stages(), Phases())


def main() -> None:
    step, *given = sys.argv[1:]
    match step:
        case "stages":
            figures = ingest_papers([Path(name) for name in given])
        case "ingest":
            _warm_up()
            figures = ingest_load(Path(given[0]))
            figures |= {"peak": most_memory(), **held(Path(given[0], "extracted"))}
        case "again":
            figures = ingest_load(Path(given[0]))
        case "apart":
            _warm_up()
            figures = ingest_councils(Path(given[0]))
        case _:
            raise SystemExit(__doc__)
    print(json.dumps({"peak": most_memory(), **figures}))


if __name__ == "__main__":
    main()
