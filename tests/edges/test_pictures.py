"""Pages are painted as they are shown, and where the picture stands on the page is known."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from raw_pdf import save_pdf, sheets_of, write_pdf

from pipeline.edges.pictures import Painter, Picture, corner

BLACK_BOX = b"0 g 100 200 50 30 re f"
"""A black box whose left upper corner stands 100 points from the left of an A4 sheet and 612 from its top."""


def dark_box(picture: Picture) -> tuple[int, int, int, int]:
    """The box around the dark pixels of a picture, in points on the page."""
    rows = [picture.grey[start : start + picture.width] for start in range(0, len(picture.grey), picture.width)]
    dark = [(x, y) for y, row in enumerate(rows) for x, value in enumerate(row) if value < 128]
    xs, ys = [x for x, _ in dark], [y for _, y in dark]
    left, top = picture.left + min(xs) * picture.scale, picture.top + min(ys) * picture.scale
    right, bottom = picture.left + (max(xs) + 1) * picture.scale, picture.top + (max(ys) + 1) * picture.scale
    return round(left), round(top), round(right), round(bottom)


@pytest.mark.parametrize(
    ("page", "box"),
    [
        ("/MediaBox [0 0 595 842]", (100, 612, 150, 642)),
        ("/MediaBox [0 0 595 842] /Rotate 90", (200, 100, 230, 150)),
        ("/MediaBox [0 0 595 842] /Rotate 180", (445, 200, 495, 230)),
        ("/MediaBox [0 0 595 842] /Rotate 270", (612, 445, 642, 495)),
        ("/MediaBox [0 0 595 842] /CropBox [50 60 500 700]", (100, 612, 150, 642)),
        ("/MediaBox [0 0 595 842] /CropBox [50 60 500 700] /Rotate 90", (200, 100, 230, 150)),
        ("/MediaBox [0 0 595 842] /CropBox [50 60 500 700] /Rotate 180", (445, 200, 495, 230)),
        ("/MediaBox [0 0 595 842] /CropBox [50 60 500 700] /Rotate 270", (612, 445, 642, 495)),
        ("/MediaBox [20 30 615 872]", (80, 642, 130, 672)),
    ],
)
def test_what_is_painted_stands_where_the_page_has_it(page: str, box: tuple[int, ...]) -> None:
    pdf = write_pdf(BLACK_BOX, page=page)
    with Painter(BytesIO(pdf), sheets_of(pdf)) as painter:
        picture = painter.paint(1, 100)
    assert picture is not None
    assert dark_box(picture) == pytest.approx(box, abs=1)


def test_a_crop_that_reaches_out_of_the_sheet_moves_nothing() -> None:
    pdf = write_pdf(BLACK_BOX, page="/MediaBox [0 0 595 842] /CropBox [-10 -10 605 852]")
    with Painter(BytesIO(pdf), sheets_of(pdf)) as painter:
        picture = painter.paint(1, 100)
    assert picture is not None
    assert (picture.left, picture.top) == (0, 0)


def test_a_sheet_given_from_its_other_corners() -> None:
    assert corner(0, (595, 842, 0, 0), (10, 20, 585, 812)) == (10, 30)


def test_a_file_is_painted_page_by_page(tmp_path: Path) -> None:
    pdf = write_pdf(b"", BLACK_BOX)
    with Painter(save_pdf(tmp_path, pdf), sheets_of(pdf)) as painter:
        white, black = painter.paint(1, 30), painter.paint(2, 30)
    assert white is not None and set(white.grey) == {255}
    assert black is not None and min(black.grey) == 0
    assert len(black.grey) == black.width * black.height


def test_a_large_sheet_is_painted_more_coarsely() -> None:
    pdf = write_pdf(BLACK_BOX, page="/MediaBox [0 0 7000 7000]")
    with Painter(BytesIO(pdf), sheets_of(pdf)) as painter:
        picture = painter.paint(1, 300)
    assert picture is not None
    assert 20_000_000 < len(picture.grey) < 25_000_000


@pytest.mark.parametrize(("pdf", "number", "pages"), [(b"no PDF", 1, 1), (write_pdf(b""), 2, 1), (write_pdf(b""), 1, 3)])
def test_nothing_is_painted_of_what_is_not_there_or_counted_otherwise(pdf: bytes, number: int, pages: int) -> None:
    with Painter(BytesIO(pdf), sheets_of(write_pdf(*[b""] * pages))) as painter:
        assert painter.paint(number, 100) is None
