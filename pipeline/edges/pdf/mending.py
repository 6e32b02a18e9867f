"""Broken PDFs made whole: a sound copy in memory, made by qpdf, or by PDFium where qpdf gives up.

Both libraries are loaded only here, when a file is in trouble.
"""

from __future__ import annotations

import re
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from pipeline.errors import Unreadable

CATALOGUE = re.compile(rb"(\d+)\s+(\d+)\s+obj\b(?:(?!endobj).){0,4000}?/Type\s*/Catalog\b", re.DOTALL)
PAGE_COUNT = re.compile(rb"/Kids\s*\[[^\]]*\]\s*/Count\s+(\d{1,6})\b|/Count\s+(\d{1,6})\s*/Kids\b")
END_WITHIN = 2048

LOCKED = "This PDF is protected by a password. Ask its publisher for a copy without one."
DAMAGED = "This PDF is damaged and could not be opened. Download it again or ask for another copy."
PAGELESS = "This PDF has no pages. Download it again or ask for another copy."


def mend(path: Path) -> BytesIO:
    """A sound copy of a broken PDF that has at least one page, without its encryption. Raises Unreadable when there is none to be had."""
    pageless = False
    for rewrite in (_rewrite_with_end, _rewrite_with_qpdf, rewrite_with_pdfium):
        with suppress(ValueError, RuntimeError, OSError, OverflowError):
            copy, pages = rewrite(path)
            if pages:
                return copy
            pageless = True
    raise Unreadable(PAGELESS if pageless else DAMAGED)


def is_cut_off(path: Path) -> bool:
    """Whether the end of a file, by which every PDF is read, is missing."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - END_WITHIN))
        return b"startxref" not in file.read(END_WITHIN)


def count_written(path: Path) -> int:
    """The highest number of pages that the trees of pages written in a broken file announce, 0 when none can be made out."""
    counts = PAGE_COUNT.findall(path.read_bytes())
    return max((int(one or other) for one, other in counts), default=0)


def _rewrite_with_qpdf(path: Path | BytesIO) -> tuple[BytesIO, int]:
    """A copy and its number of pages. Raises Unreadable when a password is asked for, RuntimeError when qpdf cannot read the file."""
    import pikepdf

    copy = BytesIO()
    try:
        with pikepdf.open(path) as pdf:
            pages = len(pdf.pages)
            pdf.save(copy)
    except pikepdf.PasswordError as error:
        raise Unreadable(LOCKED, "encrypted") from error
    except (pikepdf.PdfError, KeyError, TypeError, IndexError) as error:
        raise RuntimeError(str(error)) from error
    copy.seek(0)
    return copy, pages


def _rewrite_with_end(path: Path) -> tuple[BytesIO, int]:
    """A copy of a file that was cut off, and its number of pages. Raises RuntimeError when it was not, or cannot be read all the same."""
    data = path.read_bytes()
    catalogues = CATALOGUE.findall(data)
    if not catalogues or b"/Encrypt" in data or b"startxref" in data[-END_WITHIN:]:
        raise RuntimeError("not cut off, or its catalogue is lost")
    end = b"\nendobj\ntrailer << /Root %s %s R >>\nstartxref\n0\n%%%%EOF\n" % catalogues[-1]
    return _rewrite_with_qpdf(BytesIO(data + end))


def rewrite_with_pdfium(path: Path) -> tuple[BytesIO, int]:
    """A copy and its number of pages. Raises RuntimeError when PDFium cannot read the file."""
    import pypdfium2

    copy = BytesIO()
    pdf = pypdfium2.PdfDocument(path)
    try:
        pages = len(pdf)
        pdf.save(copy)
    finally:
        pdf.close()
    copy.seek(0)
    return copy, pages
