"""Whether our reader sees what stock pdfplumber sees: characters, words, text and cells, page by page.

    python bench/parity.py [FOLDER_OR_PDF...] [--most-pages N]

Without folders it takes the evaluation papers beside the checkout, else the sample corpus. Every page that differs is printed with
the reason; the command fails when fewer than 999 pages in 1,000 have identical words, text and cells, or a difference has no known reason.
"""

from __future__ import annotations

import argparse
import logging
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdftypes import PDFStream, resolve1

from pipeline.edges.pdf.document import OpenPDF, open_pdf
from pipeline.edges.pdf.operations import read_operations
from pipeline.edges.pdf.stock import to_drawn
from pipeline.errors import Unreadable
from pipeline.read.grid import stock_tables
from pipeline.read.words import find_words, stock_text, word_text
from pipeline.records import DrawnPage

ROOT = Path(__file__).resolve().parents[1]
SHARED = [ROOT.parent / "shared" / "papers", ROOT.parent / "shared" / "seeds"]
SAMPLE = [ROOT / "corpus" / "sample"]
WANTED = 0.999
COLUMNS = ("text", "x0", "x1", "top", "bottom", "size", "colour", "upright")
LOOK = re.compile(r"(?<=\d)-(?:Bold(?:Italic)?|Italic)\Z")
"""What our reader adds to a font's name that is a number, where only the font's program says how it looks."""
OTHER_ESCAPE = re.compile(rb"\\[^nrtbf()\\0-7\r\n]")


class Comparison:
    """The tally of one set of papers."""

    def __init__(self) -> None:
        self.pages = 0
        self.characters = 0
        self.with_tables = 0
        self.same: Counter[str] = Counter()
        self.unexplained = 0
        self.left_out: Counter[str] = Counter()

    def share(self, aspect: str) -> float:
        return self.same[aspect] / self.pages if self.pages else 0.0


def compare_paper(path: Path, most_pages: int, total: Comparison) -> Iterator[str]:
    """Compare one paper; a line for everything that differs."""
    try:
        with open_pdf(path) as ours, pdfplumber.open(path) as stock:
            yield from _compare_pages(path.name, ours, stock.pages, most_pages, total)
    except Unreadable as error:
        total.left_out[f"cannot be opened: {error}"] += 1
    except Exception as error:
        total.left_out[f"stock pdfplumber cannot open it ({type(error).__name__})"] += 1


def _compare_pages(name: str, ours: OpenPDF, stock: list[Any], most_pages: int, total: Comparison) -> Iterator[str]:
    if ours.document.page_count != len(stock):
        total.left_out[f"stock pdfplumber sees {len(stock)} of {ours.document.page_count} pages"] += 1
        return
    for page, other in zip(ours.pages(), stock, strict=True):
        if page.number > most_pages:
            return
        try:
            words = [word["text"] for word in other.extract_words()]
            wanted = _aspects(to_drawn(other), other.extract_text(), other.extract_tables(), words)
        except Exception as error:
            total.left_out[f"stock pdfplumber fails on the page ({type(error).__name__})"] += 1
            continue
        found = _aspects(page, stock_text(page), stock_tables(page), [word_text(page, word) for word in find_words(page)])
        total.pages += 1
        total.characters += len(page.text)
        total.with_tables += bool(wanted["cells"])
        differing = [aspect for aspect in wanted if wanted[aspect] != found[aspect]]
        total.same.update(aspect for aspect in wanted if aspect not in differing)
        if differing:
            reason = explain(other)
            total.unexplained += reason is None
            reason = reason or f"NO KNOWN REASON, {_first_difference(wanted, found)}"
            yield f"{name} page {page.number}: {', '.join(differing)} differ: {reason}"
        other.close()


def _aspects(page: DrawnPage, text: str, tables: Any, words: list[str]) -> dict[str, Any]:
    """Everything that should be equal on a page."""
    fonts = [LOOK.sub("", font) for font in page.fonts]
    columns = list(zip(*(getattr(page, column) for column in COLUMNS), (fonts[font] for font in page.font), strict=True))
    size = (page.width, page.height, page.rotation)
    return {"characters": columns, "words": words, "text": text, "cells": tables, "edges": page.edges, "images": page.images, "size": size}


def explain(page: Any) -> str | None:
    """Why our reader should differ from pdfplumber on a page of pdfplumber, None when it should not."""
    reasons = []
    streams = [stream for stream in map(resolve1, page.page_obj.contents) if isinstance(stream, PDFStream)]
    data = b"\n".join(stream.get_data() for stream in streams)
    operators = {operator for _, operator in read_operations(data)}
    if b'"' in operators:
        reasons.append('the operator " begins a new line, which pdfminer leaves out')
    if b"F" in operators:
        reasons.append("the operator F fills, which pdfminer leaves out")
    if b"BI" in operators:
        reasons.append("an inline image with long names or without an end, which pdfminer does not note")
    if OTHER_ESCAPE.search(data):
        reasons.append("a backslash before any other character stands for that character, which pdfminer drops")
    if b"Do" in operators:
        reasons.append("a form begins with the colour and font of its page, and does not move what follows it, unlike in pdfminer")
    if any(not stream.get_data() for stream in streams):
        reasons.append("a stream is torn; pdfminer drops all of it")
    return "; or ".join(reasons) or None


def _first_difference(wanted: dict[str, Any], found: dict[str, Any]) -> str:
    for aspect, value in wanted.items():
        other = found[aspect]
        if value != other:
            if isinstance(value, (list, str)) and len(value) == len(other):
                place = next(place for place, (one, two) in enumerate(zip(value, other, strict=True)) if one != two)
                return f"{aspect} {place}: {value[place]!r} / {other[place]!r}"
            return f"{aspect}: {value!r:.120} / {other!r:.120}"
    return ""


def find_papers(places: list[Path]) -> list[Path]:
    """The PDFs in the places, in the order of their names."""
    return sorted({path for place in places for path in ([place] if place.is_file() else place.rglob("*.pdf"))})


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("places", nargs="*", type=Path)
    parser.add_argument("--most-pages", type=int, default=1_000_000, help="read at most this many pages of each paper")
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)
    places = arguments.places or [place for place in SHARED if place.exists()] or SAMPLE
    papers = find_papers(places)
    total = Comparison()
    for path in papers:
        for line in compare_paper(path, arguments.most_pages, total):
            print(line)
    print(f"{len(papers)} papers, {total.pages} pages compared, {total.with_tables} of them with tables, {total.characters} characters")
    for aspect in ("characters", "words", "text", "cells", "edges", "images", "size"):
        print(f"  {aspect:<10} identical on {total.same[aspect]} pages: {total.share(aspect):.4f}")
    for reason, count in total.left_out.most_common():
        print(f"  not compared, {count}: {reason}")
    print(f"  differences without a known reason: {total.unexplained}")
    enough = all(total.share(aspect) >= WANTED for aspect in ("words", "text", "cells"))
    return 0 if enough and not total.unexplained else 1


if __name__ == "__main__":
    sys.exit(main())
