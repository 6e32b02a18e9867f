"""The process that paints pages of a PDF as PNGs, under limits of its own: `python -m pipeline.edges.painting`.

It reads one file, writes the pictures to its standard output one after the other, and may write no file at all. A PDF that takes too much
memory or time, or breaks PDFium, ends this process and nothing else. `pipeline.edges.painters` starts it.
"""

from __future__ import annotations

import hashlib
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from pipeline.edges.lifelines import end_with_parent, limit, limit_processor
from pipeline.edges.pictures import POINTS_AN_INCH, corner

if TYPE_CHECKING:
    from PIL.Image import Image

VERSION = 2
"""Raised when pages are painted in another way: those painted before are painted anew."""
DOTS_AN_INCH = 120
MOST_PIXELS = 5_000_000
MOST_FILE_BYTES = 400_000_000
MEMORY_BYTES = 2 << 30
CPU_SECONDS = 30
KEYWORD = "Page"
GREYS, COLOURS = 16, 256
"""What a page without and one with colours is painted in: a third of the bytes, and nobody sees the difference."""
DEEPEST = 8
"""So many forms within each other are looked through for pictures."""
OTHER_FILE, UNPAINTABLE = 3, 4
"""How the process ends when the file is not the one that was read, and when no page of it can be painted."""


class Painted(NamedTuple):
    """A page as a PNG, and the share of it that pictures cover, from 0 to 1."""

    png: bytes
    pictures: float


def opened(pdf: bytes, pages: int) -> Any:
    """The document, in PDFium. `pages` is how many pages the reader has counted.

    Raises ValueError when PDFium counts another number, for a page could then be taken for another, and pypdfium2's error when the PDF
    cannot be opened.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    if len(document) != pages:
        raise ValueError(f"{len(document)} pages instead of {pages}")
    return document


def paint(document: Any, number: int) -> Painted:
    """A page of a document. A text chunk of the PNG tells, in points, how wide and high the visible part of the sheet is, and where it
    begins on the sheet as it is shown, and behind that the version of the painter."""
    page = document[number - 1]
    try:
        width, height = page.get_size()
        most = (MOST_PIXELS / (width * height)) ** 0.5 if width * height > 0 else 1.0
        bitmap = page.render(scale=min(DOTS_AN_INCH / POINTS_AN_INCH, most), rev_byteorder=True)
        left, top = corner(page.get_rotation(), page.get_mediabox(), page.get_cropbox())
        place = " ".join(f"{points:.3f}" for points in (width, height, left, top))
        return Painted(_png(bitmap.to_pil().convert("RGB"), f"{place} {VERSION}"), _pictures(page))
    finally:
        page.close()


def _png(image: Image, told: str) -> bytes:
    """The picture in few colours, or in shades of grey where it has no colour."""
    from PIL import Image as Pictures
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text(KEYWORD, told)
    red, green, blue = (channel.tobytes() for channel in image.split())
    file = BytesIO()
    if red == green == blue:
        steps = 255 // (GREYS - 1)
        shades = bytes((value + steps // 2) // steps for value in range(256))
        grey = Pictures.frombytes("P", image.size, red.translate(shades))
        grey.putpalette([value * steps for value in range(GREYS) for _ in range(3)])
        grey.save(file, "PNG", bits=4, pnginfo=info)
    else:
        few = image.quantize(COLOURS, method=Pictures.Quantize.FASTOCTREE, dither=Pictures.Dither.NONE)
        few.save(file, "PNG", pnginfo=info)
    return file.getvalue()


def _pictures(page: Any) -> float:
    """The share of a page that pictures cover; what lies on each other counts each time, up to the whole."""
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    left, bottom, right, top = page.get_bbox()
    covered = 0.0
    for picture in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=DEEPEST):
        x0, y0, x1, y1 = picture.get_bounds()
        covered += max(0.0, min(x1, right) - max(x0, left)) * max(0.0, min(y1, top) - max(y0, bottom))
    area = (right - left) * (top - bottom)
    return min(1.0, covered / area) if area > 0 else 1.0


def write_pages(stream: BinaryIO, document: Any, numbers: list[int]) -> None:
    """Each page as a line of its number, the share of its pictures and the length of its PNG, and the PNG; a page that cannot be painted
    has the length 0."""
    for number in numbers:
        limit_processor(CPU_SECONDS)
        try:
            painted = paint(document, number)
        except Exception:
            painted = Painted(b"", 0.0)
        stream.write(b"%d %.4f %d\n" % (number, painted.pictures, len(painted.png)) + painted.png)
        stream.flush()


def main(arguments: list[str]) -> int:
    """0 when the pages are on the standard output, else why there is none.

    The arguments are the file, its SHA-256 in hex, how many pages there are, and the numbers of those to paint.
    """
    end_with_parent()
    limit(MEMORY_BYTES, 0)
    limit_processor(CPU_SECONDS)
    file, sha256, pages, numbers = Path(arguments[0]), arguments[1], int(arguments[2]), [int(number) for number in arguments[3:]]
    try:
        if file.stat().st_size > MOST_FILE_BYTES:
            return UNPAINTABLE
        pdf = file.read_bytes()
        if hashlib.sha256(pdf).hexdigest() != sha256:
            return OTHER_FILE
        document = opened(pdf, pages)
    except Exception:
        return UNPAINTABLE
    write_pages(sys.stdout.buffer, document, numbers)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
