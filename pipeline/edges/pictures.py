"""Pages of a PDF as pictures in shades of grey, painted by PDFium, which is loaded only when a page has to be looked at."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

if TYPE_CHECKING:
    from pipeline.edges.pdf.catalogue import Sheet

POINTS_AN_INCH = 72.0
MOST_PIXELS = 24_000_000
"""An A3 sheet at 300 dots an inch has 17.4 million; larger sheets are painted more coarsely."""


class Picture(NamedTuple):
    """A painted page: a byte a pixel (0 is black), row by row from the top.

    `scale` is how many points a pixel is wide and high, `left` and `top` where the picture's corner stands on the page: a page whose
    visible part is smaller than the sheet is painted in that part only.
    """

    width: int
    height: int
    grey: bytes
    scale: float
    left: float
    top: float


class Painter:
    """Paints pages of one PDF, a file or a copy of it in memory. Use it as a context manager.

    `sheets` are its pages as others see them: where PDFium counts another number, nothing is painted, for the pages would not match.
    """

    def __init__(self, source: Path | BytesIO, sheets: Sequence[Sheet]) -> None:
        self._source = source
        self._sheets = sheets
        self._pdf: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pdf is not None:
            self._pdf.close()

    def paint(self, number: int, dots_an_inch: int) -> Picture | None:
        """The page of that number, as it is shown; None when PDFium cannot paint it."""
        try:
            return self._paint(number, dots_an_inch)
        except MemoryError:
            raise
        except (RuntimeError, ValueError, IndexError, OSError):
            return None

    def _paint(self, number: int, dots_an_inch: int) -> Picture:
        if self._pdf is None:
            import pypdfium2

            source = self._source
            self._pdf = pypdfium2.PdfDocument(source if isinstance(source, Path) else source.getvalue())
        if len(self._pdf) != len(self._sheets):
            raise ValueError(f"{len(self._pdf)} pages instead of {len(self._sheets)}")
        page = self._pdf[number - 1]
        try:
            width, height = page.get_size()
            most = (MOST_PIXELS / (width * height)) ** 0.5 if width * height > 0 else 1.0
            scale = min(dots_an_inch / POINTS_AN_INCH, most)
            bitmap = page.render(scale=scale, grayscale=True)
            left, top = corner(page.get_rotation(), self._sheets[number - 1].mediabox, page.get_bbox())
            return Picture(bitmap.width, bitmap.height, _rows(bitmap), 1 / scale, left, top)
        finally:
            page.close()


def corner(rotation: int, sheet: tuple[float, ...], part: tuple[float, ...]) -> tuple[float, float]:
    """Where the visible part of a sheet begins on it, in points from its left and its top as it is shown.

    The sheet is given by two opposite corners, its visible part as left, bottom, right, top, both in the PDF's coordinates before rotation
    (in degrees, clockwise).
    """
    left, bottom = part[0] - min(sheet[0], sheet[2]), part[1] - min(sheet[1], sheet[3])
    right, top = max(sheet[0], sheet[2]) - part[2], max(sheet[1], sheet[3]) - part[3]
    return {90: (bottom, left), 180: (right, bottom), 270: (top, right)}.get(rotation, (left, top))


def _rows(bitmap: Any) -> bytes:
    """The pixels of a bitmap without what fills up its rows."""
    pixels = bytes(bitmap.buffer)
    width, stride = bitmap.width, bitmap.stride
    if stride == width:
        return pixels
    return b"".join([pixels[start : start + width] for start in range(0, stride * bitmap.height, stride)])
