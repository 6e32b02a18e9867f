"""How well tables are found and read: cell adjacency F1 on a folder of PDFs with the truth of the ICDAR 2013 competition beside them.

For each document the pairs of cells that stand next to each other (to the right or below, empty cells skipped) in all tables found are held
against those of all true tables, as multisets of the cells' letters and digits (Göbel and others, 2012; detection included), pooled over
the documents. The same is done on papers of our own making (`made_tables.py`) and on pages set as statistical reports are
(`made_reports.py`) and listings in typewriter's type (`made_listings.py`), most of whose tables have no rules.

    python bench/tables.py [FOLDER] [--worst N] [--only READER] [--seed N]
"""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.edges.pdf.document import open_pdf
from pipeline.read import read_pages

Pair = tuple[str, str, str]
Placed = tuple[int, int, int, int, str]
"""First and last row, first and last column, text."""
DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "papers" / "icdar2013"


def plain(text: str) -> str:
    """The letters and digits of a text in capitals, raised ones as others; how cells are compared."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).upper()


def pairs_of(cells: Iterable[Placed]) -> Counter[Pair]:
    """The pairs of neighbouring cells that hold text: each with the nearest to its right in each of its rows, and below in each column."""
    at: dict[tuple[int, int], int] = {}
    kept = [(r0, r1, c0, c1, plain(text)) for r0, r1, c0, c1, text in cells if plain(text)]
    for number, (r0, r1, c0, c1, _) in enumerate(kept):
        for row in range(r0, r1 + 1):
            for column in range(c0, c1 + 1):
                at[row, column] = number
    last_row = max((cell[1] for cell in kept), default=0)
    last_column = max((cell[3] for cell in kept), default=0)
    found: Counter[Pair] = Counter()
    for r0, r1, c0, c1, text in kept:
        right = {next((at[r, c] for c in range(c1 + 1, last_column + 1) if (r, c) in at), None) for r in range(r0, r1 + 1)}
        below = {next((at[r, c] for r in range(r1 + 1, last_row + 1) if (r, c) in at), None) for c in range(c0, c1 + 1)}
        for direction, neighbours in (("right", right), ("below", below)):
            for number in neighbours - {None}:
                found[text, kept[number][4], direction] += 1
    return found


def truth(path: Path) -> Counter[Pair]:
    """The true pairs of a document, from its structure file."""
    found: Counter[Pair] = Counter()
    for structure in sorted(path.parent.glob(f"{path.stem}_*-str.xml")):
        for table in ET.parse(structure).getroot().iter("table"):
            for region in table.iter("region"):
                cells: list[Placed] = []
                for cell in region.iter("cell"):
                    row, column = int(cell.get("start-row", 0)), int(cell.get("start-col", 0))
                    text = " ".join(content.text or "" for content in cell.iter("content"))
                    cells.append((row, int(cell.get("end-row", row)), column, int(cell.get("end-col", column)), text))
                found += pairs_of(cells)
    return found


def ours(path: Path) -> Counter[Pair]:
    """The pairs of our own tables."""
    found: Counter[Pair] = Counter()
    with open_pdf(path) as pdf:
        for page in read_pages(pdf.document, pdf.pages()):
            for table in page.tables:
                found += pairs_of(
                    (c.row, c.row + c.row_span - 1, c.column, c.column + c.column_span - 1, page.text[c.start : c.end]) for c in table.cells
                )
    return found


def stock(path: Path) -> Counter[Pair]:
    """The pairs of pdfplumber's default tables."""
    import pdfplumber

    found: Counter[Pair] = Counter()
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            for rows in page.extract_tables():
                found += pairs_of((r, r, c, c, text or "") for r, row in enumerate(rows) for c, text in enumerate(row))
            page.close()
    return found


def camelot_tables(path: Path) -> Counter[Pair]:
    """The pairs of camelot's tables: those with lines, else those told by white space."""
    import camelot

    tables = camelot.read_pdf(str(path), pages="all", flavor="lattice")
    if not len(tables):
        tables = camelot.read_pdf(str(path), pages="all", flavor="stream")
    found: Counter[Pair] = Counter()
    for table in tables:
        found += pairs_of((r, r, c, c, str(text)) for r, row in enumerate(table.df.values.tolist()) for c, text in enumerate(row))
    return found


READERS: dict[str, Callable[[Path], Counter[Pair]]] = {"minutebook": ours, "pdfplumber": stock, "camelot": camelot_tables}


def compare(papers: list[Path], only: list[str] | None, worst: int) -> None:
    """Print how each reader does on papers with their truth beside them, and our worst papers."""
    true = {paper: truth(paper) for paper in papers}
    print(f"{len(papers)} documents, {sum(sum(t.values()) for t in true.values()):,} true pairs of cells")
    for name, reader in READERS.items():
        if only and name not in only:
            continue
        try:
            found = {paper: reader(paper) for paper in papers}
        except ImportError:
            print(f"{name:<12} not installed")
            continue
        hit = sum(sum((found[p] & true[p]).values()) for p in papers)
        claimed, real = (sum(sum(pairs[p].values()) for p in papers) for pairs in (found, true))
        f1 = 2 * hit / max(claimed + real, 1)
        print(f"{name:<12} precision {hit / max(claimed, 1):.3f}  recall {hit / max(real, 1):.3f}  F1 {f1:.3f}")
        if name == "minutebook" and worst:
            lost = {p: sum((true[p] - found[p]).values()) + sum((found[p] - true[p]).values()) for p in papers}
            for paper in sorted(papers, key=lambda p: -lost[p])[:worst]:
                missed, extra = sum((true[paper] - found[paper]).values()), sum((found[paper] - true[paper]).values())
                print(f"  {paper.name}: {missed} missed, {extra} not true, of {sum(true[paper].values())}")


def with_truth(folder: Path) -> list[Path]:
    """The papers of a folder that have their truth beside them."""
    return sorted(p for p in folder.glob("*.pdf") if any(p.parent.glob(f"{p.stem}_*-str.xml")))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--worst", type=int, default=0, help="list our worst documents")
    parser.add_argument("--only", action="append", help="only this reader")
    parser.add_argument("--seed", type=int, default=7, help="the die's seed of the papers of our own making, 0 for none")
    arguments = parser.parse_args()
    papers = with_truth(arguments.folder)
    if papers:
        print(f"{arguments.folder.name}: ", end="")
        compare(papers, arguments.only, arguments.worst)
    else:
        print(f"No PDFs with truth in {arguments.folder}: nothing to measure there.")
    if arguments.seed:
        try:
            import made_listings
            import made_reports
            import made_tables
        except ImportError:
            print("Papers of our own making need reportlab, which is not installed.")
            return 0
        for make, what in (
            (made_tables.make, "Of our own making"),
            (made_reports.make, "Reports of our own making"),
            (made_listings.make, "Listings of our own making"),
        ):
            with TemporaryDirectory() as folder:
                make(Path(folder), arguments.seed)
                print(f"{what}, seed {arguments.seed}: ", end="")
                compare(with_truth(Path(folder)), arguments.only, arguments.worst)
    return 0


if __name__ == "__main__":
    sys.exit(main())
