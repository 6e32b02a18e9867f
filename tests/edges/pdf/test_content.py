"""What content streams draw: held against stock pdfplumber operator by operator, and against the standard where pdfminer strays from it."""

from __future__ import annotations

import random
import zlib

import pytest
from raw_pdf import comparable, draw, draw_content, draw_stock, sheets_of, write_pdf

from pipeline.edges.pdf.content import draw_sheet
from pipeline.edges.pdf.fonts import FontShelf

LIKE_STOCK = {
    "a line of text": b"BT /F1 12 Tf 72 720 Td (Resolved: agreed) Tj ET",
    "kerned text and hex strings": b"BT /F1 11 Tf 1 0 0 1 72 700 Tm [(Re)-20.5(solve)15 <64> -250(twice)] TJ ET",
    "character and word spacing": b"BT /F1 10 Tf 2 Tc 5 Tw 72 700 Td [(a b)-100( c)] TJ 0 Tc (d e) Tj ET",
    "horizontal scaling": b"BT /F1 10 Tf 80 Tz 1 Tc 72 700 Td [(wide)-300(r)] TJ ET",
    "rise above and below": b"BT /F1 10 Tf 72 700 Td (x) Tj 4 Ts (2) Tj -3 Ts (i) Tj ET",
    "lines by TD, T* and leading": b"BT /F1 10 Tf 72 700 Td 14 TL (a) Tj T* (b) Tj 3 -20 TD (c) Tj T* (d) Tj ET",
    "the operator '": b"BT /F1 10 Tf 14 TL 72 700 Td (one) Tj (two) ' ET",
    "escapes in strings": rb"BT /F1 10 Tf 72 700 Td (\(a\)\\ \101\7 \n\r\t\b\f) Tj ET",
    "a line end in a string": b"BT /F1 10 Tf 72 700 Td (a\\\r\nb\\\nc) Tj ET",
    "brackets in strings": b"BT /F1 10 Tf 72 700 Td (a (b (c (d)))) Tj [(e (f (g (h))))-10 (i)] TJ ET",
    "turned text": b"BT /F1 10 Tf 0 1 -1 0 100 300 Tm (up) Tj 0.7 0.7 -0.7 0.7 200 300 Tm [(a)-50(slant)] TJ ET",
    "mirrored and upside down": b"BT /F1 10 Tf -1 0 0 1 200 300 Tm (mirror) Tj 1 0 0 -1 200 200 Tm (down) Tj /F1 -9 Tf (minus) Tj ET",
    "nested graphics states": b"q 2 0 0 2 10 10 cm /F1 9 Tf q 0 1 -1 0 50 50 cm BT (x) Tj ET Q BT (y) Tj ET Q Q BT /F1 9 Tf (z) Tj ET",
    "the text state outlives BT": b"BT /F1 9 Tf 10 10 Td (a) Tj ET BT (b) Tj ET q BT /F2 5 Tf ET Q BT 9 9 Td (c) Tj ET",
    "a TrueType font with widths": b"BT /F2 10 Tf 72 700 Td (ABCD) Tj ET",
    "a font of drawings": b"BT /F3 10 Tf 72 700 Td (abc) Tj ET",
    "a composite font, some codes unknown": b"BT /F4 10 Tf 3 Tw 72 700 Td <002400250003003D00440045004600FF0010> Tj ET",
    "a font written downwards": b"BT /F5 10 Tf 1 Tc 72 700 Td [<00240025> 100 <0026>] TJ ET",
    "a font that does not exist": b"BT /Fx 10 Tf 72 700 Td (ab) Tj ET",
    "no font at all": b"BT 72 700 Td (ab) Tj ET",
    "an empty string": b"BT /F1 10 Tf 72 700 Td () Tj <> Tj [] TJ (a) Tj ET",
    "grey, red-green-blue and the four inks": b"BT /F1 9 Tf 0.5 g (a) Tj 1 0 .25 rg (b) Tj 0.1 .2 .3 0.4 k (c) Tj 0 g (d) Tj ET",
    "colours of colour spaces": b"/F1 9 Tf /Own cs 1 0.5 0 scn (a) Tj /Spot cs .3 sc (b) Tj /Table cs 1 sc (c) Tj /Two cs 1 0 scn (d) Tj",
    "a pattern and an unknown space": b"/F1 9 Tf /Pattern cs /P1 scn (a) Tj /Nobody cs 1 1 1 scn (b) Tj /DeviceCMYK cs 0 1 1 0 sc (c) Tj",
    "lines": b"10 10 m 100 10 l S 10 20 m 10 90 l s 10 10 m 90 95 l S 0 0 m 0.5 0 l S",
    "rectangles": b"10 10 100 50 re S 1 0 0 rg 20.5 30.25 100 1 re f 200 200 -50 -20 re B* 5 5 50 0.4 re f",
    "a rectangle by hand": b"0 1 0 rg 10 10 m 60 10 l 60 40 l 10 40 l h f 10 10 m 60 10 l 60 40 l 10 40 l 10 10 l f",
    "a rectangle closed twice": b"0 0 m 9 0 l 9 9 l 0 9 l 0 0 l h b",
    "a turned rectangle": b"0 1 -1 0 300 300 cm 10 10 100 50 re f 0.9 0.1 -0.1 0.9 0 0 cm 10 10 100 50 re S",
    "several rectangles at once": b"0.2 g 10 10 20 20 re 40 10 20 20 re 70 10 m 90 10 l 90 30 l h f",
    "curves": b"10 10 m 20 30 40 50 60 10 c 70 20 80 10 v 90 90 100 10 y 100 60 l 10 60 l h S 5 5 m 5 5 l S",
    "paths that are clipped or dropped": b"10 10 100 100 re W n 10 10 m 20 20 l n 30 30 m 130 30 l S",
    "a path without a beginning": b"10 10 l 100 10 l S h f 10 10 m 90 10 l S",
    "a rectangle that goes on": b"10 10 50 50 re 90 90 l S",
    "a form with its own matrix and font": b"q 1 0 0 1 100 100 cm /Form Do Q BT /F1 9 Tf (a) Tj ET",
    "a form that draws itself": b"/Self Do",
    "images": b"q 100 0 0 50 10 20 cm /Image Do Q q 0 30 -40 0 200 200 cm /Image Do Q /Nothing Do",
    "an inline image": b"q 9 0 0 9 5 5 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x41\x42EI Q BT /F1 9 Tf (after) Tj ET",
    "an inline image in letters": b"BI /W 1 /H 1 /BPC 8 /CS /G /F [/A85] ID EI !!~> EI BT /F1 9 Tf (after) Tj ET",
    "marked content": b"/P << /MCID 0 /T (a>>b) /D << /E [1 2] >> >> BDC BT /F1 9 Tf (a) Tj ET EMC /Span /Pr BDC EMC /A BMC EMC",
    "odd numbers": b"BT /F1 +9. Tf -.5 700 Td (a) Tj 1 0 0 1 .5 -.5 Tm (b) Tj --5 3 Td (c) Tj 1.2.3 Td (d) Tj ET",
    "comments": b"% (draft)\nBT /F1 9 Tf % 12 Tf (no)\n10 10 Td [(a) % (b)\n-20 (c)] TJ ET",
    "operands that are missing or too many": b"BT /F1 9 Tf 5 Td (a) Tj 9 9 9 Td (b) Tj 1 2 cm (c) Tj /F1 Tf (d) Tj rg (e) Tj ET",
    "operators and operands without spaces": b"BT/F1 9 Tf 10 10 Td[(a)-5(b)]TJ(c)Tj<64>Tj ET q Q",
    "nothing": b"",
    "a string without an end": b"BT /F1 9 Tf 10 10 Td (a) Tj (b Tj ET",
    "a hex string of odd length": b"BT /F1 9 Tf 10 10 Td <4142 4> Tj ET",
}


@pytest.mark.parametrize("content", LIKE_STOCK.values(), ids=LIKE_STOCK.keys())
def test_draws_what_stock_pdfplumber_draws(content: bytes) -> None:
    pdf = write_pdf(content)
    assert [comparable(page) for page in draw(pdf)] == [comparable(page) for page in draw_stock(pdf)]


SHEETS = {
    "a turned page": "/MediaBox [0 0 595 842] /Rotate 90",
    "a page upside down": "/MediaBox [0 0 595 842] /Rotate 180",
    "a page turned to the left": "/MediaBox [0 0 595 842] /Rotate 270",
    "a page turned the other way round": "/MediaBox [0 0 595 842] /Rotate -90",
    "a sheet that does not begin at 0": "/MediaBox [-20.1 30.7 575.3 872.9]",
    "a turned sheet that does not begin at 0": "/MediaBox [-20.1 30.7 575.3 872.9] /Rotate 90",
    "a sheet given from its other corners": "/MediaBox [595 842 0 0]",
    "a cropped sheet": "/MediaBox [0 0 595 842] /CropBox [50 50 500 700]",
}


@pytest.mark.parametrize("page", SHEETS.values(), ids=SHEETS.keys())
def test_places_things_on_any_sheet_as_stock_does(page: str) -> None:
    content = b"BT /F1 12 Tf 72 620 Td (Agenda) Tj ET 1 0 0 rg 100 300 200 40.3 re f 60 60 m 300 60 l S q 30 0 0 30 90 90 cm /Image Do Q"
    pdf = write_pdf(content, page=page)
    assert [comparable(page) for page in draw(pdf)] == [comparable(page) for page in draw_stock(pdf)]


def random_content(seed: int) -> bytes:
    """A page of operators drawn by lot, operands mostly of the right kind."""
    chance = random.Random(seed)
    number = lambda: chance.choice([b"0", b"1", b"-1", b"%.2f" % chance.uniform(-50, 300), b"%d" % chance.randint(1, 400)])  # noqa: E731
    text = lambda: chance.choice([b"(a)", b"(Bx y)", b"<41 42>", b"(\\101)", b"()"])  # noqa: E731
    operations = [
        lambda: b"BT", lambda: b"ET", lambda: b"q", lambda: b"Q", lambda: b"h", lambda: b"n", lambda: b"T*",
        lambda: b"/F%d %d Tf" % (chance.randint(1, 5), chance.randint(5, 14)),
        lambda: b"%s %s Td" % (number(), number()), lambda: b"%s %s TD" % (number(), number()), lambda: b"%s TL" % number(),
        lambda: chance.choice([b"0 Tc", b".5 Tc", b"0 Tw", b"3 Tw", b"100 Tz", b"70 Tz"]),
        lambda: b"1 0 0 1 %s %s Tm" % (number(), number()), lambda: b"0 1 -1 0 %s %s cm" % (number(), number()),
        lambda: text() + b" Tj", lambda: b"[(A)-30(B c)12.5<42>] TJ", lambda: b"(q) '",
        lambda: b"%s %s m" % (number(), number()), lambda: b"%s %s l" % (number(), number()),
        lambda: b"%s %s %s %s re" % (number(), number(), number(), number()), lambda: chance.choice([b"S", b"f", b"B", b"b*", b"s", b"f*"]),
        lambda: b"%.1f g" % chance.random(), lambda: b"1 0 %.1f rg" % chance.random(), lambda: b"q /Form Do Q", lambda: b"/Image Do",
    ]  # fmt: skip
    return b"\n".join(chance.choice(operations)() for _ in range(120))


@pytest.mark.parametrize("seed", range(25))
def test_draws_what_stock_draws_whatever_comes(seed: int) -> None:
    pdf = write_pdf(b"BT /F1 9 Tf 50 500 Td (a) Tj " + random_content(seed))
    ours, stock = draw(pdf)[0], draw_stock(pdf)[0]
    assert comparable(ours) == comparable(stock)


def test_the_operator_double_quote_begins_a_new_line() -> None:
    page = draw_content(b'BT /F1 10 Tf 14 TL 72 700 Td (one) Tj 3 1 (a b) " ET')
    assert page.text == list("onea b")
    assert page.top[3] - page.top[0] == pytest.approx(14)
    assert page.x0[3] == 72
    assert page.x0[5] - page.x1[4] == pytest.approx(3 + 1)


def test_the_old_operator_F_fills() -> None:
    assert draw_content(b"1 0 0 rg 10 10 50 50 re F").fills == [((10, 842 - 60, 60, 832), "#ff0000")]


def test_a_backslash_before_any_other_character_is_left_out() -> None:
    assert draw_content(rb"BT /F1 10 Tf (a\c\q\-) Tj ET").text == ["a", "c", "q", "-"]


def test_a_form_begins_with_the_colour_and_font_of_its_page() -> None:
    page = draw_content(b"1 1 1 rg BT /F1 10 Tf ET /Bare Do")
    assert page.text == ["N", "o"]
    assert page.colour == ["#ffffff", "#ffffff"]


def test_what_follows_a_form_stands_where_the_page_puts_it() -> None:
    alone, behind = draw_content(b"/F1 10 Tf (a) Tj"), draw_content(b"/Form Do /F1 10 Tf (a) Tj")
    assert (alone.x0[-1], alone.top[-1]) == (behind.x0[-1], behind.top[-1])


def test_fills_stand_in_the_order_of_painting_with_the_characters_before_them() -> None:
    patterned = b"/Pattern cs /P1 scn 0 0 9 9 re f "
    page = draw_content(b"0 0 9 9 re f /F1 10 Tf (ab) Tj 1 g 0 0 9 9 re B " + patterned + b"1 0 0 rg 0 0 m 5 0 l 5 5 l 0 5 l f")
    assert [colour for _, colour in page.fills] == ["#000000", "#ffffff", "#ff0000"]
    assert page.fill_places == [0, 2, 2]


def test_characters_without_ink_are_told() -> None:
    page = draw_content(b"BT /F1 10 Tf (a) Tj 3 Tr (bc) Tj 0 Tr (d) Tj ET q BT 7 Tr (e) Tj ET Q BT (f) Tj ET")
    assert page.text == list("abcdef")
    assert page.invisible == [1, 2, 4]


def test_a_torn_stream_is_read_up_to_the_tear() -> None:
    packed = zlib.compress(b"BT /F1 10 Tf 50 500 Td (before) Tj ET " + bytes(random.Random(1).choices(range(97, 123), k=4000)))
    torn = b"<< /Filter /FlateDecode /Length %d >> stream\n%s\nendstream" % (len(packed) // 2, packed[: len(packed) // 2])
    page = draw(write_pdf(b"", objects={200: torn}))[0]
    assert page.text == list("before")


def test_a_stream_in_an_unknown_packing_is_left_out_and_said_to_be() -> None:
    odd = b"<< /Filter /Nobody /Length 3 >> stream\nabc\nendstream"
    both = b"<< /Type /Page /Parent 2 0 R /Contents [300 0 R 200 0 R] >>"
    page = draw_content(b"BT /F1 10 Tf 50 500 Td (a) Tj ET", objects={100: both, 300: odd})
    assert page.text == ["a"]
    assert page.trouble == "A part of this page is damaged and could not be read."


def test_a_font_that_is_broken_does_not_take_the_page_with_it() -> None:
    resources = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> /F2 << /Type /Font /Subtype /Type0 >> >>"
    page = draw_content(b"BT /F1 10 Tf (a) Tj /F2 10 Tf (b) Tj ET", resources=resources)
    assert page.text == ["a", "b"]
    assert page.fonts == ["Helvetica", "unknown"]


def test_content_with_unknown_operators_is_not_called_sound() -> None:
    pdf = write_pdf(b"BT ET /P << >> BDC EMC 1 w", b"BT (a) Tjj ET")
    sound = [draw_sheet(sheet, 1, FontShelf())[1] for sheet in sheets_of(pdf)]
    assert sound == [True, False]


def test_forms_that_multiply_come_to_an_end() -> None:
    form = b"<< /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /N %d 0 R >> >> /Length 120 >> stream\n%s\nendstream"
    forms = {40 + level: form % (41 + level, b"/N Do " * 20) for level in range(8)}
    page = draw_content(b"/Start Do", resources="/XObject << /Start 40 0 R >>", objects=forms)
    assert page.text == []
