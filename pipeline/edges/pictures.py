"""Pages of a PDF as pictures in shades of grey, painted by PDFium, which is loaded only when a page has to be looked at."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple, Self

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

    `pages` is how many pages others have counted: where PDFium counts another number, nothing is painted, for the numbers would differ.
    """

    def __init__(self, source: Path | BytesIO, pages: int) -> None:
        self._source = source
        self._pages = pages
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
        if len(self._pdf) != self._pages:
            raise ValueError(f"{len(self._pdf)} pages instead of {self._pages}")
        page = self._pdf[number - 1]
        try:
            width, height = page.get_size()
            most = (MOST_PIXELS / (width * height)) ** 0.5 if width * height > 0 else 1.0
            scale = min(dots_an_inch / POINTS_AN_INCH, most)
            bitmap = page.render(scale=scale, grayscale=True)
            left, top = corner(page.get_rotation(), page.get_mediabox(), page.get_cropbox())
            return Picture(bitmap.width, bitmap.height, _rows(bitmap), 1 / scale, left, top)
        finally:
            page.close()


def corner(rotation: int, media: tuple[float, ...], crop: tuple[float, ...]) -> tuple[float, float]:
    """Where the visible part of a sheet begins on it, in points from its left and its top as it is shown.

    The sheet and its visible part are given as left, bottom, right, top in the PDF's coordinates, before rotation (in degrees, clockwise).
    """
    left, bottom = max(0.0, crop[0] - media[0]), max(0.0, crop[1] - media[1])
    right, top = max(0.0, media[2] - crop[2]), max(0.0, media[3] - crop[3])
    return {90: (bottom, left), 180: (right, bottom), 270: (top, right)}.get(rotation, (left, top))


def _rows(bitmap: Any) -> bytes:
    """The pixels of a bitmap without what fills up its rows."""
    pixels = bytes(bitmap.buffer)
    width, stride = bitmap.width, bitmap.stride
    if stride == width:
        return pixels
    return b"".join([pixels[start : start + width] for start in range(0, stride * bitmap.height, stride)])
