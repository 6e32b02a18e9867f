"""Painting several pages by one process: what one page costs the others, and how small the pictures are."""

from __future__ import annotations

import hashlib
import struct
from pathlib import Path

import pikepdf
import pytest
from tiny_papers import put, tiny_pdf

from pipeline.edges import painters, painting
from pipeline.edges.painters import painted_pages


def digest_of(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def drawn(path: Path, *contents: bytes) -> Path:
    """A PDF whose pages draw this; `/A` is see-through, `/P` a picture."""
    pdf = pikepdf.new()
    picture = pdf.make_stream(b"\x80" * 100, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=10, Height=10, BitsPerComponent=8)
    picture.ColorSpace = pikepdf.Name.DeviceGray
    for content in contents:
        page = pdf.add_blank_page(page_size=(600, 800))
        page.Contents = pdf.make_stream(content)
        page.Resources = pikepdf.Dictionary(
            ExtGState=pikepdf.Dictionary(A=pikepdf.Dictionary(ca=0.5)), XObject=pikepdf.Dictionary(P=picture)
        )
    pdf.save(path)
    return path


def test_the_pages_come_in_the_order_asked_for(tmp_path: Path) -> None:
    file = put(tmp_path, "paper.pdf", "one", "two", "three", "four")
    pages = list(painted_pages(file, digest_of(file), 4, [4, 1, 2]))
    assert [(page.number, page.trouble) for page in pages] == [(4, None), (1, None), (2, None)]
    assert all(page.png.startswith(b"\x89PNG\r\n\x1a\n") for page in pages)
    assert len({page.png for page in pages}) == 3


def test_a_new_process_goes_on_after_so_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = put(tmp_path, "paper.pdf", *"abcde")
    monkeypatch.setattr(painters, "AT_ONCE", 2)
    assert [page.number for page in painted_pages(file, digest_of(file), 5, [1, 2, 3, 4, 5]) if page.png] == [1, 2, 3, 4, 5]


def test_a_page_that_takes_too_long_costs_itself_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet that is painted over half a million times."""
    endless = b"/A gs\n" + b"0 0 600 800 re f\n" * 500_000
    file = drawn(tmp_path / "paper.pdf", b"0 0 10 10 re f", endless, b"0 0 10 10 re f")
    monkeypatch.setattr(painters, "SECONDS", 3.0)
    pages = list(painted_pages(file, digest_of(file), 3, [1, 2, 3]))
    assert [(page.number, page.trouble) for page in pages] == [(1, None), (2, "time"), (3, None)]


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ("changed", ["other-file"]),
        ("gone", ["other-file"]),
        ("other count", ["broken", "broken"]),  # a page could be taken for another
        ("no pdf", ["broken", "broken"]),
    ],
)
def test_what_is_not_painted(tmp_path: Path, case: str, told: list[str]) -> None:
    file = put(tmp_path, "paper.pdf", "one", "two")
    digest, pages = digest_of(file), 2
    if case == "changed":
        file.write_bytes(tiny_pdf("one", "two", "three"))
    elif case == "gone":
        file.unlink()
    elif case == "other count":
        pages = 3
    else:
        file.write_bytes(b"no PDF at all")
        digest = digest_of(file)
    assert [page.trouble for page in painted_pages(file, digest, pages, [1, 2])] == told


def test_breaking_off_ends_the_process(tmp_path: Path) -> None:
    import subprocess

    file = put(tmp_path, "paper.pdf", *["page"] * 50)
    pages = painted_pages(file, digest_of(file), 50, list(range(1, 51)))
    assert next(pages).number == 1
    pages.close()
    assert str(file) not in subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(
    ("content", "share"),
    [
        (b"0 0 300 800 re f", 0.0),
        (b"q 300 0 0 800 0 0 cm /P Do Q", 0.5),
        (b"q 300 0 0 800 450 0 cm /P Do Q", 0.25),  # half of it off the sheet
        (b"q 600 0 0 800 0 0 cm /P Do Q q 600 0 0 800 0 0 cm /P Do Q", 1.0),
        (b"q 60 0 0 80 9 9 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q", 0.01),  # written into the page itself
    ],
)
def test_how_much_of_a_page_pictures_cover(tmp_path: Path, content: bytes, share: float) -> None:
    file = drawn(tmp_path / "paper.pdf", content)
    (page,) = painted_pages(file, digest_of(file), 1, [1])
    assert page.pictures == pytest.approx(share, abs=0.001)


@pytest.mark.parametrize(("colour", "depth", "kind"), [(b"0.2 g", 4, 3), (b"1 0 0 rg", 8, 3)])
def test_pages_are_painted_in_few_shades(tmp_path: Path, colour: bytes, depth: int, kind: int) -> None:
    file = drawn(tmp_path / "paper.pdf", colour + b" 100 100 200 200 re f")
    (page,) = painted_pages(file, digest_of(file), 1, [1])
    wide, high, found, palette = struct.unpack(">IIBB", page.png[16:26])
    assert (wide, high) == (1000, 1334) or (wide, high) == (1000, 1333)
    assert (found, palette) == (depth, kind)


def test_the_greys_are_those_of_the_page(tmp_path: Path) -> None:
    from io import BytesIO

    from PIL import Image

    document = painting.opened(drawn(tmp_path / "p.pdf", b"0.4 g 0 0 600 400 re f").read_bytes(), 1)
    picture = Image.open(BytesIO(painting.paint(document, 1).png)).convert("RGB")
    assert picture.getpixel((500, 1000)) == (102, 102, 102)
    assert picture.getpixel((500, 100)) == (255, 255, 255)
