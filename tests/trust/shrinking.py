"""The PDF reader, over a file that somebody cuts short as soon as it is open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.edges.ocr import Engine
from pipeline.edges.pdf.document import OpenPDF
from pipeline.edges.pdf.document import open_pdf as open_whole


@contextmanager
def open_pdf(path: Path, engine: Engine | None = None) -> Iterator[OpenPDF]:
    """The PDF at `path`, of which only the first half is left when its pages are asked for."""
    with open_whole(path, engine) as pdf:
        if path.name.startswith("shrinks"):
            with path.open("r+b") as file:
                file.truncate(path.stat().st_size // 2)
        yield pdf
