"""What a document costs by its size, and how busy two workers are kept.

    python bench/sizes.py [--pages N...] [--mix-only]

Packs are made of the papers of `bench/speed.py`, over and over, and ingested by the real program in one worker process without OCR: CPU
milliseconds a page, and the most memory that the worker and the parent took. Then a mix of one large pack and small papers with as many
pages together is ingested by two workers: the share of the time, from the first paper begun to the last one ended, in which each had
work. That share does not depend on how busy the machine is otherwise; the CPU time does a little.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from speed import ROOT, find_papers

SIZES = (50, 200, 1000, 3000)
LARGE = 400
SMALL = 15


def make_pack(papers: Sequence[Path], pages: int, place: Path) -> None:
    """A PDF of so many pages at `place`, of the papers' pages in turn."""
    import pikepdf

    with pikepdf.new() as pack:
        while len(pack.pages) < pages:
            for path in papers:
                with pikepdf.open(path) as paper:
                    pack.pages.extend(paper.pages)
        del pack.pages[pages:]
        pack.save(place)


def ingest(corpus: Path, out: Path, workers: int) -> dict[str, float]:
    """Ingest a corpus: pages, CPU seconds of workers and parent, their peaks in megabytes, the share of the time that workers had work."""
    logging.disable(logging.CRITICAL)
    from pipeline.edges.processor import most_memory, processor_seconds
    from pipeline.running.plan import Limits, our_stages
    from pipeline.running.report import Silence
    from pipeline.running.run import Run
    from pipeline.running.work import Done

    class Notes(Silence):
        pages = cpu = peak = busy = 0.0
        begun = last = 0.0

        def begins(self, jobs: int, documents: int, workers: int) -> None:
            self.begun = time.monotonic()

        def ended(self, path: str, done: Done) -> None:
            self.pages += done.pages
            self.cpu += done.cpu
            self.peak = max(self.peak, done.peak)
            self.busy += sum(done.ran.values())
            self.last = time.monotonic()

    notes = Notes()
    begun = processor_seconds()
    ran = Run(corpus, out, our_stages(ocr=False), notes, Limits(), workers).ingest()
    if ran.left or ran.troubles:
        raise RuntimeError(f"The ingest was not whole: {ran.left} papers left, {ran.troubles}")
    share = notes.busy / (workers * (notes.last - notes.begun))
    parent = processor_seconds() - begun
    return {"pages": notes.pages, "cpu": notes.cpu, "parent": parent, "peak": notes.peak, "parent_peak": most_memory(), "busy": share}


def ingested(corpus: Path, workers: int) -> dict[str, float]:
    """The same in a process of its own, so that its peak is its own."""
    command = [sys.executable, __file__, "--run", str(corpus), str(workers)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", nargs="+", type=int, default=SIZES)
    parser.add_argument("--mix-only", action="store_true", help="only how busy two workers are")
    parser.add_argument("--run", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.run:
        with tempfile.TemporaryDirectory() as out:
            print(json.dumps(ingest(Path(arguments.run[0]), Path(out), int(arguments.run[1]))))
        return
    papers = find_papers([])
    with tempfile.TemporaryDirectory() as place:
        if not arguments.mix_only:
            print(f"{'pages':>6}{'CPU ms a page':>15}{'in the worker':>15}{'worker MB':>11}{'parent MB':>11}")
            for size in arguments.pages:
                corpus = Path(place, str(size))
                corpus.mkdir()
                make_pack(papers, size, corpus / "pack.pdf")
                run = ingested(corpus, 1)
                whole, inside = ((run["cpu"] + run["parent"]) * 1000 / size, run["cpu"] * 1000 / size)
                print(f"{size:>6}{whole:>15.2f}{inside:>15.2f}{run['peak']:>11.0f}{run['parent_peak']:>11.0f}", flush=True)
        mix = Path(place, "mix")
        mix.mkdir()
        make_pack(papers, LARGE, mix / "large.pdf")
        for number, path in enumerate(papers):
            shutil.copy(path, mix / path.name)
            make_pack([*papers[number:], *papers[:number]], SMALL, mix / f"small-{number}.pdf")
        run = ingested(mix, 2)
        small = f"{2 * len(papers)} papers with {run['pages'] - LARGE:.0f} pages"
        print(f"A mix of a pack of {LARGE} pages and {small}, two workers: each had work {run['busy']:.0%} of the time.")


if __name__ == "__main__":
    main()
