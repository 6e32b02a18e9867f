"""Broken PDFs and what can be saved of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from raw_pdf import draw, save_pdf, write_pdf

from pipeline.edges.pdf.mending import count_written, mend
from pipeline.errors import Unreadable

WHOLE = write_pdf(b"BT /F1 10 Tf 50 500 Td (one) Tj ET", b"BT /F1 10 Tf 50 500 Td (two) Tj ET")


def mended(folder: Path, pdf: bytes) -> list[str]:
    return ["".join(page.text) for page in draw(mend(save_pdf(folder, pdf)).getvalue())]


def test_a_file_without_its_table_is_mended(tmp_path: Path) -> None:
    assert mended(tmp_path, WHOLE.replace(b"0000000", b"9999999")) == ["one", "two"]


def test_a_file_without_its_end_is_mended(tmp_path: Path) -> None:
    assert mended(tmp_path, WHOLE[: WHOLE.index(b"xref")]) == ["one", "two"]


def test_a_file_that_is_no_pdf_is_not(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="damaged"):
        mend(save_pdf(tmp_path, b"Dear Sir"))


def test_the_pages_that_a_broken_file_announces_are_counted(tmp_path: Path) -> None:
    assert count_written(save_pdf(tmp_path, WHOLE[:50])) == 0
    assert count_written(save_pdf(tmp_path, WHOLE)) == 2
