"""Broken PDFs made whole: a sound copy in memory, made by qpdf, or by PDFium where qpdf gives up.

Both libraries are loaded only here, when a file is in trouble.
"""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from pathlib import Path

from pipeline.errors import Unreadable

LOCKED = "This PDF is protected by a password. Ask its publisher for a copy without one."
DAMAGED = "This PDF is damaged and could not be opened. Download it again or ask for another copy."
PAGELESS = "This PDF has no pages. Download it again or ask for another copy."


def mend(path: Path) -> BytesIO:
    """A sound copy of a broken PDF that has at least one page, without its encryption. Raises Unreadable when there is none to be had."""
    pageless = False
    for rewrite in (_rewrite_with_qpdf, _rewrite_with_pdfium):
        with suppress(ValueError, RuntimeError, OSError, OverflowError):
            copy, pages = rewrite(path)
            if pages:
                return copy
            pageless = True
    raise Unreadable(PAGELESS if pageless else DAMAGED)


def _rewrite_with_qpdf(path: Path) -> tuple[BytesIO, int]:
    """A copy and its number of pages. Raises Unreadable when a password is asked for, RuntimeError when qpdf cannot read the file."""
    import pikepdf

    copy = BytesIO()
    try:
        with pikepdf.open(path) as pdf:
            pages = len(pdf.pages)
            pdf.save(copy)
    except pikepdf.PasswordError as error:
        raise Unreadable(LOCKED) from error
    except (pikepdf.PdfError, KeyError, TypeError, IndexError) as error:
        raise RuntimeError(str(error)) from error
    copy.seek(0)
    return copy, pages


def _rewrite_with_pdfium(path: Path) -> tuple[BytesIO, int]:
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
