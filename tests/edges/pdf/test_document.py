"""PDFs are opened, mended or refused in words that a clerk understands; a page in trouble does not take the others with it."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pdfminer.pdftypes import PDFStream
from raw_pdf import RESOURCES, comparable, draw_stock, save_pdf, write_pdf

from pipeline.edges.pdf.document import open_pdf
from pipeline.edges.pdf.drawing import Drawing
from pipeline.errors import Unreadable

WORDS = b"BT /F1 10 Tf 50 500 Td (%s) Tj ET"


def texts(path: Path) -> list[str]:
    with open_pdf(path) as pdf:
        return ["".join(page.text) for page in pdf.pages()]


def test_pages_come_in_order_with_their_numbers(tmp_path: Path) -> None:
    path = save_pdf(tmp_path, write_pdf(WORDS % b"one", WORDS % b"two"))
    with open_pdf(path) as pdf:
        assert pdf.document.page_count == 2
        assert [(page.number, "".join(page.text), page.trouble) for page in pdf.pages()] == [(1, "one", None), (2, "two", None)]


def encrypted(user: str, owner: str) -> bytes:
    file = BytesIO()
    with pikepdf.open(BytesIO(write_pdf(WORDS % b"secret"))) as pdf:
        pdf.save(file, encryption=pikepdf.Encryption(owner=owner, user=user, R=6))
    return file.getvalue()


def test_a_pdf_that_only_its_owner_may_change_opens_as_any_other(tmp_path: Path) -> None:
    assert texts(save_pdf(tmp_path, encrypted(user="", owner="clerk"))) == ["secret"]


def not_to_be_opened() -> dict[str, tuple[bytes, str]]:
    whole = write_pdf(WORDS % b"one")
    return {
        "a password to open it": (encrypted(user="key", owner="clerk"), "protected by a password"),
        "nothing in it": (b"", "file is empty"),
        "a web page": (b"<!doctype html><title>Agenda</title>", "not a PDF"),
        "only its first line": (b"%PDF-1.7\n", "cut off"),
        "no pages": (write_pdf(), "no pages"),
        "torn off before any page": (whole[:60], "cut off"),
        "another way of encryption": (
            whole.replace(b"/Root", b"/Encrypt << /Filter /Own /V 1 >> /Root"),
            "encrypted in a way",
        ),
    }


@pytest.mark.parametrize("case", not_to_be_opened())
def test_a_pdf_that_cannot_be_opened_is_refused_in_a_clerks_words(tmp_path: Path, case: str) -> None:
    content, words = not_to_be_opened()[case]
    path = save_pdf(tmp_path, content)
    with pytest.raises(Unreadable, match=words), open_pdf(path):
        pass


def broken() -> dict[str, bytes]:
    whole = write_pdf(WORDS % b"one", WORDS % b"two")
    return {
        "junk before its beginning": b"junk\n" * 30 + whole,
        "a wrong table of objects": whole.replace(b"xref\n0 1", b"xref\n7 1"),
        "torn off behind its pages": whole[: whole.index(b"xref")],
        "fewer pages than it announces": whole.replace(b"/Kids [100 0 R 101 0 R]", b"/Kids [100 0 R 100 0 R]"),
        "a wrong length of a stream": whole.replace(b"/Length 36", b"/Length 99"),
    }


@pytest.mark.parametrize("case", broken())
def test_a_broken_pdf_is_mended(tmp_path: Path, case: str) -> None:
    expected = ["one", "one"] if case.startswith("fewer") else ["one", "two"]
    assert texts(save_pdf(tmp_path, broken()[case])) == expected


def test_pages_lost_with_the_end_of_a_file_are_counted(tmp_path: Path) -> None:
    whole = write_pdf(*[WORDS % b"page"] * 4)
    with open_pdf(save_pdf(tmp_path, whole[: whole.index(b"102 0 obj")])) as pdf:
        assert (pdf.document.page_count, pdf.document.lost_pages) == (2, 2)


def test_a_page_that_we_doubt_is_read_by_stock_pdfplumber(tmp_path: Path) -> None:
    pdf = write_pdf(b"BT /F1 10 Tf 50 500 Td (a) Tj 7 what 5 Td (b) Tj ET", WORDS % b"next")
    with open_pdf(save_pdf(tmp_path, pdf)) as opened:
        assert [comparable(page) for page in opened.pages()] == [comparable(page) for page in draw_stock(pdf)]


def test_a_page_that_we_doubt_and_stock_cannot_read_is_ours(tmp_path: Path) -> None:
    resources = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> /F2 << /Subtype /Type0 >> >>"
    assert texts(save_pdf(tmp_path, write_pdf((WORDS % b"one") + b" what", resources=resources))) == ["one"]


@pytest.fixture
def images_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing known makes our interpreter raise, so it is made to: what is tested is what then becomes of the page."""

    def fail(self: Drawing, *_: object) -> None:
        raise TypeError("a defect")

    monkeypatch.setattr(Drawing, "add_image", fail)


@pytest.mark.usefixtures("images_fail")
def test_a_page_over_which_we_break_down_is_read_by_stock_pdfplumber_and_says_so(tmp_path: Path) -> None:
    pdf = write_pdf((WORDS % b"one") + b" /Image Do", WORDS % b"two")
    with open_pdf(save_pdf(tmp_path, pdf)) as opened:
        pages = list(opened.pages())
    assert [comparable(page) for page in pages] == [comparable(page) for page in draw_stock(pdf)]
    assert [page.failed for page in pages] == ["TypeError", None]


@pytest.mark.usefixtures("images_fail")
def test_a_page_that_nobody_can_read_comes_empty_and_says_so(tmp_path: Path) -> None:
    resources = RESOURCES.replace("/F2 <<", "/F6 << /Subtype /Type0 >> /F2 <<")
    with open_pdf(save_pdf(tmp_path, write_pdf(b"/Image Do", WORDS % b"two", resources=resources))) as opened:
        pages = [("".join(page.text), page.trouble) for page in opened.pages()]
    assert pages == [("", "This page is damaged and could not be read."), ("two", None)]


def test_a_long_document_needs_no_more_memory_than_its_pages_do_one_by_one(tmp_path: Path) -> None:
    filling = b"% " + b"x" * 100_000 + b"\n"
    path = save_pdf(tmp_path, write_pdf(*[filling + WORDS % b"page"] * 60))
    with open_pdf(path) as pdf:
        streams = [[entry for entry, _ in pdf._objects._cached_objs.values() if isinstance(entry, PDFStream)] for _ in pdf.pages()]
    assert max(len(held) for held in streams) == 1


def test_libraries_that_mend_are_not_loaded_for_a_sound_file(tmp_path: Path) -> None:
    path = save_pdf(tmp_path, write_pdf(WORDS % b"one"))
    code = (
        "import sys; from pathlib import Path; from pipeline.edges.pdf.document import open_pdf\n"
        "with open_pdf(Path(sys.argv[1])) as pdf: list(pdf.pages())\n"
        "print(sorted({'pdfplumber', 'pikepdf', 'pypdfium2', 'PIL'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
