"""What PDFium sees where our own reader is in doubt."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from raw_pdf import save_pdf, write_pdf

from pipeline.edges.pdf.document import open_pdf
from pipeline.edges.second_engine import SecondEngine
from pipeline.records import Glance

WORDS = b"BT /F1 12 Tf 50 500 Td (Minutes) Tj ET"
PAGES = [
    (WORDS, Glance(letters=7, ink=True), "words"),
    (b"", Glance(letters=0, ink=False), "a blank page"),
    (b"100 100 200 2 re f", Glance(letters=0, ink=True), "a line"),
    (b"1 g 100 100 200 200 re f", Glance(letters=0, ink=False), "white on white"),
]


@pytest.mark.parametrize(("content", "glance"), [case[:2] for case in PAGES], ids=[case[2] for case in PAGES])
def test_a_page_at_a_glance(content: bytes, glance: Glance) -> None:
    with SecondEngine(BytesIO(write_pdf(content))) as engine:
        assert engine.glance(1) == glance
        assert engine.glance(2) is None


def test_only_pages_that_are_there_are_counted() -> None:
    announced = write_pdf(WORDS, WORDS).replace(b"/Count 2", b"/Count 9")
    with SecondEngine(BytesIO(announced)) as engine:
        assert engine.count_pages() == 2


def test_a_file_that_is_none_has_no_pages(tmp_path: Path) -> None:
    with SecondEngine(save_pdf(tmp_path, b"no PDF")) as engine:
        assert (engine.count_pages(), engine.glance(1)) == (None, None)


def test_a_sound_pdf_is_not_counted_again(tmp_path: Path) -> None:
    with open_pdf(save_pdf(tmp_path, write_pdf(WORDS, WORDS))) as pdf:
        assert pdf.document.other_count is None


def test_a_pdf_that_announces_more_is_counted_by_both(tmp_path: Path) -> None:
    announced = write_pdf(WORDS, WORDS).replace(b"/Count 2", b"/Count 9")
    with open_pdf(save_pdf(tmp_path, announced)) as pdf:
        document = pdf.document
        assert (document.page_count, document.lost_pages, document.other_count, document.cut_off) == (2, 7, 2, False)
