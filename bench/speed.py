"""What a page costs: our reader and our whole pipeline beside other tools, on the same papers in the same run.

    python bench/speed.py [PDF...] [--rounds N] [--only TOOL...]

Each round takes all papers with one tool after the other, each in a process of its own; the table gives medians over the rounds
with the lowest and highest. CPU is that of the work alone, after one paper to warm up. The peak of memory is that of the whole process.

- `ours, reading` gives pages with words, lines and tables, repairs included;
- lines with `compiled` are the same with the modules that `make native` has compiled, when they are there; the others run without them;
- `ours, as stock` gives what `extract_text` and `extract_tables` give;
- `ours, whole` is an ingest into an empty database with full-text search, in one process, without OCR, which the other tools do not do
  either. It is measured the second time, when all its lists of spellings are loaded; what the first time took more is printed apart.

Without papers it takes a fixed list of the evaluation papers beside the checkout, else the sample corpus. Tools that are not installed
are left out. pdfplumber-rs is imported by the name of pdfplumber: install it in a folder of its own (`pip install --target FOLDER
pdfplumber-rs`) and name that folder in PDFPLUMBER_RS.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import logging
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.edges.compiled import SWITCH, compiled_state

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
RUST = "pdfplumber-rs"
WHOLE = "ours, whole"
COMPILED = ", compiled"
SAMPLE = ROOT / "corpus" / "sample"
PAPERS = (
    "papers/real/ayton_2019-05-07.pdf",
    "papers/real/broomhillcc_november25m.pdf",
    "papers/real/decoy_fgb-minutes-23-may-2022-final.pdf",
    "papers/real/kent_cab_2025-01-30_24-00115_-_Appendix_B_-_KCC_ICS_priorities_measures.pdf",
    "papers/real/kent_cab_2025-01-30_Appendix_I_Budget_Risk_Register_22.01.25.pdf",
    "papers/real/kent_cab_2025-01-30_Printed_minutes_30th-Jan-2025_10.00_Cabinet.pdf",
    "papers/real/kent_cab_2025-03-04_Cabinet_Report_4_March_2025.pdf",
    "papers/real/kent_cc_2025-02-13_19_December_2024_-_County_Council_minutes.pdf",
    "papers/real/milburn_minutes_2016-07-05_.pdf",
    "papers/real/nipissing_Agenda-April-18-2023.pdf",
    "papers/real/souldern_2023-03-30_SPC_minutes.pdf",
    "papers/real/suffolklibs_board-meeting-minutes-2016-05-26.pdf",
    "seeds/pdf/bromley_portfolio_plan_2018-22.pdf",
    "seeds/pdf/bromley_portfolio_plan_half_year_2013-14.pdf",
    "seeds/pdf/croydon_assrp_pack_2017-11-01.pdf",
)


def read_with_ours(path: Path) -> int:
    """Pages with words, lines and tables by our reader."""
    from pipeline.edges.pdf.document import open_pdf
    from pipeline.read import read_pages

    with open_pdf(path) as pdf:
        return sum(1 for _ in read_pages(pdf.document, pdf.pages()))


def read_as_stock(path: Path) -> int:
    """What stock pdfplumber gives, by our reader."""
    from pipeline.edges.pdf.document import open_pdf
    from pipeline.read.grid import stock_tables
    from pipeline.read.words import stock_text

    count = 0
    with open_pdf(path) as pdf:
        for page in pdf.pages():
            stock_text(page)
            stock_tables(page)
            count += 1
    return count


def read_with_pdfplumber(path: Path) -> int:
    """pdfplumber, stock or in Rust: extract_text and extract_tables."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.extract_tables()
            page.close()
        return len(pdf.pages)


def read_with_pdfminer(path: Path) -> int:
    """pdfminer.six: extract_text with its layout analysis."""
    from pdfminer.high_level import extract_text

    return extract_text(path).count("\f")


def read_with_pypdf(path: Path) -> int:
    """pypdf: extract_text."""
    import pypdf

    pages = pypdf.PdfReader(path).pages
    for page in pages:
        page.extract_text()
    return len(pages)


def read_with_pdfium(path: Path) -> int:
    """PDFium's own text, through pypdfium2."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(path)
    for page in pdf:
        page.get_textpage().get_text_range()
        page.close()
    return len(pdf)


def read_with_pdftotext(path: Path) -> int:
    """poppler's pdftotext."""
    text = subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True).stdout
    return text.count(b"\f")


def read_with_camelot(path: Path) -> int:
    """camelot: tables with lines."""
    import camelot

    return len({table.page for table in camelot.read_pdf(str(path), pages="all")})


def read_with_tabula(path: Path) -> int:
    """tabula: tables with lines."""
    import tabula

    return len(tabula.read_pdf(str(path), pages="all", silent=True))


TOOLS: dict[str, tuple[Callable[[Path], int], str | None]] = {
    "ours, reading": (read_with_ours, None),
    "ours, reading" + COMPILED: (read_with_ours, None),
    "ours, as stock": (read_as_stock, None),
    "ours, as stock" + COMPILED: (read_as_stock, None),
    WHOLE: (read_with_ours, None),
    WHOLE + COMPILED: (read_with_ours, None),
    "stock pdfplumber": (read_with_pdfplumber, "pdfplumber"),
    RUST: (read_with_pdfplumber, None),
    "pdfminer.six": (read_with_pdfminer, "pdfminer"),
    "pypdf": (read_with_pypdf, "pypdf"),
    "pdftotext": (read_with_pdftotext, None),
    "PDFium": (read_with_pdfium, "pypdfium2"),
    "camelot": (read_with_camelot, "camelot"),
    "tabula": (read_with_tabula, "tabula"),
}


def is_installed(tool: str) -> bool:
    """Whether a tool can be run here."""
    module = TOOLS[tool][1]
    if tool == "pdftotext":
        return shutil.which("pdftotext") is not None
    if tool == RUST:
        return "PDFPLUMBER_RS" in os.environ
    if tool.endswith(COMPILED):
        return compiled_state(ROOT / "pipeline") == "used"
    return module is None or importlib.util.find_spec(module) is not None


def cpu_seconds() -> float:
    """CPU time of this process and of those that it has waited for."""
    return time.process_time() + sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])


def run_tool(tool: str, papers: list[Path]) -> dict[str, Any]:
    """Read all papers once: CPU seconds, pages, peak of memory in megabytes, papers that failed."""
    logging.disable(logging.CRITICAL)
    read = TOOLS[tool][0]
    pages = failed = 0
    _attempt(read, papers[0])
    started = cpu_seconds()
    for path in papers:
        count = _attempt(read, path)
        failed += count is None
        pages += count or 0
    seconds = cpu_seconds() - started
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    return {"cpu": seconds, "pages": pages, "peak": peak, "failed": failed}


def run_whole(papers: list[Path]) -> dict[str, Any]:
    """Ingest all papers, from nothing to a database: the same figures for the second time, and the seconds that the first took more."""
    started = cpu_seconds()
    from pipeline.edges.database import Database
    from pipeline.running.plan import Limits, our_stages
    from pipeline.running.report import Silence
    from pipeline.running.run import Run

    first = 0.0
    with tempfile.TemporaryDirectory() as place:
        corpus = Path(place, "papers")
        corpus.mkdir()
        for number, path in enumerate(papers):
            shutil.copy(path, corpus / f"{number}-{path.name}")
        for name in ("first", "second"):
            out = Path(place, name)
            ran = Run(corpus, out, our_stages(ocr=False), Silence(), Limits(), 0).ingest()
            seconds, started = cpu_seconds() - started, cpu_seconds()
            first = seconds if name == "first" else first
        with Database.read(out / "minutebook.db") as database:
            counts = database.counts()
    if ran.left or ran.troubles or not counts["pages"]:
        raise RuntimeError(f"The ingest was not whole: {ran.left} papers left, {ran.troubles}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"cpu": seconds, "pages": counts["pages"], "peak": peak, "failed": 0, "start": first - seconds}


def _attempt(read: Callable[[Path], int], path: Path) -> int | None:
    try:
        return read(path)
    except Exception:
        return None


def measure(tools: list[str], papers: list[Path], rounds: int) -> dict[str, list[dict[str, Any]]]:
    """The results of every round, tools in turn in each."""
    results: dict[str, list[dict[str, Any]]] = {tool: [] for tool in tools}
    for _ in range(rounds):
        for tool in tools:
            command = [sys.executable, __file__, "--run", tool, *map(str, papers)]
            folder = os.environ["PDFPLUMBER_RS"] if tool == RUST else str(ROOT)
            environment = {**os.environ, "PYTHONPATH": folder, SWITCH: "1" if tool.endswith(COMPILED) else "0"}
            done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
            results[tool].append(json.loads(done.stdout.splitlines()[-1]))
    return results


def print_table(results: dict[str, list[dict[str, Any]]], pages: int) -> None:
    """The table: a line a tool, its CPU beside that of stock pdfplumber in the same rounds."""
    stock = results.get("stock pdfplumber")
    cores = os.cpu_count() or 1
    print(f"{'tool':<26}{'CPU ms a page':>26}{'pages/s':>9}{'peak MB':>9}{'of stock':>26}{'failed':>8}")
    for tool, runs in results.items():
        costs = [run["cpu"] / pages * 1000 for run in runs]
        cost = f"{statistics.median(costs):.2f} ({min(costs):.2f} to {max(costs):.2f})"
        pace = cores * 1000 / statistics.median(costs)
        share = ""
        if stock:
            ratios = [other["cpu"] / run["cpu"] for run, other in zip(runs, stock, strict=True)]
            share = f"1/{statistics.median(ratios):.1f} (1/{min(ratios):.1f} to 1/{max(ratios):.1f})"
        print(f"{tool:<26}{cost:>26}{pace:>9.0f}{max(run['peak'] for run in runs):>9.0f}{share:>26}{max(run['failed'] for run in runs):>8}")


def print_whole(results: dict[str, list[dict[str, Any]]]) -> None:
    """What starting costs the pipeline, and how it stands to pdftotext."""
    plain = results.get("pdftotext")
    for name in (WHOLE, WHOLE + COMPILED):
        whole = results.get(name)
        if whole:
            print(f"{name}: starting took {statistics.median(run['start'] for run in whole):.2f} s of CPU besides, once.")
        if whole and plain:
            times = [run["cpu"] / other["cpu"] for run, other in zip(whole, plain, strict=True)]
            print(f"{name}: {statistics.median(times):.1f} times pdftotext ({min(times):.1f} to {max(times):.1f}).")


def find_papers(named: list[Path]) -> list[Path]:
    """The papers to read."""
    shared = [SHARED / name for name in PAPERS]
    if named:
        return named
    return [path for path in shared if path.exists()] or sorted(SAMPLE.rglob("*.pdf"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("papers", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", action="extend", nargs="+", choices=list(TOOLS), metavar="TOOL", help="the tools to run")
    parser.add_argument("--run", choices=list(TOOLS), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    for path in arguments.papers:
        if not path.is_file():
            parser.error(f"there is no file {path}")
    if arguments.run:
        logging.disable(logging.CRITICAL)
        print(json.dumps(run_whole(arguments.papers) if arguments.run.startswith(WHOLE) else run_tool(arguments.run, arguments.papers)))
        return
    papers = find_papers(arguments.papers)
    if not arguments.papers and SAMPLE in papers[0].parents:
        print("The evaluation papers are not beside this checkout: measured on the sample corpus, which is small.")
    tools = [tool for tool in arguments.only or TOOLS if is_installed(tool)]
    results = measure(tools, papers, arguments.rounds)
    pages = max(run["pages"] for runs in results.values() for run in runs)
    print(f"{len(papers)} papers, {pages} pages, {arguments.rounds} rounds, Python {sys.version.split()[0]}, {os.cpu_count()} cores")
    print_table(results, pages)
    print_whole(results)


if __name__ == "__main__":
    main()
