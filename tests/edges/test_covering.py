"""What is painted is noted with what it covers: rectangles and images over words, shapes that nobody measures."""

from __future__ import annotations

import pytest
from raw_pdf import RESOURCES, draw_content

STATES = (
    "/ExtGState << /Thin << /ca 0.4 >> /Full << /ca 1 /BM /Normal >> /Marker << /BM /Multiply >> /Either << /BM [/Own /Normal] >> "
    "/Masked << /SMask << /S /Alpha >> >> /Bare << /SMask /None >> /Stroke << /CA 0.2 >> >>"
)
MASK = b"<< /Subtype /Image /ImageMask true /Width 1 /Height 1 /BitsPerComponent 1 /Length 1 >> stream\n0\nendstream"


@pytest.mark.parametrize(
    ("before", "place"),
    [
        (b"", 2),  # nothing said
        (b"/Thin gs", 0),
        (b"/Thin gs /Full gs", 2),
        (b"q /Thin gs Q", 2),  # only inside
        (b"/Marker gs", 0),  # a highlighter's pen
        (b"/Either gs", 2),
        (b"/Masked gs", 0),
        (b"/Thin gs /Bare gs", 2),
        (b"/Thin gs /Stroke gs", 0),  # says nothing of fills
        (b"/Unknown gs", 2),
    ],
)
def test_a_rectangle_covers_words_unless_they_shine_through(before: bytes, place: int) -> None:
    page = draw_content(b"BT /F1 10 Tf (ab) Tj ET " + before + b" 0 0 50 50 re f", resources=f"{RESOURCES} {STATES}")
    assert page.fill_places == [place]


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"/Image Do", 2),
        (b"/Thin gs /Image Do", 0),
        (b"BI /W 1 /H 1 /BPC 8 /CS /G ID 0 EI", 2),
        (b"BI /W 1 /H 1 /IM true ID 0 EI", 0),
        (b"/Stencil Do", 0),
    ],
)
def test_an_image_covers_words_unless_they_shine_through(content: bytes, place: int) -> None:
    resources = f"{RESOURCES} {STATES}".replace("/XObject <<", "/XObject << /Stencil 30 0 R")
    page = draw_content(b"BT /F1 10 Tf (ab) Tj ET " + content, resources=resources, objects={30: MASK})
    assert page.image_places == [place]


def test_what_a_thin_form_draws_does_not_cover() -> None:
    form = b"<< /Subtype /Form /BBox [0 0 9 9] /Length 24 >> stream\n/Full gs 0 0 9 9 re f   \nendstream"
    resources = f"{RESOURCES} {STATES}".replace("/XObject <<", "/XObject << /Sheet 30 0 R")
    page = draw_content(b"BT /F1 10 Tf (ab) Tj ET /Thin gs /Sheet Do /Full gs /Sheet Do", resources=resources, objects={30: form})
    assert page.fill_places == [0, 2]


@pytest.mark.parametrize(
    ("content", "box"),
    [
        (b"10 10 m 30 10 l 20 40 l h f", (10, 802, 30, 832)),
        (b"10 10 m 20 30 40 50 60 10 c f", (10, 832, 60, 832)),
        (b"/Pattern cs /P1 scn 10 10 20 20 re f", (10, 812, 30, 832)),
        (b"/Shade sh", (0, 0, 595, 842)),
    ],
)
def test_other_paint_is_noted_by_its_box(content: bytes, box: tuple[float, ...]) -> None:
    assert draw_content(content).shapes == [box]


@pytest.mark.parametrize("content", [b"10 10 m 30 10 l 20 40 l h S", b"10 10 20 20 re f", b"0 0 m 5 0 l 5 5 l 0 5 l f", b"0 0 m 9 0 l f"])
def test_strokes_and_rectangles_are_no_other_paint(content: bytes) -> None:
    assert draw_content(content).shapes == []
