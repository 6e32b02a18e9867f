"""PDFium as a second opinion: asked, and loaded, only where what our own reader sees is doubtful."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any, Self

from pipeline.records import Glance

MOST_PAGES = 20_000
DOTS_A_POINT = 0.5
MOST_PIXELS = 1_000_000
DARK = 160
"""A pixel is ink when it is darker than this, of 255."""
LEAST_INK = 12
"""So many dark pixels are more than a speck: a short word has some tens."""


class SecondEngine:
    """What PDFium sees in one PDF, a file or a copy of it in memory. Use it as a context manager, or call `close`."""

    def __init__(self, source: Path | BytesIO) -> None:
        self._source = source
        self._pdf: Any = None
        self._gave_up = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        if self._pdf is not None:
            self._pdf.close()
            self._pdf = None

    def count_pages(self) -> int | None:
        """How many pages can be opened, not how many the file announces; None when PDFium cannot open the file, or there are too many."""
        pdf = self._open()
        if pdf is None or len(pdf) > MOST_PAGES:
            return None
        found = 0
        for number in range(len(pdf)):
            with suppress(RuntimeError, ValueError, IndexError):
                pdf[number].close()
                found += 1
        return found

    def glance(self, number: int) -> Glance | None:
        """What is seen on the page of that number; None when PDFium cannot open it."""
        pdf = self._open()
        if pdf is None:
            return None
        try:
            page = pdf[number - 1]
            try:
                return Glance(letters=_count_letters(page), ink=_shows_ink(page))
            finally:
                page.close()
        except (RuntimeError, ValueError, IndexError):
            return None

    def _open(self) -> Any:
        if self._pdf is None and not self._gave_up:
            import pypdfium2

            try:
                source = self._source
                self._pdf = pypdfium2.PdfDocument(source if isinstance(source, Path) else source.getvalue())
            except (RuntimeError, ValueError, OSError):
                self._gave_up = True
        return self._pdf


def _count_letters(page: Any) -> int:
    text = page.get_textpage()
    try:
        return sum(not letter.isspace() for letter in text.get_text_range())
    finally:
        text.close()


def _shows_ink(page: Any) -> bool:
    width, height = page.get_size()
    most = (MOST_PIXELS / (width * height)) ** 0.5 if width * height > 0 else 1.0
    bitmap = page.render(scale=min(DOTS_A_POINT, most), grayscale=True)
    pixels = bytes(bitmap.buffer)
    return sum(pixels.count(bytes([shade])) for shade in range(DARK) if shade in pixels) >= LEAST_INK
