"""The process that paints one page of a PDF as a PNG, under limits of its own: `python -m pipeline.edges.painting`.

It is run anew for every page, reads one file, writes the picture to its standard output, and may write no file at all. A PDF that
takes too much memory or time, or breaks PDFium, ends this process and nothing else.
"""

from __future__ import annotations

import hashlib
import struct
import sys
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any

from pipeline.edges.pictures import POINTS_AN_INCH, corner

DOTS_AN_INCH = 120
MOST_PIXELS = 5_000_000
MOST_FILE_BYTES = 400_000_000
MEMORY_BYTES = 2 << 30
CPU_SECONDS = 30
SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLOUR_TYPES = {1: 0, 3: 2, 4: 6}
KEYWORD = b"Page\0"


def paint(pdf: bytes, number: int, pages: int) -> bytes:
    """The page as a PNG in colour. A text chunk beside the header tells, in points, how wide and high the visible part of the sheet is,
    and where it begins on the sheet as it is shown.

    `pages` is how many pages the reader has counted. Raises ValueError when PDFium counts another number, for a page could then be
    taken for another, and pypdfium2's error when the PDF cannot be opened.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    if len(document) != pages:
        raise ValueError(f"{len(document)} pages instead of {pages}")
    page = document[number - 1]
    width, height = page.get_size()
    most = (MOST_PIXELS / (width * height)) ** 0.5 if width * height > 0 else 1.0
    bitmap = page.render(scale=min(DOTS_AN_INCH / POINTS_AN_INCH, most), rev_byteorder=True)
    left, top = corner(page.get_rotation(), page.get_mediabox(), page.get_cropbox())
    return _png(bitmap, (width, height, left, top))


def _png(bitmap: Any, place: tuple[float, float, float, float]) -> bytes:
    channels, pixels, row = bitmap.n_channels, bytes(bitmap.buffer), bitmap.width * bitmap.n_channels
    starts = range(0, bitmap.stride * bitmap.height, bitmap.stride)
    rows = b"".join([b"\0" + pixels[start : start + row] for start in starts])
    header = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 8, COLOUR_TYPES[channels], 0, 0, 0)
    text = KEYWORD + " ".join(f"{number:.3f}" for number in place).encode("ascii")
    parts = (_chunk(b"IHDR", header), _chunk(b"tEXt", text), _chunk(b"IDAT", zlib.compress(rows, 6)), _chunk(b"IEND", b""))
    return SIGNATURE + b"".join(parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _limit() -> None:
    """Bound what this process may take, where the system keeps to it."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(arguments: list[str]) -> int:
    """0 when the page is on the standard output, 1 when it could not be painted, 2 when the file is not the one that was read.

    The arguments are the file, its SHA-256 in hex, the page's number and how many pages there are.
    """
    _limit()
    file, sha256, number, pages = Path(arguments[0]), arguments[1], int(arguments[2]), int(arguments[3])
    try:
        if file.stat().st_size > MOST_FILE_BYTES:
            return 1
        pdf = file.read_bytes()
        if hashlib.sha256(pdf).hexdigest() != sha256:
            return 2
        sys.stdout.buffer.write(paint(pdf, number, pages))
        sys.stdout.buffer.flush()
    except Exception:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
