"""Operations of content streams: what stands before each operator, and strange content that must neither fool nor hold up the reader."""

from __future__ import annotations

import time

import pytest

from pipeline.edges.pdf.operations import read_hex, read_name, read_numbers, read_operations, read_string, read_tokens, write_plainly

OPERATIONS = [
    ("operands and operators", b"BT /F1 12 Tf 1 0 0 1 72 720 Tm", [(b"", b"BT"), (b" /F1 12 ", b"Tf"), (b" 1 0 0 1 72 720 ", b"Tm")]),
    ("operators that are signs", b"(a)' 1 2 (b)\"", [(b"(a)", b"'"), (b" 1 2 (b)", b'"')]),
    ("an operator with a star", b"f*T*", [(b"", b"f*T*")]),
    ("a string with two depths of brackets", b"(a(b)) Tj", [(b"(a(b)) ", b"Tj")]),
    ("a string with three", b"(a(b(c))) Tj", [(b"<612862286329" + b"29>", b"Tj")]),
    ("brackets that are escaped", rb"(a\)\() Tj", [(rb"(a\)\() ", b"Tj")]),
    ("an array with strings and brackets in them", b"[(])-5<41>] TJ", [(b"[(])-5<41>] ", b"TJ")]),
    ("an array in an array", b"[[1 2] 3] 0 d", [(b"[ 1 2 3 ] 0", b"d")]),
    ("a dictionary", b"/P <</A (>>) /B << /C 1 >> >> BDC", [(b"/P <</A (>>) /B << /C 1 >> >> ", b"BDC")]),
    ("a dictionary three deep", b"/P << /A << /B << /C [1] >> >> >> BDC q", [(b"/P", b"BDC"), (b" ", b"q")]),
    ("a comment", b"1 % (not) [this\n 2 m", [(b"1 2", b"m")]),
    ("an inline image", b"BI /W 1 ID \x00EI\x01EI Q", [(b" /W 1 ", b"BI"), (b" ", b"Q")]),
    ("an inline image without data", b"BI /W 1 EI Q", [(b"", b"BI"), (b" /W 1 ", b"EI"), (b" ", b"Q")]),
    ("stray brackets", b"1 ] > ) 2 m", [(b"1 2", b"m")]),
    ("bytes that mean nothing", b"\xff1 \x802 m", [(b"1 2", b"m")]),
    ("an array without an end", b"[(a) Tj Q", [(b"(a) ", b"Tj"), (b" ", b"Q")]),
    ("a string without an end", b"q (a Tj Q", [(b"", b"q")]),
    ("operands without an operator", b"q 1 2 3", [(b"", b"q")]),
    ("nothing", b"", []),
]


@pytest.mark.parametrize(("content", "operations"), [row[1:] for row in OPERATIONS], ids=[row[0] for row in OPERATIONS])
def test_operations_are_read_in_order(content: bytes, operations: list[tuple[bytes, bytes]]) -> None:
    assert list(read_operations(content)) == operations


FLOODS = [b"[", b"(", b"<<", b"<", b"[(", b"[(a)", b"((a(b(c))))", b"\xff", b"%\n", b"BI ", b"BI ID ", b"/", b"1 ", b"<<a", b"]", b"{"]


@pytest.mark.parametrize("flood", FLOODS)
def test_a_flood_of_nonsense_takes_no_longer_than_its_length(flood: bytes) -> None:
    started = time.process_time()
    list(read_operations(flood * (50_000 // len(flood))))
    assert time.process_time() - started < 1


STRINGS = [
    ("nothing to escape", rb"Agenda", b"Agenda"),
    ("brackets and backslash", rb"\(a\)\\", b"(a)\\"),
    ("octal codes of one to three digits", rb"\1\12\123\1234", b"\x01\nSS4"),
    ("octal beyond a byte", rb"\777", b"\xff"),
    ("named characters", rb"\n\r\t\b\f", b"\n\r\t\b\f"),
    ("line ends that are left out", b"a\\\nb\\\r\nc\\\rd", b"abcd"),
    ("any other character", rb"\q\-", b"q-"),
    ("a backslash at the end", b"a\\", b"a"),
]


@pytest.mark.parametrize(("literal", "read"), [row[1:] for row in STRINGS], ids=[row[0] for row in STRINGS])
def test_strings_are_unescaped(literal: bytes, read: bytes) -> None:
    assert read_string(literal) == read


def test_hex_strings_may_have_spaces_and_an_odd_number_of_digits() -> None:
    assert read_hex(b"<41 4\n2>") == b"AB"
    assert read_hex(b"<414>") == b"A\x04"
    assert read_hex(b"<>") == b""


def test_names_are_spelled_as_in_pdfminers_dictionaries() -> None:
    assert read_name(b"F1") == "F1"
    assert read_name(b"A#20B") == "A B"
    assert read_name(b"A#B#") == "A\x0b"
    assert read_name("Ä".encode()) == "Ä"
    assert read_name(b"\xff") == "b'\\xff'"


def test_numbers_are_the_last_ones() -> None:
    assert read_numbers(b" 1 -.5 +2. ", 2) == [-0.5, 2.0]
    with pytest.raises(ValueError, match="3 numbers wanted"):
        read_numbers(b"1 2", 3)
    with pytest.raises(ValueError, match="convert"):
        read_numbers(b"1 /A", 2)


def test_knotted_operands_are_written_plainly() -> None:
    assert write_plainly(b"--5 1.2.3") == b"-5 1.2 .3"
    assert write_plainly(b"[(a(b(c)))[<4>]]/N") == b"[ <612862286329" + b"29> <04> ] /N"
    assert write_plainly(b"<< /A 1 >> 2") == b"2"


def test_tokens_tell_their_kind() -> None:
    tokens = list(read_tokens(b"/N 1.5 (a) <42> [ ]"))
    assert tokens == [("name", b"/N"), ("number", b"1.5"), ("string", b"a"), ("string", b"B"), ("bracket", b"["), ("bracket", b"]")]
