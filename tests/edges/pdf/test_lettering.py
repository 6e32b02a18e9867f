"""Stretches of characters that follow each other on a line: words are cut from them, and are those that characters alone would give."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from msgspec.structs import replace
from raw_pdf import draw, draw_content, draw_stock, write_pdf

from pipeline.read.pieces import NARROWEST_SPACE
from pipeline.read.turned_pages import as_shown
from pipeline.read.words import TOLERANCE, find_words


def letters_of(content: bytes) -> list[str]:
    """The letters of each stretch that a content draws."""
    page = draw_content(b"BT /F1 10 Tf 50 500 Td " + content)
    return ["".join(page.text[start:end]) for start, end in pairwise([*page.stretches, len(page.text)])]


CASES = [
    ("what one operator shows is a stretch", b"(AB AB) Tj (A) Tj", ["AB AB", "A"]),
    ("numbers that only set letters in their places", b"[(A)30(B)-100(A)] TJ", ["ABA"]),
    ("a number that leaves a gap", b"[(A)30(B)-400(A)] TJ", ["AB", "A"]),
    ("a number that leaves room for a space", b"[(A)30(B)-215(A)] TJ", ["AB", "A"]),
    ("a number that leaves room for half a space", b"[(A)30(B)-195(A)] TJ", ["ABA"]),
    ("a number that steps back behind a letter", b"[(A)900(B)] TJ", ["A", "B"]),
    ("white space between all characters", b"1 Tc (AB) Tj 4 Tc (AB) Tj", ["AB", "A", "B"]),
    ("white space behind spaces", b"9 Tw (A A) Tj", ["A A"]),
    ("an operator that shows nothing", b"() Tj (A) Tj", ["A"]),
    (
        "the same operands where all strings count, and where the last does",
        b"(A)(B) TJ (A)(B) Tj (A)(B) TJ (A)(B) Tj",
        ["AB", "B", "AB", "B"],
    ),
    ("a turned matrix", b"0 1 -1 0 90 90 Tm (AB) Tj", ["A", "B"]),
    ("letters of which one stands for two", b"/F4 10 Tf <002400450024> Tj", ["A", "bc", "A"]),
]


@pytest.mark.parametrize(("content", "stretches"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_characters_that_follow_each_other_are_a_stretch(content: bytes, stretches: list[str]) -> None:
    assert letters_of(content) == stretches


TURNED = [
    ("upright", b"1 0 0 1 90 90 Tm (A) Tj", True),
    ("slanted", b"1 0 0.3 1 90 90 Tm (A) Tj", True),
    ("turned a little", b"0.7 0.7 -0.7 0.7 90 90 Tm (A) Tj", True),
    ("turned by a right angle", b"0 -1 1 0 90 90 Tm (A) Tj", False),
    ("turned by a right angle as a program worked it out", b"-0.00000000000000018 -1 1 -0.00000000000000018 90 90 Tm (A) Tj", False),
]


@pytest.mark.parametrize(("content", "upright"), [row[1:] for row in TURNED], ids=[row[0] for row in TURNED])
def test_letters_turned_by_a_right_angle_do_not_stand_upright(content: bytes, upright: bool) -> None:
    data = write_pdf(b"BT /F1 9 Tf " + content)
    assert as_shown(draw(data)[0]).upright == [upright]
    assert as_shown(draw_stock(data)[0]).upright == [upright]


def test_what_pdfplumber_takes_for_upright_is_drawn_so() -> None:
    data = write_pdf(b"BT /F1 9 Tf " + TURNED[-1][1])
    assert [(page.upright, page.turned) for page in (draw(data)[0], draw_stock(data)[0])] == [([True], [0])] * 2


def test_scaling_lasts_when_a_font_is_chosen_again() -> None:
    page = draw_content(b"BT /F1 10 Tf 50 500 Td 300 Tz (A) Tj /F1 10 Tf (A) Tj 100 Tz (A) Tj")
    first, again, back = (end - start for start, end in zip(page.x0, page.x1, strict=True))
    assert first == pytest.approx(again)
    assert first == pytest.approx(3 * back)


def random_lines(seed: int) -> bytes:
    """Lines of words in all sorts of strings, some over each other."""
    chance = random.Random(seed)
    operations = [b"BT /F1 9 Tf"]
    for _ in range(30):
        words = b" ".join(bytes(chance.choices(b"abcil .", k=chance.randint(1, 9))) for _ in range(5))
        cuts = sorted(chance.choices(range(len(words) + 1), k=4))
        strings = [words[start:end] for start, end in pairwise([0, *cuts, len(words)])]
        numbers = [chance.choice([3, -20, 150, -250, -400, 600]) for _ in strings]
        shown = b"".join(b"(%s)%d" % pair for pair in zip(strings, numbers, strict=True))
        place = (chance.randint(40, 500), chance.choice([700, 690, 688, 686.5, 600]))
        operations.append(chance.choice([b"0 Tc", b"0 Tc", b"0.3 Tc", b"-1 Tc", b"0 Tw", b"2 Tw", b"/F4 9 Tf", b"/F1 9 Tf"]))
        operations.append(b"1 0 0 1 %g %g Tm [%s] TJ" % (*place, shown))
    return b"\n".join(operations)


@pytest.mark.parametrize("seed", range(25))
def test_words_cut_from_stretches_are_those_put_together_from_characters(seed: int) -> None:
    page = draw(write_pdf(random_lines(seed)))[0]
    bare = replace(page, stretches=[])
    assert [list(word) for word in find_words(page)] == [list(word) for word in find_words(bare)]
    for start, end in pairwise([*page.stretches, len(page.text)]):
        for column in (page.top, page.bottom, page.font, page.size, page.upright, page.colour):
            assert len(set(column[start:end])) == 1
        for index in range(start + 1, end):
            widest = TOLERANCE if page.text[index - 1] == " " else min(TOLERANCE, NARROWEST_SPACE * page.size[index])
            assert page.x0[index - 1] <= page.x0[index] <= page.x1[index - 1] + widest
            assert len(page.text[index]) == 1
